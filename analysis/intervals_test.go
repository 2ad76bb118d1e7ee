package analysis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
)

var england2013 = nhs.MustParseFinancialYear("2013/14")

// one returns a table of two columns of figures with rows by name.
func one(notes string, rows ...string) analysis.Table {
	t := analysis.Table{
		Title: "A table", Key: 1,
		Columns: []analysis.Column{
			{Key: "name", Heading: "name"}, {Key: "word", Heading: "word"}, {Key: "paid", Heading: "paid", Unit: "gbp"},
		},
		Notes: strings.Split(notes, "|"),
	}
	for _, row := range rows {
		var cells []analysis.Cell
		for i, text := range strings.Split(row, "|") {
			amount, err := nhs.ParseMoney(text)
			if i < 2 || err != nil {
				cells = append(cells, analysis.CellOf(text))
				continue
			}
			cells = append(cells, analysis.CellOf(amount))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func TestIntervals(t *testing.T) {
	got, err := analysis.Intervals(slices.Values([]analysis.Table{
		one("always|once", "a|same|10.00", "b|this|", "c|x|5.00"),
		one("always", "a|same|9.50", "b|that|7.00"),
		one("always|twice", "a|same|100.00", "b|this|", "c|x|-5.00"),
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := analysis.Table{
		Title: "A table: intervals", Key: 1,
		Columns: []analysis.Column{
			{Key: "name", Heading: "name"}, {Key: "word", Heading: "word"},
			{Key: "paid_low", Heading: "paid, low", Unit: "gbp"}, {Key: "paid_median", Heading: "paid, median", Unit: "gbp"}, {Key: "paid_high", Heading: "paid, high", Unit: "gbp"},
			{Key: "tables", Heading: "tables", Unit: "count"},
		},
		Notes: []string{"From 3 tables: one figure in twenty lies below low, and one in twenty above high.", "always"},
	}
	rows := []string{"a|same|9.50|10.00|100.00|3", "b|varies|7.00|7.00|7.00|3", "c|x|-5.00|-5.00|5.00|2"}
	if diff := cmp.Diff(rows, allWritten(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got.Rows = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The fifth, the fiftieth and the ninety-fifth of a hundred figures are taken, in any
// order.
func TestIntervalsOfMany(t *testing.T) {
	var tables []analysis.Table
	for i := range 100 {
		tables = append(tables, one("", fmt.Sprintf("a|x|%d.00", (i*37)%100+1)))
	}
	got, err := analysis.Intervals(slices.Values(tables))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a|x|5.00|50.00|95.00|100"}, allWritten(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIntervalsRefuses(t *testing.T) {
	narrow := one("", "a|x|1.00")
	narrow.Columns = narrow.Columns[:2]
	otherKey := one("", "a|x|1.00")
	otherKey.Key = 2
	wideKey := one("", "a|x|1.00")
	wideKey.Key = 4
	counted := one("", "a|x|1.00")
	counted.Rows[0][2] = analysis.CellOf(1)
	for name, c := range map[string]struct {
		tables []analysis.Table
		want   string
	}{
		"no tables":     {nil, "no tables"},
		"other columns": {[]analysis.Table{one("", "a|x|1.00"), narrow}, "table 2: its columns differ"},
		"other key":     {[]analysis.Table{one("", "a|x|1.00"), otherKey}, "table 2: its columns differ"},
		"wide key":      {[]analysis.Table{wideKey}, "table 1: its key is 4 columns of 3"},
		"short row":     {[]analysis.Table{one("", "a|x|1.00", "b|x")}, "table 1: row 1 has 2 cells: want 3"},
		"a text":        {[]analysis.Table{one("", "a|x|none")}, `table 1: row 0, column paid: the cell "none" is not of the unit gbp`},
		"a count":       {[]analysis.Table{counted}, `the cell "1" is not of the unit gbp`},
	} {
		got, err := analysis.Intervals(slices.Values(c.tables))
		if err == nil || !strings.Contains(err.Error(), c.want) || got.Rows != nil {
			t.Errorf("%s: %v, want an error with %q", name, err, c.want)
		}
	}
}

// Every analysis has intervals over completed markets. One whose answer does not
// say that it rests on made-up figures gives the answer of the real market.
func TestIntervalsOfEveryAnalysis(t *testing.T) {
	m, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	unfilled := commissioning.NewIndex(m)
	var completed []*commissioning.Index
	for seed := range uint64(3) {
		m, err := synthetic.Market(seed)
		if err != nil {
			t.Fatal(err)
		}
		completed = append(completed, commissioning.NewIndex(m))
	}
	ask := func(t *testing.T, a analysis.Analysis, x *commissioning.Index) analysis.Result {
		answer, err := a.Run(x, analysis.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	marked := 0
	for _, a := range analysis.All() {
		t.Run(a.Name, func(t *testing.T) {
			var tables []analysis.Table
			for _, x := range completed {
				answer := ask(t, a, x)
				tables = append(tables, answer.Table())
				if answer.Completeness().Synthetic {
					marked++
				} else if diff := cmp.Diff(ask(t, a, unfilled).Table(), answer.Table()); diff != "" {
					t.Errorf("the answer is not that of the real market, and does not say that it rests on made-up figures (-real +completed):\n%s", diff)
				}
			}
			table, err := analysis.Intervals(slices.Values(tables))
			if err != nil {
				t.Fatal(err)
			}
			says := slices.ContainsFunc(table.Notes, func(n string) bool { return strings.HasPrefix(n, "Synthetic") })
			if synthetic := ask(t, a, completed[0]).Completeness().Synthetic; says != synthetic {
				t.Errorf("a note says that figures are made up: %t, the answers say so: %t", says, synthetic)
			}
		})
	}
	if marked < 3 {
		t.Errorf("%d answers rest on made-up figures, want most of them", marked)
	}
}
