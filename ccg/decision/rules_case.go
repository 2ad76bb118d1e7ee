package decision

import (
	"fmt"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

var inHouseCase = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleInHouseCase,
		Title:       "Taking a significant proportion in house has a business case agreed with the area team",
		Rationale:   "NHS England asked for it in October 2013, because a unit that loses customers can fail its others.",
		Fix:         "Write the case and agree it with the area team before the decision, or record why the group decides without one.",
		Limitations: "The letter gives no number for significant, so the group has to say whether the proportion is; if it does not, the finding is information. Groups contested that NHS England could ask at all: treat it as advice. No end of the request was found.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.InHouseLetter, citation.CCGsResist),
		InForce:     casesFrom,
		Tags:        []string{"business case", "in house"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"business_case": {"agreed_with": "the area team", "agreed_on": "2014-01-10"}`,
		BadExample:  `"incumbent": {"significant": "yes"}, "business_case": {}`,
		Related:     []rule.ID{RuleCaseSections, RuleRationale, RuleNeighbours, RuleTool, RuleInstruction},
	},
	Applies: func(d *Decision) bool { return d.inHouse() && d.Incumbent != nil },
	On:      decided,
	Check: func(p rule.Pass, d *Decision) (found rule.Findings) {
		switch {
		case d.Incumbent.Significant == nhs.No:
		case d.Incumbent.Significant == nhs.Unknown:
			found.Add("/incumbent/significant", "unknown whether a significant proportion goes in house: say yes or no; the guidance gives no number").WithSeverity(rule.Info)
		case d.Case == nil:
			found.Add("/business_case", "missing business case: a significant proportion goes in house; agree one with the area team")
		case blank(d.Case.AgreedWith) || d.Case.AgreedOn.IsZero():
			found.Add("/business_case/agreed_on", "no agreement recorded for the business case: name the area team and the day")
		case d.Case.AgreedOn.After(p.On):
			found.Add("/business_case/agreed_on", "business case agreed on %s, after the decision of %s: agree it first", d.Case.AgreedOn, p.On)
		}
		return found
	},
}

var caseSections = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleCaseSections,
		Title:       "The business case covers finance, staff, value for money, quality and neighbours",
		Rationale:   "The letter of October 2013 asked a case to cover these, in the wider system too.",
		Fix:         "Write the missing section, if only to say that there is no effect and how that is known.",
		Limitations: "It checks that there is text, not what it says. Without a case there is nothing to check.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.InHouseLetter),
		InForce:     casesFrom,
		Tags:        []string{"business case"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"business_case": {"finance": "…", "hr": "…", "value_for_money": "…", "quality": "…", "neighbours": "…"}`,
		BadExample:  `"business_case": {"finance": "…"}`,
		Related:     []rule.ID{RuleInHouseCase, RuleTool},
	},
	Applies: func(d *Decision) bool { return d.Case != nil },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		c := d.Case
		for _, s := range [...]struct {
			at   rule.Pointer
			text string
			name string
		}{
			{"/business_case/finance", c.Finance, "finance"},
			{"/business_case/hr", c.HR, "staff"},
			{"/business_case/value_for_money", c.ValueForMoney, "value for money"},
			{"/business_case/quality", c.Quality, "quality"},
			{"/business_case/neighbours", c.Neighbours, "neighbours"},
		} {
			if blank(s.text) {
				found.Add(s.at, "missing section on %s: add it to the business case", s.name)
			}
		}
		return found
	},
}

var rationale = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleRationale,
		Title:       "The reasons for a change are written and open",
		Rationale:   "Patients, neighbours and suppliers can follow a change, or contest it, only if they can read why it was made.",
		Fix:         "Write the rationale and say where it can be read.",
		Limitations: "It checks that there is a text and a place, not whether the place can be reached. Keeping the present arrangement needs no rationale.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.InHouseLetter),
		InForce:     casesFrom,
		Tags:        []string{"accountability", "transparency"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"rationale": {"text": "…", "open": "governing body papers, January 2014"}`,
		BadExample:  `"rationale": {}`,
		Related:     []rule.ID{RuleInHouseCase, RuleDogma},
	},
	Applies: (*Decision).changes,
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		switch {
		case d.Rationale == nil || blank(d.Rationale.Text):
			found.Add("/rationale", "missing rationale: write down why the change is made")
		case blank(d.Rationale.Open):
			found.Add("/rationale/open", "unknown where to read the rationale: publish it and say where")
		}
		return found
	},
}

var neighbours = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleNeighbours,
		Title:       "Before a CSU loses income, the effect on its other customers is considered",
		Rationale:   "A unit that loses several customers can fail, and then its other groups are left without support.",
		Fix:         "Ask the unit and its other customers what the loss would do, and write down the answer.",
		Limitations: "It checks that there is text. Groups argued that their duty to neighbours is limited. No source gives the share of income that a unit can lose before it fails.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.InHouseLetter, citation.CCGsResist),
		InForce:     fromOctober2013,
		Tags:        []string{"CSU", "neighbours"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"incumbent": {"kind": "csu", "neighbours": "the five other customers were asked; none expects …"}`,
		BadExample:  `"incumbent": {"kind": "csu", "income": "40000000.00", "leaving": "900000.00"}`,
		Related:     []rule.ID{RuleInHouseCase, RuleHiddenCosts},
	},
	Applies: func(d *Decision) bool { return d.Incumbent != nil && d.Incumbent.Kind == service.CSU && d.changes() },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if !blank(d.Incumbent.Neighbours) {
			return nil
		}
		loses := "income"
		if in := d.Incumbent; in.Income != nil && in.Leaving != nil && in.Income.Sign() > 0 {
			if share, err := nhs.Ratio(*in.Leaving, *in.Income, 1); err == nil {
				loses = fmt.Sprintf("%s a year, %s of its income", in.Leaving, share)
			}
		}
		found.Add("/incumbent/neighbours", "the unit would lose %s: say what that would do to its other customers", loses)
		return found
	},
}

// The model of 2011: a group of 175,000 people with £1.5m of fixed costs.
const (
	modelPeople     = 175_000
	modelFixedPence = 150_000_000
)

var fixedCosts = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleFixedCosts,
		Title:       "Small groups budget for fixed costs",
		Rationale:   "In the department's model of 2011, a group of 175,000 people had £3.5m, £20 per head, and £1.5m of it was fixed. A smaller group has the same fixed costs and less money to pay them.",
		Fix:         "Show what is left after fixed costs, and consider sharing. Nothing follows from size alone.",
		Limitations: "The size is that of the model, not a threshold. Nothing fails on population: see " + string(RulePopulation) + ". The report says about £9 per head was left; the model's own figures do not give that.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.FixedCosts, citation.Unsustainable),
		InForce:     modelYears,
		Tags:        []string{"population", "running costs"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"budgets": [{"headcount": {"people": 200000}}]`,
		BadExample:  `"budgets": [{"headcount": {"people": 55001}}]`,
		Related:     []rule.ID{RulePopulation, RuleDogma},
	},
	Applies: func(d *Decision) bool { return len(d.Budgets) > 0 },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Budgets {
			b := &d.Budgets[i]
			if b.Headcount == nil || b.Headcount.People <= 0 || b.Headcount.People > modelPeople {
				continue
			}
			fixed := nhs.MoneyFromPence(modelFixedPence)
			perHead, err := fixed.PerHead(int64(b.Headcount.People))
			if err != nil {
				continue
			}
			f := found.Add(rule.PointerOf("budgets", i, "headcount", "people"), "for %v people, the 2011 model's £1.5m of fixed costs is %s per head: show what is left for commissioning", b.Headcount.People, perHead)
			f.With("people", int64(b.Headcount.People)).With("fixed_per_head", perHead)
			return found // the other years say the same
		}
		return found
	},
}
