package spend

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Format is what sort of file something is, told by its content.
type Format string

// CSV can always be read, every other format where an [Opener] for it is handed
// over.
const (
	// CSV is delimited text.
	CSV Format = "csv"
	// XLSX is a workbook of Excel 2007 or later.
	XLSX Format = "xlsx"
	// XLS is a workbook of Excel 97 to 2003, or an encrypted later one.
	XLS Format = "xls"
	// ODS is an OpenDocument spreadsheet.
	ODS Format = "ods"
	// PDF is a page document.
	PDF Format = "pdf"
	// HTML is a web page, often one that says that a file was not found.
	HTML Format = "html"
	// XML is some other marked-up text, such as a spreadsheet of Excel 2003.
	XML Format = "xml"
	// JSON is a data document.
	JSON Format = "json"
	// ZIP is an archive that is no workbook.
	ZIP Format = "zip"
	// GZIP is compressed data.
	GZIP Format = "gzip"
	// Image is a picture.
	Image Format = "image"
	// Binary is something else that is no text.
	Binary Format = "binary"
	// Empty is a file without any content.
	Empty Format = "empty"
	// Prose is text without rows of payments.
	Prose Format = "text without a table of payments"
)

var advice = map[Format]string{
	XLSX:   "an Excel workbook (.xlsx), for which no opener was handed over: pass workbook.XLSX{} of package ccg/spend/workbook in Options.Formats, or save the file as CSV",
	XLS:    "an old Excel workbook (.xls) or an encrypted one: open it in a spreadsheet program and save it as CSV or .xlsx without a password",
	ODS:    "an OpenDocument spreadsheet: open it in a spreadsheet program and save it as CSV or .xlsx",
	PDF:    "a PDF: ask the publisher for the CSV, or extract the tables and check them against the printed totals",
	HTML:   "a web page: fetch the file that it links to",
	XML:    "an XML document: open it in a spreadsheet program and save it as CSV or .xlsx",
	JSON:   "a JSON document: export the payments as CSV",
	ZIP:    "a ZIP archive: unpack it and read the files in it one by one",
	GZIP:   "a gzip archive: unpack it first",
	Image:  "a picture: ask the publisher for the CSV",
	Binary: "no text and no workbook: check that the file was fetched whole",
	Empty:  "empty: check that the file was fetched whole",
	Prose:  "text without headings such as Date, Supplier and Amount near its beginning: check that it is the right file",
}

// A FormatError reports a file that cannot be read, what it is instead, and what
// to do about it.
type FormatError struct {
	// Name is the file's name, if known.
	Name string
	// Format is what the file looks like.
	Format Format
	// Advice says in words what the file is and what to do.
	Advice string
}

// Error names the file, what it is and what to do.
func (e *FormatError) Error() string {
	if e.Name == "" {
		return "the file is " + e.Advice
	}
	return fmt.Sprintf("%s is %s", e.Name, e.Advice)
}

func formatError(name string, f Format) error {
	return &FormatError{Name: name, Format: f, Advice: advice[f]}
}

// A LimitError reports a file that goes beyond what a reader will hold.
type LimitError struct {
	// What names the thing that is too large.
	What string
	// Limit is the most that is read, in the unit that What names.
	Limit int64
}

// Error says what is too large.
func (e *LimitError) Error() string {
	return fmt.Sprintf("the file has more than %d %s: split it, or save it as CSV, which has no such limit", e.Limit, e.What)
}

// detect tells the format by the first bytes of a file.
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

// archiveFormat tells what a ZIP archive is by the files in it.
func archiveFormat(packed []byte) (Format, error) {
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return Binary, err
	}
	for _, f := range z.File {
		switch {
		case strings.EqualFold(f.Name, "xl/workbook.xml"):
			return XLSX, nil
		case f.Name == "content.xml":
			return ODS, nil
		}
	}
	return ZIP, nil
}

// utf16Order returns the byte order of UTF-16 text, or nil for anything else.
func utf16Order(b []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	// Without a mark, every second byte of plain English is NUL.
	head := b[:min(len(b)&^1, 64)]
	if len(head) < 16 {
		return nil
	}
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch half := len(head) / 2; {
	case odd*10 >= half*9 && even == 0:
		return binary.LittleEndian
	case even*10 >= half*9 && odd == 0:
		return binary.BigEndian
	}
	return nil
}

// A utf16Reader turns UTF-16 into UTF-8.
type utf16Reader struct {
	r     io.Reader
	order binary.ByteOrder
	in    [4096]byte
	held  int
	out   []byte
	high  rune // first half of a pair
	err   error
}

// Read reads UTF-8.
func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		n, err := u.r.Read(u.in[u.held:])
		n += u.held
		u.held = 0
		out := make([]byte, 0, 3*n/2+4)
		i := 0
		for ; i+1 < n; i += 2 {
			out = u.unit(out, rune(u.order.Uint16(u.in[i:])))
		}
		if i < n {
			u.in[0] = u.in[i]
			u.held = 1
		}
		if err != nil {
			u.err = err
			if u.high != 0 || u.held > 0 {
				out = utf8.AppendRune(out, utf8.RuneError)
			}
		}
		u.out = out
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

func (u *utf16Reader) unit(out []byte, c rune) []byte {
	if u.high != 0 {
		high := u.high
		u.high = 0
		if r := utf16.DecodeRune(high, c); r != utf8.RuneError {
			return utf8.AppendRune(out, r)
		}
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	if c >= 0xd800 && c < 0xdc00 {
		u.high = c
		return out
	}
	return utf8.AppendRune(out, c)
}

// errTooMuch reports sums beyond £90,000,000,000,000,000, which no real files
// come to.
var errTooMuch = errors.New("the sum of the payments is beyond what can be held")
