package framework_test

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// providers is a small part of the Lead Provider Framework.
func providers() *framework.Agreement {
	return &framework.Agreement{
		ID: framework.LPF, Name: "Lead Provider Framework", Kind: framework.Closed,
		Dates: framework.Dates{
			Notice: nhs.MustParsePartialDate("2014-02/2014-03"), Award: nhs.MustParsePartialDate("2015-01-23"),
			Live: nhs.MustParsePartialDate("2015-02/2015-03"), SeenLive: nhs.MustParsePartialDate("2016-01-19"),
		},
		Users: []procurement.BuyerClass{procurement.NHSEngland, procurement.HostedBody, procurement.HealthServiceBody},
		Lots: []framework.Lot{
			{Code: "1", Lines: []service.ID{"finance", "hr"}, Routes: []procurement.Route{procurement.FurtherCompetition}},
			{Code: "2b", Lines: []service.ID{"chc"}},
		},
		Suppliers: []framework.Supplier{
			{ID: "south-east", Name: "South East CSU", Kind: service.CSU},
			{ID: "north-east-london", Name: "North and East London CSU", Kind: service.CSU},
			{ID: "optum", Name: "Optum", Kind: service.Independent, Partners: []framework.Member{{ID: "kpmg"}, {ID: "bt"}}},
			{ID: "north-west", Name: "North West CSU", Kind: service.CSU},
		},
		Awards: []framework.Award{
			{Lot: "1", Supplier: "south-east", On: february, Outcome: framework.Awarded},
			{Lot: "1", Supplier: "north-east-london", On: february, Outcome: framework.Awarded},
			{Lot: "1", Supplier: "optum", On: february, Outcome: framework.Awarded},
			{Lot: "1", Supplier: "north-west", On: february, Outcome: framework.Unsuccessful},
			{Lot: "2b", Supplier: "north-west", On: february, Outcome: framework.Awarded},
		},
	}
}

var february = nhs.MustParsePartialDate("2015-02")

// mergers is the history of those suppliers.
func mergers() *lineage.History {
	april := nhs.MustParsePartialDate("2017-04")
	return lineage.NewHistory(nil, []lineage.Succession{
		{Predecessor: "south-east", Successor: "nel", Effective: april, Kind: lineage.Merger},
		{Predecessor: "north-east-london", Successor: "nel", Effective: april, Kind: lineage.Merger},
	}, nhs.Date{})
}

func Example() {
	lpf := providers()
	for _, on := range []string{"2015-06-01", "2017-05-01"} {
		fmt.Println(on, lpf.StatusOn(nhs.MustParseDate(on)))
		for _, p := range lpf.Places("1", nhs.MustParseDate(on), mergers()) {
			fmt.Println(" ", p.Supplier, p.Origins)
		}
	}
	// Output:
	// 2015-06-01 live
	//   south-east [south-east]
	//   north-east-london [north-east-london]
	//   optum [optum]
	// 2017-05-01 live to expired
	//   nel [south-east north-east-london]
	//   optum [optum]
}

func ExampleAgreement() {
	var a framework.Agreement
	err := json.Unmarshal([]byte(`{
		"id": "lpf", "name": "Lead Provider Framework",
		"dates": {"live": "2015-02/2015-03"},
		"lots": [{"code": "3"}]
	}`), &a)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range framework.AgreementRules().Check(&a, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output:
	// error: FW-16: framework/lpf at /lots/0/code: the Lead Provider Framework has no lot "3": its lots are 1, 2a and 2b
}

func ExampleHolding() {
	lpf := providers()
	fmt.Println(lpf.Holds("1", "south-east", nhs.MustParseDate("2016-01-01"), mergers()))
	fmt.Println(lpf.Holds("1", "south-east", nhs.MustParseDate("2017-05-01"), mergers()))
	fmt.Println(lpf.Holds("1", "north-west", nhs.MustParseDate("2016-01-01"), mergers()))
	// Output:
	// yes
	// no: its place has passed to nel
	// no: its bid for the lot was refused (2015-02)
}

func ExampleCurrentHolder() {
	fmt.Println(providers().Holder("south-east", nhs.MustParseDate("2017-05-01"), mergers()).Supplier)
	// Output: nel
}

func ExampleAgreement_SameHolder() {
	list := []nhs.OrgID{"south-east", "optum", "north-east-london"}
	fmt.Println(providers().SameHolder(list, nhs.MustParseDate("2017-05-01"), mergers()))
	// Output: [[south-east north-east-london]]
}

func ExampleDates_LatestLawfulEnd() {
	fmt.Println(providers().Dates.LatestLawfulEnd())
	// Output: 2019-01-31/2019-03-30
}

func ExampleDates() {
	d := framework.Dates{Live: nhs.MustParsePartialDate("2015-02-10"), Expiry: nhs.MustParsePartialDate("2018-02-09"), ExtendedTo: nhs.MustParsePartialDate("2019-02-09")}
	fmt.Println(d.Ends())
	// Output: 2019-02-09
}

func ExampleStatus() {
	fmt.Println(framework.Standstill, framework.Standstill < framework.Live)
	// Output: standstill true
}

func ExampleStatusRange() {
	s := providers().StatusOn(nhs.MustParseDate("2015-03-01"))
	fmt.Println(s, s.IsLive())
	// Output: standstill to live unknown
}

func ExampleSupplier() {
	s, _ := providers().Supplier("optum")
	fmt.Println(s.Name, s.Kind, len(s.Partners))
	// Output: Optum independent 2
}

func ExampleMember() {
	s, _ := providers().Supplier("optum")
	for _, m := range s.Partners {
		fmt.Println(m.ID)
	}
	// Output:
	// kpmg
	// bt
}

func ExampleLot() {
	lot, ok := providers().Lot("1")
	fmt.Println(ok, lot.Lines)
	// Output: true [finance hr]
}

func ExampleAgreement_Covers() {
	lpf := providers()
	lpf.Lots[0].LinesPartial = true
	fmt.Println(lpf.Covers("1", "finance"), lpf.Covers("1", "chc"), lpf.Covers("1", "payroll"))
	// Output: yes no unknown
}

func ExampleRange() {
	planned := framework.Range{Min: 10, Max: 15}
	fmt.Println(planned.Contains(9), planned.Contains(10))
	// Output: false true
}

func ExampleLotLimits() {
	a := framework.Agreement{LotLimits: framework.LotLimits{Places: 2}}
	fmt.Println("a supplier may hold a place on", a.LotLimits.Places, "lots")
	// Output: a supplier may hold a place on 2 lots
}

func ExampleValue() {
	low, high := nhs.MustParseMoney("3000000000"), nhs.MustParseMoney("5000000000")
	v := framework.Value{EstimateLow: &low, EstimateHigh: &high}
	limit, known := v.Limit()
	fmt.Println(limit.Short(), known, v.Ceiling == nil)
	// Output: £5bn true true
}

func ExamplePlace() {
	for _, p := range providers().Places("1", nhs.MustParseDate("2017-04-15"), mergers()) {
		fmt.Println(p.Supplier, p.Held, p.Inherited(), p.Notes)
	}
	// Output:
	// south-east yes false [nel took over from south-east (2017-04): whether before or after this day is unknown]
	// north-east-london yes false [nel took over from north-east-london (2017-04): whether before or after this day is unknown]
	// optum yes false []
}

func ExampleAward() {
	a := providers()
	a.Awards[2].Suspensions = []framework.Suspension{{Days: nhs.MustParsePeriod("2015-10-01/2015-10-31"), Reason: "inquiry"}}
	fmt.Println(a.Holds("1", "optum", nhs.MustParseDate("2015-10-31"), nil))
	// Output: no: its place was suspended 2015-10-01/2015-10-31: inquiry
}

func ExampleSuspension() {
	s := framework.Suspension{Days: nhs.MustParsePeriod("2015-10-01/2015-10-31"), Reason: "inquiry"}
	fmt.Println(s.Days.Contains(nhs.MustParseDate("2015-10-31")))
	// Output: true
}

func ExampleRemoval() {
	a := providers()
	a.Awards[2].Removed = &framework.Removal{On: nhs.MustParsePartialDate("2015-12-01"), Reason: "left the market"}
	fmt.Println(a.Holds("1", "optum", nhs.MustParseDate("2015-12-01"), nil))
	// Output: no: it lost its place 2015-12-01: left the market
}

func ExampleQuery() {
	q := framework.Query{Lot: "1", Line: "finance", On: nhs.MustParseDate("2015-06-01"), Buyer: procurement.CCG}
	for _, c := range providers().Candidates(q, mergers()) {
		fmt.Println(c.Supplier, c.Eligible)
	}
	// Output:
	// south-east yes
	// north-east-london yes
	// optum yes
	// north-west no
}

func ExampleCandidate() {
	q := framework.Query{Lot: "2b", On: nhs.MustParseDate("2015-06-01"), Buyer: procurement.LocalAuthority}
	c := providers().Candidates(q, mergers())[0]
	fmt.Println(c.Name, c.Eligible)
	for _, r := range c.Reasons {
		fmt.Println(r.Rule, r.Text)
	}
	// Output:
	// North West CSU no
	// FW-08 the agreement is not open to the class local-authority
}

func ExampleReason() {
	q := framework.Query{Lot: "1", Line: "chc", On: nhs.MustParseDate("2015-06-01")}
	r := providers().Candidates(q, nil)[0].Reasons[0]
	fmt.Println(r.Rule, "-", r.Text)
	// Output: FW-05 - lot 1 does not cover chc
}

func ExampleCallOff() {
	value := nhs.MustParseMoney("9000000")
	a := providers()
	a.CallOffs = []framework.CallOff{{
		ID: "south-lincolnshire", Lot: "1", Buyers: []nhs.OrgID{"99D", "04Q"}, BuyerClass: procurement.CCG, Supplier: "kpmg",
		Route: procurement.FurtherCompetition, Date: nhs.MustParsePartialDate("2015-09/2015-11"), TermMonths: 36, Value: &value,
	}}
	for _, f := range framework.AgreementRules().Check(a, rule.Options{}).Findings {
		fmt.Println(f)
	}
	// Output: warning: FW-19: call-off/south-lincolnshire at /call_offs/0/supplier: kpmg is a partner of optum and holds no place of its own: name optum
}

func ExampleCase() {
	o := framework.CallOff{Framework: framework.LPF, Lot: "1", Supplier: "nel", Date: nhs.MustParsePartialDate("2015-10-01"), Route: procurement.DirectAward}
	c := framework.Case{CallOff: &o, Agreement: providers(), Suppliers: lineage.NewHistory([]lineage.Organisation{{ID: "nel"}}, nil, nhs.Date{})}
	for _, f := range framework.CallOffRules().Check(&c, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output:
	// FW-11 /route
	// FW-06 /supplier
}

func ExampleOmission() {
	o := framework.CallOff{
		Framework: framework.LPF, Lot: "1", Supplier: "optum", Date: nhs.MustParsePartialDate("2015-10-01"), Route: procurement.FurtherCompetition,
		Invited: []nhs.OrgID{"optum", "south-east"},
		LeftOut: []framework.Omission{{Supplier: "north-east-london", Reason: "has no staff in the county"}},
	}
	report := framework.CallOffRules().Check(&framework.Case{CallOff: &o, Agreement: providers()}, rule.Options{})
	fmt.Println(len(report.Findings))
	// Output: 0
}

func ExampleTermChange() {
	o := framework.CallOff{Framework: framework.LPF, TermChanges: []framework.TermChange{{Term: "liability", Substantial: true}}}
	report := framework.CallOffRules().Check(&framework.Case{CallOff: &o, Agreement: providers()}, rule.Options{})
	fmt.Println(report.Findings[0].Message)
	// Output: "liability" changes the framework in substance: keep to its terms
}

func ExampleTotal() {
	nine, ceiling := nhs.MustParseMoney("9000000"), nhs.MustParseMoney("10000000")
	a := framework.Agreement{Value: framework.Value{Ceiling: &ceiling}, CallOffs: []framework.CallOff{{Value: &nine}, {}}}
	t := a.Total("")
	fmt.Println(t.Known, "of", *t.Limit, "leaves", *t.Left, "with", t.Unknown, "unknown")
	// Output: £9,000,000.00 of £10,000,000.00 leaves £1,000,000.00 with 1 unknown
}
