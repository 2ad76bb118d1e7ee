package framework

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Outcome is the result of a bid for a lot.
type Outcome string

const (
	// Awarded means that the supplier got a place.
	Awarded Outcome = "awarded"
	// Unsuccessful means that it was refused a place.
	Unsuccessful Outcome = "unsuccessful"
)

var outcomes = [...]Outcome{Awarded, Unsuccessful}

// An Award is the result of one supplier's bid for one lot.
type Award struct {
	// Lot is the code of the lot; "" where the agreement has no lots, or where the
	// lot is not known.
	Lot string `json:"lot,omitempty" limit:"id"`
	// Supplier is the bidder.
	Supplier nhs.OrgID `json:"supplier,omitzero"`
	// On is the day the place begins, or the day of the refusal.
	On nhs.PartialDate `json:"on,omitzero"`
	// Outcome is the result.
	Outcome Outcome `json:"outcome"`
	// Suspensions are the times during which the place could not be used.
	Suspensions []Suspension `json:"suspensions,omitempty"`
	// Removed is the end of the place before that of the agreement, if it was taken
	// away or given up.
	Removed *Removal `json:"removed,omitempty"`
	// Confidence is high, medium or low; "" means that it is not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// A Suspension is a time during which a place cannot be used.
type Suspension struct {
	// Days are the days of the suspension.
	Days nhs.Period `json:"days"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}

// A Removal is the early end of a place.
type Removal struct {
	// On is the first day without the place.
	On nhs.PartialDate `json:"on,omitzero"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}
