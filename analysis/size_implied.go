package analysis

import (
	"math/big"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// ImpliedPeople is the population for which an allowance comes to its published total.
// It is calculated, and stands beside the people whom the allowances were worked out on.
type ImpliedPeople struct {
	// Figure is the ID of the figure that gives the total.
	Figure string `json:"figure"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Total is the national allowance in pounds.
	Total nhs.Money `json:"total"`
	// Precision is what its source rounds to, in pounds.
	Precision nhs.Money `json:"precision"`
	// PerHead is the allowance in pounds per head.
	PerHead nhs.Rate `json:"per_head"`
	// Low is the fewest people that the rounding allows.
	Low int64 `json:"low"`
	// High is the most people that the rounding allows.
	High int64 `json:"high"`
	// Counted is the sum of the people behind the allowances of all groups; nil unless
	// each is known.
	Counted *int64 `json:"counted,omitempty"`
	// Sources are the identifiers of the sources of the total.
	Sources []string `json:"sources,omitempty"`
}

// imply adds the population that a national allowance implies, if its year has a rate
// per head and its source says how the total is rounded.
func (s *SizeResult) imply(x *commissioning.Index, f *commissioning.Figure) {
	rate, ok := ccg.RatePerHead(f.Year)
	if !ok || f.Precision == nil || f.Amount.Sign() <= 0 || f.Precision.Sign() <= 0 {
		return
	}
	low, high, ok := impliedPeople(*f.Amount, *f.Precision, rate.PerHead)
	if !ok {
		return
	}
	s.Implied = append(s.Implied, ImpliedPeople{
		Figure: f.ID, Year: f.Year, Total: *f.Amount, Precision: *f.Precision, PerHead: rate.PerHead, Low: low, High: high, Counted: countedPeople(x, f.Year), Sources: f.Sources,
	})
}

// countedPeople returns the people behind the allowances of all groups that were open
// in the year, or nil if those of one are unknown or made up.
func countedPeople(x *commissioning.Index, y nhs.FinancialYear) *int64 {
	var sum int64
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) != g || !wasOpenIn(g, y) {
			continue
		}
		year, ok := g.Year(y)
		if !ok || year.Headcount == nil || year.Headcount.Basis != ccg.Scaled || year.Headcount.Synthetic {
			return nil
		}
		sum += int64(year.Headcount.People)
	}
	if sum == 0 {
		return nil
	}
	return &sum
}

// impliedPeople divides the ends of the range that the rounding allows by the
// rate, towards each other.
func impliedPeople(total, precision nhs.Money, rate nhs.Rate) (low, high int64, ok bool) {
	if rate.Sign() <= 0 {
		return 0, 0, false
	}
	divisor := pence(rate.Mul(wholePounds))
	twice := func(m nhs.Money) *big.Int { return pence(m.Mul(2 * wholePounds)) }
	divisor.Lsh(divisor, 1)
	first := twice(total)
	first.Sub(first, new(big.Int).Quo(twice(precision), big.NewInt(2)))
	last := twice(total)
	last.Add(last, new(big.Int).Quo(twice(precision), big.NewInt(2)))
	ceiling, rest := new(big.Int).QuoRem(first, divisor, new(big.Int))
	if rest.Sign() > 0 {
		ceiling.Add(ceiling, big.NewInt(1))
	}
	floor := last.Quo(last, divisor)
	return ceiling.Int64(), floor.Int64(), ceiling.Sign() >= 0 && ceiling.IsInt64() && floor.IsInt64() && ceiling.Cmp(floor) <= 0
}
