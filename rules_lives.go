package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// maxSteps bounds how many successions are followed from one body, lest a circle
// or a crowd of heirs run on. No body of the real market has more than five.
const maxSteps = 64

// A successorWalk follows what became of a body up to a day.
type successorWalk struct {
	*lineage.History
	until nhs.Date
	steps int // left to go
}

// survives reports whether the body, or one that took over from it, may have been
// there until the day: none of them is known to have closed before it.
func (t *successorWalk) survives(id nhs.OrgID) bool {
	body, ok := t.Lookup(id)
	if !ok || body.Closed.Before(nhs.PartialDateOf(t.until)) != nhs.Yes {
		return true
	}
	for s := range t.Successions(id) {
		if t.steps--; t.steps < 0 {
			return true
		}
		if s.Effective.After(nhs.PartialDateOf(t.until)) != nhs.Yes && t.survives(s.Successor) {
			return true
		}
	}
	return false
}

// reaches reports whether the register may have the work of the one body pass to
// the other by the day, directly or by way of others.
func (t *successorWalk) reaches(from, to nhs.OrgID) bool {
	if from == to {
		return true
	}
	for s := range t.Successions(from) {
		if t.steps--; t.steps < 0 {
			return true
		}
		if s.Effective.After(nhs.PartialDateOf(t.until)) != nhs.Yes && t.reaches(s.Successor, to) {
			return true
		}
	}
	return false
}

func follow(h *lineage.History, until nhs.Date) successorWalk {
	return successorWalk{h, until, maxSteps}
}

func hasSuccessor(h *lineage.History, id nhs.OrgID) bool {
	for range h.Successions(id) {
		return true
	}
	return false
}

var providerExists = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleProviderExists,
		Title:       "The provider works through the term, or somebody takes over",
		Rationale:   "Units opened in April 2013, merged and closed. Work that is promised beyond a unit's end is done by nobody, unless another has it.",
		Fix:         "Name who takes the agreement on, or end the term with the unit.",
		Limitations: "Judged for providers of the register of units; of firms there is no register. A day that is known only in part counts against an agreement only if every reading of it does.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"term", "CSU"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"provider": {"id": "surrey-sussex", "successor": "south"}, "term": {…, "ends": "2014-09-30"}`,
		BadExample:  `"provider": {"id": "surrey-sussex"}, "term": {…, "ends": "2014-09-30"}, where the unit closed before`,
		Related:     []rule.ID{RuleBuyerExists, RuleSuccessorNotCSU, sla.RuleCSUStart},
	},
	Applies: func(d *agreementInMarket) bool {
		u := d.units[d.value.Provider.ID]
		return u != nil && d.value.Provider.ID != "" && u.Stage != csu.NotACSU
	},
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		p, t := &d.value.Provider, &d.value.Term
		u := d.units[p.ID]
		if u.Stage == csu.Plan {
			found.Add("/provider/id", "%s was a plan of 2012 that did not become a unit: name the unit that did the work", u.Slug).With("provider", p.ID)
			return found
		}
		if t.Starts.IsZero() && t.Ends.IsZero() {
			return rule.MissingDate("neither the first nor the last day of the term is known")
		}
		if !t.Starts.IsZero() && u.Opened.After(nhs.PartialDateOf(t.Starts)) == nhs.Yes {
			found.Add("/term/starts", "the term starts %s, and %s opened %s: correct the day, or name the unit before it", t.Starts, u.Slug, u.Opened).
				With("starts", t.Starts).With("opened", u.Opened)
		}
		body, ok := d.csus.Lookup(u.Slug)
		if t.Ends.IsZero() || !ok || body.Closed.Before(nhs.PartialDateOf(t.Ends)) != nhs.Yes {
			return found
		}
		way := follow(d.csus, t.Ends)
		switch {
		case p.Successor == "" && !way.survives(u.Slug):
			found.Add("/provider/successor", "the term runs to %s, and %s closed %s with nobody after it on file: name who takes the agreement on", t.Ends, u.Slug, u.Closed).
				With("ends", t.Ends).With("closed", u.Closed)
		case p.Successor != "" && hasSuccessor(d.csus, u.Slug) && !way.reaches(u.Slug, d.Canonical(p.Successor)):
			found.Add("/provider/successor", "%s is named to take the agreement on, and the register has others after %s: correct one of them", p.Successor, u.Slug).
				With("successor", p.Successor)
		}
		return found
	},
}

var buyerExistsMeta = rule.Meta{
	ID:          RuleBuyerExists,
	Title:       "Whoever buys or pays exists at the time, or has somebody after it",
	Rationale:   "Groups opened on 1 April 2013, merged, and were abolished. One that was not there cannot have signed or paid, and what it promised has to pass to somebody.",
	Fix:         "Name the body that was there, or who takes its part on.",
	Limitations: "Judged for groups and boards of the register. A sum counts against a body only if it was not open on any day of the year.",
	Severity:    rule.Warning,
	Basis:       rule.Integrity,
	Tags:        []string{"term", "CCG"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `an agreement of 13T from April 2015`,
	BadExample:  `an agreement of 13T from April 2014, a year before it opened`,
	Related:     []rule.ID{RuleProviderExists, RuleSuccessorBoard, sla.RuleCCGClosure},
}

// life returns the first and last day of the group or board, no date where one is
// not known, and whether there is such a body.
func (x *Index) life(id nhs.OrgID) (opened, closed nhs.Date, ok bool) {
	if id == "" {
		return opened, closed, false
	}
	if g := x.groups[id]; g != nil {
		return g.Opened, g.Closed, true
	}
	if b := x.icbs[id]; b != nil {
		return b.Opened, b.Closed, true
	}
	return opened, closed, false
}

var customerExists = rule.Rule[agreementInMarket]{
	Meta:    buyerExistsMeta,
	Applies: func(d *agreementInMarket) bool { return len(d.value.Customers) > 0 && len(d.groups)+len(d.icbs) > 0 },
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		t := &d.value.Term
		if t.Starts.IsZero() && t.Ends.IsZero() {
			return rule.MissingDate("neither the first nor the last day of the term is known")
		}
		for i := range d.value.Customers {
			c := &d.value.Customers[i]
			opened, closed, ok := d.life(c.ID)
			if !ok {
				continue
			}
			if !t.Starts.IsZero() && opened.After(t.Starts) {
				found.Add(rule.PointerOf("customers", i, "id"), "the term starts %s, and %s opened %s: name the body before it, or correct the day", t.Starts, c.ID, opened).
					With("starts", t.Starts).With("opened", opened)
			}
			if t.Ends.IsZero() || closed.IsZero() || !closed.Before(t.Ends) {
				continue
			}
			if !t.Starts.IsZero() && closed.Before(t.Starts) {
				found.Add(rule.PointerOf("customers", i, "id"), "the term starts %s, and %s closed %s: name the body after it, or correct the day", t.Starts, c.ID, closed).
					With("starts", t.Starts).With("closed", closed)
				continue
			}
			way := follow(d.ccgs, t.Ends)
			switch {
			case c.Successor == "" && !way.survives(c.ID):
				found.Add(rule.PointerOf("customers", i, "successor"), "the term runs to %s, and %s closed %s with nobody after it on file: name who takes its part on", t.Ends, c.ID, closed).
					With("ends", t.Ends).With("closed", closed)
			case c.Successor != "" && !t.Ends.After(lastDayOfGroups) && hasSuccessor(d.ccgs, c.ID) && !way.reaches(c.ID, c.Successor):
				found.Add(rule.PointerOf("customers", i, "successor"), "%s is named to take the part of %s on, and the register has others after it: correct one of them", c.Successor, c.ID).
					With("successor", c.Successor)
			}
		}
		return found
	},
}

var callOffBuyerExists = rule.Rule[inMarket[framework.CallOff]]{
	Meta: buyerExistsMeta,
	Applies: func(c *inMarket[framework.CallOff]) bool {
		return len(c.value.Buyers) > 0 && len(c.groups)+len(c.icbs) > 0
	},
	Check: func(_ rule.Pass, c *inMarket[framework.CallOff]) (found rule.Findings) {
		made := c.value.Date
		var ends nhs.Date
		if c.value.Term != nil {
			ends = c.value.Term.Last()
		}
		if made.IsZero() && ends.IsZero() {
			return rule.MissingDate("neither the day of the call-off nor the last day of its term is known")
		}
		for i, id := range c.value.Buyers {
			opened, closed, ok := c.life(id)
			if !ok {
				continue
			}
			way := follow(c.ccgs, ends)
			switch {
			case made.Before(nhs.PartialDateOf(opened)) == nhs.Yes:
				found.Add(rule.PointerOf("buyers", i), "the call-off was made %s, and %s opened %s: name the body before it, or correct the day", made, id, opened).
					With("date", made).With("opened", opened)
			case !closed.IsZero() && made.After(nhs.PartialDateOf(closed)) == nhs.Yes:
				found.Add(rule.PointerOf("buyers", i), "the call-off was made %s, and %s closed %s: name the body after it, or correct the day", made, id, closed).
					With("date", made).With("closed", closed)
			case !closed.IsZero() && !ends.IsZero() && closed.Before(ends) && !way.survives(id):
				found.Add(rule.PointerOf("buyers", i), "the term runs to %s, and %s closed %s with nobody after it on file", ends, id, closed).
					With("ends", ends).With("closed", closed)
			}
		}
		return found
	},
}

var deciderExists = rule.Rule[inMarket[decision.Decision]]{
	Meta: buyerExistsMeta,
	Applies: func(d *inMarket[decision.Decision]) bool {
		return d.groups[d.value.CCG] != nil && d.value.CCG != ""
	},
	Check: func(_ rule.Pass, d *inMarket[decision.Decision]) (found rule.Findings) {
		on, g := d.value.Date, d.groups[d.value.CCG]
		switch {
		case on.IsZero():
			return rule.MissingDate("the day of the decision is not known")
		case !g.Closed.IsZero() && on.After(g.Closed):
			found.Add("/ccg", "the decision is of %s, and %s closed %s: name the body after it, or correct the day", on, g.Code, g.Closed).
				With("date", on).With("closed", g.Closed)
		}
		return found
	},
}

var payerExists = rule.Rule[inMarket[Spend]]{
	Meta:    buyerExistsMeta,
	Applies: func(s *inMarket[Spend]) bool { return !s.value.Year.IsZero() },
	Check: func(_ rule.Pass, s *inMarket[Spend]) (found rule.Findings) {
		opened, closed, ok := s.life(s.value.Customer)
		switch y := s.value.Year; {
		case !ok:
		case !opened.IsZero() && opened.After(y.Last()):
			found.Add("/customer", "a sum for %s, and %s opened %s: name the body before it, or correct the year", y, s.value.Customer, opened).
				With("year", y).With("opened", opened)
		case !closed.IsZero() && closed.Before(y.First()):
			found.Add("/customer", "a sum for %s, and %s closed %s: name the body after it, or correct the year", y, s.value.Customer, closed).
				With("year", y).With("closed", closed)
		}
		return found
	},
}

// The last days of groups and of units.
var (
	lastDayOfGroups = nhs.MustParseDate("2022-06-30")
	lastDayOfUnits  = nhs.MustParseDate("2027-03-31")
)

func lastDay(d *agreementInMarket) nhs.Date { return d.value.Term.Ends }

var successorBoard = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleSuccessorBoard,
		Title:       "The board named for a group's commitment past June 2022 is the one that followed it",
		Rationale:   "Property, rights and debts of each group passed to one board. A commitment that names another is owed by nobody.",
		Fix:         "Name the board that the register has after the group.",
		Limitations: "Judged where the register knows what followed the group, and by the last day of the term. That a board is named at all is asked by CCG-03.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citationsOf(sla.AgreementRules(), sla.RuleCCGClosure),
		InForce:     nhs.MustParsePeriod("2022-07-01/.."),
		Tags:        []string{"term", "CCG"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"customers": [{"id": "13T", "kind": "ccg", "successor": "QHM"}], and QHM followed 13T`,
		BadExample:  `"customers": [{"id": "13T", "kind": "ccg", "successor": "QF7"}]`,
		Related:     []rule.ID{sla.RuleCCGClosure, RuleBuyerExists},
	},
	Applies: func(d *agreementInMarket) bool {
		for i := range d.value.Customers {
			if c := &d.value.Customers[i]; c.Successor != "" && d.groups[c.ID] != nil {
				return true
			}
		}
		return false
	},
	On: lastDay,
	Check: func(p rule.Pass, d *agreementInMarket) (found rule.Findings) {
		for i := range d.value.Customers {
			c := &d.value.Customers[i]
			g := d.groups[c.ID]
			if g == nil || c.Successor == "" || g.ICB == "" && !hasSuccessor(d.ccgs, c.ID) {
				continue
			}
			way := follow(d.ccgs, p.On)
			if c.Successor != g.ICB && (d.groups[c.Successor] != nil || !way.reaches(c.ID, c.Successor)) {
				found.Add(rule.PointerOf("customers", i, "successor"), "the term runs to %s, and %s is not the board that followed %s: name that board", p.On, c.Successor, c.ID).
					With("ends", p.On).With("successor", c.Successor)
			}
		}
		return found
	},
}

var successorNotCSU = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleSuccessorNotCSU,
		Title:       "Whoever takes on a CSU's agreement past March 2027 is no CSU",
		Rationale:   "All remaining units are to close. Naming another of them only moves the question.",
		Fix:         "Name the board, trust or firm that does the work from then on.",
		Limitations: "That units close is confirmed. The day, 31 March 2027, is known only from a question put under the Freedom of Information Act. That a successor is named at all is asked by CSU-26.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citationsOf(sla.AgreementRules(), sla.RuleCSUClosure),
		InForce:     nhs.MustParsePeriod("2025-07-01/.."),
		Tags:        []string{"term", "CSU"},
		Observed:    rule.NeverObserved,
		GoodExample: `"provider": {"id": "arden-gem", "successor": "QHM"}, "term": {…, "ends": "2028-03-31"}`,
		BadExample:  `"provider": {"id": "arden-gem", "successor": "north-of-england"}, "term": {…, "ends": "2028-03-31"}`,
		Related:     []rule.ID{sla.RuleCSUClosure, RuleProviderExists},
	},
	Applies: func(d *agreementInMarket) bool {
		return d.value.Provider.Successor != "" && d.natureOf(d.value.Provider.ID, d.value.Term.Ends) == aHostedUnit
	},
	On: lastDay,
	Check: func(p rule.Pass, d *agreementInMarket) (found rule.Findings) {
		next := d.value.Provider.Successor
		if p.On.After(lastDayOfUnits) && d.natureOf(next, p.On) == aHostedUnit {
			found.Add("/provider/successor", "the term runs to %s, and %s is to close by 31 March 2027 like every unit: name a body that goes on", p.On, next).
				With("ends", p.On).With("successor", next)
		}
		return found
	},
}
