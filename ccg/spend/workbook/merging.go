package workbook

import (
	"slices"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A merging follows the merged cells of a sheet from row to row.
type merging struct {
	left   []merge // that begin further down
	open   []openMerge
	merged []spend.MergedCell
}

type openMerge struct {
	last  int
	place int
	text  string
}

// newMerging returns nil if there is nothing to follow.
func newMerging(list []merge) *merging {
	if len(list) == 0 {
		return nil
	}
	return &merging{left: list}
}

// at returns the merged cells that reach into a row from above, and begins those
// that begin in it. At most one is open in each column.
func (m *merging) at(row int, cells []string, columns columns) []spend.MergedCell {
	if m == nil {
		return nil
	}
	m.merged = m.merged[:0]
	m.open = slices.DeleteFunc(m.open, func(o openMerge) bool { return o.last < row })
	for _, o := range m.open {
		m.merged = append(m.merged, spend.MergedCell{Index: o.place, Text: o.text})
	}
	for len(m.left) > 0 && m.left[0].first <= row {
		next := m.left[0]
		m.left = m.left[1:]
		if next.first < row {
			continue // its first row is empty
		}
		m.begin(next, cells, columns)
	}
	return m.merged
}

func (m *merging) begin(next merge, cells []string, columns columns) {
	place, ok := columns.find(next.column)
	if !ok || place >= len(cells) || cells[place] == "" {
		return
	}
	o := openMerge{next.last, place, cells[place]}
	if i := slices.IndexFunc(m.open, func(o openMerge) bool { return o.place == place }); i >= 0 {
		m.open[i] = o
		return
	}
	m.open = append(m.open, o)
}
