package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// XLSX opens workbooks of Excel 2007 and later, also those with macros. It has no
// state, so one XLSX serves any number of readers at once.
type XLSX struct {
	// Limits are the limits of each workbook; the zero Limits are the defaults.
	Limits Limits
}

// Format returns [spend.XLSX].
func (XLSX) Format() spend.Format { return spend.XLSX }

// Open opens a workbook. A damaged one is an error that says where; one beyond the
// limits is a [*spend.LimitError].
func (x XLSX) Open(ctx context.Context, file []byte) (spend.Book, error) {
	limits := x.Limits.orDefaults()
	a, err := openArchive(ctx, file, limits)
	if err != nil {
		if limit, ok := errors.AsType[*spend.LimitError](err); ok {
			return nil, limit
		}
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	b := &book{archive: a, tally: tally{limits: limits}}
	if err := b.load(); err != nil {
		return nil, err
	}
	return b, nil
}

// A book is an open workbook.
type book struct {
	archive  *archive
	tally    tally
	shared   texts
	sheets   []sheet
	from1904 bool
}

// A sheet is one sheet of a book.
type sheet struct {
	spend.Sheet
	part    string
	scanned bool
	scan
}

// load reads what the sheets need.
func (b *book) load() error {
	relations, err := b.archive.relationships("")
	if err != nil {
		return err
	}
	main, ok := relations.byKind["officeDocument"]
	if !ok {
		main = "xl/workbook.xml"
	}
	if relations, err = b.archive.relationships(main); err != nil {
		return err
	}
	if err := b.archive.each(main, func(p *part) error { return b.property(p, relations) }); err != nil {
		return err
	}
	if name, ok := relations.byKind["sharedStrings"]; ok {
		return b.shared.load(b.archive, name)
	}
	return nil
}

// property reads an element of the main part.
func (b *book) property(p *part, relations relationships) error {
	switch string(p.name) {
	case "workbookPr":
		v := p.attr("date1904")
		b.from1904 = string(v) == "1" || bytes.EqualFold(v, []byte("true"))
	case "sheet":
		r, ok := relations.byID[string(p.attr("id"))]
		if !ok {
			return fmt.Errorf("sheet %.40q leads nowhere", p.attr("name"))
		}
		if r.kind != "worksheet" {
			return nil // a chart, which has no rows
		}
		if int64(len(b.sheets)) == b.tally.limits.Sheets {
			return &spend.LimitError{What: "sheets", Limit: b.tally.limits.Sheets}
		}
		state := string(p.attr("state"))
		name := string(appendUnescaped(nil, p.attr("name")))
		if b.sheet(name) != nil {
			return fmt.Errorf("two sheets are named %.40q", name)
		}
		b.sheets = append(b.sheets, sheet{Sheet: spend.Sheet{Name: name, Hidden: strings.HasSuffix(strings.ToLower(state), "hidden")}, part: r.target})
	}
	return nil
}

func (b *book) sheet(name string) *sheet {
	for i := range b.sheets {
		if b.sheets[i].Name == name {
			return &b.sheets[i]
		}
	}
	return nil
}

func (b *book) Sheets() []spend.Sheet {
	list := make([]spend.Sheet, len(b.sheets))
	for i := range b.sheets {
		list[i] = b.sheets[i].Sheet
	}
	return list
}

// Rows goes through the whole sheet first, unless it was read before, so that no row
// is given of a sheet that is damaged or beyond the limits.
func (b *book) Rows(name string) (spend.SheetRows, error) {
	s := b.sheet(name)
	if s == nil {
		return nil, fmt.Errorf("there is no sheet %.40q", name)
	}
	if !s.scanned {
		if err := b.scanSheet(s); err != nil {
			return nil, err
		}
		s.scanned = true
	}
	if s.sorted != nil {
		return &sortedRows{rows: s.sorted, merges: newMerging(s.merges), columns: s.places}, nil
	}
	r, err := b.openRows(s)
	if err != nil {
		return nil, err
	}
	r.merges = newMerging(s.merges)
	return r, nil
}

func (b *book) From1904() bool { return b.from1904 }

func (b *book) Close() error { return nil }

// Unpacked returns the bytes of all parts.
func (b *book) Unpacked() int64 { return b.archive.unpacked }
