package lineage

import (
	"iter"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// Successors returns the bodies that have the area of id on the given day, by ID:
// those that the takeovers effective by then lead to. Without such a takeover
// it is id itself, whether or not it is open. Boundary changes lead nowhere.
//
// It returns false for an ID that the history does not know: one that is neither
// an organisation nor named by a succession. A day beyond what is known gets the
// answer of the last day known: see [History.IsKnownOn].
func (h *History) Successors(id nhs.OrgID, on nhs.Date) ([]nhs.OrgID, bool) {
	b := h.body(id)
	if b == nil {
		return nil, false
	}
	successors, _ := h.successors(b, on, len(h.takeovers))
	if successors == nil {
		successors = []nhs.OrgID{id}
	}
	return successors, true
}

// successors returns the bodies where the takeovers from b end, or false if there are
// more than most takeovers.
func (h *History) successors(b *body, on nhs.Date, most int) ([]nhs.OrgID, bool) {
	var successors []nhs.OrgID
	ends := func(b *body) { successors = append(successors, b.id) }
	h.descend(b, on, ends, func(*Succession) bool { most--; return most >= 0 })
	slices.Sort(successors)
	return slices.Compact(successors), most >= 0
}

// Predecessors returns the bodies of the given day that led to id, as it last was,
// by takeovers effective after that day, by ID. If id was or may have been open that
// day, it is among them. A body that came from none that was open then has no
// predecessors.
//
// It returns false for an ID that the history does not know, as
// [History.Successors] does.
func (h *History) Predecessors(id nhs.OrgID, on nhs.Date) ([]nhs.OrgID, bool) {
	b := h.body(id)
	if b == nil {
		return nil, false
	}
	predecessors, _ := h.predecessors(b, on, len(h.takeovers))
	return predecessors, true
}

// predecessors returns the bodies where the takeovers by b begin, or false if there are
// more than most takeovers.
func (h *History) predecessors(b *body, on nhs.Date, most int) ([]nhs.OrgID, bool) {
	var predecessors []nhs.OrgID
	meet := func(b *body, origin bool) {
		if b.org < 0 && origin || b.org >= 0 && h.openOn(b, on) != nhs.No {
			predecessors = append(predecessors, b.id)
		}
	}
	h.ascend(b, on, meet, func(*Succession) bool { most--; return most >= 0 })
	slices.Sort(predecessors)
	return slices.Compact(predecessors), most >= 0
}

// SuccessionsFrom returns the takeovers from id, from the bodies that took over from
// it, and so on to the last day known, each once.
func (h *History) SuccessionsFrom(id nhs.OrgID) iter.Seq[Succession] {
	return func(yield func(Succession) bool) {
		if b := h.body(id); b != nil {
			h.descend(b, maxDate, func(*body) {}, func(s *Succession) bool { return yield(*s) })
		}
	}
}

// SuccessionsInto returns the takeovers by id, by the bodies that it took over from,
// and so on back to the first, each once.
func (h *History) SuccessionsInto(id nhs.OrgID) iter.Seq[Succession] {
	return func(yield func(Succession) bool) {
		if b := h.body(id); b != nil {
			h.ascend(b, nhs.Date{}, func(*body, bool) {}, func(s *Succession) bool { return yield(*s) })
		}
	}
}

// next returns the departure that takes away from b what came to it no earlier than
// since, or -1. It is the first that could be as late.
func (h *History) next(b *body, since nhs.Date) int {
	first, last := int(b.departures.from), int(b.departures.to)
	i, _ := slices.BinarySearchFunc(h.departures[first:last], since, func(d departure, since nhs.Date) int {
		return latest(d.when).Compare(since)
	})
	if first+i == last {
		return -1
	}
	return first + i
}

// descend follows the takeovers from b that could have taken effect by the
// given day, each departure once. It calls ends at the bodies where they stop
// and stops itself when visit returns false.
func (h *History) descend(b *body, by nhs.Date, ends func(*body), visit func(*Succession) bool) {
	type arrival struct {
		at    *body
		since nhs.Date
	}
	seen := map[int]bool{}
	queue := []arrival{{b, minDate}}
	for len(queue) > 0 {
		a := queue[0]
		queue = queue[1:]
		d := h.next(a.at, a.since)
		if d < 0 || earliest(h.departures[d].when).After(by) {
			ends(a.at)
			continue
		}
		if seen[d] {
			continue
		}
		seen[d] = true
		left := h.departures[d]
		for i := left.moves.from; i < left.moves.to; i++ {
			s := &h.takeovers[i]
			if !s.moves() {
				continue
			}
			if !visit(s) {
				return
			}
			queue = append(queue, arrival{h.body(s.Successor), earliest(left.when)})
		}
	}
}

// ascend follows the takeovers by b that could have taken effect after the
// given day, each once. It calls meet at every body on the way, with whether it
// took over from none, and stops when visit returns false.
func (h *History) ascend(b *body, after nhs.Date, meet func(b *body, origin bool), visit func(*Succession) bool) {
	type parting struct {
		from *body
		by   nhs.Date
	}
	seen := map[int32]bool{}
	queue := []parting{{b, maxDate}}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		origin := true
		for _, i := range h.taken[p.from.in.from:p.from.in.to] {
			s := &h.takeovers[i]
			when := s.when()
			if !s.moves() || !latest(when).After(after) || earliest(when).After(p.by) {
				continue
			}
			origin = false
			if seen[i] {
				continue
			}
			seen[i] = true
			if !visit(s) {
				return
			}
			queue = append(queue, parting{h.body(s.Predecessor), latest(when)})
		}
		meet(p.from, origin)
	}
}
