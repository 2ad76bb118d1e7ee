package csu

import "github.com/opencommissioning/commissioning/nhs"

// A HostingCharge is what the host charged a unit in one year for its payroll,
// audit, IT, estates and legal cover.
type HostingCharge struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Planned says that the charge was planned, not paid.
	Planned bool `json:"planned,omitempty"`
	// Amount is in pounds; nil if it is unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
	// People is the population of the unit's customers; 0 if it is unknown.
	People int64 `json:"people,omitempty"`
	// Rate is the stated charge in pounds per head; nil if none is stated.
	Rate *nhs.Rate `json:"per_head,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// PerHead returns the charge in pounds per head, and whether it is known. It is the
// stated rate, or else calculated from amount and people.
func (h *HostingCharge) PerHead() (nhs.Rate, bool) {
	if h.Rate != nil {
		return *h.Rate, true
	}
	if h.Amount == nil {
		return nhs.Rate{}, false
	}
	rate, err := h.Amount.PerHead(h.People)
	return rate, err == nil
}
