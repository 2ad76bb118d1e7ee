package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules for one agreement. SLA-02 and SLA-03 compare agreements with others and with
// registers, so they are rules of a market.
const (
	// RuleComplete wants parties, lines, prices and a term in order.
	RuleComplete rule.ID = "SLA-01"
	// RuleFirstTerm limits the first agreements with CSUs to 18 months.
	RuleFirstTerm rule.ID = "SLA-04"
	// RuleFirstDeadline wants the first agreements with CSUs to end by 30 September 2014.
	RuleFirstDeadline rule.ID = "SLA-05"
	// RuleFinalDeadline wants agreements with CSUs to end by April 2016.
	RuleFinalDeadline rule.ID = "SLA-06"
	// RuleRetender wants a plan and a tender for the successor by set days of 2016.
	RuleRetender rule.ID = "SLA-07"
	// RuleBasis wants an NHS contract with a hosted CSU, and a binding contract with
	// bodies outside the health service.
	RuleBasis rule.ID = "SLA-08"
	// RuleLongTermNeedsGoals wants goals with targets in a term over 18 months.
	RuleLongTermNeedsGoals rule.ID = "SLA-09"
	// RuleFlexibility wants breaks, flexibility and shared risk in a term of five years
	// or more.
	RuleFlexibility rule.ID = "SLA-10"
	// RuleScope wants lines of contract management to say what is meant.
	RuleScope rule.ID = "SLA-11"
	// RuleRedesignRole wants lines of redesign to say what the provider does.
	RuleRedesignRole rule.ID = "SLA-12"
	// RuleTalks wants fair talks on record before a tender.
	RuleTalks rule.ID = "SLA-13"
	// RuleKPIs wants at least one complete indicator.
	RuleKPIs rule.ID = "SLA-14"
	// RuleMessages compares how messages are acknowledged with a real agreement.
	RuleMessages rule.ID = "SLA-15"
	// RuleReviews compares reviews and surveys with a real agreement.
	RuleReviews rule.ID = "SLA-16"
	// RuleCasework wants separate indicators for lines of casework.
	RuleCasework rule.ID = "SLA-17"
	// RuleValues wants results that are numbers in range.
	RuleValues rule.ID = "SLA-18"
	// RuleCredits wants credits capped.
	RuleCredits rule.ID = "SLA-19"
	// RuleExit wants notice, an exit plan and the position of the staff.
	RuleExit rule.ID = "SLA-20"
	// RuleNotices wants customers told about changes and inquiries at the provider.
	RuleNotices rule.ID = "SLA-21"
	// RuleBlanketRefusal reports an agreement that is withheld as a whole.
	RuleBlanketRefusal rule.ID = "SLA-22"
	// RuleSkills wants skills passed on in transformational work.
	RuleSkills rule.ID = "SLA-23"
	// RuleMix reports a purely transactional agreement.
	RuleMix rule.ID = "SLA-24"
	// RuleExtension wants options to extend looked up in the text.
	RuleExtension rule.ID = "SLA-25"
	// RulePrices wants prices that are usable in calculations.
	RulePrices rule.ID = "SLA-26"
	// RuleDates wants days in order and within the term.
	RuleDates rule.ID = "SLA-27"
	// RuleShares wants the cost split among customers in full.
	RuleShares rule.ID = "SLA-28"
	// RuleReferences wants unique names, and references that exist.
	RuleReferences rule.ID = "SLA-29"
	// RuleWithholding wants withheld parts to exist, with a reason and an end.
	RuleWithholding rule.ID = "SLA-30"
	// RuleRiskShare wants bands and triggers that are usable in calculations.
	RuleRiskShare rule.ID = "SLA-31"
	// RuleLastResort reports steps skipped before leaving.
	RuleLastResort rule.ID = "SLA-32"

	// RuleCSUStart wants agreements with CSUs to start after CSUs did.
	RuleCSUStart rule.ID = "CSU-08"
	// RuleCSUSigns wants another body to contract for a hosted CSU.
	RuleCSUSigns rule.ID = "CSU-12"
	// RuleCSUClosure wants a successor beyond the closure of CSUs.
	RuleCSUClosure rule.ID = "CSU-26"
	// RuleCCGClosure wants a successor beyond the abolition of CCGs.
	RuleCCGClosure rule.ID = "CCG-03"
	// RuleFinalDecision wants the final decision left with the CCG.
	RuleFinalDecision rule.ID = "CCG-09"
	// RuleLiability wants each CCG to keep its liability.
	RuleLiability rule.ID = "CCG-10"
	// RuleRetainedPerson wants a person who can take the final decision.
	RuleRetainedPerson rule.ID = "CCG-11"
	// RuleProcurementAgent wants CCGs to ensure that a CSU keeps the procurement
	// regulations.
	RuleProcurementAgent rule.ID = "CCG-12"
)

// The set is built once: building it allocates, using it does not.
var agreementRules = rule.NewSet("sla", func(a *Agreement) string { return a.ID },
	complete, firstTerm, firstDeadline, finalDeadline, retender, basis, longTermNeedsGoals, flexibility,
	scope, redesignRole, talks, kpis, messages, reviews, casework, values, creditsCapped, exit, notices, blanketRefusal,
	skills, mix, extension, prices, dates, shares, references, withholding, riskShare, lastResort,
	csuStart, csuSigns, csuClosure, ccgClosure, finalDecision, liability, retainedPerson, procurementAgent)

// AgreementRules returns the rules for one agreement.
func AgreementRules() rule.Set[Agreement] { return agreementRules }

// The days that decide which law or guidance applies.
func signed(a *Agreement) nhs.Date { return a.Signed }
func starts(a *Agreement) nhs.Date { return a.Term.Starts }
func ends(a *Agreement) nhs.Date   { return a.Term.Ends }

// Conditions.
func withCSU(a *Agreement) bool       { return a.Provider.Kind == HostedCSU }
func ownWithCSU(a *Agreement) bool    { return withCSU(a) && a.CallOff == "" }
func forCCG(a *Agreement) bool        { return a.hasCustomer(CCG) }
func forCCGWithCSU(a *Agreement) bool { return withCSU(a) && forCCG(a) }

func (a *Agreement) hasCustomer(k PartyKind) bool {
	for i := range a.Customers {
		if a.Customers[i].Kind == k {
			return true
		}
	}
	return false
}

// at returns the place of a member of the term, or of the term if it is empty.
func (t *Term) at(member rule.Pointer) rule.Pointer {
	if t.Starts.IsZero() && t.Ends.IsZero() && t.NoticeMonths == 0 && t.Exception == "" && len(t.Breaks)+len(t.Extensions) == 0 {
		return "/term"
	}
	return "/term" + member
}

// noTerm is the outcome of checks that need to know how long an agreement runs.
func noTerm() rule.Findings {
	return rule.MissingDate("the first or last day of the term is unknown")
}

// ByConstruction returns the rules that need no check, because no value can break them.
// There is none in this package.
func ByConstruction() []rule.Meta { return nil }
