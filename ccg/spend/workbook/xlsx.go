package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// The limits of a workbook, besides those of every file of sheets.
const (
	maxUnpacked = 16 << 20 // bytes of what it unpacks to
	maxStrings  = 60_000   // distinct texts
)

// XLSX opens workbooks of Excel 2007 and later. It has no state, so the zero XLSX
// serves any number of readers at once.
type XLSX struct{}

// Format returns [spend.XLSX].
func (XLSX) Format() spend.Format { return spend.XLSX }

// Open opens a workbook. An encrypted or damaged workbook is an error; one beyond
// the limits of this package is a [*spend.LimitError].
func (XLSX) Open(file []byte) (spend.Book, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, damaged(err)
	}
	if err := inspect(z); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, damaged(err)
	}
	return book{f}, nil
}

func damaged(err error) error { return fmt.Errorf("the workbook is damaged: %w", err) }

// A book is an open workbook.
type book struct{ file *excelize.File }

func (b book) Sheets() []spend.Sheet {
	var list []spend.Sheet
	for _, name := range b.file.GetSheetList() {
		visible, err := b.file.GetSheetVisible(name)
		list = append(list, spend.Sheet{Name: name, Hidden: err == nil && !visible})
	}
	return list
}

func (b book) Rows(sheet string) (spend.SheetRows, error) {
	r, err := b.file.Rows(sheet)
	if err != nil {
		return nil, err
	}
	return rows{r}, nil
}

func (b book) From1904() bool {
	p, err := b.file.GetWorkbookProps()
	return err == nil && p.Date1904 != nil && *p.Date1904
}

func (b book) Close() error { return b.file.Close() }

// rows are the rows of one sheet.
type rows struct{ *excelize.Rows }

func (r rows) Next() (cells []string, hidden bool, err error) {
	if !r.Rows.Next() {
		if err := r.Rows.Error(); err != nil {
			return nil, false, err
		}
		return nil, false, io.EOF
	}
	cells, err = r.Rows.Columns()
	return cells, r.Rows.GetRowOpts().Hidden, err
}

// inspect checks that the archive is within the limits and its sheets well formed:
// the workbook reader stops silently at the end of a truncated sheet.
func inspect(z *zip.Reader) error {
	var unpacked uint64
	for _, f := range z.File {
		if unpacked += f.UncompressedSize64; unpacked > maxUnpacked || f.UncompressedSize64 > maxUnpacked {
			return &spend.LimitError{What: "bytes of workbook once unpacked", Limit: maxUnpacked}
		}
	}
	for _, f := range z.File {
		part := strings.ToLower(f.Name)
		texts := part == "xl/sharedstrings.xml"
		if !texts && !strings.HasPrefix(part, "xl/worksheets/") || !strings.HasSuffix(part, ".xml") {
			continue
		}
		if err := inspectPart(f, texts); err != nil {
			if limit, ok := errors.AsType[*spend.LimitError](err); ok {
				return limit
			}
			return fmt.Errorf("the workbook is damaged in %s: %w", f.Name, err)
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
					return &spend.LimitError{What: "different texts in the workbook", Limit: maxStrings}
				}
			}
		case xml.EndElement:
			depth--
		}
	}
}
