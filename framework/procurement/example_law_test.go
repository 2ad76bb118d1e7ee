package procurement_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func ExampleRuling() {
	for _, on := range []string{"2016-04-17", "2016-04-18", "2024-01-01"} {
		r := procurement.RulingOn(procurement.Clinical, procurement.CCG, nhs.MustParseDate(on))
		fmt.Println(on, r.Regulations, r.Regime, "·", r.Provision)
	}
	// Output:
	// 2016-04-17 pcr-2006 part-b · Public Contracts Regulations 2015, regulation 120
	// 2016-04-18 pcr-2015 light-touch · Public Contracts Regulations 2015, regulation 120
	// 2024-01-01 psr-2023 provider-selection · Provider Selection Regime Regulations 2023, regulation 29
}

func ExampleClassRow() {
	for _, row := range procurement.ClassRows() {
		if row.Buyer == procurement.FoundationTrust && row.Days.Contains(nhs.MustParseDate("2021-08-16")) {
			fmt.Println(row.Class, "·", row.Why)
		}
	}
	// Output: central · listed in the Schedule 1 that SI 2021/872 put in place on 16 August 2021
}

func ExampleStandstill() {
	value := nhs.MustParseMoney("500000")
	p := procurement.Procurement{
		Subject: procurement.Support, AuthorityClass: procurement.ICB, Route: procurement.Open, Value: &value, VAT: nhs.WithVAT,
		Began: nhs.MustParseDate("2025-04-01"), Notified: nhs.MustParseDate("2026-11-30"),
	}
	s := p.Standstill()
	fmt.Println(s.Owed, s.Ends, s.Provision)
	// Output: yes 2026-12-10 Procurement Act 2023, section 51
}

func ExampleGround() {
	fmt.Println(procurement.UserChoice.IsIn(procurement.PCR2015), procurement.Urgency.Provision(procurement.PCR2015))
	// Output: false Public Contracts Regulations 2015, regulation 32
}

func ExampleFrameworkFacts() {
	p := procurement.Procurement{
		Subject: procurement.Support, Route: procurement.FurtherCompetition, Began: nhs.MustParseDate("2018-10-01"),
		Framework: &procurement.FrameworkFacts{Began: nhs.MustParseDate("2014-02-20")},
	}
	fmt.Println(p.Ruling().Regulations, "·", p.Ruling().Why)
	// Output: pcr-2006 · a call-off follows the law of its framework
}

func ExampleConditions() {
	c := procurement.Conditions{ElectronicTenders: true, DocumentsOnline: true}
	least, _ := procurement.LeastTimes(procurement.ProcurementAct, procurement.FullRegime, procurement.Open, procurement.SubCentral, c)
	fmt.Println(least.Tenders)
	// Output: 25
}

func ExampleLeastTime() {
	least, _ := procurement.LeastTimes(procurement.PCR2006, procurement.FullRegime, procurement.Open, procurement.SubCentral, procurement.Conditions{})
	fmt.Println(least.Tenders, least.Rolls)
	// Output: 52 true
}

func ExampleOpenQuestion() {
	fmt.Println(procurement.OpenQuestions()[0].Question)
	// Output: Is an NHS contract outside procurement law?
}

func ExampleInvitation() {
	value := nhs.MustParseMoney("500000")
	yes := true
	p := procurement.Procurement{
		Subject: procurement.Support, AuthorityClass: procurement.ICB, Route: procurement.Open, Value: &value, VAT: nhs.WithVAT, Began: nhs.MustParseDate("2026-12-01"),
		Invitation: &procurement.Invitation{Notice: nhs.MustParseDate("2026-12-01"), TendersDue: nhs.MustParseDate("2026-12-25"), ElectronicTenders: &yes, DocumentsOnline: &yes},
	}
	rules, _ := procurement.ProcurementRules().Select(procurement.RuleLeastTime)
	fmt.Println(rules.Check(&p, rule.Options{}).Findings[0].Message)
	// Output: due on 2026-12-25, 24 days after 2026-12-01; Procurement Act 2023, section 54 asks for 25: set 2026-12-26 or later
}

func ExampleComparison() {
	value := nhs.MustParseMoney("210000")
	p := procurement.Procurement{Subject: procurement.Support, AuthorityClass: procurement.ICB, Route: procurement.Open, Value: &value, VAT: nhs.WithVAT}
	c := procurement.Compare(&p, nhs.MustParseDate("2025-12-31"), nhs.MustParseDate("2026-01-01"))
	fmt.Println(c.First.MustCompete, c.Second.MustCompete)
	// Output: no yes
}

func ExampleDutyDifference() {
	value := nhs.MustParseMoney("210000")
	p := procurement.Procurement{Subject: procurement.Support, AuthorityClass: procurement.ICB, Route: procurement.Open, Value: &value, VAT: nhs.WithVAT}
	d := procurement.Compare(&p, nhs.MustParseDate("2025-12-31"), nhs.MustParseDate("2026-01-01")).Differences[0]
	fmt.Println(d.Duty, "·", d.First, "·", d.Second)
	// Output: threshold · £214,904.00, VAT included · £207,720.00, VAT included
}

func ExampleExitRoute() {
	for _, r := range procurement.ExitRoutes(procurement.ExitRequest{LastDay: nhs.MustParseDate("2027-03-31")}) {
		if r.Route == procurement.Open {
			fmt.Println(r.Start, r.Name)
		}
	}
	// Output:
	// 2027-02-19 open procedure
	// 2027-01-25 open procedure after a planned procurement notice
}

func ExampleExitRequest() {
	routes := procurement.ExitRoutes(procurement.ExitRequest{LastDay: nhs.MustParseDate("2027-03-31"), Subject: procurement.Clinical})
	for _, r := range routes {
		if r.Route == procurement.MostSuitable {
			fmt.Println(r.Start, r.Name)
		}
	}
	// Output: 2027-03-01 most suitable provider process
}

func ExampleExitDay() {
	for _, r := range procurement.ExitRoutes(procurement.ExitRequest{LastDay: nhs.MustParseDate("2027-03-31")}) {
		if r.Name == "open procedure" {
			for _, d := range r.Days {
				fmt.Println(d.By, d.Name)
			}
		}
	}
	// Output:
	// 2027-02-19 tender notice (UK4)
	// 2027-03-16 contract award notice (UK6)
}
