package rule_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

// A shop has days, and a day has sales. Only the shop has an identifier.
type shop struct {
	code string
	days []daybook
	desk *desk
}

type daybook struct {
	date  string
	sales []int
}

type desk struct{ broken bool }

const (
	dayDated  rule.ID = "DY-01" // a day has a date
	salePaid  rule.ID = "SL-01" // a sale is above zero
	deskSound rule.ID = "DK-01" // checking a broken desk panics
)

func dayRules() rule.Set[daybook] {
	sales := rule.NewSet("sale", nil, rule.Rule[int]{
		Meta: meta(salePaid),
		Check: func(_ rule.Pass, n *int) (found rule.Findings) {
			if *n <= 0 {
				found.Add("", "%d is not above zero: correct it", *n).WithRelated("", "the sale")
			}
			return found
		},
	})
	return rule.Join(
		rule.NewSet("day", nil, rule.Rule[daybook]{
			Meta: meta(dayDated),
			Check: func(_ rule.Pass, d *daybook) (found rule.Findings) {
				if d.date == "" {
					found.Add("/date", "the day has no date: give it")
				}
				return found
			},
		}),
		rule.Lift("sales", func(d *daybook) []int { return d.sales }, sales))
}

func shopRules() rule.Set[shop] {
	desks := rule.NewSet("desk", nil, rule.Rule[desk]{
		Meta: meta(deskSound),
		Check: func(_ rule.Pass, d *desk) rule.Findings {
			if d.broken {
				panic("the desk is broken")
			}
			return nil
		},
	})
	return rule.Join(
		rule.Lift("days", func(s *shop) []daybook { return s.days }, dayRules()),
		rule.NewSet("shop", func(s *shop) string { return s.code }),
		rule.LiftOne("desk", func(s *shop) *desk { return s.desk }, desks))
}

// townRules are for a list of shops, which has no identifier.
func townRules() rule.Set[[]shop] {
	return rule.Join(
		rule.NewSet("town", nil, rule.Rule[[]shop]{Meta: meta("TN-01"), Check: func(_ rule.Pass, t *[]shop) (found rule.Findings) {
			if len(*t) > 2 {
				found.Add("", "too many shops")
			}
			return found
		}}),
		rule.Lift("shops", func(t *[]shop) []shop { return *t }, shopRules()))
}

func town() *[]shop {
	return &[]shop{
		{code: "A", days: []daybook{{"Monday", []int{5}}, {"", []int{5, 0}}}},
		{code: "B", days: []daybook{{"Monday", nil}, {"", []int{5, 0}}}, desk: &desk{broken: true}},
		{code: "C"},
	}
}

func TestPartsAreNamedByTheirOwner(t *testing.T) {
	r := townRules().Check(town(), rule.Options{})
	if diff := cmp.Diff([]string{
		"TN-01 town ",
		"DY-01 shop/A /shops/0/days/1/date", "SL-01 shop/A /shops/0/days/1/sales/1",
		"DY-01 shop/B /shops/1/days/1/date", "SL-01 shop/B /shops/1/days/1/sales/1",
	}, where(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got := r.Findings[4].Related[0].Path; got != "/shops/1/days/1/sales/1" {
		t.Errorf("the related place is %s", got)
	}
	want := []rule.Failure{{Rule: deskSound, Subject: rule.Subject{Kind: "shop", ID: "B"}, Path: "/shops/1/desk", Message: "the desk is broken"}}
	if diff := cmp.Diff(want, r.Failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
	for _, e := range townRules().Explain(town(), rule.Options{}) {
		if want := map[bool]string{true: "town", false: "shop/" + string(rune('A'+index(e.Path)))}[e.Rule == "TN-01"]; e.Subject.String() != want {
			t.Errorf("%s at %s is explained of %s, want %s", e.Rule, e.Path, e.Subject, want)
		}
	}

	// With nothing around that has an identifier, values go by their kind.
	alone := dayRules().Check(&daybook{sales: []int{0}}, rule.Options{})
	if diff := cmp.Diff([]string{"DY-01 day /date", "SL-01 sale /sales/0"}, where(alone)); diff != "" {
		t.Errorf("findings in a day alone (-want +got):\n%s", diff)
	}
}

// index is that of the shop in a path such as /shops/1/days.
func index(p rule.Pointer) int {
	if len(p) < len("/shops/0") {
		return -1
	}
	return int(p[len("/shops/")] - '0')
}

func TestWaiverOfAPart(t *testing.T) {
	a := rule.Subject{Kind: "shop", ID: "A"}
	for _, tt := range []struct {
		name   string
		rule   rule.ID
		of     rule.Subject
		path   rule.Pointer
		waived []string
	}{
		{"one shop", dayDated, a, "", []string{"/shops/0/days/1/date"}},
		{"the place in the shop", dayDated, a, "/days/1/date", []string{"/shops/0/days/1/date"}},
		{"the part", salePaid, a, "/days/1", []string{"/shops/0/days/1/sales/1"}},
		{"another part", salePaid, a, "/days/0", nil},
		{"the place in the part", dayDated, a, "/date", nil},
		{"the place in the document", dayDated, a, "/shops/0/days/1/date", nil},
		{"the part by its kind", dayDated, rule.Subject{Kind: "day"}, "", nil},
		{"every shop", dayDated, rule.Subject{Kind: "shop"}, "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := rule.Options{AsOf: asOf2014.AsOf, Waivers: []rule.Waiver{{Rule: tt.rule, Subject: tt.of, Path: tt.path, Reason: "agreed", Until: day("2014-12-31")}}}
			r := townRules().Check(town(), o)
			var got []string
			for _, f := range r.Findings {
				if f.Waiver != nil {
					got = append(got, string(f.Path))
				}
			}
			if diff := cmp.Diff(tt.waived, got); diff != "" {
				t.Errorf("waived (-want +got):\n%s", diff)
			}
			why := "nothing was found there"
			if tt.of.Kind != a.Kind {
				why = `wrong kind of subject "day": findings of this rule name "shop"`
			}
			if unused := len(r.UnusedWaivers); unused != 1-len(tt.waived) || unused == 1 && r.UnusedWaivers[0].Why != why {
				t.Errorf("unused waivers %+v", r.UnusedWaivers)
			}
			explained := 0
			for _, e := range townRules().Explain(town(), o) {
				if e.Outcome == rule.Waived {
					explained++
				}
			}
			if explained != len(tt.waived) {
				t.Errorf("%d rules are explained as waived, want %d", explained, len(tt.waived))
			}
		})
	}
}

func TestSetWaiver(t *testing.T) {
	for id, want := range map[rule.ID]string{
		"TN-01": "town ", dayDated: "shop/… /days/0", salePaid: "shop/… /days/0/sales/0", deskSound: "shop/… /desk",
	} {
		w, ok := townRules().Waiver(id)
		if got := w.Subject.String() + " " + string(w.Path); !ok || w.Rule != id || got != want {
			t.Errorf("a waiver of %s is %q, %v; want %q", id, got, ok, want)
		}
	}
	if w, ok := agreementRules().Waiver(percentage); !ok || w.Subject != (rule.Subject{Kind: "goal", ID: "…"}) || w.Path != "" {
		t.Errorf("a waiver of %s is %+v, %v", percentage, w, ok)
	}
	if w, ok := dayRules().Waiver(salePaid); !ok || w.Subject != (rule.Subject{Kind: "sale"}) || w.Path != "" {
		t.Errorf("in a day alone a waiver of %s is %+v, %v", salePaid, w, ok)
	}
	if w, ok := townRules().Waiver("SLA-99"); ok || w != (rule.Waiver{}) {
		t.Errorf("a waiver of a rule that is not there is %+v, %v", w, ok)
	}
}

func TestExplainNone(t *testing.T) {
	less, err := townRules().Without(salePaid)
	if err != nil {
		t.Fatal(err)
	}
	type line struct{ rule, subject, path, says string }
	for _, tt := range []struct {
		name  string
		rules rule.Set[[]shop]
		town  []shop
		want  []line
	}{
		{"no shop", townRules(), nil, []line{
			{"TN-01", "town", "", "passed"},
			{"DK-01", "town", "/shops", "not applicable: there are none"},
			{"DY-01", "town", "/shops", "not applicable: there are none"},
			{"SL-01", "town", "/shops", "not applicable: there are none"},
		}},
		{"no days, no desk, one rule deselected", less, []shop{{code: "A"}}, []line{
			{"TN-01", "town", "", "passed"},
			{"DY-01", "shop/A", "/shops/0/days", "not applicable: there are none"},
			{"SL-01", "shop/A", "/shops/0/days", "deselected"},
			{"DK-01", "shop/A", "/shops/0/desk", "not applicable: there are none"},
		}},
		{"no sales", townRules(), []shop{{code: "A", days: []daybook{{date: "Monday"}}, desk: new(desk)}}, []line{
			{"TN-01", "town", "", "passed"},
			{"DY-01", "shop/A", "/shops/0/days/0", "passed"},
			{"SL-01", "shop/A", "/shops/0/days/0/sales", "not applicable: there are none"},
			{"DK-01", "shop/A", "/shops/0/desk", "passed"},
		}},
	} {
		var got []line
		for _, e := range tt.rules.Explain(&tt.town, rule.Options{}) {
			says := e.Outcome.String()
			if e.Note != "" {
				says += ": " + e.Note
			}
			got = append(got, line{string(e.Rule), e.Subject.String(), string(e.Path), says})
		}
		if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(line{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestValidPartsAllocateNothing(t *testing.T) {
	rules := townRules()
	sound := &[]shop{{code: "A", days: []daybook{{"Monday", []int{5, 6}}, {"Tuesday", []int{7}}}, desk: new(desk)}}
	if got := testing.AllocsPerRun(100, func() { rules.Check(sound, rule.Options{}) }); got != 0 {
		t.Errorf("checking valid parts took %v allocations, want none", got)
	}
	if got := rules.Check(sound, rule.Options{}).Counts; got != (rule.Counts{Passed: 1 + 2 + 3 + 1}) {
		t.Errorf("not every rule looked: %+v", got)
	}
}
