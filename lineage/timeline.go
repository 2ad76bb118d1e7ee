package lineage

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A step is what happens at once: forwards, all that leaves one body by records
// of one date; backwards, all that came to one body.
type step struct {
	body     int32 // the body that gives; -1 where it is not known
	boundary bool
	when     nhs.PartialDate
	place    place
	moves    []move
}

// A move is one succession as part of a step.
type move struct {
	*Succession
	from, to int32 // bodies; to is -1 where it is not known
	whole    bool  // all that the predecessor had went this way
	joint    bool  // the successor took over from another body on the same date
}

// A place is where a step stands in the order of time.
type place struct {
	day   nhs.Date // the last on which it can have happened
	phase phase
	rank  int // of the takeovers of one day, along the chain
}

// A phase is a part of one day.
type phase uint8

const (
	changing   phase = iota // boundary changes, of what there was the day before
	takingOver              // takeovers
	settling                // boundary changes of bodies that opened that day
)

func (p place) compare(o place) int {
	return cmp.Or(p.day.Compare(o.day), cmp.Compare(p.phase, o.phase), cmp.Compare(p.rank, o.rank))
}

// addTimeline puts the successions in the order in which a crosswalk takes
// them, forwards and backwards.
func (h *History) addTimeline() {
	places := h.placeDepartures()
	joint := h.jointTakeovers()
	for d, left := range h.departures {
		s := step{when: left.when, place: places[d]}
		for i := left.moves.from; i < left.moves.to; i++ {
			if t := &h.takeovers[i]; t.moves() {
				m := h.move(t)
				m.joint = joint[i]
				s.moves = append(s.moves, m)
			}
		}
		s.body = s.moves[0].from
		s.moves[0].whole = len(s.moves) == 1 && s.moves[0].takesAll()
		h.forward = append(h.forward, s)
	}
	h.addBoundarySteps(places)
	for _, s := range h.forward {
		for _, m := range s.moves {
			h.backward = append(h.backward, step{body: m.to, boundary: s.boundary, when: s.when, place: s.place, moves: []move{m}})
		}
	}
	h.joinBackward()
	byPlace := func(a, b step) int { return a.place.compare(b.place) }
	slices.SortStableFunc(h.forward, byPlace)
	slices.SortStableFunc(h.backward, func(a, b step) int { return byPlace(b, a) })
}

func (h *History) move(s *Succession) move {
	m := move{Succession: s, from: h.index[s.Predecessor], to: -1}
	if s.Successor != "" {
		m.to = h.index[s.Successor]
	}
	return m
}

// happensWith reports whether s and the step before it are of one moment, so
// that both move what there was before either: boundary changes of one day.
func (s *step) happensWith(before *step) bool {
	return s.boundary && s.place == before.place && s.body != before.body
}

// placeDepartures finds for every departure the last day on which it can have
// happened, given that what follows from it can only happen later. It also finds a
// rank that puts it before what follows on the same day. If records go round in a
// circle, the circle is cut at the departure where it was entered.
func (h *History) placeDepartures() []place {
	places := make([]place, len(h.departures))
	entered, left := make([]bool, len(places)), make([]bool, len(places))
	rank := len(places)
	var enter func(d int)
	enter = func(d int) {
		entered[d] = true
		dep := h.departures[d]
		day := latest(dep.when)
		for i := dep.moves.from; i < dep.moves.to; i++ {
			s := &h.takeovers[i]
			if !s.moves() {
				continue
			}
			n := h.next(h.body(s.Successor), earliest(dep.when))
			if n < 0 {
				continue
			}
			if !entered[n] {
				enter(n)
			}
			if left[n] {
				day = earlier(day, later(places[n].day, earliest(dep.when)))
			}
		}
		left[d] = true
		rank--
		places[d] = place{day, takingOver, rank}
	}
	for d := range places {
		if !entered[d] {
			enter(d)
		}
	}
	return places
}

// jointTakeovers reports, for each takeover, whether its successor took over
// from another body on the same date.
func (h *History) jointTakeovers() []bool {
	joint := make([]bool, len(h.takeovers))
	previous := int32(-1)
	for _, i := range h.taken {
		s := &h.takeovers[i]
		if !s.moves() {
			continue
		}
		if previous >= 0 {
			if p := &h.takeovers[previous]; p.Successor == s.Successor && p.when() == s.when() {
				joint[previous], joint[i] = true, true
			}
		}
		previous = i
	}
	return joint
}

// addBoundarySteps adds the boundary changes to the forward steps, those of one
// body and date as one.
func (h *History) addBoundarySteps(places []place) {
	var last *step
	for i := range h.changes {
		s := &h.changes[i]
		if s.Predecessor == "" || s.Predecessor == s.Successor {
			continue
		}
		m := h.move(s)
		if last == nil || last.body != m.from || last.when != s.when() {
			h.forward = append(h.forward, step{body: m.from, boundary: true, when: s.when()})
			last = &h.forward[len(h.forward)-1]
			last.place = place{day: latest(last.when), phase: changing}
			if h.openedOn(m.from, last.when) {
				last.place.phase = settling
			}
		}
		last.moves = append(last.moves, m)
		for _, b := range []int32{m.from, m.to} {
			if b < 0 {
				continue
			}
			if n := h.next(&h.bodies[b], earliest(last.when)); n >= 0 {
				last.place.day = earlier(last.place.day, later(places[n].day, earliest(last.when)))
			}
		}
	}
}

// openedOn reports whether the body is known to have opened on the day that
// when is.
func (h *History) openedOn(body int32, when nhs.PartialDate) bool {
	org := h.bodies[body].org
	return org >= 0 && when.SameDate(h.orgs[org].Opened) == nhs.Yes
}

// joinBackward makes one step of the backward steps that give from one body by records
// of one date. It takes the place of the last of them.
func (h *History) joinBackward() {
	slices.SortStableFunc(h.backward, step.compareGiving)
	joined := h.backward[:0]
	for _, s := range h.backward {
		last := len(joined) - 1
		if last < 0 || s.body < 0 || joined[last].compareGiving(s) != 0 {
			joined = append(joined, s)
			continue
		}
		joined[last].moves = append(joined[last].moves, s.moves...)
		if s.place.compare(joined[last].place) > 0 {
			joined[last].place = s.place
		}
	}
	h.backward = joined
}

// compareGiving orders steps by the body that gives, its takeovers before its
// boundary changes, and by date.
func (s step) compareGiving(o step) int {
	boundary := func(s step) int {
		if s.boundary {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(s.body, o.body), cmp.Compare(boundary(s), boundary(o)), s.when.Compare(o.when))
}

func earlier(a, b nhs.Date) nhs.Date {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b nhs.Date) nhs.Date {
	if b.After(a) {
		return b
	}
	return a
}
