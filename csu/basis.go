package csu

import "github.com/opencommissioning/commissioning/nhs"

// A Basis says what a number of units counts. The press and the dates count
// differently: the press left a unit out once its end was announced, though it worked
// on for months.
type Basis string

const (
	// Operating counts the units at work on the day.
	Operating Basis = "operating"
	// NotAnnounced counts the units at work whose end had not been announced.
	NotAnnounced Basis = "not-announced-to-end"
	// MergersAsOne is NotAnnounced, with the units of an announced merger counted as
	// the one that they would become.
	MergersAsOne Basis = "not-announced-to-end-mergers-as-one"
	// Bodies counts every body from its forming to its end, plans included.
	Bodies Basis = "bodies"
	// PlansSubmitted counts the plans that had reached checkpoint 2 by the day.
	PlansSubmitted Basis = "plans-submitted"
	// PlansCleared counts the submitted plans that were allowed to continue.
	PlansCleared Basis = "plans-cleared"
	// Alliances counts the alliances of the units that were or may have been at
	// work.
	Alliances Basis = "alliances"
	// Reported is a number whose source does not say how it counts.
	Reported Basis = "reported"
)

// IsKnown reports whether b is one of the bases of this package.
func (b Basis) IsKnown() bool { return b.dated() || b.tallied() || b == Reported }

// dated reports whether b counts bodies over their dates.
func (b Basis) dated() bool {
	return b == Operating || b == NotAnnounced || b == MergersAsOne || b == Bodies
}

// tallied reports whether b counts checkpoints or alliances.
func (b Basis) tallied() bool {
	return b == PlansSubmitted || b == PlansCleared || b == Alliances
}

// countsIn reports whether the basis counts bodies of u's stage.
func (u *Unit) countsIn(b Basis) bool {
	return u.Stage == Working || b == Bodies && u.Stage == Plan
}

// mergesIn reports whether u ends in the event with which its successor begins.
func (u *Unit) mergesIn(b Basis) bool {
	return u.End == Merged || b == Bodies && (u.End == MergedEarly || u.End == Renamed)
}

// begins returns the first day on which u counts.
func (u *Unit) begins(b Basis) nhs.PartialDate {
	if b == Bodies {
		return u.born()
	}
	return u.Opened
}

// ends returns the first day on which u no longer counts, or no date. On the bases of
// the press it is the announcement or, if that came first, the end.
func (u *Unit) ends(b Basis) nhs.PartialDate {
	gone, announced := u.gone(), u.EndAnnounced
	if b != NotAnnounced && b != MergersAsOne || announced.IsZero() {
		return gone
	}
	if gone.IsZero() {
		return announced
	}
	by, err := nhs.NewPartialDate(nhs.Date{}, gone.Latest())
	if err != nil {
		return gone
	}
	first, ok := announced.Intersect(by)
	if !ok {
		return gone
	}
	return first
}
