package spend

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDateOrder(t *testing.T) {
	file := func(dates ...string) string {
		var b strings.Builder
		b.WriteString(header)
		for _, d := range dates {
			b.WriteString("H,E," + d + ",T,A,S,1,5.00\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		text, name string
		order      Order
		confidence DateCertainty
		months     []string
		ambiguous  int
	}{
		"day first, by one date":         {file("03/04/2020", "30/04/2020"), "", DayFirst, Certain, []string{"2020-04", "2020-04"}, 0},
		"month first, by a later date":   {file("4/3/2020", "4/30/2020"), "", MonthFirst, Certain, []string{"2020-04", "2020-04"}, 0},
		"both, the month of most":        {file("4/30/2020", "04/03/2020", "29/04/2020", "28/04/2020"), "", DayFirst, Likely, []string{"2020-04", "2020-04", "2020-04", "2020-04"}, 1},
		"nothing but one month":          {file("8/1/2020", "8/3/2020", "8/11/2020"), "", MonthFirst, Likely, []string{"2020-08", "2020-08", "2020-08"}, 3},
		"the month in the file's name":   {file("01/08/2020"), "spend-august-2020.csv", DayFirst, Likely, []string{"2020-08"}, 1},
		"nothing tells":                  {file("03/04/2020"), "", DayFirst, Guess, []string{"2020-04"}, 1},
		"no date that depends on it":     {file("30-Apr-20"), "", OrderUnknown, Certain, []string{"2020-04"}, 0},
		"no date that reads":             {file("25/01/212"), "", OrderUnknown, Certain, []string{""}, 0},
		"the same day and month is sure": {file("04/04/2020"), "", OrderUnknown, Certain, []string{"2020-04"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := NewReader(strings.NewReader(c.text), Options{Name: c.name})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for row, err := range r.Rows() {
				if err != nil {
					t.Fatal(err)
				}
				if row.Kind == Payment {
					m, _ := row.Month()
					got = append(got, m.String())
				}
			}
			if diff := cmp.Diff(c.months, got); diff != "" {
				t.Errorf("months (-want +got):\n%s", diff)
			}
			f := r.File()
			if f.Dates.Order != c.order || f.Dates.Certainty != c.confidence || f.Reasons[DateAmbiguous] != c.ambiguous {
				t.Errorf("got %+v with %v", f.Dates, f.Reasons)
			}
			l := NewLedger()
			if _, err := l.Read(strings.NewReader(c.text), Options{Name: c.name}); err != nil {
				t.Fatal(err)
			}
			want := map[string]int{}
			for _, m := range c.months {
				want[m]++
			}
			groups, err := l.GroupBy(ByMonth)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range groups {
				if want[g.Month.String()] != g.Lines {
					t.Errorf("the ledger has %d payments of %q, want %d", g.Lines, g.Month, want[g.Month.String()])
				}
			}
		})
	}
}

// TestOrderBeyondTheSurvey decides by a date that stands far behind the first
// ambiguous one: the ledger keeps both readings until then.
func TestOrderBeyondTheSurvey(t *testing.T) {
	var b strings.Builder
	b.WriteString(header)
	const ambiguous = 30_000
	for range ambiguous {
		b.WriteString("Department of Health,NHS Example CCG,04/05/2020,Type,Area,Supplier,1,5.00\n")
	}
	b.WriteString("Department of Health,NHS Example CCG,04/30/2020,Type,Area,Supplier,1,5.00\n")
	if b.Len() < 4*bufSize {
		t.Fatalf("the file has only %d bytes", b.Len())
	}
	l := NewLedger()
	f, err := l.Read(strings.NewReader(b.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	groups, err := l.GroupBy(ByMonth)
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != 1 || groups[0].Month.String() != "2020-04" || groups[0].Lines != ambiguous+1 || f.Dates.Order != MonthFirst {
		t.Errorf("%+v, %+v", groups, f.Dates)
	}
}
