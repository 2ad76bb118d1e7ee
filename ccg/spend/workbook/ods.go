package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// ODS opens OpenDocument spreadsheets. It has no state, so one ODS serves any number of
// readers at once.
type ODS struct {
	// Limits are the limits of each file; the zero Limits are the defaults.
	Limits Limits
}

// Format returns [spend.ODS].
func (ODS) Format() spend.Format { return spend.ODS }

// Open opens a spreadsheet. A damaged or encrypted one is an error that says where; one
// beyond the limits is a [*spend.LimitError].
func (o ODS) Open(ctx context.Context, file []byte) (_ spend.Book, err error) {
	a, err := openArchive(ctx, file, o.Limits.orDefaults())
	if err != nil {
		return nil, inPart("its directory", err)
	}
	const name = "content.xml"
	p, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	r := odsReader{part: p, heldBook: newHeldBook(o.Limits), concealed: map[string]bool{}}
	if err := r.read(); err != nil {
		if a.encrypted(name) {
			return nil, errors.New("the spreadsheet is encrypted: save it without a password")
		}
		return nil, inPart(name, err)
	}
	r.unpacked = a.unpacked
	return r.heldBook, nil
}

// encrypted reports whether the manifest says that a part is encrypted.
func (a *archive) encrypted(name string) bool {
	found, within := false, false
	err := a.each("meta-inf/manifest.xml", func(p *part) error {
		switch string(p.name) {
		case "file-entry":
			within = string(p.attr("full-path")) == name
		case "encryption-data":
			found = found || within
		}
		return nil
	})
	return err == nil && found
}

// An odsReader reads the content of a spreadsheet.
type odsReader struct {
	*part
	*heldBook
	concealed map[string]bool // styles of hidden sheets
}

func (r *odsReader) read() error {
	style := ""
	for {
		switch t, err := r.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case t != startTag:
			continue
		}
		switch string(r.name) {
		case "style":
			style = string(r.attr("name"))
		case "table-properties":
			if string(r.attr("display")) == "false" {
				r.concealed[style] = true
			}
		case "table":
			if err := r.table(); err != nil {
				return err
			}
		}
	}
}

// table reads a sheet.
func (r *odsReader) table() error {
	s, err := r.add(string(appendUnescaped(nil, r.attr("name"))), r.concealed[string(r.attr("style-name"))])
	if err != nil {
		return err
	}
	row := 0
	for depth := r.depth(); r.depth() >= depth; {
		t, err := r.next()
		if err != nil {
			return err
		}
		if t != startTag {
			continue
		}
		switch string(r.name) {
		case "table-row":
			times, err := r.times("number-rows-repeated")
			if err != nil {
				return err
			}
			if err := r.row(s, row+1, times); err != nil {
				return err
			}
			row += times
		case "table-header-rows", "table-rows", "table-row-group":
		default:
			if err := r.skip(); err != nil { // a form, a drawing, a table within
				return err
			}
		}
	}
	return nil
}

// times reads how often something stands.
func (r *odsReader) times(name string) (int, error) {
	value := r.attr(name)
	if value == nil {
		return 1, nil
	}
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 1 || n > 1<<24 {
		return 0, fmt.Errorf("%s is %.20q", name, value)
	}
	return n, nil
}

func (r *odsReader) row(s *heldSheet, number, repeat int) error {
	visibility := string(r.attr("visibility"))
	column := 0
	for depth := r.depth(); r.depth() >= depth; {
		t, err := r.next()
		if err != nil {
			return err
		}
		if t != startTag {
			continue
		}
		switch string(r.name) {
		case "table-cell", "covered-table-cell":
			times, err := r.times("number-columns-repeated")
			if err != nil {
				return err
			}
			if err := r.cell(s, number, column, times); err != nil {
				return fmt.Errorf("row %d, column %d: %w", number, column+1, err)
			}
			column += times
		default:
			if err := r.skip(); err != nil {
				return err
			}
		}
	}
	return r.end(s, number, repeat, visibility == "collapse" || visibility == "filter")
}

// cell reads a cell that stands a number of times.
func (r *odsReader) cell(s *heldSheet, row, column, repeat int) error {
	covered := string(r.name) == "covered-table-cell"
	span, err := r.times("number-rows-spanned")
	if err != nil {
		return err
	}
	from := len(r.heldBook.text)
	value := r.value()
	if err := r.cellText(value == nil); err != nil {
		return err
	}
	if value != nil {
		r.heldBook.text = append(r.heldBook.text[:from], value...)
	}
	if covered || len(r.heldBook.text) == from {
		r.heldBook.text = r.heldBook.text[:from]
		return nil
	}
	for i := range repeat {
		if err := r.set(s, column+i, from); err != nil {
			return err
		}
	}
	if span > 1 {
		s.merges = append(s.merges, merge{row, row + span - 1, column})
	}
	return nil
}

// value returns the value of a cell that is not a text, or nil. A value in another
// currency keeps its name, so that nobody takes it for pounds.
func (r *odsReader) value() []byte {
	switch string(r.attr("value-type")) {
	case "float", "percentage":
		return append([]byte(nil), r.attr("value")...)
	case "currency":
		value := append([]byte(nil), r.attr("value")...)
		if code := string(r.attr("currency")); code != "" && code != "GBP" {
			return append([]byte(code+" "), value...)
		}
		return value
	case "date":
		value, _, _ := bytes.Cut(r.attr("date-value"), []byte("T"))
		return append([]byte(nil), value...)
	case "boolean":
		if string(r.attr("boolean-value")) == "true" {
			return []byte("TRUE")
		}
		return []byte("FALSE")
	}
	return nil
}

// cellText appends the paragraphs of the cell whose start tag was given last, if they
// are wanted, and goes behind it.
func (r *odsReader) cellText(wanted bool) error {
	b, depth, paragraphs := r.heldBook, r.depth(), 0
	for r.depth() >= depth {
		t, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case !wanted && t == startTag:
			err = r.skip()
		case t == text && r.depth() > depth:
			b.text = r.appendText(b.text)
		case t != startTag:
		default:
			switch string(r.name) {
			case "p":
				if paragraphs++; paragraphs > 1 {
					b.text = append(b.text, '\n')
				}
			case "s", "tab", "line-break":
				b.text = append(b.text, ' ')
			case "span", "a":
			default:
				err = r.skip() // a comment, a drawing
			}
		}
		if err != nil {
			return err
		}
		if len(b.text) > int(min(r.tally.limits.Text, 1<<40)) {
			return &spend.LimitError{What: "bytes of text in its cells", Limit: r.tally.limits.Text}
		}
	}
	return nil
}
