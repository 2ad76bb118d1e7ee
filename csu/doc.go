// Package csu describes commissioning support units: who they were, what came
// before and after, who hosted and employed them, what they sold, and how sure
// we are of each date.
//
// # What a unit was
//
// When clinical commissioning groups took over in England on 1 April 2013, most
// bought their contracting, analysis, IT and back office from 19 commissioning
// support units. A unit was made of staff of the former primary care trusts. It
// was not an organisation in law: NHS England hosted it and the NHS Business
// Services Authority employed its staff. It had no board, and its agreements with
// customers were not enforceable in court. It could sell to any group in England, and
// no group had to buy, though NHS England wrote in 2015 that two
// services were to come from its framework.
//
// The units were meant to be independent by April 2016. That never happened. They
// merged, were taken over or closed until four were left, and those are to close too.
//
//	May 2012     26 outline plans; 14 go on, 9 go on with risk, 3 are stopped
//	April 2013   19 units at work
//	Feb. 2014    17 or 18 by dates; 16 as the press counts
//	April 2015   8, after the Lead Provider Framework was let
//	April 2016   6
//	May 2017     5
//	Nov. 2021    4
//
// # Dates known in part
//
// For many units a source gives a month, or says that something had happened by
// a day. Such a date is an [nhs.PartialDate] and stays as it is. A [Register]
// asked about a day answers with the fewest units that fit the dates and how
// many more there can have been:
//
//	l := register.On(nhs.MustParseDate("2014-11-01"))
//	fmt.Println(l.Certain, l.Possible) // 11 2
//
// A merger is one event: its parts close as the new unit opens. If its day is unknown
// the count is out by one, not by three. A closing date that is exact
// is the last day of work; one that is known in part is the first day without
// the unit, since "merged in October 2014" means that.
//
// # Two ways to count
//
// The press stopped counting a unit once its end was announced, though it worked on
// for months. Its 18, 17, 16 and 15 of April 2013 to April 2014 are right on that
// [Basis] and wrong on the other. A published [PublishedCount] stands in the register
// with its source and basis, beside the count that [Register.CountOn] takes from the
// dates.
//
// # Before and after
//
// [Register.History] follows the successions both ways, back to the plans of
// 2012. [Register.Unit] finds a unit by slug or ODS code, [Register.Named] by
// any name it had. Neither a name nor a code is enough by itself: two units were
// called NEL CSU, and Optum, a firm, has a code with the CSU role.
//
// # Rules
//
// [UnitRules] judge one unit and [RegisterRules] a register with all its units.
// [ByConstruction] lists rules that the types enforce. Rules about agreements with a
// unit are elsewhere.
//
// # Limits
//
// The register of England is data and not part of this package. The closing days
// of ten of its 26 units are known only to the month or between bounds; licences, leaders and the
// hosting charge as agreed were not found; income is known for a few units in
// one year. Unknown values are left out, and no rule takes them as zero.
package csu
