package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// texts are those that cells share, one behind the other.
type texts struct {
	all  string
	ends []int
}

// at returns a text by its number, and whether there is one.
func (t *texts) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.all[from:t.ends[i]], true
}

func (t *texts) load(a *archive, name string) (err error) {
	p, err := a.open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	var all []byte
	for {
		switch k, err := p.next(); {
		case err == io.EOF:
			t.all = string(all)
			return nil
		case err != nil:
			return inPart(name, err)
		case k != startTag || p.depth() != 2 || string(p.name) != "si":
			continue
		}
		if int64(len(t.ends)) == a.limits.Texts {
			return &spend.LimitError{What: "texts that cells share", Limit: a.limits.Texts}
		}
		if all, err = richText(p.lexer, all); err != nil {
			return inPart(name, err)
		}
		t.ends = append(t.ends, len(all))
	}
}

// richText appends the text of the element whose start tag was given last, from all
// its runs but not from the readings of Japanese characters, and goes behind it.
func richText(l *lexer, s []byte) ([]byte, error) {
	depth, from, within := l.depth(), len(s), 0
	for l.depth() >= depth {
		t, err := l.next()
		if err != nil {
			return s, err
		}
		switch t {
		case startTag:
			switch string(l.name) {
			case "rPh":
				if err := l.skip(); err != nil {
					return s, err
				}
			case "t":
				within = l.depth()
			}
		case endTag:
			if l.depth() < within {
				within = 0
			}
		case text:
			if within > 0 {
				s = l.appendText(s)
			}
		}
		if len(s)-from > maxCellText {
			return s, &spend.LimitError{What: "bytes in a cell", Limit: maxCellText}
		}
	}
	return append(s[:from], unescapeControls(s[from:])...), nil
}

// unescapeControls replaces, in place, characters written as _x000D_: XML has no other way
// to write most control characters.
func unescapeControls(s []byte) []byte {
	const size = len("_x000D_")
	to := bytes.Index(s, []byte("_x"))
	if to < 0 {
		return s
	}
	for from := to; from < len(s); {
		if c := s[from:]; len(c) >= size && c[0] == '_' && c[1] == 'x' && c[size-1] == '_' {
			if n, err := strconv.ParseUint(string(c[2:size-1]), 16, 16); err == nil && utf8.ValidRune(rune(n)) {
				to += utf8.EncodeRune(s[to:from+size], rune(n))
				from += size
				continue
			}
		}
		s[to] = s[from]
		to++
		from++
	}
	return s[:to]
}
