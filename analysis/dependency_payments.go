package analysis

import (
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A customerPayment is what one customer paid in all.
type customerPayment struct {
	customer nhs.OrgID
	amount   nhs.Money
	atLeast  bool // a part has no price, or not every file or bill was seen
	sources  []string
}

// paymentsIn returns what each customer is recorded to have spent with each unit
// in the year, on the best basis that there is.
func paymentsIn(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) map[nhs.OrgID][]customerPayment {
	type pair struct{ unit, customer nhs.OrgID }
	rows := make(map[commissioning.SpendBasis]map[pair]*customerPayment)
	order := make(map[commissioning.SpendBasis][]pair)
	for s := range countedSpend(x, y, a) {
		u := unitOf(x, s.Supplier)
		if u == nil {
			continue
		}
		if s.Customer == "" {
			a.exclude("spend without a customer")
			continue
		}
		if rows[s.Basis] == nil {
			rows[s.Basis] = make(map[pair]*customerPayment)
		}
		k := pair{u.Slug, s.Customer}
		p := rows[s.Basis][k]
		if p == nil {
			p = &customerPayment{customer: s.Customer, sources: s.Sources}
			rows[s.Basis][k] = p
			order[s.Basis] = append(order[s.Basis], k)
		}
		p.amount = p.amount.Add(s.Amount)
		p.atLeast = p.atLeast || s.Basis == commissioning.PublishedPayments && completenessOf(s).Extent != ccg.Complete
	}
	byUnit := make(map[nhs.OrgID][]customerPayment)
	for _, basis := range [...]commissioning.SpendBasis{commissioning.OutturnSpend, commissioning.PlannedSpend, commissioning.PublishedPayments, ""} {
		for _, k := range order[basis] {
			byUnit[k.unit] = append(byUnit[k.unit], *rows[basis][k])
		}
		if len(byUnit) > 0 {
			break
		}
	}
	return byUnit
}
