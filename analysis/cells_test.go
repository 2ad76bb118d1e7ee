package analysis_test

import (
	"strings"

	"github.com/opencommissioning/commissioning/analysis"
)

// written returns the cells of a row as programs read them.
func written(row []analysis.Cell) []string {
	words := make([]string, len(row))
	for i, c := range row {
		text, err := c.MarshalText()
		if err != nil {
			panic(err) // no cell fails
		}
		words[i] = string(text)
	}
	return words
}

// allWritten returns the rows of a table, each on a line, with | between the cells.
func allWritten(t analysis.Table) []string {
	var lines []string
	for _, row := range t.Rows {
		lines = append(lines, strings.Join(written(row), "|"))
	}
	return lines
}
