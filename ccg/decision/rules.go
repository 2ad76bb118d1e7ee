package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package.
const (
	// RuleResponsible keeps the legal responsibility for a function with the group.
	RuleResponsible rule.ID = "CCG-07"
	// RuleAuthority wants the decision taken by somebody whom the law allows.
	RuleAuthority rule.ID = "CCG-08"
	// RuleMustUse refuses an obligation to use a CSU as a reason.
	RuleMustUse rule.ID = "CCG-13"

	// RuleOneDecision wants exactly one choice for each line or stated part.
	RuleOneDecision rule.ID = "MBS-01"
	// RuleStatutoryDecision keeps statutory decisions from being bought or shared.
	RuleStatutoryDecision rule.ID = "MBS-02"
	// RuleInHouseCase wants a business case for taking much in house.
	RuleInHouseCase rule.ID = "MBS-03"
	// RuleCaseSections wants every section of such a case.
	RuleCaseSections rule.ID = "MBS-04"
	// RuleRationale wants the reasons of a change written and open.
	RuleRationale rule.ID = "MBS-05"
	// RuleTool says that the national tool was voluntary. The types keep it: see
	// [ByConstruction].
	RuleTool rule.ID = "MBS-06"
	// RuleDecider wants the governing body to decide, or who the constitution names.
	RuleDecider rule.ID = "MBS-07"
	// RuleNeighbours wants the effect on other customers of a CSU looked at.
	RuleNeighbours rule.ID = "MBS-08"
	// RulePopulation says that population alone fails no choice. The types keep it:
	// see [ByConstruction].
	RulePopulation rule.ID = "MBS-09"
	// RuleFixedCosts tells a small group what fixed costs leave.
	RuleFixedCosts rule.ID = "MBS-10"
	// RuleHiddenCosts wants VAT, redundancy and stranded costs counted.
	RuleHiddenCosts rule.ID = "MBS-11"
	// RuleSharing wants a lead, a split and liability for a shared service.
	RuleSharing rule.ID = "MBS-12"
	// RuleBuying wants a route, lot and end date for a bought service.
	RuleBuying rule.ID = "MBS-13"
	// RuleDogma refuses dogma, and scale alone, as a ground.
	RuleDogma rule.ID = "MBS-14"
	// RuleTerms wants terms that suit the nature of the line.
	RuleTerms rule.ID = "MBS-15"
	// RuleNature wants one of the three natures.
	RuleNature rule.ID = "MBS-16"
	// RuleChoiceLast wants improvement tried before choice.
	RuleChoiceLast rule.ID = "MBS-17"
	// RuleLeaders wants the supplier's leaders assessed.
	RuleLeaders rule.ID = "MBS-18"

	// RuleWeights wants every standard criterion once and weights that sum to 100.
	RuleWeights rule.ID = "MBS-19"
	// RuleOptions wants options that can be compared.
	RuleOptions rule.ID = "MBS-20"
	// RuleScores wants a score with evidence for each option and criterion.
	RuleScores rule.ID = "MBS-21"
	// RuleCosts wants costs that are known and lie in the years compared.
	RuleCosts rule.ID = "MBS-22"
	// RuleMustHaves wants each must-have answered for each option.
	RuleMustHaves rule.ID = "MBS-23"
	// RuleVocabulary wants words of the vocabulary.
	RuleVocabulary rule.ID = "MBS-24"
)

const kind = "decision"

// refusing are the rules whose errors stand against a ranking.
var refusing = [...]rule.ID{RuleWeights, RuleOptions, RuleScores, RuleCosts, RuleMustHaves}

// The sets are built once: building one allocates, using one does not.
var (
	decisionRules = rule.NewSet(kind, decisionID,
		responsible, authority, mustUse,
		oneDecision, statutoryDecision, inHouseCase, caseSections, rationale, decider, neighbours, fixedCosts, hiddenCosts,
		sharing, buying, dogma, terms, nature, choiceLast, leaders,
		weightsSum, optionsCompare, scoresComplete, costsKnown, mustHavesAnswered, vocabulary)

	registerRules = rule.Join(
		rule.NewSet("decision-register", nil, onceEach),
		rule.Lift("decisions", func(r *Register) []Decision { return r.Decisions }, decisionRules))
)

// decisionID names a decision without an ID, or with one too long to repeat in
// every finding, by its group and line.
func decisionID(d *Decision) string {
	switch {
	case d.ID != "" && len(d.ID) <= maxID:
		return d.ID
	case d.CCG == "" && d.Line == "":
		return ""
	}
	return string(d.CCG) + "/" + string(d.Line)
}

// DecisionRules returns the rules for one decision.
func DecisionRules() rule.Set[Decision] { return decisionRules }

// RegisterRules returns the rules for a register, those for its decisions
// included.
func RegisterRules() rule.Set[Register] { return registerRules }

// decided is the day that decides which law applied.
func decided(d *Decision) nhs.Date { return d.Date }

// fromMonth is from the month of the debate over support taken in house.
var (
	fromOctober2013 = nhs.MustParsePeriod("2013-10-01/..")
	sinceFirstDay   = nhs.MustParsePeriod("2013-04-01/..")
	modelYears      = nhs.MustParsePeriod("2011-01-01/2013-12-31")
	since2012       = nhs.MustParsePeriod("2012-01-01/..")
)

// ByConstruction describes the rules that need no check, since a value that breaks
// them cannot be written.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleTool, Subject: kind,
			Title:       "Not using the national make, share or buy tool is never a failure",
			Rationale:   "The tool was voluntary, and no copy of it can be found today.",
			Limitations: "A reader may still think the less of a case that did without it.",
			Severity:    rule.Info,
			Basis:       rule.Guidance,
			Citations:   citation.List(citation.InHouseLetter),
			InForce:     fromOctober2013,
			Tags:        []string{"business case"},
			Observed:    rule.NeverObserved,
			GoodExample: `"business_case": {"tool_used": false}`,
			Related:     []rule.ID{RuleInHouseCase, RuleCaseSections},
			ByConstruction: &rule.ByConstruction{
				How:  "BusinessCase.ToolUsed is kept for the record; no rule, cost or score reads it.",
				Test: "TestToolIsVoluntary",
			},
		},
		{
			ID: RulePopulation, Subject: kind,
			Title:       "No choice fails on population alone",
			Rationale:   "No size of population was shown to be best, for a group or for a function.",
			Limitations: "A person may still reason so: " + string(RuleDogma) + " reports scale as the only ground given.",
			Severity:    rule.Warning,
			Basis:       rule.Study,
			Citations:   citation.List(citation.IdealSize, citation.PCTSize),
			Tags:        []string{"population", "grounds"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleDogma, RuleFixedCosts},
			ByConstruction: &rule.ByConstruction{
				How:  "The headcount of a budget only gives figures per head; no must-have, score or cost reads it, and the one rule that does is of severity info.",
				Test: "TestPopulationAloneFailsNothing",
			},
		},
	}
}
