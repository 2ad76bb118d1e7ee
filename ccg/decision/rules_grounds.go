package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var dogma = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleDogma,
		Title:       "A choice rests on more than dogma or scale alone",
		Rationale:   "Some claimed that in-house work is always worse, or outsourcing always better; nobody showed it. No size was shown to be best either. A choice needs evidence about this service.",
		Fix:         "Give reasons that apply to this service, with evidence.",
		Limitations: "It checks the kinds of ground, not the wording. Scale passes alongside another ground.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate, citation.IdealSize, citation.PCTSize),
		Tags:        []string{"grounds", "population"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"reasons": [{"ground": "quality", "evidence": "…"}, {"ground": "scale"}]`,
		BadExample:  `"reasons": [{"ground": "in-house-always-worse"}]`,
		Related:     []rule.ID{RulePopulation, RuleMustUse, RuleRationale},
	},
	Applies: func(d *Decision) bool { return len(d.Reasons) > 0 },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		onlyScale := true
		for i := range d.Reasons {
			switch d.Reasons[i].Ground {
			case GroundInHouseWorse:
				found.Add(rule.PointerOf("reasons", i, "ground"), "\"in-house work is always worse\" is not a reason: show what speaks against it here")
			case GroundOutsourcingBetter:
				found.Add(rule.PointerOf("reasons", i, "ground"), "\"outsourcing is always better\" is not a reason: show what speaks for it here")
			}
			onlyScale = onlyScale && d.Reasons[i].Ground == GroundScale
		}
		if onlyScale {
			found.Add("/reasons", "scale is the only reason: no size was shown to be best; show what it does for this service")
		}
		return found
	},
}

var choiceLast = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleChoiceLast,
		Title:       "Improvement is tried before seeking another supplier",
		Rationale:   "Many groups want a capable and steady service rather than a choice of suppliers, and change costs time and people.",
		Fix:         "Agree terms of improvement with the present supplier and record the result, or why they were not tried.",
		Limitations: "It checks that a step is recorded. Wanting choice is not wrong in itself.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate),
		Tags:        []string{"grounds", "improvement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"reasons": [{"ground": "choice"}], "improvement": [{"date": "2013-09-02", "text": "…"}]`,
		BadExample:  `"reasons": [{"ground": "choice"}]`,
		Related:     []rule.ID{RuleLeaders, RuleDogma},
	},
	Applies: func(d *Decision) bool { return len(d.Reasons) > 0 },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Improvement {
			if !blank(d.Improvement[i].Text) {
				return nil
			}
		}
		for i := range d.Reasons {
			if d.Reasons[i].Ground == GroundChoice {
				found.Add(rule.PointerOf("reasons", i, "ground"), "choice is a last resort: say what improvement was tried first")
			}
		}
		return found
	},
}
