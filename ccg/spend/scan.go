package spend

import (
	"bytes"
	"encoding/binary"
	"io"
	"math/bits"
	"unicode/utf8"
)

// Bounds on one row. A spreadsheet cell holds 32,767 characters and a sheet
// 16,384 columns, so no honest file comes near them.
const (
	maxCell   = 128 << 10 // bytes of a quoted cell
	maxRecord = 1 << 20   // bytes of a row
	maxCells  = 16384
	bufSize   = 256 << 10
)

// A record is one row as the file holds it. The cells are good until the next.
type record struct {
	cells  [][]byte
	rest   []byte // of the line, behind the cells that are wanted at once, uncut
	comma  byte   // that divides rest
	width  int    // cells in all
	line   int    // the first physical line, from 1
	lines  int    // physical lines
	fault  Reason // why the row could not be cut into cells
	doubt  doubt
	sheet  string
	hidden bool
	number bool // cells are those of a workbook: numbers are binary written out
}

// A scanner cuts delimited text into records. It holds no more than one buffer,
// which grows to maxRecord at most.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
	err      error // of the reader, other than io.EOF

	comma, eol byte
	want       int // cells that are cut at once; 0 is all
	line       int // physical lines so far
	scratch    []byte
	unclosed   int // quotation marks that nothing closed
	nul        bool
	frozen     bool // the buffer must not change
	encoding   encodingCheck
}

// fill reads more, or reports false where there is no more or no room for it.
func (s *scanner) fill() bool {
	if s.eof || s.frozen {
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxRecord {
			return false
		}
		bigger := make([]byte, max(bufSize, 2*len(s.buf)))
		copy(bigger, s.buf[:s.end])
		s.buf = bigger
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			n, err = 0, io.ErrNoProgress
		}
		added := s.buf[s.end : s.end+n]
		s.end += n
		s.encoding.add(added)
		s.nul = s.nul || bytes.IndexByte(added, 0) >= 0
		if err != nil {
			s.eof = true
			s.encoding.finish()
			if err != io.EOF {
				s.err = err
			}
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	s.eof, s.err = true, io.ErrNoProgress
	return false
}

// begin fills the buffer with the first part of the file and freezes it.
func (s *scanner) begin() {
	for s.end < bufSize && s.fill() {
	}
	s.frozen = true
}

// next reads the next record. It returns io.EOF after the last, or the error of
// the reader after what came before it.
func (s *scanner) next(rec *record) error {
	for {
		if s.pos == s.end && !s.fill() {
			if s.err != nil {
				return s.err
			}
			return io.EOF
		}
		rec.cells, rec.rest, rec.fault, rec.doubt = rec.cells[:0], nil, "", 0
		s.scratch = s.scratch[:0]
		n, ok := s.parse(rec)
		if !ok {
			if s.end-s.pos < maxRecord && s.fill() {
				continue
			}
			if s.frozen {
				return io.EOF
			}
			if s.err != nil {
				return s.err
			}
			if s.end-s.pos < maxRecord {
				continue // now at the end of the file, where parse always succeeds
			}
			return s.tooLong(rec)
		}
		if s.nul && bytes.IndexByte(s.buf[s.pos:s.pos+n], 0) >= 0 {
			rec.doubt |= doubtNUL
		}
		s.pos += n
		rec.line = s.line + 1
		s.line += rec.lines
		return nil
	}
}

// tooLong passes over a record that does not fit.
func (s *scanner) tooLong(rec *record) error {
	rec.cells, rec.rest, rec.width, rec.fault = rec.cells[:0], nil, 0, LineTooLong
	rec.line = s.line + 1
	held := s.buf[s.pos:s.end]
	if i := bytes.LastIndexByte(held, s.eol); i >= 0 {
		rec.lines = bytes.Count(held[:i+1], []byte{s.eol})
		s.pos += i + 1
	} else {
		rec.lines = 1
		for {
			s.pos = s.end
			if !s.fill() {
				break
			}
			if i := bytes.IndexByte(s.buf[s.pos:s.end], s.eol); i >= 0 {
				s.pos += i + 1
				break
			}
		}
	}
	s.line += rec.lines
	return nil
}

// parse cuts the record at s.pos into cells and returns its length with the line
// end. It reports false where it needs more of the file to do so.
func (s *scanner) parse(rec *record) (int, bool) {
	p := s.buf[s.pos:s.end]
	end := bytes.IndexByte(p, s.eol)
	if end < 0 && !s.eof {
		return 0, false
	}
	rec.lines = 1
	line, length := p, len(p)
	if end >= 0 {
		line, length = p[:end], end+1
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if s.cut(rec, line) {
		if rec.width > maxCells {
			rec.fault = TooManyCells
		}
		return length, true
	}
	rec.cells, rec.rest = rec.cells[:0], nil
	s.scratch = s.scratch[:0]
	return s.parseQuoted(rec, p, end)
}

// complete cuts the rest of the line.
func (r *record) complete() {
	for rest := r.rest; rest != nil; {
		i := bytes.IndexByte(rest, r.comma)
		if i < 0 {
			r.cells = append(r.cells, rest)
			break
		}
		r.cells = append(r.cells, rest[:i])
		rest = rest[i+1:]
	}
	r.rest = nil
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
	lows  = highs - ones // 0x7f in every byte
)

// matches returns 0x80 in every byte of v that is nought.
func matches(v uint64) uint64 { return ^((v&lows + lows) | v | lows) }

// cut cuts one line into cells, eight bytes at a time, as far as they are wanted.
// It reports false where a quotation mark stands anywhere but around a whole cell
// or doubled within one: that takes a closer look.
func (s *scanner) cut(rec *record, line []byte) bool {
	cells, rest := rec.cells, line
	if i := bytes.IndexByte(line, '"'); i < 0 {
		cells, rest = s.cutPlain(cells, line)
	} else {
		var ok bool
		if cells, rest, ok = s.cutQuoted(cells, line); !ok {
			return false
		}
	}
	rec.cells, rec.rest, rec.comma, rec.width = cells, rest, s.comma, len(cells)
	if rest != nil {
		rec.width += 1 + bytes.Count(rest, []byte{s.comma})
	}
	return true
}

// cutPlain is cut for a line without quotation marks. Rest is nil if nothing is
// left.
func (s *scanner) cutPlain(cells [][]byte, line []byte) (_ [][]byte, rest []byte) {
	commas, start := ones*uint64(s.comma), 0
	for i := 0; i < len(line); i += 8 {
		var v uint64
		if i+8 <= len(line) {
			v = binary.LittleEndian.Uint64(line[i:])
		} else {
			v = tail(line[i:])
		}
		for found := matches(v ^ commas); found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)>>3
			cells = append(cells, line[start:at])
			start = at + 1
			if len(cells) == s.want || len(cells) > maxCells {
				return cells, line[start:]
			}
		}
	}
	return append(cells, line[start:]), nil
}

func (s *scanner) cutQuoted(cells [][]byte, line []byte) (_ [][]byte, rest []byte, ok bool) {
	commas, quotes := ones*uint64(s.comma), uint64(ones*'"')
	start, marks := 0, 0 // of the cell
	for i := 0; i < len(line); i += 8 {
		var v uint64
		if i+8 <= len(line) {
			v = binary.LittleEndian.Uint64(line[i:])
		} else {
			v = tail(line[i:])
		}
		found, quoted := matches(v^commas), matches(v^quotes)
		for found |= quoted; found != 0; found &= found - 1 {
			bit := bits.TrailingZeros64(found)
			at := i + bit>>3
			if quoted>>bit&1 != 0 {
				marks++
				continue
			}
			cell := line[start:at]
			if marks > 0 {
				if marks&1 != 0 {
					continue // the delimiter is inside a quoted cell
				}
				if cell, ok = s.unquote(cell, marks); !ok {
					return cells, nil, false
				}
				marks = 0
			}
			cells = append(cells, cell)
			start = at + 1
			if len(cells) > maxCells || len(cells) == s.want && bytes.IndexByte(line[start:], '"') < 0 {
				return cells, line[start:], true
			}
		}
	}
	last := line[start:]
	if marks > 0 {
		if last, ok = s.unquote(last, marks); !ok {
			return cells, nil, false
		}
	}
	return append(cells, last), nil, true
}

// tail loads up to eight bytes. Those that are missing are nought, which is no
// mark.
func tail(b []byte) (v uint64) {
	if len(b) == 8 {
		return binary.LittleEndian.Uint64(b)
	}
	for i, c := range b {
		v |= uint64(c) << (8 * i)
	}
	return v
}

// unquote takes the marks off a cell that holds so many of them.
func (s *scanner) unquote(cell []byte, marks int) ([]byte, bool) {
	n := len(cell)
	if marks&1 != 0 || cell[0] != '"' || cell[n-1] != '"' {
		return nil, false
	}
	cell = cell[1 : n-1]
	if marks == 2 {
		return cell, true
	}
	for rest := cell; ; {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			return s.unescape(cell), true
		}
		if i+1 == len(rest) || rest[i+1] != '"' {
			return nil, false
		}
		rest = rest[i+2:]
	}
}

// parseQuoted is parse for a record with a quotation mark in its first line,
// which ends at end, or at the end of p if end is negative.
func (s *scanner) parseQuoted(rec *record, p []byte, end int) (int, bool) {
	cells := rec.cells
	i := 0
	for {
		lineEnd := end
		if lineEnd < 0 {
			lineEnd = len(p)
		}
		var cell []byte
		next := -1 // index of the delimiter or line end behind the cell
		open := i
		for open < lineEnd && p[open] == ' ' {
			open++
		}
		if open < lineEnd && p[open] == '"' {
			var result quoted
			cell, next, result = s.quotedCell(p, open, lineEnd)
			switch result {
			case quotedMore:
				return 0, false
			case quotedBare:
				rec.doubt |= doubtQuote
				next = -1
			}
			if next > lineEnd {
				rec.lines += bytes.Count(p[i:next], []byte{s.eol})
				end = -1
				if j := bytes.IndexByte(p[next:], s.eol); j >= 0 {
					end = next + j
				} else if !s.eof {
					return 0, false
				}
				lineEnd = end
				if lineEnd < 0 {
					lineEnd = len(p)
				}
			}
		}
		if next < 0 {
			if j := bytes.IndexByte(p[i:lineEnd], s.comma); j >= 0 {
				next = i + j
			} else {
				next = lineEnd
			}
			cell = p[i:next]
			if n := len(cell); next == lineEnd && n > 0 && cell[n-1] == '\r' {
				cell = cell[:n-1]
			}
		}
		cells = append(cells, cell)
		if len(cells) > maxCells {
			rec.fault = TooManyCells
			next = lineEnd
		}
		if next >= lineEnd {
			rec.cells, rec.width = cells, len(cells)
			if end < 0 {
				return len(p), true
			}
			return end + 1, true
		}
		i = next + 1
	}
}

type quoted int

const (
	quotedCell quoted = iota
	quotedBare        // the mark opens nothing
	quotedMore        // more of the file is needed to tell
)

// maxUnclosed is how many quotation marks may stay open before the rest of the
// file is taken to have no cell of several lines.
const maxUnclosed = 1000

// quotedCell reads the cell that the mark at open begins. It returns the index
// of the delimiter or line end behind it.
func (s *scanner) quotedCell(p []byte, open, lineEnd int) ([]byte, int, quoted) {
	limit, whole := len(p), s.eof
	if limit > open+maxCell {
		limit, whole = open+maxCell, true
	}
	if s.unclosed > maxUnclosed && limit > lineEnd {
		limit, whole = lineEnd, true
	}
	bare := func() ([]byte, int, quoted) {
		s.unclosed++
		return nil, -1, quotedBare
	}
	start, k, doubled := open+1, open+1, false
	for {
		j := bytes.IndexByte(p[k:limit], '"')
		if j < 0 {
			if !whole {
				return nil, 0, quotedMore
			}
			return bare()
		}
		k += j
		if k+1 == len(p) && !s.eof {
			return nil, 0, quotedMore
		}
		if k+1 < len(p) && p[k+1] == '"' {
			doubled = true
			k = min(k+2, limit)
			continue
		}
		break
	}
	cell := p[start:k]
	if doubled {
		cell = s.unescape(cell)
	}
	after := k + 1
	for after < len(p) && p[after] == ' ' {
		after++
	}
	if after+1 >= len(p) && !s.eof {
		return nil, 0, quotedMore
	}
	switch {
	case after == len(p) || p[after] == s.comma || p[after] == s.eol:
		return cell, after, quotedCell
	case p[after] == '\r' && (after+1 == len(p) || p[after+1] == s.eol):
		return cell, after + 1, quotedCell
	case k > lineEnd:
		// A cell of several lines that ends in the middle of a word: the mark that
		// seems to close it opens another cell.
		return bare()
	}
	// Text behind the closing mark belongs to the cell.
	next := lineEnd
	if j := bytes.IndexByte(p[k:lineEnd], s.comma); j >= 0 {
		next = k + j
	}
	from := len(s.scratch)
	s.scratch = append(append(s.scratch, cell...), p[k+1:next]...)
	if n := len(s.scratch); next == lineEnd && n > from && s.scratch[n-1] == '\r' {
		s.scratch = s.scratch[:n-1]
	}
	return s.scratch[from:], next, quotedCell
}

// unescape halves doubled quotation marks.
func (s *scanner) unescape(cell []byte) []byte {
	from := len(s.scratch)
	for {
		i := bytes.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		s.scratch = append(s.scratch, cell[:i+1]...)
		cell = cell[min(i+2, len(cell)):]
	}
	s.scratch = append(s.scratch, cell...)
	return s.scratch[from:]
}

// An encodingCheck follows whether the text is ASCII or UTF-8.
type encodingCheck struct {
	beyondASCII bool
	broken      bool
	rest        [utf8.UTFMax]byte // the start of a character that the last piece cut
	held        int
}

func (e *encodingCheck) add(b []byte) {
	if e.broken {
		return
	}
	if e.held > 0 {
		for e.held < utf8.UTFMax && len(b) > 0 && !utf8.FullRune(e.rest[:e.held]) {
			e.rest[e.held] = b[0]
			e.held++
			b = b[1:]
		}
		if !utf8.FullRune(e.rest[:e.held]) {
			return
		}
		if !utf8.Valid(e.rest[:e.held]) {
			e.broken = true
			return
		}
		e.held = 0
	}
	// Leave an unfinished character at the end to the next piece.
	cut := len(b)
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
				cut = len(b) - i
			}
			break
		}
	}
	e.held = copy(e.rest[:], b[cut:])
	e.beyondASCII = e.beyondASCII || e.held > 0 || !ascii(b[:cut])
	e.broken = e.beyondASCII && !utf8.Valid(b[:cut])
}

func (e *encodingCheck) finish() {
	if e.held > 0 {
		e.broken = true
	}
}

func ascii(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
