package spend

import (
	"github.com/opencommissioning/commissioning/nhs"
)

// A Row is one row of a file as it is read. It is valid until the next row; to keep
// it longer, use [Row.Copy].
type Row struct {
	// Line is the number of its first physical line, from 1, or of its row in the
	// sheet.
	Line int
	// Lines is the number of its physical lines.
	Lines int
	// Sheet is the name of the sheet in a workbook.
	Sheet string
	// Hidden means that the sheet hides the row; it counts too.
	Hidden bool
	// Kind classifies the row.
	Kind Kind
	// Reason says why it is rejected or set apart.
	Reason Reason
	// Pence is the amount of a payment in pence, or the figure of a row set apart.
	Pence int64

	dates  dates
	doubt  doubt
	layout *layout
	entity []byte // without the date that may be glued to it
	reader *Reader

	supplier, number []byte // the cells, of a payment
}

// Amount returns Pence as money.
func (r *Row) Amount() nhs.Money { return nhs.MoneyFromPence(r.Pence) }

// cell returns the raw text of a column, or nil.
func (r *Row) cell(c Column) []byte {
	if r.layout == nil {
		return nil
	}
	return r.reader.rec.cell(int(r.layout.at[c]))
}

// Text returns the cell of a column as clean UTF-8, or "" if the file has no such
// column or the cell is empty.
func (r *Row) Text(c Column) string {
	if c == Entity {
		return clean(r.entity)
	}
	if c >= columns {
		return ""
	}
	return clean(r.cell(c))
}

// Cells returns every cell of the row as clean UTF-8, in the order of the file.
func (r *Row) Cells() []string {
	rec := &r.reader.rec
	rec.complete()
	list := make([]string, len(rec.cells))
	for i, c := range rec.cells {
		list[i] = clean(c)
	}
	return list
}

// Reading returns the possible meanings of the date; it is zero if the date is
// unreadable.
func (r *Row) Reading() DateReading {
	return DateReading{r.dates.dayFirst.date(), r.dates.monthFirst.date(), r.dates.monthOnly}
}

// Date returns the payment date, as far as the file was read, and whether it is
// certain. It is no date if the text gives none, or only a month.
func (r *Row) Date() (nhs.Date, bool) {
	if r.dates.status != dateRead || r.dates.monthOnly {
		return nhs.Date{}, false
	}
	d := &r.dates
	if d.dayFirst == d.monthFirst || d.monthFirst.year == 0 {
		return d.dayFirst.date(), true
	}
	if d.dayFirst.year == 0 {
		return d.monthFirst.date(), true
	}
	decision := r.reader.decision()
	m, sure := decision.choose(d.dayFirst.monthOf(), d.monthFirst.monthOf())
	if m == d.dayFirst.monthOf() {
		return d.dayFirst.date(), sure
	}
	return d.monthFirst.date(), sure
}

// Month returns the month of the payment, as far as the file was read, and whether
// it is certain.
func (r *Row) Month() (Month, bool) {
	if r.dates.status != dateRead {
		return 0, false
	}
	return r.reader.decision().choose(r.dates.dayFirst.monthOf(), r.dates.monthFirst.monthOf())
}

// Doubts returns the doubts about a payment that is still counted.
func (r *Row) Doubts() []Reason {
	d := r.doubt
	if r.dates.status == dateRead {
		if _, sure := r.Month(); !sure {
			d |= doubtAmbiguous
		}
	}
	if d == 0 {
		return nil
	}
	var list []Reason
	d.each(func(reason Reason) { list = append(list, reason) })
	return list
}

// Copy returns the row as a value to keep.
func (r *Row) Copy() Line {
	l := Line{Line: r.Line, Kind: r.Kind, Reason: r.Reason, Doubts: r.Doubts()}
	into := [...]struct {
		text   *string
		column Column
	}{
		{&l.DepartmentFamily, DepartmentFamily}, {&l.Entity, Entity}, {&l.ExpenseType, ExpenseType}, {&l.ExpenseArea, ExpenseArea},
		{&l.Supplier, Supplier}, {&l.TransactionNumber, TransactionNumber}, {&l.AmountText, Amount}, {&l.DateText, PaymentDate},
		{&l.Description, Description}, {&l.SupplierPostcode, SupplierPostcode}, {&l.ExpenditureType, ExpenditureType},
	}
	// All texts are parts of one: to allocate each by itself is expensive.
	var room [512]byte
	var ends [len(into)]int
	all := room[:0]
	for i := range into {
		b := r.entity
		if c := into[i].column; c != Entity {
			b = r.cell(c)
		}
		all = appendClean(all, b)
		ends[i] = len(all)
	}
	text, from := string(all), 0
	for i, end := range ends {
		*into[i].text, from = text[from:end], end
	}
	if r.Kind == Payment || r.Kind == SetApart {
		amount := r.Amount()
		l.Amount = &amount
	}
	l.Date, _ = r.Date()
	l.Month, _ = r.Month()
	return l
}

// A Line is a row of a file as a value, for the rules and the writer. It omits an
// unknown amount or date.
type Line struct {
	// Line is the number of its first physical line, from 1; 0 if it was not read from
	// a file.
	Line int `json:"line,omitempty"`
	// Kind classifies the row; the zero kind counts as a payment.
	Kind Kind `json:"-"`
	// Reason says why it is rejected or set apart.
	Reason Reason `json:"reason,omitempty"`
	// DepartmentFamily is the parent department.
	DepartmentFamily string `json:"department_family,omitempty"`
	// Entity is the body that paid.
	Entity string `json:"entity,omitempty"`
	// Date is the day of the payment, if it can be read.
	Date nhs.Date `json:"date,omitzero"`
	// Month is the month of the payment, if it can be read.
	Month Month `json:"month,omitzero"`
	// DateText is the date as the file has it.
	DateText string `json:"date_text,omitempty"`
	// ExpenseType is the kind of cost.
	ExpenseType string `json:"expense_type,omitempty"`
	// ExpenseArea is the part of the body's work that the cost is for.
	ExpenseArea string `json:"expense_area,omitempty"`
	// Supplier is who was paid, as the file has it: it may name a person, see [Mask].
	Supplier string `json:"supplier,omitempty"`
	// TransactionNumber is the number that the lines of one payment share.
	TransactionNumber string `json:"transaction_number,omitempty"`
	// Amount is the sum in pounds; nil if unreadable.
	Amount *nhs.Money `json:"amount,omitempty"`
	// AmountText is the amount as the file has it.
	AmountText string `json:"amount_text,omitempty"`
	// Description says what was bought.
	Description string `json:"description,omitempty"`
	// SupplierPostcode is the supplier's postcode.
	SupplierPostcode string `json:"supplier_postcode,omitempty"`
	// ExpenditureType says whether the cost is administration or programme.
	ExpenditureType string `json:"expenditure_type,omitempty"`
	// Doubts are the doubts about a payment that is still counted.
	Doubts []Reason `json:"doubts,omitempty"`
}
