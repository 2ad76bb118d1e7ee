package server

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
)

// leadOf says in a sentence what a unit is.
func leadOf(u *csu.Unit) string {
	switch {
	case u.Stage == csu.NotACSU:
		return "Not a commissioning support unit, though some lists of them hold it."
	case u.Stage == csu.Working && u.Closed.IsZero():
		lead := fmt.Sprintf("A commissioning support unit, at work since %s.", longDate(u.Opened))
		if !u.EndAnnounced.IsZero() {
			lead += " Its closing has been announced."
		}
		return lead
	case u.Stage == csu.Working:
		return fmt.Sprintf("A commissioning support unit. It began work %s and %s.", onDate(u.Opened), endWords(u.End))
	}
	return "A plan of 2012 for a commissioning support unit."
}

// customersOf groups the customers of a unit by how they stood to it.
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
