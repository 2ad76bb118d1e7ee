package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

var analyseCommand = command{
	name:  "analyse",
	args:  "NAME [FILE]",
	about: "Answer a question about a market: yours, or the real one",
	more: `
NAME is one of ` + strings.Join(analysisNames(), ", ") + `. FILE is a market
document, and - standard input; without one the market is the real one. An analysis
takes a year or a day, and merger two suppliers, -a and -b, if you ask about a merger
that did not happen.`,
	run: runAnalyse,
	flags: func(in *invocation) {
		in.flags.TextVar(&in.query.Year, "year", nhs.FinancialYear{}, "financial `year`, such as 2013/14")
		in.flags.TextVar(&in.query.On, "as-of", nhs.Date{}, "`day`, such as 2015-04-01")
		in.flags.Func("a", "one `supplier` of a merger", orgID(&in.query.Merging))
		in.flags.Func("b", "the other `supplier`", orgID(&in.query.With))
	},
}

func orgID(to *nhs.OrgID) func(string) error {
	return func(text string) (err error) {
		*to, err = nhs.ParseOrgID(text)
		return err
	}
}

type analyseOptions struct{ query analysis.Query }

func analysisNames() []string {
	var names []string
	for _, a := range analysis.All() {
		names = append(names, a.Name)
	}
	return names
}

// An analysed market is the answer of one analysis, as its own type and as a table.
type analysed struct {
	analysis.Analysis
	Data   string          `json:"data"` // real or own
	Answer analysis.Result `json:"answer"`
	Table  analysis.Table  `json:"table"`
}

func runAnalyse(in *invocation) error {
	if len(in.args) < 1 || len(in.args) > 2 {
		return usagef("want the name of an analysis, and at most one market")
	}
	asked, err := questionOf(in.args[0], in.query)
	if err != nil {
		return err
	}
	m, data, err := in.market(append(in.args, "")[1])
	if err != nil {
		return err
	}
	answer, err := asked.Run(commissioning.NewIndex(m), in.query)
	if bad, ok := errors.AsType[*analysis.QueryError](err); ok {
		return usagef("-%s: %s", bad.Field, bad.Want)
	}
	if err != nil {
		return err
	}
	table := answer.Table()
	switch in.format {
	case formatJSON:
		return in.json(analysed{asked, data, answer, table})
	case formatCSV:
		rows, err := cellsOf(table)
		if err != nil {
			return err
		}
		return in.csv(rows)
	}
	return table.WriteText(in.stdout)
}

// questionOf returns the analysis, unless the query is not one for it.
func questionOf(name string, q analysis.Query) (analysis.Analysis, error) {
	for _, a := range analysis.All() {
		switch {
		case a.Name != name:
			continue
		case a.Parameter == analysis.FinancialYear && !q.On.IsZero():
			return a, usagef("%s takes a year; give -year instead of -as-of", name)
		case a.Parameter == analysis.AsOfDate && !q.Year.IsZero():
			return a, usagef("%s takes a day; give -as-of instead of -year", name)
		case name != "merger" && cmp.Or(q.Merging, q.With) != "":
			return a, usagef("%s is not about two suppliers; leave -a and -b out", name)
		case (q.Merging == "") != (q.With == ""):
			return a, usagef("a merger needs two suppliers, -a and -b")
		}
		return a, nil
	}
	return analysis.Analysis{}, usagef("there is no analysis %q; want one of %s", name, strings.Join(analysisNames(), ", "))
}

// market reads a market document, or returns the real market without a name.
func (in *invocation) market(name string) (*commissioning.Market, string, error) {
	if name == "" {
		m, err := england.Market()
		return m, "real", err
	}
	body, err := in.read(name)
	if err != nil {
		return nil, "", err
	}
	m, err := document.Decode[commissioning.Market](body)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	return &m, "own", nil
}

// cellsOf returns the table with the keys of its columns first.
func cellsOf(t analysis.Table) ([][]string, error) {
	rows := [][]string{make([]string, len(t.Columns))}
	for i, c := range t.Columns {
		rows[0][i] = c.Key
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			text, err := cell.MarshalText()
			if err != nil {
				return nil, err
			}
			cells[i] = string(text)
		}
		rows = append(rows, cells)
	}
	return rows, nil
}
