package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// The program of the module's README.
func Example_readme() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	first, last := nhs.MustParseDate("2013-04-01"), nhs.MustParseDate("2022-06-30")
	fmt.Println(market.CSUs.On(first).Certain, "units could be bought from on", first)
	successors, _ := index.CCGHistory().Successors("00F", last)
	for _, successor := range successors {
		group, _ := index.CCG(successor)
		fmt.Println("Gateshead was at last in", group.Name)
	}

	worked, _ := sla.Examples().Named("secret-five-years")
	agreement, err := document.Decode[sla.Agreement](worked.Document)
	if err != nil {
		log.Fatal(err)
	}
	report := sla.AgreementRules().Check(&agreement, rule.Options{})
	for _, f := range report.Findings {
		if f.Severity == rule.Error {
			broken := report.Rules[f.Rule]
			fmt.Println(f.Rule, "at", f.Path, "-", broken.Basis, "-", broken.Citations[0].Title)
		}
	}
	// Output:
	// 19 units could be bought from on 2013-04-01
	// Gateshead was at last in NHS Newcastle Gateshead CCG
	// SLA-08 at /basis - law - National Health Service Act 2006
	// CCG-09 at /lines/1/decision - law - The functions of clinical commissioning groups
	// CSU-12 at /provider/signed_by - law - Developing commissioning support: the future for commissioning support units
}
