package pages

import (
	"testing"

	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

// TestActions wants the form to know every action that takes no document.
func TestActions(t *testing.T) {
	for _, a := range actions() {
		w := whatif.WhatIf{Scenario: whatif.Scenario{Events: []whatif.Event{{Action: a}}}}
		for _, f := range whatif.WhatIfRules().Check(&w, rule.Options{}).Findings {
			if f.Path == "/scenario/events/0/do" {
				t.Errorf("%s: %s", a, f.Message)
			}
		}
	}
}
