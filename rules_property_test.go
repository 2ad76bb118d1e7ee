package commissioning_test

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// resolves reports whether the place, or its parent, is in the document.
func resolves(document any, at rule.Pointer) bool {
	in := func(at rule.Pointer) bool {
		v := document
		for _, step := range strings.Split(string(at), "/")[1:] {
			switch o := v.(type) {
			case map[string]any:
				member, ok := o[step]
				if !ok {
					return false
				}
				v = member
			case []any:
				i, err := strconv.Atoi(step)
				if err != nil || i < 0 || i >= len(o) {
					return false
				}
				v = o[i]
			default:
				return false
			}
		}
		return true
	}
	return at == "" || in(at) || in(at.Parent())
}

// Markets of bodies, terms and references at random break many rules. None of
// them panics, every place is in the document, and a second check says the same.
func TestFindingsOfMarketsAtRandom(t *testing.T) {
	found := make(map[rule.ID]int)
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 9))
		m := shuffledMarket(r)
		real, err := england.Market()
		if err != nil {
			t.Fatal(err)
		}
		m.CCGs = real.CCGs
		m.CSUs.Successions = []lineage.Succession{
			{Predecessor: "anglia", Successor: "north", Effective: nhs.MustParsePartialDate("2014-04-01"), Kind: lineage.OneToOne},
			{Predecessor: "north", Successor: "anglia", Effective: nhs.MustParsePartialDate("2014"), Kind: lineage.Merger},
		}
		if seed%2 == 0 {
			m.CSUs.Successions = m.CSUs.Successions[:1] // no circle
		}
		m.CSUs.Units[0].Closed, m.CSUs.Units[0].Stage, m.CSUs.Units[0].Kind = nhs.MustParsePartialDate("2014-03-31"), csu.Working, csu.Hosted
		m.ServiceLines = service.Catalogue{{ID: "hr", Name: "Human resources"}}
		for i := range m.Agreements {
			a := &m.Agreements[i]
			a.CallOff = []string{"", "lpf", "c-7", "c-9", "nonesuch"}[r.IntN(5)]
			a.Signed = a.Term.Starts
			a.Provider.Kind = []sla.PartyKind{"", sla.HostedCSU, sla.Independent, "other"}[r.IntN(4)]
			a.Provider.Successor = []nhs.OrgID{"", "north", "QHM"}[r.IntN(3)]
			a.Lines = []sla.Line{{Service: []service.ID{"", "hr", "legal"}[r.IntN(3)]}}
			a.Customers[0].Kind = []sla.PartyKind{"", sla.CCG, sla.ICB}[r.IntN(3)]
		}
		for i := range m.Frameworks {
			m.Frameworks[i].Lots = []framework.Lot{{Code: "1", Lines: []service.ID{"hr"}}, {Code: "2"}}
			m.Frameworks[i].Awards = []framework.Award{{Lot: "1", Supplier: "anglia", Outcome: framework.Awarded, On: nhs.MustParsePartialDate("2013")}}
		}
		report := m.Check(rule.Options{})
		if len(report.Failures) > 0 {
			t.Fatalf("seed %d: %v", seed, report.Failures)
		}
		if diff := cmp.Diff(report, m.Check(rule.Options{})); diff != "" {
			t.Errorf("seed %d: a second check (-first +second):\n%s", seed, diff)
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var document any
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatal(err)
		}
		for i, f := range report.Findings {
			found[f.Rule]++
			if i > 0 && report.Findings[i-1].Path.Compare(f.Path) > 0 {
				t.Errorf("seed %d: %s comes before %s", seed, report.Findings[i-1].Path, f.Path)
			}
			for _, at := range append([]rule.Place{{Path: f.Path}}, f.Related...) {
				if !resolves(document, at.Path) {
					t.Errorf("seed %d: %s names %s, which is not in the document", seed, f.Rule, at.Path)
				}
			}
		}
	}
	for _, id := range []rule.ID{
		commissioning.RuleNoOverlap, commissioning.RuleProviderExists, commissioning.RuleBodyExists, commissioning.RuleLineExists,
		commissioning.RuleFrameworkExists, commissioning.RuleKindMatchesRegister, commissioning.RuleSameParties, commissioning.RuleNoDuplicateSpend,
		framework.RuleSupplierOnLot,
	} {
		if found[id] == 0 {
			t.Errorf("%s found nothing in any of them", id)
		}
	}
}

// The real market breaks none of the rules that span entities.
func TestRealMarketAcrossEntities(t *testing.T) {
	m, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	across := commissioning.MarketRules().Filter(func(m rule.Meta) bool {
		return strings.HasPrefix(string(m.ID), "MKT-") || m.ID == commissioning.RuleNoOverlap || m.ID == commissioning.RuleProviderExists
	})
	ruletest.Want(t, across.Check(m, rule.Options{}))
}

// A valid agreement or sum costs a check no allocation of its own: three times as
// many cost hardly more of them.
func TestRulesAcrossEntitiesDoNotAllocateByTheDocument(t *testing.T) {
	rules := acrossOnly(t)
	allocations := func(groups int) float64 {
		m := marketOf(t, groups)
		return testing.AllocsPerRun(1, func() { rules.Check(m, rule.Options{}) })
	}
	few, many := allocations(10), allocations(30)
	if many > few+500 {
		t.Errorf("%v allocations for 2,000 agreements and %v for 6,000", few, many)
	}
}
