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
	// RuleAuthority requires a decision-maker that the law allows.
	RuleAuthority rule.ID = "CCG-08"
	// RuleMustUse rejects a duty to use a CSU as a reason.
	RuleMustUse rule.ID = "CCG-13"
	// RuleInstruction asks what goes in house against NHS England's letter of 2015.
	RuleInstruction rule.ID = "CCG-40"

	// RuleOneDecision requires exactly one choice for each line or stated part.
	RuleOneDecision rule.ID = "MBS-01"
	// RuleStatutoryDecision keeps statutory decisions from being bought or shared.
	RuleStatutoryDecision rule.ID = "MBS-02"
	// RuleInHouseCase requires a business case for taking much in house.
	RuleInHouseCase rule.ID = "MBS-03"
	// RuleCaseSections requires every section of such a case.
	RuleCaseSections rule.ID = "MBS-04"
	// RuleRationale requires written and open reasons for a change.
	RuleRationale rule.ID = "MBS-05"
	// RuleTool says that the national tool was voluntary. The types enforce it: see
	// [ByConstruction].
	RuleTool rule.ID = "MBS-06"
	// RuleDecider requires the governing body to decide, or a body that the
	// constitution names.
	RuleDecider rule.ID = "MBS-07"
	// RuleNeighbours requires a look at the effect on other customers of a CSU.
	RuleNeighbours rule.ID = "MBS-08"
	// RulePopulation says that no choice fails on population alone. The types enforce
	// it: see [ByConstruction].
	RulePopulation rule.ID = "MBS-09"
	// RuleFixedCosts shows a small group what fixed costs leave.
	RuleFixedCosts rule.ID = "MBS-10"
	// RuleHiddenCosts requires VAT, redundancy and stranded costs to be counted.
	RuleHiddenCosts rule.ID = "MBS-11"
	// RuleSharing requires a lead, a split and liability for a shared service.
	RuleSharing rule.ID = "MBS-12"
	// RuleBuying requires a route, lot and end date for a bought service.
	RuleBuying rule.ID = "MBS-13"
	// RuleDogma rejects dogma, and scale alone, as a reason.
	RuleDogma rule.ID = "MBS-14"
	// RuleTerms requires terms that suit the nature of the line.
	RuleTerms rule.ID = "MBS-15"
	// RuleNature requires one of the three natures.
	RuleNature rule.ID = "MBS-16"
	// RuleChoiceLast requires an attempt at improvement before choice.
	RuleChoiceLast rule.ID = "MBS-17"
	// RuleLeaders requires an assessment of the supplier's leaders.
	RuleLeaders rule.ID = "MBS-18"

	// RuleWeights requires every standard criterion once, with weights that sum to
	// 100.
	RuleWeights rule.ID = "MBS-19"
	// RuleOptions requires options that can be compared.
	RuleOptions rule.ID = "MBS-20"
	// RuleScores requires a score with evidence for each option and criterion.
	RuleScores rule.ID = "MBS-21"
	// RuleCosts requires known costs in the years compared.
	RuleCosts rule.ID = "MBS-22"
	// RuleMustHaves requires an answer to each must-have for each option.
	RuleMustHaves rule.ID = "MBS-23"
	// RuleVocabulary requires known words.
	RuleVocabulary rule.ID = "MBS-24"
)

const kind = "decision"

// refusing lists the rules whose errors prevent a ranking.
var refusing = [...]rule.ID{RuleWeights, RuleOptions, RuleScores, RuleCosts, RuleMustHaves}

// The sets are built once: building one allocates, using one does not.
var (
	decisionRules = rule.NewSet(kind, decisionID,
		responsible, authority, mustUse, instruction,
		oneDecision, statutoryDecision, inHouseCase, caseSections, rationale, decider, neighbours, fixedCosts, hiddenCosts,
		sharing, buying, dogma, terms, nature, choiceLast, leaders,
		weightsSum, optionsCompare, scoresComplete, costsKnown, mustHavesAnswered, vocabulary)

	registerRules = rule.Join(
		rule.NewSet("decision-register", nil, onceEach),
		rule.Lift("decisions", func(r *Register) []Decision { return r.Decisions }, decisionRules))
)

// decisionID returns the ID of the decision. If it has none, or one too long to
// repeat in every finding, it returns its group and line.
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

// RegisterRules returns the rules for a register, including those for its
// decisions.
func RegisterRules() rule.Set[Register] { return registerRules }

// decided returns the day that decides which law applied.
func decided(d *Decision) nhs.Date { return d.Date }

// The periods of the rules. That from October 2013 begins in the month of the
// debate over support taken in house, that of the instruction of 2015 in the first month
// by which its letter must have been out.
var (
	instructionFrom = nhs.MustParsePeriod("2015-06-01/..")
	fromOctober2013 = nhs.MustParsePeriod("2013-10-01/..")
	sinceFirstDay   = nhs.MustParsePeriod("2013-04-01/..")
	modelYears      = nhs.MustParsePeriod("2011-01-01/2013-12-31")
	since2012       = nhs.MustParsePeriod("2012-01-01/..")
)

// ByConstruction returns the rules that need no check: the types cannot hold a
// value that breaks them.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleTool, Subject: kind,
			Title:       "Not using the national make, share or buy tool is never a failure",
			Rationale:   "The tool was voluntary, and no copy of it can be found today.",
			Limitations: "A reader may still think less of a case that did not use it.",
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
			Limitations: "A person may still reason that way: " + string(RuleDogma) + " reports scale as the only ground given.",
			Severity:    rule.Warning,
			Basis:       rule.Study,
			Citations:   citation.List(citation.IdealSize, citation.PCTSize),
			Tags:        []string{"population", "grounds"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleDogma, RuleFixedCosts},
			ByConstruction: &rule.ByConstruction{
				How:  "The headcount of a budget only gives figures per head; no must-have, score or cost reads it, and the one rule that does has severity info.",
				Test: "TestPopulationAloneFailsNothing",
			},
		},
	}
}
