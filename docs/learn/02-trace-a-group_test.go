package learn_test

import (
	"fmt"
	"log"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func Example_traceAGroup() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	history := commissioning.NewIndex(market).CCGHistory()

	for step := range history.SuccessionsFrom("00F") {
		before, _ := history.Lookup(step.Predecessor)
		after, _ := history.Lookup(step.Successor)
		fmt.Printf("%s: %s -> %s (%s)\n", step.Effective, before.Name, after.Name, step.Kind)
	}
	for _, text := range []string{"2014-01-01", "2018-01-01", "2025-01-01"} {
		day := nhs.MustParseDate(text)
		successors, _ := history.Successors("00F", day)
		fmt.Println(day, successors)
	}
	// Output:
	// 2015-04-01: NHS Gateshead CCG -> NHS Newcastle Gateshead CCG (merger)
	// 2022-07-01: NHS Newcastle Gateshead CCG -> NHS North East and North Cumbria Integrated Care Board (merger)
	// 2014-01-01 [00F]
	// 2018-01-01 [13T]
	// 2025-01-01 [QHM]
}

func Example_traceAGroupAnswer() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	history := commissioning.NewIndex(market).CCGHistory()
	groups, _ := history.Predecessors("QHM", nhs.MustParseDate("2013-04-01"))
	fmt.Println(len(groups), groups)
	fmt.Println(slices.Contains(groups, "00F"))
	fmt.Println("known until", history.KnownUntil())
	// Output:
	// 13 [00C 00D 00F 00G 00H 00J 00K 00L 00M 00N 00P 01H 99C]
	// true
	// known until 2026-04-01
}
