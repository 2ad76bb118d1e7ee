package decision

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var costsKnown = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleCosts,
		Title:     "Every cost is known, says who bears it, and lies in the years compared",
		Rationale: "A cost that is missing, in another year or without its VAT makes an option look cheaper than it is.",
		Fix:       "Give the years of the comparison and, for every option and year, what doing the work costs. Give the VAT on a price unless the supplier is an NHS body. Say who bears redundancy and stranded costs.",
		Limitations: "It cannot tell whether a figure is right, or whether a cost was omitted altogether. Amounts are in the prices of their years, and ranked without a discount. " +
			"VAT on the price of an NHS supplier is a warning and does not prevent a ranking. " +
			"An amount is never negative; deduct income from the cost that it belongs to.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"comparison", "cost"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"first_year": "2014/15", "last_year": "2014/15", "options": [{"costs": [{"kind": "in-house", "year": "2014/15", "amount": "200000.00"}]}]`,
		BadExample:  `"first_year": "2014/15", "last_year": "2014/15", "options": [{"costs": [{"kind": "in-house", "year": "2013/14", "amount": "200000.00"}]}]`,
		Related:     []rule.ID{RuleHiddenCosts, RuleScores},
	},
	Applies: func(d *Decision) bool { return len(d.Options) > 0 && len(d.Options) <= maxOptions },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		yearsKnown := d.checkYears(&found)
		if d.DiscountRate != nil && !isShare(d.DiscountRate) {
			found.Add("/discount_rate", "discount rate %s is out of range: give 0 to 100%%, or leave it out", d.DiscountRate)
		}
		d.checkBudgets(&found)
		for i := range d.Options {
			d.checkTax(&found, i)
			d.checkCosts(&found, i, yearsKnown)
		}
		return found
	},
}

func (d *Decision) checkYears(found *rule.Findings) bool {
	switch {
	case d.FirstYear.IsZero():
		found.Add("/first_year", "missing first year: give a financial year such as 2014/15")
	case d.LastYear.IsZero():
		found.Add("/last_year", "missing last year: give a financial year such as 2016/17")
	case d.LastYear.Compare(d.FirstYear) < 0:
		found.Add("/last_year", "last year %s is before the first, %s: correct one", d.LastYear, d.FirstYear)
	default:
		n, ok := d.years()
		if !ok {
			found.Add("/last_year", "%d years: at most %d are compared", n, maxYears)
		}
		return ok
	}
	return false
}

func (d *Decision) checkBudgets(found *rule.Findings) {
	if len(d.Budgets) > 2*maxYears {
		found.Add("/budgets", "%d budgets: give at most %d", len(d.Budgets), 2*maxYears)
		return
	}
	for i := range d.Budgets {
		y := d.Budgets[i].Year
		if y.IsZero() {
			found.Add(rule.PointerOf("budgets", i, "year"), "missing budget year: give one")
		} else if d.budget(y) != &d.Budgets[i] {
			found.Add(rule.PointerOf("budgets", i, "year"), "duplicate budget for %s: keep one", y)
		}
	}
}

func (d *Decision) checkTax(found *rule.Findings, i int) {
	o := &d.Options[i]
	if o.taxUnknown() {
		found.Add(rule.PointerOf("options", i, "vat"), "unknown VAT: the supplier is not known to be an NHS body; give the rate (usually 20) and what is recovered, or its kind")
	}
	if o.VAT == nil {
		return
	}
	if !isShare(o.VAT.Rate) {
		found.Add(rule.PointerOf("options", i, "vat", "rate"), "unknown VAT rate: give a percentage from 0 to 100, usually 20")
	}
	if o.Supplier != nil && o.Supplier.Kind.IsNHS() && o.VAT.Rate != nil && o.VAT.Rate.Sign() > 0 {
		found.Add(rule.PointerOf("options", i, "vat", "rate"), "VAT of %s on an NHS supplier: NHS bodies do not charge one another VAT; remove it, or correct the kind of supplier", o.VAT.Rate).WithSeverity(rule.Warning)
	}
	if !isShare(o.VAT.Recovered) {
		found.Add(rule.PointerOf("options", i, "vat", "recovered"), "unknown VAT recovery: give the percentage of the tax recovered, from 0 to 100")
	}
}

func (d *Decision) checkCosts(found *rule.Findings, i int, yearsKnown bool) {
	o := &d.Options[i]
	if len(o.Costs) > maxCosts {
		found.Add(rule.PointerOf("options", i, "costs"), "%d costs: give at most %d", len(o.Costs), maxCosts)
		return
	}
	before := len(*found)
	sum, shared := int64(0), false
	for j := range o.Costs {
		c := &o.Costs[j]
		shared = shared || c.SharedByPartners
		sum += d.checkCost(found, i, j, yearsKnown)
	}
	if shared {
		d.checkSplit(found, i)
	}
	if a := o.Adjustment; a != nil {
		p, ok := a.Pence()
		if !ok || p > maxCost || p < -maxCost {
			found.Add(rule.PointerOf("options", i, "adjustment"), "adjustment %s is too large: check it", a)
		}
	}
	if sum > maxCost/2 { // VAT is at most as much again
		found.Add(rule.PointerOf("options", i, "costs"), "the costs sum to more than %s: check them", nhs.MoneyFromPence(maxCost/2))
	}
	if !yearsKnown {
		return
	}
	n, _ := d.years()
	y := d.FirstYear
	for range n {
		if !o.runsIn(y) {
			found.Add(rule.PointerOf("options", i, "costs"), "no cost of the work in %s: give a price, in-house or shared-service cost, 0.00 if none", y)
		}
		y = y.Next()
	}
	if o.Adjustment != nil && o.Adjustment.Sign() < 0 && len(*found) == before {
		if cost, err := d.computeCost(o); err == nil && cost.Total.Sign() < 0 {
			found.Add(rule.PointerOf("options", i, "adjustment"), "the adjustment exceeds the option's cost, leaving %s: reduce it", cost.Total)
		}
	}
}

// runsIn reports whether the option has a cost of doing the work in the year.
func (o *Option) runsIn(y nhs.FinancialYear) bool {
	for j := range o.Costs {
		if c := &o.Costs[j]; c.Year == y && c.Kind.isRunning() {
			return true
		}
	}
	return false
}

// checkCost reports what is wrong with cost j of option i, and returns its
// amount in pence.
func (d *Decision) checkCost(found *rule.Findings, i, j int, yearsKnown bool) int64 {
	c := &d.Options[i].Costs[j]
	at := func(member string) rule.Pointer { return rule.PointerOf("options", i, "costs", j, member) }
	if !c.Kind.IsKnown() {
		found.Add(at("kind"), "unknown kind of cost %.64q: use price, in-house, shared-service, retained, transition, redundancy, stranded or risk", string(c.Kind))
	}
	if _, ok := d.yearIndex(c.Year); !ok && (yearsKnown || c.Year.IsZero()) {
		if c.Year.IsZero() {
			found.Add(at("year"), "missing year: give one from %s to %s", d.FirstYear, d.LastYear)
		} else {
			found.Add(at("year"), "year %s is outside the comparison, %s to %s: move the cost, or compare more years", c.Year, d.FirstYear, d.LastYear)
		}
	}
	switch b := c.bearer(); {
	case b == "":
		found.Add(at("bearer"), "unknown bearer of the %s cost: name the group, the present or new supplier, NHS England or other groups", c.Kind)
	case !b.IsKnown():
		found.Add(at("bearer"), "unknown bearer %.64q: use ccg, present-supplier, new-supplier, nhs-england or other-ccgs", string(b))
	}
	if c.Amount == nil {
		found.Add(at("amount"), "missing amount: give it, or an estimate with its evidence")
		return 0
	}
	p, ok := c.Amount.Pence()
	switch {
	case !ok || p > maxCost:
		found.Add(at("amount"), "amount %s is too large: check it", c.Amount)
		return 0
	case p < 0:
		found.Add(at("amount"), "negative amount %s: deduct income from the cost that it belongs to", c.Amount)
		return 0
	}
	return p
}

// checkSplit reports why the shared costs of option i cannot be split.
func (d *Decision) checkSplit(found *rule.Findings, i int) {
	s := d.Options[i].Sharing
	at := func(steps ...any) rule.Pointer {
		return rule.PointerOf("options", i, "sharing") + rule.PointerOf(steps...)
	}
	switch {
	case s == nil:
		found.Add(at(), "missing sharing for a cost of all partners: name the partners and the split")
		return
	case s.Split != ByPopulation && s.Split != ByUse:
		found.Add(at("split"), "unknown split %.64q: use population or use", string(s.Split))
		return
	case len(s.Partners) > maxPartners:
		found.Add(at("partners"), "%d partners: give at most %d", len(s.Partners), maxPartners)
		return
	case d.CCG == "" || !s.has(d.CCG):
		found.Add(at("partners"), "the deciding group is not among the partners: add it")
	}
	known, most := true, int64(0)
	for j := range s.Partners {
		p := &s.Partners[j]
		for k := range j {
			if s.Partners[k].Org == p.Org {
				found.Add(at("partners", j, "org"), "duplicate partner %q: keep one", string(p.Org))
				break
			}
		}
		w, ok := p.weight(s.Split)
		known, most = known && ok, max(most, w)
		if !ok {
			member := "people"
			if s.Split == ByUse {
				member = "use"
			}
			found.Add(at("partners", j, member), "unknown %s of partner %q: give it, since the split is by it", s.Split, string(p.Org))
		}
	}
	if known && most == 0 && len(s.Partners) > 0 {
		found.Add(at("partners"), "no partner uses the service: split the cost by population instead")
	}
}
