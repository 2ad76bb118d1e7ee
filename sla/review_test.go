package sla

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCalendar(t *testing.T) {
	a := &Agreement{Term: Term{Starts: day("2013-01-31"), Ends: day("2013-04-30")}, Reviews: Reviews{
		Every: Monthly, SurveyEvery: Quarterly,
		Held:    []Review{{On: day("2013-03-30")}, {On: day("2013-01-31")}, {On: day("2014-01-01")}},
		Surveys: []Survey{{On: day("2013-04-29")}},
	}}
	var got []string
	for _, m := range a.Calendar() {
		got = append(got, fmt.Sprintf("%s %s %s %s", m.Kind, m.From, m.To, m.Held))
	}
	want := []string{
		"review 2013-01-31 2013-02-27 2013-01-31", "survey 2013-01-31 2013-04-29 2013-04-29",
		"review 2013-02-28 2013-03-30 2013-03-30", "review 2013-03-31 2013-04-29 ",
		"review 2013-04-30 2013-04-30 ", "survey 2013-04-30 2013-04-30 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("calendar (-want +got):\n%s", diff)
	}
	for _, term := range []Term{{}, {Starts: day("2013-04-01"), Ends: day("2013-03-31")}, {Starts: day("0001-01-01"), Ends: day("9999-12-31")}} {
		a.Term = term
		if got := a.Calendar(); got != nil {
			t.Errorf("the term %s to %s has a calendar of %d", term.Starts, term.Ends, len(got))
		}
	}
}

func TestConfident(t *testing.T) {
	for _, tt := range []struct {
		s    Survey
		want string
	}{
		{Survey{Asked: 90, VeryConfident: 7, QuiteConfident: 39}, "51.111111"},
		{Survey{Asked: 1}, "0"},
		{Survey{}, ""}, {Survey{Asked: 3, VeryConfident: 2, QuiteConfident: 2}, ""}, {Survey{Asked: 3, VeryConfident: -1}, ""},
	} {
		got := ""
		if f, ok := tt.s.Confident(); ok {
			got = f.String()
		}
		if got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.s, got, tt.want)
		}
	}
}

func TestEarlyWarnings(t *testing.T) {
	worse := measured(fields("10 12 10 12 10 12 10 12 10 12 10 12 -9")...)
	behind := measured("10")
	behind.Trajectory = []Milestone{{day("2013-04-30"), *figure("11")}}
	a := agreementOf("2013-04-01", "2015-03-31", Line{KPIs: []KPI{*worse, *behind, *measured("1")}})
	a.Reviews = Reviews{Every: Monthly, SurveyEvery: Quarterly, Held: []Review{{On: day("2013-05-02")}}, Surveys: []Survey{
		{On: day("2013-04-10"), Asked: 10, VeryConfident: 9}, {On: day("2013-05-01"), Asked: 10, VeryConfident: 5},
	}}
	a.Notices = []Notice{{Happened: day("2013-06-01"), Told: day("2013-08-01")}, {Happened: day("2013-06-01"), Told: day("2013-06-02")}}
	places := func(on string) []string {
		var list []string
		for _, w := range a.EarlyWarnings(day(on), ChartOptions{}) {
			list = append(list, string(w.Path))
		}
		return list
	}
	want := []string{"/lines/0/kpis/0", "/lines/0/kpis/1", "/reviews", "/reviews/surveys/1", "/reviews/surveys/1", "/notices/0"}
	if diff := cmp.Diff(want, places("2013-07-15")); diff != "" {
		t.Errorf("warnings in July (-want +got):\n%s", diff)
	}
	want = []string{"/lines/0/kpis/0", "/lines/0/kpis/1", "/reviews/surveys/1", "/reviews/surveys/1", "/notices/0"}
	if diff := cmp.Diff(want, places("2013-06-30")); diff != "" {
		t.Errorf("warnings on 30 June, when June's review may still be held (-want +got):\n%s", diff)
	}
	want = []string{"/lines/0/kpis/0", "/lines/0/kpis/1", "/reviews/surveys/1", "/reviews/surveys/1"}
	if diff := cmp.Diff(want, places("2013-06-01")); diff != "" {
		t.Errorf("warnings on 1 June, the review of May being held (-want +got):\n%s", diff)
	}
}

func TestSkipped(t *testing.T) {
	step := func(k EscalationStep, on, line string) Step { return Step{Kind: k, On: day(on), Line: line} }
	steps := []Step{
		step(Leave, "2014-06-01", "a"), step(WarningGiven, "2014-01-01", ""), step(ImprovementPlan, "2014-02-01", "b"),
		step("talk", "2014-03-01", "a"), step(StepIn, "2014-05-01", "a"), step(StepIn, "2014-07-01", "a"),
	}
	for at, want := range map[int][]EscalationStep{0: {ImprovementPlan}, 1: nil, 2: nil, 3: nil, 4: {ImprovementPlan}, -1: nil, 6: nil} {
		if diff := cmp.Diff(want, SkippedSteps(steps, at)); diff != "" {
			t.Errorf("step %d (-want +got):\n%s", at, diff)
		}
	}
	if EscalationSteps()[0] = Leave; EscalationSteps()[0] != WarningGiven {
		t.Error("the steps can be changed from outside")
	}
}

// A term of which an end is not known, or that ends before it starts, holds no
// day.
func TestTermWithoutDays(t *testing.T) {
	for _, term := range []Term{
		{}, {Starts: day("2013-04-01")}, {Ends: day("2014-03-31")}, {Starts: day("2013-04-02"), Ends: day("2013-04-01")},
	} {
		if p := term.Period(); !p.IsEmpty() || p.Contains(day("2013-04-01")) {
			t.Errorf("the term from %q to %q holds %s", term.Starts, term.Ends, p)
		}
	}
}
