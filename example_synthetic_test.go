package commissioning_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A market with one made-up payment has to say so.
func ExampleCompletion() {
	market := commissioning.Market{
		Spend: []commissioning.Spend{{
			Customer: "00C", Supplier: "north-of-england", Year: nhs.MustParseFinancialYear("2013/14"),
			Amount: nhs.MustParseMoney("1000000"), Basis: commissioning.OutturnSpend, Synthetic: true,
		}},
	}
	for _, f := range market.Check(rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	market.Synthetic = &commissioning.Completion{Seed: 0, Note: "one payment, to try out a chart"}
	fmt.Println(len(market.Check(rule.Options{}).Findings), "findings once it does")
	// Output:
	// MKT-90 /spend/0/synthetic
	// 0 findings once it does
}
