package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

var allFormats = spend.Options{Formats: workbook.Formats(workbook.Limits{})}

// ods packs the tables of an OpenDocument spreadsheet.
func ods(t testing.TB, styles, tables string) []byte {
	t.Helper()
	return zipped(t, map[string]io.Reader{
		"mimetype":    strings.NewReader("application/vnd.oasis.opendocument.spreadsheet"),
		"content.xml": strings.NewReader(`<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`),
	})
}

// table is a table of an OpenDocument spreadsheet with headings and rows.
func table(name string, rows ...string) string {
	return `<table:table table:name="` + name + `">` + odsRow("Entity", "Date", "Supplier", "Amount") + strings.Join(rows, "") + `</table:table>`
}

// odsRow is a row of texts; one that begins with "<" is a cell as it is.
func odsRow(cells ...string) string {
	var b strings.Builder
	b.WriteString("<table:table-row>")
	for _, c := range cells {
		if !strings.HasPrefix(c, "<") {
			c = `<table:table-cell office:value-type="string"><text:p>` + c + `</text:p></table:table-cell>`
		}
		b.WriteString(c)
	}
	return b.String() + "</table:table-row>"
}

func figure(value string) string {
	return `<table:table-cell office:value-type="float" office:value="` + value + `"><text:p>###</text:p></table:table-cell>`
}

func TestODS(t *testing.T) {
	const day = `<table:table-cell office:value-type="date" office:date-value="2015-04-30T00:00:00"><text:p>30 Apr</text:p></table:table-cell>`
	row := odsRow("NHS Example CCG", day, "ALPHA", figure("30000.5"))
	for name, c := range map[string]struct {
		file []byte
		sum  string // or what the error says
	}{
		"plain":                  {ods(t, "", table("June", row, odsRow("NHS Example CCG", "30/04/2015", "B", figure("1")))), "£30,001.50"},
		"a row that is repeated": {ods(t, "", table("June", strings.Replace(row, "<table:table-row", `<table:table-row table:number-rows-repeated="3"`, 1))), "£90,001.50"},
		"empty rows to the last": {ods(t, "", table("June", row, `<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`)), "£30,000.50"},
		"a gap of empty rows":    {ods(t, "", table("June", row, `<table:table-row table:number-rows-repeated="9000"><table:table-cell/></table:table-row>`, row)), "£60,001.00"},
		"a row of groups":        {ods(t, "", table("June", "<table:table-header-rows>"+row+"</table:table-header-rows><table:table-row-group><table:table-row-group>"+row+"</table:table-row-group></table:table-row-group>")), "£60,001.00"},
		"a merged payer": {ods(t, "", table("June", odsRow(`<table:table-cell table:number-rows-spanned="2"><text:p>NHS Example CCG</text:p></table:table-cell>`, day, "A", figure("30000")),
			odsRow("<table:covered-table-cell/>", day, "B", figure("31000")))), "£61,000.00"},
		"a comment is no amount": {ods(t, "", table("June", odsRow("NHS Example CCG", day, "A", `<table:table-cell><office:annotation><text:p>999</text:p></office:annotation><text:p>30<text:span>0</text:span>00</text:p></table:table-cell>`))), "£30,000.00"},
		"a truth is no amount":   {ods(t, "", table("June", row, odsRow("NHS Example CCG", day, "A", `<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>1</text:p></table:table-cell>`))), "£30,000.50"},
		"euros are not pounds":   {ods(t, "", table("June", row, odsRow("NHS Example CCG", day, "A", `<table:table-cell office:value-type="currency" office:currency="EUR" office:value="9"><text:p>9</text:p></table:table-cell>`))), "£30,000.50"},
		"pounds":                 {ods(t, "", table("June", row, odsRow("NHS Example CCG", day, "A", `<table:table-cell office:value-type="currency" office:currency="GBP" office:value="9"><text:p>9</text:p></table:table-cell>`))), "£30,009.50"},
		"a hidden copy": {ods(t, `<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>`,
			table("June", row)+strings.Replace(table("Copy", row), `"Copy"`, `"Copy" table:style-name="ta2"`, 1)), "£30,000.50"},
		"rows without end":         {ods(t, "", table("June", strings.Replace(row, "<table:table-row", `<table:table-row table:number-rows-repeated="1048577"`, 1))), "rows in a sheet"},
		"rows beyond all measure":  {ods(t, "", table("June", strings.Replace(row, "<table:table-row", `<table:table-row table:number-rows-repeated="99999999999"`, 1))), "number-rows-repeated"},
		"many rows of many cells":  {ods(t, "", table("June", `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>a</text:p></table:table-cell></table:table-row>`)), "cells"},
		"cells without end":        {ods(t, "", table("June", `<table:table-row><table:table-cell table:number-columns-repeated="16385"><text:p>a</text:p></table:table-cell></table:table-row>`)), "more than 16384 cells"},
		"rows of repeated cells":   {ods(t, "", table("June", strings.Repeat(`<table:table-row><table:table-cell table:number-columns-repeated="16000"><text:p>a</text:p></table:table-cell></table:table-row>`, 1000))), "cells"},
		"cut off":                  {zipped(t, map[string]io.Reader{"content.xml": strings.NewReader(`<a><table:table table:name="x">`)}), "damaged in content.xml"},
		"no content":               {zipped(t, map[string]io.Reader{"mimetype": strings.NewReader("application/vnd.oasis.opendocument.spreadsheet")}), "content.xml"},
		"encrypted":                {zipped(t, map[string]io.Reader{"content.xml": strings.NewReader("\x07\x99"), "META-INF/manifest.xml": strings.NewReader(`<m><file-entry full-path="content.xml"><encryption-data/></file-entry></m>`)}), "password"},
		"a text document":          {zipped(t, map[string]io.Reader{"mimetype": strings.NewReader("application/vnd.oasis.opendocument.text"), "content.xml": strings.NewReader("<a/>")}), "text document"},
		"a binary workbook":        {zipped(t, map[string]io.Reader{"xl/workbook.bin": strings.NewReader("\x83\x01")}), ".xlsb"},
		"without a table of money": {ods(t, "", `<table:table table:name="a"/>`), "without headings"},
	} {
		t.Run(name, func(t *testing.T) { wantsSum(t, c.file, c.sum) })
	}
}

// wantsSum wants a file read with a sum, or refused with what the error says.
func wantsSum(t *testing.T, file []byte, sum string) {
	t.Helper()
	f, err := spend.NewLedger().Read(bytes.NewReader(file), allFormats)
	if strings.HasPrefix(sum, "£") {
		if err != nil || f.Accounting.Sum.String() != sum || !f.Accounting.Balanced() {
			t.Errorf("got %s, %v, want %s: %+v %v", f.Accounting.Sum, err, sum, f.Accounting, f.Problems)
		}
	} else if err == nil || !strings.Contains(err.Error(), sum) {
		t.Errorf("got %v of %s, want an error that says %q", err, f.Accounting.Sum, sum)
	}
}

func TestHTML(t *testing.T) {
	const head = "<tr><th>Entity<th>Date<th>Supplier<th>Amount</tr>"
	const row = "<tr><td>NHS Example CCG</td><td>30/04/2015</td><td>ALPHA &amp; CO</td><td>30,000.50</td></tr>"
	for name, c := range map[string]struct{ page, sum string }{
		"plain":                   {"<html><body><table>" + head + row + row + "</table></body></html>", "£60,001.00"},
		"no table around":         {"<table>" + head + row + "</table>", "£30,000.50"},
		"in capitals, never shut": {"<!DOCTYPE html><HTML><TABLE>" + strings.ToUpper(strings.NewReplacer("</td>", "", "</tr>", "").Replace(head+row+row)), "£60,001.00"},
		"two tables":              {"<html><table><tr><td>Menu</td></tr></table><table>" + head + row + "</table><table>" + head + strings.ReplaceAll(row, "30,000", "40,000") + "</table>", "£70,001.00"},
		"a table within a table":  {"<html><table><tr><td><table>" + head + row + "</table></td></tr></table>", "£30,000.50"},
		"a merged payer":          {"<html><table>" + head + "<tr><td rowspan=2>NHS Example CCG<td>30/04/2015<td>A<td>1</tr><tr><td>30/04/2015<td>B<td>2</tr>" + row + "</table>", "£30,003.50"},
		"cells over two columns":  {"<html><table><tr><th colspan='2'>Entity<th>Date<th>Supplier<th>Amount</tr><tr><td>X<td>NHS<td>30/04/2015<td>A<td>7</tr></table>", "£7.00"},
		"the number behind":       {"<html xmlns:x='u'><table>" + head + "<tr><td>E<td>30/04/2015<td>A<td x:num=\"30000.5\">30,001</tr></table>", "£30,000.50"},
		"a number that is none":   {"<html xmlns:x='u'><table>" + head + "<tr><td>E<td>30/04/2015<td>A<td x:num=\"\">30,001</tr></table>", "£30,001.00"},
		"scripts and comments":    {"<html><script>if (a<b) document.write('<table>')</script><table><!-- <tr><td>1 -->" + head + row + "</table>", "£30,000.50"},
		"an amount with a <":      {"<html><table>" + head + "<tr><td>E<td>30/04/2015<td>A < B<td>5</tr></table>", "£5.00"},
		"Windows-1252":            {"<html><table>" + head + "<tr><td>E<td>30/04/2015<td>CAF\xc9 &amp; A<td>\xa35</tr></table>", "£5.00"},
		"a page that says no":     {"<html><body>404 Not Found</body></html>", "web page"},
		"a menu":                  {"<html><table><tr><td>Home</td></tr></table></html>", "web page"},
		"columns beyond a sheet":  {"<html><table>" + head + "<tr>" + strings.Repeat("<td>", 20_000) + "</table>", "more than 16384 cells"},
		"rows within rows":        {"<html>" + strings.Repeat("<table><tr><td>", 100), "within one another"},
		"spans over everything":   {"<html><table>" + head + "<tr>" + strings.Repeat("<td rowspan=9999999>", 15_000) + strings.Repeat("<tr>", 500_000), "cells"},
		"tables without end":      {"<html>" + strings.Repeat("<table></table>", 1000), "sheets"},
		"a cell without end":      {"<html><table><tr><td>" + strings.Repeat("x", 200_000), "bytes in a cell"},
		"tags without end":        {"<html><table>" + head + row + strings.Repeat("<a ", 100_000), "£30,000.50"},
		"scripts without end":     {"<html><table>" + head + row + strings.Repeat("<script>", 100_000), "£30,000.50"},
		"comments without end":    {"<html><table>" + head + row + strings.Repeat("<!--", 100_000), "£30,000.50"},
	} {
		t.Run(name, func(t *testing.T) { wantsSum(t, []byte(c.page), c.sum) })
	}
}

// TestHTMLNames wants the words of a page as a browser shows them.
func TestHTMLNames(t *testing.T) {
	for cell, want := range map[string]string{
		"A &amp; B": "A & B", "CAF\xc9 &amp; A": "CAFÉ & A", "Soci&eacute;t&eacute;": "Société", " A<br>B\n  C": "A B C", "&#163;": "£", "<b>Bold</b> Ltd": "Bold Ltd", "A&nbsp;B": "A B", "Società": "Società",
	} {
		page := "<html><table><tr><th>Entity<th>Date<th>Supplier<th>Amount</tr><tr><td>E<td>30/04/2015<td>" + cell + "<td>5</tr></table>"
		ledger := spend.NewLedger()
		if _, err := ledger.Read(strings.NewReader(page), allFormats); err != nil {
			t.Fatal(err)
		}
		groups, err := ledger.GroupByUnmasked(spend.BySupplier)
		if err != nil || len(groups) != 1 || groups[0].Supplier != want {
			t.Errorf("%q is read as %+v, %v, want %q", cell, groups, err, want)
		}
	}
}

func ExampleFormats() {
	page := `<html><table><tr><th>Entity<th>Date<th>Supplier<th>Amount
		<tr><td>NHS Example CCG<td>30/04/2015<td>NHS SAMPLE CSU<td>£30,000.00</table></html>`
	options := spend.Options{Name: "april.xls", Formats: workbook.Formats(workbook.Limits{})}
	file, err := spend.NewLedger().Read(strings.NewReader(page), options)
	fmt.Println(file.Format, file.Accounting.Sum, err)
	// Output: html £30,000.00 <nil>
}

func ExampleHTML() {
	page := `<table><tr><td>NHS Example CCG<td>30000.00</table>`
	book, err := workbook.HTML{}.Open(context.Background(), []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer book.Close()
	fmt.Println(book.Sheets())
	// Output: [{table 1 false}]
}

func ExampleODS() {
	_, err := workbook.ODS{}.Open(context.Background(), []byte("not an archive"))
	fmt.Println(err)
	// Output: the workbook is damaged in its directory: zip: not a valid zip file
}
