// Package nhs holds the values that the rest of the library is written in:
// money, rates per head, percentages, civil dates that may be known only in
// part, periods, financial years and organisation identifiers.
//
// # Values
//
// Every type is a small value in the manner of [net/netip] and [time]: it has
// a useful zero value, a ParseX function, a String method, text and JSON
// encodings that round-trip, and an Equal method where go-cmp needs one. No
// function panics on user input; MustX functions are for constants
// and tests.
//
// In JSON an unknown fact is left out. Tag such a field omitzero: the zero Date,
// PartialDate, FinancialYear and OrgID have no text that can be read back, and "" is
// an error. As usual in encoding/json, null leaves these types, Period and Tristate
// as they were.
//
//	m, err := nhs.ParseMoney("£1,234.50") // exact pounds and pence
//	y, err := nhs.ParseFinancialYear("2013/14")
//	d, err := nhs.ParseDate("2013-04-01") // a day, without clock or zone
//
// # Money
//
// [Money] is pounds sterling to the penny over decimal arithmetic; no binary
// floating point is used anywhere. An unknown amount is a nil *Money, never zero.
// [Money.Allocate] splits an amount so that the parts always sum
// to the whole. [Rate] is pounds per head; [Percent] is an exact percentage.
//
// # Dates
//
// Sources often give only a year, a month, or a bound ("by January 2015"). A
// [PartialDate] keeps exactly what was said, and its methods answer yes, no or
// unknown ([Tristate]). A [Period] is half-open inside and written inclusively, as
// people write it. A [FinancialYear] runs from 1 April
// to 31 March.
//
// # Identifiers
//
// An [OrgID] is syntax: a code is not an organisation, and it can mean different
// areas at different times. Package lineage joins identifiers with
// organisations and their history.
//
// # Limits
//
// Nothing here reads the clock or the network.
package nhs
