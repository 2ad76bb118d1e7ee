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

// A Handover is work that needs a new supplier because a unit or an agreement ends, with
// the day by which it must be in place.
type Handover struct {
	// Unit is the unit that ends, or the provider of the agreement that ends.
	Unit nhs.OrgID `json:"unit"`
	// Customer is the body that is supplied.
	Customer nhs.OrgID `json:"customer,omitempty"`
	// Agreement is the agreement, if one is on file.
	Agreement string `json:"agreement,omitempty"`
	// CallOff is the call-off, if one is on file.
	CallOff string `json:"call_off,omitempty"`
	// Lines are the service lines, as far as known.
	Lines []service.ID `json:"lines,omitempty"`
	// NeededBy is the first day without the unit, by which a successor is needed.
	NeededBy nhs.Date `json:"needed_by"`
	// Starts are the latest days to start buying, by route, the shortest route first.
	Starts []LatestStart `json:"starts,omitempty"`
}

// A LatestStart is when buying by a route has to start to finish in time.
type LatestStart struct {
	// Route is the route of procurement.
	Route procurement.Route `json:"route"`
	// Conservative is the last day to start if the route takes its longer time.
	Conservative nhs.Date `json:"conservative"`
	// Latest is the last day to start if the route takes its shorter time.
	Latest nhs.Date `json:"latest"`
	// Live answers whether the market has a framework to call off from on the Conservative
	// day. An open procedure needs none.
	Live nhs.Tristate `json:"live"`
}

// String returns the handover on one line.
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
		fmt.Fprintf(&b, " %s: start by %s", s.Route, s.Conservative)
		switch s.Live {
		case nhs.No:
			b.WriteString(" (no framework is live)")
		case nhs.Unknown:
			b.WriteString(" (unknown if a framework is live)")
		}
	}
	return b.String()
}

// ExitPlan returns what needs a new supplier because units end. The map last holds the
// last day of each unit by its slug; unknown units are ignored.
//
// There is one entry for each agreement, call-off and known customer that continues past
// the last day of its unit, whether or not it has begun by then. It says when a successor
// is needed, the first day without the unit or the first of the contract if that is
// later, and when buying has to start, by the times of [procurement.DefaultTimetable].
//
// A group that has closed by the day is replaced by its successors. Without one, nobody
// needs the work.
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
	for i := range x.Market().Agreements {
		a := &x.Market().Agreements[i]
		if id, ok := ends[a.Provider.ID]; ok && continuesPast(nhs.PartialDateOf(a.Signed), a.Term.Ends, last[id]) {
			e := Handover{Unit: id, Agreement: a.ID, Lines: serviceLines(a)}
			exits = append(exits, e.forEach(x, customersOf(a), later(last[id].AddDays(1), a.Term.Starts))...)
		}
	}
	for i := range x.Market().Frameworks {
		for _, o := range x.Market().Frameworks[i].CallOffs {
			var starts, until nhs.Date
			if o.Term != nil {
				starts, until = o.Term.From, o.Term.Last()
			}
			if id, ok := ends[o.Supplier]; ok && isContract(&o) && continuesPast(o.Date, until, last[id]) {
				e := Handover{Unit: id, CallOff: o.ID, Lines: o.Lines}
				exits = append(exits, e.forEach(x, o.Buyers, later(last[id].AddDays(1), starts))...)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		if u, ok := x.CSU(id); ok {
			for _, m := range customersOn(x, u, last[id]) {
				if !slices.ContainsFunc(exits, func(e Handover) bool { return e.Unit == id && e.Customer == m }) {
					exits = append(exits, Handover{Unit: id}.forEach(x, []nhs.OrgID{m}, last[id].AddDays(1))...)
				}
			}
		}
	}
	return exits
}

// continuesPast reports whether a contract signed on the first day and ending on the
// second, as far as both are known, was on file by the day and continues after it.
func continuesPast(signed nhs.PartialDate, ends, day nhs.Date) bool {
	return signed.After(nhs.PartialDateOf(day)) != nhs.Yes && (ends.IsZero() || ends.After(day))
}

// isContract reports whether the call-off is more than a competition.
func isContract(o *framework.CallOff) bool {
	return o.Stage != framework.InCompetition && o.Stage != framework.PreferredBidder
}

func later(a, b nhs.Date) nhs.Date {
	if b.After(a) {
		return b
	}
	return a
}

func customersOf(a *sla.Agreement) []nhs.OrgID {
	ids := make([]nhs.OrgID, len(a.Customers))
	for i := range a.Customers {
		ids[i] = a.Customers[i].ID
	}
	return ids
}

// forEach returns the handover of each customer that is left on the day by which it is
// needed.
func (e Handover) forEach(x *commissioning.Index, customers []nhs.OrgID, needed nhs.Date) []Handover {
	e.NeededBy = needed
	e.Starts = latestStarts(x, needed)
	var list []Handover
	for _, e.Customer = range left(x, customers, needed) {
		list = append(list, e)
	}
	return list
}

// left returns the customers with each group that has closed by the day replaced by
// those of its successors that are open then.
func left(x *commissioning.Index, customers []nhs.OrgID, d nhs.Date) []nhs.OrgID {
	var ids []nhs.OrgID
	add := func(id nhs.OrgID) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	groups := x.CCGHistory()
	for _, id := range customers {
		if o, ok := groups.Lookup(id); !ok || o.OpenOn(d) != nhs.No {
			add(id)
			continue
		}
		successors, _ := groups.Successors(id, d)
		for _, heir := range successors {
			if o, ok := groups.Lookup(heir); ok && o.OpenOn(d) != nhs.No {
				add(heir)
			}
		}
	}
	return ids
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

// latestStarts returns when buying by each route has to start.
func latestStarts(x *commissioning.Index, neededBy nhs.Date) []LatestStart {
	var starts []LatestStart
	for _, r := range [...]procurement.Route{procurement.FurtherCompetition, procurement.Open} {
		if p, err := procurement.PlanRoute(procurement.PlanRequest{Route: r, NeededBy: neededBy}); err == nil {
			starts = append(starts, LatestStart{r, p.Start, p.LastStart, live(x, r, p.Start)})
		}
	}
	return starts
}

// live answers whether the route can be taken on the day. Further competition needs a
// framework.
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

// customersOn returns the known customers that may buy from the unit on the day.
func customersOn(x *commissioning.Index, u *csu.Unit, d nhs.Date) []nhs.OrgID {
	var ids []nhs.OrgID
	for _, m := range u.Customers {
		if nhs.OpenOn(m.From, m.To, d) != nhs.No {
			ids = append(ids, m.ID)
		}
	}
	return left(x, ids, d)
}

// exits returns what needs a new supplier because of the events.
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
	for _, i := range c.endedAgreements {
		a := &c.market.Agreements[i]
		e := Handover{Unit: a.Provider.ID, Agreement: a.ID, Lines: serviceLines(a)}
		exits = append(exits, e.forEach(x, customersOf(a), a.Term.Ends.AddDays(1))...)
	}
	return exits
}
