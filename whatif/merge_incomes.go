package whatif

import (
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// mergeIncomes gives the unit at into what it and the units at from are recorded to take
// in over the years that begin on the day of the event or later.
//
// Each counts with its best figure. Where one has none, or only a lower bound, the sum is
// a lower bound.
func (c *simulation) mergeIncomes(from []int, into int, e *Event) {
	parties := from
	if u := &c.market.CSUs.Units[into]; u.Opened.Before(nhs.PartialDateOf(e.On)) == nhs.Yes {
		parties = append(slices.Clone(from), into)
	}
	var years []nhs.FinancialYear
	incomes := make(map[nhs.FinancialYear]map[int]csu.Income) // by year and unit
	for _, i := range append(slices.Clone(from), into) {
		u := &c.market.CSUs.Units[i]
		var kept []csu.Income
		for _, n := range u.Incomes {
			if n.Year.IsZero() || n.Year.First().Before(e.On) {
				kept = append(kept, n)
				continue
			}
			if incomes[n.Year] == nil {
				incomes[n.Year] = make(map[int]csu.Income)
				years = append(years, n.Year)
			}
			if best, ok := incomes[n.Year][i]; !ok || betterIncome(&n, &best) {
				incomes[n.Year][i] = n
			}
		}
		u.Incomes = kept
	}
	slices.SortFunc(years, nhs.FinancialYear.Compare)
	u := &c.market.CSUs.Units[into]
	for _, y := range years {
		merged := csu.Income{Year: y, Note: "From a scenario."}
		for _, i := range append(slices.Clone(from), into) {
			if n, ok := incomes[y][i]; ok {
				addIncome(&merged, &n)
			}
		}
		for _, i := range parties {
			if n, ok := incomes[y][i]; !ok || n.Total == nil {
				merged.AtLeast = merged.Total != nil
				c.recordUnknown("the income of %s in %s: that of %s is not on file", u.Slug, y, c.market.CSUs.Units[i].Slug)
			}
		}
		u.Incomes = append(u.Incomes, merged)
	}
	c.mergeJointIncomes(from, into, e)
}

// incomeBases are the bases of an income, the best first.
var incomeBases = []csu.IncomeBasis{csu.Actual, csu.Announced, csu.Estimated, csu.Planned}

// betterIncome reports whether a says more of a year than b.
func betterIncome(a, b *csu.Income) bool {
	if (a.Total == nil) != (b.Total == nil) {
		return a.Total != nil
	}
	rank := func(n *csu.Income) uint { return uint(slices.Index(incomeBases, n.Basis)) } // another basis comes last
	return rank(a) < rank(b)
}

// addIncome adds an income to a sum. The sum has the weakest basis of its parts.
func addIncome(sum, n *csu.Income) {
	first := sum.Basis == ""
	switch {
	case first:
		sum.Basis, sum.Surplus = n.Basis, n.Surplus
	case slices.Index(incomeBases, n.Basis) > slices.Index(incomeBases, sum.Basis):
		sum.Basis = n.Basis
	}
	if !first {
		sum.Surplus = sumIfBoth(sum.Surplus, n.Surplus)
	}
	sum.Total = sumOfKnown(sum.Total, n.Total)
	sum.Precision = sumOfKnown(sum.Precision, n.Precision)
	sum.AtLeast = sum.AtLeast || n.AtLeast
	for _, p := range n.Customers {
		i := slices.IndexFunc(sum.Customers, func(o csu.Payer) bool { return o.Customer == p.Customer })
		if i < 0 {
			p.Share = nil // of a part of the whole
			sum.Customers = append(sum.Customers, p)
			continue
		}
		known := &sum.Customers[i]
		known.AtLeast = known.AtLeast || p.AtLeast || (known.Amount == nil) != (p.Amount == nil)
		known.Amount = sumOfKnown(known.Amount, p.Amount)
	}
	for _, s := range n.Sources {
		if !slices.Contains(sum.Sources, s) {
			sum.Sources = append(sum.Sources, s)
		}
	}
}

func sumOfKnown(a, b *nhs.Money) *nhs.Money {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return sumIfBoth(a, b)
}

func sumIfBoth(a, b *nhs.Money) *nhs.Money {
	if a == nil || b == nil {
		return nil
	}
	sum := a.Add(*b)
	return &sum
}

// mergeJointIncomes puts the unit at into in the place of the units at from in the
// incomes of several units together.
func (c *simulation) mergeJointIncomes(from []int, into int, e *Event) {
	successor := c.market.CSUs.Units[into].Slug
	c.market.CSUs.Incomes = slices.Clone(c.market.CSUs.Incomes)
	for i := range c.market.CSUs.Incomes {
		n := &c.market.CSUs.Incomes[i]
		if len(n.Units) == 0 || n.Year.IsZero() || n.Year.First().Before(e.On) {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(n.Units), func(id nhs.OrgID) bool {
			u := c.unit(id)
			return u == into || slices.Contains(from, u)
		})
		switch gone := len(n.Units) - len(left); {
		case gone == 0:
		case gone < len(from):
			c.recordUnknown("the part of %s in an income of several units in %s, which names only some of those that it took over", successor, n.Year)
		default:
			n.Units = append(left, successor)
		}
	}
}
