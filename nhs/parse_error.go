package nhs

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// A ParseError reports text that is not a value of the wanted type. Every
// ParseX function and UnmarshalText method of this package returns one, so
// that errors.As can tell a malformed value from any other failure.
type ParseError struct {
	// Type names what was being read: "amount of money", "date", "financial
	// year".
	Type string
	// Input is the text as given. A longer text is cut to its first 64 bytes, or up
	// to 3 fewer so as not to cut a character, and gets an ellipsis.
	Input string
	// Offset is the byte of the text as given at which reading failed, counted from
	// 0. It is the length of the text if more was expected, and -1 if no single byte
	// is to blame.
	Offset int
	// Want says what would have been accepted.
	Want string
}

// Error describes the text, the place and what was expected.
func (e *ParseError) Error() string {
	if e.Offset < 0 {
		return fmt.Sprintf("not a valid %s: %s: want %s", e.Type, strconv.Quote(e.Input), e.Want)
	}
	return fmt.Sprintf("not a valid %s: %s at byte %d: want %s", e.Type, strconv.Quote(e.Input), e.Offset, e.Want)
}

// NewParseError returns the error for text that is not a value of the type, with
// the text shortened as [ParseError.Input] says. It is for other types that are
// read from text.
func NewParseError(typ, input string, offset int, want string) *ParseError {
	return &ParseError{Type: typ, Input: shorten(input), Offset: offset, Want: want}
}

// shorten cuts a refused text to the part that an error repeats.
func shorten(s string) string {
	const most = 64 // bytes
	if len(s) <= most {
		return s
	}
	end := most
	for end > most-utf8.UTFMax+1 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
