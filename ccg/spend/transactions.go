package spend

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// Threshold returns the amount above which a transaction must be published: £25,000.
func Threshold() nhs.Money { return threshold }

var threshold = nhs.MustParseMoney("25000")

// A Transaction is the lines that share a body and a transaction number. The
// threshold of publication applies to its sum, not to its lines. The amount is in
// pounds.
type Transaction struct {
	// Entity is the body that paid.
	Entity string `json:"entity,omitempty"`
	// Number is the transaction number.
	Number string `json:"number"`
	// Supplier is who was paid, on its first line. It may name a person, see [Mask].
	Supplier string `json:"supplier,omitempty"`
	// Month is the month of its first line.
	Month Month `json:"month,omitzero"`
	// Lines is the number of its lines.
	Lines int `json:"lines"`
	// Amount is their sum.
	Amount nhs.Money `json:"amount"`
	// First is its first line.
	First int `json:"first_line"`
	// Conflict means that its lines differ in supplier or month.
	Conflict bool `json:"conflict,omitempty"`
}

// Transactions combines lines by body and transaction number. It holds one entry
// for each transaction, so its size grows with the file. The zero Transactions is
// ready for use; pass its Add as [Options.OnRow].
type Transactions struct {
	by map[transactionKey]*openTransaction
}

type transactionKey struct{ entity, number string }

type openTransaction struct {
	Transaction
	pence int64
}

// Add adds a row. It skips rows that are not payments or have no number.
func (t *Transactions) Add(r *Row) {
	if r.Kind != Payment {
		return
	}
	k := transactionKey{r.Text(Entity), r.Text(TransactionNumber)}
	if k.number == "" {
		return
	}
	if t.by == nil {
		t.by = map[transactionKey]*openTransaction{}
	}
	month, _ := r.Month()
	supplier := r.Text(Supplier)
	o := t.by[k]
	if o == nil {
		o = &openTransaction{Transaction: Transaction{Entity: k.entity, Number: k.number, Supplier: supplier, Month: month, First: r.Line}}
		t.by[k] = o
	}
	o.Lines++
	if sum, ok := addPence(o.pence, r.Pence); ok {
		o.pence = sum
	}
	o.Conflict = o.Conflict || o.Supplier != supplier || o.Month != month
}

// All returns the transactions, by body and number.
func (t *Transactions) All() []Transaction {
	list := make([]Transaction, 0, len(t.by))
	for _, o := range t.by {
		o.Amount = nhs.MoneyFromPence(o.pence)
		list = append(list, o.Transaction)
	}
	slices.SortFunc(list, func(a, b Transaction) int {
		return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Number, b.Number))
	})
	return list
}

// A Repeat is a payment that occurs in the files more than once, identical in every
// column of the payment. Most repeats are real, such as one invoice for two equal
// items. They are reported, not removed. The amount is in pounds.
type Repeat struct {
	// File is the name of the file where it first occurs.
	File string `json:"file,omitempty"`
	// Line is the line there.
	Line int `json:"line"`
	// Times is how often it occurs in the files.
	Times int `json:"times"`
	// Files is the number of files with it.
	Files int `json:"files"`
	// Amount is the amount of one occurrence.
	Amount nhs.Money `json:"amount"`
}

// Repeats finds payments that occur in the files more than once. It holds about 40
// bytes for each payment, so its size grows with the files. The zero Repeats is
// ready for use.
type Repeats struct {
	by    map[[2]uint64]*repeat
	files []string
}

type repeat struct {
	file, last int
	line       int
	times      int
	files      int
	pence      int64
}

// In returns a function for [Options.OnRow] that adds the rows of the named file.
func (p *Repeats) In(file string) func(*Row) {
	n := len(p.files)
	p.files = append(p.files, file)
	return func(r *Row) {
		if r.Kind != Payment {
			return
		}
		if p.by == nil {
			p.by = map[[2]uint64]*repeat{}
		}
		var k [2]uint64
		for i := range k {
			h := mix(uint64(r.Pence), uint64(i)+1)
			for _, c := range [...]Column{Entity, PaymentDate, ExpenseType, ExpenseArea, Supplier, TransactionNumber, Description} {
				cell := r.cell(c)
				if c == Entity {
					cell = r.entity
				}
				h = mixBytes(h, trim(cell))
			}
			k[i] = h
		}
		o := p.by[k]
		if o == nil {
			o = &repeat{file: n, last: -1, line: r.Line, pence: r.Pence}
			p.by[k] = o
		}
		o.times++
		if o.last != n {
			o.last = n
			o.files++
		}
	}
}

// All returns the payments that occur more than once, those in most files first.
func (p *Repeats) All() []Repeat {
	var list []Repeat
	for _, o := range p.by {
		if o.times > 1 {
			list = append(list, Repeat{File: p.files[o.file], Line: o.line, Times: o.times, Files: o.files, Amount: nhs.MoneyFromPence(o.pence)})
		}
	}
	slices.SortFunc(list, func(a, b Repeat) int {
		return cmp.Or(cmp.Compare(b.Files, a.Files), cmp.Compare(b.Times, a.Times), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return list
}
