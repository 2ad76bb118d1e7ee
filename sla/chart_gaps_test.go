package sla

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// A perfect record meets a perfect target reliably.
func TestPerfectRecord(t *testing.T) {
	k := measured(slices.Repeat([]string{"100"}, 14)...)
	k.Target = figure("100")
	c := k.Chart(ChartOptions{})
	if a := k.Improvement(c); c.Assurance != Hits || a.Acceptable != nhs.Yes {
		t.Errorf("%s, acceptable: %s, because %s", c.Assurance, a.Acceptable, a.Because)
	}
	k.Direction, k.Target = LowerIsBetter, figure("100")
	if c := k.Chart(ChartOptions{}); c.Assurance != Hits {
		t.Errorf("lower is better: %s", c.Assurance)
	}
	k.Target = figure("99.999999")
	if c := k.Chart(ChartOptions{}); c.Assurance != Misses {
		t.Errorf("just below: %s", c.Assurance)
	}
}

// A period without a figure breaks a run and a trend, and its moving ranges are left out,
// whether a result says that it has none or the months show it.
func TestMissingPeriods(t *testing.T) {
	const steady = "10 12 10 12 10 12 10 12 10 12 10 12 "
	for _, tt := range []struct {
		name, values string
		missing      int
		signals      string
		movingRange  string
	}{
		{"whole", steady + "20 21 22 23 24 25 26", 0, "shift up, trend up", ""},
		{"a hole in the run", steady + "20 21 22 - 23 24 25 26", 1, "", ""},
		{"two holes", steady + "20 - - 21 22 23 24 25 26", 2, "", ""},
		{"a hole before the run", steady + "- 20 21 22 23 24 25 26", 1, "shift up, trend up", ""},
		{"holes at the ends", "- - " + steady + "-", 0, "", "2"},
		{"a jump across a hole", "10 12 10 12 10 12 - 50 52 50 52 50 52", 1, "", "2"},
	} {
		for _, how := range []string{"said", "skipped"} {
			k := measured()
			for i, v := range strings.Fields(tt.values) {
				from := day("2013-04-01").AddMonths(i)
				r := Result{From: from, To: from.LastOfMonth()}
				if v != "-" {
					r.Value = figure(v)
				} else if how == "skipped" {
					continue
				}
				k.Results = append(k.Results, r)
			}
			c := k.Chart(ChartOptions{})
			if c.Missing != tt.missing {
				t.Errorf("%s, %s: %d missing, want %d", tt.name, how, c.Missing, tt.missing)
			}
			var got []string
			for _, s := range c.Points[len(c.Points)-1].Signals {
				if s != AboveLimit {
					got = append(got, string(s))
				}
			}
			if diff := cmp.Diff(tt.signals, strings.Join(got, ", ")); diff != "" && tt.movingRange == "" {
				t.Errorf("%s, %s: %s", tt.name, how, diff)
			}
			if tt.movingRange != "" && c.Bases[0].MovingRange.String() != tt.movingRange {
				t.Errorf("%s, %s: moving range %s, want %s", tt.name, how, c.Bases[0].MovingRange, tt.movingRange)
			}
		}
	}
	k := measured("1", "2")
	k.Frequency = ""
	k.Results[1].From = day("2014-04-01")
	if c := k.Chart(ChartOptions{}); c.Missing != 0 {
		t.Errorf("without a frequency nothing is known to be missing: %d", c.Missing)
	}
}

// A point beyond the limit counts for two of three near it, unless the older reading is asked for.
func TestBeyondCountsAsNear(t *testing.T) {
	k := measured(fields("10 12 10 12 10 12 10 12 10 12 10 12 10 12 10 12 10 12 10 12 19 17 13")...)
	for within, want := range map[bool]string{false: "20 above limit; 21 near upper limit", true: "20 above limit"} {
		var got []string
		for i, p := range k.Chart(ChartOptions{Within: within}).Points {
			for _, s := range p.Signals {
				got = append(got, fmt.Sprint(i, " ", s))
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("within %t: %s", within, diff)
		}
	}
}

// Frozen limits do not move with later points.
func TestFrozenLimits(t *testing.T) {
	values := fields("10 12 10 12 10 12 10 12 10 12 10 12")
	want := measured(values...).Chart(ChartOptions{}).Bases[0]
	later := measured(append(slices.Clone(values), fields("40 40 40 40")...)...).Chart(ChartOptions{Freeze: 12})
	got := later.Bases[0]
	got.Points = want.Points
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := later.Points[15].Signals; !slices.Contains(s, AboveLimit) {
		t.Errorf("signals of the last point: %v", s)
	}
}

// Days that two results are for count once, in the chart, the attainment and the credits.
func TestOverlappingResults(t *testing.T) {
	k := measured("80", "80", "80")
	k.Target, k.Credit = figure("90"), &Credit{Amount: money("10.00")}
	again := k.Results[1]
	again.From = again.From.AddDays(10)
	k.Results = slices.Insert(k.Results, 2, again)
	a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("1200.00")}, KPIs: []KPI{*k}})
	p := Assess(a, ChartOptions{})
	if n := p.KPIs[0]; n.Chart.Overlapping != 1 || len(n.Chart.Points) != 3 || n.Attainment.Missed != 3 || !n.Results[2].Repeated || n.Results[3].Repeated {
		t.Errorf("%+v", n)
	}
	if len(p.Credits) != 3 || len(p.Problems) != 1 || p.Problems[0].Path != "/lines/0/kpis/0/results/2" {
		t.Errorf("credits %v, problems %v", p.Credits, p.Problems)
	}
	if c := p.KPIs[0].Chart; !c.Short || c.Missing != 0 {
		t.Errorf("short: %t, missing: %d", c.Short, c.Missing)
	}
}
