package lineage

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A walk is one table on its way through the steps between two days.
type walk struct {
	Crosswalk
	knownUntil nhs.Date
	first      nhs.Date // the bodies' day the table comes from, within what is known
	last       nhs.Date // the one it goes to
	holdings   []holding
	deposits   []deposit // of boundary changes of one day, not yet made
	notes      []remark
	readings   int32 // of trails
	unplaced   []Unallocated[units]
}

func newWalk(c Crosswalk) *walk {
	if c.history == nil {
		c.history = &History{}
	}
	w := &walk{Crosswalk: c, first: c.from, last: c.to}
	if until := c.history.knownUntil; !until.IsZero() && (c.from.After(until) || c.to.After(until)) {
		w.knownUntil = until
		w.first, w.last = earlier(w.first, until), earlier(w.last, until)
	}
	w.holdings = make([]holding, len(c.history.bodies))
	return w
}

// enter gives the body its figure, or finds out why it cannot have one.
func (w *walk) enter(id nhs.OrgID, amount units) {
	i, found := w.history.index[id]
	switch {
	case w.first.IsZero() || w.last.IsZero():
		w.leaveOut(id, amount, "A crosswalk needs the day it goes from and the day it goes to.")
		return
	case !found || w.history.bodies[i].org < 0:
		w.leaveOut(id, amount, fmt.Sprintf("%s is not in the register.", quoted(id)))
		return
	}
	org := &w.history.orgs[w.history.bodies[i].org]
	switch org.OpenOn(w.first) {
	case nhs.No:
		w.leaveOut(id, amount, w.whyNotOpen(org))
		return
	case nhs.Unknown:
		w.mark(w.note("It is not known whether %s was open on %s.", id, w.first), i)
	}
	w.holdings[i].held, w.holdings[i].amount = true, amount
}

// whyNotOpen says when the organisation opened or closed and, if that is not too far
// to look, which bodies had its area instead.
func (w *walk) whyNotOpen(org *Organisation) string {
	const farthest = 200 // takeovers
	b := w.history.body(org.ID)
	var reason string
	var instead []nhs.OrgID
	var found bool
	if org.Opened.After(nhs.PartialDateOf(w.first)) == nhs.Yes {
		reason = fmt.Sprintf("%s was not open on %s: it opened %s", org.ID, w.first, dated(org.Opened))
		instead, found = w.history.predecessors(b, w.first, farthest)
	} else {
		reason = fmt.Sprintf("%s was not open on %s: it closed %s", org.ID, w.first, dated(org.Closed))
		instead, found = w.history.successors(b, w.first, farthest)
	}
	instead = slices.DeleteFunc(instead, func(id nhs.OrgID) bool { return id == org.ID })
	if found && len(instead) > 0 {
		reason += fmt.Sprintf(", and its area was then that of %s", listed(instead))
	}
	return reason + "."
}

// run takes the table through the steps. Between a day and itself there are
// none, although a step known only in part may have come on any day.
func (w *walk) run() {
	if w.first == w.last {
		return
	}
	w.addMissing()
	steps, after, until := w.history.forward, w.first, w.last
	backwards := w.last.Before(w.first)
	if backwards {
		steps, after, until = w.history.backward, w.last, w.first
	}
	var previous *step
	for i := range steps {
		s := &steps[i]
		if !latest(s.when).After(after) || earliest(s.when).After(until) {
			continue
		}
		certain := earliest(s.when).After(after) && !latest(s.when).After(until)
		if !certain && !s.boundary && w.isRuledOut(s, backwards) {
			continue
		}
		if previous == nil || !s.happensWith(previous) {
			w.settle()
		}
		previous = s
		if !certain {
			w.markDoubt(s)
		}
		switch {
		case s.boundary && backwards:
			w.restoreBoundary(s)
		case s.boundary:
			w.changeBoundary(s)
		case backwards:
			w.giveBack(s)
		default:
			w.takeOver(s)
		}
	}
	w.settle()
}

// isRuledOut reports whether a takeover that may lie between the two days cannot. A
// takeover ends the predecessor. Forwards, a predecessor that is open on the last day
// rules it out; backwards, predecessors that were closed by then do.
func (w *walk) isRuledOut(s *step, backwards bool) bool {
	excludes := nhs.Yes
	if backwards {
		excludes = nhs.No
	}
	return !slices.ContainsFunc(s.moves, func(m move) bool {
		return w.history.openOn(&w.history.bodies[m.from], w.last) != excludes
	})
}

// addMissing notes the bodies of the first day that have no figure.
func (w *walk) addMissing() {
	for i := range w.holdings {
		if !w.holdings[i].held && w.history.openOn(&w.history.bodies[i], w.first) == nhs.Yes {
			w.holdings[i].trail = &trail{number: int32(i), body: true}
		}
	}
}

// markDoubt notes that a step may lie outside the two days. The note is at the body
// that gives and, for a boundary change, at the other body too.
func (w *walk) markDoubt(s *step) {
	outside := fmt.Sprintf("%s, which may not lie between %s and %s.", dated(s.when), earlier(w.first, w.last), later(w.first, w.last))
	if !s.boundary {
		if !w.holdings[s.body].isEmpty() {
			w.mark(w.note("%s took over from %s %s", s.moves[0].Successor, s.moves[0].Predecessor, outside), s.body)
		}
		return
	}
	for _, m := range s.moves {
		w.mark(w.note("The boundary %s changed %s", m.parties(), outside), m.from, m.to)
	}
}

// leave returns the figures of the bodies of the last day, and leaves out what
// ended elsewhere.
func (w *walk) leave() []CrosswalkRow[units] {
	var figures []CrosswalkRow[units]
	var beyond *trail
	if !w.knownUntil.IsZero() {
		beyond = w.note("The register is known until %s, and this is the answer for that day.", w.knownUntil)
	}
	for i, has := range w.holdings {
		if !has.held {
			continue
		}
		b := &w.history.bodies[i]
		if b.org < 0 {
			w.leaveOut(b.id, has.amount, fmt.Sprintf("%s is named by a succession but is not in the register.", b.id))
			continue
		}
		org := &w.history.orgs[b.org]
		switch org.OpenOn(w.last) {
		case nhs.No:
			w.leaveOut(b.id, has.amount, w.whyEnded(org))
			continue
		case nhs.Unknown:
			if w.first != w.last { // else enter has said so
				w.mark(w.note("It is not known whether %s was open on %s.", b.id, w.last), int32(i))
			}
		}
		notes, missing := w.read(w.holdings[i].trail.and(beyond))
		f := CrosswalkRow[units]{Org: b.id, Value: has.amount, Exact: len(notes) == 0, Confidence: has.least.confidence(), Sources: w.sources(notes)}
		for _, n := range notes {
			f.Notes = append(f.Notes, w.notes[n].text)
		}
		for _, m := range missing {
			f.Missing = append(f.Missing, w.history.bodies[m].id)
		}
		figures = append(figures, f)
	}
	return figures
}

// whyEnded says why a figure ended at an organisation that was not open on the
// last day.
func (w *walk) whyEnded(org *Organisation) string {
	if org.Opened.After(nhs.PartialDateOf(w.last)) == nhs.Yes {
		return fmt.Sprintf("%s was not open on %s: it opened %s, and the register does not say from what.", org.ID, w.last, dated(org.Opened))
	}
	return fmt.Sprintf("%s was not open on %s: it closed %s, and the register does not say what took over from it.", org.ID, w.last, dated(org.Closed))
}

func (w *walk) leaveOut(id nhs.OrgID, amount units, why string) {
	w.unplaced = append(w.unplaced, Unallocated[units]{id, amount, why})
}
