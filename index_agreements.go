package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

func (x *Index) addAgreements() {
	m := x.market
	x.agreements = make(map[string]*sla.Agreement, len(m.Agreements))
	for i := range m.Agreements {
		if a := &m.Agreements[i]; x.agreements[a.ID] == nil && a.ID != "" {
			x.agreements[a.ID] = a
		}
	}
	x.customers = post(len(m.Agreements), func(yield func(nhs.OrgID, int) bool) {
		for i := range m.Agreements {
			for j := range m.Agreements[i].Customers {
				if id := m.Agreements[i].Customers[j].ID; id != "" && !yield(id, i) {
					return
				}
			}
		}
	})
	x.providers = post(len(m.Agreements), func(yield func(nhs.OrgID, int) bool) {
		for i := range m.Agreements {
			if id := m.Agreements[i].Provider.ID; id != "" && !yield(x.Canonical(id), i) {
				return
			}
		}
	})
	x.deciders = post(len(m.Decisions), func(yield func(nhs.OrgID, int) bool) {
		for i := range m.Decisions {
			if id := m.Decisions[i].CCG; id != "" && !yield(id, i) {
				return
			}
		}
	})
}

// Agreement returns the service level agreement with the ID, and whether there is
// one. It is part of the market and must not be changed.
func (x *Index) Agreement(id string) (*sla.Agreement, bool) {
	a, ok := x.agreements[id]
	return a, ok
}

// AgreementsOn returns the agreements known to have run on the day, in the order of the
// market. Both ends of their terms are on file. The zero date returns all agreements.
func (x *Index) AgreementsOn(d nhs.Date) iter.Seq[*sla.Agreement] {
	return func(yield func(*sla.Agreement) bool) {
		for i := range x.market.Agreements {
			if a := &x.market.Agreements[i]; ranOn(a, d) && !yield(a) {
				return
			}
		}
	}
}

// AgreementsByCustomer returns the agreements of the customer known to have run on the
// day, in the order of the market. The zero date returns all of them.
func (x *Index) AgreementsByCustomer(customer nhs.OrgID, on nhs.Date) iter.Seq[*sla.Agreement] {
	return x.agreementsAt(x.customers.of(customer), on)
}

// AgreementsBySupplier returns the agreements with the provider known to have run on the
// day, in the order of the market. The zero date returns all of them. A unit goes by its
// slug or its ODS code.
func (x *Index) AgreementsBySupplier(provider nhs.OrgID, on nhs.Date) iter.Seq[*sla.Agreement] {
	return x.agreementsAt(x.providers.of(x.Canonical(provider)), on)
}

func (x *Index) agreementsAt(list []int32, on nhs.Date) iter.Seq[*sla.Agreement] {
	return func(yield func(*sla.Agreement) bool) {
		for _, i := range list {
			if a := &x.market.Agreements[i]; ranOn(a, on) && !yield(a) {
				return
			}
		}
	}
}

// ranOn reports whether the day is known to be in the agreement's term, or is the zero
// date.
func ranOn(a *sla.Agreement, d nhs.Date) bool {
	t := &a.Term
	return d.IsZero() || !t.Starts.IsZero() && !t.Ends.IsZero() && !d.Before(t.Starts) && !d.After(t.Ends)
}

// DecisionsByCustomer returns the decisions of the group to make, buy or share, in the
// order of the market.
func (x *Index) DecisionsByCustomer(group nhs.OrgID) iter.Seq[*decision.Decision] {
	return func(yield func(*decision.Decision) bool) {
		for _, i := range x.deciders.of(group) {
			if !yield(&x.market.Decisions[i]) {
				return
			}
		}
	}
}
