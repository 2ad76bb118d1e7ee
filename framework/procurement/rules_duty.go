package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var onlyCapable = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleOnlyCapable,
		Title:       "Health care is awarded without an advertisement only where one provider is capable",
		Rationale:   "From April 2013 to December 2023 the regulations on procurement, choice and competition bound commissioners of health care at any value. They set no general duty to advertise, but a single provider without one had to be the only capable one.",
		Fix:         "Advertise, or record in only_capable whether one provider alone was capable.",
		Limitations: "Whether the record is right is not judged. Without a record the outcome is undated.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.HealthProcurement),
		InForce:     healthRegulations,
		Tags:        []string{"procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"subject": "clinical", "route": "unadvertised", "only_capable": true}`,
		BadExample:  `{"subject": "clinical", "route": "unadvertised", "only_capable": false}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool {
		return p.Subject == Clinical && p.Route == Unadvertised && p.isHealthCommissioner()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		switch {
		case p.OnlyCapable == nil:
			return rule.MissingDate("whether one provider alone was capable is not on file: record it in only_capable")
		case !*p.OnlyCapable:
			found.Add("/only_capable", "awarded without an advertisement though others were capable: advertise")
		}
		return found
	},
}

// closureAnnounced is the day on which the staff of the last units were told of their
// end.
var closureAnnounced = nhs.MustParseDate("2025-06-27")

var urgencyForeseen = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleUrgencyForeseen,
		Title:       "Urgency is not claimed for a cause that was known beforehand",
		Rationale:   "A direct award for urgency needs a cause that the authority neither brought about nor could foresee. The end of the commissioning support units was announced on 27 June 2025.",
		Fix:         "Compete, call off from a framework, or give another ground.",
		Limitations: "Only the replacement of a commissioning support unit after that day is seen. Whether another cause could be foreseen is not judged.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ActDirect),
		InForce:     underAct,
		Tags:        []string{"procurement", "exit"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2026-12-01", "incumbent": "csu", "route": "open"}`,
		BadExample:  `{"began": "2026-12-01", "incumbent": "csu", "route": "unadvertised", "ground": "urgency"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool { return p.Ground == Urgency && p.Incumbent == "csu" },
	On:      began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		if !pass.On.Before(closureAnnounced) {
			found.Add("/ground", "urgency on %s to replace a unit whose end was announced on %s: it could be foreseen; take another route", pass.On, closureAnnounced)
		}
		return found
	},
}

// slaveryFrom is the day from which a modern slavery assessment is due.
var slaveryFrom = nhs.MustParsePeriod("2026-05-17/..")

var slaveryAssessed = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleSlaveryAssessed,
		Title:       "The risk of modern slavery is assessed before the tender notice or the award",
		Rationale:   "From 17 May 2026 a public body that buys for the NHS in England assesses the risk of modern slavery before it publishes its tender notice, or before it awards without one.",
		Fix:         "Assess the risk first, and record the day in slavery_assessed.",
		Limitations: "The quality of the assessment is not seen. A call-off is excused if its framework was assessed, so call-offs are not checked. Without any record the outcome is undated.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.SlaveryAssessment),
		InForce:     slaveryFrom,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2026-05-17", "invitation": {"notice": "2026-05-17"}, "slavery_assessed": "2026-05-16"}`,
		BadExample:  `{"began": "2026-05-17", "invitation": {"notice": "2026-05-17"}, "slavery_assessed": "2026-05-18"}`,
		Related:     []rule.ID{RuleLeastTime},
	},
	Applies: func(p *Procurement) bool {
		return !p.Route.UsesFramework() && p.Route != InHouse && p.Route != Extension
	},
	On: began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		due := pass.On
		if i := p.Invitation; i != nil && !i.Notice.IsZero() {
			due = i.Notice
		} else if p.Route == Unadvertised {
			due = p.Concluded
		}
		switch {
		case p.NoSlaveryAssessment:
			found.Add("/no_slavery_assessment", "no assessment of modern slavery was made: it was due before the notice or the award")
		case p.SlaveryAssessed.IsZero():
			return rule.MissingDate("the day of the modern slavery assessment is not on file: record it in slavery_assessed")
		case due.IsZero():
			return rule.MissingDate("the day of the notice or of the award is not on file")
		case p.SlaveryAssessed.After(due):
			found.Add("/slavery_assessed", "assessed on %s, after the notice or award of %s: assess first", p.SlaveryAssessed, due)
		}
		return found
	},
}
