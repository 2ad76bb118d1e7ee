package spend

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
// spaces in UTF-8 and Windows-1252.
func spaceLen(b []byte) int {
	switch {
	case b[0] == ' ' || b[0] == '\t' || b[0] == '\xa0' || b[0] == '\n' || b[0] == '\r':
		return 1
	case len(b) > 1 && b[0] == '\xc2' && b[1] == '\xa0':
		return 2
	}
	return 0
}

func spaceEndLen(b []byte) int {
	n := len(b)
	switch c := b[n-1]; {
	case c == '\xa0' && n > 1 && b[n-2] == '\xc2':
		return 2
	case c == ' ' || c == '\t' || c == '\xa0' || c == '\n' || c == '\r':
		return 1
	}
	return 0
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
