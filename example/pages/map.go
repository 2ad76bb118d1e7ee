package pages

import (
	"fmt"
	"html/template"
	"strconv"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// mapView is where the bodies of a day were, with a figure for each.
type mapView struct {
	Day      nhs.Date
	Days     []nhs.Date
	Figure   mapFigure
	Figures  []mapFigure
	IsBoards bool
	Picture  template.HTML
	Tiles    template.HTML
	Legend   []legendRow
	Rows     []areaRow
	Known    int

	Attribution, Omitted string
}

// A mapFigure is what a map is coloured by.
type mapFigure struct {
	ID    string // in the query
	Name  string // of a column
	Title string // of a picture
}

// The figures that a map can show, the first by default.
func mapFigures() []mapFigure {
	return []mapFigure{
		{"people", "People registered", "How many people each group bought care for"},
		{"allowance", "Allowance per registered person", "What each group could spend on its running, for each person on its doctors’ lists"},
		{"spend", "Paid to units per head", "What each group was seen to pay support units, per head"},
	}
}

func mapFigureIDs() []string {
	var ids []string
	for _, f := range mapFigures() {
		ids = append(ids, f.ID)
	}
	return ids
}

// An areaRow is an area in the table beside a map.
type areaRow struct {
	Code   nhs.OrgID
	Name   string
	Href   string
	Text   string  // its figure; "" is not known
	Caveat caveat  // why the figure has no shade
	Doubt  string  // of the figure, in words
	value  float64 // for the shade alone
	shade  int
}

// A caveat says why an area is hatched though it has a figure: a shade would say that the
// figure can be set beside the others.
type caveat string

const (
	lowerBound caveat = "more may have been paid"
	inDoubt    caveat = "the count of people cannot be right"
)

// A legendRow is a shade with what it stands for; 0 is hatched.
type legendRow struct {
	Shade int
	Text  string
	Count int
}

func (d *data) mapPage(r *web.Request) (page, error) {
	day, on, err := d.pageDay(r, d.Limit)
	if err != nil {
		return page{}, err
	}
	a, err := d.atlas()
	if err != nil {
		return page{}, err
	}
	v := mapView{Day: day, Days: a.Days(), Figures: mapFigures(), Figure: mapFigures()[0], IsBoards: a.KindOn(day) == atlas.ICB,
		Attribution: atlas.Attribution, Omitted: atlas.Omitted}
	for _, f := range v.Figures {
		if f.ID == r.Query.Get("figure") {
			v.Figure = f
		}
	}
	v.Rows = d.areas(a, day, v.Figure)
	v.Legend, v.Known = shadeAreas(v.Rows)
	if v.IsBoards {
		shadePlain(v.Rows)
	}
	v.Picture = drawAreas("map", v.Figure.Title+", "+longDay(day), a.On(day), v.Rows)
	v.Tiles = drawTiles(a.HexagonsOn(day), v.Rows)
	title, lead := "Map of the CCGs", "Where each clinical commissioning group was on the day. Each area leads to its page; the table has the same figures."
	if v.IsBoards {
		title, lead = "Map of the boards", "Where each integrated care board was on the day. Each area leads to its page; the table has the same names."
	}
	return page{Template: "map", On: on, Data: v, Title: title, Lead: lead, JSON: mapData(a.KindOn(day), day), CSV: mapData(a.KindOn(day), day) + "&format=csv"}, nil
}

func mapData(kind atlas.Kind, day nhs.Date) string {
	if kind == atlas.ICB {
		return "/v1/icbs?as_of=" + day.String()
	}
	return "/v1/ccgs?as_of=" + day.String()
}

// areas lists the bodies that are on the map of a day, with a figure.
func (d *data) areas(a *atlas.Atlas, day nhs.Date, figure mapFigure) []areaRow {
	var rows []areaRow
	perHead := d.perHeadOn(day, figure)
	for _, area := range a.On(day) {
		row := areaRow{Code: area.Code, Name: string(area.Code)}
		if g, ok := d.Index.CCG(area.Code); ok && g.OpenOn(day) {
			if people := peopleBy(g, day); figure.ID == "people" && people != nil {
				row = peopleRow(people)
			} else if f, ok := perHead[g.Code]; ok {
				row = f
			}
			row.Code, row.Name, row.Href = g.Code, shortGroup(g.NameOn(day)), "/ccgs/"+string(g.Code)+"?as_of="+day.String()
		} else if b, ok := d.Index.ICB(area.Code); ok {
			row.Name, row.Href = b.Name, "/icbs/"+string(b.Code)
		}
		rows = append(rows, row)
	}
	return rows
}

func peopleRow(p *ccg.Population) areaRow {
	row := areaRow{Text: p.People.String() + " (" + strconv.Itoa(p.Year) + ")", value: float64(p.People)}
	if p.Doubt != nil {
		row.Caveat, row.Doubt = inDoubt, p.Doubt.String()
	}
	return row
}

// perHeadOn is a figure per head of each group in the year of a day.
func (d *data) perHeadOn(day nhs.Date, figure mapFigure) map[nhs.OrgID]areaRow {
	figures := map[nhs.OrgID]areaRow{}
	add := func(code nhs.OrgID, rate *nhs.Rate, doubt *ccg.CountDoubt, atLeast bool) {
		if rate == nil {
			return
		}
		row := areaRow{Text: rate.Mul(1).String(), value: rate.Decimal().InexactFloat64()}
		if atLeast {
			row.Text, row.Caveat = "at least "+row.Text, lowerBound
		}
		if doubt != nil {
			row.Caveat, row.Doubt = inDoubt, doubt.String()
		}
		figures[code] = row
	}
	switch {
	case day.IsZero():
	case figure.ID == "allowance":
		for _, g := range analysis.Allowances(d.Index, day.FinancialYear()).Groups {
			add(g.Code, g.PerRegistered, g.PeopleDoubt, false)
		}
	case figure.ID == "spend":
		for _, g := range analysis.PerHead(d.Index, day.FinancialYear()).Groups {
			if g.Completeness != nil {
				add(g.Code, g.CSU, g.PeopleDoubt, g.Completeness.Extent != ccg.Complete)
			}
		}
	}
	return figures
}

// shadeAreas gives each area its shade by its figure, and says what the shades stand
// for. An area without a figure, or with one that cannot be set beside the others, is
// hatched.
func shadeAreas(rows []areaRow) (legend []legendRow, known int) {
	var values []float64
	var of []*areaRow
	hatched := map[caveat]int{}
	for i := range rows {
		switch row := &rows[i]; {
		case row.Text == "":
			hatched[""]++
		case row.Caveat != "":
			hatched[row.Caveat]++
		default:
			values, of = append(values, row.value), append(of, row)
		}
	}
	shades, classes := chart.Classes(values)
	for i, shade := range shades {
		of[i].shade = shade
	}
	for _, c := range classes {
		text := shadeText(of, c.Low)
		if c.High != c.Low {
			text += " to " + shadeText(of, c.High)
		}
		legend = append(legend, legendRow{c.Shade, text, c.Count})
	}
	for _, why := range [...]caveat{lowerBound, inDoubt} {
		if n := hatched[why]; n > 0 {
			legend = append(legend, legendRow{0, string(why), n})
		}
	}
	if n := hatched[""]; n > 0 && n < len(rows) {
		legend = append(legend, legendRow{0, "not known", n})
	}
	return legend, len(of)
}

// shadePlain gives each area the same shade, where the map says no more than where
// they are.
func shadePlain(rows []areaRow) {
	for i := range rows {
		rows[i].Text, rows[i].shade = "", 2
	}
}

// shadeText is the text of the figure with a value.
func shadeText(rows []*areaRow, value float64) string {
	for _, r := range rows {
		if r.value == value {
			return r.Text
		}
	}
	return ""
}

// drawAreas draws the areas of a day. The rows are in the same order.
func drawAreas(id, title string, areas []atlas.Area, rows []areaRow) template.HTML {
	m := chart.Map{ID: id, Title: title, Desc: fmt.Sprintf("A map of %d areas, each of which is a link. The table has the same figures.", len(areas)), Corner: "London, larger"}
	for i, area := range areas {
		m.Plots = append(m.Plots, plotOf(rows[i], area.Rings))
	}
	return m.SVG()
}

// drawTiles draws the boards as tiles of one size.
func drawTiles(tiles []atlas.Hexagon, rows []areaRow) template.HTML {
	m := chart.Map{ID: "tiles", Title: "The boards as tiles of one size", Desc: "Each hexagon is a board, about where it is, and a link."}
	top := 0
	for _, t := range tiles {
		top = max(top, t.Row+1)
	}
	const size = 55
	for i, t := range tiles {
		ring := t.Corners(top)
		for j := range ring {
			ring[j].X, ring[j].Y = ring[j].X*size, ring[j].Y*size
		}
		p := plotOf(rows[i], [][]atlas.Point{ring})
		p.Mark = t.Short
		if p.Mark == "" {
			p.Mark = string(t.Code)
		}
		m.Plots = append(m.Plots, p)
	}
	return m.SVG()
}

func plotOf(row areaRow, rings [][]atlas.Point) chart.Plot {
	label := row.Name
	if row.Text != "" {
		label += ": " + row.Text
	}
	if row.Caveat != "" {
		label += "; " + string(row.Caveat)
	}
	return chart.Plot{Rings: rings, Label: label, Href: row.Href, Shade: row.shade}
}

// homeMap is the map of the bodies of a day for the home page; "" if there were
// none. It shows people where they are known for most of the areas.
func (d *data) homeMap(day nhs.Date) (picture template.HTML, showsPeople bool, err error) {
	a, err := d.atlas()
	if err != nil {
		return "", false, err
	}
	rows := d.areas(a, day, mapFigures()[0])
	_, known := shadeAreas(rows)
	if showsPeople = known*2 > len(rows); !showsPeople {
		shadePlain(rows)
	}
	return drawAreas("home-map", "Where they were on "+longDay(day), a.On(day), rows), showsPeople, nil
}
