package nhs_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// The calendar's first and last date.
var (
	firstDate = nhs.MustDate(1, time.January, 1)
	lastDate  = nhs.MustDate(9999, time.December, 31)
)

// badText is a text that does not parse, with the error that says so.
type badText struct {
	text   string
	offset int
	want   string
}

// mustPanic checks that f panics with a *ParseError.
func mustPanic(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if _, ok := recover().(*nhs.ParseError); !ok {
			t.Errorf("%s does not panic with a *ParseError", name)
		}
	}()
	f()
}

// sign is -1, 0 or 1, as Compare gives it.
func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// randomDate returns any date of the calendar.
func randomDate(r *rand.Rand) nhs.Date {
	return firstDate.AddDays(r.IntN(lastDate.DaysSince(firstDate) + 1))
}

func TestNewDate(t *testing.T) {
	tests := []struct {
		year  int
		month time.Month
		day   int
		want  string // "" if there is no such day
	}{
		{2013, time.April, 1, "2013-04-01"},
		{1, time.January, 1, "0001-01-01"},
		{9999, time.December, 31, "9999-12-31"},
		{2000, time.February, 29, "2000-02-29"},
		{1900, time.February, 29, ""},
		{2012, time.February, 29, "2012-02-29"},
		{2013, time.February, 29, ""},
		{2013, time.April, 31, ""},
		{2013, time.June, 31, ""},
		{2013, time.September, 31, ""},
		{2013, time.November, 31, ""},
		{2013, time.January, 32, ""},
		{2013, time.January, 0, ""},
		{2013, time.January, -1, ""},
		{2013, 0, 1, ""},
		{2013, 13, 1, ""},
		{0, time.January, 1, ""},
		{-1, time.January, 1, ""},
		{10000, time.January, 1, ""},
		{math.MaxInt, time.January, 1, ""},
		{2013, math.MinInt, 1, ""},
		{2013, time.January, math.MaxInt, ""},
	}
	for _, test := range tests {
		d, err := nhs.NewDate(test.year, test.month, test.day)
		if got := d.String(); got != test.want {
			t.Errorf("NewDate(%d, %d, %d) = %q, want %q", test.year, test.month, test.day, got, test.want)
		}
		if refused := new(nhs.ParseError); errors.As(err, &refused) != (test.want == "") {
			t.Errorf("NewDate(%d, %d, %d): error %v", test.year, test.month, test.day, err)
		}
	}
	_, err := nhs.NewDate(2013, 2, 29)
	want := &nhs.ParseError{Type: "date", Input: "2013-02-29", Offset: -1, Want: "a day of the calendar in the years 1 to 9999"}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("NewDate(2013, 2, 29) error (-want +got):\n%s", diff)
	}
	mustPanic(t, "MustDate", func() { nhs.MustDate(2013, 2, 29) })
}

func TestParseDate(t *testing.T) {
	for _, text := range []string{"0001-01-01", "0999-12-31", "2000-02-29", "2013-04-01", "9999-12-31"} {
		d, err := nhs.ParseDate(text)
		if err != nil || d.String() != text {
			t.Errorf("ParseDate(%q) = %v, %v", text, d, err)
		}
	}
	d := nhs.MustParseDate("2013-04-09")
	if y, m, day := d.Year(), d.Month(), d.Day(); y != 2013 || m != time.April || day != 9 {
		t.Errorf("2013-04-09 = %d, %v, %d", y, m, day)
	}
	mustPanic(t, "MustParseDate", func() { nhs.MustParseDate("2013") })
	testNoAllocs(t, nhs.ParseDate, "2013-04-01", "9999-12-31")
}

func TestParseDateErrors(t *testing.T) {
	const (
		form  = "a date as YYYY-MM-DD, such as 2013-04-01"
		year  = "a year from 0001 to 9999"
		month = "a month from 01 to 12"
		day   = "a day that the month has"
	)
	testBadText(t, "date", nhs.ParseDate, []badText{
		{"", 0, form},
		{"2013", 4, form},
		{"2013-04", 7, form},
		{"2013-04-0", 9, form},
		{"2013-04-011", 10, form},
		{"2013-04-01 ", 10, form},
		{" 2013-04-01", 0, form},
		{"2013/04/01", 4, form},
		{"01/04/2013", 2, form},
		{"20130401", 4, form},
		{"-013-04-01", 0, form},
		{"2013-4-01", 6, form},
		{"2013-04-01T00:00:00Z", 10, form},
		{"2013-04\x0001", 7, form},
		{"2013–04–01", 4, form}, // en dashes
		{"２０１３-04-01", 0, form}, // full-width digits
		{"0000-01-01", 0, year},
		{"2013-00-01", 5, month},
		{"2013-13-01", 5, month},
		{"2013-04-00", 8, day},
		{"2013-04-31", 8, day},
		{"2013-02-29", 8, day},
		{"1900-02-29", 8, day},
	})
}

func TestDateOf(t *testing.T) {
	london, tokyo := time.FixedZone("BST", 60*60), time.FixedZone("JST", 9*60*60)
	tests := []struct {
		time time.Time
		want string
	}{
		{time.Date(2013, 4, 1, 0, 0, 0, 0, time.UTC), "2013-04-01"},
		{time.Date(2013, 4, 1, 23, 59, 59, 999, london), "2013-04-01"},
		{time.Date(2013, 3, 31, 20, 0, 0, 0, time.UTC).In(tokyo), "2013-04-01"},
		{time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), "0001-01-01"},
		{time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), "9999-12-31"},
		{time.Time{}, ""},
		{time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC), ""},
		{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), ""},
		{time.Date(math.MaxInt32, 1, 1, 0, 0, 0, 0, time.UTC), ""},
	}
	for _, test := range tests {
		if got := nhs.DateOf(test.time).String(); got != test.want {
			t.Errorf("DateOf(%v) = %q, want %q", test.time, got, test.want)
		}
	}
}

func TestAddDays(t *testing.T) {
	days := lastDate.DaysSince(firstDate) // 3652058
	tests := []struct {
		date string
		n    int
		want string
	}{
		{"2013-04-01", 0, "2013-04-01"},
		{"2013-04-01", -1, "2013-03-31"},
		{"2012-02-28", 1, "2012-02-29"},
		{"2013-02-28", 1, "2013-03-01"},
		{"1900-02-28", 1, "1900-03-01"},
		{"2000-02-28", 1, "2000-02-29"},
		{"2013-12-31", 1, "2014-01-01"},
		{"0001-01-02", -1, "0001-01-01"}, // not mistaken for the zero time
		{"0001-01-01", days, "9999-12-31"},
		{"9999-12-31", -days, "0001-01-01"},
		{"0001-01-01", -1, ""},
		{"9999-12-31", 1, ""},
		{"0001-01-01", days + 1, ""},
		{"9999-12-31", -days - 1, ""},
		{"2013-04-01", math.MaxInt, ""},
		{"2013-04-01", math.MinInt, ""},
		{"2013-04-01", 1 << 32, ""},
	}
	for _, test := range tests {
		if got := nhs.MustParseDate(test.date).AddDays(test.n).String(); got != test.want {
			t.Errorf("%s.AddDays(%d) = %q, want %q", test.date, test.n, got, test.want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		date string
		n    int
		want string
	}{
		{"2013-04-01", 0, "2013-04-01"},
		{"2013-01-31", 1, "2013-02-28"},
		{"2012-01-31", 1, "2012-02-29"},
		{"2013-03-31", -1, "2013-02-28"},
		{"2013-03-31", 1, "2013-04-30"},
		{"2012-02-29", 12, "2013-02-28"},
		{"2012-02-29", 48, "2016-02-29"},
		{"2012-02-29", -12, "2011-02-28"},
		{"2013-12-15", 1, "2014-01-15"},
		{"2013-01-15", -1, "2012-12-15"},
		{"2013-04-01", 120, "2023-04-01"},
		{"0001-01-31", -1, ""},
		{"9999-12-01", 1, ""},
		{"0001-01-01", 9999*12 - 1, "9999-12-01"},
		{"9999-12-31", 1 - 9999*12, "0001-01-31"},
		{"0001-01-01", 9999 * 12, ""},
		{"9999-12-31", -9999 * 12, ""},
		{"2013-04-01", math.MaxInt, ""},
		{"2013-04-01", math.MinInt, ""},
		{"2013-04-01", 1 << 32, ""},
	}
	for _, test := range tests {
		if got := nhs.MustParseDate(test.date).AddMonths(test.n).String(); got != test.want {
			t.Errorf("%s.AddMonths(%d) = %q, want %q", test.date, test.n, got, test.want)
		}
	}
}

func TestLastOfMonth(t *testing.T) {
	for text, want := range map[string]string{
		"2013-01-01": "2013-01-31", "2013-02-10": "2013-02-28", "2012-02-29": "2012-02-29",
		"2013-04-30": "2013-04-30", "9999-12-01": "9999-12-31",
	} {
		if got := nhs.MustParseDate(text).LastOfMonth().String(); got != want {
			t.Errorf("%s.LastOfMonth() = %s, want %s", text, got, want)
		}
	}
}

func TestZeroDate(t *testing.T) {
	var none nhs.Date
	d := nhs.MustDate(2013, 4, 1)
	if !none.IsZero() || d.IsZero() || firstDate.IsZero() {
		t.Error("IsZero is not true of the zero date alone")
	}
	if none.Year() != 0 || none.Month() != 0 || none.Day() != 0 || none.Weekday() != time.Sunday {
		t.Errorf("no date = %d-%d-%d, a %v", none.Year(), none.Month(), none.Day(), none.Weekday())
	}
	for name, got := range map[string]nhs.Date{
		"AddDays": none.AddDays(1), "AddMonths": none.AddMonths(24_000), "LastOfMonth": none.LastOfMonth(),
	} {
		if !got.IsZero() {
			t.Errorf("%s of no date = %v, want no date", name, got)
		}
	}
	if got := none.FinancialYear(); !got.IsZero() {
		t.Errorf("FinancialYear of no date = %v, want none", got)
	}
	if a, b := none.DaysSince(d), d.DaysSince(none); a != 0 || b != 0 {
		t.Errorf("DaysSince with no date = %d, %d; want 0", a, b)
	}
	if !none.Before(firstDate) || none.After(firstDate) || none.Compare(firstDate) != -1 {
		t.Error("no date does not order before the first date")
	}
	b, err := none.AppendText([]byte("on "))
	if string(b) != "on " || err != nil {
		t.Errorf("AppendText of no date = %q, %v", b, err)
	}
}

func TestDateJSON(t *testing.T) {
	testJSON(t, nhs.MustDate(2013, 4, 1), "2013-04-01")
	testJSON(t, lastDate, "9999-12-31")
	// No date is written as "", which is not read back.
	if b, err := json.Marshal(nhs.Date{}); string(b) != `""` || err != nil {
		t.Errorf("no date in JSON = %s, %v", b, err)
	}
}

// TestDateAgainstTime walks every day of the calendar beside package time.
func TestDateAgainstTime(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	n := 0
	for d := firstDate; !d.IsZero(); d, at, n = d.AddDays(1), at.AddDate(0, 0, 1), n+1 {
		y, m, day := at.Date()
		if d.Year() != y || d.Month() != m || d.Day() != day || d.Weekday() != at.Weekday() || d.DaysSince(firstDate) != n {
			t.Fatalf("day %d = %v, a %v; package time has %v, a %v", n, d, d.Weekday(), at, at.Weekday())
		}
		if back, err := nhs.NewDate(y, m, day); back != d || err != nil {
			t.Fatalf("NewDate(%d, %d, %d) = %v, %v", y, m, day, back, err)
		}
	}
	if n != 3652059 {
		t.Errorf("the calendar has %d days, want 3652059", n)
	}
}

func TestDateProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2013))
	midnight := func(d nhs.Date) time.Time {
		return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
	}
	for range 20_000 {
		a, b := randomDate(r), randomDate(r)
		if r.IntN(4) == 0 {
			b = a.AddDays(r.IntN(3) - 1)
			if b.IsZero() {
				continue
			}
		}
		n := b.DaysSince(a)
		if got := a.AddDays(n); got != b {
			t.Fatalf("%v.AddDays(%v.DaysSince) = %v, want %v", a, b, got, b)
		}
		if back := a.DaysSince(b); back != -n {
			t.Fatalf("DaysSince(%v, %v) = %d and %d", a, b, n, back)
		}
		want := midnight(a).Compare(midnight(b))
		if got := a.Compare(b); got != want || sign(-n) != want {
			t.Fatalf("%v.Compare(%v) = %d, want %d", a, b, got, want)
		}
		if a.Before(b) != (want < 0) || a.After(b) != (want > 0) || a.Equal(b) != (want == 0) || (a == b) != (want == 0) {
			t.Fatalf("%v and %v: Before, After, Equal do not agree with Compare %d", a, b, want)
		}
		if got := nhs.DateOf(midnight(a)); got != a && a != firstDate {
			t.Fatalf("DateOf(%v) = %v", midnight(a), got)
		}
		if back, err := nhs.ParseDate(a.String()); back != a || err != nil {
			t.Fatalf("ParseDate(%q) = %v, %v", a, back, err)
		}
		text, err := a.AppendText([]byte("x"))
		if string(text) != "x"+a.String() || err != nil {
			t.Fatalf("AppendText = %q, %v", text, err)
		}

		m := r.IntN(4801) - 2400
		moved := a.AddMonths(m)
		if moved.IsZero() {
			continue
		}
		if got := (moved.Year()-a.Year())*12 + int(moved.Month()-a.Month()); got != m {
			t.Fatalf("%v.AddMonths(%d) = %v, %d months on", a, m, moved, got)
		}
		if moved.Day() != min(a.Day(), moved.LastOfMonth().Day()) {
			t.Fatalf("%v.AddMonths(%d) = %v", a, m, moved)
		}
	}
}
