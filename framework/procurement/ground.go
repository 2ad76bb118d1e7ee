package procurement

import "slices"

// A Ground is why a contract was awarded without competition.
type Ground string

const (
	// NoTenders is that no suitable tender came.
	NoTenders Ground = "no-tenders"
	// SingleSupplier is that technical reasons or exclusive rights leave one supplier.
	SingleSupplier Ground = "single-supplier"
	// Urgency is extreme urgency that the authority neither caused nor could foresee.
	Urgency Ground = "urgency"
	// AdditionalServices is that the same supplier extends or partly replaces its own
	// work, which another could not do without disproportionate difficulty.
	AdditionalServices Ground = "additional-services"
	// RepeatServices is that the first tender notice foresaw similar services.
	RepeatServices Ground = "repeat-services"
	// UserChoice is that the person served chooses the supplier.
	UserChoice Ground = "user-choice"
)

var grounds = [...]Ground{NoTenders, SingleSupplier, Urgency, AdditionalServices, RepeatServices, UserChoice}

// Grounds returns every ground.
func Grounds() []Ground { return slices.Clone(grounds[:]) }

// IsKnown reports whether the ground is one of those above.
func (g Ground) IsKnown() bool { return slices.Contains(grounds[:], g) }

// IsIn reports whether the regulations have the ground.
func (g Ground) IsIn(r Regulations) bool {
	switch g {
	case NoTenders, SingleSupplier, Urgency, RepeatServices:
		return r == PCR2006 || r == PCR2015 || r == ProcurementAct
	case AdditionalServices:
		return r == PCR2006 || r == ProcurementAct // under those of 2015 it is a change to a contract
	case UserChoice:
		return r == ProcurementAct
	}
	return false
}

// Provision returns where the regulations have the ground, or "" if they do not.
func (g Ground) Provision(r Regulations) string {
	if !g.IsIn(r) {
		return ""
	}
	switch r {
	case PCR2006:
		return "Public Contracts Regulations 2006, regulation 14"
	case PCR2015:
		return "Public Contracts Regulations 2015, regulation 32"
	}
	switch g {
	case NoTenders:
		return "Procurement Act 2023, section 43"
	case SingleSupplier:
		return "Procurement Act 2023, section 41 and Schedule 5, paragraphs 5 and 6"
	case AdditionalServices:
		return "Procurement Act 2023, section 41 and Schedule 5, paragraph 7"
	case RepeatServices:
		return "Procurement Act 2023, section 41 and Schedule 5, paragraph 8"
	case Urgency:
		return "Procurement Act 2023, section 41 and Schedule 5, paragraphs 13 and 14"
	}
	return "Procurement Act 2023, section 41 and Schedule 5, paragraphs 15 to 17"
}
