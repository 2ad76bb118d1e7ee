package pages

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// ccgView is everything about one CCG.
type ccgView struct {
	*ccg.Group
	MadeUp      bool // gaps are filled
	NameOn      string
	Region      string // on the day
	AreaTeam    string // on the day
	Day         nhs.Date
	Year        nhs.FinancialYear
	Open        nhs.Tristate
	Board       textPart
	People      *ccg.Population
	Allowances  []allowanceRow
	Costs       []costRow
	Spread      template.HTML
	Planned     *figureRow // what it planned to pay units per head, if a survey has it
	SpreadRows  []figureRow
	Picture     template.HTML
	Before      []stepRow
	After       []stepRow
	Boundaries  []boundaryRow
	Suppliers   []supplierRow
	Eligible    []eligibility
	OtherDay    nhs.Date // on which a framework was open, if none was on the day
	ListSources []england.Source
}

// A boundaryRow is a boundary change in a table.
type boundaryRow struct {
	Other textPart
	lineage.Succession
}

// A supplierRow is a unit that a CCG is known to have dealt with.
type supplierRow struct {
	Unit            textPart
	Relation, Basis string
	From, To        nhs.PartialDate
	Value           *nhs.Money
	Note            string
}

func (d *data) ccgPage(r *web.Request) (page, error) {
	day, on, err := d.pageDay(r, d.KnownUntil)
	if err != nil {
		return page{}, err
	}
	x, err := d.Chosen(r)
	if err != nil {
		return page{}, err
	}
	shows := realData
	if x != d.Index {
		d, shows = d.of(x), completed
	}
	code, err := d.Code(r)
	if err != nil {
		return page{}, err
	}
	g, ok := d.Index.CCG(code)
	if !ok {
		return page{}, web.NotFound("%s is an integrated care board, not a CCG: see /icbs/%[1]s", code)
	}
	if !r.Query.Has("as_of") && !g.OpenOn(day) {
		day, on = g.Opened, api.Dated{AsOf: g.Opened}
	}
	v := ccgView{
		MadeUp: shows == completed, Group: g, NameOn: g.NameOn(day), Day: day, Year: day.FinancialYear(), Open: api.YesOrNo(g.OpenOn(day)), People: peopleBy(g, day),
		Costs: d.costs(g), Suppliers: d.suppliersOf(code),
	}
	cited := slices.Clone(g.Sources)
	v.Region = api.RegionOn(g, day)
	if team, ok := g.AreaTeamOn(day); ok {
		v.AreaTeam = team.Name
	}
	for _, a := range g.Areas {
		cited = append(cited, a.Sources...)
	}
	if b, ok := d.Index.ICB(g.ICB); ok {
		v.Board = textPart{b.Name, "/icbs/" + string(b.Code)}
	}
	v.Allowances = d.allowancesOf(g)
	v.Spread, v.SpreadRows, v.Planned = d.spread(g)
	v.Picture, v.Before, v.After = d.bodyLine(code, day)
	for _, s := range d.BoundaryChanges(code, nhs.Date{}) {
		other := s.Successor
		if other == code {
			other = s.Predecessor
		}
		v.Boundaries = append(v.Boundaries, boundaryRow{d.bodyLink(other), s})
		cited = append(cited, s.Sources...)
	}
	for i := range d.Market.Frameworks {
		if a := &d.Market.Frameworks[i]; a.StatusOn(day).IsLive() != nhs.No {
			v.Eligible = append(v.Eligible, d.eligibleOn(a, day, procurement.CCG)...)
		}
	}
	if a, ok := d.Index.Framework(framework.LPF); ok && len(v.Eligible) == 0 {
		v.OtherDay = a.Dates.Live.Latest().AddDays(1)
	}
	for _, p := range g.Populations {
		cited = append(cited, strings.Split(p.Source, ";")...)
	}
	for _, row := range v.SpreadRows {
		cited = append(cited, row.Sources...)
	}
	v.ListSources = d.cited(cited)
	lead := fmt.Sprintf("A clinical commissioning group from %s to %s.", longDay(g.Opened), longDay(g.Closed))
	if g.Closed.IsZero() {
		lead = fmt.Sprintf("A clinical commissioning group since %s.", longDay(g.Opened))
	}
	return page{
		Template: "ccg", On: on, Data: v, Shows: shows, Title: shortGroup(v.NameOn) + " CCG", Lead: lead,
		JSON: choiceOf(r).with("/v1/ccgs/"+string(code), "as_of", day.String()), CSV: "/v1/ccgs/" + string(code) + "/successors?depth=all&format=csv",
	}, nil
}

// suppliersOf lists the units that a CCG is known to have dealt with.
func (d *data) suppliersOf(code nhs.OrgID) []supplierRow {
	var rows []supplierRow
	for i := range d.Market.CSUs.Units {
		u := &d.Market.CSUs.Units[i]
		for _, c := range u.Customers {
			if c.ID == code {
				rows = append(rows, supplierRow{d.unitLink(u.Slug), string(c.Relation), string(c.Basis), c.From, c.To, c.Value, c.Note})
			}
		}
	}
	return rows
}
