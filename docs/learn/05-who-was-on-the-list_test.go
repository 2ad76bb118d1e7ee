package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
)

func Example_whoWasOnTheList() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	for _, place := range index.Places(framework.LPF, "1", nhs.MustParseDate("2015-03-01")) {
		fmt.Println(place.Name)
	}

	list, _ := index.Framework(framework.LPF)
	for _, award := range list.Awards {
		if award.Lot == "1" && award.Outcome == framework.Unsuccessful {
			fmt.Println("not chosen:", award.Supplier)
		}
	}
	// Output:
	// Capita
	// Greater East Midlands and Arden CSU
	// MBED
	// Midlands and Lancashire CSU
	// North and East London CSU
	// North of England CSU
	// Optum
	// South East CSU
	// South, South West and Central Southern CSUs
	// not chosen: council-1
	// not chosen: council-2
	// not chosen: nhs-sbs
	// not chosen: north-west
	// not chosen: private-bidder
	// not chosen: yorkshire-humber
}

func Example_whoWasOnTheListAnswer() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	for _, text := range []string{"2015-05-01", "2018-01-01"} {
		places := index.Places(framework.LPF, "1", nhs.MustParseDate(text))
		fmt.Println(text, len(places), "places")
		for _, place := range places {
			if place.Inherited() {
				fmt.Println("-", place.Supplier, "has that of", place.Origins)
			}
		}
	}
	// Output:
	// 2015-05-01 9 places
	// - arden-gem has that of [gem-arden-alliance]
	// - south-central-west has that of [southern-alliance]
	// 2018-01-01 8 places
	// - arden-gem has that of [gem-arden-alliance]
	// - nel has that of [north-east-london south-east]
	// - south-central-west has that of [southern-alliance]
}
