package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var timeToBuy = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleTimeToBuy,
		Title:       "A procurement begins early enough",
		Rationale:   "Buying from the framework was to take two to three months, a full European procurement nine to twelve. If the present arrangement ends sooner there is a gap, or an unplanned extension.",
		Fix:         "Begin earlier, extend the present arrangement if its text allows, or take a quicker route.",
		Limitations: "Only these two routes have a sourced time. A later page of NHS England says about three months for a call-off and nine for a full procurement. If only the longer time is too long, the finding is milder.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Pulse, citation.Provisional, citation.Background),
		InForce:     nhs.MustParsePeriod("2013-10-01/.."),
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"route": "open", "began": "2015-04-01", "needed_by": "2016-04-01"}`,
		BadExample:  `{"route": "open", "began": "2015-04-01", "needed_by": "2015-12-31"}`,
		Related:     []rule.ID{RuleStandstill},
	},
	Applies: func(p *Procurement) bool {
		_, known := DefaultTimetable(p.Route)
		return known && !p.NeededBy.IsZero() && !p.Began.IsZero()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		t, _ := DefaultTimetable(p.Route)
		earliest, latest := p.Began.AddMonths(t.Min), p.Began.AddMonths(t.Max)
		switch {
		case earliest.After(p.NeededBy):
			found.Add("/needed_by", "%s from %s ends on %s at the earliest, but is needed by %s: too late for this route", p.Route, p.Began, earliest, p.NeededBy).
				With("earliest", earliest).With("latest", latest)
		case latest.After(p.NeededBy):
			found.Add("/needed_by", "%s from %s ends between %s and %s, and is needed by %s: on time only if every step is quick", p.Route, p.Began, earliest, latest, p.NeededBy).
				With("earliest", earliest).With("latest", latest).WithSeverity(rule.Info)
		}
		return found
	},
}

var standstillPeriod = nhs.MustParsePeriod("2009-12-20/2025-02-23")

// standstillMeta serves two rules, for framework agreements and for other
// procurements.
var standstillMeta = rule.Meta{
	ID:          RuleStandstill,
	Title:       "A contract or framework is concluded only after standstill",
	Rationale:   "A bidder who was wronged can stop a contract only before it is made. Standstill runs to the end of the tenth day after an electronic notice, or the fifteenth by other means. If that is not a working day it runs to the next one.",
	Fix:         "Conclude on a later day, or correct the dates. Standstill does not bar an announcement.",
	Limitations: "At call-off standstill is good practice but no duty, so call-offs are not checked. Working days are those of England.",
	Severity:    rule.Error,
	Basis:       rule.Law,
	Citations:   citation.List(citation.StandstillLaw, citation.Standstill, citation.Winners),
	InForce:     standstillPeriod,
	Tags:        []string{"procurement", "dates"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `bidders notified electronically on 2015-01-23, concluded on 2015-02-03`,
	BadExample:  `bidders notified electronically on 2015-01-23, concluded on 2015-02-02`,
	Related:     []rule.ID{RuleMustCompete},
}

// CheckStandstill returns what [RuleStandstill] finds of a contract or framework, at the
// pointer, given the days on which bidders were notified and on which it was concluded.
//
// Package framework uses it for agreements, whose days stand elsewhere than those of a
// [Procurement].
func CheckStandstill(notified nhs.Date, by NoticeMethod, concluded nhs.Date, at rule.Pointer) (found rule.Findings) {
	least, most := StandstillEnds(notified, Electronic), StandstillEnds(notified, OtherMeans)
	switch by {
	case Electronic:
		most = least
	case OtherMeans:
		least = most
	}
	switch {
	case !concluded.After(least):
		found.Add(at, "concluded on %s, but bidders were notified on %s and standstill ends on %s: conclude later", concluded, notified, least).
			With("notified", notified).With("concluded", concluded).With("standstill_ends", least)
	case !concluded.After(most):
		return rule.MissingDate("how bidders were notified is unknown: standstill ended on %s or %s, and the contract was made on %s", least, most, concluded)
	}
	return found
}

var procurementStandstill = rule.Rule[Procurement]{
	Meta: standstillMeta,
	Applies: func(p *Procurement) bool {
		return !p.Notified.IsZero() && !p.Concluded.IsZero() && !p.Route.UsesFramework()
	},
	On: func(p *Procurement) nhs.Date {
		if p.Began.IsZero() {
			return p.Notified
		}
		return p.Began
	},
	Check: func(_ rule.Pass, p *Procurement) rule.Findings {
		return CheckStandstill(p.Notified, p.Means, p.Concluded, "/concluded")
	},
}
