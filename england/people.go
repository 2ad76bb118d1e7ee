package england

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A counted is a count with the group that it is of.
type counted struct {
	of *ccg.Group
	ccg.Population
}

// readPopulations gives each group its counts: those of a year, then those of which the
// day is known, which are the lists of each quarter from April 2013 to January 2016, the
// official table of October 2014, and the residents of each set of boundaries.
func readPopulations(groups map[nhs.OrgID]*ccg.Group) error {
	var all []counted
	for _, name := range [...]string{"ccg_population.csv", "ccg_population_dated.csv"} {
		var err error
		if all, err = readPeople(name, groups, all); err != nil {
			return err
		}
	}
	number := make(map[*ccg.Group]int, len(groups))
	for i := range all {
		number[all[i].of]++
	}
	room := make([]ccg.Population, len(all)) // of all groups together: one allocation
	for g, n := range number {
		g.Populations, room = room[:0:n], room[n:]
	}
	for i := range all {
		g := all[i].of
		g.Populations = append(g.Populations, all[i].Population)
	}
	return nil
}

func readPeople(name string, groups map[nhs.OrgID]*ccg.Group, all []counted) ([]counted, error) {
	t := openTable(name)
	hasYear := slices.Contains(t.header, "year")
	all = slices.Grow(all, strings.Count(t.rows.rest, "\n"))
	for t.next() {
		p := ccg.Population{
			On:         t.date("on"),
			People:     parsed(t, "population", ccg.ParsePeople),
			Basis:      ccg.Basis(t.text("basis")),
			Boundaries: t.date("ccg_boundaries"),
			Measure:    t.text("measure"),
			Source:     t.text("source"),
		}
		if p.Year = p.On.Year(); hasYear {
			p.Year = parsed(t, "year", strconv.Atoi)
			p.Partial = t.text("flag") == "partial-coverage"
		}
		all = append(all, counted{of(t, groups), p})
	}
	return all, t.err
}

// readCountDoubts gives the counts that cannot be right their doubt.
func readCountDoubts(groups map[nhs.OrgID]*ccg.Group) error {
	t := openTable("ccg_population_doubts.csv")
	for t.next() {
		p := doubted(t, of(t, groups))
		p.Doubt = &ccg.CountDoubt{
			Reason:     ccg.DoubtReason(t.text("reason")),
			Practices:  t.list("practices"),
			Beside:     []ccg.NearCount{nearCount(t, "before"), nearCount(t, "after")},
			Note:       t.text("note"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
		}
	}
	return t.err
}

// doubted returns the count that the row is about.
func doubted(t *table, g *ccg.Group) *ccg.Population {
	year, people, source := parsed(t, "year", strconv.Atoi), parsed(t, "population", ccg.ParsePeople), t.text("counted_by")
	for i := range g.Populations {
		if p := &g.Populations[i]; p.Year == year && p.Source == source && p.People == people {
			return p
		}
	}
	t.fail(0, fmt.Errorf("%s has no count of %v people in %d from %s", g.Code, people, year, source))
	return &ccg.Population{}
}

func nearCount(t *table, side string) ccg.NearCount {
	return ccg.NearCount{
		Year:   parsed(t, side+"_year", strconv.Atoi),
		On:     t.date(side + "_on"),
		People: parsed(t, side+"_population", ccg.ParsePeople),
		Source: t.text(side + "_source"),
	}
}
