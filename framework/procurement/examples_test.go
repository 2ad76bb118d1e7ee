package procurement_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/rule"
)

// A worked purchase, and what is wrong with it.
func ExampleExamples() {
	e, _ := procurement.Examples().Named("unadvertised")
	purchase, err := document.Decode[procurement.Procurement](e.Document)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range procurement.ProcurementRules().Check(&purchase, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: FW-24 /route
}
