package england_test

import (
	"fmt"
	"io/fs"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleMarket() {
	m, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	x := commissioning.NewIndex(m)
	day := nhs.MustParseDate("2013-04-01")
	open := 0
	for range x.CCGsOn(day) {
		open++
	}
	fmt.Println(open, "groups were open on", day)
	// Output:
	// 211 groups were open on 2013-04-01
}

func ExampleCCGs() {
	register, err := england.CCGs()
	if err != nil {
		log.Fatal(err)
	}
	history := register.History()
	for _, day := range []string{"2014-04-01", "2016-04-01", "2022-07-01"} {
		d := nhs.MustParseDate(day)
		successors, _ := history.Successors("00F", d)
		for _, id := range successors {
			body, _ := history.Lookup(id)
			fmt.Println(d, id, body.NameOn(d))
		}
	}
	// Output:
	// 2014-04-01 00F NHS Gateshead CCG
	// 2016-04-01 13T NHS Newcastle Gateshead CCG
	// 2022-07-01 QHM NHS North East and North Cumbria Integrated Care Board
}

func ExampleAllowance() {
	allowances, err := england.Allowances()
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range allowances {
		if a.PerHead != nil {
			fmt.Println(a.Year, a.PerHead, a.Status)
		}
	}
	// Output:
	// 2013/14 £25.00 maximum
	// 2014/15 £24.73 published
	// 2015/16 £22.07 indicative
}

func ExampleSource() {
	sources, err := england.Sources()
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range sources {
		if s.ID == "si_2022_634" {
			fmt.Println(s.Publisher)
		}
	}
	// Output:
	// legislation.gov.uk
}

func ExampleFiles() {
	tables, err := fs.Glob(england.Files(), "ccg_*.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tables[0])
	// Output:
	// ccg_allowance.csv
}

func ExamplePurchase() {
	purchases, err := england.Purchases()
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range purchases {
		if p.Customer.ID == "00C" {
			fmt.Println(p.Customer.Relation, "from", p.Supplier, p.Customer.Basis)
		}
	}
	// Output:
	// buys from north-of-england whole-area
}

func ExampleFrameworks() {
	agreements, err := england.Frameworks()
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range agreements {
		fmt.Println(a.ID, len(a.Awards))
	}
	// Output:
	// fesc 7
	// hssf 7
	// lpf 29
}
