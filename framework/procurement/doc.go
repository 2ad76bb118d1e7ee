// Package procurement answers questions about the law of buying, by date: which
// regulations governed a purchase, which threshold applied, which routes were open, how
// long each took, and how long a contract had to wait.
//
// # The law has a date
//
// A procurement falls under the law of the day on which it began ([RulingOn]):
//
//   - before 26 February 2015, the regulations of 2006;
//   - from that day, those of 2015;
//   - from 24 February 2025, the Procurement Act 2023;
//   - for health care from 2024, the provider selection regime.
//
// A call-off keeps the law of its framework. Health care had lighter rules than office
// work. Each class of authority ([ClassOf]) has its own [Threshold].
//
//	law := procurement.LawOn(day, procurement.Support, procurement.SubCentral, &value, nhs.WithoutVAT, "")
//	law.MustCompete // yes: £170,000 in June 2016; no: the same in June 2018
//
// # Planning
//
// [PlanRoute] turns a start, or a day of need, into dated stages with an earliest and a
// latest day. It says plainly when it is too late, or shorter than the law allows
// ([LeastTimes]). [Procurement.Standstill] says whether a contract has to wait, and until
// when: the days and the bank holidays that count differ by law.
//
// # Checking
//
// A [Procurement] is how one authority buys a service. [ProcurementRules] check it
// against the law of its own day, whenever they run.
//
// # Limits
//
// A call-off takes two to three months and a full procurement nine to twelve; how they
// divide into steps is an assumption, and every figure can be replaced. Thresholds cover
// services; those before 2010 were recalled and are marked low. What no text settles is a
// table of its own ([OpenQuestions]), and the answer is then unknown. Nothing here is
// legal advice.
package procurement
