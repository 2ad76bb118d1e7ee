package commissioning_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func TestMadeUpRecordsAreMarked(t *testing.T) {
	decode := func(data []byte) (commissioning.Market, error) {
		var m commissioning.Market
		err := json.Unmarshal(data, &m)
		return m, err
	}
	ruletest.Fixtures(t, os.DirFS("testdata/rules"), commissioning.MarketRules(), decode, commissioning.RuleSynthetic)
}

// Each mark of a completed market is found once the market does not own up.
func TestEveryMarkIsFound(t *testing.T) {
	m, err := synthetic.Market(1)
	if err != nil {
		t.Fatal(err)
	}
	only, err := commissioning.MarketRules().Select(commissioning.RuleSynthetic)
	if err != nil {
		t.Fatal(err)
	}
	ruletest.Want(t, only.Check(m, rule.Options{}))

	m.Synthetic = nil
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	found := only.Check(m, rule.Options{}).Findings
	if want := bytes.Count(data, []byte(`"synthetic":true`)); len(found) != want {
		t.Errorf("%d findings, want one for each of %d marks", len(found), want)
	}
}
