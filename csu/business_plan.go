package csu

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A BusinessPlan is the plan that a unit submitted for checkpoint 3: its income for
// four years by customer and service line.
type BusinessPlan struct {
	// Submitted is when it was submitted.
	Submitted nhs.PartialDate `json:"submitted,omitzero"`
	// Lines are its amounts.
	Lines []PlanLine `json:"lines,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A PlanLine is the income that a plan expects from one customer for one service
// line in one year.
type PlanLine struct {
	// Customer names the customer.
	Customer string `json:"customer,omitempty"`
	// Line is the service line.
	Line service.ID `json:"line,omitempty"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Amount is in pounds; nil if it is unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
}
