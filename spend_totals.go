package commissioning

import (
	"cmp"
	"hash/maphash"
	"iter"
	"math"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A spendTotals adds up the sums of spend of a market by customer and year, to compare
// them with what else is known. Sums of different kinds are never added, and neither are
// sums with VAT and those without.
type spendTotals struct {
	*Index
	duplicates []duplicate
	accounts   []yearAccount
}

// A duplicate is a sum with the customer, supplier, year, line and kind of an earlier
// one: its own place, and that of the first.
type duplicate struct{ item, first int32 }

// A yearAccount is the sums of one customer in one year.
type yearAccount struct {
	partyYear
	items []int32 // of spend
	has   [len(stated)]bool
}

func newSpendTotals(x *Index) *spendTotals {
	l := &spendTotals{Index: x, duplicates: duplicatesIn(x)}
	l.accounts = make([]yearAccount, 0, len(x.payers.spans))
	for key, s := range x.payers.spans {
		l.accounts = append(l.accounts, yearAccount{partyYear: key, items: x.payers.items[s.from:s.to]})
	}
	slices.SortFunc(l.accounts, func(a, b yearAccount) int { return cmp.Compare(a.items[0], b.items[0]) })
	for i := range l.accounts {
		a := &l.accounts[i]
		for _, item := range a.items {
			for kind := range stated {
				a.has[kind] = a.has[kind] || x.market.Spend[item].Basis == stated[kind].basis
			}
		}
	}
	return l
}

// A sumKey identifies a sum: two with the same key are duplicates.
type sumKey struct {
	customer, supplier nhs.OrgID
	year               nhs.FinancialYear
	line               service.ID
	basis              SpendBasis
	funding            ccg.Funding
	vat                nhs.VATBasis
}

func (x *Index) sumKey(s *Spend) sumKey {
	return sumKey{s.Customer, x.Canonical(s.Supplier), s.Year, s.Line, s.Basis, s.Funding, s.VAT}
}

// duplicatesIn returns the sums that repeat another, in order. Only sums with a repeated
// hash are compared, so that a market without duplicates costs one table of numbers.
func duplicatesIn(x *Index) []duplicate {
	sums := x.market.Spend
	if len(sums) < 2 {
		return nil
	}
	seed := maphash.MakeSeed()
	size := 4
	for size < 2*len(sums) {
		size *= 2
	}
	table := make([]uint64, size)
	again := make(map[uint64]bool)
	for i := range sums {
		h := maphash.Comparable(seed, x.sumKey(&sums[i])) | 1
		at := int(h>>1) & (size - 1)
		for table[at] != 0 && table[at] != h {
			at = (at + 1) & (size - 1)
		}
		if table[at] == h {
			again[h] = true
		}
		table[at] = h
	}
	if len(again) == 0 {
		return nil
	}
	first := make(map[sumKey]int32)
	var list []duplicate
	for i := range sums {
		key := x.sumKey(&sums[i])
		if !again[maphash.Comparable(seed, key)|1] {
			continue
		}
		if j, ok := first[key]; ok {
			list = append(list, duplicate{int32(i), j})
		} else {
			first[key] = int32(i)
		}
	}
	return list
}

// isDuplicate reports whether the sum repeats an earlier one.
func (l *spendTotals) isDuplicate(item int32) bool {
	_, found := slices.BinarySearchFunc(l.duplicates, item, func(r duplicate, item int32) int { return cmp.Compare(r.item, item) })
	return found
}

// counted yields the sums of the account that can be added up: those of the kind, each
// once, and not with VAT.
func (l *spendTotals) counted(a *yearAccount, basis SpendBasis) iter.Seq2[int32, *Spend] {
	return func(yield func(int32, *Spend) bool) {
		for _, i := range a.items {
			s := &l.market.Spend[i]
			if s.Basis == basis && s.VAT != nhs.WithVAT && !l.isDuplicate(i) && !yield(i, s) {
				return
			}
		}
	}
}

// A subtotal adds up sums, in pence. Sums for a line and sums without one are added
// separately, since a sum without a line may cover all lines.
type subtotal struct {
	whole, lines int64
	first        int32 // the first of them
	some         bool
}

func (h *subtotal) add(item int32, s *Spend) {
	if !h.some {
		h.first, h.some = item, true
	}
	if s.Line == "" {
		h.whole = addSaturating(h.whole, s.Amount)
	} else {
		h.lines = addSaturating(h.lines, s.Amount)
	}
}

// min is the least that the sums come to, whichever are parts of others.
func (h *subtotal) min() int64 { return max(h.whole, h.lines) }

// addSaturating adds an amount in pence. A sum out of bounds stays at the bound.
func addSaturating(sum int64, m nhs.Money) int64 {
	p, ok := m.Pence()
	if !ok {
		return sum
	}
	return addPenceSaturating(sum, p)
}

func addPenceSaturating(sum, p int64) int64 {
	switch {
	case p > 0 && sum > math.MaxInt64-p:
		return math.MaxInt64
	case p < 0 && sum < math.MinInt64-p:
		return math.MinInt64
	}
	return sum + p
}

// A supplierTotals has the subtotals of several suppliers. It is reused.
type supplierTotals struct {
	at     map[nhs.OrgID]int32
	totals []supplied
}

// supplied is the spend with one supplier.
type supplied struct {
	supplier nhs.OrgID
	subtotal
}

// fewSuppliers is the number of suppliers up to which the map is cleared rather than
// replaced, since clearing a large map is slow.
const fewSuppliers = 1000

func (t *supplierTotals) clear() {
	if t.at == nil || len(t.at) > fewSuppliers {
		t.at = make(map[nhs.OrgID]int32)
	}
	clear(t.at)
	t.totals = t.totals[:0]
}

func (t *supplierTotals) add(supplier nhs.OrgID, item int32, s *Spend) {
	i, ok := t.at[supplier]
	if !ok {
		i = int32(len(t.totals))
		t.at[supplier] = i
		t.totals = append(t.totals, supplied{supplier: supplier})
	}
	t.totals[i].add(item, s)
}

// least returns the least that the wanted sums of the account come to, and the first of
// them. A sum without a supplier may cover all suppliers.
func (l *spendTotals) least(t *supplierTotals, a *yearAccount, basis SpendBasis, wanted func(*Spend) bool) (pence int64, first int32, ok bool) {
	t.clear()
	for i, s := range l.counted(a, basis) {
		if wanted(s) {
			t.add(l.Canonical(s.Supplier), i, s)
		}
	}
	if len(t.totals) == 0 {
		return 0, 0, false
	}
	var named, unnamed int64
	for i := range t.totals {
		if h := &t.totals[i]; h.supplier == "" {
			unnamed = h.min()
		} else {
			named = addPenceSaturating(named, h.min())
		}
	}
	return max(named, unnamed), t.totals[0].first, true
}
