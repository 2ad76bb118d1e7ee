package sla_test

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/sla"
)

func TestRules(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	ruletest.Fixtures(t, fixtures, sla.AgreementRules(), decode)
	ruletest.Orphans(t, fixtures, sla.AgreementRules().All())
	ruletest.Catalogue(t, sla.AgreementRules(), nil)
}

// TestSeen holds what each rule says of the data that it fires on against the
// worked agreements.
func TestSeen(t *testing.T) {
	seen := map[rule.ID]rule.Observed{}
	for _, e := range sla.Examples() {
		a, err := document.Decode[sla.Agreement](e.Document)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range sla.AgreementRules().Check(&a, rule.Options{}).Findings {
			switch {
			case !a.Synthetic:
				seen[f.Rule] = rule.ObservedReal
			case seen[f.Rule] == "":
				seen[f.Rule] = rule.ObservedSynthetic
			}
		}
	}
	for m := range sla.AgreementRules().All() {
		want := seen[m.ID]
		if want == "" {
			want = rule.NeverObserved
		}
		if m.Observed != want {
			t.Errorf("rule %s says %q, and on the worked agreements it is %q", m.ID, m.Observed, want)
		}
	}
}

// TestPartnershipIsInOrder: the worked example of good practice breaks no rule.
func TestPartnershipIsInOrder(t *testing.T) {
	a := sample("partnership")
	for _, f := range sla.AgreementRules().Check(a, rule.Options{}).Findings {
		t.Errorf("%v", f)
	}
}
