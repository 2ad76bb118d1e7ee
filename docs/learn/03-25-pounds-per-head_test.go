package learn_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func Example_poundsPerHead() {
	for _, rate := range ccg.Rates() {
		fmt.Println(rate.Year, rate.PerHead)
	}
	year := nhs.MustParseFinancialYear("2013/14")
	allowance, err := ccg.EstimateAllowance(year, 106_079)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("106,079 people:", allowance.Amount, allowance.Status)

	// What did groups plan to spend on units out of it?
	market, err := england.Market()
	if err != nil {
		log.Fatal(err)
	}
	index := commissioning.NewIndex(market)
	rate, _ := ccg.RatePerHead(year)
	for _, f := range market.Figures {
		if f.Topic == "csu-spend-per-head" && f.PerHead != nil && f.Org != "" {
			group, _ := index.CCG(f.Org)
			fmt.Println(group.Name, "planned", f.Bound, f.PerHead, "of", rate.PerHead)
		}
	}
	// Output:
	// 2013/14 £25.00
	// 2014/15 £24.73
	// 2015/16 £22.07
	// 106,079 people: £2,651,975.00 estimated
	// NHS Ashford CCG planned over £15.00 of £25.00
	// NHS Corby CCG planned over £15.00 of £25.00
	// NHS Isle of Wight CCG planned under £5.00 of £25.00
	// NHS Sunderland CCG planned under £5.00 of £25.00
}

func Example_poundsPerHeadAnswer() {
	_, err := ccg.EstimateAllowance(nhs.MustParseFinancialYear("2016/17"), 106_079)
	if none, ok := errors.AsType[*ccg.NoRateError](err); ok {
		fmt.Println("no rate for", none.Year)
	}
	fmt.Println(err)
	// Output:
	// no rate for 2016/17
	// unknown running-cost allowance per head for 2016/17
}
