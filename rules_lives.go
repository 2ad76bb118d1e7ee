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

// maxSteps bounds how many successions are followed from one body, so that a circle or
// a crowd of successors ends. No body of the real market has more than five.
const maxSteps = 64

// A successorWalk follows the successors of a body up to a day.
type successorWalk struct {
	*lineage.History
	until nhs.Date
	steps int // left to go
}

// survives reports whether the body or a successor may have existed until the day.
// At least one of them is not known to have closed before it.
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

// reaches reports whether the work of one body may have passed to the other by the day,
// directly or through others.
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
		Title:       "The provider works for the whole term, or has a successor",
		Rationale:   "Units opened in April 2013, merged and closed. Nobody does the work promised beyond a unit's end, unless another takes it on.",
		Fix:         "Name the successor, or end the term with the unit.",
		Limitations: "Judged for providers in the register of units; firms have no register. A date that is known only in part counts against an agreement only if every possible day does.",
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
			found.Add("/provider/id", "%s was a plan of 2012 and never a unit: name the unit that did the work", u.Slug).With("provider", p.ID)
			return found
		}
		if t.Starts.IsZero() && t.Ends.IsZero() {
			return rule.MissingDate("neither the first nor the last day of the term is known")
		}
		if !t.Starts.IsZero() && u.Opened.After(nhs.PartialDateOf(t.Starts)) == nhs.Yes {
			found.Add("/term/starts", "the term starts %s, before %s opened on %s: correct the day, or name its predecessor", t.Starts, u.Slug, u.Opened).
				With("starts", t.Starts).With("opened", u.Opened)
		}
		body, ok := d.csus.Lookup(u.Slug)
		if t.Ends.IsZero() || !ok || body.Closed.Before(nhs.PartialDateOf(t.Ends)) != nhs.Yes {
			return found
		}
		walk := follow(d.csus, t.Ends)
		switch {
		case p.Successor == "" && !walk.survives(u.Slug):
			found.Add("/provider/successor", "the term runs to %s, but %s closed on %s without a successor: name the successor", t.Ends, u.Slug, u.Closed).
				With("ends", t.Ends).With("closed", u.Closed)
		case p.Successor != "" && hasSuccessor(d.csus, u.Slug) && !walk.reaches(u.Slug, d.Canonical(p.Successor)):
			found.Add("/provider/successor", "successor %s: the register has other successors of %s; correct one of them", p.Successor, u.Slug).
				With("successor", p.Successor)
		}
		return found
	},
}

var buyerExistsMeta = rule.Meta{
	ID:          RuleBuyerExists,
	Title:       "A buyer or payer exists at the time, or has a successor",
	Rationale:   "Groups opened on 1 April 2013, merged, and were abolished. A group that did not exist cannot have signed or paid, and its promises must pass to a successor.",
	Fix:         "Name the body that existed, or its successor.",
	Limitations: "Judged for groups and boards in the register. A sum counts against a body only if the body was not open on any day of the year.",
	Severity:    rule.Warning,
	Basis:       rule.Integrity,
	Tags:        []string{"term", "CCG"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `an agreement of 13T from April 2015`,
	BadExample:  `an agreement of 13T from April 2014, a year before it opened`,
	Related:     []rule.ID{RuleProviderExists, RuleSuccessorBoard, sla.RuleCCGClosure},
}

// life returns the first and last day of the group or board, and whether there is such
// a body. An unknown day is the zero date.
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
				found.Add(rule.PointerOf("customers", i, "id"), "the term starts %s, before %s opened on %s: name its predecessor, or correct the day", t.Starts, c.ID, opened).
					With("starts", t.Starts).With("opened", opened)
			}
			if t.Ends.IsZero() || closed.IsZero() || !closed.Before(t.Ends) {
				continue
			}
			if !t.Starts.IsZero() && closed.Before(t.Starts) {
				found.Add(rule.PointerOf("customers", i, "id"), "the term starts %s, after %s closed on %s: name its successor, or correct the day", t.Starts, c.ID, closed).
					With("starts", t.Starts).With("closed", closed)
				continue
			}
			walk := follow(d.ccgs, t.Ends)
			switch {
			case c.Successor == "" && !walk.survives(c.ID):
				found.Add(rule.PointerOf("customers", i, "successor"), "the term runs to %s, but %s closed on %s without a successor: name the successor", t.Ends, c.ID, closed).
					With("ends", t.Ends).With("closed", closed)
			case c.Successor != "" && !t.Ends.After(lastDayOfGroups) && hasSuccessor(d.ccgs, c.ID) && !walk.reaches(c.ID, c.Successor):
				found.Add(rule.PointerOf("customers", i, "successor"), "successor %s: the register has other successors of %s; correct one of them", c.Successor, c.ID).
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
			walk := follow(c.ccgs, ends)
			switch {
			case made.Before(nhs.PartialDateOf(opened)) == nhs.Yes:
				found.Add(rule.PointerOf("buyers", i), "the call-off was made %s, before %s opened on %s: name its predecessor, or correct the day", made, id, opened).
					With("date", made).With("opened", opened)
			case !closed.IsZero() && made.After(nhs.PartialDateOf(closed)) == nhs.Yes:
				found.Add(rule.PointerOf("buyers", i), "the call-off was made %s, after %s closed on %s: name its successor, or correct the day", made, id, closed).
					With("date", made).With("closed", closed)
			case !closed.IsZero() && !ends.IsZero() && closed.Before(ends) && !walk.survives(id):
				found.Add(rule.PointerOf("buyers", i), "the term runs to %s, but %s closed on %s without a successor", ends, id, closed).
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
			return rule.MissingDate("the day of the decision is unknown")
		case !g.Closed.IsZero() && on.After(g.Closed):
			found.Add("/ccg", "the decision is of %s, after %s closed on %s: name its successor, or correct the day", on, g.Code, g.Closed).
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
			found.Add("/customer", "a sum for %s, before %s opened on %s: name its predecessor, or correct the year", y, s.value.Customer, opened).
				With("year", y).With("opened", opened)
		case !closed.IsZero() && closed.Before(y.First()):
			found.Add("/customer", "a sum for %s, after %s closed on %s: name its successor, or correct the year", y, s.value.Customer, closed).
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
		Title:       "The board named for a group's commitments past June 2022 is its successor",
		Rationale:   "The property, rights and debts of each group passed to one board. Nobody owes a commitment that names another.",
		Fix:         "Name the board that succeeded the group in the register.",
		Limitations: "Judged if the register knows the successor of the group, and by the last day of the term. Whether a board is named at all is for CCG-03.",
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
			walk := follow(d.ccgs, p.On)
			if c.Successor != g.ICB && (d.groups[c.Successor] != nil || !walk.reaches(c.ID, c.Successor)) {
				found.Add(rule.PointerOf("customers", i, "successor"), "the term runs to %s, and %s is not the board that succeeded %s: name that board", p.On, c.Successor, c.ID).
					With("ends", p.On).With("successor", c.Successor)
			}
		}
		return found
	},
}

var successorNotCSU = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleSuccessorNotCSU,
		Title:       "The successor to a CSU after March 2027 is not another CSU",
		Rationale:   "All remaining units are to close. Naming another unit only postpones the question.",
		Fix:         "Name the board, trust or firm that does the work from then on.",
		Limitations: "The closure is confirmed. The day, 31 March 2027, is known only from a question under the Freedom of Information Act. Whether a successor is named at all is for CSU-26.",
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
			found.Add("/provider/successor", "the term runs to %s, but %s is to close by 31 March 2027 like every unit: name another body", p.On, next).
				With("ends", p.On).With("successor", next)
		}
		return found
	},
}
