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
		Title:       "There is at least one indicator with target, measure, source and frequency",
		Rationale:   "Without one nobody can say whether the service is good or getting better, and all that is left to argue about is the price.",
		Fix:         "Write an indicator that says what is measured, from which source, how often, and how good is good enough.",
		Limitations: "One complete indicator in the whole agreement is enough. The real agreements at hand break it because only part of them is known.",
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
		found.Add("/lines", "no indicator has a target, a measure, a source and a frequency: write at least one")
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
		Rationale:   "It is what one unit and its customer agreed on in 2013, and the plainest sign that somebody is there.",
		Fix:         "Set the target to 100 per cent, the limit to 24 hours and the frequency to monthly, or leave it if another serves better.",
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
					found.Add(rule.PointerOf("lines", i, "kpis", j, "target"), "the benchmark is that 100 per cent of messages are acknowledged")
				}
				if k.WithinHours < 1 || k.WithinHours > acknowledgeHours {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "within_hours"), "the benchmark is 24 hours")
				}
				if k.Frequency != Monthly {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "frequency"), "the benchmark is a report each month")
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
		Rationale:   "Trouble that is seen in a month can be mended in the next.",
		Fix:         "Agree a monthly review and a quarterly survey, or leave it if another rhythm serves better.",
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
			found.Add("/reviews", "neither reviews nor surveys are agreed: the benchmark is a monthly review and a quarterly survey")
			return found
		}
		if r.Every != Monthly {
			found.Add("/reviews/every", "the benchmark is a review each month")
		}
		if r.SurveyEvery != Quarterly && r.SurveyEvery != Monthly {
			found.Add("/reviews/survey_every", "the benchmark is a survey each quarter")
		}
		return found
	},
}

var casework = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCasework,
		Title:       "Lines for complaints, serious incidents, claims and funding requests have indicators of their own",
		Rationale:   "Behind each case is a person who waits. An average over other work hides them.",
		Fix:         "Give the line at least one indicator.",
		Limitations: "Lines are known by their service.",
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
				found.Add(rule.PointerOf("lines", i, "kpis"), "the line %s has no indicator of its own: give it one", l.Service).With("service", l.Service)
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
		Title:       "Results are numbers in range, and no numerator exceeds its denominator",
		Rationale:   "More answered in time than were asked, or a share of nought, is a slip in the return. It would count as a success.",
		Fix:         "Correct the return. A month in which there was nothing to count has no result: leave it out.",
		Limitations: "A value in per cent is held to 0 to 100 only where the unit is per cent or %.",
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
					found.Add(rule.PointerOf("lines", i, "kpis", j, "target"), "a target of %s per cent: want from 0 to 100", k.Target)
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

// invalid returns the first thing that is wrong with the result, and in which
// member; the message is "" if nothing is.
func (r *Result) invalid(percent bool) (member rule.Pointer, message string) {
	n, d := r.Numerator, r.Denominator
	switch {
	case r.Value != nil && (n != nil || d != nil):
		return "/value", "a result is either a value or a numerator and a denominator: leave one out"
	case r.Value != nil && percent && !isPercentage(*r.Value):
		return "/value", "a share in per cent lies from 0 to 100: correct it"
	case r.Value != nil:
		return "", ""
	case n == nil && d == nil:
		return "", "the result has no figure: give a value, or a numerator and a denominator"
	case n == nil:
		return "/numerator", "the numerator is missing: give it"
	case d == nil:
		return "/denominator", "the denominator is missing: give it"
	case d.Sign() <= 0:
		return "/denominator", "the denominator is not above nought: leave the result out if there was nothing to count"
	case n.Sign() < 0:
		return "/numerator", "the numerator is below nought: correct it"
	case n.Compare(*d) > 0:
		return "/numerator", "the numerator is more than the denominator: correct one of them"
	}
	return "", ""
}

var creditsCapped = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCredits,
		Title:       "Credits have a cap and are no more than the charge for the time",
		Rationale:   "Credits without end make a provider argue about every figure; a credit above the charge is a fine.",
		Fix:         "Cap the credits of a year in per cent of its charges, at most 100, and keep each within the line's charge for the time it is for.",
		Limitations: "No source gives figures for credits. An amount is held against a month's, a quarter's or a year's worth of the line's price, by the indicator's frequency, where the price is fixed, per head, or cost and volume.",
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
					found.Add(rule.PointerOf("lines", i, "kpis", j, "credit")+member, "%s", message)
				}
			}
		}
		switch {
		case asked && (a.Credits == nil || a.Credits.Cap == nil):
			found.Add("/credits", "credits are agreed without a cap: agree the most they may come to in a year")
		case a.Credits != nil && a.Credits.Cap != nil:
			if w := trillionths(*a.Credits.Cap); w < 0 || w > wholeShare {
				found.Add("/credits/cap", "a cap of %s: want from 0 to 100 per cent of the charges", a.Credits.Cap).With("cap", a.Credits.Cap)
			}
		}
		return found
	},
}

// creditError returns what is wrong with the indicator's credit, and in which
// member.
func (k *KPI) creditError(price *Price) (member rule.Pointer, message string) {
	c := k.Credit
	switch {
	case c.Percent == nil && c.Amount == nil:
		return "", "the credit gives neither a percentage nor an amount: give one"
	case c.Percent != nil && c.Amount != nil:
		return "", "the credit gives both a percentage and an amount: leave one out"
	case c.Percent != nil:
		if w := trillionths(*c.Percent); w < 0 || w > wholeShare {
			return "/percent", "a credit is from 0 to 100 per cent of the charge for the time"
		}
		return "", ""
	}
	amount, ok := c.Amount.Pence()
	months, regular := k.Frequency.Months()
	charge, known := price.monthly()
	switch {
	case !ok || amount < 0:
		return "/amount", "a credit is not below nought: give what the provider gives back"
	case known && regular && amount/int64(months) > charge:
		return "/amount", "the credit is more than the line's charge for the time: lower it"
	}
	return "", ""
}
