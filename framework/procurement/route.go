package procurement

import "slices"

// A Route is a way to buy a service.
type Route string

const (
	// FurtherCompetition is a competition among the suppliers of a framework lot.
	FurtherCompetition Route = "further-competition"
	// DirectAward is a call-off from a framework without competition.
	DirectAward Route = "direct-award"
	// Open is a full procurement, advertised to all, in which everybody may tender.
	Open Route = "open"
	// Restricted is a full procurement in which those selected may tender.
	Restricted Route = "restricted"
	// Negotiated is the negotiated procedure with a notice, of the regulations of 2006.
	Negotiated Route = "negotiated"
	// CompetitiveWithNegotiation is the procedure of that name of the regulations of 2015.
	CompetitiveWithNegotiation Route = "competitive-with-negotiation"
	// CompetitiveDialogue finds the solution in talks with those selected.
	CompetitiveDialogue Route = "competitive-dialogue"
	// CompetitiveFlexible is a procedure of the authority's own design under the
	// Procurement Act.
	CompetitiveFlexible Route = "competitive-flexible"
	// Unadvertised is a contract outside any framework, without advertisement: a direct
	// award, lawful at or over the threshold only on a [Ground].
	Unadvertised Route = "unadvertised"
	// Quotation asks some suppliers for prices, without an open advertisement.
	Quotation Route = "quotation"
	// BelowThreshold is an advertised competition for a contract below the threshold.
	BelowThreshold Route = "below-threshold"
	// ProviderA is direct award process A of the provider selection regime: one provider
	// alone is capable.
	ProviderA Route = "provider-a"
	// ProviderB is direct award process B: patients choose among all that qualify.
	ProviderB Route = "provider-b"
	// ProviderC is direct award process C: the existing provider goes on.
	ProviderC Route = "provider-c"
	// MostSuitable is the most suitable provider process.
	MostSuitable Route = "most-suitable-provider"
	// ProviderCompetitive is the competitive process of the provider selection regime.
	ProviderCompetitive Route = "provider-competitive"
	// InHouse is doing it with the buyer's own staff.
	InHouse Route = "in-house"
	// Extension lengthens an existing contract under an option in it.
	Extension Route = "extension"
)

var routes = [...]Route{
	FurtherCompetition, DirectAward, Open, Restricted, Negotiated, CompetitiveWithNegotiation, CompetitiveDialogue, CompetitiveFlexible,
	Unadvertised, Quotation, BelowThreshold, ProviderA, ProviderB, ProviderC, MostSuitable, ProviderCompetitive, InHouse, Extension,
}

// Routes returns every route.
func Routes() []Route { return slices.Clone(routes[:]) }

// IsKnown reports whether the route is one of those above.
func (r Route) IsKnown() bool { return slices.Contains(routes[:], r) }

// UsesFramework reports whether the route is a call-off from a framework.
func (r Route) UsesFramework() bool { return r == FurtherCompetition || r == DirectAward }

// IsAdvertised reports whether everybody who could do the work hears of the route.
func (r Route) IsAdvertised() bool {
	switch r {
	case Open, Restricted, Negotiated, CompetitiveWithNegotiation, CompetitiveDialogue, CompetitiveFlexible, BelowThreshold, ProviderCompetitive:
		return true
	}
	return false
}

// IsIn reports whether the regulations know the route. Work in house and an extension
// are outside every law; a call-off, an unadvertised contract and a quotation are in each.
func (r Route) IsIn(law Regulations) bool {
	switch r {
	case Open, BelowThreshold:
		return law != PSR2023
	case Restricted, CompetitiveDialogue:
		return law == PCR2006 || law == PCR2015
	case Negotiated:
		return law == PCR2006
	case CompetitiveWithNegotiation:
		return law == PCR2015
	case CompetitiveFlexible:
		return law == ProcurementAct
	case ProviderA, ProviderB, ProviderC, MostSuitable, ProviderCompetitive:
		return law == PSR2023
	case Quotation:
		return law != PSR2023
	}
	return r.IsKnown()
}
