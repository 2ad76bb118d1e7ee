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
		fmt.Println("   changes:", len(difference.Changes), "analyses with another result:", len(difference.Analyses))
	}
	// Output:
	// fifteen-places - Fifteen places on the framework, and the two units that lost take one
	//    changes: 3 analyses with another result: 1
	// anglia-at-once - Anglia joins North and East London when its end is announced
	//    changes: 1 analyses with another result: 4
	// ten-per-cent-cut - Allowance cut by 10% in 2015/16
	//    changes: 1 analyses with another result: 2
	// close-on-award - North West and Yorkshire and Humber close when they miss the framework
	//    changes: 2 analyses with another result: 4
	// cliff - Every agreement ends in April 2016
	//    changes: 0 analyses with another result: 0
	// last-units - The last four units close on 31 March 2027
	//    changes: 4 analyses with another result: 4
}

func Example_changeThePastAnswer() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	cut, err := england.Scenario("ten-per-cent-cut")
	if err != nil {
		log.Fatal(err)
	}
	what := whatif.WhatIf{Market: *market, Scenario: cut}
	_, difference := what.Run(rule.Options{})
	for _, c := range difference.Changes {
		fmt.Println(c.Description)
	}
	for _, u := range difference.Unknown {
		fmt.Println("unknown:", u)
	}
	// Output:
	// the allowance for 2015/16 is £22.257 per head: £24.73 of 2014/15, changed by -10%
	// unknown: the allowance of 1 group for 2015/16: neither the allowance of 2014/15 nor a population is on file
	// unknown: whether the plans of 208 groups for 2015/16 fit the allowance: no plans are on file
}
