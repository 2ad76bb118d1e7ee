package lineage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Crosswalk moves tables of figures from the bodies of one day to those of
// another, later or earlier. It comes from [History.Crosswalk], is read-only
// and safe for concurrent use. The total of a table is always conserved: every
// penny and person is placed with a body or listed as unplaced.
//
// Forwards, a takeover takes the whole figure. A split divides it by its
// shares, if they add up to the whole, or by the sizes of the successors. A
// boundary change moves the share that a source gives, and nothing if none
// does. Backwards, one body's figure returns to its only predecessor whole, and
// to several by their sizes; a boundary change gives back what the share and
// the size of the successor say.
//
// Between a day and itself nothing moves. A step whose date is known only in
// part is taken if it can lie between the two days, and the figures that it
// touches say so if it can also lie outside.
//
// What was divided by a weight is marked as not exact, and what there is no
// weight for is unplaced. Each division rounds by the largest remainder, to
// whole pence or people.
type Crosswalk struct {
	history  *History
	from, to nhs.Date
	sizes    map[nhs.OrgID]int64
}

// Crosswalk returns the crosswalk from the bodies of one day to those of the
// other. The sizes, in people or whatever the shares count, serve for what no
// share says: forwards the sizes of the bodies that came out of a split,
// backwards those of the bodies that went into a merger or, in a boundary
// change, of the receiving body before it. They may be nil. A negative size is
// as good as none.
func (h *History) Crosswalk(from, to nhs.Date, sizes map[nhs.OrgID]int64) Crosswalk {
	return Crosswalk{h, from, to, maps.Clone(sizes)}
}

// CrosswalkResult is a table that a [Crosswalk] moved, of money or of people.
type CrosswalkResult[T any] struct {
	// From is the day whose bodies the table was for.
	From nhs.Date `json:"from"`
	// To is the day whose bodies it is now for.
	To nhs.Date `json:"to"`
	// Figures are the figures of the bodies of To, by ID.
	Figures []CrosswalkRow[T] `json:"figures"`
	// Total is the sum of everything that was handed in.
	Total T `json:"total"`
	// Placed is the sum of Figures.
	Placed T `json:"placed"`
	// Unplaced is the rest of Total, by ID.
	Unplaced []Unallocated[T] `json:"unplaced"`
	// KnownUntil is set if From or To is later than the history is known. The
	// answer is then the one for this day, and no figure is exact.
	KnownUntil nhs.Date `json:"known_until,omitzero"`
}

// CrosswalkRow is what a body of the new day has after a [Crosswalk].
type CrosswalkRow[T any] struct {
	// Org is the body.
	Org nhs.OrgID `json:"org"`
	// Value is its figure.
	Value T `json:"value"`
	// Exact reports that Value is what was handed in for the bodies that became
	// Org, neither estimated by a weight nor in doubt for any reason in Notes.
	Exact bool `json:"exact"`
	// Notes say why Value is not exact, a sentence for each reason.
	Notes []string `json:"notes,omitempty"`
	// Missing are the bodies that became Org, or a part of it, and for which
	// nothing was handed in. Value is without them.
	Missing []nhs.OrgID `json:"missing,omitempty"`
}

// Unallocated is a figure, or a part of one, that a [Crosswalk] could not place
// with a body of the new day.
type Unallocated[T any] struct {
	// Org is the body at which the figure was left.
	Org nhs.OrgID `json:"org"`
	// Value is what was left.
	Value T `json:"value"`
	// Reason is a sentence that says why.
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
		crossed.Figures = append(crossed.Figures, CrosswalkRow[T]{f.Org, out(f.Value), f.Exact, f.Notes, f.Missing})
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
