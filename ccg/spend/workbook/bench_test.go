package workbook_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// hostileSheets are small workbooks that are much work for a reader that takes them at
// their word. Each is read, or refused as beyond a limit.
func hostileSheets(t testing.TB) map[string][]byte {
	t.Helper()
	far := func(rows int) []byte {
		var b strings.Builder
		b.WriteString(heads)
		for i := range rows {
			fmt.Fprintf(&b, `<row r="%d"><c r="XFD%[1]d"><v>1</v></c></row>`, i+2)
		}
		return zipped(t, parts(b.String(), "", nil))
	}
	runs := func(runs, rows int) []byte {
		var b strings.Builder
		b.WriteString(heads)
		for i := range rows {
			fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="s"><v>0</v></c><c r="B%[1]d"><v>42124</v></c><c r="C%[1]d" t="s"><v>0</v></c><c r="D%[1]d"><v>5</v></c></row>`, i+2)
		}
		all := "<sst><si>" + strings.Repeat("<r><rPr><b/></rPr><t>x</t></r>", runs) + "</si></sst>"
		return zipped(t, parts(b.String(), "", map[string]string{"xl/sharedStrings.xml": all}))
	}
	var sheets, related strings.Builder
	for i := range 250 {
		fmt.Fprintf(&sheets, `<sheet name="%d" r:id="r"/>`, i)
	}
	related.WriteString(`<Relationships><Relationship Id="r" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	return map[string][]byte{
		"1,000 rows to XFD":              far(1000),
		"20,000 rows to XFD":             far(20_000),
		"20,000 runs in 2,000 rows":      runs(20_000, 2000),
		"1 run in 20,000 rows":           runs(1, 20_000),
		"the longest text in every row":  runs(120_000, 20_000),
		"the last row":                   zipped(t, parts(heads+pay(1<<20, "5"), "", nil)),
		"250 times the last row":         zipped(t, parts(heads+pay(1<<20, "5"), "", map[string]string{"xl/workbook.xml": "<workbook><sheets>" + sheets.String() + "</sheets></workbook>", "xl/_rels/workbook.xml.rels": related.String()})),
		"headings in every row":          zipped(t, parts(strings.Repeat(`<row><c t="str"><v>Entity</v></c><c t="str"><v>Date</v></c><c t="str"><v>Supplier</v></c></row><row><c t="str"><v>E</v></c></row>`, 20_000), "", nil)),
		"merged all over":                zipped(t, parts(heads+pay(2, "5"), "<m>"+strings.Repeat(`<mergeCell ref="A2:A1048576"/>`, 500_000)+"</m>", nil)),
		"empty rows":                     zipped(t, withSheet(parts("", "", nil), repeat(part{"<worksheet><sheetData>" + heads, 1}, part{"<row/>", 1_000_000}, part{"</sheetData></worksheet>", 1}))),
		"cells without end in one row":   zipped(t, withSheet(parts("", "", nil), repeat(part{"<worksheet><sheetData>" + heads + "<row>", 1}, part{"<c><v>1</v></c>", 1_000_000}, part{"</row></sheetData></worksheet>", 1}))),
		"elements without end in a cell": zipped(t, withSheet(parts("", "", nil), repeat(part{"<worksheet><sheetData>" + heads + "<row><c>", 1}, part{"<v/>", 4_000_000}, part{"</c></row></sheetData></worksheet>", 1}))),
	}
}

func withSheet(files map[string]io.Reader, sheet io.Reader) map[string]io.Reader {
	files["xl/worksheets/sheet1.xml"] = sheet
	return files
}

// BenchmarkHostile measures what hostile workbooks cost at the limits of a server.
func BenchmarkHostile(b *testing.B) {
	for name, file := range hostileSheets(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.ReportMetric(float64(len(file)), "bytes")
			for b.Loop() {
				_, _ = spend.NewLedger().Read(bytes.NewReader(file), withWorkbooks) // read or refused
			}
		})
	}
}
