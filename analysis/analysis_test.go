package analysis_test

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
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
// entries, references that lead nowhere, circles, negative amounts.
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
	questions := []analysis.Query{
		{},
		{On: nhs.MustParseDate("2016-04-01"), Year: nhs.MustParseFinancialYear("2016/17")},
		{On: nhs.MustParseDate("1066-10-14"), Year: nhs.MustParseFinancialYear("0001/02")},
		{On: nhs.MustParseDate("9999-12-31"), Year: nhs.MustParseFinancialYear("9998/99")},
	}
	for name, m := range markets(t) {
		x := commissioning.NewIndex(m)
		for _, a := range analysis.All() {
			for _, q := range questions {
				t.Run(fmt.Sprintf("%s/%s/%s", name, a.Name, q.On), func(t *testing.T) {
					answer, err := a.Run(x, q)
					if err != nil {
						t.Fatal(err)
					}
					checkTable(t, answer.Table())
					checkCoverage(t, answer.Completeness())
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
		key := strings.Join(table.KeyOf(row), "|")
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
	if c.What == "" || c.Known < 0 || c.Known > c.Total || (c.Share == nil) != (c.Total == 0) {
		t.Errorf("known %d of %d %q, share %v", c.Known, c.Total, c.What, c.Share)
	}
	if c.Known < c.Total && len(c.Missing) == 0 {
		t.Error("nothing says what is missing")
	}
	if !slices.IsSorted(c.Sources) || slices.Contains(c.Sources, "") {
		t.Errorf("sources %q", c.Sources)
	}
}

// checkNumbers wants whole numbers alone: amounts, rates and shares are texts.
func checkNumbers(t *testing.T, answer analysis.Result) {
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
		answer analysis.Result
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
			`spend 1: a second sum of 00C with a in 2013/14`, `spend without a customer`,
			`figure 1: a second figure "f", or one without ID`, `figure 2: a second figure "", or one without ID`, `figure 3: a second figure "", or one without ID`,
			`a second payer "ZZZ" in the income of c`,
		}},
		"shares": {analysis.Shares(x, year2013), []string{
			`the second entry of unit "b"`, `spend 1: a second sum of 00C with a in 2013/14`, `1 sum of spend without a supplier`,
			`a, whose total is negative (-£1.00)`,
		}},
		"choice": {analysis.Choice(x, on), []string{
			`the second entry of lot "1" of framework "lpf"`, `the second entry of framework "lpf"`, `the second entry of service line "finance"`, `the second entry of service line ""`,
		}},
		"mix": {analysis.Mix(x, on), []string{
			`the second entry of service line "finance"`, `the second entry of service line ""`,
			`decision "d1" of "ZZZ", which is not a group of the register`, `decision "d2" on "nonesuch", which is not in the catalogue of service lines`,
			`decision "d3", whose choice is not to make, buy or share`, `decision "d4", which has no date`,
			`line 1 of agreement "one": the catalogue has no service line "nonesuch"`, `the second agreement "one"`,
		}},
		"expiry":       {analysis.Expiry(x, nhs.Date{}), []string{`the second agreement "one"`, `agreement "two", which ends before it starts`}},
		"transparency": {analysis.Transparency(x, nhs.Date{}), []string{`the second agreement "one"`}},
	} {
		if diff := cmp.Diff(test.want, test.answer.Completeness().Excluded); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What was made up says so in the analyses that rest on it, and in no others.
func TestSyntheticIsMarked(t *testing.T) {
	all := markets(t)
	for name, want := range map[string]map[string]bool{
		"england":   {},
		"synthetic": {"size": true, "per-head": true, "shares": true, "merger": true, "dependency": true, "mix": true, "expiry": true, "transparency": true},
	} {
		for _, c := range analysis.CoverageOf(commissioning.NewIndex(all[name]), analysis.Query{}) {
			if c.Coverage.Synthetic != want[c.Name] {
				t.Errorf("%s: %s is synthetic: %v", name, c.Name, c.Coverage.Synthetic)
			}
		}
	}
}

func BenchmarkAnalyses(b *testing.B) {
	x := realIndex(b)
	for _, a := range analysis.All() {
		b.Run(a.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Run(x, analysis.Query{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
