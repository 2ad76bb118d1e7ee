package spend

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

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
	kinds, f := readAll(t, string(data), Options{})
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
	_, f := readAll(t, string(data), Options{})
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
	_, f := readAll(t, string(data), Options{})
	if f.Dates.Main.String() != "2020-04" {
		t.Errorf("main month %v, want 2020-04", f.Dates.Main)
	}
}

// zipped packs files as they are given, large ones by their repetition.
func zipped(t testing.TB, files map[string]io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, r := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(f, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileWorkbooks(t *testing.T) {
	template := book(t, func(f *excelize.File) {
		setRow(t, f, "Sheet1", "A1", headings...)
		setRow(t, f, "Sheet1", "A2", "Health", "NHS X CCG", 43951, "Rent", "ESTATES", "ACME LTD", 1, 5.5)
	})
	replace := func(part string, r io.Reader) []byte {
		z, err := zip.NewReader(bytes.NewReader(template), int64(len(template)))
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]io.Reader{}
		for _, f := range z.File {
			o, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(o)
			if err != nil {
				t.Fatal(err)
			}
			files[f.Name] = bytes.NewReader(data)
		}
		files[part] = r
		return zipped(t, files)
	}
	sheet := func(rows ...part) io.Reader {
		head := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">`
		for i, h := range headings {
			head += fmt.Sprintf(`<c r="%c1" t="inlineStr"><is><t>%v</t></is></c>`, 'A'+i, h)
		}
		return &stream{append(append([]part{{head + "</row>", 1}}, rows...), part{"</sheetData></worksheet>", 1})}
	}
	payment := func(n int) string {
		return fmt.Sprintf(`<row r="%d"><c r="B%[1]d" t="inlineStr"><is><t>E</t></is></c><c r="C%[1]d"><v>43951</v></c><c r="F%[1]d" t="inlineStr"><is><t>S</t></is></c><c r="H%[1]d"><v>5.5</v></c></row>`, n)
	}
	for name, c := range map[string]struct {
		data     []byte
		payments int
		wants    string // of the error
	}{
		"last row":                   {replace("xl/worksheets/sheet1.xml", sheet(part{payment(1 << 20), 1})), 1, ""},
		"a row beyond the last":      {replace("xl/worksheets/sheet1.xml", sheet(part{payment(1<<20 + 1), 1})), 0, "rows in a sheet"},
		"a bomb of a sheet":          {replace("xl/worksheets/sheet1.xml", sheet(part{strings.Repeat("<row></row>", 1000), 10_000})), 0, "unpacked"},
		"a bomb of texts":            {replace("xl/sharedStrings.xml", &stream{[]part{{"<sst>", 1}, {"<si><t>a</t></si>", 500_000}, {"</sst>", 1}}}), 0, "different texts"},
		"a bomb of styles":           {replace("xl/styles.xml", &stream{[]part{{strings.Repeat("<xf/>", 1000), 10_000}}}), 0, "unpacked"},
		"a sheet that breaks":        {replace("xl/worksheets/sheet1.xml", strings.NewReader("<worksheet><sheetData><row r=\"1\">")), 0, "damaged"},
		"a sheet that is no XML":     {replace("xl/worksheets/sheet1.xml", strings.NewReader("<worksheet><sheetData></row>&")), 0, "damaged"},
		"an archive of other things": {zipped(t, map[string]io.Reader{"a.csv": strings.NewReader(header)}), 0, "ZIP archive"},
		"an OpenDocument sheet":      {zipped(t, map[string]io.Reader{"content.xml": strings.NewReader("<office/>")}), 0, "OpenDocument"},
		"cut off":                    {template[:len(template)/2], 0, ""},
		"no table":                   {book(t, func(f *excelize.File) { setRow(t, f, "Sheet1", "A1", "hello") }), 0, "without headings"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			f, err := NewLedger().Read(bytes.NewReader(c.data), Options{})
			runtime.ReadMemStats(&after)
			if grown := after.HeapSys - min(after.HeapSys, before.HeapSys); grown > 64<<20 {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
			if c.payments > 0 {
				if err != nil || f.Accounting.Payments.Rows != c.payments || !f.Accounting.Balanced() {
					t.Errorf("%v, %+v", err, f.Accounting)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.wants) {
				t.Errorf("got %v, want an error about %q", err, c.wants)
			}
		})
	}
	if _, err := NewReader(&stream{[]part{{string(template), 1}, {strings.Repeat("x", 1<<12), 2000}}}, Options{}); err == nil {
		t.Error("a file of 8 MB is read as a workbook")
	} else if _, ok := errors.AsType[*LimitError](err); !ok {
		t.Errorf("got %v, want a LimitError", err)
	}
}

// FuzzWorkbook feeds cells of any text.
func FuzzWorkbook(f *testing.F) {
	f.Add("30/04/2020", "ACME", "5.50", "31900001")
	f.Add("43951", "A\x00B", "1E5", "")
	f.Fuzz(func(t *testing.T, date, supplier, amount, number string) {
		file := excelize.NewFile()
		defer file.Close()
		for i, row := range [][]any{headings, {"Health", "E", date, "Rent", "AREA", supplier, number, amount}} {
			if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Skip()
			}
		}
		var b bytes.Buffer
		if err := file.Write(&b); err != nil {
			t.Skip()
		}
		out, err := NewLedger().Read(bytes.NewReader(b.Bytes()), Options{})
		if err != nil {
			return
		}
		if !out.Accounting.Balanced() {
			t.Fatalf("not balanced: %+v", out.Accounting)
		}
	})
}
