package analysis_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleChoiceResult() {
	c := analysis.Choice(realMarket(), nhs.MustParseDate("2015-04-01"))
	fmt.Print(c.Table().Only("contract-management"))
	fmt.Println(c.Deserts, "deserts, and", c.NotSure, "lines that may be")
	// Output:
	// Providers from which a CCG could buy on 2015-04-01, by service line
	// line                 route                           nature         eligible  possibly more  fewer than two
	// contract-management  any list                        transactional         9              0  no
	// contract-management  lpf lot 1, further-competition  transactional         9              0
	// - It applies to each of the 209 groups open that day: every list is national.
	// - An open procedure has no list, and an agreement with a hosted unit needs none; neither is counted.
	// - Known: 24 of 35 service lines with a known number of providers; 31.43% missing.
	// - The suppliers that could be called on are uncertain for 11 of 35 lines: which lots cover them, or who held a place that day, is known only in part.
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
func ExampleExpiryResult() {
	day := nhs.MustParseDate("2013-04-01")
	fmt.Print(analysis.Expiry(realMarket(), day).Table())
	fmt.Print(analysis.Expiry(workedMarket(), day).Table())
	// Output:
	// What ends from 2013-04-01
	// month  quarter  agreements  call-offs  value known  value not known  continue
	// - By 2016-03-31: 0 of 0 end.
	// - By 2016-04-30: 0 of 0 end.
	// - Known: 0 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known; 100% missing.
	// - No agreement or call-off with a known end is on file for 211 of 211 groups open on 2013-04-01.
	// - The month in which 4 agreements or call-offs end is unknown.
	// What ends from 2013-04-01
	// month    quarter     agreements  call-offs    value known  value not known  continue
	// 2014-09  2014/15 Q2           1          0  £1,432,066.50                0         4
	// 2015-03  2014/15 Q4           1          0      not known                1         3
	// 2016-03  2015/16 Q4           2          0  £4,209,583.30                1         1
	// 2018-03  2017/18 Q4           1          0  £5,050,000.00                0         0
	// - Cliff: 2 of 5 end on 2016-03-31.
	// - By 2016-03-31: 4 of 5 end.
	// - By 2016-04-30: 4 of 5 end.
	// - Known: 1 of 211 groups open on 2013-04-01 with an agreement or call-off whose end is known; 99.53% missing.
	// - No agreement or call-off with a known end is on file for 210 of 211 groups open on 2013-04-01.
	// - The month in which 5 agreements or call-offs end is unknown.
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

func ExampleTransparencyResult() {
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
	// - No agreement is on file for 248 of 248 groups.
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
	// - No agreement is on file for 211 of 211 groups open on 2014-01-01.
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

func ExampleMixResult() {
	fmt.Print(analysis.Mix(realMarket(), nhs.MustParseDate("2015-04-01")).Table().Only("nature"))
	// Output:
	// Who does the work on 2015-04-01: groups that make, buy or share
	// kind    id                nature            make  buy  share  differs by part  known     of
	// nature  transactional     transactional        0    0      0                0      0  4,807
	// nature  transformational  transformational     0    0      0                0      0  1,672
	// nature  clinical          clinical             0    0      0                0      0    836
	// - Known: 0 of 7315 pairs of a group open on 2015-04-01 and a service line with a known choice; 100% missing.
	// - Who does the work is unknown for 7,315 of 7,315 pairs of a group and a line.
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

func ExampleDeadline() {
	for _, d := range analysis.Expiry(realMarket(), nhs.MustParseDate("2013-04-01")).Deadlines {
		fmt.Println(d.Ends, "end by", d.On)
	}
	// Output:
	// 0 end by 2016-03-31
	// 0 end by 2016-04-30
}

func ExampleSpreadShares() {
	for _, s := range analysis.PerHead(oneGroup(), year2013).Spreads {
		fmt.Println(s.Mean, "is", s.OfAllowance.Mean, "of the allowance")
	}
	// Output: £9.43 is 37.72% of the allowance
}
