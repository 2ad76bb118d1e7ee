package analysis

import (
	"fmt"
	"iter"
	"math/big"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Concentration is a value of the Herfindahl-Hirschman index in hundredths of a
// point. The index is the sum of the squares of the percentage shares.
//
// It is 1,000,000 (10,000.00 points) if one supplier has everything, and near zero if
// there are very many. No threshold is asserted here.
type Concentration int64

// String returns the points with two decimals: 1,111.11.
func (c Concentration) String() string {
	text := c.text()
	sign, rest := "", text
	if strings.HasPrefix(text, "-") {
		sign, rest = "-", text[1:]
	}
	whole, decimals, _ := strings.Cut(rest, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return text
	}
	return sign + format.Int(n) + "." + decimals
}

func (c Concentration) text() string {
	n := new(big.Int).Abs(big.NewInt(int64(c)))
	whole, rest := new(big.Int).QuoRem(n, big.NewInt(100), new(big.Int))
	sign := ""
	if c < 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s%s.%02d", sign, whole, rest.Int64())
}

// MarshalText writes the points with two decimals and no commas: 1111.11.
func (c Concentration) MarshalText() ([]byte, error) { return []byte(c.text()), nil }

// UnmarshalText reads what [Concentration.MarshalText] writes. The error is a
// [*nhs.ParseError].
func (c *Concentration) UnmarshalText(text []byte) error {
	v, err := ParseConcentration(string(text))
	if err == nil {
		*c = v
	}
	return err
}

// ParseConcentration reads points with two decimals, from 0.00 to 10000.00. The
// error is a [*nhs.ParseError].
func ParseConcentration(s string) (Concentration, error) {
	whole, decimals, ok := strings.Cut(s, ".")
	bad := nhs.NewParseError("concentration", s, -1, "points with two decimals, such as 1111.11")
	if !ok || len(decimals) != 2 || len(whole) > 5 || whole == "" {
		return 0, bad
	}
	n, err := strconv.ParseUint(whole+decimals, 10, 32)
	if err != nil || n > 1_000_000 {
		return 0, bad
	}
	return Concentration(n), nil
}

// HHI returns the concentration of a market in which each supplier takes one of the
// amounts, and whether it is defined. It is not if an amount is negative, or if all
// are zero. The value is exact until it is rounded to hundredths, halves up.
func HHI(amounts ...nhs.Money) (Concentration, bool) {
	total, squares, ok := squared(allPence(amounts))
	if !ok {
		return 0, false
	}
	return points(squares, total)
}

// MergerAdds returns what a merger of suppliers with the given amounts adds to the
// concentration of a market of the total, and whether it is defined. For two
// suppliers it is twice the product of their shares.
func MergerAdds(total nhs.Money, parties ...nhs.Money) (Concentration, bool) {
	added, ok := addedSquares(allPence(parties))
	if !ok {
		return 0, false
	}
	return points(added, pence(total))
}

// squared returns the sum of the weights and the sum of their squares, unless one is
// negative.
func squared(weights iter.Seq[*big.Int]) (total, squares *big.Int, ok bool) {
	total, squares = new(big.Int), new(big.Int)
	square := new(big.Int)
	for w := range weights {
		if w.Sign() < 0 {
			return nil, nil, false
		}
		total.Add(total, w)
		squares.Add(squares, square.Mul(w, w))
	}
	return total, squares, true
}

// addedSquares returns the square of the sum less the sum of the squares.
func addedSquares(parties iter.Seq[*big.Int]) (*big.Int, bool) {
	sum, squares, ok := squared(parties)
	if !ok {
		return nil, false
	}
	return sum.Mul(sum, sum).Sub(sum, squares), true
}

// pence returns the amount in pence, however large.
func pence(m nhs.Money) *big.Int { return m.Decimal().Coefficient() }

func allPence(amounts []nhs.Money) iter.Seq[*big.Int] {
	return func(yield func(*big.Int) bool) {
		for _, m := range amounts {
			if !yield(pence(m)) {
				return
			}
		}
	}
}

// points returns part ÷ whole², in hundredths of a point.
func points(part, whole *big.Int) (Concentration, bool) {
	if whole.Sign() <= 0 {
		return 0, false
	}
	n := new(big.Int).Mul(part, big.NewInt(2_000_000)) // 100² per cent, 100 hundredths, twice for the rounding
	square := new(big.Int).Mul(whole, whole)
	n.Add(n, square).Quo(n, square.Lsh(square, 1))
	return Concentration(n.Int64()), n.IsInt64()
}
