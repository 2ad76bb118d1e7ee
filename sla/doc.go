// Package sla models service level agreements: write one down, check it, cost it, follow
// how it is kept, and publish it.
//
// # What they were
//
// From 2013 England's clinical commissioning groups (CCGs) bought support from
// commissioning support units (CSUs) and others. Guidance kept their agreements short,
// though some ran for five years. "Contract management" could mean anything, few
// agreements had goals, and some were kept secret. The evidence favoured the opposite:
// long partnerships with clear goals, shared risk, and skills passed to the customer's
// own staff.
//
// An agreement with a CSU hosted by NHS England was an NHS contract, which no court
// enforces. It was kept by reviewing it together, month by month.
//
// # An agreement
//
// An [Agreement] is plain data that marshals to one JSON document. Each line says which
// service is bought, how much of it ([Line.Scope]), at what price ([Price]) and how it
// is measured ([KPI]). Unknown values are omitted, never zero.
//
//	report := sla.AgreementRules().Check(&a, rule.Options{}) // what is wrong with it
//	schedule, err := sla.Charges(&a)                         // what it costs, month by month
//	performance := sla.Assess(&a, sla.ChartOptions{})        // how well it is kept
//	view, err := sla.View(&a, on)                            // what the public may see
//
// # Which law
//
// Guidance on the length of agreements with CSUs changed with the day of signing:
// 18 months at first, then an end by September 2014, and from 22 August 2013 an end by
// April 2016. So [Agreement.Signed] decides for [RuleFirstTerm], [RuleFirstDeadline] and
// [RuleFinalDeadline]. The first day of the term decides what the parties may agree. Its
// last day decides what must be settled when CCGs and CSUs close.
//
// # Money
//
// [Charges] is exact. A yearly price is charged in twelfths, and part of a month by days.
// Left-over pence go to the largest remainder, so that months sum to years and days to
// the term:
//
//	£9.00 per head for 106,079 people is £954,711.00 a year, £79,559.25 a month
//
// # Is it improving?
//
// Two months say nothing: all figures vary. [KPI.Chart] returns the XmR chart that the
// NHS uses: the mean, limits at 2.66 mean moving ranges, and signals of more than
// chance. [KPI.Improvement] answers what customers ask, from the agreed trajectory. Too
// few points is an answer. Limits restart only with a [Rebase] that has a day and a
// reason. [ChartSources] cites the texts behind this.
//
// # Who may see it
//
// [Redact] removes what is withheld, and [View] calculates everything else from what
// remains. So no figure, order, length, message or pointer gives it away.
//
// # Limits
//
// The kind of a party is taken as stated, since this package has no registers. Free text
// is not read. The notice, credit and termination terms of NHS England's model agreement
// are unknown; no figure here comes from it.
package sla
