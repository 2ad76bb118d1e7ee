package whatif

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// unit returns the index of the unit in the register, or -1.
func (c *simulation) unit(id nhs.OrgID) int {
	return slices.IndexFunc(c.market.CSUs.Units, func(u csu.Unit) bool {
		return id != "" && (u.Slug == id || u.ODSCode == id)
	})
}

func (c *simulation) mergeCSUs(e *Event) {
	before := e.On.AddDays(-1)
	into := c.unit(e.Into)
	if !c.distinct(e) {
		return
	}
	var from []int
	for i, id := range e.Bodies {
		switch u := c.unit(id); {
		case u < 0:
			c.rejectAt(RuleEventKnown, c.at("bodies", i), "unknown unit %q; use a slug or code of the register", id)
			return
		case u == into:
		case !c.existsOn(i, id, c.market.CSUs.Units[u].OpenOn(before), before):
			return
		default:
			from = append(from, u)
		}
	}
	switch {
	case len(from) == 0:
		c.reject(RuleEventComplete, "bodies", "no unit becomes part of %s; name the units that do", e.Into)
		return
	case into >= 0 && !c.existsOnAt(c.at("into"), e.Into, c.market.CSUs.Units[into].OpenOn(e.On), e.On):
		return
	case into < 0 && e.Name == "":
		c.reject(RuleEventComplete, "name", "%s is a new unit; give it a name", e.Into)
		return
	}
	end := csu.TakenOver
	if into < 0 {
		end = csu.Merged
		into = len(c.market.CSUs.Units)
		c.market.CSUs.Units = append(c.market.CSUs.Units, csu.Unit{
			Slug: e.Into, Name: e.Name, Stage: csu.Working, Kind: csu.Hosted,
			Formed: nhs.PartialDateOf(e.On), Opened: nhs.PartialDateOf(e.On),
			Host: c.market.CSUs.Units[from[0]].Host, Employer: c.market.CSUs.Units[from[0]].Employer,
			Sources: e.Sources, Note: "From a scenario.",
		})
		c.recordChange("%s, a new unit, opens on %s", e.Into, e.On)
	}
	successor := c.market.CSUs.Units[into].Slug
	c.mergeIncomes(from, into, e)
	var ids []nhs.OrgID
	for _, u := range from {
		c.moveCustomers(u, into, e)
		c.moveSpend(&c.market.CSUs.Units[u], successor, e.On)
		ids = append(ids, c.endUnit(u, before, end))
	}
	c.market.CSUs.Successions = c.succeed(c.market.CSUs.Successions, ids, successor, e)
}

// moveCustomers moves the customers of one unit on the day of the event to another.
func (c *simulation) moveCustomers(from, into int, e *Event) {
	was, now := &c.market.CSUs.Units[from], &c.market.CSUs.Units[into]
	was.Customers, now.Customers = slices.Clone(was.Customers), slices.Clone(now.Customers)
	last := nhs.PartialDateOf(e.On.AddDays(-1))
	for i := range was.Customers {
		m := &was.Customers[i]
		bought := m.Relation == csu.Buys || m.Relation == csu.Pays || m.Relation == csu.LeftIt
		if !bought || nhs.OpenOn(m.From, m.To, e.On) == nhs.No {
			continue
		}
		has := slices.ContainsFunc(now.Customers, func(o csu.Customer) bool {
			return o.ID == m.ID && o.Relation == m.Relation && nhs.OpenOn(o.From, o.To, e.On) != nhs.No
		})
		if !has {
			moved := *m
			moved.From, moved.Value, moved.ValueBasis, moved.Note = nhs.PartialDateOf(e.On), nil, "", "From a scenario."
			if m.To.Equal(was.Closed) {
				moved.To = nhs.PartialDate{} // it ended because the unit did
			}
			now.Customers = append(now.Customers, moved)
		}
		if m.From.Before(nhs.PartialDateOf(e.On)) == nhs.Yes {
			m.To = last
		}
	}
}

// moveSpend pays the successor what the unit is paid in the years that begin on the day
// or later.
func (c *simulation) moveSpend(u *csu.Unit, successor nhs.OrgID, on nhs.Date) {
	for i := range c.market.Spend {
		s := &c.market.Spend[i]
		if s.Supplier != "" && (s.Supplier == u.Slug || s.Supplier == u.ODSCode) && !s.Year.First().Before(on) {
			s.Supplier = successor
		}
	}
}

// endUnit ends the unit on its last day, and returns its slug.
func (c *simulation) endUnit(index int, last nhs.Date, how csu.End) nhs.OrgID {
	u := &c.market.CSUs.Units[index]
	was := "had no end on file"
	if !u.Closed.IsZero() {
		was = "ended " + u.Closed.String()
	}
	u.Closed, u.End = nhs.PartialDateOf(last), how
	if !u.EndAnnounced.IsZero() && u.EndAnnounced.After(u.Closed) == nhs.Yes {
		u.EndAnnounced = u.Closed
	}
	for _, id := range [...]nhs.OrgID{u.Slug, u.ODSCode} {
		if id != "" {
			c.ended[id] = c.event
		}
	}
	c.recordChange("%s ends on %s (%s); originally it %s", u.Slug, last, how, was)
	return u.Slug
}

// succeed returns the successions with the successor in place of the bodies from the day
// of the event. Later successions of the bodies no longer apply to them.
func (c *simulation) succeed(history []lineage.Succession, bodies []nhs.OrgID, successor nhs.OrgID, e *Event) []lineage.Succession {
	var kept []lineage.Succession
	for _, s := range history {
		later := s.Effective.Before(nhs.PartialDateOf(e.On)) != nhs.Yes
		switch {
		case later && slices.Contains(bodies, s.Predecessor):
			if s.Successor != successor {
				c.recordUnknown("what would have become of %s when %s took over from %s (%s)", successorOr(successor), s.Successor, s.Predecessor, s.Effective)
			}
			continue
		case later && successor == "" && slices.Contains(bodies, s.Successor):
			c.recordUnknown("who takes over %s (%s): %s no longer exists then", s.Predecessor, s.Effective, s.Successor)
		case later && slices.Contains(bodies, s.Successor):
			s.Successor = successor
			if s.Predecessor == successor {
				continue
			}
		}
		kept = append(kept, s)
	}
	if successor == "" {
		return kept
	}
	for _, id := range bodies {
		kept = append(kept, lineage.Succession{Predecessor: id, Successor: successor, Effective: nhs.PartialDateOf(e.On), Kind: lineage.Merger, Sources: e.Sources, Note: "From a scenario."})
	}
	return kept
}

func successorOr(id nhs.OrgID) string { return cmp.Or(string(id), "the work") }

func (c *simulation) closeCSUs(e *Event) {
	if !c.distinct(e) {
		return
	}
	var closing []int
	for i, id := range e.Bodies {
		switch u := c.unit(id); {
		case u < 0:
			c.rejectAt(RuleEventKnown, c.at("bodies", i), "unknown unit %q; use a slug or code of the register", id)
		case c.existsOn(i, id, c.market.CSUs.Units[u].OpenOn(e.On), e.On):
			closing = append(closing, u)
		}
	}
	if len(closing) < len(e.Bodies) {
		return
	}
	for _, u := range closing {
		slug := c.endUnit(u, e.On, csu.ClosedDown)
		c.unpaid(&c.market.CSUs.Units[u], e.On)
		c.market.CSUs.Successions = c.succeed(c.market.CSUs.Successions, []nhs.OrgID{slug}, "", e)
	}
}

// unpaid notes what the unit was due to be paid after its last day.
func (c *simulation) unpaid(u *csu.Unit, last nhs.Date) {
	for i := range u.Incomes {
		if y := u.Incomes[i].Year; y.First().After(last) {
			c.recordUnknown("who receives the recorded income of %s for %s, after it ended", u.Slug, y)
		}
	}
	for i := range c.market.Spend {
		if s := &c.market.Spend[i]; s.Supplier != "" && (s.Supplier == u.Slug || s.Supplier == u.ODSCode) && s.Year.First().After(last) {
			c.recordUnknown("who receives what was paid to %s in %s, after it ended", u.Slug, s.Year)
		}
	}
}
