package learn_test

import (
	"fmt"
	"log"
	"os"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/england"
)

func Example_readASpendFile() {
	input, err := os.Open("april-2013.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer input.Close()

	ledger := spend.NewLedger()
	file, err := ledger.Read(input, spend.Options{Name: "april-2013.csv"})
	if err != nil {
		log.Fatal(err)
	}
	a := file.Accounting
	fmt.Println(a.Payments.Lines, "payments come to", a.Sum)
	fmt.Println(a.Lines, "lines, every one accounted for:", a.Balanced())

	aliases, err := england.SupplierAliases()
	if err != nil {
		log.Fatal(err)
	}
	groups, err := england.CCGs()
	if err != nil {
		log.Fatal(err)
	}
	units, err := england.CSUs()
	if err != nil {
		log.Fatal(err)
	}
	to, err := ledger.Attribute(spend.NewAttributor(aliases, groups.History(), units.History()))
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range to.Matched {
		fmt.Println(m.CCG.Org, "paid", m.Unit.Org, m.Amount, "in", m.Year)
	}
	// Output:
	// 2 payments come to £100,000.50
	// 5 lines, every one accounted for: true
	// 00F paid north-of-england £100,000.50 in 2013/14
}

func Example_readASpendFileAnswer() {
	input, err := os.Open("april-2013.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer input.Close()

	file, err := spend.NewLedger().Read(input, spend.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range file.Problems {
		fmt.Printf("line %d, %s: %s (%s)\n", p.Line, p.Column, p.Reason, p.Text)
	}
	fmt.Println(file.Accounting.Rejected.Lines, "line rejected,", file.Accounting.Totals.Lines, "total that is no payment")
	// Output:
	// line 4, Amount: amount hidden by a narrow column (########)
	// 1 line rejected, 1 total that is no payment
}
