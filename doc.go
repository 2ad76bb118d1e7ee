// Package commissioning models how England's local health commissioners bought
// their own support between 2013 and 2022, as typed, dated, decimal data with
// rules that cite their source.
//
// # What it was
//
// From 1 April 2013 to 30 June 2022 most of the English health budget was spent
// by clinical commissioning groups (CCGs): 211 of them at first, 106 at the end.
// A CCG needed support of its own: contracting, business intelligence, service
// redesign, finance, information technology. It could make that support itself,
// share it with neighbours, or buy it from a commissioning support unit (CSU) or
// an independent firm, and paid for it out of a running-cost allowance of about
// £25 a head of its population. Who might buy what from whom, at what cost, and
// who stayed accountable was spread over statutes, letters and articles, and
// changed about every six months.
//
// # How the packages map to that
//
//   - [github.com/opencommissioning/commissioning/nhs] holds the values that
//     everything is written in: money, dates known in part, financial years,
//     organisation codes, and the history of bodies that merge.
//   - [github.com/opencommissioning/commissioning/rule] judges values by rules
//     that say why they exist, on whose authority and when they were in force.
//   - [github.com/opencommissioning/commissioning/ccg] is a clinical
//     commissioning group: names, populations, allowance, running costs.
//   - [github.com/opencommissioning/commissioning/csu] is a commissioning support
//     unit: what it was, who hosted it, what came before and after, and how many
//     there were on a day when dates are known only in part.
//   - [github.com/opencommissioning/commissioning/service] holds the service lines
//     that support is sold by.
//   - [github.com/opencommissioning/commissioning/framework] is a framework
//     agreement: lots, bids and their evaluation, places, call-offs, and how long
//     each route of procurement takes under which law.
//   - [github.com/opencommissioning/commissioning/sla] is a service level
//     agreement: charges, indicators and whether they improve, credits, shared
//     risk, reviews, and what the public may see of it.
//   - [github.com/opencommissioning/commissioning/ccg/decision] compares making,
//     buying and sharing a service line, and says what would change the choice.
//   - [github.com/opencommissioning/commissioning/ccg/spend] reads the published
//     files of payments over £25,000 and says which went to a CSU.
//   - [github.com/opencommissioning/commissioning/england] is the real market, as
//     embedded data with a source in every row.
//   - This package joins them: a [Market] is one document, an [Index] answers
//     questions about it, and [Market.Check] holds every rule against it.
//
// # A worked market
//
//	m, err := england.Market()
//	x := commissioning.NewIndex(m)
//	for g := range x.CCGsOn(nhs.MustParseDate("2013-04-01")) {
//		fmt.Println(g.Code, g.Name) // 211 of them
//	}
//	report := m.Check(rule.Options{})
//
// # How to read a finding
//
// A finding names its rule (CCG-05), how grave it is, the body it is about, the
// place in the document as a JSON pointer (/ccgs/groups/17/populations/2), what
// is wrong and what to do. The rule's [rule.Meta] says on whose authority it was
// raised and from when to when it was in force. An error breaks a cited must or
// makes the data unusable; a warning departs from guidance or is very likely a
// mistake; an info is worth knowing.
//
// # Limits
//
// What no source says is unknown: it is absent, never nought and never carried
// over from another year. Registers know until when they are known. Nothing here
// is advice, and this is not a service of the NHS.
package commissioning
