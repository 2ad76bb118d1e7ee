package framework

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules about frameworks and procurement. Two of them, [RuleSupplierOnLot]
// and [RuleInheritance], need the history of suppliers: see [HolderRules].
const (
	// RuleReferences wants every lot, supplier, criterion and framework named to exist.
	RuleReferences rule.ID = "FW-01"
	// RuleMaximumTerm limits the term of a framework agreement to four years.
	RuleMaximumTerm rule.ID = "FW-02"
	// RuleWithinLife wants a call-off within the life of its framework.
	RuleWithinLife rule.ID = "FW-03"
	// RuleMayOutlive lets a call-off outlast its framework. No check is needed: see
	// [ByConstruction].
	RuleMayOutlive rule.ID = "FW-04"
	// RuleLotCoversLines wants the lot to cover what is called off.
	RuleLotCoversLines rule.ID = "FW-05"
	// RuleSupplierOnLot wants the supplier of a call-off to hold a place on the lot.
	// It needs the history of suppliers.
	RuleSupplierOnLot rule.ID = "FW-06"
	// RuleRefusedSupplier keeps a supplier that was refused a lot off it.
	RuleRefusedSupplier rule.ID = "FW-07"
	// RuleBuyerMayUse wants the buyer to belong to a class that the notice names.
	RuleBuyerMayUse rule.ID = "FW-08"
	// RuleFrameworkCriteria wants call-offs awarded on the framework's criteria.
	RuleFrameworkCriteria rule.ID = "FW-09"
	// RuleTermsKept keeps a call-off from changing the framework in substance.
	RuleTermsKept rule.ID = "FW-10"
	// RuleFurtherCompetition wants a further competition unless the framework settles
	// every term.
	RuleFurtherCompetition rule.ID = "FW-11"
	// RuleEveryoneInvited wants every capable supplier on the lot consulted.
	RuleEveryoneInvited rule.ID = "FW-12"
	// RuleClosedList keeps new suppliers off a closed framework.
	RuleClosedList rule.ID = "FW-13"
	// RuleShortlist compares a shortlist with its cap.
	RuleShortlist rule.ID = "FW-14"
	// RulePlannedPlaces compares the places awarded with those planned.
	RulePlannedPlaces rule.ID = "FW-15"
	// RuleLPFLots knows the lots of the Lead Provider Framework.
	RuleLPFLots rule.ID = "FW-16"
	// RuleConsortium wants a consortium to have members.
	RuleConsortium rule.ID = "FW-17"
	// RuleInheritance wants a merged supplier counted once, with the places of those
	// it came from. It needs the history of suppliers.
	RuleInheritance rule.ID = "FW-18"
	// RulePartner keeps partners in a supply chain apart from suppliers.
	RulePartner rule.ID = "FW-19"
	// RuleSeparateLists keeps the lists of two frameworks apart. The types ensure it:
	// see [ByConstruction].
	RuleSeparateLists rule.ID = "FW-21"
	// RuleWithinValue compares call-offs with the value of the framework.
	RuleWithinValue rule.ID = "FW-29"

	// RuleWeights wants criteria that can be scored against, with weights that sum
	// to 100.
	RuleWeights rule.ID = "FW-30"
	// RuleScores wants one score in range for each bid and criterion.
	RuleScores rule.ID = "FW-31"
	// RuleOneBid wants one bid from each bidder for a lot.
	RuleOneBid rule.ID = "FW-32"
	// RuleLotLimits wants no supplier on more lots than the notice allows.
	RuleLotLimits rule.ID = "FW-35"
)

// The sets are built once: building one allocates, using one does not.
var (
	callOffRules = rule.NewSet("call-off", (*Case).id,
		callOffReferences, withinLife, lotCoversLines, refusedSupplier, buyerMayUse, frameworkCriteria, termsKept,
		furtherCompetition, everyoneInvited, partner, callOffWords, callOffOrder)

	holderRules    = rule.NewSet("call-off", (*Case).id, supplierOnLot, inheritance)
	caseRules      = rule.Join(callOffRules, holderRules)
	agreementRules = rule.Join(
		rule.NewSet("framework", func(a *Agreement) string { return string(a.ID) },
			agreementReferences, maximumTerm, closedList, shortlist, plannedPlaces, lpfLots, agreementConsortium,
			agreementStandstill, withinValue, agreementWords, agreementOrder, lotLimits),
		rule.Lift("call_offs", func(a *Agreement) []Case { return a.Cases(nil) }, callOffRules))

	competitionRules = rule.NewSet("competition", nil,
		competitionReferences, competitionConsortium, weights, scores, oneBid, competitionWords, competitionOrder)
)

// AgreementRules returns the rules for a framework agreement and its call-offs. It leaves
// out [HolderRules], which need a history of suppliers.
func AgreementRules() rule.Set[Agreement] { return agreementRules }

// CallOffRules returns the rules for one call-off and its agreement, including
// [HolderRules].
func CallOffRules() rule.Set[Case] { return caseRules }

// HolderRules returns the two rules that ask who had a place on the day of a call-off:
// [RuleSupplierOnLot] and [RuleInheritance]. They apply only to a [Case] with a history
// of suppliers. Package commissioning checks the call-offs of a market against them.
func HolderRules() rule.Set[Case] { return holderRules }

// CompetitionRules returns the rules for a competition before [Evaluate] ranks it.
func CompetitionRules() rule.Set[Competition] { return competitionRules }

// decided returns a day of the date that settles whether a rule was in force. It returns
// no date if the days that the date could be lie on both sides.
func decided(p nhs.PartialDate, inForce nhs.Period) nhs.Date {
	first, last := p.Earliest(), p.Latest()
	if first.IsZero() || last.IsZero() || inForce.Contains(first) != inForce.Contains(last) {
		return nhs.Date{}
	}
	return first
}

// ByConstruction returns the rules that need no check, because no value can break them.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleMayOutlive, Subject: "call-off",
			Title:       "A call-off may go on after its framework has ended",
			Rationale:   "The Lead Provider Framework was let for four years, and call-offs of five years were expected. Length alone is no fault.",
			Limitations: "An unjustifiably long term is not found either.",
			Severity:    rule.Info,
			Basis:       rule.Guidance,
			Citations:   citation.List(citation.Tender, citation.CallOffGuidance),
			InForce:     nhs.MustParsePeriod("2015-01-01/2019-12-31"),
			Tags:        []string{"framework", "dates"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleWithinLife},
			ByConstruction: &rule.ByConstruction{
				How:  "Only the day on which a call-off is made is checked against the agreement's life. No rule compares the end of its term with the agreement's end.",
				Test: "TestCallOffMayOutliveFramework",
			},
		},
		{
			ID: RuleSeparateLists, Subject: "framework",
			Title:       "Each framework has its own list of suppliers",
			Rationale:   "Fourteen firms were on the Framework for procuring External Support for Commissioners in 2007. The list of the Lead Provider Framework of 2015 came from a competition of its own.",
			Limitations: "Two documents that claim to be the same agreement are not compared.",
			Severity:    rule.Error,
			Basis:       rule.Integrity,
			Citations:   citation.List(citation.FESC, citation.Winners),
			Tags:        []string{"framework"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleSupplierOnLot},
			ByConstruction: &rule.ByConstruction{
				How:  "An award is part of one agreement and has no field for another. Places, Holds and Candidates read only the awards of their own agreement.",
				Test: "TestListsAreSeparate",
			},
		},
	}
}
