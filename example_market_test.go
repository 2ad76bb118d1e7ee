package commissioning_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// Two surveys of one month asked what groups would spend on support units. Where
// sources differ, both figures stand.
func ExampleFigure() {
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range market.Figures {
		if f.Topic == "csu-spend-per-head" && f.PerHead != nil {
			fmt.Println(f.PerHead, f.Bound, f.Org, f.Sources, f.Label)
		}
	}
	// Output:
	// £15.00 over 09C [S03 S230] Planned spend on CSUs per head
	// £15.00 over 03V [S03 S230] Planned spend on CSUs per head
	// £5.00 under 10L [S03 S230] Planned spend on CSUs per head
	// £9.00 over  [S03 S91] Mean planned spend on CSUs per head, survey of the Health Service Journal
	// £9.43 exact  [S92] Mean planned spend on CSUs per head, survey of NHS Clinical Commissioners
	// £5.00 under 00P [S03 S230] Planned spend on CSUs per head
	// £13.29 exact  [S92] Mean planned spend in house per head
	// £0.30 exact  [S92] Mean planned spend outside the NHS per head
}

// What a group paid a unit in a year is known in part from the payments that it
// published, and the record says that it is that kind of sum.
func ExampleSpend() {
	paid := commissioning.Spend{
		Customer: "00C",
		Supplier: "north-of-england",
		Year:     nhs.MustParseFinancialYear("2015/16"),
		Amount:   nhs.MustParseMoney("125000.50"),
		Basis:    commissioning.PublishedPayments,
	}
	document, err := json.Marshal(paid)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(document))
	// Output:
	// {"customer":"00C","supplier":"north-of-england","year":"2015/16","amount":"125000.50","basis":"published-payments"}
}

// Sums of different kinds are never added: each kind is totalled by itself.
func ExampleSpendBasis() {
	spend := []commissioning.Spend{
		{Amount: nhs.MustParseMoney("100"), Basis: commissioning.PlannedSpend},
		{Amount: nhs.MustParseMoney("80"), Basis: commissioning.PublishedPayments},
		{Amount: nhs.MustParseMoney("15"), Basis: commissioning.PublishedPayments},
	}
	totals := make(map[commissioning.SpendBasis]nhs.Money)
	for _, s := range spend {
		totals[s.Basis] = totals[s.Basis].Add(s.Amount)
	}
	fmt.Println(commissioning.PlannedSpend, totals[commissioning.PlannedSpend])
	fmt.Println(commissioning.PublishedPayments, totals[commissioning.PublishedPayments])
	// Output:
	// planned £100.00
	// published-payments £95.00
}

func ExampleFigureBasis() {
	fmt.Println(commissioning.FigureBases())
	// Output: [planned set outturn estimate survey study report scenario]
}

func ExampleFigureBound() {
	fmt.Println(commissioning.FigureBounds())
	// Output: [exact about at-least at-most over under]
}
