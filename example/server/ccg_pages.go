package server

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
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
		if !Fits(g, q) {
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
		Lead:  "Each bought health care for the patients of its family doctors. There were 211 in April 2013 and 106 at the end, in June 2022.",
	}, nil
}

// Fits reports whether a group is what is looked for, by its code or a part of
// any name that it had. What is looked for is in lower case.
func Fits(g *ccg.Group, q string) bool {
	if q == "" || strings.ToLower(string(g.Code)) == q || strings.Contains(strings.ToLower(g.Name), q) {
		return true
	}
	return slices.ContainsFunc(g.Names, func(n nhs.Name) bool { return strings.Contains(strings.ToLower(n.Name), q) })
}

// peopleBy is the latest count of registered people by the year of the day; nil
// if there is none. It is always shown with its own year.
func peopleBy(g *ccg.Group, day nhs.Date) *ccg.Population {
	var best *ccg.Population
	for i := range g.Populations {
		p := &g.Populations[i]
		if p.Basis == ccg.Registered && !p.Partial && p.Year <= day.Year() && (best == nil || p.Year > best.Year) {
			best = p
		}
	}
	return best
}

// ccgView is everything about one CCG.
type ccgView struct {
	*ccg.Group
	MadeUp      bool // gaps are filled
	NameOn      string
	Day         nhs.Date
	Year        nhs.FinancialYear
	Open        nhs.Answer
	Board       textPart
	People      *ccg.Population
	Allowances  []allowanceRow
	Costs       []costRow
	Spread      template.HTML
	Planned     *figureRow // what it planned to pay units a head, if a survey has it
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

// An allowanceRow is a running-cost allowance of a year, published or estimated.
type allowanceRow struct {
	Year     nhs.FinancialYear
	Known    *ccg.Allowance
	National *nhs.Rate
	Estimate *ccg.Allowance // at the national rate, for People
	People   *ccg.Population
}

// A costRow is what a CCG spent on its own running in a year.
type costRow struct {
	Year         nhs.FinancialYear
	Kind         string // plan or outturn
	Total        *nhs.Money
	CSU, InHouse *nhs.Rate // a head
	Other        *nhs.Rate
	MadeUp       bool
}

// A boundaryRow is a boundary change in a table.
type boundaryRow struct {
	Other textPart
	nhs.Succession
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
		day, on = g.Opened, Dated{AsOf: g.Opened}
	}
	v := ccgView{
		MadeUp: shows == completed, Group: g, NameOn: g.NameOn(day), Day: day, Year: day.FinancialYear(), Open: YesOrNo(g.OpenOn(day)), People: peopleBy(g, day),
		Costs: d.costs(g), Suppliers: d.suppliersOf(code),
	}
	if b, ok := d.Index.ICB(g.ICB); ok {
		v.Board = textPart{b.Name, "/icbs/" + string(b.Code)}
	}
	v.Allowances = d.allowancesOf(g)
	v.Spread, v.SpreadRows, v.Planned = d.spread(g)
	cited := slices.Clone(g.Sources)
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
			v.Eligible = append(v.Eligible, d.eligibleOn(a, day, framework.CCG)...)
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
		lead = fmt.Sprintf("A clinical commissioning group from %s on.", longDay(g.Opened))
	}
	return page{
		Template: "ccg", On: on, Data: v, Shows: shows, Title: shortGroup(v.NameOn) + " CCG", Lead: lead,
		JSON: choiceOf(r).with("/v1/ccgs/"+string(code), "as_of", day.String()), CSV: "/v1/ccgs/" + string(code) + "/successors?depth=all&format=csv",
	}, nil
}

// bodyLink is a CCG or board as a link.
func (d *data) bodyLink(code nhs.OrgID) textPart {
	if g, ok := d.Index.CCG(code); ok {
		return textPart{shortGroup(g.Name) + " CCG", "/ccgs/" + string(code)}
	}
	if b, ok := d.Index.ICB(code); ok {
		return textPart{shortBoard(b.Name), "/icbs/" + string(code)}
	}
	return textPart{string(code), ""}
}

// shortBoard is the name of a board without what all of them have.
func shortBoard(name string) string {
	name = strings.TrimPrefix(name, "NHS ")
	return strings.Replace(name, "Integrated Care Board", "ICB", 1)
}

// bodyLine draws the line of a CCG or board and lists the steps beside it.
func (d *data) bodyLine(code nhs.OrgID, day nhs.Date) (picture template.HTML, before, after []stepRow) {
	h := d.Index.CCGHistory()
	for s := range h.Takeovers(code) {
		before = append(before, stepRow{d.bodyLink(s.Predecessor), s.Effective, s.Kind, s.Note})
	}
	for s := range h.Successions(code) {
		after = append(after, stepRow{d.bodyLink(s.Successor), s.Effective, s.Kind, s.Note})
	}
	var steps []nhs.Succession
	for s := range h.Ancestors(code) {
		steps = append(steps, s)
	}
	for s := range h.Descendants(code) {
		steps = append(steps, s)
	}
	if len(steps) == 0 {
		return "", before, after
	}
	steps = slices.CompactFunc(steps, func(a, b nhs.Succession) bool {
		return a.Predecessor == b.Predecessor && a.Successor == b.Successor
	})
	c := chart.Lineage{
		ID: "lineage", Title: "The line of " + d.bodyLink(code).Text, First: d.CCGs.First, Last: nhs.MustDate(2023, 7, 1), On: day,
		Desc: fmt.Sprintf("Each row is a body from its first to its last day. %s before it and %s after it.", plural(len(before), "body", "bodies"), plural(len(after), "body", "bodies")),
	}
	at := map[nhs.OrgID]int{}
	var visit func(code nhs.OrgID)
	visit = func(code nhs.OrgID) { // what came before first
		if _, met := at[code]; met {
			return
		}
		at[code] = -1
		for _, s := range steps {
			if s.Successor == code {
				visit(s.Predecessor)
			}
		}
		link := d.bodyLink(code)
		n := chart.Node{Name: link.Text, Href: link.Href, Kind: 1}
		if g, ok := d.Index.CCG(code); ok {
			n.From, n.Until = g.Opened, g.Closed
		} else if b, ok := d.Index.ICB(code); ok {
			n.From, n.Until, n.Kind = b.Opened, b.Closed, 3
		}
		at[code] = len(c.Nodes)
		c.Nodes = append(c.Nodes, n)
	}
	for _, s := range steps {
		visit(s.Successor)
	}
	for _, s := range steps {
		c.Arcs = append(c.Arcs, chart.Arc{From: at[s.Predecessor], To: at[s.Successor], On: s.Effective.Earliest()})
	}
	return c.SVG(), before, after
}

// allowancesOf lists what is known of the allowances of a CCG: for each year of
// its life what was published, and what the national rate would make of a
// population of that very year.
func (d *data) allowancesOf(g *ccg.Group) []allowanceRow {
	var rows []allowanceRow
	if g.Opened.IsZero() || g.Closed.IsZero() {
		return nil
	}
	for y := g.Opened.FinancialYear(); !y.First().After(g.Closed); y = y.Next() {
		row := allowanceRow{Year: y}
		if known, ok := g.Year(y); ok {
			row.Known = known.Allowance
		}
		if rate, ok := ccg.RatePerHead(y); ok {
			row.National = &rate.PerHead
		}
		if p, ok := g.Population(y.First().Year(), ccg.Registered); ok && row.National != nil {
			if a, err := ccg.EstimateAllowance(y, p.People); err == nil {
				row.Estimate, row.People = &a, &p
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// costs lists what a CCG planned and spent.
func (d *data) costs(g *ccg.Group) []costRow {
	var rows []costRow
	for i := range g.Years {
		y := &g.Years[i]
		for _, s := range []struct {
			kind string
			*ccg.Statement
		}{{"plan", y.Plan}, {"outturn", y.Outturn}} {
			if s.Statement == nil {
				continue
			}
			row := costRow{Year: y.Year, Kind: s.kind, Total: s.Total, MadeUp: s.Synthetic}
			for category, rate := range map[ccg.Category]**nhs.Rate{ccg.FromCSU: &row.CSU, ccg.InHouse: &row.InHouse, ccg.FromOthers: &row.Other} {
				if perHead, ok := y.PerHead(s.Statement, category); ok {
					*rate = &perHead
				}
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// spreadYear is the year of which spend a head was published.
func spreadYear() nhs.FinancialYear { return nhs.MustParseFinancialYear("2013/14") }

// spread draws what CCGs planned to pay units a head in the first year, and where
// this one stands, from published figures and from what is on file of each CCG.
func (d *data) spread(g *ccg.Group) (picture template.HTML, rows []figureRow, here *figureRow) {
	year := spreadYear()
	c := chart.Strip{
		ID: "spread", Title: "Planned spend on CSUs a head, " + year.String(), Unit: "pounds a head",
		Desc: "Each dot is a published figure, or a CCG of which one is on file.",
	}
	var rates []nhs.Rate
	for i := range d.Market.CCGs.Groups {
		other := &d.Market.CCGs.Groups[i]
		y, ok := other.Year(year)
		if !ok || y.Plan == nil {
			continue
		}
		rate, ok := y.PerHead(y.Plan, ccg.FromCSU)
		if !ok {
			continue
		}
		m := chart.Mark{Value: rate.Decimal().InexactFloat64(), Label: shortGroup(other.Name) + " " + rate.String()}
		c.Values = append(c.Values, m)
		rates = append(rates, rate)
		if other == g {
			c.Here = &m
		}
	}
	for i := range d.Market.Figures {
		f := &d.Market.Figures[i]
		if f.PerHead == nil || !strings.HasPrefix(f.ID, "csu-per-head-") {
			continue
		}
		m := chart.Mark{Value: f.PerHead.Decimal().InexactFloat64(), Label: f.PerHead.String()}
		name := f.Label
		if group, ok := d.Index.CCG(f.Org); ok {
			m.Label = shortGroup(group.Name) + " " + m.Label
			name = shortGroup(group.Name) + " CCG"
		} else {
			m.Label = f.Label + ": " + m.Label
		}
		row := figureRow{name, figureValue(f), f.Basis, f.Note, f.Sources}
		if f.Org != "" && f.Org == g.Code {
			c.Here, here = &m, &row
		}
		c.Values = append(c.Values, m)
		rows = append(rows, row)
	}
	if len(c.Values) == 0 {
		return "", nil, nil
	}
	rows = append(rows, summary(rates)...)
	if rate, ok := ccg.RatePerHead(year); ok {
		c.Limits = append(c.Limits, chart.Mark{Value: rate.PerHead.Decimal().InexactFloat64(), Label: "all running costs: " + rate.PerHead.String()})
	}
	return c.SVG(), rows, here
}

// summary is the least, the most and what lies between, of rates by CCG.
func summary(rates []nhs.Rate) []figureRow {
	if len(rates) < 8 {
		return nil
	}
	slices.SortFunc(rates, nhs.Rate.Compare)
	var rows []figureRow
	for _, s := range []struct {
		label string
		at    int
	}{
		{"least of the CCGs", 0}, {"a quarter of them up to", len(rates) / 4}, {"half of them up to", len(rates) / 2},
		{"three quarters of them up to", 3 * len(rates) / 4}, {"most of the CCGs", len(rates) - 1},
	} {
		rows = append(rows, figureRow{Label: s.label, Value: rates[s.at].String() + " a head"})
	}
	return rows
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

// icbView is everything about one board.
type icbView struct {
	ccg.ICB
	Picture     template.HTML
	Before      []stepRow
	After       []stepRow
	ListSources []england.Source
}

func (d *data) icbPage(r *web.Request) (page, error) {
	code, err := d.Code(r)
	if err != nil {
		return page{}, err
	}
	b, ok := d.Index.ICB(code)
	if !ok {
		return page{}, web.NotFound("%s is a CCG, not an integrated care board: see /ccgs/%[1]s", code)
	}
	v := icbView{ICB: *b, ListSources: d.cited(b.Sources)}
	v.Picture, v.Before, v.After = d.bodyLine(code, nhs.Date{})
	return page{
		Template: "icb", Data: v, Title: shortBoard(b.Name),
		Lead: fmt.Sprintf("An integrated care board, from %s. It took over from the CCGs of its area.", longDay(b.Opened)),
		JSON: "/v1/icbs/" + url.PathEscape(string(code)), CSV: "/v1/icbs/" + url.PathEscape(string(code)) + "/predecessors?depth=all&format=csv",
	}, nil
}

// whyNone says in words why there was no body of a kind on a day.
func whyNone(s Span, kind string, day nhs.Date) string {
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
