package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/nhs"
)

// A partyYear is the key of sums of spend: one party and the year.
type partyYear struct {
	body nhs.OrgID
	year nhs.FinancialYear
}

func (x *Index) addSpend() {
	sums := x.market.Spend
	x.payers = post(len(sums), func(yield func(partyYear, int) bool) {
		for i := range sums {
			if s := &sums[i]; s.Customer != "" && !yield(partyYear{s.Customer, s.Year}, i) {
				return
			}
		}
	})
	x.payees = post(len(sums), func(yield func(partyYear, int) bool) {
		for i := range sums {
			if s := &sums[i]; s.Supplier != "" && !yield(partyYear{x.Canonical(s.Supplier), s.Year}, i) {
				return
			}
		}
	})
}

// SpendByCustomer returns the sums that the customer spent in the year, in the order of
// the market. Do not add up different kinds: see [Spend.Basis], [Spend.Funding] and
// [Spend.VAT].
func (x *Index) SpendByCustomer(customer nhs.OrgID, year nhs.FinancialYear) iter.Seq[*Spend] {
	return x.spendAt(x.payers.of(partyYear{customer, year}))
}

// SpendBySupplier returns the sums spent with the supplier in the year, in the order of
// the market. A unit goes by its slug or its ODS code.
func (x *Index) SpendBySupplier(supplier nhs.OrgID, year nhs.FinancialYear) iter.Seq[*Spend] {
	return x.spendAt(x.payees.of(partyYear{x.Canonical(supplier), year}))
}

func (x *Index) spendAt(list []int32) iter.Seq[*Spend] {
	return func(yield func(*Spend) bool) {
		for _, i := range list {
			if !yield(&x.market.Spend[i]) {
				return
			}
		}
	}
}
