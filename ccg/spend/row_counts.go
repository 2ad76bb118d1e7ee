package spend

import (
	"errors"

	"github.com/opencommissioning/commissioning/nhs"
)

// A RowCount is the number of rows and physical lines of one kind.
type RowCount struct {
	// Rows is the number of rows; a row can have several lines.
	Rows int `json:"rows"`
	// Lines is the number of physical lines, or of sheet rows in a workbook.
	Lines int `json:"lines"`
}

// RowCounts account for every line of a file. The lines of all kinds sum to the
// lines of the file. Sums are in pounds.
type RowCounts struct {
	// Lines is the number of physical lines of the file, or of sheet rows. The last
	// line counts with or without a line end.
	Lines int `json:"lines"`
	// Payments are the rows that are counted.
	Payments RowCount `json:"payments"`
	// Headers are rows of column headings.
	Headers RowCount `json:"headers"`
	// Blanks are rows without text.
	Blanks RowCount `json:"blanks"`
	// Notes are titles, remarks and scraps.
	Notes RowCount `json:"notes"`
	// Totals are rows that sum others.
	Totals RowCount `json:"totals"`
	// SetApart are rows with a number that is very likely not an amount.
	SetApart RowCount `json:"set_apart"`
	// Rejected are payments without a readable amount.
	Rejected RowCount `json:"rejected"`
	// Unread are lines not read because reading stopped early.
	Unread RowCount `json:"unread"`
	// Sum is the sum of the payments, less credits.
	Sum nhs.Money `json:"sum"`
	// Credits is the number of negative payments.
	Credits int `json:"credits"`
	// CreditSum is the sum of the negative payments.
	CreditSum nhs.Money `json:"credit_sum"`
	// SetApartSum is the sum of the figures set apart.
	SetApartSum nhs.Money `json:"set_apart_sum"`
}

// Of returns the count of one kind.
func (a *RowCounts) Of(k Kind) RowCount {
	if c := a.of(k); c != nil {
		return *c
	}
	return RowCount{}
}

func (a *RowCounts) of(k Kind) *RowCount {
	switch k {
	case Payment:
		return &a.Payments
	case Header:
		return &a.Headers
	case Blank:
		return &a.Blanks
	case Note:
		return &a.Notes
	case Total:
		return &a.Totals
	case SetApart:
		return &a.SetApart
	case Rejected:
		return &a.Rejected
	}
	return nil
}

// Balanced reports whether the lines of all kinds sum to the lines of the file.
func (a *RowCounts) Balanced() bool {
	sum := a.Unread.Lines
	for k := Payment; k < kinds; k++ {
		sum += a.Of(k).Lines
	}
	return sum == a.Lines
}

// Add adds the counts of another file.
func (a *RowCounts) Add(b RowCounts) {
	a.Lines += b.Lines
	for k := Payment; k < kinds; k++ {
		c := a.of(k)
		c.Rows += b.Of(k).Rows
		c.Lines += b.Of(k).Lines
	}
	a.Unread.Rows += b.Unread.Rows
	a.Unread.Lines += b.Unread.Lines
	a.Sum = a.Sum.Add(b.Sum)
	a.Credits += b.Credits
	a.CreditSum = a.CreditSum.Add(b.CreditSum)
	a.SetApartSum = a.SetApartSum.Add(b.SetApartSum)
}

// A rowCounter counts the rows of a file while it is read.
type rowCounter struct {
	counts                [kinds]RowCount
	lines                 int
	sum, credit, setApart int64
	credits               int
	overflow              bool
}

func (r *rowCounter) add(row *Row) {
	c := &r.counts[row.Kind]
	c.Rows++
	c.Lines += row.Lines
	r.lines += row.Lines
	switch row.Kind {
	case Payment:
		r.addTo(&r.sum, row.Pence)
		if row.Pence < 0 {
			r.credits++
			r.addTo(&r.credit, row.Pence)
		}
	case SetApart:
		r.addTo(&r.setApart, row.Pence)
	}
}

func (r *rowCounter) addTo(sum *int64, p int64) {
	var ok bool
	if *sum, ok = addPence(*sum, p); !ok {
		r.overflow = true
	}
}

// addPence adds, and reports whether the sum fits.
func addPence(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0) || b == 0
}

func (r *rowCounter) rowCounts() RowCounts {
	a := RowCounts{Lines: r.lines, Sum: nhs.MoneyFromPence(r.sum), Credits: r.credits, CreditSum: nhs.MoneyFromPence(r.credit), SetApartSum: nhs.MoneyFromPence(r.setApart)}
	for k := Payment; k < kinds; k++ {
		*a.of(k) = r.counts[k]
	}
	return a
}

// errTooMuch reports sums beyond £90,000,000,000,000,000, which no real files
// reach.
var errTooMuch = errors.New("the sum of the payments is too large: check the amounts")
