package nhs_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

// checkParse holds what is true of every parser: a value prints as text that is
// read back as the same value, and an error is a *ParseError of the type, whose
// offset lies within the text. It reports whether s is a value.
func checkParse[T interface {
	comparable
	fmt.Stringer
}](t *testing.T, typ string, parse func(string) (T, error), s string) (T, bool) {
	t.Helper()
	v, err := parse(s)
	var zero T
	if err != nil {
		var bad *nhs.ParseError
		if !errors.As(err, &bad) {
			t.Fatalf("parse %q: %T, want a *ParseError", s, err)
		}
		if bad.Type != typ || bad.Want == "" || bad.Offset < -1 || bad.Offset > len(s) || len(bad.Input) > 64+len("…") {
			t.Fatalf("parse %q: %#v", s, bad)
		}
		if v != zero {
			t.Fatalf("parse %q = %v beside the error %v", s, v, err)
		}
		return v, false
	}
	back, err := parse(v.String())
	if err != nil || back != v {
		t.Fatalf("parse %q = %v, which is read back as %v, %v", s, v, back, err)
	}
	return v, true
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2013-04-01", "2012-02-29", "2013-02-29", "0001-01-01", "9999-12-31", "2013", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := checkParse(t, "date", nhs.ParseDate, s)
		if !ok {
			return
		}
		if d.IsZero() || d.String() != s {
			t.Errorf("%q is read as %q", s, d)
		}
		if made, err := nhs.NewDate(d.Year(), d.Month(), d.Day()); made != d || err != nil {
			t.Errorf("NewDate of the parts of %v = %v, %v", d, made, err)
		}
	})
}

func FuzzParsePartialDate(f *testing.F) {
	for _, s := range []string{"2013", "2013-04", "2013-04-01", "2014-10/2015-01", "../2015-01", "2013/..", "../..", "..", "2013/14", "0001", "9999/9999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := checkParse(t, "partial date", nhs.ParsePartialDate, s)
		if !ok {
			return
		}
		if p.IsZero() {
			t.Errorf("%q is read as no date", s)
		}
		d, exact := p.Exact()
		if exact != (p.SameDate(p) == nhs.Yes) || exact && nhs.PartialDateOf(d) != p {
			t.Errorf("%v: exactly %v, %v", p, d, exact)
		}
		if again, err := nhs.NewPartialDate(p.Earliest(), p.Latest()); !exact && again != p {
			t.Errorf("Between the bounds of %v = %v, %v", p, again, err)
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2013-04-01/2022-06-30", "2013-04-01/..", "../2022-06-30", "../..", "always", "empty", "2013-04-01/9999-12-31", "9999-12-31/..", "../0001-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := checkParse(t, "period", nhs.ParsePeriod, s)
		if !ok {
			return
		}
		if p.IsEmpty() || !p.Covers(p) || !p.Overlaps(p) || nhs.NewPeriod(p.From, p.Last()) != p {
			t.Errorf("%q is read as %v, %v until %v", s, p, p.From, p.Until)
		}
		if !p.From.IsZero() && !p.Contains(p.From) || !p.Until.IsZero() && (p.Contains(p.Until) || !p.Contains(p.Last())) {
			t.Errorf("%v does not hold its own ends", p)
		}
	})
}

func FuzzParseFinancialYear(f *testing.F) {
	for _, s := range []string{"2013/14", "2013-14", "2013/2014", "FY2013/14", "FY 2013-14", "1999/00", "9998/99", "9999/00", "0000/01", "2013/15"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		y, ok := checkParse(t, "financial year", nhs.ParseFinancialYear, s)
		if !ok {
			return
		}
		if y.IsZero() || y.First().FinancialYear() != y || y.Last().FinancialYear() != y {
			t.Errorf("%q is read as %v, %v to %v", s, y, y.First(), y.Last())
		}
		if n := y.Period().Len(); n != 365 && n != 366 {
			t.Errorf("%v has %d days", y, n)
		}
	})
}

func FuzzParseOrgID(f *testing.F) {
	for _, s := range []string{"00F", "D4U1Y", "anglia-csu", "south", "00f", "anglia--csu", "-", "", "00\u0131"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, ok := checkParse(t, "organisation ID", nhs.ParseOrgID, s)
		if ok && (string(id) != s || id.IsCode() == id.IsSlug()) {
			t.Errorf("%q is read as %q: code %v, slug %v", s, id, id.IsCode(), id.IsSlug())
		}
	})
}
