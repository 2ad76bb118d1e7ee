package sla

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The days on which guidance and law change.
var (
	firstDayOfCSUs = nhs.MustParseDate("2013-04-01")
	endSept2014    = nhs.MustParseDate("2014-09-30")
	endMarch2016   = nhs.MustParseDate("2016-03-31")
	endApril2016   = nhs.MustParseDate("2016-04-30")
	endJuly2016    = nhs.MustParseDate("2016-07-31")
	endMarch2027   = nhs.MustParseDate("2027-03-31")
	retendering    = nhs.MustParsePeriod("2015-11-01/2016-07-31")
	lifeOfCCGs     = nhs.MustParsePeriod("2013-04-01/2022-06-30")
)

const (
	guidanceMonths = 18
	fiveYearMonths = 60
)

var firstTerm = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFirstTerm,
		Title:       "A first agreement with a CSU runs for no more than 18 months",
		Rationale:   "Units had no rivals in their first months. Guidance kept the first agreements short, so that customers could choose once there was a market. Some still signed for five years.",
		Fix:         "End the term 18 months after it starts, or record the exception.",
		Limitations: "Every agreement with a CSU signed from November 2012 to 21 August 2013 counts as a first one, except a call-off. With a recorded exception the finding is information only.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Thiel, citation.FirstSLAs),
		InForce:     nhs.MustParsePeriod("2012-11-01/2013-08-21"),
		Tags:        []string{"term"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"signed": "2013-01-15", "term": {"starts": "2013-04-01", "ends": "2014-09-30"}`,
		BadExample:  `"signed": "2013-01-15", "term": {"starts": "2013-04-01", "ends": "2015-03-31"}`,
		Related:     []rule.ID{RuleFirstDeadline, RuleFinalDeadline, RuleLongTermNeedsGoals},
	},
	Applies: ownWithCSU,
	On:      signed,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		t := &a.Term
		switch {
		case !t.isOrdered():
			return noTerm()
		case t.LongerThan(guidanceMonths):
			f := found.Add("/term/ends", "%s to %s is longer than the 18 months for a first agreement with a CSU: end it by %s", t.Starts, t.Ends, t.Starts.AddMonths(guidanceMonths).AddDays(-1)).
				With("starts", t.Starts).With("ends", t.Ends)
			if t.Exception != "" {
				f.WithSeverity(rule.Info).WithRelated("/term/exception", "the exception on record")
			}
		}
		return found
	},
}

var firstDeadline = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFirstDeadline,
		Title:       "A first agreement with a CSU ends by 30 September 2014",
		Rationale:   "From then on customers were to buy in open competition. A longer agreement kept them out of it.",
		Fix:         "End the term by 30 September 2014, or record the exception.",
		Limitations: "The day from which the guidance applied is taken from reports of it.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.CommissioningExcellence, citation.FirstSLAs, citation.Deadline2013, citation.NotBinding),
		InForce:     nhs.MustParsePeriod("2013-06-12/2013-08-21"),
		Tags:        []string{"term"},
		Observed:    rule.NeverObserved,
		GoodExample: `"signed": "2013-07-01", "term": {"starts": "2013-07-01", "ends": "2014-09-30"}`,
		BadExample:  `"signed": "2013-07-01", "term": {"starts": "2013-07-01", "ends": "2014-10-01"}`,
		Related:     []rule.ID{RuleFirstTerm, RuleFinalDeadline},
	},
	Applies: func(a *Agreement) bool { return ownWithCSU(a) && a.Term.Exception == "" },
	On:      signed,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch {
		case a.Term.Ends.IsZero():
			return noTerm()
		case a.Term.Ends.After(endSept2014):
			found.Add("/term/ends", "%s is after 30 September 2014, the deadline: end it by then, or record the exception", a.Term.Ends).
				With("ends", a.Term.Ends)
		}
		return found
	},
}

var finalDeadline = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFinalDeadline,
		Title:       "An agreement with a CSU ends by April 2016",
		Rationale:   "In August 2013 the deadline for buying in competition was moved to April 2016. Nothing was to run beyond it.",
		Fix:         "End the term by 31 March 2016.",
		Limitations: "The sources give only the month, so an end in April 2016 is information and a later one a warning. A framework call-off is not bound.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.CommissioningExcellence, citation.Letter2013, citation.Deadline2013, citation.Timetable2015),
		InForce:     nhs.MustParsePeriod("2013-08-22/2016-03-31"),
		Tags:        []string{"term"},
		Observed:    rule.NeverObserved,
		GoodExample: `"signed": "2013-09-20", "term": {"starts": "2013-10-01", "ends": "2016-03-31"}`,
		BadExample:  `"signed": "2013-09-20", "term": {"starts": "2013-10-01", "ends": "2016-09-30"}`,
		Related:     []rule.ID{RuleFirstTerm, RuleFirstDeadline, RuleRetender},
	},
	Applies: ownWithCSU,
	On:      signed,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch e := a.Term.Ends; {
		case e.IsZero():
			return noTerm()
		case e.After(endApril2016):
			found.Add("/term/ends", "%s is after April 2016, the deadline: end it by 31 March 2016", e).With("ends", e)
		case e.After(endMarch2016):
			found.Add("/term/ends", "%s is in April 2016: the guidance gives only the month, so 31 March 2016 is safe", e).With("ends", e).WithSeverity(rule.Info)
		}
		return found
	},
}

var retender = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRetender,
		Title:       "The successor to an agreement with a CSU is planned by March and tendered by July 2016",
		Rationale:   "When the timetable of 2015 slipped, customers got two deadlines instead. Without a plan they would have bought in haste or not at all.",
		Fix:         "Record the day of the plan and the day on which the tender opens.",
		Limitations: "Checked for agreements that ran at some time from November 2015 to July 2016. An unrecorded plan or tender counts as not done, but with an as-of date only after its deadline. The guidance gives July; its last day is our reading.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Timetable2015),
		InForce:     retendering,
		Tags:        []string{"term", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"procurement": {"next_planned": "2016-03-31", "next_tender": "2016-07-31"}`,
		BadExample:  `"procurement": {"next_planned": "2016-04-01", "next_tender": "2016-08-01"}`,
		Related:     []rule.ID{RuleFinalDeadline},
	},
	Applies: ownWithCSU,
	On: func(a *Agreement) nhs.Date { // the first day on which it ran under the guidance
		t := &a.Term
		if !t.isOrdered() {
			return nhs.Date{}
		}
		if t.Starts.Before(retendering.From) && !t.Ends.Before(retendering.From) {
			return retendering.From
		}
		return t.Starts
	},
	Check: func(p rule.Pass, a *Agreement) (found rule.Findings) {
		if !a.Term.isOrdered() {
			return noTerm()
		}
		at := func(member rule.Pointer) rule.Pointer {
			if q := &a.Procurement; q.Tendered.IsZero() && q.NextPlanned.IsZero() && q.NextTender.IsZero() && len(q.Talks) == 0 {
				return "/procurement"
			}
			return "/procurement" + member
		}
		checkDay := func(member rule.Pointer, what string, day, last nhs.Date) {
			switch {
			case day.IsZero() && (p.AsOf.IsZero() || p.AsOf.After(last)):
				found.Add(at(member), "no %s recorded, due by %s: record its day", what, last).With("due", last)
			case day.After(last):
				found.Add(at(member), "%s on %s, after the deadline of %s: check the day", what, day, last).With("due", last).With("day", day)
			}
		}
		checkDay("/next_planned", "plan to procure a successor", a.Procurement.NextPlanned, endMarch2016)
		checkDay("/next_tender", "tender for a successor", a.Procurement.NextTender, endJuly2016)
		return found
	},
}

var longTermNeedsGoals = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLongTermNeedsGoals,
		Title:       "A term of more than 18 months has goals with targets",
		Rationale:   "Long partnerships did better than short contracts if the goals were clear. A long term without goals commits the customer only to paying.",
		Fix:         "Write down what is to be achieved and how it is measured, or shorten the term.",
		Limitations: "Whether the goals are any good is not checked. The article tells it of a study of 2010 of which no figure was seen, and a later study of four contracts is less sure.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel, citation.Consultants),
		Tags:        []string{"term", "partnership"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"goals": [{"text": "fewer emergency admissions from care homes", "target": "10 per cent fewer by March 2016"}]`,
		BadExample:  `"term": {"starts": "2013-04-01", "ends": "2018-03-31"}, "goals": []`,
		Related:     []rule.ID{RuleFirstTerm, RuleFlexibility},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch {
		case !a.Term.isOrdered():
			return noTerm()
		case !a.Term.LongerThan(guidanceMonths):
		case len(a.Goals) == 0:
			found.Add("/goals", "%s to %s is more than 18 months, without goals: write down goals and targets", a.Term.Starts, a.Term.Ends)
		default:
			for i := range a.Goals {
				if g := &a.Goals[i]; g.Text == "" || g.Target == "" {
					found.Add(rule.PointerOf("goals", i), "goal without text or target: say what is to be achieved and how it is measured")
				}
			}
		}
		return found
	},
}

var flexibility = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFlexibility,
		Title:       "A term of five years or more has breaks, flexibility and shared risk",
		Rationale:   "Much changes in five years: the number and health of the people, the law, the provider. Partners remain partners if they share the risk and can reopen the price or leave.",
		Fix:         "Agree break dates, triggers that reopen the price, and how gains and pains are shared.",
		Limitations: "Only whether such terms exist is checked, not whether they would help. Options to extend do not count towards the term.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel),
		Tags:        []string{"term", "partnership"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"term": {…, "breaks": [{"on": "2016-03-31", "notice_months": 6}]}, "triggers": […], "risk_share": {…}`,
		BadExample:  `"term": {"starts": "2013-04-01", "ends": "2018-03-31"}`,
		Related:     []rule.ID{RuleLongTermNeedsGoals},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch {
		case !a.Term.isOrdered():
			return noTerm()
		case !a.Term.atLeast(fiveYearMonths):
			return nil
		}
		if len(a.Term.Breaks) == 0 {
			found.Add("/term/breaks", "five years without a break: agree a day on which it can be ended")
		}
		if len(a.Triggers) == 0 {
			found.Add("/triggers", "five years without flexibility: agree what reopens the price, such as a change of population")
		}
		if a.RiskShare == nil {
			found.Add("/risk_share", "five years without shared risk: agree how savings and overspends are split")
		}
		return found
	},
}

var extension = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleExtension,
		Title:       "An option to extend names its clause",
		Rationale:   "Some agreements had no such option. Wiltshire's ended on 31 March 2016 with no way to extend it, and its successor had to be ready by then.",
		Fix:         "Name the clause that gives the option, or take the option out.",
		Limitations: "The clause is not read.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Wiltshire),
		InForce:     nhs.MustParsePeriod("../2016-12-31"),
		Tags:        []string{"term"},
		Observed:    rule.NeverObserved,
		GoodExample: `"extensions": [{"months": 12, "clause": "4.2"}]`,
		BadExample:  `"extensions": [{"months": 12}]`,
		Related:     []rule.ID{RuleFinalDeadline},
	},
	Applies: func(a *Agreement) bool { return len(a.Term.Extensions) > 0 },
	On:      ends,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Term.Extensions {
			if a.Term.Extensions[i].Clause == "" {
				found.Add(rule.PointerOf("term", "extensions", i, "clause"), "option to extend without a clause: check whether the text has one")
			}
		}
		return found
	},
}

var csuStart = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCSUStart,
		Title:       "An agreement with a CSU starts on or after 1 April 2013",
		Rationale:   "Units began work on that day. An earlier start is a mistake, or an agreement with somebody else.",
		Fix:         "Give the day on which the unit began work. Signing earlier was usual: the first agreements were due by the end of November 2012.",
		Limitations: "Only the stated kind of the provider is known here. Work by a unit in preparation before that day is not distinguished.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Collapse, citation.FirstSLAs, citation.Francis),
		Tags:        []string{"term", "CSU"},
		Observed:    rule.NeverObserved,
		GoodExample: `"signed": "2012-11-30", "term": {"starts": "2013-04-01", …}`,
		BadExample:  `"signed": "2012-11-30", "term": {"starts": "2013-03-31", …}`,
		Related:     []rule.ID{"SLA-03", RuleFirstTerm},
	},
	Applies: withCSU,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch s := a.Term.Starts; {
		case s.IsZero():
			return noTerm()
		case s.Before(firstDayOfCSUs):
			found.Add("/term/starts", "%s is before 1 April 2013, when CSUs began work: give the day on which the unit began", s).With("starts", s)
		}
		return found
	},
}

var csuClosure = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCSUClosure,
		Title:       "An agreement with a CSU past March 2027 names the provider's successor",
		Rationale:   "In 2025 the government decided to close the remaining units. Work promised beyond that needs somebody to do it.",
		Fix:         "Name the successor of the provider, or end the term sooner.",
		Limitations: "The closure of units is confirmed. The day, 31 March 2027, is known only from a question under the Freedom of Information Act.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.ClosureAnswer, citation.FOI2025),
		InForce:     nhs.MustParsePeriod("2025-07-01/.."),
		Tags:        []string{"term", "CSU"},
		Observed:    rule.NeverObserved,
		GoodExample: `"provider": {"kind": "csu", "successor": "QHM"}, "term": {…, "ends": "2028-03-31"}`,
		BadExample:  `"provider": {"kind": "csu"}, "term": {…, "ends": "2028-03-31"}`,
		Related:     []rule.ID{RuleCCGClosure},
	},
	Applies: withCSU,
	On:      ends,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch {
		case a.Term.Ends.IsZero():
			return noTerm()
		case a.Term.Ends.After(endMarch2027) && a.Provider.Successor == "":
			found.Add("/provider/successor", "the term runs to %s, but CSUs are to close by 31 March 2027: name the successor", a.Term.Ends).
				With("ends", a.Term.Ends)
		}
		return found
	},
}

var ccgClosure = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCCGClosure,
		Title:       "A CCG's commitment past June 2022 names the board that succeeds it",
		Rationale:   "Groups were abolished on 1 July 2022. Somebody has to pay for what they promised.",
		Fix:         "Name the integrated care board as the customer's successor.",
		Limitations: "Checked by the last day of the term, independent of the signing. Only the registers show whether the board named is the right one.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Abolition),
		InForce:     nhs.MustParsePeriod("2022-07-01/.."),
		Tags:        []string{"term", "CCG"},
		Observed:    rule.NeverObserved,
		GoodExample: `"customers": [{"id": "00C", "kind": "ccg", "successor": "QHM"}]`,
		BadExample:  `"customers": [{"id": "00C", "kind": "ccg"}], "term": {…, "ends": "2023-03-31"}`,
		Related:     []rule.ID{RuleCSUClosure},
	},
	Applies: forCCG,
	On:      ends,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.Term.Ends.IsZero() {
			return noTerm()
		}
		for i := range a.Customers {
			if c := &a.Customers[i]; c.Kind == CCG && c.Successor == "" {
				found.Add(rule.PointerOf("customers", i, "successor"), "the term runs to %s, but CCGs were abolished on 1 July 2022: name the successor board", a.Term.Ends).
					With("ends", a.Term.Ends)
			}
		}
		return found
	},
}
