package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

func Example_timeAProcurement() {
	needed := nhs.MustParseDate("2016-04-01")
	for _, route := range []framework.Route{framework.FurtherCompetition, framework.Open} {
		plan, err := framework.PlanRoute(framework.Request{Route: route, NeededBy: needed})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(plan.Route, "- begin by", plan.Start, "to be sure, by", plan.LastStart, "at the latest")
		for _, stage := range plan.Stages {
			fmt.Println("  by", stage.Latest, stage.Name)
		}
	}
	// Output:
	// further-competition - begin by 2016-01-01 to be sure, by 2016-02-01 at the latest
	//   by 2016-02-16 need and specification agreed
	//   by 2016-02-22 suppliers on the lot invited
	//   by 2016-03-08 offers in
	//   by 2016-03-23 offers evaluated
	//   by 2016-04-01 call-off made
	// open - begin by 2015-04-01 to be sure, by 2015-07-01 at the latest
	//   by 2015-08-25 need and specification agreed
	//   by 2015-09-07 notice published
	//   by 2015-11-15 bidders selected
	//   by 2016-01-23 tenders in
	//   by 2016-03-21 bidders told
	//   by 2016-03-31 standstill over
	//   by 2016-04-01 contract made
}

func Example_timeAProcurementAnswer() {
	value := nhs.MustParseMoney("£170,000")
	for _, text := range []string{"2016-06-01", "2018-06-01"} {
		law := framework.LawOn(nhs.MustParseDate(text), framework.Support, framework.SubCentral, &value, nhs.WithoutVAT, service.Independent)
		fmt.Println(text, "must compete:", law.MustCompete)
		fmt.Println("  ", law.Why)
	}
	// Output:
	// 2016-06-01 must compete: yes
	//    £170,000.00 has reached the threshold of £164,176.00, VAT excluded
	// 2018-06-01 must compete: no
	//    £170,000.00 is under the threshold of £181,302.00, VAT excluded
}
