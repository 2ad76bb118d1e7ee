package pages

import "github.com/opencommissioning/commissioning/analysis"

// withoutEmpty is a table without the sparse columns that no row fills, which would
// only make a page wider. The data files keep them.
func withoutEmpty(t analysis.Table) analysis.Table {
	var keep []int
	for i, c := range t.Columns {
		filled := !c.Sparse
		for _, row := range t.Rows {
			filled = filled || i < len(row) && row[i].IsKnown()
		}
		if filled {
			keep = append(keep, i)
		}
	}
	narrow := t
	narrow.Columns, narrow.Rows = nil, nil
	for _, i := range keep {
		narrow.Columns = append(narrow.Columns, t.Columns[i])
	}
	for _, row := range t.Rows {
		var cells []analysis.Cell
		for _, i := range keep {
			if i < len(row) {
				cells = append(cells, row[i])
			}
		}
		narrow.Rows = append(narrow.Rows, cells)
	}
	return narrow
}
