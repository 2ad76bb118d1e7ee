package whatif

import (
	"slices"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// mergeContracts puts the new group in the place of its predecessors in what they buy,
// pay and decide on the day of the event or later. What began before passes to it by
// succession, and names them still.
func (c *simulation) mergeContracts(e *Event) {
	for i := range c.market.Spend {
		s := &c.market.Spend[i]
		if !s.Year.First().Before(e.On) && slices.Contains(e.Bodies, s.Customer) {
			s.Customer = e.Into
		}
	}
	for i := range c.market.Decisions {
		d := &c.market.Decisions[i]
		if !d.Date.Before(e.On) && slices.Contains(e.Bodies, d.CCG) {
			d.CCG = e.Into
		}
	}
	for i := range c.market.Agreements {
		a := &c.market.Agreements[i]
		if !a.Term.Starts.Before(e.On) {
			a.Customers = mergeCustomers(a.Customers, e)
		}
	}
	for i := range c.market.Frameworks {
		a := &c.market.Frameworks[i]
		cloned := false
		for j := range a.CallOffs {
			if made := a.CallOffs[j].Date; made.IsZero() || made.Before(nhs.PartialDateOf(e.On)) != nhs.No ||
				!slices.ContainsFunc(a.CallOffs[j].Buyers, func(id nhs.OrgID) bool { return slices.Contains(e.Bodies, id) }) {
				continue
			}
			if !cloned {
				a.CallOffs, cloned = slices.Clone(a.CallOffs), true
			}
			mergeBuyers(&a.CallOffs[j], e)
		}
	}
}

func mergeBuyers(o *framework.CallOff, e *Event) {
	var buyers []nhs.OrgID
	for _, id := range o.Buyers {
		if slices.Contains(e.Bodies, id) {
			id = e.Into
		}
		if !slices.Contains(buyers, id) {
			buyers = append(buyers, id)
		}
	}
	o.Buyers = buyers
}

// mergeCustomers returns the customers with the new group in the place of the first of
// its predecessors, and with the shares and people of all of them.
func mergeCustomers(customers []sla.Customer, e *Event) []sla.Customer {
	isMerging := func(m sla.Customer) bool { return slices.Contains(e.Bodies, m.ID) }
	first := slices.IndexFunc(customers, isMerging)
	if first < 0 {
		return customers
	}
	merged := customers[first]
	merged.ID, merged.Name = e.Into, e.Name
	kept := slices.Clone(customers[:first+1])
	for _, m := range customers[first+1:] {
		if !isMerging(m) {
			kept = append(kept, m)
			continue
		}
		merged.Share = sumOfShares(merged.Share, m.Share)
		if merged.People == 0 || m.People == 0 {
			merged.People = 0
		} else {
			merged.People += m.People
		}
	}
	kept[first] = merged
	return kept
}

// sumOfShares returns the sum of two shares; nil unless both are known.
func sumOfShares(a, b *nhs.Percent) *nhs.Percent {
	if a == nil || b == nil {
		return nil
	}
	sum, err := nhs.PercentFromDecimal(a.Decimal().Add(b.Decimal()))
	if err != nil {
		return nil
	}
	return &sum
}
