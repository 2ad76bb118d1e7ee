package spend

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A sheetTotals is what a sheet holds, to compare it with the others of the book.
type sheetTotals struct {
	rowSet
	pence    int64
	detailed bool // names suppliers, and numbers or dates
	summary  bool // cannot be a list of payments: a pivot table, or no suppliers
}

// leaveOutRepeats chooses the sheets to count among those that hold payments. It reads
// each of them once more than otherwise.
func (r *Reader) leaveOutRepeats(book Book, sheets []string) ([]string, error) {
	all := make([]sheetTotals, len(sheets))
	for i, name := range sheets {
		var err error
		if all[i], err = r.totalsOf(book, name); err != nil {
			return nil, err
		}
	}
	out := map[int]bool{}
	var sets []rowSet
	var at []int
	for i := range all {
		if all[i].detailed && len(all[i].rows) > 0 {
			sets, at = append(sets, all[i].rowSet), append(at, i)
		}
	}
	shared := sharedRows(sets)
	for _, rep := range findRepeats(sets, shared, func(int, int) bool { return false }) {
		i := at[rep.which]
		out[i] = true
		left := LeftOut{Sheet: all[i].name, Why: rep.why, Payments: len(all[i].rows), Amount: nhs.MoneyFromPence(all[i].pence)}
		for _, j := range rep.of {
			left.Of = append(left.Of, all[at[j]].name)
		}
		r.file.LeftOut = append(r.file.LeftOut, left)
	}
	for _, p := range pairsOf(shared) {
		i, j, n := at[p[0]], at[p[1]], shared[p]
		if least := min(len(all[i].rows), len(all[j].rows)); !out[i] && !out[j] && n*5 >= least {
			r.bookDoubts = append(r.bookDoubts, FileDoubt{Reason: PaymentsShared, Detail: fmt.Sprintf("the sheets %q and %q share %d payments, and both are counted", all[i].name, all[j].name, n)})
		}
	}
	r.leaveOutSummaries(all, out)
	var kept []string
	for i, name := range sheets {
		if !out[i] {
			kept = append(kept, name)
		}
	}
	return kept, nil
}

// leaveOutSummaries leaves out the sheets that sum up the others.
func (r *Reader) leaveOutSummaries(all []sheetTotals, out map[int]bool) {
	var counted, every int64
	var names []string
	for i := range all {
		if all[i].detailed {
			every += all[i].pence
			if !out[i] {
				counted += all[i].pence
				names = append(names, all[i].name)
			}
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range all {
		s := &all[i]
		if s.detailed || out[i] {
			continue
		}
		equal := s.pence == counted || s.pence == every || slices.ContainsFunc(all, func(o sheetTotals) bool { return o.detailed && o.pence == s.pence })
		switch {
		case !equal && !s.summary:
			r.bookDoubts = append(r.bookDoubts, FileDoubt{Reason: PaymentsShared, Detail: fmt.Sprintf("the sheet %q has neither dates nor transaction numbers and may sum up the others; it is counted", s.name), Sheet: s.name})
			continue
		case !equal:
			r.bookDoubts = append(r.bookDoubts, FileDoubt{Reason: TotalDiffers, Detail: fmt.Sprintf("the sheet %q sums up payments and comes to %s, the others to %s; it is not counted", s.name, nhs.MoneyFromPence(s.pence), nhs.MoneyFromPence(counted)), Sheet: s.name})
		}
		out[i] = true
		r.file.LeftOut = append(r.file.LeftOut, LeftOut{Sheet: s.name, Why: RepeatsSummary, Of: names, Payments: len(s.rows), Amount: nhs.MoneyFromPence(s.pence)})
	}
}

// totalsOf reads one sheet.
func (r *Reader) totalsOf(book Book, name string) (sheetTotals, error) {
	src := &sheetSource{book: book, sheets: []string{name}, from1904: book.From1904()}
	sub := &Reader{opt: Options{Order: r.opt.Order}, src: src, reasons: map[Reason]int{}}
	sub.row.reader = sub
	s := sheetTotals{rowSet: rowSet{name: name}}
	for {
		err := src.next(&sub.rec)
		if err == io.EOF {
			break
		}
		if err != nil {
			return s, err
		}
		sub.judge()
		sub.counter.add(&sub.row)
		if sub.row.Kind == Payment {
			s.rows = append(s.rows, sub.row.hash())
			s.pence += sub.row.Pence
		}
	}
	slices.Sort(s.rows)
	if l := sub.layout; l != nil {
		s.detailed = l.has(Supplier) && (l.has(TransactionNumber) || l.has(PaymentDate))
		pivot := l.has(Amount) && strings.HasPrefix(letters(l.headings[l.at[Amount]]), "sumof")
		s.summary = pivot || !l.has(Supplier)
		if pivot && !l.has(TransactionNumber) {
			s.detailed = false
		}
	}
	return s, src.closeRows()
}

// hash returns a number that equal payments share, in any file and format.
func (r *Row) hash() uint64 {
	txn := trim(r.number)
	h := mix(uint64(r.Pence)+uint64(r.dates.dayFirst.monthOf())<<48, tail(txn[max(0, len(txn)-8):]))
	supplier := trim(r.supplier)
	return mix(h, tail(supplier[max(0, len(supplier)-8):])^uint64(len(supplier))<<56)
}
