package spend

import (
	"cmp"
	"iter"
	"slices"
)

// An Entry is the most detailed sum that a ledger keeps by supplier.
type Entry struct {
	// Entity is the body that paid, as the file has it.
	Entity string
	// Supplier is who was paid, as the file has it. It may name a person, see
	// [Mask].
	Supplier string
	// Month is the month; zero for payments without a readable date.
	Month Month
	// ChargesFromCSU means that the expense type names a payment to a CSU.
	ChargesFromCSU bool
	// Lines is the number of payments in the sum.
	Lines int
	// Pence is the sum in pence.
	Pence int64
}

// Entries returns every sum by entity, supplier and month, in that order.
func (l *Ledger) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		list := make([]Entry, 0, len(l.books.tables[bySupplier].cells))
		for _, c := range l.books.tables[bySupplier].cells {
			list = append(list, Entry{
				Entity: l.entity(uint32(c.who >> 32)), Supplier: l.suppliers.names[c.who&supplierBits], Month: Month(c.when >> 16),
				ChargesFromCSU: c.who&csuCharge != 0, Lines: int(c.lines), Pence: c.pence,
			})
		}
		slices.SortFunc(list, func(a, b Entry) int {
			return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Supplier, b.Supplier), cmp.Compare(a.Month, b.Month), compareBool(a.ChargesFromCSU, b.ChargesFromCSU))
		})
		for _, e := range list {
			if !yield(e) {
				return
			}
		}
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
