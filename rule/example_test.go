package rule_test

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The examples judge leases. A Lease has rooms, each at a rent.
type Lease struct {
	Number       string
	Begins, Ends nhs.Date
	Rooms        []Room
}

// A Room is one room of a lease.
type Room struct {
	Name string
	Rent int // pounds a year
}

// The rules of the examples.
const (
	RuleTermInOrder rule.ID = "LEASE-01"
	RuleNotTooLong  rule.ID = "LEASE-02"
	RuleRentIsFair  rule.ID = "ROOM-01"
)

// LeaseRules are the rules of a lease and, lifted, those of its rooms.
func LeaseRules() rule.Set[Lease] {
	termInOrder := rule.Rule[Lease]{
		Meta: rule.Meta{
			ID: RuleTermInOrder, Title: "A lease ends after it begins",
			Severity: rule.Error, Basis: rule.Integrity,
		},
		Check: func(_ rule.Pass, l *Lease) (found rule.Findings) {
			if !l.Ends.After(l.Begins) {
				found.Add(rule.PointerOf("ends"), "the lease ends on %s, not after %s: correct one of them", l.Ends, l.Begins).
					WithRelated(rule.PointerOf("begins"), "where it begins")
			}
			return found
		},
	}
	notTooLong := rule.Rule[Lease]{
		Meta: rule.Meta{
			ID: RuleNotTooLong, Title: "A lease is for ten years at most",
			Severity: rule.Warning, Basis: rule.Law,
			Citations: []rule.Citation{{
				Title: "Leases Act 2014", Section: "section 3(1)", Published: nhs.MustParsePartialDate("2014-03"),
			}},
			InForce: nhs.MustParsePeriod("2014-04-01/.."),
		},
		On: func(l *Lease) nhs.Date { return l.Begins }, // the law of the day it began
		Check: func(_ rule.Pass, l *Lease) (found rule.Findings) {
			if last := l.Begins.AddMonths(120).AddDays(-1); l.Ends.After(last) {
				found.Add(rule.PointerOf("ends"), "the lease runs past %s: end it by then", last).With("last_day", last)
			}
			return found
		},
	}
	rentIsFair := rule.Rule[Room]{
		Meta: rule.Meta{
			ID: RuleRentIsFair, Title: "A room has a rent",
			Severity: rule.Error, Basis: rule.Integrity,
		},
		Check: func(_ rule.Pass, r *Room) (found rule.Findings) {
			if r.Rent <= 0 {
				found.Add(rule.PointerOf("rent"), "the rent is £%d: say what it is", r.Rent)
			}
			return found
		},
	}
	rooms := rule.NewSet("room", func(r *Room) string { return r.Name }, rentIsFair)
	return rule.Join(
		rule.NewSet("lease", func(l *Lease) string { return l.Number }, termInOrder, notTooLong),
		rule.Lift("rooms", func(l *Lease) []Room { return l.Rooms }, rooms),
	)
}

// LibraryLease is a lease with faults: it is for twelve years, and one of its
// rooms has no rent.
func LibraryLease() *Lease {
	return &Lease{
		Number: "7",
		Begins: nhs.MustParseDate("2014-04-01"), Ends: nhs.MustParseDate("2026-03-31"),
		Rooms: []Room{{"hall", 1200}, {"attic", 0}},
	}
}

// A set checks one document against its rules and those of the members.
func ExampleSet() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{})
	for _, f := range report.Findings {
		fmt.Println(f)
	}
	// Output:
	// warning: LEASE-02: lease/7 at /ends: the lease runs past 2024-03-31: end it by then
	// error: ROOM-01: room/attic at /rooms/1/rent: the rent is £0: say what it is
}

// A set is a value: selecting from it gives another and leaves it as it was.
func ExampleSet_Without() {
	lenient, err := LeaseRules().Without(RuleNotTooLong)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(lenient.Selected(RuleNotTooLong), LeaseRules().Selected(RuleNotTooLong))
	// Output: false true
}

// You can add rules of your own to a set that comes with the library.
func ExampleRule() {
	numbered := rule.Rule[Lease]{
		Meta: rule.Meta{
			ID: "OURS-01", Title: "A lease of ours has a number",
			Severity: rule.Info, Basis: rule.Integrity,
		},
		Check: func(_ rule.Pass, l *Lease) (found rule.Findings) {
			if l.Number == "" {
				found.Add(rule.PointerOf("number"), "the lease has no number: give it the next one")
			}
			return found
		},
	}
	rules, err := LeaseRules().With(numbered)
	if err != nil {
		fmt.Println(err)
		return
	}
	lease := &Lease{Begins: nhs.MustParseDate("2014-04-01"), Ends: nhs.MustParseDate("2015-03-31")}
	fmt.Println(rules.Check(lease, rule.Options{}).Err(rule.Info))
	// Output: info: OURS-01: lease at /number: the lease has no number: give it the next one
}

// A house rule needs no text to rest on: its basis is your own policy.
func ExampleBasis_localPolicy() {
	furnished := rule.Rule[Lease]{
		Meta: rule.Meta{
			ID: "OURS-03", Title: "We let at least two rooms together",
			Severity: rule.Warning, Basis: rule.LocalPolicy,
		},
		Check: func(_ rule.Pass, l *Lease) (found rule.Findings) {
			if len(l.Rooms) < 2 {
				found.Add(rule.PointerOf("rooms"), "%d room: let another with it", len(l.Rooms))
			}
			return found
		},
	}
	rules, err := LeaseRules().With(furnished)
	if err != nil {
		fmt.Println(err)
		return
	}
	lease := LibraryLease()
	lease.Rooms = lease.Rooms[:1]
	for _, f := range rules.Check(lease, rule.Options{}).Findings {
		m, _ := rules.Lookup(f.Rule)
		fmt.Printf("%s (%s)\n", f.String(), m.Basis)
	}
	// Output:
	// /ends: [LEASE-02] the lease runs past 2024-03-31: end it by then (law)
	// /rooms: [OURS-03] 1 room: let another with it (local-policy)
}

// What is known of a rule can be listed without running it.
func ExampleMeta() {
	for m := range LeaseRules().All() {
		fmt.Printf("%s (%s, %s, in force %s): %s\n", m.ID, m.Severity, m.Basis, m.InForce, m.Title)
	}
	// Output:
	// LEASE-01 (error, integrity, in force always): A lease ends after it begins
	// LEASE-02 (warning, law, in force 2014-04-01/..): A lease is for ten years at most
	// ROOM-01 (error, integrity, in force always): A room has a rent
}

func ExampleCitation() {
	m, _ := LeaseRules().Lookup(RuleNotTooLong)
	for _, c := range m.Citations {
		fmt.Printf("%s, %s (%s)\n", c.Title, c.Section, c.Published)
	}
	// Output: Leases Act 2014, section 3(1) (2014-03)
}

// Severities are words that compare: an error is graver than a warning.
func ExampleSeverity() {
	var s rule.Severity
	if err := s.UnmarshalText([]byte("warning")); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s, s < rule.Error)
	// Output: warning true
}

// A basis says what kind of authority a rule rests on, so that one can ask for
// the law alone.
func ExampleBasis() {
	law := LeaseRules().Filter(func(m rule.Meta) bool { return m.Basis == rule.Law })
	for _, f := range law.Check(LibraryLease(), rule.Options{}).Findings {
		fmt.Println(f.Rule)
	}
	// Output: LEASE-02
}

func ExampleObserved() {
	m := rule.Meta{ID: RuleNotTooLong, Observed: rule.ObservedReal}
	fmt.Printf("%s fires on data that is %s\n", m.ID, m.Observed)
	// Output: LEASE-02 fires on data that is real
}

// A rule that the types already keep needs no check, but is still listed.
func ExampleByConstruction() {
	m := rule.Meta{
		ID: "ROOM-02", Title: "A rent is in whole pounds",
		ByConstruction: &rule.ByConstruction{How: "Room.Rent is an int", Test: "TestRentIsWhole"},
	}
	fmt.Printf("%s holds by construction: %s\n", m.ID, m.ByConstruction.How)
	// Output: ROOM-02 holds by construction: Room.Rent is an int
}

// An ID is an error, so errors.Is asks for one rule by name, however the report
// was wrapped on the way.
func ExampleID() {
	upload := func(l *Lease) error {
		if err := LeaseRules().Check(l, rule.Options{}).Err(rule.Warning); err != nil {
			return fmt.Errorf("upload refused: %w", err)
		}
		return nil
	}
	err := upload(LibraryLease())
	fmt.Println(errors.Is(err, RuleNotTooLong), errors.Is(err, RuleTermInOrder))
	// Output: true false
}

// A finding is an error too.
func ExampleFinding() {
	err := LeaseRules().Check(LibraryLease(), rule.Options{}).Err(rule.Error)
	if f, ok := errors.AsType[rule.Finding](err); ok {
		fmt.Println("rule:   ", f.Rule)
		fmt.Println("subject:", f.Subject)
		fmt.Println("path:   ", f.Path)
		fmt.Println("message:", f.Message)
	}
	// Output:
	// rule:    ROOM-01
	// subject: room/attic
	// path:    /rooms/1/rent
	// message: the rent is £0: say what it is
}

// One line for a terminal: the place, the rule and the message.
func ExampleFinding_String() {
	for _, f := range LeaseRules().Check(LibraryLease(), rule.Options{}).Findings {
		fmt.Println(f.String())
	}
	// Output:
	// /ends: [LEASE-02] the lease runs past 2024-03-31: end it by then
	// /rooms/1/rent: [ROOM-01] the rent is £0: say what it is
}

// A check of a word against the words that are allowed.
func ExampleAddWord() {
	uses := []string{"office", "shop", "dwelling"}
	var found rule.Findings
	rule.AddWord(&found, rule.PointerOf("rooms", 0, "use"), "studio", uses)
	rule.AddWord(&found, rule.PointerOf("rooms", 1, "use"), "shop", uses)
	for _, f := range found {
		fmt.Println(f.Path, f.Message)
	}
	// Output: /rooms/0/use "studio" is not allowed here; use one of ["office" "shop" "dwelling"]
}

func ExampleIsWord() {
	uses := []string{"office", "shop", "dwelling"}
	fmt.Println(rule.IsWord("shop", uses), rule.IsWord("studio", uses), rule.IsWord("", uses))
	// Output: true false true
}

// A check gathers findings as it goes; detail is added by chaining.
func ExampleFindings() {
	var found rule.Findings
	fmt.Println(found == nil)
	found.Add(rule.PointerOf("rooms", 1, "rent"), "the rent is £%d: say what it is", 0).
		With("rent", 0).
		WithRelated(rule.PointerOf("rooms", 0, "rent"), "the other room has one")
	fmt.Println(len(found), found[0].Params[0], found[0].Related[0].Note)
	// Output:
	// true
	// 1 {rent 0} the other room has one
}

// Params are the facts of a message, for those who translate or sort.
func ExampleParam() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{})
	for _, p := range report.Findings[0].Params {
		fmt.Printf("%s = %s\n", p.Name, p.Value)
	}
	// Output: last_day = 2024-03-31
}

// Related places point from a finding to what it is at odds with.
func ExamplePlace() {
	lease := &Lease{Begins: nhs.MustParseDate("2014-04-01"), Ends: nhs.MustParseDate("2013-03-31")}
	f := LeaseRules().Check(lease, rule.Options{}).Findings[0]
	for _, place := range f.Related {
		fmt.Printf("%s: %s\n", place.Path, place.Note)
	}
	// Output: /begins: where it begins
}

func ExamplePointer() {
	p := rule.PointerOf("rooms", 1, "rent")
	fmt.Println(p, p.Parent(), p.HasPrefix(rule.PointerOf("rooms")))
	fmt.Println(rule.PointerOf("rooms", 2).Compare(rule.PointerOf("rooms", 10))) // numbers compare as numbers
	fmt.Println(rule.PointerOf("and/or"))                                        // RFC 6901 writes a slash as ~1
	// Output:
	// /rooms/1/rent /rooms/1 true
	// -1
	// /and~1or
}

func ExampleSubject() {
	fmt.Println(rule.Subject{Kind: "room", ID: "attic"})
	// Output: room/attic
}
