package analysis

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math/big"
	"slices"
	"strings"
)

// Intervals returns how far the figures of an analysis differ between markets:
// tables are its answers for many markets, such as for a real one that was
// completed from many seeds. The result has a row for each row of the tables and
// three columns for each column of figures: the figure that one in twenty lies
// below (low), the one in the middle (median), and that which one in twenty lies
// above (high).
//
// Each is a figure of one of the tables: of n, sorted, the one at place n/20,
// n/2 or 19n/20, rounded up. Three tables give the least, the middle and the
// most of them. A figure that is not known is none of the n. The column tables
// says in how many tables a row is. Text is kept where all tables agree, and
// reads "varies" elsewhere; so are notes, and left out elsewhere.
//
// It is an error if there are no tables, if they are not of the same columns, or
// if a cell of a column with a unit is no number.
func Intervals(tables iter.Seq[Table]) (Table, error) {
	var s intervals
	for t := range tables {
		if err := s.add(t); err != nil {
			return Table{}, fmt.Errorf("intervals: table %d: %w", s.tables, err)
		}
	}
	if s.tables == 0 {
		return Table{}, errors.New("intervals: no tables: want one at least")
	}
	return s.table(), nil
}

// intervals are the cells of many tables, row by row.
type intervals struct {
	first  Table
	tables int
	rows   map[string]*intervalRow
	order  []*intervalRow
	notes  []string // that all tables have
}

// A intervalRow is one row of all tables.
type intervalRow struct {
	in      int // how many tables
	text    []string
	figures [][]figureCell // by column
}

// A figureCell is a figure as written and its value.
type figureCell struct {
	text  string
	value *big.Rat
}

const varies = "varies"

func (s *intervals) add(t Table) error {
	s.tables++
	if s.tables == 1 {
		s.first, s.rows, s.notes = t, make(map[string]*intervalRow), t.Notes
	}
	if t.Key != s.first.Key || !slices.Equal(t.Columns, s.first.Columns) {
		return errors.New("its columns are not those of the first table")
	}
	s.notes = slices.DeleteFunc(slices.Clone(s.notes), func(n string) bool { return !slices.Contains(t.Notes, n) })
	for i, cells := range t.Rows {
		if len(cells) != len(t.Columns) {
			return fmt.Errorf("row %d has %d cells: want %d", i, len(cells), len(t.Columns))
		}
		name := strings.Join(cells[:t.Key], "\x00")
		r := s.rows[name]
		if r == nil {
			r = &intervalRow{text: slices.Clone(cells), figures: make([][]figureCell, len(cells))}
			s.rows[name] = r
			s.order = append(s.order, r)
		}
		if err := r.add(cells, t); err != nil {
			return fmt.Errorf("row %d, %w", i, err)
		}
	}
	return nil
}

func (r *intervalRow) add(cells []string, t Table) error {
	r.in++
	for i := t.Key; i < len(cells); i++ {
		switch cell := cells[i]; {
		case t.Columns[i].Unit == "":
			if r.text[i] != cell {
				r.text[i] = varies
			}
		case cell != "":
			v, ok := parseFigureCell(cell)
			if !ok {
				return fmt.Errorf("column %s: %.40q is no number: want digits, such as 1234.50", t.Columns[i].Key, cell)
			}
			r.figures[i] = append(r.figures[i], figureCell{cell, v})
		}
	}
	return nil
}

// maxFigure bounds a figure in bytes. The largest amounts have 18.
const maxFigure = 40

// parseFigureCell reads digits with a sign and decimals or without, and nothing
// that a [big.Rat] reads besides, such as exponents.
func parseFigureCell(cell string) (*big.Rat, bool) {
	if len(cell) > maxFigure || strings.Trim(cell, "-.0123456789") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(cell)
}

// table returns the intervals.
func (s *intervals) table() Table {
	t := Table{Title: s.first.Title + ": intervals", Key: s.first.Key}
	for i, c := range s.first.Columns {
		if i < s.first.Key || c.Unit == "" {
			t.Columns = append(t.Columns, c)
			continue
		}
		for _, end := range [...]string{"low", "median", "high"} {
			t.Columns = append(t.Columns, Column{Key: c.Key + "_" + end, Heading: c.Heading + ", " + end, Unit: c.Unit})
		}
	}
	t.Columns = append(t.Columns, Column{Key: "tables", Heading: "tables", Unit: unitCount})
	for _, r := range s.order {
		t.Rows = append(t.Rows, r.cells(s.first))
	}
	t.Notes = append(t.Notes, fmt.Sprintf("Of %d tables: one figure in twenty lies below the low one, and one in twenty above the high one.", s.tables))
	t.Notes = append(t.Notes, s.notes...)
	return t
}

func (r *intervalRow) cells(like Table) []string {
	var cells []string
	for i, c := range like.Columns {
		if i < like.Key || c.Unit == "" {
			cells = append(cells, r.text[i])
			continue
		}
		of := r.figures[i]
		slices.SortStableFunc(of, func(a, b figureCell) int { return cmp.Or(a.value.Cmp(b.value), cmp.Compare(a.text, b.text)) })
		for _, twentieths := range [...]int{1, 10, 19} {
			cells = append(cells, placed(of, twentieths))
		}
	}
	return append(cells, countCell(r.in))
}

// placed returns the figure at so many twentieths of the way, "" of none.
func placed(sorted []figureCell, twentieths int) string {
	if len(sorted) == 0 {
		return ""
	}
	return sorted[(len(sorted)*twentieths+19)/20-1].text
}
