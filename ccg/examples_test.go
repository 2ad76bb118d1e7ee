package ccg_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/rule"
)

// A worked group, and what is wrong with it.
func ExampleExamples() {
	e, _ := ccg.Examples().Named("closed-before-opened")
	group, err := document.Decode[ccg.Group](e.Document)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range ccg.GroupRules().Check(&group, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: CCG-02 /closed
}
