package whatif_test

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

// A scenario of one's own, in ten lines: what if South London and Kent and Medway
// had merged a year before they did?
func ExampleWhatIf() {
	market, err := england.Market()
	if err != nil {
		fmt.Println(err)
		return
	}
	what := whatif.WhatIf{Market: *market, Scenario: whatif.Scenario{Events: []whatif.Event{{
		On: nhs.MustParseDate("2013-10-01"), Action: whatif.MergeCSUs,
		Bodies: []nhs.OrgID{"south-london", "kent-medway"}, Into: "south-east-early", Name: "South East, a year early",
	}}}}
	after, difference := what.Run(rule.Options{})
	fmt.Println(difference.Changes[0].Description)
	fmt.Println(difference.Changes[1].Description)
	fmt.Println("units:", market.CSUs.On(nhs.MustParseDate("2013-10-01")).Certain, "and then", after.CSUs.On(nhs.MustParseDate("2013-10-01")).Certain)
	// Output:
	// south-east-early, a new unit, opens on 2013-10-01
	// south-london ends on 2013-09-30 (merged); originally it ended 2014-04-02/2015-01
	// units: 18 and then 17
}

func ExampleWhatIfRules() {
	what := whatif.WhatIf{Scenario: whatif.Scenario{ID: "mine", Events: []whatif.Event{
		{On: nhs.MustParseDate("2014-04-01"), Action: whatif.CloseCSU, Bodies: []nhs.OrgID{"anglia"}},
		{Action: "abolish"},
	}}}
	for _, f := range whatif.WhatIfRules().Check(&what, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path, f.Message)
	}
	// Output:
	// WIF-02 /scenario/events/0/bodies/0 unknown unit "anglia"; use a slug or code of the register
	// WIF-01 /scenario/events/1/do unknown action "abolish"; want one of award-place, bring-in-house, change-allowance, close-csu, disclose-agreements, end-agreements, end-call-off, let-call-off, limit-places, merge-ccgs, merge-csus, remove-place, share-line
}

// A scenario is a document: it can be written, kept and sent.
func ExampleScenario() {
	s, err := document.Decode[whatif.Scenario]([]byte(`{
		"id": "no-capita",
		"events": [{"on": "2016-04-01", "do": "remove-place", "framework": "lpf", "lot": "1", "supplier": "capita"}]
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.ID, s.Events[0].Action, s.Events[0].Supplier)
	// Output:
	// no-capita remove-place capita
}

func ExampleEvent() {
	tenth := nhs.MustParsePercent("-10")
	e := whatif.Event{
		On: nhs.MustParseDate("2015-04-01"), Action: whatif.ChangeAllowance,
		Year: nhs.MustParseFinancialYear("2015/16"), From: nhs.MustParseFinancialYear("2014/15"), Change: &tenth,
	}
	document, err := json.Marshal(e)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(document))
	// Output:
	// {"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"-10"}
}

func ExampleAction() {
	e := whatif.Event{Action: whatif.CloseCSU, On: nhs.MustParseDate("2014-09-30"), Bodies: []nhs.OrgID{"central-eastern"}}
	fmt.Println(e.Action, e.Bodies, "last day", e.On)
	// Output:
	// close-csu [central-eastern] last day 2014-09-30
}

// cut is a small market, and a tenth off the allowance of its two groups.
func cut() whatif.Difference {
	year := func(y, plan string) ccg.Year {
		total := nhs.MustParseMoney(plan)
		return ccg.Year{Year: nhs.MustParseFinancialYear(y), Plan: &ccg.Statement{Total: &total}}
	}
	group := func(code nhs.OrgID, plan string) ccg.Group {
		before := year("2014/15", plan)
		before.Allowance = &ccg.Allowance{Amount: nhs.MustParseMoney("2000000"), Status: ccg.Published}
		return ccg.Group{Code: code, Name: "NHS " + string(code) + " CCG", Opened: nhs.MustParseDate("2013-04-01"), Years: []ccg.Year{before, year("2015/16", plan)}}
	}
	tenth := nhs.MustParsePercent("-10")
	what := whatif.WhatIf{
		Market: commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{group("00C", "1750000"), group("00D", "1900000")}}},
		Scenario: whatif.Scenario{ID: "cut", Events: []whatif.Event{{
			On: nhs.MustParseDate("2015-04-01"), Action: whatif.ChangeAllowance,
			Year: nhs.MustParseFinancialYear("2015/16"), From: nhs.MustParseFinancialYear("2014/15"), Change: &tenth,
		}}},
	}
	_, difference := what.Run(rule.Options{})
	return difference
}

func ExampleDifference() {
	difference := cut()
	fmt.Println("changed:", difference.Changes[0].Description)
	for _, f := range difference.Introduced {
		fmt.Println(f.Rule, f.Subject, f.Message)
	}
	// Output:
	// changed: the allowance for 2015/16 is £22.257 per head: £24.73 of 2014/15, changed by -10%
	// SP-01 ccg/00D planned £1,900,000.00 on running costs, £100,000.00 over the allowance of £1,800,000.00: check whether programme costs are counted
}

func ExampleChange() {
	for _, c := range cut().Changes {
		fmt.Println("event", c.Event, "makes:", c.Description)
	}
	// Output:
	// event 0 makes: the allowance for 2015/16 is £22.257 per head: £24.73 of 2014/15, changed by -10%
}

func ExampleAnalysisChange() {
	for _, a := range cut().Analyses {
		fmt.Println(a.Name, len(a.Rows))
	}
	// Output:
	// per-head 3
	// allowance 2
}

func ExampleRowChange() {
	fmt.Println(cut().Analyses[0].Rows[0])
	// Output:
	// group 00C planned: allowance not known -> £1,800,000.00
}

func ExampleCellChange() {
	row := cut().Analyses[0].Rows[1]
	for _, c := range row.Cells[:1] {
		fmt.Printf("%v: %s was %q and is %q\n", row.Row, c.Heading, c.Before, c.After)
	}
	// Output: [group 00D planned]: allowance was "" and is "£1,800,000.00"
}

// closing is a market in which one unit serves one group.
func closing() *commissioning.Index {
	return commissioning.NewIndex(&commissioning.Market{CSUs: csu.Register{Units: []csu.Unit{{
		Slug: "north-of-england", Name: "NECS", Stage: csu.Working, Opened: nhs.MustParsePartialDate("2013-04-01"),
		Customers: []csu.Customer{{ID: "00C", From: nhs.MustParsePartialDate("2013-04-01")}},
	}}}})
}

func ExampleExitPlan() {
	for _, e := range whatif.ExitPlan(closing(), map[nhs.OrgID]nhs.Date{"north-of-england": nhs.MustParseDate("2027-03-31")}) {
		fmt.Println(e)
	}
	// Output:
	// north-of-england needs a successor by 2027-04-01 for 00C; further-competition: start by 2027-01-01 (no framework is live), open: start by 2026-04-01
}

func ExampleHandover() {
	exits := whatif.ExitPlan(closing(), map[nhs.OrgID]nhs.Date{"north-of-england": nhs.MustParseDate("2027-03-31")})
	fmt.Println(exits[0].Customer, "needs another supplier from", exits[0].NeededBy)
	// Output:
	// 00C needs another supplier from 2027-04-01
}

func ExampleLatestStart() {
	exits := whatif.ExitPlan(closing(), map[nhs.OrgID]nhs.Date{"north-of-england": nhs.MustParseDate("2027-03-31")})
	for _, s := range exits[0].Starts {
		fmt.Printf("%s: safe until %s, at the very last %s; a framework is live: %s\n", s.Route, s.Conservative, s.Latest, s.Live)
	}
	// Output:
	// further-competition: safe until 2027-01-01, at the very last 2027-02-01; a framework is live: no
	// open: safe until 2026-04-01, at the very last 2026-07-01; a framework is live: yes
}
