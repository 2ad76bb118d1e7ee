package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func hasSpend(l *spendTotals) bool { return len(l.market.Spend) > 0 }

var noDuplicateSpend = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleNoDuplicateSpend,
		Title:       "Spend is not counted twice",
		Rationale:   "Two sources often give the same figure. If both are in the market, adding up counts it twice.",
		Fix:         "Keep one of them with the sources of both, or record how they differ: line, kind, budget or VAT.",
		Limitations: "Sums are duplicates if customer, supplier, year, line, basis, funding and VAT are the same, whatever the amount.",
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
			found.Add(rule.PointerOf("spend", int(r.item)), "%s of %s with %q for %s: duplicate of %s; remove one, or record how they differ",
				s.Amount, s.Customer, s.Supplier, s.Year, other.Amount).
				With("amount", s.Amount).With("other", other.Amount).
				WithRelated(rule.PointerOf("spend", int(r.first)), "the other sum")
		}
		return found
	},
}

// allowanceYears are the years with a cap on running costs.
var allowanceYears = nhs.MustParsePeriod("2013-04-01/2022-03-31")

var half = nhs.MustParsePercent("50")

// A yearAt is the place of the record of a group's year.
type yearAt struct{ group, year int32 }

// yearsOfGroups returns the first record of each year of each group.
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

// stated are the kinds of figure that are compared with a group's own, each with the
// member of its statement. Published payments are only a part of the whole, so they are
// compared with neither.
var stated = [...]struct {
	basis SpendBasis
	word  string
}{{PlannedSpend, "plan"}, {OutturnSpend, "outturn"}}

func runningCost(s *Spend) bool { return s.Funding == ccg.RunningCost }

var withinStatement = rule.Rule[spendTotals]{
	Meta: rule.Meta{
		ID:          RuleWithinStatement,
		Title:       "Sums paid to units do not exceed the group's own statement",
		Rationale:   "A group states how much of its running costs went to units. A larger total belongs to another budget or year, or is counted twice.",
		Fix:         "Look for programme costs, sums with VAT and duplicates.",
		Limitations: "Plan is compared with plan and outturn with outturn, for running costs only. Sums with VAT, sums of an unknown budget, published payments and duplicates are left out. A smaller total is no finding, since sums may be missing.",
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
					found.Add(at.pointer(rule.PointerOf(c.word)), "%s sums of %s with units in %s total %s, more than its own statement of %s: look for another budget, VAT or duplicates",
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
		Title:       "Sums of running cost do not exceed the allowance",
		Rationale:   "The allowance caps what a group spends on its own running, whoever is paid. A larger total breaks the limit, or is not all running costs.",
		Fix:         "Look for programme costs and duplicates. If the sums are right, the limit was broken.",
		Limitations: "Plan and outturn are judged separately. Sums of an unknown budget, sums with VAT, published payments and duplicates are left out. For a plan, or an estimated allowance, the finding is a warning. The sums do not include the group's own staff.",
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
				f := found.Add(at.pointer("/allowance/amount"), "sums of running cost (%s) of %s in %s total %s, more than the allowance of %s: look for programme costs and duplicates",
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

// firstJudged returns a day on which the rules on allowances were in force for some sum,
// or the first day of the first year with sums.
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
		Rationale:   "Without the allowance nobody can say what part of it was spent. It is unknown, not zero, and the allowance of another year does not replace it.",
		Fix:         "Add the published allowance, or an estimate that says it is one.",
		Limitations: "Judged for groups in the register, in the years of allowances, once for each group and year. Sums of an unknown budget do not count.",
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
					found.Add(rule.PointerOf("spend", int(item), "year"), "no allowance of %s is on file for %s: the part spent is unknown; add the allowance", a.body, a.year).
						With("customer", a.body).With("year", a.year).WithDate(a.year.First())
					break
				}
			}
		}
		return found
	},
}
