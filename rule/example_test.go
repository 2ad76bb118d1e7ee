package rule_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

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
				found.Add(rule.At("ends"), "the lease ends on %s, not after %s: correct one of them", l.Ends, l.Begins).
					Relate(rule.At("begins"), "where it begins")
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
				found.Add(rule.At("ends"), "the lease runs past %s: end it by then", last).With("last_day", last)
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
				found.Add(rule.At("rent"), "the rent is £%d: say what it is", r.Rent)
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

// A set holds its rules, and those of the members, against one document.
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
				found.Add(rule.At("number"), "the lease has no number: give it the next one")
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

func ExampleSeen() {
	m := rule.Meta{ID: RuleNotTooLong, Seen: rule.SeenReal}
	fmt.Printf("%s fires on data that is %s\n", m.ID, m.Seen)
	// Output: LEASE-02 fires on data that is real
}

// A rule that the types already keep needs no check, but is still listed.
func ExampleGuarantee() {
	m := rule.Meta{
		ID: "ROOM-02", Title: "A rent is in whole pounds",
		Guarantee: &rule.Guarantee{How: "Room.Rent is an int", Test: "TestRentIsWhole"},
	}
	fmt.Printf("%s holds by construction: %s\n", m.ID, m.Guarantee.How)
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

// A check gathers findings as it goes; detail is added by chaining.
func ExampleFindings() {
	var found rule.Findings
	fmt.Println(found == nil)
	found.Add(rule.At("rooms", 1, "rent"), "the rent is £%d: say what it is", 0).
		With("rent", 0).
		Relate(rule.At("rooms", 0, "rent"), "the other room has one")
	fmt.Println(len(found), found[0].Params[0], found[0].Related[0].Note)
	// Output:
	// true
	// 1 {rent 0} the other room has one
}

// Params are the facts of a message, for whoever translates or sorts.
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
	p := rule.At("rooms", 1, "rent")
	fmt.Println(p, p.Parent(), p.Within(rule.At("rooms")))
	fmt.Println(rule.At("rooms", 2).Compare(rule.At("rooms", 10))) // numbers compare as numbers
	fmt.Println(rule.At("and/or"))                                 // RFC 6901 writes a slash as ~1
	// Output:
	// /rooms/1/rent /rooms/1 true
	// -1
	// /and~1or
}

func ExampleSubject() {
	fmt.Println(rule.Subject{Kind: "room", ID: "attic"})
	// Output: room/attic
}

// A report can be shown as JSON, with what is known of the rules that found
// something.
func ExampleReport() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{})
	report.Rules = nil // to be short
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	if err := out.Encode(report); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "findings": [
	//     {
	//       "rule": "LEASE-02",
	//       "severity": "warning",
	//       "subject": "lease/7",
	//       "path": "/ends",
	//       "message": "the lease runs past 2024-03-31: end it by then",
	//       "params": [
	//         {
	//           "name": "last_day",
	//           "value": "2024-03-31"
	//         }
	//       ],
	//       "on": "2014-04-01"
	//     },
	//     {
	//       "rule": "ROOM-01",
	//       "severity": "error",
	//       "subject": "room/attic",
	//       "path": "/rooms/1/rent",
	//       "message": "the rent is £0: say what it is"
	//     }
	//   ],
	//   "counts": {
	//     "error": 1,
	//     "warning": 1,
	//     "info": 0,
	//     "waived": 0,
	//     "passed": 2,
	//     "found": 2,
	//     "not_applicable": 0,
	//     "not_in_force": 0,
	//     "undated": 0,
	//     "broken": 0
	//   },
	//   "rules": {}
	// }
}

func ExampleCounts() {
	c := LeaseRules().Check(LibraryLease(), rule.Options{}).Counts
	fmt.Printf("%d rules passed, %d found something: %d error, %d warning\n", c.Passed, c.Found, c.Error, c.Warning)
	// Output: 2 rules passed, 2 found something: 1 error, 1 warning
}

// A lease of the day before the rule came into force is not held to it, however
// late one looks.
func ExampleOptions() {
	today := rule.Options{AsOf: nhs.MustParseDate("2020-01-01")}
	old := &Lease{Begins: nhs.MustParseDate("2014-03-31"), Ends: nhs.MustParseDate("2034-03-31")}
	report := LeaseRules().Check(old, today)
	fmt.Println("findings:", len(report.Findings), "not in force:", report.Counts.NotInForce)
	// Output: findings: 0 not in force: 1
}

// A pass tells a check the date that decided which law applied.
func ExamplePass() {
	r := rule.Rule[Lease]{
		Meta: rule.Meta{ID: "LEASE-04", Title: "A lease is not looked at after it ended", Severity: rule.Info, Basis: rule.Integrity},
		On:   func(l *Lease) nhs.Date { return l.Begins },
		Check: func(p rule.Pass, l *Lease) rule.Findings {
			fmt.Println("judged by the law of", p.On, "as of", p.AsOf)
			return nil
		},
	}
	rule.NewSet("lease", nil, r).Check(LibraryLease(), rule.Options{AsOf: nhs.MustParseDate("2020-01-01")})
	// Output: judged by the law of 2014-04-01 as of 2020-01-01
}

// A waiver accepts a finding for a reason and until a day. The finding stays in
// the report.
func ExampleWaiver() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{
		AsOf: nhs.MustParseDate("2020-01-01"),
		Waivers: []rule.Waiver{{
			Rule: RuleRentIsFair, Subject: rule.Subject{Kind: "room", ID: "attic"}, Path: rule.At("rent"),
			Reason: "lent to the choir", Until: nhs.MustParseDate("2020-12-31"),
		}},
	})
	for _, f := range report.Findings {
		if f.Waiver != nil {
			fmt.Printf("%s accepted until %s: %s\n", f.Rule, f.Waiver.Until, f.Waiver.Reason)
		}
	}
	fmt.Println(report.Err(rule.Error))
	// Output:
	// ROOM-01 accepted until 2020-12-31: lent to the choir
	// <nil>
}

// A waiver that accepts nothing is reported, so that none is forgotten.
func ExampleUnusedWaiver() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{
		AsOf: nhs.MustParseDate("2021-01-01"),
		Waivers: []rule.Waiver{{
			Rule: RuleRentIsFair, Subject: rule.Subject{Kind: "room", ID: "attic"},
			Reason: "lent to the choir", Until: nhs.MustParseDate("2020-12-31"),
		}},
	})
	for _, u := range report.UnusedWaivers {
		fmt.Printf("the waiver of %s: %s\n", u.Waiver.Rule, u.Why)
	}
	// Output: the waiver of ROOM-01: it ran out on 2020-12-31
}

// An explanation says why a rule was silent.
func ExampleExplanation() {
	old := &Lease{Number: "1", Begins: nhs.MustParseDate("2014-03-31"), Ends: nhs.MustParseDate("2034-03-31")}
	for _, e := range LeaseRules().Explain(old, rule.Options{}) {
		fmt.Printf("%s %s (%s)\n", e.Rule, e.Outcome, e.Note)
	}
	// Output:
	// LEASE-01 passed ()
	// LEASE-02 not in force (in force 2014-04-01/..)
	// ROOM-01 not applicable (there are none)
}

func ExampleOutcome() {
	only, err := LeaseRules().Select(RuleNotTooLong)
	if err != nil {
		fmt.Println(err)
		return
	}
	n := map[rule.Outcome]int{}
	for _, e := range only.Explain(LibraryLease(), rule.Options{}) {
		n[e.Outcome]++
	}
	fmt.Println(n[rule.Found], rule.Found)
	fmt.Println(n[rule.Deselected], rule.Deselected)
	// Output:
	// 1 found
	// 3 deselected
}

// A rule that panics does not stop the others.
func ExampleFailure() {
	faulty := rule.Rule[Lease]{
		Meta:  rule.Meta{ID: "OURS-02", Title: "The first room is the hall", Severity: rule.Info, Basis: rule.Integrity},
		Check: func(_ rule.Pass, l *Lease) rule.Findings { _ = l.Rooms[0]; return nil },
	}
	rules, err := LeaseRules().With(faulty)
	if err != nil {
		fmt.Println(err)
		return
	}
	report := rules.Check(&Lease{Number: "2"}, rule.Options{})
	for _, f := range report.Failures {
		fmt.Println(f)
	}
	fmt.Println(len(report.Findings), "finding")
	// Output:
	// rule OURS-02 could not judge lease/2: runtime error: index out of range [0] with length 0
	// 1 finding
}

// Naming a rule that is not there is an error that lists those that are.
func ExampleUnknownRuleError() {
	_, err := LeaseRules().Select("LEASE-2")
	if unknown, ok := errors.AsType[*rule.UnknownRuleError](err); ok {
		fmt.Printf("no %s among %d rules\n", unknown.ID, len(unknown.Known))
	}
	fmt.Println(err)
	// Output:
	// no LEASE-2 among 3 rules
	// no rule "LEASE-2"; the rules are [LEASE-01 LEASE-02 ROOM-01]
}
