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

// A Market is who could buy what from whom: registers of the bodies, and what is
// known of their dealings. It is plain data that marshals to one JSON document;
// package document reads it back. The zero Market is empty.
type Market struct {
	// CCGs is the register of clinical commissioning groups and of the boards that
	// followed them.
	CCGs ccg.Register `json:"ccgs,omitzero"`
	// CSUs is the register of commissioning support units.
	CSUs csu.Register `json:"csus,omitzero"`
	// ServiceLines are the lines that support is sold by.
	ServiceLines service.Catalogue `json:"service_lines,omitempty"`
	// Frameworks are the framework agreements that support is called off from.
	Frameworks []framework.Agreement `json:"frameworks,omitempty"`
	// Agreements are the service level agreements that support is supplied under.
	Agreements []sla.Agreement `json:"agreements,omitempty"`
	// Decisions are whether groups make, buy or share each service.
	Decisions []decision.Decision `json:"decisions,omitempty"`
	// Spend is who spent how much with whom in each year.
	Spend []Spend `json:"spend,omitempty"`
	// Figures are published figures of the market as a whole.
	Figures []Figure `json:"figures,omitempty"`
	// Synthetic says how the market was completed with figures that were made up;
	// nil if none were.
	Synthetic *Completion `json:"synthetic,omitempty"`
}

// A Completion says what of a market was made up, and how. Each made-up record
// carries a mark of its own as well.
type Completion struct {
	// Seed is what the random numbers began from: the same seed makes the same
	// market.
	Seed uint64 `json:"seed"`
	// Note says in words what was made up.
	Note string `json:"note,omitempty"`
}

// MarketRules returns every rule that judges a market or anything in it.
func MarketRules() rule.Set[Market] { return marketRules }

// Check holds every rule against the market and everything in it. The pointers
// of the findings lead into the market's own document.
func (m *Market) Check(o rule.Options) rule.Report { return marketRules.Check(m, o) }
