package csu

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func decode[T any](data []byte) (v T, err error) {
	return v, json.Unmarshal(data, &v)
}

// TestFixtures checks documents of each kind against their rules. The
// two halves of CSU-01 share their documents, which are registers.
func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	unitsOf := func(r *Register) []Unit { return r.Units }
	registers := rule.Join(
		rule.NewSet("csu-register", nil,
			slugIsUnique, successorExists, noCircle, noGap, mergedIntoSomething, codeUnique, counts, sectorIncome),
		rule.Lift("units", unitsOf, rule.NewSet("csu", nil, slugIsThere)))

	held := make(map[rule.ID]bool)
	ruletest.Fixtures(t, fixtures, registers, decode[Register])
	for m := range registers.All() {
		held[m.ID] = true
	}
	alone := rule.NewSet("csu", nil, datesInOrder, codeIsNoProof, hostAndEmployer, noBoard, licence, stoppedStaysStopped,
		checkpointsInOrder, hostingCharge, surplus, planSplit, oneForm, formRuledOut, stillHosted, dependency, viability)
	ruletest.Fixtures(t, fixtures, alone, decode[Unit])
	for m := range alone.All() {
		held[m.ID] = true
	}
	ruletest.Orphans(t, fixtures, RegisterRules().All())
	for m := range RegisterRules().All() {
		if !held[m.ID] {
			t.Errorf("rule %s is not held against its fixtures", m.ID)
		}
	}
}

func TestCatalogue(t *testing.T) {
	ruletest.Catalogue(t, RegisterRules(), nil)
	ruletest.Catalogue(t, UnitRules(), nil)
	for _, m := range ByConstruction() {
		if m.ByConstruction == nil || m.ByConstruction.How == "" || m.ByConstruction.Test == "" {
			t.Errorf("rule %s does not say what keeps it", m.ID)
		}
		if _, ok := RegisterRules().Lookup(m.ID); ok {
			t.Errorf("rule %s is both checked and kept by construction", m.ID)
		}
	}
}

// TestEveryRule names the rules of the catalogue that this package builds, with
// the kind of value that each judges.
func TestEveryRule(t *testing.T) {
	got := make(map[rule.ID]string)
	for m := range RegisterRules().All() {
		got[m.ID] = m.Subject + ", " + m.Severity.String() + ", " + m.Basis.String()
	}
	for _, m := range ByConstruction() {
		got[m.ID] = m.Subject + ", " + m.Severity.String() + ", " + m.Basis.String() + ", kept"
	}
	want := map[rule.ID]string{
		"CSU-01": "csu-register, error, integrity",
		"CSU-02": "csu, error, integrity",
		"CSU-03": "csu, error, integrity, kept",
		"CSU-04": "csu-register, error, integrity",
		"CSU-05": "csu-register, error, integrity",
		"CSU-06": "csu-register, warning, integrity",
		"CSU-07": "csu-register, warning, integrity",
		"CSU-09": "csu-register, error, integrity",
		"CSU-10": "csu, warning, integrity",
		"CSU-11": "csu-register, warning, integrity",
		"CSU-13": "csu, warning, guidance",
		"CSU-14": "csu, warning, guidance",
		"CSU-15": "csu, warning, guidance",
		"CSU-16": "csu, error, integrity",
		"CSU-17": "csu, warning, guidance",
		"CSU-18": "csu, info, guidance",
		"CSU-19": "csu, warning, guidance",
		"CSU-20": "csu, warning, guidance",
		"CSU-21": "csu, warning, guidance",
		"CSU-22": "csu, warning, guidance",
		"CSU-23": "csu, warning, guidance",
		"CSU-24": "csu, info, finding, kept",
		"CSU-25": "csu, info, study",
		"CSU-27": "csu, info, study",
		"SP-10":  "csu-register, warning, integrity",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
