package spend

import (
	"encoding/csv"
	"fmt"
	"io"
)

// A Writer writes payments as a clean CSV file in UTF-8. It has HM Treasury's
// columns in its order, then description, supplier postcode and expenditure type.
// Dates are DD/MM/YYYY, amounts digits with two decimals.
//
// Text that a spreadsheet would read as a formula gets a leading apostrophe; a
// [Reader] removes it. Suppliers that look like persons are masked unless WithNames
// is set. The output reads back unchanged with [Options.Order] [DayFirst].
type Writer struct {
	// WithNames writes the names of persons. Do not publish such a file.
	WithNames bool

	w       *csv.Writer
	started bool
	cells   [len(written)]string
}

// written lists the columns of a clean file.
var written = [...]Column{DepartmentFamily, Entity, PaymentDate, ExpenseType, ExpenseArea, Supplier, TransactionNumber, Amount, Description, SupplierPostcode, ExpenditureType}

// NewWriter returns a writer to w. Call Flush at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{w: csv.NewWriter(w)} }

// Write writes one payment. A line without an amount is an error: it is not a
// payment.
func (w *Writer) Write(l Line) error {
	if l.Amount == nil {
		return fmt.Errorf("line %d has no amount: write only payments", l.Line)
	}
	if err := w.start(); err != nil {
		return err
	}
	supplier, description := l.Supplier, l.Description
	if !w.WithNames {
		supplier, description = Mask(supplier), Mask(description)
	}
	amount, err := l.Amount.MarshalText()
	if err != nil {
		return err
	}
	date := ""
	switch {
	case !l.Date.IsZero():
		date = fmt.Sprintf("%02d/%02d/%04d", l.Date.Day(), int(l.Date.Month()), l.Date.Year())
	case l.Month != 0:
		date = fmt.Sprintf("%02d/%04d", int(l.Month.Month()), l.Month.Year())
	}
	for i, c := range written {
		switch c {
		case PaymentDate:
			w.cells[i] = date
		case Amount:
			w.cells[i] = string(amount)
		case DepartmentFamily:
			w.cells[i] = safe(l.DepartmentFamily)
		case Entity:
			w.cells[i] = safe(l.Entity)
		case ExpenseType:
			w.cells[i] = safe(l.ExpenseType)
		case ExpenseArea:
			w.cells[i] = safe(l.ExpenseArea)
		case Supplier:
			w.cells[i] = safe(supplier)
		case TransactionNumber:
			w.cells[i] = safe(l.TransactionNumber)
		case Description:
			w.cells[i] = safe(description)
		case SupplierPostcode:
			w.cells[i] = safe(l.SupplierPostcode)
		case ExpenditureType:
			w.cells[i] = safe(l.ExpenditureType)
		}
	}
	return w.w.Write(w.cells[:])
}

func (w *Writer) start() error {
	if w.started {
		return nil
	}
	w.started = true
	for i, c := range written {
		w.cells[i] = c.String()
	}
	return w.w.Write(w.cells[:])
}

// Flush writes buffered output, at least the headings. It returns the first error
// of the underlying writer.
func (w *Writer) Flush() error {
	if err := w.start(); err != nil {
		return err
	}
	w.w.Flush()
	return w.w.Error()
}

// safe returns the text as clean UTF-8 that no spreadsheet reads as a formula.
func safe(s string) string {
	// An apostrophe already there belongs to the text.
	if formula(s) && s[0] == '\'' {
		return "'" + clean([]byte("'"+s))
	}
	if s = clean([]byte(s)); formula(s) {
		return "'" + s
	}
	return s
}
