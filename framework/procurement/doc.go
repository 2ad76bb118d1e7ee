// Package procurement is the law of buying as far as it is on file, by date: which
// regulations governed a purchase, which threshold, which routes there were, how long
// each took, and how long a contract had to wait.
//
// # The law has a date
//
// A procurement falls under the law of the day on which it began. The regulations of
// 2006 governed what began before 26 February 2015, those of 2015 what began from then
// on, and the Procurement Act 2023 what began from 24 February 2025
// ([RegulationsOn]). Within them, health care for patients had lighter rules than
// office work ([RegimeOn]), and each class of authority its own [Threshold].
//
//	law := procurement.LawOn(day, procurement.Support, procurement.SubCentral, &value, nhs.WithoutVAT, "")
//	law.MustCompete // yes: £170,000 in June 2016; no: the same in June 2018
//
// # Planning
//
// [PlanRoute] turns a start, or a day of need, into dated stages with an earliest and a
// latest day, and says plainly when it is too late. [StandstillEnds] counts the days
// between telling bidders and making a contract, with the bank holidays of England.
//
// # Judging
//
// A [Procurement] is how one authority comes by a service. [ProcurementRules] judges it
// by the law of its own day, whenever it is checked.
//
// # Limits
//
// How the two to three and the nine to twelve months divide into steps is an
// assumption, and every figure can be replaced. Thresholds are those for services from
// 2012 to 2023; for other days the answer is unknown. The wording of the regulations
// was not seen, only guidance on it. Nothing here is legal advice.
package procurement
