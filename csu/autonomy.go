package csu

import "github.com/opencommissioning/commissioning/nhs"

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
	// CentralOutsourcing is one outsourcing of all units by the centre. It was ruled
	// out, by one account.
	CentralOutsourcing Form = "central-outsourcing"
	// AsNow is to go on as a hosted unit. It was ruled out as a plan, by one account,
	// and is what happened.
	AsNow Form = "as-now"
)

// allowed reports whether NHS England's board allowed the form.
func (f Form) allowed() bool {
	return f == SocialEnterprise || f == StaffCooperative || f == JointVenture || f == CustomerOwned
}

// ruledOut reports whether NHS England ruled the form out.
func (f Form) ruledOut() bool {
	return f == Sale || f == OtherNHSHost || f == NewNHSBody || f == CentralOutsourcing || f == AsNow
}

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
