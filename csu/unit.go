package csu

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Stage says how far a body got.
type Stage string

const (
	// Plan is a support service of 2012 that did not reach April 2013 under its own
	// name: it was stopped, or became part of another.
	Plan Stage = "plan"
	// Working is a unit that sold support to commissioners from April 2013 on.
	// Only these are counted as units.
	Working Stage = "unit"
	// NotACSU is another body that appears in lists of CSUs, such as a firm with an
	// ODS code of that role.
	NotACSU Stage = "not-a-csu"
)

// A Kind says who owns a body. An ODS code with the CSU role does not show it.
type Kind string

const (
	// Hosted is a part of the NHS that NHS England hosts. It is not a legal person.
	Hosted Kind = "nhs-hosted"
	// Independent is a firm, charity or other body outside NHS England.
	Independent Kind = "independent"
)

// An End says how a body ended.
type End string

const (
	// Merged is one of several bodies that became a new one.
	Merged End = "merged"
	// TakenOver is a body that an existing one took over.
	TakenOver End = "taken-over"
	// ClosedDown is a body that was closed.
	ClosedDown End = "closed"
	// WoundDown is a body that lost its work gradually.
	WoundDown End = "wound-down"
	// Renamed is a plan that continued under another name.
	Renamed End = "renamed"
	// MergedEarly is a plan that became part of another before April 2013.
	MergedEarly End = "merged-before-opening"
	// SplitEarly is a plan that was divided before April 2013.
	SplitEarly End = "split-before-opening"
	// StoppedEarly is a plan that was stopped before April 2013.
	StoppedEarly End = "stopped-before-opening"
)

// A Unit is a commissioning support unit, a plan for one, or a body that is mistaken
// for one. Unknown values are left out.
type Unit struct {
	// Slug identifies it in this register.
	Slug nhs.OrgID `json:"slug,omitempty"`
	// Name is its full name.
	Name string `json:"name"`
	// Aliases are its other names. Two units can share one.
	Aliases []string `json:"aliases,omitempty"`
	// ODSCode is its code in the Organisation Data Service.
	ODSCode nhs.OrgID `json:"ods_code,omitempty"`
	// ODSRole is the role that the code is filed under; RO213 is that of CSUs.
	ODSRole string `json:"ods_role,omitempty"`
	// Stage says how far it got.
	Stage Stage `json:"stage,omitempty"`
	// Kind says who owns it.
	Kind Kind `json:"kind,omitempty"`

	// Formed is when it was first named, as a plan or through a merger of plans.
	Formed nhs.PartialDate `json:"formed,omitzero"`
	// Opened is its first day of work.
	Opened nhs.PartialDate `json:"opened,omitzero"`
	// EndAnnounced is when its end was announced.
	EndAnnounced nhs.PartialDate `json:"end_announced,omitzero"`
	// Closed is its last day of work, if that day is known. If it is known only in
	// part, it is the first day without the unit: 2014-10 is a change on some day of
	// that month. Zero means that it has not closed.
	Closed nhs.PartialDate `json:"closed,omitzero"`
	// End says how it ended.
	End End `json:"end,omitempty"`

	// Host is the body of which it is a part in law. Some lawyers and firms argued
	// that hosting was unlawful state aid (Health Service Journal, March 2013); no
	// ruling was found.
	Host string `json:"host,omitempty"`
	// Employer is the body that employs its staff, which is not the host.
	Employer string `json:"employer,omitempty"`
	// HostingEnded is when it left its host and continued; zero means never.
	HostingEnded nhs.PartialDate `json:"hosting_ended,omitzero"`

	// Checkpoints are the five tests that a unit had to pass from 2012 on.
	Checkpoints []Checkpoint `json:"checkpoints,omitempty"`
	// Licences are its permissions to operate, oldest first.
	Licences []Licence `json:"licences,omitempty"`
	// Governance is how it was steered.
	Governance *Governance `json:"governance,omitempty"`
	// Leaders are the people who ran it.
	Leaders []Leader `json:"leaders,omitempty"`
	// Autonomy is the plans or steps to make it independent, oldest first.
	Autonomy []Autonomy `json:"autonomy,omitempty"`
	// Alliance names the alliance in which it bid for the Lead Provider Framework
	// in 2014.
	Alliance string `json:"alliance,omitempty"`

	// HostingCharges are what its host charged, by year.
	HostingCharges []HostingCharge `json:"hosting_charges,omitempty"`
	// BusinessPlan is its plan of 2012 for the first four years.
	BusinessPlan *BusinessPlan `json:"business_plan,omitempty"`
	// Incomes are what it took in, by year.
	Incomes []Income `json:"incomes,omitempty"`
	// Customers are the bodies that bought from it, or said they would.
	Customers []Customer `json:"customers,omitempty"`
	// Staff is the number of people who worked for it, as stated.
	Staff []Headcount `json:"staff,omitempty"`
	// EndFacts are dated statements about its end, oldest first.
	EndFacts []EndFact `json:"end_facts,omitempty"`
	// Lines are the service lines that it offered.
	Lines []service.ID `json:"lines,omitempty"`

	// Town is the town of its address in ODS.
	Town string `json:"town,omitempty"`
	// Postcode is the postcode of its address in ODS.
	Postcode string `json:"postcode,omitempty"`
	// Sources are the identifiers of the sources of its dates and names.
	Sources []string `json:"sources,omitempty"`
	// Confidence in the dates is high, medium or low; "" means not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// born returns when u began, as a plan or as a unit.
func (u *Unit) born() nhs.PartialDate {
	if !u.Formed.IsZero() {
		return u.Formed
	}
	return u.Opened
}

// gone returns the first day without u, or no date if u has not closed.
func (u *Unit) gone() nhs.PartialDate {
	if last, ok := u.Closed.Exact(); ok {
		return dayAfter(last)
	}
	return u.Closed
}

// dayAfter returns the next day, or d itself at the end of the calendar.
func dayAfter(d nhs.Date) nhs.PartialDate {
	if next := d.AddDays(1); !next.IsZero() {
		return nhs.PartialDateOf(next)
	}
	return nhs.PartialDateOf(d)
}

// OpenOn answers whether u was at work on d, from its own dates alone. [Register.On]
// can know more, since a merger also dates the bodies that it joined.
func (u *Unit) OpenOn(d nhs.Date) nhs.Tristate {
	if u.Stage != Working {
		return nhs.No
	}
	return between(u.Opened, u.gone(), d)
}

// between answers whether d lies from first to the day before gone.
func between(first, gone nhs.PartialDate, d nhs.Date) nhs.Tristate {
	day := nhs.PartialDateOf(d)
	open := first.After(day).Not()
	if gone.IsZero() {
		return open
	}
	return open.And(gone.After(day))
}

// organisation returns u as a member of a history, from its forming to its end. When
// it used which name is unknown.
func (u *Unit) organisation() lineage.Organisation {
	o := lineage.Organisation{ID: u.Slug, Name: u.Name, Opened: u.born(), Closed: u.Closed}
	if _, exact := u.Closed.Exact(); !exact && !u.Closed.IsZero() {
		o.Closed = dayBefore(u.Closed)
	}
	o.Names = append(o.Names, lineage.Name{Name: u.Name, Sources: u.Sources})
	for _, alias := range u.Aliases {
		o.Names = append(o.Names, lineage.Name{Name: alias, Sources: u.Sources})
	}
	return o
}

// dayBefore moves a partly known day back by one.
func dayBefore(p nhs.PartialDate) nhs.PartialDate {
	moved, err := nhs.NewPartialDate(p.Earliest().AddDays(-1), p.Latest().AddDays(-1))
	if err != nil {
		return p // at the beginning of the calendar
	}
	return moved
}
