package pages

import (
	"html/template"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/nhs"
)

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
	CSU, InHouse *nhs.Rate // per head
	Other        *nhs.Rate
	MadeUp       bool
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

// spreadYear is the year of which spend per head was published.
func spreadYear() nhs.FinancialYear { return nhs.MustParseFinancialYear("2013/14") }

// spread draws what CCGs planned to pay units per head in the first year, and where
// this one stands, from published figures and from what is on file of each CCG.
func (d *data) spread(g *ccg.Group) (picture template.HTML, rows []figureRow, here *figureRow) {
	year := spreadYear()
	c := chart.Strip{
		ID: "spread", Title: "Planned spend on CSUs per head, " + year.String(), Unit: "pounds per head",
		Desc: "Each dot is a published figure, or a CCG with one on record.",
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
		m := chart.Mark{Value: f.PerHead.Decimal().InexactFloat64(), Label: figureValue(f)}
		name := f.Label
		if group, ok := d.Index.CCG(f.Org); ok {
			m.Label = shortGroup(group.Name) + " " + m.Label
			name = shortGroup(group.Name) + " CCG"
		} else {
			m.Label = f.Label + ": " + m.Label
		}
		row := figureRow{name, figureValue(f), string(f.Basis), f.Note, f.Sources}
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

// summary is the lowest, the highest, the quarters and the median of rates by CCG.
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
		{"lowest CCG", 0}, {"lower quartile", len(rates) / 4}, {"median", len(rates) / 2},
		{"upper quartile", 3 * len(rates) / 4}, {"highest CCG", len(rates) - 1},
	} {
		rows = append(rows, figureRow{Label: s.label, Value: rates[s.at].String() + " per head"})
	}
	return rows
}
