package whatif

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// framework returns the framework that the event names, and whether it and its lot
// exist. The caller may change it.
func (c *simulation) framework(e *Event) (*framework.Agreement, bool) {
	i := slices.IndexFunc(c.market.Frameworks, func(a framework.Agreement) bool { return a.ID == e.Framework })
	if i < 0 {
		return nil, c.reject(RuleEventKnown, "framework", "unknown framework %q; use an ID of the market", e.Framework)
	}
	a := &c.market.Frameworks[i]
	if _, ok := a.Lot(e.Lot); !ok && (e.Lot != "" || len(a.Lots) > 0) {
		return nil, c.reject(RuleEventKnown, "lot", "framework %s has no lot %q; use one of its lots", a.ID, e.Lot)
	}
	return a, true
}

// lotName returns the name of a lot for people.
func lotName(a *framework.Agreement, lot string) string {
	if lot == "" {
		return string(a.ID)
	}
	return "lot " + lot + " of " + string(a.ID)
}

func (c *simulation) awardPlace(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	status := a.StatusOn(e.On)
	u := c.unit(e.Supplier)
	switch {
	case status.Earliest >= framework.Expired:
		c.reject(RuleEventAlive, "on", "framework %s has expired by %s; choose an earlier day", a.ID, e.On)
		return
	case u >= 0 && !c.existsOnAt(c.at("supplier"), e.Supplier, c.market.CSUs.Units[u].OpenOn(e.On), e.On):
		return
	case !c.oncePlaced(e):
		return
	case status.Latest < framework.Live:
		c.recordUnknown("how %s got a place on %s before the framework was live", e.Supplier, e.On)
	}
	if a.Holds(e.Lot, e.Supplier, e.On, c.market.CSUs.History()).Held == nhs.Yes {
		c.reject(RuleEventsAgree, "supplier", "%s already holds a place on %s on %s; remove the event", e.Supplier, lotName(a, e.Lot), e.On)
		return
	}
	if l, ok := c.limited[lot{a.ID, e.Lot}]; ok {
		if held := c.holders(a, e.Lot, e.On); held >= l.places {
			c.reject(RuleEventsAgree, "lot", "event %d limits %s to %s, and %s on %s; remove one first or allow more",
				l.event, lotName(a, e.Lot), format.Count(l.places, "place", "places"), format.Count(held, "supplier holds one", "suppliers hold one"), e.On)
			return
		}
	}
	if _, ok := a.Supplier(e.Supplier); !ok {
		s := framework.Supplier{ID: e.Supplier, Name: e.Name}
		if u >= 0 && c.market.CSUs.Units[u].Kind == csu.Hosted {
			s.Kind, s.Name = service.CSU, c.market.CSUs.Units[u].Name
		}
		if s.Name == "" {
			c.reject(RuleEventComplete, "name", "%s is new to the market; give it a name", e.Supplier)
			return
		}
		a.Suppliers = append(slices.Clip(a.Suppliers), s)
	}
	c.placed[placeOf(e)] = c.event
	a.Awards = slices.Clone(a.Awards)
	lost := slices.IndexFunc(a.Awards, func(w framework.Award) bool {
		return w.Supplier == e.Supplier && w.Lot == e.Lot && w.Outcome == framework.Unsuccessful
	})
	won := framework.Award{Lot: e.Lot, Supplier: e.Supplier, On: nhs.PartialDateOf(e.On), Outcome: framework.Awarded, Sources: e.Sources, Note: "From a scenario."}
	if lost >= 0 {
		a.Awards[lost] = won
		c.recordChange("%s, an unsuccessful bidder, holds a place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
		return
	}
	a.Awards = append(a.Awards, won)
	c.recordChange("%s holds a place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
}

func (c *simulation) removePlace(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	i := slices.IndexFunc(a.Awards, func(w framework.Award) bool {
		return w.Supplier == e.Supplier && w.Lot == e.Lot && w.Outcome == framework.Awarded &&
			(w.Removed == nil || w.Removed.On.After(nhs.PartialDateOf(e.On)) == nhs.Yes)
	})
	if !c.oncePlaced(e) {
		return
	}
	if place := a.Holds(e.Lot, e.Supplier, e.On, c.market.CSUs.History()); i < 0 || place.Held == nhs.No {
		c.reject(RuleEventsAgree, "supplier", "%s has no place on %s to remove on %s: %s", e.Supplier, lotName(a, e.Lot), e.On, place.Reason)
		return
	}
	c.placed[placeOf(e)] = c.event
	a.Awards = slices.Clone(a.Awards)
	a.Awards[i].Removed = &framework.Removal{On: nhs.PartialDateOf(e.On), Reason: cmp.Or(e.Note, "From a scenario.")}
	c.recordChange("%s loses its place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
}

func (c *simulation) limitPlaces(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	if *e.Places < 1 {
		c.reject(RuleEventComplete, "places", "%d places; allow at least one", *e.Places)
		return
	}
	of := lot{a.ID, e.Lot}
	if l, ok := c.limited[of]; ok {
		c.reject(RuleEventsAgree, "places", "event %d already limits the places of %s; remove one of the two", l.event, lotName(a, e.Lot))
		return
	}
	held := c.holders(a, e.Lot, e.On)
	if held > *e.Places {
		c.reject(RulePlacesLimited, "places", "%s a place on %s on %s, more than the limit of %d, and no scores of the bids say which would have lost it: add remove-place events",
			format.Count(held, "supplier holds", "suppliers hold"), lotName(a, e.Lot), e.On, *e.Places)
		return
	}
	c.limited[of] = limit{c.event, *e.Places}
	a.Lots = slices.Clone(a.Lots)
	for i := range a.Lots {
		if l := &a.Lots[i]; l.Code == e.Lot {
			least := *e.Places
			if l.Planned != nil {
				least = min(least, l.Planned.Min)
			}
			l.Planned = &framework.Range{Min: least, Max: *e.Places}
		}
	}
	c.recordChange("%s has %s; %s on %s, so %s free", lotName(a, e.Lot), format.Count(*e.Places, "place", "places"),
		format.Count(held, "supplier holds one", "suppliers hold one"), e.On, format.Count(max(0, *e.Places-held), "is", "are"))
}

// holders counts the suppliers that hold or may hold a place on the lot on the day.
func (c *simulation) holders(a *framework.Agreement, lot string, on nhs.Date) int {
	held := 0
	for _, p := range a.Places(lot, on, c.market.CSUs.History()) {
		if p.Held != nhs.No {
			held++
		}
	}
	return held
}

// oncePlaced reports whether no other event awards or removes the supplier's place on the
// same day.
func (c *simulation) oncePlaced(e *Event) bool {
	if by, ok := c.placed[placeOf(e)]; ok {
		return c.reject(RuleEventsAgree, "supplier", "event %d also awards or removes the place of %s on %s; remove one of the two", by, e.Supplier, e.On)
	}
	return true
}

func placeOf(e *Event) award { return award{lot{e.Framework, e.Lot}, e.Supplier, e.On} }

func (c *simulation) letCallOff(e *Event) {
	a, ok := c.framework(&Event{Framework: e.Framework, Lot: e.CallOff.Lot})
	if !ok {
		return
	}
	o := *e.CallOff
	status := a.StatusOn(e.On)
	switch {
	case slices.ContainsFunc(a.CallOffs, func(other framework.CallOff) bool { return other.ID == o.ID }):
		c.reject(RuleEventsAgree, "call_off", "%s already has a call-off %q; give the new one another ID", a.ID, o.ID)
		return
	case o.Framework != "" && o.Framework != a.ID:
		c.reject(RuleEventsAgree, "framework", "the call-off is from framework %s; name the same one here", o.Framework)
		return
	case !o.Date.IsZero() && o.Date.SameDate(nhs.PartialDateOf(e.On)) == nhs.No:
		c.reject(RuleEventsAgree, "on", "the call-off has the date %s; use the same day for both", o.Date)
		return
	case status.Latest < framework.Live || status.Earliest >= framework.Expired:
		c.reject(RuleEventAlive, "on", "framework %s is %s on %s; choose a day on which it is live", a.ID, status, e.On)
		return
	case status.Earliest < framework.Live || status.Latest >= framework.Expired:
		c.recordUnknown("whether framework %s was open to call-offs on %s", a.ID, e.On)
	}
	if o.Framework == "" {
		o.Framework = a.ID
	}
	if o.Date.IsZero() {
		o.Date = nhs.PartialDateOf(e.On)
	}
	a.CallOffs = append(slices.Clip(a.CallOffs), o)
	c.recordChange("%s is let to %s from %s", o.ID, o.Supplier, lotName(a, o.Lot))
}

func (c *simulation) endCallOff(e *Event) {
	f := slices.IndexFunc(c.market.Frameworks, func(a framework.Agreement) bool { return a.ID == e.Framework })
	if f < 0 {
		c.reject(RuleEventKnown, "framework", "unknown framework %q; use an ID of the market", e.Framework)
		return
	}
	a := &c.market.Frameworks[f]
	i := slices.IndexFunc(a.CallOffs, func(o framework.CallOff) bool { return o.ID == e.CallOff.ID })
	switch {
	case i < 0:
		c.reject(RuleEventKnown, "call_off", "%s has no call-off %q; use the ID of one", a.ID, e.CallOff.ID)
		return
	case e.CallOff.Lot != "" && e.CallOff.Lot != a.CallOffs[i].Lot:
		c.reject(RuleEventKnown, "call_off", "call-off %s is from %s, not from lot %q; leave the lot out", e.CallOff.ID, lotName(a, a.CallOffs[i].Lot), e.CallOff.Lot)
		return
	}
	a.CallOffs = slices.Clone(a.CallOffs)
	o := &a.CallOffs[i]
	from, known := o.Date.Exact()
	if o.Term != nil {
		from, known = o.Term.From, true
	}
	switch {
	case known && from.After(e.On):
		c.reject(RuleEventAlive, "on", "call-off %s starts on %s; end it later", o.ID, from)
	case o.Term != nil && !o.Term.Until.IsZero() && o.Term.Last().Before(e.On):
		c.reject(RuleEventAlive, "on", "call-off %s has already ended on %s; choose an earlier day", o.ID, o.Term.Last())
	default:
		term := nhs.NewPeriod(from, e.On)
		o.Term, o.TermMonths, o.ExtensionMonths = &term, 0, 0
		c.recordChange("call-off %s ends on %s", o.ID, e.On)
	}
}
