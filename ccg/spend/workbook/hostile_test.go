package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

var withWorkbooks = spend.Options{Formats: []spend.Opener{workbook.XLSX{}}}

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

// A part is text that stands in a file some number of times.
type part struct {
	text  string
	times int
}

// repeat makes a file as it is read, so that a test need not hold it.
func repeat(parts ...part) io.Reader {
	var list []io.Reader
	for _, p := range parts {
		list = append(list, &repeated{text: p.text, times: p.times})
	}
	return io.MultiReader(list...)
}

type repeated struct {
	text  string
	at    int
	times int
}

func (r *repeated) Read(p []byte) (n int, err error) {
	for n < len(p) && r.times > 0 {
		read := copy(p[n:], r.text[r.at:])
		n += read
		if r.at += read; r.at == len(r.text) {
			r.at = 0
			r.times--
		}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
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

// stored is files in an archive that are not compressed.
func stored(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, text); err != nil {
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
		return repeat(append(append([]part{{head + "</row>", 1}}, rows...), part{"</sheetData></worksheet>", 1})...)
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
		"a bomb of texts":            {replace("xl/sharedStrings.xml", repeat(part{"<sst>", 1}, part{"<si><t>a</t></si>", 500_000}, part{"</sst>", 1})), 0, "texts that cells share"},
		"a bomb of styles":           {replace("xl/styles.xml", repeat(part{strings.Repeat("<xf/>", 1000), 10_000})), 0, "unpacked"},
		"a sheet that breaks":        {replace("xl/worksheets/sheet1.xml", strings.NewReader("<worksheet><sheetData><row r=\"1\">")), 0, "damaged"},
		"a sheet that is no XML":     {replace("xl/worksheets/sheet1.xml", strings.NewReader("<worksheet><sheetData></row>&")), 0, "damaged"},
		"an archive of other things": {zipped(t, map[string]io.Reader{"a.txt": strings.NewReader("Hello.\n")}), 0, "without headings"},
		"an OpenDocument sheet":      {zipped(t, map[string]io.Reader{"content.xml": strings.NewReader("<office/>")}), 0, "OpenDocument"},
		"cut off":                    {template[:len(template)/2], 0, ""},
		"no table":                   {book(t, func(f *excelize.File) { setRow(t, f, "Sheet1", "A1", "hello") }), 0, "without headings"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			f, err := spend.NewLedger().Read(bytes.NewReader(c.data), withWorkbooks)
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
	if _, err := spend.NewReader(repeat(part{string(template), 1}, part{strings.Repeat("x", 1<<12), 2000}), withWorkbooks); err == nil {
		t.Error("a file of 8 MB is read as a workbook")
	} else if _, ok := errors.AsType[*spend.LimitError](err); !ok {
		t.Errorf("got %v, want a LimitError", err)
	}
}
