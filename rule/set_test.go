package rule_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func ids[T any](s rule.Set[T]) []rule.ID {
	var list []rule.ID
	for m := range s.All() {
		list = append(list, m.ID)
	}
	return list
}

func running[T any](s rule.Set[T]) []rule.ID {
	return slices.DeleteFunc(ids(s), func(id rule.ID) bool { return !s.Selected(id) })
}

func TestSelection(t *testing.T) {
	all := agreementRules()
	m := meta("AG-09")
	m.OptIn = true
	all, err := all.With(finds(m))
	if err != nil {
		t.Fatal(err)
	}
	every := []rule.ID{"AG-01", "AG-02", "AG-09", "LN-01", "GL-01", "HO-01"}
	if got := ids(all); !slices.Equal(got, every) {
		t.Fatalf("rules %v, want %v", got, every)
	}
	must := func(s rule.Set[agreement], err error) rule.Set[agreement] {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	onlyGoals := must(all.Select("GL-01"))
	for _, tt := range []struct {
		name string
		set  rule.Set[agreement]
		want []rule.ID
	}{
		{"as given", all, []rule.ID{"AG-01", "AG-02", "LN-01", "GL-01", "HO-01"}},
		{"selected", must(all.Select("GL-01", "AG-09")), []rule.ID{"AG-09", "GL-01"}},
		{"none selected", must(all.Select()), nil},
		{"without", must(all.Without("LN-01", "AG-01")), []rule.ID{"AG-02", "GL-01", "HO-01"}},
		{"without nothing keeps what is off, off", must(all.Without()), []rule.ID{"AG-01", "AG-02", "LN-01", "GL-01", "HO-01"}},
		{"selected again", must(onlyGoals.Select("AG-09", "HO-01")), []rule.ID{"AG-09", "HO-01"}},
		{"without after select", must(onlyGoals.Without("AG-01")), []rule.ID{"GL-01"}},
		{"filter keeps of those that run", all.Filter(func(m rule.Meta) bool { return m.Subject == "agreement" }), []rule.ID{"AG-01", "AG-02"}},
	} {
		if got := running(tt.set); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v run, want %v", tt.name, got, tt.want)
		}
		if got := ids(tt.set); !slices.Equal(got, every) {
			t.Errorf("%s: the set has %v, want %v", tt.name, got, every)
		}
		found := make(map[rule.ID]bool)
		for _, f := range tt.set.Check(faulty(), rule.Options{}).Findings {
			found[f.Rule] = true
			if !slices.Contains(tt.want, f.Rule) {
				t.Errorf("%s: deselected %s found something", tt.name, f.Rule)
			}
		}
		for _, e := range tt.set.Explain(faulty(), rule.Options{}) {
			if (e.Outcome == rule.Deselected) == slices.Contains(tt.want, e.Rule) {
				t.Errorf("%s: rule %s is explained as %s", tt.name, e.Rule, e.Outcome)
			}
		}
	}
	if got := running(all); len(got) != 5 {
		t.Errorf("selecting changed the set: %v run", got)
	}
	for m := range all.All() { // stops on request
		if m.ID != "AG-01" {
			t.Errorf("first is %s", m.ID)
		}
		break
	}
}

func TestOffByDefault(t *testing.T) {
	m := meta("AG-09")
	m.OptIn = true
	s := set(finds(m))
	if r := s.Check(&agreement{}, rule.Options{}); r.Counts != (rule.Counts{}) {
		t.Errorf("a rule that is off ran: %+v", r.Counts)
	}
	if e := outcome(t, s, &agreement{}, rule.Options{}); e.Outcome != rule.Deselected {
		t.Errorf("explained as %s", e.Outcome)
	}
	on, err := s.Select("AG-09")
	if err != nil {
		t.Fatal(err)
	}
	if r := on.Check(&agreement{}, rule.Options{}); r.Counts.Found != 1 {
		t.Errorf("a selected rule did not run: %+v", r.Counts)
	}
}

func TestLookup(t *testing.T) {
	s := agreementRules()
	if m, ok := s.Lookup("GL-01"); !ok || m.Title != "Rule GL-01" || m.Subject != "goal" {
		t.Errorf("looked up %+v, %v", m, ok)
	}
	if m, ok := s.Lookup("GL-02"); ok || m.ID != "" {
		t.Errorf("looked up %+v, %v, but there is no such rule", m, ok)
	}
	if s.Selected("GL-02") {
		t.Error("a rule that the set does not have is selected")
	}
}

func TestUnknownRule(t *testing.T) {
	s := agreementRules()
	for name, do := range map[string]func(...rule.ID) (rule.Set[agreement], error){"Select": s.Select, "Without": s.Without} {
		_, err := do("AG-01", "SLA-99")
		unknown, ok := errors.AsType[*rule.UnknownRuleError](fmt.Errorf("the settings: %w", err))
		if !ok || unknown.ID != "SLA-99" {
			t.Errorf("%s: the error is %v", name, err)
			continue
		}
		if want := []rule.ID{"AG-01", "AG-02", "GL-01", "HO-01", "LN-01"}; !slices.Equal(unknown.Known, want) {
			t.Errorf("%s: known are %v, want %v", name, unknown.Known, want)
		}
		if want := `no rule "SLA-99"; the rules are [AG-01 AG-02 GL-01 HO-01 LN-01]`; err.Error() != want {
			t.Errorf("%s: %q, want %q", name, err, want)
		}
	}
}

func TestValidate(t *testing.T) {
	unfit := func(change func(*rule.Rule[agreement])) rule.Rule[agreement] {
		r := finds(meta("AG-03"))
		change(&r)
		return r
	}
	for _, tt := range []struct {
		want string
		rule rule.Rule[agreement]
	}{
		{`rule "Rule AG-03": it has no ID`, unfit(func(r *rule.Rule[agreement]) { r.ID = "" })},
		{"rule AG-03: it has no title", unfit(func(r *rule.Rule[agreement]) { r.Title = "" })},
		{"rule AG-03: it has no severity", unfit(func(r *rule.Rule[agreement]) { r.Severity = 0 })},
		{"rule AG-03: it has no severity", unfit(func(r *rule.Rule[agreement]) { r.Severity = rule.Error + 1 })},
		{"rule AG-03: it has no basis", unfit(func(r *rule.Rule[agreement]) { r.Basis = 0 })},
		{"rule AG-03: it has no basis", unfit(func(r *rule.Rule[agreement]) { r.Basis = rule.LocalPolicy + 1 })},
		{"rule AG-03: a rule of basis law needs a citation", unfit(func(r *rule.Rule[agreement]) { r.Basis = rule.Law })},
		{"rule AG-03: a rule of basis study needs a citation", unfit(func(r *rule.Rule[agreement]) { r.Basis = rule.Study })},
		{"rule AG-03: a rule without source must be off by default", unfit(func(r *rule.Rule[agreement]) { r.Basis = rule.Unsourced })},
		{"rule AG-03: it has no check", unfit(func(r *rule.Rule[agreement]) { r.Check = nil })},
		{"rule AG-03: it is in force on no day", unfit(func(r *rule.Rule[agreement]) {
			r.InForce = nhs.Period{From: day("2013-04-01"), Until: day("2013-04-01")}
		})},
		{"", unfit(func(r *rule.Rule[agreement]) { r.Basis, r.Citations = rule.Law, []rule.Citation{{Title: "An Act"}} })},
		{"", unfit(func(r *rule.Rule[agreement]) { r.Basis, r.OptIn = rule.Unsourced, true })},
		{"", unfit(func(r *rule.Rule[agreement]) { r.Basis = rule.LocalPolicy })},
		{"", unfit(func(r *rule.Rule[agreement]) {
			r.InForce = nhs.Period{From: day("2013-04-01"), Until: day("2013-04-02")}
		})},
	} {
		for name, s := range map[string]rule.Set[agreement]{
			"alone": set(tt.rule), "joined": rule.Join(agreementRules(), rule.NewSet("deal", nil, tt.rule)),
		} {
			if got := text(s.Validate()); got != tt.want {
				t.Errorf("%s: %q, want %q", name, got, tt.want)
			}
		}
		_, err := agreementRules().With(tt.rule)
		if got := text(err); got != tt.want {
			t.Errorf("With: %q, want %q", got, tt.want)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestOneIDTwice(t *testing.T) {
	once := finds(meta("AG-01"))
	other := finds(meta("AG-01"))
	other.Title = "Another"
	if err := set(once, once).Validate(); text(err) != "rule AG-01: it is in the set twice" {
		t.Errorf("one rule twice: %v", err)
	}
	if err := rule.Join(set(once), set(other)).Validate(); text(err) != `rule AG-01: two rules have this ID: "Rule AG-01" and "Another"` {
		t.Errorf("two rules of one ID: %v", err)
	}
	if _, err := set().With(once, once); err == nil {
		t.Error("With took one rule twice")
	}
	if _, err := agreementRules().With(finds(meta("GL-01"))); text(err) != `rule GL-01: the set has a rule of this ID: "Rule GL-01"` {
		t.Errorf("With took the ID of a lifted rule: %v", err)
	}
}

func TestWithLeavesTheSetAlone(t *testing.T) {
	s := set(finds(meta("AG-01")))
	one, err := s.With(finds(meta("AG-02")))
	if err != nil {
		t.Fatal(err)
	}
	two, err := s.With(finds(meta("AG-03")))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		set  rule.Set[agreement]
		want []rule.ID
	}{{s, []rule.ID{"AG-01"}}, {one, []rule.ID{"AG-01", "AG-02"}}, {two, []rule.ID{"AG-01", "AG-03"}}} {
		if got := running(tt.set); !slices.Equal(got, tt.want) {
			t.Errorf("%v run, want %v", got, tt.want)
		}
	}
}

func TestZeroSet(t *testing.T) {
	var s rule.Set[agreement]
	if r := s.Check(faulty(), rule.Options{}); len(where(r)) != 0 || r.Err(rule.Info) != nil {
		t.Errorf("no rules found %v", r)
	}
	if s.Explain(faulty(), rule.Options{}) != nil || s.Validate() != nil || len(ids(s)) != 0 {
		t.Error("the zero set has rules")
	}
}

// Explain has one explanation for each rule and value, and they add up to the
// counts of Check.
func TestExplainAgreesWithCheck(t *testing.T) {
	panics := rule.Rule[agreement]{Meta: meta("AG-04"), Check: func(rule.Pass, *agreement) rule.Findings { panic("no") }}
	dated := finds(meta("AG-05"))
	dated.On = (*agreement).signedOn
	past := finds(meta("AG-06"))
	past.InForce = nhs.MustParsePeriod("../2013-03-31")
	off := finds(meta("AG-07"))
	off.OptIn = true
	s, err := agreementRules().With(panics, dated, past, off)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []rule.Options{
		{}, asOf2014,
		{AsOf: asOf2014.AsOf, Waivers: []rule.Waiver{{Rule: "GL-01", Subject: rule.Subject{Kind: "goal", ID: "uptime"}, Reason: "known", Until: day("2014-12-31")}}},
	} {
		for _, a := range []*agreement{faulty(), {}, {lines: []service{{}}, signed: day("2014-05-01")}} {
			type key struct {
				rule rule.ID
				path rule.Pointer
			}
			seen := make(map[key]bool)
			n := make(map[rule.Outcome]int)
			none := 0
			es := s.Explain(a, o)
			for _, e := range es {
				if k := (key{e.Rule, e.Path}); seen[k] {
					t.Errorf("%v is explained twice", k)
				} else {
					seen[k] = true
				}
				if e.Note == "there are none" { // which Check does not count
					none++
					continue
				}
				n[e.Outcome]++
			}
			hosts, goals := 0, 0
			if a.host != nil {
				hosts = 1
			}
			for _, l := range a.lines {
				goals += len(l.targets)
			}
			if want := 6 + len(a.lines) + goals + hosts; len(es)-none != want {
				t.Errorf("%d explanations, want %d", len(es)-none, want)
			}
			if !slices.IsSortedFunc(es, func(a, b rule.Explanation) int {
				return cmp.Or(a.Path.Compare(b.Path), strings.Compare(string(a.Rule), string(b.Rule)))
			}) {
				t.Errorf("explanations out of order: %+v", es)
			}
			got := s.Check(a, o).Counts
			got.Error, got.Warning, got.Info, got.Waived = 0, 0, 0, 0
			want := rule.Counts{
				Passed: n[rule.Passed], Found: n[rule.Found] + n[rule.Waived], NotApplicable: n[rule.NotApplicable],
				NotInForce: n[rule.NotInForce], Undated: n[rule.Undated], Panicked: n[rule.Panicked],
			}
			if got != want {
				t.Errorf("Check counts %+v, Explain %+v", got, want)
			}
		}
	}
}

// The order in which rules are given does not show in a report.
func TestOrderOfRulesDoesNotMatter(t *testing.T) {
	var rules []rule.Rule[agreement]
	for i := range 6 {
		r := finds(meta(rule.ID(fmt.Sprintf("AG-%02d", i))))
		if i%3 == 2 {
			r.Check = func(rule.Pass, *agreement) rule.Findings { panic(i) }
		}
		rules = append(rules, r)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	var want rule.Report
	var explained []rule.Explanation
	for i := range 50 {
		s := rule.Join(set(rules[:3]...), set(rules[3:]...), liftedRules())
		r, es := s.Check(faulty(), asOf2014), s.Explain(faulty(), asOf2014)
		if i == 0 {
			want, explained = r, es
		}
		if diff := gocmp.Diff(want, r); diff != "" {
			t.Fatalf("report of shuffled rules (-first +this):\n%s", diff)
		}
		if diff := gocmp.Diff(explained, es); diff != "" {
			t.Fatalf("explanations of shuffled rules (-first +this):\n%s", diff)
		}
		rnd.Shuffle(len(rules), func(i, j int) { rules[i], rules[j] = rules[j], rules[i] })
	}
}

// liftedRules are those of agreementRules that are not the agreement's own.
func liftedRules() rule.Set[agreement] {
	return agreementRules().Filter(func(m rule.Meta) bool { return m.Subject != "agreement" })
}

// Shuffling a list moves its findings and changes nothing else.
func TestOrderOfListsDoesNotMatter(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	a := faulty()
	for i := range 12 { // so that one index has two digits
		a.lines = append(a.lines, service{code: fmt.Sprint("line", i), price: i % 3})
	}
	moved := func() (subjects []string, counts rule.Counts) {
		r := agreementRules().Check(a, rule.Options{})
		if !slices.IsSortedFunc(r.Findings, func(a, b rule.Finding) int { return a.Path.Compare(b.Path) }) {
			t.Errorf("findings out of order: %q", where(r))
		}
		for _, f := range r.Findings {
			subjects = append(subjects, f.Rule.Error()+" "+f.Subject.String())
		}
		slices.Sort(subjects)
		return subjects, r.Counts
	}
	want, wantCounts := moved()
	for range 50 {
		rnd.Shuffle(len(a.lines), func(i, j int) { a.lines[i], a.lines[j] = a.lines[j], a.lines[i] })
		got, counts := moved()
		if !slices.Equal(got, want) || counts != wantCounts {
			t.Fatalf("shuffled: %q %+v, want %q %+v", got, counts, want, wantCounts)
		}
	}
}

// A long identifier is cut, or a report would hold it once for each finding.
func TestSubjectIsBounded(t *testing.T) {
	type named struct{ id string }
	set := rule.NewSet("named", func(n *named) string { return n.id }, rule.Rule[named]{
		Meta: rule.Meta{ID: "NAME-01", Title: "Nothing is right", Severity: rule.Info, Basis: rule.Integrity},
		Check: func(rule.Pass, *named) (found rule.Findings) {
			found.Add("", "wrong")
			return found
		},
	})
	seen := make(map[string]bool)
	for _, id := range []string{
		strings.Repeat("a", rule.MaxStep),
		strings.Repeat("a", rule.MaxStep+1),
		strings.Repeat("a", 1_000_000),
		strings.Repeat("a", 500_000) + "b" + strings.Repeat("a", 499_999),
		strings.Repeat("é", 1_000_000),
	} {
		got := set.Check(&named{id}, rule.Options{}).Findings[0].Subject.ID
		if short := len(id) <= rule.MaxStep; short != (got == id) || len(got) > 180 || seen[got] || !utf8.ValidString(got) {
			t.Errorf("of %d bytes is left %q", len(id), got)
		}
		seen[got] = true
	}
}
