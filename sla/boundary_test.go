package sla

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The tests of this file stand on both sides of every bound.

func TestPeopleServed(t *testing.T) {
	for people, want := range map[int64]string{0: "", 1: "£100.00", 1_000_000_000: "£0.00", 1_000_000_001: ""} {
		a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("100.00")}})
		a.Customers[0].People = people
		got := ""
		if perHead := mustCharge(t, a).Years[0].PerHead; perHead != nil {
			got = perHead.String()
		}
		if got != want {
			t.Errorf("£100.00 for %d people are %q per head, want %q", people, got, want)
		}
	}
}

// Customers pay the whole: by shares that sum to it, or as the only one.
func TestWhoPays(t *testing.T) {
	for _, tt := range []struct {
		shares []string // "" is not known
		want   []string
	}{
		{nil, nil},
		{[]string{""}, []string{"£100.00"}},
		{[]string{"100"}, []string{"£100.00"}},
		{[]string{"50"}, nil},
		{[]string{"101"}, nil},
		{[]string{"", ""}, nil},
		{[]string{"", "100"}, nil},
		{[]string{"100", "0"}, []string{"£100.00", "£0.00"}},
		{[]string{"0", "100"}, []string{"£0.00", "£100.00"}},
		{[]string{"-1", "101"}, nil},
		{[]string{"101", "-1"}, nil},
	} {
		a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("100.00")}})
		a.Customers = nil
		for _, s := range tt.shares {
			c := Customer{ID: "00C"}
			if s != "" {
				c.Share = percent(s)
			}
			a.Customers = append(a.Customers, c)
		}
		var got []string
		for _, c := range mustCharge(t, a).Years[0].Customers {
			got = append(got, c.Amount.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("shares %q (-want +got):\n%s", tt.shares, diff)
		}
	}
}

func TestChargesAtTheirBounds(t *testing.T) {
	bands := func(n int) []Band {
		list := make([]Band, n)
		for i := range list {
			list[i] = Band{From: int64(i + 1), To: int64(i + 1), Rate: *rate("1.00")}
		}
		list[n-1].To = 0
		return list
	}
	for _, tt := range []struct {
		name  string
		price Price
		want  string // the problem, or the total
	}{
		{"no units", Price{Kind: PerUnit, Volume: count(0), Bands: bands(1)}, "£0.00"},
		{"units below zero", Price{Kind: PerUnit, Volume: count(-1), Bands: bands(1)}, "a planned volume of -1: want 0 to 1000000000"},
		{"as many units as can be", Price{Kind: PerUnit, Volume: count(1_000_000_000), Bands: bands(1)}, "£1,000,000,000.00"},
		{"one unit more", Price{Kind: PerUnit, Volume: count(1_000_000_001), Bands: bands(1)}, "a planned volume of 1000000001: want 0 to 1000000000"},
		{"one person", Price{Kind: PerHead, Rate: rate("5.00"), People: 1}, "£5.00"},
		{"no planned volume", Price{Kind: CostAndVolume, Amount: money("5.00"), Volume: count(0), Rate: rate("1.00")}, "£5.00"},
		{"the largest planned volume", Price{Kind: CostAndVolume, Amount: money("5.00"), Volume: count(1_000_000_000), Rate: rate("1.00")}, "£5.00"},
		{"20 bands", Price{Kind: PerUnit, Volume: count(120), Bands: bands(20)}, "£120.00"},
		{"21 bands", Price{Kind: PerUnit, Volume: count(120), Bands: bands(21)}, "more than 20 bands"},
		{"units that no band prices", Price{Kind: PerUnit, Volume: count(24), Bands: []Band{{From: 1, To: 3, Rate: *rate("1.00")}}}, "the bands do not give each of the units 3 to 4 one price"},
		{"the largest charge", Price{Kind: Fixed, Amount: money("100000000000.00")}, "£100,000,000,000.00"},
		{"a penny more", Price{Kind: Fixed, Amount: money("100000000000.01")}, "the charge is too large to calculate: the limit is £100,000,000,000"},
		{"the largest below zero", Price{Kind: Fixed, Amount: money("-100000000000.00")}, "-£100,000,000,000.00"},
		{"a penny less", Price{Kind: Fixed, Amount: money("-100000000000.01")}, "the charge is too large to calculate: the limit is £100,000,000,000"},
	} {
		s, err := Charges(agreementOf("2013-04-01", "2014-03-31", Line{Price: &tt.price}))
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(s.Total)
		if len(s.Problems) > 0 {
			got = s.Problems[0].Message
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// The largest sums that can be calculated are no error.
func TestScheduleAtItsBounds(t *testing.T) {
	year := Term{Starts: day("2013-04-01"), Ends: day("2014-03-31")}
	long := Term{Starts: day("1950-01-01"), Ends: day("2033-04-30")} // 1,000 months
	for name, a := range map[string]*Agreement{
		"lines":      {Term: long, Lines: make([]Line, 100)},
		"customers":  {Term: long, Customers: make([]Customer, 1200)},
		"indexation": {Term: year, Indexation: make([]Indexation, 60)},
		"variations": {Term: year, Variations: make([]Variation, 1000)},
	} {
		if _, err := Charges(a); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnitsAtTheirBounds(t *testing.T) {
	for units, want := range map[int64]int{-1: 1, 0: 0, 1_000_000_000: 0, 1_000_000_001: 1} {
		l := Line{Price: &Price{Kind: Fixed, Amount: money("1.00")}, Volumes: []Volume{{day("2013-04-01"), units}}}
		if s, err := Charges(agreementOf("2013-04-01", "2014-03-31", l)); err != nil || len(s.Problems) != want {
			t.Errorf("%d units: problems %v, %v, want %d", units, s.Problems, err, want)
		}
	}
}

func TestLineBetween(t *testing.T) {
	s, err := Charges(agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("1200.00")}}, Line{}))
	if err != nil {
		t.Fatal(err)
	}
	april := func(l *LineCharges) string {
		m, ok := l.Between(day("2013-04-01"), day("2013-04-30"))
		return fmt.Sprint(m, ok)
	}
	if got := april(&s.Lines[0]); got != "£100.00 true" {
		t.Errorf("April of the line costs %s", got)
	}
	if got := april(&s.Lines[1]); got != "£0.00 false" {
		t.Errorf("April of a line without a price costs %s", got)
	}
}

func TestIndexationAtItsBounds(t *testing.T) {
	for in, want := range map[string]string{"-100": "£0.00", "-100.0000000001": "", "99900": "£100,000.00", "99900.0000000001": ""} {
		a := agreementOf("2013-04-01", "2013-05-31", Line{Price: &Price{Kind: Fixed, Amount: money("1200.00")}})
		a.Indexation = []Indexation{{From: day("2013-05-01"), Percent: *percent(in)}}
		s, err := Charges(a)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(s.Problems) == 0 {
			got = s.Lines[0].Charges[1].Amount.String()
		}
		if got != want {
			t.Errorf("indexed by %s per cent £100.00 are %q, want %q", in, got, want)
		}
	}
}

func TestSplitAtItsBounds(t *testing.T) {
	half := []ShareBand{{Provider: *percent("50")}}
	for _, tt := range []struct {
		name           string
		baseline, cost int64 // in pence
		gain, pain     []ShareBand
		limit          *nhs.Money
		want           string
	}{
		{"at the cap", 10_000, 8_000, half, nil, money("10.00"), "£10.00 false"},
		{"a penny over the cap", 10_000, 7_998, half, nil, money("10.00"), "£10.00 true"},
		{"a baseline below zero", -100_000, -110_000, []ShareBand{{To: percent("5"), Provider: *percent("50")}}, nil, nil, "£25.00 false"},
		{"a band that holds nothing", 10_000, 8_000, []ShareBand{{From: *percent("10"), To: percent("10"), Provider: *percent("50")}, half[0]}, nil, nil, "£10.00 false"},
		{"20 bands of gain", 10_000, 8_000, make([]ShareBand, 20), nil, nil, "£0.00 false"},
		{"21 bands of gain", 10_000, 8_000, make([]ShareBand, 21), nil, nil, "more than 20 bands"},
		{"20 bands of pain", 10_000, 8_000, half, make([]ShareBand, 20), nil, "£10.00 false"},
		{"21 bands of pain", 10_000, 8_000, half, make([]ShareBand, 21), nil, "more than 20 bands"},
		{"the largest baseline", 1e17, 1e17, half, nil, nil, "£0.00 false"},
		{"a larger baseline", 1e17 + 1, 0, half, nil, nil, "the cost is too large to calculate"},
		{"a baseline farther below zero", -1e17 - 1, 0, half, nil, nil, "the cost is too large to calculate"},
		{"a larger cost", 0, 1e17 + 1, half, nil, nil, "the cost is too large to calculate"},
		{"a cost farther below zero", 0, -1e17 - 1, half, nil, nil, "the cost is too large to calculate"},
	} {
		r := RiskShare{Baseline: pounds(tt.baseline), Gain: tt.gain, Pain: tt.pain, GainCap: tt.limit}
		s, err := r.Split(nhs.FinancialYear{}, nhs.MoneyFromPence(tt.cost))
		got := fmt.Sprint(s.Provider, s.Capped)
		if err != nil {
			bad, _ := errors.AsType[*Problem](err)
			got = bad.Message
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestOutturnsAtTheirBound(t *testing.T) {
	for years, want := range map[int]rule.Pointer{100: "/risk_share/outturns/0/cost", 101: "/risk_share/outturns"} {
		a := &Agreement{RiskShare: &RiskShare{Baseline: money("1.00"), Outturns: make([]Outturn, years)}}
		if p := Assess(a, ChartOptions{}).Problems; len(p) == 0 || p[0].Path != want {
			t.Errorf("%d years: problems %v, want the first at %s", years, p, want)
		}
	}
}

func TestDepthOfAPart(t *testing.T) {
	deep := func(steps int) rule.Pointer {
		var p rule.Pointer
		for range steps {
			p += "/x"
		}
		return p
	}
	// The first is looked for and not found, the second is not looked for.
	for steps, want := range map[int]rule.Pointer{16: "/disclosure/parts", 17: "/disclosure/parts/0/path"} {
		_, _, err := Redact(withhold(&Agreement{}, deep(steps)), nhs.Date{})
		if p, ok := errors.AsType[*Problem](err); !ok || p.Path != want {
			t.Errorf("a part of %d steps: %v, want a problem at %s", steps, err, want)
		}
	}
}

// A list that is public shows where it lies although that is withheld, unless
// the list is empty.
func TestPublicListInWithheld(t *testing.T) {
	for _, tt := range []struct {
		kpis []KPI
		want []Line
	}{
		{[]KPI{{ID: "k"}}, []Line{{KPIs: []KPI{{ID: "k"}}}}},
		{[]KPI{}, nil},
	} {
		a := &Agreement{Lines: []Line{{ID: "l", KPIs: tt.kpis}}, Disclosure: Disclosure{Default: Confidential, Parts: []Part{{Path: "/lines/0/kpis", Level: Public}}}}
		public, _, err := Redact(a, nhs.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, public.Lines); diff != "" {
			t.Errorf("with %d indicators (-want +got):\n%s", len(tt.kpis), diff)
		}
	}
}

// What is not shown is told only where something is withheld.
func TestViewOfAllShowsAll(t *testing.T) {
	v, err := View(agreementOf("2013-04-01", "2014-03-31", Line{ID: "l", KPIs: make([]KPI, maxKPIs+1)}), nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.NotShown) > 0 {
		t.Errorf("not shown: %+v", v.NotShown)
	}
	if len(v.KPIs) != maxKPIs {
		t.Errorf("%d indicators, want %d", len(v.KPIs), maxKPIs)
	}
}
