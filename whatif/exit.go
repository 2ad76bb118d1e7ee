package whatif

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// A Handover is something that rests on a unit or an agreement that ends, with the
// day by which somebody else has to supply it.
type Handover struct {
	// Unit is the unit that ends, or the provider of the agreement that does.
	Unit nhs.OrgID `json:"unit"`
	// Customer is who is supplied.
	Customer nhs.OrgID `json:"customer,omitempty"`
	// Agreement is the agreement, if one is on file.
	Agreement string `json:"agreement,omitempty"`
	// CallOff is the call-off, if one is on file.
	CallOff string `json:"call_off,omitempty"`
	// Lines are the service lines, as far as known.
	Lines []service.ID `json:"lines,omitempty"`
	// NeededBy is the first day without the unit: a successor has to be there.
	NeededBy nhs.Date `json:"needed_by"`
	// Starts are the latest days to begin, by route, shortest first.
	Starts []LatestStart `json:"starts,omitempty"`
}

// A LatestStart is when buying by a route has to begin so as to be done in time.
type LatestStart struct {
	// Route is how to buy.
	Route procurement.Route `json:"route"`
	// Conservative is the last day on which the longer time that the route takes is enough.
	Conservative nhs.Date `json:"conservative"`
	// Latest is the last day on which the shorter time is enough.
	Latest nhs.Date `json:"latest"`
	// Live answers whether a framework of the market can be called off from on the
	// Safe day. An open procedure needs none.
	Live nhs.Tristate `json:"live"`
}

// String returns the exit on one line.
func (e Handover) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s needs a successor by %s for", e.Unit, e.NeededBy)
	for _, part := range []string{string(e.Customer), e.Agreement, e.CallOff} {
		if part != "" {
			b.WriteString(" " + part)
		}
	}
	for i, s := range e.Starts {
		b.WriteString([]string{";", ","}[min(i, 1)])
		fmt.Fprintf(&b, " %s: begin by %s", s.Route, s.Conservative)
		switch s.Live {
		case nhs.No:
			b.WriteString(" (no framework is live)")
		case nhs.Unknown:
			b.WriteString(" (not known if a framework is live)")
		}
	}
	return b.String()
}

// ExitPlan plans the end of units: for every agreement, call-off and known customer
// of each that runs past its last day, when a successor is needed and when buying
// has to begin, by the times that each route takes ([procurement.DefaultTimetable]).
// last gives the last day of each unit by its slug. Units that the market does not
// know are left out.
func ExitPlan(x *commissioning.Index, last map[nhs.OrgID]nhs.Date) []Handover {
	ends := make(map[nhs.OrgID]nhs.OrgID) // slug by slug and by code
	for id := range last {
		if u, ok := x.CSU(id); ok {
			ends[u.Slug] = id
			if u.ODSCode != "" {
				ends[u.ODSCode] = id
			}
		}
	}
	var exits []Handover
	add := func(e Handover) {
		e.NeededBy = last[e.Unit].AddDays(1)
		e.Starts = latestStarts(x, e.NeededBy)
		exits = append(exits, e)
	}
	for i := range x.Market().Agreements {
		a := &x.Market().Agreements[i]
		id, ok := ends[a.Provider.ID]
		if !ok || a.Term.Starts.After(last[id]) || !a.Term.Ends.IsZero() && !a.Term.Ends.After(last[id]) {
			continue
		}
		for _, m := range a.Customers {
			add(Handover{Unit: id, Customer: m.ID, Agreement: a.ID, Lines: serviceLines(a)})
		}
	}
	for i := range x.Market().Frameworks {
		for _, o := range x.Market().Frameworks[i].CallOffs {
			if id, ok := ends[o.Supplier]; ok && (o.Term == nil || o.Term.Contains(last[id].AddDays(1))) {
				for _, buyer := range o.Buyers {
					add(Handover{Unit: id, Customer: buyer, CallOff: o.ID, Lines: o.Lines})
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		if u, ok := x.CSU(id); ok {
			for _, m := range customersOn(x, u, last[id]) {
				if !slices.ContainsFunc(exits, func(e Handover) bool { return e.Unit == id && e.Customer == m }) {
					add(Handover{Unit: id, Customer: m})
				}
			}
		}
	}
	return exits
}

// serviceLines returns the service lines of the agreement, as far as known.
func serviceLines(a *sla.Agreement) []service.ID {
	var lines []service.ID
	for _, l := range a.Lines {
		if l.Service != "" {
			lines = append(lines, l.Service)
		}
	}
	return lines
}

// latestStarts returns when buying by each route has to begin.
func latestStarts(x *commissioning.Index, neededBy nhs.Date) []LatestStart {
	var starts []LatestStart
	for _, r := range [...]procurement.Route{procurement.FurtherCompetition, procurement.Open} {
		if p, err := procurement.PlanRoute(procurement.PlanRequest{Route: r, NeededBy: neededBy}); err == nil {
			starts = append(starts, LatestStart{r, p.Start, p.LastStart, live(x, r, p.Start)})
		}
	}
	return starts
}

// live answers whether the route can be taken on the day: further competition
// needs a framework.
func live(x *commissioning.Index, r procurement.Route, on nhs.Date) nhs.Tristate {
	if r != procurement.FurtherCompetition {
		return nhs.Yes
	}
	live := nhs.No
	for i := range x.Market().Frameworks {
		switch s := x.Market().Frameworks[i].StatusOn(on); {
		case s.Earliest >= framework.Live && s.Latest < framework.Expired:
			return nhs.Yes
		case s.Earliest < framework.Expired && s.Latest >= framework.Live:
			live = nhs.Unknown
		}
	}
	return live
}

// customersOn returns the known customers that may buy from the unit on the day:
// of a group that is gone, those that have its area.
func customersOn(x *commissioning.Index, u *csu.Unit, d nhs.Date) []nhs.OrgID {
	var ids []nhs.OrgID
	for _, m := range u.Customers {
		if nhs.OpenOn(m.From, m.To, d) == nhs.No {
			continue
		}
		now := []nhs.OrgID{m.ID}
		if o, ok := x.CCGHistory().Lookup(m.ID); ok && o.OpenOn(d) == nhs.No {
			now, _ = x.CCGHistory().Successors(m.ID, d)
		}
		for _, id := range now {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// exits plans the end of the units and of the agreements that the events ended.
func (c *simulation) exits(x *commissioning.Index) []Handover {
	last := make(map[nhs.OrgID]nhs.Date)
	for i := range c.market.CSUs.Units {
		u := &c.market.CSUs.Units[i]
		if _, ok := c.ended[u.Slug]; ok {
			if d, ok := u.Closed.Exact(); ok && u.End == csu.ClosedDown {
				last[u.Slug] = d
			}
		}
	}
	exits := ExitPlan(x, last)
	for _, i := range c.cut {
		a := &c.market.Agreements[i]
		needed := a.Term.Ends.AddDays(1)
		for _, m := range a.Customers {
			exits = append(exits, Handover{
				Unit: a.Provider.ID, Customer: m.ID, Agreement: a.ID, Lines: serviceLines(a),
				NeededBy: needed, Starts: latestStarts(x, needed),
			})
		}
	}
	return exits
}
