package docs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

// vague is the worked agreement of five years without goals.
func vague() sla.Agreement {
	worked, _ := sla.Examples().Named("secret-five-years")
	agreement, err := document.Decode[sla.Agreement](worked.Document)
	if err != nil {
		log.Fatal(err)
	}
	return agreement
}

func Example_choosing() {
	agreement := vague()

	// Only what the law says.
	law := sla.AgreementRules().Filter(func(m rule.Meta) bool { return m.Basis == rule.Law })
	fmt.Println(law.Check(&agreement, rule.Options{}).Counts.Error, "errors in law")

	// Two rules by name.
	terms, err := sla.AgreementRules().Select(sla.RuleLongTermNeedsGoals, sla.RuleFlexibility)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range terms.Check(&agreement, rule.Options{}).Findings {
		fmt.Println(f.Severity, f.Rule, f.Path)
	}

	// A name that is wrong is an error, never a rule that is silently left out.
	_, err = sla.AgreementRules().Without("SLA-99")
	var unknown *rule.UnknownRuleError
	fmt.Println(errors.As(err, &unknown), unknown.ID)
	// Output:
	// 3 errors in law
	// warning SLA-09 /goals
	// info SLA-10 /risk_share
	// info SLA-10 /term/breaks
	// info SLA-10 /triggers
	// true SLA-99
}

func Example_dating() {
	firstTerm, err := sla.AgreementRules().Select(sla.RuleFirstTerm, sla.RuleFinalDeadline)
	if err != nil {
		log.Fatal(err)
	}
	why := func(a sla.Agreement, o rule.Options) {
		var outcomes []string
		for _, e := range firstTerm.Explain(&a, o) {
			if e.Outcome != rule.Deselected {
				outcomes = append(outcomes, fmt.Sprintf("%s %s", e.Rule, e.Outcome))
			}
		}
		fmt.Println(strings.Join(outcomes, ", "))
	}
	agreement := vague() // signed on 15 March 2013
	why(agreement, rule.Options{})

	// The day it was signed decides, whatever the day of the check.
	why(agreement, rule.Options{AsOf: nhs.MustParseDate("2015-01-01")})

	// An agreement that does not say when it was signed is judged as of a day,
	agreement.Signed = nhs.Date{}
	why(agreement, rule.Options{AsOf: nhs.MustParseDate("2015-01-01")})

	// and without one such rules are not applied, and say so.
	why(agreement, rule.Options{})
	// Output:
	// SLA-04 found, SLA-06 not in force
	// SLA-04 found, SLA-06 not in force
	// SLA-04 not in force, SLA-06 found
	// SLA-04 undated, SLA-06 undated
}

func Example_waiving() {
	agreement := vague()
	waiver, _ := sla.AgreementRules().Waiver(sla.RuleFirstTerm) // names the kind of subject
	waiver.Subject.ID = agreement.ID
	waiver.Reason = "the area team agreed to five years in writing"
	waiver.Until = nhs.MustParseDate("2014-03-31")

	report := sla.AgreementRules().Check(&agreement, rule.Options{
		AsOf:    nhs.MustParseDate("2014-01-31"),
		Waivers: []rule.Waiver{waiver},
	})
	for _, f := range report.Findings {
		if f.Waiver != nil {
			fmt.Println(f.Rule, "is waived:", f.Waiver.Reason)
		}
	}

	// Later it counts again, and the report says why.
	report = sla.AgreementRules().Check(&agreement, rule.Options{
		AsOf:    nhs.MustParseDate("2014-04-01"),
		Waivers: []rule.Waiver{waiver},
	})
	fmt.Println(report.Counts.Waived, "waived;", report.UnusedWaivers[0].Why)
	// Output:
	// SLA-04 is waived: the area team agreed to five years in writing
	// 0 waived; it ran out on 2014-03-31
}

// RuleService is a rule of our own. Its prefix is not one of the library's.
const RuleService rule.ID = "OUR-01"

// OurRules are the library's rules with our own.
func OurRules() (rule.Set[sla.Agreement], error) {
	return sla.AgreementRules().With(rule.Rule[sla.Agreement]{
		Meta: rule.Meta{
			ID: RuleService, Title: "Every line names its service",
			Severity: rule.Warning, Basis: rule.LocalPolicy,
			Rationale: "Our reports group lines by service.", Fix: "Give the line a service.",
		},
		Check: func(_ rule.Pass, a *sla.Agreement) (found rule.Findings) {
			for i, line := range a.Lines {
				if line.Service == "" {
					found.Add(rule.PointerOf("lines", i, "service"), "line %s has no service: say which it is", line.ID)
				}
			}
			return found
		},
	})
}

func Example_extending() {
	rules, err := OurRules()
	if err != nil {
		log.Fatal(err)
	}
	agreement := vague()
	agreement.Lines[2].Service = ""

	err = rules.Check(&agreement, rule.Options{}).Err(rule.Warning)
	fmt.Println(errors.Is(fmt.Errorf("agreement refused: %w", err), RuleService))
	// Output:
	// true
}

// Field is the name that a form has for a place in a document:
// /lines/0/price/amount is lines[0].price.amount.
func Field(at rule.Pointer) string {
	name := ""
	for step := range strings.SplitSeq(strings.TrimPrefix(string(at), "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		if _, err := strconv.Atoi(step); err == nil {
			name += "[" + step + "]"
			continue
		}
		if name != "" {
			name += "."
		}
		name += step
	}
	return name
}

func Example_form() {
	agreement := vague()
	report := sla.AgreementRules().Check(&agreement, rule.Options{})
	messages := map[string][]string{} // by field of the form
	for _, f := range report.Findings {
		if f.Severity == rule.Error && f.Waiver == nil {
			messages[Field(f.Path)] = append(messages[Field(f.Path)], report.Rules[f.Rule].Title)
		}
	}
	fmt.Println(messages["lines[1].decision"])
	// Output: [A CCG's final decision stays with the customer on every line]
}

// Problem is a refusal as RFC 9457 has it.
type Problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Errors []Fault `json:"errors"`
}

// Fault is one thing wrong, and where.
type Fault struct {
	Pointer rule.Pointer `json:"pointer"`
	Detail  string       `json:"detail"`
	Rule    rule.ID      `json:"rule"`
}

// ProblemOf is the problem that an error of a check stands for.
func ProblemOf(err error) (Problem, bool) {
	p := Problem{Type: "about:blank", Title: "Unprocessable Content", Status: 422}
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) {
		return p, false
	}
	for _, one := range all.Unwrap() {
		if f, ok := errors.AsType[rule.Finding](one); ok {
			p.Errors = append(p.Errors, Fault{f.Path, f.Message, f.Rule})
		}
	}
	return p, len(p.Errors) > 0
}

func Example_problem() {
	agreement := vague()
	law := sla.AgreementRules().Filter(func(m rule.Meta) bool { return m.Basis == rule.Law })
	err := law.Check(&agreement, rule.Options{}).Err(rule.Error)
	if problem, ok := ProblemOf(err); ok {
		text, err := json.MarshalIndent(problem.Errors[1], "", "  ")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(problem.Status, string(text))
	}
	// Output:
	// 422 {
	//   "pointer": "/lines/1/decision",
	//   "detail": "final decision with the provider, which no CCG may allow: leave it with the customer",
	//   "rule": "CCG-09"
	// }
}

func TestOurRules(t *testing.T) {
	rules, err := OurRules()
	if err != nil {
		t.Fatal(err)
	}
	agreement := sla.Agreement{ID: "ours", Lines: []sla.Line{{ID: "payroll"}}}
	only, err := rules.Select(RuleService)
	if err != nil {
		t.Fatal(err)
	}
	ruletest.Want(t, only.Check(&agreement, rule.Options{}), "OUR-01 /lines/0/service")
}

func Example_decoding() {
	_, err := document.Decode[sla.Agreement]([]byte(`{
  "id": "ours",
  "lines": [{"id": "payroll", "price": {"kind": "fixed", "amount": "£1,200"}}]
}`))
	if at, ok := errors.AsType[*document.Error](err); ok {
		fmt.Printf("line %d, %s: %v\n", at.Line, Field(at.Path), at.Err)
	}
	// Output:
	// line 3, lines[0].price.amount: not a valid amount of money: "£1,200" at byte 0: want a digit
}

func Example_analysing() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	shares := analysis.Shares(commissioning.NewIndex(market), nhs.MustParseFinancialYear("2013/14"))
	fmt.Println(shares.Coverage.Known, "of", shares.Coverage.Total, "units are known")

	scenario, err := england.Scenario("last-units")
	if err != nil {
		log.Fatal(err)
	}
	past := whatif.WhatIf{Market: *market, Scenario: scenario}
	_, difference := past.Run(rule.Options{})
	fmt.Println(len(difference.Changes), "changes,", len(difference.Rejected), "events rejected")
	// Output:
	// 9 of 19 units are known
	// 4 changes, 0 events rejected
}

func Example_asking() {
	market, err := synthetic.Market(1)
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	year := nhs.MustParseFinancialYear("2013/14")

	size := analysis.MarketSize(index, year)
	fmt.Println(len(size.Figures), "published figures of the size of the market")

	dependency := analysis.Dependency(index, year)
	over := 0
	for _, unit := range dependency.Units {
		for _, c := range unit.Customers {
			if c.OverThreshold == nhs.Yes {
				over++
				break
			}
		}
	}
	fmt.Println(over, "units had more than", dependency.Threshold, "of their business from one customer")

	mergers, err := analysis.MergerOf(index, year, "arden", "greater-east-midlands")
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range mergers.Mergers {
		fmt.Println("a merger of", m.Parties, "adds", m.Adds, "to the index; every unit known:", m.Complete)
	}

	day := nhs.MustParseDate("2014-11-01")
	mix := analysis.Mix(index, day)
	fmt.Println(mix.Coverage.Known, "of", mix.Coverage.Total, "choices to make, buy or share are on record")
	fmt.Println(analysis.Transparency(index, day).Agreements, "agreements are on file")
	// Output:
	// 13 published figures of the size of the market
	// 6 units had more than 25% of their business from one customer
	// a merger of [arden greater-east-midlands] adds 56.03 to the index; every unit known: true
	// 1688 of 7385 choices to make, buy or share are on record
	// 62 agreements are on file
}

func Example_yourOwnShares() {
	income := []nhs.Money{nhs.MustParseMoney("40000000"), nhs.MustParseMoney("35000000"), nhs.MustParseMoney("25000000")}
	before, ok := analysis.HHI(income...)
	if !ok {
		log.Fatal("no income, or one below zero")
	}
	adds, _ := analysis.MergerAdds(nhs.Sum(income...), income[1], income[2])
	fmt.Println("the index is", before, "and would rise by", adds)
	// Output: the index is 3,450.00 and would rise by 1,750.00
}

func Example_lawOfADay() {
	for _, s := range []string{"2013-06-01", "2016-06-01", "2024-06-01"} {
		began := nhs.MustParseDate(s)
		fmt.Println(began, procurement.RegulationsOn(began), procurement.RegimeOn(procurement.Clinical, procurement.CCG, began))
	}
	fmt.Println("thresholds of a", procurement.ClassOf(procurement.CCG, nhs.MustParseDate("2016-06-01")), "body")
	// Output:
	// 2013-06-01 pcr-2006 part-b
	// 2016-06-01 pcr-2015 light-touch
	// 2024-06-01 pcr-2015 provider-selection
	// thresholds of a sub-central body
}

func Example_publishing() {
	paid := nhs.MustParseDate("2013-12-17")
	month := spend.MonthOf(paid)
	fmt.Println("payments of", month, "are due by", spend.Deadline(month))
	for _, supplier := range []string{"DR A EXAMPLE", "Example Surveyors Ltd"} {
		fmt.Println(supplier, "looks like a person:", spend.LooksPersonal(supplier))
	}
	// Output:
	// payments of 2013-12 are due by 2014-01-22
	// DR A EXAMPLE looks like a person: true
	// Example Surveyors Ltd looks like a person: false
}

func Example_values() {
	// The day of a clock is that of its own time zone.
	now := time.Date(2014, time.March, 31, 23, 30, 0, 0, time.UTC)
	fmt.Println(nhs.DateOf(now), nhs.DateOf(now.In(time.FixedZone("BST", 60*60))))

	// A quotient has no end of decimals: say that it is rounded.
	third := decimal.NewFromInt(100).Div(decimal.NewFromInt(3))
	_, err := nhs.MoneyFromDecimal(third)
	rounded, _ := nhs.RoundMoney(third)
	fmt.Println(err != nil, rounded)

	// Constants of a program and its tests.
	fmt.Println(nhs.MustParseOrgID("00F"), service.MustParseID("contract-management"), framework.MustParseScore("87.5"))
	// Output:
	// 2014-03-31 2014-04-01
	// true £33.33
	// 00F contract-management 87.5
}
