package decision

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// An OptionCost is what an option costs over all the years, undiscounted and in
// pounds.
type OptionCost struct {
	// Option is its ID.
	Option string `json:"option"`
	// Total is what the group pays. The option is ranked on it.
	Total nhs.Money `json:"total"`
	// Others is what other bodies pay in the group's stead, such as stranded costs.
	// The parts of a shared cost that fall to the other partners are not in it.
	Others nhs.Money `json:"others"`
	// Parts are the total by kind of cost, those of nought left out.
	Parts []CostPart `json:"parts,omitempty"`
	// VAT is the tax in the total; nil if the option bears none.
	VAT *VATCost `json:"vat,omitempty"`
	// Partners are the parts of the costs of all partners, the group's among them,
	// in order of code. They sum to those costs to the penny.
	Partners []PartnerCost `json:"partners,omitempty"`
	// Years are the costs by year, and what they do to the allowance.
	Years []YearCost `json:"years"`
	// Risk is the part of the total that is an allowance for risk.
	Risk nhs.Money `json:"risk"`
}

// A CostPart is what the group pays for one kind of cost, VAT apart.
type CostPart struct {
	// Kind is the kind of cost; "adjustment" is the option's own.
	Kind CostKind `json:"kind"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
}

// A PartnerCost is what one partner pays of the costs that all share.
type PartnerCost struct {
	// Org is the partner.
	Org nhs.OrgID `json:"org"`
	// Amount is in pounds over all the years, VAT that is not got back included.
	Amount nhs.Money `json:"amount"`
}

// adjustment is the kind of an [Option]'s Adjustment among its parts.
const adjustment CostKind = "adjustment"

// A VATCost is the VAT in the cost of an option, in pounds over all the years.
type VATCost struct {
	// Net is the price before VAT.
	Net nhs.Money `json:"net"`
	// Charged is the tax on it.
	Charged nhs.Money `json:"charged"`
	// Recovered is what the group gets back.
	Recovered nhs.Money `json:"recovered"`
	// Borne is what it keeps paying.
	Borne nhs.Money `json:"borne"`
	// EstimateLow is what VAT would come to at the lower end of NHS England's
	// estimate for an end-to-end deal, 5 per cent of the price.
	EstimateLow nhs.Money `json:"estimate_low"`
	// EstimateHigh is the same at its upper end, 9 per cent.
	EstimateHigh nhs.Money `json:"estimate_high"`
}

// A YearCost is what an option costs the group in one year, in pounds, and what
// that does to the running-cost allowance. What is not known is nil.
type YearCost struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Total is what the group pays, VAT that it does not get back included.
	Total nhs.Money `json:"total"`
	// RunningCost is the part that counts against the allowance; nil if it is not
	// stated which budget pays.
	RunningCost *nhs.Money `json:"running_cost,omitempty"`
	// PerHead is the total by head of the population.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Allowance is the running-cost allowance.
	Allowance *nhs.Money `json:"allowance,omitempty"`
	// AllowanceStatus says whether it is published or estimated.
	AllowanceStatus ccg.Status `json:"allowance_status,omitempty"`
	// OfAllowance is the running cost as part of the allowance, in per cent to one
	// decimal.
	OfAllowance *nhs.Percent `json:"of_allowance,omitempty"`
	// Headroom is what the allowance leaves after this option and everything else;
	// below nought the allowance is broken.
	Headroom *nhs.Money `json:"headroom,omitempty"`
}

// charge is one cost of an option with its tax, of which the group pays a part.
type charge struct {
	net, vatCharged, vatBorne nhs.Money
}

// computeCost returns what the option costs. Only a decision that keeps the rules of
// [refusing] can be reckoned; any other is an error.
func (d *Decision) computeCost(o *Option) (OptionCost, error) {
	r := OptionCost{Option: o.ID}
	vat := o.VAT
	if vat == nil && o.taxUnknown() {
		return r, errors.New("the VAT is not known")
	}
	if vat != nil && !vat.known() {
		return r, errors.New("the VAT is not known")
	}
	years, ok := d.years()
	if !ok {
		return r, errors.New("the years are not known")
	}
	ours := make([][]charge, years) // by year
	unfunded := make([]bool, years) // some cost does not say which budget pays
	running := make([]nhs.Money, years)
	parts := make(map[CostKind]nhs.Money)
	var tax VATCost
	var shares sharer

	for i := range o.Costs {
		c := &o.Costs[i]
		at, ok := d.yearIndex(c.Year)
		if !ok || c.Amount == nil {
			return r, fmt.Errorf("cost %d has no amount in the years compared", i)
		}
		whole := charge{net: *c.Amount}
		if c.Kind == Price {
			whole.vatCharged, whole.vatBorne = vat.on(*c.Amount)
		}
		part := whole
		if c.SharedByPartners {
			if shares.weights == nil {
				var err error
				if shares, err = d.sharer(o.Sharing); err != nil {
					return r, err
				}
			}
			parts, err := shares.split(whole)
			if err != nil {
				return r, err
			}
			part = parts[shares.own]
			if c.bearer() == Group {
				shares.pay(parts)
			}
		}
		pays := part.net.Add(part.vatBorne)
		if c.bearer() != Group {
			r.Others = r.Others.Add(pays)
			continue
		}
		ours[at] = append(ours[at], part)
		parts[c.Kind] = parts[c.Kind].Add(part.net)
		if c.Kind == Price {
			tax.Net = tax.Net.Add(part.net)
			tax.Charged = tax.Charged.Add(part.vatCharged)
			tax.Borne = tax.Borne.Add(part.vatBorne)
		}
		if c.Kind == Risk {
			r.Risk = r.Risk.Add(pays)
		}
		switch d.fundingOf(c) {
		case ccg.RunningCost:
			running[at] = running[at].Add(pays)
		case ccg.Programme:
		default:
			unfunded[at] = true
		}
	}
	if o.Adjustment != nil {
		ours[0] = append(ours[0], charge{net: *o.Adjustment})
		parts[adjustment] = *o.Adjustment
		switch d.Funding {
		case ccg.RunningCost:
			running[0] = running[0].Add(*o.Adjustment)
		case ccg.Programme:
		default:
			unfunded[0] = true
		}
	}

	year := d.FirstYear
	for at := range years {
		y := YearCost{Year: year}
		for _, c := range ours[at] {
			y.Total = y.Total.Add(c.net).Add(c.vatBorne)
		}
		if !unfunded[at] {
			cost := running[at]
			y.RunningCost = &cost
		}
		y.fill(d.budget(year))
		r.Total = r.Total.Add(y.Total)
		r.Years = append(r.Years, y)
		year = year.Next()
	}
	for _, k := range [...]CostKind{Price, InHouse, SharedService, Retained, Transition, Redundancy, Stranded, Risk, adjustment} {
		if m, ok := parts[k]; ok && m.Sign() != 0 {
			r.Parts = append(r.Parts, CostPart{k, m})
		}
	}
	for i, org := range shares.orgs {
		r.Partners = append(r.Partners, PartnerCost{org, nhs.MoneyFromPence(shares.paid[i])})
	}
	if vat != nil {
		tax.Recovered = tax.Charged.Sub(tax.Borne)
		low, high := EstimatedVAT()
		tax.EstimateLow, tax.EstimateHigh = tax.Net.MulPercent(low), tax.Net.MulPercent(high)
		r.VAT = &tax
	}
	return r, nil
}

// fill adds what the budget says of the year.
func (y *YearCost) fill(b *Budget) {
	if b == nil {
		return
	}
	if b.Headcount != nil {
		if rate, err := y.Total.PerHead(int64(b.Headcount.People)); err == nil {
			y.PerHead = &rate
		}
	}
	if b.Allowance == nil {
		return
	}
	amount := b.Allowance.Amount
	y.Allowance, y.AllowanceStatus = &amount, b.Allowance.Status
	if y.RunningCost == nil {
		return
	}
	if share, err := nhs.Ratio(*y.RunningCost, amount, 1); err == nil {
		y.OfAllowance = &share
	}
	if b.Elsewhere != nil {
		left := amount.Sub(*b.Elsewhere).Sub(*y.RunningCost)
		y.Headroom = &left
	}
}

func (d *Decision) fundingOf(c *Cost) ccg.Funding {
	if c.Funding != "" {
		return c.Funding
	}
	return d.Funding
}

// taxUnknown reports whether it would have to be said what VAT the option bears:
// something is paid to somebody who may be outside the NHS.
func (o *Option) taxUnknown() bool {
	if o.VAT != nil || o.Supplier != nil && o.Supplier.Kind.IsNHS() {
		return false
	}
	for i := range o.Costs {
		if o.Costs[i].Kind == Price {
			return true
		}
	}
	return false
}

// A sharer splits costs of all partners, who are in order of code.
type sharer struct {
	orgs    []nhs.OrgID
	weights []int64
	paid    []int64 // pence
	own     int     // which partner is the group
}

// sharer returns how the group takes its part of the option's shared costs.
func (d *Decision) sharer(s *Sharing) (sharer, error) {
	if s == nil {
		return sharer{}, errors.New("it is not said how the cost is shared")
	}
	order, weights, err := splitWeights(s.Split, s.Partners)
	if err != nil {
		return sharer{}, err
	}
	shares := sharer{weights: weights, paid: make([]int64, len(order)), own: -1}
	for at, i := range order {
		org := s.Partners[i].Org
		shares.orgs = append(shares.orgs, org)
		if org == d.CCG && d.CCG != "" {
			shares.own = at
		}
	}
	if shares.own < 0 {
		return sharer{}, errors.New("the group is not among the partners")
	}
	return shares, nil
}

// split returns what each partner pays of a charge to all of them.
func (s *sharer) split(whole charge) ([]charge, error) {
	parts := make([]charge, len(s.weights))
	for _, m := range [...]struct {
		whole nhs.Money
		part  func(*charge) *nhs.Money
	}{
		{whole.net, func(c *charge) *nhs.Money { return &c.net }},
		{whole.vatCharged, func(c *charge) *nhs.Money { return &c.vatCharged }},
		{whole.vatBorne, func(c *charge) *nhs.Money { return &c.vatBorne }},
	} {
		if m.whole.Sign() == 0 {
			continue
		}
		all, err := m.whole.Allocate(s.weights...)
		if err != nil {
			return nil, err
		}
		for i := range all {
			*m.part(&parts[i]) = all[i]
		}
	}
	return parts, nil
}

// pay adds to what the partners have paid.
func (s *sharer) pay(parts []charge) {
	for i := range parts {
		s.paid[i] += pence(parts[i].net) + pence(parts[i].vatBorne)
	}
}

// years returns how many years are compared, and whether that is known and no
// more than maxYears.
func (d *Decision) years() (int, bool) {
	if d.FirstYear.IsZero() || d.LastYear.IsZero() || d.LastYear.Compare(d.FirstYear) < 0 {
		return 0, false
	}
	n := d.LastYear.First().Year() - d.FirstYear.First().Year() + 1
	return n, n <= maxYears
}

// yearIndex returns which of the years compared y is, and whether it is one.
func (d *Decision) yearIndex(y nhs.FinancialYear) (int, bool) {
	if y.IsZero() || y.Compare(d.FirstYear) < 0 || y.Compare(d.LastYear) > 0 {
		return 0, false
	}
	return y.First().Year() - d.FirstYear.First().Year(), true
}

// Bounds on what is compared. A larger decision is not ranked.
const (
	maxYears     = 30
	maxOptions   = 20
	maxCriteria  = 40
	maxMustHaves = 100
	maxCosts     = 300 // of one option: eight kinds in thirty years are 240
	maxPartners  = 250 // there were at most 211 groups
	maxID        = 100 // bytes: a result repeats the IDs of options and criteria

	maxCost = 100_000_000_000_000 // of an option over all years, in pence
)
