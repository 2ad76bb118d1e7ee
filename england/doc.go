// Package england holds the real market as data: who existed when, under which
// names and codes, how many people they served and what they could spend.
//
// The tables are plain CSV with a Frictionless data package manifest. They are
// embedded in the program and also meant for R, Python and DuckDB: see
// data/README.md and [Files]. Each row names its sources; [Sources] describes them.
// A blank cell is something that no source says. It becomes a nil pointer or a zero
// date, never the number zero.
//
//	m, err := england.Market()
//	x := commissioning.NewIndex(m)
//	for g := range x.CCGsOn(nhs.MustParseDate("2013-04-01")) {
//		fmt.Println(g.Code, g.Name)
//	}
//
// Tables are parsed on demand, and each call parses anew (a few milliseconds), so
// the caller may change the result. Build it once and keep it.
//
// # What is known
//
// All 248 clinical commissioning groups, the 142 steps of their mergers, and the 48
// integrated care boards that took over on 1 July 2022 or 1 April 2026 are known until
// 1 April 2026, with the sub-ICB locations that kept the codes of the last 106 groups,
// and the 151 primary care trusts of March 2013. Three boundary changes are known by
// size; seven more are known only from a change of statistical code. Registered
// people of all 211 groups of 2013 are known by quarter until January 2016, and of every
// group by year from 2017 (but 14Y in 2018). Residents are known by every set of
// boundaries from 2015 to 2021, and the published running-cost allowance for all 211
// groups of 2013/14.
//
// The 40 bodies of the register of commissioning support units are known until
// 31 January 2026: 26 units that worked, 13 plans of 2012, and one firm with
// the ODS code of a unit. The end of the last four was announced on 27 June 2025, and
// their last day is not known: what was said of it stands beside them, with how sure
// it is. Many of their dates are known only as a month or a range,
// and a count on a day says so. Published counts are kept beside those from the
// dates. For many groups no source says who supported them.
//
// Three framework agreements are included as far as they were found: all awards and
// refusals of the Lead Provider Framework, whose end no source gives, and parts of
// an earlier and a later one.
//
// [Figures] are what sources said about the market as a whole. If sources differ,
// each has its own figure with its basis and date. Groups spent over £550m on units
// by the figure of October 2013, and £602m in the whole year by the register of
// units; the note says why both are right.
//
// # Findings that remain
//
// The library's own rules find no error in the data. Two warnings of rule CCG-05
// remain, and are right: the lists of Dudley (05C) in 2017 and of Kernow (11N) in
// 2019 omit many practices. Both rows are marked as partial and never enter a figure
// per head. Three remarks also remain. North of England CSU had over a fifth of its
// income from NHS England (CSU-25). Eight groups left North West London CSU at once
// in September 2014 (CSU-27). Nine places were awarded on lot 1 of the Lead Provider
// Framework, but 10 to 15 were planned (FW-15). No rule on several documents together
// (MKT-01 to MKT-17, SLA-02, SLA-03) finds anything: every body, line and lot named
// in one table is in another.
//
// Contains public sector information licensed under the Open Government Licence
// v3.0. Contains National Statistics data © Crown copyright and database right.
package england
