package lineage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Crosswalk moves tables of figures from the bodies of one day to those of another,
// later or earlier. It comes from [History.Crosswalk], is read-only and is safe for
// concurrent use. It conserves the total of a table: every penny and person is placed
// with a body or listed as unplaced.
//
// Forwards, a takeover moves the whole figure. A split divides it by the shares, if
// they add up to the whole, or else by the sizes of the successors. A boundary change
// moves the share that a source gives, and nothing if no source gives one.
//
// Backwards, the figure of a body with one predecessor returns to it whole. With
// several it is divided by their sizes or else, if one source counted what came from
// each of them, by its counts. A boundary change gives back what the share
// and the size of the successor say.
//
// Between a day and itself nothing moves. A step whose date is known only in part is
// taken if it can lie between the two days. If it can also lie outside them, the
// figures that it touches say so.
//
// A figure that was divided by a weight is marked as not exact. One for which there is
// no weight is unplaced. Each division is exact to the penny or the person: what
// rounding leaves over goes to the largest remainders.
type Crosswalk struct {
	history  *History
	from, to nhs.Date
	sizes    map[nhs.OrgID]int64
}

// Crosswalk returns the crosswalk from the bodies of one day to those of the other.
//
// The sizes divide a figure for which there is no share. They are in people or
// whatever the shares count. Forwards, they are of the bodies that came out of a
// split. Backwards, they are of the bodies that went into a merger, or of the
// receiving body before a boundary change. They may be nil; a negative size is
// ignored.
func (h *History) Crosswalk(from, to nhs.Date, sizes map[nhs.OrgID]int64) Crosswalk {
	return Crosswalk{h, from, to, maps.Clone(sizes)}
}

// CrosswalkResult is a table of money or people that a [Crosswalk] moved.
//
// The old bodies are those of From and the new bodies those of To. A figure that went
// in is one of the table that the crosswalk was given.
type CrosswalkResult[T any] struct {
	// From is the day of the old bodies.
	From nhs.Date `json:"from"`
	// To is the day of the new bodies.
	To nhs.Date `json:"to"`
	// Figures are the figures of the new bodies, by ID.
	Figures []CrosswalkRow[T] `json:"figures"`
	// Total is the sum of the figures that went in.
	Total T `json:"total"`
	// Placed is the sum of Figures.
	Placed T `json:"placed"`
	// Unplaced is the rest of Total, by ID.
	Unplaced []Unallocated[T] `json:"unplaced"`
	// KnownUntil is the last day that the history knows. It is set if From or To is
	// later: the figures are then for this day, and none is exact.
	KnownUntil nhs.Date `json:"known_until,omitzero"`
}

// CrosswalkRow is the figure of one new body after a [Crosswalk].
type CrosswalkRow[T any] struct {
	// Org is the body.
	Org nhs.OrgID `json:"org"`
	// Value is its figure.
	Value T `json:"value"`
	// Exact is true if Value is the sum of the figures that went in for the bodies
	// that became Org. It is false if a weight estimates Value, or if Notes give a
	// reason for doubt.
	Exact bool `json:"exact"`
	// Notes say why Value is not exact, one sentence for each reason.
	Notes []string `json:"notes,omitempty"`
	// Confidence is that of the least sure step that Value rests on: high, medium or
	// low. It is "" if no step led here, or if a step does not state its own and none
	// is medium or low.
	Confidence Confidence `json:"confidence,omitempty"`
	// Sources are those of the steps that Notes speak of, among them the sources of
	// the weights, in order.
	Sources []string `json:"sources,omitempty"`
	// Missing are the bodies that became Org, or a part of it, without a figure that
	// went in. Value does not include them.
	Missing []nhs.OrgID `json:"missing,omitempty"`
}

// Unallocated is a figure, or a part of one, that a [Crosswalk] could not place with a
// new body.
type Unallocated[T any] struct {
	// Org is the last body that had the figure.
	Org nhs.OrgID `json:"org"`
	// Value is the amount that was not placed.
	Value T `json:"value"`
	// Reason says why, in one sentence.
	Reason string `json:"reason"`
}

// Money moves a table of money.
func (c Crosswalk) Money(figures map[nhs.OrgID]nhs.Money) CrosswalkResult[nhs.Money] {
	return cross(c, figures, penceOf, units.money)
}

// People moves a table of people. It is an error if a figure is negative or if
// their sum is more than an int64 holds.
func (c Crosswalk) People(figures map[nhs.OrgID]int64) (CrosswalkResult[int64], error) {
	var total int64
	for _, id := range slices.Sorted(maps.Keys(figures)) {
		n := figures[id]
		if n < 0 {
			return CrosswalkResult[int64]{}, fmt.Errorf("crosswalk of people: %s has %d: must not be negative", id, n)
		}
		if total += n; total < 0 {
			return CrosswalkResult[int64]{}, fmt.Errorf("crosswalk of people: the figures sum to more than an int64 holds")
		}
	}
	// No part is more than the sum, which an int64 holds.
	return cross(c, figures, unitsOf, func(u units) int64 { return u.n }), nil
}

func cross[T any](c Crosswalk, figures map[nhs.OrgID]T, in func(T) units, out func(units) T) CrosswalkResult[T] {
	w := newWalk(c)
	var total, placed units
	for _, id := range slices.Sorted(maps.Keys(figures)) {
		amount := in(figures[id])
		total = total.add(amount)
		w.enter(id, amount)
	}
	w.run()

	crossed := CrosswalkResult[T]{From: c.from, To: c.to, Total: out(total), KnownUntil: w.knownUntil, Figures: []CrosswalkRow[T]{}, Unplaced: []Unallocated[T]{}}
	for _, f := range w.leave() {
		placed = placed.add(f.Value)
		crossed.Figures = append(crossed.Figures, CrosswalkRow[T]{f.Org, out(f.Value), f.Exact, f.Notes, f.Confidence, f.Sources, f.Missing})
	}
	crossed.Placed = out(placed)
	for _, u := range w.unplaced {
		crossed.Unplaced = append(crossed.Unplaced, Unallocated[T]{u.Org, out(u.Value), u.Reason})
	}
	slices.SortStableFunc(crossed.Unplaced, func(a, b Unallocated[T]) int {
		return cmp.Or(a.Org.Compare(b.Org), cmp.Compare(a.Reason, b.Reason))
	})
	return crossed
}
