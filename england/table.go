package england

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A table reads the rows of one CSV file. The first error stays in err, with file,
// line and the number of the cell, and ends the rows.
type table struct {
	name   string
	rows   rows
	header []string
	row    []string
	err    error
}

func openTable(name string) *table {
	t := &table{name: name}
	text, err := fs.ReadFile(embedded, "data/"+name)
	if err != nil {
		t.err = err
		return t
	}
	t.rows.rest = string(text)
	header, err := t.rows.next()
	if err != nil {
		t.fail(0, err)
		return t
	}
	t.header = slices.Clone(header)
	return t
}

// next moves to the following row and reports whether there is one.
func (t *table) next() bool {
	if t.err != nil {
		return false
	}
	row, err := t.rows.next()
	if err != nil {
		t.fail(0, err)
	}
	t.row = row
	return row != nil
}

// text returns the cell of the column; "" means unknown.
func (t *table) text(column string) string {
	i := slices.Index(t.header, column)
	if i < 0 {
		t.fail(0, fmt.Errorf("unknown column %q", column))
		return ""
	}
	return t.row[i]
}

func (t *table) fail(column int, err error) {
	if t.err == nil {
		t.err = fmt.Errorf("%s:%d:%d: %w", t.name, t.rows.line, column+1, err)
	}
}

// confidence reads the column of that name. The manifest checks its words.
func (t *table) confidence() lineage.Confidence { return lineage.Confidence(t.text("confidence")) }

// list returns the values of a cell that holds several.
func (t *table) list(column string) []string {
	cell := t.text(column)
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}

// parsed reads the cell with parse; a blank cell gives the zero value.
func parsed[T any](t *table, column string, parse func(string) (T, error)) T {
	var v T
	if cell := t.text(column); cell != "" {
		var err error
		if v, err = parse(cell); err != nil {
			t.fail(slices.Index(t.header, column), err)
		}
	}
	return v
}

// known reads the cell with parse; a blank cell gives nil.
func known[T any](t *table, column string, parse func(string) (T, error)) *T {
	if t.text(column) == "" {
		return nil
	}
	v := parsed(t, column, parse)
	return &v
}

func (t *table) id(column string) nhs.OrgID { return parsed(t, column, nhs.ParseOrgID) }

func (t *table) date(column string) nhs.Date { return parsed(t, column, nhs.ParseDate) }

func (t *table) partial(column string) nhs.PartialDate {
	return parsed(t, column, nhs.ParsePartialDate)
}
