package lineage

import (
	"fmt"
	"slices"
)

// A trail records what to say about a holding: notes, and the bodies without a figure
// that became part of it. It is one of these, or two trails joined. A trail never
// changes, so holdings share it, and a step of a crosswalk costs the same however
// long it is. The nil trail says nothing.
type trail struct {
	joined [2]*trail
	number int32 // of a note in walk.notes, or of a body
	body   bool
	seen   int32 // the last reading that came this way
}

// and returns the trail that says what both say.
func (t *trail) and(o *trail) *trail {
	switch {
	case t == nil:
		return o
	case o == nil || t == o:
		return t
	}
	return &trail{joined: [2]*trail{t, o}}
}

// read returns what a trail says, in ascending order and each once. Holdings that say
// the same share one trail.
func (w *walk) read(t *trail) (notes, missing []int32) {
	w.readings++
	for unread := []*trail{t}; len(unread) > 0; {
		last := len(unread) - 1
		t, unread = unread[last], unread[:last]
		switch {
		case t == nil || t.seen == w.readings:
			continue
		case t.joined[0] != nil:
			unread = append(unread, t.joined[:]...)
		case t.body:
			missing = append(missing, t.number)
		default:
			notes = append(notes, t.number)
		}
		t.seen = w.readings
	}
	slices.Sort(notes)
	slices.Sort(missing)
	return notes, missing
}

func (w *walk) note(format string, args ...any) *trail { return w.noteOn(nil, format, args...) }

// noteOn is a note on the moves, whose sources go with it.
func (w *walk) noteOn(moves []move, format string, args ...any) *trail {
	w.notes = append(w.notes, remark{fmt.Sprintf(format, args...), moves})
	return &trail{number: int32(len(w.notes) - 1)}
}

// A remark is the text of a note, and the moves that it speaks of.
type remark struct {
	text  string
	moves []move
}

// sources returns the sources of the notes, in order and each once.
func (w *walk) sources(notes []int32) []string {
	var sources []string
	for _, n := range notes {
		for _, m := range w.notes[n].moves {
			sources = append(sources, m.Sources...)
		}
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}

// mark adds the note to what the bodies have. A body of -1 is unknown.
func (w *walk) mark(note *trail, bodies ...int32) {
	for _, b := range bodies {
		if b >= 0 {
			w.holdings[b].trail = w.holdings[b].trail.and(note)
		}
	}
}
