package workbook

import (
	"fmt"
	"io"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A heldBook is a book whose cells are held, for formats that cannot be read sheet by
// sheet. Its memory is bounded by [Limits.Cells] and the size of the file.
type heldBook struct {
	tally    tally
	sheets   []*heldSheet
	text     []byte // of all cells
	all      string // the same, once all is read
	from1904 bool
	stored   int64 // cells
	unpacked int64 // bytes of the file
}

// A heldSheet is one sheet of a held book.
type heldSheet struct {
	spend.Sheet
	rows    []heldRow
	cells   []heldCell
	merges  []merge
	columns columns
}

// A heldRow is a row, or several that are equal.
type heldRow struct {
	number, repeat int
	hidden         bool
	end            int // of its cells
}

type heldCell struct {
	place int
	textRange
}

// A textRange is a text within all text.
type textRange struct{ from, to int }

func newHeldBook(limits Limits) *heldBook {
	return &heldBook{tally: tally{limits: limits.orDefaults()}}
}

// add begins a sheet. A name that is taken gets a number.
func (b *heldBook) add(name string, hidden bool) (*heldSheet, error) {
	if int64(len(b.sheets)) == b.tally.limits.Sheets {
		return nil, &spend.LimitError{What: "sheets", Limit: b.tally.limits.Sheets}
	}
	s := &heldSheet{Sheet: spend.Sheet{Name: name, Hidden: hidden}}
	for n := 2; b.sheet(s.Name) != nil; n++ {
		s.Name = fmt.Sprintf("%s (%d)", name, n)
	}
	b.sheets = append(b.sheets, s)
	return s, nil
}

func (b *heldBook) sheet(name string) *heldSheet {
	for _, s := range b.sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// set gives a cell of the row that is being read the text that stands at the end of all
// text, from a place on.
func (b *heldBook) set(s *heldSheet, column, from int) error {
	return b.setRange(s, column, textRange{from, len(b.text)})
}

// setRange gives a cell of the row that is being read a text. An empty one is none.
func (b *heldBook) setRange(s *heldSheet, column int, t textRange) error {
	switch {
	case t.from == t.to:
		return nil
	case column >= maxColumns:
		return fmt.Errorf("a row has more than %d cells", maxColumns)
	case t.to-t.from > maxCellText:
		return &spend.LimitError{What: "bytes in a cell", Limit: maxCellText}
	case b.stored == b.tally.limits.Cells/8:
		return &spend.LimitError{What: "cells with a value", Limit: b.tally.limits.Cells / 8}
	}
	b.stored++
	s.cells = append(s.cells, heldCell{s.columns.place(column), t})
	return nil
}

// end ends a row that stands a number of times. A row without cells is left out.
func (b *heldBook) end(s *heldSheet, number, repeat int, hidden bool) error {
	begin, last := 0, 0
	if n := len(s.rows); n > 0 {
		begin, last = s.rows[n-1].end, s.rows[n-1].number+s.rows[n-1].repeat-1
	}
	if len(s.cells) == begin {
		return nil
	}
	if number+repeat-1 > maxRows {
		return &spend.LimitError{What: "rows in a sheet", Limit: maxRows}
	}
	width, text := 0, 0
	for _, c := range s.cells[begin:] {
		width, text = max(width, c.place+1), text+c.to-c.from
	}
	if err := b.tally.count((width+rowCost)*repeat+number-last, int64(text)*int64(repeat)); err != nil {
		return err
	}
	s.rows = append(s.rows, heldRow{number, repeat, hidden, len(s.cells)})
	return nil
}

func (b *heldBook) Sheets() []spend.Sheet {
	list := make([]spend.Sheet, len(b.sheets))
	for i, s := range b.sheets {
		list[i] = s.Sheet
	}
	return list
}

func (b *heldBook) Rows(name string) (spend.SheetRows, error) {
	s := b.sheet(name)
	if s == nil {
		return nil, fmt.Errorf("there is no sheet %.40q", name)
	}
	if b.all == "" {
		b.all, b.text = string(b.text), nil
	}
	return &heldRows{sheet: s, text: b.all, merges: newMerging(s.merges)}, nil
}

func (b *heldBook) From1904() bool { return b.from1904 }

func (b *heldBook) Close() error { return nil }

// heldRows are the rows of a held sheet.
type heldRows struct {
	sheet  *heldSheet
	text   string
	merges *merging
	next   int // row of the sheet
	number int // of the last row given
	cells  []string
}

func (r *heldRows) Next() (spend.SheetRow, error) {
	if r.next == len(r.sheet.rows) {
		return spend.SheetRow{}, io.EOF
	}
	row := &r.sheet.rows[r.next]
	r.number++
	if r.number < row.number {
		return spend.SheetRow{}, nil
	}
	begin := 0
	if r.next > 0 {
		begin = r.sheet.rows[r.next-1].end
	}
	clear(r.cells)
	r.cells = r.cells[:0]
	for _, c := range r.sheet.cells[begin:row.end] {
		for len(r.cells) <= c.place {
			r.cells = append(r.cells, "")
		}
		r.cells[c.place] = r.text[c.from:c.to]
	}
	if r.number == row.number+row.repeat-1 {
		r.next++
	}
	return spend.SheetRow{Cells: r.cells, Hidden: row.hidden, Merged: r.merges.at(r.number, r.cells, r.sheet.columns)}, nil
}

func (r *heldRows) Close() error { return nil }

// Unpacked returns the bytes of the file once unpacked.
func (b *heldBook) Unpacked() int64 { return b.unpacked }
