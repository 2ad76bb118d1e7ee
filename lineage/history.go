package lineage

import (
	"cmp"
	"iter"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A History is a register of organisations with the dated successions between them.
// It answers which were open on a day, what became of a body and what it came from.
// [History.Crosswalk] moves tables from the bodies of one day to those of another.
//
// A History is read-only and safe for concurrent use. The zero History, and a nil
// one, is empty. It judges nothing: a register with contradictions can be loaded and
// asked, and every answer ends.
//
// A succession whose date is known only in part counts as having taken effect by a
// day if it could have.
type History struct {
	knownUntil nhs.Date
	orgs       []Organisation // by ID
	takeovers  []Succession   // by predecessor, then day
	changes    []Succession   // boundary changes, in the same order

	bodies     []body // by ID; also those that only a succession names
	index      map[nhs.OrgID]int32
	taken      []int32     // takeovers by successor, then day
	touching   []int32     // changes by the body they touch, then day
	departures []departure // by predecessor, then day

	forward  []step // in the order of time
	backward []step // against it
}

// A body is what the history has under one identifier.
type body struct {
	id         nhs.OrgID
	org        int32 // in orgs, or -1
	out        span  // in takeovers
	in         span  // in taken
	changes    span  // in touching
	departures span
}

// A departure is the takeovers of one body that have one date.
type departure struct {
	when  nhs.PartialDate
	moves span // in takeovers; some of it may move nothing
}

// A span is the part [from, to) of a slice.
type span struct{ from, to int32 }

// NewHistory returns the history of the organisations and successions. It is known
// until knownUntil; a zero date sets no limit.
//
// It never fails. If two organisations have one ID, or two records describe one step,
// the first counts. A succession may name bodies that are not among the organisations.
// It copies the slices; do not change what their elements point to afterwards.
func NewHistory(orgs []Organisation, successions []Succession, knownUntil nhs.Date) *History {
	h := &History{knownUntil: knownUntil, orgs: slices.Clone(orgs)}
	slices.SortStableFunc(h.orgs, func(a, b Organisation) int { return a.ID.Compare(b.ID) })
	h.orgs = slices.CompactFunc(h.orgs, func(a, b Organisation) bool { return a.ID == b.ID })

	for _, s := range distinct(successions) {
		if s.IsTakeover() {
			h.takeovers = append(h.takeovers, s)
		} else {
			h.changes = append(h.changes, s)
		}
	}
	h.addBodies()
	h.addDepartures()
	h.addTimeline()
	return h
}

// distinct returns the successions in order, without those that record a step again.
func distinct(successions []Succession) []Succession {
	sorted := slices.Clone(successions)
	order := func(a, b Succession) int { return a.compare(&b) }
	slices.SortStableFunc(sorted, order)
	return slices.CompactFunc(sorted, func(a, b Succession) bool { return order(a, b) == 0 })
}

func (h *History) addBodies() {
	var ids []nhs.OrgID
	for _, o := range h.orgs {
		ids = append(ids, o.ID)
	}
	for _, list := range [][]Succession{h.takeovers, h.changes} {
		for _, s := range list {
			ids = append(ids, s.Predecessor, s.Successor)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	h.index = make(map[nhs.OrgID]int32, len(ids))
	for _, id := range ids {
		if id != "" {
			h.index[id] = int32(len(h.bodies))
			h.bodies = append(h.bodies, body{id: id, org: -1})
		}
	}
	for i, o := range h.orgs {
		if b := h.body(o.ID); b != nil {
			b.org = int32(i)
		}
	}

	for i, s := range h.takeovers {
		if b := h.body(s.Predecessor); b != nil {
			b.out.extend(i)
		}
		h.taken = append(h.taken, int32(i))
	}
	slices.SortStableFunc(h.taken, func(i, j int32) int {
		a, b := &h.takeovers[i], &h.takeovers[j]
		return cmp.Or(a.Successor.Compare(b.Successor), a.Effective.Compare(b.Effective))
	})
	for i, t := range h.taken {
		if b := h.body(h.takeovers[t].Successor); b != nil {
			b.in.extend(i)
		}
	}
	h.addTouching()
}

// addTouching lists every boundary change under both of its bodies.
func (h *History) addTouching() {
	type touch struct {
		id     nhs.OrgID
		change int32
	}
	var touches []touch
	for i, s := range h.changes {
		touches = append(touches, touch{s.Predecessor, int32(i)})
		if s.Successor != s.Predecessor {
			touches = append(touches, touch{s.Successor, int32(i)})
		}
	}
	slices.SortStableFunc(touches, func(a, b touch) int {
		return cmp.Or(a.id.Compare(b.id), h.changes[a.change].Effective.Compare(h.changes[b.change].Effective))
	})
	for i, t := range touches {
		h.touching = append(h.touching, t.change)
		if b := h.body(t.id); b != nil {
			b.changes.extend(i)
		}
	}
}

// addDepartures groups the takeovers out of each body by their date. Those to
// nobody, or to the body itself, move nothing and are left out.
func (h *History) addDepartures() {
	for i := range h.bodies {
		b := &h.bodies[i]
		first := len(h.departures)
		for j := b.out.from; j < b.out.to; j++ {
			if !h.takeovers[j].moves() {
				continue
			}
			when := h.takeovers[j].when()
			if last := len(h.departures) - 1; last >= first && h.departures[last].when == when {
				h.departures[last].moves.to = j + 1
			} else {
				h.departures = append(h.departures, departure{when, span{j, j + 1}})
			}
		}
		slices.SortStableFunc(h.departures[first:], func(a, b departure) int {
			return cmp.Or(latest(a.when).Compare(latest(b.when)), earliest(a.when).Compare(earliest(b.when)))
		})
		b.departures = span{int32(first), int32(len(h.departures))}
	}
}

// extend makes s end with i, and begin there if it was empty.
func (s *span) extend(i int) {
	if s.from == s.to {
		s.from = int32(i)
	}
	s.to = int32(i) + 1
}

// body returns what is known under id, or nil.
func (h *History) body(id nhs.OrgID) *body {
	if h == nil {
		return nil
	}
	if i, ok := h.index[id]; ok {
		return &h.bodies[i]
	}
	return nil
}

// openOn answers whether the body was open on d. For one that is not among the
// organisations the answer is unknown.
func (h *History) openOn(b *body, d nhs.Date) nhs.Tristate {
	if b.org < 0 {
		return nhs.Unknown
	}
	return h.orgs[b.org].OpenOn(d)
}

// KnownUntil returns the last day that the history knows, or no date if it has no
// such limit.
func (h *History) KnownUntil() nhs.Date {
	if h == nil {
		return nhs.Date{}
	}
	return h.knownUntil
}

// IsKnownOn reports whether the history covers d.
func (h *History) IsKnownOn(d nhs.Date) bool {
	until := h.KnownUntil()
	return !d.IsZero() && (until.IsZero() || !d.After(until))
}

// Lookup returns the organisation with the given ID, and whether there is one.
func (h *History) Lookup(id nhs.OrgID) (Organisation, bool) {
	if b := h.body(id); b != nil && b.org >= 0 {
		return h.orgs[b.org], true
	}
	return Organisation{}, false
}

// All returns every organisation, open or closed, by ID.
func (h *History) All() iter.Seq[Organisation] {
	return func(yield func(Organisation) bool) {
		if h == nil {
			return
		}
		for i := range h.orgs {
			if !yield(h.orgs[i]) {
				return
			}
		}
	}
}

// On returns the organisations that were open on d, or may have been, by ID,
// each with [nhs.Yes] or [nhs.Unknown]. A day beyond what is known gets the answer of
// the last day known: see [History.IsKnownOn].
func (h *History) On(d nhs.Date) iter.Seq2[Organisation, nhs.Tristate] {
	return func(yield func(Organisation, nhs.Tristate) bool) {
		if h == nil {
			return
		}
		for i := range h.orgs {
			if open := h.orgs[i].OpenOn(d); open != nhs.No && !yield(h.orgs[i], open) {
				return
			}
		}
	}
}

// Count returns how many organisations were open on d, and how many more may
// have been. A day beyond what is known gets the answer of the last day known: see
// [History.IsKnownOn].
func (h *History) Count(d nhs.Date) (n nhs.Count) {
	if h == nil {
		return n
	}
	for i := range h.orgs {
		switch h.orgs[i].OpenOn(d) {
		case nhs.Yes:
			n.Certain++
		case nhs.Unknown:
			n.Possible++
		}
	}
	return n
}

// Successions returns the takeovers from id by other bodies, the earliest first.
// Boundary changes are not among them.
func (h *History) Successions(id nhs.OrgID) iter.Seq[Succession] {
	return func(yield func(Succession) bool) {
		b := h.body(id)
		if b == nil {
			return
		}
		for i := b.out.from; i < b.out.to; i++ {
			if !yield(h.takeovers[i]) {
				return
			}
		}
	}
}

// Takeovers returns the takeovers by id from other bodies, the earliest first.
// Boundary changes are not among them.
func (h *History) Takeovers(id nhs.OrgID) iter.Seq[Succession] {
	return func(yield func(Succession) bool) {
		b := h.body(id)
		if b == nil {
			return
		}
		for _, i := range h.taken[b.in.from:b.in.to] {
			if !yield(h.takeovers[i]) {
				return
			}
		}
	}
}

// BoundaryChanges returns the boundary changes in which id lost or gained a
// part, the earliest first.
func (h *History) BoundaryChanges(id nhs.OrgID) iter.Seq[Succession] {
	return func(yield func(Succession) bool) {
		b := h.body(id)
		if b == nil {
			return
		}
		for _, i := range h.touching[b.changes.from:b.changes.to] {
			if !yield(h.changes[i]) {
				return
			}
		}
	}
}
