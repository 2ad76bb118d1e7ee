package workbook

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// HTML opens web pages with tables, which some programs save under the name .xls. Each
// table is a sheet. It has no state, so one HTML serves any number of readers at once.
type HTML struct {
	// Limits are the limits of each file; the zero Limits are the defaults.
	Limits Limits
}

// Format returns [spend.HTML].
func (HTML) Format() spend.Format { return spend.HTML }

// Open opens a page. Browsers read any mark-up, and so does this; a page beyond the
// limits is a [*spend.LimitError].
func (h HTML) Open(ctx context.Context, file []byte) (spend.Book, error) {
	r := htmlReader{ctx: ctx, heldBook: newHeldBook(h.Limits), page: utf8Page(file)}
	if limit := r.tally.limits.Unpacked; int64(len(r.page)) > limit {
		return nil, &spend.LimitError{What: "bytes of page", Limit: limit}
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	r.unpacked = int64(len(r.page))
	return r.heldBook, nil
}

// utf8Page returns a page in UTF-16 as UTF-8, and any other as it is.
func utf8Page(b []byte) []byte {
	little := bytes.HasPrefix(b, []byte("\xff\xfe"))
	if !little && !bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return b
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		low, high := b[i], b[i+1]
		if !little {
			low, high = high, low
		}
		units = append(units, uint16(high)<<8|uint16(low))
	}
	return []byte(string(utf16.Decode(units)))
}

// An htmlReader reads the tables of a page.
type htmlReader struct {
	ctx context.Context
	*heldBook
	page  []byte
	pos   int
	name  string // of the tag, in small letters
	attrs []byte
	close bool

	tables []*htmlTable // within one another, the innermost last
}

// An htmlTable is a table that is being read.
type htmlTable struct {
	*heldSheet
	row     int // from 1
	hidden  bool
	column  int
	spans   []htmlSpan // cells of rows above that reach into this one, by column
	passed  int        // of spans
	next    []htmlSpan // those that reach into the next, as far as is known
	inCell  bool
	text    []byte
	value   []byte // in place of the text
	rowspan int
	colspan int
}

// An htmlSpan is columns that a cell of an earlier row takes.
type htmlSpan struct{ column, columns, last int }

func (r *htmlReader) read() error {
	for {
		n := bytes.IndexByte(r.page[r.pos:], '<')
		if n < 0 {
			n = len(r.page) - r.pos
		}
		if err := r.collect(r.page[r.pos : r.pos+n]); err != nil {
			return err
		}
		if r.pos += n; r.pos == len(r.page) {
			for len(r.tables) > 0 {
				if err := r.endTable(); err != nil {
					return err
				}
			}
			return nil
		}
		if !r.tag() {
			if err := r.collect([]byte("<")); err != nil {
				return err
			}
			r.pos++
			continue
		}
		if err := r.element(); err != nil {
			return err
		}
	}
}

// collect adds text to the cell that is open.
func (r *htmlReader) collect(b []byte) error {
	if len(b) == 0 || len(r.tables) == 0 {
		return nil
	}
	t := r.tables[len(r.tables)-1]
	if !t.inCell {
		return nil
	}
	if len(t.text)+len(b) > maxCellText {
		return &spend.LimitError{What: "bytes in a cell", Limit: maxCellText}
	}
	t.text = append(t.text, b...)
	return nil
}

// tag takes a tag, or what else stands in angle brackets. It reports false if the
// bracket is just text.
func (r *htmlReader) tag() bool {
	b := r.page[r.pos:]
	r.name, r.attrs, r.close = "", nil, false
	if bytes.HasPrefix(b, []byte("<!--")) {
		end := bytes.Index(b, []byte("-->"))
		if end < 0 {
			r.pos = len(r.page)
			return true
		}
		r.pos += end + 3
		return true
	}
	i := 1
	if i < len(b) && b[i] == '/' {
		r.close = true
		i++
	}
	if i == len(b) || !isLetter(b[i]) && b[i] != '!' && b[i] != '?' {
		return false
	}
	begin, quote := i, byte(0)
	for ; i < len(b); i++ {
		c := b[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			if b[i-1] == '=' {
				quote = c
			}
			continue
		case c != '>':
			continue
		}
		break
	}
	whole := b[begin:i]
	r.pos += min(i+1, len(b))
	n := 0
	for n < len(whole) && n < 20 && whole[n] > ' ' && whole[n] != '/' {
		n++
	}
	r.name, r.attrs = string(bytes.ToLower(whole[:n])), whole[n:]
	return true
}

func isLetter(c byte) bool { c |= 'a' - 'A'; return 'a' <= c && c <= 'z' }

// element does what a tag says.
func (r *htmlReader) element() error {
	var t *htmlTable
	if n := len(r.tables); n > 0 {
		t = r.tables[n-1]
	}
	switch {
	case r.name == "script" || r.name == "style" || r.name == "title":
		if !r.close {
			r.skipRaw()
		}
		return nil
	case r.name == "table" && !r.close:
		return r.beginTable()
	case t == nil:
		return nil
	}
	switch r.name {
	case "table":
		return r.endTable()
	case "tr":
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.endRow(t); err != nil || r.close {
			return err
		}
		t.row++
		t.column, t.hidden = 0, r.conceals()
	case "td", "th":
		if err := r.endCell(t); err != nil || r.close {
			return err
		}
		return r.beginCell(t)
	case "br", "p", "div", "li":
		return r.collect([]byte(" "))
	}
	return nil
}

// skipRaw goes to the end of an element that holds no mark-up.
func (r *htmlReader) skipRaw() {
	end := append([]byte("</"), r.name...)
	for i := r.pos; i+len(end) <= len(r.page); i++ {
		n := bytes.IndexByte(r.page[i:], '<')
		if n < 0 {
			break
		}
		if i += n; i+len(end) <= len(r.page) && bytes.EqualFold(r.page[i:i+len(end)], end) {
			r.pos = i
			return
		}
	}
	r.pos = len(r.page)
}

func (r *htmlReader) beginTable() error {
	if len(r.tables) == maxDepth {
		return fmt.Errorf("more than %d tables stand within one another", maxDepth)
	}
	s, err := r.add(fmt.Sprintf("table %d", len(r.sheets)+1), false)
	if err != nil {
		return err
	}
	r.tables = append(r.tables, &htmlTable{heldSheet: s})
	return nil
}

func (r *htmlReader) endTable() error {
	t := r.tables[len(r.tables)-1]
	err := r.endRow(t)
	r.tables = r.tables[:len(r.tables)-1]
	return err
}

func (r *htmlReader) endRow(t *htmlTable) error {
	if err := r.endCell(t); err != nil || t.row == 0 {
		return err
	}
	ended := t.column == 0 // before, by its own end
	r.passSpans(t, math.MaxInt)
	t.spans, t.next, t.passed = t.next, t.spans[:0], 0
	if err := r.tally.count(len(t.spans), 0); err != nil { // they are work in each row
		return err
	}
	t.column = 0
	if ended {
		return nil
	}
	return r.end(t.heldSheet, t.row, 1, t.hidden)
}

func (r *htmlReader) beginCell(t *htmlTable) error {
	t.row = max(t.row, 1)
	r.passSpans(t, t.column)
	if t.column >= maxColumns {
		return fmt.Errorf("%s, row %d has more than %d cells", t.Name, t.row, maxColumns)
	}
	t.inCell, t.text, t.value = true, t.text[:0], nil
	t.rowspan, t.colspan = r.span("rowspan", maxRows), r.span("colspan", 1000)
	for _, name := range [...]string{"x:num", "sdval"} {
		if value := r.attr(name); len(value) > 0 {
			if _, err := strconv.ParseFloat(string(value), 64); err == nil {
				t.value = value
			}
		}
	}
	return nil
}

func (r *htmlReader) endCell(t *htmlTable) error {
	if !t.inCell {
		return nil
	}
	t.inCell = false
	from := len(r.text)
	r.text = appendPlain(r.text, t.text)
	if t.value != nil {
		r.text = append(r.text[:from], t.value...)
	}
	if len(r.text) > from {
		if err := r.set(t.heldSheet, t.column, from); err != nil {
			return fmt.Errorf("%s, row %d: %w", t.Name, t.row, err)
		}
		if t.rowspan > 1 {
			t.merges = append(t.merges, merge{t.row, t.row + t.rowspan - 1, t.column})
		}
	}
	if t.rowspan > 1 {
		t.next = append(t.next, htmlSpan{t.column, t.colspan, t.row + t.rowspan - 1})
	}
	t.column += t.colspan
	return nil
}

// passSpans goes to the first column from one on that no cell of a row above takes.
func (r *htmlReader) passSpans(t *htmlTable, column int) {
	for t.passed < len(t.spans) && t.spans[t.passed].column <= column {
		s := t.spans[t.passed]
		t.passed++
		column = max(column, s.column+s.columns)
		if s.last > t.row {
			t.next = append(t.next, s)
		}
	}
	t.column = column
}

// appendPlain appends the text of a cell as a browser shows it: with references replaced
// and spaces joined. In a page that is not UTF-8 only plain references are.
func appendPlain(s, b []byte) []byte {
	if utf8.Valid(b) {
		b = []byte(html.UnescapeString(string(b)))
	} else {
		b = appendUnescaped(nil, bytes.ReplaceAll(b, []byte("&nbsp;"), []byte(" ")))
	}
	return append(s, bytes.Join(bytes.Fields(b), []byte(" "))...)
}

// span reads the number of rows or columns that a cell takes.
func (r *htmlReader) span(name string, most int) int {
	n, err := strconv.Atoi(string(bytes.TrimSpace(r.attr(name))))
	if err != nil {
		return 1
	}
	return max(1, min(n, most))
}

// conceals reports whether the style of the tag hides it.
func (r *htmlReader) conceals() bool {
	style := bytes.ReplaceAll(bytes.ToLower(r.attr("style")), []byte(" "), nil)
	return bytes.Contains(style, []byte("display:none"))
}

// attr returns the value of an attribute of the tag, with quotation marks or without.
func (r *htmlReader) attr(name string) []byte {
	b := r.attrs
	for {
		b = bytes.TrimLeft(b, " \t\r\n/")
		n := bytes.IndexAny(b, "= \t\r\n/")
		if n < 0 {
			return nil
		}
		key := b[:n]
		if b[n] != '=' {
			b = b[n+1:]
			continue
		}
		b = b[n+1:]
		var value []byte
		if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
			end := bytes.IndexByte(b[1:], b[0])
			if end < 0 {
				return nil
			}
			value, b = b[1:end+1], b[end+2:]
		} else {
			end := bytes.IndexAny(b, " \t\r\n")
			if end < 0 {
				end = len(b)
			}
			value, b = b[:end], b[end:]
		}
		if bytes.EqualFold(key, []byte(name)) {
			return value
		}
	}
}
