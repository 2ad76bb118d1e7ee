package lineage

import (
	"math/big"

	"github.com/opencommissioning/commissioning/internal/apportion"
	"github.com/opencommissioning/commissioning/nhs"
)

// units is an exact number of what a table counts: pence or people. The zero units
// are none.
type units struct {
	n   int64
	big *big.Int // the number, where an int64 does not hold it; never changed
}

func unitsOf(n int64) units { return units{n: n} }

func unitsOfBig(n *big.Int) units {
	if n.IsInt64() {
		return units{n: n.Int64()}
	}
	return units{big: n}
}

func (u units) asBig() *big.Int {
	if u.big != nil {
		return u.big
	}
	return big.NewInt(u.n)
}

// add returns u + o.
func (u units) add(o units) units {
	if u.big == nil && o.big == nil {
		sum := u.n + o.n
		if overflow := (o.n > 0) != (sum > u.n) && o.n != 0; !overflow {
			return units{n: sum}
		}
	}
	return unitsOfBig(new(big.Int).Add(u.asBig(), o.asBig()))
}

// divide returns the parts of u by weight, or false if there is nothing to divide by.
func (u units) divide(weights []int64) ([]units, bool) {
	if apportion.Check(weights) != nil {
		return nil, false
	}
	parts := make([]units, len(weights))
	if u.big == nil {
		if small, ok := apportion.Int64(u.n, weights); ok {
			for i, n := range small {
				parts[i] = unitsOf(n)
			}
			return parts, true
		}
	}
	for i, n := range apportion.Big(u.asBig(), weights) {
		parts[i] = unitsOfBig(n)
	}
	return parts, true
}

// penceOf returns an amount of money in pence.
func penceOf(m nhs.Money) units {
	if pence, ok := m.Pence(); ok {
		return unitsOf(pence)
	}
	return units{big: m.Decimal().Coefficient()}
}

// money returns as many pence.
func (u units) money() nhs.Money {
	if u.big == nil {
		return nhs.MoneyFromPence(u.n)
	}
	// In digits that an int64 holds, the highest first.
	const digit = 1e18
	high, low := new(big.Int).QuoRem(u.big, big.NewInt(digit), new(big.Int))
	return unitsOfBig(high).money().Mul(digit).Add(nhs.MoneyFromPence(low.Int64()))
}
