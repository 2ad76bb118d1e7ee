package commissioning_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func realIndex(tb testing.TB) *commissioning.Index {
	tb.Helper()
	m, err := england.Market()
	if err != nil {
		tb.Fatal(err)
	}
	return commissioning.NewIndex(m)
}

// The first of two bodies with one ID counts; the rules report the second.
func TestIndexTakesTheFirst(t *testing.T) {
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs:       ccg.Register{Groups: []ccg.Group{{Code: "00C", Name: "first"}, {Code: "00C", Name: "second"}}},
		CSUs:       csu.Register{Units: []csu.Unit{{Slug: "anglia", ODSCode: "0AP", Name: "first"}, {Slug: "anglia", Name: "second"}}},
		Frameworks: []framework.Agreement{{ID: "lpf", Name: "first"}, {ID: "lpf", Name: "second"}},
	})
	group, _ := x.CCG("00C")
	bySlug, _ := x.CSU("anglia")
	byCode, _ := x.CSU("0AP")
	agreement, _ := x.Framework("lpf")
	got := []string{group.Name, bySlug.Name, byCode.Name, agreement.Name}
	if diff := cmp.Diff([]string{"first", "first", "first", "first"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, id := range []nhs.OrgID{"", "00D", "nonesuch"} {
		_, isCCG := x.CCG(id)
		_, isICB := x.ICB(id)
		_, isCSU := x.CSU(id)
		_, isFramework := x.Framework(framework.ID(id))
		if isCCG || isICB || isCSU || isFramework {
			t.Errorf("%q is found", id)
		}
	}
}

func TestLookUpsDoNotAllocate(t *testing.T) {
	x := realIndex(t)
	day := nhs.MustParseDate("2016-04-01")
	for name, lookUp := range map[string]func(){
		"CCG by code": func() { x.CCG("13T") },
		"CSU by slug": func() { x.CSU("south-central-west") },
		"CCGs on a day": func() {
			for range x.CCGsOn(day) {
			}
		},
		"direct successors": func() {
			for range x.CCGHistory().Successions("00F") {
			}
		},
	} {
		if n := testing.AllocsPerRun(100, lookUp); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestZeroMarket(t *testing.T) {
	var m commissioning.Market
	document, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if string(document) != "{}" {
		t.Errorf("got %s, want {}", document)
	}
	if r := m.Check(rule.Options{}); len(r.Findings) > 0 || len(r.Failures) > 0 {
		t.Errorf("nothing has findings: %v %v", r.Findings, r.Failures)
	}
	x := commissioning.NewIndex(&m)
	for range x.CCGsOn(nhs.MustParseDate("2013-04-01")) {
		t.Error("nothing has a group")
	}
}
