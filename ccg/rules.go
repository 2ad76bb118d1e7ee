package ccg

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package, by the kind of value that they check.
const (
	// RuleCodeAndName requires a code and a name for each group, unique among the
	// groups open on the same day.
	RuleCodeAndName rule.ID = "CCG-01"
	// RuleDatesWithinLife requires a group's dates to lie inside the life of CCGs.
	RuleDatesWithinLife rule.ID = "CCG-02"
	// RuleNationalCount compares the number of open groups with the known number.
	RuleNationalCount rule.ID = "CCG-04"
	// RuleUnusualPopulation flags a population that is out of range or jumps.
	RuleUnusualPopulation rule.ID = "CCG-05"
	// RuleAllowancePopulation requires an allowance based on the ONS-scaled
	// population.
	RuleAllowancePopulation rule.ID = "CCG-06"
	// RuleSuccessions requires successions to join bodies of the register and fit
	// their dates.
	RuleSuccessions rule.ID = "CCG-14"
	// RuleVocabulary requires known words, years in range, and each financial year
	// once.
	RuleVocabulary rule.ID = "CCG-15"
	// RuleOutOfLine flags a population that stands out from its neighbours on both
	// sides.
	RuleOutOfLine rule.ID = "CCG-16"

	// RuleWithinAllowance requires running costs within the allowance.
	RuleWithinAllowance rule.ID = "SP-01"
	// RuleAllowanceSum requires the allowance to be the rate times the population.
	RuleAllowanceSum rule.ID = "SP-02"
	// RuleNationalRate requires the stated rate per head to be the national one.
	RuleNationalRate rule.ID = "SP-03"
	// RuleRecode requires a reason for a running cost moved to programme.
	RuleRecode rule.ID = "SP-04"
	// RuleTransfer flags programme money moved into running costs. It is off
	// unless selected.
	RuleTransfer rule.ID = "SP-05"
	// RulePartsSum requires the parts of the running costs to sum to the total.
	RulePartsSum rule.ID = "SP-06"
	// RuleCSURange compares planned spending on CSUs with the reported range.
	RuleCSURange rule.ID = "SP-07"
	// RuleCSUMean compares planned spending on CSUs with the reported means.
	RuleCSUMean rule.ID = "SP-08"
	// RuleNonNHSMean compares spending outside the NHS with the reported mean.
	RuleNonNHSMean rule.ID = "SP-09"
	// RuleICBEnvelope keeps the envelopes of integrated care boards apart from
	// the allowances of groups. The types enforce it: see [ByConstruction].
	RuleICBEnvelope rule.ID = "SP-20"
	// RuleFinancialYear requires years from 1 April to 31 March. The types enforce
	// it: see [ByConstruction].
	RuleFinancialYear rule.ID = "SP-21"
)

// The sets are built once: building one allocates, using one does not.
var (
	yearRules = rule.NewSet("ccg-year", nil, // a year alone does not say whose it is
		allowancePopulation, withinAllowance, allowanceSum, nationalRate, recode, transfer, partsSum, csuRange, csuMean, nonNHSMean)

	groupRules = rule.Join(
		rule.NewSet("ccg", groupID,
			codeAndName, datesWithinLife, unusualPopulation, vocabulary, outOfLine),
		rule.Lift("years", func(g *Group) []Year { return g.Years }, yearRules))

	registerRules = rule.Join(
		rule.NewSet("ccg-register", nil, uniqueCodeAndName, nationalCount, successionsFit),
		rule.Lift("groups", groupsOf, groupRules))
)

func groupID(g *Group) string { return g.Code.String() }

func groupsOf(r *Register) []Group { return r.Groups }

// YearRules returns the rules for the running costs of one year. A finding in a
// year of a group has the group as its subject, "ccg/00C".
func YearRules() rule.Set[Year] { return yearRules }

// GroupRules returns the rules for one group, including those for its years.
func GroupRules() rule.Set[Group] { return groupRules }

// RegisterRules returns the rules for a register, including those for its groups
// and their years.
func RegisterRules() rule.Set[Register] { return registerRules }

// firstDay is the day that decides which law applied to a year.
func firstDay(y *Year) nhs.Date { return y.Year.First() }

// ByConstruction returns the rules that need no check: the types cannot hold a
// value that breaks them.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleICBEnvelope, Subject: "ccg-year",
			Title:       "The envelope of an integrated care board is not compared with the allowances of groups",
			Rationale:   "The £18.76 per head of 2025/26 covers more work than a group's £25 did. Side by side, they would show a cut that did not happen.",
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
			Rationale:   "A figure filed under a calendar year, or under 2013 alone, cannot be compared with an allowance.",
			Limitations: "A figure filed under the wrong financial year looks like any other.",
			Severity:    rule.Error,
			Basis:       rule.Integrity,
			Tags:        []string{"running costs", "dates"},
			Observed:    rule.NeverObserved,
			GoodExample: `"year": "2013/14"`,
			BadExample:  `"year": "2013"`,
			ByConstruction: &rule.ByConstruction{
				How:  "Year.Year is an nhs.FinancialYear, which holds nothing else and rejects any other text.",
				Test: "TestFinancialYearIsAprilToMarch",
			},
		},
	}
}
