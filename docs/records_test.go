package docs_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

func Example_whoDealtWithWhom() {
	market, err := synthetic.Market(1)
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	day := nhs.MustParseDate("2015-03-01")
	year := nhs.MustParseFinancialYear("2013/14")
	count := func(title string, n int) { fmt.Println(title, n) }

	agreements, warnings := 0, 0
	for a := range index.AgreementsByCustomer("00F", day) {
		agreements++
		warnings += len(a.EarlyWarnings(day, sla.ChartOptions{}))
	}
	count("agreements of the group:", agreements)
	count("early warnings in them:", warnings)

	paid, received := 0, 0
	for range index.SpendByCustomer("00F", year) {
		paid++
	}
	for range index.SpendBySupplier("north-of-england", year) {
		received++
	}
	count("records of what the group spent:", paid)
	count("records of what the unit received:", received)

	decisions, bought, sold := 0, 0, 0
	for range index.DecisionsByCustomer("00F") {
		decisions++
	}
	for range index.CallOffsByCustomer("00F") {
		bought++
	}
	for range index.CallOffsBySupplier("north-of-england") {
		sold++
	}
	fmt.Println("on record:", decisions, "decisions,", bought, "call-offs of the group,", sold, "of the unit")

	for line := range market.ServiceLines.InGroup("business-intelligence") {
		places := 0
		for agreement, place := range index.PlacesFor(line.ID, day) {
			places++
			if h := agreement.Holder(place.Supplier, day, index.CSUHistory()); h.Note != "" {
				fmt.Println(place.Name, h.Note)
			}
		}
		count("places for "+line.Name+":", places)
	}
	lpf, ok := index.Framework(framework.LPF)
	if !ok {
		log.Fatal("the framework is not in the market")
	}
	bidders := []nhs.OrgID{"arden", "greater-east-midlands", "capita"}
	fmt.Println("one bidder under two names:", lpf.SameHolder(bidders, nhs.MustParseDate("2016-06-01"), index.CSUHistory()))
	// Output:
	// agreements of the group: 1
	// early warnings in them: 2
	// records of what the group spent: 1
	// records of what the unit received: 13
	// on record: 8 decisions, 0 call-offs of the group, 0 of the unit
	// places for Benchmarking and comparative analysis: 9
	// places for Benefits case development: 9
	// places for Reporting tools and dashboards: 9
	// places for Data management and integration (DMIC / DSCRO): 0
	// places for Monitoring, alert and workflow systems: 9
	// places for Predictive modelling and statistical analysis: 9
	// places for Risk stratification and segmentation: 9
	// one bidder under two names: [[arden greater-east-midlands]]
}
