package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

func Example_timeAProcurement() {
	needed := nhs.MustParseDate("2016-04-01")
	for _, route := range []procurement.Route{procurement.FurtherCompetition, procurement.Open} {
		plan, err := procurement.PlanRoute(procurement.PlanRequest{Route: route, NeededBy: needed})
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
	//   by 2016-01-23 tenders in
	//   by 2016-03-21 bidders notified
	//   by 2016-03-31 standstill over
	//   by 2016-04-01 contract made
}

func Example_timeAProcurementAnswer() {
	value := nhs.MustParseMoney("£170,000")
	for _, text := range []string{"2016-06-01", "2018-06-01"} {
		law := procurement.LawOn(nhs.MustParseDate(text), procurement.Support, procurement.SubCentral, &value, nhs.WithoutVAT, service.Independent)
		fmt.Println(text, "must compete:", law.MustCompete)
		fmt.Println("  ", law.Why)
	}
	for _, t := range procurement.Thresholds() {
		if t.Regime == procurement.FullRegime && t.Class == procurement.SubCentral {
			fmt.Println("from", t.Days.From, "the threshold is", t.Amount)
		}
	}
	// Output:
	// 2016-06-01 must compete: yes
	//    £170,000.00 has reached the threshold of £164,176.00, VAT excluded
	// 2018-06-01 must compete: no
	//    £170,000.00 is below the threshold of £181,302.00, VAT excluded
	// from 2006-01-31 the threshold is £144,371.00
	// from 2008-01-01 the threshold is £139,893.00
	// from 2010-01-01 the threshold is £156,442.00
	// from 2012-01-01 the threshold is £173,934.00
	// from 2014-01-01 the threshold is £172,514.00
	// from 2016-01-01 the threshold is £164,176.00
	// from 2018-01-01 the threshold is £181,302.00
	// from 2020-01-01 the threshold is £189,330.00
	// from 2022-01-01 the threshold is £213,477.00
	// from 2024-01-01 the threshold is £214,904.00
	// from 2025-02-24 the threshold is £214,904.00
	// from 2026-01-01 the threshold is £207,720.00
}
