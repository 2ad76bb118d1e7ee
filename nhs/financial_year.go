package nhs

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// A FinancialYear is an NHS financial year, 1 April to 31 March, written by the
// two calendar years it touches: 2013/14. The zero FinancialYear is no year;
// [FinancialYear.IsZero] reports it. Years compare with == and are map keys.
type FinancialYear struct {
	start int16
}

// maxFinancialYear is the first calendar year of the last financial year: the
// next one would end beyond the last date.
const maxFinancialYear = 9998

const financialYearWant = "a financial year such as 2013/14, 2013-14, 2013/2014 or FY2013/14"

// FinancialYearStarting returns the year that begins on 1 April of the given
// calendar year (1 to 9998), or a [*ParseError].
func FinancialYearStarting(year int) (FinancialYear, error) {
	if year < 1 || year > maxFinancialYear {
		return FinancialYear{}, NewParseError("financial year", strconv.Itoa(year), -1, "a first calendar year from 1 to 9998")
	}
	return FinancialYear{int16(year)}, nil
}

// ParseFinancialYear reads 2013/14, 2013-14, 2013/2014, 2013-2014, each also
// with FY in front, with or without a space after it. The second year must
// follow the first. Anything else is a [*ParseError].
//
// Some of these forms mean something else to [ParsePartialDate]: 2011-12 is December
// 2011, and 2013/2014 is a day in either calendar year.
func ParseFinancialYear(s string) (FinancialYear, error) {
	fail := func(offset int, want string) (FinancialYear, error) {
		return FinancialYear{}, NewParseError("financial year", s, offset, want)
	}
	rest, prefixed := strings.CutPrefix(s, "FY")
	if prefixed {
		rest = strings.TrimPrefix(rest, " ")
	}
	skipped := len(s) - len(rest)
	if len(rest) != len("2013/14") && len(rest) != len("2013/2014") {
		return fail(-1, financialYearWant)
	}
	for i := range len(rest) {
		if i == 4 && rest[i] != '/' && rest[i] != '-' || i != 4 && !isDigit(rest[i]) {
			return fail(skipped+i, financialYearWant)
		}
	}
	first, second := digits(rest[:4]), digits(rest[5:])
	next := first + 1
	if len(rest) == len("2013/14") {
		next %= 100
	}
	if second != next {
		return fail(skipped+5, "the calendar year after the first")
	}
	y, err := FinancialYearStarting(first)
	if err != nil {
		return fail(skipped, "a first calendar year from 0001 to 9998")
	}
	return y, nil
}

// MustParseFinancialYear is like [ParseFinancialYear] but panics if s is not a
// financial year. It is for constants and tests.
func MustParseFinancialYear(s string) FinancialYear {
	y, err := ParseFinancialYear(s)
	if err != nil {
		panic(err)
	}
	return y
}

// IsZero reports whether y is no year.
func (y FinancialYear) IsZero() bool { return y.start == 0 }

// First returns 1 April, the first day of the year, or no date for no year.
func (y FinancialYear) First() Date {
	if y.IsZero() {
		return Date{}
	}
	return makeDate(int(y.start), time.April, 1)
}

// Last returns 31 March, the last day of the year, or no date for no year.
func (y FinancialYear) Last() Date {
	if y.IsZero() {
		return Date{}
	}
	return makeDate(int(y.start)+1, time.March, 31)
}

// Period returns the days of the year. No year gives a period without days, not
// the zero Period, which holds every day.
func (y FinancialYear) Period() Period {
	if y.IsZero() {
		return Period{From: minDate, Until: minDate}
	}
	return Period{From: y.First(), Until: makeDate(int(y.start)+1, time.April, 1)}
}

// Contains reports whether d falls in the year. No year contains no day.
func (y FinancialYear) Contains(d Date) bool { return !y.IsZero() && d.FinancialYear() == y }

// Next returns the following year, or no year at the end of the range.
func (y FinancialYear) Next() FinancialYear { return y.add(1) }

// Previous returns the year before, or no year at the start of the range.
func (y FinancialYear) Previous() FinancialYear { return y.add(-1) }

func (y FinancialYear) add(n int16) FinancialYear {
	if y.IsZero() || y.start+n < 1 || y.start+n > maxFinancialYear {
		return FinancialYear{}
	}
	return FinancialYear{y.start + n}
}

// Compare orders years by time; no year comes first.
func (y FinancialYear) Compare(o FinancialYear) int { return cmp.Compare(y.start, o.start) }

// Equal reports whether y and o are the same year. It serves go-cmp.
func (y FinancialYear) Equal(o FinancialYear) bool { return y == o }

// String returns the year as 2013/14, and "" for no year.
func (y FinancialYear) String() string {
	if y.IsZero() {
		return ""
	}
	first, next := y.start, y.start+1
	return string([]byte{
		byte('0' + first/1000), byte('0' + first/100%10), byte('0' + first/10%10), byte('0' + first%10), '/',
		byte('0' + next/10%10), byte('0' + next%10),
	})
}

// MarshalText returns the form of String. UnmarshalText refuses the empty text
// of no year, so a JSON field that may have none needs the omitzero option.
func (y FinancialYear) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText reads what [ParseFinancialYear] reads. Empty text is an error:
// a year that is not known is left out.
func (y *FinancialYear) UnmarshalText(text []byte) error {
	v, err := ParseFinancialYear(string(text))
	if err != nil {
		return err
	}
	*y = v
	return nil
}
