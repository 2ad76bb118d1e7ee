package commissioning

import (
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func hasSpend(l *spendTotals) bool { return len(l.market.Spend) > 0 }

var noDuplicateSpend = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleNoDuplicateSpend,
		Title:       "A sum of spend is told once",
		Rationale:   "Two sources often give one figure. Both in the market are counted twice by whoever adds up.",
		Fix:         "Keep one of them with the sources of both, or say what tells them apart: line, kind, budget or VAT.",
		Limitations: "Sums are the same if customer, supplier, year, line, basis, funding and VAT are, whatever the amount.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"spend"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `one outturn of 00C with north-of-england for 2014/15, with two sources`,
		BadExample:  `two outturns of 00C with north-of-england for 2014/15`,
		Related:     []rule.ID{RuleSpendComplete, RuleNoOverlap},
	},
	Applies: hasSpend,
	Check: func(_ rule.Pass, l *spendTotals) (found rule.Findings) {
		for _, r := range l.duplicates {
			s, other := &l.market.Spend[r.item], &l.market.Spend[r.first]
			found.Add(rule.PointerOf("spend", int(r.item)), "%s of %s with %q for %s is told already, as %s: keep one, or say what tells them apart",
				s.Amount, s.Customer, s.Supplier, s.Year, other.Amount).
				With("amount", s.Amount).With("other", other.Amount).
				WithRelated(rule.PointerOf("spend", int(r.first)), "the other sum")
		}
		return found
	},
}

// years of the cap on running costs.
var allowanceYears = nhs.MustParsePeriod("2013-04-01/2022-03-31")

var half = nhs.MustParsePercent("50")

// A yearAt is where the record of a group's year stands.
type yearAt struct{ group, year int32 }

// yearsOfGroups returns the records of the years of groups, the first of each.
func (x *Index) yearsOfGroups() map[partyYear]yearAt {
	list := make(map[partyYear]yearAt)
	for i := range x.market.CCGs.Groups {
		g := &x.market.CCGs.Groups[i]
		if x.groups[g.Code] != g {
			continue
		}
		for j := range g.Years {
			key := partyYear{g.Code, g.Years[j].Year}
			if _, again := list[key]; !again {
				list[key] = yearAt{int32(i), int32(j)}
			}
		}
	}
	return list
}

func (x *Index) yearOf(at yearAt) *ccg.Year { return &x.market.CCGs.Groups[at.group].Years[at.year] }

func (at yearAt) pointer(member rule.Pointer) rule.Pointer {
	return rule.PointerOf("ccgs", "groups", int(at.group), "years", int(at.year)) + member
}

// The kinds of figure that are held against a group's own, with the word that a
// statement is written under. Published payments are part of the whole, by the
// day of sideOfSpend, and are held against neither.
var stated = [...]struct {
	basis SpendBasis
	word  string
}{{PlannedSpend, "plan"}, {OutturnSpend, "outturn"}}

func runningCost(s *Spend) bool { return s.Funding == ccg.RunningCost }

var withinStatement = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleWithinStatement,
		Title:       "Sums paid to units are no more than the group's own statement says",
		Rationale:   "A group states what of its running costs went to units. Sums that come to more are of another budget, of another year, or counted twice.",
		Fix:         "Look for sums of the programme budget, for sums with VAT, and for one sum told twice.",
		Limitations: "Plan is held against plan and outturn against outturn, of running costs only. Sums with VAT, sums of which no source says from which budget they came, and published payments are left out; so are sums that repeat another. Sums that come to less are no finding: they may not be all there are.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"spend", "running costs"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `sums of £1.2m with units, and "parts": [{"category": "csu", "amount": "1200000.00", "funding": "running-cost"}]`,
		BadExample:  `sums of £1.3m with units, and "parts": [{"category": "csu", "amount": "1200000.00", "funding": "running-cost"}]`,
		Related:     []rule.ID{RuleSumsWithinAllowance, ccg.RulePartsSum},
	},
	Applies: hasSpend,
	Check: func(_ rule.Pass, l *spendTotals) (found rule.Findings) {
		var t supplierTotals
		years := l.yearsOfGroups()
		toUnits := func(s *Spend) bool {
			u := l.units[s.Supplier]
			return runningCost(s) && s.Supplier != "" && u != nil && u.Kind != csu.Independent
		}
		for i := range l.accounts {
			a := &l.accounts[i]
			at, ok := years[a.partyYear]
			if !ok {
				continue
			}
			y := l.yearOf(at)
			for kind, c := range stated {
				statement := y.Plan
				if c.basis == OutturnSpend {
					statement = y.Outturn
				}
				if statement == nil || !a.has[kind] {
					continue
				}
				part, known := statement.Spent(ccg.FromCSU)
				if !known {
					continue
				}
				pence, first, ok := l.least(&t, a, c.basis, toUnits)
				if sum := nhs.MoneyFromPence(pence); ok && sum.Compare(part) > 0 {
					found.Add(at.pointer(rule.PointerOf(c.word)), "sums of %s of %s with units in %s come to %s, more than the %s of its own statement: look for another budget, VAT, or a sum told twice",
						c.word, a.body, a.year, sum, part).
						With("sum", sum).With("stated", part).
						WithRelated(rule.PointerOf("spend", int(first)), "the first of the sums")
				}
			}
		}
		return found
	},
}

var sumsWithinAllowance = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleSumsWithinAllowance,
		Title:       "Sums of running cost are no more than the allowance",
		Rationale:   "The allowance caps what a group spends on its own running, whoever is paid. Sums that come to more break the limit, or are not running costs.",
		Fix:         "Look for programme costs and for sums told twice. If the sums stand, the limit was broken.",
		Limitations: "Plan and outturn are judged apart. Sums of which no source says from which budget they came, sums with VAT, published payments and sums that repeat another are left out. For a plan, or against an estimated allowance, the finding is a warning. What the group spent on its own staff is not among the sums.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citationsOf(ccg.YearRules(), ccg.RuleWithinAllowance),
		InForce:     allowanceYears,
		Tags:        []string{"spend", "running costs", "allowance"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `sums of £2.1m of running cost, and "allowance": {"amount": "2200000.00"}`,
		BadExample:  `sums of £2.3m of running cost, and "allowance": {"amount": "2200000.00"}`,
		Related:     []rule.ID{ccg.RuleWithinAllowance, RuleAllowanceExists, RuleWithinStatement},
	},
	Applies: hasSpend,
	On:      firstJudged,
	Check: func(_ rule.Pass, l *spendTotals) (found rule.Findings) {
		var t supplierTotals
		years := l.yearsOfGroups()
		for i := range l.accounts {
			a := &l.accounts[i]
			at, ok := years[a.partyYear]
			if !ok || !allowanceYears.Contains(a.year.First()) || l.yearOf(at).Allowance == nil {
				continue
			}
			allowance := l.yearOf(at).Allowance
			for kind, c := range stated {
				if !a.has[kind] {
					continue
				}
				pence, first, ok := l.least(&t, a, c.basis, runningCost)
				sum := nhs.MoneyFromPence(pence)
				if !ok || sum.Compare(allowance.Amount) <= 0 || allowance.Precision != nil && sum.Sub(allowance.Amount).Compare(allowance.Precision.Abs().MulPercent(half)) <= 0 {
					continue
				}
				f := found.Add(at.pointer("/allowance/amount"), "sums of running cost (%s) of %s in %s come to %s, more than the allowance of %s: look for programme costs and for sums told twice",
					c.word, a.body, a.year, sum, allowance.Amount).
					With("sum", sum).With("allowance", allowance.Amount).
					WithRelated(rule.PointerOf("spend", int(first)), "the first of the sums").
					WithDate(a.year.First())
				if c.basis == PlannedSpend || allowance.Status == ccg.Estimated {
					f.WithSeverity(rule.Warning)
				}
			}
		}
		return found
	},
}

// firstJudged is a day on which the rules on allowances were in force for some
// sum, or the first day of the first year that there are sums for.
func firstJudged(l *spendTotals) nhs.Date {
	var first nhs.FinancialYear
	for i := range l.accounts {
		y := l.accounts[i].year
		if y.IsZero() {
			continue
		}
		if allowanceYears.Contains(y.First()) {
			return y.First()
		}
		if first.IsZero() {
			first = y
		}
	}
	return first.First()
}

var allowanceExists = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleAllowanceExists,
		Title:       "A year with sums of running cost has an allowance on file",
		Rationale:   "Without the allowance nobody can say what part of it was spent. It is not known, and not nought; the allowance of another year does not stand in for it.",
		Fix:         "Add the published allowance, or an estimate that says it is one.",
		Limitations: "Judged for groups of the register, in the years of allowances, once for each group and year. Sums of which no source says from which budget they came do not count.",
		Severity:    rule.Info,
		Basis:       rule.Integrity,
		InForce:     allowanceYears,
		Tags:        []string{"spend", "allowance"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `a sum of running cost for 2014/15, and the group has "years": [{"year": "2014/15", "allowance": {…}}]`,
		BadExample:  `a sum of running cost for 2014/15, and the group has no such year`,
		Related:     []rule.ID{RuleSumsWithinAllowance},
	},
	Applies: hasSpend,
	On:      firstJudged,
	Check: func(_ rule.Pass, l *spendTotals) (found rule.Findings) {
		years := l.yearsOfGroups()
		for i := range l.accounts {
			a := &l.accounts[i]
			if l.groups[a.body] == nil || !allowanceYears.Contains(a.year.First()) {
				continue
			}
			if at, ok := years[a.partyYear]; ok && l.yearOf(at).Allowance != nil {
				continue
			}
			for _, item := range a.items {
				if runningCost(&l.market.Spend[item]) {
					found.Add(rule.PointerOf("spend", int(item), "year"), "no allowance of %s is on file for %s: what part of it was spent is not known", a.body, a.year).
						With("customer", a.body).With("year", a.year).WithDate(a.year.First())
					break
				}
			}
		}
		return found
	},
}

// Limits to what is reckoned, lest a check take long.
const (
	maxYears      = 20        // of a term
	maxLineMonths = 1_000_000 // of all agreements together
)

var withinCharges = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleWithinCharges,
		Title:       "Sums paid to a provider are no more than its agreements charge",
		Rationale:   "What was paid beyond the agreements was bought without one, or belongs to a year, a customer or a provider that is not the one named.",
		Fix:         "Look for work outside the agreements, for a variation that is not on file, and for a sum told twice.",
		Limitations: "Judged where agreements of the customer with the provider run in the year and what they charge is known of each. Plan and outturn are judged apart; sums with VAT, published payments and sums that repeat another are left out. Sums that come to less are no finding. More may be spent than was agreed, so an outturn is information only. Terms of more than 20 years are not reckoned, nor more than a million charges of lines and months in one check, and that is said.",
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
		r := chargeReconciler{spendTotals: l, unknown: make(map[pair]bool), schedules: make(map[int32]*sla.Schedule), left: maxLineMonths}
		r.running = post(len(l.market.Agreements), r.terms)
		for i := range l.accounts {
			if a := &l.accounts[i]; len(l.customers.of(a.body)) > 0 {
				r.check(a, &found)
			}
		}
		if r.left < 0 {
			found.Add("/agreements", "there are more charges than are reckoned in one check, so that not every sum was held against them: check the market in parts").
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

// A chargeReconciler holds sums against the charges of agreements. It reckons a schedule
// only where sums come to more than what the agreement charges at the least.
type chargeReconciler struct {
	*spendTotals
	running   postings[pairYear] // agreements
	unknown   map[pair]bool      // with an agreement whose term is not known, or too long
	tally     supplierTotals
	schedules map[int32]*sla.Schedule
	left      int // line-months that may still be reckoned
}

// terms yields the years in which agreements run, and notes the customers and
// providers of those of which that is not known.
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
		r.tally.clear()
		for i, s := range r.counted(a, c.basis) {
			r.tally.add(r.Canonical(s.Supplier), i, s)
		}
		for i := range r.tally.heaps {
			h := &r.tally.heaps[i]
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
			f := found.Add(rule.PointerOf("spend", int(h.first), "amount"), "sums (%s) of %s with %s in %s come to %s, more than the %s that its agreements charge: look for work outside them, and for a sum told twice",
				c.word, a.body, id, a.year, sum, charged).
				With("sum", sum).With("charged", charged).
				WithRelated(rule.PointerOf("agreements", int(agreements[0])), "an agreement that runs in the year")
			if c.basis == OutturnSpend {
				f.WithSeverity(rule.Info)
			}
		}
	}
}

// atLeast returns, in pence, what the agreements charge their one customer in the
// year at the least, as far as can be seen at a glance: prices by the year for
// years that lie in the term.
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

// charged returns what the agreements charge the customer in the year, and whether
// that is known of each.
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
		if r.left -= len(a.Lines) * (1 + a.Term.Period().Len()/28); r.left < 0 {
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
