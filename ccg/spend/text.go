package spend

import (
	"strings"
	"unicode/utf8"
)

// windows1252 holds the characters of the bytes 0x80 to 0x9F; those from 0xA0 are
// the same as in Unicode. Undefined bytes become U+FFFD.
var windows1252 = [32]rune{
	'€', '\ufffd', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\ufffd', 'Ž', '\ufffd',
	'\ufffd', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\ufffd', 'ž', 'Ÿ',
}

// clean returns a cell's text as UTF-8. Invalid bytes are read as Windows-1252. Runs
// of spaces of every sort and control characters become one ordinary space, and are
// removed at both ends. It removes the apostrophe that a spreadsheet puts before
// text that begins like a formula.
func clean(b []byte) string { return string(appendClean(nil, b)) }

// appendClean appends the text of a cell as [clean] returns it.
func appendClean(s, b []byte) []byte {
	b = trim(b)
	if len(b) > 1 && b[0] == '\'' && formula(string(b[1:])) {
		b = b[1:]
	}
	plain, space := true, false
	for _, c := range b {
		if c < ' ' || c > '~' || c == ' ' && space {
			plain = false
			break
		}
		space = c == ' '
	}
	if plain {
		return append(s, b...)
	}
	start := len(s)
	valid, pending := utf8.Valid(b), false
	for len(b) > 0 {
		r, n := rune(b[0]), 1
		switch {
		case r < utf8.RuneSelf:
		case valid:
			r, n = utf8.DecodeRune(b)
		case r < 0xa0:
			r = windows1252[r-0x80]
		}
		b = b[n:]
		if r <= ' ' || r == 0x7f || isSpace(r) {
			pending = len(s) > start
			continue
		}
		if pending {
			s = append(s, ' ')
			pending = false
		}
		s = utf8.AppendRune(s, r)
	}
	return s
}

// visible returns text without marks that have no width, and with spaces of every sort
// as ordinary ones.
func visible(b []byte) []byte {
	out := make([]byte, 0, len(b))
	valid := utf8.Valid(b)
	for len(b) > 0 {
		r, n := rune(b[0]), 1
		switch {
		case r < utf8.RuneSelf:
		case valid:
			r, n = utf8.DecodeRune(b)
		case r < 0xa0:
			r = windows1252[r-0x80]
		}
		b = b[n:]
		switch {
		case r == 0xad || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f || r == 0xfeff:
		case r == 0xa0 || 0x2000 <= r && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000:
			out = append(out, ' ')
		case 0x2010 <= r && r <= 0x2015 || r == 0x2212:
			out = append(out, '-')
		case r == 0x2044 || r == 0x2215:
			out = append(out, '/')
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// formula reports whether a spreadsheet would read the text as a formula, or as text
// with an apostrophe against that.
func formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
}

// words returns the text in capitals as words of letters and digits. An ampersand
// becomes the word AND, an apostrophe is dropped, and everything else separates
// words.
func words(s string) []string {
	var list []string
	var w strings.Builder
	end := func() {
		if w.Len() > 0 {
			list = append(list, w.String())
			w.Reset()
		}
	}
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			w.WriteRune(r - 'a' + 'A')
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			w.WriteRune(r)
		case r == '&' || r == '+':
			end()
			list = append(list, "AND")
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´':
		case r > utf8.RuneSelf && isLetter(r):
			w.WriteString(strings.ToUpper(string(r)))
		default:
			end()
		}
	}
	end()
	return list
}

// beginsWord reports whether a word of the text begins with one of the marks, which
// are in capitals. Signs and foreign letters separate words here, so it errs on the
// side of finding too much.
func beginsWord(s string, marks []string) bool {
	inside := false
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		word := 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if word && !inside {
			for _, m := range marks {
				if m[0] == c && len(s)-i >= len(m) && strings.EqualFold(s[i:i+len(m)], m) {
					return true
				}
			}
		}
		inside = word
	}
	return false
}

func isLetter(r rune) bool { return r >= 0xc0 && r < 0x250 && r != 0xd7 && r != 0xf7 }

// distance returns how many letters must be inserted, deleted, replaced or swapped
// with their neighbour to turn a into b, or most+1 if more than most.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	const longest = 40
	if len(a) > longest || len(b) > longest {
		if a == b {
			return 0
		}
		return most + 1
	}
	var rows [3][longest + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], most+1)
}
