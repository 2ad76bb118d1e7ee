// Package whatif changes the past: it applies dated events to a copy of a market and
// returns what differs.
//
// # A scenario
//
// A [Scenario] is a list of dated events ([Event]): two units merge, a supplier gains
// a place on a framework, an allowance is cut, agreements end. [WhatIf.Run] applies
// them in the order of their days to a copy of the market and returns a [Difference]:
// the changes, the findings that were introduced or resolved, the figures of every
// analysis that changed, and the exits that somebody now has to plan ([ExitPlan]).
//
//	w := whatif.WhatIf{Market: *market, Scenario: scenario}
//	after, difference := w.Run(rule.Options{})
//
// The original market is never changed.
//
// # Rules
//
// [WhatIfRules] judges a scenario with its market: whether every event is complete
// (WIF-01), names what exists (WIF-02, WIF-03) and agrees with the others. An event that
// breaks a rule is rejected, and the difference says why.
//
// # Limits
//
// A scenario is an assumption. It knows only what the market knows: an agreement that
// is not on file cannot end. Nothing here says how likely an event was.
package whatif
