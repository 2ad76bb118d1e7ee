package decision_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

func pounds(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

func whole(n int) *int { return &n }

var year = nhs.MustParseFinancialYear("2014/15")

// worked returns a worked example and what came of it.
func worked(name string) (decision.Decision, decision.Result) {
	var d decision.Decision
	for _, w := range decision.Examples() {
		if w.Name == name {
			if err := json.Unmarshal(w.Document, &d); err != nil {
				fmt.Println(err)
			}
		}
	}
	return d, decision.Decide(&d, rule.Options{})
}

// A worked example from document to choice.
func Example() {
	d, result := worked("contract-management")
	for _, p := range result.Ranking {
		fmt.Println(p.Rank, p.Name, p.Cost, p.Points)
	}
	fmt.Println(result.Margin.NearTie)
	fmt.Println(strings.Contains(result.Paper(&d).String(), "SYNTHETIC"))
	// Output:
	// 1 Share with two neighbours £435,196.08 80
	// 2 Take it in house £460,000.00 71
	// 3 Keep the unit £447,600.00 66
	// false
	// true
}

func ExampleDecide() {
	_, result := worked("service-redesign")
	fmt.Println(result.Choice, result.Margin.NearTie)
	fmt.Println("counting what others pay:", result.CountingOthers)
	// Output:
	// firm true
	// counting what others pay: unit
}

func ExampleDecision() {
	d := decision.Decision{
		CCG: "00C", Line: "finance", Date: nhs.MustParseDate("2014-01-16"),
		Options: []decision.Option{
			{ID: "unit", Kind: decision.Buy, Incumbent: true},
			{ID: "in-house", Kind: decision.Make},
		},
	}
	_, ok := d.Option("unit")
	fmt.Println(ok)
	result := decision.Decide(&d, rule.Options{})
	fmt.Println(result.Ranked, result.Refusals[0])
	// Output:
	// true
	// false error: MBS-19: decision/00C/finance at /criteria: cost is not among the criteria: add it, with weight 0 if it is not to count
}

func ExampleRegister() {
	d, _ := worked("contract-management")
	r := decision.Register{Decisions: []decision.Decision{d, d}}
	for _, f := range decision.RegisterRules().Check(&r, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: MBS-01 /decisions/1/line
}

func ExampleRules() {
	d := decision.Decision{
		CCG: "00C", Line: "finance", Date: nhs.MustParseDate("2014-01-16"),
		By: &decision.Decider{Body: decision.SupportUnit},
	}
	err := decision.Rules().Check(&d, rule.Options{}).Err(rule.Error)
	fmt.Println(errors.Is(err, decision.RuleAuthority))
	// Output: true
}

func ExampleFunction() {
	d := decision.Decision{
		CCG: "00C", Date: nhs.MustParseDate("2014-01-16"),
		Function: &decision.Function{Name: "Deciding funding requests", Kind: decision.StatutoryDecision, Owner: "00C"},
		Options:  []decision.Option{{ID: "firm", Kind: decision.Buy}},
	}
	only, _ := decision.Rules().Select(decision.RuleStatutoryDecision)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: the option hands a statutory decision to another (buy): keep the decision and buy or share support for it
}

func ExampleFunctionKind() {
	fmt.Println(decision.Support, decision.StatutoryDecision)
	// Output: support statutory-decision
}

func ExampleBudget() {
	d, _ := worked("contract-management")
	b := d.Budgets[0]
	fmt.Println(b.Year, b.Allowance.Amount, b.Allowance.Status, b.Elsewhere)
	// Output: 2014/15 £3,684,770.00 estimated £3,206,180.00
}

func ExampleIncumbent() {
	d := decision.Decision{
		Date: nhs.MustParseDate("2014-01-16"), Chosen: "in-house",
		Incumbent: &decision.Incumbent{Kind: service.CSU, Income: pounds("£40,000,000"), Leaving: pounds("£900,000")},
		Options:   []decision.Option{{ID: "in-house", Kind: decision.Make}},
	}
	only, _ := decision.Rules().Select(decision.RuleNeighbours)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: the unit would lose £900,000.00 a year, 2.3% of its income, and nothing is said of its other customers: ask what it would do to them
}

func ExampleStep() {
	d := decision.Decision{
		Reasons:     []decision.Reason{{Ground: decision.GroundChoice}},
		Improvement: []decision.Step{{Date: nhs.MustParseDate("2013-09-02"), Text: "targets agreed; two of six met"}},
	}
	only, _ := decision.Rules().Select(decision.RuleChoiceLast)
	fmt.Println(len(only.Check(&d, rule.Options{}).Findings))
	// Output: 0
}

func ExampleRationale() {
	d, _ := worked("contract-management")
	fmt.Println(d.Rationale.Open)
	// Output: Synthetic: governing body papers, January 2014
}

func ExampleBusinessCase() {
	d := decision.Decision{
		Date: nhs.MustParseDate("2014-01-16"),
		Case: &decision.BusinessCase{Finance: "…", HR: "…", ValueForMoney: "…", Quality: "…"},
	}
	only, _ := decision.Rules().Select(decision.RuleCaseSections)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Path)
	// Output: /business_case/neighbours
}

func ExampleKind() {
	fmt.Println(decision.Share.IsKnown(), decision.Kind("outsource").IsKnown())
	// Output: true false
}

func ExampleOption() {
	o := decision.Option{
		ID: "unit", Name: "Keep the unit", Kind: decision.Buy, Incumbent: true,
		Supplier: &decision.Supplier{Name: "Example CSU", Kind: service.CSU},
		Costs:    []decision.Cost{{Kind: decision.Price, Year: year, Amount: pounds("£178,800")}},
	}
	text, _ := json.Marshal(o)
	fmt.Println(string(text))
	// Output: {"id":"unit","name":"Keep the unit","kind":"buy","incumbent":true,"supplier":{"name":"Example CSU","kind":"csu"},"costs":[{"kind":"price","year":"2014/15","amount":"178800.00"}]}
}

func ExampleSupplier() {
	s := decision.Supplier{Org: "example-csu", Kind: service.CSU, Leadership: "met three times; two references"}
	fmt.Println(s.Org, s.Kind.IsNHS())
	// Output: example-csu true
}

func ExampleTerms() {
	d := decision.Decision{
		Nature:  "transformational",
		Options: []decision.Option{{ID: "unit", Kind: decision.Buy, Terms: decision.ServiceTerms}},
	}
	only, _ := decision.Rules().Select(decision.RuleTerms)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: the line is transformational: work on it in partnership, towards shared goals
}

func ExamplePurchase() {
	d := decision.Decision{Options: []decision.Option{{
		ID: "unit", Kind: decision.Buy, Purchase: &decision.Purchase{Route: "framework call-off", Framework: "lpf", Ends: nhs.MustParseDate("2019-03-31")},
	}}}
	only, _ := decision.Rules().Select(decision.RuleBuying)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Path)
	// Output: /options/0/purchase/lot
}

func ExampleSharing() {
	s := decision.Sharing{
		Lead: "example-moor-ccg", Liable: "example-vale-ccg", Split: decision.ByPopulation,
		Partners: []decision.Partner{{Org: "example-vale-ccg", People: 149_000}, {Org: "example-moor-ccg", People: 106_079}},
	}
	parts, err := decision.SplitCost(*pounds("£90,000"), s.Split, s.Partners...)
	fmt.Println(parts, err)
	// Output: [£52,571.95 £37,428.05] <nil>
}

func ExampleSplit() {
	used := func(n int64) *int64 { return &n }
	parts, _ := decision.SplitCost(*pounds("£100.00"), decision.ByUse,
		decision.Partner{Org: "00C", Use: used(1)}, decision.Partner{Org: "00D", Use: used(2)})
	fmt.Println(parts)
	// Output: [£33.33 £66.67]
}

func ExamplePartner() {
	_, err := decision.SplitCost(*pounds("£100.00"), decision.ByPopulation, decision.Partner{Org: "00C"})
	fmt.Println(err)
	// Output: split a cost: the population of partner 0 (00C) is not known
}

func ExampleSplitCost() {
	parts, _ := decision.SplitCost(*pounds("£100,000.00"), decision.ByPopulation,
		decision.Partner{Org: "example-vale-ccg", People: 149_000},
		decision.Partner{Org: "example-moor-ccg", People: 106_079},
		decision.Partner{Org: "example-haven-ccg", People: 55_001})
	fmt.Println(parts, nhs.Sum(parts...))
	// Output: [£48,052.12 £34,210.20 £17,737.68] £100,000.00
}

func ExampleCostKind() {
	fmt.Println(decision.Stranded.IsKnown(), decision.CostKind("prize").IsKnown())
	// Output: true false
}

func ExampleBearer() {
	_, result := worked("service-redesign")
	for _, c := range result.Costs {
		fmt.Println(c.Option, c.Total, c.Others)
	}
	// Output:
	// firm £785,600.00 £60,000.00
	// in-house £780,000.00 £60,000.00
	// unit £740,000.00 £0.00
}

func ExampleCost() {
	var c decision.Cost
	err := json.Unmarshal([]byte(`{"kind": "stranded", "year": "2014/15", "amount": "40000.00", "bearer": "nhs-england"}`), &c)
	fmt.Println(c.Kind, c.Year, c.Amount, c.Bearer, err)
	// Output: stranded 2014/15 £40,000.00 nhs-england <nil>
}

func ExampleVAT() {
	d, result := worked("service-redesign")
	o, _ := d.Option("firm")
	fmt.Println(o.VAT.Rate, "of which recovered", o.VAT.Recovered)
	fmt.Println(result.Costs[0].VAT.Borne)
	// Output:
	// 20% of which recovered 65%
	// £40,600.00
}

func ExampleCriterionID() {
	fmt.Println(decision.StandardCriteria())
	// Output: [cost quality capability improvement control resilience neighbours]
}

func ExampleCriterion() {
	d := decision.Decision{}
	for _, id := range decision.StandardCriteria() {
		d.Criteria = append(d.Criteria, decision.Criterion{ID: id, Weight: nhs.MustParsePercent("14")})
	}
	only, _ := decision.Rules().Select(decision.RuleWeights)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: the weights sum to 98%: correct them so that they sum to 100% exactly
}

func ExampleScore() {
	s := decision.Score{Criterion: decision.OnQuality, Points: whole(7), Evidence: "customer survey, March 2013"}
	text, _ := json.Marshal(s)
	fmt.Println(string(text))
	// Output: {"criterion":"quality","points":7,"evidence":"customer survey, March 2013"}
}

func ExampleMustHave() {
	d, result := worked("funding-requests")
	fmt.Println(d.MustHaves[0].Text)
	fmt.Println(result.Excluded[0].Option)
	// Output:
	// Each request is decided by the group's own panel
	// firm
}

func ExampleMeeting() {
	m := decision.Meeting{MustHave: "clinicians", Met: nhs.Unknown}
	text, _ := json.Marshal(m)
	fmt.Println(string(text))
	// Output: {"must_have":"clinicians","met":"unknown"}
}

func ExampleGround() {
	d := decision.Decision{Reasons: []decision.Reason{{Ground: decision.GroundScale}}}
	only, _ := decision.Rules().Select(decision.RuleDogma)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: scale is the only ground given, and no size was shown to be best: show what it does for this service
}

func ExampleReason() {
	d, _ := worked("service-redesign")
	for _, r := range d.Reasons {
		fmt.Println(r.Ground, "-", r.Text)
	}
	// Output: risk - The firm's lead is within the error of the scores, and a change would cost others.
}

func ExampleBody() {
	fmt.Println(decision.MayDecide(decision.GoverningBody, nhs.MustParseDate("2014-01-16")))
	fmt.Println(decision.MayDecide(decision.JointCommittee, nhs.MustParseDate("2014-09-30")))
	fmt.Println(decision.MayDecide(decision.JointCommittee, nhs.MustParseDate("2014-10-01")))
	fmt.Println(decision.MayDecide(decision.SupportUnit, nhs.MustParseDate("2014-10-01")))
	// Output:
	// yes
	// no
	// yes
	// no
}

func ExampleDecider() {
	d := decision.Decision{Date: nhs.MustParseDate("2014-01-16"), By: &decision.Decider{Body: decision.Committee}}
	only, _ := decision.Rules().Select(decision.RuleDecider)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Path)
	// Output: /by/constitution
}

func ExampleAuthority() {
	for a := range decision.Authorities() {
		if a.Body == decision.JointCommittee {
			fmt.Println(a.Name, a.InForce)
		}
	}
	// Output: a joint committee of groups 2014-10-01/2022-06-30
}

func ExampleResult() {
	_, result := worked("service-redesign")
	fmt.Println(result.Words[3])
	// Output: This is too close to call: one point more or less on a single score could change the order. The governing body has to weigh what the figures cannot.
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

func ExamplePoint() {
	d, _ := worked("contract-management")
	for _, p := range decision.Law(&d, nhs.Date{}) {
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

func ExampleWorked() {
	for _, w := range decision.Examples() {
		fmt.Println(w.Name, "-", w.Teaches)
	}
	// Output:
	// contract-management - A clear lead for sharing, split by population to the penny.
	// service-redesign - VAT, stranded costs that others bear, and a near tie.
	// funding-requests - A must-have that excludes, taking work in house, and an allowance that is not known.
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
