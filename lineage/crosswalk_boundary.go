package lineage

import "fmt"

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
	w.divide(w.take(s.body), nil, append(targets, s.body), append(weights, rest))
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
		w.withhold(s.body, given, append(targets, s.body), fmt.Sprintf("%s gained a part of %s %s, and no earlier size of %s says how to divide its figure.", successor, w.names(targets), dated(s.when), successor))
		return
	}
	w.divide(given, nil, append(targets, s.body), append(weights, size))
}

func (w *walk) markWeighedChange(m move) {
	to := "an unknown body"
	if m.to >= 0 {
		to = string(m.Successor)
	}
	w.markStep(w.noteOn([]move{m}, "A part of %s went to %s %s; it is estimated as %s.", m.Predecessor, to, dated(m.when()), m.inWords()), m)
}

// markStep adds the note on a step to what its two bodies have.
func (w *walk) markStep(note *trail, m move) {
	w.mark(note, m.from, m.to)
	for _, b := range []int32{m.from, m.to} {
		if b >= 0 {
			w.holdings[b].least = max(w.holdings[b].least, m.Confidence.certainty())
		}
	}
}

func (w *walk) markUnknownChange(m move) {
	w.markStep(w.noteOn([]move{m}, "The boundary %s changed %s by an unknown amount, so nothing was moved.", m.parties(), dated(m.when())), m)
}

// parties names the bodies on either side of a boundary.
func (m move) parties() string {
	if m.to < 0 {
		return fmt.Sprintf("of %s", m.Predecessor)
	}
	return fmt.Sprintf("between %s and %s", m.Predecessor, m.Successor)
}
