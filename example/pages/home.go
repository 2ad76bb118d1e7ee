package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// homeView is the market on a day.
type homeView struct {
	Day     nhs.Date
	Year    nhs.FinancialYear
	Days    []nhs.Date // to choose from
	Now     openCount
	Rate    []api.Allowance // of England in that year
	Places  []api.FrameworkDay
	Figures []figureRow
	Changes []change
	Counts  []openCount // on each 1 April
	Chart   template.HTML
	Map     template.HTML
	Peopled bool   // the map shows how many people there were
	Mapped  string // the attribution of the map
	Sources []england.Source
}

// firstDay is the default day of pages: the first day of the CCGs, or the last day
// known.
func (d *data) firstDay() nhs.Date {
	if !d.CCGs.First.IsZero() {
		return d.CCGs.First
	}
	return d.KnownUntil
}

// pageDay is the day that a page is for.
func (d *data) pageDay(r *web.Request, knownUntil nhs.Date) (nhs.Date, api.Dated, error) {
	if !r.Query.Has("as_of") {
		return d.firstDay(), api.Dated{AsOf: d.firstDay()}, nil
	}
	return api.AsOf(r, knownUntil)
}

func (d *data) homePage(r *web.Request) (page, error) {
	day, on, err := d.pageDay(r, d.KnownUntil)
	if err != nil {
		return page{}, err
	}
	v := homeView{Day: day, Counts: d.openCounts(), Now: d.countOn(day)}
	for _, c := range v.Counts {
		v.Days = append(v.Days, c.Day)
	}
	if !day.IsZero() {
		v.Year = day.FinancialYear()
		v.Changes = d.changes(v.Year)
		v.Figures = d.figuresOf(v.Year)
	}
	for _, a := range d.Allowances {
		if a.Scope == "england" && a.Year.Equal(v.Year) {
			v.Rate = append(v.Rate, a)
		}
	}
	for i := range d.Market.Frameworks {
		if a := &d.Market.Frameworks[i]; a.StatusOn(day).IsLive() != nhs.No {
			v.Places = append(v.Places, api.NewFrameworkDay(a, day, d.Index.CSUHistory()))
		}
	}
	slices.SortStableFunc(v.Places, func(a, b api.FrameworkDay) int { // certainly open ones first
		return cmp.Compare(b.Status.IsLive(), a.Status.IsLive())
	})
	v.Chart = d.countChart()
	if v.Map, v.Peopled, err = d.homeMap(day); err != nil {
		return page{}, err
	}
	v.Mapped = atlas.Attribution
	var cited []string
	for _, f := range v.Figures {
		cited = append(cited, f.Sources...)
	}
	v.Sources = d.cited(cited)
	return page{
		Template: "home", On: on, Data: v, JSON: "/v1/market?as_of=" + day.String(), CSV: "/data/ccg_open_counts.csv",
		Title: "Who commissioned health care in England, and who helped them",
		Lead:  "From 2013 to 2022 clinical commissioning groups bought local health care in England. Most of them bought help from commissioning support units. Pick a day to see the market as it was.",
	}, nil
}

// countChart draws how many bodies were open.
func (d *data) countChart() template.HTML {
	months := d.counts()
	if len(months) == 0 {
		return ""
	}
	groups, units := chart.Series{Name: "CCGs"}, chart.Series{Name: "CSUs"}
	for i, c := range months[:len(months)-1] { // without the day after their end
		if i == 0 || c.CCGs != months[i-1].CCGs {
			groups.Points = append(groups.Points, chart.Point{On: c.Day, Value: float64(c.CCGs)})
		}
		if i == 0 || c.CSUs != months[i-1].CSUs {
			units.Points = append(units.Points, chart.Point{On: c.Day, Value: float64(c.CSUs)})
		}
	}
	first, last := months[0], months[len(months)-2]
	return chart.Line{
		ID: "counts-chart", Title: "CCGs and CSUs open, month by month", Unit: "bodies open", Stairs: true, Until: months[len(months)-1].Day,
		Desc: fmt.Sprintf("CCGs fell from %d to %d before they closed, mostly in April 2020. CSUs fell from %d to %d, mostly by April 2016.",
			first.CCGs, last.CCGs, first.CSUs, last.CSUs),
		Series: []chart.Series{groups, units},
	}.SVG()
}

// A figureRow is a published figure, as a table shows it.
type figureRow struct {
	Label, Value, Basis, Note string
	Sources                   []string
}

// figuresOf are the figures published for a year or in it.
func (d *data) figuresOf(year nhs.FinancialYear) []figureRow {
	var rows []figureRow
	for i := range d.Market.CSUs.Incomes {
		n := &d.Market.CSUs.Incomes[i]
		if len(n.Units) == 0 && n.Year.Equal(year) && n.Total != nil {
			rows = append(rows, figureRow{"Income of all commissioning support units", atLeast(n.AtLeast) + n.Total.Short(), string(n.Basis), n.Note, n.Sources})
		}
	}
	for i := range d.Market.Figures {
		f := &d.Market.Figures[i]
		if f.IsOf(year) && f.Org == "" && slices.Contains([]string{"market-size", "csu-spend-per-head", "running-cost-allowance", "lpf-places"}, f.Topic) {
			rows = append(rows, figureRow{f.Label, figureValue(f), string(f.Basis), f.Note, f.Sources})
		}
	}
	return rows
}

func atLeast(yes bool) string {
	if yes {
		return "at least "
	}
	return ""
}

// figureValue is a published figure as people write it.
func figureValue(f *commissioning.Figure) string {
	var text string
	switch {
	case f.Amount != nil:
		text = f.Amount.Short()
	case f.PerHead != nil:
		text = f.PerHead.String() + " per head"
	case f.Share != nil:
		text = f.Share.String()
	case f.Count != nil:
		text = strings.TrimSpace(format.Int(*f.Count) + " " + f.Unit)
	default:
		return "not known"
	}
	if f.Bound != "" && f.Bound != "exact" {
		text = words(string(f.Bound)) + " " + text
	}
	return text
}
