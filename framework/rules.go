package framework

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules about frameworks and procurement. Two of them, [RuleSupplierOnLot]
// and [RuleInheritance], need the history of suppliers: see [HolderRules].
const (
	// RuleReferences wants every name of a lot, supplier, criterion or framework to
	// lead somewhere.
	RuleReferences rule.ID = "FW-01"
	// RuleFourYears bounds the term of a framework agreement.
	RuleFourYears rule.ID = "FW-02"
	// RuleWithinLife wants a call-off within the life of its framework.
	RuleWithinLife rule.ID = "FW-03"
	// RuleMayOutlive lets a call-off go on after its framework. Nothing here finds
	// otherwise: see [ByConstruction].
	RuleMayOutlive rule.ID = "FW-04"
	// RuleLotCoversLines wants the lot to cover what is called off.
	RuleLotCoversLines rule.ID = "FW-05"
	// RuleSupplierOnLot wants the supplier of a call-off to hold a place on the lot.
	// It is judged where the history of suppliers is known.
	RuleSupplierOnLot rule.ID = "FW-06"
	// RuleRefusedSupplier keeps a supplier that was refused a lot off it.
	RuleRefusedSupplier rule.ID = "FW-07"
	// RuleBuyerMayUse wants the buyer to be of a class that the notice names.
	RuleBuyerMayUse rule.ID = "FW-08"
	// RuleFrameworkCriteria wants call-offs awarded on the framework's criteria.
	RuleFrameworkCriteria rule.ID = "FW-09"
	// RuleTermsKept keeps a call-off from changing the framework in substance.
	RuleTermsKept rule.ID = "FW-10"
	// RuleFurtherCompetition wants a further competition where the framework does
	// not settle everything.
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
	// it came from. It is judged where the history of suppliers is known.
	RuleInheritance rule.ID = "FW-18"
	// RulePartner keeps partners in a supply chain apart from suppliers.
	RulePartner rule.ID = "FW-19"
	// RuleSeparateLists keeps the lists of two frameworks apart. The types keep it:
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
			agreementReferences, fourYears, closedList, shortlist, plannedPlaces, lpfLots, agreementConsortium,
			agreementStandstill, withinValue, agreementWords, agreementOrder, lotLimits),
		rule.Lift("call_offs", func(a *Agreement) []Case { return a.Cases(nil) }, callOffRules))

	competitionRules = rule.NewSet("competition", nil,
		competitionReferences, competitionConsortium, weights, scores, oneBid, competitionWords, competitionOrder)
)

// AgreementRules returns the rules for a framework agreement, those for its
// call-offs included but for [HolderRules]: no history of suppliers is known.
func AgreementRules() rule.Set[Agreement] { return agreementRules }

// CallOffRules returns the rules for one call-off and the agreement it is made
// under, [HolderRules] included.
func CallOffRules() rule.Set[Case] { return caseRules }

// HolderRules returns the two rules for call-offs that ask who has a place on the
// day, and so judge only a [Case] with the history of suppliers:
// [RuleSupplierOnLot] and [RuleInheritance]. Package commissioning holds them
// against the call-offs of a market.
func HolderRules() rule.Set[Case] { return holderRules }

// CompetitionRules returns the rules for bids that are to be evaluated.
func CompetitionRules() rule.Set[Competition] { return competitionRules }

// decided returns a day of the date by which it can be told whether a rule was
// in force, or no date where it cannot: all of what the date could be must lie
// on one side.
func decided(p nhs.PartialDate, inForce nhs.Period) nhs.Date {
	first, last := p.Earliest(), p.Latest()
	if first.IsZero() || last.IsZero() || inForce.Contains(first) != inForce.Contains(last) {
		return nhs.Date{}
	}
	return first
}

// ByConstruction describes the rules that need no check, since a value that breaks
// them cannot be written or is never found fault with.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RuleMayOutlive, Subject: "call-off",
			Title:       "A call-off may go on after its framework has ended",
			Rationale:   "Five-year call-offs were the usual length expected of the Lead Provider Framework, which itself was let for four. Length alone is no fault.",
			Limitations: "A term that no one could justify is not found either.",
			Severity:    rule.Info,
			Basis:       rule.Guidance,
			Citations:   citation.List(citation.Tender, citation.CallOffGuidance),
			InForce:     nhs.MustParsePeriod("2015-01-01/2019-12-31"),
			Tags:        []string{"framework", "dates"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleWithinLife},
			ByConstruction: &rule.ByConstruction{
				How:  "Only the day on which a call-off is made is held against the agreement's life; no rule compares the end of its term with the agreement's end.",
				Test: "TestCallOffMayOutliveFramework",
			},
		},
		{
			ID: RuleSeparateLists, Subject: "framework",
			Title:       "Each framework has its own list of suppliers",
			Rationale:   "Fourteen firms were on the Framework for procuring External Support for Commissioners in 2007. That said nothing of the Lead Provider Framework of 2015, whose list was competed for anew.",
			Limitations: "Two documents that both claim to be one agreement are not compared.",
			Severity:    rule.Error,
			Basis:       rule.Integrity,
			Citations:   citation.List(citation.FESC, citation.Winners),
			Tags:        []string{"framework"},
			Observed:    rule.NeverObserved,
			Related:     []rule.ID{RuleSupplierOnLot},
			ByConstruction: &rule.ByConstruction{
				How:  "An award is a part of one agreement and has no field for another; Places, Holds and Candidates read the awards of their own agreement only.",
				Test: "TestListsAreSeparate",
			},
		},
	}
}
