// Command first is the whole program of the tutorial's first step.
package main

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func main() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	day := nhs.MustParseDate("2013-04-01")

	groups := 0
	for range index.CCGsOn(day) {
		groups++
	}
	units := market.CSUs.On(day)
	fmt.Println(groups, "groups could buy support from", units.Certain, "units")

	group, _ := index.CCG("00F")
	fmt.Println(group.Name, "opened on", group.Opened, "and closed on", group.Closed)
}
