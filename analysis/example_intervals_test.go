package analysis_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/england/synthetic"
)

// How concentrated was the market of 2013/14, as far as made-up payments can
// tell? Over many seeds there is an interval, and not one false number.
func ExampleIntervals() {
	completed := func(yield func(analysis.Table) bool) {
		for seed := range uint64(21) {
			market, err := synthetic.Market(seed)
			if err != nil {
				log.Fatal(err)
			}
			if !yield(concentration(commissioning.NewIndex(market))) {
				return
			}
		}
	}
	table, err := analysis.Intervals(completed)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
	// Output:
	// Concentration of 2013/14: intervals
	// of        HHI, low  HHI, median  HHI, high  tables
	// 19 units    593.89       600.12     604.45      21
	// - From 21 tables: one figure in twenty lies below low, and one in twenty above high.
	// - Synthetic: figures in it are made up.
}

// concentration returns the concentration of 2013/14 as a table of one row.
func concentration(x *commissioning.Index) analysis.Table {
	answer := analysis.Shares(x, england2013)
	return analysis.Table{
		Title:   "Concentration of 2013/14",
		Columns: []analysis.Column{{Key: "of", Heading: "of"}, {Key: "hhi", Heading: "HHI", Unit: "points"}},
		Key:     1,
		Rows:    [][]analysis.Cell{{analysis.CellOf("19 units"), analysis.OptionalCell(answer.HHIOfKnown)}},
		Notes:   []string{"Synthetic: figures in it are made up."},
	}
}
