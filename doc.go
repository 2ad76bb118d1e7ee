// Package commissioning models how England's local health commissioners bought
// their own support between 2013 and 2022: who existed when, what they might
// spend, who could buy what from whom and by which route, what was promised, and
// which rules applied on the day. It is typed, dated, decimal data with a source
// for every fact, and rules that cite their authority.
//
// # What commissioning support was
//
// On 1 April 2013 clinical commissioning groups (CCGs) took over most of the
// English health budget: 211 of them at first and, through mergers, 106 on their
// last day, 30 June 2022. A group is a [ccg.Group]. It bought hospital and
// community care for its patients, and for that it needed work done: contracts
// signed and monitored, activity counted, services redesigned, wages paid,
// computers kept running. That work is commissioning support, and each kind of it
// a service line ([service.Line]).
//
// Groups paid for support out of a capped running-cost allowance ([ccg.Allowance]):
// £25.00 per head in 2013/14, about £1.35bn for England; £24.73 and £22.07 in the
// two years after. Staff of the bodies before, primary care trusts, were gathered
// into commissioning support units (CSUs, [csu.Unit]). A unit was no organisation
// in law: NHS England hosted it, and the NHS Business Services Authority employed
// its people. All units together took in £808m in 2013/14, £602m of it from CCGs.
//
//	May 2012      26 outline plans for units; 3 are stopped
//	April 2013    19 units and 211 groups begin work
//	Oct. 2013     taking much in house is to have a business case
//	Feb. 2015     nine suppliers win the first lot of the Lead Provider Framework
//	April 2015    8 units
//	April 2016    agreements were to end and units to be independent; 6 work on
//	April 2020    135 groups
//	Nov. 2021     4 units
//	July 2022     42 integrated care boards take over from the groups
//
// # Who bought from whom
//
// For each line a group had three ways ([decision.Kind]): make it with its own
// staff, share it with neighbours, or buy it. It could buy from any unit in
// England, from another body of the NHS, or from a firm, and no group had to use
// a unit. What it could not hand over was the final decision: the law left that
// with the group, whoever did the work ([decision.MayDecide]).
//
// With a unit it made a service level agreement ([sla.Agreement]), for 18 months
// at first. An agreement with a hosted unit is an NHS contract, which no court
// enforces; what kept it was a joint review, month by month. From
// February 2015 the Lead Provider Framework ([framework.Agreement]) offered a list
// of suppliers, units and firms, from whom a call-off took two to three months
// where a full procurement took nine to twelve ([procurement.PlanRoute]). The two
// units that missed its first lot were closed. Which law of procurement applied
// depended on the day, the value and the kind of service ([procurement.LawOn]).
//
// Who paid whom is best seen in the monthly files of payments over £25,000, which
// public bodies publish, each in its own way.
//
// # How the packages map to that
//
// Read them in this order; each opens with a lesson of its own.
//
//   - [nhs] holds the values that everything is written in: exact money, dates
//     known in part, periods, financial years and codes.
//   - [lineage] follows bodies through time: who opened, merged and closed, and how a
//     table moves from the bodies of one day to those of another.
//   - [rule] judges values by rules that say why they exist, on whose authority
//     and when they were in force. Its subpackage
//     [github.com/opencommissioning/commissioning/rule/ruletest] is for those who
//     test their own data or rules.
//   - [github.com/opencommissioning/commissioning/document] reads JSON strictly and
//     says where it is wrong.
//   - [service], [csu], [ccg], [framework] and [sla] are one part of the field
//     each. They do not know one another: they point at each other by typed
//     identifiers. Below framework, [procurement] is the law of buying by date.
//   - [decision] compares making, buying and sharing a line, and says what would
//     change the choice. [github.com/opencommissioning/commissioning/ccg/spend] reads
//     the published files of payments, exactly.
//   - This package joins them: a [Market] is one document, an [Index] answers
//     questions about it, and [Market.Check], the short form of
//     MarketRules().Check, checks every rule against it, those included that span
//     several bodies.
//   - [github.com/opencommissioning/commissioning/analysis] answers the questions that
//     people ask of a market, and
//     [github.com/opencommissioning/commissioning/whatif] changes the past.
//   - [github.com/opencommissioning/commissioning/england] is the real market, as
//     embedded data;
//     [github.com/opencommissioning/commissioning/england/synthetic] completes it with
//     figures that are made up, and marks them.
//   - [github.com/opencommissioning/commissioning/catalogue] lists every rule, and
//     [github.com/opencommissioning/commissioning/schemas] has a JSON Schema of every
//     document.
//
// # A worked market
//
// What could a group buy, from whom, and what became of them all?
//
//	market, err := england.Market()
//	if err != nil {
//		log.Fatal(err)
//	}
//	index := commissioning.NewIndex(market)
//
//	units := market.CSUs.On(nhs.MustParseDate("2014-11-01"))
//	fmt.Println(units.Certain, "units work, and", units.Possible, "more may have")
//
//	places := index.Places(framework.LPF, "1", nhs.MustParseDate("2015-03-01"))
//	fmt.Println(len(places), "suppliers hold a place on lot 1, the first is", places[0].Name)
//
//	group, _ := index.CCG("00F")
//	successors, _ := index.CCGHistory().Successors(group.Code, nhs.MustParseDate("2022-07-01"))
//	fmt.Println(group.Name, "is now part of", successors)
//
//	report := market.Check(rule.Options{})
//	fmt.Println(report.Counts.Error, "errors in the real market")
//
// It prints
//
//	11 units work, and 2 more may have
//	9 suppliers hold a place on lot 1, the first is Capita
//	NHS Gateshead CCG is now part of [QHM]
//	0 errors in the real market
//
// The number of units is a range because no source gives the day for some of them.
//
// # Rules that take more than one document
//
// Each package judges its own documents. This one adds what only the whole can
// tell:
//
//   - whether every body, line and lot named in a document is on file (MKT-01 to
//     MKT-04), has the stated kind (MKT-05) and exists for the whole term (SLA-03,
//     MKT-06 to MKT-08);
//   - whether two agreements cover one line at once (SLA-02);
//   - whether agreements made under a framework keep its rules;
//   - whether sums of spend fit the allowance, the group's own statement and the
//     agreements (MKT-11 to MKT-17).
//
// Sums of different kinds, budgets or VAT are never added, and what is unknown is not
// judged.
//
// # How to read a finding
//
// A [rule.Finding] names its rule (SLA-09), its severity, its subject and the place in
// the document as a JSON pointer: /agreements/0/goals is the member goals of the first
// agreement. Its message says what is wrong and what to do. The [rule.Meta] of the
// rule, in the same report, says on whose authority it was raised, and over which
// dates that was in force:
//
//   - An error breaks a must that the cited text has, or makes the data unusable.
//   - A warning departs from guidance, or is very likely a mistake.
//   - An info is worth knowing, and may well be right as it stands.
//
// A document is judged by the law of its own day. An agreement signed in March 2013
// answers to the guidance of March 2013, whenever it is checked. If there is no
// finding, [rule.Set.Explain] says why: the rule was kept, did not apply, was not in
// force, or lacked a date. A known and accepted finding is waived, with a reason and
// an end ([rule.Waiver]).
//
// # Documents
//
// Everything here marshals to JSON, and package document reads it back. Reading refuses
// only what is malformed, and says where. A document with other mistakes can be loaded,
// shown and fixed.
//
// # Limits
//
// What no source says is unknown: it is absent, never zero, and never carried over from
// another year. Registers state the last day that they know, and say so if asked beyond
// it. The wording of some texts was not seen, and the rules that rest on an account of
// them say that. Market figures of different kinds, such as planned and paid sums, are
// never added.
//
// Nothing here is legal or financial advice or an opinion on any body named in the
// data, and this is not a service of the NHS. Worked agreements and decisions are
// made up, and say so; so does a market that was completed with made-up figures
// ([Completion]).
package commissioning
