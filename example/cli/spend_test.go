package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// payments writes files of payments to a folder and returns its path.
func payments(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := WriteFile(dir, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const paymentHead = "Entity,Date,Supplier,Transaction Number,Amount\n"

func TestSpendLeavesOut(t *testing.T) {
	text := paymentHead + "NHS Example CCG,30/04/2020,EXAMPLE LTD,1,100.00\nNHS Example CCG,30/04/2020,Example Limited,2,200.00\nNHS Example CCG,29/04/2020,OTHER LTD,3,\n"
	dir := payments(t, map[string]string{"april.csv": text, "april (1).csv": text})
	got := run(t, Found, "spend", dir)
	for _, want := range []string{
		"£300.00 in 2 payments of 2 files", "  2020-04  £300.00  2\n", "  NHS Example CCG  £300.00  2\n", "(2 spellings, EXAMPLE)  £300.00  2\n",
		"  line 4: no amount\n", "left out " + filepath.ToSlash(dir) + "/april (1).csv, £300.00: copy of " + filepath.ToSlash(dir) + "/april.csv\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := run(t, Found, "spend", dir, "-count-all"); !strings.Contains(got, "£600.00 in 4 payments") || strings.Contains(got, "left out") {
		t.Errorf("counting all:\n%s", got)
	}
	// The same holds for files named one by one.
	if got := run(t, Found, "spend", filepath.Join(dir, "april.csv"), filepath.Join(dir, "april (1).csv")); !strings.Contains(got, "£300.00 in 2 payments of 2 files") {
		t.Errorf("files:\n%s", got)
	}
}

func TestSpendDoubts(t *testing.T) {
	dir := payments(t, map[string]string{"a.csv": "Entity,Date,Supplier,Transaction Number,Amount,Total\nNHS Example CCG,30/04/2020,EXAMPLE LTD,1,100.00,900.00\n"})
	for _, format := range []string{"text", "json", "csv"} {
		if got := run(t, Clean, "spend", dir, "-format", format); !strings.Contains(got, "more than one amount") {
			t.Errorf("no doubt in %s:\n%s", format, got)
		}
	}
}

func TestSpendTable(t *testing.T) {
	dir := payments(t, map[string]string{"in/a.csv": paymentHead + "NHS Example CCG,30/04/2020,DR JANE EXAMPLE,1,100.00\nNHS Example CCG,30/04/2020,EXAMPLE LTD,2,200.00\n", "in/b.csv": paymentHead + "NHS Example CCG,31/05/2020,EXAMPLE LTD,3,50.00\n"})
	out := filepath.Join(dir, "out.csv")
	run(t, Clean, "spend", filepath.Join(dir, "in"), "-o", out)
	read := func() []string {
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
			lines = append(lines, strings.TrimPrefix(l, filepath.ToSlash(dir)+"/in/"))
		}
		return lines
	}
	got := read()
	if len(got) != 3 || strings.Contains(strings.Join(got, ""), "JANE") || !strings.HasPrefix(got[2], "b.csv,,2,NHS Example CCG,2020-05-31,2020-05,,,EXAMPLE LTD,EXAMPLE,3,50.00") {
		t.Errorf("masked: %q", got)
	}
	run(t, Clean, "spend", filepath.Join(dir, "in"), "-o", out, "-with-names")
	if got := read(); !strings.Contains(got[0], "DR JANE EXAMPLE") {
		t.Errorf("with names: %q", got)
	}
	for _, ext := range []string{".xlsx", ".parquet", ".sqlite"} {
		run(t, Clean, "spend", filepath.Join(dir, "in"), "-o", filepath.Join(dir, "out"+ext))
	}
	fails(t, "spend", filepath.Join(dir, "in"), "-o", filepath.Join(dir, "out.doc"))
	fails(t, "spend", "-", "-o", out)
}

// fails runs a command that must fail and say why.
func fails(t *testing.T, args ...string) {
	t.Helper()
	var stdout, stderr strings.Builder
	if got := Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); got != Failed || stderr.Len() == 0 {
		t.Errorf("%v ends with %d and says %q", args, got, stderr.String())
	}
}

// TestSpendSaysTheSame holds JSON and text to the same total.
func TestSpendSaysTheSame(t *testing.T) {
	var got struct {
		Total      string
		BySupplier []struct{ Amount string } `json:"by_supplier"`
		ByMonth    []struct{ Amount string } `json:"by_month"`
	}
	if err := json.Unmarshal([]byte(run(t, Clean, "spend", "testdata/spend/2015/april.csv", "-format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("156000.50", got.Total); diff != "" || len(got.BySupplier) != 3 || len(got.ByMonth) != 1 {
		t.Errorf("%+v", got)
	}
}
