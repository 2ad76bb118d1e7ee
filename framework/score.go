package framework

import (
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Score is an exact number of marks, from -1,000,000 to 1,000,000, with up to four
// decimals. The zero Score is no marks. Scores compare with ==. Negative marks can be
// read, so that a rule can report them.
type Score struct{ units int64 }

const (
	scorePlaces = 4
	scoreUnit   = 10_000
	maxScore    = 1_000_000
	scoreWant   = "a number of at most 1000000 with up to four decimals, such as 7.5"
)

// ParseScore returns the marks that the text gives: digits, up to four decimals, and an
// optional minus sign. The error is a [*nhs.ParseError].
func ParseScore(s string) (Score, error) {
	fail := func() (Score, error) {
		return Score{}, nhs.NewParseError("score", s, -1, scoreWant)
	}
	unsigned, negative := strings.CutPrefix(s, "-")
	whole, decimals, point := strings.Cut(unsigned, ".")
	if whole == "" || len(whole) > len("1000000") || point && decimals == "" || len(decimals) > scorePlaces {
		return fail()
	}
	digits := whole + decimals + "0000"[len(decimals):]
	var units int64
	for i := range len(digits) {
		c := digits[i]
		if c < '0' || c > '9' {
			return fail()
		}
		units = units*10 + int64(c-'0')
	}
	if units > maxScore*scoreUnit {
		return fail()
	}
	if negative {
		units = -units
	}
	return Score{units}, nil
}

// MustParseScore is [ParseScore] for constants and tests: it panics on an error.
func MustParseScore(s string) Score {
	v, err := ParseScore(s)
	if err != nil {
		panic(err)
	}
	return v
}

// String returns the marks with only the decimals they need: 7.5.
func (s Score) String() string {
	units, sign := s.units, ""
	if units < 0 {
		units, sign = -units, "-"
	}
	text := sign + strconv.FormatInt(units/scoreUnit, 10)
	if rest := units % scoreUnit; rest != 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(scoreUnit+rest, 10)[1:], "0")
	}
	return text
}

// Compare returns -1, 0 or +1 if s is less than, equal to or more than o.
func (s Score) Compare(o Score) int {
	switch {
	case s.units < o.units:
		return -1
	case s.units > o.units:
		return 1
	}
	return 0
}

// Equal reports whether both are the same marks. It serves go-cmp.
func (s Score) Equal(o Score) bool { return s == o }

// MarshalText writes the form of String, so that JSON has the marks as a string.
func (s Score) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [ParseScore] reads.
func (s *Score) UnmarshalText(text []byte) error {
	v, err := ParseScore(string(text))
	if err != nil {
		return err
	}
	*s = v
	return nil
}

// UnmarshalJSON reads a string or a number by the rules of [ParseScore].
func (s *Score) UnmarshalJSON(data []byte) error {
	text := string(data)
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		text = text[1 : len(text)-1]
	}
	return s.UnmarshalText([]byte(text))
}
