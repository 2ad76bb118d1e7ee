package spend

import (
	"fmt"
	"slices"
)

// judge returns the row of the record.
func (r *Reader) judge() {
	rec, row := &r.rec, &r.row
	if rec.sheet != row.Sheet {
		r.beginSheet()
	}
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
	if r.headingsLeft > 0 {
		r.headingsLeft--
		row.Kind = Header
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
	a, err := r.amount(text)
	if err != nil {
		r.withoutAmount(err)
		return
	}
	row.Kind, row.Pence = Payment, a.pence
	if a.form&(formRounded|formDollar) != 0 {
		r.inexact(a)
	}
	if rec.width != l.width {
		if r.ragged(text); row.Kind != Payment {
			return
		}
	}
	if l.special && l.foreign(rec) {
		row.Kind, row.Reason = SetApart, ForeignCurrency
		return
	}
	row.entity, row.supplier, row.number = row.cell(Entity), row.cell(Supplier), row.cell(TransactionNumber)
	r.date()
	supplier := row.supplier
	if len(supplier) == 0 || row.dates.status == dateMissing || r.mayTotal() {
		if r.notAPayment(text) {
			return
		}
		if l.has(Supplier) && len(trim(supplier)) == 0 {
			row.doubt |= doubtNoSupplier
		}
	}
	if r.surveying {
		r.txns.bare.look(trim(text), a)
	}
	if a.form&formStyled == 0 && r.misplaced(text) {
		return
	}
	r.txns.add(row.number, a.form)
	r.printed.add(row)
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

// amount reads the amount of a row.
func (r *Reader) amount(text []byte) (amount, error) {
	switch {
	case r.layout.special:
		return r.specialAmount()
	case r.rec.number:
		return parseNumber(text)
	}
	return parseAmount(text)
}

// misplaced sets apart a row whose amount, a whole number, is very likely another
// number of it.
func (r *Reader) misplaced(text []byte) bool {
	row := &r.row
	number := trim(row.number)
	if len(text) >= 6 && (r.txns.suspect(trim(text), number) || len(number) == 0 && r.bodyNumbers != nil && r.bodyNumbers.inRange(text)) {
		row.Kind, row.Reason = SetApart, AmountIsTransaction
		return true
	}
	return r.shifted(text)
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
		if row.layout.year >= 0 && (row.dates.status == dateBad || row.dates.monthOnly) {
			r.monthAndYear()
		}
		if r.fixedTurned && row.dates.fixed {
			row.dates.turn()
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
		return
	}
	r.remark()
}

// beginSheet forgets the headings of the sheet before.
func (r *Reader) beginSheet() {
	if r.row.Sheet != "" {
		r.layout = nil
	}
	r.above, r.title, r.headingsLeft = nil, measure{}, 0
	r.printed.mark(r.counter.sum)
}

// remark keeps what a title or a remark says about the rows beneath.
func (r *Reader) remark() {
	r.above = cloneCells(r.rec.cells)
	for _, c := range r.rec.cells {
		u, ok := unitInTitle(clean(c))
		if !ok {
			continue
		}
		if r.layout == nil {
			r.title = u
		} else if u.shift != r.layout.unit.shift || u.currency != "" {
			r.doubt(FileDoubt{Reason: AmountUnit, Detail: fmt.Sprintf("a remark below the headings says %q, and the amounts above it were read as %s", clip(Mask(clean(c)), 60), r.layout.unit), Sheet: r.rec.sheet, Line: r.rec.line})
		}
	}
}

// specialAmount returns the amount of a row that takes more than one figure in
// pounds.
func (r *Reader) specialAmount() (amount, error) {
	l := r.layout
	read := parseAmount
	if r.rec.number {
		read = parseNumber
	}
	a, err := read(r.row.cell(Amount))
	if l.credit >= 0 {
		b, creditErr := read(r.rec.cell(int(l.credit)))
		switch {
		case creditErr == nil:
			if err != nil && err != errNoAmount {
				return amount{}, err
			}
			if !l.signed {
				b.pence, b.rest = -b.pence, -b.rest
			}
			a = amount{pence: a.pence + b.pence, rest: a.rest + b.rest, form: a.form | b.form}
			err = nil
		case creditErr != errNoAmount:
			return amount{}, creditErr
		}
	}
	if err != nil {
		return amount{}, err
	}
	if l.sign >= 0 && a.pence > 0 && isCredit(r.rec.cell(int(l.sign))) {
		a.pence, a.rest, a.form = -a.pence, -a.rest, a.form|formStyled
	}
	a, ok := l.unit.in(a)
	if !ok {
		return amount{}, errTooLarge
	}
	return a, nil
}

// headings takes the row for headings if it reads as such.
func (r *Reader) headings() bool {
	l, rows := headingsAt(r.above, r.rec.cells, r.src)
	if l == nil {
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
	l.weighAmounts(r.src.ahead(weighedRows))
	l.take(r.title)
	for _, d := range l.doubts {
		d.Sheet = r.rec.sheet
		r.doubt(d)
	}
	r.printed.mark(r.counter.sum)
	r.layout, r.headingsLeft, r.above = l, rows-1, nil
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
	if guess := guessColumns(sample); guess != nil && !slices.Contains(l.at[:], guess.at[Amount]) && !l.notAmount(int(guess.at[Amount])) {
		return int(guess.at[Amount])
	}
	return unnamedNumbers(sample, l.headings)
}
