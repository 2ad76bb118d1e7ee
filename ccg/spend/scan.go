package spend

import (
	"bytes"
	"io"
)

// The limits of a row. A spreadsheet cell holds 32,767 characters and a sheet
// 16,384 columns, so no genuine file comes near them.
const (
	maxCell   = 128 << 10 // bytes of a quoted cell
	maxRecord = 1 << 20   // bytes of a row
	maxCells  = 16384
	bufSize   = 256 << 10
)

// A record is one raw row of the file. The cells are valid until the next record.
// The cells of a regular row of text are marked, and cut only on request.
type record struct {
	cells   [][]byte // unless marked
	marked  bool
	text    []byte   // of a marked row
	starts  []uint16 // of its cells in text, and where one behind the last would start
	scratch []byte   // cells whose quotation marks were doubled
	width   int      // cells in all
	line    int      // the first physical line, from 1
	lines   int      // physical lines
	fault   Reason   // why the row could not be cut into cells
	doubt   doubt
	sheet   string
	hidden  bool
	number  bool // cells are those of a workbook: numbers are binary written out
	merged  []MergedCell
}

// A scanner splits delimited text into records. It holds one buffer that grows to
// maxRecord at most.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
	err      error // of the reader, other than io.EOF

	comma, eol byte
	line       int // physical lines so far
	scratch    []byte
	unclosed   int // quotation marks that nothing closed
	nul        bool
	frozen     bool // the buffer must not change
	encoding   encodingCheck
}

// fill reads more, or reports false if there is no more text or no room for it.
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

// next reads the next record. After the last it returns io.EOF, or the error of the
// reader.
func (s *scanner) next(rec *record) error {
	for {
		if s.pos == s.end && !s.fill() {
			if s.err != nil {
				return s.err
			}
			return io.EOF
		}
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

// tooLong skips a record that does not fit.
func (s *scanner) tooLong(rec *record) error {
	rec.cells, rec.marked, rec.width, rec.fault = rec.cells[:0], false, 0, LineTooLong
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

// parse splits the record at s.pos into cells and returns its length including the
// line end. It reports false if it needs more of the file.
func (s *scanner) parse(rec *record) (int, bool) {
	rec.cells, rec.scratch, rec.fault, rec.doubt = rec.cells[:0], rec.scratch[:0], "", 0
	p := s.buf[s.pos:s.end]
	if n, ok := s.mark(rec, p); ok {
		return n, true
	}
	rec.marked, rec.lines = false, 1
	s.scratch = s.scratch[:0]
	end := bytes.IndexByte(p, s.eol)
	if end < 0 && !s.eof {
		return 0, false
	}
	return s.parseIrregular(rec, p, end)
}

// parseIrregular parses any record. Its first line ends at end, or at the end of p
// if end is negative.
func (s *scanner) parseIrregular(rec *record, p []byte, end int) (int, bool) {
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

// maxUnclosed is how many quotation marks may stay open before the rest of the file
// counts as having no multi-line cells.
const maxUnclosed = 1000

// quotedCell reads the cell that begins with the mark at open. It returns the index
// of the delimiter or line end after it.
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
		// A multi-line cell that ends inside a word: the mark that seems to close it
		// opens another cell.
		return bare()
	}
	// Text after the closing mark belongs to the cell.
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
	s.scratch = appendUnescaped(s.scratch, cell)
	return s.scratch[from:]
}

func appendUnescaped(s, cell []byte) []byte {
	for {
		i := bytes.IndexByte(cell, '"')
		if i < 0 {
			return append(s, cell...)
		}
		s = append(s, cell[:i+1]...)
		cell = cell[min(i+2, len(cell)):]
	}
}
