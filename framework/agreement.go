package framework

import (
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// An ID names a framework agreement, such as "lpf".
type ID string

// LPF is the Lead Provider Framework of 2015, which some rules are about.
const LPF ID = "lpf"

// A Kind says whether suppliers may join after the award.
type Kind string

const (
	// Closed takes no supplier after the award, like the Lead Provider Framework.
	Closed Kind = "closed"
	// Refreshed takes more suppliers through new notices, like the Health Systems
	// Support Framework.
	Refreshed Kind = "refreshed"
)

// An Agreement is a framework agreement: suppliers, by lot, with whom the terms of
// later contracts are settled. Unknown values are omitted.
type Agreement struct {
	// ID names the agreement.
	ID ID `json:"id,omitempty"`
	// Name is its name for people.
	Name string `json:"name"`
	// Owner is the body that set it up.
	Owner nhs.OrgID `json:"owner,omitzero"`
	// Kind says whether suppliers may join later.
	Kind Kind `json:"kind,omitempty"`
	// Dates are the days of its life. Its status on any day follows from them.
	Dates Dates `json:"dates,omitzero"`
	// LongerReason is the exceptional reason for running more than four years.
	LongerReason string `json:"longer_reason,omitempty"`
	// Value is what its call-offs may or should come to.
	Value Value `json:"value,omitzero"`
	// Users are the classes of body that may buy from it.
	Users []procurement.BuyerClass `json:"users,omitempty"`
	// AllTermsSet says that the agreement sets every term and the objective
	// conditions for choosing a supplier. Direct award needs both.
	AllTermsSet bool `json:"all_terms_set,omitempty"`
	// Criteria are what places and call-offs are awarded on.
	Criteria []Criterion `json:"criteria,omitempty"`
	// Standards are what every supplier must declare that it meets.
	Standards []Standard `json:"standards,omitempty"`
	// Lots are its parts, each with suppliers of its own.
	Lots []Lot `json:"lots,omitempty"`
	// LotLimits are how many lots one supplier may bid for and hold.
	LotLimits LotLimits `json:"lot_limits,omitzero"`
	// Suppliers are the bodies that bid, hold or inherited a place.
	Suppliers []Supplier `json:"suppliers,omitempty"`
	// Awards are the results of bids, refusals included.
	Awards []Award `json:"awards,omitempty"`
	// CallOffs are the contracts made under the agreement.
	CallOffs []CallOff `json:"call_offs,omitempty"`
	// Confidence is high, medium or low; "" means that it is not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// Value is the worth of an agreement without VAT, in pounds. A ceiling is not an
// estimate: the notice promises to stay below the one, and guesses the other.
type Value struct {
	// EstimateLow is the lower end of the estimate.
	EstimateLow *nhs.Money `json:"estimate_low,omitempty"`
	// EstimateHigh is the upper end of the estimate.
	EstimateHigh *nhs.Money `json:"estimate_high,omitempty"`
	// Ceiling is the most that call-offs may come to.
	Ceiling *nhs.Money `json:"ceiling,omitempty"`
}

// Limit returns the sum that call-offs should not pass, and whether it is known. It
// is the ceiling or, without one, the upper end of the estimate.
func (v Value) Limit() (limit nhs.Money, known bool) {
	switch {
	case v.Ceiling != nil:
		return *v.Ceiling, true
	case v.EstimateHigh != nil:
		return *v.EstimateHigh, true
	}
	return nhs.Money{}, false
}

// A Standard is something that every supplier must meet to be on the list.
type Standard struct {
	// ID names the standard.
	ID string `json:"id" limit:"id"`
	// Title states it in one line.
	Title string `json:"title,omitempty"`
}

// A Lot is a part of an agreement with suppliers of its own.
type Lot struct {
	// Code identifies the lot, such as 2a.
	Code string `json:"code" limit:"id"`
	// Name says what the lot is for.
	Name string `json:"name,omitempty"`
	// Lines are the service lines that can be bought; none means that they are
	// unknown.
	Lines []service.ID `json:"lines,omitempty"`
	// LinesPartial says that the lot may cover lines that are not among Lines.
	LinesPartial bool `json:"lines_partial,omitempty"`
	// Planned is how many places were meant to be filled.
	Planned *Range `json:"planned,omitempty"`
	// ShortlistCap is the most bidders that could be invited to tender; 0 means that
	// no cap is known.
	ShortlistCap int `json:"shortlist_cap,omitempty"`
	// Shortlisted is how many were invited; 0 means unknown.
	Shortlisted int `json:"shortlisted,omitempty"`
	// Routes are the ways to call off; none means that they are unknown.
	Routes []procurement.Route `json:"routes,omitempty"`
	// Value is what the lot's own call-offs may or should come to.
	Value Value `json:"value,omitzero"`
	// Confidence is high, medium or low; "" means that it is not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A Range is a number of places from a least to a most, both included.
type Range struct {
	// Min is the least.
	Min int `json:"min"`
	// Max is the most.
	Max int `json:"max"`
}

// Contains reports whether n lies in the range.
func (r Range) Contains(n int) bool { return r.Min <= n && n <= r.Max }

// LotLimits bound one supplier across lots; 0 means that there is no limit.
type LotLimits struct {
	// Bids is the most lots that one supplier may bid for.
	Bids int `json:"bids,omitempty"`
	// Places is the most lots on which one supplier may hold a place.
	Places int `json:"places,omitempty"`
}

// Lot returns the lot with the code, and whether there is one.
func (a *Agreement) Lot(code string) (*Lot, bool) {
	for i := range a.Lots {
		if a.Lots[i].Code == code {
			return &a.Lots[i], true
		}
	}
	return nil, false
}

// Supplier returns the supplier with the ID, and whether there is one.
func (a *Agreement) Supplier(id nhs.OrgID) (*Supplier, bool) {
	for i := range a.Suppliers {
		if a.Suppliers[i].ID == id {
			return &a.Suppliers[i], true
		}
	}
	return nil, false
}

// Covers returns whether the lot has the service line. It is no for a lot that does
// not exist.
//
// It is unknown where some lines of the lot are missing from the record and no other
// lot has the line.
func (a *Agreement) Covers(lot string, line service.ID) nhs.Tristate {
	return newIndex(a).covers(lot, line)
}
