package spend_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// monthsOf reads a file and returns its payments by month, with a mark behind those
// whose month is not certain.
func monthsOf(t testing.TB, name, text string) (map[string]int, spend.File) {
	t.Helper()
	ledger := spend.NewLedger()
	file, err := ledger.Read(strings.NewReader(text), spend.Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	groups, err := ledger.GroupBy(spend.ByMonth)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, g := range groups {
		got[g.Month.String()] = g.Lines
	}
	return got, file
}

func datedAs(dates ...string) string {
	var b strings.Builder
	b.WriteString("Entity,Date,Supplier,Transaction Number,Amount\n")
	for i, d := range dates {
		fmt.Fprintf(&b, "E,%s,ALPHA LTD,A%d,30000.00\n", d, i)
	}
	return b.String()
}

// days returns the days of a month of 2015 in a layout of day and month, those up to
// 12 in another.
func days(month int, above, upto string) (list []string) {
	for d := 1; d <= 28; d++ {
		form := above
		if d <= 12 {
			form = upto
		}
		list = append(list, fmt.Sprintf(form, d, month))
	}
	return list
}

func TestDatesTurnedRound(t *testing.T) {
	const dm, md, iso = "%02[1]d/%02[2]d/2015", "%02[2]d/%02[1]d/2015", "2015-%02[1]d-%02[2]d"
	for _, c := range []struct {
		name      string
		dates     []string
		want      map[string]int
		certainty spend.DateCertainty
		turned    bool
	}{
		{"British", days(4, dm, dm), map[string]int{"2015-04": 28}, spend.Certain, false},
		{"American", days(4, md, md), map[string]int{"2015-04": 28}, spend.Certain, false},
		{"British, turned round", days(4, dm, md), map[string]int{"2015-04": 28}, spend.Likely, true},
		{"American, turned round", days(4, md, dm), map[string]int{"2015-04": 28}, spend.Likely, true},
		{"British, turned round by a program that writes the year first", days(4, dm, iso), map[string]int{"2015-04": 28}, spend.Likely, true},
		{"the year first throughout", days(4, "2015-%02[2]d-%02[1]d", "2015-%02[2]d-%02[1]d"), map[string]int{"2015-04": 28}, spend.Certain, false},
		{"a quarter", append(append(days(4, dm, dm), days(5, dm, dm)...), days(6, dm, dm)...), map[string]int{"2015-04": 28, "2015-05": 28, "2015-06": 28}, spend.Certain, false},
		{"a quarter, turned round", append(append(days(4, dm, md), days(5, dm, md)...), days(6, dm, md)...), map[string]int{"2015-04": 28, "2015-05": 28, "2015-06": 28}, spend.Likely, true},
		{"strays of other months", append(days(4, dm, dm), "02/05/2015", "03/03/2015", "29/05/2015"), map[string]int{"2015-04": 28, "2015-03": 1, "2015-05": 2}, spend.Certain, false},
		{"named months", []string{"1 April 2015", "2-Apr-15", "Apr 3 2015"}, map[string]int{"2015-04": 3}, spend.Certain, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, file := monthsOf(t, "", datedAs(c.dates...))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("payments by month (-want +got):\n%s", diff)
			}
			if file.Dates.Certainty != c.certainty || file.Dates.Turned != c.turned || c.turned != (len(file.Doubts) == 1) {
				t.Errorf("%+v %v", file.Dates, file.Doubts)
			}
		})
	}
}

func TestDateForms(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"left-to-right mark", "\u200e30/04/2015", "2015-04"},
		{"zero-width space", "30/04/2015\u200b", "2015-04"},
		{"byte order mark", "\ufeff30/04/2015", "2015-04"},
		{"embedding marks", "\u202a30/04/2015\u202c", "2015-04"},
		{"no-break space", "30\u00a0April\u00a02015", "2015-04"},
		{"no-break space of Windows", "30\xa0April\xa02015", "2015-04"},
		{"narrow no-break space", "30\u202fApril\u202f2015", "2015-04"},
		{"dashes", "30\u20132004", ""},
		{"en dashes", "30\u201304\u20132015", "2015-04"},
		{"weekday", "Thursday 30 April 2015", "2015-04"},
		{"weekday cut short", "\"Thu, 30 Apr 2015\"", "2015-04"},
		{"weekday behind", "30/04/2015 Thu", "2015-04"},
		{"weekday that settles the order", "Wed 01/04/2015", "2015-04"},
		{"period of a financial year", "P01 2015/16", "2015-04"},
		{"period behind its year", "2015/16 P12", "2016-03"},
		{"month of a financial year", "M3 15/16", "2015-06"},
		{"period 13", "P13 2015/16", ""},
		{"period without a year", "P01", ""},
		{"word", "soon", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, file := monthsOf(t, "", datedAs(c.text))
			if diff := cmp.Diff(map[string]int{c.want: 1}, got); diff != "" {
				t.Errorf("payments by month (-want +got):\n%s", diff)
			}
			if unread := file.Reasons[spend.DateUnreadable]; (c.want == "") != (unread == 1) {
				t.Errorf("%d unreadable dates: %+v", unread, file.Problems)
			}
		})
	}
}

func TestMonthAndYearInTwoColumns(t *testing.T) {
	for _, c := range []struct{ month, year, m, y, want string }{
		{"Month", "Year", "April", "2015", "2015-04"},
		{"Month", "Year", "4", "2015", "2015-04"},
		{"Month", "Financial Year", "January", "2015/16", "2016-01"},
		{"Month", "Financial Year", "April", "2015-16", "2015-04"},
		{"Month", "FY", "Apr", "1516", "2015-04"},
		{"Period", "Financial Year", "1", "2015/16", "2015-04"},
		{"Period", "Financial Year", "12", "2015/16", "2016-03"},
		{"Financial Period", "FY", "P10", "15/16", "2016-01"},
		{"Month", "Financial Year", "1", "2015/16", ""},
		{"Period", "Year", "P1", "2015", ""},
		{"Month", "Year", "Smarch", "2015", ""},
		{"Month", "Year", "April", "", ""},
	} {
		t.Run(c.month+" "+c.m+" "+c.year+" "+c.y, func(t *testing.T) {
			text := "Entity," + c.month + "," + c.year + ",Supplier,Transaction Number,Amount\nE," + c.m + "," + c.y + ",ALPHA LTD,A1,30000.00\n"
			got, _ := monthsOf(t, "", text)
			if diff := cmp.Diff(map[string]int{c.want: 1}, got); diff != "" {
				t.Errorf("payments by month (-want +got):\n%s", diff)
			}
		})
	}
}
