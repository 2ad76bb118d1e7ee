package spend

import "bytes"

// figures are the amounts of several columns of a few rows.
type figures struct{ rows []figureRow }

type figureRow struct {
	by  map[int16]int64
	txn string
}

func (r *figureRow) at(i int16) (int64, bool) {
	v, ok := r.by[i]
	return v, ok
}

func readFigures(l *layout, sample [][][]byte) figures {
	var f figures
	for _, cells := range sample {
		row := figureRow{by: map[int16]int64{}}
		for _, c := range l.amounts {
			if int(c.at) < len(cells) {
				if a, err := parseNumber(bytes.Clone(cells[c.at])); err == nil {
					row.by[c.at] = a.pence
				}
			}
		}
		if i := l.at[TransactionNumber]; i >= 0 && int(i) < len(cells) {
			row.txn = string(trim(cells[i]))
		}
		if i := l.at[Supplier]; i >= 0 && (int(i) >= len(cells) || len(trim(cells[i])) == 0 || totalLabel(cells[i]) != labelNone) {
			continue // a total, most likely
		}
		if len(row.by) > 0 {
			f.rows = append(f.rows, row)
		}
	}
	return f
}

func (f *figures) filled(i int16) (n int) {
	for _, r := range f.rows {
		if _, ok := r.at(i); ok {
			n++
		}
	}
	return n
}

// equal reports whether two columns have the same figures, where both have any.
func (f *figures) equal(a, b int16) bool {
	for _, r := range f.rows {
		x, ok := r.at(a)
		if y, also := r.at(b); ok != also || x != y {
			return false
		}
	}
	return true
}

// fillsGaps reports whether column b has figures in rows where a has none.
func (f *figures) fillsGaps(a, b int16) bool {
	for _, r := range f.rows {
		if _, ok := r.at(a); !ok {
			if v, also := r.at(b); also && v != 0 {
				return true
			}
		}
	}
	return false
}

// addsUp reports whether column sum is the running sum of column b.
func (f *figures) addsUp(sum, b int16) bool {
	steps, last := 0, int64(0)
	for i, r := range f.rows {
		s, ok := r.at(sum)
		v, also := r.at(b)
		if !ok || !also {
			return false
		}
		if i > 0 {
			if s-last != v {
				return false
			}
			if v != s {
				steps++
			}
		}
		last = s
	}
	return steps >= 2 || steps == 1 && len(f.rows) == 2
}

// sums reports whether column sum is column a and column b together, in every row.
func (f *figures) sums(sum, a, b int16) bool {
	n := 0
	for _, r := range f.rows {
		s, ok := r.at(sum)
		x, also := r.at(a)
		y := r.by[b]
		if !ok || !also || s != x+y {
			return false
		}
		if y != 0 {
			n++
		}
	}
	return n > 0
}

// repeats reports whether the figures of column sum are those of whole transactions:
// the same on each line of one, whose figures in column b sum to it.
func (f *figures) repeats(sum, b, numbers int16) bool {
	if numbers < 0 {
		return false
	}
	type transaction struct {
		total, parts int64
		lines        int
	}
	by := map[string]*transaction{}
	for _, r := range f.rows {
		s, ok := r.at(sum)
		v, also := r.at(b)
		if !ok || !also || r.txn == "" {
			return false
		}
		t := by[r.txn]
		if t == nil {
			t = &transaction{total: s}
			by[r.txn] = t
		}
		if t.total != s {
			return false
		}
		t.parts += v
		t.lines++
	}
	several, fit := 0, 0
	for _, t := range by {
		if t.lines > 1 {
			several++
			if t.parts == t.total {
				fit++
			}
		}
	}
	return several > 0 && fit*10 >= several*8
}
