package spend

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Ledger holds exact sums of payments. Its size depends on the number of
// different bodies, suppliers and months, not on the number of lines.
//
// Reading two files into one ledger gives the same sums as reading them into two
// and adding those, in any order. A Ledger is not safe for concurrent use; give each
// goroutine its own and add them.
type Ledger struct {
	entities, suppliers, types, areas, budgetTypes *symbols

	books   bookSet
	pending bookSet           // rows of the file being read whose month is in doubt
	numbers map[uint32]string // company numbers, by supplier
	doubted []string          // about files read straight into it
	doubts  map[bodyYear][]string
	limits  Limits
	err     error
}

// The books of a ledger: each keeps sums by entity, month and one other property.
const (
	bySupplier = iota
	byType
	byArea
	byBudgetType
	books
)

// Flags of a supplier cell, kept with the supplier's number.
const (
	csuCharge    = 1 << 31 // the expense type says that a CSU was paid
	supplierBits = csuCharge - 1
	person       = csuCharge // stands for every supplier that is masked
)

// NewLedger returns a ledger without payments, of the default limits.
func NewLedger() *Ledger { return NewLimitedLedger(Limits{}) }

// NewLimitedLedger returns a ledger without payments. To read or add more than the
// limits allow is a [*LimitError].
func NewLimitedLedger(limits Limits) *Ledger {
	return &Ledger{limits: limits, entities: newSymbols(), suppliers: newSymbols(), types: newSymbols(), areas: newSymbols(), budgetTypes: newSymbols()}
}

// Read adds the payments of one file and returns its description, with an account
// of its rows. The file is streamed: a CSV is never held in full. After an error
// the ledger keeps the payments read so far, and the File says how far that was. Of
// a ZIP archive it reads every file ([File.Members]).
func (l *Ledger) Read(r io.Reader, o Options) (File, error) {
	return l.ReadContext(context.Background(), r, o)
}

// ReadContext is [Ledger.Read] for a caller who may give up: once the context is
// done, it stops with its error.
func (l *Ledger) ReadContext(ctx context.Context, r io.Reader, o Options) (File, error) {
	rd, err := NewReaderContext(ctx, r, o)
	if archive, ok := errors.AsType[*archiveError](err); ok {
		return l.readMembers(ctx, archive, o)
	}
	if err != nil {
		return File{Name: o.Name}, err
	}
	return l.read(rd)
}

// settledRows is the number of dates of one order, without any of the other, that
// settles the order of a file.
const settledRows = 4096

func (l *Ledger) read(rd *Reader) (File, error) {
	var print fingerprint
	classify := classifier{ledger: l}
	settled := rd.opt.Order
	rows := 0
	for rd.step() {
		row := &rd.row
		if rd.opt.OnRow != nil {
			rd.opt.OnRow(row)
		}
		if row.Kind != Payment {
			continue
		}
		d := &row.dates
		a, b := d.dayFirst.monthOf(), d.monthFirst.monthOf()
		if a != b {
			switch {
			case a == 0:
				a = b
			case b == 0:
			case settled == OrderUnknown:
				switch e := &rd.dates; {
				case e.dayOnly >= settledRows && e.monthOnly == 0 && e.holds(DayFirst):
					settled = DayFirst
				case e.monthOnly >= settledRows && e.dayOnly == 0 && e.holds(MonthFirst):
					settled = MonthFirst
				}
			}
			if settled == MonthFirst && b != 0 {
				a = b
			}
		}
		to, when := &l.books, uint32(a)<<16
		if settled == OrderUnknown && a != b && b != 0 {
			to, when = &l.pending, uint32(a)<<16|uint32(b)
		}
		l.post(to, row, when, &classify)
		print.add(row, a)
		if rows++; rows%16 == 0 && l.full() != nil {
			break
		}
	}
	if !l.books.settle() || !l.pending.settle() {
		l.err = errTooMuch
	}
	l.err = cmp.Or(l.err, l.full())
	decision := rd.dates.decide()
	for i := range l.pending.tables {
		for _, c := range l.pending.tables[i].cells {
			m, _ := decision.choose(Month(c.when>>16), Month(c.when&0xffff))
			if !l.books.merge(i, c.who, uint32(m)<<16, c.lines, c.pence) {
				l.err = errTooMuch
			}
		}
	}
	l.pending.clear()
	f := rd.File()
	f.Fingerprint = print.String()
	l.doubtRead(&f)
	return f, errors.Join(rd.err, l.err)
}

// post enters one row.
func (l *Ledger) post(to *bookSet, row *Row, when uint32, c *classifier) {
	entity := uint64(l.payer(row, c)) << 32
	kind := l.types.id(row.cell(ExpenseType))
	area := l.areas.id(row.cell(ExpenseArea))
	supplier := l.suppliers.id(row.payee())
	if b := row.cell(CompanyNumber); len(b) > 0 {
		l.register(supplier, companyNumber(clean(b)))
	}
	marked, index := supplier, supplier<<1
	if c.chargesFromCSU(kind, area) {
		marked |= csuCharge
		index++
	}
	budgetType := c.budgetType(row, area)
	ok := to.begin(entity, when) && to.fund(budgetType, row.Pence) && to.post(bySupplier, marked, index, row.Pence) && to.post(byType, kind, kind, row.Pence) &&
		to.post(byArea, area, area, row.Pence)
	if !ok {
		l.err = errTooMuch
	}
}

// Add adds the sums of another ledger, which it does not modify. It is an error if
// a sum in pence overflows 64 bits, or if there are more names or sums than the limits
// of the ledger allow; do not use the ledger after that.
func (l *Ledger) Add(o *Ledger) error {
	entity := l.translate(l.entities, o.entities)
	other := [books][]uint32{
		bySupplier:   l.translate(l.suppliers, o.suppliers),
		byType:       l.translate(l.types, o.types),
		byArea:       l.translate(l.areas, o.areas),
		byBudgetType: nil,
	}
	for supplier, number := range o.numbers {
		l.register(other[bySupplier][supplier], number)
	}
	for i := range o.books.tables {
		for _, c := range o.books.tables[i].cells {
			who := uint32(c.who)
			switch i {
			case bySupplier:
				who = other[i][who&supplierBits] | who&csuCharge
			case byBudgetType:
			default:
				who = other[i][who]
			}
			if !l.books.merge(i, uint64(entity[c.who>>32])<<32|uint64(who), c.when, c.lines, c.pence) {
				l.err = errTooMuch
			}
		}
	}
	l.addDoubts(o, entity)
	l.err = cmp.Or(l.err, l.full())
	return errors.Join(l.err, o.err)
}

// register keeps the company number that a file gives for a supplier. A supplier with
// two has none that could be relied on.
func (l *Ledger) register(supplier uint32, number string) {
	if supplier == 0 || number == "" {
		return
	}
	if l.numbers == nil {
		l.numbers = map[uint32]string{}
	}
	if have, ok := l.numbers[supplier]; ok && have != number {
		number = severalNumbers
	}
	l.numbers[supplier] = number
}

// severalNumbers stands for the numbers of a supplier that has more than one.
const severalNumbers = "several"

// translate maps the numbers of the names in from to their numbers in to.
func (l *Ledger) translate(to, from *symbols) []uint32 {
	list := make([]uint32, len(from.names))
	for i, name := range from.names {
		list[i] = to.named(name)
	}
	return list
}

// Total returns the number of payments and their sum in pounds.
func (l *Ledger) Total() (lines int, sum nhs.Money) {
	var amounts []nhs.Money
	for _, c := range l.books.tables[byBudgetType].cells {
		lines += int(c.lines)
		amounts = append(amounts, nhs.MoneyFromPence(c.pence))
	}
	return lines, nhs.Sum(amounts...)
}

// Equal reports whether both ledgers hold the same sums. go-cmp uses it.
func (l *Ledger) Equal(o *Ledger) bool {
	for book := range l.books.tables {
		if !maps.Equal(l.flat(book), o.flat(book)) {
			return false
		}
	}
	return true
}

type flatKey struct {
	entity, other string
	mark          bool
	month         Month
}

type flatSum struct {
	lines uint32
	pence int64
}

func (l *Ledger) flat(book int) map[flatKey]flatSum {
	names := [books][]string{bySupplier: l.suppliers.names, byType: l.types.names, byArea: l.areas.names, byBudgetType: budgetTypeNames()}[book]
	m := make(map[flatKey]flatSum, len(l.books.tables[book].cells))
	for _, c := range l.books.tables[book].cells {
		k := flatKey{l.entity(uint32(c.who >> 32)), names[c.who&supplierBits], c.who&csuCharge != 0, Month(c.when >> 16)}
		m[k] = flatSum{c.lines, c.pence}
	}
	return m
}
