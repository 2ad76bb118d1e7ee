package whatif

import (
	"cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Scenario is a list of dated events that change a market: what if these units had
// merged, or that place had not been awarded? [WhatIf.Run] applies them.
type Scenario struct {
	// ID names the scenario, such as ten-per-cent-cut.
	ID string `json:"id,omitempty" limit:"id"`
	// Title says in a few words what changes.
	Title string `json:"title,omitempty"`
	// Why says what the question is and where it comes from.
	Why string `json:"why,omitempty"`
	// AsOf is the day on which the markets are compared. Without it, that is the first day
	// on which every event shows: the day of the last event, or the day after for an end.
	AsOf nhs.Date `json:"as_of,omitzero"`
	// Year is the financial year for which yearly figures are compared; without it, the
	// year of AsOf.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Events are applied in the order of their days, and on one day in the order of the
	// list, limits of places last. Each is applied in whole, or rejected.
	Events []Event `json:"events,omitempty"`
	// Sources are the identifiers of the sources of the scenario.
	Sources []string `json:"sources,omitempty"`
	// Note says what a reader should know.
	Note string `json:"note,omitempty"`
}

// An Event is one change of a [Scenario]. Its [Action] decides which fields it needs.
type Event struct {
	// On is the first day of the change. For an end, it is the last day before it.
	On nhs.Date `json:"on,omitzero"`
	// Action is what the event does.
	Action Action `json:"do,omitempty"`
	// Bodies are the units or groups that it affects.
	Bodies []nhs.OrgID `json:"bodies,omitempty"`
	// Into is the body that they become part of: one of the market, or a new one.
	Into nhs.OrgID `json:"into,omitempty"`
	// Name is the name of a new body.
	Name string `json:"name,omitempty"`
	// Framework is a framework agreement.
	Framework framework.ID `json:"framework,omitempty"`
	// Lot is the code of one of its lots.
	Lot string `json:"lot,omitempty" limit:"id"`
	// Supplier is the supplier that gains or loses a place.
	Supplier nhs.OrgID `json:"supplier,omitempty"`
	// Places is the maximum number of suppliers of a lot.
	Places *int `json:"places,omitempty"`
	// Year is the financial year of an allowance.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// From is the financial year whose allowance is changed by Change; without it, Year
	// itself.
	From nhs.FinancialYear `json:"from,omitzero"`
	// PerHead is the new allowance in pounds per head.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Change is the percentage by which an allowance changes: -10 cuts it by 10%.
	Change *nhs.Percent `json:"change,omitempty"`
	// PlansOf is a financial year whose plans and populations replace unknown ones of Year.
	// That is an assumption: a group's plan for one year does not show its next.
	PlansOf nhs.FinancialYear `json:"plans_of,omitzero"`
	// Line is a service line; without it, every line of the agreements.
	Line service.ID `json:"line,omitempty"`
	// Agreement is the ID of a service level agreement.
	Agreement string `json:"agreement,omitempty" limit:"id"`
	// CallOff is the whole call-off that is let, or only the ID of one that ends.
	CallOff *framework.CallOff `json:"call_off,omitempty"`
	// All says that the event applies to every agreement.
	All bool `json:"all,omitempty"`
	// Sources are the identifiers of the sources of the event.
	Sources []string `json:"sources,omitempty"`
	// Note says what a reader should know.
	Note string `json:"note,omitempty"`
}

// shows returns the first day on which the event has changed the market.
func (e *Event) shows() nhs.Date {
	switch e.Action {
	case CloseCSU, EndCallOff, EndAgreements:
		return cmp.Or(e.On.AddDays(1), e.On) // there is no day after the last of the calendar
	}
	return e.On
}

// An Action is what an [Event] does.
type Action string

const (
	// MergeCSUs makes the units Bodies part of Into from On. Into is a unit of the market
	// that takes them over, or a new one.
	MergeCSUs Action = "merge-csus"
	// CloseCSU ends the units Bodies without a successor; On is their last day.
	CloseCSU Action = "close-csu"
	// MergeCCGs merges the groups Bodies into one new group from On. Into is its code.
	MergeCCGs Action = "merge-ccgs"
	// AwardPlace gives Supplier a place on Framework and Lot from On.
	AwardPlace Action = "award-place"
	// RemovePlace removes the place: On is the first day without it.
	RemovePlace Action = "remove-place"
	// LimitPlaces allows at most Places suppliers on the Lot of Framework. It is rejected
	// while more hold one: remove theirs by other events of the day or before.
	LimitPlaces Action = "limit-places"
	// ChangeAllowance sets the running-cost allowance of Year to PerHead, or to that of From
	// changed by Change. It does so for England and for each group with a known allowance.
	ChangeAllowance Action = "change-allowance"
	// BringInHouse ends Line in the agreements of the groups Bodies on the day
	// before On; the groups do it themselves.
	BringInHouse Action = "bring-in-house"
	// ShareLine ends Line in the agreements of the groups Bodies on the day before
	// On; they share the work.
	ShareLine Action = "share-line"
	// LetCallOff adds CallOff to Framework.
	LetCallOff Action = "let-call-off"
	// EndCallOff ends the call-off of Framework that has the ID of CallOff; On is
	// its last day.
	EndCallOff Action = "end-call-off"
	// EndAgreements ends the Agreement, those of the groups Bodies, or All, if in force on
	// the day. That is their last day.
	EndAgreements Action = "end-agreements"
	// DiscloseAgreements publishes the Agreement, those of the groups Bodies, or
	// All, from On.
	DiscloseAgreements Action = "disclose-agreements"
)

// A WhatIf is a scenario and the market that it changes.
type WhatIf struct {
	// Market is the original market. It is never changed.
	Market commissioning.Market `json:"market"`
	// Scenario is the scenario that is applied to it.
	Scenario Scenario `json:"scenario"`
}
