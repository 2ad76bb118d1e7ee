// Package apportion divides whole units, such as pence or people, so that no unit is
// lost or made up: the parts always sum to the whole.
//
// Each part is its exact share rounded towards zero. The units left over go one each
// to the parts that lost most by the rounding, and among equals to the earlier (the
// largest remainder method). A negative whole is divided as the positive one is.
package apportion

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"math/bits"
	"slices"
)

// Check returns an error unless something can be divided by the weights: there are
// some, none is negative and not all are zero.
func Check(weights []int64) error {
	some := false
	for i, w := range weights {
		if w < 0 {
			return fmt.Errorf("weight %d is %d: must not be negative", i, w)
		}
		some = some || w > 0
	}
	switch {
	case len(weights) == 0:
		return errors.New("no weights: give at least one")
	case !some:
		return errors.New("every weight is zero: give at least one above zero")
	}
	return nil
}

// Int64 returns the parts of a whole by weights that [Check] accepts, one part for
// each. It returns false where the weights sum to more than a uint64 holds: then
// [Big] divides.
func Int64(whole int64, weights []int64) ([]int64, bool) {
	var total, carry uint64
	for _, w := range weights {
		if total, carry = bits.Add64(total, uint64(w), 0); carry != 0 {
			return nil, false
		}
	}
	size := uint64(whole)
	if whole < 0 {
		size = -size
	}
	parts := make([]int64, len(weights)) // without sign until the end
	remainders := make([]uint64, len(weights))
	left := size
	for i, w := range weights {
		hi, lo := bits.Mul64(size, uint64(w))
		var part uint64
		part, remainders[i] = bits.Div64(hi, lo, total)
		parts[i] = int64(part)
		left -= part
	}
	for _, i := range byRemainder(remainders, cmp.Compare)[:left] {
		parts[i]++
	}
	if whole < 0 {
		for i := range parts {
			parts[i] = -parts[i]
		}
	}
	return parts, true
}

// Big is [Int64] for a whole or weights of any size. It does not change the whole.
func Big(whole *big.Int, weights []int64) []*big.Int {
	total := new(big.Int)
	for _, w := range weights {
		total.Add(total, big.NewInt(w))
	}
	size := new(big.Int).Abs(whole)
	parts := make([]*big.Int, len(weights))
	remainders := make([]*big.Int, len(weights))
	left := new(big.Int).Set(size)
	for i, w := range weights {
		product := new(big.Int).Mul(size, big.NewInt(w))
		parts[i], remainders[i] = product.QuoRem(product, total, new(big.Int))
		left.Sub(left, parts[i])
	}
	one := big.NewInt(1)
	for _, i := range byRemainder(remainders, (*big.Int).Cmp)[:left.Int64()] {
		parts[i].Add(parts[i], one)
	}
	if whole.Sign() < 0 {
		for _, part := range parts {
			part.Neg(part)
		}
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
