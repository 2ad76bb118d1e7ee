package sla

import "github.com/opencommissioning/commissioning/nhs"

// A Term is how long an agreement runs, and how it can be ended early or extended.
type Term struct {
	// Starts is the first day.
	Starts nhs.Date `json:"starts,omitzero"`
	// Ends is the last day.
	Ends nhs.Date `json:"ends,omitzero"`
	// Exception is the recorded reason for a term longer than guidance allows.
	Exception string `json:"exception,omitempty"`
	// NoticeMonths is how many months' notice either side gives to end it early;
	// 0 means that no notice is agreed.
	NoticeMonths int `json:"notice_months,omitempty"`
	// Breaks are days on which it can be ended early.
	Breaks []Break `json:"breaks,omitempty"`
	// Extensions are options to extend it.
	Extensions []Extension `json:"extensions,omitempty"`
}

// A Break is a day on which an agreement can be ended early.
type Break struct {
	// On is the last day of the agreement if it is used.
	On nhs.Date `json:"on,omitzero"`
	// NoticeMonths is the notice that it needs, in months; 0 means none.
	NoticeMonths int `json:"notice_months,omitempty"`
}

// An Extension is an option to extend an agreement, or the assumption of one.
type Extension struct {
	// Months is the length of the extension in months.
	Months int `json:"months,omitempty"`
	// Clause is where the text gives the option; "" means not looked up.
	Clause string `json:"clause,omitempty"`
	// Exercised is the day it was used, if it was. The term's end then includes it.
	Exercised nhs.Date `json:"exercised,omitzero"`
}

// Period returns the days of the term. It is empty unless both ends are known and in
// order.
func (t *Term) Period() nhs.Period {
	if !t.isOrdered() {
		return noDays
	}
	return nhs.NewPeriod(t.Starts, t.Ends)
}

// noDays is a period that holds no day.
var noDays = nhs.Period{From: firstDayOfCSUs, Until: firstDayOfCSUs}

func (t *Term) isOrdered() bool {
	return !t.Starts.IsZero() && !t.Ends.IsZero() && !t.Ends.Before(t.Starts)
}

// LongerThan reports whether the term is known to be longer than that many months. A term
// from 1 April 2013 to 30 September 2014 is 18 months long and no longer.
func (t *Term) LongerThan(months int) bool {
	return t.isOrdered() && !t.Ends.Before(t.Starts.AddMonths(months))
}

// atLeast reports whether the term is known to be that many months or longer.
func (t *Term) atLeast(months int) bool {
	return t.isOrdered() && !t.Ends.AddDays(1).Before(t.Starts.AddMonths(months))
}

// A Procurement is what came before an agreement and what comes after.
type Procurement struct {
	// Talks are the talks with likely partners, oldest first.
	Talks []MarketEngagement `json:"talks,omitempty"`
	// Tendered is the day on which the tender for this agreement opened. The zero date
	// means that there was none, or that it is unknown.
	Tendered nhs.Date `json:"tendered,omitzero"`
	// NextPlanned is the day of the plan to procure its successor.
	NextPlanned nhs.Date `json:"next_planned,omitzero"`
	// NextTender is the day on which the tender for its successor opens.
	NextTender nhs.Date `json:"next_tender,omitzero"`
}

// A MarketEngagement is a talk with likely partners before a tender.
type MarketEngagement struct {
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// With are the partners.
	With []string `json:"with,omitempty"`
	// OpenToAll says that every likely partner could take part on equal terms.
	OpenToAll bool `json:"open_to_all,omitempty"`
	// Note says what it was about.
	Note string `json:"note,omitempty"`
}
