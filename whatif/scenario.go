package whatif

import (
	"cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Scenario is a list of dated events that change a market: what if these units
// had merged, what if that place had not been awarded? [WhatIf.Run] makes them
// happen.
type Scenario struct {
	// ID names the scenario, such as ten-per-cent-cut.
	ID string `json:"id,omitempty"`
	// Title says in a few words what is changed.
	Title string `json:"title,omitempty"`
	// Why says what the question is and where it comes from.
	Why string `json:"why,omitempty"`
	// AsOf is the day on which the markets are compared; without it, the first on
	// which every event shows: that of the last event or, of an end, the day after.
	AsOf nhs.Date `json:"as_of,omitzero"`
	// Year is the financial year that yearly figures are compared for; without it,
	// the year that AsOf lies in.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Events are what happens. They take effect in the order of their days, and on
	// one day in the order of the list.
	Events []Event `json:"events"`
	// Sources are the identifiers of the sources that the scenario rests on.
	Sources []string `json:"sources,omitempty"`
	// Note says what to bear in mind.
	Note string `json:"note,omitempty"`
}

// An Event is one change of a [Scenario]. Which fields it needs depends on what
// it does: see [Action].
type Event struct {
	// On is the first day on which the change holds. Of an end, it is the last day.
	On nhs.Date `json:"on,omitzero"`
	// Action is what happens.
	Action Action `json:"do,omitempty"`
	// Bodies are the units or groups that it happens to.
	Bodies []nhs.OrgID `json:"bodies,omitempty"`
	// Into is who they become part of: a body of the market, or a new one.
	Into nhs.OrgID `json:"into,omitempty"`
	// Name is the name of a new body.
	Name string `json:"name,omitempty"`
	// Framework is a framework agreement.
	Framework framework.ID `json:"framework,omitempty"`
	// Lot is the code of one of its lots.
	Lot string `json:"lot,omitempty"`
	// Supplier is who gains or loses a place.
	Supplier nhs.OrgID `json:"supplier,omitempty"`
	// Places is the most suppliers that a lot may have.
	Places *int `json:"places,omitempty"`
	// Year is the financial year of an allowance.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// From is the financial year whose allowance Change starts from; without it,
	// Year itself.
	From nhs.FinancialYear `json:"from,omitzero"`
	// PerHead is the new allowance in pounds a head.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Change is by how many per cent an allowance changes: -10 takes a tenth away.
	Change *nhs.Percent `json:"change,omitempty"`
	// PlansOf is a financial year whose plans and populations are taken for those
	// of Year where these are not known: an assumption, since what a group planned
	// for one year says nothing of the next.
	PlansOf nhs.FinancialYear `json:"plans_of,omitzero"`
	// Line is a service line; without it, every line of the agreements.
	Line service.ID `json:"line,omitempty"`
	// Agreement is the ID of a service level agreement.
	Agreement string `json:"agreement,omitempty"`
	// CallOff is the call-off that is let, whole, or of one that ends, its ID.
	CallOff *framework.CallOff `json:"call_off,omitempty"`
	// All says that the event is for every agreement.
	All bool `json:"all,omitempty"`
	// Sources are the identifiers of the sources of the event.
	Sources []string `json:"sources,omitempty"`
	// Note says what to bear in mind.
	Note string `json:"note,omitempty"`
}

// shows returns the first day on which the market is another by the event.
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
	// MergeCSUs makes the units Bodies part of Into from On: a unit of the market
	// that takes them over, or a new one.
	MergeCSUs Action = "merge-csus"
	// CloseCSU ends the units Bodies without a successor; On is their last day.
	CloseCSU Action = "close-csu"
	// MergeCCGs makes one group of the groups Bodies from On. Into is its code.
	MergeCCGs Action = "merge-ccgs"
	// AwardPlace gives Supplier a place on Framework and Lot from On.
	AwardPlace Action = "award-place"
	// RemovePlace takes it away: On is the first day without it.
	RemovePlace Action = "remove-place"
	// LimitPlaces lets no more than Places suppliers hold the Lot of Framework.
	LimitPlaces Action = "limit-places"
	// ChangeAllowance sets the running-cost allowance of Year to PerHead, or to
	// that of From changed by Change, for England and for each group whose
	// allowance is known.
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
	// EndAgreements ends the Agreement, those of the groups Bodies, or All that are
	// in force on the day, which is their last.
	EndAgreements Action = "end-agreements"
	// DiscloseAgreements publishes the Agreement, those of the groups Bodies, or
	// All, from On.
	DiscloseAgreements Action = "disclose-agreements"
)

// A WhatIf is a scenario and the market that it changes.
type WhatIf struct {
	// Market is the market as it was. It is never changed.
	Market commissioning.Market `json:"market"`
	// Scenario is what happens to it.
	Scenario Scenario `json:"scenario"`
}
