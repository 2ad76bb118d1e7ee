package nhs

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a civil date: a year, month and day without clock or time zone.
// The zero Date is no date; [Date.IsZero] reports it. Years run from 1 to 9999.
// Dates compare with ==, are map keys, and order by [Date.Compare].
type Date struct {
	// packed is year<<9 | month<<5 | day, so that dates order as integers.
	packed int32
}

// minDate and maxDate are the first and the last date that a Date can hold.
var (
	minDate = makeDate(1, time.January, 1)
	maxDate = makeDate(9999, time.December, 31)
)

const dateWant = "a date as YYYY-MM-DD, such as 2013-04-01"

// NewDate returns the date of the given year (1 to 9999), month and day, or a
// [*ParseError] if the calendar has no such day.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, NewParseError("date", fmt.Sprintf("%04d-%02d-%02d", year, int(month), day), -1, "a day of the calendar in the years 1 to 9999")
	}
	return makeDate(year, month, day), nil
}

// MustDate is like [NewDate] but panics if there is no such day. It is for
// constants and tests.
func MustDate(year int, month time.Month, day int) Date {
	d, err := NewDate(year, month, day)
	if err != nil {
		panic(err)
	}
	return d
}

func makeDate(year int, month time.Month, day int) Date {
	return Date{int32(year)<<9 | int32(month)<<5 | int32(day)}
}

// ParseDate reads an ISO 8601 calendar date, YYYY-MM-DD. Any other form is a
// [*ParseError].
func ParseDate(s string) (Date, error) {
	d, fault, want := readDate(s)
	if want != "" {
		return Date{}, NewParseError("date", s, fault, want)
	}
	return d, nil
}

// MustParseDate is like [ParseDate] but panics if s is not a date. It is for
// constants and tests.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// readDate reads YYYY-MM-DD. If s is no date it returns the byte at fault and what
// was wanted there; want is "" for a date. It leaves the error to the caller, since s
// may be part of a longer text.
func readDate(s string) (d Date, fault int, want string) {
	const form = "0000-00-00"
	for i := range form {
		if i == len(s) || form[i] == '-' && s[i] != '-' || form[i] == '0' && !isDigit(s[i]) {
			return Date{}, i, dateWant
		}
	}
	if len(s) > len(form) {
		return Date{}, len(form), dateWant
	}
	year, month, day := digits(s[0:4]), digits(s[5:7]), digits(s[8:10])
	switch {
	case year < 1:
		return Date{}, 0, "a year from 0001 to 9999"
	case month < 1 || month > 12:
		return Date{}, 5, "a month from 01 to 12"
	case day < 1 || day > daysIn(year, time.Month(month)):
		return Date{}, 8, "a day that the month has"
	}
	return makeDate(year, time.Month(month), day), 0, ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits returns the number that s spells; s holds digits only.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

// DateOf returns the civil date of t in t's own location. The zero time and a time
// outside the years 1 to 9999 give no date. Take t in Europe/London for a date as it
// was in England.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return dateOf(t)
}

func dateOf(t time.Time) Date {
	y, m, d := t.Date()
	if y < 1 || y > 9999 {
		return Date{}
	}
	return makeDate(y, m, d)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.packed == 0 }

// Year returns the year, 1 to 9999, or 0 for no date.
func (d Date) Year() int { return int(d.packed >> 9) }

// Month returns the month, or 0 for no date.
func (d Date) Month() time.Month { return time.Month(d.packed >> 5 & 0xf) }

// Day returns the day of the month, or 0 for no date.
func (d Date) Day() int { return int(d.packed & 0x1f) }

// Weekday returns the day of the week. No date gives Sunday.
func (d Date) Weekday() time.Weekday {
	if d.IsZero() {
		return time.Sunday
	}
	return d.midnight().Weekday()
}

// Compare returns -1 if d is before o, +1 if it is after, and 0 if they are the
// same day. No date orders before every date.
func (d Date) Compare(o Date) int { return cmp.Compare(d.packed, o.packed) }

// Equal reports whether d and o are the same day. It serves go-cmp.
func (d Date) Equal(o Date) bool { return d == o }

// Before reports whether d is an earlier day than o. No date is before every
// date.
func (d Date) Before(o Date) bool { return d.packed < o.packed }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return d.packed > o.packed }

// AddDays returns the date n days after d (before it, if n is negative). No
// date, and a result outside the years 1 to 9999, give no date.
func (d Date) AddDays(n int) Date {
	const tenThousandYears = 3_660_000
	if d.IsZero() || n > tenThousandYears || n < -tenThousandYears {
		return Date{}
	}
	return dateOf(d.midnight().AddDate(0, 0, n))
}

// AddMonths returns the same day n months after d (before it, if n is negative). If
// that month is shorter, the result is its last day: a month after 31 January is 28
// or 29 February. No date, and a result outside the years 1 to 9999, give no date.
func (d Date) AddMonths(n int) Date {
	const tenThousandYears = 120_000
	if d.IsZero() || n > tenThousandYears || n < -tenThousandYears {
		return Date{}
	}
	months := d.Year()*12 + int(d.Month()) - 1 + n
	year, month := months/12, time.Month(months%12+1)
	if months < 12 || year > 9999 {
		return Date{}
	}
	return makeDate(year, month, min(d.Day(), daysIn(year, month)))
}

// DaysSince returns the number of days from o to d, negative if d is the earlier. It
// is 0 if either is no date, so test [Date.IsZero] first.
func (d Date) DaysSince(o Date) int {
	if d.IsZero() || o.IsZero() {
		return 0
	}
	const secondsPerDay = 24 * 60 * 60 // a time.Duration would overflow after 292 years
	return int((d.midnight().Unix() - o.midnight().Unix()) / secondsPerDay)
}

// midnight is d at 00:00 UTC.
func (d Date) midnight() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// LastOfMonth returns the last day of d's month, or no date for no date.
func (d Date) LastOfMonth() Date {
	if d.IsZero() {
		return Date{}
	}
	return makeDate(d.Year(), d.Month(), daysIn(d.Year(), d.Month()))
}

// FinancialYear returns the NHS financial year that d falls in: 2013/14 for any
// day from 1 April 2013 to 31 March 2014. No date gives no year, and so do the
// days before April of the year 1 and after March of the year 9999.
func (d Date) FinancialYear() FinancialYear {
	start := d.Year()
	if d.Month() < time.April {
		start--
	}
	if start < 1 || start > maxFinancialYear {
		return FinancialYear{}
	}
	return FinancialYear{int16(start)}
}

// String returns the date as YYYY-MM-DD, and "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(make([]byte, 0, len("2013-04-01"))))
}

// append appends YYYY-MM-DD to b; d is a date.
func (d Date) append(b []byte) []byte {
	year, month, day := d.Year(), int(d.Month()), d.Day()
	return append(b,
		byte('0'+year/1000), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10), '-',
		byte('0'+month/10), byte('0'+month%10), '-',
		byte('0'+day/10), byte('0'+day%10))
}

// AppendText appends the form of String to b.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	return d.append(b), nil
}

// MarshalText returns the form of String. UnmarshalText refuses the empty text
// of no date, so a JSON field that may have none needs the omitzero option.
func (d Date) MarshalText() ([]byte, error) {
	return d.AppendText(nil)
}

// UnmarshalText reads YYYY-MM-DD. Empty text is an error: a date that is not
// known is left out.
func (d *Date) UnmarshalText(text []byte) error {
	v, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
