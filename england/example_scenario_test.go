package england_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

func ExampleScenario() {
	_, err := england.Scenario("no-such")
	fmt.Println(err)
	cliff, err := england.Scenario("cliff")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cliff.Title, cliff.AsOf)
	// Output:
	// unknown scenario "no-such": use one of fifteen-places, anglia-at-once, ten-per-cent-cut, close-on-award, cliff, last-units
	// Every agreement ends in April 2016 2016-03-31
}

func ExampleScenarios() {
	scenarios, err := england.Scenarios()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range scenarios {
		fmt.Printf("%s: %s\n", s.ID, s.Title)
	}
	// Output:
	// fifteen-places: Fifteen places on the framework, and the two units that lost take one
	// anglia-at-once: Anglia joins North and East London when its end is announced
	// ten-per-cent-cut: Allowance cut by 10% in 2015/16
	// close-on-award: North West and Yorkshire and Humber close when they miss the framework
	// cliff: Every agreement ends in April 2016
	// last-units: The last four units close on 31 March 2027
}

func ExampleScenarios_fifteenPlaces() {
	market, err := england.Market()
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("fifteen-places")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	_, difference := what.Run(rule.Options{})
	fmt.Print(difference)
	// Output:
	// 1: north-west, an unsuccessful bidder, holds a place on lot 1 of lpf from 2015-03-31
	// 2: yorkshire-humber, an unsuccessful bidder, holds a place on lot 1 of lpf from 2015-03-31
	// 0: lot 1 of lpf has 15 places; 11 suppliers hold one on 2015-03-31, so 4 are free
	// resolved finding FW-15 framework/lpf: 9 places awarded on lot 1, but 10 to 15 planned: look at who was refused
	// Choice and deserts: 64 rows differ
	//   benchmarking any list: eligible 9 -> 11
	//   benchmarking lpf lot 1, further-competition: eligible 9 -> 11
	//   benefits-case any list: eligible 9 -> 11
	//   benefits-case lpf lot 1, further-competition: eligible 9 -> 11
	//   bi-reporting any list: eligible 9 -> 11
	//   bi-reporting lpf lot 1, further-competition: eligible 9 -> 11
	//   claims any list: possibly more 9 -> 11
	//   claims lpf lot 1, further-competition: possibly more 9 -> 11
	//   and 56 more
}

func ExampleScenarios_angliaAtOnce() {
	market, err := england.Market()
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("anglia-at-once")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	after, difference := what.Run(rule.Options{})
	fmt.Print(difference)

	day := nhs.MustParseDate("2013-11-01")
	before, then := market.CSUs.On(day), after.CSUs.On(day)
	fmt.Printf("units at work on %s: %d to %d, and not %d to %d\n", day,
		then.Certain, then.Certain+then.Possible, before.Certain, before.Certain+before.Possible)
	// Output:
	// 0: anglia ends on 2013-10-31 (taken-over); originally it ended 2014-03-31
	// Bodies, mergers and lineages: 1 row differs
	//   csu 2013/14: mergers 0 -> 1, merged away 0 -> 1
	// Share by provider and concentration: 10 rows differ
	//   provider cheshire-merseyside: of what is known 22.22% -> 20.34%
	//   provider greater-manchester: of what is known 22.22% -> 20.34%
	//   provider south-london: of what is known 22.22% -> 20.34%
	//   provider north-west-london: of what is known 14.81% -> 13.56%
	//   provider anglia: of what is known 9.26% -> 8.47%
	//   provider central-eastern: of what is known 3.7% -> 3.39%
	//   provider north-east-london: customers 1 -> 6, of what is known 1.85% -> 10.17%
	//   provider north-of-england: of what is known 1.85% -> 1.69%
	//   and 2 more
	// What a merger changes: 2 rows differ
	//   north-east-london north-east-london; anglia 2014-04-01: removed
	//   north-west cheshire-merseyside; greater-manchester 2014-10-01: before 1,810.70 -> 1,617.35, after 2,798.35 -> 2,444.70, adds 987.65 -> 827.35
	// Dependency of units on their customers: 1 row differs
	//   north-east-london all: customers named 1 -> 6
	// units at work on 2013-11-01: 17 to 18, and not 18 to 19
}

func ExampleScenarios_tenPerCentCut() {
	market, err := synthetic.Market(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("ten-per-cent-cut")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	_, difference := what.Run(rule.Options{})
	fmt.Println(difference.Changes[0].Description)

	fmt.Println("synthetic:", difference.Synthetic)
	fmt.Println("groups whose plan no longer fits:", len(difference.Introduced))
	for _, f := range difference.Introduced[:3] {
		fmt.Println(f.Rule, f.Subject, f.Message)
	}
	// Output:
	// the allowance for 2015/16 is £22.257 per head: £24.73 of 2014/15, changed by -10%
	// synthetic: true
	// groups whose plan no longer fits: 141
	// SP-01 ccg/00C planned £2,500,319.57 on running costs, £172,526.71 over the allowance of £2,327,792.86: check whether programme costs are counted
	// SP-01 ccg/00D planned £6,764,522.26 on running costs, £468,239.53 over the allowance of £6,296,282.73: check whether programme costs are counted
	// SP-01 ccg/00J planned £5,638,413.96 on running costs, £231,699.01 over the allowance of £5,406,714.95: check whether programme costs are counted
}

func ExampleScenarios_closeOnAward() {
	market, err := england.Market()
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("close-on-award")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	_, difference := what.Run(rule.Options{})
	for _, c := range difference.Changes {
		fmt.Println(c.Description)
	}
	fmt.Println("customers that need another supplier:", len(difference.Exits))
	fmt.Println(difference.Exits[0])
	// Output:
	// north-west ends on 2015-03-31 (closed); originally it ended 2016-03-31
	// yorkshire-humber ends on 2015-03-31 (closed); originally it ended 2016-03-31
	// customers that need another supplier: 47
	// north-west needs a successor by 2015-04-01 for 00T; further-competition: start by 2015-01-01 (unknown if a framework is live), open: start by 2014-04-01
}

func ExampleScenarios_cliff() {
	market, err := synthetic.Market(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("cliff")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	_, difference := what.Run(rule.Options{})
	fmt.Println("synthetic:", difference.Synthetic)
	fmt.Println("agreements that end on the day and not later:", len(difference.Changes))
	fmt.Println(difference.Changes[0].Description)
	fmt.Println("customers that need a successor:", len(difference.Exits))
	fmt.Println(difference.Exits[0])
	for _, a := range difference.Analyses {
		if a.Name == "expiry" {
			for _, row := range a.Rows {
				fmt.Println(row)
			}
		}
	}
	// Output:
	// synthetic: true
	// agreements that end on the day and not later: 10
	// agreement synthetic-00R ends on 2016-03-31 instead of 2018-03-31
	// customers that need a successor: 55
	// north-of-england needs a successor by 2016-04-01 for 00C synthetic-00C; further-competition: start by 2016-01-01, open: start by 2015-04-01
	// 2016-03: agreements 45 -> 55, value known £371,715,629.40 -> £470,788,242.57, continue 10 -> 0
	// 2018-03: removed
}

func ExampleScenarios_lastUnits() {
	market, err := england.Market()
	if err != nil {
		fmt.Println(err)
		return
	}
	past, err := england.Scenario("last-units")
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: past}
	_, difference := what.Run(rule.Options{})
	fmt.Print(difference)
	// Output:
	// 0: arden-gem ends on 2027-03-31 (closed); originally it had no end on file
	// 0: midlands-lancashire ends on 2027-03-31 (closed); originally it had no end on file
	// 0: north-of-england ends on 2027-03-31 (closed); originally it had no end on file
	// 0: south-central-west ends on 2027-03-31 (closed); originally it had no end on file
	// Bodies, mergers and lineages: 1 row differs
	//   csu 2027/28: open on 1 April 4 -> 0
	// Share by provider and concentration: 2 rows differ
	//   provider north-of-england: removed
	//   concentration of-known: concentration 10,000.00 -> not known
	// Dependency of units on their customers: 4 rows differ
	//   arden-gem all: removed
	//   midlands-lancashire all: removed
	//   north-of-england all: removed
	//   south-central-west all: removed
	// Choice and deserts: 107 rows differ
	//   benchmarking any list: possibly more 12 -> 8
	//   benchmarking hssf lot 1, route not known: possibly more 7 -> 5
	//   benchmarking lpf lot 1, further-competition: possibly more 7 -> 3
	//   benefits-case any list: possibly more 12 -> 8
	//   benefits-case hssf lot 1, route not known: possibly more 7 -> 5
	//   benefits-case lpf lot 1, further-competition: possibly more 7 -> 3
	//   bi-reporting any list: possibly more 12 -> 8
	//   bi-reporting hssf lot 1, route not known: possibly more 7 -> 5
	//   and 99 more
	// north-of-england needs a successor by 2027-04-01 for QHM; further-competition: start by 2027-01-01 (unknown if a framework is live), open: start by 2026-04-01
}
