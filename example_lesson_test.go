package commissioning_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The worked market of the package's lesson.
func Example_lesson() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)

	units := market.CSUs.On(nhs.MustParseDate("2014-11-01"))
	fmt.Println(units.Certain, "units work, and", units.Possible, "more may have")

	places := index.Places(framework.LPF, "1", nhs.MustParseDate("2015-03-01"))
	fmt.Println(len(places), "suppliers hold a place on lot 1, the first is", places[0].Name)

	group, _ := index.CCG("00F")
	successors, _ := index.CCGHistory().Successors(group.Code, nhs.MustParseDate("2022-07-01"))
	fmt.Println(group.Name, "is now part of", successors)

	report := market.Check(rule.Options{})
	fmt.Println(report.Counts.Error, "errors in the real market")
	// Output:
	// 11 units work, and 2 more may have
	// 9 suppliers hold a place on lot 1, the first is Capita
	// NHS Gateshead CCG is now part of [QHM]
	// 0 errors in the real market
}
