package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// A Market is who could buy what from whom: the registers of the bodies, and what is
// known of their dealings. It is plain data that marshals to one JSON document, and
// package document reads it back. The zero Market is empty.
type Market struct {
	// CCGs is the register of clinical commissioning groups and of the boards that
	// followed them.
	CCGs ccg.Register `json:"ccgs,omitzero"`
	// CSUs is the register of commissioning support units.
	CSUs csu.Register `json:"csus,omitzero"`
	// ServiceLines is the catalogue of service lines.
	ServiceLines service.Catalogue `json:"service_lines,omitempty"`
	// Frameworks are the framework agreements from which support is called off.
	Frameworks []framework.Agreement `json:"frameworks,omitempty"`
	// Agreements are the service level agreements under which support is supplied.
	Agreements []sla.Agreement `json:"agreements,omitempty"`
	// Decisions are the decisions of groups to make, buy or share each service.
	Decisions []decision.Decision `json:"decisions,omitempty"`
	// Spend is who spent how much with whom in each year.
	Spend []Spend `json:"spend,omitempty"`
	// Figures are published figures of the market as a whole.
	Figures []Figure `json:"figures,omitempty"`
	// Synthetic says how the market was completed with made-up figures; nil if it was
	// not.
	Synthetic *Completion `json:"synthetic,omitempty"`
}

// A Completion says which part of a market was made up, and how. Each made-up record is
// marked as well.
type Completion struct {
	// Seed is the seed of the random numbers. The same seed makes the same market.
	Seed uint64 `json:"seed"`
	// Note says in words what was made up.
	Note string `json:"note,omitempty"`
}

// MarketRules returns every rule that judges a market or anything in it.
func MarketRules() rule.Set[Market] { return marketRules }

// Check returns a report of every rule checked against the market and everything in it.
// The pointers of the findings lead into the market's own document.
func (m *Market) Check(o rule.Options) rule.Report { return marketRules.Check(m, o) }
