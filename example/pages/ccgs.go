package pages

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// ccgsView is the CCGs of a day.
type ccgsView struct {
	Day    nhs.Date
	Q      string
	Groups []groupRow
	Others []groupRow // that fit what is looked for but were not open
	Days   []nhs.Date
	None   string // why there is none
}

// A groupRow is a CCG in a table.
type groupRow struct {
	Code   nhs.OrgID
	Name   string // on the day
	Href   string
	People *ccg.Population
	Opened nhs.Date
	Closed nhs.Date
}

func (d *data) ccgsPage(r *web.Request) (page, error) {
	day, on, err := d.pageDay(r, d.KnownUntil)
	if err != nil {
		return page{}, err
	}
	q, err := r.Search()
	if err != nil {
		return page{}, err
	}
	v := ccgsView{Day: day, Q: r.Query.Get("q")}
	for i := range d.Market.CCGs.Groups {
		g := &d.Market.CCGs.Groups[i]
		if !api.Fits(g, q) {
			continue
		}
		row := groupRow{g.Code, shortGroup(g.NameOn(day)), "/ccgs/" + string(g.Code) + "?as_of=" + day.String(), peopleBy(g, day), g.Opened, g.Closed}
		switch {
		case g.OpenOn(day):
			v.Groups = append(v.Groups, row)
		case v.Q != "":
			row.Href = "/ccgs/" + string(g.Code) + "?as_of=" + g.Opened.String()
			v.Others = append(v.Others, row)
		}
	}
	byName := func(a, b groupRow) int { return cmp.Compare(a.Name, b.Name) }
	slices.SortFunc(v.Groups, byName)
	slices.SortFunc(v.Others, byName)
	if v.Q == "" {
		v.None = whyNone(d.CCGs, "CCG", day)
	}
	for _, c := range d.openCounts() {
		if c.CCGs > 0 {
			v.Days = append(v.Days, c.Day)
		}
	}
	var all choice
	return page{
		Template: "ccgs", On: on, Data: v,
		JSON: all.with("/v1/ccgs", "as_of", day.String(), "q", v.Q), CSV: all.with("/v1/ccgs", "as_of", day.String(), "q", v.Q, "format", web.FormatCSV),
		Title: "Clinical commissioning groups",
		Lead:  "Each bought health care for the patients of its family doctors. There were 211 in April 2013 and 106 at the end in June 2022.",
	}, nil
}

// whyNone says in words why there was no body of a kind on a day.
func whyNone(s api.Span, kind string, day nhs.Date) string {
	switch {
	case s.First.IsZero():
		return ""
	case day.Before(s.First):
		return fmt.Sprintf("The first %s opened on %s.", kind, longDay(s.First))
	case !s.Last.IsZero() && day.After(s.Last):
		return fmt.Sprintf("The last %s closed on %s.", kind, longDay(s.Last))
	}
	return ""
}

// peopleBy is the latest count of registered people by the day, or by its year where the
// day of a count is not known; nil if there is none. It is always shown with its own
// year, and with its doubt.
func peopleBy(g *ccg.Group, day nhs.Date) *ccg.Population {
	var best *ccg.Population
	for i := range g.Populations {
		p := &g.Populations[i]
		if p.Basis != ccg.Registered || p.Partial || p.Year > day.Year() || p.On.After(day) {
			continue
		}
		if best == nil || p.Year > best.Year || p.Year == best.Year && p.On.After(best.On) {
			best = p
		}
	}
	return best
}
