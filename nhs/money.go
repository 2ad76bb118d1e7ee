package nhs

import (
	"fmt"
	"iter"

	"github.com/shopspring/decimal"
)

// Money is an exact amount of pounds sterling, in whole pence.
//
// The zero value is £0.00, which is a known amount: use a nil *Money for an unknown
// one. For that reason Money has no IsZero method.
//
// An amount that is read, from text, JSON, SQL or a decimal, must stay below
// £1,000,000,000,000,000 in either direction. Arithmetic has no bound: it is exact,
// and never fails or overflows. An amount beyond the bound that arithmetic made can
// be written but not read back.
//
// Money values do not compare with == and are not map keys: use [Money.Equal]
// and [Money.Compare].
type Money struct {
	_ [0]func()

	// The exponent is -2, except in the zero value.
	d decimal.Decimal
}

var moneyFigure = figure{name: "amount of money", places: 2, max: 1e17 - 1}

// ParseMoney reads an amount of pounds as published files write it, with up to two
// decimals. A pound sign and commas between groups of three digits are optional. A
// negative amount has a minus sign before or after it, or brackets around it.
// Ordinary and no-break spaces may stand around any of these:
//
//	£1,234.56   1234.5   .50   -£1.00   £-1.00   (12.50)   12.50-
//
// The error is a [*ParseError].
func ParseMoney(s string) (Money, error) {
	pence, err := moneyFigure.parsePublished(s)
	if err != nil {
		return Money{}, err
	}
	return MoneyFromPence(pence), nil
}

// MustParseMoney is [ParseMoney] for constants and tests: it panics on an error.
func MustParseMoney(s string) Money {
	m, err := ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return m
}

// MoneyFromPence returns an amount given in pence: MoneyFromPence(150) is £1.50.
func MoneyFromPence(p int64) Money {
	if p == 0 {
		return Money{}
	}
	return Money{d: decimal.New(p, -2)}
}

// MoneyFromDecimal returns d pounds. It is an error if d has a fraction of a penny or
// is out of bounds; see [RoundMoney] for an amount that may be rounded.
func MoneyFromDecimal(d decimal.Decimal) (Money, error) {
	pence, err := moneyFigure.fromDecimal(d, false)
	return MoneyFromPence(pence), err
}

// RoundMoney returns d pounds to the nearest penny, half a penny away from
// zero. It is an error if the amount is out of bounds.
func RoundMoney(d decimal.Decimal) (Money, error) {
	pence, err := moneyFigure.fromDecimal(d, true)
	return MoneyFromPence(pence), err
}

// Sum returns the sum of the amounts, zero for none. It is much faster than adding
// one by one.
func Sum(amounts ...Money) Money {
	var t tally
	for _, m := range amounts {
		t.add(m)
	}
	return t.sum()
}

// SumSeq is [Sum] for a sequence.
func SumSeq(amounts iter.Seq[Money]) Money {
	var t tally
	for m := range amounts {
		t.add(m)
	}
	return t.sum()
}

// A tally adds in pence for as long as they fit, since each decimal addition
// costs two allocations.
type tally struct {
	pence int64
	rest  Money
}

func (t *tally) add(m Money) {
	p, ok := m.Pence()
	if !ok {
		t.rest = t.rest.Add(m)
		return
	}
	sum := t.pence + p
	if overflow := p != 0 && (p > 0) != (sum > t.pence); overflow {
		t.rest = t.rest.Add(MoneyFromPence(t.pence))
		sum = p
	}
	t.pence = sum
}

func (t *tally) sum() Money { return t.rest.Add(MoneyFromPence(t.pence)) }

// Decimal returns the amount in pounds, at two decimals.
func (m Money) Decimal() decimal.Decimal {
	if m.d.Exponent() == 0 {
		return decimal.New(0, -2)
	}
	return m.d
}

// Pence returns the amount in pence, or false if an int64 does not hold it.
func (m Money) Pence() (int64, bool) { return coefficientInt64(m.d) }

// Sign returns -1, 0 or +1 for an amount below, at or above zero.
func (m Money) Sign() int { return m.d.Sign() }

// Compare returns -1, 0 or +1 if m is less than, equal to or more than other.
func (m Money) Compare(other Money) int { return m.d.Cmp(other.d) }

// Equal reports whether both are the same amount.
func (m Money) Equal(other Money) bool { return m.Compare(other) == 0 }

// Add returns m + other.
func (m Money) Add(other Money) Money {
	switch {
	case other.Sign() == 0:
		return m
	case m.Sign() == 0:
		return other
	}
	return Money{d: m.d.Add(other.d)}
}

// Sub returns m - other.
func (m Money) Sub(other Money) Money {
	if other.Sign() == 0 {
		return m
	}
	return Money{d: m.Decimal().Sub(other.d)}
}

// Neg returns -m.
func (m Money) Neg() Money { return Money{d: m.d.Neg()} }

// Abs returns m without its sign.
func (m Money) Abs() Money {
	if m.Sign() < 0 {
		return m.Neg()
	}
	return m
}

// Mul returns n times m, exactly.
func (m Money) Mul(n int64) Money {
	return Money{d: m.d.Mul(decimal.NewFromInt(n))}
}

// MulPercent returns p% of m to the nearest penny, half a penny away from
// zero. To split an amount so that the parts sum to it, use [Money.Allocate].
func (m Money) MulPercent(p Percent) Money {
	return Money{d: m.Decimal().Mul(p.d).Shift(-2).Round(2)}
}

// PerHead returns m divided by a number of people, to four decimals, half of
// the last one away from zero. It is an error if there are no people, or if
// the result is beyond what a [Rate] holds.
func (m Money) PerHead(people int64) (Rate, error) {
	if people <= 0 {
		return Rate{}, fmt.Errorf("money per head of %d people: want at least one", people)
	}
	return RateFromDecimal(m.Decimal().DivRound(decimal.NewFromInt(people), 4))
}
