package analysis

import (
	"encoding"
	"io"
	"slices"
	"strconv"
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
	// Key is how many of the first columns name a row: no two rows have the same.
	Key int `json:"key"`
	// Rows are the cells. A cell that is not known is empty. Amounts are written
	// as JSON writes them: 1234.50.
	Rows [][]string `json:"rows,omitempty"`
	// Notes say what a reader has to bear in mind.
	Notes []string `json:"notes,omitempty"`
}

// A Column is a column of a [Table].
type Column struct {
	// Key is its name for programs, such as csu_per_head.
	Key string `json:"key"`
	// Heading is its name for people.
	Heading string `json:"heading"`
	// Unit says what its cells are: gbp, gbp_per_head, percent, count or points;
	// "" is text.
	Unit string `json:"unit,omitempty"`
	// Sparse says that rows of some kinds have no such cell. An empty one may then
	// mean that there is nothing to know.
	Sparse bool `json:"sparse,omitempty"`
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

// WriteText writes the title, the headings, the rows and the notes as plain text
// in aligned columns. A number that is not known reads "not known"; amounts have
// their pound sign. The error is that of w.
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

// Only returns the table with only those rows whose first cells are the given
// ones.
func (t Table) Only(first ...string) Table {
	rows := t.Rows
	t.Rows = nil
	for _, row := range rows {
		if len(row) >= len(first) && slices.Equal(row[:len(first)], first) {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// Text returns a cell of the column as people read it: an amount with its pound
// sign, a count with its thousands apart, and "not known" for a number that is
// missing.
func (c Column) Text(cell string) string {
	switch {
	case cell == "" && (c.Sparse || c.Unit == ""):
		return ""
	case cell == "":
		return "not known"
	}
	switch c.Unit {
	case unitPounds:
		if m, err := nhs.ParseMoney(cell); err == nil {
			return m.String()
		}
	case unitPerHead:
		if r, err := nhs.ParseRate(cell); err == nil {
			return r.String()
		}
	case unitPercent:
		return cell + "%"
	case unitCount:
		if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
			return nhs.Thousands(n)
		}
	case unitPoints:
		if p, err := ParseConcentration(cell); err == nil {
			return p.String()
		}
	}
	return cell
}

// cellOf writes a value that may be unknown.
func cellOf[T encoding.TextMarshaler](v *T) string {
	if v == nil {
		return ""
	}
	text, err := (*v).MarshalText()
	if err != nil {
		return ""
	}
	return string(text)
}

func countCell[T int | int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func listCell(ids []nhs.OrgID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, "; ")
}
