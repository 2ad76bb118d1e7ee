package ruletest_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// A printer stands in for the *testing.T of a real test.
type printer struct{ testing.TB }

func (printer) Helper() {}

func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func ExampleWant() {
	type lease struct{ rent, deposit int }
	rules := rule.NewSet("lease", nil, rule.Rule[lease]{
		Meta: rule.Meta{ID: "LEASE-01", Title: "A lease has a rent", Severity: rule.Error, Basis: rule.Integrity},
		Check: func(_ rule.Pass, l *lease) (found rule.Findings) {
			if l.rent == 0 {
				found.Add(rule.PointerOf("rent"), "there is no rent: say what it is")
			}
			return found
		},
	})
	var t printer
	report := rules.Check(&lease{deposit: 100}, rule.Options{})
	ruletest.Want(t, report, "LEASE-01 /rent") // says nothing
	ruletest.Want(t, report, "LEASE-01 /deposit")
	// Output:
	// unexpected report
	// 	missing:    LEASE-01 /deposit
	// 	unexpected: LEASE-01 /rent (there is no rent: say what it is)
}
