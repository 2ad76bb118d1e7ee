package csu

import (
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// working reports whether the unit reached April 2013. A document that does not
// say how far it got is judged as one that did.
func working(u *Unit) bool { return u.Stage == Working || u.Stage == "" }

// hosted reports whether the unit is a part of the NHS: by its kind or, where
// that is not stated, because it names a host.
func hosted(u *Unit) bool { return u.Kind == Hosted || u.Kind == "" && strings.TrimSpace(u.Host) != "" }

// slugMeta serves two rules: one looks at a unit alone, the other compares the units
// of a register.
var slugMeta = rule.Meta{
	ID:          RuleSlug,
	Title:       "Every body has a unique slug in lower case",
	Rationale:   "Names changed and were shared, and codes are missing or guessed. Successions, customers and counts depend on the slug.",
	Fix:         "Give each body one slug of lower-case words joined by hyphens, such as north-east-london.",
	Limitations: "It cannot see whether two slugs mean one body.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"register"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"slug": "anglia", "name": "NHS Anglia Commissioning Support Unit"}`,
	BadExample:  `{"slug": "0AP", "name": "NHS Anglia Commissioning Support Unit"}`,
	Related:     []rule.ID{RuleSuccessorExists, RuleCodeUnique},
}

var slugIsThere = rule.Rule[Unit]{
	Meta: slugMeta,
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		switch {
		case u.Slug == "":
			found.Add("/slug", "no slug: give the body one, such as north-east-london")
		case !u.Slug.IsSlug():
			found.Add("/slug", "%q is not a slug in lower case: use one such as north-east-london, and ods_code for the code", u.Slug).
				With("slug", u.Slug)
		}
		return found
	},
}

var datesInOrder = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleDatesInOrder,
		Title:       "A body closes on or after the day it opens",
		Rationale:   "A body with its dates the wrong way round is never open and drops out of every count.",
		Fix:         "Correct one of the two dates.",
		Limitations: "Dates known in part are taken as right if they can be.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"opened": "2013-04-01", "closed": "2014-03-31"`,
		BadExample:  `"opened": "2013-04-01", "closed": "2012-03-31"`,
		Related:     []rule.ID{RulePartialDates, RuleNoGap},
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		switch {
		case u.Closed.Before(u.Opened) == nhs.Yes:
			found.Add("/closed", "closed %s, before it opened %s: correct one of them", u.Closed, u.Opened).
				With("closed", u.Closed).With("opened", u.Opened).
				WithRelated("/opened", "the first day")
		case u.Closed.Before(u.Formed) == nhs.Yes:
			found.Add("/closed", "closed %s, before it was formed %s: correct one of them", u.Closed, u.Formed).
				With("closed", u.Closed).With("formed", u.Formed).
				WithRelated("/formed", "when it was first named")
		}
		return found
	},
}

// csuRole is the ODS role of commissioning support units.
const csuRole = "RO213"

var codeIsNoProof = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleCodeIsNoProof,
		Title:       "An NHS-hosted CSU is shown by its kind and host, not by an ODS code alone",
		Rationale:   "Optum, a firm, holds such a code. Taken as proof, the code would count a competitor's income and contracts as the NHS's.",
		Fix:         "Say who owns the body (kind) and, if it is hosted, who hosts it. Give a body that is not a CSU the stage not-a-csu.",
		Limitations: "It does not look the code up. A body without a stage is judged as a unit.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.RoleList),
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"slug": "optum-health-solutions", "ods_code": "0DG", "stage": "not-a-csu", "kind": "independent"}`,
		BadExample:  `{"slug": "optum-health-solutions", "ods_code": "0DG", "stage": "unit"}`,
		Related:     []rule.ID{RuleCodeUnique, RuleHostAndEmployer},
	},
	Applies: func(u *Unit) bool {
		return working(u) && u.ODSCode != "" && (u.ODSRole == "" || u.ODSRole == csuRole)
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		switch {
		case u.Kind == Independent:
			found.Add("/kind", "independent body listed as a unit: the code %s alone does not make it one; use the stage not-a-csu", u.ODSCode).
				With("ods_code", u.ODSCode).WithRelated("/stage", "listed as a unit")
		case u.Kind == "" && !hosted(u):
			found.Add("/kind", "only the code %s says that this is an NHS-hosted CSU: give its kind", u.ODSCode).
				With("ods_code", u.ODSCode)
		case u.Kind == Hosted && strings.TrimSpace(u.Host) == "":
			found.Add("/host", "NHS-hosted by its code %s only: name the host", u.ODSCode).
				With("ods_code", u.ODSCode)
		}
		return found
	},
}

var hosting = nhs.MustParsePeriod("2013-04-01/..")

var hostAndEmployer = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleHostAndEmployer,
		Title:       "Host and employer are distinct: the NHS Business Services Authority employs the staff of a hosted unit",
		Rationale:   "NHS England hosts and directs; the contracts of employment are with the Business Services Authority. Redundancies, transfers and their cost depend on which is which, and a widely read article of 2013 confuses the two.",
		Fix:         "Give NHS England as host and NHS Business Services Authority as employer.",
		Limitations: "A body without a stage is judged as a unit, one with a host and no kind as hosted. A host or employer that is left out is unknown and gives no finding. Names are compared without case, NHS and spaces.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.BSA, citation.JobCuts, citation.StaffSide, citation.Thiel),
		InForce:     hosting,
		Tags:        []string{"hosting", "staff"},
		Observed:    rule.ObservedReal,
		GoodExample: `"host": "NHS England", "employer": "NHS Business Services Authority"`,
		BadExample:  `"host": "NHS England", "employer": "NHS England"`,
		Related:     []rule.ID{RuleNoBoard, RuleStillHosted},
	},
	Applies: func(u *Unit) bool { return working(u) && hosted(u) },
	On:      func(u *Unit) nhs.Date { return decides(u.Opened, hosting) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		if u.Employer != "" && !isBSA(u.Employer) {
			found.Add("/employer", "employer %q is wrong for a hosted unit: use NHS Business Services Authority", u.Employer).
				With("employer", u.Employer)
		}
		if u.Host != "" && isBSA(u.Host) {
			found.Add("/host", "%q is the employer, not the host: use NHS England", u.Host).With("host", u.Host)
		}
		return found
	},
}

// isBSA reports whether name is one of those of the NHS Business Services Authority.
func isBSA(name string) bool {
	for _, known := range [...]string{"NHS Business Services Authority", "Business Services Authority", "NHS BSA", "NHSBSA", "BSA"} {
		if strings.EqualFold(strings.TrimSpace(name), known) {
			return true
		}
	}
	return false
}

var boardless = nhs.MustParsePeriod("2012-08-01/..")

var noBoard = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleNoBoard,
		Title:       "A hosted unit has no board and no non-executives",
		Rationale:   "A board answers for an organisation. A hosted unit is not an organisation: its host answers for it. A document that shows a board promises a check that does not exist.",
		Fix:         "Say what the group is in law, such as a committee of the host, and list outside members as lay members. A customer board may keep its name.",
		Limitations: "It looks at the type of the group and the roles of its members, not at the name. A group without a date counts from the unit's forming.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Hosting2012, citation.NoBoard),
		InForce:     boardless,
		Tags:        []string{"governance", "hosting"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"governance": {"type": "committee", "name": "Customer Board", "members": [{"role": "lay"}]}`,
		BadExample:  `"governance": {"type": "board", "members": [{"role": "non-executive"}]}`,
		Related:     []rule.ID{RuleHostAndEmployer, RuleLicence},
	},
	Applies: func(u *Unit) bool {
		return u.Governance != nil && hosted(u) && !leftHost(u, u.Governance.From)
	},
	On: func(u *Unit) nhs.Date {
		if !u.Governance.From.IsZero() {
			return decides(u.Governance.From, boardless)
		}
		return decides(u.born(), boardless)
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		if isBoard(u.Governance.Type) {
			found.Add("/governance/type", "a hosted unit has no board: say what the group is, such as a committee of the host").
				With("type", u.Governance.Type)
		}
		for i := range u.Governance.Members {
			if role := u.Governance.Members[i].Role; isNonExecutive(role) {
				found.Add(rule.PointerOf("governance", "members", i, "role"), "a hosted unit has no non-executives, such as %q: list outside members as lay", role).
					With("role", role)
			}
		}
		return found
	},
}

// leftHost reports whether the unit had certainly left its host by the day.
func leftHost(u *Unit, p nhs.PartialDate) bool {
	return !u.HostingEnded.IsZero() && u.HostingEnded.After(p) == nhs.No
}

func isBoard(typ string) bool {
	typ = strings.TrimSpace(typ)
	return strings.EqualFold(typ, "board") || strings.EqualFold(typ, "governing body") || strings.EqualFold(typ, "board of directors")
}

func isNonExecutive(role string) bool {
	role = strings.TrimSpace(role)
	for _, word := range [...]string{"non-executive", "non executive", "nonexecutive"} {
		if len(role) >= len(word) && strings.EqualFold(role[:len(word)], word) {
			return true
		}
	}
	return strings.EqualFold(role, "NED")
}

var licensing = nhs.MustParsePeriod("2012-10-01/2016-03-31")

var licence = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleLicence,
		Title:       "A unit has a licence from the day it opens",
		Rationale:   "The licence said what a unit could do on its own. Without one it was not cleared to operate.",
		Fix:         "Give the licence in force on the first day, or correct the dates.",
		Limitations: "A unit without any record of licences is unknown and gives no finding: the licences themselves were not found. A licence that may have been withdrawn only later is taken as in force.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Hosting2012, citation.Checkpoint3),
		InForce:     licensing,
		Tags:        []string{"licence", "hosting"},
		Observed:    rule.NeverObserved,
		GoodExample: `"opened": "2013-04-01", "licences": [{"status": "provisional", "from": "2012-10"}]`,
		BadExample:  `"opened": "2013-04-01", "licences": [{"status": "refused", "from": "2013-03"}]`,
		Related:     []rule.ID{RuleStoppedStaysStopped},
	},
	Applies: func(u *Unit) bool { return working(u) && len(u.Licences) > 0 },
	On:      func(u *Unit) nhs.Date { return decides(u.Opened, licensing) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		at := -1 // the licence, or the lack of one, on the first day
		for i := range u.Licences {
			late := u.Licences[i].From.After(u.Opened)
			if late == nhs.No || late == nhs.Unknown && (at < 0 || !u.Licences[at].Status.cleared()) {
				at = i // what may have come later does not end a licence
			}
		}
		switch {
		case at < 0:
			found.Add(rule.PointerOf("licences", 0, "from"), "first licence from %s, after the unit opened %s: correct a date or add the licence", u.Licences[0].From, u.Opened).
				With("from", u.Licences[0].From).WithRelated("/opened", "the first day")
		case !u.Licences[at].Status.cleared():
			found.Add(rule.PointerOf("licences", at, "status"), "licence %s when the unit opened %s: give the licence in force on that day", u.Licences[at].Status, u.Opened).
				With("status", u.Licences[at].Status).WithRelated("/opened", "the first day")
		}
		return found
	},
}

var stoppedStaysStopped = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleStoppedStaysStopped,
		Title:       "A body stopped at a checkpoint passes no higher one",
		Rationale:   "Three plans were stopped in May 2012 and did not continue. A later pass means that two bodies are mixed up.",
		Fix:         "Correct the outcome, or give the body that continued its own entry and link the two by a succession.",
		Limitations: "It compares numbers and outcomes, not days. A checkpoint without an outcome is ignored.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.Checkpoint2),
		Tags:        []string{"checkpoints"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"checkpoints": [{"no": 2, "outcome": "stopped"}]`,
		BadExample:  `"checkpoints": [{"no": 2, "outcome": "stopped"}, {"no": 3, "outcome": "passed"}]`,
		Related:     []rule.ID{RuleCheckpointsInOrder},
	},
	Applies: func(u *Unit) bool { return len(u.Checkpoints) > 0 },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		stop := -1 // the lowest checkpoint that stopped it
		for i := range u.Checkpoints {
			if u.Checkpoints[i].Outcome == Stopped && (stop < 0 || u.Checkpoints[i].No < u.Checkpoints[stop].No) {
				stop = i
			}
		}
		if stop < 0 {
			return nil
		}
		for i := range u.Checkpoints {
			if c := &u.Checkpoints[i]; c.No > u.Checkpoints[stop].No && c.Outcome.Proceeded() {
				found.Add(rule.PointerOf("checkpoints", i, "outcome"), "checkpoint %d passed after a stop at checkpoint %d: correct an outcome or split the body", c.No, u.Checkpoints[stop].No).
					With("no", c.No).WithRelated(rule.PointerOf("checkpoints", stop, "outcome"), "the stop")
			}
		}
		return found
	},
}

var checkpointsHeld = nhs.MustParsePeriod("2012-01-01/2013-04-30")

var checkpointsInOrder = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleCheckpointsInOrder,
		Title:       "Checkpoints are numbered 1 to 5 and listed in that order",
		Rationale:   "The five tests built on one another. Planned days slipped by months, so a plan must not be read as a result: checkpoint 4 was due in November 2012 and came in March 2013.",
		Fix:         "Give each checkpoint its number, the planned day as planned, and the day of the outcome as actual.",
		Limitations: "Days known in part are taken as in order if they can be. Planned days are compared with planned, actual with actual.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Checkpoint3, citation.Collapse),
		InForce:     checkpointsHeld,
		Tags:        []string{"checkpoints", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"checkpoints": [{"no": 3, "planned": "2012-10"}, {"no": 4, "planned": "2012-11", "actual": "2013-03"}]`,
		BadExample:  `"checkpoints": [{"no": 4, "actual": "2012-11"}, {"no": 5, "actual": "2012-10"}]`,
		Related:     []rule.ID{RuleStoppedStaysStopped, RuleLicence},
	},
	Applies: func(u *Unit) bool { return len(u.Checkpoints) > 0 },
	On: func(u *Unit) nhs.Date {
		for i := range u.Checkpoints {
			if when := u.Checkpoints[i].when(); !when.IsZero() {
				return decides(when, checkpointsHeld)
			}
		}
		return nhs.Date{}
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		actual, planned := -1, -1 // the checkpoints that can least be earlier than the rest so far
		for i := range u.Checkpoints {
			c := &u.Checkpoints[i]
			if c.No < 1 || c.No > 5 {
				found.Add(rule.PointerOf("checkpoints", i, "no"), "no checkpoint %d exists: use 1 to 5", c.No).With("no", c.No)
			}
			if i > 0 && c.No <= u.Checkpoints[i-1].No {
				found.Add(rule.PointerOf("checkpoints", i, "no"), "checkpoint %d follows checkpoint %d: list each once, in order", c.No, u.Checkpoints[i-1].No).
					With("no", c.No).WithRelated(rule.PointerOf("checkpoints", i-1, "no"), "the one before")
				continue
			}
			if actual >= 0 && c.Actual.Before(u.Checkpoints[actual].Actual) == nhs.Yes {
				before := &u.Checkpoints[actual]
				found.Add(rule.PointerOf("checkpoints", i, "actual"), "checkpoint %d took place %s, before checkpoint %d on %s: correct a date", c.No, c.Actual, before.No, before.Actual).
					With("actual", c.Actual).WithRelated(rule.PointerOf("checkpoints", actual, "actual"), "an earlier one")
			}
			if planned >= 0 && c.Planned.Before(u.Checkpoints[planned].Planned) == nhs.Yes {
				before := &u.Checkpoints[planned]
				found.Add(rule.PointerOf("checkpoints", i, "planned"), "checkpoint %d planned for %s, before checkpoint %d for %s: correct a date", c.No, c.Planned, before.No, before.Planned).
					With("planned", c.Planned).WithRelated(rule.PointerOf("checkpoints", planned, "planned"), "an earlier one")
			}
			if actual < 0 || c.Actual.Earliest().After(u.Checkpoints[actual].Actual.Earliest()) {
				actual = i
			}
			if planned < 0 || c.Planned.Earliest().After(u.Checkpoints[planned].Planned.Earliest()) {
				planned = i
			}
		}
		return found
	},
}
