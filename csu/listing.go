package csu

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Listing is the units of one day.
type Listing struct {
	// AsOf is the day.
	AsOf nhs.Date `json:"as_of"`
	// Certain is the fewest units that fit the dates.
	Certain int `json:"count"`
	// Possible is how many more there can have been. It can be less than the number of
	// uncertain items, since only one side of a merger was open.
	Possible int `json:"possible"`
	// Items are the units that were open or may have been, in the order of the
	// register.
	Items []Item `json:"items"`
	// KnownUntil is the last day known; it is set if AsOf is later.
	KnownUntil nhs.Date `json:"known_until,omitzero"`
}

// An Item is a unit of a [Listing].
type Item struct {
	// Open says whether it was open: yes or unknown.
	Open nhs.Tristate `json:"open"`
	Unit
}

// On returns the units that were at work on the day, or may have been, with the fewest
// and the most that fit the dates.
//
// Each change is one event on the first day of the new state: an opening, a closing or
// a merger. In a merger the units that name one successor close as it opens. If an
// event's day is known only in part, it may have happened by the day or not. Each such
// event is tried both ways, and the fewest and the most are the answer.
func (r *Register) On(d nhs.Date) Listing { return r.List(d, Operating) }

// List returns what [Register.On] does, on one of the bases that count by date:
// [Operating], [NotAnnounced], [MergersAsOne] or [Bodies]. On any other basis the
// listing is empty.
func (r *Register) List(d nhs.Date, b Basis) Listing {
	l := Listing{AsOf: d, Items: []Item{}}
	if !r.KnownUntil.IsZero() && d.After(r.KnownUntil) {
		l.KnownUntil = r.KnownUntil
	}
	if !b.dated() {
		return l
	}
	var room censusRoom
	c := r.census(b, &room)
	n := c.count(d)
	l.Certain, l.Possible = n.Certain, n.Possible
	for i := range r.Units {
		if open := c.open(i, d); open != nhs.No {
			l.Items = append(l.Items, Item{open, r.Units[i]})
		}
	}
	return l
}

// CountOn returns how many units the register has on the day, and whether the basis
// can be counted. [Reported] and an unknown basis cannot.
func (r *Register) CountOn(d nhs.Date, b Basis) (n nhs.Count, ok bool) {
	var room censusRoom
	return r.countOn(d, b, &room)
}

// countOn is [Register.CountOn] in the room given.
func (r *Register) countOn(d nhs.Date, b Basis, room *censusRoom) (n nhs.Count, ok bool) {
	switch {
	case b.dated():
		c := r.census(b, room)
		return c.count(d), true
	case b == Alliances:
		c := r.census(Operating, room)
		return nhs.Count{Certain: c.alliances(d, room.units[:0])}, true
	case b.tallied():
		return r.plans(d, b), true
	}
	return nhs.Count{}, false
}

// plans returns the number of outcomes of checkpoint 2.
func (r *Register) plans(d nhs.Date, b Basis) (n nhs.Count) {
	for i := range r.Units {
		c := r.Units[i].checkpoint2()
		if c == nil || b == PlansCleared && !c.Outcome.Proceeded() {
			continue
		}
		switch c.when().After(nhs.PartialDateOf(d)) {
		case nhs.No:
			n.Certain++
		case nhs.Unknown:
			n.Possible++
		}
	}
	return n
}

// checkpoint2 returns the outcome of the outline plan, or nil.
func (u *Unit) checkpoint2() *Checkpoint {
	for i := range u.Checkpoints {
		if c := &u.Checkpoints[i]; c.No == 2 && c.Outcome != "" {
			return c
		}
	}
	return nil
}

// alliances returns the number of alliances of the units that are or may be open.
func (c *census) alliances(d nhs.Date, open []int32) int {
	units := c.directory.Units
	for i := range units {
		if units[i].Alliance != "" && c.open(i, d) != nhs.No {
			open = append(open, int32(i))
		}
	}
	slices.SortFunc(open, func(i, j int32) int { return strings.Compare(units[i].Alliance, units[j].Alliance) })
	return len(slices.CompactFunc(open, func(i, j int32) bool { return units[i].Alliance == units[j].Alliance }))
}
