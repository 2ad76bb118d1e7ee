package analysis_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleSharesResult() {
	fmt.Print(analysis.Shares(realMarket(), year2013).Table())
	// Output:
	// Share by provider in 2013/14, by customers
	// kind           id                   name                                                    amount  customers  of what is known  concentration
	// provider       cheshire-merseyside  NHS Cheshire and Merseyside Commissioning Support Unit                 12            22.22%
	// provider       greater-manchester   NHS Greater Manchester Commissioning Support Unit                      12            22.22%
	// provider       south-london         NHS South London Commissioning Support Unit                            12            22.22%
	// provider       north-west-london    NHS North West London Commissioning Support Unit                        8            14.81%
	// provider       anglia               NHS Anglia Commissioning Support Unit                                   5             9.26%
	// provider       central-eastern      NHS Central Eastern Commissioning Support Unit                          2              3.7%
	// provider       north-east-london    NHS North and East London Commissioning Support Unit                    1             1.85%
	// provider       north-of-england     NHS North of England Commissioning Support Unit                         1             1.85%
	// provider       surrey-sussex        NHS Surrey and Sussex Commissioning Support Unit                        1             1.85%
	// concentration  of-known             among these providers                                                                             1,810.70
	// concentration  of-market            of the market
	// - The concentration of the market is unknown, since not every unit's part is known.
	// - Known: 9 of 19 units that worked in 2013/14 with known customers; 52.63% missing.
	// - 19 units worked in 2013/14: the income of 1 is known, the recorded spend of 0, and named customers of 9.
	// - The shares are of what is known, not of the market.
}

func ExampleProviderShare() {
	for _, p := range analysis.Shares(realMarket(), year2013).Providers {
		if p.Customers != nil && *p.Customers > 10 {
			fmt.Println(p.Provider, *p.Customers, "known customers,", p.Share, "of those known of all")
		}
	}
	// Output:
	// cheshire-merseyside 12 known customers, 22.22% of those known of all
	// greater-manchester 12 known customers, 22.22% of those known of all
	// south-london 12 known customers, 22.22% of those known of all
}

func ExampleMergersResult() {
	fmt.Print(analysis.Mergers(realMarket(), nhs.FinancialYear{}).Table())
	// Output:
	// What mergers add to concentration (HHI)
	// into                 parties                                                 on                  shares of  by            before      after       adds  whole market  why not known
	// midlands-lancashire  central-midlands; staffordshire-lancashire              2014-01-02/2014-06  2013/14    customers  not known  not known  not known  no            the part of central-midlands in 2013/14 is unknown
	// north-east-london    north-east-london; anglia                               2014-04-01          2013/14    customers   1,810.70   1,844.99      34.29  no
	// south-east           kent-medway; south-london                               2014-04-02/2015-01  2013/14    customers  not known  not known  not known  no            the part of kent-medway in 2013/14 is unknown
	// north-west           cheshire-merseyside; greater-manchester                 2014-10-01          2013/14    customers   1,810.70   2,798.35     987.65  no
	// yorkshire-humber     north-yorkshire-humber; west-south-yorkshire-bassetlaw  2014-10             2013/14    customers  not known  not known  not known  no            the part of north-yorkshire-humber in 2013/14 is unknown
	// south-east           north-west-london                                       2014-10/2015-01     2013/14               not known  not known  not known  no            the other parties are unknown
	// arden-gem            arden; greater-east-midlands                            2015-04-01          2014/15    customers  not known  not known  not known  no            the part of arden in 2014/15 is unknown
	// south-central-west   central-southern; south; south-west                     2015-04-01          2014/15    customers  not known  not known  not known  no            the part of central-southern in 2014/15 is unknown
	// nel                  north-east-london; south-east                           2017-04             2016/17    customers  not known  not known  not known  no            the part of south-east in 2016/17 is unknown
	// - Known: 0 of 9 mergers with the shares of every unit known; 100% missing.
	// - Not every unit's share is known for 9 of 9 mergers; the values are among the units whose share is.
}

func ExampleMergerEffect() {
	m, err := analysis.MergerOf(realMarket(), year2013, "greater-manchester", "cheshire-merseyside")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range m.Mergers {
		fmt.Println("by", e.Basis, e.Before, "to", e.After, "adds", e.Adds, "whole market:", e.Complete)
	}
	// Output:
	// by customers 1,810.70 to 2,798.35 adds 987.65 whole market: false
}

func ExampleDependencyResult() {
	t := analysis.Dependency(realMarket(), year2013).Table()
	t.Rows = append(t.Only("north-of-england").Rows, t.Only("north-west-london").Rows...)
	fmt.Print(t)
	// Output:
	// How far units depended on customers in 2013/14, and what follows if one leaves
	// unit               customer                           of              amount  share  bound     over 25%  others would rise  customers named
	// north-of-england   all                                income  £56,000,000.00                                                              1
	// north-of-england   nhs-england                        income       not known    25%  at-least  yes                  33.33%
	// north-west-london  all                                             not known                                                              8
	// north-west-london  north-west-london-ccgs-share-2014               not known    75%  about     unknown                300%
	// - Known: 2 of 20 units that worked or may have worked in 2013/14 with a known part of a customer; 90% missing.
	// - No customer's part is known for 18 of 20 units.
}

func ExampleUnitDependency() {
	for _, u := range analysis.Dependency(realMarket(), year2013).Units {
		if u.Whole != nil {
			fmt.Println(u.Unit, u.Basis, u.Whole.Short(), "named customers:", u.Named)
		}
	}
	// Output:
	// north-of-england income £56m named customers: 1
}

// What would the other customers have to pay if one left and no cost was shed?
func ExampleCustomerDependency() {
	for _, u := range analysis.Dependency(realMarket(), year2013).Units {
		for _, c := range u.Customers {
			if c.OthersRise != nil {
				fmt.Printf("%s without %s: %s stranded, the others %s up\n", u.Unit, c.Customer, c.Share, c.OthersRise)
			}
		}
	}
	// Output:
	// north-of-england without nhs-england: 25% stranded, the others 33.33% up
	// north-west-london without north-west-london-ccgs-share-2014: 75% stranded, the others 300% up
}
