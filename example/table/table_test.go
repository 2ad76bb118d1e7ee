package table

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/nhs"
)

func rows() []Row {
	return []Row{
		{File: "a.csv", Line: 2, Payer: "NHS Example CCG", Date: nhs.MustParseDate("2020-04-30"), Month: "2020-04", Supplier: "Example Ltd", SupplierKey: "EXAMPLE", TransactionNumber: "0012", Amount: nhs.MustParseMoney("1234567.89")},
		{File: "b.xlsx", Sheet: "May", Line: 3, Payer: "NHS Example CCG", Supplier: `=cmd|"x"`, Amount: nhs.MustParseMoney("-0.01"), Description: "über, \"quoted\"\nsecond line", Doubts: "no date"},
	}
}

// write writes the rows to a file of the extension and returns its path.
func write(t *testing.T, ext string, list []Row) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "payments"+ext)
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file is there before it is complete")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("%d files remain: %v", len(left), err)
	}
	return path
}

// TestForms writes the same rows in every form and reads them back with other means.
func TestForms(t *testing.T) {
	var want [][]string
	for _, r := range rows() {
		text, err := amountText(r.Amount)
		if err != nil {
			t.Fatal(err)
		}
		cells := r.texts(text)
		want = append(want, cells[:])
	}
	for ext, read := range map[string]func(*testing.T, string) [][]string{".csv": readCSV, ".xlsx": readExcel, ".parquet": readParquet, ".sqlite": readSQLite, ".db": readSQLite} {
		t.Run(ext, func(t *testing.T) {
			got := read(t, write(t, ext, rows()))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func readCSV(t *testing.T, path string) [][]string {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(columns[:], all[0]); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	for _, row := range all[1:] {
		for i := range row {
			row[i] = strings.TrimPrefix(row[i], "'") // against formulas
		}
	}
	return all[1:]
}

func readExcel(t *testing.T, path string) [][]string {
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := f.GetRows("Payments")
	if err != nil {
		t.Fatal(err)
	}
	if formula, err := f.GetCellFormula("Payments", "I3"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
	for i, row := range all {
		for len(row) < len(columns) {
			row = append(row, "")
		}
		all[i] = row
	}
	return all[1:]
}

func readParquet(t *testing.T, path string) [][]string {
	list, err := parquet.ReadFile[record](path)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, r := range list {
		date := ""
		if r.Date != nil {
			date = nhs.MustParseDate("1970-01-01").AddDays(int(*r.Date)).String()
		}
		all = append(all, []string{r.File, r.Sheet, strconv.FormatInt(r.Line, 10), r.Payer, date, r.Month, r.ExpenseType, r.ExpenseArea, r.Supplier, r.SupplierKey, r.TransactionNumber,
			strings.Replace(strings.TrimPrefix(nhs.MoneyFromPence(r.Amount).String(), "£"), "-£", "-", 1), r.Description, r.Postcode, r.ExpenditureType, r.Doubts})
	}
	for _, row := range all {
		row[11] = strings.ReplaceAll(row[11], ",", "")
	}
	return all
}

func readSQLite(t *testing.T, path string) [][]string {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found, err := db.Query("SELECT *, CAST(amount_pence AS TEXT) FROM payments ORDER BY file")
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	var all [][]string
	for found.Next() {
		cells := make([]sql.NullString, len(columns)+2)
		into := make([]any, len(cells))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(columns))
		for i := range row {
			row[i] = cells[i].String
		}
		if pence := cells[len(columns)+1].String; strings.TrimLeft(strings.Replace(row[11], ".", "", 1), "-0") != strings.TrimLeft(pence, "-0") {
			t.Errorf("%s pence for %s", pence, row[11])
		}
		all = append(all, row)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCreateRefuses(t *testing.T) {
	for _, name := range []string{"payments.txt", "payments", filepath.Join("no", "such", "folder.csv")} {
		if w, err := Create(name); err == nil {
			t.Errorf("%s: begun: %v", name, w)
		}
	}
}

func TestAbort(t *testing.T) {
	for _, ext := range []string{".csv", ".xlsx", ".parquet", ".sqlite"} {
		dir := t.TempDir()
		w, err := Create(filepath.Join(dir, "payments"+ext))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(rows()[0]); err != nil {
			t.Fatal(err)
		}
		if err := w.Abort(); err != nil {
			t.Errorf("%s: %v", ext, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: %d files remain: %v", ext, len(left), err)
		}
	}
}

func ExampleCreate() {
	dir, err := os.MkdirTemp("", "table")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	w, err := Create(filepath.Join(dir, "payments.csv"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Write(Row{File: "april.csv", Line: 2, Payer: "NHS Example CCG", Month: "2020-04", Amount: nhs.MustParseMoney("26000")}); err != nil {
		fmt.Println(err)
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "payments.csv"))
	fmt.Println(strings.SplitN(string(text), "\n", 2)[1], err)
	// Output:
	// april.csv,,2,NHS Example CCG,,2020-04,,,,,,26000.00,,,,
	//  <nil>
}
