package spend_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

const april = `Spend over £25k,,,,,,,
Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount
Department of Health,NHS Example CCG,30/04/2020,Charges from CSU,CORPORATE COSTS,NHS SAMPLE CSU,31900001,"£125,000.50"
Department of Health,NHS Example CCG,30/04/2020,Charges from CSU,CORPORATE COSTS,NHS SAMPLE CSU,31900002,"(25,000.00)"
Department of Health,NHS Example CCG,30/04/2020,Rent,ESTATES,ACME LTD,31900003,########
Department of Health,NHS Example CCG,30/04/2020,Contract Value,PROGRAMME,DR EXAMPLE,31900004,"40,000.00"
,,,,,Total,,"140,000.50"
`

func read(text string) (*spend.Ledger, spend.File) {
	ledger := spend.NewLedger()
	file, err := ledger.Read(strings.NewReader(text), spend.Options{Name: "april-2020.csv"})
	if err != nil {
		panic(err)
	}
	return ledger, file
}

// attributor knows one CCG and one CSU.
func attributor() *spend.Attributor {
	groups := lineage.NewHistory([]lineage.Organisation{{ID: "99A", Name: "NHS Example CCG"}}, nil, nhs.Date{})
	units := lineage.NewHistory([]lineage.Organisation{{ID: "0ZZ", Name: "NHS Sample Commissioning Support Unit"}}, nil, nhs.Date{})
	return spend.NewAttributor([]spend.Alias{{Text: "SAMPLE COMMISSIONING SUPPORT LTD", Source: "a company"}}, groups, units)
}

func ExampleLedger() {
	ledger, _ := read(april)
	groups, err := ledger.GroupBy(spend.ByEntity, spend.ByMonth)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range groups {
		fmt.Println(g.Entity, g.Month, g.Lines, g.Amount)
	}
	// Output: NHS Example CCG 2020-04 3 £140,000.50
}

// From a folder of files to what each CCG paid to CSUs per head of its people.
func ExampleLedger_CSUPerHead() {
	folder := fstest.MapFS{"april.csv": {Data: []byte(april)}} // or os.DirFS of a folder
	read, err := spend.ReadFolder(context.Background(), folder, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	register := &ccg.Register{Groups: []ccg.Group{{
		Code: "99A", Name: "NHS Example CCG", Populations: []ccg.Population{{Year: 2021, People: 20_000, Basis: ccg.Registered}},
	}}}
	table, err := read.Ledger.CSUPerHead(attributor(), register)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range table {
		fmt.Println(row.Year, row.CCG, row.Name, row.Amount, "is", *row.Rate, "per head, from", row.Months, "month:", row.Completeness.Extent)
	}
	// Output: 2020/21 99A NHS Example CCG £100,000.50 is £5.00 per head, from 1 month: lower-bound
}

func ExampleReader() {
	r, err := spend.NewReader(strings.NewReader(april), spend.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range r.Rows() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d %s %q\n", row.Line, row.Kind, row.Reason)
	}
	// Output:
	// 1 note ""
	// 2 header ""
	// 3 payment ""
	// 4 payment ""
	// 5 rejected "amount hidden by a narrow column"
	// 6 payment ""
	// 7 total ""
}

func ExampleRow() {
	r, err := spend.NewReader(strings.NewReader(april), spend.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range r.Rows() {
		if err == nil && row.Kind == spend.Payment {
			date, sure := row.Date()
			fmt.Println(date, sure, spend.Mask(row.Text(spend.Supplier)), row.Amount())
		}
	}
	// Output:
	// 2020-04-30 true NHS SAMPLE CSU £125,000.50
	// 2020-04-30 true NHS SAMPLE CSU -£25,000.00
	// 2020-04-30 true [named individual] £40,000.00
}

func ExampleOptions() {
	ledger := spend.NewLedger()
	credits := 0
	_, err := ledger.Read(strings.NewReader(april), spend.Options{OnRow: func(r *spend.Row) {
		if r.Kind == spend.Payment && r.Pence < 0 {
			credits++
		}
	}})
	fmt.Println(credits, err)
	// Output: 1 <nil>
}

func ExampleFile() {
	_, file := read(april)
	fmt.Println(file.Format, file.Encoding, "headings on line", file.HeaderLine)
	fmt.Println("amounts under", file.Columns["Amount"])
	// Output:
	// csv UTF-8 headings on line 2
	// amounts under AP Amount
}

func ExampleRowCounts() {
	_, file := read(april)
	a := file.Accounting
	fmt.Println(a.Lines, "lines:", a.Payments.Lines, "payments,", a.Headers.Lines, "heading,", a.Notes.Lines, "note,", a.Totals.Lines, "total,", a.Rejected.Lines, "rejected")
	fmt.Println(a.Balanced(), a.Sum)
	// Output:
	// 7 lines: 3 payments, 1 heading, 1 note, 1 total, 1 rejected
	// true £140,000.50
}

func ExampleRowCount() {
	_, file := read("Date,Supplier,Amount\n30/04/2020,\"ACME\nLTD\",5.00\n")
	fmt.Printf("%+v\n", file.Accounting.Payments)
	// Output: {Rows:1 Lines:2}
}

func ExampleProblem() {
	_, file := read(april)
	for _, p := range file.Problems {
		fmt.Printf("line %d, %s: %s (%s)\n", p.Line, p.Column, p.Reason, p.Text)
	}
	// Output: line 5, Amount: amount hidden by a narrow column (########)
}

func ExampleReason() {
	_, file := read(april)
	fmt.Println(file.Reasons[spend.AmountHidden])
	// Output: 1
}

func ExampleKind() {
	fmt.Println(spend.Payment, spend.SetApart)
	// Output: payment set apart
}

func ExampleColumn() {
	fmt.Println(spend.TransactionNumber)
	// Output: Transaction number
}

func ExampleDateReading() {
	r, err := spend.ParseDate("03/04/2020")
	fmt.Println(r.DayFirst, r.MonthFirst, r.Ambiguous(), err)
	// Output: 2020-04-03 2020-03-04 true <nil>
}

func ExampleMonth() {
	m, err := spend.ParseMonth("2020-04")
	fmt.Println(m.Last(), m.FinancialYear(), err)
	// Output: 2020-04-30 2020/21 <nil>
}

func ExampleParseAmount() {
	for _, s := range []string{" £125,000.50 ", "(12.50)", " -   ", "####"} {
		fmt.Println(spend.ParseAmount(s))
	}
	// Output:
	// £125,000.50 <nil>
	// -£12.50 <nil>
	// £0.00 <nil>
	// £0.00 amount hidden by a narrow column: "####": want pounds such as 1,234.56, -12.50 or (12.50)
}

func ExampleDateDecision() {
	_, file := read("Date,Supplier,Amount\n04/03/2020,A LTD,1.00\n04/30/2020,B LTD,2.00\n")
	d := file.Dates
	fmt.Println(d.Order, d.Certainty, d.Main)
	fmt.Println(d.Reason)
	// Output:
	// month first certain 2020-04
	// days above 12 come second, none first
}

func ExampleOrder() {
	fmt.Println(spend.DayFirst, spend.MonthFirst)
	// Output: day first month first
}

func ExampleAmountError() {
	_, err := spend.ParseAmount("####")
	if bad, ok := errors.AsType[*spend.AmountError](err); ok {
		fmt.Println(bad.Reason)
	}
	// Output: amount hidden by a narrow column
}

func ExampleDateCertainty() {
	text := "Date,Supplier,Amount\n04/03/2020,A LTD,1.00\n"
	file, err := spend.NewLedger().Read(strings.NewReader(text), spend.Options{})
	fmt.Println(file.Dates.Certainty, file.Reasons[spend.DateAmbiguous], err)
	// Output: guess 1 <nil>
}

func ExampleFormat() {
	_, err := spend.NewReader(strings.NewReader("%PDF-1.4"), spend.Options{Name: "april.csv"})
	var e *spend.FormatError
	fmt.Println(errors.As(err, &e), e.Format == spend.PDF)
	// Output: true true
}

func ExampleFormatError() {
	_, err := spend.NewReader(strings.NewReader("<!doctype html>"), spend.Options{Name: "april.csv"})
	fmt.Println(err)
	// Output: april.csv is a web page: download the file that it links to
}

func ExampleLimitError() {
	large := "PK\x03\x04" + strings.Repeat("x", 8<<20)
	_, err := spend.NewReader(strings.NewReader(large), spend.Options{Formats: []spend.Opener{workbook.XLSX{}}})
	fmt.Println(err)
	// Output: the file has more than 4194304 bytes of workbook: split it, or save it as CSV, which has no such limit
}

func ExampleDimension() {
	ledger, _ := read(april)
	groups, err := ledger.GroupBy(spend.ByExpenseType)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range groups {
		fmt.Println(g.ExpenseType, g.Amount)
	}
	// Output:
	// Charges from CSU £100,000.50
	// Contract Value £40,000.00
}

func ExampleGroup() {
	ledger, _ := read(april)
	groups, err := ledger.GroupBy(spend.BySupplier)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range groups {
		fmt.Println(g.Supplier, g.Lines, g.Amount) // persons are masked
	}
	// Output:
	// NHS SAMPLE CSU 2 £100,000.50
	// [named individual] 1 £40,000.00
}

func ExampleEntry() {
	ledger, _ := read(april)
	for e := range ledger.Entries() {
		fmt.Println(spend.Mask(e.Supplier), e.Month, e.ChargesFromCSU, e.Pence)
	}
	// Output:
	// [named individual] 2020-04 false 4000000
	// NHS SAMPLE CSU 2020-04 true 10000050
}

func ExampleBudgetType() {
	fmt.Println(spend.BudgetTypeOf("ADMINISTRATION & BUSINESS SUPPORT"), spend.BudgetTypeOf("GENERAL RESERVE - PROGRAMME"), spend.BudgetTypeOf("ACUTE COMMISSIONING"))
	// Output: administration programme unknown
}

func ExamplePublication() {
	r, err := spend.NewReader(strings.NewReader(april), spend.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := spend.Collect(r.Rows())
	if err != nil {
		fmt.Println(err)
		return
	}
	p.Published = nhs.MustParseDate("2020-06-30")
	for _, f := range spend.PublicationRules().Check(&p, rule.Options{}).Findings {
		fmt.Println(f.Severity, f.Rule, f.Path)
	}
	// Output:
	// error SP-14 /lines/2/amount
	// error SP-19 /lines/2/amount_text
	// info SP-18 /published
}

func ExampleLine() {
	line := spend.Line{Supplier: "ACME LTD", AmountText: "1.25E+05"}
	r := spend.LineRules().Check(&line, rule.Options{})
	fmt.Println(errors.Is(r.Err(rule.Error), spend.RuleAmount))
	// Output: true
}

func ExampleTransactions() {
	var all spend.Transactions
	text := "Date,Supplier,Transaction number,Amount\n30/04/2020,ACME LTD,7,\"20,000.00\"\n30/04/2020,ACME LTD,7,\"9,000.00\"\n"
	if _, err := spend.NewLedger().Read(strings.NewReader(text), spend.Options{OnRow: all.Add}); err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range all.All() {
		fmt.Println(t.Number, t.Lines, t.Amount, t.Amount.Compare(spend.Threshold()) > 0)
	}
	// Output: 7 2 £29,000.00 true
}

func ExampleTransaction() {
	t := spend.Transaction{Number: "7", Lines: 2, Amount: nhs.MustParseMoney("29000")}
	fmt.Println(t.Number, t.Lines, t.Amount)
	// Output: 7 2 £29,000.00
}

func ExampleRepeats() {
	var repeats spend.Repeats
	for _, name := range []string{"april.csv", "april-again.csv"} {
		if _, err := spend.NewLedger().Read(strings.NewReader(april), spend.Options{OnRow: repeats.In(name)}); err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, r := range repeats.All() {
		fmt.Println(r.File, r.Line, r.Times, r.Files, r.Amount)
	}
	// Output:
	// april.csv 3 2 2 £125,000.50
	// april.csv 4 2 2 -£25,000.00
	// april.csv 6 2 2 £40,000.00
}

func ExampleRepeat() {
	r := spend.Repeat{File: "april.csv", Line: 3, Times: 2, Files: 2}
	fmt.Println(r.File, r.Line, "stands", r.Times, "times in", r.Files, "files")
	// Output: april.csv 3 stands 2 times in 2 files
}

func ExampleWriter() {
	amount := nhs.MustParseMoney("125000.5")
	w := spend.NewWriter(os.Stdout)
	err := w.Write(spend.Line{
		DepartmentFamily: "Department of Health", Entity: "NHS Example CCG", Date: nhs.MustParseDate("2020-04-30"),
		ExpenseType: "=HYPERLINK(1)", ExpenseArea: "CORPORATE", Supplier: "ACME, LTD", TransactionNumber: "31900001", Amount: &amount,
	})
	fmt.Println(errors.Join(err, w.Flush()))
	// Output:
	// Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount,Description,Supplier postcode,Expenditure type
	// Department of Health,NHS Example CCG,30/04/2020,'=HYPERLINK(1),CORPORATE,"ACME, LTD",31900001,125000.50,,,
	// <nil>
}

func ExampleMask() {
	fmt.Println(spend.Mask("ACME LTD"), spend.Mask("DR EXAMPLE & PARTNERS"))
	// Output: ACME LTD [named individual]
}

func ExampleDeadline() {
	fmt.Println(spend.Deadline(spend.NewMonth(2020, 6)))
	// Output: 2020-07-21
}
