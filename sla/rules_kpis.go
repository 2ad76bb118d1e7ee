package sla

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

var kpis = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleKPIs,
		Title:       "At least one indicator has a target, measure, source and frequency",
		Rationale:   "Without one nobody can say whether the service is good or improving. Only the price is left to argue about.",
		Fix:         "Write an indicator that says what is measured, from which source, how often, and the target.",
		Limitations: "One complete indicator in the whole agreement is enough. The real agreements break this rule because only part of them is known.",
		Severity:    rule.Warning,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Islington),
		Tags:        []string{"kpi"},
		Observed:    rule.ObservedReal,
		GoodExample: `"kpis": [{"measure": "messages acknowledged within 24 hours", "target": "100", "source": "service desk log", "frequency": "monthly"}]`,
		BadExample:  `"kpis": [{"measure": "messages acknowledged"}]`,
		Related:     []rule.ID{RuleMessages, RuleCasework, RuleValues},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			for j := range a.Lines[i].KPIs {
				if a.Lines[i].KPIs[j].isComplete() {
					return nil
				}
			}
		}
		found.Add("/lines", "no indicator has a target, measure, source and frequency: write at least one")
		return found
	},
}

func (k *KPI) isComplete() bool {
	return k.Target != nil && k.Measure != "" && k.Source != "" && k.Frequency != ""
}

var (
	allOfThem        = MustParseNumber("100")
	acknowledgeHours = 24
)

var messages = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleMessages,
		Title:       "All messages are acknowledged within 24 hours, reported monthly",
		Rationale:   "One unit and its customer agreed on this in 2013. It is the plainest sign that somebody is there.",
		Fix:         "Set the target to 100%, the limit to 24 hours and the frequency to monthly. Keep another if it serves better.",
		Limitations: "A benchmark from one agreement, not a duty.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Islington),
		InForce:     nhs.MustParsePeriod("2013-01-01/.."),
		Tags:        []string{"kpi"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"family": "messages", "target": "100", "within_hours": 24, "frequency": "monthly"}`,
		BadExample:  `{"family": "messages", "target": "90", "within_hours": 48, "frequency": "quarterly"}`,
		Related:     []rule.ID{RuleKPIs, RuleReviews},
	},
	On: starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			for j := range a.Lines[i].KPIs {
				k := &a.Lines[i].KPIs[j]
				if k.Family != Messages {
					continue
				}
				if k.Target == nil || k.Target.Compare(allOfThem) < 0 {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "target"), "benchmark: 100%% of messages are acknowledged")
				}
				if k.WithinHours < 1 || k.WithinHours > acknowledgeHours {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "within_hours"), "benchmark: 24 hours")
				}
				if k.Frequency != Monthly {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "frequency"), "benchmark: a report each month")
				}
			}
		}
		return found
	},
}

var reviews = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleReviews,
		Title:       "The agreement is reviewed monthly and customers are surveyed quarterly",
		Rationale:   "Trouble seen in one month can be fixed in the next.",
		Fix:         "Agree a monthly review and a quarterly survey. Keep another rhythm if it serves better.",
		Limitations: "A benchmark from one agreement, not a duty.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Islington),
		InForce:     nhs.MustParsePeriod("2013-01-01/.."),
		Tags:        []string{"review"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"reviews": {"every": "monthly", "survey_every": "quarterly"}`,
		BadExample:  `"reviews": {"every": "yearly", "survey_every": "yearly"}`,
		Related:     []rule.ID{RuleMessages},
	},
	On: starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		r := &a.Reviews
		if r.Every == "" && r.SurveyEvery == "" && len(r.Held)+len(r.Surveys) == 0 {
			found.Add("/reviews", "no reviews or surveys agreed: the benchmark is a monthly review and a quarterly survey")
			return found
		}
		if r.Every != Monthly {
			found.Add("/reviews/every", "benchmark: a review each month")
		}
		if r.SurveyEvery != Quarterly && r.SurveyEvery != Monthly {
			found.Add("/reviews/survey_every", "benchmark: a survey each quarter")
		}
		return found
	},
}

var casework = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCasework,
		Title:       "Complaints, serious incidents, claims and funding requests have their own indicators",
		Rationale:   "Behind each case is a person who waits. An average over other work hides them.",
		Fix:         "Give the line at least one indicator.",
		Limitations: "Lines are identified by their service.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Islington),
		Tags:        []string{"kpi", "lines"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"service": "complaints", "kpis": [{"family": "complaints", …}]}`,
		BadExample:  `{"service": "complaints"}`,
		Related:     []rule.ID{RuleKPIs},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			if l := &a.Lines[i]; len(l.KPIs) == 0 && isCasework(l.Service) {
				found.Add(rule.PointerOf("lines", i, "kpis"), "line %s has no indicator of its own: give it one", l.Service).With("service", l.Service)
			}
		}
		return found
	},
}

func isCasework(id service.ID) bool {
	switch id {
	case complaintsLine, seriousIncidentsLine, claimsLine, fundingRequestsLine:
		return true
	}
	return false
}

var values = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleValues,
		Title:       "Results are numbers in range, with numerators up to their denominators",
		Rationale:   "More answered in time than asked, or a share of zero cases, is a mistake in the return. It would count as a success.",
		Fix:         "Correct the return. Omit a month with nothing to count.",
		Limitations: "A value is checked for 0 to 100 only if the unit is per cent or %.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"kpi"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"numerator": "48", "denominator": "50"}`,
		BadExample:  `{"numerator": "50", "denominator": "48"}`,
		Related:     []rule.ID{RuleDates, RuleKPIs},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			for j := range a.Lines[i].KPIs {
				k := &a.Lines[i].KPIs[j]
				percent := k.inPercent()
				if percent && k.Target != nil && !isPercentage(*k.Target) {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "target"), "a target of %s%%: want 0%% to 100%%", k.Target)
				}
				for n := range k.Results {
					r := &k.Results[n]
					if member, message := r.invalid(percent); message != "" {
						found.Add(rule.PointerOf("lines", i, "kpis", j, "results", n)+member, "%s", message)
					}
				}
			}
		}
		return found
	},
}

func (k *KPI) inPercent() bool { return k.Unit == "%" || k.Unit == "per cent" || k.Unit == "percent" }

func isPercentage(f Number) bool { return f.Sign() >= 0 && f.Compare(allOfThem) <= 0 }

// invalid returns the first thing wrong with the result, and the member that has it. The
// message is "" if nothing is.
func (r *Result) invalid(percent bool) (member rule.Pointer, message string) {
	n, d := r.Numerator, r.Denominator
	switch {
	case r.Value != nil && (n != nil || d != nil):
		return "/value", "both a value and a numerator or denominator: give one or the other"
	case r.Value != nil && percent && !isPercentage(*r.Value):
		return "/value", "a share in per cent outside 0 to 100: correct it"
	case r.Value != nil:
		return "", ""
	case n == nil && d == nil:
		return "", "missing figure: give a value, or a numerator and a denominator"
	case n == nil:
		return "/numerator", "missing numerator: give it"
	case d == nil:
		return "/denominator", "missing denominator: give it"
	case d.Sign() <= 0:
		return "/denominator", "denominator of zero or less: omit the result if there was nothing to count"
	case n.Sign() < 0:
		return "/numerator", "numerator below zero: correct it"
	case n.Compare(*d) > 0:
		return "/numerator", "numerator above the denominator: correct one of them"
	}
	return "", ""
}

var creditsCapped = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCredits,
		Title:       "Credits are capped and stay within the charge for the period",
		Rationale:   "Unlimited credits make a provider dispute every figure. A credit above the charge is a fine.",
		Fix:         "Cap the credits of a year at up to 100% of its charges. Keep each within the line's charge for its period.",
		Limitations: "No source gives figures for credits. An amount is compared with the line's price for a month, quarter or year, by the indicator's frequency. That needs a price that is fixed, per head, or cost and volume.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"kpi", "price"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"credits": {"cap": "10"}, "kpis": [{"credit": {"percent": "2"}}]`,
		BadExample:  `"kpis": [{"credit": {"percent": "150"}}]`,
		Related:     []rule.ID{RulePrices},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		asked := false
		for i := range a.Lines {
			l := &a.Lines[i]
			for j := range l.KPIs {
				k := &l.KPIs[j]
				if k.Credit == nil {
					continue
				}
				asked = true
				if member, message := k.creditError(l.Price); message != "" {
					found.Add(rule.PointerOf("lines", i, "kpis", j)+member, "%s", message)
				}
			}
		}
		switch {
		case asked && (a.Credits == nil || a.Credits.Cap == nil):
			found.Add("/credits", "credits without a cap: agree the most for a year")
		case a.Credits != nil && a.Credits.Cap != nil:
			if w := trillionths(*a.Credits.Cap); w < 0 || w > wholeShare {
				found.Add("/credits/cap", "a cap of %s: want 0%% to 100%% of the charges", a.Credits.Cap).With("cap", a.Credits.Cap)
			}
		}
		return found
	},
}

// creditError returns what is wrong with the indicator's credit, and the member that has
// it. The message is "" if nothing is.
func (k *KPI) creditError(price *Price) (member rule.Pointer, message string) {
	c := k.Credit
	switch {
	case k.Target == nil:
		return "/target", "a credit without a target: give the indicator its target"
	case c.Percent == nil && c.Amount == nil:
		return "/credit", "the credit has neither a percentage nor an amount: give one"
	case c.Percent != nil && c.Amount != nil:
		return "/credit", "the credit has both a percentage and an amount: remove one"
	case c.Percent != nil:
		if w := trillionths(*c.Percent); w < 0 || w > wholeShare {
			return "/credit/percent", "credit outside 0% to 100% of the charge for the period: correct it"
		}
		return "", ""
	}
	amount, ok := c.Amount.Pence()
	months, regular := k.Frequency.Months()
	charge, known := price.monthly()
	switch {
	case !ok || amount < 0:
		return "/credit/amount", "credit below zero: give what the provider gives back"
	case known && regular && amount/int64(months) > charge:
		return "/credit/amount", "credit above the line's charge for the period: lower it"
	}
	return "", ""
}
