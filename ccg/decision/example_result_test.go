package decision_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func ExampleResult() {
	_, result := worked("service-redesign")
	fmt.Println(result.Words[3])
	// Output:
	// This is too close to call: one point on a single score could change the order. The governing body has to judge what the figures cannot.
}

func ExamplePlace() {
	_, result := worked("funding-requests")
	p := result.Ranking[0]
	fmt.Println(p.Rank, p.Name, p.Kind, p.Points, p.Cost)
	// Output: 1 Take it in house make 75 £168,000.00
}

func ExampleExclusion() {
	_, result := worked("funding-requests")
	e := result.Excluded[0]
	fmt.Println(e.Name, e.Reasons)
	// Output: A firm that decides too [does not meet: Each request is decided by the group's own panel]
}

func ExampleMargin() {
	_, result := worked("service-redesign")
	m := result.Margin
	fmt.Println(m.Over, m.Points, m.NearTie)
	// Output: unit 2 true
}

func ExampleGap() {
	_, result := worked("funding-requests")
	for _, g := range result.Gaps {
		fmt.Println(g.Option, g.Lacks, len(g.Behind))
	}
	// Output:
	// firm [does not meet: Each request is decided by the group's own panel] 6
	// in-house [] 3
	// share [] 4
	// unit [] 4
}

func ExampleShortfall() {
	_, result := worked("contract-management")
	s := result.Gaps[2].Behind[0]
	fmt.Println(result.Gaps[2].Option, s.Criterion, s.Points, s.Best)
	// Output: unit control 5 in-house
}

func ExampleOptionCost() {
	_, result := worked("contract-management")
	for _, part := range result.Costs[1].Parts {
		fmt.Println(part.Kind, part.Amount)
	}
	fmt.Println(result.Costs[1].Total)
	// Output:
	// shared-service £317,143.96
	// retained £60,000.00
	// transition £48,052.12
	// risk £10,000.00
	// £435,196.08
}

func ExampleCostPart() {
	_, result := worked("service-redesign")
	fmt.Println(result.Costs[2].Parts)
	// Output: [{price £620,000.00} {retained £120,000.00}]
}

func ExampleOtherCost() {
	_, result := worked("service-redesign")
	for _, o := range result.Costs[0].OthersPay {
		fmt.Println(o.Bearer, "pays", o.Amount, "for", o.Kind)
	}
	// Output: nhs-england pays £60,000.00 for stranded
}

func ExampleGreenBookRate() {
	d, _ := worked("contract-management")
	rate := decision.GreenBookRate()
	d.DiscountRate = &rate
	result := decision.Decide(&d, rule.Options{})
	fmt.Println(result.Costs[0].Total, "is", result.Costs[0].PresentValue, "in", d.FirstYear, "at", rate)
	// Output: £460,000.00 is £453,067.63 in 2014/15 at 3.5%
}

func ExamplePartnerCost() {
	_, result := worked("contract-management")
	for _, p := range result.Costs[1].Partners {
		fmt.Println(p.Org, p.Amount)
	}
	// Output:
	// example-haven-ccg £134,806.38
	// example-moor-ccg £259,997.54
	// example-vale-ccg £365,196.08
}

func ExampleVATCost() {
	_, result := worked("service-redesign")
	v := result.Costs[0].VAT
	fmt.Println(v.Net, v.Charged, v.Recovered, v.Borne)
	fmt.Println("NHS England's estimate:", v.EstimateLow, "to", v.EstimateHigh)
	// Output:
	// £580,000.00 £116,000.00 £75,400.00 £40,600.00
	// NHS England's estimate: £29,000.00 to £52,200.00
}

func ExampleYearCost() {
	_, result := worked("contract-management")
	y := result.Costs[1].Years[0]
	fmt.Println(y.Year, y.Total, y.PerHead, y.OfAllowance, y.Headroom)
	// Output: 2014/15 £246,624.10 £1.6552 6.7% £231,965.90
}

func ExampleSensitivity() {
	_, result := worked("contract-management")
	for _, w := range result.Sensitivity.Weights {
		fmt.Println(w.Criterion, w.From, "to", w.To, "->", w.First)
	}
	// Output:
	// control 10% to 37% -> in-house
	// neighbours 5% to 61% -> unit
	// resilience 5% to 61% -> unit
}

func ExampleWeightChange() {
	d, result := worked("service-redesign")
	w := result.Sensitivity.Weights[0]
	changed := w.Apply(d)
	fmt.Println(w.Criterion, w.From, w.To, w.TiesAt)
	fmt.Println(result.Choice, "->", decision.Decide(&changed, rule.Options{}).Choice)
	// Output:
	// neighbours 5% 8% 397600/50621
	// firm -> unit
}

func ExampleWeight() {
	_, result := worked("service-redesign")
	fmt.Println(result.Sensitivity.Weights[0].Weights[0])
	// Output: {capability 19.36%}
}

func ExampleCostChange() {
	d, result := worked("service-redesign")
	c := result.Sensitivity.Costs[0]
	changed := c.Apply(d)
	fmt.Println(c.Option, c.By)
	fmt.Println(result.Choice, "->", decision.Decide(&changed, rule.Options{}).Choice)
	// Output:
	// unit -£48,672.01
	// firm -> unit
}

func ExampleLegalNote() {
	d, _ := worked("contract-management")
	for _, p := range decision.LegalNotes(&d, nhs.Date{}) {
		fmt.Println(p.Topic, "-", p.Basis)
	}
	// Output:
	// what stays with the group - law
	// who may decide - law
	// a lead arrangement - law
	// taking work in house - guidance
	// the written rationale - guidance
}

func ExampleCalibration() {
	c := decision.Calibrate(ccg.People(200_000))
	fmt.Println(c.CSU, c.InHouse, c.Other)
	fmt.Println(c.Allowance, "less", c.Explained, "leaves", c.Unexplained, "unexplained")
	// Output:
	// £1,886,000.00 £2,658,000.00 £60,000.00
	// £5,000,000.00 less £4,604,000.00 leaves £396,000.00 unexplained
}

func ExamplePaper() {
	p := decision.Paper{Title: "Who does payroll?", Sections: []decision.Section{{
		Heading:    "The options",
		Table:      &decision.Table{Columns: []string{"Option", "Cost"}, Rows: [][]string{{"Buy", "£900"}, {"Make", "£1,100"}}},
		Paragraphs: []string{"Costs are for one year."},
	}}}
	fmt.Print(p)
	// Output:
	// Who does payroll?
	//
	// THE OPTIONS
	// Option    Cost
	// Buy       £900
	// Make    £1,100
	// Costs are for one year.
}

func ExampleSection() {
	d, result := worked("contract-management")
	for _, s := range result.Paper(&d).Sections {
		fmt.Println(s.Heading)
	}
	// Output:
	// The question
	// The options
	// What they cost
	// How they score
	// Must-haves
	// What the comparison says
	// What each option lacks
	// The choice
	// Law and guidance
}

func ExampleTable() {
	d, result := worked("contract-management")
	fmt.Println(result.Paper(&d).Sections[1].Table.Rows[0])
	// Output: [1 Share with two neighbours share £435,196 80]
}
