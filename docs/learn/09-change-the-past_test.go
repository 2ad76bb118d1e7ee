package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

func Example_changeThePast() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	scenarios, err := england.Scenarios()
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range scenarios {
		what := whatif.WhatIf{Market: *market, Scenario: s}
		_, difference := what.Run(rule.Options{})
		fmt.Println(s.ID, "-", s.Title)
		fmt.Println("  ", len(difference.Changes), "changes,", len(difference.Analyses), "analyses come to something else")
	}
	// Output:
	// fifteen-places - Fifteen places on the framework, and the two units that lost take one
	//    3 changes, 1 analyses come to something else
	// anglia-at-once - Anglia joins North and East London when its end is announced
	//    1 changes, 4 analyses come to something else
	// ten-per-cent-cut - A tenth less to run a group on in 2015/16
	//    1 changes, 1 analyses come to something else
	// close-on-award - North West and Yorkshire and Humber close when they miss the framework
	//    2 changes, 4 analyses come to something else
	// cliff - Every agreement ends in April 2016
	//    0 changes, 0 analyses come to something else
	// last-units - The last four units close on 31 March 2027
	//    4 changes, 4 analyses come to something else
}

func Example_changeThePastAnswer() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	scenarios, err := england.Scenarios()
	if err != nil {
		log.Fatal(err)
	}
	what := whatif.WhatIf{Market: *market, Scenario: scenarios[2]}
	_, difference := what.Run(rule.Options{})
	for _, c := range difference.Changes {
		fmt.Println(c.Description)
	}
	for _, u := range difference.Unknown {
		fmt.Println("not known:", u)
	}
	// Output:
	// £24.73 a head of 2014/15 makes £22.257 for 2015/16
	// not known: the allowance of 209 groups for 2015/16: neither that of 2014/15 nor a population to reckon it on is on file
}
