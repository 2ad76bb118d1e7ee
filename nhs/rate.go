package nhs

import (
	"github.com/shopspring/decimal"
)

// Rate is an exact number of pounds per head, with up to four decimals, such as
// the £25.00 running-cost allowance of a clinical commissioning group.
//
// The zero value is £0.00 per head, which is a known rate: use a nil *Rate for an
// unknown one. A rate is always below £1,000,000,000,000 per head in either
// direction. Rates do not compare with ==: use [Rate.Equal] and
// [Rate.Compare].
type Rate struct {
	_ [0]func()

	// The exponent is -4, except in the zero value.
	d decimal.Decimal
}

var rateFigure = figure{name: "rate", places: 4, max: 1e16 - 1}

// ParseRate reads pounds per head in the forms of [ParseMoney], with up to
// four decimals: £9.43, 24.7300. The error is a [*ParseError].
func ParseRate(s string) (Rate, error) {
	units, err := rateFigure.parsePublished(s)
	if err != nil {
		return Rate{}, err
	}
	return rateOfUnits(units), nil
}

// MustParseRate is [ParseRate] for constants and tests: it panics on an error.
func MustParseRate(s string) Rate {
	r, err := ParseRate(s)
	if err != nil {
		panic(err)
	}
	return r
}

// RateFromDecimal returns a rate of d pounds per head. It is an error if d has more
// than four decimals or is out of bounds.
func RateFromDecimal(d decimal.Decimal) (Rate, error) {
	units, err := rateFigure.fromDecimal(d, false)
	return rateOfUnits(units), err
}

func rateOfUnits(units int64) Rate {
	if units == 0 {
		return Rate{}
	}
	return Rate{d: decimal.New(units, -4)}
}

// Decimal returns the rate in pounds per head.
func (r Rate) Decimal() decimal.Decimal {
	if r.d.Exponent() == 0 {
		return decimal.New(0, -4)
	}
	return r.d
}

// Sign returns -1, 0 or +1 for a rate below, at or above zero.
func (r Rate) Sign() int { return r.d.Sign() }

// Compare returns -1, 0 or +1 if r is less than, equal to or more than other.
func (r Rate) Compare(other Rate) int { return r.d.Cmp(other.d) }

// Equal reports whether both are the same rate.
func (r Rate) Equal(other Rate) bool { return r.Compare(other) == 0 }

// Mul returns the amount for a number of people, to the nearest penny, half a penny
// away from zero.
func (r Rate) Mul(people int64) Money {
	return Money{d: r.Decimal().Mul(decimal.NewFromInt(people)).Round(2)}
}

// String writes the rate with pound sign, commas and two to four decimals:
// £9.43, £22.257.
func (r Rate) String() string {
	return string(appendDecimal(make([]byte, 0, 24), r.d,
		decimalStyle{symbol: "£", places: 4, minPlaces: 2, grouped: true}))
}

// AppendText appends the rate as digits with two to four decimals: 25.00.
func (r Rate) AppendText(b []byte) ([]byte, error) {
	return appendDecimal(b, r.d, decimalStyle{places: 4, minPlaces: 2}), nil
}

// MarshalText writes the rate as digits with two to four decimals: 22.257.
func (r Rate) MarshalText() ([]byte, error) {
	return r.AppendText(make([]byte, 0, 24))
}

// UnmarshalText reads digits with up to four decimals and an optional minus
// sign before them, nothing else. The error is a [*ParseError].
func (r *Rate) UnmarshalText(text []byte) error {
	units, err := rateFigure.parsePlain(string(text))
	if err != nil {
		return err
	}
	*r = rateOfUnits(units)
	return nil
}

// MarshalJSON writes the rate as a string with two to four decimals: "25.00".
func (r Rate) MarshalJSON() ([]byte, error) {
	return quoteText(r)
}

// UnmarshalJSON reads a string or a number with up to four decimals. It refuses
// exponents, pound signs, commas, spaces and null. The error is a [*ParseError].
func (r *Rate) UnmarshalJSON(data []byte) error {
	units, err := rateFigure.parseJSON(data)
	if err != nil {
		return err
	}
	*r = rateOfUnits(units)
	return nil
}
