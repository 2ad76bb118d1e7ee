// Package england holds the real market as data: who existed when, under which
// names and codes, how many people they served and what they might spend.
//
// The tables are plain CSV with a Frictionless data package manifest, embedded
// in the program and also meant for R, Python and DuckDB: see data/README.md and
// [Files]. Each row names its sources; [Sources] describes them. A blank cell is
// something that no source says, and comes out as a nil pointer or a zero date,
// never as nought.
//
//	m, err := england.Market()
//	x := commissioning.NewIndex(m)
//	for g := range x.CCGsOn(nhs.MustParseDate("2013-04-01")) {
//		fmt.Println(g.Code, g.Name)
//	}
//
// Nothing is parsed until it is asked for, and each call parses anew (a few
// milliseconds), so that the result is the caller's own to change. Build it once
// and keep it.
//
// # What is known
//
// All 248 clinical commissioning groups, the 142 steps by which they merged, and
// the 42 integrated care boards that took over on 1 July 2022 are known until
// 31 March 2026: on the day after, twelve boards closed and six opened, which
// the data does not hold. Two boundary changes are known by size; seven more are
// known only from a change of statistical code. Populations before 2017 are
// known of fifteen groups, and the published running-cost allowance of two.
//
// The 40 bodies of the register of commissioning support units are known until
// 30 September 2025: 26 units that worked, 13 plans of 2012, and one firm with
// the ODS code of a unit. Many of their dates are known only as a month or by
// bounds, and a count on a day says so. Published counts stand beside what the
// dates give. For many groups no source says who supported them.
//
// Three framework agreements are here as far as they were found: all awards and
// refusals of the Lead Provider Framework, whose end no source gives, and parts
// of an earlier and a later one.
//
// [Figures] are what sources said of the market as a whole. Where they differ,
// each has a figure of its own with its basis and date: over £550m that groups
// spent on units (October 2013) stands beside the £602m of the whole year that
// the register of units holds, and the note says why both are right.
//
// # Findings that remain
//
// Held against the library's own rules the data has no error. Two warnings of
// rule CCG-05 remain, and are right: the lists of Dudley (05C) in 2017 and of
// Kernow (11N) in 2019 leave many practices out. Both rows are marked as partial
// and never reach a figure per head. Three remarks stand too: North of England CSU
// had over a fifth of its income from NHS England (CSU-25), eight groups left
// North West London CSU at once in September 2014 (CSU-27), and nine places were
// awarded on lot 1 of the Lead Provider Framework where 10 to 15 were planned
// (FW-15). No rule that takes several documents together (MKT-01 to MKT-17, SLA-02,
// SLA-03) finds anything: every body, line and lot that one table names is in
// another.
//
// Contains public sector information licensed under the Open Government Licence
// v3.0. Contains National Statistics data © Crown copyright and database right.
package england
