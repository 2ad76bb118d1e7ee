package nhs

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/opencommissioning/commissioning/internal/apportion"
)

// Allocate splits m in proportion to the weights, one part for each, so that
// the parts sum to m to the penny. Each part is its exact share rounded towards
// zero. The pence left over go one each to the parts that lost most by the
// rounding, and among equals to the earlier (the largest remainder method). A
// negative amount is split as the positive one is. A weight of zero gets nothing.
//
// It is an error if there are no weights, if one is negative or if all are zero.
func (m Money) Allocate(weights ...int64) ([]Money, error) {
	if err := apportion.Check(weights); err != nil {
		return nil, fmt.Errorf("allocate money: %w", err)
	}
	pence, ok := m.Pence()
	if !ok {
		return allocateBig(m, weights), nil
	}
	parts, ok := apportion.Int64(pence, weights)
	if !ok {
		return allocateBig(m, weights), nil
	}
	split := make([]Money, len(parts))
	for i, part := range parts {
		split[i] = MoneyFromPence(part)
	}
	return split, nil
}

// allocateBig is for an amount or weights that an integer does not hold.
func allocateBig(m Money, weights []int64) []Money {
	split := make([]Money, len(weights))
	for i, part := range apportion.Big(m.Decimal().Coefficient(), weights) {
		split[i] = Money{d: decimal.NewFromBigInt(part, -2)}
	}
	return split
}
