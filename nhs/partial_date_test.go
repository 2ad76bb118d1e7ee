package nhs_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParsePartialDate(t *testing.T) {
	tests := []struct {
		text             string
		earliest, latest string // "" is open
		exact            bool
		printed          string
	}{
		{"2013", "2013-01-01", "2013-12-31", false, "2013"},
		{"2013-04", "2013-04-01", "2013-04-30", false, "2013-04"},
		{"2012-02", "2012-02-01", "2012-02-29", false, "2012-02"},
		{"2013-04-01", "2013-04-01", "2013-04-01", true, "2013-04-01"},
		{"2014-10/2015-01", "2014-10-01", "2015-01-31", false, "2014-10/2015-01"},
		{"2014-10-01/2015-01-31", "2014-10-01", "2015-01-31", false, "2014-10/2015-01"},
		{"2014-10-02/2015-01-30", "2014-10-02", "2015-01-30", false, "2014-10-02/2015-01-30"},
		{"2013/2014", "2013-01-01", "2014-12-31", false, "2013-01/2014-12"},
		{"2013-01/2013-12", "2013-01-01", "2013-12-31", false, "2013"},
		{"2013-01-01/2013-12", "2013-01-01", "2013-12-31", false, "2013"},
		{"2013/2013-04-05", "2013-01-01", "2013-04-05", false, "2013-01/2013-04-05"},
		{"2013-04/2013", "2013-04-01", "2013-12-31", false, "2013-04/2013-12"},
		{"2013-04-01/2013-04-30", "2013-04-01", "2013-04-30", false, "2013-04"},
		{"2013-04-01/2013-04-01", "2013-04-01", "2013-04-01", true, "2013-04-01"},
		{"../2015-01", "", "2015-01-31", false, "../2015-01"},
		{"2015-01/..", "2015-01-01", "", false, "2015-01/.."},
		{"2015-01-02/..", "2015-01-02", "", false, "2015-01-02/.."},
		{"../..", "", "", false, "../.."},
		// The ends of the calendar stand for open ends.
		{"0001-01-01/2015-01", "", "2015-01-31", false, "../2015-01"},
		{"2015-01/9999", "2015-01-01", "", false, "2015-01/.."},
		{"0001", "", "0001-12-31", false, "0001"},
		{"9999", "9999-01-01", "", false, "9999"},
		{"9999-12-31", "9999-12-31", "", true, "9999-12-31"},
		{"0001-01-01", "", "0001-01-01", true, "0001-01-01"},
	}
	for _, test := range tests {
		p, err := nhs.ParsePartialDate(test.text)
		if err != nil {
			t.Errorf("ParsePartialDate(%q): %v", test.text, err)
			continue
		}
		day, exact := p.Exact()
		if exact != (nhs.PartialDateOf(day) == p) || !exact && !day.IsZero() {
			t.Errorf("%s is exactly %q, %v", test.text, day, exact)
		}
		if p.Earliest().String() != test.earliest || p.Latest().String() != test.latest || exact != test.exact {
			t.Errorf("%s: earliest %q, latest %q, exact %v; want %q, %q, %v",
				test.text, p.Earliest(), p.Latest(), exact, test.earliest, test.latest, test.exact)
		}
		if p.String() != test.printed {
			t.Errorf("%s prints as %s, want %s", test.text, p, test.printed)
		}
		if back, err := nhs.ParsePartialDate(p.String()); back != p || err != nil {
			t.Errorf("%s prints as %s, which is read as %v, %v", test.text, p, back, err)
		}
	}
	mustPanic(t, "MustParsePartialDate", func() { nhs.MustParsePartialDate("2013/14") })
	testNoAllocs(t, nhs.ParsePartialDate, "2013", "2013-04", "2013-04-01", "2014-10/2015-01", "../2015-01-05")
}

func TestParsePartialDateErrors(t *testing.T) {
	const (
		form  = "a date such as 2013, 2013-04, 2013-04-01 or a range of them such as 2014-10/2015-01 or ../2015-01"
		order = "a last day on or after the first"
		year  = "a year from 0001 to 9999"
		month = "a month from 01 to 12"
		day   = "a day that the month has"
	)
	testBadText(t, "partial date", nhs.ParsePartialDate, []badText{
		{"", 0, form},
		{"..", 0, form},
		{"/", 0, form},
		{"2013/", 5, form},
		{"/2013", 0, form},
		{"2013/14", 5, form}, // a financial year
		{"2013-4", 0, form},
		{"213", 0, form},
		{"20x3", 2, form},
		{"2013x04", 4, form},
		{"2013-04x01", 7, form},
		{"2013-0x", 6, form},
		{"2013/2014/2015", 5, form},
		{"2013/20x4", 7, form},
		{"2014-10/2015-1", 8, form},
		{"2013/....", 5, form},
		{"0000", 0, year},
		{"2013/0000-01", 5, year},
		{"2013-13", 5, month},
		{"2012-13", 5, month}, // a financial year
		{"2014-10/2015-13", 13, month},
		{"2013-02-29", 8, day},
		{"../2013-04-31", 11, day},
		{"2015-01/2014-10", 8, order},
		{"2015/2014", 5, order},
		{"2013-04-02/2013-04-01", 11, order},
		{"2013-05/2013-04-30", 8, order},
	})
}

func TestBetween(t *testing.T) {
	var open nhs.Date
	a, b := nhs.MustDate(2014, 10, 1), nhs.MustDate(2015, 1, 31)
	for want, p := range map[string]func() (nhs.PartialDate, error){
		"2014-10/2015-01": func() (nhs.PartialDate, error) { return nhs.NewPartialDate(a, b) },
		"2014-10/..":      func() (nhs.PartialDate, error) { return nhs.NewPartialDate(a, open) },
		"../2015-01":      func() (nhs.PartialDate, error) { return nhs.NewPartialDate(open, b) },
		"../..":           func() (nhs.PartialDate, error) { return nhs.NewPartialDate(open, open) },
		"2014-10-01":      func() (nhs.PartialDate, error) { return nhs.NewPartialDate(a, a) },
	} {
		if got, err := p(); got.String() != want || err != nil {
			t.Errorf("Between = %v, %v; want %s", got, err, want)
		}
	}
	got, err := nhs.NewPartialDate(b, a)
	want := &nhs.ParseError{Type: "partial date", Input: "2015-01-31/2014-10-01", Offset: -1, Want: "a last day on or after the first"}
	if diff := gocmp.Diff(error(want), err); diff != "" || !got.IsZero() {
		t.Errorf("Between backwards = %v (-want +got):\n%s", got, diff)
	}
}

func TestZeroPartialDate(t *testing.T) {
	var none nhs.PartialDate
	anyDay, year := nhs.MustParsePartialDate("../.."), nhs.MustParsePartialDate("2013")
	if !none.IsZero() || anyDay.IsZero() || nhs.PartialDateOf(nhs.Date{}) != none {
		t.Error("IsZero is not true of no date alone")
	}
	if none.String() != "" || !none.Earliest().IsZero() || !none.Latest().IsZero() {
		t.Errorf("no date = %q, %v to %v", none, none.Earliest(), none.Latest())
	}
	if _, exact := none.Exact(); exact {
		t.Error("no date is exact")
	}
	for _, o := range []nhs.PartialDate{none, anyDay, year} {
		for name, got := range map[string]nhs.Tristate{
			"before": none.Before(o), "after": none.After(o), "same": none.SameDate(o),
			"before no date": o.Before(none), "after no date": o.After(none), "same as no date": o.SameDate(none),
		} {
			if got != nhs.Unknown {
				t.Errorf("%v %s: %v, want unknown", o, name, got)
			}
		}
		if p, ok := none.Intersect(o); ok || p != none {
			t.Errorf("no date intersects %v in %v, %v", o, p, ok)
		}
		if p, ok := o.Intersect(none); ok || p != none {
			t.Errorf("%v intersects no date in %v, %v", o, p, ok)
		}
	}
	if none.Compare(anyDay) != -1 || none.Compare(none) != 0 {
		t.Error("no date does not order first")
	}
}

func TestPartialDateJSON(t *testing.T) {
	for _, text := range []string{"2013", "2013-04", "2013-04-01", "2014-10/2015-01", "../2015-01", "../.."} {
		testJSON(t, nhs.MustParsePartialDate(text), text)
	}
	// No date is written as "", which is not read back.
	if b, err := json.Marshal(nhs.PartialDate{}); string(b) != `""` || err != nil {
		t.Errorf("no date in JSON = %s, %v", b, err)
	}
}

// days returns the days from a to b, both included.
func days(a, b nhs.Date) []nhs.Date {
	var list []nhs.Date
	for d := a; !d.After(b); d = d.AddDays(1) {
		list = append(list, d)
	}
	return list
}

// someDay is one day that is known to be among certain days.
type someDay struct {
	date nhs.PartialDate
	days []nhs.Date
}

// someDays returns every partial date with bounds in five days around a month's
// end.
func someDays(t *testing.T) []someDay {
	t.Helper()
	var list []someDay
	all := days(nhs.MustDate(2014, 9, 29), nhs.MustDate(2014, 10, 3))
	for i, first := range all {
		for j := i; j < len(all); j++ {
			p, err := nhs.NewPartialDate(first, all[j])
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, someDay{p, all[i : j+1]})
		}
	}
	return list
}

// verdict sums up what holds of the possible cases: yes if it holds of all of
// them, no if of none.
type verdict struct{ cases, holds int }

func (v *verdict) add(holds bool) {
	v.cases++
	if holds {
		v.holds++
	}
}

func (v verdict) answer() nhs.Tristate {
	switch v.holds {
	case v.cases:
		return nhs.Yes
	case 0:
		return nhs.No
	}
	return nhs.Unknown
}

func TestPartialDateAgainstEveryPair(t *testing.T) {
	for _, p := range someDays(t) {
		for _, o := range someDays(t) {
			var before, after, same verdict
			var shared []nhs.Date
			for _, a := range p.days {
				for _, b := range o.days {
					before.add(a.Before(b))
					after.add(a.After(b))
					same.add(a == b)
					if a == b {
						shared = append(shared, a)
					}
				}
			}
			if got, want := p.date.Before(o.date), before.answer(); got != want {
				t.Errorf("%v before %v: %v, want %v", p.date, o.date, got, want)
			}
			if got, want := p.date.After(o.date), after.answer(); got != want {
				t.Errorf("%v after %v: %v, want %v", p.date, o.date, got, want)
			}
			if got, want := p.date.SameDate(o.date), same.answer(); got != want {
				t.Errorf("%v same as %v: %v, want %v", p.date, o.date, got, want)
			}
			got, ok := p.date.Intersect(o.date)
			var gotDays []nhs.Date
			if ok {
				gotDays = days(got.Earliest(), got.Latest())
			} else if !got.IsZero() {
				t.Errorf("%v intersects %v in %v and false, want the zero value", p.date, o.date, got)
			}
			if diff := gocmp.Diff(shared, gotDays); diff != "" {
				t.Errorf("%v intersects %v (-want +got):\n%s", p.date, o.date, diff)
			}
			wantOrder := cmp.Or(p.days[0].Compare(o.days[0]), p.days[len(p.days)-1].Compare(o.days[len(o.days)-1]))
			if got := p.date.Compare(o.date); got != wantOrder {
				t.Errorf("%v compared with %v: %d, want %d", p.date, o.date, got, wantOrder)
			}
			if got, want := p.date.Equal(o.date), slices.Equal(p.days, o.days); got != want {
				t.Errorf("%v equal to %v: %v, want %v", p.date, o.date, got, want)
			}
		}
	}
}

// TestOpenOnAgainstEveryPair compares OpenOn with every possible pair of an
// opening day and a closing day that is not before it.
func TestOpenOnAgainstEveryPair(t *testing.T) {
	asked := days(nhs.MustDate(2014, 9, 27), nhs.MustDate(2014, 10, 5))
	for _, opened := range someDays(t) {
		for _, d := range asked {
			var want verdict
			for _, a := range opened.days {
				want.add(!d.Before(a))
			}
			if got := nhs.OpenOn(opened.date, nhs.PartialDate{}, d); got != want.answer() {
				t.Errorf("opened %v, not closed, open on %v: %v, want %v", opened.date, d, got, want.answer())
			}
			for _, closed := range someDays(t) {
				var want verdict
				for _, a := range opened.days {
					for _, b := range closed.days {
						if !b.Before(a) {
							want.add(!d.Before(a) && !d.After(b))
						}
					}
				}
				if want.cases == 0 {
					continue // closed before it opened
				}
				if got := nhs.OpenOn(opened.date, closed.date, d); got != want.answer() {
					t.Errorf("opened %v, closed %v, open on %v: %v, want %v", opened.date, closed.date, d, got, want.answer())
				}
			}
		}
	}
}

func TestOpenOn(t *testing.T) {
	tests := []struct {
		opened, closed string // "" is no date
		day            string
		want           nhs.Tristate
	}{
		{"2013-04-01", "", "2013-03-31", nhs.No},
		{"2013-04-01", "", "2013-04-01", nhs.Yes},
		{"2013-04-01", "", "9999-12-31", nhs.Yes},
		{"2013-04-01", "2014-09-30", "2014-09-30", nhs.Yes}, // closed is the last open day
		{"2013-04-01", "2014-09-30", "2014-10-01", nhs.No},
		{"2013-04-01", "../2015-01", "2013-03-31", nhs.No},
		{"2013-04-01", "../2015-01", "2013-04-01", nhs.Yes}, // it did not close before it opened
		{"2013-04-01", "../2015-01", "2013-04-02", nhs.Unknown},
		{"2013-04-01", "../2015-01", "2015-01-31", nhs.Unknown},
		{"2013-04-01", "../2015-01", "2015-02-01", nhs.No},
		{"2013-04-01", "../..", "2020-01-01", nhs.Unknown}, // closed, nobody knows when
		{"2014-10", "2016-03-31", "2014-10-15", nhs.Unknown},
		{"2014-10", "2016-03-31", "2014-10-31", nhs.Yes},
		{"2014-10", "2016-03-31", "2014-09-30", nhs.No},
		{"../..", "2014-09-30", "2014-09-30", nhs.Yes},
		{"", "2014-09-30", "2014-09-30", nhs.Unknown},
		{"", "2014-09-30", "2014-10-01", nhs.No},
		{"", "", "2014-10-01", nhs.Unknown},
		{"2013-04-01", "2014-09-30", "", nhs.Unknown},
		// Closed before it opened: open on no day.
		{"2015-04-01", "2014-09-30", "2014-09-30", nhs.No},
		{"2015-04-01", "2014-09-30", "2014-12-31", nhs.No},
		{"2015-04-01", "2014-09-30", "2015-04-01", nhs.No},
	}
	for _, test := range tests {
		var opened, closed nhs.PartialDate
		var day nhs.Date
		if test.opened != "" {
			opened = nhs.MustParsePartialDate(test.opened)
		}
		if test.closed != "" {
			closed = nhs.MustParsePartialDate(test.closed)
		}
		if test.day != "" {
			day = nhs.MustParseDate(test.day)
		}
		if got := nhs.OpenOn(opened, closed, day); got != test.want {
			t.Errorf("opened %q, closed %q, open on %q: %v, want %v", test.opened, test.closed, test.day, got, test.want)
		}
	}
}

func TestPartialDateProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2013))
	randomBound := func() nhs.Date {
		d := randomDate(r)
		switch r.IntN(4) {
		case 0:
			d = d.LastOfMonth()
		case 1:
			d = nhs.MustDate(d.Year(), d.Month(), 1)
		case 2:
			d = nhs.Date{}
		}
		return d
	}
	for range 20_000 {
		first, last := randomBound(), randomBound()
		p, err := nhs.NewPartialDate(first, last)
		if backwards := !last.IsZero() && last.Before(first); backwards != errors.As(err, new(*nhs.ParseError)) {
			t.Fatalf("Between(%v, %v): error %v", first, last, err)
		}
		if err != nil {
			continue
		}
		if p.Earliest() != first && first != firstDate || p.Latest() != last && last != lastDate {
			t.Fatalf("Between(%v, %v) = %v to %v", first, last, p.Earliest(), p.Latest())
		}
		if back, err := nhs.ParsePartialDate(p.String()); back != p || err != nil {
			t.Fatalf("ParsePartialDate(%q) = %v, %v", p, back, err)
		}
		if o, ok := p.Intersect(p); !ok || o != p {
			t.Fatalf("%v intersects itself in %v, %v", p, o, ok)
		}
	}
}
