package analysis

import (
	"cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// An AllowanceResult is the running-cost allowances of one year, each against the people
// by which it was set and those who were registered.
type AllowanceResult struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// National is the allowance per head of England; nil if unknown for the year.
	National *ccg.Rate `json:"national,omitempty"`
	// Sum is the sum of the known allowances in pounds; nil if none is known.
	Sum *nhs.Money `json:"sum,omitempty"`
	// SumAtLeast says that Sum is a lower bound, since an allowance is unknown.
	SumAtLeast bool `json:"sum_at_least,omitempty"`
	// Gained is how many groups certainly got more than they would have by registered
	// people; nil if that is unknown.
	Gained *int `json:"gained,omitempty"`
	// Lost is how many certainly got less; nil if that is unknown.
	Lost *int `json:"lost,omitempty"`
	// Undecided is how many may have got more or less, as the source rounds the
	// allowances; nil if that is unknown.
	Undecided *int `json:"undecided,omitempty"`
	// Groups are the groups that were open in the year, in the order of the register.
	Groups []GroupAllowance `json:"groups"`
	// Coverage counts the groups with a known allowance.
	Coverage Coverage `json:"coverage"`
}

// A GroupAllowance is the allowance of one group. What is unknown is nil.
type GroupAllowance struct {
	// Code is the group's code.
	Code nhs.OrgID `json:"code"`
	// Name is its name.
	Name string `json:"name"`
	// Allowance is in pounds.
	Allowance *nhs.Money `json:"allowance,omitempty"`
	// Status says whether it is published or estimated.
	Status ccg.Status `json:"status,omitempty"`
	// People are those by which it was set.
	People *int64 `json:"people,omitempty"`
	// PeopleBasis says which people those are.
	PeopleBasis ccg.Basis `json:"people_basis,omitempty"`
	// PerHead is the allowance for each of People, in pounds.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Registered are the patients on the lists of its practices.
	Registered *int64 `json:"registered,omitempty"`
	// RegisteredOn is the day on which those were counted; no date if the source gives
	// none.
	RegisteredOn nhs.Date `json:"registered_on,omitzero"`
	// PeopleDoubt says why that count cannot be right; nil if nobody doubts it.
	PeopleDoubt *ccg.CountDoubt `json:"people_doubt,omitempty"`
	// PerRegistered is the allowance for each of Registered, in pounds.
	PerRegistered *nhs.Rate `json:"per_registered,omitempty"`
	// Gain is what the group got beyond its part of Sum by registered people, in pounds;
	// less than zero if it got less. It is nil unless both are known of every group, the
	// people by counts of one day.
	Gain *nhs.Money `json:"gain,omitempty"`
	// GainWithin is the most that Gain may be out, up or down, since the source rounds the
	// allowances, in pounds. It is zero if the source does not round,
	// and nil without Gain.
	GainWithin *nhs.Money `json:"gain_within,omitempty"`

	rounded nhs.Money // by how much the source may have rounded the allowance
}

// Allowances returns the running-cost allowance of every group that was open at some time
// in the year. Without a year it is 2013/14, the one year of which the allowance of each
// group is published.
//
// Allowances were set by lists scaled to population projections. The gain compares that
// with the same sum divided by the lists as they were: a group with many more patients
// than residents by the projections lost by the choice.
func Allowances(x *commissioning.Index, y nhs.FinancialYear) AllowanceResult {
	y = cmp.Or(y, firstYear)
	a := newCoverageBuilder()
	r := AllowanceResult{Year: y, Groups: []GroupAllowance{}}
	if rate, ok := nationalRate(x, y); ok {
		r.National = &rate
	}
	known := 0
	var sum nhs.Money
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) != g {
			a.exclude("the second entry of group %q", g.Code)
			continue
		}
		if !wasOpenIn(g, y) {
			continue
		}
		row := groupAllowance(g, y, a)
		if row.Allowance != nil {
			known++
			sum = sum.Add(*row.Allowance)
		}
		r.Groups = append(r.Groups, row)
	}
	if known > 0 {
		r.Sum, r.SumAtLeast = &sum, known < len(r.Groups)
	}
	r.compare(a)
	if missing := len(r.Groups) - known; missing > 0 {
		a.addMissing("The allowance of %s is unknown.", outOf(missing, len(r.Groups), "group", "groups"))
		a.Remedies = append(a.Remedies, "the allowance of each group in "+y.String()+" (NHS England's allocation tables), as allowances of the groups' years in a market document")
	}
	r.Coverage = a.build(known, len(r.Groups), "groups open in "+y.String()+" with a known allowance")
	return r
}

func groupAllowance(g *ccg.Group, y nhs.FinancialYear, a *coverageBuilder) GroupAllowance {
	row := GroupAllowance{Code: g.Code, Name: g.Name}
	if p, ok := g.Population(y.First().Year(), ccg.Registered); ok {
		people := int64(p.People)
		row.Registered, row.RegisteredOn, row.PeopleDoubt = &people, p.On, p.Doubt
		a.cite(p.Source)
	}
	year, ok := g.Year(y)
	if !ok {
		return row
	}
	if h := year.Headcount; h != nil && h.People > 0 {
		people := int64(h.People)
		row.People, row.PeopleBasis = &people, h.Basis
		a.use(h.Synthetic)
	}
	if w := year.Allowance; w != nil {
		row.Allowance, row.Status, row.PerHead = &w.Amount, w.Status, allowancePerHead(w, row.People)
		row.rounded = w.Rounding()
		row.PerRegistered = perHead(w.Amount, true, row.Registered)
		a.noteRounding(w, row.People)
		a.noteRounding(w, row.Registered)
		a.use(w.Synthetic, w.Source)
	}
	return row
}

// compare divides the sum by registered people, if both are known of every group and the
// people were counted on one day.
func (r *AllowanceResult) compare(a *coverageBuilder) {
	people := make([]int64, 0, len(r.Groups))
	doubted, unknown, otherDay := 0, 0, false
	for i := range r.Groups {
		g := &r.Groups[i]
		if g.PeopleDoubt != nil {
			doubted++
		}
		if g.Registered == nil {
			unknown++
			continue
		}
		people = append(people, *g.Registered)
		otherDay = otherDay || g.RegisteredOn != r.Groups[0].RegisteredOn
	}
	if doubted > 0 {
		a.addMissing("The registered people of %s cannot be right, so that every gain is uncertain; the rows say why.", outOf(doubted, len(r.Groups), "group", "groups"))
	}
	switch {
	case unknown > 0:
		a.addMissing("The registered people of %s in %d are unknown, so that who gained is unknown too.", outOf(unknown, len(r.Groups), "group", "groups"), r.Year.First().Year())
		a.Remedies = append(a.Remedies, "the registered people of each group, as populations in a market document")
	case otherDay:
		a.addMissing("The registered people were not counted on one day, so that who gained is unknown.")
	case r.Sum != nil && !r.SumAtLeast:
		r.gains(people)
	}
}

// gains sets what each group got beyond its part of the sum by people, and how far the
// rounding of the allowances may move that: by the rounding of its own allowance, and by
// its part of the rounding of all.
func (r *AllowanceResult) gains(people []int64) {
	var rounded nhs.Money
	for i := range r.Groups {
		rounded = rounded.Add(r.Groups[i].rounded)
	}
	parts, err := r.Sum.Allocate(people...)
	if err != nil {
		return // no people at all
	}
	roundedParts, err := rounded.Allocate(people...)
	if err != nil {
		return
	}
	var gained, lost, undecided int
	for i := range r.Groups {
		g := &r.Groups[i]
		gain, within := g.Allowance.Sub(parts[i]), g.rounded.Add(roundedParts[i])
		if !within.Equal(nhs.Money{}) {
			within = within.Add(nhs.MoneyFromPence(1)) // for the pence of the two allocations
		}
		g.Gain, g.GainWithin = &gain, &within
		switch {
		case within.Sign() > 0 && gain.Abs().Compare(within) <= 0:
			undecided++
		case gain.Sign() > 0:
			gained++
		case gain.Sign() < 0:
			lost++
		}
	}
	r.Gained, r.Lost, r.Undecided = &gained, &lost, &undecided
}

// Completeness returns the coverage.
func (r AllowanceResult) Completeness() Coverage { return r.Coverage }

// Table returns a row for each group.
func (r AllowanceResult) Table() Table {
	t := Table{
		Title: "Running-cost allowances of " + r.Year.String() + ", by the people who set them and by those registered",
		Key:   1,
		Columns: []Column{
			{Key: "code", Heading: "code"}, {Key: "name", Heading: "group"},
			{Key: "status", Heading: "the allowance is"},
			{Key: "allowance", Heading: "allowance", Unit: unitPounds},
			{Key: "people", Heading: "people it was set by", Unit: unitCount},
			{Key: "per_head", Heading: "per head", Unit: unitPerHead},
			{Key: "registered", Heading: "registered", Unit: unitCount},
			{Key: "registered_on", Heading: "counted on"},
			{Key: "per_registered", Heading: "per registered person", Unit: unitPerHead},
			{Key: "gain", Heading: "more than by registered people", Unit: unitPounds},
			{Key: "gain_within", Heading: "give or take", Unit: unitPounds},
			{Key: "people_doubt", Heading: "doubt of the count", Sparse: true},
		},
	}
	if r.Sum != nil {
		t.Notes = append(t.Notes, "Together: "+atLeast(r.SumAtLeast)+r.Sum.String()+".")
	}
	if r.Gained != nil {
		t.Notes = append(t.Notes, format.Count(*r.Gained, "group", "groups")+" got more than by registered people, "+format.Int(int64(*r.Lost))+" got less.")
		if *r.Undecided > 0 {
			t.Notes = append(t.Notes, "Of "+format.Int(int64(*r.Undecided))+" that cannot be said, as the source rounds the allowances.")
		}
	}
	t.Notes = append(t.Notes, r.Coverage.notes()...)
	for _, g := range r.Groups {
		on, doubt := Cell{}, Cell{}
		if !g.RegisteredOn.IsZero() {
			on = CellOf(g.RegisteredOn.String())
		}
		if g.PeopleDoubt != nil {
			doubt = CellOf(string(g.PeopleDoubt.Reason))
		}
		t.Rows = append(t.Rows, append(texts(string(g.Code), g.Name, string(g.Status)),
			OptionalCell(g.Allowance), OptionalCell(g.People), OptionalCell(g.PerHead),
			OptionalCell(g.Registered), on, OptionalCell(g.PerRegistered), OptionalCell(g.Gain), OptionalCell(g.GainWithin), doubt))
	}
	return t
}
