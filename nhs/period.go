package nhs

import (
	"fmt"
	"strings"
)

// A Period is a run of days, half-open: it holds From and every later day before
// Until. A zero From means no beginning and a zero Until no end, so the zero Period
// holds every day. It is written inclusively, as people write it: from 1 April 2013
// until 1 July 2022 is 2013-04-01/2022-06-30.
// Periods compare with == and are map keys.
type Period struct {
	// From is the first day; the zero date means no beginning.
	From Date
	// Until is the day after the last; the zero date means no end.
	Until Date
}

const periodWant = "a period such as 2013-04-01/2022-06-30, 2013-04-01/.., ../2022-06-30 or always"

// NewPeriod returns the period from first to last, both included. A zero date leaves
// that end open, and so does 9999-12-31, the last date that a [Date] can hold. A last
// day before the first gives a period without days.
func NewPeriod(first, last Date) Period {
	p := Period{From: first}
	if !last.IsZero() {
		p.Until = last.AddDays(1)
	}
	return p
}

// ParsePeriod reads first/last, both days included, with ".." for an open end:
// 2013-04-01/2022-06-30, 2013-04-01/.., ../2022-06-30. "always" and "../.." hold
// every day. A last day before the first and any other form are a [*ParseError]. So
// is the last day 9999-12-31: many files use it for no end, which is written "..".
func ParsePeriod(s string) (Period, error) {
	if s == "always" {
		return Period{}, nil
	}
	first, last, found := strings.Cut(s, "/")
	if !found {
		return Period{}, NewParseError("period", s, -1, periodWant)
	}
	from, fault, want := readEnd(first)
	if want != "" {
		return Period{}, NewParseError("period", s, fault, want)
	}
	lastOffset := len(first) + len("/")
	to, fault, want := readEnd(last)
	switch {
	case want != "":
		return Period{}, NewParseError("period", s, lastOffset+fault, want)
	case to == maxDate:
		return Period{}, NewParseError("period", s, lastOffset, "a last day before 9999-12-31")
	case !to.IsZero() && to.Before(from):
		return Period{}, NewParseError("period", s, lastOffset, "a last day on or after the first")
	}
	return NewPeriod(from, to), nil
}

// readEnd is [readDate] for one end of a period, where ".." is an open end.
func readEnd(s string) (d Date, fault int, want string) {
	if s == ".." {
		return Date{}, 0, ""
	}
	d, fault, want = readDate(s)
	if want == dateWant {
		want = periodWant
	}
	return d, fault, want
}

// MustParsePeriod is like [ParsePeriod] but panics if s is not a period. It is
// for constants and tests.
func MustParsePeriod(s string) Period {
	p, err := ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}

// Last returns the day before Until: the last day, unless the period is empty. It is
// no date if the period has no end.
func (p Period) Last() Date {
	if p.Until.IsZero() {
		return Date{}
	}
	return p.Until.AddDays(-1)
}

// Contains reports whether d is one of the period's days. It is false for no date.
func (p Period) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(p.From) && (p.Until.IsZero() || d.Before(p.Until))
}

// IsEmpty reports whether the period holds no day.
func (p Period) IsEmpty() bool {
	return !p.Until.IsZero() && (p.Until == minDate || !p.From.Before(p.Until))
}

// Covers reports whether every day of o is a day of p. A period without a
// beginning is covered only by another such, and likewise for the end.
func (p Period) Covers(o Period) bool {
	return o.IsEmpty() || p.Intersect(o) == o
}

// Overlaps reports whether p and o share a day.
func (p Period) Overlaps(o Period) bool { return !p.Intersect(o).IsEmpty() }

// Intersect returns the days that p and o share; the result is empty if they share
// none.
func (p Period) Intersect(o Period) Period {
	if o.From.After(p.From) {
		p.From = o.From
	}
	if p.Until.IsZero() || !o.Until.IsZero() && o.Until.Before(p.Until) {
		p.Until = o.Until
	}
	return p
}

// Len returns the number of days, 0 for an empty period, or -1 if an end is open.
func (p Period) Len() int {
	switch {
	case p.IsEmpty():
		return 0
	case p.From.IsZero() || p.Until.IsZero():
		return -1
	}
	return p.Until.DaysSince(p.From)
}

// Equal reports whether p and o have the same ends; two empty periods can
// differ. It serves go-cmp.
func (p Period) Equal(o Period) bool { return p == o }

// String returns the form that [ParsePeriod] reads, and "empty" for a period
// without days.
func (p Period) String() string {
	switch {
	case p == Period{}:
		return "always"
	case p.IsEmpty():
		return "empty"
	}
	end := func(d Date) string {
		if d.IsZero() {
			return ".."
		}
		return d.String()
	}
	return end(p.From) + "/" + end(p.Last())
}

// MarshalText returns the form of String. An empty period has no text and is an
// error.
func (p Period) MarshalText() ([]byte, error) {
	if p.IsEmpty() {
		return nil, fmt.Errorf("empty period from %q until %q: it has no text form", p.From, p.Until)
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads what [ParsePeriod] reads. Empty text is an error, not the
// period of every day.
func (p *Period) UnmarshalText(text []byte) error {
	v, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
