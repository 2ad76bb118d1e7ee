package analysis

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
)

// Intervals returns how far the figures of an analysis differ between markets. The
// tables are its answers for many markets, such as the real one completed from many
// seeds.
//
// The result has a row for each row of the tables, and three columns for each column
// of figures. One figure in twenty lies below low, median is in the middle, and one
// in twenty lies above high. Each is a figure of one of the tables: of n in order, the
// one at place n/20, n/2 or 19n/20, rounded up. So three tables give their minimum,
// median and maximum. Unknown figures do not count. The column tables says how many
// tables have the row.
//
// Text on which all tables agree is kept, and other text reads "varies". A note that
// is not in all tables is left out.
//
// It is an error if there are no tables, if their columns differ, or if a cell does
// not have the unit of its column.
func Intervals(tables iter.Seq[Table]) (Table, error) {
	var s intervals
	for t := range tables {
		if err := s.add(t); err != nil {
			return Table{}, fmt.Errorf("intervals: table %d: %w", s.tables, err)
		}
	}
	if s.tables == 0 {
		return Table{}, errors.New("intervals: no tables: want at least one")
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

// An intervalRow is one row of all tables.
type intervalRow struct {
	in      int // number of tables
	text    []Cell
	figures [][]Cell // by column
}

const varies = "varies"

func (s *intervals) add(t Table) error {
	s.tables++
	if s.tables == 1 {
		s.first, s.rows, s.notes = t, make(map[string]*intervalRow), t.Notes
	}
	if t.Key != s.first.Key || !slices.Equal(t.Columns, s.first.Columns) {
		return errors.New("its columns differ from those of the first table")
	}
	if t.Key < 0 || t.Key > len(t.Columns) {
		return fmt.Errorf("its key is %d columns of %d", t.Key, len(t.Columns))
	}
	s.notes = slices.DeleteFunc(slices.Clone(s.notes), func(n string) bool { return !slices.Contains(t.Notes, n) })
	for i, cells := range t.Rows {
		if len(cells) != len(t.Columns) {
			return fmt.Errorf("row %d has %d cells: want %d", i, len(cells), len(t.Columns))
		}
		name := strings.Join(t.KeyOf(cells), "\x00")
		r := s.rows[name]
		if r == nil {
			r = &intervalRow{text: slices.Clone(cells), figures: make([][]Cell, len(cells))}
			s.rows[name] = r
			s.order = append(s.order, r)
		}
		if err := r.add(cells, t); err != nil {
			return fmt.Errorf("row %d, %w", i, err)
		}
	}
	return nil
}

func (r *intervalRow) add(cells []Cell, t Table) error {
	r.in++
	for i := t.Key; i < len(cells); i++ {
		switch cell, c := cells[i], t.Columns[i]; {
		case c.Unit == "":
			if !r.text[i].Equal(cell) {
				r.text[i] = CellOf(varies)
			}
		case cell.Unit() == c.Unit:
			r.figures[i] = append(r.figures[i], cell)
		case cell.IsKnown():
			return fmt.Errorf("column %s: the cell %.40q is not of the unit %s", c.Key, cell, c.Unit)
		}
	}
	return nil
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
	t.Notes = append(t.Notes, fmt.Sprintf("From %s: one figure in twenty lies below low, and one in twenty above high.", format.Count(s.tables, "table", "tables")))
	t.Notes = append(t.Notes, s.notes...)
	return t
}

func (r *intervalRow) cells(like Table) []Cell {
	var cells []Cell
	for i, c := range like.Columns {
		if i < like.Key || c.Unit == "" {
			cells = append(cells, r.text[i])
			continue
		}
		of := r.figures[i]
		slices.SortStableFunc(of, Cell.Compare)
		for _, twentieths := range [...]int{1, 10, 19} {
			cells = append(cells, placed(of, twentieths))
		}
	}
	return append(cells, CellOf(r.in))
}

// placed returns the figure at so many twentieths of the list, unknown for an empty
// one.
func placed(sorted []Cell, twentieths int) Cell {
	if len(sorted) == 0 {
		return Cell{}
	}
	return sorted[(len(sorted)*twentieths+19)/20-1]
}
