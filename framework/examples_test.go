package framework_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/rule"
)

// A worked agreement, a call-off and a competition.
func ExampleExamples() {
	for _, e := range framework.Examples() {
		fmt.Println(e.Title)
	}
	e, _ := framework.Examples().Named("five-years")
	agreement, err := document.Decode[framework.Agreement](e.Document)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range framework.AgreementRules().Check(&agreement, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output:
	// Synthetic: an agreement that runs a day too long
	// Synthetic: a call-off from a lot that does not cover the line
	// Synthetic: a competition of two bids for one place
	// FW-02 /dates/expiry
}
