package nhs_test

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleMoney() {
	fee, err := nhs.ParseMoney("£1,234.56")
	if err != nil {
		fmt.Println(err)
		return
	}
	credit := nhs.MustParseMoney("(34.56)") // brackets are a minus sign

	fmt.Println(fee.Add(credit))
	fmt.Println(fee.Mul(1000).Short())
	fmt.Println(fee.Compare(credit) > 0)
	// Output:
	// £1,200.00
	// £1.23m
	// true
}

func ExampleParseMoney() {
	for _, s := range []string{"£1,234.56", "-12.5", "(12.50)", "12.50-", "1,23", "1.500"} {
		m, err := nhs.ParseMoney(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(m)
	}
	// Output:
	// £1,234.56
	// -£12.50
	// -£12.50
	// -£12.50
	// not a valid amount of money: "1,23" at byte 4: want three digits after a comma
	// not a valid amount of money: "1.500" at byte 4: want at most 2 decimals
}

func ExampleMoney_Allocate() {
	parts, err := nhs.MustParseMoney("£100").Allocate(1, 1, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(parts, nhs.Sum(parts...))
	// Output: [£33.34 £33.33 £33.33] £100.00
}

func ExampleMoney_PerHead() {
	rate, err := nhs.MustParseMoney("£5,000,000").PerHead(360_784)
	fmt.Println(rate, err)
	// Output: £13.8587 <nil>
}

func ExampleMoney_MarshalJSON() {
	type invoice struct {
		Paid nhs.Money  `json:"paid"`
		Due  *nhs.Money `json:"due,omitempty"` // nil: unknown
	}
	data, err := json.Marshal(invoice{Paid: nhs.MoneyFromPence(123450)})
	fmt.Println(string(data), err)
	// Output: {"paid":"1234.50"} <nil>
}

// A sum that was calculated may have a fraction of a penny.
func ExampleRoundMoney() {
	third := decimal.NewFromInt(100).DivRound(decimal.NewFromInt(3), 6) // 33.333333
	m, err := nhs.RoundMoney(third)
	fmt.Println(m, err)
	_, err = nhs.MoneyFromDecimal(third)
	fmt.Println(err)
	// Output:
	// £33.33 <nil>
	// amount of money too fine: want at most 2 decimals
}

func ExampleRate() {
	allowance := nhs.MustParseRate("£25")
	fmt.Println(allowance, "per head for 200,000 people is", allowance.Mul(200_000).Short())
	// Output: £25.00 per head for 200,000 people is £5m
}

func ExamplePercent() {
	share := nhs.MustParsePercent("7.5 per cent")
	fmt.Println(share, "of £1,000 is", nhs.MustParseMoney("£1,000").MulPercent(share))
	// Output: 7.5% of £1,000 is £75.00
}

func ExampleRatio() {
	p, err := nhs.Ratio(nhs.MustParseMoney("£550"), nhs.MustParseMoney("£1,000"), 1)
	fmt.Println(p, err)
	// Output: 55% <nil>
}

func ExampleRatioOfCounts() {
	p, err := nhs.RatioOfCounts(26, 211, 2) // 26 of 211 groups
	fmt.Println(p, err)
	// Output: 12.32% <nil>
}
