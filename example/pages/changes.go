package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// A change is something that happened in a year.
type change struct {
	On   nhs.PartialDate
	What []textPart
}

// changesOf collects what happened in one financial year.
type changesOf struct {
	*data
	year nhs.FinancialYear
	all  []change
}

// changes lists what happened in a financial year, in the order of time.
func (d *data) changes(year nhs.FinancialYear) []change {
	c := changesOf{data: d, year: year}
	c.addBodies()
	c.addUnits()
	c.addFrameworks()
	slices.SortStableFunc(c.all, func(a, b change) int {
		if order := a.On.Compare(b.On); order != 0 {
			return order
		}
		return strings.Compare(a.What[0].Text, b.What[0].Text)
	})
	return c.all
}

func (c *changesOf) add(on nhs.PartialDate, what ...textPart) {
	c.all = append(c.all, change{on, what})
}

// has reports whether a date may be in the year, by its earliest day.
func (c *changesOf) has(p nhs.PartialDate) bool {
	return !p.IsZero() && !p.Earliest().Before(c.year.First()) && !p.Earliest().After(c.year.Last())
}

// addBodies adds the groups that opened or took over from others, and the boards.
func (c *changesOf) addBodies() {
	opened := map[nhs.Date]int{}
	mergers := map[nhs.OrgID]int{} // predecessors by successor
	for _, s := range c.Market.CCGs.Successions {
		if _, isGroup := c.Index.CCG(s.Successor); isGroup && c.has(s.Effective) && s.IsTakeover() {
			mergers[s.Successor]++
		}
	}
	for i := range c.Market.CCGs.Groups {
		g := &c.Market.CCGs.Groups[i]
		if !c.year.Contains(g.Opened) {
			continue
		}
		if n := mergers[g.Code]; n > 0 {
			c.add(nhs.PartialDateOf(g.Opened), textPart{g.NameOn(g.Opened), "/ccgs/" + string(g.Code) + "?as_of=" + g.Opened.String()}, textPart{fmt.Sprintf(" took over from %d CCGs.", n), ""})
		} else {
			opened[g.Opened]++
		}
	}
	for day, n := range opened {
		c.add(nhs.PartialDateOf(day), textPart{plural(n, "CCG", "CCGs"), "/ccgs?as_of=" + day.String()}, textPart{" opened.", ""})
	}
	if boards := c.ICBs.First; c.year.Contains(boards) {
		c.add(nhs.PartialDateOf(boards), textPart{"Integrated care boards took over from all CCGs.", ""})
	}
}

// addUnits adds the units that began or ended, and who has the work of those.
func (c *changesOf) addUnits() {
	began := map[nhs.PartialDate][]textPart{}
	for i := range c.Market.CSUs.Units {
		u := &c.Market.CSUs.Units[i]
		name := textPart{shortUnit(u.Name), "/csus/" + string(u.Slug)}
		if u.Stage == csu.NotACSU {
			continue
		}
		if c.has(u.Opened) {
			began[u.Opened] = append(began[u.Opened], name)
		}
		if c.has(u.Closed) && u.End != "" {
			c.add(u.Closed, c.endOf(u, name)...)
		}
	}
	for on, units := range began {
		if len(units) == 1 {
			c.add(on, units[0], textPart{" opened.", ""})
			continue
		}
		what := []textPart{{plural(len(units), "CSU", "CSUs"), "/csus?as_of=" + on.Latest().String()}, {" opened: ", ""}}
		for i, u := range units {
			if i > 0 {
				what = append(what, textPart{", ", ""})
			}
			what = append(what, u)
		}
		c.add(on, append(what, textPart{".", ""})...)
	}
}

func (c *changesOf) endOf(u *csu.Unit, name textPart) []textPart {
	what := []textPart{name, {" " + endWords(u.End), ""}}
	for i, s := range slices.Collect(c.Index.CSUHistory().Successions(u.Slug)) {
		joint := ": its work went to "
		if i > 0 {
			joint = " and "
		}
		what = append(what, textPart{joint, ""}, c.unitLink(s.Successor))
	}
	return append(what, textPart{".", ""})
}

// addFrameworks adds the steps of framework agreements.
func (c *changesOf) addFrameworks() {
	for i := range c.Market.Frameworks {
		a := &c.Market.Frameworks[i]
		for _, step := range []struct {
			on   nhs.PartialDate
			what string
		}{
			{a.Dates.Notice, ": the notice was published."}, {a.Dates.Award, ": the winners were announced to bidders."},
			{a.Dates.Live, " opened to buyers."}, {a.Dates.Expiry, " expired."},
		} {
			if c.has(step.on) {
				c.add(step.on, textPart{a.Name, "/frameworks/" + string(a.ID)}, textPart{step.what, ""})
			}
		}
	}
}
