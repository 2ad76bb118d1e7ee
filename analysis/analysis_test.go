package analysis_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

func realIndex(tb testing.TB) *commissioning.Index {
	tb.Helper()
	m, err := england.Market()
	if err != nil {
		tb.Fatal(err)
	}
	return commissioning.NewIndex(m)
}

func pounds(s string) *nhs.Money { m := nhs.MustParseMoney(s); return &m }

func percent(s string) *nhs.Percent { p := nhs.MustParsePercent(s); return &p }

func day(s string) nhs.PartialDate { return nhs.MustParsePartialDate(s) }

// unit is a unit that worked from April 2013.
func unit(slug nhs.OrgID) csu.Unit {
	return csu.Unit{Slug: slug, Name: "Unit " + string(slug), Stage: csu.Working, Opened: day("2013-04-01")}
}

func group(code nhs.OrgID) ccg.Group {
	return ccg.Group{Code: code, Name: "NHS " + string(code) + " CCG", Opened: nhs.MustParseDate("2013-04-01")}
}

// broken is a market with every kind of fault that its rules report: second
// entries, references that lead nowhere, circles, amounts below nought.
func broken() *commissioning.Market {
	circle := func(from, into nhs.OrgID) lineage.Succession {
		return lineage.Succession{Predecessor: from, Successor: into, Effective: day("2014-04-01"), Kind: lineage.Merger}
	}
	agreement := sla.Agreement{
		ID: "one", Provider: sla.Provider{ID: "nowhere"}, Customers: []sla.Customer{{ID: "00C"}, {ID: "ZZZ"}},
		Term:       sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2016-03-31")},
		Lines:      []sla.Line{{ID: "a", Service: "finance"}, {ID: "b", Service: "nonesuch"}},
		Disclosure: sla.Disclosure{Parts: []sla.Part{{Path: "/lines/9", Level: sla.Confidential}}},
	}
	backwards := sla.Agreement{ID: "two", Term: sla.Term{Starts: nhs.MustParseDate("2014-04-01"), Ends: nhs.MustParseDate("2013-04-01")}}
	income := func(u csu.Unit, amount string) csu.Unit {
		u.Incomes = []csu.Income{{Year: year2013, Basis: csu.Actual, Total: pounds(amount)}}
		return u
	}
	lpf := framework.Agreement{
		ID: "lpf", Name: "Framework", Dates: framework.Dates{Live: day("2015-02"), Expiry: day("2019-02")},
		Lots:   []framework.Lot{{Code: "1", Lines: []service.ID{"finance", "nonesuch"}}, {Code: "1"}},
		Awards: []framework.Award{{Lot: "1", Supplier: "nowhere", Outcome: framework.Awarded}, {Lot: "7", Supplier: "b", Outcome: framework.Awarded}},
		CallOffs: []framework.CallOff{
			{ID: "x", Lot: "9", Buyers: []nhs.OrgID{"ZZZ"}, Supplier: "nowhere", Date: day("2015"), TermMonths: 12},
			{ID: "x", TermMonths: -3},
		},
	}
	spend := func(customer, supplier nhs.OrgID, amount string) commissioning.Spend {
		return commissioning.Spend{Customer: customer, Supplier: supplier, Year: year2013, Amount: nhs.MustParseMoney(amount), Basis: commissioning.OutturnSpend}
	}
	twice := csu.Payer{Customer: "ZZZ", Amount: pounds("1.00")}
	sector := csu.Income{Year: year2013, Basis: csu.Actual, Total: pounds("0.00"), Customers: []csu.Payer{twice, twice}}
	payers := income(unit("c"), "4.00")
	payers.Incomes[0].Customers = sector.Customers
	return &commissioning.Market{
		CCGs: ccg.Register{
			Groups: []ccg.Group{group("00C"), group("00C"), {Code: "00D", Name: "never opened"}},
			Successions: []lineage.Succession{
				circle("00C", "00D"), circle("00D", "00C"), circle("00C", "00C"), circle("00C", "ZZZ"),
			},
		},
		CSUs: csu.Register{
			Units:       []csu.Unit{income(unit("a"), "-1.00"), income(unit("b"), "0.00"), unit("b"), payers},
			Incomes:     []csu.Income{sector, sector},
			Successions: []lineage.Succession{circle("a", "b"), circle("b", "a"), circle("a", "nowhere")},
		},
		ServiceLines: service.Catalogue{{ID: "finance", Name: "Finance"}, {ID: "finance", Name: "Again"}, {}},
		Frameworks:   []framework.Agreement{lpf, lpf},
		Agreements:   []sla.Agreement{agreement, agreement, backwards},
		Decisions: []decision.Decision{
			{ID: "d1", CCG: "ZZZ", Line: "finance", Chosen: "x"},
			{ID: "d2", CCG: "00C", Line: "nonesuch", Chosen: "x"},
			{ID: "d3", CCG: "00C", Line: "finance", Chosen: "x", Date: nhs.MustParseDate("2013-06-01")},
			{ID: "d4", CCG: "00C", Line: "finance", Chosen: "x", Options: []decision.Option{{ID: "x", Kind: decision.Buy}}},
		},
		Spend: []commissioning.Spend{spend("00C", "a", "5.00"), spend("00C", "a", "5.00"), spend("", "b", "1.00"), spend("00C", "", "1.00"), spend("00C", "nowhere", "-2.00")},
		Figures: []commissioning.Figure{
			{ID: "f", Topic: "market-size", Year: year2013, Amount: pounds("1.00")}, {ID: "f", Topic: "market-size", Year: year2013, Amount: pounds("2.00")},
			{Topic: "csu-spend-per-head", Year: year2013, PerHead: new(nhs.Rate)}, {Topic: "csu-spend-per-head", Year: year2013, PerHead: new(nhs.Rate)},
			{ID: "g", Topic: "running-cost-allowance", Amount: pounds("0.00"), Precision: pounds("1.00"), Year: year2013},
		},
	}
}

// markets are those that every analysis has to bear.
func markets(t *testing.T) map[string]*commissioning.Market {
	t.Helper()
	real, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	completed, err := synthetic.Market(7)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*commissioning.Market{"empty": {}, "broken": broken(), "england": real, "synthetic": completed}
}

// Every analysis answers every question of every market, with a table whose rows
// are whole and named once, and JSON without binary floating point.
func TestEveryAnalysis(t *testing.T) {
	questions := []analysis.Question{
		{},
		{On: nhs.MustParseDate("2016-04-01"), Year: nhs.MustParseFinancialYear("2016/17")},
		{On: nhs.MustParseDate("1066-10-14"), Year: nhs.MustParseFinancialYear("0001/02")},
		{On: nhs.MustParseDate("9999-12-31"), Year: nhs.MustParseFinancialYear("9998/99")},
	}
	for name, m := range markets(t) {
		x := commissioning.NewIndex(m)
		for a := range analysis.Analyses() {
			for _, q := range questions {
				t.Run(fmt.Sprintf("%s/%s/%s", name, a.Name, q.On), func(t *testing.T) {
					answer, err := a.Run(x, q)
					if err != nil {
						t.Fatal(err)
					}
					checkTable(t, answer.Table())
					checkCoverage(t, answer.Whole())
					checkNumbers(t, answer)
					again, err := a.Run(x, q)
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(answer.Table(), again.Table()); diff != "" {
						t.Errorf("asked twice (-first +second):\n%s", diff)
					}
				})
			}
		}
	}
}

func checkTable(t *testing.T, table analysis.Table) {
	t.Helper()
	if table.Title == "" || table.Key < 1 || table.Key > len(table.Columns) {
		t.Errorf("title %q, key %d of %d columns", table.Title, table.Key, len(table.Columns))
	}
	keys := make(map[string]bool)
	for _, c := range table.Columns {
		if c.Key == "" || c.Heading == "" || keys[c.Key] || c.Key != strings.ToLower(c.Key) || strings.ContainsAny(c.Key, " -") {
			t.Errorf("column %+v", c)
		}
		keys[c.Key] = true
	}
	rows := make(map[string]bool)
	for _, row := range table.Rows {
		if len(row) != len(table.Columns) {
			t.Fatalf("%d cells in %d columns: %q", len(row), len(table.Columns), row)
		}
		key := strings.Join(row[:table.Key], "|")
		if rows[key] {
			t.Errorf("two rows %q", key)
		}
		rows[key] = true
	}
	if lines := strings.Count(table.String(), "\n"); lines != 2+len(table.Rows)+len(table.Notes) {
		t.Errorf("%d lines of text of %d rows and %d notes", lines, len(table.Rows), len(table.Notes))
	}
}

func checkCoverage(t *testing.T, c analysis.Coverage) {
	t.Helper()
	if c.What == "" || c.Known < 0 || c.Known > c.Of || (c.Share == nil) != (c.Of == 0) {
		t.Errorf("known %d of %d %q, share %v", c.Known, c.Of, c.What, c.Share)
	}
	if c.Known < c.Of && len(c.Missing) == 0 {
		t.Error("nothing says what is missing")
	}
	if !slices.IsSorted(c.Sources) || slices.Contains(c.Sources, "") {
		t.Errorf("sources %q", c.Sources)
	}
}

// checkNumbers wants whole numbers alone: amounts, rates and shares are texts.
func checkNumbers(t *testing.T, answer analysis.Answer) {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		if n, ok := token.(json.Number); ok {
			if _, err := n.Int64(); err != nil {
				t.Errorf("the number %s", n)
			}
		}
	}
}

// What a faulty market holds and an analysis cannot use is named.
func TestLeftOut(t *testing.T) {
	x := commissioning.NewIndex(broken())
	on := nhs.MustParseDate("2015-04-01")
	for name, test := range map[string]struct {
		answer analysis.Answer
		want   []string
	}{
		"history": {analysis.History(x, nhs.FinancialYear{}), []string{
			`the second entry of group "00C"`, `the second entry of unit "b"`,
			`the succession from "00C" to "ZZZ": the register has no "ZZZ"`, `the succession from "a" to "nowhere": the register has no "nowhere"`,
		}},
		"per-head": {analysis.PerHead(x, year2013), []string{
			`figure 1: a second figure "f", or one without ID`, `figure 2: a second figure "", or one without ID`, `figure 3: a second figure "", or one without ID`,
			`the second entry of group "00C"`,
		}},
		"dependency": {analysis.Dependency(x, year2013), []string{
			`spend 1: a second sum of 00C with a in 2013/14`, `sums of spend that name no customer`,
			`figure 1: a second figure "f", or one without ID`, `figure 2: a second figure "", or one without ID`, `figure 3: a second figure "", or one without ID`,
			`a second payer "ZZZ" in the income of c`,
		}},
		"shares": {analysis.Shares(x, year2013), []string{
			`the second entry of unit "b"`, `spend 1: a second sum of 00C with a in 2013/14`, `1 sums of spend that name no supplier`,
			`a, whose sum is below nought (-£1.00)`,
		}},
		"choice": {analysis.Choice(x, on), []string{
			`the second entry of lot "1" of framework "lpf"`, `the second entry of framework "lpf"`, `the second entry of service line "finance"`, `the second entry of service line ""`,
		}},
		"mix": {analysis.Mix(x, on), []string{
			`the second entry of service line "finance"`, `the second entry of service line ""`,
			`decision "d1" of "ZZZ", which is no group of the register`, `decision "d2" on "nonesuch", which is no service line of the catalogue`,
			`decision "d3", whose choice is not to make, buy or share`, `decision "d4", which has no date`,
			`line 1 of agreement "one": the catalogue has no service line "nonesuch"`, `the second agreement "one"`,
		}},
		"expiry":       {analysis.Expiry(x, nhs.Date{}), []string{`the second agreement "one"`, `agreement "two", which ends before it starts`}},
		"transparency": {analysis.Transparency(x, nhs.Date{}), []string{`the second agreement "one"`}},
	} {
		if diff := cmp.Diff(test.want, test.answer.Whole().LeftOut); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestHHI(t *testing.T) {
	equal := func(n int, amount string) []nhs.Money {
		list := make([]nhs.Money, n)
		for i := range list {
			list[i] = nhs.MustParseMoney(amount)
		}
		return list
	}
	for _, test := range []struct {
		amounts []nhs.Money
		want    string // "" is undefined
	}{
		{nil, ""},
		{equal(1, "0.00"), ""},
		{equal(9, "0.00"), ""},
		{equal(1, "0.01"), "10,000.00"},
		{equal(9, "17.31"), "1,111.11"},
		{equal(19, "1000000.00"), "526.32"},
		{equal(3, "999999999999999.99"), "3,333.33"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("25")}, "6,250.00"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("0")}, "10,000.00"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("-25")}, ""},
	} {
		got, ok := analysis.HHI(test.amounts...)
		if ok != (test.want != "") || ok && got.String() != test.want {
			t.Errorf("HHI of %v is %v, %v; want %q", test.amounts, got, ok, test.want)
		}
	}
	hundred := nhs.MustParseMoney("100")
	if adds, ok := analysis.MergerAdds(hundred.Times(9), hundred, hundred); !ok || adds.String() != "246.91" {
		t.Errorf("merging two of nine adds %v, %v", adds, ok)
	}
	if adds, ok := analysis.MergerAdds(nhs.Money{}, hundred); ok {
		t.Errorf("a merger in a market of nought adds %v", adds)
	}
	if adds, ok := analysis.MergerAdds(hundred, hundred.Neg(), hundred); ok {
		t.Errorf("a merger with less than nothing adds %v", adds)
	}
}

// The order of suppliers does not matter, n equal ones share 10,000 points, and
// after a merger the concentration is what it was and what the merger adds.
func TestHHIProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		amounts := make([]nhs.Money, 2+r.IntN(30))
		for i := range amounts {
			amounts[i] = nhs.Pence(r.Int64N(1 << r.IntN(50)))
		}
		amounts[0] = amounts[0].Add(nhs.Pence(1))
		before, ok := analysis.HHI(amounts...)
		if !ok || before <= 0 || before > 1_000_000 {
			t.Fatalf("%v of %v", before, amounts)
		}
		adds, _ := analysis.MergerAdds(nhs.Sum(amounts...), amounts[0], amounts[1])
		merged := append([]nhs.Money{amounts[0].Add(amounts[1])}, amounts[2:]...)
		after, _ := analysis.HHI(merged...)
		if off := after - before - adds; off < -1 || off > 1 {
			t.Errorf("%v and %v make %v: %v", before, adds, after, amounts)
		}
		r.Shuffle(len(amounts), func(i, j int) { amounts[i], amounts[j] = amounts[j], amounts[i] })
		if again, _ := analysis.HHI(amounts...); again != before {
			t.Errorf("%v in another order is %v", before, again)
		}
	}
}

func TestParseConcentration(t *testing.T) {
	for text, want := range map[string]analysis.Concentration{"0.00": 0, "1111.11": 111111, "10000.00": 1_000_000, "7.05": 705} {
		got, err := analysis.ParseConcentration(text)
		if err != nil || got != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
		if back, err := got.MarshalText(); err != nil || string(back) != text {
			t.Errorf("%q is written %q, %v", text, back, err)
		}
	}
	for _, text := range []string{"", "1", "1.1", "1.111", "-1.00", "+1.00", "10000.01", "99999.99", "1e3.00", ".50", "1,111.11", "1. 1"} {
		if got, err := analysis.ParseConcentration(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		} else if _, ok := errors.AsType[*nhs.ParseError](err); !ok {
			t.Errorf("%q: %T", text, err)
		}
	}
	if got := analysis.Concentration(-24691).String(); got != "-246.91" {
		t.Errorf("a fall is written %s", got)
	}
}

func FuzzParseConcentration(f *testing.F) {
	for _, s := range []string{"1111.11", "0.00", "10000.00", "1,1.1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := analysis.ParseConcentration(s)
		if err != nil {
			return
		}
		text, err := c.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := analysis.ParseConcentration(string(text)); err != nil || again != c {
			t.Errorf("%q is %v, written %q, read %v, %v", s, c, text, again, err)
		}
	})
}

// The numbers that the articles give come out of the real market.
func TestPublishedNumbers(t *testing.T) {
	x := realIndex(t)
	size := analysis.MarketSize(x, year2013)
	amounts := make(map[string]string)
	for _, f := range size.Figures {
		amounts[f.ID] = f.Bound + " " + f.Amount.Short()
	}
	for id, want := range map[string]string{
		"csu-spend-2013-10":                   "over £550m",
		"market-potential-2013-10":            "over £1bn",
		"csu-income-2013-14-actual":           " £808m",
		"csu-income-2013-14-actual-from-ccgs": " £602m",
		"allowance-2013-14-total":             "exact £1.34bn",
	} {
		if amounts[id] != want {
			t.Errorf("%s is %q, want %q", id, amounts[id], want)
		}
	}
	i := slices.IndexFunc(size.Implied, func(p analysis.ImpliedPeople) bool { return p.Total.Short() == "£1.34bn" })
	if i < 0 || size.Implied[i].Low != 53_400_000 || size.Implied[i].High != 53_800_000 {
		t.Errorf("implied people: %+v", size.Implied)
	}
	var rates []string
	for _, row := range analysis.PerHead(x, year2013).Table().Only("published").Rows {
		rates = append(rates, row[4]+" is "+row[6])
	}
	for _, want := range []string{"5.00 is 20", "9.00 is 36", "15.00 is 60"} {
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
		{"10", "100", 0, 0}, // from below nought
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
		got = append(got, strings.Join(slices.Concat(row[:3], row[4:7]), " "))
	}
	if diff := cmp.Diff([]string{
		"spread least planned 5.00 25.00 20", "spread median planned 5.00 25.00 20", "spread mean planned 12.50 25.00 50", "spread mean-of-groups planned 10.00 25.00 40", "spread most planned 15.00 25.00 60",
		"spread least outturn 7.00 25.00 28", "spread median outturn 7.00 25.00 28", "spread mean outturn 7.00 25.00 28", "spread mean-of-groups outturn 7.00 25.00 28", "spread most outturn 7.00 25.00 28",
		"group 00C planned 5.00 25.00 20", "group 00C outturn 7.00 25.00 28", "group 00D planned 15.00 0.00 ", "group 00F planned   ",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c := analysis.PerHead(x, year2013).Whole(); c.Known != 2 || c.Of != 3 {
		t.Errorf("known %d of %d", c.Known, c.Of)
	}
	late := analysis.PerHead(x, later)
	if late.Allowance != nil || late.Groups[0].CSUShare != nil || late.Groups[0].CSU == nil {
		t.Errorf("a year without an allowance: %+v", late)
	}
	if !slices.Contains(late.Whole().Missing, "No national allowance per head is known for 2016/17.") {
		t.Errorf("missing: %q", late.Whole().Missing)
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
		if want := nhs.MustParseRate("9"); !planned.MeanOfGroups.Equal(want) || planned.Mean.Equal(want) {
			t.Errorf("seed %d: the mean of groups is %s, of people %s", seed, planned.MeanOfGroups, planned.Mean)
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
			if diff := cmp.Diff([]string{test.basis, test.hhi, test.known}, []string{s.Basis, text(s.HHI), text(s.HHIOfKnown)}); diff != "" {
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
		if bad, ok := errors.AsType[*analysis.QuestionError](err); !ok || bad.Field != string(pair[2]) {
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
		got = append(got, strings.Join([]string{row[0], row[1], row[2], row[4], row[6], row[7]}, " "))
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
	if c := d.Whole(); c.Known != 3 || c.Of != 4 {
		t.Errorf("known %d of %d", c.Known, c.Of)
	}
}

// A line is a desert if fewer than two could be called on for sure, and not sure
// while that hangs on what is not on file. Without a list nobody is limited.
func TestChoice(t *testing.T) {
	award := func(lot string, supplier nhs.OrgID, on string) framework.Award {
		w := framework.Award{Lot: lot, Supplier: supplier, Outcome: framework.Awarded}
		if on != "" {
			w.On = day(on)
		}
		return w
	}
	x := commissioning.NewIndex(&commissioning.Market{
		ServiceLines: service.Catalogue{{ID: "wide", Name: "Wide"}, {ID: "narrow", Name: "Narrow"}, {ID: "unsure", Name: "Unsure"}, {ID: "none", Name: "None"}},
		Frameworks: []framework.Agreement{{
			ID: "f", Users: []procurement.BuyerClass{procurement.HealthServiceBody},
			Dates: framework.Dates{Notice: day("2014-01-01"), Live: day("2015-02-01"), Expiry: day("2019-01-31")},
			Lots: []framework.Lot{
				{Code: "1", Lines: []service.ID{"wide"}, Routes: []procurement.Route{procurement.FurtherCompetition, procurement.DirectAward}},
				{Code: "2", Lines: []service.ID{"narrow"}},
				{Code: "3", Lines: []service.ID{"unsure"}},
			},
			Awards: []framework.Award{award("1", "a", "2015-02-01"), award("1", "b", "2015-02-01"), award("2", "a", "2015-02-01"), award("3", "a", "2015-02-01"), award("3", "c", "")},
		}},
	})
	answers := func(on string) []string {
		var got []string
		c := analysis.Choice(x, nhs.MustParseDate(on))
		for _, l := range c.Lines {
			got = append(got, fmt.Sprintf("%s %d %d %s", l.Line, l.Eligible, l.Possible, l.Desert))
		}
		return append(got, fmt.Sprintf("%d %d, known %d", c.Deserts, c.NotSure, c.Coverage.Known))
	}
	if diff := cmp.Diff([]string{"wide 2 0 no", "narrow 1 0 yes", "unsure 1 1 unknown", "none 0 0 yes", "2 1, known 3"}, answers("2015-02-01")); diff != "" {
		t.Errorf("first day (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"wide 0 0 unknown", "narrow 0 0 unknown", "unsure 0 0 unknown", "none 0 0 unknown", "0 4, known 0"}, answers("2015-01-31")); diff != "" {
		t.Errorf("the day before (-want +got):\n%s", diff)
	}
	if got := answers("2019-01-31")[0]; got != "wide 2 0 no" {
		t.Errorf("last day: %s", got)
	}
	if got := answers("2019-02-01")[0]; got != "wide 0 0 unknown" {
		t.Errorf("the day after: %s", got)
	}
	routes := len(analysis.Choice(x, nhs.MustParseDate("2016-01-01")).Table().Only("wide").Rows)
	if routes != 3 {
		t.Errorf("%d rows of two routes and their sum", routes)
	}
}

// What ended before the day is past; an end that is not known to the month is
// counted apart; of two cliffs the first counts.
func TestExpiry(t *testing.T) {
	ends := func(id, last string) sla.Agreement {
		a := sla.Agreement{ID: id, Customers: []sla.Customer{{ID: "00C"}}, Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01")}}
		if last != "" {
			a.Term.Ends = nhs.MustParseDate(last)
		}
		return a
	}
	term := nhs.MustParsePeriod("2014-01-01/2016-04-30")
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs:       ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}},
		Agreements: []sla.Agreement{ends("past", "2014-03-31"), ends("first day", "2014-04-01"), ends("a", "2016-03-31"), ends("b", "2016-03-31"), ends("open", "")},
		Frameworks: []framework.Agreement{{ID: "f", CallOffs: []framework.CallOff{
			{ID: "days", Term: &term, Value: pounds("7"), Buyers: []nhs.OrgID{"00D"}},
			{ID: "month", Date: day("2014-05"), TermMonths: 24},
			{ID: "autumn", Date: day("2015-09/2015-11"), TermMonths: 36},
			{ID: "talk", Date: day("2014-05"), TermMonths: 24, Stage: framework.InCompetition},
		}}},
	})
	e := analysis.Expiry(x, nhs.MustParseDate("2014-04-01"))
	var got []string
	for _, row := range e.Table().Rows {
		got = append(got, strings.Join(row, " "))
	}
	if diff := cmp.Diff([]string{
		"2014-04 2014/15 Q1 1 0 0.00 1 3",
		"2016-03 2015/16 Q4 2 0 0.00 2 1",
		"2016-04 2016/17 Q1 0 1 7.00 0 0",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if e.Ends != 4 || e.NotKnown != 3 || e.ByMarch2016 != 3 || e.ByApril2016 != 4 {
		t.Errorf("%d ends, %d not known, %d by March, %d by April", e.Ends, e.NotKnown, e.ByMarch2016, e.ByApril2016)
	}
	if e.Cliff == nil || e.Cliff.On.String() != "2016-03-31" || e.Cliff.Ends != 2 || !e.Cliff.Share.Equal(*percent("50")) {
		t.Errorf("cliff %+v", e.Cliff)
	}
	if e.Coverage.Known != 2 || e.Coverage.Of != 2 {
		t.Errorf("known %d of %d", e.Coverage.Known, e.Coverage.Of)
	}
}

func TestTransparency(t *testing.T) {
	agreement := func(id string, d sla.Disclosure) sla.Agreement {
		return sla.Agreement{
			ID: id, Customers: []sla.Customer{{ID: "00C"}}, Disclosure: d,
			Term:  sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2014-03-31")},
			Lines: []sla.Line{{ID: "l", Price: &sla.Price{Kind: sla.Fixed, Amount: pounds("100")}}},
		}
	}
	withheld := func(path rule.Pointer) sla.Disclosure {
		return sla.Disclosure{Parts: []sla.Part{{Path: path, Level: sla.Confidential, Reason: "commercial", Until: nhs.MustParseDate("2013-12-31")}}}
	}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs: ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}},
		Agreements: []sla.Agreement{
			agreement("open", sla.Disclosure{}), agreement("priced", withheld("/lines/0/price")), agreement("titled", withheld("/title")),
			agreement("closed", sla.Disclosure{Default: sla.Confidential}), agreement("faulty", withheld("/lines/7")),
		},
	})
	count := func(on string) []string {
		var d nhs.Date
		if on != "" {
			d = nhs.MustParseDate(on)
		}
		a := analysis.Transparency(x, d)
		return []string{fmt.Sprintf("%d: %d open, %d partly, %d withheld", a.Agreements, a.Open, a.Partly, a.Withheld), a.Disclosed.String() + " of " + a.Value.String()}
	}
	for on, want := range map[string][]string{
		"":           {"5: 1 open, 2 partly, 2 withheld", "£200.00 of £500.00"},
		"2013-12-31": {"5: 1 open, 2 partly, 2 withheld", "£200.00 of £500.00"},
		"2014-01-01": {"5: 4 open, 0 partly, 1 withheld", "£400.00 of £500.00"},
		"2014-04-01": {"0: 0 open, 0 partly, 0 withheld", "£0.00 of £0.00"},
	} {
		if diff := cmp.Diff(want, count(on)); diff != "" {
			t.Errorf("on %q (-want +got):\n%s", on, diff)
		}
	}
}

// The last decision by the day counts, before any agreement; parts of a line that
// differ make it mixed.
func TestMix(t *testing.T) {
	decided := func(group nhs.OrgID, line service.ID, part, on string, kind decision.Kind) decision.Decision {
		return decision.Decision{
			CCG: group, Line: line, Part: part, Date: nhs.MustParseDate(on), Chosen: "x", Options: []decision.Option{{ID: "x", Kind: kind}},
		}
	}
	term := sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2016-03-31")}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs:         ccg.Register{Groups: []ccg.Group{group("00C"), group("00D"), group("00F")}},
		ServiceLines: service.Catalogue{{ID: "finance", Name: "Finance", Nature: service.Transactional}, {ID: "redesign", Name: "Redesign", Nature: service.Transformational}},
		Decisions: []decision.Decision{
			decided("00C", "finance", "", "2013-05-01", decision.Buy), decided("00C", "finance", "", "2014-05-01", decision.Make),
			decided("00D", "redesign", "advice", "2013-05-01", decision.Buy), decided("00D", "redesign", "design", "2013-05-01", decision.Make),
		},
		Agreements: []sla.Agreement{
			{ID: "1", Term: term, Customers: []sla.Customer{{ID: "00C"}}, Lines: []sla.Line{{Service: "finance"}}},
			{ID: "2", Term: term, Customers: []sla.Customer{{ID: "00D"}, {ID: "00F"}}, Sharing: &sla.Sharing{Lead: "00D"}, Lines: []sla.Line{{Service: "finance"}}},
		},
	})
	mix := func(on string) []string {
		var got []string
		for _, l := range analysis.Mix(x, nhs.MustParseDate(on)).Lines {
			got = append(got, fmt.Sprintf("%s %d %d %d %d", l.Line, l.Make, l.Buy, l.Share, l.Mixed))
		}
		return got
	}
	for on, want := range map[string][]string{
		"2013-04-30": {"finance 0 1 2 0", "redesign 0 0 0 0"},
		"2014-04-30": {"finance 0 1 2 0", "redesign 0 0 0 1"},
		"2014-05-01": {"finance 1 0 2 0", "redesign 0 0 0 1"},
		"2016-04-01": {"finance 1 0 0 0", "redesign 0 0 0 1"},
	} {
		if diff := cmp.Diff(want, mix(on)); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", on, diff)
		}
	}
}

// A line that names no service is missing rather than wrong.
func TestMixOfLinesWithoutService(t *testing.T) {
	a := sla.Agreement{
		Provider: sla.Provider{ID: "unit"}, Customers: []sla.Customer{{ID: "00C"}}, Lines: []sla.Line{{}, {Service: "finance"}, {}},
		Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2016-03-31")},
	}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs: ccg.Register{Groups: []ccg.Group{group("00C")}}, ServiceLines: service.Catalogue{{ID: "finance"}}, Agreements: []sla.Agreement{a},
	})
	c := analysis.Mix(x, nhs.MustParseDate("2015-04-01")).Coverage
	if diff := cmp.Diff([]string{"2 lines of agreements in force do not say which service they are."}, c.Missing); diff != "" || len(c.LeftOut) > 0 {
		t.Errorf("left out %q, missing (-want +got):\n%s", c.LeftOut, diff)
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

// What was made up says so in the analyses that rest on it, and in no others.
func TestSyntheticIsMarked(t *testing.T) {
	all := markets(t)
	for name, want := range map[string]map[string]bool{
		"england":   {},
		"synthetic": {"size": true, "per-head": true, "shares": true, "merger": true, "dependency": true, "mix": true, "expiry": true, "transparency": true},
	} {
		for _, c := range analysis.CoverageOf(commissioning.NewIndex(all[name]), analysis.Question{}) {
			if c.Coverage.Synthetic != want[c.Name] {
				t.Errorf("%s: %s is synthetic: %v", name, c.Name, c.Coverage.Synthetic)
			}
		}
	}
}

func BenchmarkAnalyses(b *testing.B) {
	x := realIndex(b)
	for a := range analysis.Analyses() {
		b.Run(a.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Run(x, analysis.Question{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
