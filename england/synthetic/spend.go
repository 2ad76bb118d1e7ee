package synthetic

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// The plans that groups reported in January 2013 (S230, S91), in hundredths of a penny
// per head. The mean was just over £9. Two groups planned less than £5 and two more than £15;
// how much less and how much more no source says, so the ends of those two ranges are made up.
const (
	plannedMean = 9_00_00
	underLeast  = 4_50_00
	underMost   = 4_99_99
	overLeast   = 15_00_01
	overMost    = 15_50_00
	// The others lie between, as far as they are not known.
	aboveLeast = 5_00_00
	belowMost  = 15_00_00

	// A survey of ninety groups found £9.43 for units, £13.29 in house and £0.30 for
	// others, £23.02 in all (S92). A group's total plan, and its plan for others, are
	// drawn around that. The rest is done in house.
	allLeast       = 21_40_00
	allMost        = 24_64_00
	elsewhereLeast = 10_00
	elsewhereMost  = 50_00
)

// plannedRange returns the least and the most that the group can have planned
// according to a source, in hundredths of a penny per head.
func plannedRange(code nhs.OrgID) (least, most int64, known bool) {
	switch code {
	case "00P", "10L": // Sunderland and the Isle of Wight: less than £5 (S230)
		return underLeast, underMost, true
	case "03V", "09C": // Corby and Ashford: more than £15 (S230)
		return overLeast, overMost, true
	case "08J": // Kingston: a third of its £25 (S163)
		return 8_33_33, 8_33_33, true
	}
	return 0, 0, false
}

// plan draws what each group planned to spend on its unit from its running costs.
//
// A group of which a source gives bounds is drawn within them. The rates of the others are
// drawn around the plan of their unit, if known, and then moved up or down together,
// each in proportion to its room, so that the mean of the 211 rates is exact. In-house
// work and purchases elsewhere are drawn too, so that all running costs are known;
// their means match no published figure.
func (c *completion) plan() error {
	d := c.rng(drawPlan)
	var free []*buyer
	for _, b := range c.buyers {
		if least, most, known := plannedRange(b.Code); known {
			b.rate = d.between(least, most)
		} else {
			free = append(free, b)
		}
	}
	for _, b := range free {
		rate := c.plannedByUnit(b.unit)
		for range 3 { // a sum of several is more often near the middle
			rate += d.between(-1_50_00, 1_50_00)
		}
		b.rate = min(max(rate, aboveLeast), belowMost)
	}
	missing := plannedMean * int64(len(c.buyers))
	for _, b := range c.buyers {
		missing -= b.rate
	}
	room := make([]int64, len(free))
	for i, b := range free {
		if room[i] = b.rate - aboveLeast; missing > 0 {
			room[i] = belowMost - b.rate
		}
	}
	moves, err := split(missing, room)
	if err != nil {
		return err
	}
	for i, b := range free {
		b.rate += moves[i]
	}
	rest := c.rng(drawRest)
	for _, b := range c.buyers {
		elsewhere := rest.between(elsewhereLeast, elsewhereMost)
		inHouse := rest.between(allLeast, allMost) - b.rate - elsewhere
		b.year.Plan = &ccg.Statement{Synthetic: true, Parts: []ccg.Part{
			planned(ccg.FromCSU, b.rate, b.people),
			planned(ccg.InHouse, inHouse, b.people),
			planned(ccg.FromOthers, elsewhere, b.people),
		}}
	}
	return nil
}

// planned returns a part of a plan, by a rate per head.
func planned(c ccg.Category, rate, people int64) ccg.Part {
	amount := perHead(rate).Mul(people)
	return ccg.Part{Category: c, Amount: &amount, Funding: ccg.RunningCost}
}

// plannedByUnit returns the rate that the unit planned for, or the national mean.
func (c *completion) plannedByUnit(unit nhs.OrgID) int64 {
	u, _ := c.CSUs.Unit(unit)
	for i := range u.Incomes {
		if n := &u.Incomes[i]; n.Year == modelYear && n.Basis == csu.Planned && n.PerHead != nil {
			return n.PerHead.Decimal().CoefficientInt64()
		}
	}
	return plannedMean
}

// perHead returns a rate given in hundredths of a penny.
func perHead(rate int64) nhs.Rate {
	r, err := nhs.ParseRate(fmt.Sprintf("%d.%04d", rate/1_00_00, rate%1_00_00))
	if err != nil {
		return nhs.Rate{} // rates of plans are small and never negative, so this cannot happen
	}
	return r
}

// pay divides the payments of all groups in the year among the units, by the people
// of their customers within 8% either way. It divides the sum of each unit among
// its customers, by their plans within about 15%. An agreement that ends within the
// year counts by its days.
func (c *completion) pay() error {
	total, err := c.paidByAll()
	if err != nil {
		return err
	}
	d := c.rng(drawOutturn)
	customers := make(map[nhs.OrgID][]*buyer)
	var units []nhs.OrgID
	for _, b := range c.buyers {
		if customers[b.unit] == nil {
			units = append(units, b.unit)
		}
		customers[b.unit] = append(customers[b.unit], b)
	}
	weights := make([]int64, len(units))
	for i, unit := range units {
		for _, b := range customers[unit] {
			weights[i] += b.people * b.days
		}
		weights[i] *= d.between(920, 1080)
	}
	sums, err := split(total, weights)
	if err != nil {
		return err
	}
	for i, unit := range units {
		if err := c.payUnit(d, unit, sums[i], customers[unit]); err != nil {
			return err
		}
	}
	return nil
}

func (c *completion) payUnit(d rng, unit nhs.OrgID, sum int64, customers []*buyer) error {
	u, _ := c.CSUs.Unit(unit)
	paid := make([]int64, len(customers))
	weights := make([]int64, len(customers))
	for i, b := range customers {
		if value, ok := yearlyValue(&u, b.Code); ok {
			paid[i] = value
			sum -= value
			continue
		}
		weights[i] = b.people * b.days / 100 * b.rate / 100 * d.between(85, 115)
	}
	parts, err := split(sum, weights)
	if err != nil {
		return err
	}
	for i, b := range customers {
		amount := nhs.MoneyFromPence(paid[i] + parts[i])
		b.year.Outturn = &ccg.Statement{
			Parts:     []ccg.Part{{Category: ccg.FromCSU, Amount: &amount}}, // the budget is unknown
			Synthetic: true,
		}
		c.Spend = append(c.Spend, commissioning.Spend{
			Customer: b.Code, Supplier: unit, Year: modelYear, Amount: amount,
			Basis: commissioning.OutturnSpend, Synthetic: true,
		})
	}
	return nil
}

// yearlyValue returns the group's payment to the unit in the year according to a
// source, in pence.
func yearlyValue(u *csu.Unit, group nhs.OrgID) (pence int64, known bool) {
	for i := range u.Customers {
		if k := &u.Customers[i]; k.ID == group && k.Relation == csu.Buys && k.To.IsZero() && k.Value != nil {
			return k.Value.Pence()
		}
	}
	return 0, false
}

// paidByAll returns the payments of all groups to units in the year, in pence.
func (c *completion) paidByAll() (int64, error) {
	for i := range c.CSUs.Incomes {
		n := &c.CSUs.Incomes[i]
		if n.Year != modelYear || n.Basis != csu.Actual || len(n.Units) > 0 {
			continue
		}
		for _, p := range n.Customers {
			if p.Customer == csu.AllCCGs && p.Amount != nil {
				pence, _ := p.Amount.Pence()
				return pence, nil
			}
		}
	}
	return 0, errors.New("unknown payments of all groups in " + modelYear.String())
}
