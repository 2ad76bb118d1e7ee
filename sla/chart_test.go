package sla

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// measured is an indicator of which more is better, with a result a month.
func measured(values ...string) *KPI {
	k := &KPI{Direction: HigherIsBetter, Frequency: Monthly}
	for i, v := range values {
		from := day("2013-04-01").AddMonths(i)
		k.Results = append(k.Results, Result{From: from, To: from.LastOfMonth(), Value: figure(v)})
	}
	return k
}

func fields(s string) []string { return strings.Fields(s) }

// signals writes the signals of each point that has any.
func signals(c Chart) []string {
	var list []string
	for i, p := range c.Points {
		if p.Signals != nil {
			list = append(list, fmt.Sprintf("%d %v", i, p.Signals))
		}
	}
	return list
}

// TestPublishedExample is the worked example of the NIST/SEMATECH e-Handbook of
// Statistical Methods, 6.3.2.2: mean 50.81, mean moving range 1.8778, limits
// 55.8041 and 45.8159. It divides by 1.128 where practice multiplies by 2.66, so
// that limits agree to three decimals.
func TestPublishedExample(t *testing.T) {
	k := measured(fields("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1")...)
	c := k.Chart(ChartOptions{Fewest: 10})
	b := c.Bases[0]
	for name, x := range map[string]struct {
		got  Number
		want float64
		near float64
	}{
		"mean":         {b.Mean, 50.81, 0},
		"moving range": {b.MovingRange, 1.8778, 0.00005},
		"upper limit":  {b.Upper, 55.8041, 0.001},
		"lower limit":  {b.Lower, 45.8159, 0.001},
	} {
		if got := float64(x.got.millionths) / numberUnit; math.Abs(got-x.want) > x.near+1e-9 {
			t.Errorf("%s is %s, want %v", name, x.got, x.want)
		}
	}
	if want := (Base{From: day("2013-04-01"), Points: 10, Mean: *figure("50.81"), MovingRange: *figure("1.877778"),
		Lower: *figure("45.815111"), Upper: *figure("55.804889"), RangeLimit: *figure("6.1347")}); b != want {
		t.Errorf("the base is %+v, want %+v", b, want)
	}
	if got := signals(c); got != nil {
		t.Errorf("signals %v, want none: the example is in control", got)
	}
}

// TestPlotTheDots holds the chart against what the NHS-R community's package
// NHSRplotthedots states and tests of its own.
func TestPlotTheDots(t *testing.T) {
	// Two points near opposite limits, one after the other, are common cause.
	k := measured(fields("1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 5.5 -5.5")...)
	for _, screen := range []bool{true, false} {
		if got := signals(k.Chart(ChartOptions{Screen: screen})); got != nil {
			t.Errorf("screened %v: signals %v, want none", screen, got)
		}
	}
	// The data of its page on screening: a single 10 among ones and twos.
	k = measured(fields("1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1")...)
	wide, narrow := k.Chart(ChartOptions{}).Bases[0], k.Chart(ChartOptions{Screen: true}).Bases[0]
	if got, want := wide.MovingRange, *figure("1.882353"); got != want { // 32 / 17
		t.Errorf("mean moving range %s, want %s", got, want)
	}
	if got, want := narrow.MovingRange, *figure("1"); got != want { // without 8 and 9
		t.Errorf("screened mean moving range %s, want %s", got, want)
	}
	if wide.Mean != narrow.Mean || narrow.Upper != *figure("4.604444") {
		t.Errorf("screened mean %s and upper limit %s, want %s and 4.604444", narrow.Mean, narrow.Upper, wide.Mean)
	}
}

// TestScreenAtTheLimit: a moving range of exactly 3.267 times the mean of 5 is left
// out too.
func TestScreenAtTheLimit(t *testing.T) {
	k := measured(fields("0 2.733 0 2.733 0 2.733 19.068")...)
	if got := k.Chart(ChartOptions{}).Bases[0].MovingRange; got != *figure("5") {
		t.Fatalf("the mean moving range is %s, want 5", got)
	}
	if got := k.Chart(ChartOptions{Screen: true}).Bases[0].MovingRange; got != *figure("2.733") {
		t.Errorf("screened it is %s, want 2.733", got)
	}
}

func TestSignals(t *testing.T) {
	const steady = "8 12 8 12 8 12 8 12 8 12 8 12 8 12 8 12 8 12 8 12"
	const six = "6 14 6 14 6 14 9 9 9 9 9 9 14 6 14" // below the mean of 9.87 from 6 to 11
	for _, tt := range []struct {
		name   string
		values string
		o      ChartOptions
		want   []string
	}{
		{"steady", steady, ChartOptions{}, nil},
		{"a point above", steady + " 30", ChartOptions{}, []string{"20 [above limit]"}},
		{"a point below", steady + " -10", ChartOptions{}, []string{"20 [below limit]"}},
		{"six on one side", six, ChartOptions{}, nil},
		{"seven on one side", "10 12 10 12 10 12 9.1 9 9.1 9 9.1 9 9.1 13 13", ChartOptions{}, []string{
			"6 [shift down]", "7 [shift down]", "8 [shift down]", "9 [shift down]", "10 [shift down]", "11 [shift down]", "12 [shift down]",
		}},
		{"six are enough where that is agreed", six, ChartOptions{Run: 6}, []string{
			"6 [shift down]", "7 [shift down]", "8 [shift down]", "9 [shift down]", "10 [shift down]", "11 [shift down]",
		}},
		{"six rising", "15 9 15 9 15 9 10 11 12 13 14 9 15 9 15", ChartOptions{}, nil},
		{"seven rising", "15 9 15 9 15 9 10 11 12 13 14 15 9 15 9 15", ChartOptions{}, []string{
			"5 [trend up]", "6 [trend up]", "7 [trend up]", "8 [trend up]", "9 [trend up]", "10 [trend up]", "11 [trend up]",
		}},
		{"a tie breaks a trend", "15 9 15 9 15 9 10 11 12 12 13 14 15 9 15 9", ChartOptions{}, nil},
		{"a point on the mean breaks a run", "8 12 8 12 11 11 11 10 11 11 11 9 9 9 9 8", ChartOptions{}, nil},
		{"all the same", "5 5 5 5 5 5 5 5 5 5 5 5 5", ChartOptions{}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, signals(measured(fields(tt.values)...).Chart(tt.o))); diff != "" {
				t.Errorf("signals (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNearLimit: two of three near one limit, all on its side of the mean.
func TestNearLimit(t *testing.T) {
	points := func(sides, nears []int) []string {
		c := Chart{Points: make([]Point, len(sides))}
		markNear(c.Points, sides, nears)
		return signals(c)
	}
	for _, tt := range []struct{ sides, nears, want string }{
		{"1 1 1", "1 0 1", "0 2"}, {"1 1 1", "1 1 0", "0 1"}, {"1 1 1", "0 1 0", ""},
		{"1 -1 1", "1 0 1", ""}, {"1 1 0", "1 1 0", ""}, {"-1 -1 -1 1", "-1 -1 0 0", "0 1"},
		{"1 1 1 1", "1 0 0 1", ""}, {"1 1", "1 1", ""}, {"", "", ""},
	} {
		ints := func(s string) (list []int) {
			for _, f := range fields(s) {
				n := 0
				fmt.Sscan(f, &n)
				list = append(list, n)
			}
			return list
		}
		var want []string
		for _, i := range fields(tt.want) {
			signal := NearUpper
			if tt.sides[0] == '-' {
				signal = NearLower
			}
			want = append(want, fmt.Sprintf("%s [%s]", i, signal))
		}
		if diff := cmp.Diff(want, points(ints(tt.sides), ints(tt.nears))); diff != "" {
			t.Errorf("sides %s, near %s (-want +got):\n%s", tt.sides, tt.nears, diff)
		}
	}
}

func TestTooFewPoints(t *testing.T) {
	k := measured(fields("90 10 90 10 90 10 90 10 90 10 1000")...)
	k.Target = figure("50")
	c := k.Chart(ChartOptions{})
	if c.Variation != TooFewPoints || c.Assurance != Unassured || !c.Bases[0].Trial || signals(c) != nil {
		t.Errorf("11 points: %s, %s, %v, signals %v; want too few points, a trial and no signals", c.Variation, c.Assurance, c.Bases, signals(c))
	}
	if got := k.Improvement(c); got.Acceptable != nhs.Unknown {
		t.Errorf("acceptable: %v because %s; want unknown", got.Acceptable, got.Because)
	}
	if c := k.Chart(ChartOptions{Fewest: 11}); c.Variation == TooFewPoints {
		t.Error("11 points were asked for and are too few")
	}
	if c := (&KPI{}).Chart(ChartOptions{}); c.Variation != TooFewPoints || c.Assurance != NoTarget || len(c.Bases) != 0 {
		t.Errorf("no points: %+v", c)
	}
}

// TestRebase: limits start anew only from a day with a reason.
func TestRebase(t *testing.T) {
	k := measured(fields("10 12 10 12 10 12 10 12 10 12 10 12 30 32 30 32 30 32 30 32 30 32 30 32")...)
	if got := k.Chart(ChartOptions{}); len(got.Bases) != 1 || got.Variation != Improving {
		t.Errorf("without a rebase: %d bases, %s; want one, improving", len(got.Bases), got.Variation)
	}
	k.Rebases = []Rebase{{From: day("2014-04-01")}, {Reason: "no day"}}
	if got := k.Chart(ChartOptions{}); len(got.Bases) != 1 {
		t.Error("a rebase without a reason, or without a day, counts")
	}
	k.Rebases = []Rebase{{From: day("2014-03-15"), Reason: "a second desk"}}
	got := k.Chart(ChartOptions{})
	want := []Base{
		{From: day("2013-04-01"), Points: 12, Mean: *figure("11"), MovingRange: *figure("2"), Lower: *figure("5.68"), Upper: *figure("16.32"), RangeLimit: *figure("6.534")},
		{From: day("2014-04-01"), Reason: "a second desk", Points: 12, Mean: *figure("31"), MovingRange: *figure("2"), Lower: *figure("25.68"), Upper: *figure("36.32"), RangeLimit: *figure("6.534")},
	}
	if diff := cmp.Diff(want, got.Bases); diff != "" {
		t.Errorf("bases (-want +got):\n%s", diff)
	}
	if got.Variation != CommonCause || signals(got) != nil || got.Points[11].Base != 0 || got.Points[12].Base != 1 {
		t.Errorf("after the rebase: %s, signals %v", got.Variation, signals(got))
	}
}

func TestVariationAndAssurance(t *testing.T) {
	steady := "10 12 10 12 10 12 10 12 10 12 10 12" // limits 5.68 and 16.32
	for _, tt := range []struct {
		values, target string
		direction      Direction
		variation      ProcessVariation
		assurance      Assurance
	}{
		{steady, "5.67", HigherIsBetter, CommonCause, Hits},
		{steady, "5.68", HigherIsBetter, CommonCause, Hits},
		{steady, "5.69", HigherIsBetter, CommonCause, HitOrMiss},
		{steady, "16.32", HigherIsBetter, CommonCause, HitOrMiss},
		{steady, "16.33", HigherIsBetter, CommonCause, Misses},
		{steady, "5.67", LowerIsBetter, CommonCause, Misses},
		{steady, "16.33", LowerIsBetter, CommonCause, Hits},
		{steady, "", HigherIsBetter, CommonCause, NoTarget},
		{steady, "10", "", CommonCause, NoTarget},
		{steady + " 30", "", HigherIsBetter, Improving, NoTarget},
		{steady + " 30", "", LowerIsBetter, Worsening, NoTarget},
		{steady + " -10", "", HigherIsBetter, Worsening, NoTarget},
		{steady + " 30", "", "", Changing, NoTarget},
		{"30 28 26 24 22 20 18 16 14 12 10 8 6 4", "", LowerIsBetter, Improving, NoTarget},
	} {
		k := measured(fields(tt.values)...)
		k.Direction = tt.direction
		if tt.target != "" {
			k.Target = figure(tt.target)
		}
		if c := k.Chart(ChartOptions{}); c.Variation != tt.variation || c.Assurance != tt.assurance {
			t.Errorf("%s, target %q, %q is better: %s, %s; want %s, %s", tt.values, tt.target, tt.direction, c.Variation, c.Assurance, tt.variation, tt.assurance)
		}
	}
}

func TestImprovement(t *testing.T) {
	steady := "10 12 10 12 10 12 10 12 10 12 10 12"
	trajectory := []Milestone{{day("2013-12-31"), *figure("11")}, {day("2014-03-31"), *figure("13")}, {day("2014-09-30"), *figure("20")}}
	for _, tt := range []struct {
		name       string
		values     string
		target     string
		trajectory []Milestone
		want       nhs.Tristate
		short      string
	}{
		{"on the trajectory", steady[:len(steady)-2] + "13", "", trajectory, nhs.Yes, ""},
		{"short of it", steady, "", trajectory, nhs.No, "1"},
		{"nothing due yet", "10 12", "", trajectory, nhs.Unknown, ""},
		{"the target is met", steady, "5", nil, nhs.Yes, ""},
		{"hit or miss and no better", steady, "11", nil, nhs.No, ""},
		{"getting better", steady + " 30", "29", nil, nhs.Yes, ""},
		{"getting worse", steady + " -10", "-50", nil, nhs.No, ""},
		{"nothing to judge by", steady, "", nil, nhs.Unknown, ""},
		{"no results", "", "5", nil, nhs.Unknown, ""},
	} {
		k := measured(fields(tt.values)...)
		k.Trajectory = tt.trajectory
		if tt.target != "" {
			k.Target = figure(tt.target)
		}
		got := k.Improvement(k.Chart(ChartOptions{}))
		short := ""
		if got.Short != nil {
			short = got.Short.String()
		}
		if got.Acceptable != tt.want || short != tt.short || got.Because == "" {
			t.Errorf("%s: %v, short by %q, because %q; want %v, %q", tt.name, got.Acceptable, short, got.Because, tt.want, tt.short)
		}
	}
	k := measured("1")
	k.Direction = ""
	if got := k.Improvement(k.Chart(ChartOptions{})); got.Acceptable != nhs.Unknown {
		t.Errorf("no direction: %v", got.Acceptable)
	}
}

// TestMirror: turned upside down, a chart shows the same signals the other way.
func TestMirror(t *testing.T) {
	other := map[Signal]Signal{AboveLimit: BelowLimit, ShiftUp: ShiftDown, TrendUp: TrendDown, NearUpper: NearLower}
	for up, down := range other {
		other[down] = up
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var up, down []string
		level := 0
		for range 12 + r.IntN(40) {
			if r.IntN(10) == 0 {
				level += r.IntN(41) - 20
			}
			n := level + r.IntN(21) - 10
			up, down = append(up, fmt.Sprint(n)), append(down, fmt.Sprint(-n))
		}
		a, b := measured(up...).Chart(ChartOptions{}), measured(down...).Chart(ChartOptions{})
		for i := range a.Points {
			for j, s := range a.Points[i].Signals {
				a.Points[i].Signals[j] = other[s]
			}
			a.Points[i].Value = b.Points[i].Value
		}
		if diff := cmp.Diff(a.Points, b.Points); diff != "" {
			t.Fatalf("%v (-mirrored +got):\n%s", up, diff)
		}
	}
}
