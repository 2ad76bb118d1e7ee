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
)

// Catalogue returns what is known of every rule of the library, each once: those
// that judge a market, those that judge documents of other kinds, and those that
// need no check because the types keep them ([rule.Meta.Guarantee]).
func Catalogue() iter.Seq[rule.Meta] {
	return func(yield func(rule.Meta) bool) {
		seen := make(map[rule.ID]bool)
		for _, rules := range []iter.Seq[rule.Meta]{
			Rules().All(),
			framework.CompetitionRules().All(),
			framework.ProcurementRules().All(),
			decision.RegisterRules().All(),
			spend.Rules().All(),
			WhatIfRules().All(),
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
