package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var leastTime = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleLeastTime,
		Title:       "Suppliers have the least time that the law sets for requests and tenders",
		Rationale:   "A time too short leaves the field to those who knew beforehand. The least depends on the law, the route and what was online.",
		Fix:         "Set the day that the message names, or state the fact that shortens the time.",
		Limitations: "Below the threshold, in light touch and at call-off no least is set. Whether a longer time was fitting is not judged. A last day that is no working day in England moves under the regulations of 2006 and 2015. What is not stated makes the outcome undated where it decides.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ActTimes, citation.Times2015, citation.Times2006),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"route": "open", "invitation": {"notice": "2026-12-01", "tenders_due": "2026-12-26", "electronic_tenders": true, "documents_online": true}}`,
		BadExample:  `{"route": "open", "invitation": {"notice": "2026-12-01", "tenders_due": "2026-12-25", "electronic_tenders": true, "documents_online": true}}`,
		Related:     []rule.ID{RulePriorNotice, RuleTimeToBuy},
	},
	Applies: func(p *Procurement) bool { return p.Invitation != nil && !p.Route.UsesFramework() },
	On:      began,
	Check:   checkLeastTime,
}

func checkLeastTime(_ rule.Pass, p *Procurement) (found rule.Findings) {
	i, law := p.Invitation, p.Ruling().Regulations
	if law == "" {
		return rule.MissingDate("the law that sets the least time is not on file: %s", p.Ruling().Why)
	}
	least, ok := LeastTimes(law, p.regime(), p.Route, p.class(), i.conditions(true))
	if !ok {
		return nil
	}
	most, _ := LeastTimes(law, p.regime(), p.Route, p.class(), i.conditions(false))
	m := p.measureOn(p.decidingDay())
	if m.reached == nhs.No {
		return nil
	}
	tenders := i.Invited
	if p.Route == Open {
		tenders = i.Notice
	}
	var unsure string
	judge := func(at rule.Pointer, from, due nhs.Date, fewest, longest int) {
		if from.IsZero() || due.IsZero() {
			return
		}
		switch first, last := least.ends(from, fewest), most.ends(from, longest); {
		case due.Before(first) && m.reached == nhs.Yes:
			found.Add(at, "due on %s, %d days after %s; %s asks for %d: set %s or later", due, due.DaysSince(from), from, least.Provision, fewest, first).
				With("least_days", fewest).With("first", first)
		case due.Before(first):
			unsure = "whether the threshold is reached: " + m.why
		case due.Before(last):
			unsure = "electronic_notice, documents_online or electronic_tenders, which decide between " + first.String() + " and " + last.String()
		}
	}
	judge("/invitation/requests_due", i.Notice, i.RequestsDue, least.Requests, most.Requests)
	judge("/invitation/tenders_due", tenders, i.TendersDue, least.Tenders, most.Tenders)
	if found == nil && unsure != "" {
		return rule.MissingDate("not on file: %s", unsure)
	}
	return found
}

var priorNotice = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RulePriorNotice,
		Title:       "A notice that is to shorten the time comes neither too early nor too late",
		Rationale:   "A prior information notice or a planned procurement notice shortens the time for tenders only if suppliers had it long enough, and not too long ago.",
		Fix:         "Give the full time, or publish the notice in the span that the message names.",
		Limitations: "What the notice has to say is not checked.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.PlannedNotice, citation.Times2015, citation.Times2006),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"invitation": {"prior_notice": "2026-12-01", "notice": "2027-01-10"}}`,
		BadExample:  `{"invitation": {"prior_notice": "2026-12-01", "notice": "2027-01-09"}}`,
		Related:     []rule.ID{RuleLeastTime},
	},
	Applies: func(p *Procurement) bool {
		return p.Invitation != nil && !p.Invitation.PriorNotice.IsZero() && !p.Invitation.Notice.IsZero()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		i, law := p.Invitation, p.Ruling().Regulations
		if law == "" {
			return rule.MissingDate("the law is not on file: %s", p.Ruling().Why)
		}
		if ok, span := law.qualifies(i.PriorNotice, i.Notice); span != "" && !ok {
			found.Add("/invitation/prior_notice", "the notice of %s does not shorten the time for one of %s: it counts %s before", i.PriorNotice, i.Notice, span)
		}
		return found
	},
}
