package spend

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
)

// Options say how a file is read. The zero Options are right for nearly all.
type Options struct {
	// Name is the name of the file. It serves messages and, where the content does
	// not tell, as a hint of the month.
	Name string
	// Order is the order of day and month, if the caller knows it.
	Order Order
	// MaxProblems is how many problems are kept with their place; 0 means 1,000.
	// All are counted.
	MaxProblems int
	// OnRow, if set, is called with every row as it goes by.
	OnRow func(*Row)
	// Formats opens files that are not delimited text, such as workbooks. A file of a
	// format that none of them opens is a [*FormatError].
	Formats []Opener
}

// A Problem is one thing wrong with one row, and where.
type Problem struct {
	// Line is the number of the row's first physical line, or of its row in the
	// sheet.
	Line int `json:"line"`
	// Sheet is the name of the sheet in a workbook.
	Sheet string `json:"sheet,omitempty"`
	// Column is the column at fault, or 0 for the row as a whole.
	Column Column `json:"column,omitempty"`
	// Reason says what is wrong.
	Reason Reason `json:"reason"`
	// Text is the cell at fault, cut to 60 characters. It never is a supplier.
	Text string `json:"text,omitempty"`
}

// A File says what a file is and what became of its rows.
type File struct {
	// Name is the name that the caller gave.
	Name string `json:"name,omitempty"`
	// Format is CSV, or that of the opener that opened the file.
	Format Format `json:"format"`
	// Encoding is "ASCII", "UTF-8", "UTF-16" or "Windows-1252"; "" for a workbook.
	Encoding string `json:"encoding,omitempty"`
	// Delimiter is what divides the cells; "" for a workbook.
	Delimiter string `json:"delimiter,omitempty"`
	// HeaderLine is the line of the first headings; 0 if there were none and the
	// columns were told by their content.
	HeaderLine int `json:"header_line"`
	// Headings are the first headings.
	Headings []string `json:"headings,omitempty"`
	// Columns says under which heading each column was found.
	Columns map[string]string `json:"columns,omitempty"`
	// VAT says whether the amounts hold value added tax. Amounts of different
	// basis are not to be compared.
	VAT VAT `json:"vat"`
	// Dates says in which order the dates were read.
	Dates DateDecision `json:"dates"`
	// Accounting says what became of every line.
	Accounting Accounting `json:"accounting"`
	// Reasons counts the problems by reason.
	Reasons map[Reason]int `json:"reasons,omitempty"`
	// Problems are the first problems, with their place.
	Problems []Problem `json:"problems,omitempty"`
	// HiddenRows is how many rows of a workbook are hidden; they count all the same.
	HiddenRows int `json:"hidden_rows,omitempty"`
	// Sheets are the sheets of a workbook that were read.
	Sheets []string `json:"sheets,omitempty"`
	// Fingerprint is the same for two files with the same amounts, months and
	// transaction numbers, in any order.
	Fingerprint string `json:"fingerprint,omitempty"`
}

// A rowSource yields the records of a file. It begins frozen to its first part, for
// a survey, at the end of which next returns io.EOF.
type rowSource interface {
	// next returns io.EOF after the last record.
	next(*record) error
	// rewind goes back to the first record; thaw ends the survey.
	rewind(thaw bool) error
	// ahead returns up to n of the records that follow, without taking them.
	ahead(n int) [][][]byte
	close() error
}

// A Reader reads one file row by row and holds no more than a row of it.
type Reader struct {
	opt    Options
	src    rowSource
	file   File
	row    Row
	rec    record
	layout *layout

	known  dateCache
	dates  orderEvidence
	survey DateDecision // of the part that was looked at in advance
	latest DateDecision
	asOf   int // rows after which latest was made

	txns    numbers
	tally   tally
	carry   int32 // what rounding took off so far, in millionths of a penny
	reasons map[Reason]int
	err     error
	done    bool
}

// NewReader tells the format by the content, finds the headings and gets ready
// to read. A file that cannot be read is a [*FormatError] or a [*LimitError].
func NewReader(r io.Reader, o Options) (*Reader, error) {
	if o.MaxProblems == 0 {
		o.MaxProblems = 1000
	}
	s := &scanner{r: r, eol: '\n', comma: ','}
	s.begin()
	if s.err != nil {
		return nil, s.err
	}
	rd := &Reader{opt: o, reasons: map[Reason]int{}}
	rd.row.reader = rd
	rd.file.Name = o.Name
	rd.file.Format = detect(s.buf[:s.end])
	rd.dates.given, rd.dates.hint = o.Order, monthInName(o.Name)
	switch rd.file.Format {
	case CSV:
		if err := rd.openText(s); err != nil {
			return nil, err
		}
	default:
		if err := rd.openSheets(io.MultiReader(bytes.NewReader(s.buf[:s.end]), r)); err != nil {
			return nil, err
		}
	}
	if err := rd.look(); err != nil {
		return nil, errors.Join(err, rd.src.close())
	}
	return rd, nil
}

// openText gets a delimited text ready: encoding, line ends, delimiter, headings.
func (r *Reader) openText(s *scanner) error {
	head := s.buf[:s.end]
	if order := utf16Order(head); order != nil {
		r.file.Encoding = "UTF-16"
		*s = scanner{r: &utf16Reader{r: io.MultiReader(bytes.NewReader(head), s.r), order: order}, eol: '\n', comma: ','}
		s.begin()
		if s.err != nil {
			return s.err
		}
	}
	if bytes.HasPrefix(s.buf[:s.end], []byte("\xef\xbb\xbf")) {
		s.pos = 3
	}
	head = s.buf[s.pos:s.end]
	// A file of the old Macintosh ends its lines in CR, and may have LF in its cells.
	if returns := bytes.Count(head, []byte("\r")); returns > 2*bytes.Count(head, []byte("\n")) && !bytes.Contains(head, []byte("\r\n")) {
		s.eol = '\r'
	}
	text := &textSource{scanner: s, start: s.pos}
	r.src = text
	best, bestFound := byte(','), -1
	var guess *layout
	for _, comma := range [...]byte{',', ';', '\t', '|'} {
		if bytes.IndexByte(head, comma) < 0 && comma != ',' {
			continue
		}
		s.comma = comma
		l, sample, err := r.findHeadings(text)
		if err != nil {
			return err
		}
		found := 0
		if l == nil {
			if l = guessColumns(sample); l != nil {
				found = 1
			}
		} else {
			found = 2 + l.found
		}
		if found > bestFound {
			best, bestFound, guess = comma, found, l
		}
	}
	if bestFound <= 0 {
		return formatError(r.opt.Name, Prose)
	}
	s.comma = best
	r.file.Delimiter = string(best)
	if bestFound == 1 {
		r.layout = guess
	}
	return nil
}

// searchLines is within how many of its first rows a file must show what it is.
const searchLines = 60

// findHeadings returns the first headings, or nil, and the rows it saw.
func (r *Reader) findHeadings(src rowSource) (*layout, [][][]byte, error) {
	var sample [][][]byte
	defer func() { r.rec.doubt, r.rec.fault = 0, "" }()
	for len(sample) < searchLines {
		err := src.next(&r.rec)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		r.rec.complete()
		if l, ok := readHeadings(r.rec.cells); ok {
			return l, sample, src.rewind(false)
		}
		sample = append(sample, cloneCells(r.rec.cells))
	}
	return nil, sample, src.rewind(false)
}

func cloneCells(cells [][]byte) [][]byte {
	list := make([][]byte, min(len(cells), 100))
	for i := range list {
		list[i] = bytes.Clone(cells[i][:min(len(cells[i]), 200)])
	}
	return list
}

// look goes through the first part of the file for evidence that later rows and
// earlier ones depend on, and goes back.
func (r *Reader) look() error {
	first := r.layout
	for {
		err := r.src.next(&r.rec)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		r.classify()
	}
	if r.layout == nil || !r.layout.has(Amount) {
		return formatError(r.opt.Name, Prose)
	}
	r.survey = r.dates.decide()
	given, hint := r.dates.given, r.dates.hint
	txns := r.txns
	r.dates = orderEvidence{given: given, hint: hint}
	r.latest, r.asOf = r.survey, 0
	r.tally, r.reasons, r.file.Problems = tally{}, map[Reason]int{}, nil
	r.file.HeaderLine, r.file.Headings, r.file.Columns, r.file.VAT, r.file.HiddenRows = 0, nil, nil, VATUnknown, 0
	r.txns, r.carry = txns, 0
	r.layout = first
	if first != nil {
		r.describe(first, 0)
	}
	return r.src.rewind(true)
}

// decision is the order of the dates as far as the file is known.
func (r *Reader) decision() *DateDecision {
	return &r.latest
}

// redecide brings the decision up to date once the rows outnumber those of the
// survey.
func (r *Reader) redecide() {
	seen := r.dates.dayOnly + r.dates.monthOnly + r.dates.ambiguous
	if seen > r.survey.DayFirst+r.survey.MonthFirst+r.survey.Ambiguous && seen >= r.asOf+4096 {
		r.latest, r.asOf = r.dates.decide(), seen
	}
}

// Rows returns every row of the file in order, headings, blanks and remarks
// included. After an error there are no more rows. It can be ranged over once.
func (r *Reader) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		for r.step() {
			if r.opt.OnRow != nil {
				r.opt.OnRow(&r.row)
			}
			if !yield(&r.row, nil) {
				return
			}
		}
		if r.err != nil {
			yield(nil, r.err)
		}
	}
}

// step reads one row and accounts for it.
func (r *Reader) step() bool {
	if r.done {
		return false
	}
	if err := r.src.next(&r.rec); err != nil {
		r.done = true
		if err != io.EOF {
			r.err = err
		}
		r.err = errors.Join(r.err, r.src.close())
		return false
	}
	r.classify()
	r.tally.add(&r.row)
	if r.tally.overflow {
		r.done, r.err = true, errors.Join(errTooMuch, r.src.close())
		return false
	}
	if r.row.Reason != "" || r.row.doubt != 0 {
		r.note()
	}
	return true
}

// File returns what is known of the file; it is complete after the last row.
func (r *Reader) File() File {
	f := r.file
	f.Accounting = r.tally.accounting()
	f.Dates = r.latest
	if r.done {
		f.Dates = r.dates.decide()
	}
	f.Reasons = make(map[Reason]int, len(r.reasons))
	for k, v := range r.reasons {
		f.Reasons[k] = v
	}
	if f.Dates.Confidence != Certain && f.Dates.Ambiguous > 0 {
		f.Reasons[DateAmbiguous] = f.Dates.Ambiguous
	}
	if t, ok := r.src.(*textSource); ok && f.Encoding == "" {
		f.Encoding = t.scanner.encoding.name()
	}
	return f
}

// note keeps the problems of the row.
func (r *Reader) note() {
	row := &r.row
	keep := func(c Column, reason Reason) {
		r.reasons[reason]++
		if len(r.file.Problems) >= r.opt.MaxProblems {
			return
		}
		p := Problem{Line: row.Line, Sheet: row.Sheet, Column: c, Reason: reason}
		if c != 0 {
			p.Text = clip(Mask(clean(row.cell(c))), 60)
		}
		r.file.Problems = append(r.file.Problems, p)
	}
	if row.Reason != "" {
		c := Amount
		if row.Reason == LineTooLong || row.Reason == TooManyCells {
			c = 0
		}
		keep(c, row.Reason)
	}
	row.doubt.each(func(reason Reason) {
		switch reason {
		case DateUnreadable:
			keep(PaymentDate, reason)
		case AmountRounded, DollarSign:
			keep(Amount, reason)
		default:
			keep(0, reason)
		}
	})
}

// clip cuts text to n characters.
func clip(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at] + "…"
		}
		i++
	}
	return s
}

// classify makes the row of the record.
func (r *Reader) classify() {
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

// inexact marks an amount that was not taken as it stands, and rounds so that the
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

// date reads the payment date, which may be glued to the entity.
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

// unheaded judges a row before the first headings.
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
		// An empty heading, or one that says something else: the rows must tell.
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

func (r *Reader) describe(l *layout, line int) {
	r.file.HeaderLine, r.file.Headings, r.file.VAT = line, l.headings, l.vat
	r.file.Columns = map[string]string{}
	for c := DepartmentFamily; c < columns; c++ {
		if i := l.at[c]; i >= 0 {
			if int(i) < len(l.headings) {
				r.file.Columns[c.String()] = l.headings[i]
			} else {
				r.file.Columns[c.String()] = ""
			}
		}
	}
}

// amountBeneath finds the column of amounts under headings that name none, or
// returns -1.
func (r *Reader) amountBeneath(l *layout) int {
	sample := r.src.ahead(30)
	if guess := guessColumns(sample); guess != nil && !slices.Contains(l.at[:], guess.at[Amount]) {
		return int(guess.at[Amount])
	}
	return unnamedNumbers(sample, l.headings)
}

// withoutAmount judges a row whose amount does not read.
func (r *Reader) withoutAmount(err error) {
	row := &r.row
	r.rec.complete()
	if blank(r.rec.cells) {
		row.Kind = Blank
		return
	}
	if r.headings() {
		return
	}
	row.entity = row.cell(Entity)
	r.date()
	supplier, txn := len(trim(row.cell(Supplier))) > 0, len(trim(row.cell(TransactionNumber))) > 0
	dated := row.dates.status == dateRead && len(trim(row.cell(PaymentDate))) > 0
	evidence := 0
	for _, has := range [...]bool{supplier, txn, dated, len(trim(row.cell(ExpenseType))) > 0} {
		if has {
			evidence++
		}
	}
	row.Kind = Rejected
	switch err {
	case errNoAmount:
		row.Reason = NoAmount
		if evidence < 2 || !dated && !txn {
			row.Kind, row.Reason = Note, ""
		}
	case errHidden:
		row.Reason = AmountHidden
	case errTooLarge:
		row.Reason = AmountOutOfRange
	default:
		row.Reason = AmountUnreadable
		if evidence == 0 {
			row.Kind, row.Reason = Note, ""
		}
	}
}

// ragged looks at a row with fewer or more cells than headings. It reports
// whether an amount stands beyond them, so that the cells seem to be shifted.
func (r *Reader) ragged(text []byte) (shifted bool) {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	cells := r.rec.cells
	if len(cells) < l.width {
		for c := PaymentDate; c < Amount; c++ {
			if int(l.at[c]) >= len(cells) {
				row.doubt |= doubtMissing
			}
		}
		return false
	}
	extra := cells[l.width:]
	if blank(extra) {
		return false
	}
	row.doubt |= doubtExtra
	if int(l.at[Amount]) == l.width-1 && splitByComma(trim(text), trim(extra[0])) {
		row.Kind, row.Reason = SetApart, AmountSplit
	}
	for _, c := range extra {
		if a, err := parseAmount(c); err == nil && a.form&formStyled != 0 {
			return true
		}
	}
	return false
}

// splitByComma reports whether head and tail are what a comma made of 1,234.56.
func splitByComma(head, tail []byte) bool {
	head = bytes.TrimLeft(head, "-£(\xa3\xc2")
	if len(head) == 0 || len(head) > 3 || len(tail) < 3 {
		return false
	}
	for _, c := range head {
		if c < '0' || c > '9' {
			return false
		}
	}
	for i, c := range tail {
		if i < 3 && (c < '0' || c > '9') || i == 3 && c != '.' && c != ')' {
			return false
		}
	}
	return true
}

// notAPayment judges a row with an amount but without supplier or date.
func (r *Reader) notAPayment(text []byte) bool {
	row, l := &r.row, r.row.layout
	r.rec.complete()
	filled, label := 0, 0
	for i, c := range r.rec.cells {
		if c = trim(c); len(c) == 0 || i == int(l.at[Amount]) {
			continue
		}
		filled++
		switch totalLabel(c) {
		case labelWhole:
			label = 2
		case labelBegins:
			label = max(label, 1)
		}
	}
	supplier, txn := len(trim(row.cell(Supplier))) > 0, len(trim(row.cell(TransactionNumber))) > 0
	undated := row.dates.status == dateMissing && (l.has(PaymentDate) || filled <= 1)
	sum := r.tally.counts[Payment].Rows > 1 && row.Pence == r.tally.sum
	switch {
	case label == 2 && (undated || !txn && !supplier):
	case label == 1 && undated && !txn:
	case sum && undated && !txn && !supplier:
	case filled == 0:
		if row.Pence == 0 && bytes.IndexByte(text, '-') >= 0 {
			row.Kind = Note // accounting style for nothing at all
			return true
		}
		row.Kind, row.Reason = SetApart, AmountAlone
		return true
	default:
		return false
	}
	row.Kind = Total
	return true
}

const (
	labelNone = iota
	labelBegins
	labelWhole
)

// totalLabel reports whether a cell says that the row is a total.
func totalLabel(b []byte) int {
	if len(b) < 3 || len(b) > 80 {
		return labelNone
	}
	switch b[0] | 0x20 {
	case 't', 'g', 's', 'o', 'r', 'p', 'm', 'n':
	default:
		return labelNone
	}
	w := words(clean(b))
	if len(w) == 0 {
		return labelNone
	}
	at := 0
	switch w[0] {
	case "GRAND", "SUB", "OVERALL", "RUNNING", "PAGE", "MONTHLY", "MONTH", "REPORT", "NET":
		at = 1
	}
	if at >= len(w) || w[at] != "TOTAL" && w[at] != "TOTALS" && w[at] != "SUBTOTAL" {
		return labelNone
	}
	rest := w[at+1:]
	if len(rest) == 0 {
		return labelWhole
	}
	switch rest[0] {
	case "SPEND", "AMOUNT", "PAYMENTS", "VALUE", "EXPENDITURE", "OVER", "FOR", "GBP", "PAID", "SUM":
		return labelWhole
	}
	return labelBegins
}

func blank(cells [][]byte) bool {
	for _, c := range cells {
		for _, b := range c {
			if b > ' ' && b != 0xa0 && b != 0xc2 || b != 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n' {
				return false
			}
		}
	}
	return true
}

// numbers is what the transaction numbers and amounts of a file look like.
type numbers struct {
	rows    int
	styled  int // amounts with a point, a comma or a sign
	seen    int // rows whose numbers were looked at
	numeric int // transaction numbers that are whole numbers
	byLen   [20]int
	low     [20]int64
	high    [20]int64
}

func (n *numbers) add(txn []byte, form amountForm) {
	n.rows++
	if form&formStyled != 0 {
		n.styled++
	}
	if n.rows > 1024 && n.rows&63 != 0 {
		return
	}
	n.seen++
	v, size := whole(txn)
	if size == 0 {
		return
	}
	n.numeric++
	if n.byLen[size] == 0 {
		n.low[size], n.high[size] = v, v
	}
	n.byLen[size]++
	n.low[size], n.high[size] = min(n.low[size], v), max(n.high[size], v)
}

// whole returns a whole number and how many digits it has, or 0 digits.
func whole(b []byte) (int64, int) {
	b = trim(b)
	if len(b) == 0 || len(b) > 18 {
		return 0, 0
	}
	var v int64
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, 0
		}
		v = v*10 + int64(c-'0')
	}
	return v, len(b)
}

// suspect reports whether an amount of bare digits looks like a transaction
// number of the same file.
func (n *numbers) suspect(text, txn []byte) bool {
	v, size := whole(text)
	if size < 6 {
		return false
	}
	if bytes.Equal(text, txn) {
		return true
	}
	if own, err := parseAmount(txn); err == nil && bytes.IndexByte(txn, '.') > 0 && own.form&formRounded == 0 {
		return true // the two changed places
	}
	if n.numeric < 5 || n.byLen[size]*2 < n.numeric {
		return false
	}
	// The number must lie among those of the file, in a file that writes its
	// amounts otherwise.
	spread := max((n.high[size]-n.low[size])/4, n.high[size]/100)
	if v < n.low[size]-spread || v > n.high[size]+spread {
		return false
	}
	if len(txn) == 0 {
		return n.styled*10 >= n.rows*8
	}
	return v%1000 != 0 && n.rows >= 20 && n.styled*20 >= n.rows*19
}

// monthInName finds a month and a year in the name of a file.
func monthInName(name string) Month {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	month, year := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
		for len(w) > 0 { // letters and digits may stand together: jan15
			i := 0
			for i < len(w) && letter(w[i]) == letter(w[0]) {
				i++
			}
			part := w[:i]
			w = w[i:]
			if m := monthNamed([]byte(part)); m != 0 && month == 0 {
				month = m
				continue
			}
			v, size := whole([]byte(part))
			switch {
			case size == 4 && v >= firstYear && v <= lastYear && year == 0:
				year = int(v)
			case size == 2 && month != 0 && year == 0 && v >= 9 && v <= 30:
				year = firstYear + int(v)
			}
		}
	}
	if month == 0 || year == 0 {
		return 0
	}
	return Month(min((year-firstYear)*12+month, math.MaxUint16))
}

func (e *encodingCheck) name() string {
	switch {
	case e.broken:
		return "Windows-1252"
	case e.beyondASCII:
		return "UTF-8"
	}
	return "ASCII"
}

// A textSource is delimited text.
type textSource struct {
	*scanner
	start int // of the text in the buffer while it is frozen
}

func (t *textSource) rewind(thaw bool) error {
	t.pos, t.line, t.unclosed = t.start, 0, 0
	t.frozen = !thaw
	return nil
}

func (t *textSource) close() error { return nil }

func (t *textSource) ahead(n int) [][][]byte {
	pos, line, unclosed := t.pos, t.line, t.unclosed
	var rec record
	var sample [][][]byte
	held := t.scratch
	for len(sample) < n {
		size, ok := t.parse(&rec)
		if !ok || size == 0 {
			break
		}
		rec.complete()
		sample = append(sample, cloneCells(rec.cells))
		t.pos += size
	}
	t.scratch = held
	t.pos, t.line, t.unclosed = pos, line, unclosed
	return sample
}
