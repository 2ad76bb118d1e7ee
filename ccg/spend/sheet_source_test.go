package spend

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A fakeBook is sheets of a format that only a test has.
type fakeBook struct {
	sheets []Sheet
	rows   map[string][][]string
	breaks error // after the last row
	closed *int
}

func (b fakeBook) Format() Format { return XLS }
func (b fakeBook) Open(_ context.Context, file []byte) (Book, error) {
	return b, nil
}
func (b fakeBook) Sheets() []Sheet { return b.sheets }
func (b fakeBook) From1904() bool  { return false }
func (b fakeBook) Close() error    { *b.closed++; return nil }
func (b fakeBook) Rows(sheet string) (SheetRows, error) {
	return &fakeRows{b.rows[sheet], b.breaks}, nil
}

type fakeRows struct {
	left   [][]string
	breaks error
}

func (r *fakeRows) Next() (SheetRow, error) {
	if len(r.left) == 0 {
		if r.breaks != nil {
			return SheetRow{}, r.breaks
		}
		return SheetRow{}, io.EOF
	}
	cells := r.left[0]
	r.left = r.left[1:]
	return SheetRow{Cells: cells, Hidden: cells == nil}, nil
}

func (r *fakeRows) Close() error { return nil }

const oldExcel = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

var sheetHeadings = []string{"Entity", "Date", "Supplier", "Amount"}

// TestOpener reads a format that nobody but the caller knows.
func TestOpener(t *testing.T) {
	closed := 0
	book := fakeBook{
		closed: &closed,
		sheets: []Sheet{{Name: "Notes"}, {Name: "Old", Hidden: true}, {Name: "April"}},
		rows: map[string][][]string{
			"Notes": {{"nothing", "to see"}},
			"Old":   {sheetHeadings, {"E", "43951", "S", "1"}},
			"April": {nil, sheetHeadings, {"E", "43951", "S", "1.5E2"}, {"E", "30/04/2020", "S", "(50.00)"}},
		},
	}
	kinds, f := readAll(t, oldExcel, Options{Formats: []Opener{book}})
	if diff := cmp.Diff([]string{"blank", "header", "payment", "payment"}, kinds); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if f.Format != XLS || f.Accounting.Sum.String() != "£100.00" || f.HiddenRows != 1 || !cmp.Equal(f.Sheets, []string{"April"}) || f.Dates.Main.String() != "2020-04" {
		t.Errorf("sum %s, %+v", f.Accounting.Sum, f)
	}
	if closed != 1 {
		t.Errorf("the book was closed %d times, want once", closed)
	}
}

func TestOpenerFails(t *testing.T) {
	closed, broken := 0, errors.New("the disk is gone")
	book := fakeBook{closed: &closed, sheets: []Sheet{{Name: "April"}}, rows: map[string][][]string{"April": {sheetHeadings}}, breaks: broken}
	_, err := NewReader(strings.NewReader(oldExcel), Options{Formats: []Opener{book}})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), `sheet "April", row 2`) || closed != 1 {
		t.Errorf("closed %d times, got %v, want the error of the rows and their place", closed, err)
	}
	book.breaks, book.rows = nil, nil
	_, err = NewReader(strings.NewReader(oldExcel), Options{Formats: []Opener{book}})
	if e, ok := errors.AsType[*FormatError](err); !ok || e.Format != XLS || !strings.Contains(e.Advice, "without headings") || closed != 2 {
		t.Errorf("closed %d times, got %v, want a FormatError", closed, err)
	}
}

// TestWithoutOpener wants the caller of a reader to learn how to read workbooks,
// however large they are.
func TestWithoutOpener(t *testing.T) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	if _, err := z.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"small": file.String(), "large": file.String() + strings.Repeat("x", maxPacked)} {
		_, err := NewReader(strings.NewReader(content), Options{Name: "april.xlsx", Formats: []Opener{fakeBook{}}})
		e, ok := errors.AsType[*FormatError](err)
		if !ok || e.Format != XLSX || !strings.Contains(e.Error(), "april.xlsx") || !strings.Contains(e.Advice, "ccg/spend/workbook") {
			t.Errorf("%s: got %v, want a FormatError that names the package to import", name, err)
		}
	}
}
