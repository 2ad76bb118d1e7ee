package sla

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestSplit(t *testing.T) {
	bands := []ShareBand{{From: *percent("2"), To: percent("5"), Provider: *percent("50")}, {From: *percent("5"), Provider: *percent("20")}}
	r := RiskShare{Baseline: money("1000000.00"), Gain: bands, Pain: bands, GainCap: money("20000.00"), PainCap: money("15000.00")}
	y := nhs.MustParseFinancialYear("2014/15")
	for cost, want := range map[string]string{
		"1000000.00": "£0.00 £0.00 £0.00 false",
		"980000.00":  "£20,000.00 £0.00 £20,000.00 false",      // the collar: 2 per cent are the customers'
		"979999.99":  "£20,000.01 £0.01 £20,000.00 false",      // half a penny, away from zero
		"950000.00":  "£50,000.00 £15,000.00 £35,000.00 false", // half of 30,000
		"900000.00":  "£100,000.00 £20,000.00 £80,000.00 true", // 15,000 and 10,000, capped
		"1040000.00": "-£40,000.00 -£10,000.00 -£30,000.00 false",
		"1100000.00": "-£100,000.00 -£15,000.00 -£85,000.00 true",
	} {
		s, err := r.Split(y, nhs.MustParseMoney(cost))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%s %s %s %v", s.Saved, s.Provider, s.Customers, s.Capped); got != want {
			t.Errorf("a cost of %s is shared as %s, want %s", cost, got, want)
		}
	}
	if _, err := (&RiskShare{}).Split(y, nhs.Money{}); err == nil {
		t.Error("a share without a baseline was split")
	}
}

// TestSymmetry: with the same bands and caps both ways, gain and pain of one size
// are shared alike; nobody gets more than there is, and the parts sum to it.
func TestSymmetry(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		var bands []ShareBand
		from := r.IntN(5)
		for range r.IntN(4) {
			to := from + 1 + r.IntN(10)
			bands = append(bands, ShareBand{From: *percent(fmt.Sprint(from)), To: percent(fmt.Sprint(to)), Provider: *percent(fmt.Sprintf("%d.%d", r.IntN(100), r.IntN(10)))})
			from = to + r.IntN(3)
		}
		deal := RiskShare{Baseline: pounds(r.Int64N(1e10)), Gain: bands, Pain: bands}
		if r.IntN(2) == 0 {
			deal.GainCap = pounds(r.Int64N(1e8))
			deal.PainCap = deal.GainCap
		}
		by := nhs.MoneyFromPence(r.Int64N(1e9))
		gain, err1 := deal.Split(nhs.FinancialYear{}, deal.Baseline.Sub(by))
		pain, err2 := deal.Split(nhs.FinancialYear{}, deal.Baseline.Add(by))
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		mirrored := YearShare{Saved: pain.Saved.Neg(), Provider: pain.Provider.Neg(), Customers: pain.Customers.Neg(), Capped: pain.Capped}
		if diff := cmp.Diff(gain, mirrored); diff != "" {
			t.Fatalf("gain and pain of %s under %+v (-gain +pain mirrored):\n%s", by, deal, diff)
		}
		if sum := gain.Provider.Add(gain.Customers); !sum.Equal(gain.Saved) || gain.Provider.Sign() < 0 || gain.Customers.Sign() < 0 {
			t.Fatalf("%s is shared as %s and %s", gain.Saved, gain.Provider, gain.Customers)
		}
		if deal.GainCap != nil && gain.Provider.Compare(*deal.GainCap) > 0 {
			t.Fatalf("the provider gains %s, more than the cap of %s", gain.Provider, deal.GainCap)
		}
	}
}

func TestOverlappingBandsCountOnce(t *testing.T) {
	third := ShareBand{Provider: *percent("30")}
	r := RiskShare{Baseline: money("100.00"), Gain: []ShareBand{third, third, third}}
	if s, err := r.Split(nhs.FinancialYear{}, nhs.MustParseMoney("90.00")); err != nil || s.Provider.String() != "£3.00" {
		t.Errorf("the provider gains %s of £10.00, want £3.00; %v", s.Provider, err)
	}
}

func TestTooManyToShare(t *testing.T) {
	many := &RiskShare{Baseline: money("1.00"), Pain: make([]ShareBand, 21)}
	if s, err := many.Split(nhs.FinancialYear{}, nhs.Money{}); err == nil {
		t.Errorf("21 bands were accepted: %+v", s)
	}
	a := &Agreement{RiskShare: &RiskShare{Baseline: money("1.00"), Outturns: make([]Outturn, 101)}}
	if p := Assess(a, ChartOptions{}); len(p.Problems) != 1 || p.Problems[0].Path != "/risk_share/outturns" {
		t.Errorf("101 years: %v", p.Problems)
	}
	a = &Agreement{Lines: []Line{{KPIs: make([]KPI, 5000)}, {KPIs: make([]KPI, 1)}}}
	if p := Assess(a, ChartOptions{}); len(p.KPIs) != 5000 || len(p.Problems) != 1 || p.Problems[0].Path != "/lines/1/kpis" {
		t.Errorf("5001 indicators: %d were looked at, %v", len(p.KPIs), p.Problems)
	}
}

func TestFired(t *testing.T) {
	at := func(v string) []Observation {
		return []Observation{{day("2014-04-01"), *figure("105")}, {day("2015-04-01"), *figure(v)}}
	}
	for v, want := range map[string]string{"105": "", "95": "", "105.01": "2015-04-01 5.01", "94.9": "2015-04-01 -5.1", "0": "2015-04-01 -100"} {
		tr := Trigger{Baseline: figure("100"), Tolerance: percent("5"), Observations: at(v)}
		got := ""
		if o, change, ok := tr.Fired(); ok {
			got = fmt.Sprintf("%s %s", o.On, change)
		}
		if got != want {
			t.Errorf("%s after 100: %q, want %q", v, got, want)
		}
	}
	for _, tr := range []Trigger{{}, {Baseline: figure("0"), Tolerance: percent("5"), Observations: at("200")}, {Baseline: figure("100"), Observations: at("200")}} {
		if _, _, ok := tr.Fired(); ok {
			t.Errorf("%+v fired", tr)
		}
	}
}

func TestCredits(t *testing.T) {
	miss := func(from string) Result {
		return Result{From: day(from), To: day(from).LastOfMonth(), Numerator: figure("8"), Denominator: figure("10")}
	}
	kpi := func(c Credit) []KPI {
		return []KPI{{ID: "k", Direction: HigherIsBetter, Target: figure("90"), Credit: &c, Results: []Result{miss("2013-04-01"), miss("2013-05-01"), miss("2014-04-01")}}}
	}
	fixed := &Price{Kind: Fixed, Amount: money("12000.00")}
	for _, tt := range []struct {
		name   string
		credit Credit
		cap    *nhs.Percent
		want   []string
	}{
		{"two per cent of the month", Credit{Percent: percent("2")}, nil, []string{"£20.00", "£20.00", "£20.00"}},
		{"an amount", Credit{Amount: money("55.00")}, nil, []string{"£55.00", "£55.00", "£55.00"}},
		{"never more than the charge", Credit{Amount: money("5000.00")}, nil, []string{"£1,000.00", "£1,000.00", "£1,000.00"}},
		{"the cap of a year, first come", Credit{Amount: money("100.00")}, percent("1"), []string{"£100.00", "£20.00", "£100.00"}},
		{"a cap of nothing", Credit{Amount: money("100.00")}, percent("0"), []string{"£0.00", "£0.00", "£0.00"}},
		{"below zero is zero", Credit{Amount: money("-100.00")}, nil, []string{"£0.00", "£0.00", "£0.00"}},
	} {
		a := agreementOf("2013-04-01", "2015-03-31", Line{ID: "l", Price: fixed, KPIs: kpi(tt.credit)})
		a.Credits = &CreditTerms{Cap: tt.cap}
		var got []string
		for _, d := range Assess(a, ChartOptions{}).Credits {
			got = append(got, d.Due.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	a := agreementOf("2013-04-01", "2015-03-31", Line{ID: "l", KPIs: kpi(Credit{Percent: percent("2")})})
	p := Assess(a, ChartOptions{})
	if len(p.Credits) != 0 || len(p.Problems) != 3 || p.Problems[0].Path != "/lines/0/kpis/0/results/0" {
		t.Errorf("without a price: credits %v, problems %v", p.Credits, p.Problems)
	}
}

// A cap of charges that are unknown is no cap of zero.
func TestCreditsUnderAnUnknownCap(t *testing.T) {
	k := KPI{
		Direction: HigherIsBetter, Target: figure("90"), Credit: &Credit{Percent: percent("2")},
		Results: []Result{{From: day("2013-04-01"), To: day("2013-04-30"), Value: figure("80")}},
	}
	a := agreementOf("2013-04-01", "2014-03-31",
		Line{ID: "priced", Price: &Price{Kind: Fixed, Amount: money("12000.00")}, KPIs: []KPI{k}}, Line{ID: "not priced"})
	a.Credits = &CreditTerms{Cap: percent("5")}
	p := Assess(a, ChartOptions{})
	if len(p.Credits) != 1 || p.Credits[0].Asked.String() != "£20.00" || p.Credits[0].Due != nil || p.CreditYears[0].Due != nil || p.CreditYears[0].Cap != nil {
		t.Errorf("%+v %+v", p.Credits, p.CreditYears)
	}
	if len(p.Problems) != 1 || p.Problems[0].Path != "/credits/cap" {
		t.Errorf("problems: %v", p.Problems)
	}
	a.Credits = nil
	if p := Assess(a, ChartOptions{}); p.Credits[0].Due == nil || p.Credits[0].Due.String() != "£20.00" {
		t.Errorf("without a cap: %+v", p.Credits)
	}
}

// TestCreditsOfUnknownSizeOrSense are no credits of zero.
func TestCreditsOfUnknownSizeOrSense(t *testing.T) {
	for path, spoil := range map[rule.Pointer]func(*KPI){
		"/lines/0/kpis/0/target":    func(k *KPI) { k.Target = nil },
		"/lines/0/kpis/0/direction": func(k *KPI) { k.Direction = "up" },
		"/lines/0/kpis/0/credit":    func(k *KPI) { k.Credit = &Credit{} },
	} {
		k := KPI{
			Direction: HigherIsBetter, Target: figure("90"), Credit: &Credit{Percent: percent("2")},
			Results: []Result{{From: day("2013-04-01"), To: day("2013-04-30"), Value: figure("80")}},
		}
		spoil(&k)
		a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("12.00")}, KPIs: []KPI{k}})
		p := Assess(a, ChartOptions{})
		if len(p.Credits) > 0 || len(p.Problems) != 1 || p.Problems[0].Path != path {
			t.Errorf("want a problem at %s, got credits %v and problems %v", path, p.Credits, p.Problems)
		}
	}
}

// TestCreditsStayUnderTheCap for random agreements, and under each line's charge.
func TestCreditsStayUnderTheCap(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		a := randomAgreement(r)
		a.Credits = &CreditTerms{Cap: percent(fmt.Sprintf("%d.%d", r.IntN(12), r.IntN(10)))}
		for i := range a.Lines {
			k := measured()
			k.Target, k.Credit = figure("50"), &Credit{Percent: percent(fmt.Sprint(r.IntN(300)))}
			for m := a.Term.Starts; m.Before(a.Term.Ends) && len(k.Results) < 40; m = m.LastOfMonth().AddDays(1) {
				k.Results = append(k.Results, Result{From: m, To: m.LastOfMonth(), Value: figure(fmt.Sprint(r.IntN(100)))})
			}
			a.Lines[i].KPIs = []KPI{*k}
		}
		s := mustCharge(t, a)
		p := Assess(a, ChartOptions{})
		due := map[nhs.FinancialYear]nhs.Money{}
		for _, d := range p.Credits {
			y := d.To.FinancialYear()
			if d.Due == nil { // of a result after the term
				continue
			}
			due[y] = due[y].Add(*d.Due)
			if d.Due.Sign() < 0 || d.Due.Compare(d.Asked) > 0 {
				t.Fatalf("%s is due of %s asked", d.Due, d.Asked)
			}
		}
		for _, y := range p.CreditYears {
			charges, ok := s.Year(y.Year)
			if !ok { // a result that ends after the term
				continue
			}
			most := charges.Amount.MulPercent(*a.Credits.Cap)
			if most.Sign() < 0 {
				most = nhs.Money{}
			}
			if y.Due == nil || !y.Due.Equal(due[y.Year]) || y.Due.Compare(most) > 0 {
				t.Fatalf("%s: %s due in parts of %s, and the cap is %s", y.Year, y.Due, due[y.Year], most)
			}
		}
	}
}

// TestNamesBeyondTheSearched: in an agreement of more lines than are searched for a
// name, none is found missing.
func TestNamesBeyondTheSearched(t *testing.T) {
	a := agreementOf("2013-04-01", "2014-03-31", make([]Line, maxNamed+1)...)
	a.Lines[maxNamed].ID = "last"
	a.Steps = []Step{{Kind: WarningGiven, Line: "last"}}
	for _, f := range AgreementRules().Check(a, rule.Options{}).Findings {
		if f.Rule == RuleReferences {
			t.Errorf("found %v", f)
		}
	}
}
