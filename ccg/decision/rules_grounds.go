package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var dogma = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleDogma,
		Title:       "Neither dogma nor scale alone is a ground for a choice",
		Rationale:   "That in-house work is always worse, or outsourcing always better, was said and never shown. No size was shown to be best either. A choice needs evidence about this service.",
		Fix:         "Give the reasons that hold for this service, with their evidence.",
		Limitations: "It looks at the kinds of ground given, not at the wording. Scale beside another ground is let pass.",
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
				found.Add(rule.PointerOf("reasons", i, "ground"), "that in-house work is always worse is no ground: show what speaks against it here")
			case GroundOutsourcingBetter:
				found.Add(rule.PointerOf("reasons", i, "ground"), "that outsourcing is always better is no ground: show what speaks for it here")
			}
			onlyScale = onlyScale && d.Reasons[i].Ground == GroundScale
		}
		if onlyScale {
			found.Add("/reasons", "scale is the only ground given, and no size was shown to be best: show what it does for this service")
		}
		return found
	},
}

var choiceLast = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleChoiceLast,
		Title:       "Improvement is tried before another supplier is looked for",
		Rationale:   "Many groups want a capable and steady service rather than a choice of suppliers, and change costs time and people.",
		Fix:         "Agree terms of improvement with the present supplier and write down what came of them, or why they were not tried.",
		Limitations: "It looks whether any step is recorded. Nothing is wrong with wanting choice.",
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
