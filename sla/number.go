package sla

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Number is an exact decimal number with up to six decimals, such as a target, a count
// or a number of hours. Its size is below a million million. The zero Number is 0, a
// known number; use a nil *Number for an unknown one. Numbers compare with ==.
type Number struct{ millionths int64 }

const (
	numberDecimals = 6
	numberUnit     = 1_000_000
	maxNumber      = 1_000_000_000_000*numberUnit - 1 // millionths
	numberWant     = "a decimal number below 1000000000000 with up to six decimals, such as 97.5"
)

// ParseNumber returns the number that the text gives: digits, up to six decimals, and an
// optional minus sign, as in 97.5, 100 or -0.25. The error is a [*nhs.ParseError].
func ParseNumber(s string) (Number, error) {
	fail := func(at int) (Number, error) {
		if len(s) > 64 {
			s = strings.ToValidUTF8(s[:64], "") + "…"
		}
		return Number{}, &nhs.ParseError{Type: "number", Input: s, Offset: at, Want: numberWant}
	}
	if len(s) > 40 {
		return fail(-1)
	}
	digits := strings.TrimPrefix(s, "-")
	skipped := len(s) - len(digits)
	whole, decimals, point := strings.Cut(digits, ".")
	if whole == "" || point && decimals == "" {
		return fail(len(s) - len(decimals))
	}
	var n int64
	for i := range len(digits) {
		c := digits[i]
		if c == '.' && i == len(whole) {
			continue
		}
		if c < '0' || c > '9' {
			return fail(skipped + i)
		}
		if i > len(whole)+numberDecimals || n > maxNumber/10 {
			return fail(skipped + i)
		}
		n = n*10 + int64(c-'0')
	}
	for range numberDecimals - len(decimals) {
		if n > maxNumber/10 {
			return fail(-1)
		}
		n *= 10
	}
	if skipped > 0 {
		n = -n
	}
	return Number{n}, nil
}

// MustParseNumber is [ParseNumber] for constants and tests: it panics on an
// error.
func MustParseNumber(s string) Number {
	f, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return f
}

// Sign returns -1, 0 or +1 for a number below, equal to or above zero.
func (f Number) Sign() int { return cmp.Compare(f.millionths, 0) }

// Compare returns -1, 0 or +1 if f is less than, equal to or more than o.
func (f Number) Compare(o Number) int { return cmp.Compare(f.millionths, o.millionths) }

// Equal reports whether both are the same number. It serves go-cmp.
func (f Number) Equal(o Number) bool { return f == o }

// String returns the number with only the decimals that it needs: 97.5.
func (f Number) String() string {
	n, b := f.millionths, make([]byte, 0, 24)
	if n < 0 {
		n, b = -n, append(b, '-')
	}
	b = strconv.AppendInt(b, n/numberUnit, 10)
	if rest := n % numberUnit; rest != 0 {
		decimals := strconv.FormatInt(rest+numberUnit, 10) // a 1 and six digits
		b = append(b, '.')
		b = append(b, strings.TrimRight(decimals[1:], "0")...)
	}
	return string(b)
}

// MarshalText writes the form of String.
func (f Number) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what [ParseNumber] reads.
func (f *Number) UnmarshalText(text []byte) error {
	v, err := ParseNumber(string(text))
	if err != nil {
		return err
	}
	*f = v
	return nil
}

// UnmarshalJSON reads a string or a number by the rules of [ParseNumber]. It
// refuses exponents and null.
func (f *Number) UnmarshalJSON(data []byte) error {
	text := string(data)
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		text = text[1 : len(text)-1]
	}
	return f.UnmarshalText([]byte(text))
}

// rat returns the number as an exact fraction.
func (f Number) rat() *big.Rat { return big.NewRat(f.millionths, numberUnit) }

// roundNumber returns x to six decimals, half away from zero, and whether a Number can
// hold it.
func roundNumber(x *big.Rat) (Number, bool) {
	n, ok := roundRat(new(big.Rat).Mul(x, big.NewRat(numberUnit, 1)))
	if !ok || n > maxNumber || n < -maxNumber {
		return Number{}, false
	}
	return Number{n}, true
}

// roundRat returns x to the nearest whole number, half away from zero, and whether an
// int64 can hold it.
func roundRat(x *big.Rat) (int64, bool) {
	twice := new(big.Int).Lsh(x.Num(), 1)
	if x.Sign() >= 0 {
		twice.Add(twice, x.Denom())
	} else {
		twice.Sub(twice, x.Denom())
	}
	twice.Quo(twice, new(big.Int).Lsh(x.Denom(), 1))
	return twice.Int64(), twice.IsInt64()
}
