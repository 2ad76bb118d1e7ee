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
// for an analysis and a business case before they took much in house; groups
// contested that it could ask. A national tool was promised; it was voluntary
// and cannot be found today. This package is the tool they should have had.
//
// # One decision
//
// A [Decision] is a document: the line, the years compared, the budgets, the
// criteria with their weights, and two or more [Option] values with costs,
// scores and evidence. [Decide] compares them and returns a [Result] that
// marshals to JSON; [Result.Paper] is a paper for the governing body; [DecisionRules]
// checks the document; [LegalNotes] says who may decide and what a group was asked
// to do on the day.
//
//	result := decision.Decide(&d, rule.Options{})
//	fmt.Println(result.Choice)     // share
//	fmt.Println(result.Paper(&d))  // two pages of text
//
// [Examples] returns three worked decisions, made up and labelled as such.
//
// # Cost
//
// Each [Cost] has a kind, a financial year and an amount, exact to the penny.
// The whole-life cost is their sum over the years compared, in the pounds of
// each year, without a discount; at a rate of the user's ([Decision.DiscountRate]) the
// result also has present values and what would come first by them. Four things decide
// what the group pays:
//
//   - VAT. NHS bodies do not charge one another VAT. Any other supplier charges it
//     on its price, usually at 20%, and the group may recover part of it. At the
//     same net price, a supplier that charges VAT costs 20% more if none is
//     recovered. The result also shows NHS England's estimate for an end-to-end
//     deal, 5% to 9%. Unknown VAT stops the ranking.
//   - Who bears it. Redundancy and the costs stranded at the supplier that loses
//     the work may fall on others. They are shown but not counted as the group's;
//     [Result.CountingOthers] says what would come first if they were.
//   - Sharing. A cost of all partners is split by population or use, by the
//     method of the largest remainder ([SplitCost]): £100,000.00 over 149,000,
//     106,079 and 55,001 people is £48,052.12, £34,210.20 and £17,737.68. The
//     result has each partner's part ([OptionCost]).
//   - The budget. Running costs are compared with the allowance of each year, if it
//     is known ([YearCost]). No allowance is carried forward.
//
// # Points
//
// An option's points, out of 100, are the sum of weight times score. Scores are
// whole points from 0 to 10 with their evidence. Cost is not scored by hand: the
// cheapest option gets all of its weight, and any other the lowest cost divided
// by its own. Weights sum to 100% exactly. An option that fails a must-have, or
// that the law of the day forbids, is excluded.
//
// The calculation uses exact fractions without rounding, so the order of the
// document has no effect. Results show whole points. A lead is a near tie if one
// point on one score could undo it, or if it is smaller than the risk allowed for
// in the costs ([Margin]).
//
// [Sensitivity] lists the single changes that put another option first. They are
// changes of one weight, the others keeping their proportions, or of one option's
// cost, up or down, to the penny. Each was applied and checked before it was
// listed.
//
// # What is refused
//
// There is no ranking if weights do not sum, options are for different lines, a
// criterion or score is missing, or a cost is in the wrong year or unknown.
// [Result.Refusals] has the place of each fault. The same holds for a document
// beyond the limits: 20 options, 40 criteria, 30 years, 300 costs per option,
// 250 partners, IDs of 100 bytes.
//
// # Rules
//
// [DecisionRules] has the rules MBS-01 to MBS-18 on make, buy or share, those on
// groups that check a decision (CCG-07, CCG-08, CCG-13, CCG-40), and six on what a
// comparison needs (MBS-19 to MBS-24). [ByConstruction] lists the rules that the
// types themselves enforce. The day of the decision decides which law applied.
// Scale alone is not a reason for a choice, and neither is the belief that in-house
// work is always worse or outsourcing always better.
//
// # Limits
//
// The package knows only what the document says. It cannot tell whether a figure
// is right, a score is fair or a weight is wise. Cost is scored against the
// cheapest, so adding a cheaper option moves the points of all others and can
// change their order. [Calibrate] gives the means of a survey of January 2013.
// They explain £23.02 of the £25.00 per head; what became of the other £1.98 is
// unknown.
package decision
