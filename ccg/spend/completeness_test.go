package spend

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// monthFile is a made-up file of one month of a group, with so many payments to others.
func monthFile(body string, y nhs.FinancialYear, month, others int) string {
	d := y.First().AddMonths(month)
	date := fmt.Sprintf("%02d/%02d/%d", 15, int(d.Month()), d.Year())
	var b strings.Builder
	b.WriteString("Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount\n")
	fmt.Fprintf(&b, "DH,%s,%s,Charges from CSU,ADMIN,NHS NEL CSU,%d%d00,\"30,0%d.%02d\"\n", body, date, len(body), month+1, len(body), month)
	for i := range others {
		fmt.Fprintf(&b, "DH,%s,%s,Drugs,PROG,ACME LTD,%d%d%02d%02d,\"41,%d%02d.%02d\"\n", body, date, len(body), month+1, month, i+1, month%9, i%100, len(body))
	}
	return b.String()
}

// What the files of a year show of a group's payments: complete only if every month is
// there in the usual number and nothing is in doubt.
func TestCSUPerHeadCompleteness(t *testing.T) {
	const body = "NHS Barking and Dagenham CCG"
	y := nhs.MustParseFinancialYear("2020/21")
	year := func(change func(month int, text string) string) fstest.MapFS {
		files := fstest.MapFS{}
		for m := range 12 {
			if text := change(m, monthFile(body, y, m, 10+m)); text != "" {
				files[fmt.Sprintf("%02d.csv", m)] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		return files
	}
	same := func(_ int, text string) string { return text }
	cut := func(m int, _ string) string {
		if m < 5 {
			return monthFile(body, y, m, 299)
		}
		return monthFile(body, y, m, 200+m)
	}
	for name, test := range map[string]struct {
		files  fstest.MapFS
		extent ccg.Extent
		months int
		doubt  string
	}{
		"whole": {year(same), ccg.Complete, 12, ""},
		"a month missing": {year(func(m int, text string) string {
			if m == 3 {
				return ""
			}
			return text
		}), ccg.LowerBound, 11, ""},
		"a month of one late payment": {year(func(m int, text string) string {
			if m == 3 {
				return strings.Join(strings.SplitAfter(text, "\n")[:2], "")
			}
			return text
		}), ccg.LowerBound, 11, "1 of 12 months have few payments"},
		"a printed total that differs": {year(func(m int, text string) string {
			if m == 3 {
				return text + ",,,,,Total,,\"999,999.00\"\n"
			}
			return text
		}), ccg.LowerBound, 12, "03.csv: "},
		"files of one length": {year(cut), ccg.LowerBound, 12, "00.csv: stops at 301 lines, as 5 files do"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := ReadFolder(context.Background(), test.files, FolderOptions{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			register := &ccg.Register{Groups: []ccg.Group{{Code: "07L", Name: body}}}
			rows, err := f.Ledger.CSUPerHead(attributor(t), register)
			if err != nil || len(rows) != 1 {
				t.Fatalf("%v, %d rows", err, len(rows))
			}
			c := rows[0].Completeness
			if c.Extent != test.extent || c.Months != test.months || !strings.Contains(c.Doubt, test.doubt) || test.doubt == "" && c.Doubt != "" {
				t.Errorf("%+v, want %s of %d months with %q; folder %+v %+v", c, test.extent, test.months, test.doubt, f.CutShort, f.Doubts)
			}
		})
	}
}

// A doubt about the file of one group is none about another group of the folder, and it
// stays with a year.
func TestDoubtStaysWithItsBody(t *testing.T) {
	y := nhs.MustParseFinancialYear("2019/20")
	files := fstest.MapFS{}
	for _, year := range []nhs.FinancialYear{y, y.Next()} {
		for m := range 12 {
			for i, body := range []string{"NHS Barking and Dagenham CCG", "NHS West London CCG"} {
				text := monthFile(body, year, m, 10+m+i)
				if i == 0 && m == 3 && year == y {
					text += ",,,,,Total,,\"999,999.00\"\n"
				}
				files[fmt.Sprintf("%d-%d-%02d.csv", i, year.First().Year(), m)] = &fstest.MapFile{Data: []byte(text)}
			}
		}
	}
	f, err := ReadFolder(context.Background(), files, FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.Ledger.CSUPerHead(attributor(t), &ccg.Register{})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]ccg.Extent)
	for _, r := range rows {
		got[string(r.CCG)+" "+r.Year.String()] = r.Completeness.Extent
	}
	want := map[string]ccg.Extent{"07L 2019/20": ccg.LowerBound, "07L 2020/21": ccg.Complete, "08Y 2019/20": ccg.Complete, "08Y 2020/21": ccg.Complete}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v; doubts %v, left out %v", got, want, f.Doubts, f.LeftOut)
	}
}

// The same of one file read into a ledger, over all its bodies: by year, with the doubts
// about the file.
func TestLedgerCompleteness(t *testing.T) {
	y := nhs.MustParseFinancialYear("2019/20")
	var whole strings.Builder
	for m := range 12 {
		text := monthFile("NHS West London CCG", y, m, 10+m)
		if m > 0 {
			_, text, _ = strings.Cut(text, "\n")
		}
		whole.WriteString(text)
	}
	_, next, _ := strings.Cut(monthFile("NHS Barking and Dagenham CCG", y.Next(), 0, 3), "\n")
	for text, want := range map[string]string{
		whole.String():        "complete 12 ; lower-bound 0 ",
		whole.String() + next: "complete 12 ; lower-bound 1 ",
		whole.String() + ",,,,,Total,,\"999,999.00\"\n": "lower-bound 12 file.csv: printed total differs; lower-bound 0 file.csv: printed total differs",
	} {
		l := NewLedger()
		if _, err := l.Read(strings.NewReader(text), Options{Name: "file.csv"}); err != nil {
			t.Fatal(err)
		}
		this, after := l.Completeness(y), l.Completeness(y.Next())
		got := fmt.Sprintf("%s %d %s; %s %d %s", this.Extent, this.Months, this.Doubt, after.Extent, after.Months, after.Doubt)
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Two bodies with half a year each are not one with a whole year, and neither is hidden
// by another that is whole. Files that name no body are of one.
func TestLedgerCompletenessOfEachBody(t *testing.T) {
	y := nhs.MustParseFinancialYear("2019/20")
	months := func(body string, from, to int) string {
		var b strings.Builder
		for m := from; m < to; m++ {
			_, text, _ := strings.Cut(monthFile(body, y, m, 10), "\n")
			b.WriteString(text)
		}
		return b.String()
	}
	head, _, _ := strings.Cut(monthFile("", y, 0, 1), "\n")
	const one, two = "NHS West London CCG", "NHS Barking and Dagenham CCG"
	for name, test := range map[string]struct {
		rows   string
		extent ccg.Extent
		months int
	}{
		"halves of two":           {months(one, 0, 6) + months(two, 6, 12), ccg.LowerBound, 6},
		"one whole, one without":  {months(one, 0, 12) + months(two, 3, 12), ccg.LowerBound, 9},
		"both whole":              {months(one, 0, 12) + months(two, 0, 12), ccg.Complete, 12},
		"no body named":           {months("", 0, 12), ccg.Complete, 12},
		"one named and one not":   {months(one, 0, 12) + months("", 0, 2), ccg.LowerBound, 2},
		"a name in two spellings": {months(one, 0, 5) + months("West London CCG", 5, 12), ccg.LowerBound, 5},
	} {
		t.Run(name, func(t *testing.T) {
			l := NewLedger()
			if _, err := l.Read(strings.NewReader(head+"\n"+test.rows), Options{Name: "file.csv"}); err != nil {
				t.Fatal(err)
			}
			if c := l.Completeness(y); c.Extent != test.extent || c.Months != test.months {
				t.Errorf("%+v, want %s of %d months", c, test.extent, test.months)
			}
		})
	}
}

// What is kept of many doubts does not depend on their order.
func TestDoubtsAreKeptInAnyOrder(t *testing.T) {
	var forwards, backwards []string
	for i := range 30 {
		forwards = addDoubt(forwards, fmt.Sprintf("%02d", i))
		backwards = addDoubt(backwards, fmt.Sprintf("%02d", 29-i))
	}
	if fmt.Sprint(forwards) != fmt.Sprint(backwards) || len(forwards) != maxDoubtsKept {
		t.Errorf("%q and %q", forwards, backwards)
	}
}
