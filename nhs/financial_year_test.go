package nhs_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParseFinancialYear(t *testing.T) {
	for text, want := range map[string]string{
		"2013/14": "2013/14", "2013-14": "2013/14", "2013/2014": "2013/14", "2013-2014": "2013/14",
		"FY2013/14": "2013/14", "FY 2013/14": "2013/14", "FY2013-2014": "2013/14",
		"1999/00": "1999/00", "1999/2000": "1999/00", "2000/01": "2000/01", "2009-10": "2009/10",
		"0001/02": "0001/02", "0999/1000": "0999/00", "9998/99": "9998/99", "9998-9999": "9998/99",
	} {
		y, err := nhs.ParseFinancialYear(text)
		if err != nil || y.String() != want {
			t.Errorf("ParseFinancialYear(%q) = %v, %v; want %s", text, y, err, want)
		}
	}
	mustPanic(t, "MustParseFinancialYear", func() { nhs.MustParseFinancialYear("2013/15") })
	testNoAllocs(t, nhs.ParseFinancialYear, "2013/14", "FY 2013-2014")
}

func TestParseFinancialYearErrors(t *testing.T) {
	const (
		form  = "a financial year such as 2013/14, 2013-14, 2013/2014 or FY2013/14"
		next  = "the calendar year after the first"
		first = "a first calendar year from 0001 to 9998"
	)
	testBadText(t, "financial year", nhs.ParseFinancialYear, []badText{
		{"", -1, form},
		{"2013", -1, form},
		{"13/14", -1, form},
		{"2013/4", -1, form},
		{"2013/014", -1, form},
		{"9999/10000", -1, form},
		{"2013–14", 4, form}, // en dash
		{"FY", -1, form},
		{"FY  2013/14", -1, form},
		{"fy2013/14", 0, form},
		{" 2013/14", -1, form},
		{"2013.14", 4, form},
		{"201x/14", 3, form},
		{"2013/1x", 6, form},
		{"FY2013_14", 6, form},
		{"FY 2013/x4", 8, form},
		{"2013/13", 5, next},
		{"2013/15", 5, next},
		{"2013/2013", 5, next},
		{"2013/1914", 5, next},
		{"FY2013/15", 7, next},
		{"FY 2013/15", 8, next},
		{"1999/01", 5, next},
		{"0000/01", 0, first},
		{"FY0000/01", 2, first},
		{"9999/00", 0, first},
	})
}

func TestFinancialYearStarting(t *testing.T) {
	for start, want := range map[int]string{1: "0001/02", 2013: "2013/14", 9998: "9998/99"} {
		y, err := nhs.FinancialYearStarting(start)
		if err != nil || y.String() != want {
			t.Errorf("FinancialYearStarting(%d) = %v, %v; want %s", start, y, err, want)
		}
	}
	for start, text := range map[int]string{
		0: "0", -1: "-1", 9999: "9999", 1<<16 + 2013: "67549",
		math.MaxInt32: "2147483647", math.MinInt32: "-2147483648",
	} {
		y, err := nhs.FinancialYearStarting(start)
		want := &nhs.ParseError{Type: "financial year", Input: text, Offset: -1, Want: "a first calendar year from 1 to 9998"}
		if diff := cmp.Diff(error(want), err); diff != "" || !y.IsZero() {
			t.Errorf("FinancialYearStarting(%d) = %v (-want +got):\n%s", start, y, diff)
		}
	}
}

func TestFinancialYearOfDate(t *testing.T) {
	for text, want := range map[string]string{
		"2013-03-31": "2012/13", "2013-04-01": "2013/14", "2013-12-31": "2013/14",
		"2014-01-01": "2013/14", "2014-03-31": "2013/14", "2014-04-01": "2014/15",
		"0001-03-31": "", "0001-04-01": "0001/02", "9999-03-31": "9998/99", "9999-04-01": "", "9999-12-31": "",
	} {
		if got := nhs.MustParseDate(text).FinancialYear().String(); got != want {
			t.Errorf("%s is in %q, want %q", text, got, want)
		}
	}
}

func TestFinancialYearNeighbours(t *testing.T) {
	first, last := nhs.MustParseFinancialYear("0001/02"), nhs.MustParseFinancialYear("9998/99")
	if got := first.Previous(); !got.IsZero() {
		t.Errorf("before %v comes %v, want none", first, got)
	}
	if got := last.Next(); !got.IsZero() {
		t.Errorf("after %v comes %v, want none", last, got)
	}
	n := 1
	for y := first; y != last; y, n = y.Next(), n+1 {
		next := y.Next()
		if next.Previous() != y || next.Compare(y) != 1 || y.Compare(next) != -1 || y.Compare(y) != 0 ||
			y.Equal(next) || !y.Equal(y) || y.Last().AddDays(1) != next.First() || y.Period().Until != next.First() {
			t.Fatalf("%v (%v to %v) and %v (from %v) are not neighbours", y, y.First(), y.Last(), next, next.First())
		}
	}
	if n != 9998 {
		t.Errorf("there are %d financial years, want 9998", n)
	}
}

func TestZeroFinancialYear(t *testing.T) {
	var none nhs.FinancialYear
	if !none.IsZero() || none.String() != "" || !none.First().IsZero() || !none.Last().IsZero() {
		t.Errorf("no year = %q, %v to %v", none, none.First(), none.Last())
	}
	if !none.Next().IsZero() || !none.Previous().IsZero() {
		t.Errorf("no year has neighbours %v and %v", none.Previous(), none.Next())
	}
	if p := none.Period(); !p.IsEmpty() {
		t.Errorf("no year has the period %v, want an empty one", p)
	}
	for _, d := range []nhs.Date{{}, firstDate, nhs.MustDate(2013, 4, 1), lastDate} {
		if none.Contains(d) {
			t.Errorf("no year contains %q", d)
		}
	}
	if none.Compare(nhs.MustParseFinancialYear("0001/02")) != -1 {
		t.Error("no year does not order first")
	}
}

func TestFinancialYearContainsAgreesWithPeriod(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2013))
	for range 20_000 {
		d := randomDate(r)
		years := []nhs.FinancialYear{{}, d.FinancialYear(), d.FinancialYear().Next(), d.FinancialYear().Previous(), randomDate(r).FinancialYear()}
		for _, y := range years {
			if direct, byPeriod := y.Contains(d), y.Period().Contains(d); direct != byPeriod {
				t.Fatalf("%q contains %v: %v, by its period %v", y, d, direct, byPeriod)
			}
			if y.Contains(nhs.Date{}) || y.Period().Contains(nhs.Date{}) {
				t.Fatalf("%q contains no date", y)
			}
		}
		y := d.FinancialYear()
		if y.IsZero() {
			continue
		}
		if !y.Contains(d) || d.Before(y.First()) || d.After(y.Last()) {
			t.Fatalf("%v is in %v, %v to %v", d, y, y.First(), y.Last())
		}
		if diff := cmp.Diff(nhs.NewPeriod(y.First(), y.Last()), y.Period()); diff != "" {
			t.Fatalf("the days of %v (-want +got):\n%s", y, diff)
		}
		if back, err := nhs.ParseFinancialYear(y.String()); back != y || err != nil {
			t.Fatalf("ParseFinancialYear(%q) = %v, %v", y, back, err)
		}
	}
}

func TestFinancialYearJSON(t *testing.T) {
	testJSON(t, nhs.MustParseFinancialYear("2013/14"), "2013/14")
	testJSON(t, nhs.MustParseFinancialYear("1999/00"), "1999/00")
	// No year is written as "", which is not read back.
	if b, err := json.Marshal(nhs.FinancialYear{}); string(b) != `""` || err != nil {
		t.Errorf("no year in JSON = %s, %v", b, err)
	}
}
