package spend

// carried are the columns in which the text of merged cells counts for every row.
// The amount of a merged cell counts once.
var carried = [...]Column{DepartmentFamily, Entity, PaymentDate, ExpenseType, ExpenseArea, Supplier, TransactionNumber, SupplierPostcode, SupplierType}

// carry fills cells of a row that were merged with those above. A row with nothing
// of its own stays blank.
func (r *record) carry(l *layout) {
	if blank(r.cells) {
		return
	}
	for _, m := range r.merged {
		for _, c := range carried {
			if int(l.at[c]) != m.Index {
				continue
			}
			for len(r.cells) <= m.Index {
				r.cells = append(r.cells, nil)
			}
			if len(trim(r.cells[m.Index])) == 0 {
				r.cells[m.Index] = []byte(m.Text)
			}
		}
	}
	r.width = max(r.width, len(r.cells))
}
