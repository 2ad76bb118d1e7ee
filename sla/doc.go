// Package sla is for service level agreements: to write one down, check it, see
// what it costs, run it and publish it.
//
// # What they were
//
// From 2013 England's clinical commissioning groups (CCGs) bought support from
// commissioning support units (CSUs) and others by agreements that were short by
// order, or five years long in spite of it. "Contract management" could mean
// anything, few wrote down goals, and some kept the whole agreement secret. What
// was known spoke for the opposite: long partnerships with clear goals, shared
// risk and skills that pass to the customer's own staff.
//
// An agreement with a CSU that NHS England hosted was an NHS contract, which no
// court enforces. What kept it was looking at it together, month by month.
//
// # An agreement
//
// An [Agreement] is plain data that marshals to one JSON document. Its lines say
// which service, how much of it ([Line.Scope]), at what price ([Price]) and how
// one will know ([KPI]). What is not known is left out; nothing is nought for
// want of a figure.
//
//	report := sla.AgreementRules().Check(&a, rule.Options{})     // what is wrong with it
//	schedule, err := sla.Charges(&a)            // what it costs, month by month
//	performance := sla.Assess(&a, sla.ChartOptions{}) // how well it is kept
//	view, err := sla.View(&a, on)               // what the public may see
//
// # Which law
//
// Guidance on the length of agreements with CSUs changed with the day of signing:
// 18 months at first, then the end of September 2014, from 22 August 2013 April
// 2016. So [Agreement.Signed] decides for [RuleFirstTerm], [RuleFirstDeadline]
// and [RuleFinalDeadline]; the first day of the term for what the parties may agree;
// its last day for what must be settled when CCGs and CSUs close.
//
// # Money
//
// [Charges] is exact. A price by the year is charged in twelfths, parts of a
// month by days, and left-over pence go to the largest remainder, so that months
// sum to years and any days to the term:
//
//	£9.00 a head for 106,079 people is £954,711.00 a year, £79,559.25 a month
//
// # Is it improving?
//
// Two months say nothing: all figures move. [KPI.Chart] draws the XmR chart that
// the NHS uses: the mean, limits at 2.66 mean moving ranges, and the signs of more
// than chance. [KPI.Improvement] answers what customers ask, by the trajectory
// that was agreed. Too few points is an answer. Limits start anew only by a
// [Rebase] with a day and a reason. [ChartSources] cites what this rests on.
//
// # Who may see it
//
// [Redact] leaves out what is withheld and [View] reckons everything else from
// what remains, so that no figure, order, length, message or pointer gives it
// away.
//
// # Limits
//
// What kind of body a party is, is taken as stated: registers are not at hand
// here. Words in free text are not read. Notice, credit and termination terms of
// NHS England's model agreement are not known; no figure here pretends to be
// from it.
package sla
