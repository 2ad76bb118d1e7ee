package lineage

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Name is what an organisation was called, with the first and last month in which a
// source used that name. They are sightings, not legal dates: the name may have been
// in use before and after.
type Name struct {
	// Name is the name as the sources write it.
	Name string `json:"name"`
	// FirstSeen is when a source first showed the name; zero if none is dated.
	FirstSeen nhs.PartialDate `json:"first_seen,omitzero"`
	// LastSeen is when a source last showed the name; zero if none is dated.
	LastSeen nhs.PartialDate `json:"last_seen,omitzero"`
	// Sources names where it was seen.
	Sources []string `json:"sources,omitempty"`
	// Confidence is how sure it is that this was the name: high, medium or low;
	// "" if that is not stated. One source alone can have it wrong.
	Confidence Confidence `json:"confidence,omitempty"`
}

// An Organisation is a body that opened, had one or more names, and may have
// closed. A body whose boundary moved under the same identifier is still one
// Organisation; the move is a [Succession] of kind [BoundaryChange].
type Organisation struct {
	// ID is its code or slug.
	ID nhs.OrgID `json:"id,omitempty"`
	// Name is its last known name.
	Name string `json:"name"`
	// Names are all the names it was seen under, oldest first. It may be empty.
	Names []Name `json:"names,omitempty"`
	// Opened is its first day; zero if that is not known.
	Opened nhs.PartialDate `json:"opened,omitzero"`
	// Closed is its last open day; zero if it has not closed.
	Closed nhs.PartialDate `json:"closed,omitzero"`
}

// OpenOn answers whether the organisation was open on d. Both its first and
// its last day count.
func (o Organisation) OpenOn(d nhs.Date) nhs.Tristate { return nhs.OpenOn(o.Opened, o.Closed, d) }

// NameOn returns the name that the organisation had on d. It looks at the names that
// could have been first seen by then, and takes the one last seen latest, before d or
// after. If several were, it takes the one first seen latest. So a lasting name wins
// over one that a single source used for a while. If no name could have been seen by
// d, the result is the one first seen earliest.
//
// A name without FirstSeen is ignored, and so is one of low confidence unless there
// are no others. If no name is left, the result is Name.
func (o Organisation) NameOn(d nhs.Date) string {
	sure := slices.ContainsFunc(o.Names, func(n Name) bool { return !n.FirstSeen.IsZero() && !n.isDoubtful() })
	var current, first *Name
	for i := range o.Names {
		n := &o.Names[i]
		if n.FirstSeen.IsZero() || sure && n.isDoubtful() {
			continue
		}
		if first == nil || earliest(n.FirstSeen).Before(earliest(first.FirstSeen)) {
			first = n
		}
		if !earliest(n.FirstSeen).After(d) && (current == nil || !n.outlivedBy(current)) {
			current = n
		}
	}
	switch {
	case current != nil:
		return current.Name
	case first != nil:
		return first.Name
	}
	return o.Name
}

func (n *Name) isDoubtful() bool { return n.Confidence == Low }

// outlivedBy reports whether o was last seen later than n or, if both were last
// seen together, first seen later.
func (n *Name) outlivedBy(o *Name) bool {
	last := later(latest(n.FirstSeen), latest(n.LastSeen))
	c := last.Compare(later(latest(o.FirstSeen), latest(o.LastSeen)))
	return c < 0 || c == 0 && earliest(n.FirstSeen).Before(earliest(o.FirstSeen))
}
