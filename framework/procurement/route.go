package procurement

import "slices"

// A Route is a way to buy a service.
type Route string

const (
	// FurtherCompetition is a competition among the suppliers of a framework lot.
	FurtherCompetition Route = "further-competition"
	// DirectAward is a call-off from a framework without competition.
	DirectAward Route = "direct-award"
	// Open is a full procurement, advertised in the Official Journal.
	Open Route = "open"
	// Unadvertised is a contract outside any framework, without advertisement.
	Unadvertised Route = "unadvertised"
	// InHouse is doing it with the buyer's own staff.
	InHouse Route = "in-house"
	// Extension lengthens an existing contract under an option in it.
	Extension Route = "extension"
)

var routes = [...]Route{FurtherCompetition, DirectAward, Open, Unadvertised, InHouse, Extension}

// Routes returns every route.
func Routes() []Route { return slices.Clone(routes[:]) }

// IsKnown reports whether the route is one of those above.
func (r Route) IsKnown() bool { return slices.Contains(routes[:], r) }

// UsesFramework reports whether the route is a call-off from a framework.
func (r Route) UsesFramework() bool { return r == FurtherCompetition || r == DirectAward }
