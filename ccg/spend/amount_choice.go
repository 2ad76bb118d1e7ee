package spend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A sense is what the heading of a figure says that the figure is. Of several, the
// highest is what was paid.
type sense uint8

const (
	notPaid          sense = iota // a budget, a balance, a limit, a price
	addedTax                      // value added tax alone
	cumulative                    // the year to date
	transactionTotal              // repeated on every line of a transaction
	bareTotal
	invoiced
	net
	lineAmount
	ordinary
	gross
	paid
	creditSide // takes away
	debitSide
)

// An amountColumn is a column of figures.
type amountColumn struct {
	at      int16
	weight  int // of the heading, as a claim on Amount
	meaning sense
	unit    measure
}

// amountHeading notes a heading of figures, or of their currency. It reports whether
// the figures could be what was paid.
func (l *layout) amountHeading(i int, text string, weight int) bool {
	w := words(text)
	if weight == 0 {
		switch {
		case isCurrencyHeading(w):
			l.currency = int16(i)
			return false
		case isSignHeading(w):
			l.sign = int16(i)
			return false
		case len(w) == 0 || len(w) > 6 || !figureWords(w):
			return false
		}
	}
	c := amountColumn{at: int16(i), weight: weight, unit: unitOf(text)}
	c.meaning = meaningOf(w)
	if c.unit.currency != "" {
		c.meaning = notPaid
	}
	l.amounts = append(l.amounts, c)
	return c.meaning > addedTax && weight > 0
}

func isCurrencyHeading(w []string) bool {
	switch strings.Join(w, " ") {
	case "CURRENCY", "CURR", "CCY", "CUR", "CURRENCY CODE", "CURR CODE", "INVOICE CURRENCY", "PAYMENT CURRENCY", "CURRENCY TYPE", "INVOICE CURRENCY CODE", "PAYMENT CURRENCY CODE", "TRANSACTION CURRENCY", "CURRENCY UNIT":
		return true
	}
	return false
}

func isSignHeading(w []string) bool {
	switch strings.Join(w, " ") {
	case "DR CR", "CR DR", "DRCR", "CRDR", "DEBIT CREDIT", "CREDIT DEBIT", "DEBIT OR CREDIT", "CREDIT OR DEBIT", "DR OR CR", "D C", "DC", "SIGN",
		"DR CR INDICATOR", "DEBIT CREDIT INDICATOR", "CREDIT DEBIT INDICATOR", "DC INDICATOR":
		return true
	}
	return false
}

// isCredit reports whether the cell of such a column says that the amount takes away.
func isCredit(cell []byte) bool {
	switch strings.ToUpper(clean(cell)) {
	case "CR", "C", "CREDIT", "CREDITS", "CR.", "-", "CREDIT NOTE", "CRN", "CN":
		return true
	}
	return false
}

// figureWords reports whether a heading that claims no column names figures.
func figureWords(w []string) bool {
	for _, s := range w {
		switch s {
		case "VAT", "BUDGET", "BALANCE", "OUTSTANDING", "YTD", "CUMULATIVE", "THRESHOLD", "LIMIT", "FORECAST", "VARIANCE", "DEBIT", "CREDIT", "DR", "CR", "DEBITS", "CREDITS", "EUR", "USD", "EURO":
			return true
		}
	}
	return false
}

// meaningOf returns the meaning of a heading of figures.
func meaningOf(w []string) sense {
	has := func(any ...string) bool {
		return slices.ContainsFunc(w, func(s string) bool { return slices.Contains(any, s) })
	}
	text := " " + strings.Join(w, " ") + " "
	phrase := func(s string) bool { return strings.Contains(text, " "+s+" ") }
	switch {
	case has("YTD", "CUMULATIVE", "CUMUL", "CUM", "RUNNING", "FYTD", "ACCUMULATED"), phrase("TO DATE"), phrase("SO FAR"), phrase("YEAR TOTAL"):
		return cumulative
	case has("OUTSTANDING", "BALANCE", "UNPAID", "REMAINING", "DUE", "OWED", "OWING", "BUDGET", "BUDGETED", "FORECAST", "PLAN", "PLANNED", "VARIANCE", "ESTIMATE", "ESTIMATED",
		"COMMITTED", "COMMITMENT", "THRESHOLD", "LIMIT", "PRICE", "QUANTITY", "QTY", "RATE", "DISCOUNT", "PRIOR", "PREVIOUS", "ORDERED", "ACCRUAL", "ACCRUED", "FOREIGN", "ENTERED", "RECOVERABLE", "RECLAIMABLE"),
		phrase("PO AMOUNT"), phrase("PO VALUE"), phrase("ORDER VALUE"), phrase("ORDER AMOUNT"), phrase("CONTRACT VALUE"), phrase("CONTRACT AMOUNT"),
		has("CURRENCY") && has("ORIGINAL", "TRANSACTION", "INVOICE", "LOCAL", "SUPPLIER") && !has("GBP", "STERLING"), phrase("ORIGINAL AMOUNT"), phrase("LAST YEAR"), phrase("LAST MONTH"):
		return notPaid
	case has("DEBIT", "DEBITS", "DR"):
		return debitSide
	case has("CREDIT", "CREDITS", "CR"):
		return creditSide
	case has("VAT", "TAX") && !has("INC", "INCL", "INCLUDING", "INCLUSIVE", "EXC", "EX", "EXCL", "EXCLUDING", "EXCLUSIVE", "GROSS", "NET", "TOTAL", "WITH", "WITHOUT", "PLUS", "LESS", "IRRECOVERABLE"):
		return addedTax
	case has("PAID"), phrase("PAYMENT AMOUNT"), phrase("PAYMENT VALUE"), phrase("AMOUNT OF PAYMENT"):
		return paid
	case has("GROSS", "INC", "INCL", "INCLUDING", "INCLUSIVE"), phrase("WITH VAT"), phrase("PLUS VAT"):
		return gross
	case has("NET", "EXC", "EX", "EXCL", "EXCLUDING", "EXCLUSIVE"), phrase("WITHOUT VAT"), phrase("LESS VAT"):
		return net
	case has("TOTAL", "TOTALS") && has("TRANSACTION", "TRANS", "INVOICE", "VOUCHER", "DOCUMENT", "BATCH", "RUN", "SUPPLIER", "VENDOR", "PAYEE", "MONTH", "MONTHLY"):
		return transactionTotal
	case has("INVOICE", "INVOICED"):
		return invoiced
	case has("LINE", "DISTRIBUTION"):
		return lineAmount
	case has("TOTAL", "TOTALS", "SUBTOTAL") || len(w) == 1 && w[0] == "SUM":
		return bareTotal
	}
	return ordinary
}

// preferred returns the index of the column that most likely is the amount by the
// headings alone, or -1.
func (l *layout) preferred() int {
	best := -1
	debit, credit := l.side(debitSide), l.side(creditSide)
	if debit >= 0 && credit >= 0 {
		l.credit = l.amounts[credit].at
		return debit
	}
	for i, c := range l.amounts {
		if c.meaning <= addedTax || c.meaning == creditSide || c.weight == 0 && c.meaning != debitSide && c.meaning != cumulative {
			continue
		}
		if best < 0 || l.better(c, l.amounts[best]) {
			best = i
		}
	}
	return best
}

// better reports whether c, which stands behind o, is the amount rather than o.
func (l *layout) better(c, o amountColumn) bool {
	if named, other := c.unit.pounds, o.unit.pounds; named != other && l.currency >= 0 {
		return named // the other may be in the currency of the invoice
	}
	if c.meaning != o.meaning {
		return c.meaning > o.meaning
	}
	// Of equals the last counts, unless its heading hardly names an amount.
	return c.weight >= min(o.weight, 6)
}

func (l *layout) side(m sense) int {
	return slices.IndexFunc(l.amounts, func(c amountColumn) bool { return c.meaning == m })
}

// chosen returns the column of the amounts, or nil if its heading names none.
func (l *layout) chosen() *amountColumn {
	for i := range l.amounts {
		if c := &l.amounts[i]; c.at == l.at[Amount] {
			return c
		}
	}
	return nil
}

// settleAmount takes over what the heading of the amounts says.
func (l *layout) settleAmount() {
	l.vat = ""
	if i := int(l.at[Amount]); i < len(l.headings) {
		l.vat = vatOf(l.headings[i])
	}
	c := l.chosen()
	if c == nil {
		return
	}
	l.unit = c.unit
	if l.currency >= 0 && c.unit.pounds && len(l.amounts) > 1 {
		l.currency, l.converted = -1, true // it is that of another column
	}
	l.special = l.credit >= 0 || l.sign >= 0 || l.currency >= 0 || l.unit.shift != 0
}

// notAmounts reports whether the heading of a column says that its figures are not
// what was paid.
func (l *layout) notAmount(i int) bool {
	return slices.ContainsFunc(l.amounts, func(c amountColumn) bool { return int(c.at) == i && c.meaning <= addedTax })
}

// weighAmounts chooses among several columns of figures by the rows beneath the
// headings, and notes a doubt where they do not settle it.
func (l *layout) weighAmounts(sample [][][]byte) {
	c := l.chosen()
	if c == nil {
		return
	}
	if l.credit >= 0 {
		l.weighSides(sample)
		return
	}
	if c.meaning == cumulative {
		l.doubt(AmountCumulative, "%q is the only amount, and its heading says that it is added up over time", l.headings[c.at])
		return
	}
	f := readFigures(l, sample)
	if len(f.rows) == 0 {
		return
	}
	// Figures that add up over the rows or the transaction are not those of the row.
	for range l.amounts {
		c = l.chosen()
		other := l.nextBest(c, &f)
		if other == nil {
			break
		}
		if f.addsUp(c.at, other.at) || f.filled(c.at) == 0 || f.repeats(c.at, other.at, l.at[TransactionNumber]) {
			c.meaning, c.weight = notPaid, 0
			l.at[Amount] = other.at
			continue
		}
		break
	}
	c = l.chosen()
	for i := range l.amounts {
		o := &l.amounts[i]
		if o == c || o.meaning <= addedTax {
			continue
		}
		if tax := l.side(addedTax); tax >= 0 && o.meaning == bareTotal && f.sums(o.at, c.at, l.amounts[tax].at) {
			l.at[Amount], o.meaning = o.at, gross // Amount, VAT, Total
			c = o
		}
	}
	l.settleAmount()
	if c.meaning == gross && l.vat == "" {
		l.vat = nhs.WithVAT
	}
	for i := range l.amounts {
		o := &l.amounts[i]
		if o == c || o.weight == 0 || o.meaning <= cumulative || o.meaning == creditSide || f.filled(o.at)*10 < len(f.rows) || f.equal(c.at, o.at) || f.addsUp(o.at, c.at) {
			continue
		}
		if l.converted && !o.unit.pounds {
			continue // it is in the currency of the invoice
		}
		close := o.meaning == c.meaning || o.meaning == bareTotal && c.meaning == ordinary
		if f.repeats(o.at, c.at, l.at[TransactionNumber]) {
			continue
		}
		if close || f.fillsGaps(c.at, o.at) {
			l.doubt(AmountColumns, "%q is counted and %q is not, which differs and could be the amount too", l.headings[c.at], l.headings[o.at])
		}
	}
}

func (l *layout) doubt(reason Reason, format string, args ...any) {
	l.doubts = append(l.doubts, FileDoubt{Reason: reason, Detail: fmt.Sprintf(format, args...)})
}

// withoutAmounts is the error of a file without amounts in pounds that were paid.
func (l *layout) withoutAmounts(name string, f Format) error {
	if len(l.amounts) == 0 {
		return formatError(name, Prose)
	}
	c := l.amounts[0]
	advice := "a table whose only figures are not what was paid by the heading %q: find the column of payments"
	if c.unit.currency != "" {
		advice = "a table of payments whose amounts are in " + c.unit.currency + " by the heading %q: convert them, and say so in the heading"
	}
	return &FormatError{Name: name, Format: f, Advice: fmt.Sprintf(advice, clip(Mask(l.headings[c.at]), 60))}
}

// nextBest returns the column that would be chosen if c were not there.
func (l *layout) nextBest(c *amountColumn, f *figures) *amountColumn {
	var best *amountColumn
	for i := range l.amounts {
		o := &l.amounts[i]
		if o == c || o.weight == 0 || o.meaning <= cumulative || o.meaning >= creditSide || f.filled(o.at) == 0 {
			continue
		}
		if best == nil || l.better(*o, *best) {
			best = o
		}
	}
	return best
}

// weighSides decides whether credits beside debits are written with a sign of their
// own.
func (l *layout) weighSides(sample [][][]byte) {
	f := readFigures(l, sample)
	positive, negative, both := 0, 0, 0
	for _, row := range f.rows {
		credit, ok := row.at(l.credit)
		if !ok || credit == 0 {
			continue
		}
		if credit > 0 {
			positive++
		} else {
			negative++
		}
		if debit, ok := row.at(l.at[Amount]); ok && debit != 0 {
			both++
		}
	}
	switch {
	case negative > 0 && positive == 0:
		l.signed = true
	case negative > 0:
		l.doubt(AmountSides, "the credits in %q have both signs: they are taken away as written", l.headings[l.credit])
	}
	if both > 0 {
		l.doubt(AmountSides, "%q and %q are both filled in some rows: their difference counts", l.headings[l.at[Amount]], l.headings[l.credit])
	}
}
