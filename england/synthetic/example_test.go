package synthetic_test

import (
	"fmt"
	"log"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
)

// The totals are those published, whatever the seed.
func ExampleMarket() {
	market, err := synthetic.Market(2013)
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	year := nhs.MustParseFinancialYear("2013/14")

	var allowances, planned, paid nhs.Money
	for group := range index.CCGsOn(year.First()) {
		y, _ := group.Year(year)
		plan, _ := y.Plan.Spent(ccg.FromCSU)
		allowances = allowances.Add(y.Allowance.Amount)
		planned = planned.Add(plan)
	}
	payments := 0
	for _, s := range market.Spend {
		if s.Synthetic {
			paid = paid.Add(s.Amount)
			payments++
		}
	}
	fmt.Println("allowances:", allowances)
	fmt.Println("planned:   ", planned.Short())
	fmt.Println("paid:      ", paid)
	fmt.Println("made up:   ", payments, "payments,", len(market.Agreements), "agreements,", len(market.Decisions), "decisions")
	// Output:
	// allowances: £1,345,200,000.00
	// planned:    £479m
	// paid:       £602,000,000.00
	// made up:    211 payments, 211 agreements, 1688 decisions
}

// The figure of one group says nothing. Look at the results of many seeds.
func ExampleMarket_intervals() {
	year := nhs.MustParseFinancialYear("2013/14")
	var rates []nhs.Rate
	for seed := range uint64(21) {
		market, err := synthetic.Market(seed)
		if err != nil {
			log.Fatal(err)
		}
		leeds, _ := commissioning.NewIndex(market).CCG("03C")
		y, _ := leeds.Year(year)
		rate, _ := y.PerHead(y.Plan, ccg.FromCSU)
		rates = append(rates, rate)
	}
	slices.SortFunc(rates, nhs.Rate.Compare)
	fmt.Println("Leeds West plans from", rates[0], "to", rates[20], "per head, with a median of", rates[10])
	// Output: Leeds West plans from £6.4378 to £12.1247 per head, with a median of £8.9466
}
