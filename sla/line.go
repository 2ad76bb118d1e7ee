package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Line is one service of an agreement.
type Line struct {
	// ID names the line within the agreement.
	ID string `json:"id,omitempty" limit:"id"`
	// Service is the service line, such as contract-management.
	Service service.ID `json:"service,omitzero"`
	// Name is what the agreement calls it.
	Name string `json:"name,omitempty"`
	// Nature says what kind of work it is.
	Nature service.Nature `json:"nature,omitempty"`
	// Scope is how much of the service is meant: one of its levels, such as monitoring.
	Scope string `json:"scope,omitempty" limit:"id"`
	// ScopeText says in words what is meant. It is needed if Scope is the parties' own
	// word.
	ScopeText string `json:"scope_text,omitempty"`
	// Role says what the provider does in a redesign: advice, communications or
	// design.
	Role string `json:"role,omitempty"`
	// Decision says who takes the final decision; "" means not stated.
	Decision Decider `json:"decision,omitempty"`
	// HealthProcurement is set where the provider runs procurements of health
	// services for the customers.
	HealthProcurement *HealthProcurement `json:"health_procurement,omitempty"`
	// Skills says how the customers' staff learn to do the work.
	Skills string `json:"skills,omitempty"`
	// Price is what it costs; nil means unknown.
	Price *Price `json:"price,omitempty"`
	// Volumes are the units used, by month.
	Volumes []Volume `json:"volumes,omitempty"`
	// KPIs are its performance indicators.
	KPIs []KPI `json:"kpis,omitempty"`
}

// A Decider says who takes a final decision.
type Decider string

const (
	// CustomerDecides leaves the final decision with the customer.
	CustomerDecides Decider = "customer"
	// ProviderDecides gives it to the provider, which a CCG may not do.
	ProviderDecides Decider = "provider"
)

// HealthProcurement says how customers ensure that a provider keeps to the procurement
// regulations of 2013 when it buys health services for them.
type HealthProcurement struct {
	// Assurance says how they ensure it.
	Assurance string `json:"assurance,omitempty"`
}

// A Price is what a line costs. The kind says which of the other members apply.
type Price struct {
	// Kind says how the price is calculated.
	Kind PriceKind `json:"kind,omitempty"`
	// Amount is in pounds a year, for a fixed price and for cost and volume.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Rate is in pounds per head and year, for a price per head. For cost and volume it
	// is in pounds per unit beyond the tolerance.
	Rate *nhs.Rate `json:"rate,omitempty"`
	// People is the number of people behind a price per head.
	People int64 `json:"people,omitempty"`
	// Volume is the number of units planned for a year; nil means none.
	Volume *int64 `json:"volume,omitempty"`
	// Bands are the prices by volume, lowest volume first, for a price per unit.
	Bands []Band `json:"bands,omitempty"`
	// Tolerance is how far the volume may differ from the plan before cost and volume
	// changes the amount, in per cent; nil means not at all.
	Tolerance *nhs.Percent `json:"tolerance,omitempty"`
}

// A PriceKind says how a price is calculated.
type PriceKind string

const (
	// Fixed is an amount per year, independent of use.
	Fixed PriceKind = "fixed"
	// PerHead is a yearly rate times a number of people.
	PerHead PriceKind = "per-head"
	// PerUnit is a price for each unit used, by bands of volume. Each unit has the price
	// of its own band. The count restarts each financial year.
	PerUnit PriceKind = "per-unit"
	// CostAndVolume is an amount per year for a planned volume. Units above the tolerance
	// are charged at the rate, and units below it refunded.
	CostAndVolume PriceKind = "cost-and-volume"
)

// A Band is a run of units at one price.
type Band struct {
	// From is its first unit, counting from 1 in each financial year.
	From int64 `json:"from,omitempty"`
	// To is its last unit; 0 means that it has no end.
	To int64 `json:"to,omitempty"`
	// Rate is in pounds per unit.
	Rate nhs.Rate `json:"rate"`
}

// A Volume is the units used in one month.
type Volume struct {
	// Month is any day of the month.
	Month nhs.Date `json:"month,omitzero"`
	// Units is how many were used.
	Units int64 `json:"units"`
}

// An Indexation changes every price of an agreement from a day of the term on, which may
// be its first.
type Indexation struct {
	// From is the first day of the new prices.
	From nhs.Date `json:"from,omitzero"`
	// Percent is the change of the price before, in per cent; negative for a cut.
	Percent nhs.Percent `json:"percent"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}

// A Variation is an agreed change of one line's price. Indexation after the first day of
// the new price changes it; earlier indexation does not.
type Variation struct {
	// Agreed is the day on which it was agreed.
	Agreed nhs.Date `json:"agreed,omitzero"`
	// From is the first day of the new price.
	From nhs.Date `json:"from,omitzero"`
	// Line is the ID of the line.
	Line string `json:"line,omitempty" limit:"id"`
	// Price is the new price; nil means unknown.
	Price *Price `json:"price,omitempty"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}
