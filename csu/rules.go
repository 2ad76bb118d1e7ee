package csu

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package. CSU-08, CSU-12 and CSU-26 judge an agreement and are
// elsewhere.
const (
	// RuleSlug wants a unique slug for each body.
	RuleSlug rule.ID = "CSU-01"
	// RuleDatesInOrder wants a body to open before it closes.
	RuleDatesInOrder rule.ID = "CSU-02"
	// RulePartialDates keeps dates that are known in part as they are. The types
	// keep it: see [ByConstruction].
	RulePartialDates rule.ID = "CSU-03"
	// RuleSuccessorExists wants both ends of a succession in the register.
	RuleSuccessorExists rule.ID = "CSU-04"
	// RuleNoCircle wants successions never to lead back.
	RuleNoCircle rule.ID = "CSU-05"
	// RuleNoGap wants a successor to open as its predecessor closes.
	RuleNoGap rule.ID = "CSU-06"
	// RuleMergedIntoSomething wants a successor for what was merged or taken over.
	RuleMergedIntoSomething rule.ID = "CSU-07"
	// RuleCodeUnique wants an ODS code to mean one body at a time.
	RuleCodeUnique rule.ID = "CSU-09"
	// RuleCodeIsNoProof wants more than a code to show that a body is a hosted CSU.
	RuleCodeIsNoProof rule.ID = "CSU-10"
	// RuleCounts compares the counts that the dates give with those published.
	RuleCounts rule.ID = "CSU-11"
	// RuleHostAndEmployer wants host and employer kept apart.
	RuleHostAndEmployer rule.ID = "CSU-13"
	// RuleNoBoard flags a board or non-executives in a hosted unit.
	RuleNoBoard rule.ID = "CSU-14"
	// RuleLicence wants a licence from the first day.
	RuleLicence rule.ID = "CSU-15"
	// RuleStoppedStaysStopped flags a checkpoint passed after a stop.
	RuleStoppedStaysStopped rule.ID = "CSU-16"
	// RuleCheckpointsInOrder wants checkpoints 1 to 5 in order of time.
	RuleCheckpointsInOrder rule.ID = "CSU-17"
	// RuleHostingCharge compares the planned hosting charge with the first figure.
	RuleHostingCharge rule.ID = "CSU-18"
	// RuleSurplus compares the surplus with the one that the host wanted.
	RuleSurplus rule.ID = "CSU-19"
	// RulePlanSplit wants a business plan split by customer and line for four years.
	RulePlanSplit rule.ID = "CSU-20"
	// RuleOneForm wants exactly one of the four forms of autonomy.
	RuleOneForm rule.ID = "CSU-21"
	// RuleFormRuledOut flags a form of autonomy that was ruled out.
	RuleFormRuledOut rule.ID = "CSU-22"
	// RuleStillHosted flags the assumption that a unit is independent.
	RuleStillHosted rule.ID = "CSU-23"
	// RuleAnywhere lets a unit serve any group in England. The types keep it: see
	// [ByConstruction].
	RuleAnywhere rule.ID = "CSU-24"
	// RuleDependency flags one customer that pays much of the income.
	RuleDependency rule.ID = "CSU-25"
	// RuleViability flags several customers lost within six months.
	RuleViability rule.ID = "CSU-27"
	// RuleSectorIncome wants the income of the sector to add up by customer.
	RuleSectorIncome rule.ID = "SP-10"
)

// The sets are built once: building one allocates, using one does not.
var (
	unitRules = rule.NewSet("csu", func(u *Unit) string { return string(u.Slug) },
		slugIsThere, datesInOrder, codeIsNoProof, hostAndEmployer, noBoard, licence, stoppedStaysStopped, checkpointsInOrder,
		hostingCharge, surplus, planSplit, oneForm, formRuledOut, stillHosted, dependency, viability)

	registerRules = rule.Join(
		rule.NewSet("csu-register", nil,
			slugIsUnique, successorExists, noCircle, noGap, mergedIntoSomething, codeUnique, counts, sectorIncome),
		rule.Lift("units", func(r *Register) []Unit { return r.Units }, unitRules))
)

// UnitRules returns the rules for one unit.
func UnitRules() rule.Set[Unit] { return unitRules }

// RegisterRules returns the rules for a register, those for its units included.
func RegisterRules() rule.Set[Register] { return registerRules }

// decides returns a day that shows whether the rule was in force when p happened, or
// no date if p is not known well enough.
func decides(p nhs.PartialDate, inForce nhs.Period) nhs.Date {
	if p.IsZero() {
		return nhs.Date{}
	}
	first, last := p.Earliest(), p.Latest()
	span := nhs.NewPeriod(first, last)
	if !inForce.Overlaps(span) {
		// Any day outside will do; an open end has none.
		if !first.IsZero() {
			return first
		}
		return last
	}
	if inForce.Covers(span) {
		if !first.IsZero() {
			return first
		}
		return last
	}
	return nhs.Date{}
}

// ByConstruction returns the rules that need no check, since no value of these types
// can break them.
func ByConstruction() []rule.Meta {
	return []rule.Meta{
		{
			ID: RulePartialDates, Subject: "csu",
			Title:       "A date known in part is kept as it is and compares as a range",
			Rationale:   "For half of the units a source gives only a month, or a bound. Writing the first of the month would invent a fact and change counts.",
			Limitations: "A made-up day in a document looks like any other.",
			Severity:    rule.Error,
			Basis:       rule.Integrity,
			Tags:        []string{"register", "dates"},
			Observed:    rule.NeverObserved,
			GoodExample: `"opened": "2014-10"`,
			BadExample:  `"opened": "2014-10-01" where the source has October 2014`,
			Related:     []rule.ID{RuleDatesInOrder, RuleCounts},
			ByConstruction: &rule.ByConstruction{
				How:  "Every date of a unit is an nhs.PartialDate, which holds a range and answers yes, no or unknown.",
				Test: "TestPartialDatesStayPartial",
			},
		},
		{
			ID: RuleAnywhere, Subject: "csu",
			Title:       "A unit may serve any clinical commissioning group in England",
			Rationale:   "Units competed across England from the first day. A check that limits them to a region would reject real sales: Tower Hamlets paid the North of England unit in 2020.",
			Limitations: "It does not say whether a distant unit serves well.",
			Severity:    rule.Info,
			Basis:       rule.Reported,
			Citations:   citation.List(citation.Thiel),
			InForce:     nhs.MustParsePeriod("2013-04-01/.."),
			Tags:        []string{"customers"},
			Observed:    rule.NeverObserved,
			ByConstruction: &rule.ByConstruction{
				How:  "Neither a Unit nor a Customer has a region, and no rule asks for one.",
				Test: "TestAnyCustomerAnywhere",
			},
		},
	}
}
