package framework_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func ExampleStage() {
	value := nhs.MustParseMoney("1000")
	a := framework.Agreement{CallOffs: []framework.CallOff{{Stage: framework.Let, Value: &value}, {Stage: framework.InCompetition, Value: &value}}}
	fmt.Println(a.Total("").Known)
	// Output: £1,000.00
}

func ExampleID() {
	a := framework.Agreement{ID: framework.LPF}
	fmt.Println(a.ID)
	// Output: lpf
}

func ExampleKind() {
	a := providers()
	a.Awards[2].On = nhs.MustParsePartialDate("2016-06-01")
	for _, kind := range []framework.Kind{framework.Closed, framework.Refreshed} {
		a.Kind = kind
		fmt.Println(kind, len(framework.AgreementRules().Check(a, rule.Options{}).Findings))
	}
	// Output:
	// closed 1
	// refreshed 0
}

func ExampleOutcome() {
	for _, a := range providers().Awards {
		if a.Outcome == framework.Unsuccessful {
			fmt.Println(a.Supplier, a.Lot)
		}
	}
	// Output: north-west 1
}
