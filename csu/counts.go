package csu

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// unitsOnTheStack is how many units a register can have before counting or checking it
// allocates memory. England had 40 bodies.
const unitsOnTheStack = 64

// A census is the lives of a register's units between events that they share.
//
// The first events are the openings, one for each unit; after them come the
// closings that are no other unit's opening. A unit leads from its opening to at most
// one event, so the events form trees (or, in a register that contradicts itself,
// trees on a circle). One walk finds the fewest and the most units of a day.
type census struct {
	directory  directory
	successors []nhs.OrgID // by unit: the one body that it leads to, or ""
	lives      []life      // by unit
	events     []event
	used       int // of the events
}

// A censusRoom holds a census, so that a register of ordinary size allocates nothing.
type censusRoom struct {
	directory  directoryRoom
	successors [unitsOnTheStack]nhs.OrgID
	lives      [unitsOnTheStack]life
	events     [eventsPerUnit * unitsOnTheStack]event
	units      [unitsOnTheStack]int32
}

// eventsPerUnit bounds the events: for each unit its opening, its end, and a
// merger or the announcement of one.
const eventsPerUnit = 4

// A life is the events between which a unit counts; -1 is never.
type life struct{ opens, closes int32 }

// An event is a change of one or more units at once.
type event struct {
	when nhs.PartialDate // zero if it is unknown

	// The rest is for one day.
	state   state
	walked  bool
	waiting int32       // undecided events that lead here and are not walked
	sums    [2][2]int32 // by bound, then by whether it has happened: what it adds
}

// A bound is the fewest or the most.
type bound int

const (
	fewest bound = iota
	most
)

func (b bound) of(x, y int32) int32 {
	if b == fewest {
		return min(x, y)
	}
	return max(x, y)
}

// A state says whether an event has happened by a day.
type state uint8

const (
	ahead state = iota
	happened
	undecided
)

func (e *event) on(d nhs.Date) state {
	switch e.when.After(nhs.PartialDateOf(d)) {
	case nhs.Yes:
		return ahead
	case nhs.No:
		return happened
	}
	return undecided
}

// census lays out the lives of the register's units on a basis that counts by
// date.
func (r *Register) census(b Basis, room *censusRoom) census {
	n := len(r.Units)
	c := census{
		directory:  r.directory(&room.directory),
		successors: slices.Grow(room.successors[:0], n)[:n],
		lives:      slices.Grow(room.lives[:0], n)[:n],
		events:     slices.Grow(room.events[:0], eventsPerUnit*n)[:eventsPerUnit*n],
		used:       n,
	}
	clear(c.events)
	for at, i := range c.directory.units {
		if at > 0 && r.Units[i].Slug == r.Units[c.directory.units[at-1]].Slug {
			c.successors[i] = c.successors[c.directory.units[at-1]]
		} else {
			c.successors[i] = c.directory.onlySuccessor(r.Units[i].Slug)
		}
	}
	joining := room.units[:0] // units that end in a merger
	for i := range r.Units {
		u, l := &r.Units[i], life{-1, -1}
		if u.countsIn(b) {
			l.opens = int32(i)
			c.events[i].when = u.begins(b)
			if u.mergesIn(b) && c.successors[i] != "" {
				joining = append(joining, int32(i))
			}
		}
		c.lives[i] = l
	}
	slices.SortStableFunc(joining, func(i, j int32) int { return c.successors[i].Compare(c.successors[j]) })
	for len(joining) > 0 {
		successor, n := c.successors[joining[0]], 1
		for n < len(joining) && c.successors[joining[n]] == successor {
			n++
		}
		c.join(joining[:n], c.directory.find(successor), b)
		joining = joining[n:]
	}
	for i := range r.Units {
		if l := &c.lives[i]; l.opens >= 0 && l.closes < 0 {
			if ends := r.Units[i].ends(b); !ends.IsZero() {
				l.closes = c.add(ends)
			}
		}
	}
	c.events = c.events[:c.used]
	return c
}

func (c *census) add(when nhs.PartialDate) int32 {
	c.events[c.used].when = when
	c.used++
	return int32(c.used - 1)
}

// join makes one event of the ends of the given units and the opening of their
// successor, if it counts. Dates that cannot be one day are left apart, and so is an end
// known in part that may lie after the exact day of the opening: a body at work took
// the unit over, on that day or later. Where both are known in part, as for the two
// units of Yorkshire and the Humber in October 2014, they are one event.
func (c *census) join(units []int32, successor int32, b Basis) {
	merger := int32(-1)
	if successor >= 0 {
		merger = c.lives[successor].opens
	}
	if merger < 0 {
		merger = c.add(nhs.PartialDate{})
	}
	all := c.directory.Units
	opened, exactly := c.events[merger].when.Exact()
	for _, i := range units {
		if exactly && mayJoinAfter(all[i].gone(), opened) {
			continue
		}
		if when, ok := meet(c.events[merger].when, all[i].gone()); ok {
			c.events[merger].when = when
			c.lives[i].closes = merger
		}
	}
	if b != NotAnnounced && b != MergersAsOne {
		return
	}
	// Units whose merger was announced end with the announcement. With MergersAsOne
	// the successor stands in for them from then on.
	announcement := int32(-1)
	for _, i := range units {
		if c.lives[i].closes != merger || all[i].EndAnnounced.IsZero() {
			continue
		}
		ends := all[i].ends(b)
		if announcement < 0 {
			announcement = merger
			if b == NotAnnounced {
				announcement = c.add(ends)
			}
			c.events[announcement].when = ends
		}
		when, ok := meet(c.events[announcement].when, ends)
		switch {
		case ok:
			c.events[announcement].when = when
			c.lives[i].closes = announcement
		default:
			c.lives[i].closes = c.add(ends)
		}
	}
}

// mayJoinAfter reports whether a unit whose end is known in part may have joined its
// successor after the day on which that opened.
func mayJoinAfter(gone nhs.PartialDate, opened nhs.Date) bool {
	if _, exact := gone.Exact(); exact || gone.IsZero() {
		return false
	}
	latest := gone.Latest()
	return latest.IsZero() || latest.After(opened)
}

// meet returns the days on which both can have happened, and false if there are none.
// An unknown date can be any day.
func meet(p, q nhs.PartialDate) (nhs.PartialDate, bool) {
	switch {
	case p.IsZero():
		return q, true
	case q.IsZero():
		return p, true
	}
	return p.Intersect(q)
}

// count returns how many units count on d.
func (c *census) count(d nhs.Date) nhs.Count {
	for i := range c.events {
		e := &c.events[i]
		*e = event{when: e.when, state: e.on(d)}
	}
	var total [2]int32
	for _, l := range c.lives {
		if l.opens < 0 {
			continue
		}
		opens, closes := c.events[l.opens].state, ahead
		if l.closes >= 0 {
			closes = c.events[l.closes].state
		}
		switch {
		case opens == ahead || closes == happened || l.opens == l.closes:
		case opens == happened && closes == ahead:
			total[fewest]++
			total[most]++
		case opens == happened:
			c.addTo(l.closes, 0)
		case closes == ahead:
			c.addTo(l.opens, 1)
		default:
			c.events[l.closes].waiting++
		}
	}
	for i := range c.events {
		c.climb(int32(i), &total)
	}
	for i := range c.events {
		c.round(int32(i), &total)
	}
	return nhs.Count{Certain: int(total[fewest]), Possible: int(total[most] - total[fewest])}
}

// addTo adds one unit where the event has happened (1) or has not (0).
func (c *census) addTo(e int32, if1 int) {
	for b := range c.events[e].sums {
		c.events[e].sums[b][if1]++
	}
}

// next returns the undecided event that a unit leads to from this undecided one,
// or -1. The unit counts if this has happened and that has not.
func (c *census) next(e int32) int32 {
	if int(e) >= len(c.lives) {
		return -1
	}
	l := c.lives[e]
	if l.opens < 0 || l.closes < 0 || l.closes == e || c.events[l.closes].state != undecided {
		return -1
	}
	return l.closes
}

// climb walks from an event that no other leads to towards the root of its tree,
// as far as all that leads there has been walked.
func (c *census) climb(at int32, total *[2]int32) {
	for at >= 0 {
		e := &c.events[at]
		if e.state != undecided || e.walked || e.waiting > 0 {
			return
		}
		e.walked = true
		next := c.next(at)
		for b := range e.sums {
			if next < 0 {
				total[b] += bound(b).of(e.sums[b][0], e.sums[b][1])
				continue
			}
			for x := range 2 {
				c.events[next].sums[b][x] += bound(b).step(e.sums[b], x)
			}
		}
		if next >= 0 {
			c.events[next].waiting--
		}
		at = next
	}
}

// step returns the fewest or the most that an event can add, with the unit that leads
// from it to one that has happened (1) or has not (0).
func (b bound) step(sums [2]int32, next int) int32 {
	if next == 0 {
		return b.of(sums[0], sums[1]+1)
	}
	return b.of(sums[0], sums[1])
}

// round walks a circle of events. It tries the first both ways and calculates what
// follows from it along the circle.
func (c *census) round(first int32, total *[2]int32) {
	if c.events[first].state != undecided || c.events[first].walked {
		return
	}
	const never = 1 << 30
	for b := range total {
		var best [2]int32
		for x := range 2 {
			sums := c.events[first].sums[b]
			sums[1-x] = never
			if bound(b) == most {
				sums[1-x] = -never
			}
			at := first
			for at = c.next(at); at != first; at = c.next(at) {
				own := c.events[at].sums[b]
				sums = [2]int32{own[0] + bound(b).step(sums, 0), own[1] + bound(b).step(sums, 1)}
			}
			best[x] = bound(b).step(sums, x)
		}
		total[b] += bound(b).of(best[0], best[1])
	}
	for at := first; !c.events[at].walked; at = c.next(at) {
		c.events[at].walked = true
	}
}

// open answers whether the i-th unit counts on d.
func (c *census) open(i int, d nhs.Date) nhs.Tristate {
	l := c.lives[i]
	if l.opens < 0 || l.opens == l.closes {
		return nhs.No
	}
	answer := [...]nhs.Tristate{ahead: nhs.No, happened: nhs.Yes, undecided: nhs.Unknown}
	open := answer[c.events[l.opens].on(d)]
	if l.closes >= 0 {
		open = open.And(answer[c.events[l.closes].on(d)].Not())
	}
	return open
}
