package nhs

import (
	"fmt"
	"slices"
)

// A walk is one table on its way through the steps between two days.
type walk struct {
	Crosswalk
	knownUntil Date
	first      Date // the bodies' day the table comes from, within what is known
	last       Date // the one it goes to
	holdings   []holding
	deposits   []deposit // of boundary changes of one day, not yet made
	notes      []string
	unplaced   []Unplaced[Money]
}

// A holding is what a body has while the table is moved.
type holding struct {
	held    bool // a figure was handed in for it or came to it
	amount  Money
	notes   []int32 // in walk.notes, ascending
	missing []int32 // bodies without a figure that became part of it, ascending
}

func (a holding) isEmpty() bool { return !a.held && len(a.notes) == 0 && len(a.missing) == 0 }

// A deposit is what a body is about to be given.
type deposit struct {
	to    int32
	given holding
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
func (w *walk) enter(id OrgID, amount Money) {
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
	case No:
		w.leaveOut(id, amount, w.whyNotOpen(org))
		return
	case Unknown:
		w.mark(w.note("It is not known whether %s was open on %s.", id, w.first), i)
	}
	w.holdings[i].held, w.holdings[i].amount = true, amount
}

// whyNotOpen says since or until when the organisation was not open and, unless
// that is too far to look, what there was instead.
func (w *walk) whyNotOpen(org *Organisation) string {
	const farthest = 200 // takeovers
	b := w.history.body(org.ID)
	var reason string
	var instead []OrgID
	var found bool
	if org.Opened.After(Exactly(w.first)) == Yes {
		reason = fmt.Sprintf("%s was not open on %s: it opened %s", org.ID, w.first, dated(org.Opened))
		instead, found = w.history.forebears(b, w.first, farthest)
	} else {
		reason = fmt.Sprintf("%s was not open on %s: it closed %s", org.ID, w.first, dated(org.Closed))
		instead, found = w.history.heirs(b, w.first, farthest)
	}
	instead = slices.DeleteFunc(instead, func(id OrgID) bool { return id == org.ID })
	if found && len(instead) > 0 {
		reason += fmt.Sprintf(", and its area was then that of %s", listed(instead))
	}
	return reason + "."
}

// run takes the table through the steps.
func (w *walk) run() {
	w.addMissing()
	steps, after, until := w.history.forward, w.first, w.last
	backwards := w.last.Before(w.first)
	if backwards {
		steps, after, until = w.history.backward, w.last, w.first
	}
	var previous *step
	for i := range steps {
		s := &steps[i]
		if !s.when.latest.After(after) || s.when.earliest.After(until) {
			continue
		}
		certain := s.when.earliest.After(after) && !s.when.latest.After(until)
		if !certain && !s.boundary && w.isRuledOut(s, backwards) {
			continue
		}
		if previous == nil || !s.happensWith(previous) {
			w.settle()
		}
		previous = s
		switch {
		case s.boundary && backwards:
			w.restoreBoundary(s)
		case s.boundary:
			w.changeBoundary(s)
		case backwards:
			w.giveBack(s, certain)
		default:
			w.takeOver(s, certain)
		}
	}
	w.settle()
}

// isRuledOut reports whether a takeover that may lie between the two days
// cannot, since a takeover ends the predecessor: forwards it is ruled out by one
// that is open on the last day, backwards by those that were closed by then.
func (w *walk) isRuledOut(s *step, backwards bool) bool {
	excludes := Yes
	if backwards {
		excludes = No
	}
	return !slices.ContainsFunc(s.moves, func(m move) bool {
		return w.history.openOn(&w.history.bodies[m.from], w.last) != excludes
	})
}

// addMissing notes the bodies of the first day that have no figure.
func (w *walk) addMissing() {
	numbers := make([]int32, len(w.holdings))
	for i := range w.holdings {
		numbers[i] = int32(i)
		if !w.holdings[i].held && w.history.openOn(&w.history.bodies[i], w.first) == Yes {
			w.holdings[i].missing = numbers[i : i+1 : i+1]
		}
	}
}

// takeOver moves what a body has to those that took over from it.
func (w *walk) takeOver(s *step, certain bool) {
	given := w.take(s.body)
	if given.isEmpty() {
		return
	}
	if !certain {
		given.notes = union(given.notes, []int32{w.doubt(s)})
	}
	if s.moves[0].whole {
		w.give(s.moves[0].to, given)
		return
	}
	targets := make([]int32, len(s.moves))
	for i, m := range s.moves {
		targets[i] = m.to
	}
	predecessor := w.history.bodies[s.body].id
	weights, how := sharesOf(s.moves)
	if weights == nil && len(s.moves) > 1 && w.areOnlyHeirs(s) {
		weights, how = w.sizesOf(targets)
	}
	if weights == nil {
		why := fmt.Sprintf("%s was split %s between %s, and there are no weights to divide its figure by.", predecessor, dated(s.when), w.names(targets))
		if len(s.moves) == 1 {
			why = fmt.Sprintf("A part of %s went to %s %s, and the register does not say where the rest is.", predecessor, w.names(targets), dated(s.when))
		}
		w.withhold(s.body, given, targets, why)
		return
	}
	note := w.note("%s was split %s and its figure divided by weight: %s.", predecessor, dated(s.when), how)
	w.divide(given, note, targets, weights)
}

// areOnlyHeirs reports whether the bodies that took over in s have nothing but
// what they took, so that their sizes say how much it was.
func (w *walk) areOnlyHeirs(s *step) bool {
	return !slices.ContainsFunc(s.moves, func(m move) bool {
		return m.joint || w.openBefore(m.to, s.when) == Yes
	})
}

// giveBack moves what a body has to those that it took over from.
func (w *walk) giveBack(s *step, certain bool) {
	given := w.take(s.body)
	if given.isEmpty() {
		return
	}
	if !certain {
		given.notes = union(given.notes, []int32{w.doubt(s)})
	}
	successor := w.history.bodies[s.body].id
	var targets []int32
	whole := true
	for _, m := range s.moves {
		targets = append(targets, m.from)
		whole = whole && m.whole
	}
	switch w.openBefore(s.body, s.when) {
	case Yes:
		targets = append(targets, s.body)
	case Unknown:
		given.notes = union(given.notes, []int32{w.note("It is not known whether %s was there before it took over from %s %s.", successor, w.names(targets), dated(s.when))})
	}
	if len(targets) == 1 {
		if s.moves[0].Kind == Merger {
			w.withhold(s.body, given, targets, fmt.Sprintf("%s came from a merger %s of which the register names only %s.", successor, dated(s.when), w.names(targets)))
			return
		}
		w.give(targets[0], given)
		return
	}
	var weights []int64
	var how string
	if whole {
		weights, how = w.sizesOf(targets)
	}
	if weights == nil {
		w.withhold(s.body, given, targets, fmt.Sprintf("%s took over from %s %s, and there are no sizes of these to divide its figure by.", successor, w.names(targets), dated(s.when)))
		return
	}
	note := w.note("%s took over from %s %s and its figure was divided by their sizes: %s.", successor, w.names(targets), dated(s.when), how)
	w.divide(given, note, targets, weights)
}

// openBefore answers whether the body was there the day before the takeover.
func (w *walk) openBefore(body int32, when PartialDate) Answer {
	before := when.earliest.AddDays(-1)
	if before.IsZero() {
		return Unknown
	}
	return w.history.openOn(&w.history.bodies[body], before)
}

// changeBoundary moves the shares of what a body has.
func (w *walk) changeBoundary(s *step) {
	var known, others []move
	for _, m := range s.moves {
		if m.Share.usable() {
			known = append(known, m)
		} else {
			others = append(others, m)
		}
	}
	weights, rest := commonShares(known)
	if rest < 0 {
		known, others = nil, s.moves
	}
	for _, m := range others {
		w.markUnknownChange(m)
	}
	if len(known) == 0 {
		return
	}
	targets := make([]int32, 0, len(known)+1)
	for _, m := range known {
		targets = append(targets, m.to)
		w.markWeighedChange(m)
	}
	w.divide(w.take(s.body), -1, append(targets, s.body), append(weights, rest))
}

// restoreBoundary gives back the shares of what a body has.
func (w *walk) restoreBoundary(s *step) {
	var known []move
	for _, m := range s.moves {
		if m.Share.usable() && s.body >= 0 {
			known = append(known, m)
		} else {
			w.markUnknownChange(m)
		}
	}
	if len(known) == 0 {
		return
	}
	var targets []int32
	var weights []int64
	for _, m := range known {
		targets = append(targets, m.from)
		weights = append(weights, m.Share.Moved)
		w.markWeighedChange(m)
	}
	given := w.take(s.body)
	size, ok := w.size(s.body)
	if !ok {
		successor := w.history.bodies[s.body].id
		w.withhold(s.body, given, append(targets, s.body), fmt.Sprintf("%s gained a part of %s %s, and there is no size of %s before that to divide its figure by.", successor, w.names(targets), dated(s.when), successor))
		return
	}
	w.divide(given, -1, append(targets, s.body), append(weights, size))
}

func (w *walk) markWeighedChange(m move) {
	if m.to < 0 {
		w.mark(w.note("A part of %s went to a body that is not known %s; it is estimated as %s.", m.Predecessor, dated(m.when()), m.Share), m.from)
		return
	}
	w.mark(w.note("A part of %s went to %s %s; it is estimated as %s.", m.Predecessor, m.Successor, dated(m.when()), m.Share), m.from, m.to)
}

func (w *walk) markUnknownChange(m move) {
	if m.to < 0 {
		w.mark(w.note("The boundary of %s changed %s by an amount that is not known, and nothing was moved.", m.Predecessor, dated(m.when())), m.from)
		return
	}
	w.mark(w.note("The boundary between %s and %s changed %s by an amount that is not known, and nothing was moved.", m.Predecessor, m.Successor, dated(m.when())), m.from, m.to)
}

// doubt is the note that a takeover may lie outside the days asked about.
func (w *walk) doubt(s *step) int32 {
	m := s.moves[0]
	return w.note("%s took over from %s %s, which may not lie between %s and %s.", m.Successor, m.Predecessor, dated(s.when), earlier(w.first, w.last), later(w.first, w.last))
}

// divide gives each target its part by weight, and the note unless it is
// negative. A target of -1 is a body that is not known. What a body without a
// figure lacks is lacking in every part.
func (w *walk) divide(given holding, note int32, targets []int32, weights []int64) {
	if given.isEmpty() {
		return
	}
	if note >= 0 {
		given.notes = union(given.notes, []int32{note})
	}
	parts, err := given.amount.Allocate(weights...)
	for i, to := range targets {
		part := given
		switch {
		case err == nil:
			part.amount = parts[i]
		case i < len(targets)-1: // nothing to divide by: all stays with the last
			part = holding{}
		}
		if to >= 0 {
			w.deposits = append(w.deposits, deposit{to, part})
		} else if part.held {
			w.leaveOut(w.history.bodies[targets[len(targets)-1]].id, part.amount, "It went to a body that is not known.")
		}
	}
}

// withhold leaves out what the body had, and marks those that lack it.
func (w *walk) withhold(body int32, given holding, targets []int32, why string) {
	if given.held {
		w.leaveOut(w.history.bodies[body].id, given.amount, why)
		given.notes = union(given.notes, []int32{w.note("%s", why)})
	}
	given.held, given.amount = false, Money{}
	for _, to := range targets {
		w.give(to, given)
	}
}

func (w *walk) leaveOut(id OrgID, amount Money, why string) {
	w.unplaced = append(w.unplaced, Unplaced[Money]{id, amount, why})
}

// take empties a holding and returns what was in it.
func (w *walk) take(body int32) holding {
	taken := w.holdings[body]
	w.holdings[body] = holding{}
	return taken
}

// give adds to a holding.
func (w *walk) give(to int32, given holding) {
	has := &w.holdings[to]
	if given.held {
		if has.held {
			given.amount = has.amount.Add(given.amount)
		}
		has.held, has.amount = true, given.amount
	}
	has.notes = union(has.notes, given.notes)
	has.missing = union(has.missing, given.missing)
}

// settle makes the deposits.
func (w *walk) settle() {
	for _, d := range w.deposits {
		w.give(d.to, d.given)
	}
	w.deposits = w.deposits[:0]
}

func (w *walk) note(format string, args ...any) int32 {
	w.notes = append(w.notes, fmt.Sprintf(format, args...))
	return int32(len(w.notes) - 1)
}

func (w *walk) mark(note int32, bodies ...int32) {
	for _, b := range bodies {
		w.holdings[b].notes = union(w.holdings[b].notes, []int32{note})
	}
}

// leave returns the figures of the bodies of the last day, and leaves out what
// ended elsewhere.
func (w *walk) leave() []Figure[Money] {
	var figures []Figure[Money]
	beyond := int32(-1)
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
		notes := has.notes
		switch org.OpenOn(w.last) {
		case No:
			w.leaveOut(b.id, has.amount, w.whyEnded(org))
			continue
		case Unknown:
			notes = union(notes, []int32{w.note("It is not known whether %s was open on %s.", b.id, w.last)})
		}
		if beyond >= 0 {
			notes = union(notes, []int32{beyond})
		}
		f := Figure[Money]{Org: b.id, Value: has.amount, Exact: len(notes) == 0}
		for _, n := range notes {
			f.Notes = append(f.Notes, w.notes[n])
		}
		for _, m := range has.missing {
			f.Missing = append(f.Missing, w.history.bodies[m].id)
		}
		figures = append(figures, f)
	}
	return figures
}

// whyEnded says why a figure ended at an organisation that was not open on the
// last day.
func (w *walk) whyEnded(org *Organisation) string {
	if org.Opened.After(Exactly(w.last)) == Yes {
		return fmt.Sprintf("%s was not open on %s: it opened %s, and the register does not say from what.", org.ID, w.last, dated(org.Opened))
	}
	return fmt.Sprintf("%s was not open on %s: it closed %s, and the register does not say what took over from it.", org.ID, w.last, dated(org.Closed))
}

// union returns the numbers of two ascending lists, each once.
func union(a, b []int32) []int32 {
	switch {
	case len(b) == 0:
		return a
	case len(a) == 0:
		return b
	}
	all := make([]int32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			all, a = append(all, a[0]), a[1:]
		case b[0] < a[0]:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}
