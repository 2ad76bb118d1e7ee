package spend

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Bounds on a workbook, which unlike text has to be held while it is read. They
// are some twenty times what a year of a large body takes up, and keep the memory
// in use below 64 MiB.
const (
	maxPacked   = 4 << 20  // bytes of the file
	maxUnpacked = 16 << 20 // bytes of what it unpacks to
	maxStrings  = 60_000   // distinct texts
	maxRows     = 1 << 20  // rows of a sheet, as many as Excel has
	surveyRows  = 2000     // of a workbook that are looked at in advance
)

// A workbook is an open XLSX file as a source of records, sheet after sheet.
type workbook struct {
	name     string
	file     *excelize.File
	sheets   []string
	from1904 bool

	sheet  int // of the rows, an index of sheets
	rows   *excelize.Rows
	line   int
	read   int // records since the last rewind
	frozen bool
	arena  []byte
}

// openWorkbook reads the whole file, within bounds.
func openWorkbook(r io.Reader, name string) (*workbook, error) {
	packed, err := io.ReadAll(io.LimitReader(r, maxPacked+1))
	if err != nil {
		return nil, err
	}
	if len(packed) > maxPacked {
		return nil, &LimitError{What: "bytes of workbook", Limit: maxPacked}
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", formatError(name, Binary), err)
	}
	if err := inspect(z, name); err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(bytes.NewReader(packed), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, fmt.Errorf("%s: the workbook is damaged: %w", name, err)
	}
	w := &workbook{name: name, file: file, frozen: true}
	if p, err := file.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		w.from1904 = *p.Date1904
	}
	return w, nil
}

// inspect holds the archive to the bounds, and to well-formed sheets: the reader
// of workbooks stops without a word where a sheet breaks off.
func inspect(z *zip.Reader, name string) error {
	var unpacked uint64
	isBook := false
	for _, f := range z.File {
		if unpacked += f.UncompressedSize64; unpacked > maxUnpacked || f.UncompressedSize64 > maxUnpacked {
			return &LimitError{What: "bytes of workbook once unpacked", Limit: maxUnpacked}
		}
		isBook = isBook || strings.EqualFold(f.Name, "xl/workbook.xml")
		if f.Name == "content.xml" {
			return formatError(name, ODS)
		}
	}
	if !isBook {
		return formatError(name, ZIP)
	}
	for _, f := range z.File {
		part := strings.ToLower(f.Name)
		texts := part == "xl/sharedstrings.xml"
		if !texts && !strings.HasPrefix(part, "xl/worksheets/") || !strings.HasSuffix(part, ".xml") {
			continue
		}
		if err := inspectPart(f, texts); err != nil {
			if limit, ok := errors.AsType[*LimitError](err); ok {
				return limit
			}
			return fmt.Errorf("%s: the workbook is damaged in %s: %w", name, f.Name, err)
		}
	}
	return nil
}

func inspectPart(f *zip.File, texts bool) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	depth, found := 0, 0
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			if depth != 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if texts && t.Name.Local == "si" {
				if found++; found > maxStrings {
					return &LimitError{What: "different texts in the workbook", Limit: maxStrings}
				}
			}
		case xml.EndElement:
			depth--
		}
	}
}

// choose finds the sheets with a table of payments: those that are not hidden
// or, if there is none, those that are.
func (w *workbook) choose() error {
	var shown, hidden []string
	for _, sheet := range w.file.GetSheetList() {
		has, err := w.hasHeadings(sheet)
		if err != nil {
			return err
		}
		if !has {
			continue
		}
		if visible, err := w.file.GetSheetVisible(sheet); err == nil && !visible {
			hidden = append(hidden, sheet)
		} else {
			shown = append(shown, sheet)
		}
	}
	if w.sheets = shown; len(shown) == 0 {
		w.sheets = hidden
	}
	if len(w.sheets) == 0 {
		e := &FormatError{Name: w.name, Format: XLSX, Advice: "a workbook without headings such as Date, Supplier and Amount near the top of any sheet: check that it is the right file"}
		return e
	}
	return nil
}

func (w *workbook) hasHeadings(sheet string) (bool, error) {
	one := workbook{name: w.name, file: w.file, sheets: []string{sheet}}
	defer one.closeRows()
	var rec record
	for range searchLines {
		err := one.next(&rec)
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if l, ok := readHeadings(rec.cells); ok {
			return l.has(Amount) || guessColumns(one.ahead(30)) != nil, nil
		}
	}
	return false, nil
}

func (w *workbook) names() []string { return w.sheets }

// next reads the next row of the chosen sheets.
func (w *workbook) next(rec *record) error {
	if w.frozen && w.read >= surveyRows {
		return io.EOF
	}
	for {
		if w.rows == nil {
			if w.sheet >= len(w.sheets) {
				return io.EOF
			}
			rows, err := w.file.Rows(w.sheets[w.sheet])
			if err != nil {
				return fmt.Errorf("sheet %q: %w", w.sheets[w.sheet], err)
			}
			w.rows, w.line = rows, 0
		}
		if !w.rows.Next() {
			if err := errors.Join(w.rows.Error(), w.closeRows()); err != nil {
				return fmt.Errorf("sheet %q: %w", w.sheets[w.sheet], err)
			}
			w.sheet++
			continue
		}
		w.line++
		if w.line > maxRows {
			return &LimitError{What: "rows in a sheet", Limit: maxRows}
		}
		columns, err := w.rows.Columns()
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", w.sheets[w.sheet], w.line, err)
		}
		w.read++
		rec.cells, rec.fault, rec.doubt = rec.cells[:0], "", 0
		rec.line, rec.lines, rec.sheet, rec.hidden, rec.number = w.line, 1, w.sheets[w.sheet], w.rows.GetRowOpts().Hidden, true
		w.arena = w.arena[:0]
		for _, c := range columns {
			from := len(w.arena)
			w.arena = append(w.arena, c...)
			rec.cells = append(rec.cells, w.arena[from:len(w.arena):len(w.arena)])
		}
		rec.width = len(rec.cells)
		return nil
	}
}

func (w *workbook) closeRows() error {
	if w.rows == nil {
		return nil
	}
	err := w.rows.Close()
	w.rows = nil
	return err
}

func (w *workbook) rewind(thaw bool) error {
	err := w.closeRows()
	w.sheet, w.line, w.read, w.frozen = 0, 0, 0, !thaw
	return err
}

func (w *workbook) ahead(n int) [][][]byte {
	if w.sheet >= len(w.sheets) {
		return nil
	}
	one := workbook{name: w.name, file: w.file, sheets: w.sheets[w.sheet : w.sheet+1]}
	defer one.closeRows()
	var rec record
	var sample [][][]byte
	for len(sample) < n {
		if err := one.next(&rec); err != nil {
			break
		}
		if rec.line > w.line {
			sample = append(sample, cloneCells(rec.cells))
		}
	}
	return sample
}

func (w *workbook) close() error { return errors.Join(w.closeRows(), w.file.Close()) }
