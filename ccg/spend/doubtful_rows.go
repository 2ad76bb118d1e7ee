package spend

import (
	"bytes"
)

// withoutAmount classifies a row with an unreadable amount.
func (r *Reader) withoutAmount(err error) {
	row := &r.row
	r.rec.complete()
	if blank(r.rec.cells) {
		row.Kind = Blank
		return
	}
	if r.headings() {
		return
	}
	row.entity = row.cell(Entity)
	r.date()
	supplier, txn := len(trim(row.cell(Supplier))) > 0, len(trim(row.cell(TransactionNumber))) > 0
	dated := row.dates.status == dateRead && len(trim(row.cell(PaymentDate))) > 0
	evidence := 0
	for _, has := range [...]bool{supplier, txn, dated, len(trim(row.cell(ExpenseType))) > 0} {
		if has {
			evidence++
		}
	}
	row.Kind = Rejected
	switch err {
	case errNoAmount:
		row.Reason = NoAmount
		if evidence < 2 || !dated && !txn {
			row.Kind, row.Reason = Note, ""
			r.remark()
		}
	case errHidden:
		row.Reason = AmountHidden
	case errTooLarge:
		row.Reason = AmountOutOfRange
	default:
		row.Reason = AmountUnreadable
		if evidence == 0 {
			row.Kind, row.Reason = Note, ""
			r.remark()
		}
	}
}

// ragged checks a row with fewer or more cells than headings. It reports whether
// there is an amount beyond the headings, a sign that the cells are shifted.
func (r *Reader) ragged(text []byte) (shifted bool) {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	cells := r.rec.cells
	if len(cells) < l.width {
		for c := PaymentDate; c < Amount; c++ {
			if int(l.at[c]) >= len(cells) {
				row.doubt |= doubtMissing
			}
		}
		return false
	}
	extra := cells[l.width:]
	if blank(extra) {
		return false
	}
	row.doubt |= doubtExtra
	if int(l.at[Amount]) == l.width-1 && splitByComma(trim(text), trim(extra[0])) {
		row.Kind, row.Reason = SetApart, AmountSplit
	}
	for _, c := range extra {
		if a, err := parseAmount(c); err == nil && a.form&formStyled != 0 {
			return true
		}
	}
	return false
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

// notAPayment classifies a row with an amount but without supplier or date.
func (r *Reader) notAPayment(text []byte) bool {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	filled, label := 0, 0
	for i, c := range r.rec.cells {
		if c = trim(c); len(c) == 0 || i == int(l.at[Amount]) {
			continue
		}
		filled++
		switch totalLabel(c) {
		case labelWhole:
			label = 2
		case labelBegins:
			label = max(label, 1)
		}
	}
	supplier, txn := len(trim(row.cell(Supplier))) > 0, len(trim(row.cell(TransactionNumber))) > 0
	undated := row.dates.status == dateMissing && (l.has(PaymentDate) || filled <= 1)
	sum := r.counter.counts[Payment].Rows > 1 && row.Pence == r.counter.sum
	switch {
	case label == 2 && (undated || !txn && !supplier):
	case label == 1 && undated && !txn:
	case sum && undated && !txn && !supplier:
	case filled == 0:
		if row.Pence == 0 && bytes.IndexByte(text, '-') >= 0 {
			row.Kind = Note // accounting style for nothing at all
			return true
		}
		row.Kind, row.Reason = SetApart, AmountAlone
		return true
	default:
		return false
	}
	row.Kind = Total
	return true
}

const (
	labelNone = iota
	labelBegins
	labelWhole
)

// totalLabel reports whether a cell labels the row as a total.
func totalLabel(b []byte) int {
	if len(b) < 3 || len(b) > 80 {
		return labelNone
	}
	switch b[0] | 0x20 {
	case 't', 'g', 's', 'o', 'r', 'p', 'm', 'n':
	default:
		return labelNone
	}
	w := words(clean(b))
	if len(w) == 0 {
		return labelNone
	}
	at := 0
	switch w[0] {
	case "GRAND", "SUB", "OVERALL", "RUNNING", "PAGE", "MONTHLY", "MONTH", "REPORT", "NET":
		at = 1
	}
	if at >= len(w) || w[at] != "TOTAL" && w[at] != "TOTALS" && w[at] != "SUBTOTAL" {
		return labelNone
	}
	rest := w[at+1:]
	if len(rest) == 0 {
		return labelWhole
	}
	switch rest[0] {
	case "SPEND", "AMOUNT", "PAYMENTS", "VALUE", "EXPENDITURE", "OVER", "FOR", "GBP", "PAID", "SUM":
		return labelWhole
	}
	return labelBegins
}

func blank(cells [][]byte) bool {
	for _, c := range cells {
		for _, b := range c {
			if b > ' ' && b != 0xa0 && b != 0xc2 || b != 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n' {
				return false
			}
		}
	}
	return true
}
