package analysis_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
)

// The numbers that the articles give come out of the real market.
func TestPublishedNumbers(t *testing.T) {
	x := realIndex(t)
	size := analysis.MarketSize(x, year2013)
	amounts := make(map[string]string)
	for _, f := range size.Figures {
		amounts[f.ID] = string(f.Bound) + " " + f.Amount.Short()
	}
	for id, want := range map[string]string{
		"csu-spend-2013-10":                   "over £550m",
		"market-potential-2013-10":            "over £1bn",
		"csu-income-2013-14-actual":           " £808m",
		"csu-income-2013-14-actual-from-ccgs": " £602m",
		"allowance-2013-14-total":             "exact £1.35bn",
	} {
		if amounts[id] != want {
			t.Errorf("%s is %q, want %q", id, amounts[id], want)
		}
	}
	i := slices.IndexFunc(size.Implied, func(p analysis.ImpliedPeople) bool { return p.Total.Short() == "£1.34bn" })
	if i < 0 || size.Implied[i].Low != 53_400_000 || size.Implied[i].High != 53_800_000 {
		t.Errorf("implied people: %+v", size.Implied)
	}
	for _, p := range size.Implied {
		if p.Counted == nil || *p.Counted != 53_807_894 {
			t.Errorf("%s: counted people %v, want 53,807,894", p.Figure, p.Counted)
		}
	}
	if known := analysis.PerHead(x, year2013).Known; known != (analysis.PerHeadKnown{Groups: 211, Allowance: 211, People: 211}) {
		t.Errorf("known of 2013/14: %+v, want allowance and people of 211 of 211", known)
	}
	var rates []string
	for _, row := range analysis.PerHead(x, year2013).Table().Only("published").Rows {
		cells := written(row)
		rates = append(rates, strings.TrimSpace(cells[11]+" "+cells[4]+" is "+cells[6]))
	}
	for _, want := range []string{"under 5.00 is 20", "over 9.00 is 36", "over 15.00 is 60", "9.43 is 37.72"} {
		if !slices.Contains(rates, want) {
			t.Errorf("no %s per cent among %q", want, rates)
		}
	}
}

func TestImpliedPeople(t *testing.T) {
	for _, test := range []struct {
		total, precision string
		low, high        int64 // 0 and 0 for none
	}{
		{"1340000000", "10000000", 53_400_000, 53_800_000},
		{"100", "25", 4, 4}, // 87.50 to 112.50
		{"100", "1", 4, 4},  // 99.50 to 100.50
		{"110", "1", 0, 0},  // 109.50 to 110.50: no whole number of people
		{"10", "100", 0, 0}, // from below zero
		{"0", "1", 0, 0},    // nothing
		{"100", "0", 0, 0},  // no rounding known
		{"100", "-1", 0, 0},
	} {
		x := commissioning.NewIndex(&commissioning.Market{Figures: []commissioning.Figure{{
			ID: "f", Topic: "running-cost-allowance", Year: year2013, Amount: pounds(test.total), Precision: pounds(test.precision),
		}}})
		var low, high int64
		for _, p := range analysis.MarketSize(x, year2013).Implied {
			low, high = p.Low, p.High
		}
		if low != test.low || high != test.high {
			t.Errorf("£%s to the nearest £%s implies %d to %d people, want %d to %d", test.total, test.precision, low, high, test.low, test.high)
		}
	}
}

// A group is known only with its headcount and every part; plan and outturn are
// never mixed; a year without an allowance has no share.
func TestPerHead(t *testing.T) {
	statement := func(amount string) *ccg.Statement {
		return &ccg.Statement{Parts: []ccg.Part{{Category: ccg.FromCSU, Amount: pounds(amount), Funding: ccg.RunningCost}}}
	}
	later := nhs.MustParseFinancialYear("2016/17")
	a, b, c := group("00C"), group("00D"), group("00F")
	a.Years = []ccg.Year{
		{Year: year2013, Headcount: &ccg.Headcount{People: 1000}, Plan: statement("5000"), Outturn: statement("7000"), Allowance: &ccg.Allowance{Amount: nhs.MustParseMoney("25000")}},
		{Year: later, Headcount: &ccg.Headcount{People: 1000}, Plan: statement("5000")},
	}
	b.Years = []ccg.Year{{Year: year2013, Headcount: &ccg.Headcount{People: 3000}, Plan: statement("45000"), Allowance: &ccg.Allowance{Amount: nhs.MustParseMoney("0")}}}
	c.Years = []ccg.Year{{Year: year2013, Plan: statement("45000")}}
	x := commissioning.NewIndex(&commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{a, b, c}}})

	var got []string
	for _, row := range analysis.PerHead(x, year2013).Table().Rows {
		cells := written(row)
		got = append(got, strings.Join(slices.Concat(cells[:3], cells[4:7]), " "))
	}
	if diff := cmp.Diff([]string{
		"spread least planned 5.00 25.00 20", "spread median planned 5.00 25.00 20", "spread mean planned 12.50 25.00 50", "spread mean-of-groups planned 10.00 25.00 40", "spread most planned 15.00 25.00 60",
		"spread least outturn 7.00 25.00 28", "spread median outturn 7.00 25.00 28", "spread mean outturn 7.00 25.00 28", "spread mean-of-groups outturn 7.00 25.00 28", "spread most outturn 7.00 25.00 28",
		"group 00C planned 5.00 25.00 20", "group 00C outturn 7.00 25.00 28", "group 00D planned 15.00 0.00 ", "group 00F planned   ",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c := analysis.PerHead(x, year2013).Completeness(); c.Known != 2 || c.Total != 3 {
		t.Errorf("known %d of %d", c.Known, c.Total)
	}
	late := analysis.PerHead(x, later)
	if late.Allowance != nil || late.Groups[0].CSUShare != nil || late.Groups[0].CSU == nil {
		t.Errorf("a year without an allowance: %+v", late)
	}
	if !slices.Contains(late.Completeness().Missing, "The national allowance per head for 2016/17 is unknown.") {
		t.Errorf("missing: %q", late.Completeness().Missing)
	}
}

// The completion is held to the mean of the press, in which each group counts once.
// Weighed by people the mean is another.
func TestMeanOfTheCompletion(t *testing.T) {
	for seed := range uint64(5) {
		m, err := synthetic.Market(seed)
		if err != nil {
			t.Fatal(err)
		}
		planned := analysis.PerHead(commissioning.NewIndex(m), year2013).Spreads[0]
		if planned.Basis != commissioning.PlannedSpend || planned.Groups != 211 {
			t.Fatalf("seed %d: %+v", seed, planned)
		}
		if want := nhs.MustParseRate("9"); !planned.UnweightedMean.Equal(want) || planned.Mean.Equal(want) {
			t.Errorf("seed %d: the mean of groups is %s, of people %s", seed, planned.UnweightedMean, planned.Mean)
		}
	}
}

// The basis of shares is what is known of most units, and the market's own
// concentration is stated only where nothing is missing.
func TestShares(t *testing.T) {
	income := func(u csu.Unit, amount string) csu.Unit {
		u.Incomes = []csu.Income{{Year: year2013, Basis: csu.Actual, Total: pounds(amount)}}
		return u
	}
	customers := func(u csu.Unit, codes ...nhs.OrgID) csu.Unit {
		for _, code := range codes {
			u.Customers = append(u.Customers, csu.Customer{ID: code, Relation: csu.Buys, From: day("2013-04-01")})
		}
		return u
	}
	spend := func(customer, supplier nhs.OrgID, amount string, basis commissioning.SpendBasis) commissioning.Spend {
		return commissioning.Spend{Customer: customer, Supplier: supplier, Year: year2013, Amount: nhs.MustParseMoney(amount), Basis: basis}
	}
	for name, test := range map[string]struct {
		market commissioning.Market
		basis  string
		hhi    string // of the market; "" unknown
		known  string // of what is known
	}{
		"nothing":   {commissioning.Market{}, "", "", ""},
		"one":       {commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{income(unit("a"), "1")}}}, "income", "10,000.00", "10,000.00"},
		"zero":      {commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{income(unit("a"), "0"), income(unit("b"), "0")}}}, "income", "", ""},
		"half":      {commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{income(unit("a"), "1"), unit("b")}}}, "income", "", "10,000.00"},
		"negative":  {commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{income(unit("a"), "1"), income(unit("b"), "-1")}}}, "income", "", "10,000.00"},
		"customers": {commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{customers(unit("a"), "00C", "00D", "00D"), customers(income(unit("b"), "5"), "00F", "00G")}}}, "customers", "", "5,000.00"},
		"spend": {commissioning.Market{
			CCGs: ccg.Register{Groups: []ccg.Group{group("00C")}}, CSUs: csu.Register{Units: []csu.Unit{unit("a"), unit("b")}},
			Spend: []commissioning.Spend{spend("00C", "a", "3", commissioning.OutturnSpend), spend("00C", "b", "1", commissioning.OutturnSpend), spend("00C", "b", "50", commissioning.PlannedSpend)},
		}, "spend", "6,250.00", "6,250.00"},
		"one silent": {commissioning.Market{
			CCGs: ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}}, CSUs: csu.Register{Units: []csu.Unit{unit("a")}},
			Spend: []commissioning.Spend{spend("00C", "a", "3", commissioning.OutturnSpend)},
		}, "spend", "", "10,000.00"},
		"payments": {commissioning.Market{
			CCGs: ccg.Register{Groups: []ccg.Group{group("00C")}}, CSUs: csu.Register{Units: []csu.Unit{unit("a")}},
			Spend: []commissioning.Spend{spend("00C", "a", "3", commissioning.PublishedPayments)},
		}, "spend", "", "10,000.00"},
		"firms": {commissioning.Market{Spend: []commissioning.Spend{spend("00C", "capita", "3", commissioning.OutturnSpend), spend("00D", "optum", "3", commissioning.OutturnSpend)}}, "spend", "", "5,000.00"},
	} {
		t.Run(name, func(t *testing.T) {
			s := analysis.Shares(commissioning.NewIndex(&test.market), year2013)
			text := func(c *analysis.Concentration) string {
				if c == nil {
					return ""
				}
				return c.String()
			}
			if diff := cmp.Diff([]string{test.basis, test.hhi, test.known}, []string{string(s.Basis), text(s.HHI), text(s.HHIOfKnown)}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A sum for one line is a part of the sum for all, and another year is another
// matter.
func TestSpendIsCountedOnce(t *testing.T) {
	x := commissioning.NewIndex(&commissioning.Market{Spend: []commissioning.Spend{
		{Customer: "00C", Supplier: "a", Year: year2013, Line: "finance", Amount: nhs.MustParseMoney("1"), Basis: commissioning.OutturnSpend},
		{Customer: "00C", Supplier: "a", Year: year2013, Amount: nhs.MustParseMoney("10"), Basis: commissioning.OutturnSpend},
		{Customer: "00C", Supplier: "b", Year: year2013, Line: "finance", Amount: nhs.MustParseMoney("3"), Basis: commissioning.OutturnSpend},
		{Customer: "00C", Supplier: "b", Year: year2013, Line: "legal", Amount: nhs.MustParseMoney("4"), Basis: commissioning.OutturnSpend},
		{Customer: "00C", Supplier: "a", Year: nhs.MustParseFinancialYear("2014/15"), Amount: nhs.MustParseMoney("100"), Basis: commissioning.OutturnSpend},
	}})
	var got []string
	for _, r := range analysis.MarketSize(x, nhs.FinancialYear{}).Recorded {
		got = append(got, r.Year.String()+" "+r.Amount.String())
	}
	if diff := cmp.Diff([]string{"2013/14 £17.00", "2014/15 £100.00"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMergerOf(t *testing.T) {
	var units []csu.Unit
	for _, slug := range []nhs.OrgID{"a", "b", "c", "d", "e", "f", "g", "h", "i"} {
		u := unit(slug)
		u.Incomes = []csu.Income{{Year: year2013, Basis: csu.Actual, Total: pounds("100")}}
		units = append(units, u)
	}
	x := commissioning.NewIndex(&commissioning.Market{CSUs: csu.Register{Units: append(units, csu.Unit{Slug: "idle", Stage: csu.Working})}})
	m, err := analysis.MergerOf(x, nhs.FinancialYear{}, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	e := m.Mergers[0]
	if e.Before.String() != "1,111.11" || e.After.String() != "1,358.02" || e.Adds.String() != "246.91" || !e.Complete {
		t.Errorf("%v to %v adds %v, complete %v", e.Before, e.After, e.Adds, e.Complete)
	}
	if m, err = analysis.MergerOf(x, nhs.FinancialYear{}, "a", "idle"); err != nil || m.Mergers[0].Adds != nil || m.Mergers[0].Why == "" {
		t.Errorf("with a unit of which nothing is known: %+v, %v", m.Mergers, err)
	}
	for _, pair := range [][3]nhs.OrgID{{"a", "a", "b"}, {"a", "nonesuch", "b"}, {"nonesuch", "a", "a"}, {"", "a", "a"}} {
		_, err := analysis.MergerOf(x, year2013, pair[0], pair[1])
		if bad, ok := errors.AsType[*analysis.QueryError](err); !ok || bad.Field != string(pair[2]) {
			t.Errorf("%q with %q: %v", pair[0], pair[1], err)
		}
	}
}

// One customer over a quarter is marked; if the only one leaves nobody is left to
// pay more.
func TestDependency(t *testing.T) {
	u := unit("a")
	u.Incomes = []csu.Income{{Year: year2013, Basis: csu.Actual, Total: pounds("100"), Customers: []csu.Payer{
		{Customer: "over", Amount: pounds("25.01")},
		{Customer: "quarter", Amount: pounds("25")},
		{Customer: "bound", Share: percent("25"), AtLeast: true},
		{Customer: "low bound", Share: percent("10"), AtLeast: true},
		{Customer: csu.AllOthers, Amount: pounds("40")},
		{Customer: "unknown"},
	}}}
	alone := unit("b")
	alone.Incomes = []csu.Income{{Year: year2013, Basis: csu.Actual, Total: pounds("100"), Customers: []csu.Payer{{Customer: "only", Amount: pounds("100")}}}}
	paid := unit("c")
	x := commissioning.NewIndex(&commissioning.Market{
		CSUs: csu.Register{Units: []csu.Unit{u, alone, paid, unit("d")}},
		Spend: []commissioning.Spend{
			{Customer: "00C", Supplier: "c", Year: year2013, Amount: nhs.MustParseMoney("1"), Basis: commissioning.OutturnSpend},
			{Customer: "00D", Supplier: "c", Year: year2013, Amount: nhs.MustParseMoney("3"), Basis: commissioning.OutturnSpend},
		},
	})
	var got []string
	d := analysis.Dependency(x, year2013)
	for _, row := range d.Table().Rows {
		cells := written(row)
		got = append(got, strings.Join([]string{cells[0], cells[1], cells[2], cells[4], cells[6], cells[7]}, " "))
	}
	if diff := cmp.Diff([]string{
		"a all income   ", "a others income 40 unknown 66.67", "a over income 25.01 yes 33.35", "a bound income 25 yes 33.33", "a quarter income 25 no 33.33",
		"a low bound income 10 unknown 11.11", "a unknown income  unknown ",
		"b all income   ", "b only income 100 yes ",
		"c all spend   ", "c 00D spend 75 yes 300", "c 00C spend 25 no 33.33",
		"d all    ",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c := d.Completeness(); c.Known != 3 || c.Total != 4 {
		t.Errorf("known %d of %d", c.Known, c.Total)
	}
}

// Each income of all units has an ID of its own, whatever else there is.
func TestMarketSizeNumbersIncomes(t *testing.T) {
	m := commissioning.Market{Figures: []commissioning.Figure{{ID: "csu-income-2013-14-actual-3"}}}
	for range 4 {
		m.CSUs.Incomes = append(m.CSUs.Incomes, csu.Income{Year: year2013, Basis: csu.Actual, Total: pounds("1")})
	}
	var got []string
	for _, f := range analysis.MarketSize(commissioning.NewIndex(&m), year2013).Figures {
		got = append(got, f.ID)
	}
	want := []string{"csu-income-2013-14-actual", "csu-income-2013-14-actual-2", "csu-income-2013-14-actual-4", "csu-income-2013-14-actual-5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Of the groups of 2020/21 four were seen to pay units in full, and eight at least what
// was seen. A firm is no unit: 07W was seen to pay one, and nothing is known of it.
func TestPaymentsSeen(t *testing.T) {
	year := nhs.MustParseFinancialYear("2020/21")
	p := analysis.PerHead(realIndex(t), year)
	if p.Known.Spend != 4 || p.Known.LowerBound != 8 || p.Coverage.Known != 4 {
		t.Errorf("known %+v, coverage %d; want a spend of 4 and a lower bound of 8", p.Known, p.Coverage.Known)
	}
	got := make(map[nhs.OrgID]string)
	for _, g := range p.Groups {
		if g.Basis == commissioning.PublishedPayments {
			got[g.Code] = string(g.Completeness.Extent) + " " + g.Payments[0].PerHead.Mul(1).String()
		}
	}
	want := map[nhs.OrgID]string{
		"07L": "complete £7.35", "08F": "complete £7.70", "08N": "complete £8.04", "08V": "complete £13.50",
		"07P": "lower-bound £1.86", "07Y": "lower-bound £0.09", "08C": "lower-bound £0.24", "08M": "lower-bound £3.86",
		"08W": "lower-bound £7.43", "36L": "lower-bound £8.54", "72Q": "lower-bound £4.37", "93C": "lower-bound £7.50",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paid to the main unit (-want +got):\n%s", diff)
	}
	for _, s := range p.Spreads {
		if s.Groups != 4 {
			t.Errorf("a spread of %d groups, want the 4 that are complete", s.Groups)
		}
	}
}
