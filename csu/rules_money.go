package csu

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// firstYear is the year in which the units began.
var firstYear = nhs.MustParseFinancialYear("2013/14")

// firstChargePerHead is the planning figure for hosting in 2013/14.
var firstChargePerHead = nhs.MustParseRate("0.50")

var hostingCharge = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleHostingCharge,
		Title:       "A planned hosting charge for 2013/14 is at most £0.50 per head",
		Rationale:   "50p per head was the first planning figure, and the Commissioning Board hoped for less. The charge is paid before a customer gets anything.",
		Fix:         "Look for a slip in the amount or the number of people.",
		Limitations: "The charge as agreed was not found. It judges planned charges of 2013/14 only.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Hosting2012, citation.HostingBill),
		InForce:     firstYear.Period(),
		Tags:        []string{"hosting", "income"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"year": "2013/14", "planned": true, "per_head": "0.50"}`,
		BadExample:  `{"year": "2013/14", "planned": true, "per_head": "0.65"}`,
		Related:     []rule.ID{RuleSurplus},
	},
	Applies: func(u *Unit) bool { return len(u.HostingCharges) > 0 },
	On: func(u *Unit) nhs.Date {
		for i := range u.HostingCharges {
			if u.HostingCharges[i].Year == firstYear {
				return firstYear.First()
			}
		}
		return u.HostingCharges[0].Year.First()
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		for i := range u.HostingCharges {
			h := &u.HostingCharges[i]
			if !h.Planned || h.Year != firstYear {
				continue
			}
			if rate, ok := h.PerHead(); ok && rate.Compare(firstChargePerHead) > 0 {
				found.Add(rule.PointerOf("hosting_charges", i), "planned charge of %s per head is above the first planning figure of %s: check it", rate, firstChargePerHead).
					With("per_head", rate)
			}
		}
		return found
	},
}

// surplusOneIn is the surplus that the host wanted: one pound in twenty of the income.
const surplusOneIn = 20

var surplus = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleSurplus,
		Title:       "A unit's surplus in 2013/14 is at least 5% of its income",
		Rationale:   "The host wanted 5% as a cushion against lost customers. All but one unit came close or did better.",
		Fix:         "Look for a slip in the income or the surplus, and whether part was handed back to customers.",
		Limitations: "Both figures must be known, actual and of 2013/14. The host's wish for later years was not found.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.SectorIncome),
		InForce:     firstYear.Period(),
		Tags:        []string{"income"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"year": "2013/14", "basis": "actual", "total": "56000000.00", "surplus": "3700000.00"}`,
		BadExample:  `{"year": "2013/14", "basis": "actual", "total": "56000000.00", "surplus": "1700000.00"}`,
		Related:     []rule.ID{RuleDependency, RuleSectorIncome},
	},
	Applies: func(u *Unit) bool { return len(u.Incomes) > 0 },
	On:      func(u *Unit) nhs.Date { return decidingYear(u.Incomes) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		for i := range u.Incomes {
			n := &u.Incomes[i]
			if n.Year != firstYear || n.Basis != Actual || n.Total == nil || n.Surplus == nil {
				continue
			}
			total, known := n.Total.Pence()
			left, also := n.Surplus.Pence()
			if known && also && total > 0 && (left < total/surplusOneIn || left == total/surplusOneIn && total%surplusOneIn != 0) {
				found.Add(rule.PointerOf("incomes", i, "surplus"), "surplus of %s on %s is under the 5%% that the host wanted: check both figures", n.Surplus, n.Total).
					With("surplus", n.Surplus).With("total", n.Total)
			}
		}
		return found
	},
}

// decidingYear returns the first day of 2013/14 if one of the incomes is of that year,
// or else the first day of the first income's year.
func decidingYear(incomes []Income) nhs.Date {
	for i := range incomes {
		if incomes[i].Year == firstYear {
			return firstYear.First()
		}
	}
	if len(incomes) == 0 {
		return nhs.Date{}
	}
	return incomes[0].Year.First()
}

// A unit depends on a customer that pays more than this part of its income: a quarter
// for any, a fifth for NHS England.
const (
	quarter = 4
	fifth   = 5
)

var (
	quarterPercent = nhs.MustParsePercent("25")
	fifthPercent   = nhs.MustParsePercent("20")
)

var dependency = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleDependency,
		Title:       "No customer pays more than a quarter of the income, and NHS England no more than a fifth",
		Rationale:   "A unit that depends on one customer may not survive losing it: three quarters of North West London's work went within months. NHS England, as host and customer, is a special case.",
		Fix:         "Nothing is wrong. Check how the unit would manage without that customer.",
		Limitations: "The two limits were chosen from published figures, in which six units took over a fifth from NHS England; no text sets them. If amounts are missing, or the total is a lower bound, it uses the stated share. Each entry is judged alone.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.CSUIncome),
		Tags:        []string{"income", "customers"},
		Observed:    rule.ObservedReal,
		GoodExample: `{"total": "56000000.00", "customers": [{"customer": "nhs-england", "amount": "9000000.00"}]}`,
		BadExample:  `{"total": "56000000.00", "customers": [{"customer": "nhs-england", "share": "25", "at_least": true}]}`,
		Related:     []rule.ID{RuleViability},
	},
	Applies: func(u *Unit) bool { return len(u.Incomes) > 0 },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		for i := range u.Incomes {
			n := &u.Incomes[i]
			for j := range n.Customers {
				p := &n.Customers[j]
				switch p.Customer {
				case AllCCGs, AllOthers, "":
					continue
				}
				oneIn, limit := int64(quarter), quarterPercent
				if isNHSEngland(p.Customer) {
					oneIn, limit = fifth, fifthPercent
				}
				if n.exceeds(p, oneIn, limit) {
					found.Add(rule.PointerOf("incomes", i, "customers", j), "%s pays more than %s of the income of %s: check how the unit would manage without it", p.Customer, limit, n.Year).
						With("customer", p.Customer).With("limit", limit)
				}
			}
		}
		return found
	},
}

// isNHSEngland reports whether the customer is the host, by its code word or its name.
func isNHSEngland(customer string) bool {
	return customer == NHSEngland || strings.EqualFold(strings.TrimSpace(customer), "NHS England")
}

// exceeds reports whether p is known to pay more than one pound in so many, which is
// the limit as a percentage. A total that is a lower bound gives no share.
func (n *Income) exceeds(p *Payer, oneIn int64, limit nhs.Percent) bool {
	if p.Amount != nil && n.Total != nil && !n.AtLeast {
		paid, known := p.Amount.Pence()
		total, also := n.Total.Pence()
		if known && also && total > 0 {
			return paid > total/oneIn || paid == total/oneIn && p.AtLeast && total%oneIn == 0
		}
	}
	if p.Share == nil {
		return false
	}
	c := p.Share.Compare(limit)
	return c > 0 || c == 0 && p.AtLeast
}

const (
	severalCustomers = 3
	exitMonths       = 6
	exitsOnTheStack  = 32
)

var viability = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleViability,
		Title:       "A unit loses fewer than three clinical commissioning groups within six months",
		Rationale:   "Surrey and Sussex, Anglia, North West London and Central Eastern each lost several customers in a row before they failed.",
		Fix:         "Nothing is wrong with the data. Ask what the unit and its other customers plan to do.",
		Limitations: "Several is three or more; no source gives a number. It counts customers that stopped buying on a day known to the month, before the unit's end was announced and before it closed; payments and intentions are not counted.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Collapse, citation.Troubled, citation.GPClaims, citation.CentralEastern),
		Tags:        []string{"customers"},
		Observed:    rule.ObservedReal,
		GoodExample: `"customers": [{"id": "06K", "relation": "left", "to": "2013-05"}]`,
		BadExample:  `"customers": [{"id": "07P", "relation": "buys", "to": "2014-09-30"}, {"id": "09A", "relation": "buys", "to": "2014-09-30"}, {"id": "07W", "relation": "buys", "to": "2014-09-30"}]`,
		Related:     []rule.ID{RuleDependency},
	},
	Applies: func(u *Unit) bool { return len(u.Customers) >= severalCustomers },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		var room [exitsOnTheStack]exit
		exits := u.exits(room[:0])
		lost, from := 0, 0
		for i, n := 0, 0; n < len(exits); i++ {
			last := exits[i].on.AddMonths(exitMonths)
			for n < len(exits) && (last.IsZero() || !exits[n].on.After(last)) {
				n++
			}
			if n-i > lost {
				lost, from = n-i, i
			}
		}
		if lost >= severalCustomers {
			first, last := exits[from].on, exits[from+lost-1].on
			found.Add("/customers", "%d customers stopped buying from %s to %s: ask whether the unit can continue", lost, first, last).
				With("lost", lost).With("from", first).With("to", last)
		}
		return found
	},
}

// An exit is a customer's last day with a unit.
type exit struct {
	customer nhs.OrgID
	on       nhs.Date
}

// exits returns the last day of each customer that left before the unit ended, in
// order of time.
func (u *Unit) exits(exits []exit) []exit {
	gone, announced := u.gone(), u.EndAnnounced
	for i := range u.Customers {
		c := &u.Customers[i]
		if c.ID == "" || c.Relation != Buys && c.Relation != LeftIt || c.To.IsZero() {
			continue
		}
		first, last := c.To.Earliest(), c.To.Latest()
		const month = 31
		switch {
		case first.IsZero() || last.IsZero() || last.DaysSince(first) >= month:
			continue // not known well enough
		case !gone.IsZero() && !gone.Latest().IsZero() && !last.AddDays(1).Before(gone.Latest()):
			continue // stayed to the end
		case !announced.IsZero() && c.To.After(announced) == nhs.Yes:
			continue
		}
		exits = append(exits, exit{c.ID, last})
	}
	slices.SortFunc(exits, func(a, b exit) int { return cmp.Or(a.customer.Compare(b.customer), b.on.Compare(a.on)) })
	exits = slices.CompactFunc(exits, func(a, b exit) bool { return a.customer == b.customer })
	slices.SortFunc(exits, func(a, b exit) int { return cmp.Or(a.on.Compare(b.on), a.customer.Compare(b.customer)) })
	return exits
}

// sectorIncome2013 is what the 19 units took in over 2013/14, in pence, and
// sectorPrecision what the figure is rounded to.
const (
	sectorIncome2013 = 808_000_000_00
	sectorPrecision  = 1_000_000_00
)

var sectorIncome = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleSectorIncome,
		Title:       "The sector's income of 2013/14 adds up by customer to £808m",
		Rationale:   "The figure anchors every share of the market. Its parts are 75%, 16% and 10% as published, a point too much by rounding, and £807m of £808m.",
		Fix:         "Correct the part that is out, or give the rounding of the source as precision.",
		Limitations: "It judges actual income of all units together in 2013/14. Parts may differ by half the rounding each, and shares by one whole point, without decimals. Estimates (£670m, £750m) are other figures.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.CSUIncome, citation.SectorIncome),
		InForce:     firstYear.Period(),
		Tags:        []string{"income", "market"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"year": "2013/14", "basis": "actual", "total": "808000000.00", "precision": "1000000.00", "customers": [{"customer": "ccgs", "amount": "602000000.00"}, {"customer": "nhs-england", "amount": "125000000.00"}, {"customer": "others", "amount": "80000000.00"}]}`,
		BadExample:  `{"year": "2013/14", "basis": "actual", "total": "808000000.00", "customers": [{"customer": "ccgs", "amount": "802000000.00"}, {"customer": "nhs-england", "amount": "125000000.00"}]}`,
		Related:     []rule.ID{RuleDependency, RuleCounts},
	},
	Applies: func(r *Register) bool { return len(r.Incomes) > 0 },
	On:      func(r *Register) nhs.Date { return decidingYear(r.Incomes) },
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		for i := range r.Incomes {
			n := &r.Incomes[i]
			if len(n.Units) > 0 || n.Year != firstYear || n.Basis != Actual || n.Total == nil {
				continue
			}
			total, ok := n.Total.Pence()
			if !ok {
				continue
			}
			if away := total - sectorIncome2013; 2*max(away, -away) > sectorPrecision {
				found.Add(rule.PointerOf("incomes", i, "total"), "total of %s differs from the £808m reported for 2013/14: correct it", n.Total).With("total", n.Total)
			}
			if sum, rounding, ok := n.parts(); ok && max(total-sum, sum-total) > rounding {
				found.Add(rule.PointerOf("incomes", i, "customers"), "parts sum to %s, total is %s: correct one of them", nhs.MoneyFromPence(sum), n.Total).
					With("sum", nhs.MoneyFromPence(sum)).With("total", n.Total)
			}
			for j := range n.Customers {
				if p := &n.Customers[j]; p.misstates(total) {
					found.Add(rule.PointerOf("incomes", i, "customers", j, "share"), "%s of %s is not %s: correct the share or the amount", p.Amount, n.Total, p.Share).
						With("share", p.Share)
				}
			}
		}
		return found
	},
}

// parts returns the sum of what the customers paid, in pence, and how far rounding can
// move it from the total. It returns false unless every part is known.
func (n *Income) parts() (sum, rounding int64, ok bool) {
	if len(n.Customers) == 0 {
		return 0, 0, false
	}
	const absurd = 1 << 61
	for i := range n.Customers {
		if n.Customers[i].Amount == nil {
			return 0, 0, false
		}
		p, ok := n.Customers[i].Amount.Pence()
		if sum += p; !ok || sum > absurd || sum < -absurd {
			return 0, 0, false
		}
	}
	if n.Precision != nil {
		precision, ok := n.Precision.Pence()
		if !ok || precision < 0 {
			return 0, 0, false
		}
		hi, lo := bits.Mul64(uint64(precision), uint64(len(n.Customers)+1))
		if hi > 0 || lo > absurd {
			return 0, 0, false
		}
		rounding = int64(lo / 2)
	}
	return sum, rounding, true
}

// misstates reports whether the stated share is more than a point away from the
// amount, without decimals.
func (p *Payer) misstates(total int64) bool {
	if p.Amount == nil || p.Share == nil || total <= 0 {
		return false
	}
	paid, ok := p.Amount.Pence()
	if !ok || paid < 0 || paid > total {
		return false
	}
	hi, lo := bits.Mul64(uint64(paid), 100)
	percent, _ := bits.Div64(hi, lo, uint64(total))
	away := int64(percent) - p.Share.Decimal().IntPart()
	return away > 1 || away < -1
}
