package catalogue

import (
	"iter"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

// Rules returns the description of every rule of the library, each once. It includes the
// rules of the market, of other documents, and those that need no check because the types
// keep them ([rule.Meta.ByConstruction]). The caller owns the slice.
func Rules() []rule.Meta {
	var all []rule.Meta
	seen := make(map[rule.ID]bool)
	for _, rules := range []iter.Seq[rule.Meta]{
		commissioning.MarketRules().All(),
		framework.CompetitionRules().All(),
		procurement.ProcurementRules().All(),
		decision.RegisterRules().All(),
		spend.PublicationRules().All(),
		whatif.WhatIfRules().All(),
		slices.Values(ccg.ByConstruction()),
		slices.Values(csu.ByConstruction()),
		slices.Values(framework.ByConstruction()),
		slices.Values(procurement.ByConstruction()),
		slices.Values(sla.ByConstruction()),
		slices.Values(decision.ByConstruction()),
		slices.Values(spend.ByConstruction()),
	} {
		for m := range rules {
			if !seen[m.ID] {
				all = append(all, m)
			}
			seen[m.ID] = true
		}
	}
	return all
}
