package ccg

import (
	"cmp"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var csuRange = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleCSURange,
		Title:       "Planned running costs on CSUs lie from £5 to £15 per head",
		Rationale:   "A survey of January 2013 named only four groups outside that range: Sunderland and the Isle of Wight under £5, Corby and Ashford over £15. A figure outside it is worth a second look: it may include programme costs, or only part of the year.",
		Fix:         "Check the population, and that all of the sum is planned running costs.",
		Limitations: "It checks plans for 2013/14 only; outturn includes more than running costs and is another series. Two groups of the survey lie below the range and two above it, so a figure outside is not wrong in itself.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel, citation.Threefold),
		InForce:     planSurveyYears,
		Tags:        []string{"running costs", "CSU", "benchmark"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: "£9.00 per head",
		BadExample:  "£15.50 per head",
		Related:     []rule.ID{RuleCSUMean},
	},
	Applies: func(y *Year) bool { return y.measured(y.Plan, FromCSU) },
	On:      firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		switch {
		case y.comparePerHead(y.Plan, FromCSU, 500) < 0:
			y.addPerHead(&found, "/plan", y.Plan, FromCSU, "below £5 per head, as only two groups planned in a survey; check whether something is missing")
		case y.comparePerHead(y.Plan, FromCSU, 1500) > 0:
			y.addPerHead(&found, "/plan", y.Plan, FromCSU, "above £15 per head, as only two groups planned in a survey; check whether all of it is running costs")
		}
		return found
	},
}

var csuMean = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleCSUMean,
		Title:       "Planned running costs on CSUs are no more than the mean of £9.43 per head",
		Rationale:   "Two surveys of January 2013 found means of just over £9 and of £9.43. A group that plans to pay more than both pays more than most.",
		Fix:         "Compare what is bought with what others buy, and at what price.",
		Limitations: "It checks plans for 2013/14 only. Outturn must not be compared with these means: the £602m paid in that year is about £11.20 per head and is not only running costs.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel, citation.CCGSurvey, citation.CSUIncome),
		InForce:     planSurveyYears,
		Tags:        []string{"running costs", "CSU", "benchmark"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: "£9.00 per head",
		BadExample:  "£10.00 per head",
		Related:     []rule.ID{RuleCSURange, RuleNonNHSMean},
	},
	Applies: func(y *Year) bool { return y.measured(y.Plan, FromCSU) },
	On:      firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		if y.comparePerHead(y.Plan, FromCSU, 943) > 0 {
			y.addPerHead(&found, "/plan", y.Plan, FromCSU, "above both reported means, just over £9 and £9.43 per head; compare what is bought")
		}
		return found
	},
}

var nonNHSMean = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleNonNHSMean,
		Title:       "Running costs outside the NHS are no more than the mean of £0.30 per head",
		Rationale:   "A survey of ninety groups in January 2013 found a mean of 30 pence. A group that spends more was ahead of the market.",
		Fix:         "Check that the supplier is outside the NHS and that the sum is running costs. If both hold, there is nothing to fix.",
		Limitations: "The mean is of plans for 2013/14. Plan and outturn are each compared with it, and never added.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.CCGSurvey),
		InForce:     planSurveyYears,
		Tags:        []string{"running costs", "benchmark"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: "£0.25 per head",
		BadExample:  "£0.50 per head",
		Related:     []rule.ID{RuleCSUMean},
	},
	Applies: func(y *Year) bool { return y.measured(y.Plan, FromOthers) || y.measured(y.Outturn, FromOthers) },
	On:      firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		const why = "above £0.30 per head, the mean plan for suppliers outside the NHS; check whether all of it was"
		if y.measured(y.Plan, FromOthers) && y.comparePerHead(y.Plan, FromOthers, 30) > 0 {
			y.addPerHead(&found, "/plan", y.Plan, FromOthers, why)
		}
		if y.measured(y.Outturn, FromOthers) && y.comparePerHead(y.Outturn, FromOthers, 30) > 0 {
			y.addPerHead(&found, "/outturn", y.Outturn, FromOthers, why)
		}
		return found
	},
}

// measured reports whether the running costs of the category per head are known.
func (y *Year) measured(s *Statement, c Category) bool {
	if s == nil || y.Headcount == nil || y.Headcount.People < 1 || y.Headcount.People > maxPeople {
		return false
	}
	_, ok := s.Spent(c)
	return ok
}

// comparePerHead returns -1, 0 or +1 if the running costs of the category, which
// are known, are less than so many pence per head, that, or more. It multiplies
// rather than divides, so it is exact.
func (y *Year) comparePerHead(s *Statement, c Category, pence int64) int {
	sum, _ := s.Spent(c)
	have, ok := sum.Pence()
	if !ok {
		return sum.Sign()
	}
	return cmp.Compare(have, pence*int64(y.Headcount.People))
}

// addPerHead reports the running costs of a category per head, at its first part.
func (y *Year) addPerHead(found *rule.Findings, at rule.Pointer, s *Statement, c Category, why string) {
	first := 0
	for s.Parts[first].Category != c {
		first++
	}
	sum, _ := s.Spent(c)
	perHead := ""
	if rate, ok := y.PerHead(s, c); ok {
		perHead = ", about " + rate.String() + " per head,"
	}
	found.Add(at+rule.PointerOf("parts", first, "amount"), "%s for %v people%s is %s", sum, y.Headcount.People, perHead, why).
		With("sum", sum).With("people", int64(y.Headcount.People))
}
