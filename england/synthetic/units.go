package synthetic

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// chooseUnits gives every group one unit to buy from in the year: the one that a
// source names, or else the one of its area.
func (c *completion) chooseUnits() error {
	named := make(map[nhs.OrgID]nhs.OrgID)
	for i := range c.CSUs.Units {
		u := &c.CSUs.Units[i]
		if u.OpenOn(modelYear.First()) != nhs.Yes {
			continue
		}
		for _, customer := range u.Customers {
			if from, ok := customer.From.Exact(); ok && from == modelYear.First() {
				named[customer.ID] = u.Slug
			}
		}
	}
	for _, b := range c.buyers {
		b.unit = named[b.Code]
		if b.unit == "" {
			b.unit = unitOf(b.Code, b.ICB)
		}
		if _, ok := c.CSUs.Unit(b.unit); !ok {
			return fmt.Errorf("unknown unit for the area of %s", b.Code)
		}
	}
	return nil
}

// unitOf returns the unit of the group's area. No source gives this for most of them:
// the names of the units and the known purchases of neighbours suggest it. Areas are
// those of the integrated care boards of 2022.
func unitOf(group, area nhs.OrgID) nhs.OrgID {
	switch group {
	case "02Q": // Bassetlaw, named in the unit
		return "west-south-yorkshire-bassetlaw"
	case "99M": // North East Hampshire and Farnham
		return "south"
	}
	switch area {
	case "QHM":
		return "north-of-england"
	case "QE1", "QNC":
		return "staffordshire-lancashire"
	case "QWO", "QF7":
		return "west-south-yorkshire-bassetlaw"
	case "QOQ":
		return "north-yorkshire-humber"
	case "QJM", "QPM", "QK1", "QJ2", "QT1":
		return "greater-east-midlands"
	case "QHL", "QUA", "QOC":
		return "central-midlands"
	case "QWU", "QGH":
		return "arden"
	case "QHG", "QUE", "QJG", "QM7", "QH8":
		return "central-eastern"
	case "QMJ", "QMF":
		return "north-east-london"
	case "QKS":
		return "kent-medway"
	case "QNX":
		return "surrey-sussex"
	case "QRL", "QVV":
		return "south"
	case "QU9", "QNQ", "QOX", "QR1":
		return "central-southern"
	case "QT6", "QJK", "QSL", "QUY":
		return "south-west"
	}
	return ""
}

// setTerms draws the term of each agreement. It ends an agreement on its known end, or
// when no unit is left to continue it.
func (c *completion) setTerms() error {
	d := c.rng(drawTerms)
	for _, b := range c.buyers {
		months := [...]int{18, 12, 24, 36, 60}[d.choose(54, 10, 6, 22, 8)]
		if b.Code == "99N" {
			months = 36 // Wiltshire's ended on 31 March 2016: see sla.RuleExtension
		}
		b.until = modelYear.First().AddMonths(months).AddDays(-1)
		u, _ := c.CSUs.Unit(b.unit)
		if at := slices.IndexFunc(u.Customers, func(k csu.Customer) bool { return k.ID == b.Code && !k.To.IsZero() }); at >= 0 {
			b.until = u.Customers[at].To.Latest()
		}
		if last, ends := c.lastDay(&u); ends && b.until.After(last) {
			b.until = last
		}
		b.days = int64(min(b.until.DaysSince(modelYear.First()), modelYear.Last().DaysSince(modelYear.First())) + 1)
	}
	return nil
}

// lastDay returns the last day on which the unit or a successor is known to be
// working, and whether there is such an end.
func (c *completion) lastDay(u *csu.Unit) (last nhs.Date, ends bool) {
	for {
		if u.Closed.IsZero() {
			return nhs.Date{}, false
		}
		next, ok := c.CSUs.Unit(c.successor(u.Slug))
		if !ok {
			break
		}
		u = &next
	}
	if last, ok := u.Closed.Exact(); ok {
		return last, true
	}
	return u.Closed.Earliest().AddDays(-1), true
}

// successor returns the unit that took over from one, or "".
func (c *completion) successor(unit nhs.OrgID) nhs.OrgID {
	for _, s := range c.CSUs.Successions {
		if s.Predecessor == unit && s.IsTakeover() {
			return s.Successor
		}
	}
	return ""
}
