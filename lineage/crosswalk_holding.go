package lineage

// A holding is what a body has while the table is moved.
type holding struct {
	held   bool  // a figure was handed in for it or came to it
	amount units // none unless held
	trail  *trail
	least  certainty // of the steps it came by
}

func (a holding) isEmpty() bool { return !a.held && a.trail == nil }

// A deposit is what a body is about to be given.
type deposit struct {
	to    int32
	given holding
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
	has.held = has.held || given.held
	has.amount = has.amount.add(given.amount)
	has.trail = has.trail.and(given.trail)
	has.least = max(has.least, given.least)
}

// divide gives each target its part by weight, and the note if there is one. A target
// of -1 is an unknown body. If the body had no figure, each part says that it is
// missing; what a target has of others is no less exact for it.
func (w *walk) divide(given holding, note *trail, targets []int32, weights []int64) {
	if given.isEmpty() {
		return
	}
	if given.held {
		given.trail = given.trail.and(note)
	}
	parts, ok := given.amount.divide(weights)
	for i, to := range targets {
		part := given
		switch {
		case ok:
			part.amount = parts[i]
		case i < len(targets)-1: // nothing to divide by: all stays with the last
			part = holding{}
		}
		if to >= 0 {
			w.deposits = append(w.deposits, deposit{to, part})
		} else if part.held {
			w.leaveOut(w.history.bodies[targets[len(targets)-1]].id, part.amount, "It went to an unknown body.")
		}
	}
}

// withhold leaves out what the body had, and marks the targets that lack it.
func (w *walk) withhold(body int32, given holding, targets []int32, why string) {
	if given.held {
		w.leaveOut(w.history.bodies[body].id, given.amount, why)
		given.trail = given.trail.and(w.note("%s", why))
	}
	given.held, given.amount = false, units{}
	for _, to := range targets {
		w.give(to, given)
	}
}

// settle makes the deposits.
func (w *walk) settle() {
	for _, d := range w.deposits {
		w.give(d.to, d.given)
	}
	w.deposits = w.deposits[:0]
}
