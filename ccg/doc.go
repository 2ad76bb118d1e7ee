// Package ccg describes England's clinical commissioning groups: who they were,
// how many people they served, and what they could spend on running themselves.
//
// # What they were
//
// A clinical commissioning group (CCG) was a statutory body led by general
// practitioners. It bought most hospital and community health care for the
// patients of its member practices. CCGs took over from primary care trusts on
// 1 April 2013. Their last day was 30 June 2022, and integrated care boards
// (ICBs) followed on the next. There were 211 at first and, through mergers, 106
// at last: 248 ever.
//
// # What they could spend on themselves
//
// A CCG's running costs were capped by an allowance, separate from the money for
// health care, called programme. The allowance was £25.00 per head in 2013/14,
// £24.73 in 2014/15 and £22.07 in 2015/16. Later rates are unknown here, and no
// rate is carried forward ([RatePerHead]). The population is that of GP lists
// scaled to the projections of the Office for National Statistics, not the raw
// lists. From the allowance a CCG paid its own staff, commissioning support units
// (CSUs) and others. CSUs were also paid from programme money, so a payment to a
// CSU is not by itself a running cost.
//
// # The types
//
// A [Register] holds groups, the boards that followed and the successions
// between them; [Register.History] answers who was open when, and who succeeded
// whom. A [Group] has its code, names and dates, and each published [Population]
// with its [Basis] and boundaries. It has a [Year] for each financial year with
// known figures: a [Headcount], an [Allowance], a plan and an outturn. Plan and
// outturn are each a [Statement] divided into [Part] values by [Category] and
// [Funding]. An unknown value is nil or omitted, never zero.
//
// # A worked example
//
// A group of 200,000 people may spend about £5m on itself in 2013/14. It plans
// £1.9m for its CSU, £9.50 per head:
//
//	allowance, err := ccg.EstimateAllowance(nhs.MustParseFinancialYear("2013/14"), 200_000)
//	csu := nhs.MustParseMoney("£1,900,000")
//	year := ccg.Year{
//		Year:      nhs.MustParseFinancialYear("2013/14"),
//		Headcount: &ccg.Headcount{People: 200_000, Basis: ccg.Scaled},
//		Allowance: &allowance, // £5,000,000.00, marked as estimated
//		Plan: &ccg.Statement{Parts: []ccg.Part{
//			{Category: ccg.FromCSU, Amount: &csu, Funding: ccg.RunningCost},
//		}},
//	}
//	perHead, known := year.PerHead(year.Plan, ccg.FromCSU) // £9.50, true
//	report := ccg.YearRules().Check(&year, rule.Options{}) // SP-08: above both reported means
//
// # Rules
//
// [RegisterRules], [GroupRules] and [YearRules] check the three kinds of value;
// each set includes the rules for the values inside. [ByConstruction] lists the
// rules that the types themselves enforce. The first day of a year decides which
// law applied to it.
//
// # Limits
//
// The register is data, not part of this package; a program may bring its own. A
// group does not know what it merged with: the register does. The published
// tables of allowances by group are mostly lost, so most allowances here are
// estimates, and an estimate is not the published limit. A document that parses
// may still be wrong: reading rejects malformed documents, and the rules find
// errors in the content.
package ccg
