package spend_test

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleFileDoubt() {
	const published = "Entity,Date,Supplier,Transaction Number,Amount,Total\n" +
		"NHS Example CCG,30/04/2020,EXAMPLE LTD,1,30000.00,90000.00\n"
	file, err := spend.NewLedger().Read(strings.NewReader(published), spend.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(file.Accounting.Sum)
	for _, d := range file.Doubts {
		fmt.Println(d)
	}
	// Output:
	// £30,000.00
	// more than one amount: "Amount" is counted and "Total" is not, which differs and could be the amount too
}

func ExampleLeftOut() {
	folder := fstest.MapFS{
		"april.csv":         {Data: []byte(april)},
		"april revised.csv": {Data: []byte(strings.Replace(april, "EXAMPLE", "ANOTHER", 1))},
		"copy of april.csv": {Data: []byte(april)},
	}
	f, err := spend.ReadFolder(context.Background(), folder, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range f.LeftOut {
		fmt.Println(l.Path, "is not counted:", l.Why, l.Of, l.Amount)
	}
	// Output:
	// april.csv is not counted: earlier version [april revised.csv] £140,000.50
	// copy of april.csv is not counted: copy [april.csv] £140,000.50
}

func ExampleCutShort() {
	c := spend.CutShort{Lines: 1000, Paths: []string{"april.csv", "june.csv", "may.csv"}}
	fmt.Println(len(c.Paths), "files end at", c.Lines, "lines")
	// Output: 3 files end at 1000 lines
}

func ExampleReadFiles() {
	folder := fstest.MapFS{"april.csv": {Data: []byte(april)}, "old/april.csv": {Data: []byte(april)}}
	f, err := spend.ReadFiles(context.Background(), folder, []string{"april.csv"}, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(f.Files), "file:", f.Accounting.Sum)
	// Output: 1 file: £140,000.50
}

func ExampleLedger_Completeness() {
	ledger, _ := read(april)
	c := ledger.Completeness(nhs.MustParseFinancialYear("2020/21"))
	fmt.Println(c.Extent, "by", c.Months, "month")
	// Output: lower-bound by 1 month
}
