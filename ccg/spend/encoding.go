package spend

import (
	"encoding/binary"
	"unicode/utf8"
)

func (e *encodingCheck) name() string {
	switch {
	case e.broken:
		return "Windows-1252"
	case e.beyondASCII:
		return "UTF-8"
	}
	return "ASCII"
}

// An encodingCheck tracks whether the text is ASCII or UTF-8.
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
		if binary.LittleEndian.Uint64(b)&highs != 0 {
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
