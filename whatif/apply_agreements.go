package whatif

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

func (c *simulation) bringInHouse(e *Event) { c.endLine(e, decision.Make) }

func (c *simulation) shareLine(e *Event) {
	if len(e.Bodies) < 2 {
		c.reject(RuleEventComplete, "bodies", "sharing needs at least two groups")
		return
	}
	c.endLine(e, decision.Share)
}

// endLine ends a line in the agreements of the groups. It puts their decision on file as
// far as the event gives it: who decided, what and when.
func (c *simulation) endLine(e *Event, how decision.Kind) {
	rejected := c.rejected
	if !c.distinct(e) {
		return
	}
	if len(c.market.ServiceLines) > 0 && !slices.ContainsFunc(c.market.ServiceLines, func(l service.Line) bool { return l.ID == e.Line }) {
		c.reject(RuleEventKnown, "line", "unknown service line %q; use an identifier of the catalogue", e.Line)
		return
	}
	for i, id := range e.Bodies {
		g := c.group(id)
		if g < 0 {
			c.rejectAt(RuleEventKnown, c.at("bodies", i), "unknown group %q; use a code of the register", id)
			continue
		}
		open := nhs.No
		if c.market.CCGs.Groups[g].OpenOn(e.On) {
			open = nhs.Yes
		}
		c.existsOn(i, id, open, e.On)
	}
	if c.rejected > rejected {
		return
	}
	for _, id := range e.Bodies {
		c.leaveLine(e, id)
		c.decide(e, id, how)
	}
}

// leaveLine ends the line in the agreements in force of one group of the event.
func (c *simulation) leaveLine(e *Event, id nhs.OrgID) {
	left := 0
	for j := range c.market.Agreements {
		a := &c.market.Agreements[j]
		if !slices.ContainsFunc(a.Customers, func(m sla.Customer) bool { return m.ID == id }) {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(a.Lines), func(l sla.Line) bool { return l.Service == e.Line })
		switch {
		case len(others) == len(a.Lines):
			continue
		case !a.Term.Starts.Before(e.On):
			c.recordUnknown("whether %s still buys %s under agreement %s, which starts on %s", id, e.Line, a.ID, a.Term.Starts)
			continue
		case !inForce(a, e.On):
			continue
		case slices.ContainsFunc(a.Customers, func(m sla.Customer) bool { return !slices.Contains(e.Bodies, m.ID) }):
			c.recordUnknown("what %s pays for %s under agreement %s, which others share", id, e.Line, a.ID)
			continue
		case len(others) == 0:
			shorten(&a.Term, e.On.AddDays(-1))
			c.recordChange("agreement %s, only for %s, ends on %s", a.ID, e.Line, a.Term.Ends)
		default:
			a.Lines = others
			c.recordChange("agreement %s no longer covers %s from %s", a.ID, e.Line, e.On)
		}
		left++
	}
	if left == 0 {
		c.recordUnknown("what %s saves: no agreement with %s is on file for %s", id, e.Line, e.On)
	}
}

// decide puts the decision of one group of the event on file.
func (c *simulation) decide(e *Event, id nhs.OrgID, how decision.Kind) {
	d := decision.Decision{
		ID: fmt.Sprintf("scenario-%s-%s-%d", id, e.Line, c.event), CCG: id, Line: e.Line, Date: e.On, Chosen: string(how),
		Options: []decision.Option{{ID: string(how), Kind: how}},
		Note:    "From a scenario.",
	}
	if how == decision.Share {
		s := &decision.Sharing{}
		for _, other := range e.Bodies {
			s.Partners = append(s.Partners, decision.Partner{Org: other})
		}
		d.Options[0].Sharing = s
	}
	c.supposed = append(c.supposed, rule.PointerOf("decisions", len(c.market.Decisions)))
	c.market.Decisions = append(c.market.Decisions, d)
	c.recordChange("%s decides to %s %s", id, how, e.Line)
}

// shorten ends the term on the day, without the extensions and breaks that no longer apply.
func shorten(t *sla.Term, last nhs.Date) {
	t.Ends, t.Extensions = last, nil
	t.Breaks = slices.DeleteFunc(slices.Clone(t.Breaks), func(b sla.Break) bool { return b.On.After(last) })
}

// inForce reports whether the agreement runs on the day.
func inForce(a *sla.Agreement, on nhs.Date) bool {
	return !a.Term.Starts.IsZero() && nhs.NewPeriod(a.Term.Starts, a.Term.Ends).Contains(on)
}

// chosen calls do for every agreement of the event that is in force on its day.
func (c *simulation) chosen(e *Event, do func(int, *sla.Agreement)) {
	found, running := false, 0
	for i := range c.market.Agreements {
		a := &c.market.Agreements[i]
		ours := e.All || e.Agreement != "" && a.ID == e.Agreement ||
			slices.ContainsFunc(a.Customers, func(m sla.Customer) bool { return slices.Contains(e.Bodies, m.ID) })
		if !ours {
			continue
		}
		found = true
		if inForce(a, e.On) {
			running++
			do(i, a)
		}
	}
	switch {
	case !found && e.Agreement != "":
		c.reject(RuleEventKnown, "agreement", "unknown agreement %q; use an ID of the market", e.Agreement)
	case e.Agreement != "" && running == 0:
		c.reject(RuleEventAlive, "on", "agreement %s is not in force on %s; choose another day", e.Agreement, e.On)
	case running == 0:
		c.recordUnknown("which agreements are affected: none in force on %s is on file", e.On)
	}
}

func (c *simulation) endAgreements(e *Event) {
	c.chosen(e, func(i int, a *sla.Agreement) {
		was := a.Term.Ends
		shorten(&a.Term, e.On)
		if !slices.Contains(c.endedAgreements, i) {
			c.endedAgreements = append(c.endedAgreements, i)
		}
		if !was.Equal(e.On) {
			c.recordChange("agreement %s ends on %s instead of %s", a.ID, e.On, dayOr(was, "an unknown day"))
		}
	})
}

func dayOr(d nhs.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return d.String()
}

func (c *simulation) discloseAgreements(e *Event) {
	c.chosen(e, func(_ int, a *sla.Agreement) {
		if d := &a.Disclosure; (d.Default == "" || d.Default == sla.Public) && len(d.Parts) == 0 {
			return // it is already public
		}
		a.Disclosure = sla.Disclosure{Default: sla.Public}
		c.recordChange("agreement %s is public from %s", a.ID, e.On)
	})
}
