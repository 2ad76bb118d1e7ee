package decision

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func decode[T any](data []byte) (v T, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return v, d.Decode(&v)
}

// TestFixtures checks each rule against documents of its kind. The
// two halves of MBS-01 share their documents, which are registers.
func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	decisions := rule.NewSet(kind, decisionID,
		responsible, authority, mustUse, instruction,
		statutoryDecision, inHouseCase, caseSections, rationale, decider, neighbours, fixedCosts, hiddenCosts,
		sharing, buying, dogma, terms, nature, choiceLast, leaders,
		weightsSum, optionsCompare, scoresComplete, costsKnown, mustHavesAnswered, vocabulary)
	list := func(r *Register) []Decision { return r.Decisions }
	registers := rule.Join(
		rule.NewSet("decision-register", nil, onceEach),
		rule.Lift("decisions", list, rule.NewSet(kind, decisionID, oneDecision)))

	ruletest.Fixtures(t, fixtures, decisions, decode[Decision])
	ruletest.Fixtures(t, fixtures, registers, decode[Register])
	ruletest.Orphans(t, fixtures, RegisterRules().All())

	held := make(map[rule.ID]bool)
	for m := range rule.Join(registers, rule.Lift("decisions", list, decisions)).All() {
		held[m.ID] = true
	}
	for m := range RegisterRules().All() {
		if !held[m.ID] {
			t.Errorf("rule %s is not checked against its fixtures", m.ID)
		}
	}
}

func TestCatalogue(t *testing.T) {
	ruletest.Catalogue(t, RegisterRules(), nil)
	for _, m := range ByConstruction() {
		if m.ByConstruction == nil || m.ByConstruction.How == "" || m.ByConstruction.Test == "" {
			t.Errorf("rule %s does not say what keeps it", m.ID)
		}
		if _, ok := RegisterRules().Lookup(m.ID); ok {
			t.Errorf("rule %s is both checked and kept by construction", m.ID)
		}
	}
}

// TestEveryRule names the rules of the catalogue that this package builds, and
// those it adds (MBS-19 to MBS-24).
func TestEveryRule(t *testing.T) {
	got := make(map[rule.ID]string)
	for m := range RegisterRules().All() {
		got[m.ID] = m.Severity.String() + ", " + m.Basis.String()
	}
	for _, m := range ByConstruction() {
		got[m.ID] = m.Severity.String() + ", " + m.Basis.String() + ", kept"
	}
	want := map[rule.ID]string{
		"CCG-07": "error, law",
		"CCG-08": "error, law",
		"CCG-13": "warning, finding",
		"CCG-40": "warning, guidance",
		"MBS-01": "warning, finding",
		"MBS-02": "error, law",
		"MBS-03": "warning, guidance",
		"MBS-04": "warning, guidance",
		"MBS-05": "warning, guidance",
		"MBS-06": "info, guidance, kept",
		"MBS-07": "warning, law",
		"MBS-08": "info, guidance",
		"MBS-09": "warning, study, kept",
		"MBS-10": "info, study",
		"MBS-11": "info, guidance",
		"MBS-12": "warning, law",
		"MBS-13": "warning, integrity",
		"MBS-14": "warning, finding",
		"MBS-15": "info, finding",
		"MBS-16": "error, integrity",
		"MBS-17": "info, finding",
		"MBS-18": "info, finding",
		"MBS-19": "error, integrity",
		"MBS-20": "error, integrity",
		"MBS-21": "error, integrity",
		"MBS-22": "error, integrity",
		"MBS-23": "error, integrity",
		"MBS-24": "error, integrity",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}
