package spend

import (
	"bytes"
	"io"
)

// openText opens delimited text: encoding, line ends, delimiter, headings.
func (r *Reader) openText(s *scanner) error {
	head := s.buf[:s.end]
	if order := utf16Order(head); order != nil {
		r.file.Encoding = "UTF-16"
		*s = scanner{r: &utf16Reader{r: io.MultiReader(bytes.NewReader(head), s.r), order: order}, eol: '\n', comma: ','}
		s.begin()
		if s.err != nil {
			return s.err
		}
	}
	if bytes.HasPrefix(s.buf[:s.end], []byte("\xef\xbb\xbf")) {
		s.pos = 3
	}
	head = s.buf[s.pos:s.end]
	// An old Macintosh file ends its lines with CR, and may have LF in its cells.
	if returns := bytes.Count(head, []byte("\r")); returns > 2*bytes.Count(head, []byte("\n")) && !bytes.Contains(head, []byte("\r\n")) {
		s.eol = '\r'
	}
	text := &textSource{scanner: s, start: s.pos}
	r.src = text
	best, bestFound := byte(','), -1
	var guess *layout
	for _, comma := range [...]byte{',', ';', '\t', '|'} {
		if bytes.IndexByte(head, comma) < 0 && comma != ',' {
			continue
		}
		s.comma = comma
		l, sample, err := r.findHeadings(text)
		if err != nil {
			return err
		}
		found := 0
		if l == nil {
			if l = guessColumns(sample); l != nil {
				found = 1
			}
		} else {
			found = 2 + l.found
		}
		if found > bestFound {
			best, bestFound, guess = comma, found, l
		}
	}
	if bestFound <= 0 {
		return formatError(r.opt.Name, Prose)
	}
	s.comma = best
	r.file.Delimiter = string(best)
	if bestFound == 1 {
		r.layout = guess
	}
	return nil
}

// searchLines is the number of rows at the start of a file that must show what it
// is.
const searchLines = 60

// findHeadings returns the first headings, or nil, and the rows it saw.
func (r *Reader) findHeadings(src rowSource) (*layout, [][][]byte, error) {
	var sample [][][]byte
	defer func() { r.rec.doubt, r.rec.fault = 0, "" }()
	for len(sample) < searchLines {
		err := src.next(&r.rec)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		r.rec.complete()
		var above [][]byte
		if len(sample) > 0 {
			above = sample[len(sample)-1]
		}
		if l, _ := headingsAt(above, r.rec.cells, src); l != nil {
			return l, sample, src.rewind(false)
		}
		sample = append(sample, cloneCells(r.rec.cells))
	}
	return nil, sample, src.rewind(false)
}

func cloneCells(cells [][]byte) [][]byte {
	list := make([][]byte, min(len(cells), 100))
	for i := range list {
		list[i] = bytes.Clone(cells[i][:min(len(cells[i]), 200)])
	}
	return list
}

// A textSource is delimited text.
type textSource struct {
	*scanner
	start int // of the text in the buffer while it is frozen
}

func (t *textSource) rewind(thaw bool) error {
	t.pos, t.line, t.unclosed = t.start, 0, 0
	t.frozen = !thaw
	return nil
}

func (t *textSource) close() error { return nil }

func (t *textSource) ahead(n int) [][][]byte {
	pos, line, unclosed := t.pos, t.line, t.unclosed
	var rec record
	var sample [][][]byte
	held := t.scratch
	for len(sample) < n {
		size, ok := t.parse(&rec)
		if !ok || size == 0 {
			break
		}
		rec.complete()
		sample = append(sample, cloneCells(rec.cells))
		t.pos += size
	}
	t.scratch = held
	t.pos, t.line, t.unclosed = pos, line, unclosed
	return sample
}
