package ccg

import (
	"cmp"
	"math/bits"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The years in which the rules on running costs were in force.
var (
	sinceFirstYear  = nhs.MustParsePeriod("2013-04-01/..")
	allowanceYears  = nhs.MustParsePeriod("2013-04-01/2022-03-31") // financial years 2013/14 to 2021/22
	knownRateYears  = nhs.MustParsePeriod("2013-04-01/2016-03-31") // those with a published rate per head
	planSurveyYears = nhs.MustParsePeriod("2013-04-01/2014-03-31") // the one that the surveys asked about
)

var allowancePopulation = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleAllowancePopulation,
		Title:       "An allowance rests on the ONS-scaled population, and the basis is stated",
		Rationale:   "Allowances were set on GP lists scaled to ONS projections. Lists hold millions more people than live in England, so spending per head on raw lists looks lower than it was.",
		Fix:         "Use the ONS-scaled population of the allowance, or omit the headcount.",
		Limitations: "It checks only the stated basis; it cannot tell whether the figure is on that basis.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Allowances2012, citation.Briefing2012),
		InForce:     sinceFirstYear,
		Tags:        []string{"running costs", "allowance", "population"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"headcount": {"people": 200000, "basis": "ons-scaled"}`,
		BadExample:  `"headcount": {"people": 206079, "basis": "registered"}`,
		Related:     []rule.ID{RuleAllowanceSum, RuleUnusualPopulation},
	},
	Applies: func(y *Year) bool { return y.Allowance != nil && y.Headcount != nil },
	On:      firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		switch y.Headcount.Basis {
		case Scaled:
		case "":
			found.Add("/headcount/basis", "missing population basis: an allowance rests on the ONS-scaled one; state %q", Scaled)
		default:
			found.Add("/headcount/basis", "population basis %q: an allowance rests on the ONS-scaled one; use %q", y.Headcount.Basis, Scaled).
				With("basis", y.Headcount.Basis)
		}
		return found
	},
}

var withinAllowance = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:        RuleWithinAllowance,
		Title:     "Running costs are no more than the allowance",
		Rationale: "The allowance caps what a group spends on itself. NHS England's directions make it a limit in law on what was spent in the year, and a group's accounts report against it.",
		Fix:       "Check that no programme cost is counted as a running cost. If the figures stand, the limit was broken and the accounts must say so; a plan must be cut.",
		Limitations: "It checks the outturn or, if there is none or the as-of date is not after the year, the plan. Without a total, every category must be known. " +
			"A rounded allowance counts as the largest amount that rounds to it. An estimated allowance is not the limit itself, so exceeding it is a warning.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.AdministrationLimit, citation.Allowances2012),
		InForce:     allowanceYears,
		Tags:        []string{"running costs", "allowance"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"allowance": {"amount": "2200000.00"}, "outturn": {"total": "2100000.00"}`,
		BadExample:  `"allowance": {"amount": "2200000.00"}, "outturn": {"total": "2300000.00"}`,
		Related:     []rule.ID{RuleAllowanceSum, RulePartsSum, RuleRecode},
	},
	Applies: func(y *Year) bool { return y.Allowance != nil && (y.Plan.known() || y.Outturn.known()) },
	On:      firstDay,
	Check: func(p rule.Pass, y *Year) (found rule.Findings) {
		s, at, done := y.Outturn, rule.Pointer("/outturn"), "spent"
		isOver := p.AsOf.IsZero() || p.AsOf.After(y.Year.Last())
		if !s.known() || !isOver && y.Plan.known() {
			s, at, done = y.Plan, "/plan", "planned"
		}
		cost, _ := s.RunningCost()
		if cost.Compare(y.Allowance.Amount) <= 0 || cost.Compare(y.Allowance.atMost()) <= 0 {
			return nil
		}
		if s.Total != nil {
			at += "/total"
		}
		over := cost.Sub(y.Allowance.Amount)
		f := found.Add(at, "%s %s on running costs, %s over the allowance of %s: check whether programme costs are counted", done, cost, over, y.Allowance.Amount).
			With("cost", cost).With("allowance", y.Allowance.Amount).With("over", over).
			WithRelated("/allowance/amount", "the allowance")
		if y.Allowance.Status == Estimated {
			f.Message += "; the allowance is an estimate"
			f.WithSeverity(rule.Warning)
		}
		return found
	},
}

// known reports whether there is a statement whose running cost is known.
func (s *Statement) known() bool { return s != nil && (s.Total != nil || s.complete()) }

var allowanceSum = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:        RuleAllowanceSum,
		Title:     "An allowance is the rate per head times the population, within rounding",
		Rationale: "The allowances of these years were set that way. If the two disagree, the population is a different one or a figure was mistyped.",
		Fix:       "Check amount, rate and population against the published table. A population on another basis does not reproduce the allowance.",
		Limitations: "It uses the stated rate, or else the national rate of the year (except for a supposed allowance). It checks only a population that is ONS-scaled or states no basis, since no other can fit. " +
			"It tolerates the source's rounding (or else a pound), and half a penny per head, since rates are published in whole pence.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Allowances2014, citation.Allowances2012, citation.Briefing2012),
		InForce:     knownRateYears,
		Tags:        []string{"running costs", "allowance", "population"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"headcount": {"people": 200000, "basis": "ons-scaled"}, "allowance": {"amount": "5000000.00"}`,
		BadExample:  `"headcount": {"people": 200000, "basis": "ons-scaled"}, "allowance": {"amount": "5200000.00"}`,
		Related:     []rule.ID{RuleAllowancePopulation, RuleNationalRate},
	},
	Applies: func(y *Year) bool {
		return y.Allowance != nil && y.Headcount != nil && y.Headcount.People > 0 && (y.Headcount.Basis == Scaled || y.Headcount.Basis == "")
	},
	On: firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		rate, ok := y.rate()
		if !ok || y.Allowance.agrees(rate, y.Headcount.People) {
			return nil
		}
		want := rate.Mul(int64(y.Headcount.People))
		found.Add("/allowance/amount", "allowance %s is not %s times %v people, which is %s: check all three", y.Allowance.Amount, rate, y.Headcount.People, want).
			With("allowance", y.Allowance.Amount).With("per_head", rate).With("people", int64(y.Headcount.People)).With("want", want).
			WithRelated("/headcount/people", "the population")
		return found
	},
}

// rate returns the stated rate of the allowance, or else the national one. A
// hypothetical allowance has only its own.
func (y *Year) rate() (nhs.Rate, bool) {
	switch {
	case y.Allowance.PerHead != nil:
		return *y.Allowance.PerHead, true
	case y.Allowance.Status == Hypothetical:
		return nhs.Rate{}, false
	}
	r, ok := RatePerHead(y.Year)
	return r.PerHead, ok
}

// agrees reports whether the amount is the rate times the people, give or take
// rounding. It calculates in pence, so as not to allocate.
func (a *Allowance) agrees(rate nhs.Rate, people People) bool {
	amount, ok := a.Amount.Pence()
	perHead := rate.Decimal().CoefficientInt64() // hundredths of a penny
	const most = 1 << 62                         // two of these add up without overflow
	if !ok || amount < -most || amount > most || perHead < 0 || people < 0 {
		return false
	}
	hi, lo := bits.Mul64(uint64(perHead), uint64(people))
	if hi >= 100 {
		return false // more pence than 64 bits hold
	}
	product, rest := bits.Div64(hi, lo, 100)
	if rest >= 50 {
		product++
	}
	slack := int64(100)
	if a.Precision != nil {
		slack, _ = a.Precision.Abs().Pence()
	}
	slack += int64(people) / 2
	return product <= most && amount-int64(product) <= slack && int64(product)-amount <= slack
}

var nationalRate = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleNationalRate,
		Title:       "The stated rate per head is the national one: £25.00 in 2013/14, £24.73 in 2014/15, £22.07 in 2015/16",
		Rationale:   "England had one rate each year. A different figure belongs to another year, or was calculated from another population.",
		Fix:         "Use the national rate of the year. A reply on the page that published the later two gives £24.78 and £22.11; the article's own figures are preferred.",
		Limitations: "Rates of other years are not known and are never carried forward, so they are not judged.",
		Severity:    rule.Error,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Allowances2014, citation.Allowances2012),
		InForce:     knownRateYears,
		Tags:        []string{"running costs", "allowance"},
		Observed:    rule.ObservedReal,
		GoodExample: `"year": "2014/15", "allowance": {"per_head": "24.73"}`,
		BadExample:  `"year": "2014/15", "allowance": {"per_head": "24.78"}`,
		Related:     []rule.ID{RuleAllowanceSum, RuleICBEnvelope},
	},
	Applies: func(y *Year) bool { return y.Allowance != nil && y.Allowance.PerHead != nil },
	On:      firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		national, ok := RatePerHead(y.Year)
		if !ok || y.Allowance.PerHead.Equal(national.PerHead) {
			return nil
		}
		found.Add("/allowance/per_head", "a rate of %s per head is not the national %s of %s (%s): use that", y.Allowance.PerHead, national.PerHead, y.Year, national.Note).
			With("per_head", y.Allowance.PerHead).With("want", national.PerHead)
		return found
	},
}

var recode = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleRecode,
		Title:       "A running cost moved to programme has a reason",
		Rationale:   "The allowance limits running costs only, so calling one a programme cost makes room under it. That can be right, as for clinicians' time on redesigning care, but it must be open to question.",
		Fix:         "Record why the cost is for health care and not for running the group.",
		Limitations: "It does not assess the reason. A move with a reason is reported as information.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Recoding),
		InForce:     sinceFirstYear,
		Tags:        []string{"running costs", "programme"},
		Observed:    rule.ObservedReal,
		GoodExample: `"recodes": []`,
		BadExample:  `"recodes": [{"amount": "300000.00"}]`,
		Related:     []rule.ID{RuleWithinAllowance, RuleTransfer},
	},
	On: firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		for i := range y.Recodes {
			c := &y.Recodes[i]
			if strings.TrimSpace(c.Reason) == "" {
				found.Add(rule.PointerOf("recodes", i, "reason"), "%s moved from running costs to programme without a reason: give one", c.Amount).
					With("amount", c.Amount)
				continue
			}
			found.Add(rule.PointerOf("recodes", i), "%s moved from running costs to programme: check whether the reason holds", c.Amount).
				With("amount", c.Amount).With("reason", c.Reason).
				WithSeverity(rule.Info)
		}
		return found
	},
}

var transfer = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RuleTransfer,
		Title:       "Programme money moved into running costs does not raise the allowance",
		Rationale:   "The limit is on what is spent on administration, whatever budget the money comes from.",
		Fix:         "Count the sum as running costs and compare it with the allowance.",
		Limitations: "It is off unless selected: no text on such transfers was found, the rule is inferred from the limit itself, and exceeding the allowance is found by " + string(RuleWithinAllowance) + ".",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations: []rule.Citation{func() rule.Citation {
			c := citation.Of(citation.AdministrationLimit)
			c.Note = "inferred: the section limits administration and is not seen to mention transfers"
			return c
		}()},
		InForce:     sinceFirstYear,
		Tags:        []string{"running costs", "programme", "allowance"},
		OptIn:       true,
		Observed:    rule.NeverObserved,
		GoodExample: `"transfers": []`,
		BadExample:  `"transfers": [{"amount": "50000.00"}]`,
		Related:     []rule.ID{RuleWithinAllowance, RuleRecode},
	},
	On: firstDay,
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		for i := range y.Transfers {
			found.Add(rule.PointerOf("transfers", i), "%s of programme money moved into running costs: count it against the allowance", y.Transfers[i].Amount).
				With("amount", y.Transfers[i].Amount)
		}
		return found
	},
}

var partsSum = rule.Rule[Year]{
	Meta: rule.Meta{
		ID:          RulePartsSum,
		Title:       "The running-cost parts of a statement sum to its total",
		Rationale:   "Spending per head by category is only as good as the parts. If they include a programme cost, such as GP IT bought from a CSU, they exceed the total.",
		Fix:         "Check which budget paid each part, and that no part is a duplicate.",
		Limitations: "Unknown parts never count as zero: if one is missing, lacks its amount or does not say which budget paid, the rule checks only that the known parts do not exceed the total.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"running costs"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"total": "300.00", "parts": [{"category": "csu", "amount": "300.00", "funding": "running-cost"}]`,
		BadExample:  `"total": "200.00", "parts": [{"category": "csu", "amount": "300.00", "funding": "running-cost"}]`,
		Related:     []rule.ID{RuleWithinAllowance},
	},
	Applies: func(y *Year) bool { return y.Plan.divided() || y.Outturn.divided() },
	Check: func(_ rule.Pass, y *Year) (found rule.Findings) {
		addBadSum(&found, "/plan", y.Plan)
		addBadSum(&found, "/outturn", y.Outturn)
		return found
	},
}

// divided reports whether there is a statement with a total and parts.
func (s *Statement) divided() bool { return s != nil && s.Total != nil && len(s.Parts) > 0 }

func addBadSum(found *rule.Findings, at rule.Pointer, s *Statement) {
	if !s.divided() {
		return
	}
	off := s.compareParts()
	if off == 0 || off < 0 && !s.complete() {
		return
	}
	sum := nhs.SumSeq(s.runningCosts)
	more := "more"
	if off < 0 {
		more = "less"
	}
	found.Add(at+"/total", "the running-cost parts sum to %s, %s than the total of %s: correct a part, its funding or the total", sum, more, s.Total).
		With("sum", sum).With("total", s.Total).
		WithRelated(at+"/parts", "the parts")
}

// compareParts returns -1, 0 or +1 if the parts that are known running costs sum
// to less than the total, to it, or to more. It adds in pence while they fit, so
// as not to allocate.
func (s *Statement) compareParts() int {
	const most = 1 << 62 // two of these add up without overflow
	total, ok := s.Total.Pence()
	sum := int64(0)
	for m := range s.runningCosts {
		pence, fits := m.Pence()
		ok = ok && fits && -most < pence && pence < most && -most < sum && sum < most
		sum += pence
	}
	if !ok {
		return nhs.SumSeq(s.runningCosts).Compare(*s.Total)
	}
	return cmp.Compare(sum, total)
}
