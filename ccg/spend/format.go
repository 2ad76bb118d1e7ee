package spend

import (
	"bytes"
	"fmt"
)

// A Format is the format of a file, recognised by its content.
type Format string

// CSV can always be read; any other format needs an [Opener].
const (
	// CSV is delimited text.
	CSV Format = "csv"
	// XLSX is a workbook of Excel 2007 or later.
	XLSX Format = "xlsx"
	// XLSB is a binary workbook of Excel 2007 or later.
	XLSB Format = "xlsb"
	// XLS is a workbook of Excel 97 to 2003, or an encrypted later one.
	XLS Format = "xls"
	// ODS is an OpenDocument spreadsheet.
	ODS Format = "ods"
	// Document is a text document or a presentation of an office program.
	Document Format = "document"
	// PDF is a page document.
	PDF Format = "pdf"
	// HTML is a web page, often a message that a file was not found.
	HTML Format = "html"
	// XML is some other marked-up text, such as a spreadsheet of Excel 2003.
	XML Format = "xml"
	// JSON is a data document.
	JSON Format = "json"
	// ZIP is an archive other than a workbook.
	ZIP Format = "zip"
	// GZIP is compressed data.
	GZIP Format = "gzip"
	// Image is a picture.
	Image Format = "image"
	// Binary is anything else that is not text.
	Binary Format = "binary"
	// Empty is a file without any content.
	Empty Format = "empty"
	// Prose is text without rows of payments.
	Prose Format = "text without a table of payments"
)

var advice = map[Format]string{
	XLSX:     "an Excel workbook (.xlsx) without an opener: import github.com/opencommissioning/commissioning/ccg/spend/workbook and pass workbook.XLSX{} in Options.Formats, or save the file as CSV",
	XLSB:     "a binary Excel workbook (.xlsb): open it in a spreadsheet program and save it as CSV or .xlsx",
	XLS:      "an old Excel workbook (.xls) or an encrypted one, without an opener: pass workbook.XLS{} in Options.Formats, or open it in a spreadsheet program and save it as CSV or .xlsx without a password",
	ODS:      "an OpenDocument spreadsheet without an opener: pass workbook.ODS{} in Options.Formats, or open it in a spreadsheet program and save it as CSV or .xlsx",
	Document: "a text document or a presentation: ask the publisher for the CSV",
	PDF:      "a PDF: ask the publisher for the CSV, or extract the tables and check them against the printed totals",
	HTML:     "a web page: download the file that it links to",
	XML:      "an XML document: open it in a spreadsheet program and save it as CSV or .xlsx",
	JSON:     "a JSON document: export the payments as CSV",
	ZIP:      "a ZIP archive without a file to read, or within another archive: unpack it and read its files one by one",
	GZIP:     "a gzip file that is damaged, or within another archive: unpack it first",
	Image:    "a picture: ask the publisher for the CSV",
	Binary:   "neither text nor a workbook: check that the download is complete",
	Empty:    "empty: check that the download is complete",
	Prose:    "text without headings such as Date, Supplier and Amount near the top: check that it is the right file",
}

// A FormatError reports a file that cannot be read, its format, and what to do.
type FormatError struct {
	// Name is the file's name, if known.
	Name string
	// Format is what the file looks like.
	Format Format
	// Advice says what the file is and what to do.
	Advice string
}

// Error names the file, its format and what to do.
func (e *FormatError) Error() string {
	if e.Name == "" {
		return "the file is " + e.Advice
	}
	return fmt.Sprintf("%s is %s", e.Name, e.Advice)
}

func formatError(name string, f Format) error {
	return &FormatError{Name: name, Format: f, Advice: advice[f]}
}

// A LimitError reports a file that exceeds a limit of the reader.
type LimitError struct {
	// What names the thing that is too large.
	What string
	// Limit is the largest size accepted, in the unit that What names.
	Limit int64
}

// Error says what is too large.
func (e *LimitError) Error() string {
	switch e.What {
	case differentNames, lettersOfNames, sumsByBodyMonth:
		return fmt.Sprintf("there are more than %d %s: read fewer or smaller files at once", e.Limit, e.What)
	}
	return fmt.Sprintf("the file has more than %d %s: split it, or save it as CSV, which has no such limit", e.Limit, e.What)
}

// detect returns the format by the first bytes of a file.
func detect(b []byte) Format {
	text := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
	starts := func(marks ...string) bool {
		for _, m := range marks {
			if len(text) >= len(m) && bytes.EqualFold(text[:len(m)], []byte(m)) {
				return true
			}
		}
		return false
	}
	switch {
	case len(b) == 0:
		return Empty
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("PK\x05\x06")):
		head := b[:min(len(b), 200)]
		switch {
		case bytes.Contains(head, []byte("opendocument.spreadsheet")):
			return ODS
		case bytes.HasPrefix(b, []byte("PK\x05\x06")):
			return ZIP
		}
		return XLSX // or another archive: the directory at the end tells
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), bytes.HasPrefix(b, []byte("\x09\x08\x10\x00")):
		return XLS
	case bytes.HasPrefix(b, []byte("\x1f\x8b")):
		return GZIP
	case bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return PDF
	case starts("<!doctype html", "<html", "<head", "<body", "<table"):
		return HTML
	case starts("<?xml"):
		if bytes.Contains(bytes.ToLower(b[:min(len(b), 1024)]), []byte("<html")) {
			return HTML
		}
		return XML
	case starts("{\"", "{ \"", "{\n", "{\r", "[{", "[\n{", "[\""):
		return JSON
	case starts("{\\rtf"):
		return Binary
	case bytes.HasPrefix(b, []byte("\x89PNG")), bytes.HasPrefix(b, []byte("\xff\xd8\xff")), bytes.HasPrefix(b, []byte("GIF8")), bytes.HasPrefix(b, []byte("II*\x00")):
		return Image
	case utf16Order(b) != nil:
		return CSV
	case len(text) == 0:
		return Empty
	}
	// Text has no NUL and few other control characters.
	head := b[:min(len(b), 4096)]
	control := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			control++
		}
	}
	if control*20 > len(head) || control > 2 && bytes.Count(head, []byte{0})*50 > len(head) {
		return Binary
	}
	return CSV
}
