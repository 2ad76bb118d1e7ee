package ccg

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

// TestFixtures checks each rule against documents of its kind. The
// two halves of CCG-01 share their documents, which are registers.
func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	judging := make(map[string][]rule.ID)
	for m := range RegisterRules().All() {
		judging[m.Subject] = append(judging[m.Subject], m.ID)
	}
	for kind, ids := range judging {
		switch kind {
		case "ccg-register":
			ruletest.Fixtures(t, fixtures, RegisterRules(), decode[Register], ids...)
		case "ccg":
			ruletest.Fixtures(t, fixtures, GroupRules(), decode[Group], ids...)
		case "ccg-year":
			ruletest.Fixtures(t, fixtures, YearRules(), decode[Year], ids...)
		default:
			t.Errorf("rules %s are not checked against their fixtures", ids)
		}
	}
	ruletest.Orphans(t, fixtures, RegisterRules().All())
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

// TestEveryRule names the rules of the catalogue that this package builds, with
// the kind of value that each judges.
func TestEveryRule(t *testing.T) {
	got := make(map[rule.ID]string)
	for m := range RegisterRules().All() {
		got[m.ID] = m.Subject + ", " + m.Severity.String() + ", " + m.Basis.String()
		if m.OptIn {
			got[m.ID] += ", off"
		}
	}
	for _, m := range ByConstruction() {
		got[m.ID] = m.Subject + ", " + m.Severity.String() + ", " + m.Basis.String() + ", kept"
	}
	want := map[rule.ID]string{
		"CCG-01": "ccg-register, error, integrity",
		"CCG-02": "ccg, error, law",
		"CCG-04": "ccg-register, info, integrity",
		"CCG-05": "ccg, warning, integrity",
		"CCG-06": "ccg-year, warning, guidance",
		"CCG-14": "ccg-register, error, integrity",
		"CCG-15": "ccg, error, integrity",
		"CCG-16": "ccg, warning, integrity",
		"SP-01":  "ccg-year, error, law",
		"SP-02":  "ccg-year, warning, guidance",
		"SP-03":  "ccg-year, error, guidance",
		"SP-04":  "ccg-year, warning, guidance",
		"SP-05":  "ccg-year, warning, law, off",
		"SP-06":  "ccg-year, error, integrity",
		"SP-07":  "ccg-year, info, finding",
		"SP-08":  "ccg-year, info, finding",
		"SP-09":  "ccg-year, info, study",
		"SP-20":  "ccg-year, error, guidance, kept",
		"SP-21":  "ccg-year, error, integrity, kept",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}
