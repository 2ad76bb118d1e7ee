package spend_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/internal/source"
)

// samples returns the folder of real published files that an independent reader
// has counted, and skips the test where there is none.
func samples(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("COMMISSIONING_SAMPLES")
	if dir == "" {
		root, err := source.Root()
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(filepath.Dir(root), "shared", "data", "samples")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("skipped for want of the real files: name their folder in COMMISSIONING_SAMPLES")
	}
	return dir
}

// expectation is what the independent reader counted in a file.
type expectation struct {
	file                string
	rows, negative, csu int
	sum, csuSum         int64
	suppliers           int
	charges             int
	flags               string
	read                bool
}

func expectations(t *testing.T, path string) []expectation {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range all[0] {
		at[name] = i
	}
	var list []expectation
	for _, rec := range all[1:] {
		number := func(name string) int64 {
			i, ok := at[name]
			if !ok || rec[i] == "" {
				return 0
			}
			v, err := strconv.ParseInt(rec[i], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		list = append(list, expectation{
			file: rec[at["file"]], rows: int(number("amount_rows")), negative: int(number("negative_rows")), csu: int(number("csu_supplier_rows")),
			sum: number("amount_sum_pence"), csuSum: number("csu_supplier_sum_pence"), suppliers: int(number("distinct_suppliers")), charges: int(number("csu_expense_type_rows")),
			flags: rec[at["flags"]], read: rec[at["amount_rows"]] != "",
		})
	}
	return list
}

// differs are the files where this reader and the independent one disagree, and
// why.
var differs = map[string]string{
	"ccg_neth_10_januart.pdf.csv": "its headings of expense type and area stand the wrong way round, so the independent reader misses the one charge from a CSU",
}

func TestCorpus(t *testing.T) {
	dir, a := samples(t), spend.AttributorOfTests(t)
	for _, folder := range []string{"spend", "spend_xlsx"} {
		agree, files := 0, 0
		for _, want := range expectations(t, filepath.Join(dir, folder, "expected.csv")) {
			files++
			f, err := os.Open(filepath.Join(dir, folder, want.file))
			if err != nil {
				t.Fatal(err)
			}
			ledger := spend.NewLedger()
			charges, csu, csuSum := 0, 0, int64(0)
			file, err := ledger.Read(f, spend.Options{Name: want.file, Formats: []spend.Opener{workbook.XLSX{}}, OnRow: func(r *spend.Row) {
				if r.Kind == spend.Payment && (spend.ChargesFromCSU(r.Text(spend.ExpenseType)) || spend.ChargesFromCSU(r.Text(spend.ExpenseArea))) {
					charges++
				}
				if date, _ := r.Date(); r.Kind == spend.Payment && a.Supplier(r.Text(spend.Supplier), date).Found() {
					csu++
					csuSum += r.Pence
				}
			}})
			f.Close()
			if !want.read {
				if err == nil {
					t.Errorf("%s: read without an error, want it named as what it is", want.file)
				} else {
					agree++
					t.Logf("%s: %v", want.file, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", want.file, err)
				continue
			}
			all := file.Accounting
			if !all.Balanced() {
				t.Errorf("%s: the lines of all kinds do not sum to those of the file: %+v", want.file, all)
			}
			sum, _ := all.Sum.Pence()
			got := expectation{file: want.file, rows: all.Payments.Rows, negative: all.Credits, sum: sum, charges: charges, flags: want.flags, read: true, csu: csu, csuSum: csuSum}
			groups, err := ledger.GroupByUnmasked(spend.BySupplier)
			if err != nil {
				t.Fatal(err)
			}
			got.suppliers = len(groups) // the independent reader counts the empty one too
			reason := differs[want.file]
			if got == want {
				agree++
				if reason != "" {
					t.Errorf("%s agrees, but is listed as different", want.file)
				}
				continue
			}
			if reason == "" {
				t.Errorf("%s:\n got  %+v\n want %+v\n %+v %v", want.file, got, want, all, file.Reasons)
			}
		}
		t.Logf("%s: %d of %d files agree exactly", folder, agree, files)
	}
}
