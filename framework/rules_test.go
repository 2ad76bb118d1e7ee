package framework

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// A fixture is what the files hold: the thing that is checked and, for a
// call-off, the agreement and the history of suppliers beside it.
type fixture struct {
	Framework   *Agreement   `json:"framework"`
	CallOff     *CallOff     `json:"call_off"`
	Competition *Competition `json:"competition"`
	History     *struct {
		Successions []lineage.Succession `json:"successions"`
	} `json:"history"`
}

func (d *fixture) agreement() *Agreement {
	if d.CallOff != nil {
		return nil
	}
	return d.Framework
}

func (d *fixture) underFramework() *Case {
	if d.CallOff == nil {
		return nil
	}
	c := &Case{CallOff: d.CallOff, Agreement: d.Framework}
	if d.History != nil {
		c.Suppliers = lineage.NewHistory(nil, d.History.Successions, nhs.Date{})
	}
	return c
}

// of returns the rules as rules for a part of a document.
func of[T any](member string, part func(*fixture) *T, rules ...rule.Rule[T]) []rule.Rule[fixture] {
	var list []rule.Rule[fixture]
	for _, r := range rules {
		one := rule.Rule[fixture]{
			Meta: r.Meta,
			Applies: func(d *fixture) bool {
				v := part(d)
				return v != nil && (r.Applies == nil || r.Applies(v))
			},
			Check: func(p rule.Pass, d *fixture) rule.Findings {
				found := r.Check(p, part(d))
				for i := range found {
					found[i].Path = rule.PointerOf(member) + found[i].Path
					for j := range found[i].Related {
						found[i].Related[j].Path = rule.PointerOf(member) + found[i].Related[j].Path
					}
				}
				return found
			},
		}
		if r.On != nil {
			one.On = func(d *fixture) nhs.Date { return r.On(part(d)) }
		}
		list = append(list, one)
	}
	return list
}

// everyRule returns each rule once. Where several kinds of document have a rule
// of one ID it judges whichever is there.
func everyRule() []rule.Rule[fixture] {
	var all []rule.Rule[fixture]
	index := map[rule.ID]int{}
	add := func(rules []rule.Rule[fixture]) {
		for _, r := range rules {
			i, again := index[r.ID]
			if !again {
				index[r.ID] = len(all)
				all = append(all, r)
				continue
			}
			all[i] = either(all[i], r)
		}
	}
	add(of("framework", (*fixture).agreement, agreementReferences, maximumTerm, closedList, shortlist, plannedPlaces, lpfLots,
		agreementConsortium, agreementStandstill, withinValue, agreementWords, agreementOrder, lotLimits))
	add(of("call_off", (*fixture).underFramework, callOffReferences, withinLife, lotCoversLines, refusedSupplier, buyerMayUse,
		frameworkCriteria, termsKept, furtherCompetition, everyoneInvited, partner, callOffWords, callOffOrder, supplierOnLot, inheritance))
	add(of("competition", func(d *fixture) *Competition { return d.Competition },
		competitionReferences, competitionConsortium, weights, scores, oneBid, competitionWords, competitionOrder))
	return all
}

func either(a, b rule.Rule[fixture]) rule.Rule[fixture] {
	pick := func(d *fixture) rule.Rule[fixture] {
		if b.Applies(d) {
			return b
		}
		return a
	}
	r := rule.Rule[fixture]{
		Meta:    a.Meta,
		Applies: func(d *fixture) bool { return a.Applies(d) || b.Applies(d) },
		Check:   func(p rule.Pass, d *fixture) rule.Findings { return pick(d).Check(p, d) },
	}
	if a.On != nil || b.On != nil {
		r.On = func(d *fixture) nhs.Date { return pick(d).On(d) }
	}
	return r
}

func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	set := rule.NewSet("document", nil, everyRule()...)
	ruletest.Fixtures(t, fixtures, set, func(data []byte) (d fixture, err error) {
		return d, json.Unmarshal(data, &d)
	})
	ruletest.Orphans(t, fixtures, set.All())

	for name, all := range map[string][]rule.Meta{
		"framework": metas(AgreementRules()), "call-off": metas(CallOffRules()),
		"competition": metas(CompetitionRules()),
	} {
		for _, m := range all {
			if _, held := set.Lookup(m.ID); !held {
				t.Errorf("rule %s for a %s is not checked against its fixtures", m.ID, name)
			}
		}
	}
}

func metas[T any](s rule.Set[T]) (list []rule.Meta) {
	for m := range s.All() {
		list = append(list, m)
	}
	return list
}

func TestCatalogue(t *testing.T) {
	ruletest.Catalogue(t, AgreementRules(), nil)
	ruletest.Catalogue(t, CallOffRules(), nil)
	ruletest.Catalogue(t, CompetitionRules(), nil)
	for _, m := range ByConstruction() {
		if m.ByConstruction == nil || m.ByConstruction.How == "" || m.ByConstruction.Test == "" {
			t.Errorf("rule %s does not say what keeps it", m.ID)
		}
	}
}

// TestEveryRule names every rule of the package, with its severity and basis.
func TestEveryRule(t *testing.T) {
	got := map[rule.ID]string{}
	add := func(list []rule.Meta, how string) {
		for _, m := range list {
			got[m.ID] = m.Severity.String() + ", " + m.Basis.String() + how
		}
	}
	add(metas(AgreementRules()), "")
	add(metas(CompetitionRules()), "")
	add(metas(HolderRules()), "")
	add(ByConstruction(), ", by construction")
	want := map[rule.ID]string{
		"FW-01": "error, integrity", "FW-02": "error, law", "FW-03": "error, law", "FW-04": "info, guidance, by construction",
		"FW-05": "error, law", "FW-06": "error, law", "FW-07": "error, guidance", "FW-08": "error, law",
		"FW-09": "error, law", "FW-10": "error, law", "FW-11": "warning, law", "FW-12": "error, law", "FW-13": "error, law",
		"FW-14": "warning, guidance", "FW-15": "info, guidance", "FW-16": "error, guidance", "FW-17": "error, integrity",
		"FW-18": "warning, integrity", "FW-19": "warning, guidance",
		"FW-21": "error, integrity, by construction",
		"FW-28": "error, law", "FW-29": "warning, law",
		"FW-30": "error, integrity", "FW-31": "error, integrity", "FW-32": "error, integrity", "FW-33": "error, integrity", "FW-34": "error, integrity",
		"FW-35": "error, integrity",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rules (-want +got):\n%s", d)
	}
}
