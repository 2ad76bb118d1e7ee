package ccg

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package, by the kind of value that they judge.
const (
	// RuleCodeAndName wants a code and a name for each group, unique among the
	// groups open on one day.
	RuleCodeAndName rule.ID = "CCG-01"
	// RuleDatesWithinLife wants a group's dates inside the life of CCGs.
	RuleDatesWithinLife rule.ID = "CCG-02"
	// RuleNationalCount compares how many groups were open with the known number.
	RuleNationalCount rule.ID = "CCG-04"
	// RuleUnusualPopulation flags a population that is out of range or jumps.
	RuleUnusualPopulation rule.ID = "CCG-05"
	// RuleAllowancePopulation wants an allowance reckoned on the ONS-scaled
	// population.
	RuleAllowancePopulation rule.ID = "CCG-06"
	// RuleSuccessions wants successions that join bodies of the register and fit
	// their dates.
	RuleSuccessions rule.ID = "CCG-14"
	// RuleVocabulary wants words of the vocabulary, years that can be, and each
	// financial year once.
	RuleVocabulary rule.ID = "CCG-15"

	// RuleWithinAllowance wants running costs within the allowance.
	RuleWithinAllowance rule.ID = "SP-01"
	// RuleAllowanceSum wants the allowance to be the rate times the people.
	RuleAllowanceSum rule.ID = "SP-02"
	// RuleNationalRate wants the stated rate per head to be the national one.
	RuleNationalRate rule.ID = "SP-03"
	// RuleRecode wants a reason for a running cost moved to programme.
	RuleRecode rule.ID = "SP-04"
	// RuleTransfer flags programme money moved into running costs. It is off
	// unless selected.
	RuleTransfer rule.ID = "SP-05"
	// RulePartsSum wants the parts of the running costs to sum to the total.
	RulePartsSum rule.ID = "SP-06"
	// RuleCSURange compares planned spending on CSUs with the reported range.
	RuleCSURange rule.ID = "SP-07"
	// RuleCSUMean compares planned spending on CSUs with the reported means.
	RuleCSUMean rule.ID = "SP-08"
	// RuleNonNHSMean compares spending outside the NHS with the reported mean.
	RuleNonNHSMean rule.ID = "SP-09"
	// RuleICBEnvelope keeps the envelopes of integrated care boards apart from
	// the allowances of groups. The types keep it: see [ByConstruction].
	RuleICBEnvelope rule.ID = "SP-20"
	// RuleFinancialYear wants years from 1 April to 31 March. The types keep it:
	// see [ByConstruction].
	RuleFinancialYear rule.ID = "SP-21"
)

// The sets are built once: building one allocates, using one does not.
var (
	yearRules = rule.NewSet("ccg-year", nil, // a year alone does not say whose it is
		allowancePopulation, withinAllowance, allowanceSum, nationalRate, recode, transfer, partsSum, csuRange, csuMean, nonNHSMean)

	groupRules = rule.Join(
		rule.NewSet("ccg", groupID,
			codeAndName, datesWithinLife, unusualPopulation, vocabulary),
		rule.Lift("years", func(g *Group) []Year { return g.Years }, yearRules))

	registerRules = rule.Join(
		rule.NewSet("ccg-register", nil, uniqueCodeAndName, nationalCount, successionsFit),
		rule.Lift("groups", groupsOf, groupRules))
)

func groupID(g *Group) string { return g.Code.String() }

func groupsOf(r *Register) []Group { return r.Groups }

// YearRules returns the rules for the running costs of one year. What they find
// in a year of a group is named by the group, "ccg/00C", and the place in it.
func YearRules() rule.Set[Year] { return yearRules }

// GroupRules returns the rules for one group, those for its years included.
func GroupRules() rule.Set[Group] { return groupRules }

// RegisterRules returns the rules for a register, those for its groups and their
// years included.
func RegisterRules() rule.Set[Register] { return registerRules }

// firstDay is the day that decides which law applied to a year.
func firstDay(y *Year) nhs.Date { return y.Year.First() }

// ByConstruction describes the rules that need no check, since a value that breaks
// them cannot be written.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleICBEnvelope, Subject: "ccg-year",
			Title:       "The envelope of an integrated care board is not compared with the allowances of groups",
			Rationale:   "The £18.76 a head of 2025/26 covers more work than a group's £25 did. Set side by side they would show a cut that did not happen.",
			Limitations: "Nothing stops a person from setting two printed figures side by side.",
			Severity:    rule.Error,
			Basis:       rule.Guidance,
			Citations:   citation.List(citation.ICBEnvelope),
			InForce:     nhs.MustParsePeriod("2025-04-01/2026-03-31"),
			Tags:        []string{"running costs", "allowance", "ICB"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleWithinAllowance, RuleNationalRate},
			ByConstruction: &rule.ByConstruction{
				How:  "An ICB holds no money and no rate; RatePerHead knows the three published years of groups only and carries none forward; no rule about allowances is in force after 2021/22.",
				Test: "TestICBEnvelopeIsNoAllowance",
			},
		},
		{
			ID: RuleFinancialYear, Subject: "ccg-year",
			Title:       "A financial year runs from 1 April to 31 March and is written 2013/14",
			Rationale:   "A figure filed under a calendar year, or under 2013 alone, cannot be set against an allowance.",
			Limitations: "A figure filed under the wrong financial year looks like any other.",
			Severity:    rule.Error,
			Basis:       rule.Integrity,
			Tags:        []string{"running costs", "dates"},
			Observed:    rule.NeverObserved,
			GoodExample: `"year": "2013/14"`,
			BadExample:  `"year": "2013"`,
			ByConstruction: &rule.ByConstruction{
				How:  "Year.Year is an nhs.FinancialYear, which holds nothing else and refuses any other text.",
				Test: "TestFinancialYearIsAprilToMarch",
			},
		},
	}
}
