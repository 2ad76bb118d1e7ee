package decision

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var costsKnown = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleCosts,
		Title:     "Every cost is known, says who bears it, and lies in the years compared",
		Rationale: "A cost that is missing, filed under another year or without its VAT makes an option look cheaper than it is.",
		Fix:       "Give the years of the comparison and, for every option and each of them, what doing the work costs. Give the VAT on a price unless the supplier is of the NHS. Say who bears redundancy and stranded costs.",
		Limitations: "It cannot tell whether a figure is right, or whether a cost was left out altogether. Amounts are of their years: nothing is discounted. " +
			"VAT on the price of a supplier of the NHS is a warning and does not stand against a ranking. " +
			"An amount is not below nought; income is taken off the cost that it belongs to.",
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
		found.Add("/first_year", "the first year of the comparison is missing: give a financial year such as 2014/15")
	case d.LastYear.IsZero():
		found.Add("/last_year", "the last year of the comparison is missing: give a financial year such as 2016/17")
	case d.LastYear.Compare(d.FirstYear) < 0:
		found.Add("/last_year", "the last year, %s, is before the first, %s", d.LastYear, d.FirstYear)
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
		found.Add("/budgets", "%d budgets: at most %d are read", len(d.Budgets), 2*maxYears)
		return
	}
	for i := range d.Budgets {
		y := d.Budgets[i].Year
		if y.IsZero() {
			found.Add(rule.PointerOf("budgets", i, "year"), "the budget has no year: give one")
		} else if d.budget(y) != &d.Budgets[i] {
			found.Add(rule.PointerOf("budgets", i, "year"), "%s has a budget already: keep one", y)
		}
	}
}

func (d *Decision) checkTax(found *rule.Findings, i int) {
	o := &d.Options[i]
	if o.taxUnknown() {
		found.Add(rule.PointerOf("options", i, "vat"), "the supplier is not said to be of the NHS, and the VAT on its price is not known: give rate (as a rule 20) and what is recovered, or the kind of supplier")
	}
	if o.VAT == nil {
		return
	}
	if !isShare(o.VAT.Rate) {
		found.Add(rule.PointerOf("options", i, "vat", "rate"), "the rate of VAT is not known: give a per cent from 0 to 100, as a rule 20")
	}
	if o.Supplier != nil && o.Supplier.Kind.IsNHS() && o.VAT.Rate != nil && o.VAT.Rate.Sign() > 0 {
		found.Add(rule.PointerOf("options", i, "vat", "rate"), "the supplier is of the NHS, whose bodies charge one another no VAT, and a rate of %s makes it look dearer: take the VAT out, or correct the kind of supplier", o.VAT.Rate).WithSeverity(rule.Warning)
	}
	if !isShare(o.VAT.Recovered) {
		found.Add(rule.PointerOf("options", i, "vat", "recovered"), "how much of the VAT is recovered is not known: give a per cent of the tax from 0, for none, to 100")
	}
}

func (d *Decision) checkCosts(found *rule.Findings, i int, yearsKnown bool) {
	o := &d.Options[i]
	if len(o.Costs) > maxCosts {
		found.Add(rule.PointerOf("options", i, "costs"), "%d costs: at most %d are reckoned", len(o.Costs), maxCosts)
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
			found.Add(rule.PointerOf("options", i, "adjustment"), "an adjustment of %s is beyond what is reckoned", a)
		}
	}
	if sum > maxCost/2 { // VAT is at most as much again
		found.Add(rule.PointerOf("options", i, "costs"), "the costs sum to more than %s, which is beyond what is reckoned", nhs.MoneyFromPence(maxCost/2))
	}
	if !yearsKnown {
		return
	}
	n, _ := d.years()
	y := d.FirstYear
	for range n {
		if !o.runsIn(y) {
			found.Add(rule.PointerOf("options", i, "costs"), "nothing is said of what the work costs in %s: give a price, in-house or shared-service cost, as 0.00 if it is nothing", y)
		}
		y = y.Next()
	}
	if o.Adjustment != nil && o.Adjustment.Sign() < 0 && len(*found) == before {
		if cost, err := d.computeCost(o); err == nil && cost.Total.Sign() < 0 {
			found.Add(rule.PointerOf("options", i, "adjustment"), "the adjustment takes more off than the option costs, which leaves %s", cost.Total)
		}
	}
}

// runsIn reports whether it is said what doing the work costs in the year.
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
		found.Add(at("kind"), "kind of cost %.64q: want price, in-house, shared-service, retained, transition, redundancy, stranded or risk", string(c.Kind))
	}
	if _, ok := d.yearIndex(c.Year); !ok && (yearsKnown || c.Year.IsZero()) {
		if c.Year.IsZero() {
			found.Add(at("year"), "the cost has no year: give one from %s to %s", d.FirstYear, d.LastYear)
		} else {
			found.Add(at("year"), "a cost in %s is not in the years compared, %s to %s: move it, or compare more years", c.Year, d.FirstYear, d.LastYear)
		}
	}
	switch b := c.bearer(); {
	case b == "":
		found.Add(at("bearer"), "it is not said who bears the %s cost: name the group, the present or the new supplier, NHS England or other groups", c.Kind)
	case !b.IsKnown():
		found.Add(at("bearer"), "bearer %.64q: want ccg, present-supplier, new-supplier, nhs-england or other-ccgs", string(b))
	}
	if c.Amount == nil {
		found.Add(at("amount"), "the amount is not known: give it, or an estimate with its evidence")
		return 0
	}
	p, ok := c.Amount.Pence()
	switch {
	case !ok || p > maxCost:
		found.Add(at("amount"), "an amount of %s is beyond what is reckoned", c.Amount)
		return 0
	case p < 0:
		found.Add(at("amount"), "an amount of %s is below nought: take income off the cost that it belongs to", c.Amount)
		return 0
	}
	return p
}

// checkSplit reports why the costs of all partners of option i cannot be split.
func (d *Decision) checkSplit(found *rule.Findings, i int) {
	s := d.Options[i].Sharing
	at := func(steps ...any) rule.Pointer {
		return rule.PointerOf("options", i, "sharing") + rule.PointerOf(steps...)
	}
	switch {
	case s == nil:
		found.Add(at(), "a cost is that of all partners, but it is not said how they share it: name them and the split")
		return
	case s.Split != ByPopulation && s.Split != ByUse:
		found.Add(at("split"), "split %.64q: want population or use", string(s.Split))
		return
	case len(s.Partners) > maxPartners:
		found.Add(at("partners"), "%d partners: at most %d are reckoned", len(s.Partners), maxPartners)
		return
	case d.CCG == "" || !s.has(d.CCG):
		found.Add(at("partners"), "the group that decides is not among the partners: add it")
	}
	known, most := true, int64(0)
	for j := range s.Partners {
		p := &s.Partners[j]
		for k := range j {
			if s.Partners[k].Org == p.Org {
				found.Add(at("partners", j, "org"), "%q is a partner twice: keep one", string(p.Org))
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
			found.Add(at("partners", j, member), "the split is by %s, and that of %q is not known: give it", s.Split, string(p.Org))
		}
	}
	if known && most == 0 && len(s.Partners) > 0 {
		found.Add(at("partners"), "nobody uses the service, so its cost cannot be split by use")
	}
}
