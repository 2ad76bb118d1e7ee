package analysis_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
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
		a, err := e.Agreement()
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
	for a := range analysis.Analyses() {
		fmt.Printf("%s (%s): %s\n", a.Name, a.By, a.Asks)
	}
	// Output:
	// history (year): How many groups, boards and units were there, and what became of them?
	// size (year): How much was spent on support, and how much could have been?
	// per-head (year): How much of its running-cost allowance did each group spend on units, as planned and in the event?
	// shares (year): Who had how much of the market?
	// merger (year): How much more concentrated does a merger make the market?
	// dependency (year): How far does each unit depend on one customer, and what follows if it leaves?
	// choice (as_of): How many providers can a group buy each service line from, by which route?
	// mix (as_of): Which lines do groups do themselves, buy or share?
	// expiry (as_of): When do agreements end, and how many at once?
	// transparency (as_of): How much of the agreements and of their value is disclosed, what is withheld, and why?
}

// Run any analysis by its name, and write its table.
func ExampleAnswer() {
	for a := range analysis.Analyses() {
		if a.Name != "history" {
			continue
		}
		answer, err := a.Run(realMarket(), analysis.Question{Year: nhs.MustParseFinancialYear("2020/21")})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(answer.Table())
	}
	// Output:
	// Bodies by financial year
	// kind  year     open on 1 April  at most  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2020/21              135      135      18      38       18           74                 0              0
	// icb   2020/21                0        0       0       0        0            0                 0              0
	// csu   2020/21                5        5       0       0        0            0                 0              0
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
	// - Of 13 bodies the day of opening or of closing is known in part or not at all.
}

func ExampleBy() {
	for a := range analysis.Analyses() {
		if a.By == analysis.ByDay {
			fmt.Println(a.Name, "without a day:", a.Default)
		}
	}
	// Output:
	// choice without a day: 1 April 2015
	// mix without a day: 1 April 2015
	// expiry without a day: 1 April 2013
	// transparency without a day: every agreement on file
}

func ExampleQuestion() {
	q := analysis.Question{Year: year2013, A: "greater-manchester", B: "cheshire-merseyside"}
	text, err := json.Marshal(q)
	fmt.Println(string(text), err)
	// Output:
	// {"year":"2013/14","a":"greater-manchester","b":"cheshire-merseyside"} <nil>
}

func ExampleQuestionError() {
	_, err := analysis.MergerOf(realMarket(), year2013, "anglia", "0AP")
	if bad, ok := errors.AsType[*analysis.QuestionError](err); ok {
		fmt.Println(bad.Field, "is", bad.Want)
	}
	// Output:
	// b is the same supplier as a; want another
}

// How well does the real market carry each analysis?
func ExampleAnalysisCoverage() {
	for _, c := range analysis.CoverageOf(realMarket(), analysis.Question{}) {
		fmt.Printf("%s: %s, %d of %d %s\n", c.Name, c.Support, c.Coverage.Known, c.Coverage.Of, c.Coverage.What)
	}
	// Output:
	// history: part, 303 of 316 bodies with every date known to the day
	// size: part, 1 of 19 units that worked in 2013/14 with a known income
	// per-head: none, 0 of 211 groups open in 2013/14 with a known spend on units per head
	// shares: part, 9 of 19 units that worked in 2013/14 with known customers
	// merger: none, 0 of 9 mergers with the shares of every unit known
	// dependency: part, 2 of 20 units that worked in 2013/14, or may have, with the part of a customer known
	// choice: part, 24 of 35 service lines with a known number of providers
	// mix: none, 0 of 7315 pairs of a group open on 2015-04-01 and a service line with a known choice
	// expiry: none, 0 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known
	// transparency: none, 0 of 248 groups with an agreement on file
}

func ExampleCoverage() {
	c := analysis.PerHead(realMarket(), year2013).Whole()
	missed, _ := c.Missed()
	fmt.Println(missed, "is missing")
	for _, data := range c.Mend {
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
		Columns: []analysis.Column{{Key: "year", Heading: "year"}, {Key: "rate", Heading: "a head", Unit: "gbp_per_head"}},
		Rows:    [][]string{{"2013/14", "25.00"}, {"2014/15", "24.73"}, {"2016/17", ""}},
	}
	fmt.Print(t)
	fmt.Println(t.Only("2014/15").Rows)
	// Output:
	// Allowance per head
	// year        a head
	// 2013/14     £25.00
	// 2014/15     £24.73
	// 2016/17  not known
	// [[2014/15 24.73]]
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
func ExampleHistoryAnswer() {
	x := realMarket()
	fmt.Print(analysis.History(x, nhs.MustParseFinancialYear("2014/15")).Table())
	fmt.Print(analysis.History(x, nhs.MustParseFinancialYear("2022/23")).Table())
	// Output:
	// Bodies by financial year
	// kind  year     open on 1 April  at most  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2014/15              211      211       0       3        0            0                 0              2
	// icb   2014/15                0        0       0       0        0            0                 0              0
	// csu   2014/15               16       17       3      13        5            8                 0              5
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
	// - Of 13 bodies the day of opening or of closing is known in part or not at all.
	// Bodies by financial year
	// kind  year     open on 1 April  at most  opened  closed  mergers  merged away  boundary changes  year not sure
	// ccg   2022/23              106      106       0     106       16           80                 0              0
	// icb   2022/23                0        0      42       0        0            0                 0              0
	// csu   2022/23                4        4       0       0        0            0                 0              0
	// - Known: 303 of 316 bodies with every date known to the day; 4.11% missing.
	// - Of 13 bodies the day of opening or of closing is known in part or not at all.
}

func ExampleBodyYear() {
	for _, y := range analysis.History(realMarket(), nhs.FinancialYear{}).Years {
		if y.Kind == "ccg" && y.Mergers > 1 {
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
func ExampleSizeAnswer() {
	fmt.Print(analysis.MarketSize(realMarket(), year2013).Table())
	// Output:
	// The size of the market in 2013/14
	// kind       id                                           what                                                                                when     basis      bound                amount  of income  people, fewest        most
	// published  allowance-2013-14-total                      National running-cost allowance (maximum)                                           2013/14  set        exact     £1,340,000,000.00
	// published  allowance-2013-14-total-nao                  National running-cost allowance, as the National Audit Office has it                2013/14  report     exact     £1,350,000,000.00
	// published  csu-income-2013-14-actual                    Income of all units                                                                 2013/14  actual                 £808,000,000.00
	// published  csu-income-2013-14-actual-from-ccgs          Of it, from CCGs                                                                    2013/14  actual                 £602,000,000.00      74.5%
	// published  csu-income-2013-14-actual-from-nhs-england   Of it, from NHS England                                                             2013/14  actual     at-least    £125,000,000.00     15.47%
	// published  csu-income-2013-14-actual-from-others        Of it, from all others                                                              2013/14  actual                  £80,000,000.00       9.9%
	// published  csu-income-2013-14-estimated                 Income of all units                                                                 2013/14  estimated              £750,000,000.00
	// published  csu-income-2013-14-estimated-2               Income of all units                                                                 2013/14  estimated              £670,000,000.00
	// published  csu-income-2013-14-planned-from-nhs-england  Of it, from NHS England                                                             2013/14  planned                  £9,400,000.00
	// published  csu-spend-2013-10                            Spend of CCGs on CSUs in a year                                                     2013-10  report     over        £550,000,000.00
	// published  market-potential-2013-10                     What CCGs could spend on support in a year, judged by their running-cost allowance  2013-10  estimate   over      £1,000,000,000.00
	// published  support-spend-2014-02                        Spend a year that the notice of the Lead Provider Framework was built on            2014-02  estimate   over        £700,000,000.00
	// implied    people-of-allowance-2013-14-total-nao        £1.35bn at £25.00 a head                                                            2013/14  reckoned             £1,350,000,000.00                 53,800,000  54,200,000
	// implied    people-of-allowance-2013-14-total            £1.34bn at £25.00 a head                                                            2013/14  reckoned             £1,340,000,000.00                 53,400,000  53,800,000
	// - allowance-2013-14-total: For 211 CCGs. The National Audit Office later rounds the total to 1.35bn. The total and the rate imply 53.4m to 53.8m people; no source states that population.
	// - allowance-2013-14-total-nao: Against the 1.34bn published at the time: rounded, or revised later. 1.34bn is preferred.
	// - csu-income-2013-14-actual: For everything bought, out of whatever budget, so not running costs alone.
	// - csu-income-2013-14-estimated: Named by a minister before the year was out.
	// - csu-income-2013-14-estimated-2: Put together in January 2013 from some of the 22, with a staff of about 8,500.
	// - csu-spend-2013-10: Press, half a year into 2013/14. It stands beside the 602m that CCGs paid CSUs in the whole of 2013/14 (csu_income.csv): another time, and that sum counts every budget and not running costs alone. Neither corrects the other.
	// - market-potential-2013-10: Just over. It is a ceiling read from the allowance of 1.34bn, not a sum that anyone planned to spend; how the rest of the allowance was set aside is not stated.
	// - support-spend-2014-02: Just over. All outside support in the reach of the framework, for all its users; so more than the 550m for CSUs of October 2013. Why it is less than the 808m that CSUs took in 2013/14 is not stated.
	// - The people are implied by total, rounding and rate; no source states them.
	// - Known: 1 of 19 units that worked in 2013/14 with a known income; 94.74% missing.
	// - The income of 18 of 19 units that worked in 2013/14 is not known.
	// - What single units state comes to £56m of £808m (6.93%).
}

func ExampleSizeFigure() {
	for _, f := range analysis.MarketSize(realMarket(), year2013).Figures {
		if f.Share != nil {
			fmt.Printf("%s %s (%s)\n", f.Label, f.Amount.Short(), f.Share)
		}
	}
	// Output:
	// Of it, from CCGs £602m (74.5%)
	// Of it, from NHS England £125m (15.47%)
	// Of it, from all others £80m (9.9%)
}

// £1.34bn to the nearest £10m, at £25.00 a head.
func ExampleImpliedPeople() {
	for _, p := range analysis.MarketSize(realMarket(), year2013).Implied {
		fmt.Println(p.Total.Short(), nhs.Thousands(p.Low), "to", nhs.Thousands(p.High), p.Sources)
	}
	// Output:
	// £1.35bn 53,800,000 to 54,200,000 [S88]
	// £1.34bn 53,400,000 to 53,800,000 [S84 S85 S86]
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
func ExamplePerHeadAnswer() {
	fmt.Print(analysis.PerHead(realMarket(), year2013).Table())
	// Output:
	// Running costs per head in 2013/14, against the allowance
	// kind       id                               basis    what                                                                                    a head  allowance a head  of allowance       allowance  in house  on others  all running costs
	// published  csu-per-head-ashford-2013-01     survey   Planned spend on CSUs a head                                                            £15.00            £25.00           60%
	// published  csu-per-head-corby-2013-01       survey   Planned spend on CSUs a head                                                            £15.00            £25.00           60%
	// published  csu-per-head-least-2013-01       survey   Lowest planned spend on CSUs a head                                                      £5.00            £25.00           20%
	// published  csu-per-head-mean-2013-01        survey   Mean planned spend on CSUs a head, survey of the Health Service Journal                  £9.00            £25.00           36%
	// published  csu-per-head-mean-nhscc-2013-01  survey   Mean planned spend on CSUs a head, survey of NHS Clinical Commissioners                  £9.43            £25.00        37.72%
	// published  in-house-per-head-nhscc-2013-01  survey   Mean planned spend in house a head                                                      £13.29            £25.00        53.16%
	// published  non-nhs-per-head-nhscc-2013-01   survey   Mean planned spend outside the NHS a head                                                £0.30            £25.00          1.2%
	// published  allowance-2013-14-per-head       set      National running-cost allowance a head (maximum)                                        £25.00            £25.00          100%
	// published  arden-per-head                   planned  Income of NHS Arden Commissioning Support Unit per head of its area                     £12.00            £25.00           48%
	// published  greater-east-midlands-per-head   planned  Income of NHS Greater East Midlands Commissioning Support Unit per head of its area      £9.50            £25.00           38%
	// published  south-per-head                   planned  Income of NHS South Commissioning Support Unit per head of its area                     £10.00            £25.00           40%
	// published  south-london-per-head            planned  Income of NHS South London Commissioning Support Unit per head of its area               £8.00            £25.00           32%
	// group      10C                                       NHS Surrey Heath CCG                                                                 not known         not known     not known   £2,200,000.00
	// group      99P                                       NHS Northern, Eastern and Western Devon CCG                                          not known         not known     not known  £21,750,000.00
	// - Known: 0 of 211 groups open in 2013/14 with a known spend on units per head; 100% missing.
	// - What 211 of 211 groups spent on units per head is not known.
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
		fmt.Println(s.Basis, s.Least, "to", s.Most)
		fmt.Println("mean, each person counting once:", s.Mean)
		fmt.Println("mean, each group counting once:", s.MeanOfGroups)
	}
	// Output:
	// planned £9.43 to £9.43
	// mean, each person counting once: £9.43
	// mean, each group counting once: £9.43
}

func ExampleSharesAnswer() {
	fmt.Print(analysis.Shares(realMarket(), year2013).Table())
	// Output:
	// Share by provider in 2013/14, by customers
	// kind           id                   name                                                    amount  customers  of what is known  concentration
	// provider       cheshire-merseyside  NHS Cheshire and Merseyside Commissioning Support Unit                 12            22.22%
	// provider       greater-manchester   NHS Greater Manchester Commissioning Support Unit                      12            22.22%
	// provider       south-london         NHS South London Commissioning Support Unit                            12            22.22%
	// provider       north-west-london    NHS North West London Commissioning Support Unit                        8            14.81%
	// provider       anglia               NHS Anglia Commissioning Support Unit                                   5             9.26%
	// provider       central-eastern      NHS Central Eastern Commissioning Support Unit                          2              3.7%
	// provider       north-east-london    NHS North and East London Commissioning Support Unit                    1             1.85%
	// provider       north-of-england     NHS North of England Commissioning Support Unit                         1             1.85%
	// provider       surrey-sussex        NHS Surrey and Sussex Commissioning Support Unit                        1             1.85%
	// concentration  of-known             among these providers                                                                             1,810.70
	// concentration  of-market            of the market
	// - The concentration of the market is not known, since not every unit's part is.
	// - Known: 9 of 19 units that worked in 2013/14 with known customers; 52.63% missing.
	// - Of the 19 units that worked in 2013/14 the income is known of 1, recorded spend of 0, named customers of 9.
	// - The shares are of what is known, not of the market.
}

func ExampleProviderShare() {
	for _, p := range analysis.Shares(realMarket(), year2013).Providers {
		if p.Customers != nil && *p.Customers > 10 {
			fmt.Println(p.Provider, *p.Customers, "known customers,", p.Share, "of those known of all")
		}
	}
	// Output:
	// cheshire-merseyside 12 known customers, 22.22% of those known of all
	// greater-manchester 12 known customers, 22.22% of those known of all
	// south-london 12 known customers, 22.22% of those known of all
}

func ExampleMergersAnswer() {
	fmt.Print(analysis.Mergers(realMarket(), nhs.FinancialYear{}).Table())
	// Output:
	// What mergers add to concentration (HHI)
	// into                 parties                                                 on                  shares of  by            before      after       adds  of the whole market  why not known
	// midlands-lancashire  central-midlands; staffordshire-lancashire              2014-01-02/2014-06  2013/14    customers  not known  not known  not known  no                   nothing is known of central-midlands in 2013/14
	// north-east-london    north-east-london; anglia                               2014-04-01          2013/14    customers   1,810.70   1,844.99      34.29  no
	// south-east           kent-medway; south-london                               2014-04-02/2015-01  2013/14    customers  not known  not known  not known  no                   nothing is known of kent-medway in 2013/14
	// north-west           cheshire-merseyside; greater-manchester                 2014-10-01          2013/14    customers   1,810.70   2,798.35     987.65  no
	// yorkshire-humber     north-yorkshire-humber; west-south-yorkshire-bassetlaw  2014-10             2013/14    customers  not known  not known  not known  no                   nothing is known of north-yorkshire-humber in 2013/14
	// south-east           north-west-london                                       2014-10/2015-01     2013/14               not known  not known  not known  no                   with whom it merged is not known
	// arden-gem            arden; greater-east-midlands                            2015-04-01          2014/15    customers  not known  not known  not known  no                   nothing is known of arden in 2014/15
	// south-central-west   central-southern; south; south-west                     2015-04-01          2014/15    customers  not known  not known  not known  no                   nothing is known of central-southern in 2014/15
	// nel                  north-east-london; south-east                           2017-04             2016/17    customers  not known  not known  not known  no                   nothing is known of south-east in 2016/17
	// - Known: 0 of 9 mergers with the shares of every unit known; 100% missing.
	// - Of 9 of 9 mergers the shares of all units are not known; the values are among the units that are.
}

func ExampleMergerEffect() {
	m, err := analysis.MergerOf(realMarket(), year2013, "greater-manchester", "cheshire-merseyside")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range m.Mergers {
		fmt.Println("by", e.Basis, e.Before, "to", e.After, "adds", e.Adds, "whole market:", e.Complete)
	}
	// Output:
	// by customers 1,810.70 to 2,798.35 adds 987.65 whole market: false
}

func ExampleDependencyAnswer() {
	t := analysis.Dependency(realMarket(), year2013).Table()
	t.Rows = append(t.Only("north-of-england").Rows, t.Only("north-west-london").Rows...)
	fmt.Print(t)
	// Output:
	// What units live on in 2013/14, and what follows if a customer leaves
	// unit               customer                           of              amount  share  bound     over 25%  others would rise  customers named
	// north-of-england   all                                income  £56,000,000.00                                                              1
	// north-of-england   nhs-england                        income       not known    25%  at-least  yes                  33.33%
	// north-west-london  all                                             not known                                                              8
	// north-west-london  north-west-london-ccgs-share-2014               not known    75%  about     unknown                300%
	// - Known: 2 of 20 units that worked in 2013/14, or may have, with the part of a customer known; 90% missing.
	// - Of 18 of 20 units the part of no customer is known.
}

func ExampleUnitDependency() {
	for _, u := range analysis.Dependency(realMarket(), year2013).Units {
		if u.Whole != nil {
			fmt.Println(u.Unit, u.Basis, u.Whole.Short(), "named customers:", u.Named)
		}
	}
	// Output:
	// north-of-england income £56m named customers: 1
}

// What would the other customers have to pay if one left and no cost was shed?
func ExampleCustomerDependency() {
	for _, u := range analysis.Dependency(realMarket(), year2013).Units {
		for _, c := range u.Customers {
			if c.OthersRise != nil {
				fmt.Printf("%s without %s: %s stranded, the others %s up\n", u.Unit, c.Customer, c.Share, c.OthersRise)
			}
		}
	}
	// Output:
	// north-of-england without nhs-england: 25% stranded, the others 33.33% up
	// north-west-london without north-west-london-ccgs-share-2014: 75% stranded, the others 300% up
}

func ExampleChoiceAnswer() {
	c := analysis.Choice(realMarket(), nhs.MustParseDate("2015-04-01"))
	fmt.Print(c.Table().Only("contract-management"))
	fmt.Println(c.Deserts, "deserts, and", c.NotSure, "lines that may be")
	// Output:
	// Providers that a CCG could buy from on 2015-04-01, by service line
	// line                 route                           nature         eligible  perhaps  fewer than two
	// contract-management  any list                        transactional         9        0  no
	// contract-management  lpf lot 1, further-competition  transactional         9        0
	// - The same for each of 209 groups open that day: every list is national.
	// - An open procedure has no list, and an agreement with a hosted unit needs none; neither is counted.
	// - Known: 24 of 35 service lines with a known number of providers; 31.43% missing.
	// - For 11 of 35 lines it is not known which suppliers could be called on: which lots cover them, or who held a place that day, is known in part.
	// 0 deserts, and 11 lines that may be
}

func ExampleLineChoice() {
	for _, l := range analysis.Choice(realMarket(), nhs.MustParseDate("2014-04-01")).Lines[:2] {
		fmt.Println(l.Line, "before the framework:", l.Eligible, "on a list, a desert:", l.Desert)
	}
	// Output:
	// benchmarking before the framework: 0 on a list, a desert: unknown
	// benefits-case before the framework: 0 on a list, a desert: unknown
}

func ExampleRouteChoice() {
	for _, l := range analysis.Choice(realMarket(), nhs.MustParseDate("2015-04-01")).Lines {
		if l.Line != "medicines" {
			continue
		}
		for _, r := range l.Routes {
			fmt.Println(r.Route, r.Framework, r.Lot, len(r.Eligible), "listed, anybody:", r.Unlimited)
		}
	}
	// Output:
	// further-competition lpf 2a 7 listed, anybody: false
	// open   0 listed, anybody: true
}

// No agreement of the real market is on file; the worked ones show a cliff.
func ExampleExpiryAnswer() {
	day := nhs.MustParseDate("2013-04-01")
	fmt.Print(analysis.Expiry(realMarket(), day).Table())
	fmt.Print(analysis.Expiry(workedMarket(), day).Table())
	// Output:
	// What ends from 2013-04-01
	// month  quarter  agreements  call-offs  value known  value not known  go on
	// - By 31 March 2016 end 0 of 0, and by 30 April 0.
	// - Known: 0 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known; 100% missing.
	// - Of 211 of 211 groups open on 2013-04-01 no agreement or call-off with a known end is on file.
	// - When 3 agreements or call-offs end is not known to the month.
	// What ends from 2013-04-01
	// month    quarter     agreements  call-offs    value known  value not known  go on
	// 2014-09  2014/15 Q2           1          0  £1,432,066.50                0      4
	// 2015-03  2014/15 Q4           1          0          £0.00                1      3
	// 2016-03  2015/16 Q4           2          0  £4,209,583.30                1      1
	// 2018-03  2017/18 Q4           1          0  £5,050,000.00                0      0
	// - The cliff: 2 of 5 end on 2016-03-31.
	// - By 31 March 2016 end 4 of 5, and by 30 April 4.
	// - Known: 1 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known; 99.53% missing.
	// - Of 210 of 211 groups open on 2013-04-01 no agreement or call-off with a known end is on file.
	// - When 4 agreements or call-offs end is not known to the month.
	// - Synthetic: figures in it are made up.
}

func ExampleExpiryMonth() {
	for _, m := range analysis.Expiry(workedMarket(), nhs.MustParseDate("2015-04-01")).Months {
		fmt.Println(m.Month, m.Quarter, m.Agreements, m.Value)
	}
	// Output:
	// 2016-03 2015/16 Q4 2 £4,209,583.30
	// 2018-03 2017/18 Q4 1 £5,050,000.00
}

func ExampleCliff() {
	cliff := analysis.Expiry(workedMarket(), nhs.MustParseDate("2013-04-01")).Cliff
	fmt.Println(cliff.On, cliff.Ends, cliff.Share)
	// Output:
	// 2016-03-31 2 40%
}

func ExampleTransparencyAnswer() {
	fmt.Print(analysis.Transparency(realMarket(), nhs.Date{}).Table())
	fmt.Print(analysis.Transparency(workedMarket(), nhs.MustParseDate("2014-01-01")).Table())
	// Output:
	// What the public may see of the agreements
	// kind             part  level  reason  agreements  of all  value
	// all                                            0          £0.00
	// open                                           0
	// partly                                         0
	// withheld                                       0
	// value disclosed                                           £0.00
	// - Known: 0 of 248 groups with an agreement on file; 100% missing.
	// - Of 248 of 248 groups no agreement is on file.
	// What the public may see of the agreements in force on 2014-01-01
	// kind             part            level         reason                                agreements  of all           value
	// all                                                                                           3    100%  £10,691,649.80
	// open                                                                                          1  33.33%
	// partly                                                                                        1  33.33%
	// withheld                                                                                      1  33.33%
	// part             (all)           confidential  commercial                                     1  33.33%
	// part             /lines/*/price  confidential  the desk is being tendered elsewhere           1  33.33%
	// value disclosed                                                                                  13.39%   £1,432,066.50
	// - Known: 0 of 211 groups open on 2014-01-01 with an agreement on file; 100% missing.
	// - Of 211 of 211 groups open on 2014-01-01 no agreement is on file.
	// - Synthetic: figures in it are made up.
}

func ExampleWithheldPart() {
	for _, p := range analysis.Transparency(workedMarket(), nhs.Date{}).Parts {
		fmt.Printf("%q %s: %s\n", p.Part, p.Level, p.Reason)
	}
	// Output:
	// "" confidential: commercial
	// "/lines/*/price" confidential: the desk is being tendered elsewhere
}

func ExampleMixAnswer() {
	fmt.Print(analysis.Mix(realMarket(), nhs.MustParseDate("2015-04-01")).Table().Only("nature"))
	// Output:
	// Who does the work on 2015-04-01: groups that make, buy or share
	// kind    id                nature            make  buy  share  differs by part  known     of
	// nature  transactional     transactional        0    0      0                0      0  4,807
	// nature  transformational  transformational     0    0      0                0      0  1,672
	// nature  clinical          clinical             0    0      0                0      0    836
	// - Known: 0 of 7315 pairs of a group open on 2015-04-01 and a service line with a known choice; 100% missing.
	// - For 7315 of 7315 pairs of a group and a line it is not known who does the work.
}

func ExampleLineMix() {
	chosen := func(group nhs.OrgID, kind decision.Kind) decision.Decision {
		return decision.Decision{
			CCG: group, Line: "finance", Date: nhs.MustParseDate("2013-10-18"),
			Options: []decision.Option{{ID: "chosen", Kind: kind}}, Chosen: "chosen",
		}
	}
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	market.Decisions = []decision.Decision{chosen("00C", decision.Make), chosen("00D", decision.Buy), chosen("00J", decision.Buy)}
	for _, l := range analysis.Mix(commissioning.NewIndex(market), nhs.MustParseDate("2014-01-01")).Lines {
		if l.Known() > 0 {
			fmt.Println(l.Line, "made by", l.Make, "bought by", l.Buy, "and shared by", l.Share, "of", l.Of)
		}
	}
	// Output:
	// finance made by 1 bought by 2 and shared by 0 of 211
}
