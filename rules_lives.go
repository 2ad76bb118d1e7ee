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

// A trail follows what became of a body up to a day.
type trail struct {
	*lineage.History
	until nhs.Date
	steps int // left to go
}

// lasts reports whether the body, or one that took over from it, may have been
// there until the day: none of them is known to have closed before it.
func (t *trail) lasts(id nhs.OrgID) bool {
	body, ok := t.Get(id)
	if !ok || body.Closed.Before(nhs.Exactly(t.until)) != nhs.Yes {
		return true
	}
	for s := range t.Successions(id) {
		if t.steps--; t.steps < 0 {
			return true
		}
		if s.Effective.After(nhs.Exactly(t.until)) != nhs.Yes && t.lasts(s.Successor) {
			return true
		}
	}
	return false
}

// leads reports whether the register may have the work of the one body pass to
// the other by the day, directly or by way of others.
func (t *trail) leads(from, to nhs.OrgID) bool {
	if from == to {
		return true
	}
	for s := range t.Successions(from) {
		if t.steps--; t.steps < 0 {
			return true
		}
		if s.Effective.After(nhs.Exactly(t.until)) != nhs.Yes && t.leads(s.Successor, to) {
			return true
		}
	}
	return false
}

func follow(h *lineage.History, until nhs.Date) trail { return trail{h, until, maxSteps} }

func hasSuccessor(h *lineage.History, id nhs.OrgID) bool {
	for range h.Successions(id) {
		return true
	}
	return false
}

var providerLasts = rule.Rule[dealing]{
	Meta: rule.Meta{
		ID:       RuleProviderLasts,
		Title:    "The provider works through the term, or somebody takes over",
		Why:      "Units opened in April 2013, merged and closed. Work that is promised beyond a unit's end is done by nobody, unless another has it.",
		Fix:      "Name who takes the agreement on, or end the term with the unit.",
		Limits:   "Judged for providers of the register of units; of firms there is no register. A day that is known only in part counts against an agreement only if every reading of it does.",
		Severity: rule.Warning,
		Basis:    rule.Integrity,
		Tags:     []string{"term", "CSU"},
		Seen:     rule.SeenSynthetic,
		Good:     `"provider": {"id": "surrey-sussex", "successor": "south"}, "term": {…, "ends": "2014-09-30"}`,
		Bad:      `"provider": {"id": "surrey-sussex"}, "term": {…, "ends": "2014-09-30"}, where the unit closed before`,
		Related:  []rule.ID{RuleBuyerLasts, RuleNoUnitAfterUnits, sla.RuleCSUStart},
	},
	Applies: func(d *dealing) bool {
		u := d.units[d.it.Provider.ID]
		return u != nil && d.it.Provider.ID != "" && u.Stage != csu.NotACSU
	},
	Check: func(_ rule.Pass, d *dealing) (found rule.Findings) {
		p, t := &d.it.Provider, &d.it.Term
		u := d.units[p.ID]
		if u.Stage == csu.Plan {
			found.Add("/provider/id", "%s was a plan of 2012 that did not become a unit: name the unit that did the work", u.Slug).With("provider", p.ID)
			return found
		}
		if t.Starts.IsZero() && t.Ends.IsZero() {
			return rule.CannotDate("neither the first nor the last day of the term is known")
		}
		if !t.Starts.IsZero() && u.Opened.After(nhs.Exactly(t.Starts)) == nhs.Yes {
			found.Add("/term/starts", "the term starts %s, and %s opened %s: correct the day, or name the unit before it", t.Starts, u.Slug, u.Opened).
				With("starts", t.Starts).With("opened", u.Opened)
		}
		body, ok := d.csus.Get(u.Slug)
		if t.Ends.IsZero() || !ok || body.Closed.Before(nhs.Exactly(t.Ends)) != nhs.Yes {
			return found
		}
		way := follow(d.csus, t.Ends)
		switch {
		case p.Successor == "" && !way.lasts(u.Slug):
			found.Add("/provider/successor", "the term runs to %s, and %s closed %s with nobody after it on file: name who takes the agreement on", t.Ends, u.Slug, u.Closed).
				With("ends", t.Ends).With("closed", u.Closed)
		case p.Successor != "" && hasSuccessor(d.csus, u.Slug) && !way.leads(u.Slug, d.Canonical(p.Successor)):
			found.Add("/provider/successor", "%s is named to take the agreement on, and the register has others after %s: correct one of them", p.Successor, u.Slug).
				With("successor", p.Successor)
		}
		return found
	},
}

var buyerLastsMeta = rule.Meta{
	ID:       RuleBuyerLasts,
	Title:    "Whoever buys or pays exists at the time, or has somebody after it",
	Why:      "Groups opened on 1 April 2013, merged, and were abolished. One that was not there cannot have signed or paid, and what it promised has to pass to somebody.",
	Fix:      "Name the body that was there, or who takes its part on.",
	Limits:   "Judged for groups and boards of the register. A sum counts against a body only if it was not open on any day of the year.",
	Severity: rule.Warning,
	Basis:    rule.Integrity,
	Tags:     []string{"term", "CCG"},
	Seen:     rule.SeenSynthetic,
	Good:     `an agreement of 13T from April 2015`,
	Bad:      `an agreement of 13T from April 2014, a year before it opened`,
	Related:  []rule.ID{RuleProviderLasts, RuleRightBoard, sla.RuleCCGClosure},
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

var customerLasts = rule.Rule[dealing]{
	Meta:    buyerLastsMeta,
	Applies: func(d *dealing) bool { return len(d.it.Customers) > 0 && len(d.groups)+len(d.icbs) > 0 },
	Check: func(_ rule.Pass, d *dealing) (found rule.Findings) {
		t := &d.it.Term
		if t.Starts.IsZero() && t.Ends.IsZero() {
			return rule.CannotDate("neither the first nor the last day of the term is known")
		}
		for i := range d.it.Customers {
			c := &d.it.Customers[i]
			opened, closed, ok := d.life(c.ID)
			if !ok {
				continue
			}
			if !t.Starts.IsZero() && opened.After(t.Starts) {
				found.Add(rule.At("customers", i, "id"), "the term starts %s, and %s opened %s: name the body before it, or correct the day", t.Starts, c.ID, opened).
					With("starts", t.Starts).With("opened", opened)
			}
			if t.Ends.IsZero() || closed.IsZero() || !closed.Before(t.Ends) {
				continue
			}
			if !t.Starts.IsZero() && closed.Before(t.Starts) {
				found.Add(rule.At("customers", i, "id"), "the term starts %s, and %s closed %s: name the body after it, or correct the day", t.Starts, c.ID, closed).
					With("starts", t.Starts).With("closed", closed)
				continue
			}
			way := follow(d.ccgs, t.Ends)
			switch {
			case c.Successor == "" && !way.lasts(c.ID):
				found.Add(rule.At("customers", i, "successor"), "the term runs to %s, and %s closed %s with nobody after it on file: name who takes its part on", t.Ends, c.ID, closed).
					With("ends", t.Ends).With("closed", closed)
			case c.Successor != "" && !t.Ends.After(lastDayOfGroups) && hasSuccessor(d.ccgs, c.ID) && !way.leads(c.ID, c.Successor):
				found.Add(rule.At("customers", i, "successor"), "%s is named to take the part of %s on, and the register has others after it: correct one of them", c.Successor, c.ID).
					With("successor", c.Successor)
			}
		}
		return found
	},
}

var callOffBuyerLasts = rule.Rule[within[framework.CallOff]]{
	Meta:    buyerLastsMeta,
	Applies: func(c *within[framework.CallOff]) bool { return len(c.it.Buyers) > 0 && len(c.groups)+len(c.icbs) > 0 },
	Check: func(_ rule.Pass, c *within[framework.CallOff]) (found rule.Findings) {
		made := c.it.Date
		var ends nhs.Date
		if c.it.Term != nil {
			ends = c.it.Term.Last()
		}
		if made.IsZero() && ends.IsZero() {
			return rule.CannotDate("neither the day of the call-off nor the last day of its term is known")
		}
		for i, id := range c.it.Buyers {
			opened, closed, ok := c.life(id)
			if !ok {
				continue
			}
			way := follow(c.ccgs, ends)
			switch {
			case made.Before(nhs.Exactly(opened)) == nhs.Yes:
				found.Add(rule.At("buyers", i), "the call-off was made %s, and %s opened %s: name the body before it, or correct the day", made, id, opened).
					With("date", made).With("opened", opened)
			case !closed.IsZero() && made.After(nhs.Exactly(closed)) == nhs.Yes:
				found.Add(rule.At("buyers", i), "the call-off was made %s, and %s closed %s: name the body after it, or correct the day", made, id, closed).
					With("date", made).With("closed", closed)
			case !closed.IsZero() && !ends.IsZero() && closed.Before(ends) && !way.lasts(id):
				found.Add(rule.At("buyers", i), "the term runs to %s, and %s closed %s with nobody after it on file", ends, id, closed).
					With("ends", ends).With("closed", closed)
			}
		}
		return found
	},
}

var deciderLasts = rule.Rule[within[decision.Decision]]{
	Meta: buyerLastsMeta,
	Applies: func(d *within[decision.Decision]) bool {
		return d.groups[d.it.CCG] != nil && d.it.CCG != ""
	},
	Check: func(_ rule.Pass, d *within[decision.Decision]) (found rule.Findings) {
		on, g := d.it.Date, d.groups[d.it.CCG]
		switch {
		case on.IsZero():
			return rule.CannotDate("the day of the decision is not known")
		case !g.Closed.IsZero() && on.After(g.Closed):
			found.Add("/ccg", "the decision is of %s, and %s closed %s: name the body after it, or correct the day", on, g.Code, g.Closed).
				With("date", on).With("closed", g.Closed)
		}
		return found
	},
}

var payerLasts = rule.Rule[within[Spend]]{
	Meta:    buyerLastsMeta,
	Applies: func(s *within[Spend]) bool { return !s.it.Year.IsZero() },
	Check: func(_ rule.Pass, s *within[Spend]) (found rule.Findings) {
		opened, closed, ok := s.life(s.it.Customer)
		switch y := s.it.Year; {
		case !ok:
		case !opened.IsZero() && opened.After(y.Last()):
			found.Add("/customer", "a sum for %s, and %s opened %s: name the body before it, or correct the year", y, s.it.Customer, opened).
				With("year", y).With("opened", opened)
		case !closed.IsZero() && closed.Before(y.First()):
			found.Add("/customer", "a sum for %s, and %s closed %s: name the body after it, or correct the year", y, s.it.Customer, closed).
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

func lastDay(d *dealing) nhs.Date { return d.it.Term.Ends }

var rightBoard = rule.Rule[dealing]{
	Meta: rule.Meta{
		ID:        RuleRightBoard,
		Title:     "The board named for a group's commitment past June 2022 is the one that followed it",
		Why:       "Property, rights and debts of each group passed to one board. A commitment that names another is owed by nobody.",
		Fix:       "Name the board that the register has after the group.",
		Limits:    "Judged where the register knows what followed the group, and by the last day of the term. That a board is named at all is asked by CCG-03.",
		Severity:  rule.Warning,
		Basis:     rule.Law,
		Citations: citationsOf(sla.Rules(), sla.RuleCCGClosure),
		InForce:   nhs.MustParsePeriod("2022-07-01/.."),
		Tags:      []string{"term", "CCG"},
		Seen:      rule.SeenSynthetic,
		Good:      `"customers": [{"id": "13T", "kind": "ccg", "successor": "QHM"}], and QHM followed 13T`,
		Bad:       `"customers": [{"id": "13T", "kind": "ccg", "successor": "QF7"}]`,
		Related:   []rule.ID{sla.RuleCCGClosure, RuleBuyerLasts},
	},
	Applies: func(d *dealing) bool {
		for i := range d.it.Customers {
			if c := &d.it.Customers[i]; c.Successor != "" && d.groups[c.ID] != nil {
				return true
			}
		}
		return false
	},
	On: lastDay,
	Check: func(p rule.Pass, d *dealing) (found rule.Findings) {
		for i := range d.it.Customers {
			c := &d.it.Customers[i]
			g := d.groups[c.ID]
			if g == nil || c.Successor == "" || g.ICB == "" && !hasSuccessor(d.ccgs, c.ID) {
				continue
			}
			way := follow(d.ccgs, p.On)
			if c.Successor != g.ICB && (d.groups[c.Successor] != nil || !way.leads(c.ID, c.Successor)) {
				found.Add(rule.At("customers", i, "successor"), "the term runs to %s, and %s is not the board that followed %s: name that board", p.On, c.Successor, c.ID).
					With("ends", p.On).With("successor", c.Successor)
			}
		}
		return found
	},
}

var noUnitAfterUnits = rule.Rule[dealing]{
	Meta: rule.Meta{
		ID:        RuleNoUnitAfterUnits,
		Title:     "Whoever takes on a CSU's agreement past March 2027 is no CSU",
		Why:       "All remaining units are to close. Naming another of them only moves the question.",
		Fix:       "Name the board, trust or firm that does the work from then on.",
		Limits:    "That units close is confirmed. The day, 31 March 2027, is known only from a question put under the Freedom of Information Act. That a successor is named at all is asked by CSU-26.",
		Severity:  rule.Warning,
		Basis:     rule.Guidance,
		Citations: citationsOf(sla.Rules(), sla.RuleCSUClosure),
		InForce:   nhs.MustParsePeriod("2025-07-01/.."),
		Tags:      []string{"term", "CSU"},
		Seen:      rule.NeverSeen,
		Good:      `"provider": {"id": "arden-gem", "successor": "QHM"}, "term": {…, "ends": "2028-03-31"}`,
		Bad:       `"provider": {"id": "arden-gem", "successor": "north-of-england"}, "term": {…, "ends": "2028-03-31"}`,
		Related:   []rule.ID{sla.RuleCSUClosure, RuleProviderLasts},
	},
	Applies: func(d *dealing) bool {
		return d.it.Provider.Successor != "" && d.natureOf(d.it.Provider.ID, d.it.Term.Ends) == aHostedUnit
	},
	On: lastDay,
	Check: func(p rule.Pass, d *dealing) (found rule.Findings) {
		next := d.it.Provider.Successor
		if p.On.After(lastDayOfUnits) && d.natureOf(next, p.On) == aHostedUnit {
			found.Add("/provider/successor", "the term runs to %s, and %s is to close by 31 March 2027 like every unit: name a body that goes on", p.On, next).
				With("ends", p.On).With("successor", next)
		}
		return found
	},
}
