package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A grid puts cells together to rows, whatever the format.
type grid struct {
	columns columns
	number  int  // of the row, from 1
	hidden  bool // the row is
	text    []byte
	set     []setCell // cells with a value, in the order of the file
	taken   []int32   // by place: the row that last set it
	cells   []string
}

type setCell struct {
	place    int
	from, to int    // in text, unless shared
	shared   string // the text of a shared cell
}

func (g *grid) begin(number int, hidden bool) {
	g.number, g.hidden, g.text, g.set = number, hidden, g.text[:0], g.set[:0]
}

// take claims the place of a column, and reports whether it was free in this row.
func (g *grid) take(column int) (place int, free bool) {
	place = g.columns.place(column)
	for len(g.taken) <= place {
		g.taken = append(g.taken, 0)
	}
	free = g.taken[place] != int32(g.number)
	g.taken[place] = int32(g.number)
	return place, free
}

// width is the number of cells up to the last that has a value.
func (g *grid) width() int {
	n := 0
	for i := range g.set {
		n = max(n, g.set[i].place+1)
	}
	return n
}

// bytes is the length of all texts.
func (g *grid) bytes() int64 {
	n := int64(len(g.text))
	for i := range g.set {
		n += int64(len(g.set[i].shared))
	}
	return n
}

// row returns the cells. They are valid until the next call.
func (g *grid) row() []string {
	width, text := g.width(), string(g.text)
	clear(g.cells)
	for len(g.cells) < width {
		g.cells = append(g.cells, "")
	}
	for _, c := range g.set {
		if g.cells[c.place] = c.shared; c.shared == "" {
			g.cells[c.place] = text[c.from:c.to]
		}
	}
	return g.cells[:width]
}

// xlsxRows reads the rows of a sheet of an .xlsx workbook.
type xlsxRows struct {
	grid
	book   *book
	part   *part
	merges *merging

	in      bool // in the element of all rows
	ended   bool
	row     int  // the last row given
	waiting bool // grid holds a row that is to come after empty ones
}

func (b *book) openRows(s *sheet) (*xlsxRows, error) {
	p, err := b.archive.open(s.part)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{book: b, part: p}, nil
}

func (r *xlsxRows) Close() error { return r.part.close() }

// Next returns the next row of the sheet, of those in order.
func (r *xlsxRows) Next() (spend.SheetRow, error) {
	if !r.waiting {
		if err := r.read(); err != nil {
			return spend.SheetRow{}, err
		}
		r.waiting = true
	}
	r.row++
	if r.row < r.number {
		return spend.SheetRow{}, nil
	}
	r.waiting = false
	row := spend.SheetRow{Cells: r.grid.row(), Hidden: r.hidden}
	row.Merged = r.merges.at(r.number, row.Cells, r.columns)
	return row, nil
}

// read reads the next row that the sheet has. After the last it returns io.EOF.
func (r *xlsxRows) read() error {
	for !r.ended {
		t, err := r.part.next()
		if err != nil {
			if err == io.EOF {
				return err
			}
			return inPart(r.part.path, err)
		}
		switch {
		case t == endTag && r.in && r.part.depth() == 1:
			r.ended = true
		case t != startTag:
		case r.part.depth() == 2:
			r.in = string(r.part.name) == "sheetData"
		case r.in && r.part.depth() == 3 && string(r.part.name) == "row":
			if err := r.readRow(); err != nil {
				return inPart(r.part.path, err)
			}
			return nil
		}
	}
	return io.EOF
}

func (r *xlsxRows) readRow() error {
	p, number := r.part, r.number+1
	if ref := p.attr("r"); ref != nil {
		n, ok := rowNumber(bytes.TrimSpace(ref))
		if !ok {
			return fmt.Errorf("a row has the number %.20q", ref)
		}
		number = n
	}
	if number > maxRows {
		return &spend.LimitError{What: "rows in a sheet", Limit: maxRows}
	}
	hidden := p.attr("hidden")
	r.begin(number, string(hidden) == "1" || bytes.EqualFold(hidden, []byte("true")))
	for column := -1; p.depth() >= 3; {
		t, err := p.next()
		if err != nil {
			return err
		}
		if t != startTag || p.depth() != 4 || string(p.name) != "c" {
			continue
		}
		column++
		if ref := p.attr("r"); ref != nil {
			c, row, ok := cellReference(ref)
			if !ok || row != number {
				return fmt.Errorf("row %d has a cell named %.20q", number, ref)
			}
			column = c
		}
		if column >= maxColumns {
			return fmt.Errorf("row %d has more than %d cells", number, maxColumns)
		}
		if err := r.readCell(column); err != nil {
			return fmt.Errorf("row %d, column %d: %w", number, column+1, err)
		}
	}
	return nil
}

// readCell reads the cell whose start tag was given last.
func (r *xlsxRows) readCell(column int) error {
	p, from := r.part, len(r.text)
	kind := string(p.attr("t"))
	within := false // the element of the value
	for depth := p.depth(); p.depth() >= depth; {
		t, err := p.next()
		if err != nil {
			return err
		}
		switch t {
		case startTag:
			switch string(p.name) {
			case "v":
				within = true
			case "is":
				if r.text, err = richText(p.lexer, r.text); err != nil {
					return err
				}
			default:
				if err := p.skip(); err != nil {
					return err
				}
			}
		case endTag:
			within = false
		case text:
			if within {
				r.text = p.appendText(r.text)
			}
		}
		if len(r.text)-from > maxCellText {
			return &spend.LimitError{What: "bytes in a cell", Limit: maxCellText}
		}
	}
	if len(r.text) == from {
		return nil
	}
	place, free := r.take(column)
	if !free {
		return errors.New("there are two such cells")
	}
	c := setCell{place: place, from: from}
	switch value := bytes.TrimSpace(r.text[from:]); kind {
	case "s":
		n, ok := rowNumberFromZero(value)
		if c.shared, ok = r.book.sharedText(n, ok); !ok {
			return fmt.Errorf("its text is number %.20q of %d", value, len(r.book.shared.ends))
		}
		if r.text = r.text[:from]; c.shared == "" {
			return nil
		}
	case "b":
		word := "FALSE"
		if len(value) > 0 && (value[0] == '1' || value[0] == 't' || value[0] == 'T') {
			word = "TRUE"
		}
		r.text = append(r.text[:from], word...)
	case "str":
		r.text = append(r.text[:from], unescapeControls(r.text[from:])...)
	}
	c.to = len(r.text)
	r.set = append(r.set, c)
	return nil
}

func (b *book) sharedText(n int, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	return b.shared.at(n)
}

// rowNumberFromZero reads a whole number that may be nought.
func rowNumberFromZero(b []byte) (int, bool) {
	n, ok := rowNumber(b)
	return n, ok || len(b) > 0 && len(bytes.Trim(b, "0")) == 0
}
