package workbook_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// A biff is the records of an old workbook.
type biff struct{ bytes.Buffer }

// put writes a record of numbers, by their size, and bytes.
func (b *biff) put(kind uint16, values ...any) {
	var body bytes.Buffer
	for _, v := range values {
		if text, ok := v.(string); ok {
			v = []byte(text)
		}
		if err := binary.Write(&body, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	for _, v := range []any{kind, uint16(body.Len()), body.Bytes()} {
		if err := binary.Write(b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
}

// label puts a text in a cell.
func (b *biff) label(row, column int, text string) {
	b.put(0x204, uint16(row), uint16(column), uint16(0), uint16(len(text)), byte(0), text)
}

func (b *biff) number(row, column int, f float64) {
	b.put(0x203, uint16(row), uint16(column), uint16(0), math.Float64bits(f))
}

// heads puts the headings in a row.
func (b *biff) heads(row int) {
	for i, h := range []string{"Entity", "Date", "Supplier", "Amount"} {
		b.label(row, i, h)
	}
}

// pay puts a payment in a row, but for its amount.
func (b *biff) pay(row int) {
	b.label(row, 0, "NHS Example CCG")
	b.number(row, 1, 42124)
	b.label(row, 2, fmt.Sprintf("SUPPLIER %d", row))
}

// oldWorkbook makes a workbook of one sheet, with records before the sheet and in it.
func oldWorkbook(globals, sheet func(*biff)) []byte {
	var b, s biff
	s.put(0x809, uint16(0x600), uint16(0x10), uint32(0), uint64(0))
	sheet(&s)
	s.put(0x0a)
	b.put(0x809, uint16(0x600), uint16(5), uint32(0), uint64(0))
	globals(&b)
	at := b.Len() + 4 + 8 + 5 + 4
	b.put(0x85, uint32(at), byte(0), byte(0), byte(5), byte(0), "April")
	b.put(0x0a)
	b.Write(s.Bytes())
	return compound("Workbook", b.Bytes())
}

// compound puts a stream in a file of streams. It has one sector for the table, one for
// the directory, and then those of the stream.
func compound(name string, stream []byte) []byte {
	stream = append(stream, make([]byte, max(4096-len(stream), 0))...)
	sectors := (len(stream) + 511) / 512
	if sectors > 120 {
		panic("the table has no room for more than 60 KB")
	}
	head := make([]byte, 512)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	put := func(b []byte, at int, v uint32) { binary.LittleEndian.PutUint32(b[at:], v) }
	head[30], head[32] = 9, 6
	put(head, 44, 1)          // sectors of the table
	put(head, 48, 1)          // of the directory, the first
	put(head, 60, 0xfffffffe) // no table of small streams
	put(head, 68, 0xfffffffe)
	for i := range 109 {
		put(head, 76+4*i, 0xffffffff)
	}
	put(head, 76, 0)
	table := bytes.Repeat([]byte{0xff}, 512)
	put(table, 0, 0xfffffffd)
	put(table, 4, 0xfffffffe)
	for i := range sectors {
		put(table, 8+4*i, uint32(i+3))
	}
	put(table, 8+4*(sectors-1), 0xfffffffe)
	directory := make([]byte, 512)
	for i, e := range []struct {
		name  string
		kind  byte
		start uint32
		size  int
	}{{"Root Entry", 5, 0xfffffffe, 0}, {name, 2, 2, len(stream)}} {
		d := directory[128*i:]
		for j, c := range e.name {
			d[2*j] = byte(c)
		}
		d[64], d[66] = byte(2*len(e.name)+2), e.kind
		put(d, 116, e.start)
		put(d, 120, uint32(e.size))
	}
	all := append(append(head, table...), directory...)
	return append(append(all, stream...), make([]byte, 512*sectors-len(stream))...)
}

func TestXLS(t *testing.T) {
	none := func(*biff) {}
	rows := func(more func(b *biff)) []byte {
		return oldWorkbook(none, func(b *biff) {
			b.heads(0)
			b.pay(1)
			b.number(1, 3, 30000.5)
			more(b)
		})
	}
	// A text of wide characters that goes on in another record as narrow ones.
	texts := func(b *biff) {
		b.put(0xfc, uint32(2), uint32(2), uint16(3), byte(0), "ABC", uint16(4), byte(1), uint16('D'), uint16(0x160))
		b.put(0x3c, byte(0), "EF")
	}
	for name, c := range map[string]struct {
		file []byte
		sum  string // or what the error says
	}{
		"plain":                 {rows(none), "£30,000.50"},
		"whole numbers, packed": {rows(func(b *biff) { b.pay(2); b.put(0x27e, uint16(2), uint16(3), uint16(0), uint32(31000)<<2|2) }), "£61,000.50"},
		"pence, packed":         {rows(func(b *biff) { b.pay(2); b.put(0x27e, uint16(2), uint16(3), uint16(0), uint32(3100001)<<2|3) }), "£61,000.51"},
		"a credit, packed":      {rows(func(b *biff) { b.pay(2); b.put(0x27e, uint16(2), uint16(3), uint16(0), uint32(0xfffffe72)) }), "£29,900.50"},
		"a fraction, packed": {rows(func(b *biff) {
			b.pay(2)
			b.put(0x27e, uint16(2), uint16(3), uint16(0), uint32(math.Float64bits(0.5)>>32))
		}), "£30,001.00"},
		"numbers in one record": {rows(func(b *biff) {
			b.label(2, 0, "NHS Example CCG")
			b.put(0xbd, uint16(2), uint16(1), uint16(0), uint32(42124)<<2|2, uint16(0), uint32(77)<<2|2, uint16(0), uint32(5)<<2|2, uint16(3))
		}), "£30,005.50"},
		"a formula": {rows(func(b *biff) {
			b.pay(2)
			b.put(6, uint16(2), uint16(3), uint16(0), math.Float64bits(7), make([]byte, 8))
		}), "£30,007.50"},
		"a formula of text": {rows(func(b *biff) {
			b.pay(2)
			b.put(6, uint16(2), uint16(3), uint16(0), byte(0), make([]byte, 5), uint16(0xffff), make([]byte, 8))
			b.put(0x207, uint16(4), byte(0), "8.00")
		}), "£30,008.50"},
		"truths are no amounts": {rows(func(b *biff) { b.pay(2); b.put(0x205, uint16(2), uint16(3), uint16(0), byte(1), byte(0)) }), "£30,000.50"},
		"faults are no amounts": {rows(func(b *biff) { b.pay(2); b.put(0x205, uint16(2), uint16(3), uint16(0), byte(42), byte(1)) }), "£30,000.50"},
		"cells out of order":    {oldWorkbook(none, func(b *biff) { b.number(1, 3, 9); b.pay(1); b.heads(0) }), "£9.00"},
		"a chart within": {rows(func(b *biff) {
			b.put(0x809, uint16(0x600), uint16(0x20), uint32(0), uint64(0))
			b.number(2, 3, 99)
			b.put(0x0a)
		}), "£30,000.50"},
		"a merged payer": {rows(func(b *biff) {
			b.number(2, 1, 42124)
			b.label(2, 2, "B")
			b.number(2, 3, 5)
			b.put(0xe5, uint16(1), uint16(1), uint16(2), uint16(0), uint16(0))
		}), "£30,005.50"},
		"texts that cells share":   {oldWorkbook(texts, func(b *biff) { b.heads(0); b.pay(1); b.put(0xfd, uint16(1), uint16(3), uint16(0), uint32(1)) }), "£0.00"},
		"a text that is not there": {rows(func(b *biff) { b.pay(2); b.put(0xfd, uint16(2), uint16(3), uint16(0), uint32(9)) }), "row 3, column 4: its text is number 9 of 0"},
		"a cell twice":             {rows(func(b *biff) { b.number(1, 3, 5) }), "two cells in row 2, column 4"},
		"a text beyond its record": {rows(func(b *biff) { b.put(0x204, uint16(2), uint16(0), uint16(0), uint16(900), byte(0), "x") }), "longer than its record"},
		"sheets that overlap":      {oldWorkbook(func(b *biff) { b.put(0x85, uint32(66), byte(0), byte(0), byte(3), byte(0), "May") }, func(b *biff) { b.heads(0); b.put(0x1, make([]byte, 4000)) }), "damaged"},
		"with a password":          {oldWorkbook(func(b *biff) { b.put(0x2f, uint16(1)) }, none), "password"},
		"of a later Excel":         {compound("EncryptedPackage", nil), "password"},
		"of Excel 95":              {compound("Book", nil), "Excel 95"},
		"a letter":                 {compound("WordDocument", nil), "without a workbook"},
		"cut off":                  {rows(none)[:1536+64], "ends too soon"},
		"only its head":            {rows(none)[:600], "compound document"},
		"nothing in it":            {compound("Workbook", nil), "not of Excel 97"},
	} {
		t.Run(name, func(t *testing.T) { wantsSum(t, c.file, c.sum) })
	}
}

// TestXLSTexts wants shared texts whole, whatever record they stand in.
func TestXLSTexts(t *testing.T) {
	file := oldWorkbook(func(b *biff) {
		b.put(0xfc, uint32(3), uint32(3), uint16(3), byte(0), "ABC",
			uint16(4), byte(8|4|1), uint16(1), uint32(2), uint16('D'), uint16(0x160)) // with a run and a reading behind
		b.put(0x3c, byte(0), "EF", "runs", "re")
		b.put(0x3c, uint16(1), byte(0), "\xe0")
	}, func(b *biff) {
		for i := range 3 {
			b.put(0xfd, uint16(0), uint16(i), uint16(0), uint32(i))
		}
	})
	book, err := workbook.XLS{}.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.Rows("April")
	if err != nil {
		t.Fatal(err)
	}
	row, err := rows.Next()
	if got := strings.Join(row.Cells, "|"); err != nil || got != "ABC|DŠEF|à" {
		t.Errorf("got %q, %v", got, err)
	}
}

// FuzzXLS changes an old workbook.
func FuzzXLS(f *testing.F) {
	f.Add(oldWorkbook(func(b *biff) {
		b.put(0xfc, uint32(1), uint32(1), uint16(3), byte(0), "A")
		b.put(0x3c, byte(1), "B\x00C\x00")
	}, func(b *biff) {
		b.heads(0)
		b.pay(1)
		b.number(1, 3, 30000.5)
		b.put(0xfd, uint16(2), uint16(3), uint16(0), uint32(0))
		b.put(0xbd, uint16(3), uint16(1), uint16(0), uint32(5), uint16(0), uint32(7), uint16(2))
		b.put(0xe5, uint16(1), uint16(1), uint16(2), uint16(0), uint16(0))
	}))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 32<<10 {
			t.Skip("too long to be worth its time")
		}
		costsWithin(t, workbook.XLS{Limits: fuzzLimits}, file, len(file))
	})
}

func ExampleXLS() {
	file := oldWorkbook(func(*biff) {}, func(b *biff) { // or a file that a body published
		b.heads(0)
		b.pay(1)
		b.number(1, 3, 125000.5)
	})
	book, err := workbook.XLS{}.Open(context.Background(), file)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer book.Close()
	read, err := spend.NewLedger().Read(bytes.NewReader(file), spend.Options{Formats: workbook.Formats(workbook.Limits{})})
	fmt.Println(book.Sheets(), read.Format, read.Accounting.Sum, err)
	// Output: [{April false}] xls £125,000.50 <nil>
}
