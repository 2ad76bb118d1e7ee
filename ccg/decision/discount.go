package decision

import (
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
)

// GreenBookRate returns the rate at which HM Treasury discounts the first thirty years of
// a proposal: 3.5% a year, of amounts without inflation. It is an example; a
// [Decision] is discounted only at a rate of its own.
//
// Source: HM Treasury, The Green Book, in force since 2003; its review of
// 16 December 2025 states the rate
// (https://www.gov.uk/government/publications/green-book-discount-rate-review-2026).
func GreenBookRate() nhs.Percent { return nhs.MustParsePercent("3.5") }

// presentValue returns the sum of the yearly amounts, each divided by one plus the rate
// for every year after the first, to the nearest penny, halves away from zero.
func presentValue(years []nhs.Money, rate nhs.Percent) nhs.Money {
	factor := new(big.Rat).SetFrac64(units(rate)+allUnits, allUnits)
	sum := new(big.Rat)
	for i := len(years) - 1; i >= 0; i-- {
		sum.Quo(sum, factor).Add(sum, new(big.Rat).SetInt64(pence(years[i])))
	}
	half := big.NewRat(int64(sum.Sign()), 2)
	sum.Add(sum, half)
	return nhs.MoneyFromPence(new(big.Int).Quo(sum.Num(), sum.Denom()).Int64())
}

// presentCosts returns the costs to rank by if they were discounted, or nil.
func (r *Result) presentCosts() map[string]int64 {
	costs := make(map[string]int64, len(r.Costs))
	for i := range r.Costs {
		if r.Costs[i].PresentValue == nil {
			return nil
		}
		costs[r.Costs[i].Option] = pence(*r.Costs[i].PresentValue)
	}
	return costs
}
