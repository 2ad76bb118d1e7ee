package learn_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

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
	var transactions spend.Transactions
	file, err := ledger.Read(input, spend.Options{Name: "april-2013.csv", OnRow: transactions.Add})
	if err != nil {
		log.Fatal(err)
	}
	a := file.Accounting
	fmt.Println(a.Payments.Lines, "payments sum to", a.Sum)
	fmt.Println(a.Lines, "lines, every one accounted for:", a.Balanced())
	for _, t := range transactions.All() {
		fmt.Println("transaction", t.Number, t.Amount, "over the threshold:", t.Amount.Abs().Compare(spend.Threshold()) > 0)
	}

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
	// 2 payments sum to £100,000.50
	// 5 lines, every one accounted for: true
	// transaction 101 £125,000.50 over the threshold: true
	// transaction 102 -£25,000.00 over the threshold: false
	// 00F paid north-of-england £100,000.50 in 2013/14
}

func Example_readASpendFolder() {
	csv := func(path string) bool { return strings.HasSuffix(path, ".csv") }
	folder, err := spend.ReadFolder(context.Background(), os.DirFS("."), spend.FolderOptions{Match: csv})
	if err != nil {
		log.Fatal(err)
	}
	groups, err := england.CCGs()
	if err != nil {
		log.Fatal(err)
	}
	april := spend.NewMonth(2013, time.April)
	for _, cell := range folder.PublicationGrid(spend.NewAttributor(nil, groups.History(), nil), april, april) {
		if cell.Found {
			fmt.Println("found:", cell.Name, cell.Month, cell.Amount)
		}
	}
	fmt.Println("left out:", folder.LeftOut)
	// Output:
	// found: NHS Gateshead CCG 2013-04 £100,000.50
	// left out: []
}

func Example_sumASpendFile() {
	input, err := os.Open("april-2013.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer input.Close()

	ledger := spend.NewLedger()
	wide := 0
	_, err = ledger.Read(input, spend.Options{OnRow: func(r *spend.Row) {
		wide = max(wide, len(r.Cells()))
		if day := r.Reading(); day.Ambiguous() {
			fmt.Println("two days:", day.DayFirst, day.MonthFirst)
		}
	}})
	if err != nil {
		log.Fatal(err)
	}
	lines, sum := ledger.Total()
	fmt.Println(lines, "payments,", wide, "columns,", sum)

	for e := range ledger.Entries() {
		fmt.Println(e.Month, spend.Mask(e.Supplier), e.Lines, "payments")
	}
	byType, err := ledger.GroupByUnmasked(spend.ByExpenseType)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(byType[0].ExpenseType, byType[0].Amount)
	shares, err := ledger.Shares()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("administration:", shares[0].Administration, shares[0].Year)

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
	heads, err := ledger.CSUPerHead(spend.NewAttributor(aliases, groups.History(), units.History()), &groups)
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range heads {
		rate := "an unknown amount" // the register has no population for the year
		if h.Rate != nil {
			rate = h.Rate.String()
		}
		fmt.Println(h.Name, "paid", rate, "per head to units in", h.Months, "month of", h.Year)
	}
	fmt.Println("the same as an empty ledger:", ledger.Equal(spend.NewLedger()))
	// Output:
	// 2 payments, 8 columns, £100,000.50
	// 2013-04 NHS NORTH OF ENGLAND CSU 2 payments
	// Charges from CSU £100,000.50
	// administration: £100,000.50 2013/14
	// NHS Gateshead CCG paid £0.4905 per head to units in 1 month of 2013/14
	// the same as an empty ledger: false
}

func Example_readASpendFileAnswer() {
	input, err := os.Open("april-2013.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer input.Close()

	var repeats spend.Repeats
	file, err := spend.NewLedger().Read(input, spend.Options{OnRow: repeats.In("april-2013.csv")})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range file.Problems {
		fmt.Printf("line %d, %s: %s (%s)\n", p.Line, p.Column, p.Reason, p.Text)
	}
	fmt.Println(file.Accounting.Rejected.Lines, "line rejected,", file.Accounting.Totals.Lines, "total,", len(repeats.All()), "repeated payments")
	_, err = spend.ParseAmount("########")
	date, _ := spend.ParseDate("03/04/2013")
	fmt.Println(err)
	fmt.Println("two days:", date.Ambiguous(), "- budget:", spend.BudgetTypeOf("CORPORATE COSTS"))
	// Output:
	// line 4, Amount: amount hidden by a narrow column (########)
	// 1 line rejected, 1 total, 0 repeated payments
	// amount hidden by a narrow column: "########": want pounds such as 1,234.56, -12.50 or (12.50)
	// two days: true - budget: administration
}
