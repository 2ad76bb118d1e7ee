package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// parts are the parts of a workbook with one sheet, whose data is given, and some in
// place of others.
func parts(sheetData, more string, changed map[string]string) map[string]io.Reader {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="` + office + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<?xml version="1.0" encoding="UTF-8"?><workbook><sheets><sheet name="April" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + office + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + office + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>NHS Example CCG</t></si><si><r><t>ALPHA </t></r><r><t>LTD</t></r><rPh><t>no</t></rPh></si><si/></sst>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + sheetData + `</sheetData>` + more + `</worksheet>`,
	}
	maps.Copy(all, changed)
	files := map[string]io.Reader{}
	for name, text := range all {
		if text != "" {
			files[name] = strings.NewReader(text)
		}
	}
	return files
}

// line is a row of inline texts and, last, an amount; a cell "" is left out.
func line(number int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, number)
	for i, c := range cells {
		switch {
		case c == "":
		case i == len(cells)-1 && number > 1:
			fmt.Fprintf(&b, `<c r="%c%d"><v>%s</v></c>`, 'A'+i, number, c)
		default:
			fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, number, c)
		}
	}
	return b.String() + "</row>"
}

var heads = line(1, "Entity", "Date", "Supplier", "Amount")

// pay is a payment in a row.
func pay(number int, amount string) string {
	return line(number, "NHS Example CCG", "30/04/2015", fmt.Sprintf("SUPPLIER %d", number), amount)
}

// TestXLSX reads what programs write that are not Excel, and what went wrong on the
// way.
func TestXLSX(t *testing.T) {
	two := heads + pay(2, "30000") + pay(3, "31000.5")
	for name, c := range map[string]struct {
		parts map[string]io.Reader
		sum   string // or what the error says
	}{
		"plain":                           {parts(two, "", nil), "£61,000.50"},
		"no relationships of the archive": {parts(two, "", map[string]string{"_rels/.rels": ""}), "£61,000.50"},
		"another name of the main part": {parts(two, "", map[string]string{
			"_rels/.rels":                  `<Relationships><Relationship Id="x" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main22.xml"/></Relationships>`,
			"[Content_Types].xml":          `<Types><Override PartName="/book/main22.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
			"book/main22.xml":              `<x:workbook xmlns:x="m"><x:sheets><x:sheet name="April" q:id="a"/></x:sheets></x:workbook>`,
			"book/_rels/main22.xml.rels":   `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../XL/Worksheets/Sheet1.XML"/></Relationships>`,
			"xl/workbook.xml":              "",
			"xl/_rels/workbook.xml.rels":   "",
			"xl/worksheets/sheet1.xml.bak": "<no",
		}), "£61,000.50"},
		"names with prefixes": {parts("", "", map[string]string{"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="m"><x:sheetData>` +
			prefixed(two) + `</x:sheetData></x:worksheet>`}), "£61,000.50"},
		"rows without numbers":        {parts(strings.NewReplacer(` r="1"`, "", ` r="2"`, "", ` r="3"`, "").Replace(two), "", nil), "£61,000.50"},
		"cells without names":         {parts(heads+`<row><c t="s"><v>0</v></c><c><v>42124</v></c><c t="s"><v>1</v></c><c><v>30000</v></c></row>`, "", nil), "£30,000.00"},
		"rows out of order":           {parts(heads+pay(4, "1")+pay(2, "30000")+pay(3, "31000"), "", nil), "£61,001.00"},
		"headings last":               {parts(pay(3, "1")+pay(2, "30000")+heads, "", nil), "£30,001.00"},
		"a row twice":                 {parts(heads+pay(2, "30000")+pay(2, "31000"), "", nil), "row 2"},
		"a row twice, out of order":   {parts(heads+pay(2, "30000")+pay(3, "31000")+pay(2, "30000"), "", nil), "row 2 twice"},
		"cells out of order":          {parts(heads+`<row r="2"><c r="D2"><v>5</v></c><c r="C2" t="s"><v>1</v></c><c r="B2"><v>42124</v></c></row>`, "", nil), "£5.00"},
		"a cell twice":                {parts(heads+`<row r="2"><c r="D2"><v>5</v></c><c r="D2"><v>6</v></c></row>`, "", nil), "two such cells"},
		"a cell of another row":       {parts(heads+`<row r="2"><c r="D3"><v>5</v></c></row>`, "", nil), `row 2 has a cell named "D3"`},
		"a cell without a column":     {parts(heads+`<row r="2"><c r="2"><v>5</v></c></row>`, "", nil), "has a cell named"},
		"a column too many":           {parts(heads+`<row r="2"><c r="XFE2"><v>5</v></c></row>`, "", nil), "has a cell named"},
		"row nought":                  {parts(heads+`<row r="0"/>`, "", nil), "number"},
		"booleans are no amounts":     {parts(heads+pay(2, "30000")+strings.ReplaceAll(pay(3, "1"), `r="D3"`, `r="D3" t="b"`)+strings.ReplaceAll(pay(4, "true"), `r="D4"`, `r="D4" t="b"`), "", nil), "£30,000.00"},
		"errors are no amounts":       {parts(heads+pay(2, "30000")+strings.ReplaceAll(pay(3, "#REF!"), `r="D3"`, `r="D3" t="e"`), "", nil), "£30,000.00"},
		"a formula and its result":    {parts(heads+strings.ReplaceAll(pay(2, "30000"), "<v>", "<f>A1*2</f><v>"), "", nil), "£30,000.00"},
		"a text that is not there":    {parts(heads+strings.ReplaceAll(pay(2, "9"), `r="D2"`, `r="D2" t="s"`), "", nil), `row 2, column 4: its text is number "9" of 3`},
		"a text below nought":         {parts(heads+strings.ReplaceAll(pay(2, "-1"), `r="D2"`, `r="D2" t="s"`), "", nil), `its text is number "-1"`},
		"the number of a text broken": {parts(heads+strings.ReplaceAll(pay(2, "0x0"), `r="D2"`, `r="D2" t="s"`), "", nil), "its text is number"},
		"no texts at all":             {parts(two, "", map[string]string{"xl/sharedStrings.xml": ""}), "no part"},
		"a merged payer":              {parts(heads+pay(2, "30000")+line(3, "", "30/04/2015", "B", "31000")+line(4, "", "30/04/2015", "C", "1"), `<mergeCells><mergeCell ref="A2:A4"/></mergeCells>`, nil), "£61,001.00"},
		"a merged amount":             {parts(heads+pay(2, "30000")+line(3, "NHS Example CCG", "30/04/2015", "B", ""), `<mergeCells><mergeCell ref="D2:D3"/></mergeCells>`, nil), "£30,000.00"},
		"cells merged nowhere":        {parts(two, `<mergeCells><mergeCell ref="A2:?"/></mergeCells>`, nil), "merged"},
		"cut off behind the rows":     {parts(two, `<mergeCells>`, nil), "damaged"},
		"elements within elements":    {parts(two, strings.Repeat("<a>", 100)+strings.Repeat("</a>", 100), nil), "within one another"},
		"entities of its own":         {parts("", "", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>`}), "document type"},
		"another encoding":            {parts("", "", map[string]string{"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="UTF-16"?><worksheet/>`}), "encoding"},
		"a sheet that leads nowhere":  {parts(two, "", map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships/>`}), "leads nowhere"},
		"two sheets of one name":      {parts(two, "", map[string]string{"xl/workbook.xml": `<workbook><sheets><sheet name="A" r:id="rId1"/><sheet name="A" r:id="rId1"/></sheets></workbook>`}), "two sheets"},
		"a part twice":                {parts(two, "", map[string]string{"XL/WORKBOOK.xml": "<workbook/>"}), "two parts"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := spend.NewLedger().Read(bytes.NewReader(zipped(t, c.parts)), withWorkbooks)
			if strings.HasPrefix(c.sum, "£") {
				if err != nil || f.Accounting.Sum.String() != c.sum || !f.Accounting.Balanced() {
					t.Errorf("got %s, %v, want %s: %+v %v", f.Accounting.Sum, err, c.sum, f.Accounting, f.Problems)
				}
			} else if err == nil || !strings.Contains(err.Error(), c.sum) {
				t.Errorf("got %v, want an error that says %q", err, c.sum)
			}
		})
	}
}

// prefixed puts a prefix before the names of all elements.
func prefixed(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "<", "<x:"), "<x:/", "</x:"), "</x:x:", "</x:")
}

// TestMergedPayer wants the payer in each row of the merged cells, and none in a row
// that is otherwise empty.
func TestMergedPayer(t *testing.T) {
	file := zipped(t, parts(heads+pay(2, "30000")+line(4, "", "", "B", "31000")+line(5, "OTHER CCG", "30/04/2015", "C", "1"),
		`<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B2:B4"/></mergeCells>`, nil))
	reader, err := spend.NewReader(bytes.NewReader(file), withWorkbooks)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row, err := range reader.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(row.Kind, " ", row.Text(spend.Entity), " ", row.Text(spend.PaymentDate), " ", row.Pence))
	}
	want := []string{"header  Date 0", "payment NHS Example CCG 30/04/2015 3000000", "blank   0", "payment NHS Example CCG 30/04/2015 3100000", "payment OTHER CCG 30/04/2015 100"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestLimits wants each limit of an embedder obeyed, and the defaults in the room
// that they leave.
func TestLimits(t *testing.T) {
	file := zipped(t, parts(heads+pay(2, "30000")+pay(3, "31000"), "", nil))
	for name, c := range map[string]struct {
		limits workbook.Limits
		says   string
	}{
		"none":     {workbook.Limits{}, ""},
		"large":    {workbook.Large(), ""},
		"unpacked": {workbook.Limits{Unpacked: 1000}, "unpacked"},
		"cells":    {workbook.Limits{Cells: 30}, "cells"},
		"text":     {workbook.Limits{Text: 40}, "bytes of text"},
		"texts":    {workbook.Limits{Texts: 2}, "texts"},
	} {
		options := spend.Options{Formats: []spend.Opener{workbook.XLSX{Limits: c.limits}}}
		_, err := spend.NewLedger().Read(bytes.NewReader(file), options)
		limit, ok := errors.AsType[*spend.LimitError](err)
		if c.says == "" && err != nil || c.says != "" && (!ok || !strings.Contains(limit.What, c.says)) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
	}
	options := withWorkbooks
	options.MaxBook = int64(len(file)) - 1
	if _, err := spend.NewLedger().Read(bytes.NewReader(file), options); err == nil || !strings.Contains(err.Error(), "bytes of workbook") {
		t.Errorf("got %v, want a limit of the bytes", err)
	}
}
