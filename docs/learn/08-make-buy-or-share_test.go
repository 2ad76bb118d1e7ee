package learn_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func Example_makeBuyOrShare() {
	worked := decision.Examples()[0]
	d, err := document.Decode[decision.Decision](worked.Document)
	if err != nil {
		log.Fatal(err)
	}
	result := decision.Decide(&d, rule.Options{})
	for _, place := range result.Ranking {
		fmt.Println(place.Rank, place.Name, place.Cost, place.Points, "points")
	}
	for _, point := range result.Law {
		fmt.Println(point.Basis, "-", point.Topic)
	}

	// The same sums on their own: a cost split to the penny, VAT, a survey's mean.
	cost := nhs.MustParseMoney("£100,000")
	share, _ := d.Option("share")
	parts, err := decision.SplitCost(cost, share.Sharing.Split, share.Sharing.Partners...)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cost, "splits into", parts)
	fmt.Println("VAT on it:", cost.MulPercent(decision.StandardVAT()))
	fmt.Println("planned for CSUs by an average group of 106,079:", decision.Calibrate(106_079).CSU)
	// Output:
	// 1 Share with two neighbours £435,196.08 80 points
	// 2 Take it in house £460,000.00 71 points
	// 3 Keep the unit £447,600.00 66 points
	// law - what stays with the group
	// law - who may decide
	// law - a lead arrangement
	// guidance - taking work in house
	// guidance - the written rationale
	// £100,000.00 splits into [£48,052.12 £34,210.20 £17,737.68]
	// VAT on it: £20,000.00
	// planned for CSUs by an average group of 106,079: £1,000,324.97
}

func Example_makeBuyOrShareAnswer() {
	d, err := document.Decode[decision.Decision](decision.Examples()[0].Document)
	if err != nil {
		log.Fatal(err)
	}
	result := decision.Decide(&d, rule.Options{})
	for _, w := range result.Sensitivity.Weights {
		fmt.Println("if", w.Criterion, "weighed", w.To, "instead of", w.From, "first would be:", w.First)
	}
	for _, c := range result.Sensitivity.Costs {
		fmt.Println("if the cost of", c.Option, "changed by", c.By, "first would be:", c.First)
	}
	// Output:
	// if control weighed 37% instead of 10% first would be: in-house
	// if neighbours weighed 61% instead of 5% first would be: unit
	// if resilience weighed 61% instead of 5% first would be: unit
	// if the cost of in-house changed by -£105,626.05 first would be: in-house
	// if the cost of share changed by £133,308.19 first would be: in-house
	// if the cost of unit changed by -£174,048.18 first would be: unit
}
