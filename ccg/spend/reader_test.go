package spend

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

const header = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\n"

// readAll returns the rows as "kind" or "kind: reason", and the file.
func readAll(t testing.TB, text string, o Options) ([]string, File) {
	t.Helper()
	r, err := NewReader(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for row, err := range r.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		s := row.Kind.String()
		if row.Reason != "" {
			s += ": " + string(row.Reason)
		}
		kinds = append(kinds, s)
	}
	return kinds, r.File()
}

// TestVariants holds every way that files differ from the template.
// It is long because it is a table of files.
func TestVariants(t *testing.T) {
	const p, h, b, n, tot = "payment", "header", "blank", "note", "total"
	for name, c := range map[string]struct {
		text  string
		kinds []string
		sum   string
		check func(*testing.T, File)
	}{
		"template": {
			header + "Health,NHS X CCG,30/04/2020,Charges from CSU,CORPORATE,NHS X CSU,31900001,\"125,000.50\"\nHealth,NHS X CCG,30/04/2020,Rent,AREA,ACME LTD,31900002,\"-25,000.00\"\n",
			[]string{h, p, p}, "£100,000.50", nil,
		},
		"title lines, semicolons, type marks": {
			"Spend over 25k;;;\n\nDEPARTMENT(T);ENTITY(T);DATE(D);EXPENSE_TYPE(T);EXPENSE_AREA(T);Supplier(T);TRANSACTION_NUM(T);AMOUNT(N)\nDEFRA;Fish;09/04/2010;Boats;SEA;ACME;17;1200.50\n",
			[]string{n, b, h, p}, "£1,200.50", func(t *testing.T, f File) {
				if f.Delimiter != ";" || f.HeaderLine != 3 {
					t.Errorf("delimiter %q, header line %d", f.Delimiter, f.HeaderLine)
				}
			},
		},
		"whole pounds under no heading, a code beside them": {
			"Entity,Date,Expense Type,Supplier,Transaction Number,,PO Number\nNHS X CCG,01/11/2013,Rent,ACME LTD,12665764,26787,1\nNHS X CCG,01/11/2013,Rent,ACME LTD,12665950,117795,2\n",
			[]string{h, p, p}, "£144,582.00", nil,
		},
		"line ends of the old Macintosh, line feeds in cells": {
			strings.ReplaceAll(header, "\n", "\r") + "Health,NHS X CCG,30/04/2020,Rent,AREA,\"ACME\nLTD\",1,26000.00\rHealth,NHS X CCG,30/04/2020,Rent,AREA,ACME LTD,2,\"+27,000.00\"\r",
			[]string{h, p, p}, "£53,000.00", nil,
		},
		"columns in another order, slips in the headings": {
			"Suppklier,Dept.,Data,Exepnse Area,Expense Typoe,TransNo, Amount (œ) \nACME LTD,Health,30/04/2020,AREA,Rent,1,£5.00\n",
			[]string{h, p}, "£5.00", func(t *testing.T, f File) {
				want := map[string]string{"Supplier": "Suppklier", "Department family": "Dept.", "Date": "Data", "Expense area": "Exepnse Area", "Expense type": "Expense Typoe", "Transaction number": "TransNo", "Amount": "Amount (œ)"}
				if diff := cmp.Diff(want, f.Columns); diff != "" {
					t.Errorf("columns (-want +got):\n%s", diff)
				}
			},
		},
		"carriage returns alone": {strings.ReplaceAll(header+"H,E,30/04/2020,T,A,S,1,5.00\n", "\n", "\r"), []string{h, p}, "£5.00", nil},
		"CRLF and mark":          {"\xef\xbb\xbf" + strings.ReplaceAll(header+"H,É,30/04/2020,T,A,S,1,5.00\n", "\n", "\r\n"), []string{h, p}, "£5.00", encoding("UTF-8")},
		"Windows-1252":           {header + "H,E,30/04/2020,T,A,M\xfcller \x96 Co,1,\xa35.00\n", []string{h, p}, "£5.00", encoding("Windows-1252")},
		"no line end at the end": {header + "H,E,30/04/2020,T,A,S,1,5.00", []string{h, p}, "£5.00", nil},
		"line breaks in cells":   {header + "H,E,30/04/2020,\"T\nmore\",A,\"S \"\"x\"\" \r\n y\",1,5.00\nH,E,30/04/2020,T,A,S,1,5.00\n", []string{h, p, p}, "£10.00", lines(5)},
		"quote never closed":     {header + "H,E,30/04/2020,T,A,\"S,1,5.00\nH,E,30/04/2020,T,A,S,1,\"5.00\"\n", []string{h, p, p}, "£10.00", reason(QuoteUnclosed, 1)},
		"bare quotes":            {header + "H,E,30/04/2020,T,A,S \"the\" best,1,5.00\nH,E,30/04/2020,T,A,\"S \"the\" best\",1,5.00\n", []string{h, p, p}, "£10.00", nil},
		"ragged":                 {header + "H,E,30/04/2020,T,A,S,1,5.00,,,\nH,E,30/04/2020,T,A,S,1\n,,,\n\n", []string{h, p, "rejected: no amount", b, b}, "£5.00", nil},
		"extra text":             {header + "H,E,30/04/2020,T,A,S,1,5.00,see note\n", []string{h, p}, "£5.00", reason(CellsExtra, 1)},
		"second block": {
			header + "H,E,30/04/2020,T,A,S,1,5.00\n\nMay 2020\nDate,Supplier,Amount\n31/05/2020,S,7.00\n",
			[]string{h, p, b, n, h, p}, "£12.00", nil,
		},
		"totals": {
			header + "H,E,30/04/2020,T,A,TOTAL GAS LTD,1,5.00\nH,E,30/04/2020,T,A,S,2,6.00\n,,,,,Total,,11.00\n,,,,,,,11.00\nGrand Total,,,,,,,11.00\n",
			[]string{h, p, p, tot, tot, tot}, "£11.00", nil,
		},
		"an amount alone": {header + "H,E,30/04/2020,T,A,S,1,5.00\n,,,,,,,3.00\n", []string{h, p, "set apart: amount without any other text"}, "£5.00", nil},
		"amounts that are none": {
			header + "H,E,30/04/2020,T,A,S,1,########\nH,E,30/04/2020,T,A,S,2,\nH,E,30/04/2020,T,A,S,3,see above\nH,E,30/04/2020,T,A,S,4, -   \nNotes: all above,,,,,,,\n",
			[]string{h, "rejected: amount hidden by a narrow column", "rejected: no amount", "rejected: amount not readable", p, n}, "£0.00", nil,
		},
		"comma that cuts the amount": {header + "H,E,30/04/2020,T,A,S,1,125,000.50\n", []string{h, "set apart: amount cut in two by a comma"}, "£0.00", nil},
		"transaction number as amount": {
			header + "H,E,30/04/2020,T,A,S,31900001,\"5,000.00\"\nH,E,30/04/2020,T,A,S,31900002,31900002\n", []string{h, p, "set apart: transaction number in the amount column"}, "£5,000.00",
			func(t *testing.T, f File) {
				if got := f.Accounting.SetApartSum.String(); got != "£31,900,002.00" {
					t.Errorf("set apart %s", got)
				}
			},
		},
		"date glued to the entity": {
			"Department,Entity,Expense Type,Supplier,Amount\nHealth,NHS Example CCG31/01/2021,Rent,ACME,5.00\n", []string{h, p}, "£5.00",
			func(t *testing.T, f File) {
				if f.Dates.Main.String() != "2021-01" {
					t.Errorf("main month %v", f.Dates.Main)
				}
			},
		},
		"amount under an empty heading": {"Department,Entity,Date,Expense Type,Supplier,\nHealth,E,30/04/2020,Rent,ACME,5.00\nHealth,E,30/04/2020,Rent,ACME,6.00\nHealth,E,30/04/2020,Rent,ACME,7.00\n", []string{h, p, p, p}, "£18.00", nil},
		"no headings at all": {
			"Health,E,30/04/2020,Rent,AREA,ACME,1,5.00\nHealth,E,30/04/2020,Rent,AREA,ACME,2,6.00\nHealth,E,30/04/2020,Rent,AREA,ACME,3,7.00\n", []string{p, p, p}, "£18.00",
			func(t *testing.T, f File) {
				if f.HeaderLine != 0 || f.Columns["Supplier"] != "" {
					t.Errorf("header line %d, columns %v", f.HeaderLine, f.Columns)
				}
			},
		},
		"the last of several amounts": {
			"Date,Supplier,Net Amount,VAT Amount,Amount Including VAT\n30/04/2020,ACME,5.00,1.00,6.00\n", []string{h, p}, "£6.00",
			func(t *testing.T, f File) {
				if f.VAT != nhs.WithVAT {
					t.Errorf("VAT %s", f.VAT)
				}
			},
		},
		"parts of a penny sum exactly": {header + "H,E,30/04/2020,T,A,S,1,0.004\nH,E,30/04/2020,T,A,S,2,0.004\nH,E,30/04/2020,T,A,S,3,0.004\n", []string{h, p, p, p}, "£0.01", reason(AmountRounded, 3)},
		"dates that do not read":       {header + "H,E,25/01/212,T,A,S,1,5.00\nH,E,,T,A,S,2,6.00\n", []string{h, p, p}, "£11.00", reason(DateUnreadable, 1)},
		"NUL":                          {header + "H,E,30/04/2020,T,A,S\x00T,1,5.00\n", []string{h, p}, "£5.00", reason(ControlCharacter, 1)},
		"two headings alike":           {"Entity,Date,Expense Area,Expense Area,Supplier,Amount\nE,30/04/2020,A,T,S,5.00\n", []string{h, p}, "£5.00", nil},
		"tabs":                         {strings.ReplaceAll(header+"H,E,30/04/2020,T,A,S,1,5.00\n", ",", "\t"), []string{h, p}, "£5.00", nil},
	} {
		t.Run(name, func(t *testing.T) {
			kinds, f := readAll(t, c.text, Options{})
			if diff := cmp.Diff(c.kinds, kinds); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if got := f.Accounting.Sum.String(); got != c.sum {
				t.Errorf("sum %s, want %s", got, c.sum)
			}
			if !f.Accounting.Balanced() {
				t.Errorf("not every line is accounted for: %+v", f.Accounting)
			}
			if c.check != nil {
				c.check(t, f)
			}
		})
	}
}

// TestHeadings holds the spellings of headings that were seen.
func TestHeadings(t *testing.T) {
	for column, headings := range map[Column][]string{
		DepartmentFamily:  {"Department family", "Departmental Family", "Department", "Dept Family", "Dept.", "Department of Health"},
		Entity:            {"Entity", "Entuty", "CCG", "Organisation Name"},
		PaymentDate:       {"Date", "Date Paid", "Date of payment", "Payment Date", "Pay date", "Data"},
		ExpenseType:       {"Expense Type", "Expsene Type", "Expense Typoe"},
		ExpenseArea:       {"Expense Area", "Exepnse Area", "Expsense Area", "Exepense Area", "Expenses Area"},
		Supplier:          {"Supplier", "Supplier Name", "Suppklier", "Merchant", "Supplier(T)"},
		TransactionNumber: {"Transaction Number", "Transaction", "Transaction Reference", "Transaction no", "TransNo", "Their Reference"},
		Amount:            {"Amount", " Amount ", "AP Amount", "Total", "Spend", "Payment Value", "Amount in Sterling", "Amount (œ)", "Amount Including VAT", "DISTRIBUTION_AMOUNT", "£"},
	} {
		for _, text := range headings {
			if got := heading(text).column; got != column {
				t.Errorf("%q is the column %q, want %q", text, got, column)
			}
			if got := heading(strings.ToUpper(text)).column; got != column {
				t.Errorf("%q in capitals is the column %q, want %q", text, got, column)
			}
		}
	}
}

func encoding(want string) func(*testing.T, File) {
	return func(t *testing.T, f File) {
		if f.Encoding != want {
			t.Errorf("encoding %s, want %s", f.Encoding, want)
		}
	}
}

func lines(want int) func(*testing.T, File) {
	return func(t *testing.T, f File) {
		if f.Accounting.Lines != want {
			t.Errorf("%d lines, want %d", f.Accounting.Lines, want)
		}
	}
}

func reason(r Reason, want int) func(*testing.T, File) {
	return func(t *testing.T, f File) {
		if f.Reasons[r] != want {
			t.Errorf("%v, want %d of %q", f.Reasons, want, r)
		}
	}
}

func TestText(t *testing.T) {
	text := header + "Health,NHS\u00a0X  CCG,30/04/2020,Caf\xe9 \x96 bar,A,\"M\xfcller\nLtd\",1,5.00\n"
	r, err := NewReader(strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range r.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if row.Kind != Payment {
			continue
		}
		for c, want := range map[Column]string{Entity: "NHS X CCG", ExpenseType: "Café – bar", Supplier: "Müller Ltd"} {
			if got := row.Text(c); got != want {
				t.Errorf("%v is %q, want %q", c, got, want)
			}
		}
	}
}

func TestUTF16(t *testing.T) {
	text := header + "Health,É,30/04/2020,T,A,S😀,1,£5.00\n"
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var b []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			b = order.AppendUint16(b, u)
		}
		kinds, f := readAll(t, string(b), Options{})
		if diff := cmp.Diff([]string{"header", "payment"}, kinds); diff != "" || f.Encoding != "UTF-16" {
			t.Errorf("%v: encoding %s, rows (-want +got):\n%s", order, f.Encoding, diff)
		}
	}
}

func TestFormats(t *testing.T) {
	for name, c := range map[string]struct {
		head string
		want Format
	}{
		"xls": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", XLS}, "pdf": {"%PDF-1.4\n%âã", PDF}, "html": {"<!DOCTYPE html><html>", HTML}, "gzip": {"\x1f\x8b\x08\x00", GZIP}, "empty": {"", Empty},
		"spaces": {" \n\r\n ", Empty}, "xml": {"<?xml version=\"1.0\"?><Workbook/>", XML}, "ods": {"PK\x03\x04\x14\x00\x00\x08\x00\x00" + strings.Repeat("\x00", 20) + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ODS},
		"binary": {strings.Repeat("\x00\x01\x02\x03\xff", 100), Binary}, "json": {`{"a":1}`, JSON}, "prose": {"Dear all,\nplease find enclosed nothing.\n", Prose}, "png": {"\x89PNG\r\n\x1a\n", Image},
		"numbers without meaning": {strings.Repeat("1,2,3\n", 100), Prose}, "headings only": {"Department,Entity,Date,Supplier\nH,E,30/04/2020,S\n", Prose},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewReader(strings.NewReader(c.head), Options{Name: "april.csv"})
			e, ok := errors.AsType[*FormatError](err)
			if !ok || e.Format != c.want || !strings.Contains(e.Error(), "april.csv") || e.Advice == "" {
				t.Errorf("got %v, want a FormatError of %s", err, c.want)
			}
		})
	}
}

// FuzzReader wants every physical line of any text accounted for, and the same
// sums from the rows as from the ledger.
func FuzzReader(f *testing.F) {
	for _, s := range []string{
		header + "H,E,30/04/2020,T,A,S,1,\"5,000.00\"\n", header + "H,E,4/30/2020,T,A,\"S\nx\",1,(5.00)\r\n,,,,,,,5.00\n", "\"" + header + "H,E,30/04/2020,T,A,\"S,1,5\n",
		"Date;Supplier;Amount\n30/04/2020;S;5\n\n", "\xff\xfeD\x00a\x00", "Date,Supplier,Amount\r30/04/2020,S,5\r", header + strings.Repeat("H,E,30/04/2020,T,A,S,31900001,31900001\n", 30),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := NewReader(bytes.NewReader(data), Options{})
		if err != nil {
			return
		}
		if r.file.Format != CSV {
			return
		}
		var sum int64
		last := 0
		for row, err := range r.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if row.Kind == 0 || row.Lines < 1 || row.Line != last+1 {
				t.Fatalf("row %+v after line %d", row, last)
			}
			last = row.Line + row.Lines - 1
			if row.Kind == Payment {
				sum += row.Pence
			}
			line := row.Copy()
			for _, s := range append(row.Cells(), line.Supplier, line.Entity) {
				if s != strings.ToValidUTF8(s, "") {
					t.Fatalf("text %q is not clean", s)
				}
			}
		}
		file := r.File()
		if !file.Accounting.Balanced() {
			t.Fatalf("not balanced: %+v", file.Accounting)
		}
		if got, _ := file.Accounting.Sum.Pence(); got != sum {
			t.Fatalf("sum %d, want %d", got, sum)
		}
		if file.Encoding != "UTF-16" {
			text := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
			eol := []byte{r.src.(*textSource).eol}
			want := bytes.Count(text, eol)
			if !bytes.HasSuffix(text, eol) && len(text) > 0 {
				want++
			}
			if file.Accounting.Lines != want {
				t.Fatalf("%d lines accounted for, the file has %d", file.Accounting.Lines, want)
			}
		}
		l := NewLedger()
		if _, err := l.Read(bytes.NewReader(data), Options{}); err != nil {
			t.Fatal(err)
		}
		n, total := l.Total()
		if p, _ := total.Pence(); p != sum || n != file.Accounting.Payments.Rows {
			t.Fatalf("the ledger has %d payments of %d, want %d of %d", n, p, file.Accounting.Payments.Rows, sum)
		}
	})
}
