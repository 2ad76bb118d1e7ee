package commissioning

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// Limits to what is calculated, so that a check does not take long.
const (
	maxYears      = 20        // of a term
	maxLineMonths = 1_000_000 // of all agreements together
)

var withinCharges = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleWithinCharges,
		Title:       "Sums paid to a provider do not exceed the charges of its agreements",
		Rationale:   "What was paid beyond the agreements was bought without one, or belongs to another year, customer or provider.",
		Fix:         "Look for work outside the agreements, missing variations and duplicates.",
		Limitations: "Judged if the customer has agreements with the provider in the year, and the charges of each are known. Plan and outturn are judged separately. Sums with VAT, published payments and duplicates are left out. A smaller total is no finding. More may be spent than was agreed, so an outturn is information only. Terms of more than 20 years, and more than a million charges of lines and months in one check, are not calculated; a finding reports the latter.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"spend", "charges"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `£1.2m paid to north-of-england in 2014/15, and an agreement at £1.2m a year`,
		BadExample:  `£1.3m paid to north-of-england in 2014/15, and one agreement at £1.2m a year`,
		Related:     []rule.ID{RuleWithinStatement, sla.RulePrices},
	},
	Applies: func(l *spendTotals) bool { return hasSpend(l) && len(l.market.Agreements) > 0 },
	Check: func(_ rule.Pass, l *spendTotals) (found rule.Findings) {
		r := chargeReconciler{spendTotals: l, unknown: make(map[pair]bool), schedules: make(map[int32]*sla.Schedule), budget: maxLineMonths}
		r.running = post(len(l.market.Agreements), r.terms)
		for i := range l.accounts {
			if a := &l.accounts[i]; len(l.customers.of(a.body)) > 0 {
				r.check(a, &found)
			}
		}
		if r.budget < 0 {
			found.Add("/agreements", "too many charges to check at once, so some sums were not compared: split the market").
				WithSeverity(rule.Info)
		}
		return found
	},
}

// A pair is a customer and a provider.
type pair struct{ customer, provider nhs.OrgID }

// A pairYear is a customer and a provider in one year.
type pairYear struct {
	pair
	year nhs.FinancialYear
}

// A chargeReconciler compares sums with the charges of agreements. It calculates a
// schedule only if the sums exceed the least that the agreements charge.
type chargeReconciler struct {
	*spendTotals
	running   postings[pairYear] // agreements
	unknown   map[pair]bool      // with an agreement whose term is unknown or too long
	totals    supplierTotals
	schedules map[int32]*sla.Schedule
	budget    int // line-months that may still be calculated
}

// terms yields the years in which agreements run. It notes the customers and providers
// of agreements with an unknown term.
func (r *chargeReconciler) terms(yield func(pairYear, int) bool) {
	for i := range r.market.Agreements {
		a := &r.market.Agreements[i]
		t := &a.Term
		known := !t.Starts.IsZero() && !t.Ends.IsZero() && !t.Ends.Before(t.Starts) && t.Ends.Before(t.Starts.AddMonths(12*maxYears))
		for j := range a.Customers {
			p := pair{a.Customers[j].ID, r.Canonical(a.Provider.ID)}
			if !known {
				r.unknown[p] = true
				continue
			}
			y, last := t.Starts.FinancialYear(), t.Ends.FinancialYear()
			for range maxYears + 1 {
				if !yield(pairYear{p, y}, i) {
					return
				}
				if y.Compare(last) >= 0 {
					break
				}
				y = y.Next()
			}
		}
	}
}

// check reports the providers to which the account paid more than they charge.
func (r *chargeReconciler) check(a *yearAccount, found *rule.Findings) {
	for kind, c := range stated {
		if !a.has[kind] {
			continue
		}
		r.totals.clear()
		for i, s := range r.counted(a, c.basis) {
			r.totals.add(r.Canonical(s.Supplier), i, s)
		}
		for i := range r.totals.totals {
			h := &r.totals.totals[i]
			id := h.supplier
			p := pair{a.body, id}
			agreements := r.running.of(pairYear{p, a.year})
			if id == "" || len(agreements) == 0 || r.unknown[p] || h.min() <= r.atLeast(agreements, a.year) {
				continue
			}
			charged, known := r.charged(agreements, a.partyYear)
			if !known || nhs.MoneyFromPence(h.min()).Compare(charged) <= 0 {
				continue
			}
			sum := nhs.MoneyFromPence(h.min())
			f := found.Add(rule.PointerOf("spend", int(h.first), "amount"), "sums (%s) of %s with %s in %s total %s, more than the agreed charges of %s: look for other work and duplicates",
				c.word, a.body, id, a.year, sum, charged).
				With("sum", sum).With("charged", charged).
				WithRelated(rule.PointerOf("agreements", int(agreements[0])), "an agreement that runs in the year")
			if c.basis == OutturnSpend {
				f.WithSeverity(rule.Info)
			}
		}
	}
}

// atLeast returns the least, in pence, that the agreements charge their one customer in
// the year. It counts only yearly prices, for years within the term.
func (r *chargeReconciler) atLeast(agreements []int32, year nhs.FinancialYear) int64 {
	sum := int64(0)
	for _, i := range agreements {
		a := &r.market.Agreements[i]
		t := &a.Term
		if t.Starts.IsZero() || t.Ends.Before(year.Last()) || t.Starts.After(year.First()) || len(a.Customers) != 1 || a.Customers[0].Share != nil ||
			len(a.Indexation) > 0 || len(a.Variations) > 0 {
			continue
		}
		for j := range a.Lines {
			p := a.Lines[j].Price
			if p != nil && p.Kind == sla.Fixed && p.Amount != nil && p.Amount.Sign() >= 0 {
				sum = addSaturating(sum, *p.Amount)
			}
		}
	}
	return sum
}

// charged returns what the agreements charge the customer in the year, and whether that
// is known for each.
func (r *chargeReconciler) charged(agreements []int32, of partyYear) (sum nhs.Money, known bool) {
	for _, i := range agreements {
		amount, ok := r.charge(i, of)
		if !ok {
			return sum, false
		}
		sum = sum.Add(amount)
	}
	return sum, true
}

// charge returns what one agreement charges the customer in the year.
func (r *chargeReconciler) charge(agreement int32, p partyYear) (nhs.Money, bool) {
	s, done := r.schedules[agreement]
	if !done {
		a := &r.market.Agreements[agreement]
		if r.budget -= len(a.Lines) * (1 + a.Term.Period().Len()/28); r.budget < 0 {
			return nhs.Money{}, false
		}
		if made, err := sla.Charges(a); err == nil {
			s = &sla.Schedule{Years: made.Years}
		}
		r.schedules[agreement] = s
	}
	if s == nil {
		return nhs.Money{}, false
	}
	y := slices.IndexFunc(s.Years, func(y sla.YearCharges) bool { return y.Year == p.year })
	if y < 0 {
		return nhs.Money{}, false
	}
	var sum nhs.Money
	named := false
	for _, c := range s.Years[y].Customers {
		if c.Customer == p.body {
			sum, named = sum.Add(c.Amount), true
		}
	}
	return sum, named
}
