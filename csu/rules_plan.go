package csu

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var planning = nhs.MustParsePeriod("2012-08-01/2013-03-31")

// plannedYears is how many years of income a business plan had to give.
const plannedYears = 4

var planSplit = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RulePlanSplit,
		Title:       "A business plan gives four years of income by customer and service line",
		Rationale:   "A total does not show how a unit survives if a customer leaves or brings a line in house. Both happened to several units within months.",
		Fix:         "Give a line for each customer, service line and year, for four years.",
		Limitations: "It does not check that the lines sum to anything.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Checkpoint3),
		InForce:     planning,
		Tags:        []string{"plans", "income"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"customer": "00C", "line": "finance", "year": "2013/14", "amount": "100000.00"}`,
		BadExample:  `{"year": "2013/14", "amount": "100000.00"}`,
		Related:     []rule.ID{RuleDependency, RuleCheckpointsInOrder},
	},
	Applies: func(u *Unit) bool { return u.BusinessPlan != nil },
	On:      func(u *Unit) nhs.Date { return decides(u.BusinessPlan.Submitted, planning) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		var years [plannedYears]nhs.FinancialYear
		n := 0
		for i := range u.BusinessPlan.Lines {
			l := &u.BusinessPlan.Lines[i]
			if strings.TrimSpace(l.Customer) == "" {
				found.Add(rule.PointerOf("business_plan", "lines", i, "customer"), "no customer: split the income by customer")
			}
			if l.Line == "" {
				found.Add(rule.PointerOf("business_plan", "lines", i, "line"), "no service line: split the income by service line")
			}
			if l.Year.IsZero() {
				found.Add(rule.PointerOf("business_plan", "lines", i, "year"), "no year: split the income by year")
			} else if n < plannedYears && !slices.Contains(years[:n], l.Year) {
				years[n] = l.Year
				n++
			}
		}
		if n < plannedYears {
			found.Add("/business_plan/lines", "plan covers %d of four years: add the others", n).With("years", n)
		}
		return found
	},
}
