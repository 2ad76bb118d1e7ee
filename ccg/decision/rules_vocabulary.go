package decision

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// The known words. A few have a rule of their own: the nature of a line
// ([RuleNature]), who decides ([RuleDecider]), the kind of an option
// ([RuleOptions]), and what a cost is, who bears it and how it is split
// ([RuleCosts]).
var (
	functionKinds = [...]FunctionKind{Support, StatutoryDecision}
	supplierKinds = [...]service.SupplierKind{service.CSU, service.NHSBody, service.LocalAuthority, service.Independent, service.Voluntary}
	allTerms      = [...]Terms{Partnership, ServiceTerms}
	fundings      = [...]ccg.Funding{ccg.RunningCost, ccg.Programme}
	powers        = [...]DecisionMaker{AnotherCCG, JointCCGs, JointCommittee, WithNHSEngland, Section75}
)

var vocabulary = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleVocabulary,
		Title:       "Words are in the vocabulary",
		Rationale:   "A misspelt word is no error to a JSON reader. A function that is \"statutory\" instead of \"statutory-decision\" would count as none, and a cost of \"running-costs\" would not count against the allowance.",
		Fix:         "Use one of the words that the finding lists, or omit what is unknown.",
		Limitations: "Criteria and grounds may be words of the group's own. A known word can still be the wrong one.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"vocabulary"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"function": {"kind": "statutory-decision"}`,
		BadExample:  `"function": {"kind": "statutory"}`,
		Related:     []rule.ID{RuleNature, RuleDecider, RuleOptions, RuleCosts},
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if d.Function != nil && !rule.IsWord(d.Function.Kind, functionKinds[:]) {
			rule.AddWord(&found, "/function/kind", d.Function.Kind, functionKinds[:])
		}
		if !rule.IsWord(d.Funding, fundings[:]) {
			rule.AddWord(&found, "/funding", d.Funding, fundings[:])
		}
		if d.Incumbent != nil && !rule.IsWord(d.Incumbent.Kind, supplierKinds[:]) {
			rule.AddWord(&found, "/incumbent/kind", d.Incumbent.Kind, supplierKinds[:])
		}
		for i := range d.Options {
			o := &d.Options[i]
			if o.Supplier != nil && !rule.IsWord(o.Supplier.Kind, supplierKinds[:]) {
				rule.AddWord(&found, rule.PointerOf("options", i, "supplier", "kind"), o.Supplier.Kind, supplierKinds[:])
			}
			if !rule.IsWord(o.Terms, allTerms[:]) {
				rule.AddWord(&found, rule.PointerOf("options", i, "terms"), o.Terms, allTerms[:])
			}
			if o.Sharing != nil && !rule.IsWord(o.Sharing.Under, powers[:]) {
				rule.AddWord(&found, rule.PointerOf("options", i, "sharing", "under"), o.Sharing.Under, powers[:])
			}
			for j := range o.Costs {
				if !rule.IsWord(o.Costs[j].Funding, fundings[:]) {
					rule.AddWord(&found, rule.PointerOf("options", i, "costs", j, "funding"), o.Costs[j].Funding, fundings[:])
				}
			}
		}
		return found
	},
}
