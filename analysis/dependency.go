package analysis

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// A DependencyResult is how far units depended on single customers in a year, and
// what would follow if one left.
type DependencyResult struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Threshold is the share of a unit's business above which it depends on one
	// customer; see [CustomerDependency.OverThreshold].
	Threshold nhs.Percent `json:"threshold"`
	// Units are the units that worked or may have worked in it.
	Units []UnitDependency `json:"units"`
	// Coverage counts the units for which the part of any customer is known.
	Coverage Coverage `json:"coverage"`
}

// A UnitDependency is how far one unit depended on its customers.
type UnitDependency struct {
	// Unit is its slug.
	Unit nhs.OrgID `json:"unit"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Basis says what the customers' parts are measured by: stated income, recorded
	// spend or the charges of agreements on file.
	Basis ShareBasis `json:"basis,omitempty"`
	// Whole is the total of that in pounds; nil if unknown.
	Whole *nhs.Money `json:"whole,omitempty"`
	// WholeAtLeast says that Whole is a lower bound, since a part has no price.
	WholeAtLeast bool `json:"whole_at_least,omitempty"`
	// Named is how many customers are known by name.
	Named int `json:"named"`
	// Customers are those with a known part or amount, the largest first.
	Customers []CustomerDependency `json:"customers"`
}

// A CustomerDependency is what one customer of a unit paid, and what would follow
// if it left.
type CustomerDependency struct {
	// Customer is its code or name. For several taken together it says who they are.
	Customer string `json:"customer"`
	// Name is its name, if a register has it.
	Name string `json:"name,omitempty"`
	// Several says that it is more than one customer.
	Several bool `json:"several,omitempty"`
	// Amount is what it paid in the year, in pounds; nil if unknown. If it left and the
	// unit shed no costs, this much would be uncovered.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Share is its percentage of the whole, to two decimals or as stated; nil if
	// unknown. It is the stranded share of the unit's costs.
	Share *nhs.Percent `json:"share,omitempty"`
	// Bound says whether the source gives amount and share as a limit; "" means as
	// they are.
	Bound commissioning.FigureBound `json:"bound,omitempty"`
	// OverThreshold answers whether one customer paid more than the threshold: 25%. It
	// is unknown for several customers taken together.
	OverThreshold nhs.Tristate `json:"over_threshold"`
	// OthersRise is the percentage by which all other charges would have to rise if this
	// customer left and the unit shed no costs. It is nil if the share is unknown or
	// there is nobody else.
	OthersRise *nhs.Percent `json:"others_rise,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note says what to bear in mind.
	Note string `json:"note,omitempty"`
}

// dependencyThreshold is the share above which a unit depends on one customer.
var dependencyThreshold = nhs.MustParsePercent("25")

// wholePercent is the whole of which a share is a part.
var wholePercent = nhs.MustParsePercent("100")

// Dependency returns how far each unit depended on single customers in the year, and
// what would follow if one left. Without a year it is 2013/14.
//
// If a customer left, its part of the costs would be stranded, or the charges of all
// others would have to rise. The parts are of the unit's stated income, or else of
// the spend recorded with it, or else of the charges of its agreements.
func Dependency(x *commissioning.Index, y nhs.FinancialYear) DependencyResult {
	y = cmp.Or(y, firstYear)
	a := newCoverageBuilder()
	spends := paymentsIn(x, y, a)
	figures := make(map[nhs.OrgID][]*commissioning.Figure) // of customers, by unit
	for f := range figuresOnce(x, a) {
		if f.Topic == topicDependency && f.Share != nil && f.IsOf(y) {
			figures[x.Canonical(f.Org)] = append(figures[x.Canonical(f.Org)], f)
		}
	}
	answer := DependencyResult{Year: y, Threshold: dependencyThreshold, Units: []UnitDependency{}}
	known := 0
	for i := range x.Market().CSUs.Units {
		u := &x.Market().CSUs.Units[i]
		if unitOf(x, u.Slug) != u || worksIn(u, y) == nhs.No {
			continue
		}
		d := UnitDependency{Unit: u.Slug, Name: u.Name, Customers: []CustomerDependency{}}
		d.fromIncome(u, y, a)
		if len(d.Customers) == 0 {
			d.fromPayments(x, BySpend, spends[u.Slug], d.Whole)
		}
		if len(d.Customers) == 0 {
			d.fromPayments(x, ByAgreements, chargesWith(x, u, y, a), d.Whole)
		}
		d.fromNames(x, u, y)
		d.fromFigures(figures[u.Slug])
		for j := range d.Customers {
			d.Customers[j].knockOn(d.Whole)
			a.cite(d.Customers[j].Sources...)
		}
		slices.SortStableFunc(d.Customers, func(a, b CustomerDependency) int {
			return cmp.Or(compareShares(b.Share, a.Share), cmp.Compare(a.Customer, b.Customer))
		})
		if slices.ContainsFunc(d.Customers, func(c CustomerDependency) bool { return c.Share != nil }) {
			known++
		}
		answer.Units = append(answer.Units, d)
	}
	of := len(answer.Units)
	if known < of {
		a.addMissing("No customer's part is known for %s.", outOf(of-known, of, "unit", "units"))
		a.Remedies = append(a.Remedies, "each unit's income by customer, or what each customer spent with it")
	}
	answer.Coverage = a.build(known, of, "units that worked or may have worked in "+y.String()+" with a known part of a customer")
	return answer
}

func compareShares(a, b *nhs.Percent) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Compare(*b)
}

// fromIncome takes the parts from the unit's own statement of the year.
func (d *UnitDependency) fromIncome(u *csu.Unit, y nhs.FinancialYear, a *coverageBuilder) {
	n := incomeOf(u, y)
	if n == nil {
		for i := range u.Incomes {
			if s := &u.Incomes[i]; s.Year == y && len(s.Customers) > 0 {
				n = s
				break
			}
		}
	}
	if n == nil {
		return
	}
	d.Basis = ByIncome
	if !n.AtLeast {
		d.Whole = n.Total
	}
	seen := make(map[string]bool, len(n.Customers))
	for i := range n.Customers {
		p := &n.Customers[i]
		if seen[p.Customer] {
			a.exclude("a second payer %q in the income of %s", p.Customer, u.Slug)
			continue
		}
		seen[p.Customer] = true
		c := CustomerDependency{
			Customer: p.Customer, Name: payerName(p.Customer), Amount: p.Amount, Sources: n.Sources, Note: n.Note,
			Several: p.Customer == csu.AllCCGs || p.Customer == csu.AllOthers,
		}
		if p.AtLeast {
			c.Bound = commissioning.BoundAtLeast
		}
		if share, ok := n.ShareOf(p); ok {
			c.Share = &share
		}
		d.Customers = append(d.Customers, c)
	}
}

// fromPayments takes the parts from recorded payments. They are parts of the whole if
// that is known, or else of all payments together. Where that is a lower bound, a part is
// at most what it is of it, and unknown if it is a lower bound itself.
func (d *UnitDependency) fromPayments(x *commissioning.Index, basis ShareBasis, list []customerPayment, whole *nhs.Money) {
	if len(list) == 0 {
		return
	}
	d.Basis = basis
	if whole == nil {
		var sum nhs.Money
		for _, p := range list {
			sum = sum.Add(p.amount)
			d.WholeAtLeast = d.WholeAtLeast || p.atLeast
		}
		if whole = &sum; d.WholeAtLeast && sum.Sign() == 0 {
			whole = nil // nothing of it has a price
		}
	}
	d.Whole = whole
	for _, p := range list {
		c := CustomerDependency{
			Customer: string(p.customer), Name: nameOf(x, p.customer), Amount: &p.amount,
			Sources: p.sources,
		}
		if whole != nil {
			c.Share = shareIf(p.amount, p.amount.Sign() >= 0 && !(p.atLeast && d.WholeAtLeast), *whole)
		}
		switch {
		case p.atLeast && p.amount.Sign() == 0:
			c.Amount = nil // nothing of it has a price
		case p.atLeast:
			c.Bound = commissioning.BoundAtLeast
		case d.WholeAtLeast:
			c.Bound = commissioning.BoundAtMost
		}
		d.Customers = append(d.Customers, c)
	}
}

// fromNames counts the customers known by name, and adds those with a known payment.
func (d *UnitDependency) fromNames(x *commissioning.Index, u *csu.Unit, y nhs.FinancialYear) {
	seen := make(map[nhs.OrgID]bool)
	have := make(map[string]bool, len(d.Customers))
	for i := range d.Customers {
		have[d.Customers[i].Customer] = true
	}
	for i := range u.Customers {
		c := &u.Customers[i]
		if !boughtIn(c, y) {
			continue
		}
		seen[c.ID] = true
		if c.Value == nil || c.Relation != csu.Buys || have[string(c.ID)] {
			continue
		}
		have[string(c.ID)] = true
		note := c.ValueBasis
		if c.Note != "" {
			note += ": " + c.Note
		}
		d.Customers = append(d.Customers, CustomerDependency{
			Customer: string(c.ID), Name: nameOf(x, c.ID), Amount: c.Value, Sources: c.Sources, Note: note,
		})
	}
	d.Named = len(seen)
}

// fromFigures adds published figures on the customers' part of the unit's business.
func (d *UnitDependency) fromFigures(list []*commissioning.Figure) {
	for _, f := range list {
		d.Customers = append(d.Customers, CustomerDependency{
			Customer: f.ID, Name: f.Label, Several: true, Share: f.Share, Bound: f.Bound, Sources: f.Sources, Note: f.Note,
		})
	}
}

// overThreshold answers whether a figure is over the threshold that it compares to as
// given. A bound that leaves it open is unknown, except that at least the threshold counts
// as over it: the register of units has no other word for "more than".
func overThreshold(bound commissioning.FigureBound, compared int) nhs.Tristate {
	switch bound {
	case commissioning.BoundAtLeast, commissioning.BoundOver:
		if compared >= 0 {
			return nhs.Yes
		}
	case commissioning.BoundAtMost, commissioning.BoundUnder:
		if compared <= 0 {
			return nhs.No
		}
	case commissioning.BoundAbout:
	default:
		if compared > 0 {
			return nhs.Yes
		}
		return nhs.No
	}
	return nhs.Unknown
}

// knockOn works out what would follow if the customer left, from what it paid of the
// whole where both are known, or else from its share as stated.
func (c *CustomerDependency) knockOn(whole *nhs.Money) {
	if c.Share == nil {
		return
	}
	part, of := c.Share.Decimal(), wholePercent.Decimal()
	if c.Amount != nil && whole != nil && whole.Sign() > 0 {
		part, of = c.Amount.Decimal(), whole.Decimal()
	}
	if !c.Several {
		limit := of.Mul(dependencyThreshold.Decimal()).Shift(-2)
		c.OverThreshold = overThreshold(c.Bound, part.Compare(limit))
	}
	rest := of.Sub(part)
	if part.Sign() < 0 || rest.Sign() <= 0 {
		return
	}
	if rise, err := nhs.PercentFromDecimal(part.Shift(2).DivRound(rest, 2)); err == nil {
		c.OthersRise = &rise
	}
}

// chargesWith returns what each customer is due to pay the unit in the year, by the
// agreements on file. What has no price leaves a lower bound.
func chargesWith(x *commissioning.Index, u *csu.Unit, y nhs.FinancialYear, a *coverageBuilder) []customerPayment {
	var list []customerPayment
	at := make(map[nhs.OrgID]int)
	for g := range x.AgreementsBySupplier(u.Slug, nhs.Date{}) {
		if !g.Term.Period().Overlaps(y.Period()) {
			continue
		}
		if first, _ := x.Agreement(g.ID); g.ID != "" && first != g {
			a.exclude("the second agreement %q", g.ID)
			continue
		}
		charges, known := chargesOf(g, y)
		if !known {
			a.addMissing("What agreement %q costs in %s is unknown, in whole or in part.", g.ID, y)
		}
		a.use(g.Synthetic, g.Sources...)
		for _, c := range charges {
			i, ok := at[c.Customer]
			if !ok {
				i = len(list)
				at[c.Customer] = i
				list = append(list, customerPayment{customer: c.Customer, sources: g.Sources})
			}
			list[i].amount = list[i].amount.Add(c.Amount)
			list[i].atLeast = list[i].atLeast || !known
		}
	}
	return list
}

// chargesOf returns what each customer pays in the year, and whether that is all. If it is
// not, it is the part of the lines with a price; if nothing is known of one, it is zero.
func chargesOf(g *sla.Agreement, y nhs.FinancialYear) ([]sla.CustomerCharge, bool) {
	charges := make([]sla.CustomerCharge, len(g.Customers))
	for i := range g.Customers {
		charges[i].Customer = g.Customers[i].ID
	}
	schedule, err := sla.Charges(g)
	if err != nil {
		return charges, false
	}
	year, ok := schedule.Year(y)
	switch {
	case !ok:
		return nil, true
	case len(year.Customers) > 0:
		return year.Customers, true
	case len(g.Customers) != 1:
		return charges, false
	case year.Amount != nil:
		charges[0].Amount = *year.Amount
		return charges, true
	}
	for _, l := range schedule.Lines {
		for _, c := range l.Charges {
			if c.From.FinancialYear() == y {
				charges[0].Amount = charges[0].Amount.Add(c.Amount)
			}
		}
	}
	return charges, false
}

// Table returns a row for each unit, and one for each customer with a known part or
// amount.
func (d DependencyResult) Table() Table {
	t := Table{
		Title: "How far units depended on customers in " + d.Year.String() + ", and what follows if one leaves",
		Key:   2,
		Columns: []Column{
			{Key: "unit", Heading: "unit"}, {Key: "customer", Heading: "customer"}, {Key: "basis", Heading: "of"},
			{Key: "amount", Heading: "amount", Unit: unitPounds}, {Key: "share", Heading: "share", Unit: unitPercent, Sparse: true},
			{Key: "bound", Heading: "bound"}, {Key: "over_threshold", Heading: "over " + d.Threshold.String()},
			{Key: "others_rise", Heading: "others would rise", Unit: unitPercent, Sparse: true}, {Key: "named", Heading: "customers named", Unit: unitCount, Sparse: true},
		},
		Notes: d.Coverage.notes(),
	}
	for _, u := range d.Units {
		t.Rows = append(t.Rows, append(texts(string(u.Unit), "all", string(u.Basis)),
			OptionalCell(u.Whole), Cell{}, Cell{}, Cell{}, Cell{}, CellOf(u.Named)))
		for _, c := range u.Customers {
			t.Rows = append(t.Rows, append(texts(string(u.Unit), c.Customer, string(u.Basis)),
				OptionalCell(c.Amount), OptionalCell(c.Share), CellOf(string(c.Bound)), CellOf(c.OverThreshold.String()), OptionalCell(c.OthersRise), Cell{}))
		}
	}
	return t
}

// Completeness counts the units for which the part of any customer is known.
func (d DependencyResult) Completeness() Coverage { return d.Coverage }
