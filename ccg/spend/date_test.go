package spend

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParseDate(t *testing.T) {
	both := func(s string) DateReading { d := nhs.MustParseDate(s); return DateReading{DayFirst: d, MonthFirst: d} }
	day := func(s string) DateReading { return DateReading{DayFirst: nhs.MustParseDate(s)} }
	month := func(s string) DateReading { return DateReading{MonthFirst: nhs.MustParseDate(s)} }
	either := func(a, b string) DateReading {
		return DateReading{DayFirst: nhs.MustParseDate(a), MonthFirst: nhs.MustParseDate(b)}
	}
	only := func(s string) DateReading { r := both(s); r.MonthOnly = true; return r }
	for text, want := range map[string]DateReading{
		"30/04/2020": day("2020-04-30"), "4/30/2020": month("2020-04-30"), "30-Apr-20": both("2020-04-30"), "30-Apr-2020": both("2020-04-30"),
		"30/Apr/2020": both("2020-04-30"), "30.04.2020": day("2020-04-30"), "30/04/20": day("2020-04-30"), "2020-04-30T00:00:00": both("2020-04-30"),
		"2020-04-30": both("2020-04-30"), "30/04/2020 |": day("2020-04-30"), "30/04/2020 00:00": day("2020-04-30"), "4/30/2020 12:00:00 AM": month("2020-04-30"),
		"41218": both("2012-11-05"), "41218.0": both("2012-11-05"), "43951.5": both("2020-04-30"), "20200430": both("2020-04-30"),
		"03/04/2020": either("2020-04-03", "2020-03-04"), "3/4/20": either("2020-04-03", "2020-03-04"), "04/04/2020": both("2020-04-04"),
		"30 April 2020": both("2020-04-30"), "30th April 2020": both("2020-04-30"), "April 30, 2020": both("2020-04-30"), "30-SEPT-13": both("2013-09-30"),
		"Apr-20": only("2020-04-01"), "April 2020": only("2020-04-01"), "04/2020": only("2020-04-01"), "2020-04": only("2020-04-01"),
		"29/02/2020": day("2020-02-29"), "2020/04/30": both("2020-04-30"), " '30/04/2020": day("2020-04-30"),
	} {
		got, err := ParseDate(text)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseDate(%q) (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{
		"", "25/01/212", "11/03/02016", "8//28/2013", "#REF!", "######", "31/02/2020", "30/13/2020", "29/02/2019", "00/01/2020", "30/04/1999", "30/04/2050", "hello", "123456", "99999",
		"30-Foo-20", "2020-13-01", "30/04/2020 paid", "30 Apr", "Apr", "4", "30/04", "1/2/3/2020", "20201301",
	} {
		if got, err := ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %+v, want an error", text, got)
		}
	}
}

func TestSerialDates(t *testing.T) {
	start := nhs.MustParseDate("2000-01-01")
	for n := 36526; ; n++ {
		want := start.AddDays(n - 36526)
		if want.Year() > lastYear {
			if got := serialDate(n, false); got.status == dateRead {
				t.Fatalf("serial %d = %+v, want none beyond %d", n, got, lastYear)
			}
			break
		}
		if got := serialDate(n, false).dayFirst.date(); got != want {
			t.Fatalf("serial %d = %v, want %v", n, got, want)
		}
		if got := serialDate(n-1462, true).dayFirst.date(); got != want {
			t.Fatalf("serial %d from 1904 = %v, want %v", n-1462, got, want)
		}
	}
}

func TestMonth(t *testing.T) {
	last := Month(0)
	for y := firstYear; y <= lastYear; y++ {
		for m := time.January; m <= time.December; m++ {
			got := NewMonth(y, m)
			if got != last+1 || got.Year() != y || got.Month() != m || MonthOf(got.First()) != got || MonthOf(got.Last()) != got {
				t.Fatalf("NewMonth(%d, %v) = %d (%v), want %d", y, m, got, got, last+1)
			}
			back, err := ParseMonth(got.String())
			if err != nil || back != got {
				t.Fatalf("ParseMonth(%q) = %v, %v", got, back, err)
			}
			last = got
		}
	}
	if last+1 != months {
		t.Errorf("there are %d months, want %d", last, months-1)
	}
	for _, s := range []string{"", "2020", "2020-13", "1999-12", "2050-01", "2020-4"} {
		if m, err := ParseMonth(s); err == nil {
			t.Errorf("ParseMonth(%q) = %v, want an error", s, m)
		}
	}
}

// FuzzParseDate wants real days only, and the usual forms of a day read back.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"30/04/2020", "4/30/20", "30-Apr-20", "41218.5", "2020-04-30T10:00", "Apr 2020", "30/04/2020 |", "1/1/1/1"} {
		f.Add(s, uint16(1000))
	}
	f.Fuzz(func(t *testing.T, s string, n uint16) {
		if r, err := ParseDate(s); err == nil {
			if r.DayFirst.IsZero() && r.MonthFirst.IsZero() {
				t.Fatalf("ParseDate(%q) gives no day and no error", s)
			}
			for _, d := range []nhs.Date{r.DayFirst, r.MonthFirst} {
				if !d.IsZero() && MonthOf(d) == 0 {
					t.Fatalf("ParseDate(%q) = %v, out of range", s, d)
				}
			}
		}
		d := nhs.MustParseDate("2000-01-01").AddDays(int(n) % 18262)
		tm := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
		for _, form := range []string{"02/01/2006", "02-Jan-06", "2006-01-02", "2 January 2006", "02.01.2006", "2006-01-02T15:04:05", "20060102"} {
			if r, err := ParseDate(tm.Format(form)); err != nil || r.DayFirst != d {
				t.Fatalf("ParseDate(%q) = %+v, %v; want %v", tm.Format(form), r, err, d)
			}
		}
		if r, err := ParseDate(tm.Format("1/2/2006")); err != nil || r.MonthFirst != d {
			t.Fatalf("ParseDate(%q) = %+v, %v; want %v", tm.Format("1/2/2006"), r, err, d)
		}
		if m, err := ParseMonth(s); err == nil && m.String() != s {
			t.Fatalf("ParseMonth(%q) = %v", s, m)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	b.ReportAllocs()
	text := []byte("30/04/2020")
	for b.Loop() {
		if d := parseDate(text); d.status != dateRead {
			b.Fatal("not read")
		}
	}
}
