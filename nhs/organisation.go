package nhs

// A Name is what an organisation was called, with the months in which a source
// showed it under that name. They are sightings, not legal dates: the name can
// have been in use before and after.
type Name struct {
	// Name is the name as the sources write it.
	Name string `json:"name"`
	// FirstSeen is when a source first showed the name; zero if none is dated.
	FirstSeen PartialDate `json:"first_seen,omitzero"`
	// LastSeen is when a source last showed the name; zero if none is dated.
	LastSeen PartialDate `json:"last_seen,omitzero"`
	// Sources names where it was seen.
	Sources []string `json:"sources,omitempty"`
}

// An Organisation is a body that opened, had one or more names, and may have
// closed. A body whose boundary moved under the same identifier is still one
// Organisation; the move is a [Succession] of kind [BoundaryChange].
type Organisation struct {
	// ID is its code or slug.
	ID OrgID `json:"id,omitempty"`
	// Name is its last known name.
	Name string `json:"name"`
	// Names are all the names it was seen under, oldest first. It may be empty.
	Names []Name `json:"names,omitempty"`
	// Opened is its first day; zero if that is not known.
	Opened PartialDate `json:"opened,omitzero"`
	// Closed is its last open day; zero if it has not closed.
	Closed PartialDate `json:"closed,omitzero"`
}

// OpenOn answers whether the organisation was open on d. Both its first and
// its last day count.
func (o Organisation) OpenOn(d Date) Answer { return OpenOn(o.Opened, o.Closed, d) }

// NameOn returns the name it went by on d: of the names that a source had shown
// by then, the one that was shown for longest, since a source's slip is soon
// dropped and a name that was replaced is too. Before the first sighting it is
// the name seen first. Names without a sighting are passed over; if there is no
// other, the result is Name.
func (o Organisation) NameOn(d Date) string {
	var current, first *Name
	for i := range o.Names {
		n := &o.Names[i]
		if n.FirstSeen.IsZero() {
			continue
		}
		if first == nil || n.FirstSeen.earliest.Before(first.FirstSeen.earliest) {
			first = n
		}
		if !n.FirstSeen.earliest.After(d) && (current == nil || !n.outlivedBy(current)) {
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

// outlivedBy reports whether o was shown after n was for the last time or, if
// both were shown last together, was shown first after n was.
func (n *Name) outlivedBy(o *Name) bool {
	last := later(n.FirstSeen.latest, n.LastSeen.latest)
	c := last.Compare(later(o.FirstSeen.latest, o.LastSeen.latest))
	return c < 0 || c == 0 && n.FirstSeen.earliest.Before(o.FirstSeen.earliest)
}
