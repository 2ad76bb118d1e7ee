// Package framework models framework agreements: who bids for a place on an approved
// list, who wins one, and what can be bought from whom on which day.
//
// # What a framework is
//
// A framework agreement settles terms with a list of suppliers once. Buyers then need
// no full procurement each time. In February 2015 NHS England's Lead Provider
// Framework named nine suppliers of end-to-end commissioning support (lot 1), and
// others of medicines optimisation (2a) and of continuing healthcare and individual
// funding requests (2b). A clinical commissioning group could call off any number of
// services in two to three months; a full European procurement took nine to twelve.
//
// # From bid to call-off
//
// An [Agreement] is one document: dates, lots, suppliers, awards, call-offs.
// What is true on a day is derived and never stored:
//
//	a.StatusOn(day)                   // noticed, tendering, standstill, live, expired …
//	a.Places("1", day, history)       // who held a place, merged suppliers counted once
//	a.Candidates(query, history)      // who could be bought from, and why not the others
//	a.Total("")                       // call-offs against the ceiling
//
// The history of suppliers is a [lineage.History], made from a register that this
// package does not know. With a nil one every supplier stays what it was.
//
// A [Competition] is bids with their scores. [Evaluate] adds up exact decimals, ranks
// the bids, fills the places and tells each bidder why it won or lost. A stated rule
// settles ties. Bids that cannot be ranked fairly are not ranked: an [*UnrankedError]
// says which rules of [CompetitionRules] they break, and where.
//
// # Buying
//
// Package procurement, below this one, holds the law of buying and the planner:
// regulations by date, thresholds, routes, standstill. A lot names the routes open to
// buyers ([procurement.Route]). An agreement names the classes of buyer that may use it
// ([procurement.BuyerClass]).
//
// # Rules
//
// [AgreementRules], [CallOffRules] and [CompetitionRules] check the three kinds of
// document by the law of the day the procurement began. The regulations of 2006 apply
// to the Lead Provider Framework, those of 2015 to what began from 26 February 2015.
// [HolderRules] are the two that need the history of suppliers; [ByConstruction] lists
// two that need no check.
//
// # Limits
//
// A list holds what its sources say: an award that nobody reported is missing. The
// wording of the regulations was not seen, only guidance on it. Nothing here is legal
// advice.
package framework
