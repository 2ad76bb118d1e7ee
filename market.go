package commissioning

import (
	"iter"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// A Market is who could buy what from whom: registers of the bodies, and what is
// known of their dealings. It is plain data that marshals to one JSON document;
// [Decode] reads it back. The zero Market is empty.
type Market struct {
	// CCGs is the register of clinical commissioning groups and of the boards that
	// followed them.
	CCGs ccg.Register `json:"ccgs,omitzero"`
	// CSUs is the register of commissioning support units.
	CSUs csu.Register `json:"csus,omitzero"`
	// ServiceLines are the lines that support is sold by.
	ServiceLines service.Catalogue `json:"service_lines,omitempty"`
	// Frameworks are the framework agreements that support is called off from.
	Frameworks []framework.Agreement `json:"frameworks,omitempty"`
	// Agreements are the service level agreements that support is supplied under.
	Agreements []sla.Agreement `json:"agreements,omitempty"`
}

var marketRules = rule.Join(
	rule.LiftOne("ccgs", func(m *Market) *ccg.Register { return &m.CCGs }, ccg.RegisterRules()),
	rule.LiftOne("csus", func(m *Market) *csu.Register { return &m.CSUs }, csu.RegisterRules()),
	rule.Lift("frameworks", func(m *Market) []framework.Agreement { return m.Frameworks }, framework.AgreementRules()),
	rule.Lift("agreements", func(m *Market) []sla.Agreement { return m.Agreements }, sla.Rules()),
	supplierRules,
)

// Rules returns every rule that judges a market or anything in it.
func Rules() rule.Set[Market] { return marketRules }

// Check holds every rule against the market and everything in it. The pointers
// of the findings lead into the market's own document.
func (m *Market) Check(o rule.Options) rule.Report { return marketRules.Check(m, o) }

// Catalogue returns what is known of every rule of the library, each once: those
// that judge a market, those that judge documents of other kinds, and those that
// need no check because the types keep them ([rule.Meta.Guarantee]).
func Catalogue() iter.Seq[rule.Meta] {
	return func(yield func(rule.Meta) bool) {
		seen := make(map[rule.ID]bool)
		for _, rules := range []iter.Seq[rule.Meta]{
			marketRules.All(),
			framework.CompetitionRules().All(),
			framework.ProcurementRules().All(),
			decision.RegisterRules().All(),
			spend.Rules().All(),
			slices.Values(ccg.Guaranteed()),
			slices.Values(csu.Guaranteed()),
			slices.Values(framework.Guaranteed()),
			slices.Values(decision.Guaranteed()),
		} {
			for m := range rules {
				if !seen[m.ID] && !yield(m) {
					return
				}
				seen[m.ID] = true
			}
		}
	}
}
