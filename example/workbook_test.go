package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/cli"
	"github.com/opencommissioning/commissioning/example/server"
)

// workbookOf returns the smallest workbook there is with the rows of a sheet.
func workbookOf(t *testing.T, rows ...[]string) []byte {
	t.Helper()
	var sheet strings.Builder
	for _, row := range rows {
		sheet.WriteString("<row>")
		for _, cell := range row {
			sheet.WriteString(`<c t="inlineStr"><is><t>` + cell + `</t></is></c>`)
		}
		sheet.WriteString("</row>")
	}
	const schemas = "http://schemas.openxmlformats.org/"
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="` + schemas + `package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="` + schemas + `package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + schemas + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="` + schemas + `spreadsheetml/2006/main" xmlns:r="` + schemas + `officeDocument/2006/relationships">` +
			`<sheets><sheet name="April" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + schemas + `package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + schemas + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="` + schemas + `spreadsheetml/2006/main"><sheetData>` + sheet.String() + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func aWorkbook(t *testing.T) []byte {
	return workbookOf(t,
		[]string{"Department family", "Entity", "Date", "Expense type", "Expense area", "Supplier", "Transaction number", "Amount"},
		[]string{"Department of Health", "NHS Darlington CCG", "30/04/2015", "Charges from CSU", "CORPORATE COSTS", "NORTH OF ENGLAND CSU", "31900001", "125000.5"})
}

// TestWorkbookAtTheDemo sends a workbook wherever the demo takes a file of payments.
func TestWorkbookAtTheDemo(t *testing.T) {
	address := "http://" + listen(t, server.Options{}, nil)
	file := aWorkbook(t)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "april.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, to := range []struct {
		path, contentType string
		body              []byte
		says              string
	}{
		{"/v1/spend?name=april.xlsx", "application/octet-stream", file, `"125000.50"`},
		{"/spend", w.FormDataContentType(), form.Bytes(), "£125,000.50"},
		{"/spend/clean", w.FormDataContentType(), form.Bytes(), "NORTH OF ENGLAND CSU,31900001,125000.50"},
	} {
		answer, err := http.Post(address+to.path, to.contentType, bytes.NewReader(to.body))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), to.says) {
			t.Errorf("%s: status %d, %v, want %q in %s", to.path, answer.StatusCode, err, to.says, body)
		}
	}
}

// TestWorkbookAtTheCommandLine reads a workbook by itself, in a folder and as a
// publication.
func TestWorkbookAtTheCommandLine(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "april.xlsx")
	if err := os.WriteFile(name, aWorkbook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		says string
		args []string
	}{
		{"£125,000.50", []string{"spend", name}},
		{"£125,000.50", []string{"spend", dir}},
		{"(spend): nothing found", []string{"check", "-kind", "spend", name}},
	} {
		var out, failed bytes.Buffer
		status := cli.Run(t.Context(), c.args, strings.NewReader(""), &out, &failed)
		if status == cli.Failed || !strings.Contains(out.String(), c.says) {
			t.Errorf("%v: status %d, %s, want %q in %s", c.args, status, &failed, c.says, &out)
		}
	}
}

// TestAbandonedUploads wants the files of clients that have gone not to keep others
// waiting: two of the workbooks that take longest, and then a small file.
func TestAbandonedUploads(t *testing.T) {
	address := listen(t, server.Options{}, nil)
	worst := workbookOf(t, []string{"Entity", "Date", "Supplier", "Amount"}, []string{"x</t></is>" + strings.Repeat("<v/>", 3_500_000) + "<is><t>"})
	for range 2 {
		conn := dial(t, address, fmt.Sprintf("POST /v1/spend?name=worst.xlsx HTTP/1.1\r\nHost: %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n%s", address, len(worst), worst))
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := http.Post("http://"+address+"/v1/spend", "text/csv", strings.NewReader("Date,Supplier,Amount\n01/04/2015,A LTD,26000.00\n"))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("status %d, want the small file read", answer.StatusCode)
	}
}

// TestFormatsByContent sends files of every format as plain bytes under a name that
// says otherwise.
func TestFormatsByContent(t *testing.T) {
	address := "http://" + listen(t, server.Options{}, nil)
	const csv = "Entity,Date,Supplier,Amount\nE,01/04/2015,A LTD,26000.00\n"
	var compressed, archive bytes.Buffer
	gz := gzip.NewWriter(&compressed)
	z := zip.NewWriter(&archive)
	inner, err := z.Create("april.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.Writer{gz, inner} {
		if _, err := io.WriteString(w, csv); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(gz.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		body   string
		status int
		format string
	}{
		"april.xlsx":   {csv, http.StatusOK, `"csv"`},
		"april.csv":    {string(aWorkbook(t)), http.StatusOK, `"xlsx"`},
		"april.xls":    {"<table><tr><th>Entity<th>Date<th>Supplier<th>Amount<tr><td>E<td>01/04/2015<td>A<td>5.00</table>", http.StatusOK, `"html"`},
		"april.csv.gz": {compressed.String(), http.StatusOK, `"csv"`},
		"april.zip":    {archive.String(), http.StatusOK, `"csv"`},
		"april.pdf":    {"%PDF-1.4\n", http.StatusUnsupportedMediaType, "PDF"},
	} {
		answer, err := http.Post(address+"/v1/spend?name="+name, "application/octet-stream", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != c.status || !strings.Contains(string(body), c.format) {
			t.Errorf("%s: status %d, %v, want %d and %s in %.300s", name, answer.StatusCode, err, c.status, c.format, body)
		}
	}
}
