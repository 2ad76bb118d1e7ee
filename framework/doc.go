// Package framework models framework agreements: who bids for a place on an approved
// list, who wins one, and what can be bought from whom on which day.
//
// # What a framework is
//
// A framework agreement is a list of suppliers with whom terms are settled once,
// so that buyers need not hold a full procurement each time. In February 2015
// NHS England's Lead Provider Framework named nine suppliers of end-to-end
// commissioning support (lot 1), and others of medicines optimisation (2a) and of
// continuing healthcare and individual funding requests (2b). A clinical
// commissioning group could call off any number of services in two to three
// months; a full European procurement took nine to twelve.
//
// # From bid to call-off
//
// An [Agreement] is one document: dates, lots, suppliers, awards, call-offs.
// What holds on a day is derived and never stored:
//
//	a.StatusOn(day)                   // noticed, tendering, standstill, live, expired …
//	a.Places("1", day, history)       // who held a place, merged suppliers counted once
//	a.Candidates(query, history)      // who could be bought from, and why not the others
//	a.Total("")                       // call-offs against the ceiling
//
// The history of suppliers comes from a register that this package does not know
// (an [lineage.History]); a nil one means that every supplier stayed what it was.
//
// A [Competition] is bids with their scores. [Evaluate] adds up exact decimals,
// ranks, fills the places by a stated rule for ties, and tells each bidder why it
// won or lost. Bids that cannot be ranked fairly are not ranked: they break a
// rule of [CompetitionRules], which says where.
//
// # Buying
//
// The law of buying (regulations by date, thresholds, routes, standstill) and the
// planner are package procurement, below this one. A lot names the routes by which it
// may be called off ([procurement.Route]), and an agreement the classes of buyer that
// may use it ([procurement.BuyerClass]).
//
// # Rules
//
// [AgreementRules], [CallOffRules] and [CompetitionRules] judge the three kinds of
// document by the law of the day the procurement began:
// the regulations of 2006 for the Lead Provider Framework, those of 2015 for what
// began from 26 February 2015. [HolderRules] are two of them that need the
// history of suppliers, [ByConstruction] two that need no check.
//
// # Limits
//
// A list is what its source says: an award that nobody reported is not there. The
// wording of the regulations was not seen, only guidance on it. Nothing here is legal
// advice.
package framework
