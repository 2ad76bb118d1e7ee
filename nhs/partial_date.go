package nhs

import (
	"strings"
	"time"
)

// A PartialDate is one day that is known only as far as its source goes: a year, a
// month, a full date, or a day between two bounds. Either bound may be open. It
// stands for the range of days that it could be, and never for the first of them. The
// zero PartialDate is no date at all (nothing happened, or nothing was said); "../.."
// is a day of which nothing is known.
//
// The first and the last date that a [Date] can hold, 0001-01-01 and 9999-12-31,
// stand for an open end.
//
// PartialDates compare with == and are map keys.
type PartialDate struct {
	// earliest and latest are the first and last day it could be. An open end is
	// minDate or maxDate, so that ranges compare without special cases.
	earliest, latest Date
}

const partialWant = "a date such as 2013, 2013-04, 2013-04-01 or a range of them such as 2014-10/2015-01 or ../2015-01"

// PartialDateOf returns the partial date that can only be d.
func PartialDateOf(d Date) PartialDate { return PartialDate{d, d} }

// NewPartialDate returns the partial date that lies somewhere from first to last,
// both included. A zero date leaves that end open. A last day before the first is a
// [*ParseError].
func NewPartialDate(first, last Date) (PartialDate, error) {
	p := PartialDate{first, last}
	if first.IsZero() {
		p.earliest = minDate
	}
	if last.IsZero() {
		p.latest = maxDate
	}
	if p.latest.Before(p.earliest) {
		return PartialDate{}, NewParseError("partial date", first.String()+"/"+last.String(), -1, "a last day on or after the first")
	}
	return p, nil
}

// ParsePartialDate reads a year (2013), a month (2013-04) or a day (2013-04-01). Two of
// these with a slash between them are a day in the range (2014-10/2015-01), and ".."
// leaves an end open (../2015-01). Anything else is a [*ParseError].
//
// A range is one day, not a run of days ([ParsePeriod]), and 2013/2014 is a day
// in either calendar year, not a financial year ([ParseFinancialYear]).
func ParsePartialDate(s string) (PartialDate, error) {
	first, last, isRange := strings.Cut(s, "/")
	if !isRange {
		p, fault, want := readCalendar(s)
		if want != "" {
			return PartialDate{}, NewParseError("partial date", s, fault, want)
		}
		return p, nil
	}
	from, fault, want := readBound(first)
	if want != "" {
		return PartialDate{}, NewParseError("partial date", s, fault, want)
	}
	lastOffset := len(first) + len("/")
	to, fault, want := readBound(last)
	if want != "" {
		return PartialDate{}, NewParseError("partial date", s, lastOffset+fault, want)
	}
	if to.latest.Before(from.earliest) {
		return PartialDate{}, NewParseError("partial date", s, lastOffset, "a last day on or after the first")
	}
	return PartialDate{from.earliest, to.latest}, nil
}

// readBound is [readCalendar] for one end of a range, where ".." is an open end.
func readBound(s string) (p PartialDate, fault int, want string) {
	if s == ".." {
		return PartialDate{minDate, maxDate}, 0, ""
	}
	return readCalendar(s)
}

// readCalendar reads a year, a month or a day. Like [readDate] it returns the byte at
// fault and what was wanted there, or "".
func readCalendar(s string) (p PartialDate, fault int, want string) {
	const firstDay = "0001-01-01"
	if len(s) != len("2013") && len(s) != len("2013-04") && len(s) != len(firstDay) {
		return PartialDate{}, 0, partialWant
	}
	first, fault, want := readDate(s + firstDay[len(s):])
	if want != "" {
		if want == dateWant {
			want = partialWant
		}
		return PartialDate{}, fault, want
	}
	last := first
	switch len(s) {
	case len("2013"):
		last = makeDate(first.Year(), time.December, 31)
	case len("2013-04"):
		last = first.LastOfMonth()
	}
	return PartialDate{first, last}, 0, ""
}

// MustParsePartialDate is like [ParsePartialDate] but panics if s is not a
// partial date. It is for constants and tests.
func MustParsePartialDate(s string) PartialDate {
	p, err := ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return p
}

// IsZero reports whether p is no date at all.
func (p PartialDate) IsZero() bool { return p == PartialDate{} }

// Exact returns the day and true if only one day is possible, and no date and false
// otherwise.
func (p PartialDate) Exact() (Date, bool) {
	if p.IsZero() || p.earliest != p.latest {
		return Date{}, false
	}
	return p.earliest, true
}

// Earliest returns the first day it could be, or no date if that is open or p is no
// date.
func (p PartialDate) Earliest() Date {
	if p.earliest == minDate {
		return Date{}
	}
	return p.earliest
}

// Latest returns the last day it could be, or no date if that is open or p is no
// date.
func (p PartialDate) Latest() Date {
	if p.latest == maxDate {
		return Date{}
	}
	return p.latest
}

// Bounds returns the first and the last day it could be. An open end is the first or
// the last date that a [Date] can hold, so that ranges compare without special cases.
// Both are zero if p is no date.
func (p PartialDate) Bounds() (first, last Date) { return p.earliest, p.latest }

// Before answers whether p is an earlier day than o. It is yes if every day that p
// could be is earlier, no if none is, and unknown otherwise or if either is no date.
// Equal values can be different days: a day in 2013 may be before a day in 2013.
func (p PartialDate) Before(o PartialDate) Tristate {
	switch {
	case p.IsZero() || o.IsZero():
		return Unknown
	case p.latest.Before(o.earliest):
		return Yes
	case !p.earliest.Before(o.latest):
		return No
	}
	return Unknown
}

// After answers whether p is a later day than o, as [PartialDate.Before] does.
func (p PartialDate) After(o PartialDate) Tristate { return o.Before(p) }

// SameDate answers whether p and o are the same day. It is yes only if both are
// exact, and unknown if either is no date.
func (p PartialDate) SameDate(o PartialDate) Tristate {
	if p.IsZero() || o.IsZero() {
		return Unknown
	}
	if _, overlap := p.Intersect(o); !overlap {
		return No
	}
	if _, exact := p.Exact(); exact && p == o {
		return Yes
	}
	return Unknown
}

// OpenOn answers whether a body that opened and closed on these days was open on d;
// closed is its last open day. A body without a closing date has not closed. One
// without an opening date is not known to have been open.
//
// No body closes before it opens, so either day helps to date the other: a body that
// opened on 2013-04-01 and closed by January 2015 was open on 2013-04-01.
func OpenOn(opened, closed PartialDate, d Date) Tristate {
	day := PartialDateOf(d)
	if closed.IsZero() {
		return opened.After(day).Not()
	}
	if o, ok := opened.Intersect(PartialDate{minDate, closed.latest}); ok {
		closed, _ = closed.Intersect(PartialDate{opened.earliest, maxDate})
		opened = o
	}
	return opened.After(day).Not().And(closed.Before(day).Not())
}

// Intersect returns the days that p and o share, and false if they share none or
// either is no date.
func (p PartialDate) Intersect(o PartialDate) (PartialDate, bool) {
	if p.IsZero() || o.IsZero() {
		return PartialDate{}, false
	}
	if o.earliest.After(p.earliest) {
		p.earliest = o.earliest
	}
	if o.latest.Before(p.latest) {
		p.latest = o.latest
	}
	if p.latest.Before(p.earliest) {
		return PartialDate{}, false
	}
	return p, true
}

// Compare orders partial dates by the first day they could be, then by the last; no
// date comes first. It is an order for lists. For an answer about time use
// [PartialDate.Before].
func (p PartialDate) Compare(o PartialDate) int {
	if c := p.earliest.Compare(o.earliest); c != 0 {
		return c
	}
	return p.latest.Compare(o.latest)
}

// Equal reports whether p and o stand for the same range of days; [PartialDate.SameDate]
// says whether they are the same day. It serves go-cmp.
func (p PartialDate) Equal(o PartialDate) bool { return p == o }

// String returns a form that [ParsePartialDate] reads back as p, and "" for no date.
// The ends of a range are months if it begins or ends with one. They are never years,
// so that 2013/2014 is not taken for a financial year.
func (p PartialDate) String() string {
	if p.IsZero() {
		return ""
	}
	if s := calendar(p); s != "" {
		return s
	}
	return bound(p.earliest, minDate, p.earliest.Day() == 1) + "/" +
		bound(p.latest, maxDate, p.latest == p.latest.LastOfMonth())
}

// bound returns one end of a range: ".." if it is the open one, else its month
// or its day.
func bound(d, open Date, wholeMonth bool) string {
	switch {
	case d == open:
		return ".."
	case wholeMonth:
		return d.String()[:len("2013-04")]
	}
	return d.String()
}

// calendar returns the year, month or day that p is, or "" if it is none.
func calendar(p PartialDate) string {
	day := p.earliest.String()
	switch {
	case p.earliest == p.latest:
		return day
	case p.earliest.Day() == 1 && p.latest == p.earliest.LastOfMonth():
		return day[:len("2013-04")]
	case p.earliest == makeDate(p.earliest.Year(), time.January, 1) && p.latest == makeDate(p.earliest.Year(), time.December, 31):
		return day[:len("2013")]
	}
	return ""
}

// MarshalText returns the form of String. UnmarshalText refuses the empty text
// of no date, so a JSON field that may have none needs the omitzero option.
func (p PartialDate) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what [ParsePartialDate] reads. Empty text is an error: an
// unknown date is left out.
func (p *PartialDate) UnmarshalText(text []byte) error {
	v, err := ParsePartialDate(string(text))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
