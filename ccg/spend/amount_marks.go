package spend

import "unicode/utf8"

// poundLen returns the length of a pound sign at the start of b, in UTF-8 or
// Windows-1252 or as other encodings and repairs left it.
func poundLen(b []byte) int {
	for _, mark := range [...]string{"£", "\xa3", "Â£", "\xc2\xa3", "œ", "\x9c", "Â", "ú", "\ufffd", "?", "GBP", "gbp"} {
		if len(b) >= len(mark) && string(b[:len(mark)]) == mark {
			return len(mark)
		}
	}
	return 0
}

// minusLen returns the length of a minus sign or dash other than '-'.
func minusLen(b []byte) int {
	for _, mark := range [...]string{"−", "–", "\x96"} {
		if len(b) >= len(mark) && string(b[:len(mark)]) == mark {
			return len(mark)
		}
	}
	return 0
}

// spaceLen returns the length of a space at the start of b, including no-break
// spaces in UTF-8 and Windows-1252 and marks that nobody sees.
func spaceLen(b []byte) int {
	switch c := b[0]; {
	case c == ' ' || c == '\t' || c == '\xa0' || c == '\n' || c == '\r':
		return 1
	case c < utf8.RuneSelf:
		return 0
	}
	if r, n := utf8.DecodeRune(b); n > 1 && isSpace(r) {
		return n
	}
	return 0
}

// spaceEndLen is spaceLen for the end of b. A byte that is a no-break space in
// Windows-1252 is the end of à or † in UTF-8. Letters that are in no name are
// Windows-1252 all the same: É and a no-break space.
func spaceEndLen(b []byte) int {
	switch c := b[len(b)-1]; {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		return 1
	case c < utf8.RuneSelf:
		return 0
	}
	r, n := utf8.DecodeLastRune(b)
	switch {
	case n > 1 && isSpace(r):
		return n
	case b[len(b)-1] == '\xa0' && (n == 1 || 0x180 <= r && r < 0x370):
		return 1
	}
	return 0
}

// isSpace reports whether a character beyond ASCII is a space or a mark that nobody
// sees.
func isSpace(r rune) bool {
	return 0x80 <= r && r <= 0xa0 || r == 0xad || 0x2000 <= r && r <= 0x200f || 0x2028 <= r && r <= 0x202f || 0x205f <= r && r <= 0x206f || r == 0x3000 || r == '\ufeff'
}

// trim removes spaces from both ends.
func trim(b []byte) []byte {
	for len(b) > 0 {
		n := spaceLen(b)
		if n == 0 {
			break
		}
		b = b[n:]
	}
	for len(b) > 0 {
		n := spaceEndLen(b)
		if n == 0 {
			break
		}
		b = b[:len(b)-n]
	}
	return b
}
