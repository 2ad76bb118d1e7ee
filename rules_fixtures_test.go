package commissioning_test

import (
	"os"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// Every rule that takes more than one document is held against markets.
func TestRules(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	ids := []rule.ID{commissioning.RuleNoOverlap, commissioning.RuleProviderExists,
		framework.RuleWithinLife, framework.RuleLotCoversLines, framework.RuleSupplierOnLot, framework.RuleBuyerMayUse}
	for m := range commissioning.MarketRules().All() {
		if strings.HasPrefix(string(m.ID), "MKT-") && !strings.Contains(join(ids), string(m.ID)) {
			ids = append(ids, m.ID)
		}
	}
	ruletest.Fixtures(t, fixtures, commissioning.MarketRules(), document.Decode[commissioning.Market], ids...)
	ruletest.Orphans(t, fixtures, commissioning.MarketRules().All())
	ruletest.Catalogue(t, commissioning.MarketRules(), nil)
}

func join(ids []rule.ID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + " ")
	}
	return b.String()
}
