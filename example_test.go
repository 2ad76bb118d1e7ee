package commissioning_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// What became of the clinical commissioning groups of the first day?
func Example() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)

	first := nhs.MustParseDate("2013-04-01")
	last := nhs.MustParseDate("2022-06-30")
	kept, merged := 0, 0
	for group := range index.CCGsOn(first) {
		if group.OpenOn(last) {
			kept++
		} else {
			merged++
		}
	}
	fmt.Printf("of %d groups %d were merged away and %d lasted to the end\n", kept+merged, merged, kept)

	gateshead, _ := index.CCG("00F")
	successors, _ := index.CCGHistory().Successors(gateshead.Code, last)
	for _, id := range successors {
		group, _ := index.CCG(id)
		fmt.Println(gateshead.Name, "became", group.Name)
	}
	// Output:
	// of 211 groups 141 were merged away and 70 lasted to the end
	// NHS Gateshead CCG became NHS Newcastle Gateshead CCG
}

// What is wrong with an agreement, and on whose authority?
func Example_agreement() {
	worked, _ := sla.Examples().Named("secret-five-years")
	agreement, err := document.Decode[sla.Agreement](worked.Document)
	if err != nil {
		log.Fatal(err)
	}
	report := sla.AgreementRules().Check(&agreement, rule.Options{})
	for _, f := range report.Findings {
		if f.Severity < rule.Error {
			continue
		}
		broken := report.Rules[f.Rule]
		fmt.Printf("%s at %s: %s\n", f.Rule, f.Path, broken.Title)
		fmt.Println("\t", broken.Basis, broken.Citations[0].Title)
	}
	fmt.Println(report.Counts.Error, "errors,", report.Counts.Warning, "warnings")
	// Output:
	// SLA-08 at /basis: Agreements with a hosted CSU are NHS contracts; those with outside bodies are not
	// 	 law National Health Service Act 2006
	// CCG-09 at /lines/1/decision: A CCG's final decision stays with the customer on every line
	// 	 law The functions of clinical commissioning groups
	// CSU-12 at /provider/signed_by: A hosted CSU does not buy, or sign binding contracts, in its own name
	// 	 law Developing commissioning support: the future for commissioning support units
	// 3 errors, 10 warnings
}

func ExampleMarket_Check() {
	market := commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{{
		Code:   "99Z",
		Name:   "NHS Example CCG",
		Opened: nhs.MustParseDate("2013-04-01"),
		Closed: nhs.MustParseDate("2023-03-31"),
	}}}}
	report := market.Check(rule.Options{})
	for _, f := range report.Findings {
		fmt.Println(f.Rule, f.Severity, f.Path)
	}
	err := report.Err(rule.Error)
	fmt.Println(errors.Is(err, ccg.RuleDatesWithinLife))
	// Output:
	// CCG-02 error /ccgs/groups/0/closed
	// true
}

func ExampleIndex() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	open := 0
	for range index.CCGsOn(nhs.MustParseDate("2020-04-01")) {
		open++
	}
	group, _ := index.CCG("13T")
	fmt.Println(open, group.Name)
	// Output:
	// 135 NHS Newcastle Gateshead CCG
}
