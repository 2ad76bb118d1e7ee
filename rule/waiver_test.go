package rule_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

var uptime = rule.Subject{Kind: "goal", ID: "uptime"}

func TestWaiver(t *testing.T) {
	sound := rule.Waiver{Rule: percentage, Subject: uptime, Path: "/percent", Reason: "a test value", Until: day("2014-03-31")}
	change := func(f func(*rule.Waiver)) rule.Waiver {
		w := sound
		f(&w)
		return w
	}
	for _, tt := range []struct {
		name    string
		waiver  rule.Waiver
		asOf    string
		waived  bool
		because string
	}{
		{"in force", sound, "2014-01-01", true, ""},
		{"last day", sound, "2014-03-31", true, ""},
		{"day after", sound, "2014-04-01", false, "it ran out on 2014-03-31"},
		{"anywhere in the subject", change(func(w *rule.Waiver) { w.Path = "" }), "2014-01-01", true, ""},
		{"another place", change(func(w *rule.Waiver) { w.Path = "/name" }), "2014-01-01", false, "nothing was found there"},
		{"a place that begins alike", change(func(w *rule.Waiver) { w.Path = "/per" }), "2014-01-01", false, "nothing was found there"},
		{"the place as the whole document sees it", change(func(w *rule.Waiver) { w.Path = "/lines/1/targets/0/percent" }), "2014-01-01", false, "nothing was found there"},
		{"another subject", change(func(w *rule.Waiver) { w.Subject.ID = "speed" }), "2014-01-01", false, "nothing was found there"},
		{"another kind", change(func(w *rule.Waiver) { w.Subject.Kind = "service" }), "2014-01-01", false, `wrong kind of subject "service": findings of this rule name "goal"`},
		{"a rule that found nothing", change(func(w *rule.Waiver) { w.Rule = priceSet }), "2014-01-01", false, `wrong kind of subject "goal": findings of this rule name "agreement"`},
		{"another rule, of its kind", change(func(w *rule.Waiver) {
			w.Rule, w.Subject, w.Path = priceSet, rule.Subject{Kind: "agreement", ID: "A7"}, ""
		}), "2014-01-01", false, "nothing was found there"},
		{"unknown rule", change(func(w *rule.Waiver) { w.Rule = "SLA-99" }), "2014-01-01", false, "it names a rule that is not in the set"},
		{"no reason", change(func(w *rule.Waiver) { w.Reason = "" }), "2014-01-01", false, "it gives no reason"},
		{"no last day", rule.Waiver{Rule: percentage, Subject: uptime, Reason: "a test value"}, "2014-01-01", false, "it gives no last day"},
		{"another subject, no date", change(func(w *rule.Waiver) { w.Subject.ID = "speed" }), "", false, "nothing was found there"},
		{"another rule, no date", change(func(w *rule.Waiver) { w.Rule = priceSet }), "", false, `wrong kind of subject "goal": findings of this rule name "agreement"`},
		{"another place, no date", change(func(w *rule.Waiver) { w.Path = "/other" }), "", false, "nothing was found there"},
		{"no date to judge it on", sound, "", false, "no date says whether it still holds: give an as-of date"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := rule.Options{Waivers: []rule.Waiver{tt.waiver}}
			if tt.asOf != "" {
				o.AsOf = day(tt.asOf)
			}
			r := agreementRules().Check(faulty(), o)
			for _, f := range r.Findings {
				switch isIt := f.Rule == percentage && f.Subject == uptime; {
				case isIt && tt.waived:
					if f.Waiver == nil || f.Waiver.Reason != tt.waiver.Reason {
						t.Errorf("the finding bears the waiver %v", f.Waiver)
					}
				case f.Waiver != nil:
					t.Errorf("%s at %s is waived", f.Rule, f.Path)
				}
			}
			n := 0
			if tt.waived {
				n = 1
			}
			if r.Counts.Waived != n || r.Counts.Error != 5-n || r.Counts.Found != 5 {
				t.Errorf("counts %+v", r.Counts)
			}
			var want []rule.UnusedWaiver
			if tt.because != "" {
				want = []rule.UnusedWaiver{{Waiver: tt.waiver, Why: tt.because}}
			}
			if diff := cmp.Diff(want, r.UnusedWaivers); diff != "" {
				t.Errorf("unused waivers (-want +got):\n%s", diff)
			}
			for _, e := range agreementRules().Explain(faulty(), o) {
				if e.Rule == percentage && e.Subject == uptime && (e.Outcome == rule.Waived) != tt.waived {
					t.Errorf("explained as %s", e.Outcome)
				}
				if e.Outcome == rule.Waived && e.Note != tt.waiver.Reason {
					t.Errorf("explained by %q", e.Note)
				}
			}
		})
	}
}

// Without an as-of date the value's own decides whether a waiver has run out.
func TestWaiverOnOwnDate(t *testing.T) {
	r := finds(meta("AG-03"))
	r.On = (*agreement).signedOn
	w := rule.Waiver{Rule: "AG-03", Subject: rule.Subject{Kind: "agreement", ID: "A1"}, Reason: "agreed", Until: day("2014-03-31")}
	for signed, want := range map[string]string{"2014-03-31": "", "2014-04-01": "it ran out on 2014-03-31"} {
		got := set(r).Check(&agreement{id: "A1", signed: day(signed)}, rule.Options{Waivers: []rule.Waiver{w}})
		switch {
		case want == "" && (got.Counts.Waived != 1 || got.UnusedWaivers != nil):
			t.Errorf("signed %s: not waived", signed)
		case want != "" && (got.Counts.Waived != 0 || len(got.UnusedWaivers) != 1 || got.UnusedWaivers[0].Why != want):
			t.Errorf("signed %s: unused %+v, want %q", signed, got.UnusedWaivers, want)
		}
	}
	w.Path = "/other"
	got := set(r).Check(&agreement{id: "A1", signed: day("2014-04-01")}, rule.Options{Waivers: []rule.Waiver{w}})
	if len(got.UnusedWaivers) != 1 || got.UnusedWaivers[0].Why != "nothing was found there" {
		t.Errorf("for another place: unused %+v", got.UnusedWaivers)
	}
	w.Path = ""
	// The as-of date goes before it.
	got = set(r).Check(&agreement{id: "A1", signed: day("2014-04-01")}, rule.Options{AsOf: day("2014-01-01"), Waivers: []rule.Waiver{w}})
	if got.Counts.Waived != 1 {
		t.Error("not waived on the as-of date")
	}
}

// A rule that finds two things, one of them waived, has still found something.
func TestPartlyWaived(t *testing.T) {
	s := set(rule.Rule[agreement]{Meta: meta("AG-03"), Check: func(rule.Pass, *agreement) (found rule.Findings) {
		found.Add("/a", "fix it")
		found.Add("/b", "fix it")
		return found
	}})
	w := rule.Waiver{Rule: "AG-03", Subject: rule.Subject{Kind: "agreement"}, Path: "/b", Reason: "agreed", Until: day("2014-03-31")}
	o := rule.Options{AsOf: day("2014-01-01"), Waivers: []rule.Waiver{w}}
	if e := outcome(t, s, &agreement{}, o); e.Outcome != rule.Found {
		t.Errorf("explained as %s", e.Outcome)
	}
	w.Path = ""
	o.Waivers = append(o.Waivers, w)
	if e := outcome(t, s, &agreement{}, o); e.Outcome != rule.Waived {
		t.Errorf("explained as %s", e.Outcome)
	}
	r := s.Check(&agreement{}, o)
	if r.Counts.Waived != 2 || r.UnusedWaivers != nil || r.Err(rule.Info) != nil {
		t.Errorf("report %+v", r)
	}
}

// Of two waivers of one finding the first accepts it, and the second is reported.
func TestTwoWaivers(t *testing.T) {
	first := rule.Waiver{Rule: percentage, Subject: uptime, Reason: "a test value", Until: day("2014-03-31")}
	second := first
	second.Reason = "a wrong value"
	r := agreementRules().Check(faulty(), rule.Options{AsOf: day("2014-01-01"), Waivers: []rule.Waiver{first, second}})
	if r.Counts.Waived != 1 {
		t.Errorf("counts %+v", r.Counts)
	}
	want := []rule.UnusedWaiver{{Waiver: second, Why: "another waiver accepts what it names"}}
	if diff := cmp.Diff(want, r.UnusedWaivers); diff != "" {
		t.Errorf("unused waivers (-want +got):\n%s", diff)
	}
}

// Whatever a waiver says, it changes nothing but the mark on what it names.
func TestWaiverChangesNothingElse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	s := agreementRules()
	plain := s.Check(faulty(), asOf2014)
	rules := []rule.ID{priceSet, priceSums, linePriced, percentage, hostNamed, "SLA-99"}
	subjects := []rule.Subject{uptime, {Kind: "goal", ID: "accuracy"}, {Kind: "agreement", ID: "A1"}, {Kind: "service", ID: "it"}, {Kind: "agreement", ID: "A2"}}
	paths := []rule.Pointer{"", "/price", "/percent", "/name", "/nowhere"}
	reasons := []string{"", "agreed"}
	marked := 0
	for range 500 {
		var ws []rule.Waiver
		for range 1 + rnd.IntN(3) {
			ws = append(ws, rule.Waiver{
				Rule: rules[rnd.IntN(len(rules))], Subject: subjects[rnd.IntN(len(subjects))], Path: paths[rnd.IntN(len(paths))],
				Reason: reasons[rnd.IntN(2)], Until: asOf2014.AsOf.AddDays(rnd.IntN(3) - 1),
			})
		}
		got := s.Check(faulty(), rule.Options{AsOf: asOf2014.AsOf, Waivers: ws})
		for i, f := range got.Findings {
			if f.Waiver != nil {
				marked++
				if f.Waiver.Rule != f.Rule || f.Waiver.Subject != f.Subject || f.Waiver.Reason == "" || f.Waiver.Until.Before(asOf2014.AsOf) {
					t.Errorf("%v was accepted by %+v", f, *f.Waiver)
				}
			}
			got.Findings[i].Waiver = nil
		}
		if diff := cmp.Diff(plain.Findings, got.Findings); diff != "" {
			t.Fatalf("%+v changed the findings (-without +with):\n%s", ws, diff)
		}
		if c := got.Counts; c.Error+c.Warning+c.Info+c.Waived != len(plain.Findings) {
			t.Fatalf("findings went missing from %+v", c)
		}
		got.Counts.Error, got.Counts.Waived = plain.Counts.Error, 0
		if got.Counts != plain.Counts {
			t.Fatalf("%+v changed the counts of outcomes: %+v, want %+v", ws, got.Counts, plain.Counts)
		}
	}
	if marked == 0 {
		t.Error("no waiver ever applied, so nothing was shown")
	}
}
