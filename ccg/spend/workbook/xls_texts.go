package workbook

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A pieces reader goes through a record and those that continue it. A text that goes over
// the end of one says anew how wide its characters are.
type pieces struct {
	*xlsReader
	left []byte
}

var errTexts = errors.New("the workbook is damaged in the texts that cells share")

// more goes on to the next record, and reports whether it continues the last.
func (p *pieces) more() bool {
	at := p.pos
	kind, body := p.record()
	if kind != recordContinue {
		p.pos = at
		return false
	}
	p.left = body
	return true
}

// skip goes over n bytes.
func (p *pieces) skip(n int) error {
	for n > len(p.left) {
		n -= len(p.left)
		if !p.more() {
			return errTexts
		}
	}
	p.left = p.left[n:]
	return nil
}

// head returns the next n bytes, which are never in two records.
func (p *pieces) head(n int) ([]byte, error) {
	if len(p.left) == 0 && !p.more() || len(p.left) < n {
		return nil, errTexts
	}
	b := p.left[:n]
	p.left = p.left[n:]
	return b, nil
}

// readTexts reads the texts that cells share.
func (r *xlsReader) readTexts(body []byte) error {
	if len(body) < 8 {
		return errTexts
	}
	count := int64(u32(body, 4))
	if count > r.tally.limits.Texts {
		return &spend.LimitError{What: "texts that cells share", Limit: r.tally.limits.Texts}
	}
	p := pieces{r, body[8:]}
	for range count {
		from := len(r.text)
		if err := p.readText(); err != nil {
			return err
		}
		r.shared = append(r.shared, textRange{from, len(r.text)})
	}
	return nil
}

// readText appends one text.
func (p *pieces) readText() error {
	b, err := p.head(3)
	if err != nil {
		return err
	}
	const wide, reading, rich = 1, 4, 8
	chars, flags := u16(b, 0), b[2]
	behind := 0 // bytes after the characters
	if flags&rich != 0 {
		if b, err = p.head(2); err != nil {
			return err
		}
		behind = 4 * u16(b, 0)
	}
	if flags&reading != 0 {
		if b, err = p.head(4); err != nil {
			return err
		}
		behind += int(u32(b, 0) & 0x7fffffff)
	}
	for chars > 0 {
		width := 1 + int(flags&wide)
		n := min(chars, len(p.left)/width)
		p.text = appendUTF16(p.text, p.left[:n*width], width)
		p.left = p.left[n*width:]
		if chars -= n; chars == 0 {
			break
		}
		if len(p.left) > 0 || !p.more() || len(p.left) == 0 {
			return errTexts
		}
		flags, p.left = p.left[0], p.left[1:]
	}
	return p.skip(behind)
}

// appendUTF16 appends characters of one or two bytes as UTF-8.
func appendUTF16(s, b []byte, width int) []byte {
	if width == 1 {
		for _, c := range b {
			s = utf8.AppendRune(s, rune(c))
		}
		return s
	}
	for i := 0; i+1 < len(b); i += 2 {
		c := rune(u16(b, i))
		if utf16.IsSurrogate(c) && i+3 < len(b) {
			if pair := utf16.DecodeRune(c, rune(u16(b, i+2))); pair != utf8.RuneError {
				c, i = pair, i+2
			}
		}
		s = utf8.AppendRune(s, c)
	}
	return s
}
