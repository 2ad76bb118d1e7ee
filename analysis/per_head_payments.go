package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PaymentPerHead is what a group was seen to pay one unit in a year.
type PaymentPerHead struct {
	// Supplier is the slug of the unit.
	Supplier nhs.OrgID `json:"supplier"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
	// PerHead is in pounds per head; nil if the people are unknown.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// PriorYear is what was paid beside the amount for the year before, in pounds; nil if
	// nobody says.
	PriorYear *nhs.Money `json:"prior_year,omitempty"`
	// PassThrough is what was paid beside the amount to be passed on to others, in pounds;
	// nil if nobody says.
	PassThrough *nhs.Money `json:"pass_through,omitempty"`
	// Completeness says how much of the year the sum holds.
	Completeness ccg.Completeness `json:"completeness"`
}

// paymentsToUnits returns the published payments of each payer to units in the year.
// Payments to firms, and sums with VAT beside others, are not among them.
func paymentsToUnits(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) map[nhs.OrgID][]*commissioning.Spend {
	sums := make(map[nhs.OrgID][]*commissioning.Spend)
	seen := make(map[spendKey]bool)
	for i := range x.Market().Spend {
		s := &x.Market().Spend[i]
		if s.Basis != commissioning.PublishedPayments || s.Year != y || s.Line != "" || !isUnit(x, s.Supplier) {
			continue
		}
		k := spendKey{customer: s.Customer, supplier: x.Canonical(s.Supplier), funding: s.Funding}
		if seen[k] {
			a.exclude("spend %d: a second sum of %s with %s in %s", i, s.Customer, s.Supplier, s.Year)
			continue
		}
		seen[k] = true
		a.use(s.Synthetic, s.Sources...)
		sums[s.Customer] = append(sums[s.Customer], s)
	}
	return sums
}

// isUnit reports whether the supplier is a commissioning support unit, and not a firm
// that appears in lists of them.
func isUnit(x *commissioning.Index, supplier nhs.OrgID) bool {
	u, ok := x.Market().CSUs.Unit(x.Canonical(supplier))
	return ok && u.Stage != csu.NotACSU
}

// paidPerHead returns the row of a group's payments to units. The people are those
// registered in the calendar year in which the financial year ends.
func paidPerHead(x *commissioning.Index, g *ccg.Group, y nhs.FinancialYear, sums []*commissioning.Spend) GroupPerHead {
	row := GroupPerHead{Code: g.Code, Name: g.Name, Basis: commissioning.PublishedPayments}
	if p, ok := g.Population(y.Last().Year(), ccg.Registered); ok {
		people := int64(p.People)
		row.People, row.PeopleBasis, row.PeopleDoubt = &people, p.Basis, p.Doubt
	}
	var total nhs.Money
	all := completenessOf(sums[0])
	for _, s := range sums {
		c := completenessOf(s)
		all = all.And(c)
		total = total.Add(s.Amount)
		row.Payments = append(row.Payments, PaymentPerHead{
			Supplier: x.Canonical(s.Supplier), Amount: s.Amount, PerHead: perHead(s.Amount, true, row.People), Completeness: c,
			PriorYear: s.PriorYear, PassThrough: s.PassThrough,
		})
	}
	slices.SortStableFunc(row.Payments, func(a, b PaymentPerHead) int { return b.Amount.Compare(a.Amount) })
	row.CSUSpend, row.Completeness = &total, &all
	row.CSU = perHead(total, true, row.People)
	return row
}

// completenessOf returns the completeness of a sum of payments: a lower bound if nobody
// says.
func completenessOf(s *commissioning.Spend) ccg.Completeness {
	if s.Completeness == nil {
		return ccg.Completeness{Extent: ccg.LowerBound}
	}
	c := ccg.CompletenessOf(s.Completeness.Months, s.Completeness.Bills, s.Completeness.Doubt)
	if c.Extent == ccg.Complete && s.Completeness.Extent != ccg.Complete {
		return ccg.CompletenessOf(c.Months, 0, cmp.Or(c.Doubt, "stated to be a lower bound"))
	}
	return c
}

// isLowerBound reports whether more may have been spent on units than the row says.
func (g *GroupPerHead) isLowerBound() bool {
	return g.Basis == commissioning.PublishedPayments && (g.Completeness == nil || g.Completeness.Extent != ccg.Complete)
}

// note says how much of the year the payments of the row hold.
func (g *GroupPerHead) note() string {
	text := fmt.Sprintf("%s: payments seen are a lower bound", g.Code)
	if !g.isLowerBound() {
		text = fmt.Sprintf("%s: payments seen are complete", g.Code)
	}
	if c := g.Completeness; c != nil {
		text += ", from the files of " + format.Count(c.Months, "month", "months")
		if c.Bills > 0 {
			text += " and " + format.Count(c.Bills, "quarterly bill", "quarterly bills")
		}
		if c.Doubt != "" {
			text += "; " + c.Doubt
		}
	}
	for _, p := range g.Payments {
		if p.PriorYear != nil && p.PriorYear.Sign() != 0 {
			text += fmt.Sprintf("; %s to %s for the year before is not in it", p.PriorYear, p.Supplier)
		}
		if p.PassThrough != nil && p.PassThrough.Sign() != 0 {
			text += fmt.Sprintf("; %s passed on through %s is not in it", p.PassThrough, p.Supplier)
		}
	}
	return text + "."
}
