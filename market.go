package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
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
}

var marketRules = rule.Join(
	rule.LiftOne("ccgs", func(m *Market) *ccg.Register { return &m.CCGs }, ccg.RegisterRules()),
	rule.LiftOne("csus", func(m *Market) *csu.Register { return &m.CSUs }, csu.RegisterRules()),
)

// Rules returns every rule that judges a market or anything in it.
func Rules() rule.Set[Market] { return marketRules }

// Check holds every rule against the market and everything in it. The pointers
// of the findings lead into the market's own document.
func (m *Market) Check(o rule.Options) rule.Report { return marketRules.Check(m, o) }

// Catalogue returns what is known of every rule of the library, among them those
// that need no check because the types keep them ([rule.Meta.Guarantee]).
func Catalogue() iter.Seq[rule.Meta] {
	return func(yield func(rule.Meta) bool) {
		for m := range marketRules.All() {
			if !yield(m) {
				return
			}
		}
		for _, guaranteed := range [][]rule.Meta{ccg.Guaranteed(), csu.Guaranteed()} {
			for _, m := range guaranteed {
				if !yield(m) {
					return
				}
			}
		}
	}
}
