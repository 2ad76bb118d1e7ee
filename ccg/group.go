package ccg

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Group is a clinical commissioning group: a statutory body that bought health
// care for the patients of its member practices between 1 April 2013 and 30 June
// 2022.
type Group struct {
	// Code is its ODS code, such as 00F.
	Code nhs.OrgID `json:"code,omitzero"`
	// Name is the last name it had as a CCG.
	Name string `json:"name"`
	// Opened is its first day.
	Opened nhs.Date `json:"opened,omitzero"`
	// Closed is its last day; the zero date means that it has not closed.
	Closed nhs.Date `json:"closed,omitzero"`
	// Names are the names that sources show it under, oldest first.
	Names []lineage.Name `json:"names,omitempty"`
	// ONSCodes are its statistical codes over time; a change of code marks a
	// change of boundary.
	ONSCodes []ONSCode `json:"ons_codes,omitempty"`
	// Areas are the area team and the regions of NHS England that it was in, each with
	// its days.
	Areas []Area `json:"areas,omitempty"`
	// Region is the NHS England region that the code is filed under, by the seven regions
	// of 2019. It says nothing of the years before: see [Group.RegionOn].
	Region string `json:"region,omitempty"`
	// ICB is the integrated care board that the code was placed in on 1 July 2022.
	ICB nhs.OrgID `json:"icb,omitempty"`
	// Populations are the published counts of its people, by year, basis and boundary.
	Populations []Population `json:"populations,omitempty"`
	// Years are its running costs by financial year.
	Years []Year `json:"years,omitempty"`
	// Sources are the identifiers of the sources of its dates and name.
	Sources []string `json:"sources,omitempty"`
}

// An ONSCode is a statistical code that a group (E38…), a board (E54…) or a sub-ICB
// location (E38…) was seen under.
type ONSCode struct {
	// Code is the nine-character code.
	Code string `json:"code" limit:"id"`
	// FirstSeen is the month, or the day, in which a source first shows it.
	FirstSeen nhs.PartialDate `json:"first_seen,omitzero"`
	// LastSeen is the month, or the day, in which a source last shows it.
	LastSeen nhs.PartialDate `json:"last_seen,omitzero"`
	// Sources are the identifiers of those sources.
	Sources []string `json:"sources,omitempty"`
}

// OpenOn reports whether the group was open on d. Its first and its last day
// count; a group without a first day is not known to have been open.
func (g *Group) OpenOn(d nhs.Date) bool {
	return !g.Opened.IsZero() && g.life().Contains(d)
}

// life returns the days on which the group was or may have been open.
func (g *Group) life() nhs.Period { return nhs.NewPeriod(g.Opened, g.Closed) }

// NameOn returns the group's name on d, by the rules of
// [lineage.Organisation.NameOn]: among the names that a source had shown by then,
// the one that sources kept longest. Before the first sighting it is the name seen
// first. A group without dated names goes by Name.
func (g *Group) NameOn(d nhs.Date) string { return g.organisation().NameOn(d) }

// organisation returns the group as a member of a history.
func (g *Group) organisation() lineage.Organisation {
	o := lineage.Organisation{ID: g.Code, Name: g.Name, Names: g.Names}
	if !g.Opened.IsZero() {
		o.Opened = nhs.PartialDateOf(g.Opened)
	}
	if !g.Closed.IsZero() {
		o.Closed = nhs.PartialDateOf(g.Closed)
	}
	return o
}

// Year returns the running costs of the financial year, and whether any are
// recorded. Nothing is carried over from another year.
func (g *Group) Year(y nhs.FinancialYear) (Year, bool) {
	for i := range g.Years {
		if g.Years[i].Year == y {
			return g.Years[i], true
		}
	}
	return Year{}, false
}
