package spend_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// packed is files in a ZIP archive, by name and content in turn.
func packed(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const csvHeadings = "Entity,Date,Supplier,Transaction Number,Amount\n"

// payments are a small file of a month.
func payments(month, pounds int) string {
	return csvHeadings + fmt.Sprintf("E,30/%02d/2015,ALPHA LTD,A%[1]d,%d.00\nE,29/%02[1]d/2015,BETA LTD,B%[1]d,1.00\n", month, pounds)
}

func TestArchives(t *testing.T) {
	april, may := payments(4, 30_000), payments(5, 31_000)
	page := "<html><table><tr><th>Entity<th>Date<th>Supplier<th>Amount<tr><td>E<td>30/06/2015<td>A<td>7.00</table>"
	with := spend.Options{Formats: workbook.Formats(workbook.Limits{})}
	small := spend.Options{MaxUnpacked: 1000}
	for name, c := range map[string]struct {
		file    string
		options spend.Options
		sum     string // or what the error says
		members []string
	}{
		"one file":              {packed(t, "April.csv", april), spend.Options{}, "£30,001.00", nil},
		"one file in a folder":  {packed(t, "2015/", "", "2015/April.csv", april, "__MACOSX/2015/._April.csv", "\x00", "2015/.DS_Store", "\x00"), spend.Options{}, "£30,001.00", nil},
		"compressed":            {gzipped(t, april), spend.Options{}, "£30,001.00", nil},
		"one page":              {packed(t, "June.xls", page), with, "£7.00", nil},
		"a page, compressed":    {gzipped(t, page), with, "£7.00", nil},
		"several":               {packed(t, "a.csv", april, "m.csv", may, "j.html", page), with, "£61,009.00", []string{"a.csv ", "m.csv ", "j.html "}},
		"with a note":           {packed(t, "a.csv", april, "README", "Hello."), with, "£30,001.00", []string{"a.csv ", "README README is text without headings such as Date, Supplier and Amount near the top: check that it is the right file"}},
		"a copy":                {packed(t, "a.csv", april, "m.csv", may, "a (1).csv", april), with, "£61,002.00", []string{"a.csv ", "m.csv ", "a (1).csv the same payments as in a.csv: they count once"}},
		"notes alone":           {packed(t, "a.txt", "Hello.", "b.txt", "Hello."), with, "ZIP archive of 2 files", nil},
		"no file":               {packed(t), with, "ZIP archive", nil},
		"an archive in another": {packed(t, "a.zip", packed(t, "April.csv", april)), with, "ZIP archive", nil},
		"doubly compressed":     {gzipped(t, gzipped(t, april)), with, "gzip", nil},
		"beyond the limit":      {packed(t, "a.csv", csvHeadings+strings.Repeat("E,30/04/2015,A,1,5.00\n", 100)), small, "1000 bytes once unpacked", nil},
		"compressed beyond it":  {gzipped(t, csvHeadings+strings.Repeat("E,30/04/2015,A,1,5.00\n", 100)), small, "1000 bytes once unpacked", nil},
		"together beyond it":    {packed(t, "a.csv", april+strings.Repeat(" \n", 300), "b.csv", may+strings.Repeat(" \n", 300)), small, "1000 bytes once unpacked", nil},
		"a bomb":                {gzipped(t, csvHeadings+strings.Repeat("E,30/04/2015,A,1,5.00\n", 4_000_000)), spend.Options{}, "bytes once unpacked", nil},
		"cut off":               {gzipped(t, april)[:60], spend.Options{}, "EOF", nil},
		"damaged":               {"\x1f\x8b\x08nonsense of all kinds", spend.Options{}, "gzip", nil},
		"cut off in the middle": {packed(t, "a.csv", april)[:100], spend.Options{}, "zip", nil},
	} {
		t.Run(name, func(t *testing.T) {
			ledger := spend.NewLedger()
			f, err := ledger.Read(strings.NewReader(c.file), c.options)
			if !strings.HasPrefix(c.sum, "£") {
				if err == nil || !strings.Contains(err.Error(), c.sum) {
					t.Errorf("got %v, want an error that says %q", err, c.sum)
				}
				return
			}
			_, total := ledger.Total()
			if err != nil || f.Accounting.Sum.String() != c.sum || total.String() != c.sum || !f.Accounting.Balanced() {
				t.Errorf("got %s and %s, %v, want %s", f.Accounting.Sum, total, err, c.sum)
			}
			var members []string
			for _, m := range f.Members {
				members = append(members, m.Name+" "+m.Error)
			}
			if diff := cmp.Diff(c.members, members); diff != "" {
				t.Errorf("members (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGivingUp wants no more read once nobody waits.
func TestGivingUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	rows := 0
	_, err := spend.NewLedger().ReadContext(ctx, strings.NewReader(csvHeadings+strings.Repeat("E,30/04/2015,A,1,5.00\n", 100_000)), spend.Options{OnRow: func(*spend.Row) {
		if rows++; rows == 1000 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || rows > 2000 {
		t.Errorf("%d rows, %v, want it to stop soon after 1,000", rows, err)
	}
	if _, err := spend.NewReaderContext(ctx, strings.NewReader(csvHeadings+strings.Repeat("E,30/04/2015,A,1,5.00\n", 1000)), spend.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v of a reader that nobody waits for", err)
	}
}

func ExampleMember() {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, month := range []string{"04", "05"} {
		f, err := z.Create("month-" + month + ".csv")
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Fprintf(f, "Entity,Date,Supplier,Amount\nNHS Example CCG,30/%s/2015,NHS SAMPLE CSU,30000.00\n", month)
	}
	if err := z.Close(); err != nil {
		fmt.Println(err)
		return
	}
	file, err := spend.NewLedger().Read(&archive, spend.Options{Name: "2015.zip"})
	for _, m := range file.Members {
		fmt.Println(m.Name, m.Format, m.Accounting.Sum)
	}
	fmt.Println(file.Format, file.Accounting.Sum, err)
	// Output:
	// month-04.csv csv £30,000.00
	// month-05.csv csv £30,000.00
	// zip £60,000.00 <nil>
}
