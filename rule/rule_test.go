package rule_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The tests judge a small support agreement: it has lines, which have targets.
type agreement struct {
	id     string
	signed nhs.Date
	price  int
	lines  []service
	host   *host
}

func (a *agreement) signedOn() nhs.Date { return a.signed }

type service struct {
	code    string
	price   int
	targets []goal
}

type goal struct {
	name    string
	percent int
}

type host struct{ name string }

const (
	priceSet   rule.ID = "AG-01" // an agreement has a price
	priceSums  rule.ID = "AG-02" // its price is the sum of its lines
	linePriced rule.ID = "LN-01" // a line has a price
	percentage rule.ID = "GL-01" // a target is at most 100%
	hostNamed  rule.ID = "HO-01" // a host has a name
)

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func meta(id rule.ID) rule.Meta {
	return rule.Meta{ID: id, Title: "Rule " + string(id), Severity: rule.Error, Basis: rule.Integrity}
}

// finds is a rule that always finds something, at the whole value.
func finds(m rule.Meta) rule.Rule[agreement] {
	return rule.Rule[agreement]{Meta: m, Check: func(rule.Pass, *agreement) (found rule.Findings) {
		found.Add("", "something is wrong: fix it")
		return found
	}}
}

func set(rules ...rule.Rule[agreement]) rule.Set[agreement] {
	return rule.NewSet("agreement", func(a *agreement) string { return a.id }, rules...)
}

// agreementRules are lifted two deep, and a host beside.
func agreementRules() rule.Set[agreement] {
	goals := rule.NewSet("goal", func(g *goal) string { return g.name }, rule.Rule[goal]{
		Meta: meta(percentage),
		Check: func(_ rule.Pass, g *goal) (found rule.Findings) {
			if g.percent > 100 {
				found.Add(rule.PointerOf("percent"), "%d is over 100%%: lower it", g.percent).
					With("percent", g.percent).WithRelated(rule.PointerOf("name"), "the goal is %s", g.name)
			}
			return found
		},
	})
	services := rule.Join(
		rule.NewSet("service", func(s *service) string { return s.code }, rule.Rule[service]{
			Meta: meta(linePriced),
			Check: func(_ rule.Pass, s *service) (found rule.Findings) {
				if s.price == 0 {
					found.Add(rule.PointerOf("price"), "the line has no price: give one").WithRelated("", "the whole line")
				}
				return found
			},
		}),
		rule.Lift("targets", func(s *service) []goal { return s.targets }, goals),
	)
	hosts := rule.NewSet("host", nil, rule.Rule[host]{
		Meta: meta(hostNamed),
		Check: func(_ rule.Pass, h *host) (found rule.Findings) {
			if h.name == "" {
				found.Add(rule.PointerOf("name"), "the host has no name: give one")
			}
			return found
		},
	})
	return rule.Join(
		set(rule.Rule[agreement]{
			Meta: meta(priceSet),
			Check: func(_ rule.Pass, a *agreement) (found rule.Findings) {
				if a.price == 0 {
					found.Add(rule.PointerOf("price"), "the agreement has no price: give one")
				}
				return found
			},
		}, rule.Rule[agreement]{
			Meta:    meta(priceSums),
			Applies: func(a *agreement) bool { return len(a.lines) > 0 },
			Check: func(_ rule.Pass, a *agreement) (found rule.Findings) {
				sum := 0
				for _, l := range a.lines {
					sum += l.price
				}
				if sum != a.price {
					f := found.Add(rule.PointerOf("price"), "the price is %d and the lines sum to %d: correct one", a.price, sum)
					for i := range a.lines {
						f.WithRelated(rule.PointerOf("lines", i, "price"), "line %d", i+1)
					}
				}
				return found
			},
		}),
		rule.Lift("lines", func(a *agreement) []service { return a.lines }, services),
		rule.LiftOne("host", func(a *agreement) *host { return a.host }, hosts),
	)
}

// faulty breaks every one of agreementRules, some twice.
func faulty() *agreement {
	return &agreement{
		id: "A1", price: 5,
		lines: []service{
			{code: "bi", price: 10, targets: []goal{{"speed", 90}, {"accuracy", 101}}},
			{code: "it", targets: []goal{{"uptime", 999}}},
		},
		host: &host{},
	}
}

// where lists the rules and places of a report, one a line.
func where(r rule.Report) []string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, fmt.Sprintf("%s %s %s", f.Rule, f.Subject, f.Path))
	}
	return list
}

// outcome is what Explain says of the only rule of a set.
func outcome(t *testing.T, s rule.Set[agreement], a *agreement, o rule.Options) rule.Explanation {
	t.Helper()
	es := s.Explain(a, o)
	if len(es) != 1 {
		t.Fatalf("%d explanations, want 1: %+v", len(es), es)
	}
	return es[0]
}

func TestInForce(t *testing.T) {
	period := nhs.MustParsePeriod("2013-04-01/2022-06-30")
	for _, tt := range []struct {
		name        string
		inForce     nhs.Period
		own, asOf   string
		want        rule.Outcome
		decidedBy   string
		withoutDate bool // the rule has no On
	}{
		{name: "day before the first", inForce: period, own: "2013-03-31", want: rule.NotInForce, decidedBy: "2013-03-31"},
		{name: "first day", inForce: period, own: "2013-04-01", want: rule.Found, decidedBy: "2013-04-01"},
		{name: "last day", inForce: period, own: "2022-06-30", want: rule.Found, decidedBy: "2022-06-30"},
		{name: "day after the last", inForce: period, own: "2022-07-01", want: rule.NotInForce, decidedBy: "2022-07-01"},
		{name: "own date beats as-of, in force", inForce: period, own: "2013-04-01", asOf: "2013-03-31", want: rule.Found, decidedBy: "2013-04-01"},
		{name: "own date beats as-of, not in force", inForce: period, own: "2013-03-31", asOf: "2013-04-01", want: rule.NotInForce, decidedBy: "2013-03-31"},
		{name: "as-of serves, first day", inForce: period, asOf: "2013-04-01", want: rule.Found, decidedBy: "2013-04-01"},
		{name: "as-of serves, day before", inForce: period, asOf: "2013-03-31", want: rule.NotInForce, decidedBy: "2013-03-31"},
		{name: "no own date to pick, last day", inForce: period, asOf: "2022-06-30", want: rule.Found, decidedBy: "2022-06-30", withoutDate: true},
		{name: "no own date to pick, day after", inForce: period, asOf: "2022-07-01", want: rule.NotInForce, decidedBy: "2022-07-01", withoutDate: true},
		{name: "undated", inForce: period, want: rule.Undated},
		{name: "undated, no own date to pick", inForce: period, want: rule.Undated, withoutDate: true},
		{name: "always in force but needs a date", want: rule.Undated},
		{name: "always in force", own: "1948-07-05", want: rule.Found, decidedBy: "1948-07-05"},
		{name: "always in force, needs no date", want: rule.Found, withoutDate: true},
		{name: "no beginning", inForce: nhs.MustParsePeriod("../2013-03-31"), own: "2013-03-31", want: rule.Found, decidedBy: "2013-03-31"},
		{name: "no end", inForce: nhs.MustParsePeriod("2013-04-01/.."), own: "9999-12-31", want: rule.Found, decidedBy: "9999-12-31"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := meta("AG-03")
			m.InForce = tt.inForce
			r := finds(m)
			if !tt.withoutDate {
				r.On = (*agreement).signedOn
			}
			var a agreement
			var o rule.Options
			if tt.own != "" {
				a.signed = day(tt.own)
			}
			if tt.asOf != "" {
				o.AsOf = day(tt.asOf)
			}
			e := outcome(t, set(r), &a, o)
			if e.Outcome != tt.want || e.On.String() != tt.decidedBy {
				t.Errorf("the outcome is %s on %q, want %s on %q", e.Outcome, e.On, tt.want, tt.decidedBy)
			}
			found := set(r).Check(&a, o).Findings
			if (len(found) == 1) != (tt.want == rule.Found) {
				t.Fatalf("findings %v, but the outcome is %s", found, e.Outcome)
			}
			if len(found) == 1 && found[0].On.String() != tt.decidedBy {
				t.Errorf("the finding is dated %q, want %q", found[0].On, tt.decidedBy)
			}
		})
	}
}

// A check may date its findings one by one; waivers are judged by those dates.
func TestDated(t *testing.T) {
	r := finds(meta("AG-03"))
	r.On = (*agreement).signedOn
	r.InForce = nhs.MustParsePeriod("2013-04-01/2022-06-30")
	r.Check = func(rule.Pass, *agreement) (found rule.Findings) {
		found.Add("/lines/0", "fix it").WithDate(day("2014-04-01"))
		found.Add("/lines/1", "fix it").WithDate(day("2015-04-01"))
		found.Add("/lines/2", "fix it")
		return found
	}
	a := &agreement{id: "A1", signed: day("2013-04-01")}
	w := rule.Waiver{Rule: "AG-03", Subject: rule.Subject{Kind: "agreement", ID: "A1"}, Reason: "agreed", Until: day("2014-04-01")}
	var got []string
	for _, f := range set(r).Check(a, rule.Options{Waivers: []rule.Waiver{w}}).Findings {
		got = append(got, fmt.Sprint(f.On, f.Waiver != nil))
	}
	if diff := cmp.Diff([]string{"2014-04-01 true", "2015-04-01 false", "2013-04-01 true"}, got); diff != "" {
		t.Errorf("dates, and whether waived (-want +got):\n%s", diff)
	}
	if e := outcome(t, set(r), a, rule.Options{}); e.On != day("2013-04-01") {
		t.Errorf("explained on %s", e.On)
	}
}

func TestPass(t *testing.T) {
	var got rule.Pass
	r := rule.Rule[agreement]{
		Meta:  meta("AG-03"),
		On:    (*agreement).signedOn,
		Check: func(p rule.Pass, _ *agreement) rule.Findings { got = p; return nil },
	}
	asOf := day("2015-01-01")
	set(r).Check(&agreement{signed: day("2013-04-01")}, rule.Options{AsOf: asOf})
	if want := (rule.Pass{On: day("2013-04-01"), AsOf: asOf}); got != want {
		t.Errorf("the check was told %+v, want %+v", got, want)
	}
	set(r).Check(&agreement{}, rule.Options{AsOf: asOf})
	if want := (rule.Pass{On: asOf, AsOf: asOf}); got != want {
		t.Errorf("without a date of its own the check was told %+v, want %+v", got, want)
	}
	r.On = nil
	set(r).Check(&agreement{signed: day("2013-04-01")}, rule.Options{AsOf: asOf})
	if want := (rule.Pass{AsOf: asOf}); got != want {
		t.Errorf("a rule that needs no date was told %+v, want %+v", got, want)
	}
}

func TestCannotDate(t *testing.T) {
	s := set(rule.Rule[agreement]{Meta: meta("AG-03"), Check: func(rule.Pass, *agreement) rule.Findings {
		return rule.MissingDate("line %d has no start: give one", 2)
	}})
	r := s.Check(&agreement{}, rule.Options{})
	if diff := cmp.Diff(rule.Report{Counts: rule.Counts{Undated: 1}}, r); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	e := outcome(t, s, &agreement{}, rule.Options{})
	if e.Outcome != rule.Undated || e.Note != "line 2 has no start: give one" {
		t.Errorf("explained as %s, %q", e.Outcome, e.Note)
	}
}

// A check may return an empty list rather than nil.
func TestEmptyFindings(t *testing.T) {
	s := set(rule.Rule[agreement]{Meta: meta("AG-03"), Check: func(rule.Pass, *agreement) rule.Findings {
		return rule.Findings{}
	}})
	if got, want := s.Check(&agreement{}, rule.Options{}).Counts, (rule.Counts{Passed: 1}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if e := outcome(t, s, &agreement{}, rule.Options{}); e.Outcome != rule.Passed {
		t.Errorf("explained as %s, want passed", e.Outcome)
	}
}

func TestAppliesComesFirst(t *testing.T) {
	m := meta("AG-03")
	m.InForce = nhs.MustParsePeriod("2013-04-01/..")
	r := finds(m)
	r.Applies = func(a *agreement) bool { return a.price > 0 }
	if e := outcome(t, set(r), &agreement{}, rule.Options{}); e.Outcome != rule.NotApplicable {
		t.Errorf("the outcome is %s, want not applicable whatever the date", e.Outcome)
	}
}

func TestMilder(t *testing.T) {
	for _, of := range []rule.Severity{rule.Info, rule.Warning, rule.Error} {
		for _, to := range []rule.Severity{0, rule.Info, rule.Warning, rule.Error, 200} {
			m := meta("AG-03")
			m.Severity = of
			s := set(rule.Rule[agreement]{Meta: m, Check: func(rule.Pass, *agreement) (found rule.Findings) {
				found.Add("", "fix it").WithSeverity(to)
				return found
			}})
			want := of
			if to != 0 && to < of {
				want = to
			}
			if got := s.Check(&agreement{}, rule.Options{}).Findings[0].Severity; got != want {
				t.Errorf("a rule of severity %s made milder to %s reports %s, want %s", of, to, got, want)
			}
		}
	}
}

func TestPanics(t *testing.T) {
	goals := rule.NewSet("goal", func(g *goal) string { return g.name },
		rule.Rule[goal]{Meta: meta("GL-01"), Check: func(_ rule.Pass, g *goal) (found rule.Findings) {
			found.Add("", "before")
			return found
		}},
		rule.Rule[goal]{Meta: meta("GL-02"), Check: func(_ rule.Pass, g *goal) rule.Findings {
			if g.percent == 0 {
				panic("no percentage")
			}
			return nil
		}},
		rule.Rule[goal]{Meta: meta("GL-03"), Applies: func(*goal) bool { panic("cannot tell") }},
		rule.Rule[goal]{Meta: meta("GL-04"), Check: func(_ rule.Pass, g *goal) (found rule.Findings) {
			found.Add("", "after")
			return found
		}},
	)
	s := rule.Join(
		set(rule.Rule[agreement]{Meta: meta("AG-02")}, finds(meta("AG-01"))), // the first has no check
		rule.Lift("lines", func(a *agreement) []service { return a.lines },
			rule.Lift("targets", func(s *service) []goal { return s.targets }, goals)),
	)
	a := &agreement{id: "A1", lines: []service{{}, {targets: []goal{{name: "speed"}, {"uptime", 99}}}}}
	r := s.Check(a, rule.Options{})
	if diff := cmp.Diff([]string{
		"AG-01 agreement/A1 ",
		"GL-01 goal/speed /lines/1/targets/0", "GL-04 goal/speed /lines/1/targets/0",
		"GL-01 goal/uptime /lines/1/targets/1", "GL-04 goal/uptime /lines/1/targets/1",
	}, where(r)); diff != "" {
		t.Errorf("the rules that did not panic (-want +got):\n%s", diff)
	}
	speed, uptime := rule.Subject{Kind: "goal", ID: "speed"}, rule.Subject{Kind: "goal", ID: "uptime"}
	if diff := cmp.Diff([]rule.Failure{
		{"AG-02", rule.Subject{Kind: "agreement", ID: "A1"}, "", "runtime error: invalid memory address or nil pointer dereference"},
		{"GL-02", speed, "/lines/1/targets/0", "no percentage"},
		{"GL-03", speed, "/lines/1/targets/0", "cannot tell"},
		{"GL-03", uptime, "/lines/1/targets/1", "cannot tell"},
	}, r.Failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
	if want := (rule.Counts{Error: 5, Found: 5, Panicked: 4, Passed: 1}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
	for _, e := range s.Explain(a, rule.Options{}) {
		if e.Rule == "GL-03" && e.Path != "/lines/0/targets" && (e.Outcome != rule.Panicked || e.Note != "cannot tell") {
			t.Errorf("explained as %s, %q", e.Outcome, e.Note)
		}
	}
}

// A value that cannot name itself is named by its kind.
func TestPanickingName(t *testing.T) {
	s := rule.NewSet("agreement", func(*agreement) string { panic("no name") },
		finds(meta("AG-01")),
		rule.Rule[agreement]{Meta: meta("AG-02"), Check: func(rule.Pass, *agreement) rule.Findings { panic("no check") }})
	r := s.Check(&agreement{}, rule.Options{})
	if len(r.Findings) != 1 || r.Findings[0].Subject.String() != "agreement" {
		t.Errorf("findings %v, want one on the agreement", r.Findings)
	}
	if len(r.Failures) != 1 || r.Failures[0].Message != "no check" {
		t.Errorf("failures %v, want one", r.Failures)
	}
}
