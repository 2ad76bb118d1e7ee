// Package decision weighs whether a clinical commissioning group makes, buys or
// shares a service line.
//
// # The question
//
// A clinical commissioning group (CCG) was too small to do everything itself.
// For each line of support, such as contract management or payroll, it decided
// whether to make it (own staff), buy it (from a commissioning support unit,
// another NHS body or a firm) or share it with neighbours. The decision stayed
// with the group, whoever did the work. In October 2013 NHS England asked groups
// for an analysis and a business case before much was taken in house, and groups
// contested that it could ask. A national tool was promised; it was voluntary
// and cannot be found today. This package is the one they should have had.
//
// # One decision
//
// A [Decision] is a document: the line, the years compared, the budgets, the
// criteria with their weights, and two or more [Option] values with costs,
// scores and evidence. [Decide] compares them and returns a [Result] that
// marshals to JSON; [Result.Paper] is a page for the governing body; [DecisionRules]
// judges the document; [LegalNotes] says who may decide and what was asked of a group
// on the day.
//
//	result := decision.Decide(&d, rule.Options{})
//	fmt.Println(result.Choice)     // share
//	fmt.Println(result.Paper(&d))  // one page of text
//
// [Examples] are three worked decisions, made up and labelled so.
//
// # Cost
//
// Each [Cost] has a kind, a financial year and an amount, exact to the penny.
// The whole-life cost is their sum over the years compared, in the pounds of
// each year; nothing is discounted. Four things decide what the group pays:
//
//   - VAT. Bodies of the NHS charge one another none. Any other supplier charges
//     it on its price, at 20 per cent as a rule, and part of it may come back. At
//     one net price a supplier that charges it costs 20 per cent more where none
//     is recovered. Beside the tax stands what NHS England reckoned for an
//     end-to-end deal, 5 to 9 per cent. VAT that is not known stops the ranking.
//   - Who bears it. Redundancy and the costs stranded at the supplier that loses
//     the work may fall on others. They are shown and not counted as the group's;
//     [Result.CountingOthers] says what would come first if they were.
//   - Sharing. A cost of all partners is split by population or use, by the
//     method of the largest remainder ([SplitCost]): £100,000.00 over 149,000,
//     106,079 and 55,001 people is £48,052.12, £34,210.20 and £17,737.68. The
//     result has the part of each ([OptionCost]).
//   - The budget. What counts as a running cost is set against the allowance of
//     each year, as far as that is known ([YearCost]). No allowance is carried
//     forward.
//
// # Points
//
// An option's points, out of 100, are the sum of weight times score. Scores are
// whole points from 0 to 10 with their evidence. Cost is not scored by hand: the
// cheapest option gets all of its weight, and any other the lowest cost divided
// by its own. Weights sum to 100 per cent exactly. An option that fails a
// must-have, or that the law of the day forbids, is excluded.
//
// All this is reckoned in fractions, without rounding, so the order of the
// document means nothing. What is shown is whole points. A lead that one point
// on one score could undo, or that is smaller than the risk allowed for in the
// costs, is a near tie and is called that ([Margin]).
//
// [Sensitivity] names the single changes that put another option first: of each
// weight, the others keeping their proportions, and of each option's cost, up or
// down, to the penny. Each was applied before it was named.
//
// # What is refused
//
// Weights that do not sum, options for different lines, a missing criterion or
// score, a cost in the wrong year or of unknown amount: there is then no
// ranking, and [Result.Refusals] has the place of each fault. So has a document
// beyond what is compared: 20 options, 40 criteria, 30 years, 300 costs an
// option, 250 partners, IDs of 100 bytes.
//
// # Rules
//
// [DecisionRules] has the catalogue's rules MBS-01 to MBS-18 on make, buy or share, those
// on groups that judge a decision (CCG-07, CCG-08, CCG-13), and six on what a
// comparison needs (MBS-19 to MBS-24). [ByConstruction] lists those that the types
// keep. The date that decides which law applied is the day of the decision.
// Scale alone is no ground for a choice, and neither is the belief that in-house
// work is always worse or outsourcing always better.
//
// # Limits
//
// The package knows what the document says. It cannot tell whether a figure is
// right, a score is fair or a weight is wise. Scoring cost against the cheapest
// means that adding a cheaper option moves the points of all others, and can
// change their order. [Calibrate] gives the means of a survey of January 2013;
// they explain £23.02 of the £25.00 a head, and what became of the other £1.98
// is not known.
package decision
