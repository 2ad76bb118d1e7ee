package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func Example_openTheMarketAnswer() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	for _, text := range []string{"2013-04-01", "2016-04-01", "2020-04-01", "2022-06-30", "2022-07-01"} {
		day := nhs.MustParseDate(text)
		groups := 0
		for range index.CCGsOn(day) {
			groups++
		}
		boards := 0
		for range index.ICBsOn(day) {
			boards++
		}
		units := market.CSUs.On(day)
		fmt.Println(day, groups, "groups,", units.Certain, "units,", boards, "boards")
	}
	// Output:
	// 2013-04-01 211 groups, 19 units, 0 boards
	// 2016-04-01 209 groups, 6 units, 0 boards
	// 2020-04-01 135 groups, 5 units, 0 boards
	// 2022-06-30 106 groups, 4 units, 0 boards
	// 2022-07-01 0 groups, 4 units, 42 boards
}
