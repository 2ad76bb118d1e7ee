package nhs

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// Allocate splits m in proportion to the weights, one part for each, so that
// the parts sum to m to the penny. Each part is its exact share rounded towards
// zero; the pence then left over go one each to the parts that lost most by the
// rounding, of equals to the earlier (the largest remainder method). A negative
// amount is split as the positive one is. A weight of nought gets nothing.
//
// It is an error if there are no weights, if one is negative or if all are
// nought.
func (m Money) Allocate(weights ...int64) ([]Money, error) {
	if len(weights) == 0 {
		return nil, errors.New("allocate money: no weights")
	}
	total, tooLarge := uint64(0), false
	for i, w := range weights {
		if w < 0 {
			return nil, fmt.Errorf("allocate money: weight %d is %d: want nought or more", i, w)
		}
		sum, carry := bits.Add64(total, uint64(w), 0)
		total, tooLarge = sum, tooLarge || carry != 0
	}
	if total == 0 && !tooLarge {
		return nil, errors.New("allocate money: every weight is nought")
	}
	if pence, ok := m.Pence(); ok && !tooLarge {
		return allocatePence(pence, weights, total), nil
	}
	return allocateBig(m, weights), nil
}

// allocatePence is the largest remainder method with 128-bit products.
func allocatePence(pence int64, weights []int64, total uint64) []Money {
	whole := magnitude(pence)
	quotas := make([]uint64, len(weights))
	remainders := make([]uint64, len(weights))
	left := whole
	for i, w := range weights {
		hi, lo := bits.Mul64(whole, uint64(w))
		quotas[i], remainders[i] = bits.Div64(hi, lo, total)
		left -= quotas[i]
	}
	for _, i := range byRemainder(remainders, cmp.Compare)[:left] {
		quotas[i]++
	}
	parts := make([]Money, len(weights))
	for i, q := range quotas {
		if pence < 0 {
			q = -q
		}
		parts[i] = MoneyFromPence(int64(q))
	}
	return parts
}

// allocateBig is allocatePence for amounts or weights that do not fit there.
func allocateBig(m Money, weights []int64) []Money {
	total := new(big.Int)
	for _, w := range weights {
		total.Add(total, big.NewInt(w))
	}
	whole := m.Decimal().Coefficient()
	whole.Abs(whole)
	quotas := make([]*big.Int, len(weights))
	remainders := make([]*big.Int, len(weights))
	left := new(big.Int).Set(whole)
	for i, w := range weights {
		product := new(big.Int).Mul(whole, big.NewInt(w))
		quotas[i], remainders[i] = product.QuoRem(product, total, new(big.Int))
		left.Sub(left, quotas[i])
	}
	one := big.NewInt(1)
	for _, i := range byRemainder(remainders, (*big.Int).Cmp)[:left.Int64()] {
		quotas[i].Add(quotas[i], one)
	}
	parts := make([]Money, len(weights))
	for i, q := range quotas {
		if m.Sign() < 0 {
			q.Neg(q)
		}
		parts[i] = Money{d: decimal.NewFromBigInt(q, -2)}
	}
	return parts
}

// byRemainder returns the indices of the remainders, the largest first.
func byRemainder[R any](remainders []R, compare func(a, b R) int) []int {
	order := make([]int, len(remainders))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return compare(remainders[j], remainders[i])
	})
	return order
}
