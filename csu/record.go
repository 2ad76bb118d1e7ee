package csu

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

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

// A Governance is the group that steered a unit. A hosted unit was not an organisation,
// so it could not have a board in the legal sense.
type Governance struct {
	// Type is what the group is in law, such as committee or board.
	Type string `json:"type,omitempty"`
	// Name is what it is called, whatever its type.
	Name string `json:"name,omitempty"`
	// From is when it was set up.
	From nhs.PartialDate `json:"from,omitzero"`
	// Members are its members.
	Members []Member `json:"members,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A Member sits on the group that steers a unit.
type Member struct {
	// Name is the person's name; it may be left out.
	Name string `json:"name,omitempty"`
	// Role is the person's role in the group, such as executive, lay or non-executive.
	Role string `json:"role"`
}

// A Leader is a person who ran a unit.
type Leader struct {
	// Name is the person's name.
	Name string `json:"name"`
	// Role is the post, such as managing director. Some people ran several units at
	// once.
	Role string `json:"role,omitempty"`
	// From is the first day in the post.
	From nhs.PartialDate `json:"from,omitzero"`
	// To is the last day in the post; zero means that no end is known.
	To nhs.PartialDate `json:"to,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A Form is a legal form for a unit that leaves its host.
type Form string

const (
	// SocialEnterprise includes community interest companies.
	SocialEnterprise Form = "social-enterprise"
	// StaffCooperative is owned by its staff.
	StaffCooperative Form = "staff-cooperative"
	// JointVenture is with a private partner.
	JointVenture Form = "joint-venture"
	// CustomerOwned is owned by the commissioners that buy from it.
	CustomerOwned Form = "customer-owned"
	// Sale is to a private owner. It was ruled out in January 2014.
	Sale Form = "sale"
	// OtherNHSHost is a new host inside the NHS, such as a foundation trust. It was
	// ruled out.
	OtherNHSHost Form = "other-nhs-host"
	// NewNHSBody is a new statutory body. It was ruled out.
	NewNHSBody Form = "new-nhs-body"
)

// allowed reports whether NHS England's board allowed the form.
func (f Form) allowed() bool {
	return f == SocialEnterprise || f == StaffCooperative || f == JointVenture || f == CustomerOwned
}

// ruledOut reports whether NHS England's board ruled the form out.
func (f Form) ruledOut() bool { return f == Sale || f == OtherNHSHost || f == NewNHSBody }

// An Autonomy is a plan to make a unit independent, or a claim that it is. No unit is
// known to have become so.
type Autonomy struct {
	// Forms are the legal forms named. They could not be mixed.
	Forms []Form `json:"forms,omitempty"`
	// From is when the plan was made or, if Achieved, when it took effect.
	From nhs.PartialDate `json:"from,omitzero"`
	// Achieved says that the unit is considered independent from then on.
	Achieved bool `json:"achieved,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

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

// A Headcount is a number of staff that a source states.
type Headcount struct {
	// On is the day that it is for.
	On nhs.PartialDate `json:"on,omitzero"`
	// AtLeast is the number, or the lower of two.
	AtLeast int `json:"at_least"`
	// AtMost is the higher of two numbers; 0 if there is only one, or no upper limit.
	AtMost int `json:"at_most,omitempty"`
	// Basis says how exact the number is: about, over, up to.
	Basis string `json:"basis,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}
