package procurement

import "github.com/opencommissioning/commissioning/nhs"

// An Invitation is when suppliers were asked and by when they had to answer. A fact that
// is not stated is nil.
type Invitation struct {
	// Notice is the day on which the notice was sent or published.
	Notice nhs.Date `json:"notice,omitzero"`
	// RequestsDue is the last day for requests to participate.
	RequestsDue nhs.Date `json:"requests_due,omitzero"`
	// Invited is the day on which those selected were invited to tender.
	Invited nhs.Date `json:"invited,omitzero"`
	// TendersDue is the last day for tenders.
	TendersDue nhs.Date `json:"tenders_due,omitzero"`
	// PriorNotice is the day of a prior information notice, or of a planned procurement
	// notice, that is to shorten the time.
	PriorNotice nhs.Date `json:"prior_notice,omitzero"`
	// ElectronicNotice says whether the notice was sent electronically.
	ElectronicNotice *bool `json:"electronic_notice,omitempty"`
	// DocumentsOnline says whether all documents were online from the start.
	DocumentsOnline *bool `json:"documents_online,omitempty"`
	// ElectronicTenders says whether tenders came in electronically.
	ElectronicTenders *bool `json:"electronic_tenders,omitempty"`
	// Urgent says whether urgency was stated.
	Urgent *bool `json:"urgent,omitempty"`
	// Preselected says whether only suppliers selected beforehand could tender.
	Preselected *bool `json:"preselected,omitempty"`
	// Agreed says whether all those selected agreed to the time.
	Agreed *bool `json:"agreed,omitempty"`
}

// conditions returns the facts, with those that are not stated as given. A prior notice
// or urgency that is not stated is none.
func (i *Invitation) conditions(unknown bool) Conditions {
	or := func(b *bool) bool {
		if b == nil {
			return unknown
		}
		return *b
	}
	return Conditions{
		ElectronicNotice: or(i.ElectronicNotice), DocumentsOnline: or(i.DocumentsOnline), ElectronicTenders: or(i.ElectronicTenders),
		PriorNotice: !i.PriorNotice.IsZero(), Urgent: i.Urgent != nil && *i.Urgent,
		Preselected: i.Preselected != nil && *i.Preselected, Agreed: i.Agreed != nil && *i.Agreed,
	}
}
