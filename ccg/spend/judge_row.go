package spend

import (
	"slices"
)

// judge returns the row of the record.
func (r *Reader) judge() {
	rec, row := &r.rec, &r.row
	row.Line, row.Lines, row.Sheet, row.Hidden = rec.line, rec.lines, rec.sheet, rec.hidden
	row.Kind, row.Reason, row.Pence = 0, "", 0
	row.dates, row.doubt, row.layout, row.entity = dates{}, rec.doubt, r.layout, nil
	if rec.hidden {
		r.file.HiddenRows++
	}
	if rec.fault != "" {
		row.Kind, row.Reason = Rejected, rec.fault
		return
	}
	l := r.layout
	if l == nil || !l.has(Amount) {
		r.unheaded()
		return
	}
	if len(rec.merged) > 0 {
		rec.carry(l)
	}
	text := row.cell(Amount)
	var a amount
	var err error
	if rec.number {
		a, err = parseNumber(text)
	} else {
		a, err = parseAmount(text)
	}
	if err != nil {
		r.withoutAmount(err)
		return
	}
	row.Kind, row.Pence = Payment, a.pence
	if a.form&(formRounded|formDollar) != 0 {
		r.inexact(a)
	}
	shifted := false
	if rec.width != l.width {
		shifted = r.ragged(text)
		if row.Kind != Payment {
			return
		}
	}
	row.entity, row.supplier, row.number = row.cell(Entity), row.cell(Supplier), row.cell(TransactionNumber)
	r.date()
	supplier, txn := row.supplier, row.number
	if len(supplier) == 0 || row.dates.status == dateMissing {
		if r.notAPayment(text) {
			return
		}
		if l.has(Supplier) && len(trim(supplier)) == 0 {
			row.doubt |= doubtNoSupplier
		}
	}
	if a.form&formStyled == 0 && len(text) >= 6 && (shifted || r.txns.suspect(trim(text), trim(txn))) {
		row.Kind, row.Reason = SetApart, AmountIsTransaction
		return
	}
	r.txns.add(txn, a.form)
	switch row.dates.status {
	case dateRead:
		r.dates.add(&row.dates)
		r.redecide()
	case dateMissing:
		r.dates.missing++
		row.doubt |= doubtNoDate
	case dateBad:
		r.dates.unreadable++
		row.doubt |= doubtBadDate
	}
}

// inexact marks an amount that was not used as written, and rounds it so that the
// rows of the file sum to the exact sum, to the nearest penny.
func (r *Reader) inexact(a amount) {
	if a.form&formDollar != 0 {
		r.row.doubt |= doubtDollar
	}
	if a.form&formRounded == 0 {
		return
	}
	r.row.doubt |= doubtRounded
	const penny = 1_000_000
	r.carry += a.rest
	switch {
	case r.carry > penny/2:
		r.row.Pence++
		r.carry -= penny
	case r.carry < -penny/2:
		r.row.Pence--
		r.carry += penny
	}
}

// date reads the payment date, which may be joined to the entity.
func (r *Reader) date() {
	row := &r.row
	if row.layout.has(PaymentDate) {
		if d := row.cell(PaymentDate); r.rec.number {
			row.dates = r.sheetDate(d)
		} else {
			row.dates = r.known.read(d)
		}
		return
	}
	e := row.entity
	from := len(e)
	for from > 0 && (e[from-1] >= '0' && e[from-1] <= '9' || e[from-1] == '/' || e[from-1] == '-' || e[from-1] == '.') {
		from--
	}
	if len(e)-from >= 6 {
		if d := parseDate(e[from:]); d.status == dateRead {
			row.dates, row.entity = d, e[:from]
		}
	}
}

func (r *Reader) sheetDate(b []byte) dates {
	if s, ok := r.src.(*sheetSource); ok && s.from1904 {
		var p dateParts
		if p.split(trim(b)) && p.n == 1 && p.name < 0 && p.digits[0] == 5 {
			return serialDate(p.number[0], true)
		}
	}
	return parseDate(b)
}

// unheaded classifies a row before the first headings.
func (r *Reader) unheaded() {
	r.rec.complete()
	if r.headings() {
		return
	}
	r.row.Kind = Note
	if blank(r.rec.cells) {
		r.row.Kind = Blank
	}
}

// headings takes the row for headings if it reads as such.
func (r *Reader) headings() bool {
	l, ok := readHeadings(r.rec.cells)
	if !ok {
		return false
	}
	if !l.has(Amount) {
		// An empty or unrelated heading: the rows must decide.
		if i := r.amountBeneath(l); i >= 0 {
			l.at[Amount] = int16(i)
			l.width = max(l.width, i+1)
		} else if r.layout != nil && r.layout.has(Amount) {
			return false // part of a heading that runs over several rows
		}
	}
	r.layout = l
	r.row.layout, r.row.Kind = l, Header
	if r.file.HeaderLine == 0 {
		r.describe(l, r.row.Line)
	}
	return true
}

// amountBeneath returns the column of amounts under headings that name none, or
// -1.
func (r *Reader) amountBeneath(l *layout) int {
	sample := r.src.ahead(30)
	if guess := guessColumns(sample); guess != nil && !slices.Contains(l.at[:], guess.at[Amount]) {
		return int(guess.at[Amount])
	}
	return unnamedNumbers(sample, l.headings)
}
