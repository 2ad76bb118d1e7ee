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
		_, known := sourcedTimetable(p.Route)
		return known && !p.NeededBy.IsZero() && !p.Began.IsZero()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		t, _ := sourcedTimetable(p.Route)
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
	ID:        RuleStandstill,
	Title:     "A contract or framework is concluded only after standstill",
	Rationale: "A bidder who was wronged can stop a contract only before it is made. Standstill runs to the end of the tenth day after an electronic notice. By other means it runs to the fifteenth, or to the tenth after the last bidder received the notice if that is sooner. If that is not a working day it runs to the next one.",
	Fix:       "Conclude on a later day, or correct the dates. Standstill does not bar an announcement.",
	Limitations: "No standstill is owed below the threshold, for Part B services, at call-off, without a contract notice, or with one tenderer. If it turns on a value, class or subject that is not stated, the outcome is undated. " +
		"So it is where the bank holidays of Scotland or Northern Ireland would decide, since the law names no part of the kingdom. Procurements begun before 20 December 2009 are not checked.",
	Severity:    rule.Error,
	Basis:       rule.Law,
	Citations:   citation.List(citation.StandstillLaw, citation.Standstill2006, citation.Standstill, citation.Winners),
	InForce:     standstillPeriod,
	Tags:        []string{"procurement", "dates"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `bidders notified electronically on 2015-01-23, concluded on 2015-02-03`,
	BadExample:  `bidders notified electronically on 2015-01-23, concluded on 2015-02-02`,
	Related:     []rule.ID{RuleMustCompete, RuleActStandstill, RuleProviderStandstill},
}

// CheckStandstill returns what [RuleStandstill] finds of a framework under the
// regulations of 2006 or 2015, at the pointer, given the days on which bidders were
// notified and on which it was concluded.
//
// Package framework uses it for agreements, whose days stand elsewhere than those of a
// [Procurement].
func CheckStandstill(notified nhs.Date, by NoticeMethod, concluded nhs.Date, at rule.Pointer) rule.Findings {
	s := Standstill{Owed: nhs.Yes}
	s.setPCREnds(notified, nhs.Date{}, by)
	return s.check(notified, concluded, at)
}

// check returns what is wrong with a contract concluded on the day.
func (s *Standstill) check(notified, concluded nhs.Date, at rule.Pointer) (found rule.Findings) {
	switch {
	case s.Owed == nhs.No || concluded.After(s.EndsLatest):
		return nil
	case s.Owed == nhs.Unknown:
		return rule.MissingDate("concluded on %s, within a standstill that would end on %s; whether one is owed is not on file: %s", concluded, s.EndsLatest, s.Why)
	case concluded.After(s.Ends):
		return rule.MissingDate("%s: standstill ended on %s or %s, and the contract was made on %s", s.doubt, s.Ends, s.EndsLatest, concluded)
	}
	found.Add(at, "concluded on %s, but bidders were notified on %s and standstill ends on %s: conclude on %s or later", concluded, notified, s.Ends, s.EndsLatest.AddDays(1)).
		With("notified", notified).With("concluded", concluded).With("standstill_ends", s.Ends)
	return found
}

// begunOrNotified returns the day that decides the law of the standstill.
func begunOrNotified(p *Procurement) nhs.Date {
	if p.Began.IsZero() {
		return p.Notified
	}
	return p.Began
}

// standsUnder reports whether the days of a standstill are stated and the law, as far as
// known, is one of those given.
func (p *Procurement) standsUnder(laws ...Regulations) bool {
	if p.Notified.IsZero() || p.Concluded.IsZero() {
		return false
	}
	law := p.Ruling().Regulations
	if law == "" {
		if law = RegulationsOn(begunOrNotified(p)); p.Regime == ProviderSelection {
			law = PSR2023
		}
	}
	for _, l := range laws {
		if l == law {
			return true
		}
	}
	return false
}

func checkOwnStandstill(_ rule.Pass, p *Procurement) rule.Findings {
	q := p
	if p.Began.IsZero() {
		dated := *p
		dated.Began = p.Notified
		q = &dated
	}
	s := q.Standstill()
	return s.check(p.Notified, p.Concluded, "/concluded")
}

var procurementStandstill = rule.Rule[Procurement]{
	Meta:    standstillMeta,
	Applies: func(p *Procurement) bool { return !p.Route.UsesFramework() && p.standsUnder(PCR2006, PCR2015) },
	On:      begunOrNotified,
	Check:   checkOwnStandstill,
}

var actStandstill = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleActStandstill,
		Title:       "A public contract waits eight working days after its award notice",
		Rationale:   "The standstill of the Procurement Act begins with the day on which the contract award notice is published. It lasts eight working days, or longer if the notice says so. A bank holiday in any part of the United Kingdom does not count.",
		Fix:         "Conclude on the day that the message names, or correct the dates.",
		Limitations: "Not owed for call-offs, light touch contracts, urgent direct awards and contracts below the threshold. Whether assessment summaries were given first is not checked. Holidays that are proclaimed later are not known.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ActStandstill, citation.ActWorkingDay),
		InForce:     underAct,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2025-04-01", "route": "open", "value": "500000.00", "notified": "2026-11-30", "concluded": "2026-12-11"}`,
		BadExample:  `{"began": "2025-04-01", "route": "open", "value": "500000.00", "notified": "2026-11-30", "concluded": "2026-12-10"}`,
		Related:     []rule.ID{RuleStandstill, RuleProviderStandstill},
	},
	Applies: func(p *Procurement) bool { return p.standsUnder(ProcurementAct) },
	On:      begunOrNotified,
	Check:   checkOwnStandstill,
}

var providerStandstill = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleProviderStandstill,
		Title:       "A health care contract waits out the standstill of the provider selection regime",
		Rationale:   "Standstill begins on the day after the notice of intention and ends with the eighth working day after that. If a provider makes representations it lasts until five working days after the last further decision was told.",
		Fix:         "Conclude on a later day, or correct the dates.",
		Limitations: "Not owed for direct awards under process A or B, urgent awards and direct call-offs. If route does not name the process, the outcome is undated. Whether representations are still open is seen only through confirmed.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ProviderStandstill),
		InForce:     underPSR,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"subject": "clinical", "route": "provider-c", "notified": "2026-12-01", "concluded": "2026-12-15"}`,
		BadExample:  `{"subject": "clinical", "route": "provider-c", "notified": "2026-12-01", "concluded": "2026-12-14"}`,
		Related:     []rule.ID{RuleStandstill, RuleActStandstill},
	},
	Applies: func(p *Procurement) bool { return p.standsUnder(PSR2023) },
	On:      begunOrNotified,
	Check:   checkOwnStandstill,
}
