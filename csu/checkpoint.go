package csu

import "github.com/opencommissioning/commissioning/nhs"

// An Outcome is the result of a checkpoint.
type Outcome string

const (
	// LowerRisk lets a plan continue, with low or medium issues to resolve.
	LowerRisk Outcome = "lower-risk"
	// HigherRisk lets a plan continue, with issues that need faster action.
	HigherRisk Outcome = "higher-risk"
	// Stopped ends a plan.
	Stopped Outcome = "stopped"
	// Passed lets a unit continue; the degree of risk is not stated.
	Passed Outcome = "passed"
)

// Proceeded reports whether the outcome let the unit continue. It is false for an
// unknown word.
func (o Outcome) Proceeded() bool { return o == LowerRisk || o == HigherRisk || o == Passed }

// A Checkpoint is one of the five tests that the NHS Commissioning Board set between
// January 2012 and April 2013, from the outline plan (1) to the permission to open (5).
// The planned and the actual day are kept apart.
type Checkpoint struct {
	// No is its number, 1 to 5.
	No int `json:"no"`
	// Planned is when it was due.
	Planned nhs.PartialDate `json:"planned,omitzero"`
	// Actual is when its outcome was given.
	Actual nhs.PartialDate `json:"actual,omitzero"`
	// Outcome is the result; "" if it is unknown.
	Outcome Outcome `json:"outcome,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// when returns the day on which it took place or, if that is unknown, was due.
func (c *Checkpoint) when() nhs.PartialDate {
	if !c.Actual.IsZero() {
		return c.Actual
	}
	return c.Planned
}

// A LicenceStatus says whether a unit had permission to operate.
type LicenceStatus string

const (
	// Provisional licences were given from October 2012.
	Provisional LicenceStatus = "provisional"
	// Full licences were to be given from April 2013.
	Full LicenceStatus = "full"
	// Refused means that a licence was applied for and not given.
	Refused LicenceStatus = "refused"
	// Withdrawn means that a licence was taken away.
	Withdrawn LicenceStatus = "withdrawn"
)

// cleared reports whether a unit with that status could operate.
func (s LicenceStatus) cleared() bool { return s == Provisional || s == Full }

// A Licence is the permission to operate, or the refusal or loss of it.
type Licence struct {
	// Status says what was given or taken away.
	Status LicenceStatus `json:"status"`
	// From is the first day on which it applied.
	From nhs.PartialDate `json:"from,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}
