package decision_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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
	// false error: MBS-19: decision/00C/finance at /criteria: missing criterion cost: add it, with weight 0 if it should not count
}

func ExampleRegister() {
	d, _ := worked("contract-management")
	r := decision.Register{Decisions: []decision.Decision{d, d}}
	for _, f := range decision.RegisterRules().Check(&r, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: MBS-01 /decisions/1/line
}

func ExampleDecisionRules() {
	d := decision.Decision{
		CCG: "00C", Line: "finance", Date: nhs.MustParseDate("2014-01-16"),
		By: &decision.Decider{Body: decision.SupportUnit},
	}
	err := decision.DecisionRules().Check(&d, rule.Options{}).Err(rule.Error)
	fmt.Println(errors.Is(err, decision.RuleAuthority))
	// Output: true
}

func ExampleFunction() {
	d := decision.Decision{
		CCG: "00C", Date: nhs.MustParseDate("2014-01-16"),
		Function: &decision.Function{Name: "Deciding funding requests", Kind: decision.StatutoryDecision, Owner: "00C"},
		Options:  []decision.Option{{ID: "firm", Kind: decision.Buy}},
	}
	only, _ := decision.DecisionRules().Select(decision.RuleStatutoryDecision)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output:
	// statutory decision handed to another (buy): keep the decision; buy or share only support for it
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
	only, _ := decision.DecisionRules().Select(decision.RuleNeighbours)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output:
	// the unit would lose £900,000.00 a year, 2.3% of its income: say what that would do to its other customers
}

func ExampleStep() {
	d := decision.Decision{
		Reasons:     []decision.Reason{{Ground: decision.GroundChoice}},
		Improvement: []decision.Step{{Date: nhs.MustParseDate("2013-09-02"), Text: "targets agreed; two of six met"}},
	}
	only, _ := decision.DecisionRules().Select(decision.RuleChoiceLast)
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
	only, _ := decision.DecisionRules().Select(decision.RuleCaseSections)
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
	only, _ := decision.DecisionRules().Select(decision.RuleTerms)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: transformational line without partnership terms: work towards shared goals
}

func ExamplePurchase() {
	d := decision.Decision{Options: []decision.Option{{
		ID: "unit", Kind: decision.Buy, Purchase: &decision.Purchase{Route: "framework call-off", Framework: "lpf", Ends: nhs.MustParseDate("2019-03-31")},
	}}}
	only, _ := decision.DecisionRules().Select(decision.RuleBuying)
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
	// Output: cannot split the cost: partner 0 (00C) has no population
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
	only, _ := decision.DecisionRules().Select(decision.RuleWeights)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output: the weights sum to 98%: make them sum to 100% exactly
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
	only, _ := decision.DecisionRules().Select(decision.RuleDogma)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Message)
	// Output:
	// scale is the only reason: no size was shown to be best; show what it does for this service
}

func ExampleReason() {
	d, _ := worked("service-redesign")
	for _, r := range d.Reasons {
		fmt.Println(r.Ground, "-", r.Text)
	}
	// Output: risk - The firm's lead is within the error of the scores, and a change would cost others.
}

func ExampleDecisionMaker() {
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
	only, _ := decision.DecisionRules().Select(decision.RuleDecider)
	fmt.Println(only.Check(&d, rule.Options{}).Findings[0].Path)
	// Output: /by/constitution
}

func ExampleAuthority() {
	for _, a := range decision.Authorities() {
		if a.Body == decision.JointCommittee {
			fmt.Println(a.Name, a.InForce)
		}
	}
	// Output: a joint committee of groups 2014-10-01/2022-06-30
}

func ExampleExamples() {
	for _, w := range decision.Examples() {
		fmt.Println(w.Name, "-", w.Teaches)
	}
	// Output:
	// contract-management - A clear lead for sharing, split by population to the penny.
	// service-redesign - VAT, stranded costs that others bear, and a near tie.
	// funding-requests - A must-have that excludes, taking work in house, and an unknown allowance.
}

func ExampleSplitError() {
	_, err := decision.SplitCost(nhs.MustParseMoney("£100"), decision.ByPopulation, decision.Partner{Org: "00C", People: 106_079}, decision.Partner{Org: "00D"})
	if missing, ok := errors.AsType[*decision.SplitError](err); ok {
		fmt.Println(missing.Org, missing.By)
	}
	// Output: 00D population
}
