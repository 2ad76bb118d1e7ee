package sla

import (
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
)

// A KPI is a key performance indicator: the measure, the target and the results.
type KPI struct {
	// ID names the indicator within its line.
	ID string `json:"id,omitempty" limit:"id"`
	// Name is what people call it.
	Name string `json:"name,omitempty"`
	// Family is the kind of work measured, such as [Messages].
	Family Family `json:"family,omitempty"`
	// Measure says what is counted.
	Measure string `json:"measure,omitempty"`
	// Direction says whether more or less of it is better.
	Direction Direction `json:"direction,omitempty"`
	// Target is what is promised, in the unit.
	Target *Number `json:"target,omitempty"`
	// Threshold is the worst that is tolerated, in the unit.
	Threshold *Number `json:"threshold,omitempty"`
	// Unit is the unit of target, threshold and values. A result with numerator and
	// denominator is in per cent.
	Unit string `json:"unit,omitempty"`
	// WithinHours is the time limit of the measure, in hours; 0 means none.
	WithinHours int `json:"within_hours,omitempty"`
	// Source is where the figures come from.
	Source string `json:"source,omitempty"`
	// Frequency is how often it is measured.
	Frequency Frequency `json:"frequency,omitempty"`
	// Credit is what a missed target costs the provider; nil means nothing.
	Credit *Credit `json:"credit,omitempty"`
	// Trajectory are values agreed for days on the way to the target, in order.
	Trajectory []Milestone `json:"trajectory,omitempty"`
	// Rebases are the days from which the chart has new limits.
	Rebases []Rebase `json:"rebases,omitempty"`
	// Results are what was measured, in order of time.
	Results []Result `json:"results,omitempty"`
}

// A Family is a kind of work that an indicator measures. Any word may be used.
type Family string

const (
	// Messages is the acknowledging of messages.
	Messages Family = "messages"
	// Complaints is the handling of complaints.
	Complaints Family = "complaints"
	// SeriousIncidents is the following up of serious incidents.
	SeriousIncidents Family = "serious-incidents"
	// Claims is the handling of claims.
	Claims Family = "claims"
	// FundingRequests is the handling of individual funding requests.
	FundingRequests Family = "funding-requests"
)

// A Direction says which way is better.
type Direction string

const (
	// HigherIsBetter is for measures such as the share answered in time.
	HigherIsBetter Direction = "higher"
	// LowerIsBetter is for measures such as delays and errors.
	LowerIsBetter Direction = "lower"
)

// A Frequency is how often something is done.
type Frequency string

const (
	// Monthly is once a calendar month.
	Monthly Frequency = "monthly"
	// Quarterly is once in three months.
	Quarterly Frequency = "quarterly"
	// Yearly is once in twelve months.
	Yearly Frequency = "yearly"
)

// Months returns the number of months between one time and the next, and whether the
// frequency is a known word.
func (f Frequency) Months() (int, bool) {
	switch f {
	case Monthly:
		return 1, true
	case Quarterly:
		return 3, true
	case Yearly:
		return 12, true
	}
	return 0, false
}

// A Milestone is a value agreed for a day.
type Milestone struct {
	// By is the day.
	By nhs.Date `json:"by,omitzero"`
	// Value is what to reach, in the unit of the indicator.
	Value Number `json:"value"`
}

// A Rebase gives a chart new limits, because the way of working has changed. Nothing else
// does: limits that follow the figures automatically hide what they should show.
type Rebase struct {
	// From is the first day of the new way of working.
	From nhs.Date `json:"from,omitzero"`
	// Reason says what changed.
	Reason string `json:"reason,omitempty"`
}

// A Result is what was measured over some days.
type Result struct {
	// From is the first day.
	From nhs.Date `json:"from,omitzero"`
	// To is the last day.
	To nhs.Date `json:"to,omitzero"`
	// Numerator is how many met the measure.
	Numerator *Number `json:"numerator,omitempty"`
	// Denominator is how many there were.
	Denominator *Number `json:"denominator,omitempty"`
	// Value is the result in the unit, for a measure that is not a share. It replaces
	// numerator and denominator.
	Value *Number `json:"value,omitempty"`
}

// Figure returns the result as one number, and whether it is known. It is the value, or
// the numerator in per cent of the denominator, to six decimals, half away from zero.
//
// A denominator of zero or less gives no figure. Neither does a numerator below zero or
// above the denominator.
func (r *Result) Figure() (Number, bool) {
	n, d := r.Numerator, r.Denominator
	switch {
	case r.Value != nil:
		return *r.Value, true
	case n == nil || d == nil || d.Sign() <= 0 || n.Sign() < 0 || n.Compare(*d) > 0:
		return Number{}, false
	}
	return percentOf(n.millionths, d.millionths)
}

// percentOf returns a part in per cent of the whole. The whole is above zero.
func percentOf(part, whole int64) (Number, bool) {
	share := big.NewRat(part, whole)
	return roundNumber(share.Mul(share, big.NewRat(100, 1)))
}

// reaches reports whether v is as good as want or better.
func (d Direction) reaches(v, want Number) bool {
	if d == LowerIsBetter {
		return v.millionths <= want.millionths
	}
	return v.millionths >= want.millionths
}
