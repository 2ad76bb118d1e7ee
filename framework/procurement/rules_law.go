package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var statedLaw = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleStatedLaw,
		Title:       "The stated law and the route are those of the law that governs the purchase",
		Rationale:   "The day on which a procurement began decides its law, and a call-off keeps the law of its framework. A contract begun on or after 24 February 2025 stays under the regulations of 2015 only where a listed step came before that day. A route of another law has no time limits, notices or safeguards in this one.",
		Fix:         "Correct the law, the day or the route. For a call-off give the days of its framework in framework.",
		Limitations: "The day in began is taken as the day of the step that counts; an ordinary prior information notice is none. A dynamic purchasing system set up before the change is not modelled.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ActTransition, citation.Begin2015, citation.ProviderBegin),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2025-02-23", "subject": "commissioning-support", "regulations": "pcr-2015", "route": "restricted"}`,
		BadExample:  `{"began": "2025-02-24", "subject": "commissioning-support", "regulations": "pcr-2015", "route": "restricted"}`,
		Related:     []rule.ID{RuleLightTouch},
	},
	Applies: func(p *Procurement) bool {
		return p.Regulations != "" || p.Route.IsKnown() && !p.Route.IsIn(RegulationsOn(p.Began)) || p.Subject == Clinical && p.Route.IsKnown()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		r := p.Ruling()
		switch {
		case r.Regulations == "":
			return rule.MissingDate("the law that governs the purchase is not on file: %s", r.Why)
		case p.Route.UsesFramework() && p.Framework == nil && p.Regulations != "" && p.Regulations != r.Regulations:
			return rule.MissingDate("a call-off keeps the law of its framework, whose days are not on file: give them in framework")
		}
		if p.Regulations != "" && p.Regulations != r.Regulations {
			found.Add("/regulations", "the purchase falls under %s, not %s: %s (%s)", r.Regulations, p.Regulations, r.Why, r.Provision).
				With("regulations", r.Regulations)
		}
		if p.Route.IsKnown() && !p.Route.IsIn(r.Regulations) {
			found.Add("/route", "%s has no route %s: choose a route of that law, or correct the day", r.Regulations, p.Route).
				With("regulations", r.Regulations)
		}
		return found
	},
}
