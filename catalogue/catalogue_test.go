package catalogue_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/rule"
)

// Which rules rest on law?
func ExampleRules() {
	byLaw := 0
	for _, m := range catalogue.Rules() {
		if m.Basis == rule.Law {
			byLaw++
		}
	}
	fmt.Println(byLaw > 0)
	// Output: true
}

// The catalogue has every rule once, each fit to be used.
func TestRules(t *testing.T) {
	seen := make(map[rule.ID]bool)
	for _, m := range catalogue.Rules() {
		if seen[m.ID] {
			t.Errorf("%s comes twice", m.ID)
		}
		seen[m.ID] = true
		if m.Title == "" || m.Subject == "" || m.Severity == 0 || m.Basis == 0 {
			t.Errorf("%s is not described: %+v", m.ID, m)
		}
	}
	for _, id := range []rule.ID{"CCG-01", "CSU-27", "FW-29", "SLA-25", "SP-21", "MBS-18", "MKT-01", "WIF-01"} {
		if !seen[id] {
			t.Errorf("%s is missing", id)
		}
	}
}
