package nhs_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParsePeriod(t *testing.T) {
	tests := []struct {
		text    string
		want    nhs.Period
		printed string
	}{
		{
			"2013-04-01/2022-06-30",
			nhs.Period{From: nhs.MustDate(2013, 4, 1), Until: nhs.MustDate(2022, 7, 1)},
			"2013-04-01/2022-06-30",
		},
		{"2013-04-01/..", nhs.Period{From: nhs.MustDate(2013, 4, 1)}, "2013-04-01/.."},
		{"../2022-06-30", nhs.Period{Until: nhs.MustDate(2022, 7, 1)}, "../2022-06-30"},
		{
			"2013-04-01/2013-04-01",
			nhs.Period{From: nhs.MustDate(2013, 4, 1), Until: nhs.MustDate(2013, 4, 2)},
			"2013-04-01/2013-04-01",
		},
		{"../0001-01-01", nhs.Period{Until: nhs.MustDate(1, 1, 2)}, "../0001-01-01"},
		{"9999-12-31/..", nhs.Period{From: lastDate}, "9999-12-31/.."},
		{"../9999-12-30", nhs.Period{Until: lastDate}, "../9999-12-30"},
		{"../..", nhs.Period{}, "always"},
		{"always", nhs.Period{}, "always"},
	}
	for _, test := range tests {
		got, err := nhs.ParsePeriod(test.text)
		if err != nil {
			t.Errorf("ParsePeriod(%q): %v", test.text, err)
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("ParsePeriod(%q) (-want +got):\n%s", test.text, diff)
		}
		if got.String() != test.printed {
			t.Errorf("%s prints as %s, want %s", test.text, got, test.printed)
		}
	}
	mustPanic(t, "MustParsePeriod", func() { nhs.MustParsePeriod("2013") })
	testNoAllocs(t, nhs.ParsePeriod, "2013-04-01/2022-06-30", "2013-04-01/..", "always")
}

func TestParsePeriodErrors(t *testing.T) {
	const (
		form  = "a period such as 2013-04-01/2022-06-30, 2013-04-01/.., ../2022-06-30 or always"
		order = "a last day on or after the first"
		month = "a month from 01 to 12"
		day   = "a day that the month has"
	)
	testBadText(t, "period", nhs.ParsePeriod, []badText{
		{"", -1, form},
		{"empty", -1, form},
		{"Always", -1, form},
		{"..", -1, form},
		{"2013-04-01", -1, form},
		{"/", 0, form},
		{"/..", 0, form},
		{"../", 3, form},
		{"2013/2014", 4, form},
		{"2013-04/2014-03", 7, form},
		{"2013-04-01/2014", 15, form},
		{"2013-04-01/2014-03-31/", 21, form},
		{"2013-04-01 / 2014-03-31", 10, form},
		{"2013-13-01/..", 5, month},
		{"../2013-13-01", 8, month},
		{"2013-02-29/..", 8, day},
		{"2013-04-01/2013-04-31", 19, day},
		{"2013-04-02/2013-04-01", 11, order},
		{"2013-04-01/9999-12-31", 11, "a last day before 9999-12-31"},
	})
}

func TestDays(t *testing.T) {
	var open nhs.Date
	first, last := nhs.MustDate(2013, 4, 1), nhs.MustDate(2014, 3, 31)
	tests := []struct {
		first, last nhs.Date
		want        string
		length      int
	}{
		{first, last, "2013-04-01/2014-03-31", 365},
		{first, first, "2013-04-01/2013-04-01", 1},
		{first, open, "2013-04-01/..", -1},
		{open, last, "../2014-03-31", -1},
		{open, open, "always", -1},
		{first, lastDate, "2013-04-01/..", -1},
		{last, first, "empty", 0},
		{first, first.AddDays(-1), "empty", 0},
	}
	for _, test := range tests {
		p := nhs.NewPeriod(test.first, test.last)
		if p.String() != test.want || p.Len() != test.length || p.IsEmpty() != (test.length == 0) {
			t.Errorf("Days(%v, %v) = %v of %d days, want %s of %d", test.first, test.last, p, p.Len(), test.want, test.length)
		}
	}
}

// TestPeriodBoundaries checks the days on either side of both ends.
func TestPeriodBoundaries(t *testing.T) {
	p := nhs.MustParsePeriod("2013-04-01/2022-06-30")
	for text, want := range map[string]bool{
		"2013-03-31": false, "2013-04-01": true, "2022-06-30": true, "2022-07-01": false,
	} {
		if got := p.Contains(nhs.MustParseDate(text)); got != want {
			t.Errorf("%v contains %s: %v, want %v", p, text, got, want)
		}
	}
	if got := p.Last(); got != nhs.MustDate(2022, 6, 30) {
		t.Errorf("last day of %v = %v", p, got)
	}
	if next := (nhs.Period{From: p.Until}); p.Overlaps(next) {
		t.Errorf("%v overlaps %v, which begins when it ends", p, next)
	}
	if got := (nhs.Period{From: p.From}).Last(); !got.IsZero() {
		t.Errorf("last day of an open period = %v, want no date", got)
	}
	if (nhs.Period{}).Contains(nhs.Date{}) {
		t.Error("all time contains no date")
	}
	for _, d := range []nhs.Date{firstDate, lastDate} {
		if !(nhs.Period{}).Contains(d) {
			t.Errorf("all time does not contain %v", d)
		}
	}
	if beforeTime := (nhs.Period{Until: firstDate}); !beforeTime.IsEmpty() || beforeTime.Len() != 0 || beforeTime.String() != "empty" {
		t.Errorf("the days before %v are %v, want none", firstDate, beforeTime)
	}
}

// weekPeriods returns every period with ends in one week, open ends, periods
// that end before they begin and all; and the days on which they can differ.
func weekPeriods() (periods []nhs.Period, week []nhs.Date) {
	week = days(nhs.MustDate(2014, 9, 28), nhs.MustDate(2014, 10, 4))
	ends := append([]nhs.Date{{}}, week[1:len(week)-1]...)
	for _, from := range ends {
		for _, until := range ends {
			periods = append(periods, nhs.Period{From: from, Until: until})
		}
	}
	return periods, week
}

func TestPeriodAlgebra(t *testing.T) {
	periods, week := weekPeriods()
	for _, p := range periods {
		if got := p.Intersect(p); got != p {
			t.Errorf("%v ∩ itself = %v", p, got)
		}
		if got := p.Intersect(nhs.Period{}); got != p {
			t.Errorf("%v ∩ always = %v", p, got)
		}
		for _, q := range periods {
			both := p.Intersect(q)
			if other := q.Intersect(p); both != other {
				t.Errorf("%v ∩ %v = %v, but %v the other way round", p, q, both, other)
			}
			for _, r := range periods {
				if left, right := both.Intersect(r), p.Intersect(q.Intersect(r)); left != right {
					t.Errorf("%v ∩ %v ∩ %v = %v or %v", p, q, r, left, right)
				}
			}

			covers, overlaps := true, false
			for _, d := range week {
				inP, inQ := p.Contains(d), q.Contains(d)
				covers = covers && (inP || !inQ)
				overlaps = overlaps || inP && inQ
				if got := both.Contains(d); got != (inP && inQ) {
					t.Errorf("%v ∩ %v contains %v: %v", p, q, d, got)
				}
			}
			if got := p.Covers(q); got != covers {
				t.Errorf("%v covers %v: %v, want %v", p, q, got, covers)
			}
			if got := p.Overlaps(q); got != overlaps {
				t.Errorf("%v overlaps %v: %v, want %v", p, q, got, overlaps)
			}
		}
	}
}

func TestPeriodLen(t *testing.T) {
	periods, week := weekPeriods()
	for _, p := range periods {
		want := 0
		for _, d := range week {
			if p.Contains(d) {
				want++
			}
		}
		if got := p.IsEmpty(); got != (want == 0) {
			t.Errorf("%+v is empty: %v, but holds %d days", p, got, want)
		}
		if want > 0 && (p.From.IsZero() || p.Until.IsZero()) {
			want = -1
		}
		if got := p.Len(); got != want {
			t.Errorf("%v has %d days, want %d", p, got, want)
		}
	}
}

func TestPeriodText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2013))
	for range 20_000 {
		var p nhs.Period
		if r.IntN(4) > 0 {
			p.From = randomDate(r)
		}
		if r.IntN(4) > 0 {
			p.Until = randomDate(r)
		}
		b, err := p.MarshalText()
		if p.IsEmpty() {
			if err == nil {
				t.Fatalf("%v until %v is written as %s, but holds no day", p.From, p.Until, b)
			}
			continue
		}
		if err != nil || string(b) != p.String() {
			t.Fatalf("MarshalText = %s, %v; want %v", b, err, p)
		}
		if back, err := nhs.ParsePeriod(p.String()); back != p || err != nil {
			t.Fatalf("ParsePeriod(%q) = %v, %v", p, back, err)
		}
	}
}

func TestPeriodJSON(t *testing.T) {
	for _, text := range []string{"always", "2013-04-01/2022-06-30", "2013-04-01/..", "../2022-06-30"} {
		testJSON(t, nhs.MustParsePeriod(text), text)
	}
	empty := nhs.NewPeriod(nhs.MustDate(2013, 4, 2), nhs.MustDate(2013, 4, 1))
	_, err := json.Marshal(empty)
	if err == nil {
		t.Error("an empty period has JSON")
	}
	if errors.As(err, new(*nhs.ParseError)) {
		t.Errorf("writing an empty period: %v is a *ParseError, but nothing was parsed", err)
	}
}
