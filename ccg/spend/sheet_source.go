package spend

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// The limits of a file of sheets, which unlike text is held while it is read.
const (
	maxPacked  = 4 << 20 // bytes of the file
	maxRows    = 1 << 20 // rows of a sheet, as many as Excel has
	surveyRows = 2000    // that are looked at in advance
)

// A sheetSource is an open book as a source of records, sheet after sheet.
type sheetSource struct {
	book     Book
	sheets   []string
	from1904 bool

	sheet  int // of the rows, an index of sheets
	rows   SheetRows
	line   int
	read   int // records since the last rewind
	frozen bool
	arena  []byte
}

// openSheets opens a file of sheets: it reads all of it, within limits, and chooses
// the sheets.
func (r *Reader) openSheets(in io.Reader) error {
	archive := r.file.Format == XLSX
	if !archive && r.opener() == nil {
		return formatError(r.opt.Name, r.file.Format)
	}
	packed, err := io.ReadAll(io.LimitReader(in, maxPacked+1))
	if err != nil {
		return err
	}
	if archive && len(packed) <= maxPacked {
		if r.file.Format, err = archiveFormat(packed); err != nil {
			return fmt.Errorf("%w: %w", formatError(r.opt.Name, Binary), err)
		}
	}
	opener := r.opener()
	if opener == nil {
		return formatError(r.opt.Name, r.file.Format)
	}
	if len(packed) > maxPacked {
		return &LimitError{What: "bytes of workbook", Limit: maxPacked}
	}
	book, err := opener.Open(packed)
	if err != nil {
		return r.named(err)
	}
	sheets, err := chooseSheets(book)
	if err != nil {
		return errors.Join(err, book.Close())
	}
	if len(sheets) == 0 {
		const advice = "a workbook without headings such as Date, Supplier and Amount near the top of any sheet: check that it is the right file"
		return errors.Join(&FormatError{Name: r.opt.Name, Format: r.file.Format, Advice: advice}, book.Close())
	}
	if len(sheets) > 1 && !r.opt.CountAll {
		if sheets, err = r.leaveOutRepeats(book, sheets); err != nil {
			return errors.Join(err, book.Close())
		}
	}
	r.src = &sheetSource{book: book, sheets: sheets, from1904: book.From1904(), frozen: true}
	r.file.Sheets = sheets
	return nil
}

// opener returns the caller's opener for the format of the file, or nil.
func (r *Reader) opener() Opener {
	i := slices.IndexFunc(r.opt.Formats, func(o Opener) bool { return o.Format() == r.file.Format })
	if i < 0 {
		return nil
	}
	return r.opt.Formats[i]
}

// named puts the name of the file before an error, unless there is no name or the
// error is a limit.
func (r *Reader) named(err error) error {
	if _, ok := errors.AsType[*LimitError](err); ok || r.opt.Name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", r.opt.Name, err)
}

// chooseSheets returns the sheets with a table of payments: the visible ones or, if
// there are none, the hidden ones.
func chooseSheets(book Book) ([]string, error) {
	var shown, hidden []string
	for _, sheet := range book.Sheets() {
		has, err := hasPayments(book, sheet.Name)
		switch {
		case err != nil:
			return nil, err
		case !has:
		case sheet.Hidden:
			hidden = append(hidden, sheet.Name)
		default:
			shown = append(shown, sheet.Name)
		}
	}
	if len(shown) == 0 {
		return hidden, nil
	}
	return shown, nil
}

// hasPayments reports whether headings of payments are near the top of a sheet.
func hasPayments(book Book, sheet string) (bool, error) {
	one := sheetSource{book: book, sheets: []string{sheet}}
	defer one.closeRows()
	var rec record
	var above [][]byte
	for range searchLines {
		err := one.next(&rec)
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if l, _ := headingsAt(above, rec.cells, &one); l != nil {
			return l.has(Amount) || guessColumns(one.ahead(30)) != nil, nil
		}
		above = cloneCells(rec.cells)
	}
	return false, nil
}

// next reads the next row of the chosen sheets.
func (s *sheetSource) next(rec *record) error {
	if s.frozen && s.read >= surveyRows {
		return io.EOF
	}
	for s.sheet < len(s.sheets) {
		name := s.sheets[s.sheet]
		if s.rows == nil {
			rows, err := s.book.Rows(name)
			if err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
			s.rows, s.line = rows, 0
		}
		cells, hidden, err := s.rows.Next()
		if err == io.EOF {
			if err := s.closeRows(); err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
			s.sheet++
			continue
		}
		s.line++
		if s.line > maxRows {
			return &LimitError{What: "rows in a sheet", Limit: maxRows}
		}
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", name, s.line, err)
		}
		s.read++
		rec.line, rec.lines, rec.sheet, rec.hidden = s.line, 1, name, hidden
		s.fill(rec, cells)
		return nil
	}
	return io.EOF
}

// fill sets the record to the cells of a row.
func (s *sheetSource) fill(rec *record, cells []string) {
	rec.cells, rec.fault, rec.doubt, rec.number = rec.cells[:0], "", 0, true
	s.arena = s.arena[:0]
	for _, c := range cells {
		from := len(s.arena)
		s.arena = append(s.arena, c...)
		rec.cells = append(rec.cells, s.arena[from:len(s.arena):len(s.arena)])
	}
	rec.width = len(rec.cells)
}

func (s *sheetSource) closeRows() error {
	if s.rows == nil {
		return nil
	}
	err := s.rows.Close()
	s.rows = nil
	return err
}

func (s *sheetSource) rewind(thaw bool) error {
	err := s.closeRows()
	s.sheet, s.line, s.read, s.frozen = 0, 0, 0, !thaw
	return err
}

func (s *sheetSource) ahead(n int) [][][]byte {
	if s.sheet >= len(s.sheets) {
		return nil
	}
	one := sheetSource{book: s.book, sheets: s.sheets[s.sheet : s.sheet+1]}
	defer one.closeRows()
	var rec record
	var sample [][][]byte
	for len(sample) < n {
		if err := one.next(&rec); err != nil {
			break
		}
		if rec.line > s.line {
			sample = append(sample, cloneCells(rec.cells))
		}
	}
	return sample
}

func (s *sheetSource) close() error { return errors.Join(s.closeRows(), s.book.Close()) }
