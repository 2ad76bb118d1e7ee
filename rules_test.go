package commissioning_test

import (
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// Who holds a place is judged with the register of suppliers of the market.
func TestCallOffsAndTheirSuppliers(t *testing.T) {
	m, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	only, err := commissioning.MarketRules().Select(framework.RuleSupplierOnLot, framework.RuleInheritance)
	if err != nil {
		t.Fatal(err)
	}
	ruletest.Want(t, only.Check(m, rule.Options{}))

	lpf := -1
	for i := range m.Frameworks {
		if m.Frameworks[i].ID == framework.LPF {
			lpf = i
		}
	}
	a := &m.Frameworks[lpf]
	call := func(supplier nhs.OrgID, on string, invited ...nhs.OrgID) framework.CallOff {
		return framework.CallOff{ID: "c-" + string(supplier), Lot: "1", Supplier: supplier, Date: nhs.MustParsePartialDate(on), Invited: invited}
	}
	a.CallOffs = []framework.CallOff{
		call("nel", "2017-05-01", "nel", "optum-health-solutions"),
		call("nel", "2017-03-01"),
		call("kpmg", "2015-10-01"),
		call("north-west", "2015-10-01"),
		call("capita", "2017-05-01", "capita", "south-east", "north-east-london"),
	}
	found := only.Check(m, rule.Options{})
	at := rule.PointerOf("frameworks", lpf, "call_offs")
	ruletest.Want(t, found,
		"FW-06 "+string(at)+"/1/supplier", "FW-06 "+string(at)+"/2/supplier", "FW-06 "+string(at)+"/3/supplier",
		"FW-18 "+string(at)+"/4/invited/2")
	if got := found.Findings[1].Subject.String(); got != "call-off/c-kpmg" {
		t.Errorf("the finding is about %s", got)
	}
	none := commissioning.Market{}
	if r := only.Check(&none, rule.Options{}); len(r.Findings)+len(r.Failures) > 0 {
		t.Errorf("an empty market: %+v", r)
	}
}
