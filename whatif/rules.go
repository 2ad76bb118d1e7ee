package whatif

import "github.com/opencommissioning/commissioning/rule"

// Rules that events of a scenario are held against.
const (
	// RuleEventComplete: an event says what it does, when and to whom.
	RuleEventComplete rule.ID = "WIF-01"
	// RuleEventKnown: what an event names is in the market.
	RuleEventKnown rule.ID = "WIF-02"
	// RuleEventAlive: a body or an agreement exists on the day of its event.
	RuleEventAlive rule.ID = "WIF-03"
	// RuleEventsAgree: events contradict neither the market nor one another.
	RuleEventsAgree rule.ID = "WIF-04"
	// RulePlacesLimited: who loses a place by a limit is said.
	RulePlacesLimited rule.ID = "WIF-05"
	// RuleAllowanceKnown: an allowance changes from one that is known.
	RuleAllowanceKnown rule.ID = "WIF-06"
)

// A scenarioRun is a scenario with what came of making it happen.
type scenarioRun struct {
	scenario *Scenario
	faults   map[rule.ID]rule.Findings
}

func scenarioRule(id rule.ID, severity rule.Severity, m rule.Meta) rule.Rule[scenarioRun] {
	m.ID, m.Severity, m.Basis, m.Tags = id, severity, rule.Integrity, []string{"scenario"}
	m.Observed = rule.ObservedSynthetic
	return rule.Rule[scenarioRun]{
		Meta:    m,
		Applies: func(t *scenarioRun) bool { return len(t.scenario.Events) > 0 },
		Check:   func(_ rule.Pass, t *scenarioRun) rule.Findings { return t.faults[id] },
	}
}

var whatIfRules = rule.LiftOne("scenario", (*WhatIf).scenarioRun, scenarioRunRules)

var scenarioRunRules = rule.NewSet("scenario", func(t *scenarioRun) string { return t.scenario.ID },
	scenarioRule(RuleEventComplete, rule.Error, rule.Meta{
		Title:       "An event says what it does, when and to whom",
		Rationale:   "An event that is understood in part would change something else than was meant.",
		Fix:         "Give the action one of the known names, a day, and the fields that it needs.",
		GoodExample: `{"on":"2015-04-01","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"do":"close"}`,
		Limitations: "It sees that the fields are there; whether they name anything is for WIF-02.",
		Related:     []rule.ID{RuleEventKnown},
	}),
	scenarioRule(RuleEventKnown, rule.Error, rule.Meta{
		Title:       "What an event names is in the market",
		Rationale:   "A change to something that is not there changes nothing, and would seem to have been tried.",
		Fix:         "Use the slug or code that the registers use.",
		GoodExample: `{"on":"2015-04-01","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"on":"2015-04-01","do":"close-csu","bodies":["northwest"]}`,
		Limitations: "A name that is in the market and not the one that was meant passes.",
		Related:     []rule.ID{RuleEventComplete, RuleEventAlive},
	}),
	scenarioRule(RuleEventAlive, rule.Error, rule.Meta{
		Title:       "A body or an agreement exists on the day of its event",
		Rationale:   "A unit that has ended cannot merge, and one that has not opened cannot close.",
		Fix:         "Choose a day of its life.",
		Limitations: "Where the dates of a body are known only in part, the event happens, and the difference says that it is not known whether it could.",
		GoodExample: `{"on":"2016-02-29","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"on":"2020-04-01","do":"close-csu","bodies":["anglia"]}, which ended in March 2014`,
		Related:     []rule.ID{RuleEventKnown, RuleEventsAgree},
	}),
	scenarioRule(RuleEventsAgree, rule.Error, rule.Meta{
		Title:       "Events contradict neither the market nor one another",
		Rationale:   "A unit ends once, a place is awarded once, and a year has one allowance.",
		Fix:         "Leave one of the two out.",
		GoodExample: `one event that ends a unit`,
		BadExample:  `a unit that closes in April and merges in May`,
		Limitations: "Events of one day happen in the order in which they are written.",
		Related:     []rule.ID{RuleEventAlive},
	}),
	scenarioRule(RulePlacesLimited, rule.Warning, rule.Meta{
		Title:       "Who loses a place by a limit is said",
		Rationale:   "No source gives the scores of the bids for the framework, so nobody can say from them who would have come last.",
		Fix:         "Add an event of remove-place for each supplier that goes.",
		GoodExample: `a limit of 9 where nine suppliers hold places`,
		BadExample:  `a limit of 6 alone where nine suppliers hold places`,
		Limitations: "It asks for names, and does not judge whether they are the likely ones.",
		Related:     []rule.ID{RuleEventKnown, "FW-15"},
	}),
	scenarioRule(RuleAllowanceKnown, rule.Error, rule.Meta{
		Title:       "An allowance changes from one that is known",
		Rationale:   "Rates are known for 2013/14 to 2015/16 only, and a year without one is not the year before.",
		Fix:         "Start from a year with a known rate, or give the new rate itself.",
		GoodExample: `{"do":"change-allowance","year":"2015/16","from":"2014/15","change":"-10"}`,
		BadExample:  `{"do":"change-allowance","year":"2019/20","change":"-10"}`,
		Limitations: "It does not ask whether an allowance of that size was ever thought of.",
		Related:     []rule.ID{RuleEventComplete},
	}),
)

// WhatIfRules returns the rules that judge whether the events of a scenario can
// happen to its market.
func WhatIfRules() rule.Set[WhatIf] { return whatIfRules }

// scenarioRun makes the scenario happen so as to see what stands in its way.
func (w *WhatIf) scenarioRun() *scenarioRun {
	return &scenarioRun{&w.Scenario, apply(&w.Market, &w.Scenario).faults}
}
