package workbook

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// appendUnescaped appends text with its references replaced. A reference that XML
// does not know is left as it is.
func appendUnescaped(s, b []byte) []byte {
	for {
		n := bytes.IndexByte(b, '&')
		if n < 0 {
			return append(s, b...)
		}
		s = append(s, b[:n]...)
		b = b[n:]
		end := bytes.IndexByte(b[:min(len(b), longestReference)], ';')
		if r := reference(b, end); r >= 0 {
			s = utf8.AppendRune(s, r)
			b = b[end+1:]
			continue
		}
		s = append(s, '&')
		b = b[1:]
	}
}

// reference returns the character that b[:end] refers to, or -1.
func reference(b []byte, end int) rune {
	if end < 2 {
		return -1
	}
	name := string(b[1:end])
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	if name[0] != '#' {
		return -1
	}
	base, digits := 10, name[1:]
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return -1
	}
	return rune(n)
}
