package workbook_test

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// fuzzLimits are small, so that what exceeds them is found soon.
var fuzzLimits = workbook.Limits{Unpacked: 1 << 20, Cells: 20_000, Text: 1 << 20, Texts: 2000, Sheets: 16}

// What reading may cost: of memory, some bytes whatever is read, and so many for each
// byte of the file once unpacked and each cell that the limits allow; and no more rows,
// cells and text than the limits. Time follows from these, and is not measured, since
// it depends on the machine.
const (
	costBase    = 8 << 20
	costPerByte = 300
)

// costsWithin opens a file, reads all its sheets and fails if that is more work than
// the limits and the size of the file allow.
func costsWithin(t *testing.T, o spend.Opener, file []byte, unpacked int) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	readAll(t, o, file)
	options := spend.Options{Formats: []spend.Opener{o}, MaxUnpacked: 1 << 20}
	if f, err := spend.NewLedger().Read(bytes.NewReader(file), options); err == nil && !f.Accounting.Balanced() {
		t.Errorf("the lines are not all accounted for: %+v", f.Accounting)
	}
	runtime.ReadMemStats(&after)
	if got, most := after.TotalAlloc-before.TotalAlloc, uint64(costBase+costPerByte*unpacked); got > most {
		t.Errorf("%d bytes are allocated for a file of %d, want at most %d", got, unpacked, most)
	}
}

// readAll reads all rows of all sheets.
func readAll(t *testing.T, o spend.Opener, file []byte) {
	t.Helper()
	book, err := o.Open(t.Context(), file)
	if err != nil {
		return
	}
	defer book.Close()
	var rows, cells, text int64
	for _, sheet := range book.Sheets() {
		list, err := book.Rows(sheet.Name)
		if err != nil {
			continue
		}
		for {
			row, err := list.Next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					t.Errorf("sheet %q, which was read before: %v", sheet.Name, err)
				}
				break
			}
			rows++
			cells += int64(len(row.Cells))
			for _, c := range row.Cells {
				text += int64(len(c))
			}
		}
		if err := list.Close(); err != nil {
			t.Error(err)
		}
	}
	if rows > fuzzLimits.Cells || cells > fuzzLimits.Cells || text > fuzzLimits.Text {
		t.Errorf("%d rows, %d cells and %d bytes of text are given, beyond the limits", rows, cells, text)
	}
}

// FuzzXLSX changes the parts of a workbook. They are not compressed, so that there are
// thousands of runs a minute.
func FuzzXLSX(f *testing.F) {
	f.Add(heads+pay(2, "5"), `<mergeCell ref="A2:A4"/>`, "<sst><si><t>A</t></si></sst>", `<sheet name="A" r:id="rId1"/>`)
	f.Add(`<row r="9"><c r="XFD9" t="s"><v>0</v></c></row><row r="2" hidden="1"/>`, "", "<sst><si><r><t>A_x000D_</t></r></si></sst>", `<workbookPr date1904="1"/>`)
	f.Add(`<row><c t="b"><v>1</v></c><c t="inlineStr"><is><t><![CDATA[<]]>&#65;</t></is></c></row>`, "<!-- a -->", "<sst/>", "")
	f.Fuzz(func(t *testing.T, rows, more, shared, sheets string) {
		unpacked := len(rows) + len(more) + len(shared) + len(sheets)
		if unpacked > 32<<10 {
			t.Skip("too long to be worth its time")
		}
		file := stored(t, map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="April" r:id="rId1"/>` + sheets + `</sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<r><Relationship Id="rId1" Type="a/worksheet" Target="s.xml"/><Relationship Id="rId2" Type="a/sharedStrings" Target="t.xml"/></r>`,
			"xl/t.xml":                   shared,
			"xl/s.xml":                   `<worksheet><sheetData>` + rows + `</sheetData>` + more + `</worksheet>`,
		})
		costsWithin(t, workbook.XLSX{Limits: fuzzLimits}, file, unpacked)
	})
}

// FuzzODS changes the tables of an OpenDocument spreadsheet.
func FuzzODS(f *testing.F) {
	f.Add("", table("June", odsRow("E", "30/04/2015", "A", figure("5"))))
	f.Add(`<style:style style:name="a"><style:table-properties table:display="false"/></style:style>`,
		`<table:table table:style-name="a"><table:table-row table:number-rows-repeated="9000"><table:table-cell table:number-columns-repeated="900" table:number-rows-spanned="5"><text:p>a<text:s/></text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, tables string) {
		if len(styles)+len(tables) > 32<<10 {
			t.Skip("too long to be worth its time")
		}
		file := stored(t, map[string]string{"content.xml": "<d><s>" + styles + "</s><b>" + tables + "</b></d>"})
		costsWithin(t, workbook.ODS{Limits: fuzzLimits}, file, len(styles)+len(tables))
	})
}

// FuzzHTML changes a page.
func FuzzHTML(f *testing.F) {
	f.Add("<html><table><tr><th>Entity<th>Date<th>Supplier<th>Amount<tr><td>E<td>30/04/2015<td>A&amp;B<td x:num=\"5.5\">6</table>")
	f.Add("<table><tr style='display:none'><td colspan=3 rowspan=\"9\">A<table><td>B</table><script></script><!-- --></td>")
	f.Add("\xff\xfe<\x00t\x00a\x00b\x00l\x00e\x00>\x00")
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > 32<<10 {
			t.Skip("too long to be worth its time")
		}
		costsWithin(t, workbook.HTML{Limits: fuzzLimits}, []byte(page), len(page))
	})
}

// FuzzFile changes whole files of any format.
func FuzzFile(f *testing.F) {
	f.Add([]byte("Entity,Date,Supplier,Amount\nE,30/04/2015,A,5.00\n"))
	f.Add(stored(f, map[string]string{"a.csv": "Entity,Date,Supplier,Amount\nE,30/04/2015,A,5.00\n", "b.csv": "no"}))
	f.Add(stored(f, map[string]string{"content.xml": "<a><table>" + odsRow("A") + "</table></a>"}))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 16<<10 {
			t.Skip("too long to be worth its time")
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := spend.NewLedger().Read(bytes.NewReader(file), spend.Options{Formats: workbook.Formats(fuzzLimits), MaxUnpacked: 1 << 20})
		runtime.ReadMemStats(&after)
		if err == nil && !got.Accounting.Balanced() {
			t.Errorf("the lines are not all accounted for: %+v", got.Accounting)
		}
		if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 128<<20 {
			t.Errorf("%d bytes are allocated for a file of %d", allocated, len(file))
		}
	})
}

// TestRowsCount wants rows of one cell to count as more than that.
func TestRowsCount(t *testing.T) {
	rows := heads + strings.Repeat(`<row><c><v>1</v></c></row>`, 3000)
	files := parts(rows, "", nil)
	book, err := workbook.XLSX{Limits: fuzzLimits}.Open(t.Context(), zipped(t, files))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if _, err := book.Rows("April"); err == nil || !strings.Contains(err.Error(), "cells") {
		t.Errorf("got %v, want the limit of the cells", err)
	}
}
