package spend

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"slices"
)

// Options control how a file is read. The zero Options suit nearly all files.
type Options struct {
	// Name is the name of the file, for messages. It is also a hint of the month if the
	// content does not settle it.
	Name string
	// Order is the order of day and month, if the caller knows it.
	Order Order
	// MaxProblems is how many problems are kept with their place; 0 means 1,000. All
	// are counted.
	MaxProblems int
	// OnRow, if set, is called with every row as it is read.
	OnRow func(*Row)
	// CountAll counts the sheets of a workbook that repeat others too, such as pivot
	// tables, filtered copies and the year to date.
	CountAll bool
	// Formats opens files that are not delimited text, such as workbooks. A format that
	// none of them opens is a [*FormatError].
	Formats []Opener
	// MaxBook is the most bytes of a file that one of Formats opens: it is held in
	// memory. 0 means 4 MiB.
	MaxBook int64
	// MaxUnpacked is the most bytes that an archive (ZIP or gzip) may unpack to, with
	// all files in it. 0 means 64 MiB.
	MaxUnpacked int64

	within *unpackBudget // of the archive that the file is in
}

func (o *Options) maxBook() int64 { return cmp.Or(o.MaxBook, maxPacked) }

// A rowSource yields the records of a file. It begins limited to its first part,
// for a survey; next returns io.EOF at the end of that part.
type rowSource interface {
	// next returns io.EOF after the last record.
	next(*record) error
	// rewind goes back to the first record; thaw ends the survey.
	rewind(thaw bool) error
	// ahead returns up to n of the records that follow, without taking them.
	ahead(n int) [][][]byte
	close() error
}

// A Reader reads one file row by row. It never holds more than one row.
type Reader struct {
	ctx    context.Context
	steps  uint // rows, of the survey too
	opt    Options
	src    rowSource
	file   File
	row    Row
	rec    record
	layout *layout

	above        [][]byte // the cells of the remark above the row, which may begin its headings
	title        measure  // that a title above the headings states
	headingsLeft int      // rows that continue the headings

	known  dateCache
	dates  orderEvidence
	survey DateDecision // of the part that was looked at in advance
	latest DateDecision
	asOf   int // rows after which latest was made

	txns        numbers
	printed     printed
	pasted      pastedRows
	surveying   bool        // of the first part of the file
	bookDoubts  []FileDoubt // about its sheets
	bodyNumbers *numbers    // of the body's other files, if known
	fixedTurned bool        // dates that a program wrote were turned round
	counter     rowCounter
	carry       int32 // what rounding took off so far, in millionths of a penny
	reasons     map[Reason]int
	err         error
	done        bool
}

// NewReader returns a reader that has recognised the format by the content and
// found the headings. It reads what a gzip file and a ZIP archive of one file hold;
// an archive of several is for [Ledger.Read]. A file that cannot be read is a
// [*FormatError] or a [*LimitError].
func NewReader(r io.Reader, o Options) (*Reader, error) {
	return NewReaderContext(context.Background(), r, o)
}

// NewReaderContext is [NewReader] for a caller who may give up: once the context is
// done, the reader stops with its error.
func NewReaderContext(ctx context.Context, r io.Reader, o Options) (*Reader, error) {
	if o.MaxProblems == 0 {
		o.MaxProblems = 1000
	}
	return newReader(ctx, r, o)
}

func newReader(ctx context.Context, r io.Reader, o Options) (*Reader, error) {
	s := &scanner{r: r, eol: '\n', comma: ','}
	s.begin()
	if s.err != nil {
		return nil, s.err
	}
	rd := &Reader{ctx: ctx, opt: o, reasons: map[Reason]int{}}
	rd.row.reader = rd
	rd.file.Name = o.Name
	rd.file.Format = detect(s.buf[:s.end])
	rd.dates.given, rd.dates.hint = o.Order, monthInName(o.Name)
	switch whole := io.MultiReader(bytes.NewReader(s.buf[:s.end]), r); rd.file.Format {
	case CSV:
		if err := rd.openText(s); err != nil {
			return nil, err
		}
	case GZIP:
		return rd.openGzip(whole)
	default:
		packed, err := rd.hold(whole)
		if err != nil {
			return nil, err
		}
		if rd.file.Format == ZIP {
			return rd.openZIP(packed)
		}
		if err := rd.openSheets(packed); err != nil {
			return nil, err
		}
	}
	if err := rd.look(); err != nil {
		return nil, errors.Join(err, rd.src.close())
	}
	return rd, nil
}

// look surveys the first part of the file for evidence that all rows depend on, and
// goes back.
func (r *Reader) look() error {
	first := r.layout
	r.surveying = true
	for {
		if err := r.gone(); err != nil {
			return err
		}
		err := r.src.next(&r.rec)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		r.judge()
	}
	if r.layout == nil {
		return formatError(r.opt.Name, Prose)
	}
	if !r.layout.has(Amount) {
		return r.layout.withoutAmounts(r.opt.Name, r.file.Format)
	}
	r.survey = r.dates.decide()
	r.fixedTurned = r.dates.fixedTurned()
	given, hint := r.dates.given, r.dates.hint
	txns := r.txns
	r.dates = orderEvidence{given: given, hint: hint}
	r.latest, r.asOf = r.survey, 0
	r.counter, r.reasons, r.file.Problems = rowCounter{}, map[Reason]int{}, nil
	r.file.HeaderLine, r.file.Headings, r.file.Columns, r.file.VAT, r.file.HiddenRows = 0, nil, nil, "", 0
	r.file.Doubts, r.row.Sheet = slices.Clone(r.bookDoubts), ""
	txns.bare.settle()
	r.surveying, r.printed = false, printed{}
	r.beginSheet()
	r.txns, r.carry = txns, 0
	r.layout = first
	if first != nil {
		r.describe(first, 0)
	}
	return r.src.rewind(true)
}

// decision returns the order of the dates as far as the file was read.
func (r *Reader) decision() *DateDecision {
	return &r.latest
}

// redecide updates the decision once the rows outnumber those of the survey.
func (r *Reader) redecide() {
	seen := r.dates.dayOnly + r.dates.monthOnly + r.dates.ambiguous
	if seen > r.survey.DayFirst+r.survey.MonthFirst+r.survey.Ambiguous && seen >= r.asOf+4096 {
		r.latest, r.asOf = r.dates.decide(), seen
	}
}

// gone returns the error of the context, looking once in a while.
func (r *Reader) gone() error {
	if r.steps++; r.steps%256 != 0 {
		return nil
	}
	return r.ctx.Err()
}

// Rows returns every row of the file in order, including headings, blanks and
// remarks. After an error there are no more rows. It can be ranged over once.
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
	err := r.gone()
	if err == nil {
		err = r.src.next(&r.rec)
	}
	if err != nil {
		r.done = true
		if err != io.EOF {
			r.err = err
		}
		r.err = errors.Join(r.err, r.src.close())
		if r.err == nil {
			r.checkTotals()
			r.checkDates()
			r.checkPasted()
		}
		return false
	}
	r.judge()
	r.counter.add(&r.row)
	if r.row.Kind == Payment {
		r.pasted.add(&r.row)
	}
	if r.counter.overflow {
		r.done, r.err = true, errors.Join(errTooMuch, r.src.close())
		return false
	}
	if r.row.Reason != "" || r.row.doubt != 0 {
		r.note()
	}
	return true
}
