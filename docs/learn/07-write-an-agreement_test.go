package learn_test

import (
	"fmt"
	"log"
	"os"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func Example_writeAnAgreement() {
	doc, err := os.ReadFile("agreement.json")
	if err != nil {
		log.Fatal(err)
	}
	agreement, err := document.Decode[sla.Agreement](doc)
	if err != nil {
		log.Fatal(err)
	}
	charges, err := sla.Charges(&agreement)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("it costs", charges.Total)

	report := sla.AgreementRules().Check(&agreement, rule.Options{})
	for _, f := range report.Findings {
		if f.Severity >= rule.Warning {
			fmt.Println(f.Severity, f.Rule, f.Path, "-", report.Rules[f.Rule].Basis)
		}
	}
	// Output:
	// it costs £4,773,555.00
	// error SLA-08 /basis - law
	// warning SLA-20 /exit - guidance
	// warning SLA-09 /goals - finding
	// warning SLA-14 /lines - study
	// warning SLA-07 /procurement - guidance
	// warning SLA-07 /procurement - guidance
	// error CSU-12 /provider/signed_by - law
	// warning CCG-11 /retained_decision - guidance
	// warning SLA-04 /term/ends - guidance
}

func Example_writeAnAgreementFixed() {
	doc, err := os.ReadFile("agreement.json")
	if err != nil {
		log.Fatal(err)
	}
	agreement, err := document.Decode[sla.Agreement](doc)
	if err != nil {
		log.Fatal(err)
	}
	agreement.Basis = sla.NHSContract
	agreement.Provider.SignedBy = "nhs-england"
	agreement.Term.Ends = nhs.MustParseDate("2014-09-30") // 18 months
	agreement.RetainedDecision = &sla.RetainedDecision{Name: "A. Example", Role: "chief finance officer"}
	agreement.Exit = sla.Exit{Plan: "handover over six months", Staff: "TUPE is taken to apply"}

	target := sla.MustParseNumber("95")
	agreement.Lines[0].KPIs = []sla.KPI{{
		ID: "ack", Measure: "messages acknowledged within a day", Direction: sla.HigherIsBetter,
		Target: &target, Unit: "%", Source: "service desk log", Frequency: sla.Monthly,
	}}

	left := sla.AgreementRules().Check(&agreement, rule.Options{}).Counts
	fmt.Println(left.Error, "errors and", left.Warning, "warnings are left")
	fmt.Println("if the service is poor:", sla.EscalationSteps())
	// Output:
	// 0 errors and 0 warnings are left
	// if the service is poor: [warning improvement-plan step-in exit]
}

func Example_writeAnAgreementAnswer() {
	doc, err := os.ReadFile("agreement.json")
	if err != nil {
		log.Fatal(err)
	}
	agreement, err := document.Decode[sla.Agreement](doc)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range sla.AgreementRules().Explain(&agreement, rule.Options{}) {
		if e.Rule == sla.RuleFirstTerm || e.Rule == sla.RuleFinalDeadline {
			fmt.Println(e.Rule, e.Outcome, e.On)
		}
	}
	// Output:
	// SLA-04 found 2013-03-20
	// SLA-06 not in force 2013-03-20
}
