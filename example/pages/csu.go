package pages

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// csuView is everything about one unit.
type csuView struct {
	unitRow
	Day          nhs.Date
	Picture      template.HTML
	Before       []stepRow
	After        []stepRow
	Customers    []customerGroup
	Incomes      []csu.Income
	Places       []textPart // frameworks where it held a place
	Sources      []england.Source
	AutonomySaid []csu.Autonomy
}

// A stepRow is a takeover in a table.
type stepRow struct {
	Unit      textPart
	Effective nhs.PartialDate
	Kind      lineage.SuccessionKind
	Note      string
}

// A customerGroup is the customers of a unit with the same relation to it.
type customerGroup struct {
	Relation, Basis string
	Customers       []textPart
}

func (d *data) csuPage(r *web.Request) (page, error) {
	day, on, err := d.pageDay(r, d.Market.CSUs.KnownUntil)
	if err != nil {
		return page{}, err
	}
	u, err := d.Unit(r)
	if err != nil {
		return page{}, err
	}
	h := d.Index.CSUHistory()
	v := csuView{unitRow: d.unitRow(u, d.OpenOn(u.Slug, day)), Day: day, Incomes: u.Incomes, AutonomySaid: u.Autonomy}
	cited := slices.Clone(u.Sources)
	relatives := map[nhs.OrgID]bool{u.Slug: true}
	for s := range h.Takeovers(u.Slug) {
		v.Before = append(v.Before, stepRow{d.unitLink(s.Predecessor), s.Effective, s.Kind, s.Note})
		cited = append(cited, s.Sources...)
	}
	for s := range h.Successions(u.Slug) {
		v.After = append(v.After, stepRow{d.unitLink(s.Successor), s.Effective, s.Kind, s.Note})
		cited = append(cited, s.Sources...)
	}
	for s := range h.SuccessionsInto(u.Slug) {
		relatives[s.Predecessor] = true
	}
	for s := range h.SuccessionsFrom(u.Slug) {
		relatives[s.Successor] = true
	}
	if len(relatives) > 1 {
		v.Picture = d.lineagePicture("lineage", "The line of "+v.Short(), "Each row is a plan or a unit, from its beginning to its end. An arc leads from one that ended to the one that has its work.", d.family(relatives), day)
	}
	v.Customers = d.customersOf(u)
	for _, c := range u.Customers {
		cited = append(cited, c.Sources...)
	}
	for _, n := range u.Incomes {
		cited = append(cited, n.Sources...)
	}
	for _, s := range u.Staff {
		cited = append(cited, s.Sources...)
	}
	for _, c := range u.Checkpoints {
		cited = append(cited, c.Sources...)
	}
	for _, f := range u.EndFacts {
		cited = append(cited, f.Sources...)
	}
	v.Places = d.placesOf(u)
	v.Sources = d.cited(cited)
	return page{
		Template: "csu", On: on, Data: v, Title: shortUnit(u.Name), Lead: leadOf(u),
		JSON: "/v1/csus/" + string(u.Slug) + "?as_of=" + day.String(), CSV: "/v1/csus/" + string(u.Slug) + "/predecessors?depth=all&format=csv",
	}, nil
}

// leadOf says in a sentence what a unit is.
func leadOf(u *csu.Unit) string {
	switch {
	case u.Stage == csu.NotACSU:
		return "Not a commissioning support unit, though some lists include it."
	case u.Stage == csu.Working && u.Closed.IsZero():
		lead := fmt.Sprintf("A commissioning support unit, operating since %s.", longDate(u.Opened))
		if !u.EndAnnounced.IsZero() {
			lead += " Its closure has been announced."
		}
		return lead
	case u.Stage == csu.Working:
		return fmt.Sprintf("A commissioning support unit. It opened %s and %s.", onDate(u.Opened), endWords(u.End))
	}
	return "A 2012 plan for a commissioning support unit."
}

// customersOf groups the customers of a unit by their relation to it.
func (d *data) customersOf(u *csu.Unit) []customerGroup {
	var all []customerGroup
	groups := map[string]int{}
	for _, c := range u.Customers {
		key := string(c.Relation) + " " + string(c.Basis)
		i, ok := groups[key]
		if !ok {
			i = len(all)
			groups[key] = i
			all = append(all, customerGroup{Relation: string(c.Relation), Basis: string(c.Basis)})
		}
		link := textPart{string(c.ID), ""}
		if g, ok := d.Index.CCG(c.ID); ok {
			link = textPart{shortGroup(g.Name), "/ccgs/" + string(g.Code)}
		}
		all[i].Customers = append(all[i].Customers, link)
	}
	return all
}

// placesOf lists the frameworks where a unit, or a group that it was in, made a bid.
func (d *data) placesOf(u *csu.Unit) []textPart {
	var places []textPart
	for i := range d.Market.Frameworks {
		a := &d.Market.Frameworks[i]
		for _, award := range a.Awards {
			supplier, ok := a.Supplier(award.Supplier)
			if !ok || award.Supplier != u.Slug && !slices.ContainsFunc(supplier.Members, func(m framework.Member) bool { return m.ID == u.Slug }) {
				continue
			}
			lot := ""
			if award.Lot != "" {
				lot = ", lot " + award.Lot
			}
			places = append(places, textPart{fmt.Sprintf("%s%s: %s", a.Name, lot, award.Outcome), "/frameworks/" + string(a.ID)})
		}
	}
	return places
}
