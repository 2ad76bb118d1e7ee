package nhs

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Percent is an exact percentage: 7.5 is 7.5%, not 750%. It has up to twelve decimals
// and is at most 1,000,000% above or below zero. The zero value is 0%. Percentages do not compare with ==: use [Percent.Equal] and
// [Percent.Compare].
type Percent struct {
	_ [0]func()

	// The exponent is from -12 to 0, and as near to 0 as it can be.
	d decimal.Decimal
}

var percentFigure = figure{name: "percent", places: 12, max: 1e18}

// ParsePercent reads a percentage with or without its sign or words: 7.5, 7.5%,
// 7.5 per cent. Spaces may stand around the number. The error is a
// [*ParseError].
func ParsePercent(s string) (Percent, error) {
	if len(s) > maxFigureText {
		return Percent{}, percentFigure.errTooLong(s)
	}
	start := skipSpaces(s, 0)
	number := strings.TrimRight(s[start:], spaces)
	for _, unit := range [...]string{"%", "per cent"} {
		if rest, ok := strings.CutSuffix(number, unit); ok {
			number = strings.TrimRight(rest, spaces)
			break
		}
	}
	units, err := percentFigure.parsePlain(number)
	if bad, ok := errors.AsType[*ParseError](err); ok {
		return Percent{}, NewParseError(bad.Type, s, start+bad.Offset, bad.Want)
	}
	return percentOfUnits(units), err
}

// MustParsePercent is [ParsePercent] for constants and tests: it panics on an
// error.
func MustParsePercent(s string) Percent {
	p, err := ParsePercent(s)
	if err != nil {
		panic(err)
	}
	return p
}

// PercentFromDecimal returns d as a percentage: 7.5 gives 7.5%. It is an error if d has more than twelve
// decimals or is out of bounds.
func PercentFromDecimal(d decimal.Decimal) (Percent, error) {
	units, err := percentFigure.fromDecimal(d, false)
	return percentOfUnits(units), err
}

// Ratio returns the part as a percentage of the whole, to a number of decimals from 0
// to 12, half of the last one away from zero. It is an error if the whole is zero or
// the result out of bounds.
func Ratio(part, whole Money, places int32) (Percent, error) {
	return ratio(part.Decimal(), whole.d, places)
}

// RatioOfCounts is [Ratio] for numbers of things, such as groups or customers.
func RatioOfCounts(part, whole int64, places int32) (Percent, error) {
	return ratio(decimal.NewFromInt(part), decimal.NewFromInt(whole), places)
}

func ratio(part, whole decimal.Decimal, places int32) (Percent, error) {
	if whole.Sign() == 0 {
		return Percent{}, errors.New("percentage of a whole that is zero: want a whole above or below zero")
	}
	if places < 0 || places > int32(percentFigure.places) {
		return Percent{}, fmt.Errorf("percent to %d decimals: want 0 to %d", places, percentFigure.places)
	}
	return PercentFromDecimal(part.Shift(2).DivRound(whole, places))
}

func percentOfUnits(units int64) Percent {
	if units == 0 {
		return Percent{}
	}
	exponent := int32(-percentFigure.places)
	for ; units%10 == 0 && exponent < 0; exponent++ {
		units /= 10
	}
	return Percent{d: decimal.New(units, exponent)}
}

// Decimal returns the percentage as a number: 7.5 for 7.5%.
func (p Percent) Decimal() decimal.Decimal { return p.d }

// Sign returns -1, 0 or +1 for a percentage below, at or above zero.
func (p Percent) Sign() int { return p.d.Sign() }

// Compare returns -1, 0 or +1 if p is less than, equal to or more than other.
func (p Percent) Compare(other Percent) int { return p.d.Cmp(other.d) }

// Equal reports whether both are the same percentage.
func (p Percent) Equal(other Percent) bool { return p.Compare(other) == 0 }

// String writes the percentage with its sign and only the decimals it needs:
// 7.5%.
func (p Percent) String() string {
	return string(append(p.appendNumber(make([]byte, 0, 24)), '%'))
}

func (p Percent) appendNumber(b []byte) []byte {
	return appendDecimal(b, p.d, decimalStyle{places: int(-p.d.Exponent())})
}

// AppendText appends the percentage without a sign: 7.5.
func (p Percent) AppendText(b []byte) ([]byte, error) { return p.appendNumber(b), nil }

// MarshalText writes the percentage without a sign: 7.5.
func (p Percent) MarshalText() ([]byte, error) {
	return p.AppendText(make([]byte, 0, 24))
}

// UnmarshalText reads digits with up to twelve decimals and an optional minus
// sign before them, nothing else. The error is a [*ParseError].
func (p *Percent) UnmarshalText(text []byte) error {
	units, err := percentFigure.parsePlain(string(text))
	if err != nil {
		return err
	}
	*p = percentOfUnits(units)
	return nil
}

// MarshalJSON writes the percentage as a string: "7.5".
func (p Percent) MarshalJSON() ([]byte, error) {
	return quoteText(p)
}

// UnmarshalJSON reads a string or a number with up to twelve decimals. It
// refuses exponents, percent signs, spaces and null. The error is a
// [*ParseError].
func (p *Percent) UnmarshalJSON(data []byte) error {
	units, err := percentFigure.parseJSON(data)
	if err != nil {
		return err
	}
	*p = percentOfUnits(units)
	return nil
}
