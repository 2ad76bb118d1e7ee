package pages

import (
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/rule"
)

// TestActions wants the form to know every action that takes no document.
func TestActions(t *testing.T) {
	for _, a := range actions() {
		w := commissioning.WhatIf{Scenario: commissioning.Scenario{Events: []commissioning.Event{{Do: a}}}}
		for _, f := range commissioning.WhatIfRules().Check(&w, rule.Options{}).Findings {
			if f.Path == "/scenario/events/0/do" {
				t.Errorf("%s: %s", a, f.Message)
			}
		}
	}
}
