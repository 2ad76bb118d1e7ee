package pages

import (
	"html/template"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// csusView is all units, and those of a day.
type csusView struct {
	Day     nhs.Date
	Count   int
	MayBe   int
	Units   []unitRow
	All     []unitRow // in the order of the picture
	Picture template.HTML
	Counts  []api.UnitCount
}

// A unitRow is a unit in a table.
type unitRow struct {
	*csu.Unit
	Open nhs.Tristate // on the day
	Next []textPart   // who took over
}

// Short is for the pages, as are the others.
func (u unitRow) Short() string     { return shortUnit(u.Name) }
func (u unitRow) EndWords() string  { return endWords(u.End) }
func (u unitRow) IsPlan() bool      { return u.Stage == csu.Plan }
func (u unitRow) MayBeOpen() bool   { return u.Open == nhs.Unknown }
func (u unitRow) IsElse() bool      { return u.Stage == csu.NotACSU }
func (u unitRow) StillThere() bool  { return u.Closed.IsZero() && u.End == "" }
func (u unitRow) ClosedExact() bool { _, ok := u.Closed.Exact(); return ok }
func (u unitRow) HowSure() string   { return howSure(u.Confidence) }
func (u unitRow) Born() nhs.PartialDate {
	if u.Formed.IsZero() {
		return u.Opened
	}
	return u.Formed
}

// howSure explains a degree of confidence.
func howSure(confidence lineage.Confidence) string {
	switch confidence {
	case "high":
		return "high: an official source, or two independent ones"
	case "medium":
		return "medium: one good source"
	case "low":
		return "low: one weak source, or an inference"
	}
	return "not stated"
}

func (d *data) unitRow(u *csu.Unit, open nhs.Tristate) unitRow {
	row := unitRow{Unit: u, Open: open}
	for s := range d.Index.CSUHistory().Successions(u.Slug) {
		row.Next = append(row.Next, d.unitLink(s.Successor))
	}
	return row
}

func (d *data) csusPage(r *web.Request) (page, error) {
	register := &d.Market.CSUs
	day, on, err := d.pageDay(r, register.KnownUntil)
	if err != nil {
		return page{}, err
	}
	listing := register.On(day)
	v := csusView{Day: day, Count: listing.Certain, MayBe: listing.Possible}
	for i := range listing.Items {
		v.Units = append(v.Units, d.unitRow(&listing.Items[i].Unit, listing.Items[i].Open))
	}
	all := d.family(nil)
	for _, u := range all {
		v.All = append(v.All, d.unitRow(u, nhs.Unknown))
	}
	v.Picture = d.lineagePicture("lineage", "From 26 plans to four units",
		"Each row is a plan or a unit from start to end. An arc leads from one that ended to its successor. Most changes came in 2013, in late 2014 and in the springs of 2015 and 2016.", all, day)
	for _, c := range register.Counts {
		item := api.UnitCount{PublishedCount: c}
		if n, ok := register.CountOn(c.On, c.Basis); ok {
			item.Certain, item.Possible = &n.Certain, &n.Possible
		}
		v.Counts = append(v.Counts, item)
	}
	return page{
		Template: "csus", On: on, Data: v, JSON: "/v1/csus?as_of=" + day.String(), CSV: "/v1/csus?as_of=" + day.String() + "&format=csv",
		Title: "Commissioning support units",
		Lead:  "Twenty-six plans were submitted in May 2012. Nineteen units opened in April 2013. Four are left. This is how each one got there.",
	}, nil
}

// family lists units in the order in which to draw them, those that became one
// beside each other: every one of the register or, given some, only those.
func (d *data) family(only map[nhs.OrgID]bool) []*csu.Unit {
	h := d.Index.CSUHistory()
	var all []*csu.Unit
	met := map[nhs.OrgID]bool{}
	var visit func(slug nhs.OrgID)
	visit = func(slug nhs.OrgID) {
		u, ok := d.Index.CSU(slug)
		if !ok || met[slug] || u.Stage == csu.NotACSU || only != nil && !only[slug] {
			return
		}
		met[slug] = true
		var before []nhs.OrgID
		for s := range h.Takeovers(slug) {
			before = append(before, s.Predecessor)
		}
		slices.Sort(before)
		for _, p := range before {
			visit(p)
		}
		all = append(all, u)
	}
	var last []*csu.Unit // of their lines, those that are still there first
	for i := range d.Market.CSUs.Units {
		u := &d.Market.CSUs.Units[i]
		for range h.Successions(u.Slug) {
			u = nil
			break
		}
		if u != nil {
			last = append(last, u)
		}
	}
	slices.SortStableFunc(last, func(a, b *csu.Unit) int {
		if a.Closed.IsZero() != b.Closed.IsZero() {
			if a.Closed.IsZero() {
				return -1
			}
			return 1
		}
		return b.Closed.Compare(a.Closed)
	})
	for _, u := range last {
		visit(u.Slug)
	}
	for i := range d.Market.CSUs.Units { // whose line leaves the family
		visit(d.Market.CSUs.Units[i].Slug)
	}
	return all
}

// lineagePicture draws units with their successions.
func (d *data) lineagePicture(id, title, desc string, units []*csu.Unit, day nhs.Date) template.HTML {
	c := chart.Lineage{ID: id, Title: title, Desc: desc, First: nhs.MustDate(2012, 5, 1), Last: d.Market.CSUs.KnownUntil, On: day}
	at := map[nhs.OrgID]int{}
	for i, u := range units {
		at[u.Slug] = i
		row := unitRow{Unit: u}
		n := chart.Node{Name: shortUnit(u.Name), Href: "/csus/" + string(u.Slug), Kind: 1}
		switch {
		case u.Stage == csu.Plan:
			n.Kind = 4
		case u.End == csu.ClosedDown || u.End == csu.WoundDown:
			n.Kind = 2
		}
		n.From, n.Surely = row.Born().Earliest(), row.Born().Latest()
		if !u.Closed.IsZero() {
			n.Until, n.Last = u.Closed.Earliest(), u.Closed.Latest()
		}
		c.Nodes = append(c.Nodes, n)
	}
	for _, s := range d.Market.CSUs.Successions {
		from, isFrom := at[s.Predecessor]
		to, isTo := at[s.Successor]
		if isFrom && isTo {
			c.Arcs = append(c.Arcs, chart.Arc{From: from, To: to, On: s.Effective.Earliest()})
		}
	}
	return c.SVG()
}
