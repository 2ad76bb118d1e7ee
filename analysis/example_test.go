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
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
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
	// history: partial, 303 of 316 bodies with every date known to the day
	// size: partial, 1 of 19 units that worked in 2013/14 with a known income
	// per-head: none, 0 of 211 groups open in 2013/14 with a known spend on units per head
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
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
	// - The day of opening or closing is uncertain or unknown for 13 bodies.
	// Bodies by financial year
	// kind  year     open on 1 April  possibly more  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2022/23              106              0       0     106       16           80                 0              0
	// icb   2022/23                0              0      42       0        0            0                 0              0
	// csu   2022/23                4              0       0       0        0            0                 0              0
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
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
	// 2022/23 106 groups, 16 mergers of 80
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
	fmt.Print(analysis.PerHead(realMarket(), year2013).Table())
	// Output:
	// Running costs per head in 2013/14, against the allowance
	// kind       id                               basis    what                                                                                  per head  allowance per head  of allowance       allowance  in house  on others  all running costs
	// published  csu-per-head-ashford-2013-01     survey   Planned spend on CSUs per head                                                          £15.00              £25.00           60%
	// published  csu-per-head-corby-2013-01       survey   Planned spend on CSUs per head                                                          £15.00              £25.00           60%
	// published  csu-per-head-least-2013-01       survey   Lowest planned spend on CSUs per head                                                    £5.00              £25.00           20%
	// published  csu-per-head-mean-2013-01        survey   Mean planned spend on CSUs per head, survey of the Health Service Journal                £9.00              £25.00           36%
	// published  csu-per-head-mean-nhscc-2013-01  survey   Mean planned spend on CSUs per head, survey of NHS Clinical Commissioners                £9.43              £25.00        37.72%
	// published  in-house-per-head-nhscc-2013-01  survey   Mean planned spend in house per head                                                    £13.29              £25.00        53.16%
	// published  non-nhs-per-head-nhscc-2013-01   survey   Mean planned spend outside the NHS per head                                              £0.30              £25.00          1.2%
	// published  allowance-2013-14-per-head       set      National running-cost allowance per head (maximum)                                      £25.00              £25.00          100%
	// published  arden-per-head                   planned  Income of NHS Arden Commissioning Support Unit per head of its area                     £12.00              £25.00           48%
	// published  greater-east-midlands-per-head   planned  Income of NHS Greater East Midlands Commissioning Support Unit per head of its area      £9.50              £25.00           38%
	// published  south-per-head                   planned  Income of NHS South Commissioning Support Unit per head of its area                     £10.00              £25.00           40%
	// published  south-london-per-head            planned  Income of NHS South London Commissioning Support Unit per head of its area               £8.00              £25.00           32%
	// group      00C                                       NHS Darlington CCG                                                                   not known            £24.9553     not known   £2,610,000.00
	// group      00D                                       NHS Durham Dales, Easington and Sedgefield CCG                                       not known             £24.992     not known   £7,070,000.00
	// group      00F                                       NHS Gateshead CCG                                                                    not known            £25.0153     not known   £5,100,000.00
	// group      00G                                       NHS Newcastle North and East CCG                                                     not known            £24.9944     not known   £3,670,000.00
	// group      00H                                       NHS Newcastle West CCG                                                               not known            £25.0165     not known   £3,190,000.00
	// group      00J                                       NHS North Durham CCG                                                                 not known            £24.9874     not known   £6,070,000.00
	// group      00K                                       NHS Hartlepool and Stockton-on-Tees CCG                                              not known            £24.9845     not known   £7,140,000.00
	// group      00L                                       NHS Northumberland CCG                                                               not known            £24.9914     not known   £7,960,000.00
	// group      00M                                       NHS South Tees CCG                                                                   not known            £25.0082     not known   £6,850,000.00
	// group      00N                                       NHS South Tyneside CCG                                                               not known             £25.002     not known   £3,720,000.00
	// group      00P                                       NHS Sunderland CCG                                                                   not known            £24.9956     not known   £6,770,000.00
	// group      00Q                                       NHS Blackburn with Darwen CCG                                                        not known            £24.9862     not known   £3,980,000.00
	// group      00R                                       NHS Blackpool CCG                                                                    not known            £25.0201     not known   £3,950,000.00
	// group      00T                                       NHS Bolton CCG                                                                       not known             £25.009     not known   £7,000,000.00
	// group      00V                                       NHS Bury CCG                                                                         not known            £24.9831     not known   £4,670,000.00
	// group      00W                                       NHS Central Manchester CCG                                                           not known            £25.0207     not known   £5,080,000.00
	// group      00X                                       NHS Chorley and South Ribble CCG                                                     not known            £25.0159     not known   £4,280,000.00
	// group      00Y                                       NHS Oldham CCG                                                                       not known            £25.0214     not known   £5,770,000.00
	// group      01A                                       NHS East Lancashire CCG                                                              not known            £24.9996     not known   £8,880,000.00
	// group      01C                                       NHS Eastern Cheshire CCG                                                             not known            £24.9837     not known   £4,930,000.00
	// group      01D                                       NHS Heywood, Middleton & Rochdale CCG                                                not known            £25.0191     not known   £5,310,000.00
	// group      01E                                       NHS Greater Preston CCG                                                              not known            £24.9783     not known   £5,040,000.00
	// group      01F                                       NHS Halton CCG                                                                       not known             £24.979     not known   £3,100,000.00
	// group      01G                                       NHS Salford CCG                                                                      not known            £25.0148     not known   £6,050,000.00
	// group      01H                                       NHS North Cumbria CCG                                                                not known            £24.9976     not known  £12,800,000.00
	// group      01J                                       NHS Knowsley CCG                                                                     not known            £25.0154     not known   £3,730,000.00
	// group      01K                                       NHS Morecambe Bay CCG                                                                not known            £25.0325     not known   £3,730,000.00
	// group      01M                                       NHS North Manchester CCG                                                             not known            £25.0082     not known   £4,440,000.00
	// group      01N                                       NHS South Manchester CCG                                                             not known            £25.0306     not known   £3,950,000.00
	// group      01R                                       NHS South Cheshire CCG                                                               not known            £24.9953     not known   £4,260,000.00
	// group      01T                                       NHS South Sefton CCG                                                                 not known            £24.9718     not known   £3,680,000.00
	// group      01V                                       NHS Southport and Formby CCG                                                         not known            £25.0252     not known   £2,980,000.00
	// group      01W                                       NHS Stockport CCG                                                                    not known            £24.9947     not known   £7,180,000.00
	// group      01X                                       NHS St Helens CCG                                                                    not known            £25.0076     not known   £4,670,000.00
	// group      01Y                                       NHS Tameside and Glossop CCG                                                         not known            £24.9902     not known   £5,810,000.00
	// group      02A                                       NHS Trafford CCG                                                                     not known            £24.9977     not known   £5,630,000.00
	// group      02D                                       NHS Vale Royal CCG                                                                   not known            £25.0085     not known   £2,440,000.00
	// group      02E                                       NHS Warrington CCG                                                                   not known            £24.9952     not known   £5,120,000.00
	// group      02F                                       NHS West Cheshire CCG                                                                not known            £25.0037     not known   £6,070,000.00
	// group      02G                                       NHS West Lancashire CCG                                                              not known            £25.0079     not known   £2,680,000.00
	// group      02H                                       NHS Wigan Borough CCG                                                                not known            £25.0045     not known   £7,910,000.00
	// group      02M                                       NHS Fylde & Wyre CCG                                                                 not known            £24.9718     not known   £3,630,000.00
	// group      02N                                       NHS Airedale, Wharfedale and Craven CCG                                              not known            £24.9744     not known   £3,750,000.00
	// group      02P                                       NHS Barnsley CCG                                                                     not known            £25.0011     not known   £6,100,000.00
	// group      02Q                                       NHS Bassetlaw CCG                                                                    not known            £24.9616     not known   £2,750,000.00
	// group      02R                                       NHS Bradford Districts CCG                                                           not known            £25.0125     not known   £7,930,000.00
	// group      02T                                       NHS Calderdale CCG                                                                   not known             £25.023     not known   £5,190,000.00
	// group      02V                                       NHS Leeds North CCG                                                                  not known            £25.0224     not known   £4,810,000.00
	// group      02W                                       NHS Bradford City CCG                                                                not known            £25.0112     not known   £2,850,000.00
	// group      02X                                       NHS Doncaster CCG                                                                    not known            £25.0032     not known   £7,680,000.00
	// group      02Y                                       NHS East Riding of Yorkshire CCG                                                     not known            £24.9933     not known   £7,410,000.00
	// group      03A                                       NHS Greater Huddersfield CCG                                                         not known            £25.0134     not known   £5,900,000.00
	// group      03C                                       NHS Leeds West CCG                                                                   not known            £24.9886     not known   £8,510,000.00
	// group      03D                                       NHS Hambleton, Richmondshire and Whitby CCG                                          not known             £25.029     not known   £3,560,000.00
	// group      03E                                       NHS Harrogate and Rural District CCG                                                 not known            £24.9926     not known   £3,820,000.00
	// group      03F                                       NHS Hull CCG                                                                         not known            £24.9846     not known   £7,020,000.00
	// group      03G                                       NHS Leeds South and East CCG                                                         not known            £25.0125     not known   £6,190,000.00
	// group      03H                                       NHS North East Lincolnshire CCG                                                      not known            £25.0235     not known   £4,100,000.00
	// group      03J                                       NHS North Kirklees CCG                                                               not known            £25.0216     not known   £4,570,000.00
	// group      03K                                       NHS North Lincolnshire CCG                                                           not known            £24.9712     not known   £4,230,000.00
	// group      03L                                       NHS Rotherham CCG                                                                    not known            £25.0142     not known   £6,200,000.00
	// group      03M                                       NHS Scarborough and Ryedale CCG                                                      not known            £25.0252     not known   £2,850,000.00
	// group      03N                                       NHS Sheffield CCG                                                                    not known            £24.9929     not known  £14,070,000.00
	// group      03Q                                       NHS Vale of York CCG                                                                 not known            £24.9908     not known   £8,330,000.00
	// group      03R                                       NHS Wakefield CCG                                                                    not known            £24.9932     not known   £8,580,000.00
	// group      03T                                       NHS Lincolnshire East CCG                                                            not known            £24.9999     not known   £5,860,000.00
	// group      03V                                       NHS Corby CCG                                                                        not known            £24.9429     not known   £1,660,000.00
	// group      03W                                       NHS East Leicestershire and Rutland CCG                                              not known            £25.0124     not known   £7,770,000.00
	// group      03X                                       NHS Erewash CCG                                                                      not known            £25.0496     not known   £2,400,000.00
	// group      03Y                                       NHS Hardwick CCG                                                                     not known            £24.9589     not known   £2,520,000.00
	// group      04C                                       NHS Leicester City CCG                                                               not known            £25.0071     not known   £8,670,000.00
	// group      04D                                       NHS Lincolnshire West CCG                                                            not known            £24.9912     not known   £5,540,000.00
	// group      04E                                       NHS Mansfield & Ashfield CCG                                                         not known            £24.9739     not known   £4,540,000.00
	// group      04F                                       NHS Milton Keynes CCG                                                                not known             £24.994     not known   £6,510,000.00
	// group      04G                                       NHS Nene CCG                                                                         not known            £25.0082     not known  £15,260,000.00
	// group      04H                                       NHS Newark & Sherwood CCG                                                            not known            £25.0292     not known   £3,150,000.00
	// group      04J                                       NHS North Derbyshire CCG                                                             not known            £24.9859     not known   £7,110,000.00
	// group      04K                                       NHS Nottingham City CCG                                                              not known            £25.0112     not known   £8,250,000.00
	// group      04L                                       NHS Nottingham North & East CCG                                                      not known            £24.9982     not known   £3,570,000.00
	// group      04M                                       NHS Nottingham West CCG                                                              not known            £24.9515     not known   £2,250,000.00
	// group      04N                                       NHS Rushcliffe CCG                                                                   not known            £25.0115     not known   £3,040,000.00
	// group      04Q                                       NHS South West Lincolnshire CCG                                                      not known            £25.0053     not known   £3,190,000.00
	// group      04R                                       NHS Southern Derbyshire CCG                                                          not known            £24.9977     not known  £12,970,000.00
	// group      04V                                       NHS West Leicestershire CCG                                                          not known            £25.0032     not known   £9,050,000.00
	// group      04X                                       NHS Birmingham South and Central CCG                                                 not known            £25.0088     not known   £5,750,000.00
	// group      04Y                                       NHS Cannock Chase CCG                                                                not known            £24.9784     not known   £3,290,000.00
	// group      05A                                       NHS Coventry and Rugby CCG                                                           not known            £24.9957     not known  £11,110,000.00
	// group      05C                                       NHS Dudley CCG                                                                       not known            £25.0081     not known   £7,710,000.00
	// group      05D                                       NHS East Staffordshire CCG                                                           not known            £25.0254     not known   £3,330,000.00
	// group      05F                                       NHS Herefordshire CCG                                                                not known            £25.0003     not known   £4,570,000.00
	// group      05G                                       NHS North Staffordshire CCG                                                          not known             £25.009     not known   £5,270,000.00
	// group      05H                                       NHS Warwickshire North CCG                                                           not known            £25.0039     not known   £4,480,000.00
	// group      05J                                       NHS Redditch and Bromsgrove CCG                                                      not known            £25.0096     not known   £4,220,000.00
	// group      05L                                       NHS Sandwell and West Birmingham CCG                                                 not known            £24.9985     not known  £12,690,000.00
	// group      05N                                       NHS Shropshire CCG                                                                   not known            £24.9983     not known   £7,550,000.00
	// group      05P                                       NHS Solihull CCG                                                                     not known            £24.9861     not known   £5,650,000.00
	// group      05Q                                       NHS South East Staffordshire and Seisdon Peninsula CCG                               not known            £24.9889     not known   £5,220,000.00
	// group      05R                                       NHS South Warwickshire CCG                                                           not known            £25.0152     not known   £6,590,000.00
	// group      05T                                       NHS South Worcestershire CCG                                                         not known            £24.9928     not known   £7,130,000.00
	// group      05V                                       NHS Stafford and Surrounds CCG                                                       not known            £25.0296     not known   £3,610,000.00
	// group      05W                                       NHS Stoke on Trent CCG                                                               not known            £24.9872     not known   £6,700,000.00
	// group      05X                                       NHS Telford & Wrekin CCG                                                             not known            £25.0049     not known   £4,220,000.00
	// group      05Y                                       NHS Walsall CCG                                                                      not known            £24.9948     not known   £6,630,000.00
	// group      06A                                       NHS Wolverhampton CCG                                                                not known            £25.0027     not known   £6,290,000.00
	// group      06D                                       NHS Wyre Forest CCG                                                                  not known            £25.0264     not known   £2,730,000.00
	// group      06F                                       NHS Bedfordshire CCG                                                                 not known            £24.9893     not known  £10,730,000.00
	// group      06H                                       NHS Cambridgeshire and Peterborough CCG                                              not known            £25.0034     not known  £20,800,000.00
	// group      06K                                       NHS East and North Hertfordshire CCG                                                 not known            £24.9942     not known  £14,000,000.00
	// group      06L                                       NHS Ipswich and East Suffolk CCG                                                     not known            £25.0063     not known   £9,600,000.00
	// group      06M                                       NHS Great Yarmouth & Waveney CCG                                                     not known            £24.9936     not known   £5,630,000.00
	// group      06N                                       NHS Herts Valleys CCG                                                                not known            £24.9948     not known  £14,440,000.00
	// group      06P                                       NHS Luton CCG                                                                        not known            £25.0188     not known   £5,160,000.00
	// group      06Q                                       NHS Mid Essex CCG                                                                    not known             £25.013     not known   £9,300,000.00
	// group      06T                                       NHS North East Essex CCG                                                             not known            £25.0096     not known   £7,940,000.00
	// group      06V                                       NHS North Norfolk CCG                                                                not known            £25.0292     not known   £4,180,000.00
	// group      06W                                       NHS Norwich CCG                                                                      not known            £25.0141     not known   £5,010,000.00
	// group      06Y                                       NHS South Norfolk CCG                                                                not known            £25.0145     not known   £5,580,000.00
	// group      07G                                       NHS Thurrock CCG                                                                     not known            £25.0232     not known   £4,100,000.00
	// group      07H                                       NHS West Essex CCG                                                                   not known            £24.9859     not known   £7,000,000.00
	// group      07J                                       NHS West Norfolk CCG                                                                 not known            £25.0239     not known   £4,080,000.00
	// group      07K                                       NHS West Suffolk CCG                                                                 not known            £25.0046     not known   £5,920,000.00
	// group      07L                                       NHS Barking & Dagenham CCG                                                           not known            £24.9825     not known   £4,840,000.00
	// group      07M                                       NHS Barnet CCG                                                                       not known            £24.9977     not known   £9,360,000.00
	// group      07N                                       NHS Bexley CCG                                                                       not known            £24.9884     not known   £5,660,000.00
	// group      07P                                       NHS Brent CCG                                                                        not known            £24.9911     not known   £7,900,000.00
	// group      07Q                                       NHS Bromley CCG                                                                      not known            £24.9957     not known   £8,010,000.00
	// group      07R                                       NHS Camden CCG                                                                       not known             £24.989     not known   £6,090,000.00
	// group      07T                                       NHS City and Hackney CCG                                                             not known            £24.9893     not known   £6,540,000.00
	// group      07V                                       NHS Croydon CCG                                                                      not known            £24.9957     not known   £9,110,000.00
	// group      07W                                       NHS Ealing CCG                                                                       not known            £24.9986     not known   £9,100,000.00
	// group      07X                                       NHS Enfield CCG                                                                      not known            £24.9926     not known   £7,670,000.00
	// group      07Y                                       NHS Hounslow CCG                                                                     not known            £25.0059     not known   £6,500,000.00
	// group      08A                                       NHS Greenwich CCG                                                                    not known             £25.012     not known   £6,600,000.00
	// group      08C                                       NHS Hammersmith and Fulham CCG                                                       not known            £25.0187     not known   £4,460,000.00
	// group      08D                                       NHS Haringey CCG                                                                     not known            £25.0104     not known   £6,860,000.00
	// group      08E                                       NHS Harrow CCG                                                                       not known            £24.9797     not known   £5,730,000.00
	// group      08F                                       NHS Havering CCG                                                                     not known            £25.0161     not known   £6,310,000.00
	// group      08G                                       NHS Hillingdon CCG                                                                   not known            £25.0128     not known   £6,780,000.00
	// group      08H                                       NHS Islington CCG                                                                    not known            £25.0153     not known   £5,300,000.00
	// group      08J                                       NHS Kingston CCG                                                                     not known            £25.0118     not known   £4,610,000.00
	// group      08K                                       NHS Lambeth CCG                                                                      not known            £24.9898     not known   £8,280,000.00
	// group      08L                                       NHS Lewisham CCG                                                                     not known            £24.9988     not known   £7,160,000.00
	// group      08M                                       NHS Newham CCG                                                                       not known            £25.0041     not known   £8,020,000.00
	// group      08N                                       NHS Redbridge CCG                                                                    not known            £24.9895     not known   £6,940,000.00
	// group      08P                                       NHS Richmond CCG                                                                     not known             £25.016     not known   £4,690,000.00
	// group      08Q                                       NHS Southwark CCG                                                                    not known            £25.0008     not known   £7,220,000.00
	// group      08R                                       NHS Merton CCG                                                                       not known            £24.9938     not known   £4,960,000.00
	// group      08T                                       NHS Sutton CCG                                                                       not known            £25.0044     not known   £4,500,000.00
	// group      08V                                       NHS Tower Hamlets CCG                                                                not known            £25.0018     not known   £6,630,000.00
	// group      08W                                       NHS Waltham Forest CCG                                                               not known            £25.0139     not known   £6,820,000.00
	// group      08X                                       NHS Wandsworth CCG                                                                   not known            £24.9859     not known   £8,270,000.00
	// group      08Y                                       NHS West London CCG                                                                  not known            £24.9858     not known   £5,550,000.00
	// group      09A                                       NHS Central London (Westminster) CCG                                                 not known            £25.0241     not known   £4,700,000.00
	// group      09C                                       NHS Ashford CCG                                                                      not known            £24.9741     not known   £3,010,000.00
	// group      09D                                       NHS Brighton & Hove CCG                                                              not known            £24.9919     not known   £7,070,000.00
	// group      09E                                       NHS Canterbury and Coastal CCG                                                       not known            £24.9833     not known   £5,120,000.00
	// group      09F                                       NHS Eastbourne, Hailsham and Seaford CCG                                             not known            £24.9857     not known   £4,540,000.00
	// group      09G                                       NHS Coastal West Sussex CCG                                                          not known            £25.0053     not known  £11,890,000.00
	// group      09H                                       NHS Crawley CCG                                                                      not known            £24.9958     not known   £3,110,000.00
	// group      09J                                       NHS Dartford, Gravesham and Swanley CCG                                              not known            £24.9805     not known   £6,200,000.00
	// group      09L                                       NHS East Surrey CCG                                                                  not known            £24.9775     not known   £4,220,000.00
	// group      09N                                       NHS Guildford and Waverley CCG                                                       not known            £24.9969     not known   £5,240,000.00
	// group      09P                                       NHS Hastings & Rother CCG                                                            not known            £25.0197     not known   £4,510,000.00
	// group      09W                                       NHS Medway CCG                                                                       not known            £24.9826     not known   £7,090,000.00
	// group      09X                                       NHS Horsham and Mid Sussex CCG                                                       not known            £24.9885     not known   £5,540,000.00
	// group      09Y                                       NHS North West Surrey CCG                                                            not known            £25.0014     not known   £8,530,000.00
	// group      10A                                       NHS South Kent Coast CCG                                                             not known            £25.0195     not known   £4,940,000.00
	// group      10C                                       NHS Surrey Heath CCG                                                                 not known            £25.0401     not known   £2,200,000.00
	// group      10D                                       NHS Swale CCG                                                                        not known            £24.9878     not known   £2,670,000.00
	// group      10E                                       NHS Thanet CCG                                                                       not known            £24.9703     not known   £3,360,000.00
	// group      10G                                       NHS Bracknell and Ascot CCG                                                          not known            £25.0166     not known   £3,350,000.00
	// group      10H                                       NHS Chiltern CCG                                                                     not known            £25.0051     not known   £7,900,000.00
	// group      10J                                       NHS North Hampshire CCG                                                              not known            £24.9773     not known   £5,220,000.00
	// group      10K                                       NHS Fareham and Gosport CCG                                                          not known            £24.9879     not known   £4,910,000.00
	// group      10L                                       NHS Isle of Wight CCG                                                                not known             £24.968     not known   £3,490,000.00
	// group      10M                                       NHS Newbury and District CCG                                                         not known            £24.9883     not known   £2,780,000.00
	// group      10N                                       NHS North & West Reading CCG                                                         not known            £25.0093     not known   £2,500,000.00
	// group      10Q                                       NHS Oxfordshire CCG                                                                  not known             £25.002     not known  £16,260,000.00
	// group      10R                                       NHS Portsmouth CCG                                                                   not known            £24.9953     not known   £5,280,000.00
	// group      10T                                       NHS Slough CCG                                                                       not known             £25.005     not known   £3,480,000.00
	// group      10V                                       NHS South Eastern Hampshire CCG                                                      not known            £25.0103     not known   £5,060,000.00
	// group      10W                                       NHS South Reading CCG                                                                not known            £25.0083     not known   £2,950,000.00
	// group      10X                                       NHS Southampton CCG                                                                  not known            £24.9887     not known   £6,380,000.00
	// group      10Y                                       NHS Aylesbury Vale CCG                                                               not known            £24.9987     not known   £4,890,000.00
	// group      11A                                       NHS West Hampshire CCG                                                               not known            £25.0054     not known  £13,240,000.00
	// group      11C                                       NHS Windsor, Ascot and Maidenhead CCG                                                not known            £25.0246     not known   £3,610,000.00
	// group      11D                                       NHS Wokingham CCG                                                                    not known            £25.0168     not known   £3,770,000.00
	// group      11E                                       NHS Bath and North East Somerset CCG                                                 not known            £24.9905     not known   £4,660,000.00
	// group      11H                                       NHS Bristol CCG                                                                      not known            £24.9956     not known  £11,280,000.00
	// group      11J                                       NHS Dorset CCG                                                                       not known            £25.0007     not known  £18,730,000.00
	// group      11M                                       NHS Gloucestershire CCG                                                              not known            £24.9954     not known  £15,090,000.00
	// group      11N                                       NHS Kernow CCG                                                                       not known            £24.9951     not known  £13,520,000.00
	// group      11T                                       NHS North Somerset CCG                                                               not known             £24.981     not known   £5,150,000.00
	// group      11X                                       NHS Somerset CCG                                                                     not known            £24.9922     not known  £13,220,000.00
	// group      12A                                       NHS South Gloucestershire CCG                                                        not known            £25.0005     not known   £6,350,000.00
	// group      12D                                       NHS Swindon CCG                                                                      not known            £25.0016     not known   £5,460,000.00
	// group      12F                                       NHS Wirral CCG                                                                       not known            £25.0082     not known   £8,000,000.00
	// group      13P                                       NHS Birmingham CrossCity CCG                                                         not known            £25.0044     not known  £17,190,000.00
	// group      99A                                       NHS Liverpool CCG                                                                    not known            £24.9974     not known  £11,800,000.00
	// group      99C                                       NHS North Tyneside CCG                                                               not known            £24.9992     not known   £5,280,000.00
	// group      99D                                       NHS South Lincolnshire CCG                                                           not known            £24.9742     not known   £3,870,000.00
	// group      99E                                       NHS Basildon and Brentwood CCG                                                       not known            £24.9997     not known   £6,390,000.00
	// group      99F                                       NHS Castle Point and Rochford CCG                                                    not known            £25.0084     not known   £4,300,000.00
	// group      99G                                       NHS Southend CCG                                                                     not known            £24.9959     not known   £4,450,000.00
	// group      99H                                       NHS Surrey Downs CCG                                                                 not known            £24.9843     not known   £7,050,000.00
	// group      99J                                       NHS West Kent CCG                                                                    not known            £25.0033     not known  £11,700,000.00
	// group      99K                                       NHS High Weald Lewes Havens CCG                                                      not known            £25.0132     not known   £4,070,000.00
	// group      99M                                       NHS North East Hampshire and Farnham CCG                                             not known            £25.0115     not known   £5,210,000.00
	// group      99N                                       NHS Wiltshire CCG                                                                    not known            £24.9928     not known  £11,660,000.00
	// group      99P                                       NHS Northern, Eastern and Western Devon CCG                                          not known            £25.0003     not known  £21,750,000.00
	// group      99Q                                       NHS South Devon and Torbay CCG                                                       not known            £25.0105     not known   £6,720,000.00
	// - Known: 0 of 211 groups open in 2013/14 with a known spend on units per head; 100% missing.
	// - The spend on units per head is unknown for 211 of 211 groups.
	// - Of 211 groups, the allowance is published for 211 and the population counted for 211.
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
