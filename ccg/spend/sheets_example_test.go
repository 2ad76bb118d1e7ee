package spend_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// jsonTables opens JSON documents with a list of rows. It shows all that it takes
// to read one more format.
type jsonTables struct{}

func (jsonTables) Format() spend.Format { return spend.JSON }

func (jsonTables) Open(_ context.Context, file []byte) (spend.Book, error) {
	var document struct{ Rows jsonTable }
	if err := json.Unmarshal(file, &document); err != nil {
		return nil, fmt.Errorf("no list of rows: %w", err)
	}
	return document.Rows, nil
}

type jsonTable [][]string

func (jsonTable) Sheets() []spend.Sheet                        { return []spend.Sheet{{Name: "all"}} }
func (t jsonTable) Rows(sheet string) (spend.SheetRows, error) { return &jsonRows{t}, nil }
func (jsonTable) From1904() bool                               { return false }
func (jsonTable) Close() error                                 { return nil }

type jsonRows struct{ left jsonTable }

func (r *jsonRows) Next() (spend.SheetRow, error) {
	if len(r.left) == 0 {
		return spend.SheetRow{}, io.EOF
	}
	row := spend.SheetRow{Cells: r.left[0]}
	r.left = r.left[1:]
	return row, nil
}

func (r *jsonRows) Close() error { return nil }

const jsonFile = `{"rows": [
	["Entity", "Date", "Supplier", "Amount"],
	["NHS Example CCG", "30/04/2020", "NHS SAMPLE CSU", "1,000.00"]
]}`

func ExampleOpener() {
	options := spend.Options{Name: "april.json", Formats: []spend.Opener{jsonTables{}}}
	file, err := spend.NewLedger().Read(strings.NewReader(jsonFile), options)
	fmt.Println(file.Format, file.Accounting.Sum, err)
	// Output: json £1,000.00 <nil>
}

func ExampleBook() {
	book, err := jsonTables{}.Open(context.Background(), []byte(jsonFile))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer book.Close()
	fmt.Println(book.Sheets(), book.From1904())
	// Output: [{all false}] false
}

func ExampleSheet() {
	book := jsonTable{}
	for _, sheet := range book.Sheets() {
		fmt.Println(sheet.Name, sheet.Hidden)
	}
	// Output: all false
}

func ExampleSheetRows() {
	book := jsonTable{{"Entity", "Amount"}, {"NHS Example CCG", "5.00"}}
	rows, err := book.Rows("all")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer rows.Close()
	for {
		row, err := rows.Next()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row.Cells)
	}
	// Output:
	// [Entity Amount]
	// [NHS Example CCG 5.00]
	// EOF
}

func ExampleSheetRow() {
	row := spend.SheetRow{
		Cells:  []string{"", "30/04/2020", "NHS SAMPLE CSU", "1,000.00"},
		Merged: []spend.MergedCell{{Index: 0, Text: "NHS Example CCG"}},
	}
	fmt.Println(len(row.Cells), row.Merged[0].Text)
	// Output: 4 NHS Example CCG
}

func ExampleMergedCell() {
	payer := spend.MergedCell{Index: 1, Text: "NHS Example CCG"} // which stands in a row above
	fmt.Println(payer.Index, payer.Text)
	// Output: 1 NHS Example CCG
}
