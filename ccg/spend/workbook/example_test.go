package workbook_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

func ExampleXLSX() {
	file := excelize.NewFile() // or a file that a body published
	for i, row := range [][]any{{"Entity", "Date", "Supplier", "Amount"}, {"NHS Example CCG", 43951, "NHS SAMPLE CSU", 125000.5}} {
		if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			fmt.Println(err)
			return
		}
	}
	var published bytes.Buffer
	if err := file.Write(&published); err != nil {
		fmt.Println(err)
		return
	}
	ledger := spend.NewLedger()
	read, err := ledger.Read(&published, spend.Options{Formats: []spend.Opener{workbook.XLSX{}}})
	fmt.Println(read.Format, read.Sheets, read.Accounting.Sum, read.Dates.Main, err)
	// Output: xlsx [Sheet1] £125,000.50 2020-04 <nil>
}

func ExampleLimits() {
	// A server lets strangers send less than the defaults; your own files may need more.
	strict := workbook.XLSX{Limits: workbook.Limits{Unpacked: 1 << 20}}
	own := workbook.XLSX{Limits: workbook.Large()}
	fmt.Println(strict.Limits.Unpacked, own.Limits.Unpacked)
	// Output: 1048576 1073741824
}
