package csu_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/rule"
)

// A worked unit, and what is wrong with it.
func ExampleExamples() {
	e, _ := csu.Examples().Named("closed-before-opened")
	unit, err := document.Decode[csu.Unit](e.Document)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range csu.UnitRules().Check(&unit, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: CSU-02 /closed
}
