package spend

import "bytes"

// ragged checks a row with fewer or more cells than headings. It sets apart one whose
// cells an unquoted comma has shifted.
func (r *Reader) ragged(text []byte) {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	cells := r.rec.cells
	if len(cells) < l.width {
		for c := PaymentDate; c < Amount; c++ {
			if int(l.at[c]) >= len(cells) {
				row.doubt |= doubtMissing
			}
		}
		return
	}
	extra := cells[l.width:]
	if !blank(extra) {
		row.doubt |= doubtExtra
	}
	at := int(l.at[Amount])
	if at+1 < len(cells) && (!blank(extra) || at == l.width-1) && splitByComma(trim(text), trim(cells[at+1])) {
		row.Kind, row.Reason = SetApart, AmountSplit
		return
	}
	if r.shiftedBy(text, len(extra)) {
		row.Kind, row.Reason = SetApart, RowShifted
	}
}

// shiftedBy reports whether the amount of a row stands up to so many cells to the
// right of its column, and a number of another sort in its column.
func (r *Reader) shiftedBy(text []byte, most int) bool {
	if a, err := parseNumber(bytes.Clone(text)); err != nil || a.form&formStyled != 0 {
		return false
	}
	beyond := !blank(r.rec.cells[min(len(r.rec.cells), r.row.layout.width):])
	at, cells := int(r.row.layout.at[Amount]), r.rec.cells
	for k := 1; k <= most && at+k < len(cells); k++ {
		c := trim(cells[at+k])
		if len(c) == 0 {
			continue
		}
		a, err := parseNumber(bytes.Clone(c))
		if err != nil {
			continue
		}
		if a.form&formStyled != 0 && beyond || r.misplacedNumber() {
			return true
		}
	}
	return false
}

// misplacedNumber reports whether the row has text in the column of transaction
// numbers, although the file has whole numbers there.
func (r *Reader) misplacedNumber() bool {
	cell := trim(r.row.cell(TransactionNumber))
	if len(cell) == 0 || !r.txns.allNumeric() {
		return false
	}
	for _, c := range cell {
		if '0' <= c && c <= '9' {
			return false
		}
	}
	return true
}

// shifted sets apart a row of the usual width whose cells have moved: text stands for
// the transaction number, and a whole number for the amount.
func (r *Reader) shifted(text []byte) bool {
	if !r.misplacedNumber() {
		return false
	}
	r.rec.complete()
	rest := len(r.rec.cells) - 1 - int(r.row.layout.at[Amount])
	if !r.shiftedBy(text, rest) && !r.txns.inRange(text) {
		return false
	}
	r.row.Kind, r.row.Reason = SetApart, RowShifted
	return true
}

// splitByComma reports whether head and tail are 1,234.56 split at its comma.
func splitByComma(head, tail []byte) bool {
	head = bytes.TrimLeft(head, "-£(\xa3\xc2")
	if len(head) == 0 || len(head) > 3 || len(tail) < 3 {
		return false
	}
	for _, c := range head {
		if c < '0' || c > '9' {
			return false
		}
	}
	for i, c := range tail {
		if i < 3 && (c < '0' || c > '9') || i == 3 && c != '.' && c != ')' {
			return false
		}
	}
	return true
}
