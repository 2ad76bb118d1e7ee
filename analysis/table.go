package analysis

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Table is the answer of an analysis in rows, for people and for spreadsheets.
type Table struct {
	// Title says what the table shows.
	Title string `json:"title"`
	// Columns are its columns.
	Columns []Column `json:"columns"`
	// Key is how many of the first columns name a row. No two rows have the same name.
	Key int `json:"key"`
	// Rows are the cells, in the order of the columns. In JSON and in CSV a cell is a
	// text: 1234.50, or empty if it is not known.
	Rows [][]Cell `json:"rows,omitempty"`
	// Notes say what a reader should know.
	Notes []string `json:"notes,omitempty"`
}

// A Column is a column of a [Table].
type Column struct {
	// Key is its name for programs, such as csu_per_head.
	Key string `json:"key"`
	// Heading is its name for people.
	Heading string `json:"heading"`
	// Unit is the unit of its cells: gbp, gbp_per_head, percent, count or points; "" is
	// text.
	Unit string `json:"unit,omitempty"`
	// Sparse says that rows of some kinds have no such cell. An unknown cell may then
	// mean that there is nothing to know.
	Sparse bool `json:"sparse,omitempty"`
}

// UnmarshalJSON reads a table as JSON writes it, each cell by the unit of its
// column. A cell beyond the columns is an error.
func (t *Table) UnmarshalJSON(data []byte) error {
	type plain Table // without this method
	var read struct {
		plain
		Rows [][]string `json:"rows"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	table := Table(read.plain)
	for i, words := range read.Rows {
		if len(words) > len(table.Columns) {
			return fmt.Errorf("row %d has %d cells: want %d", i, len(words), len(table.Columns))
		}
		row := make([]Cell, len(words))
		for j, word := range words {
			cell, err := ParseCell(table.Columns[j].Unit, word)
			if err != nil {
				return fmt.Errorf("row %d, column %s: %w", i, table.Columns[j].Key, err)
			}
			row[j] = cell
		}
		table.Rows = append(table.Rows, row)
	}
	*t = table
	return nil
}

// The units of a [Column].
const (
	unitPounds  = "gbp"
	unitPerHead = "gbp_per_head"
	unitPercent = "percent"
	unitCount   = "count"
	unitPoints  = "points" // of the Herfindahl-Hirschman index, 0 to 10,000
)

// String returns the table as plain text, as [Table.WriteText] writes it.
func (t Table) String() string {
	var b strings.Builder
	_ = t.WriteText(&b) // a Builder never fails
	return b.String()
}

// WriteText writes the title, the headings, the rows and the notes as plain text in
// aligned columns. A missing number reads "not known". The error is that of w.
func (t Table) WriteText(w io.Writer) error {
	lines := make([][]string, 0, len(t.Rows)+1)
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Heading
	}
	lines = append(lines, head)
	for _, row := range t.Rows {
		line := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			if i < len(row) {
				line[i] = c.Text(row[i])
			}
		}
		lines = append(lines, line)
	}
	widths := make([]int, len(t.Columns))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	b.WriteString(t.Title + "\n")
	for _, line := range lines {
		start := b.Len()
		for i, cell := range line {
			if i > 0 {
				b.WriteString("  ")
			}
			blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if t.Columns[i].Unit != "" {
				b.WriteString(blank + cell)
			} else {
				b.WriteString(cell + blank)
			}
		}
		text := strings.TrimRight(b.String()[start:], " ")
		_, err := io.WriteString(w, b.String()[:start]+text+"\n")
		if err != nil {
			return err
		}
		b.Reset()
	}
	for _, note := range t.Notes {
		b.WriteString("- " + note + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Only returns the table with only the rows that begin with the given texts.
func (t Table) Only(first ...string) Table {
	rows := t.Rows
	t.Rows = nil
	for _, row := range rows {
		if len(row) >= len(first) && slices.EqualFunc(row[:len(first)], texts(first...), Cell.Equal) {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// KeyOf returns the cells that name the row, as texts: [Table.Key] of them, or fewer
// if the row is shorter.
func (t Table) KeyOf(row []Cell) []string {
	key := make([]string, max(0, min(t.Key, len(row))))
	for i := range key {
		key[i] = row[i].String()
	}
	return key
}

// Text returns a cell of the column for people, as [Cell.String] does, and "not
// known" for a number that is missing.
func (c Column) Text(cell Cell) string {
	if !cell.IsKnown() && c.Unit != "" && !c.Sparse {
		return "not known"
	}
	return cell.String()
}

// listCell holds the identifiers in one text.
func listCell(ids []nhs.OrgID) Cell {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return CellOf(strings.Join(words, "; "))
}
