package procurement_test

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

func ExamplePlanRoute() {
	p, err := procurement.PlanRoute(procurement.PlanRequest{
		Route: procurement.Open, Start: nhs.MustParseDate("2015-10-01"), NeededBy: nhs.MustParseDate("2016-03-31"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range p.Stages {
		fmt.Println(s.Earliest, s.Latest, s.Name)
	}
	fmt.Println(p.TooLate)
	// Output:
	// 2015-11-24 2015-12-13 need and specification agreed
	// 2015-12-08 2015-12-31 notice published
	// 2016-04-23 2016-07-01 tenders in
	// 2016-06-20 2016-09-20 bidders notified
	// 2016-06-30 2016-09-30 standstill over
	// 2016-07-01 2016-10-01 contract made
	// too late: even the quickest open from 2015-10-01 ends on 2016-07-01, 92 days after the day of need (2016-03-31); it had to start by 2015-06-30
}

func ExamplePlanRequest() {
	p, err := procurement.PlanRoute(procurement.PlanRequest{Route: procurement.FurtherCompetition, NeededBy: nhs.MustParseDate("2016-03-31")})
	fmt.Println(p.Notes[0], err)
	// Output: start by 2015-12-31 to be safe, and by 2016-01-31 at the latest <nil>
}

func ExamplePlan() {
	start := nhs.MustParseDate("2015-04-01")
	for _, route := range []procurement.Route{procurement.FurtherCompetition, procurement.Open} {
		p, _ := procurement.PlanRoute(procurement.PlanRequest{Route: route, Start: start})
		fmt.Println(route, p.Earliest, p.Latest)
	}
	// Output:
	// further-competition 2015-06-01 2015-07-01
	// open 2016-01-01 2016-04-01
}

func ExamplePlanStage() {
	p, _ := procurement.PlanRoute(procurement.PlanRequest{Route: procurement.Open, Start: nhs.MustParseDate("2015-06-01")})
	last := p.Stages[len(p.Stages)-1]
	fmt.Println(last.Name, last.Regulations, last.Threshold.Amount)
	// Output: contract made pcr-2015 £164,176.00
}

func ExampleTimetable() {
	t, known := procurement.DefaultTimetable(procurement.Open)
	fmt.Println(t.Min, t.Max, known)
	_, known = procurement.DefaultTimetable(procurement.InHouse)
	fmt.Println(known)
	// Output:
	// 9 12 true
	// false
}

func ExampleStep() {
	own := procurement.Timetable{Min: 1, Max: 1, Source: "our own", Steps: []procurement.Step{{"offers in", 50}, {"call-off made", 100}}}
	p, _ := procurement.PlanRoute(procurement.PlanRequest{Route: procurement.DirectAward, Start: nhs.MustParseDate("2015-04-01"), Timetable: &own})
	fmt.Println(p.Stages[0].Name, p.Stages[0].Earliest)
	// Output: offers in 2015-04-16
}

func ExampleLaw() {
	value := nhs.MustParseMoney("170000")
	for _, on := range []string{"2016-06-01", "2018-06-01"} {
		law := procurement.LawOn(nhs.MustParseDate(on), procurement.Support, procurement.SubCentral, &value, nhs.WithoutVAT, service.Independent)
		fmt.Println(on, law.MustCompete, law.Why)
	}
	// Output:
	// 2016-06-01 yes £170,000.00 has reached the threshold of £164,176.00, VAT excluded
	// 2018-06-01 no £170,000.00 is below the threshold of £181,302.00, VAT excluded
}

func ExampleThreshold() {
	t, ok := procurement.ThresholdOn(procurement.FullRegime, procurement.Central, nhs.MustParseDate("2022-01-01"))
	fmt.Println(t.Amount, t.VAT, ok)
	fmt.Println(t.Reached(nhs.MustParseMoney("138760"), nhs.WithVAT))
	fmt.Println(t.Reached(nhs.MustParseMoney("120000"), nhs.WithoutVAT))
	// Output:
	// £138,760.00 included true
	// yes
	// unknown
}

func ExampleRequestError() {
	_, err := procurement.PlanRoute(procurement.PlanRequest{Route: procurement.InHouse, NeededBy: nhs.MustParseDate("2016-04-01")})
	if bad, ok := errors.AsType[*procurement.RequestError](err); ok {
		fmt.Println(bad.Field + ": " + bad.Want)
	}
	// Output: timetable: hand in a timetable
}

func ExampleThresholdClass() {
	fmt.Println(procurement.ClassOf(procurement.NHSEngland, nhs.MustParseDate("2021-08-15")))
	fmt.Println(procurement.ClassOf(procurement.NHSEngland, nhs.MustParseDate("2021-08-16")))
	// Output:
	// sub-central
	// central
}

func ExampleRegulations() {
	fmt.Println(procurement.RegulationsOn(nhs.MustParseDate("2015-02-25")))
	fmt.Println(procurement.RegulationsOn(nhs.MustParseDate("2015-02-26")))
	// Output:
	// pcr-2006
	// pcr-2015
}

func ExampleRegime() {
	fmt.Println(procurement.RegimeOn(procurement.Clinical, procurement.CCG, nhs.MustParseDate("2016-04-17")))
	fmt.Println(procurement.RegimeOn(procurement.Clinical, procurement.CCG, nhs.MustParseDate("2016-04-18")))
	// Output:
	// part-b
	// light-touch
}

func ExampleSubject() {
	fmt.Println(procurement.RegimeOn(procurement.Support, procurement.CCG, nhs.MustParseDate("2016-06-01")))
	fmt.Println(procurement.RegimeOn(procurement.OtherListed, procurement.CCG, nhs.MustParseDate("2016-06-01")))
	// Output:
	// full
	// light-touch
}

func ExampleNoticeMethod() {
	notified := nhs.MustParseDate("2015-01-23")
	fmt.Println(procurement.StandstillEnds(notified, procurement.Electronic), procurement.StandstillEnds(notified, procurement.OtherMeans))
	// Output: 2015-02-02 2015-02-09
}

func ExampleProcurement() {
	value := nhs.MustParseMoney("170000")
	p := procurement.Procurement{
		ID: "it-support", AuthorityClass: procurement.CCG, Subject: procurement.Support, Route: procurement.Unadvertised,
		Began: nhs.MustParseDate("2016-06-01"), Value: &value, VAT: nhs.WithoutVAT,
	}
	for _, f := range procurement.ProcurementRules().Check(&p, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output: error: FW-24: procurement/it-support at /route: £170,000.00 has reached the threshold of £164,176.00 of 2016-01-01/2017-12-31, VAT excluded: advertise, call off from a framework, or give the ground of a direct award
}

func ExampleOffer() {
	seven := nhs.MustParsePercent("7")
	o := procurement.Offer{Supplier: "optum", Kind: service.Independent, Price: nhs.MustParseMoney("100000"), Irrecoverable: &seven}
	fmt.Println(o.Comparable())
	// Output: £107,000.00 true
}

func ExampleVATRange() {
	v := procurement.WithIrrecoverableVAT(nhs.MustParseMoney("100000"))
	fmt.Println(v.Low, v.High, v.Most)
	// Output: £105,000.00 £109,000.00 £120,000.00
}

func ExampleRoute() {
	fmt.Println(procurement.FurtherCompetition.UsesFramework(), procurement.Open.UsesFramework())
	// Output: true false
}

func ExampleBuyerClass() {
	fmt.Println(procurement.CCG.IsIn(procurement.HealthServiceBody), procurement.LocalAuthority.IsIn(procurement.HealthServiceBody))
	// Output: true false
}
