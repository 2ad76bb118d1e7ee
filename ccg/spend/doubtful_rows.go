package spend

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
