package spend_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// withWorkbooks are the options of a program that reads .xlsx.
var withWorkbooks = spend.Options{Formats: []spend.Opener{workbook.XLSX{}}}

// readBook reads a workbook and returns the kinds of its rows.
func readBook(t testing.TB, data []byte) ([]string, spend.File) {
	t.Helper()
	r, err := spend.NewReader(bytes.NewReader(data), withWorkbooks)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for row, err := range r.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, row.Kind.String())
	}
	return kinds, r.File()
}

// book makes a workbook and returns its bytes.
func book(t testing.TB, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func setRow(t testing.TB, f *excelize.File, sheet, cell string, values ...any) {
	t.Helper()
	if err := f.SetSheetRow(sheet, cell, &values); err != nil {
		t.Fatal(err)
	}
}

var headings = []any{"Department family", "Entity", "Date", "Expense Type", "Expense Area", "Supplier", "Transaction Number", "AP Amount"}

func TestWorkbook(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		setRow(t, f, "Sheet1", "B1", "Spend over £25,000, April 2020")
		setRow(t, f, "Sheet1", "B3", headings...)
		setRow(t, f, "Sheet1", "B4", "Health", "NHS X CCG", 43951, "Rent", "ESTATES", "ACME LTD", 31900001, 125000.5)
		setRow(t, f, "Sheet1", "B5", "Health", "NHS X CCG", "30/04/2020", "Rent", "ESTATES", "ACME LTD", "31900002", "(25,000.10)")
		setRow(t, f, "Sheet1", "B6", "Health", "NHS X CCG", 43951.5, "Rent", "ESTATES", "ACME LTD", "31900003", 30899.040000000001)
		setRow(t, f, "Sheet1", "B8", "Total", nil, nil, nil, nil, nil, nil, 130899.44)
		if err := f.SetRowVisible("Sheet1", 5, false); err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("Pivot"); err != nil {
			t.Fatal(err)
		}
		setRow(t, f, "Pivot", "A1", "Row Labels", "Sum of Amount")
		setRow(t, f, "Pivot", "A2", "ACME LTD", 130899.44)
	})
	kinds, f := readBook(t, data)
	if diff := cmp.Diff([]string{"note", "blank", "header", "payment", "payment", "payment", "blank", "total"}, kinds); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if got := f.Accounting.Sum.String(); got != "£130,899.44" || f.HiddenRows != 1 || !f.Accounting.Balanced() || len(f.Sheets) != 1 || f.Dates.Main.String() != "2020-04" {
		t.Errorf("sum %s, %+v", got, f)
	}
}

func TestWorkbookSheets(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		for i, name := range []string{"April", "May", "Old"} {
			if i > 0 {
				if _, err := f.NewSheet(name); err != nil {
					t.Fatal(err)
				}
			} else if err := f.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
			setRow(t, f, name, "A1", headings...)
			setRow(t, f, name, "A2", "Health", "NHS X CCG", 43951+30*i, "Rent", "ESTATES", "ACME LTD", 1, 5.5)
		}
		if err := f.SetSheetVisible("Old", false); err != nil {
			t.Fatal(err)
		}
	})
	_, f := readBook(t, data)
	if diff := cmp.Diff([]string{"April", "May"}, f.Sheets); diff != "" || f.Accounting.Payments.Rows != 2 {
		t.Errorf("%d payments, sheets (-want +got):\n%s", f.Accounting.Payments.Rows, diff)
	}
}

func TestWorkbookFrom1904(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		setRow(t, f, "Sheet1", "A1", headings...)
		setRow(t, f, "Sheet1", "A2", "Health", "NHS X CCG", 43951-1462, "Rent", "ESTATES", "ACME LTD", 1, 5.5)
	})
	_, f := readBook(t, data)
	if f.Dates.Main.String() != "2020-04" {
		t.Errorf("main month %v, want 2020-04", f.Dates.Main)
	}
}

// FuzzWorkbook feeds cells of any text.
func FuzzWorkbook(f *testing.F) {
	f.Add("30/04/2020", "ACME", "5.50", "31900001")
	f.Add("43951", "A\x00B", "1E5", "")
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;")
	f.Fuzz(func(t *testing.T, date, supplier, amount, number string) {
		var rows strings.Builder
		for _, row := range [][]string{{"Entity", "Date", "Supplier", "Transaction number", "Amount"}, {"E", date, supplier, number, amount}} {
			rows.WriteString("<row>")
			for _, cell := range row {
				rows.WriteString(`<c t="inlineStr"><is><t>` + escape.Replace(cell) + "</t></is></c>")
			}
			rows.WriteString("</row>")
		}
		file := packed(t, "xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="a"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<r><Relationship Id="a" Type="a/worksheet" Target="a.xml"/></r>`, "xl/a.xml", "<worksheet><sheetData>"+rows.String()+"</sheetData></worksheet>")
		out, err := spend.NewLedger().Read(strings.NewReader(file), withWorkbooks)
		if err != nil {
			return
		}
		if !out.Accounting.Balanced() {
			t.Fatalf("not balanced: %+v", out.Accounting)
		}
	})
}
