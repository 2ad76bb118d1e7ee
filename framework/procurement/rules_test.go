package procurement

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// A fixture is what the files of testdata/rules hold.
type fixture struct {
	Procurement Procurement `json:"procurement"`
}

// fixtureRules are the rules as rules for the one member of a fixture.
func fixtureRules() rule.Set[fixture] {
	return rule.LiftOne("procurement", func(f *fixture) *Procurement { return &f.Procurement }, ProcurementRules())
}

func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	var ids []rule.ID
	for m := range ProcurementRules().All() {
		ids = append(ids, m.ID)
	}
	ruletest.Fixtures(t, fixtures, fixtureRules(), func(data []byte) (f fixture, err error) {
		return f, json.Unmarshal(data, &f)
	}, ids...)
	ruletest.Orphans(t, fixtures, ProcurementRules().All())
	ruletest.Catalogue(t, ProcurementRules(), nil)
}

// TestEveryRule names every rule of the package, with its severity and basis.
func TestEveryRule(t *testing.T) {
	got := map[rule.ID]string{}
	for m := range ProcurementRules().All() {
		got[m.ID] = m.Severity.String() + ", " + m.Basis.String()
	}
	want := map[rule.ID]string{
		"FW-20": "warning, finding", "FW-22": "info, guidance", "FW-23": "warning, guidance", "FW-24": "error, law",
		"FW-25": "error, law", "FW-26": "error, law", "FW-27": "error, law", "FW-28": "error, law",
		"FW-36": "error, law", "FW-37": "error, law", "FW-38": "error, law", "FW-39": "error, law", "FW-53": "error, law", "FW-54": "warning, law", "FW-55": "error, law", "FW-56": "error, law",
		"FW-33": "error, integrity", "FW-34": "error, integrity",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rules (-want +got):\n%s", d)
	}
}

// Every day from 2006 to the end of the regulations of 2015 is under one of them, and
// the days that InForce gives are those that RegulationsOn knows.
func TestRegulationsInForce(t *testing.T) {
	for _, r := range []Regulations{PCR2006, PCR2015, ProcurementAct} {
		days := r.InForce()
		if got := RegulationsOn(days.From); got != r {
			t.Errorf("on %s: %s, want %s", days.From, got, r)
		}
		if got := RegulationsOn(days.From.AddDays(-1)); got == r {
			t.Errorf("on the day before %s: still %s", days.From, r)
		}
	}
	if days := Regulations("none").InForce(); !days.IsEmpty() {
		t.Errorf("unknown regulations in force %s", days)
	}
	if PCR2015.InForce().From != PCR2006.InForce().Until || ProcurementAct.InForce().From != PCR2015.InForce().Until {
		t.Error("there is a gap between regulations")
	}
}

func TestWordLists(t *testing.T) {
	for _, r := range Routes() {
		if !r.IsKnown() {
			t.Errorf("route %s is not known", r)
		}
	}
	for _, b := range BuyerClasses() {
		if !b.IsKnown() {
			t.Errorf("buyer class %s is not known", b)
		}
	}
	for _, m := range NoticeMethods() {
		if !m.IsKnown() {
			t.Errorf("notice method %s is not known", m)
		}
	}
	Routes()[0] = "changed"
	if Routes()[0] == "changed" {
		t.Error("a caller can change the list of routes")
	}
	if Route("").IsKnown() || BuyerClass("").IsKnown() || NoticeMethod("").IsKnown() {
		t.Error("no word is known")
	}
}
