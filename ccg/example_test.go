package ccg_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func year(s string) nhs.FinancialYear { return nhs.MustParseFinancialYear(s) }

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func pounds(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

// The worked example of the package's documentation.
func Example() {
	allowance, err := ccg.EstimateAllowance(year("2013/14"), 200_000)
	if err != nil {
		fmt.Println(err)
		return
	}
	y := ccg.Year{
		Year:      year("2013/14"),
		Headcount: &ccg.Headcount{People: 200_000, Basis: ccg.Scaled},
		Allowance: &allowance,
		Plan: &ccg.Statement{Parts: []ccg.Part{
			{Category: ccg.FromCSU, Amount: pounds("£1,900,000"), Funding: ccg.RunningCost},
		}},
	}
	perHead, known := y.PerHead(y.Plan, ccg.FromCSU)
	fmt.Println(allowance.Amount, allowance.Status)
	fmt.Println(perHead, known)
	for _, f := range ccg.YearRules().Check(&y, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output:
	// £5,000,000.00 estimated
	// £9.50 true
	// info: SP-08: ccg-year at /plan/parts/0/amount: £1,900,000.00 for 200,000 people, about £9.50 per head, is above both reported means, just over £9 and £9.43 per head; compare what is bought
}

func ExampleGroup() {
	g := ccg.Group{
		Code: "00F", Name: "NHS Gateshead CCG",
		Opened: day("2013-04-01"), Closed: day("2015-03-31"),
	}
	fmt.Println(g.OpenOn(day("2015-03-31")), g.OpenOn(day("2015-04-01")))
	// Output: true false
}

func ExampleGroup_NameOn() {
	g := ccg.Group{
		Code: "01K", Name: "NHS Morecambe Bay CCG",
		Names: []lineage.Name{
			{Name: "NHS Lancashire North CCG", FirstSeen: nhs.MustParsePartialDate("2013-04")},
			{Name: "NHS Morecambe Bay CCG", FirstSeen: nhs.MustParsePartialDate("2017-04")},
		},
	}
	fmt.Println(g.NameOn(day("2016-01-01")))
	fmt.Println(g.NameOn(day("2018-01-01")))
	// Output:
	// NHS Lancashire North CCG
	// NHS Morecambe Bay CCG
}

func ExampleGroup_Population() {
	g := ccg.Group{Code: "05C", Populations: []ccg.Population{
		{Year: 2017, People: 32_601, Basis: ccg.Registered, Partial: true},
		{Year: 2018, People: 312_824, Basis: ccg.Registered},
	}}
	_, ok := g.Population(2017, ccg.Registered)
	fmt.Println(ok)
	p, ok := g.Population(2018, ccg.Registered)
	fmt.Println(p.People, ok)
	// Output:
	// false
	// 312,824 true
}

func ExampleGroupRules() {
	g := ccg.Group{Code: "13T", Name: "NHS Newcastle Gateshead CCG", Opened: day("2015-04-01"), Closed: day("2022-07-01")}
	err := ccg.GroupRules().Check(&g, rule.Options{}).Err(rule.Warning)
	fmt.Println(errors.Is(err, ccg.RuleDatesWithinLife))
	fmt.Println(err)
	// Output:
	// true
	// error: CCG-02: ccg/13T at /closed: closed on 2022-07-01: groups existed only from 2013-04-01 to 2022-06-30; give the group's own last day
}

func ExampleONSCode() {
	c := ccg.ONSCode{
		Code:      "E38000215",
		FirstSeen: nhs.MustParsePartialDate("2017-04"),
		LastSeen:  nhs.MustParsePartialDate("2021-06"),
	}
	fmt.Println(c.Code, "seen from", c.FirstSeen, "to", c.LastSeen)
	// Output: E38000215 seen from 2017-04 to 2021-06
}

func ExamplePeople() {
	var p ccg.People
	fmt.Println(json.Unmarshal([]byte("312824"), &p), p)
	fmt.Println(json.Unmarshal([]byte("0"), &p))
	// Output:
	// <nil> 312,824
	// not a valid number of people: "0": want a whole number from 1 to 1000000000
}

func ExamplePopulation() {
	p := ccg.Population{
		Year: 2017, People: 107_776, Basis: ccg.Registered,
		Boundaries: day("2017-04-01"), Measure: "QOF 2016/17 practice list sizes",
	}
	fmt.Printf("%v people %s in %d\n", p.People, p.Basis, p.Year)
	// Output: 107,776 people registered in 2017
}

func ExampleBasis() {
	allowance, _ := ccg.EstimateAllowance(year("2013/14"), 206_079)
	y := ccg.Year{
		Year:      year("2013/14"),
		Headcount: &ccg.Headcount{People: 206_079, Basis: ccg.Registered},
		Allowance: &allowance,
	}
	for _, f := range ccg.YearRules().Check(&y, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Message)
	}
	// Output:
	// CCG-06 population basis "registered": an allowance rests on the ONS-scaled one; use "ons-scaled"
}

func ExampleRate() {
	for _, r := range ccg.Rates() {
		fmt.Println(r.Year, r.PerHead)
	}
	// Output:
	// 2013/14 £25.00
	// 2014/15 £24.73
	// 2015/16 £22.07
}

func ExampleNoRateError() {
	_, err := ccg.EstimateAllowance(year("2016/17"), 200_000)
	if unknown, ok := errors.AsType[*ccg.NoRateError](err); ok {
		fmt.Println(err)
		fmt.Println(unknown.Year)
	}
	// Output:
	// unknown running-cost allowance per head for 2016/17
	// 2016/17
}

func ExampleRegister() {
	r := ccg.Register{
		Groups: []ccg.Group{
			{Code: "00F", Name: "NHS Gateshead CCG", Opened: day("2013-04-01"), Closed: day("2015-03-31")},
			{Code: "13T", Name: "NHS Newcastle Gateshead CCG", Opened: day("2015-04-01"), Closed: day("2022-06-30")},
		},
		Successions: []lineage.Succession{
			{Predecessor: "00F", Successor: "13T", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.Merger},
		},
	}
	for s := range r.History().Successions("00F") {
		fmt.Println(s.Successor, s.Effective)
	}
	fmt.Println(ccg.RegisterRules().Check(&r, rule.Options{}).Err(rule.Info))
	// Output:
	// 13T 2015-04-01
	// <nil>
}

func ExampleICB() {
	b := ccg.ICB{Code: "QHM", Name: "NHS North East and North Cumbria Integrated Care Board", Opened: day("2022-07-01")}
	fmt.Println(b.Code, "since", b.Opened)
	// Output: QHM since 2022-07-01
}

func ExampleYear() {
	y := ccg.Year{
		Year:      year("2013/14"),
		Allowance: &ccg.Allowance{Amount: *pounds("£2,200,000"), Status: ccg.Published, Precision: pounds("£10,000")},
		Outturn:   &ccg.Statement{Total: pounds("£2,250,000")},
	}
	for _, f := range ccg.YearRules().Check(&y, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output:
	// error: SP-01: ccg-year at /outturn/total: spent £2,250,000.00 on running costs, £50,000.00 over the allowance of £2,200,000.00: check whether programme costs are counted
}

func ExampleHeadcount() {
	y := ccg.Year{
		Headcount: &ccg.Headcount{People: 150_000, Basis: ccg.Scaled},
		Plan: &ccg.Statement{Parts: []ccg.Part{
			{Category: ccg.InHouse, Amount: pounds("£1,993,500"), Funding: ccg.RunningCost},
		}},
	}
	perHead, known := y.PerHead(y.Plan, ccg.InHouse)
	fmt.Println(perHead, known)
	// Output: £13.29 true
}

func ExampleStatus() {
	a, _ := ccg.EstimateAllowance(year("2015/16"), 100_000)
	fmt.Println(a.Amount, a.Status, a.Status == ccg.Published)
	// Output: £2,207,000.00 estimated false
}

func ExampleAllowance() {
	a := ccg.Allowance{Amount: *pounds("£2,200,000"), Status: ccg.Published, Source: "pharmafield_2012"}
	a.Precision = pounds("£10,000")
	text, _ := json.Marshal(a)
	fmt.Println(string(text))
	// Output: {"amount":"2200000.00","status":"published","precision":"10000.00","source":"pharmafield_2012"}
}

func ExampleStatement() {
	s := ccg.Statement{Parts: []ccg.Part{
		{Category: ccg.FromCSU, Amount: pounds("£1,800,000"), Funding: ccg.RunningCost},
		{Category: ccg.InHouse, Amount: pounds("£2,600,000"), Funding: ccg.RunningCost},
	}}
	_, known := s.RunningCost()
	fmt.Println("without the others:", known)

	s.Parts = append(s.Parts, ccg.Part{Category: ccg.FromOthers, Amount: pounds("£60,000"), Funding: ccg.RunningCost})
	total, known := s.RunningCost()
	fmt.Println("with them:", total, known)
	// Output:
	// without the others: false
	// with them: £4,460,000.00 true
}

func ExamplePart() {
	s := ccg.Statement{Parts: []ccg.Part{
		{Category: ccg.FromCSU, Amount: pounds("£1,800,000"), Funding: ccg.RunningCost},
		{Category: ccg.FromCSU, Amount: pounds("£400,000"), Funding: ccg.Programme}, // GP IT
	}}
	fmt.Println(s.Spent(ccg.FromCSU))
	// Output: £1,800,000.00 true
}

func ExampleCategory() {
	s := ccg.Statement{Parts: []ccg.Part{{Category: ccg.FromOthers, Funding: ccg.RunningCost}}}
	_, known := s.Spent(ccg.FromOthers)
	fmt.Println(known) // the amount is missing, which is not zero
	// Output: false
}

func ExampleFunding() {
	p := ccg.Part{Category: ccg.FromCSU, Amount: pounds("£400,000"), Funding: ccg.Programme}
	text, _ := json.Marshal(p)
	fmt.Println(string(text))
	// Output: {"category":"csu","amount":"400000.00","funding":"programme"}
}

func ExampleReclassification() {
	y := ccg.Year{
		Year:    year("2013/14"),
		Recodes: []ccg.Reclassification{{Amount: *pounds("£300,000")}},
	}
	for _, f := range ccg.YearRules().Check(&y, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output: warning: SP-04: ccg-year at /recodes/0/reason: £300,000.00 moved from running costs to programme without a reason: give one
}

func ExampleTransfer() {
	y := ccg.Year{
		Year:      year("2013/14"),
		Transfers: []ccg.Transfer{{Amount: *pounds("£50,000")}},
	}
	rules, err := ccg.YearRules().Select(ccg.RuleTransfer) // off unless selected
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range rules.Check(&y, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: SP-05 /transfers/0
}

func ExampleByConstruction() {
	for _, m := range ccg.ByConstruction() {
		fmt.Println(m.ID, m.ByConstruction.Test)
	}
	// Output:
	// SP-20 TestICBEnvelopeIsNoAllowance
	// SP-21 TestFinancialYearIsAprilToMarch
}

func ExampleSubICB() {
	s := ccg.SubICB{
		Code: "06H", Name: "NHS Cambridgeshire and Peterborough ICB - 06H", Opened: day("2022-07-01"),
		Boards: []ccg.Placement{{ICB: "QUE", From: day("2022-07-01"), Until: day("2026-03-31")}, {ICB: "S1Y5D", From: day("2026-04-01")}},
	}
	fmt.Println(s.OpenOn(day("2022-06-30")), s.ICBOn(day("2022-07-01")), s.ICBOn(day("2026-04-01")))
	// Output: false QUE S1Y5D
}

func ExamplePlacement() {
	p := ccg.Placement{ICB: "QUE", From: day("2022-07-01"), Until: day("2026-03-31")}
	fmt.Println(p.ICB, "from", p.From, "until", p.Until)
	// Output: QUE from 2022-07-01 until 2026-03-31
}

func ExamplePCT() {
	t := ccg.PCT{Code: "5D7", Name: "Newcastle", Opened: nhs.MustParsePartialDate("../2013-03-31"), Closed: day("2013-03-31")}
	fmt.Println(t.OpenOn(day("2012-04-01")), t.OpenOn(day("2013-03-31")), t.OpenOn(day("2013-04-01")))
	// Output: unknown yes no
}
