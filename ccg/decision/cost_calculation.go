package decision

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// An OptionCost holds what an option costs over all the years, in pounds and, but for
// PresentValue, undiscounted.
type OptionCost struct {
	// Option is its ID.
	Option string `json:"option"`
	// Total is what the group pays. The option is ranked on it.
	Total nhs.Money `json:"total"`
	// Others is what other bodies pay instead of the group, such as stranded costs.
	// It excludes the other partners' parts of a shared cost.
	Others nhs.Money `json:"others"`
	// OthersPay is who pays it and for what, in the order of the document.
	OthersPay []OtherCost `json:"others_pay,omitempty"`
	// PresentValue is the total discounted to the first year; nil unless the decision
	// has a discount rate.
	PresentValue *nhs.Money `json:"present_value,omitempty"`
	// Parts are the total by kind of cost, without zeros.
	Parts []CostPart `json:"parts,omitempty"`
	// VAT is the tax in the total; nil if the option bears none.
	VAT *VATCost `json:"vat,omitempty"`
	// Partners are each partner's part of the shared costs, including the group's, in
	// order of code. They sum to those costs to the penny.
	Partners []PartnerCost `json:"partners,omitempty"`
	// Years are the costs by year, and their effect on the allowance.
	Years []YearCost `json:"years"`
	// Risk is the part of the total that is an allowance for risk.
	Risk nhs.Money `json:"risk"`
}

// A CostPart is what the group pays for one kind of cost, excluding VAT.
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
	// Amount is in pounds over all the years, including VAT that is not recovered.
	Amount nhs.Money `json:"amount"`
}

// An OtherCost is what a body other than the group pays for one kind of cost, in pounds
// over all the years, including VAT that is not recovered.
type OtherCost struct {
	// Bearer is who pays; "" if nobody is named.
	Bearer Bearer `json:"bearer,omitempty"`
	// Kind is the kind of cost.
	Kind CostKind `json:"kind"`
	// Amount is in pounds.
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
	// Borne is what the group does not get back.
	Borne nhs.Money `json:"borne"`
	// EstimateLow is the VAT at the lower end of NHS England's estimate for an
	// end-to-end deal, 5% of the price.
	EstimateLow nhs.Money `json:"estimate_low"`
	// EstimateHigh is the VAT at the upper end, 9%.
	EstimateHigh nhs.Money `json:"estimate_high"`
}

// A YearCost holds what an option costs the group in one year, in pounds, and the
// effect on the running-cost allowance. Unknown values are nil.
type YearCost struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Total is what the group pays, including VAT that it does not get back.
	Total nhs.Money `json:"total"`
	// RunningCost is the part that counts against the allowance; nil if the paying
	// budget is not stated.
	RunningCost *nhs.Money `json:"running_cost,omitempty"`
	// PerHead is the total in pounds per head of the population.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Allowance is the running-cost allowance.
	Allowance *nhs.Money `json:"allowance,omitempty"`
	// AllowanceStatus says whether it is published or estimated.
	AllowanceStatus ccg.Status `json:"allowance_status,omitempty"`
	// OfAllowance is the running cost as a percentage of the allowance, to one
	// decimal.
	OfAllowance *nhs.Percent `json:"of_allowance,omitempty"`
	// Headroom is what remains of the allowance after this option and everything
	// else. If it is negative, the allowance is broken.
	Headroom *nhs.Money `json:"headroom,omitempty"`
}

// A charge is a cost with its tax: the whole, or one partner's part.
type charge struct {
	net, vatCharged, vatBorne nhs.Money
}

// pays returns the price and the tax on it that is not recovered.
func (c charge) pays() nhs.Money { return c.net.Add(c.vatBorne) }

// computeCost returns what the option costs. It fails for a decision that breaks
// the rules of [refusing].
func (d *Decision) computeCost(o *Option) (OptionCost, error) {
	if o.VAT == nil && o.taxUnknown() || o.VAT != nil && !o.VAT.known() {
		return OptionCost{}, errors.New("the VAT is unknown")
	}
	years, ok := d.years()
	if !ok {
		return OptionCost{}, errors.New("the years are unknown")
	}
	b := costBuilder{
		Decision: d, Option: o,
		result: OptionCost{Option: o.ID},
		totals: make([]nhs.Money, years), running: make([]nhs.Money, years), unfunded: make([]bool, years),
		parts: make(map[CostKind]nhs.Money),
	}
	for i := range o.Costs {
		if err := b.add(i); err != nil {
			return OptionCost{}, err
		}
	}
	if o.Adjustment != nil {
		b.parts[adjustment] = *o.Adjustment
		b.pay(0, *o.Adjustment, d.Funding)
	}
	return b.build(), nil
}

// A costBuilder sums the costs of one option.
type costBuilder struct {
	*Decision
	*Option
	result   OptionCost
	totals   []nhs.Money // by year: what the group pays
	running  []nhs.Money // by year: its running costs
	unfunded []bool      // by year: the paying budget of some cost is unknown
	parts    map[CostKind]nhs.Money
	tax      VATCost
	shares   sharer
}

// add counts cost i of the option.
func (b *costBuilder) add(i int) error {
	c := &b.Costs[i]
	at, ok := b.yearIndex(c.Year)
	if !ok || c.Amount == nil {
		return fmt.Errorf("cost %d has no amount in the years compared", i)
	}
	own := charge{net: *c.Amount}
	if c.Kind == Price {
		own.vatCharged, own.vatBorne = b.VAT.on(*c.Amount)
	}
	if c.SharedByPartners {
		var err error
		if own, err = b.share(own, c.bearer() == Group); err != nil {
			return err
		}
	}
	pays := own.pays()
	if c.bearer() != Group {
		b.result.Others = b.result.Others.Add(pays)
		b.countOther(c, pays)
		return nil
	}
	b.parts[c.Kind] = b.parts[c.Kind].Add(own.net)
	switch c.Kind {
	case Price:
		b.tax.Net = b.tax.Net.Add(own.net)
		b.tax.Charged = b.tax.Charged.Add(own.vatCharged)
		b.tax.Borne = b.tax.Borne.Add(own.vatBorne)
	case Risk:
		b.result.Risk = b.result.Risk.Add(pays)
	}
	b.pay(at, pays, b.fundingOf(c))
	return nil
}

// countOther adds to what another body pays.
func (b *costBuilder) countOther(c *Cost, pays nhs.Money) {
	for i := range b.result.OthersPay {
		if o := &b.result.OthersPay[i]; o.Bearer == c.bearer() && o.Kind == c.Kind {
			o.Amount = o.Amount.Add(pays)
			return
		}
	}
	b.result.OthersPay = append(b.result.OthersPay, OtherCost{c.bearer(), c.Kind, pays})
}

// share returns the group's part of a charge to all partners. If the group pays,
// the parts of all of them are counted.
func (b *costBuilder) share(whole charge, paid bool) (charge, error) {
	if b.shares.weights == nil {
		var err error
		if b.shares, err = b.sharer(b.Sharing); err != nil {
			return charge{}, err
		}
	}
	pays, own, err := b.shares.split(whole)
	if err != nil {
		return charge{}, err
	}
	if paid {
		b.shares.count(pays)
	}
	return own, nil
}

// pay counts a sum that the group pays from a budget in a year.
func (b *costBuilder) pay(year int, sum nhs.Money, from ccg.Funding) {
	b.totals[year] = b.totals[year].Add(sum)
	switch from {
	case ccg.RunningCost:
		b.running[year] = b.running[year].Add(sum)
	case ccg.Programme:
	default:
		b.unfunded[year] = true
	}
}

// build returns the sums.
func (b *costBuilder) build() OptionCost {
	r := b.result
	year := b.FirstYear
	for at, total := range b.totals {
		y := YearCost{Year: year, Total: total}
		if !b.unfunded[at] {
			y.RunningCost = &b.running[at]
		}
		y.fill(b.budget(year))
		r.Total = r.Total.Add(total)
		r.Years = append(r.Years, y)
		year = year.Next()
	}
	if b.DiscountRate != nil {
		present := presentValue(b.totals, *b.DiscountRate)
		r.PresentValue = &present
	}
	for _, k := range [...]CostKind{Price, InHouse, SharedService, Retained, Transition, Redundancy, Stranded, Risk, adjustment} {
		if m, ok := b.parts[k]; ok && m.Sign() != 0 {
			r.Parts = append(r.Parts, CostPart{k, m})
		}
	}
	for i, org := range b.shares.orgs {
		r.Partners = append(r.Partners, PartnerCost{org, nhs.MoneyFromPence(b.shares.paid[i])})
	}
	if b.VAT != nil {
		b.tax.Recovered = b.tax.Charged.Sub(b.tax.Borne)
		low, high := EstimatedVAT()
		b.tax.EstimateLow, b.tax.EstimateHigh = b.tax.Net.MulPercent(low), b.tax.Net.MulPercent(high)
		r.VAT = &b.tax
	}
	return r
}

// fill adds the figures that depend on the budget.
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

// taxUnknown reports whether the option must state its VAT and does not: it pays a
// supplier that may be outside the NHS.
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

// A sharer splits costs among all partners, in order of code.
type sharer struct {
	orgs    []nhs.OrgID
	weights []int64
	paid    []int64 // pence
	own     int     // which partner is the group
}

// sharer returns how the option's shared costs are split.
func (d *Decision) sharer(s *Sharing) (sharer, error) {
	if s == nil {
		return sharer{}, errors.New("the sharing of a cost is unknown")
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

// split returns what each partner pays of a charge, its price and the tax on it
// together, and the group's part of it: price and tax in the proportion of the whole.
func (s *sharer) split(whole charge) (pays []nhs.Money, own charge, err error) {
	pays, err = whole.pays().Allocate(s.weights...)
	if err != nil {
		return nil, charge{}, err
	}
	mine := pays[s.own]
	if own.net, own.vatBorne, err = divide(mine, whole.net, whole.vatBorne); err != nil {
		return nil, charge{}, err
	}
	recovered, _, err := divide(whole.vatCharged.Sub(whole.vatBorne), mine, whole.pays().Sub(mine))
	own.vatCharged = own.vatBorne.Add(recovered)
	return pays, own, err
}

// divide splits an amount in the proportion of two others of one sign.
func divide(amount, a, b nhs.Money) (x, y nhs.Money, err error) {
	weights := [2]int64{max(pence(a), -pence(a)), max(pence(b), -pence(b))}
	if weights == [2]int64{} {
		return nhs.Money{}, nhs.Money{}, nil
	}
	parts, err := amount.Allocate(weights[:]...)
	if err != nil {
		return nhs.Money{}, nhs.Money{}, err
	}
	return parts[0], parts[1], nil
}

// count adds to what the partners have paid.
func (s *sharer) count(pays []nhs.Money) {
	for i := range pays {
		s.paid[i] += pence(pays[i])
	}
}

// years returns the number of years compared, and whether it is known and no more
// than maxYears.
func (d *Decision) years() (int, bool) {
	if d.FirstYear.IsZero() || d.LastYear.IsZero() || d.LastYear.Compare(d.FirstYear) < 0 {
		return 0, false
	}
	n := d.LastYear.First().Year() - d.FirstYear.First().Year() + 1
	return n, n <= maxYears
}

// yearIndex returns the position of y among the years compared, and whether it is
// one of them.
func (d *Decision) yearIndex(y nhs.FinancialYear) (int, bool) {
	if y.IsZero() || y.Compare(d.FirstYear) < 0 || y.Compare(d.LastYear) > 0 {
		return 0, false
	}
	return y.First().Year() - d.FirstYear.First().Year(), true
}

// The limits of a comparison. A larger decision is not ranked.
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
