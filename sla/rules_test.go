package sla_test

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/sla"
)

func TestRules(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	ruletest.Fixtures(t, fixtures, sla.Rules(), decode)
	ruletest.Orphans(t, fixtures, sla.Rules().All())
	ruletest.Catalogue(t, sla.Rules(), nil)
}
