package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A scan is what a first look at a sheet found.
type scan struct {
	merges []merge     // by their first row
	sorted []sortedRow // the rows of a sheet that has them out of order
	places columns     // of the sorted rows
}

// A merge is cells one below the other that were made one.
type merge struct {
	first, last int // rows, from 1
	column      int
}

// A sortedRow is a row that is held.
type sortedRow struct {
	number int
	spend.SheetRow
}

// maxSorted is the most cells of a sheet whose rows are out of order, and must be
// held to be put in order. No program writes such sheets.
const maxSorted = 1 << 20

// scanSheet goes through a sheet to its end.
func (b *book) scanSheet(s *sheet) (err error) {
	r, err := b.openRows(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	inOrder, last := true, 0
	for {
		err := r.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := b.tally.count(r.width()+rowCost+max(0, r.number-last), r.bytes()); err != nil {
			return err
		}
		inOrder = inOrder && r.number > last
		last = max(last, r.number)
	}
	if s.merges, err = readMerges(r.part); err != nil {
		return inPart(s.part, err)
	}
	if !inOrder {
		return b.sortSheet(s)
	}
	return nil
}

// readMerges reads what follows the rows of a sheet, to its end.
func readMerges(p *part) ([]merge, error) {
	var list []merge
	for {
		switch t, err := p.next(); {
		case err == io.EOF:
			slices.SortFunc(list, func(a, b merge) int { return cmp.Or(a.first-b.first, a.column-b.column, a.last-b.last) })
			return list, nil
		case err != nil:
			return nil, err
		case t != startTag || string(p.name) != "mergeCell":
			continue
		}
		ref := p.attr("ref")
		from, to, _ := bytes.Cut(ref, []byte(":"))
		column, first, ok := cellReference(from)
		_, last, also := cellReference(to)
		if len(to) > 0 && !(ok && also) {
			return nil, fmt.Errorf("cells are merged at %.20q", ref)
		}
		if last > first {
			list = append(list, merge{first, last, column})
		}
	}
}

// sortSheet holds the rows of a sheet in order.
func (b *book) sortSheet(s *sheet) (err error) {
	r, err := b.openRows(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	cells := 0
	for {
		err := r.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if cells += r.width() + rowCost; cells > maxSorted {
			return inPart(s.part, fmt.Errorf("its rows are out of order, with more than %d cells", maxSorted))
		}
		s.sorted = append(s.sorted, sortedRow{r.number, spend.SheetRow{Cells: slices.Clone(r.grid.row()), Hidden: r.hidden}})
	}
	slices.SortStableFunc(s.sorted, func(a, b sortedRow) int { return a.number - b.number })
	for i := 1; i < len(s.sorted); i++ {
		if s.sorted[i].number == s.sorted[i-1].number {
			return inPart(s.part, fmt.Errorf("it has row %d twice", s.sorted[i].number))
		}
	}
	s.places = r.columns
	return nil
}

// sortedRows are the rows of a sheet that were held.
type sortedRows struct {
	rows    []sortedRow
	merges  *merging
	columns columns
	row     int // the last row given
}

func (r *sortedRows) Next() (spend.SheetRow, error) {
	if len(r.rows) == 0 {
		return spend.SheetRow{}, io.EOF
	}
	r.row++
	if r.row < r.rows[0].number {
		return spend.SheetRow{}, nil
	}
	row := r.rows[0].SheetRow
	r.rows = r.rows[1:]
	row.Merged = r.merges.at(r.row, row.Cells, r.columns)
	return row, nil
}

func (r *sortedRows) Close() error { return nil }
