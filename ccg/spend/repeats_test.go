package spend_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A tab is a sheet of a workbook: its name and its rows.
type tab struct {
	name string
	rows [][]any
}

func tabs(t testing.TB, list ...tab) []byte {
	return book(t, func(f *excelize.File) {
		for i, s := range list {
			if i == 0 {
				if err := f.SetSheetName("Sheet1", s.name); err != nil {
					t.Fatal(err)
				}
			} else if _, err := f.NewSheet(s.name); err != nil {
				t.Fatal(err)
			}
			for j, row := range s.rows {
				setRow(t, f, s.name, fmt.Sprintf("A%d", j+1), row...)
			}
		}
	})
}

func TestSheetsThatRepeat(t *testing.T) {
	head := []any{"Entity", "Date", "Supplier", "Transaction Number", "Amount"}
	pay := func(day, firm int, amount float64) []any {
		return []any{"E", 42094 + day, fmt.Sprintf("FIRM %d LTD", firm), 1000 + day, amount}
	}
	april := [][]any{head, pay(1, 1, 30000.5), pay(2, 2, 31000), pay(3, 1, 32000.25), pay(4, 3, 33000)}
	may := [][]any{head, pay(31, 1, 40000.5), pay(32, 2, 41000)}
	both := append(append([][]any{}, april...), may[1:]...)
	pivot := [][]any{{"Supplier", "Sum of Amount"}, {"FIRM 1 LTD", 62000.75}, {"FIRM 2 LTD", 31000}, {"FIRM 3 LTD", 33000}, {"Grand Total", 126000.75}}
	noDoubt := []spend.Reason(nil)
	for _, c := range []struct {
		name   string
		tabs   []tab
		total  string
		left   map[string]spend.Reason
		doubts []spend.Reason
	}{
		{"months", []tab{{"April", april}, {"May", may}}, "207001.25", nil, noDoubt},
		{"months and the year to date", []tab{{"April", april}, {"May", may}, {"YTD", both}}, "207001.25", map[string]spend.Reason{"YTD": spend.RepeatsSeveral}, noDoubt},
		{"the year to date first", []tab{{"YTD", both}, {"April", april}, {"May", may}}, "207001.25", map[string]spend.Reason{"YTD": spend.RepeatsSeveral}, noDoubt},
		{"the year to date and one month", []tab{{"YTD", both}, {"May", may}}, "207001.25", map[string]spend.Reason{"May": spend.RepeatsPart}, noDoubt},
		{"a copy", []tab{{"Data", april}, {"Data (2)", april}}, "126000.75", map[string]spend.Reason{"Data (2)": spend.RepeatsCopy}, noDoubt},
		{"a filtered copy", []tab{{"Over 32k", [][]any{head, april[3], april[4]}}, {"Data", april}}, "126000.75", map[string]spend.Reason{"Over 32k": spend.RepeatsPart}, noDoubt},
		{"a pivot table", []tab{{"Data", april}, {"Pivot", pivot}}, "126000.75", map[string]spend.Reason{"Pivot": spend.RepeatsSummary}, noDoubt},
		{"a pivot table first", []tab{{"Pivot", pivot}, {"Data", april}}, "126000.75", map[string]spend.Reason{"Pivot": spend.RepeatsSummary}, noDoubt},
		{"a pivot table that was not refreshed", []tab{{"Data", both}, {"Pivot", pivot}}, "207001.25", map[string]spend.Reason{"Pivot": spend.RepeatsSummary}, []spend.Reason{spend.TotalDiffers}},
		{"a summary by month", []tab{{"Summary", [][]any{{"Month", "Total"}, {"April", 126000.75}, {"May", 81000.5}}}, {"Data", both}}, "207001.25", map[string]spend.Reason{"Summary": spend.RepeatsSummary}, noDoubt},
		{"sheets that share some payments", []tab{{"A", april}, {"B", [][]any{head, april[1], april[2], pay(20, 9, 50000)}}}, "237001.25", nil, []spend.Reason{spend.PaymentsShared}},
		{"only a pivot table", []tab{{"Pivot", pivot}}, "126000.75", nil, noDoubt},
		{"a sheet of suppliers without dates", []tab{{"Data", april}, {"Cards", [][]any{{"Supplier", "Amount"}, {"SHOP", 12.5}}}}, "126013.25", nil, []spend.Reason{spend.PaymentsShared}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := tabs(t, c.tabs...)
			_, f := readBook(t, data)
			left := map[string]spend.Reason{}
			for _, l := range f.LeftOut {
				left[l.Sheet] = l.Why
			}
			var doubts []spend.Reason
			for _, d := range f.Doubts {
				doubts = append(doubts, d.Reason)
			}
			if got := pounds(t, f.Accounting.Sum); got != c.total {
				t.Errorf("total %s, want %s", got, c.total)
			}
			if diff := cmp.Diff(c.left, left, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.doubts, doubts, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("doubts (-want +got):\n%s%v", diff, f.Doubts)
			}
		})
	}
}

func TestCountAllSheets(t *testing.T) {
	head := []any{"Entity", "Date", "Supplier", "Transaction Number", "Amount"}
	rows := [][]any{head, {"E", 42094, "A LTD", 1, 10.5}}
	o := withWorkbooks
	o.CountAll = true
	f, err := spend.NewLedger().Read(strings.NewReader(string(tabs(t, tab{"A", rows}, tab{"B", rows}))), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := pounds(t, f.Accounting.Sum); got != "21.00" || len(f.LeftOut) != 0 {
		t.Errorf("total %s, left out %v", got, f.LeftOut)
	}
}

func TestFilesThatRepeat(t *testing.T) {
	const head = "Entity,Date,Supplier,Transaction Number,Amount\n"
	row := func(body string, day, number int, amount string) string {
		return fmt.Sprintf("%s,%02d/04/2015,FIRM %d LTD,%d,%s\n", body, day, number%3, number, amount)
	}
	month := func(body string, from, n int) (s string) {
		for i := range n {
			s += row(body, 1+i%28, from+i, fmt.Sprintf("%d.%02d", 30000+(from+i)%977, i%100))
		}
		return s
	}
	april := head + month("A CCG", 100, 10)
	quarter := april + month("A CCG", 200, 10)
	changed := strings.Replace(april, "30102.02", "31102.02", 1)
	for _, c := range []struct {
		name   string
		files  map[string]string
		total  string
		left   map[string]spend.Reason
		doubts int
	}{
		{"a copy", map[string]string{"a.csv": april, "a (1).csv": april}, "301045.45", map[string]spend.Reason{"a (1).csv": spend.RepeatsCopy}, 0},
		{"a copy named so", map[string]string{"Copy of a.csv": april, "z.csv": april}, "301045.45", map[string]spend.Reason{"Copy of a.csv": spend.RepeatsCopy}, 0},
		{"three copies", map[string]string{"a.csv": april, "b.csv": april, "c/d.csv": april}, "301045.45", map[string]spend.Reason{"b.csv": spend.RepeatsCopy, "c/d.csv": spend.RepeatsCopy}, 0},
		{"in another order with a title and a total", map[string]string{"a.csv": april, "b.csv": "Payments\n" + head + reversed(april) + "Total,,,,301045.45\n"}, "301045.45", map[string]spend.Reason{"b.csv": spend.RepeatsCopy}, 0},
		{"revised by name", map[string]string{"june.csv": april, "june_v2_revised.csv": changed}, "302045.45", map[string]spend.Reason{"june.csv": spend.RepeatsRevised}, 0},
		{"amended by name", map[string]string{"april-amd2.csv": changed, "april-amd1.csv": april}, "302045.45", map[string]spend.Reason{"april-amd1.csv": spend.RepeatsRevised}, 0},
		{"a draft", map[string]string{"april draft.csv": changed, "april.csv": april}, "301045.45", map[string]spend.Reason{"april draft.csv": spend.RepeatsRevised}, 0},
		{"a revision with fewer rows", map[string]string{"april.csv": april, "april revised.csv": head + month("A CCG", 100, 9)}, "270936.36", map[string]spend.Reason{"april.csv": spend.RepeatsRevised}, 0},
		{"a revision with more rows", map[string]string{"april.csv": april, "april revised.csv": head + month("A CCG", 100, 12)}, "361266.66", map[string]spend.Reason{"april.csv": spend.RepeatsPart}, 0},
		{"changed without a word in the name", map[string]string{"x.csv": april, "y.csv": changed}, "603090.90", nil, 1},
		{"months in a quarter", map[string]string{"april.csv": april, "may.csv": head + month("A CCG", 200, 10), "quarter.csv": quarter}, "603090.90", map[string]spend.Reason{"quarter.csv": spend.RepeatsSeveral}, 0},
		{"a month in a quarter", map[string]string{"april.csv": april, "quarter.csv": quarter}, "603090.90", map[string]spend.Reason{"april.csv": spend.RepeatsPart}, 0},
		{"two bodies with the same payment", map[string]string{"a.csv": head + "A CCG,01/04/2015,FIRM,,30000.00\n", "b.csv": head + "B CCG,01/04/2015,FIRM,,30000.00\n"}, "60000.00", nil, 0},
		{"one body's file under another's name", map[string]string{"a-ccg.csv": april, "b-ccg.csv": strings.ReplaceAll(april, "A CCG", "B CCG")}, "301045.45", map[string]spend.Reason{"b-ccg.csv": spend.RepeatsCopy}, 0},
		{"different months", map[string]string{"a.csv": april, "b.csv": head + month("A CCG", 300, 10)}, "604090.90", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, text := range c.files {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			f, err := spend.ReadFolder(t.Context(), files, spend.FolderOptions{})
			if err != nil {
				t.Fatal(err)
			}
			left := map[string]spend.Reason{}
			for _, l := range f.LeftOut {
				left[l.Path] = l.Why
			}
			_, sum := f.Ledger.Total()
			if got := pounds(t, sum); got != c.total || got != pounds(t, f.Accounting.Sum) {
				t.Errorf("total %s, in the account %s, want %s", got, pounds(t, f.Accounting.Sum), c.total)
			}
			if diff := cmp.Diff(c.left, left, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
			if len(f.Doubts) != c.doubts {
				t.Errorf("doubts %v", f.Doubts)
			}
			all, err := spend.ReadFolder(t.Context(), files, spend.FolderOptions{CountAll: true})
			if err != nil {
				t.Fatal(err)
			}
			lines, _ := all.Ledger.Total()
			if want := all.Accounting.Payments.Rows; lines != want || len(all.LeftOut) != 0 {
				t.Errorf("counting all: %d payments, want %d", lines, want)
			}
		})
	}
}

// reversed returns the rows of a file from the last to the first, without headings.
func reversed(text string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")[1:]
	var b strings.Builder
	for i := len(lines) - 1; i >= 0; i-- {
		b.WriteString(strings.TrimSuffix(lines[i], "\n") + "\n")
	}
	return b.String()
}

// TestLeftOutLedger holds the ledger of a folder to that of the files that count.
func TestLeftOutLedger(t *testing.T) {
	text := usual + "E,30/04/2015,S,A,ALPHA LTD,A0,30000.00\nE,30/04/2015,S,A,BETA LTD,A1,31000.00\nE,29/05/2015,S,A,GAMMA LTD,A2,1.00\n"
	other := strings.ReplaceAll(text, "A2,1.00", "A2,2.00")
	files := fstest.MapFS{"a.csv": {Data: []byte(text)}, "b.csv": {Data: []byte(text)}, "c/a_revised.csv": {Data: []byte(other)}}
	f, err := spend.ReadFolder(t.Context(), files, spend.FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := spend.NewLedger()
	if _, err := want.Read(strings.NewReader(other), spend.Options{}); err != nil {
		t.Fatal(err)
	}
	if !want.Equal(f.Ledger) {
		t.Errorf("the ledger holds more than the revised file: %+v", f.LeftOut)
	}
	// It goes on as any other.
	for _, l := range []*spend.Ledger{want, f.Ledger} {
		if _, err := l.Read(strings.NewReader(text), spend.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !want.Equal(f.Ledger) {
		t.Error("a ledger that lost sums adds up otherwise")
	}
}

func TestFilesCutShort(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 4 {
		text := "Entity,Date,Supplier,Transaction Number,Amount\n"
		for j := range 120 + 30*(i/3) {
			text += fmt.Sprintf("E%d,30/04/2015,FIRM,%d%d,%d.00\n", i, i, j, 1000*i+j)
		}
		files[fmt.Sprintf("%d.csv", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := spend.ReadFolder(t.Context(), files, spend.FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.CutShort) != 0 {
		t.Errorf("%+v: another file is longer", f.CutShort)
	}
	delete(files, "3.csv")
	if f, err = spend.ReadFolder(t.Context(), files, spend.FolderOptions{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]spend.CutShort{{Lines: 121, Paths: []string{"0.csv", "1.csv", "2.csv"}}}, f.CutShort); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNumbersOfOtherFiles finds the transaction numbers among the amounts of one file
// by those of the others of its body.
func TestNumbersOfOtherFiles(t *testing.T) {
	numbered := "Entity,Date,Supplier,Transaction Number,Amount\n"
	for i := range 9 {
		numbered += fmt.Sprintf("E,30/04/2015,FIRM,%d,%d.50\n", 35342061+i*17, 30000+i)
	}
	const without = "Entity,Date,Supplier,Amount\nE,31/05/2015,FIRM,35342075\nE,31/05/2015,FIRM,1234567.50\n"
	f, err := spend.ReadFolder(t.Context(), fstest.MapFS{"april.csv": {Data: []byte(numbered)}, "may.csv": {Data: []byte(without)}}, spend.FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Files[1].File.Accounting; got.SetApart.Rows != 1 || pounds(t, got.Sum) != "1234567.50" {
		t.Errorf("%+v", got)
	}
	if _, sum := f.Ledger.Total(); pounds(t, sum) != pounds(t, f.Accounting.Sum) {
		t.Errorf("the ledger has %v, the account %v", sum, f.Accounting.Sum)
	}
}

func TestCaseFolders(t *testing.T) {
	dir := filepath.Join(cases(t), "folder")
	for name, want := range map[string][]string{"copies": {"b (1).csv"}, "revised": {"june.csv"}} {
		f, err := spend.ReadFolder(t.Context(), os.DirFS(filepath.Join(dir, name)), spend.FolderOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var left []string
		for _, l := range f.LeftOut {
			left = append(left, l.Path)
		}
		if diff := cmp.Diff(want, left); diff != "" {
			t.Errorf("%s, left out (-want +got):\n%s", name, diff)
		}
	}
}
