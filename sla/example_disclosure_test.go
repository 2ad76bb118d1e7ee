package sla_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

func ExampleDisclosure() {
	a := sample("secret-five-years")
	public, _, _ := sla.Redact(a, nhs.Date{})
	fmt.Printf("%q %d\n", public.ID, len(public.Lines))
	a.Disclosure.Parts = []sla.Part{{Path: "/id", Level: sla.Public}, {Path: "/lines/1/service", Level: sla.Public}}
	public, _, _ = sla.Redact(a, nhs.Date{})
	fmt.Printf("%q %d\n", public.ID, len(public.Lines)) // up to the last that is public
	// Output:
	// "" 0
	// "secret-five-years" 2
}

func ExamplePart() {
	p := sample("partnership").Disclosure.Parts[0]
	fmt.Println(p.Path, p.Level, "until", p.Until, "because", p.Reason)
	// Output: /lines/3/price confidential until 2014-12-31 because the desk is being tendered elsewhere
}

func ExampleLevel() {
	fmt.Println(sla.Public, sla.PartiesOnly, sla.Confidential)
	// Output: public parties-only confidential
}

func ExampleRedact() {
	_, withheld, _ := sla.Redact(sample("partnership"), nhs.MustParseDate("2014-06-30"))
	_, later, _ := sla.Redact(sample("partnership"), nhs.MustParseDate("2015-01-01"))
	fmt.Println(len(withheld), len(later))
	// A place that is not there is an error: nothing is published by a slip.
	_, _, err := sla.Redact(sample("slips"), nhs.Date{})
	fmt.Println(err)
	// Output:
	// 1 0
	// /disclosure/parts: "/lines/0/prices" is to be withheld, but does not exist
}

func ExampleWithheld() {
	a := sample("partnership")
	a.Disclosure.Parts = []sla.Part{{Path: "/customers/0/share", Level: sla.PartiesOnly, Reason: "asked for by a customer"}}
	_, withheld, _ := sla.Redact(a, nhs.Date{})
	for _, w := range withheld {
		fmt.Println(w.Path, w.Implied, w.Reason)
	}
	// Output:
	// /customers/0/share false asked for by a customer
	// /customers/1/share true it would give away a withheld figure
}

func ExamplePublicView() {
	v, _ := sla.View(sample("partnership"), nhs.MustParseDate("2014-06-30"))
	fmt.Println(v.Charges == nil, v.Agreement.Lines[3].Price == nil, len(v.KPIs))
	v, _ = sla.View(sample("partnership"), nhs.MustParseDate("2015-01-01"))
	fmt.Println(v.Charges.Total)
	// Output:
	// true true 5
	// £4,209,583.30
}

func ExampleNotShown() {
	v, _ := sla.View(sample("partnership"), nhs.MustParseDate("2014-06-30"))
	for _, n := range v.NotShown {
		fmt.Println(n.Figure, n.Because)
	}
	// Output:
	// charges [/lines/3/price]
	// findings [/lines/3/price]
}
