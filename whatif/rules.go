package whatif

import "github.com/opencommissioning/commissioning/rule"

// The rules for the events of a scenario.
const (
	// RuleEventComplete wants each event to say what it does, when and to whom.
	RuleEventComplete rule.ID = "WIF-01"
	// RuleEventKnown wants whatever an event names in the market.
	RuleEventKnown rule.ID = "WIF-02"
	// RuleEventAlive wants bodies and agreements that exist on the day of their event.
	RuleEventAlive rule.ID = "WIF-03"
	// RuleEventsAgree wants events that contradict neither the market nor one another.
	RuleEventsAgree rule.ID = "WIF-04"
	// RulePlacesLimited wants a limit to name the suppliers that lose their place.
	RulePlacesLimited rule.ID = "WIF-05"
	// RuleAllowanceKnown wants a changed allowance to start from a known one.
	RuleAllowanceKnown rule.ID = "WIF-06"
)

// A scenarioRun is a scenario with the reasons why events were rejected.
type scenarioRun struct {
	scenario   *Scenario
	rejections map[rule.ID]rule.Findings
}

func scenarioRule(id rule.ID, severity rule.Severity, m rule.Meta) rule.Rule[scenarioRun] {
	m.ID, m.Severity, m.Basis, m.Tags = id, severity, rule.Integrity, []string{"scenario"}
	m.Observed = rule.ObservedSynthetic
	return rule.Rule[scenarioRun]{
		Meta:    m,
		Applies: func(t *scenarioRun) bool { return len(t.scenario.Events) > 0 },
		Check:   func(_ rule.Pass, t *scenarioRun) rule.Findings { return t.rejections[id] },
	}
}

var whatIfRules = rule.LiftOne("scenario", (*WhatIf).scenarioRun, scenarioRunRules)

var scenarioRunRules = rule.NewSet("scenario", func(t *scenarioRun) string { return t.scenario.ID },
	scenarioRule(RuleEventComplete, rule.Error, rule.Meta{
		Title:       "An event says what it does, when and to whom",
		Rationale:   "An event that is only partly understood would change something other than intended.",
		Fix:         "Give the action a known name, a day, and the fields that it needs.",
		GoodExample: `{"on":"2015-04-01","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"do":"close"}`,
		Limitations: "It sees only that the fields are present; whether they name anything is for WIF-02.",
		Related:     []rule.ID{RuleEventKnown},
	}),
	scenarioRule(RuleEventKnown, rule.Error, rule.Meta{
		Title:       "Everything that an event names exists in the market",
		Rationale:   "A change to something that does not exist changes nothing, but looks as if it had been tried.",
		Fix:         "Use the slug or code that the registers use.",
		GoodExample: `{"on":"2015-04-01","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"on":"2015-04-01","do":"close-csu","bodies":["northwest"]}`,
		Limitations: "A wrong name that exists in the market passes.",
		Related:     []rule.ID{RuleEventComplete, RuleEventAlive},
	}),
	scenarioRule(RuleEventAlive, rule.Error, rule.Meta{
		Title:       "A body or an agreement exists on the day of its event",
		Rationale:   "A unit that has ended cannot merge, and one that has not opened cannot close.",
		Fix:         "Choose a day on which it exists.",
		Limitations: "If the dates of a body are known only in part, the event is applied, and the difference says that it may not have been possible.",
		GoodExample: `{"on":"2016-02-29","do":"close-csu","bodies":["north-west"]}`,
		BadExample:  `{"on":"2020-04-01","do":"close-csu","bodies":["anglia"]}, which ended in March 2014`,
		Related:     []rule.ID{RuleEventKnown, RuleEventsAgree},
	}),
	scenarioRule(RuleEventsAgree, rule.Error, rule.Meta{
		Title:       "Events contradict neither the market nor one another",
		Rationale:   "A unit ends once, a place is awarded once, and a year has one allowance.",
		Fix:         "Remove one of the two.",
		GoodExample: `one event that ends a unit`,
		BadExample:  `a unit that closes in April and merges in May`,
		Limitations: "Events of one day are applied in the order in which they are written.",
		Related:     []rule.ID{RuleEventAlive},
	}),
	scenarioRule(RulePlacesLimited, rule.Error, rule.Meta{
		Title:       "A limit names the suppliers that lose their place",
		Rationale:   "No source gives the scores of the bids for the framework, so nobody can tell from them who would have come last. The limit is not applied.",
		Fix:         "Add a remove-place event for each supplier that loses its place.",
		GoodExample: `a limit of 9 where nine suppliers hold places`,
		BadExample:  `a limit of 6 alone where nine suppliers hold places`,
		Limitations: "It asks for names, and does not judge whether they are likely.",
		Related:     []rule.ID{RuleEventKnown, "FW-15"},
	}),
	scenarioRule(RuleAllowanceKnown, rule.Error, rule.Meta{
		Title:       "A changed allowance starts from a known one",
		Rationale:   "Rates are known only for 2013/14 to 2015/16, and the rate of one year does not apply to the next.",
		Fix:         "Start from a year with a known rate, or give the new rate itself.",
		GoodExample: `{"do":"change-allowance","year":"2015/16","from":"2014/15","change":"-10"}`,
		BadExample:  `{"do":"change-allowance","year":"2019/20","change":"-10"}`,
		Limitations: "It does not ask whether an allowance of that size was ever considered.",
		Related:     []rule.ID{RuleEventComplete},
	}),
)

// WhatIfRules returns the rules that judge whether the events of a scenario can be
// applied to its market.
func WhatIfRules() rule.Set[WhatIf] { return whatIfRules }

// scenarioRun applies the scenario to see what stands in its way.
func (w *WhatIf) scenarioRun() *scenarioRun {
	return &scenarioRun{&w.Scenario, apply(&w.Market, &w.Scenario).rejections}
}
