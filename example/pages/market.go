package pages

import (
	"errors"
	"html/template"
	"net/url"
	"strconv"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
)

// A choice is which market a page is about.
type choice struct {
	Data, Seed string
	Synthetic  bool
}

func choiceOf(r *web.Request) choice {
	c := choice{Data: r.Query.Get("data"), Seed: r.Query.Get("seed")}
	c.Synthetic = c.Data == api.DataSynthetic
	if c.Synthetic && c.Seed == "" {
		c.Seed = "1"
	}
	return c
}

// provenance says where the facts of a page of the market come from.
func (c choice) provenance(otherwise provenance) provenance {
	if c.Synthetic {
		return completed
	}
	return otherwise
}

// values are the choice as a query.
func (c choice) values() url.Values {
	if !c.Synthetic {
		return url.Values{}
	}
	return url.Values{"data": {api.DataSynthetic}, "seed": {c.Seed}}
}

// with is an address with the choice, and more parameters in pairs.
func (c choice) with(path string, more ...string) string {
	query := c.values()
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			query.Set(more[i], more[i+1])
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// marketView is the list of questions about the market.
type marketView struct {
	choice
	Analyses []analysisRow
}

// An analysisRow is an analysis, and how well the data carries its answer.
type analysisRow struct {
	analysis.Analysis
	Href     string
	Coverage analysis.Coverage
}

func (d *data) marketPage(r *web.Request) (page, error) {
	x, err := d.Chosen(r)
	if err != nil {
		return page{}, err
	}
	v := marketView{choice: choiceOf(r)}
	for _, a := range analysis.All() {
		row := analysisRow{Analysis: a, Href: v.with("/market/" + a.Name)}
		answer, err := a.Run(x, analysis.Query{})
		if err != nil {
			return page{}, err
		}
		row.Coverage = answer.Completeness()
		v.Analyses = append(v.Analyses, row)
	}
	return page{
		Template: "market", Shows: v.provenance(realData), Data: v,
		Title: "Questions about the market", JSON: v.with("/v1/market/coverage"), CSV: v.with("/v1/market/coverage", "format", web.FormatCSV),
		Lead: "Ten questions about the market, each with its answer and how much of the whole is known. Where facts run out, ask a completed market instead; every page of it says that its figures are made up.",
	}, nil
}

func analysisFields() []web.Parameter {
	return append(api.WhichMarket(),
		web.Parameter{Name: "year", Description: "a financial year such as 2013/14"},
		web.Parameter{Name: "as_of", Description: "a day such as 2015-04-01"},
		web.Parameter{Name: "a", Description: "the first supplier of a merger: a slug or a code"},
		web.Parameter{Name: "b", Description: "the second supplier of a merger"},
		web.Parameter{Name: "offset", Max: web.MaxOffset, Description: "how many rows to skip"},
	)
}

// analysisView is the answer of one analysis.
type analysisView struct {
	choice
	analysis.Analysis
	Year, AsOf, A, B string
	Table            analysis.Table
	Rows             []analysisCells
	First, Last, All int // rows shown, from 1
	Earlier, Later   string
	Coverage         analysis.Coverage
	Chart            template.HTML
	ChartSays        string
	IsMerger         bool
}

// analysisCells is one row of a table, as people read it.
type analysisCells []analysisCell

type analysisCell struct {
	Text    string
	Number  bool
	Unknown bool
}

// rowsAPage is how many rows of an analysis a page shows.
const rowsAPage = 60

func (d *data) analysisPage(r *web.Request) (page, error) {
	a, err := api.AnalysisNamed(r.PathValue("analysis"))
	if err != nil {
		return page{}, err
	}
	x, err := d.Chosen(r)
	if err != nil {
		return page{}, err
	}
	q, on, err := api.Question(r, d.KnownUntil)
	if err != nil {
		return page{}, err
	}
	if err := api.CheckQuestion(a, r); err != nil {
		return page{}, err
	}
	from, err := r.Number("offset", 0, web.MaxOffset)
	if err != nil {
		return page{}, err
	}
	answer, err := a.Run(x, q)
	if bad, ok := errors.AsType[*analysis.QueryError](err); ok {
		return page{}, web.BadParameter(bad.Field, "%s", bad.Want)
	}
	if err != nil {
		return page{}, err
	}
	v := analysisView{
		choice: choiceOf(r), Analysis: a, Table: withoutEmpty(answer.Table()), Coverage: answer.Completeness(), IsMerger: a.Name == "merger",
		Year: r.Query.Get("year"), AsOf: r.Query.Get("as_of"), A: r.Query.Get("a"), B: r.Query.Get("b"),
	}
	v.Chart, v.ChartSays = analysisChart(answer)
	v.All = len(v.Table.Rows)
	from = min(from, v.All)
	to := min(from+rowsAPage, v.All)
	v.First, v.Last = min(from+1, to), to
	for _, row := range v.Table.Rows[from:to] {
		v.Rows = append(v.Rows, forPeople(v.Table.Columns, row))
	}
	asked := []string{"year", v.Year, "as_of", v.AsOf, "a", v.A, "b", v.B}
	here := "/market/" + a.Name
	if to < v.All {
		v.Later = v.with(here, append(asked, "offset", strconv.Itoa(to))...)
	}
	if from > 0 {
		v.Earlier = v.with(here, append(asked, "offset", strconv.Itoa(max(0, from-rowsAPage)))...)
	}
	return page{
		Template: "analysis", Shows: v.provenance(realData), On: on, Data: v, Title: a.Title, Lead: a.Question,
		JSON: v.with("/v1"+here, asked...), CSV: v.with("/v1"+here, append(asked, "format", web.FormatCSV)...),
	}, nil
}

// forPeople are the cells of a row as people read them.
func forPeople(columns []analysis.Column, row []analysis.Cell) analysisCells {
	cells := make(analysisCells, len(columns))
	for i, c := range columns {
		cells[i].Number = c.Unit != ""
		if i < len(row) {
			cells[i].Text = c.Text(row[i])
			cells[i].Unknown = !row[i].IsKnown() && cells[i].Text != ""
		}
	}
	return cells
}

// analysisChart draws the answer of an analysis that a picture helps.
func analysisChart(answer analysis.Result) (svg template.HTML, says string) {
	switch a := answer.(type) {
	case analysis.PerHeadResult:
		return perHeadChart(a)
	case analysis.SharesResult:
		bars := chart.Bars{ID: "analysis-chart", Title: "Share by provider, %", Desc: "Providers whose share is known, largest first. The table has all of them."}
		for _, p := range a.Providers {
			if p.Share == nil || len(bars.Rows) == maxBars {
				continue
			}
			name := shortUnit(p.Name)
			if name == "" {
				name = string(p.Provider)
			}
			bars.Rows = append(bars.Rows, chart.Bar{Name: name, Value: p.Share.Decimal().InexactFloat64(), Label: p.Share.String()})
		}
		return bars.SVG(), "Share of what is known, %."
	case analysis.ExpiryResult:
		bars := chart.Bars{ID: "analysis-chart", Title: "Agreements and call-offs that end, by month", Desc: "Each bar is a month. The table has the same figures."}
		for _, m := range a.Months {
			if len(bars.Rows) == maxBars {
				break
			}
			n := m.Agreements + m.CallOffs
			bars.Rows = append(bars.Rows, chart.Bar{Name: longDate(m.Month), Value: float64(n), Label: strconv.Itoa(n)})
		}
		return bars.SVG(), "How many end in each month."
	case analysis.ChoiceResult:
		bars := chart.Bars{ID: "analysis-chart", Title: "Providers certainly eligible, by service line", Desc: "Zero means no choice. The table also has providers that may be eligible."}
		for _, l := range a.Lines {
			if len(bars.Rows) == maxBars {
				break
			}
			bars.Rows = append(bars.Rows, chart.Bar{Name: l.Name, Value: float64(l.Eligible), Label: strconv.Itoa(l.Eligible)})
		}
		return bars.SVG(), "How many providers are certainly eligible for each line."
	}
	return "", ""
}

// maxBars is how many bars a chart has.
const maxBars = 30

// perHeadChart draws what groups spent on units per head beside the allowance.
func perHeadChart(a analysis.PerHeadResult) (template.HTML, string) {
	strip := chart.Strip{ID: "analysis-chart", Title: "Spend on units per head, by group", Unit: "pounds per head", Desc: "Each dot is a group whose spend on units is known. The table has them all."}
	basis := commissioning.OutturnSpend
	for _, s := range a.Spreads {
		if s.Basis == commissioning.PlannedSpend {
			basis = commissioning.PlannedSpend
		}
	}
	for _, g := range a.Groups {
		if g.CSU != nil && g.Basis == basis {
			strip.Values = append(strip.Values, chart.Mark{Value: g.CSU.Decimal().InexactFloat64(), Label: g.Name + ": " + g.CSU.String()})
		}
	}
	if a.Allowance != nil {
		strip.Limits = append(strip.Limits, chart.Mark{Value: a.Allowance.PerHead.Decimal().InexactFloat64(), Label: "allowance: " + a.Allowance.PerHead.String()})
	}
	return strip.SVG(), "What each group spent on units per head (" + words(basis) + "), beside the allowance for all running costs. The band is the middle half."
}
