package spend

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cutBothWays cuts every record of the text once as the reader does and once by
// the longer look alone, and wants the same of both. It returns how many records
// were regular.
func cutBothWays(t *testing.T, text []byte, comma, eol byte) (regular int) {
	t.Helper()
	type cut struct {
		Cells         []string
		Length, Lines int
	}
	of := func(rec *record, length int) cut {
		rec.complete()
		c := cut{Length: length, Lines: rec.lines}
		for _, cell := range rec.cells {
			c.Cells = append(c.Cells, string(cell))
		}
		return c
	}
	s := &scanner{r: bytes.NewReader(nil), buf: text, end: len(text), eof: true, comma: comma, eol: eol}
	for s.pos < s.end {
		var a, b record
		length, ok := s.mark(&a, s.buf[s.pos:s.end])
		b.lines = 1
		p := s.buf[s.pos:s.end]
		want, found := s.parseIrregular(&b, p, bytes.IndexByte(p, eol))
		if !found {
			t.Fatal("no record at the end of the file")
		}
		if ok {
			regular++
			if diff := cmp.Diff(of(&b, want), of(&a, length)); diff != "" {
				t.Fatalf("the record at %d of %q (-want +got):\n%s", s.pos, text, diff)
			}
		}
		s.pos += want
	}
	return regular
}

// TestMark holds the marking of regular rows to the longer look, on text made of
// the bytes that matter.
func TestMark(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := []string{",", ",", "\n", "\r\n", "\"", "\"\"", "a", "£", "\xac", " ", "-", "\x00", "abcdefg", ",\"b, \"\"c\"\"\nd\",", "\"e\"\r\n", "plain,cells,of,text"}
	regular := 0
	for range 3000 {
		var text strings.Builder
		for range 40 {
			text.WriteString(pieces[random.IntN(len(pieces))])
		}
		text.WriteString(strings.Repeat("x", random.IntN(80)))
		regular += cutBothWays(t, []byte(text.String()), ',', '\n')
	}
	if regular < 3000 {
		t.Errorf("only %d records were regular", regular)
	}
}

// TestMarkBound shows that a long record and an unclosed quotation mark are left
// to the longer look.
func TestMarkBound(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a,", maxMarked) + "\n", "\"" + strings.Repeat("a\n", maxMarked), strings.Repeat("\"\"", maxMarked) + "\n",
	} {
		s := &scanner{r: strings.NewReader(text), comma: ',', eol: '\n'}
		s.begin()
		if n, ok := s.mark(new(record), s.buf[:s.end]); ok {
			t.Errorf("a record of %d bytes was marked in %.20q", n, text)
		}
		var rec record
		s.frozen = false
		lines := 0
		for {
			err := s.next(&rec)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			lines += rec.lines
		}
		if want := strings.Count(text, "\n"); lines != want {
			t.Errorf("%d lines of %d in %.20q", lines, want, text)
		}
	}
}

// FuzzMark is TestMark on any text.
func FuzzMark(f *testing.F) {
	f.Add([]byte("a,\"b \"\"c\"\"\nd\",e\r\n"+strings.Repeat("x,", 40)+"\n"+strings.Repeat("\"y\",", 20)+"\n"+strings.Repeat("z", 70)), byte(','), false)
	f.Fuzz(func(t *testing.T, text []byte, comma byte, mac bool) {
		eol := byte('\n')
		if mac {
			eol = '\r'
		}
		if comma >= 0x80 || comma == '"' || comma == '\n' || comma == '\r' || comma == 0 {
			comma = ';'
		}
		cutBothWays(t, text, comma, eol)
	})
}
