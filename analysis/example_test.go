package analysis_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// realMarket returns the index of the real market.
func realMarket() *commissioning.Index {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	return commissioning.NewIndex(market)
}

// workedMarket returns a market of the worked agreements of package sla, with the
// service lines and groups of England.
func workedMarket() *commissioning.Index {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range sla.Examples() {
		a, err := document.Decode[sla.Agreement](e.Document)
		if err != nil {
			log.Fatal(err)
		}
		market.Agreements = append(market.Agreements, a)
	}
	return commissioning.NewIndex(market)
}

var year2013 = nhs.MustParseFinancialYear("2013/14")

// What can be asked of a market?
func ExampleAnalysis() {
	for _, a := range analysis.All() {
		fmt.Printf("%s (%s): %s\n", a.Name, a.Parameter, a.Question)
	}
	// Output:
	// history (year): How many groups, boards and units were there, and what became of them?
	// size (year): How much was spent on support, and how much could have been?
	// per-head (year): How much of its running-cost allowance did each group spend on units, as planned and in fact?
	// allowance (year): How much could each group spend on its running, and who gained by the people it was set by?
	// shares (year): Who had how much of the market?
	// merger (year): How much more concentrated does a merger make the market?
	// dependency (year): How far does each unit depend on one customer, and what follows if it leaves?
	// choice (as_of): From how many providers can a group buy each service line, and by which route?
	// mix (as_of): Which service lines do groups make, buy or share?
	// expiry (as_of): When do agreements end, and how many at once?
	// transparency (as_of): How many agreements, and how much of their value, are disclosed? What is withheld, and why?
}

// Run any analysis by its name, and write its table.
func ExampleResult() {
	for _, a := range analysis.All() {
		if a.Name != "history" {
			continue
		}
		answer, err := a.Run(realMarket(), analysis.Query{Year: nhs.MustParseFinancialYear("2020/21")})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(answer.Table())
	}
	// Output:
	// Bodies by financial year
	// kind  year     open on 1 April  possibly more  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2020/21              135              0      18      38       18           74                 0              0
	// icb   2020/21                0              0       0       0        0            0                 0              0
	// csu   2020/21                5              0       0       0        0            0                 0              0
	// - Known: 309 of 322 bodies with every date known to the day; 4.04% missing.
	// - The day of opening or closing is uncertain or unknown for 13 bodies.
}

func ExampleParameter() {
	for _, a := range analysis.All() {
		if a.Parameter == analysis.AsOfDate {
			fmt.Println(a.Name, "without a day:", a.Default)
		}
	}
	// Output:
	// choice without a day: 1 April 2015
	// mix without a day: 1 April 2015
	// expiry without a day: 1 April 2013
	// transparency without a day: every agreement on file
}

func ExampleQuery() {
	q := analysis.Query{Year: year2013, Merging: "greater-manchester", With: "cheshire-merseyside"}
	text, err := json.Marshal(q)
	fmt.Println(string(text), err)
	// Output:
	// {"year":"2013/14","a":"greater-manchester","b":"cheshire-merseyside"} <nil>
}

func ExampleQueryError() {
	_, err := analysis.MergerOf(realMarket(), year2013, "anglia", "0AP")
	if bad, ok := errors.AsType[*analysis.QueryError](err); ok {
		fmt.Println(bad.Field, "is", bad.Want)
	}
	// Output:
	// b is the same supplier as a; want another
}

// How well does the real market carry each analysis?
func ExampleAnalysisCoverage() {
	for _, c := range analysis.CoverageOf(realMarket(), analysis.Query{}) {
		fmt.Printf("%s: %s, %d of %d %s\n", c.Name, c.Level, c.Coverage.Known, c.Coverage.Total, c.Coverage.What)
	}
	// Output:
	// history: partial, 309 of 322 bodies with every date known to the day
	// size: partial, 1 of 19 units that worked in 2013/14 with a known income
	// per-head: none, 0 of 211 groups open in 2013/14 with a known spend on units per head
	// allowance: full, 211 of 211 groups open in 2013/14 with a known allowance
	// shares: partial, 9 of 19 units that worked in 2013/14 with known customers
	// merger: none, 0 of 9 mergers with the shares of every unit known
	// dependency: partial, 2 of 20 units that worked or may have worked in 2013/14 with a known part of a customer
	// choice: partial, 24 of 35 service lines with a known number of providers
	// mix: none, 0 of 7315 pairs of a group open on 2015-04-01 and a service line with a known choice
	// expiry: none, 0 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known
	// transparency: none, 0 of 248 groups with an agreement on file
}

func ExampleCoverageLevel() {
	c := analysis.MarketSize(realMarket(), year2013).Completeness()
	fmt.Println(c.Level(), c.Level() == analysis.Partial)
	// Output:
	// partial true
}

func ExampleCoverage() {
	c := analysis.PerHead(realMarket(), year2013).Completeness()
	missed, _ := c.MissingShare()
	fmt.Println(missed, "is missing")
	for _, data := range c.Remedies {
		fmt.Println("wanted:", data)
	}
	// Output:
	// 100% is missing
	// wanted: each group's running costs by category, with the population of its allowance (annual accounts, or NHS England's allocation files)
}

// Nine equal suppliers, and what a merger of two adds.
func ExampleConcentration() {
	var nine [9]nhs.Money
	for i := range nine {
		nine[i] = nhs.MustParseMoney("100.00")
	}
	hhi, _ := analysis.HHI(nine[:]...)
	adds, _ := analysis.MergerAdds(nhs.Sum(nine[:]...), nine[0], nine[1])
	fmt.Println(hhi, "and", adds)
	// Output:
	// 1,111.11 and 246.91
}

func ExampleTable() {
	t := analysis.Table{
		Title:   "Allowance per head",
		Key:     1,
		Columns: []analysis.Column{{Key: "year", Heading: "year"}, {Key: "rate", Heading: "per head", Unit: "gbp_per_head"}},
		Rows: [][]analysis.Cell{
			{analysis.CellOf("2013/14"), analysis.CellOf(nhs.MustParseRate("25.00"))},
			{analysis.CellOf("2014/15"), analysis.CellOf(nhs.MustParseRate("24.73"))},
			{analysis.CellOf("2016/17"), {}},
		},
	}
	fmt.Print(t)
	fmt.Println(t.Only("2014/15").Rows)
	// Output:
	// Allowance per head
	// year      per head
	// 2013/14     £25.00
	// 2014/15     £24.73
	// 2016/17  not known
	// [[2014/15 £24.73]]
}

// A cell keeps its value: it compares as a number, and is written for people or for
// programs.
func ExampleCell() {
	paid, planned := analysis.CellOf(nhs.MustParseMoney("1234.50")), analysis.CellOf(nhs.MustParseMoney("99"))
	text, err := paid.MarshalText()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(paid, string(text), paid.Compare(planned))
	fmt.Println(analysis.Cell{}.IsKnown())
	// Output:
	// £1,234.50 1234.50 1
	// false
}

func ExampleCellValue() {
	fmt.Println(analysis.CellOf("text"), analysis.CellOf(1234), analysis.CellOf(nhs.MustParsePercent("7.5")))
	// Output:
	// text 1,234 7.5%
}

func ExampleColumn() {
	for _, c := range analysis.Shares(realMarket(), year2013).Table().Columns {
		fmt.Printf("%s (%s)\n", c.Key, c.Unit)
	}
	// Output:
	// kind ()
	// id ()
	// name ()
	// amount (gbp)
	// customers (count)
	// share (percent)
	// hhi (points)
}

// The two years in which most units merged, and the last of the CCGs.
func ExampleHistoryResult() {
	x := realMarket()
	fmt.Print(analysis.History(x, nhs.MustParseFinancialYear("2014/15")).Table())
	fmt.Print(analysis.History(x, nhs.MustParseFinancialYear("2022/23")).Table())
	// Output:
	// Bodies by financial year
	// kind  year     open on 1 April  possibly more  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2014/15              211              0       0       3        0            0                 0              2
	// icb   2014/15                0              0       0       0        0            0                 0              0
	// csu   2014/15               16              1       3      13        5            8                 0              5
	// - Known: 309 of 322 bodies with every date known to the day; 4.04% missing.
	// - The day of opening or closing is uncertain or unknown for 13 bodies.
	// Bodies by financial year
	// kind  year     open on 1 April  possibly more  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2022/23              106              0       0     106       16           79                 0              0
	// icb   2022/23                0              0      42       0        0            0                 0              0
	// csu   2022/23                4              0       0       0        0            0                 0              0
	// - Known: 309 of 322 bodies with every date known to the day; 4.04% missing.
	// - The day of opening or closing is uncertain or unknown for 13 bodies.
}

func ExampleBodyYear() {
	for _, y := range analysis.History(realMarket(), nhs.FinancialYear{}).Years {
		if y.Kind == analysis.KindCCG && y.Mergers > 1 {
			fmt.Println(y.Year, y.AtStart, "groups,", y.Mergers, "mergers of", y.Merged)
		}
	}
	// Output:
	// 2018/19 195 groups, 6 mergers of 18
	// 2019/20 191 groups, 2 mergers of 6
	// 2020/21 135 groups, 18 mergers of 74
	// 2021/22 106 groups, 9 mergers of 38
	// 2022/23 106 groups, 16 mergers of 79
}

// Which units of 2013 became the four that are left?
func ExampleLineage() {
	x := realMarket()
	for _, l := range analysis.History(x, nhs.FinancialYear{}).Lineages {
		if u, ok := x.CSU(l.Body); ok && u.Closed.IsZero() {
			fmt.Println(l.Body, l.From)
		}
	}
	// Output:
	// arden-gem [arden greater-east-midlands]
	// midlands-lancashire [central-midlands staffordshire-lancashire]
	// north-of-england []
	// south-central-west [central-southern south south-west]
}

// Over £550m in October 2013 and £602m for the year stand side by side, under a
// potential of just over £1bn.
func ExampleSizeResult() {
	fmt.Print(analysis.MarketSize(realMarket(), year2013).Table())
	// Output:
	// The size of the market in 2013/14
	// kind       id                                           what                                                                                when     basis       bound                amount  of income  people, fewest        most
	// published  allowance-2013-14-total                      National running-cost allowance (maximum)                                           2013/14  set         exact     £1,345,200,000.00
	// published  allowance-2013-14-total-nao                  National running-cost allowance, as the National Audit Office has it                2013/14  report      exact     £1,350,000,000.00
	// published  allowance-2013-14-total-press                National running-cost allowance, as reported when it was set                        2013/14  report      exact     £1,340,000,000.00
	// published  csu-income-2013-14-actual                    Income of all units                                                                 2013/14  actual                  £808,000,000.00
	// published  csu-income-2013-14-actual-from-ccgs          Part from CCGs                                                                      2013/14  actual                  £602,000,000.00      74.5%
	// published  csu-income-2013-14-actual-from-nhs-england   Part from NHS England                                                               2013/14  actual      at-least    £125,000,000.00     15.47%
	// published  csu-income-2013-14-actual-from-others        Part from all others                                                                2013/14  actual                   £80,000,000.00       9.9%
	// published  csu-income-2013-14-estimated                 Income of all units                                                                 2013/14  estimated               £750,000,000.00
	// published  csu-income-2013-14-estimated-2               Income of all units                                                                 2013/14  estimated               £670,000,000.00
	// published  csu-income-2013-14-planned-from-nhs-england  Part from NHS England                                                               2013/14  planned                   £9,400,000.00
	// published  csu-spend-2013-10                            Spend of CCGs on CSUs in a year                                                     2013-10  report      over        £550,000,000.00
	// published  market-potential-2013-10                     What CCGs could spend on support in a year, judged by their running-cost allowance  2013-10  estimate    over      £1,000,000,000.00
	// published  support-spend-2014-02                        Spend a year that the notice of the Lead Provider Framework was built on            2014-02  estimate    over        £700,000,000.00
	// implied    people-of-allowance-2013-14-total-nao        £1.35bn at £25.00 per head                                                          2013/14  calculated            £1,350,000,000.00                 53,800,000  54,200,000
	// implied    people-of-allowance-2013-14-total-press      £1.34bn at £25.00 per head                                                          2013/14  calculated            £1,340,000,000.00                 53,400,000  53,800,000
	// implied    people-of-allowance-2013-14-total            £1.35bn at £25.00 per head                                                          2013/14  calculated            £1,345,200,000.00                 53,807,800  53,808,200
	// - allowance-2013-14-total: The sum of the 211 allowances, each to £10,000. 1.34bn at the time is the same sum cut off, and the 1.35bn of the National Audit Office is the same rounded. The population is that of lists of 2012 scaled to ONS projections; S86 has 53.8m.
	// - allowance-2013-14-total-nao: The sum of the 211 allowances is 1345.2m: this is that sum rounded, and the 1.34bn of the time is that sum cut off.
	// - allowance-2013-14-total-press: The sum of the 211 allowances is 1345.2m: 1.34bn is that sum cut off, not rounded.
	// - csu-income-2013-14-actual: For everything bought, out of whatever budget, so not running costs alone.
	// - csu-income-2013-14-estimated: Named by a minister before the year was out.
	// - csu-income-2013-14-estimated-2: Put together in January 2013 from some of the 22, with a staff of about 8,500.
	// - csu-spend-2013-10: Press, half a year into 2013/14. It stands beside the 602m that CCGs paid CSUs in the whole of 2013/14 (csu_income.csv): another time, and that sum counts every budget and not running costs alone. Neither corrects the other.
	// - market-potential-2013-10: Just over. It is a ceiling read from an allowance of just over 1.34bn, not a sum that anyone planned to spend; how the rest of the allowance was set aside is not stated.
	// - support-spend-2014-02: Just over. All outside support in the reach of the framework, for all its users; so more than the 550m for CSUs of October 2013. Why it is less than the 808m that CSUs took in 2013/14 is not stated.
	// - Populations are implied by total, rounding and rate.
	// - The allowances of 2013/14 were worked out on 53,807,894 people, group by group.
	// - Known: 1 of 19 units that worked in 2013/14 with a known income; 94.74% missing.
	// - The income of 18 of 19 units that worked in 2013/14 is unknown.
	// - The incomes that units state add up to £56m of £808m (6.93%).
}

func ExampleSizeFigure() {
	for _, f := range analysis.MarketSize(realMarket(), year2013).Figures {
		if f.Share != nil {
			fmt.Printf("%s %s (%s)\n", f.Label, f.Amount.Short(), f.Share)
		}
	}
	// Output:
	// Part from CCGs £602m (74.5%)
	// Part from NHS England £125m (15.47%)
	// Part from all others £80m (9.9%)
}

// £1.34bn to the nearest £10m, at £25.00 a head.
func ExampleImpliedPeople() {
	for _, p := range analysis.MarketSize(realMarket(), year2013).Implied {
		fmt.Println(p.Total.Short(), p.Low, "to", p.High, p.Sources)
	}
	// Output:
	// £1.35bn 53800000 to 54200000 [S88]
	// £1.34bn 53400000 to 53800000 [S84 S86]
	// £1.35bn 53807800 to 53808200 [S200 S84 S85 S86]
}

func ExampleRecordedSpend() {
	x := commissioning.NewIndex(&commissioning.Market{Spend: []commissioning.Spend{
		{Customer: "00C", Supplier: "north-of-england", Year: year2013, Amount: nhs.MustParseMoney("900000"), Basis: commissioning.OutturnSpend},
		{Customer: "00D", Supplier: "north-of-england", Year: year2013, Amount: nhs.MustParseMoney("2500000"), Basis: commissioning.OutturnSpend},
		{Customer: "00D", Supplier: "north-of-england", Year: year2013, Amount: nhs.MustParseMoney("2400000"), Basis: commissioning.PlannedSpend},
	}})
	for _, r := range analysis.MarketSize(x, year2013).Recorded {
		fmt.Println(r.Year, r.Basis, r.Customers, r.Amount)
	}
	// Output:
	// 2013/14 outturn 2 £3,400,000.00
	// 2013/14 planned 1 £2,400,000.00
}

// £5, £9 and £15 of £25, and how little is known group by group.
func ExamplePerHeadResult() {
	fmt.Print(analysis.PerHead(realMarket(), year2013).Table().Only("published"))
	// Output:
	// Running costs per head in 2013/14, against the allowance
	// kind       id                                  basis    what                                                                                 per head  allowance per head  of allowance  allowance  in house  on others  all running costs  per head is  people in doubt
	// published  csu-per-head-ashford-2013-01        survey   Planned spend on CSUs per head                                                         £15.00              £25.00           60%                                                     over
	// published  csu-per-head-corby-2013-01          survey   Planned spend on CSUs per head                                                         £15.00              £25.00           60%                                                     over
	// published  csu-per-head-isle-of-wight-2013-01  survey   Planned spend on CSUs per head                                                          £5.00              £25.00           20%                                                     under
	// published  csu-per-head-mean-2013-01           survey   Mean planned spend on CSUs per head, survey of the Health Service Journal               £9.00              £25.00           36%                                                     over
	// published  csu-per-head-mean-nhscc-2013-01     survey   Mean planned spend on CSUs per head, survey of NHS Clinical Commissioners               £9.43              £25.00        37.72%
	// published  csu-per-head-sunderland-2013-01     survey   Planned spend on CSUs per head                                                          £5.00              £25.00           20%                                                     under
	// published  in-house-per-head-nhscc-2013-01     survey   Mean planned spend in house per head                                                   £13.29              £25.00        53.16%
	// published  non-nhs-per-head-nhscc-2013-01      survey   Mean planned spend outside the NHS per head                                             £0.30              £25.00          1.2%
	// published  allowance-2013-14-per-head          set      National running-cost allowance per head (maximum)                                     £25.00              £25.00          100%
	// published  arden-per-head                      planned  Income of NHS Arden Commissioning Support Unit per head of its area                    £12.00              £25.00           48%
	// published  greater-east-midlands-per-head      planned  Income of NHS Greater East Midlands Commissioning Support Unit per head of its area     £9.50              £25.00           38%
	// published  south-per-head                      planned  Income of NHS South Commissioning Support Unit per head of its area                    £10.00              £25.00           40%
	// published  south-london-per-head               planned  Income of NHS South London Commissioning Support Unit per head of its area              £8.00              £25.00           32%
	// - Known: 0 of 211 groups open in 2013/14 with a known spend on units per head; 100% missing.
	// - The spend on units per head is unknown for 211 of 211 groups.
	// - Of 211 groups, the allowance is published for 211 and the population counted for 211.
	// - The source rounds the allowances: per head, an allowance may be out by up to £0.0751.
}

// oneGroup is a market of one group, which plans to spend £9.43 a head on units.
func oneGroup() *commissioning.Index {
	pounds := func(s string) *nhs.Money { m := nhs.MustParseMoney(s); return &m }
	return commissioning.NewIndex(&commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{{
		Code: "00C", Name: "NHS Example CCG", Opened: nhs.MustParseDate("2013-04-01"),
		Years: []ccg.Year{{
			Year:      year2013,
			Headcount: &ccg.Headcount{People: 100_000},
			Allowance: &ccg.Allowance{Amount: nhs.MustParseMoney("2500000"), Status: ccg.Published},
			Plan: &ccg.Statement{Parts: []ccg.Part{
				{Category: ccg.FromCSU, Amount: pounds("943000"), Funding: ccg.RunningCost},
				{Category: ccg.InHouse, Amount: pounds("1329000"), Funding: ccg.RunningCost},
				{Category: ccg.FromOthers, Amount: pounds("30000"), Funding: ccg.RunningCost},
			}},
		}},
	}}}})
}

func ExampleGroupPerHead() {
	for _, g := range analysis.PerHead(oneGroup(), year2013).Groups {
		fmt.Println(g.Code, g.Basis, g.CSU, "of", g.AllowancePerHead, "is", g.CSUShare)
	}
	// Output:
	// 00C planned £9.43 of £25.00 is 37.72%
}

func ExamplePerHeadSpread() {
	for _, s := range analysis.PerHead(oneGroup(), year2013).Spreads {
		fmt.Println(s.Basis, s.Min, "to", s.Max)
		fmt.Println("mean, each person counting once:", s.Mean)
		fmt.Println("mean, each group counting once:", s.UnweightedMean)
	}
	// Output:
	// planned £9.43 to £9.43
	// mean, each person counting once: £9.43
	// mean, each group counting once: £9.43
}

func ExampleBodyKind() {
	for _, y := range analysis.History(realMarket(), year2013).Years {
		fmt.Println(y.Kind, y.AtStart.Certain)
	}
	// Output:
	// ccg 211
	// icb 0
	// csu 19
}

func ExampleShareBasis() {
	shares := analysis.Shares(realMarket(), year2013)
	fmt.Println(shares.Basis, shares.Basis == analysis.ByCustomers)
	// Output:
	// customers true
}

func ExamplePerHeadKnown() {
	known := analysis.PerHead(realMarket(), year2013).Known
	fmt.Printf("allowance of %d and people of %d of %d groups\n", known.Allowance, known.People, known.Groups)
	// Output: allowance of 211 and people of 211 of 211 groups
}

func ExamplePaymentPerHead() {
	for _, g := range analysis.PerHead(realMarket(), nhs.MustParseFinancialYear("2020/21")).Groups {
		for _, paid := range g.Payments {
			if g.Code == "08V" {
				fmt.Println(g.Code, paid.Supplier, paid.Amount, paid.PerHead, paid.Completeness.Extent)
			}
		}
	}
	// Output:
	// 08V nel £4,699,908.79 £13.5042 complete
	// 08V north-of-england £229,989.00 £0.6608 lower-bound
}
