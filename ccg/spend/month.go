package spend

import (
	"fmt"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Month is a calendar month, the unit for summing payments. The zero Month is no
// month; it stands for payments without a readable date. Months compare with ==, can
// be map keys, and sort by value.
type Month uint16

// NewMonth returns the month of the given year (2000 to 2049), or no month.
func NewMonth(year int, month time.Month) Month {
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
		return 0
	}
	return Month((year-firstYear)*12 + int(month))
}

// MonthOf returns the month of a day, or no month outside 2000 to 2049.
func MonthOf(d nhs.Date) Month { return NewMonth(d.Year(), d.Month()) }

// ParseMonth reads YYYY-MM, such as 2020-04. Anything else, or a month outside
// 2000-01 to 2049-12, is a [*nhs.ParseError].
func ParseMonth(s string) (Month, error) {
	if d, err := nhs.ParseDate(s + "-01"); err == nil {
		if m := MonthOf(d); m != 0 {
			return m, nil
		}
	}
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return 0, nhs.NewParseError("month", s, -1, "YYYY-MM from 2000-01 to 2049-12")
}

// Dates outside these years count as slips.
const (
	firstYear = 2000
	lastYear  = 2049
)

// Year returns the calendar year, or 0 for no month.
func (m Month) Year() int {
	if m == 0 {
		return 0
	}
	return firstYear + int(m-1)/12
}

// Month returns the month of the year, or 0 for no month.
func (m Month) Month() time.Month {
	if m == 0 {
		return 0
	}
	return time.Month((m-1)%12 + 1)
}

// First returns the first day, or no date for no month.
func (m Month) First() nhs.Date {
	d, err := nhs.NewDate(m.Year(), m.Month(), 1)
	if err != nil {
		return nhs.Date{}
	}
	return d
}

// Last returns the last day, or no date for no month.
func (m Month) Last() nhs.Date { return m.First().LastOfMonth() }

// FinancialYear returns the financial year, or no year for no month.
func (m Month) FinancialYear() nhs.FinancialYear { return m.First().FinancialYear() }

// String returns the month as YYYY-MM, and "" for no month.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), int(m.Month()))
}

// MarshalText returns the form of String.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads YYYY-MM; empty text is no month.
func (m *Month) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = 0
		return nil
	}
	v, err := ParseMonth(string(text))
	if err != nil {
		return err
	}
	*m = v
	return nil
}
