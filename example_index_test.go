package commissioning_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// Which agreements did a group have on a day?
func ExampleIndex_AgreementsByCustomer() {
	market := commissioning.Market{Agreements: []sla.Agreement{
		{ID: "it", Customers: []sla.Customer{{ID: "00C"}}, Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2014-09-30")}},
		{ID: "finance", Customers: []sla.Customer{{ID: "00C"}}, Term: sla.Term{Starts: nhs.MustParseDate("2014-04-01"), Ends: nhs.MustParseDate("2016-03-31")}},
	}}
	index := commissioning.NewIndex(&market)
	for a := range index.AgreementsByCustomer("00C", nhs.MustParseDate("2014-12-01")) {
		fmt.Println(a.ID, "to", a.Term.Ends)
	}
	// Output:
	// finance to 2016-03-31
}

// What did a group spend in a year? Sums of different kinds are not added up.
func ExampleIndex_SpendByCustomer() {
	year := nhs.MustParseFinancialYear("2014/15")
	market := commissioning.Market{Spend: []commissioning.Spend{
		{Customer: "00C", Supplier: "north-of-england", Year: year, Amount: nhs.MustParseMoney("1200000"), Basis: commissioning.PlannedSpend},
		{Customer: "00C", Supplier: "north-of-england", Year: year, Amount: nhs.MustParseMoney("1250000"), Basis: commissioning.OutturnSpend},
	}}
	index := commissioning.NewIndex(&market)
	for s := range index.SpendByCustomer("00C", year) {
		fmt.Println(s.Basis, s.Supplier, s.Amount)
	}
	// Output:
	// planned north-of-england £1,200,000.00
	// outturn north-of-england £1,250,000.00
}

// Who could be called on for work on continuing healthcare in May 2017?
func ExampleIndex_PlacesFor() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	for framework, place := range index.PlacesFor("chc", nhs.MustParseDate("2017-05-01")) {
		fmt.Println(framework.ID, place.Lot, place.Supplier, place.Held)
	}
	// Output:
	// lpf 2b arden-gem yes
	// lpf 2b midlands-lancashire yes
	// lpf 2b nel yes
	// lpf 2b north-of-england yes
	// lpf 2b south-central-west yes
}
