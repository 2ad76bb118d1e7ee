package spend

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// maxMarks bounds the places from which a total may count.
const maxMarks = 64

// printed are the totals that a file prints, and where they may count from.
type printed struct {
	marks   []int64 // sums of the payments before a heading or a total
	last    int64   // the last of marks
	rows    int     // payments since the last mark
	differs []unmatched
	bare    int   // payments with neither a date nor a number although others have both
	barePay int64 // their sum
}

// An unmatched total equals no rows above it, at least not yet.
type unmatched struct {
	pence int64
	line  int
	sheet string
}

// mark notes that a total may count from here.
func (p *printed) mark(sum int64) {
	if len(p.marks) == maxMarks {
		p.marks = slices.Delete(p.marks, 1, 2) // the first stays: that of the whole file
	}
	p.marks = append(p.marks, sum)
	p.last, p.rows = sum, 0
}

// add notes a payment.
func (p *printed) add(row *Row) {
	p.rows++
	if l := row.layout; len(row.number) == 0 && row.dates.status == dateMissing && l.has(PaymentDate) && l.has(TransactionNumber) {
		p.bare++
		p.barePay += row.Pence
	}
}

// sums reports whether pence is the sum of the payments since a mark.
func (p *printed) sums(pence, sum int64) bool {
	if pence == 0 {
		return false
	}
	if pence == sum {
		return true
	}
	for _, m := range p.marks {
		if pence == sum-m {
			return true
		}
	}
	return false
}

// mayTotal reports whether a row with supplier and date needs a closer look, because
// something of it is that of a total.
func (r *Reader) mayTotal() bool {
	row := &r.row
	sum := r.counter.sum
	switch {
	case row.Pence == sum || row.Pence == sum-r.printed.last:
		return row.Pence != 0 && r.counter.counts[Payment].Rows > 0
	case len(row.number) == 0:
		return r.txns.numbered()
	}
	return endsInTotal(row.supplier) || row.number[0] > '9' && totalLabel(row.number) != labelNone
}

// endsInTotal reports whether the text begins or ends with the word total, sum or the
// like.
func endsInTotal(b []byte) bool {
	n := len(b)
	if n < 3 {
		return false
	}
	switch b[n-1] | 0x20 {
	case 'l', 's', 'm', ':' | 0x20, ')':
		return bytes.Contains(bytes.ToLower(b[max(0, n-12):]), []byte("total")) || n < 8 && totalLabel(b) != labelNone
	}
	return false
}

// notAPayment classifies a row with an amount that is a total of others, or has no
// other text. It reports false for a payment.
func (r *Reader) notAPayment(text []byte) bool {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	filled, label := 0, labelNone
	inSupplier, inNumber := false, false
	for i, c := range r.rec.cells {
		if c = trim(c); len(c) == 0 || i == int(l.at[Amount]) {
			continue
		}
		filled++
		is := totalLabel(c)
		label = max(label, is)
		inSupplier = inSupplier || i == int(l.at[Supplier]) && is != labelNone
		inNumber = inNumber || i == int(l.at[TransactionNumber]) && is != labelNone
	}
	supplier := len(trim(row.supplier)) > 0 && !inSupplier
	number := len(trim(row.number)) > 0 && !inNumber
	if number && !bytes.ContainsAny(row.number, "0123456789") && r.txns.wordy*4 <= r.txns.seen {
		number = false // a label in the column of numbers
	}
	undated := row.dates.status == dateMissing && (l.has(PaymentDate) || filled <= 1)
	several := r.counter.counts[Payment].Rows > 1 && r.printed.rows != 1
	equal := r.printed.sums(row.Pence, r.counter.sum)
	numbered := r.txns.numbered()
	is := false
	switch {
	case filled == 0:
		if row.Pence == 0 && bytes.IndexByte(text, '-') >= 0 {
			row.Kind = Note // accounting style for nothing at all
			return true
		}
		if !equal {
			row.Kind, row.Reason = SetApart, AmountAlone
			return true
		}
		is = true
	case number:
		// A payment has a number of its own, whatever it is called.
		if equal && several && label >= labelEnds && (inSupplier || undated) {
			is = true
		} else if equal && r.counter.counts[Payment].Rows > 2 && row.Pence == r.counter.sum {
			r.doubtTotal("a payment equals the sum of all above it, and is counted")
		}
	case label == labelWhole:
		is = equal || undated || !supplier && numbered || inNumber
		if !is {
			r.doubtTotal("a row with the label of a total equals no rows above it, and is counted")
		}
	case label == labelEnds:
		is = equal || undated
		if !is && numbered {
			r.doubtTotal("a row with the label of a total and without a transaction number equals no rows above it, and is counted")
		}
	case label == labelBegins:
		is = undated || equal && several
	case equal && several && !supplier:
		is = true
	case !supplier && undated && numbered && l.has(Supplier) && l.has(PaymentDate) && l.has(TransactionNumber):
		row.Kind, row.Reason = SetApart, NothingElse // an average, a count, a tax
		return true
	case equal && several && numbered:
		r.doubtTotal("a payment without a transaction number equals the sum of rows above it, and is counted")
	}
	if !is {
		return false
	}
	row.Kind = Total
	r.printed.mark(r.counter.sum)
	if !equal && !r.surveying {
		r.printed.differs = append(r.printed.differs, unmatched{row.Pence, row.Line, row.Sheet})
	}
	return true
}

func (r *Reader) doubtTotal(detail string) {
	if !r.surveying {
		r.doubt(FileDoubt{Reason: TotalUnclear, Detail: detail, Sheet: r.row.Sheet, Line: r.row.Line})
	}
}

// checkTotals compares the printed totals with the rows when all are read.
func (r *Reader) checkTotals() {
	c := &r.counter
	for _, u := range r.printed.differs {
		if u.pence == c.sum || u.pence == c.sum+c.setApart {
			continue
		}
		// A total at the top counts what follows.
		if slices.ContainsFunc(r.printed.marks, func(m int64) bool { return r.sumBetween(m, u.pence) }) {
			continue
		}
		r.doubt(FileDoubt{Reason: TotalDiffers, Detail: fmt.Sprintf("the file prints a total of %s, which the rows do not sum to", nhs.MoneyFromPence(u.pence)), Sheet: u.sheet, Line: u.line})
		break
	}
	if p := &r.printed; p.bare > 0 && p.barePay != 0 && p.barePay*2 == c.sum && p.bare < c.counts[Payment].Rows {
		r.doubt(FileDoubt{Reason: TotalUnclear, Detail: "the rows without a date and a transaction number sum to all the others, and are counted"})
	}
}

func (r *Reader) sumBetween(mark, pence int64) bool {
	if mark+pence == r.counter.sum {
		return true
	}
	return slices.Contains(r.printed.marks, mark+pence)
}

const (
	labelNone   = iota
	labelBegins // Total Fitness
	labelEnds   // Example Ltd Total
	labelWhole  // Grand Total
)

// totalLabel reports whether a cell labels the row as a total.
func totalLabel(b []byte) int {
	if len(b) < 3 || len(b) > 80 {
		return labelNone
	}
	if !mentionsTotal(b) {
		return labelNone
	}
	w := words(clean(b))
	total, other := -1, 0
	first := -1
	for i, word := range w {
		switch word {
		case "TOTAL", "TOTALS", "SUM", "SUBTOTAL", "SUBTOTALS", "TTL", "TOT", "AGGREGATE", "SUMTOTAL", "GRANDTOTAL":
			if first < 0 {
				first = i
			}
			total = i
		case "GRAND", "SUB", "OVERALL", "RUNNING", "PAGE", "MONTHLY", "MONTH", "REPORT", "NET", "GROSS", "FINAL", "SPEND", "SPENDING", "AMOUNT", "AMOUNTS", "PAYMENTS", "PAYMENT", "VALUE", "EXPENDITURE",
			"OVER", "FOR", "GBP", "PAID", "OF", "THE", "ALL", "PERIOD", "YEAR", "YTD", "INVOICES", "ROWS", "COLUMN", "FILE", "AP", "IN", "TO", "DATE", "ABOVE", "INC", "EXC", "VAT", "K", "AND", "TRANSACTIONS", "STERLING", "QUARTER", "DATA":
		default:
			if monthNamed([]byte(word)) == 0 && (word[0] < '0' || word[0] > '9') {
				other++
			}
		}
	}
	switch {
	case total < 0:
		return labelNone
	case other == 0:
		return labelWhole
	case w[total] == "SUM" || w[total] == "TOT":
		return labelNone // a name
	case total == len(w)-1:
		return labelEnds
	case first <= 1 && (first == 0 || w[0] == "SUB" || w[0] == "GRAND"):
		return labelBegins
	}
	return labelNone
}

// mentionsTotal is a quick look for what totalLabel knows.
func mentionsTotal(b []byte) bool {
	for i := 0; i+2 < len(b); i++ {
		switch b[i] | 0x20 {
		case 't':
			if c := b[i+1] | 0x20; c == 'o' && b[i+2]|0x20 == 't' || c == 't' && b[i+2]|0x20 == 'l' {
				return true
			}
		case 's':
			if b[i+1]|0x20 == 'u' && b[i+2]|0x20 == 'm' {
				return true
			}
		case 'a':
			if len(b) >= 9 && bytes.EqualFold(b[i:min(len(b), i+9)], []byte("aggregate")) {
				return true
			}
		}
	}
	return false
}
