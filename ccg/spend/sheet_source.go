package spend

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// The limits of a file of sheets, which unlike text is held while it is read.
const (
	maxPacked  = 4 << 20 // bytes of the file, by default
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
	queue  []queuedRow // read ahead, of the sheet that rows is of
}

// A queuedRow is a row that was read ahead, or the error there.
type queuedRow struct {
	SheetRow
	err error
}

// hold reads all of a file, within limits, if there is something to open it. It tells
// the format of an archive by what is in it.
func (r *Reader) hold(in io.Reader) ([]byte, error) {
	archive := r.file.Format == XLSX
	if !archive && r.file.Format != ZIP && r.opener() == nil {
		return nil, formatError(r.opt.Name, r.file.Format)
	}
	most := r.opt.maxBook()
	packed, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, err
	}
	tooLarge := int64(len(packed)) > most
	if archive && !tooLarge {
		if r.file.Format, err = archiveFormat(packed); err != nil {
			return nil, fmt.Errorf("%w: %w", formatError(r.opt.Name, Binary), err)
		}
	}
	switch {
	case r.file.Format != ZIP && r.opener() == nil:
		return nil, formatError(r.opt.Name, r.file.Format)
	case tooLarge && r.file.Format == ZIP:
		return nil, &LimitError{What: "bytes of archive", Limit: most}
	case tooLarge:
		return nil, &LimitError{What: "bytes of workbook", Limit: most}
	}
	return packed, nil
}

// openSheets opens a file of sheets and chooses the sheets.
func (r *Reader) openSheets(packed []byte) error {
	opener := r.opener()
	book, err := opener.Open(r.ctx, packed)
	if err != nil {
		return r.named(err)
	}
	if size, ok := book.(interface{ Unpacked() int64 }); ok && r.opt.within != nil {
		if err := r.opt.within.take(size.Unpacked()); err != nil {
			return errors.Join(err, book.Close())
		}
	}
	sheets, err := chooseSheets(book)
	if err != nil {
		return errors.Join(err, book.Close())
	}
	if len(sheets) == 0 && r.file.Format == HTML {
		return errors.Join(formatError(r.opt.Name, HTML), book.Close())
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
		row, err := s.take()
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
		rec.line, rec.lines, rec.sheet, rec.hidden, rec.merged = s.line, 1, name, row.Hidden, row.Merged
		s.fill(rec, row.Cells)
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

// take returns the next row of the sheet, read ahead or not.
func (s *sheetSource) take() (SheetRow, error) {
	if len(s.queue) == 0 {
		return s.rows.Next()
	}
	row := s.queue[0]
	s.queue = s.queue[1:]
	return row.SheetRow, row.err
}

func (s *sheetSource) closeRows() error {
	if s.rows == nil {
		return nil
	}
	err := s.rows.Close()
	s.rows, s.queue = nil, nil
	return err
}

func (s *sheetSource) rewind(thaw bool) error {
	err := s.closeRows()
	s.sheet, s.line, s.read, s.frozen = 0, 0, 0, !thaw
	return err
}

func (s *sheetSource) ahead(n int) [][][]byte {
	if s.rows == nil {
		return nil
	}
	for len(s.queue) < n && (len(s.queue) == 0 || s.queue[len(s.queue)-1].err == nil) {
		row, err := s.rows.Next()
		row.Cells, row.Merged = slices.Clone(row.Cells), slices.Clone(row.Merged)
		s.queue = append(s.queue, queuedRow{row, err})
	}
	var sample [][][]byte
	for _, row := range s.queue {
		if row.err != nil {
			break
		}
		cells := make([][]byte, min(len(row.Cells), 100))
		for i := range cells {
			cells[i] = []byte(row.Cells[i][:min(len(row.Cells[i]), 200)])
		}
		sample = append(sample, cells)
	}
	return sample
}

func (s *sheetSource) close() error { return errors.Join(s.closeRows(), s.book.Close()) }
