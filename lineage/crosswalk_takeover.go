package lineage

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// takeOver moves what a body has to those that took over from it.
func (w *walk) takeOver(s *step) {
	given := w.take(s.body)
	if given.isEmpty() {
		return
	}
	given = w.doubt(given, s)
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
	if weights == nil && len(s.moves) > 1 && w.areOnlySuccessors(s) {
		weights, how = w.sizesOf(targets)
	}
	if weights == nil {
		why := fmt.Sprintf("%s was split %s between %s, and no shares or sizes say how to divide its figure.", predecessor, dated(s.when), w.names(targets))
		if len(s.moves) == 1 {
			why = fmt.Sprintf("A part of %s went to %s %s, and the register does not say where the rest is.", predecessor, w.names(targets), dated(s.when))
		}
		w.withhold(s.body, given, targets, why)
		return
	}
	note := w.noteOn(s.moves, "%s was split %s and its figure divided by weight: %s.", predecessor, dated(s.when), how)
	w.divide(given, note, targets, weights)
}

// doubt returns what a body has with the certainty of the step that takes it on, and
// with a note if the step has low confidence.
func (w *walk) doubt(given holding, s *step) holding {
	for _, m := range s.moves {
		c := m.Confidence.certainty()
		given.least = max(given.least, c)
		if c == doubtful {
			given.trail = given.trail.and(w.noteOn([]move{m}, "The record that %s went to %s %s has low confidence.", m.Predecessor, m.Successor, dated(m.when())))
		}
	}
	return given
}

// areOnlySuccessors reports whether the bodies that took over in s have only what they
// took, so that their sizes say how much it was.
func (w *walk) areOnlySuccessors(s *step) bool {
	return !slices.ContainsFunc(s.moves, func(m move) bool {
		return m.joint || w.openBefore(m.to, s.when) == nhs.Yes
	})
}

// giveBack moves what a body has to those that it took over from.
func (w *walk) giveBack(s *step) {
	given := w.take(s.body)
	if given.isEmpty() {
		return
	}
	given = w.doubt(given, s)
	successor := w.history.bodies[s.body].id
	var targets []int32
	whole := true
	for _, m := range s.moves {
		targets = append(targets, m.from)
		whole = whole && m.whole
	}
	switch w.openBefore(s.body, s.when) {
	case nhs.Yes:
		targets = append(targets, s.body)
	case nhs.Unknown:
		given.trail = given.trail.and(w.note("It is not known whether %s was there before it took over from %s %s.", successor, w.names(targets), dated(s.when)))
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
	if weights == nil && len(targets) == len(s.moves) {
		weights, how = arrivalsOf(s.moves)
	}
	if weights == nil {
		w.withhold(s.body, given, targets, fmt.Sprintf("%s took over from %s %s, and no sizes say how to divide its figure.", successor, w.names(targets), dated(s.when)))
		return
	}
	note := w.noteOn(s.moves, "%s took over from %s %s and its figure was divided by their sizes: %s.", successor, w.names(targets), dated(s.when), how)
	w.divide(given, note, targets, weights)
}

// openBefore answers whether the body was there the day before the takeover.
func (w *walk) openBefore(body int32, when nhs.PartialDate) nhs.Tristate {
	before := earliest(when).AddDays(-1)
	if before.IsZero() {
		return nhs.Unknown
	}
	return w.history.openOn(&w.history.bodies[body], before)
}
