package procurement

import (
	"fmt"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

const sourceLaw = "the least times that the law sets, with no day for preparing or assessing; no source says how long the route takes"

// A floor is the shortest way through a route that the law allows.
type floor struct {
	least      LeastTime
	law        Regulations
	standstill bool
}

// floor returns the shortest lawful way through the route of the purchase, and whether
// the law sets a least time or a standstill.
func (p *Procurement) floor(c Conditions) (floor, bool) {
	r := p.Ruling()
	f := floor{law: r.Regulations}
	owed, _, _ := p.standstillOwed(r.Regulations)
	f.standstill = r.Regulations != "" && owed != nhs.No && p.Route.IsIn(r.Regulations)
	least, ok := LeastTimes(r.Regulations, p.regime(), p.Route, p.class(), c)
	f.least = least
	return f, ok || f.standstill && r.Regulations == PSR2023 && p.Route != FurtherCompetition
}

// run returns the days of the way, forward from its notice.
func (f *floor) run(start nhs.Date) run {
	at := start
	var r run
	if f.law != PSR2023 {
		r = append(r, stepDay{"notice published", at})
	}
	if f.least.Requests > 0 {
		at = f.least.ends(at, f.least.Requests)
		r = append(r, stepDay{"requests to participate in", at})
	}
	if f.law != PSR2023 {
		at = f.least.ends(at, f.least.Tenders)
		r = append(r, stepDay{"tenders in", at})
	}
	if f.standstill {
		r = append(r, stepDay{"bidders notified", at})
		at = electronicStandstillEnds(at, f.law)
		r = append(r, stepDay{"standstill over", at})
		at = at.AddDays(1)
	}
	return append(r, stepDay{"contract made", at})
}

// end returns the first day on which the contract can be made.
func (f *floor) end(start nhs.Date) nhs.Date {
	r := f.run(start)
	return r[len(r)-1].day
}

// lastStart returns the last day for the notice, so that the contract can be made by the
// day.
func (f *floor) lastStart(by nhs.Date) nhs.Date {
	if f.standstill {
		by = latestNotice(by, f.law)
	}
	if f.least.Tenders > 0 {
		by = f.least.starts(by, f.least.Tenders)
	}
	if f.least.Requests > 0 {
		by = f.least.starts(by, f.least.Requests)
	}
	return by
}

// firstDay returns the day by which the law of a request is chosen before its start is
// known.
func (r *PlanRequest) firstDay() nhs.Date {
	if r.Start.IsZero() {
		return r.NeededBy
	}
	return r.Start
}

// planByLaw plans a route whose time no source gives.
func (r *PlanRequest) planByLaw() (Plan, error) {
	p := Plan{Route: r.Route, NeededBy: r.NeededBy, Source: sourceLaw, Start: r.Start}
	f, _ := r.purchase(r.firstDay()).floor(usual)
	if !r.NeededBy.IsZero() {
		p.LastStart = f.lastStart(r.NeededBy)
		if earlier, ok := r.purchase(p.LastStart).floor(usual); ok && earlier.law != f.law {
			f = earlier
			p.LastStart = f.lastStart(r.NeededBy)
		}
	}
	if r.Start.IsZero() {
		p.Start = p.LastStart
	}
	for _, s := range f.run(p.Start) {
		p.Stages = append(p.Stages, PlanStage{Name: s.name, Earliest: s.day, Latest: s.day})
	}
	p.Earliest = f.end(p.Start)
	p.Latest = p.Earliest
	if p.Start.IsZero() || p.Earliest.IsZero() {
		return Plan{}, r.refuse("start", "it goes beyond the years 1 to 9999", "choose other days")
	}
	r.complete(&p)
	switch {
	case r.NeededBy.IsZero():
	case p.Earliest.After(r.NeededBy):
		p.InTime = nhs.No
		p.TooLate = fmt.Sprintf("too late: the least times of the law run from %s to %s, %s after the day of need (%s); the notice had to be out by %s",
			p.Start, p.Earliest, format.Count(p.Earliest.DaysSince(r.NeededBy), "day", "days"), r.NeededBy, p.LastStart)
	default:
		p.Notes = append(p.Notes, fmt.Sprintf("the law allows it by %s if the notice is out by %s, with no day for preparing or assessing", r.NeededBy, p.LastStart))
	}
	return p, nil
}
