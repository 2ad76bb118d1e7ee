// Package calendar knows the working days of England and of the United Kingdom.
package calendar

import (
	"time"

	"github.com/opencommissioning/commissioning/nhs"
)

// IsWorkingDay reports whether d is a working day in England: no weekend or bank
// holiday. The provider selection regime counts these.
func IsWorkingDay(d nhs.Date) bool {
	return !IsWeekend(d) && !IsBankHoliday(d)
}

// IsWorkingDayEverywhere reports whether d is a working day in every part of the United
// Kingdom. The Procurement Act counts these (section 123).
func IsWorkingDayEverywhere(d nhs.Date) bool {
	return IsWorkingDay(d) && !isScottishHoliday(d) && !isNorthernIrishHoliday(d)
}

// IsBankHoliday reports whether d is a bank or public holiday in England, including
// substitute days and those proclaimed since 2011.
func IsBankHoliday(d nhs.Date) bool {
	if d.Year() >= 2011 && d.Year() <= 2023 {
		if granted, ok := proclaimed[d]; ok {
			return granted
		}
	}
	monday := d.Weekday() == time.Monday
	switch d.Month() {
	case time.January: // New Year's Day, or the Monday after a weekend
		return d.Day() == 1 && !IsWeekend(d) || monday && d.Day() <= 3
	case time.May:
		return monday && (d.Day() <= 7 || d.Day() > 24)
	case time.August:
		return monday && d.Day() > 24
	case time.December: // Christmas and Boxing Day, or the next two weekdays
		switch d.Day() {
		case 25, 26:
			return !IsWeekend(d)
		case 27:
			return monday || d.Weekday() == time.Tuesday
		case 28:
			return monday || d.Weekday() == time.Tuesday
		}
	case time.March, time.April:
		sunday := easter(d.Year())
		return d == sunday.AddDays(-2) || d == sunday.AddDays(1)
	}
	return false
}

// isScottishHoliday reports whether d is a weekday that is a bank holiday in Scotland but
// need not be one in England: 2 January, the first Monday in August, St Andrew's Day, and
// those proclaimed.
func isScottishHoliday(d nhs.Date) bool {
	if d == footballHoliday {
		return true
	}
	switch d.Month() {
	case time.January:
		switch d.Day() {
		case 2: // on a Sunday it moves with New Year's Day
			return !IsWeekend(d)
		case 3, 4: // 1 January on a weekend or 2 January on a Saturday
			return d.Weekday() == time.Monday || d.Weekday() == time.Tuesday
		}
	case time.August:
		return d.Weekday() == time.Monday && d.Day() <= 7
	case time.November, time.December:
		return isOrMondayAfter(d, time.November, 30)
	}
	return false
}

// isNorthernIrishHoliday reports whether d is St Patrick's Day or 12 July, or the Monday
// after where that day is on a weekend.
func isNorthernIrishHoliday(d nhs.Date) bool {
	return isOrMondayAfter(d, time.March, 17) || isOrMondayAfter(d, time.July, 12)
}

// isOrMondayAfter reports whether d is the day of the month, or the Monday that replaces
// it if it is on a weekend.
func isOrMondayAfter(d nhs.Date, month time.Month, day int) bool {
	if m := d.Month(); m != month && m != month%12+1 {
		return false
	}
	fixed, err := nhs.NewDate(d.Year(), month, day)
	if err != nil {
		return false
	}
	switch fixed.Weekday() {
	case time.Saturday:
		fixed = fixed.AddDays(2)
	case time.Sunday:
		fixed = fixed.AddDays(1)
	}
	return d == fixed
}

// IsWeekend reports whether d is a Saturday or a Sunday.
func IsWeekend(d nhs.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// footballHoliday was proclaimed for Scotland in February 2026.
var footballHoliday = nhs.MustParseDate("2026-06-15")

// proclaimed holds the holidays granted once (true), and the yearly ones that
// were moved to another day (false).
var proclaimed = map[nhs.Date]bool{
	nhs.MustParseDate("2011-04-29"): true, // royal wedding
	nhs.MustParseDate("2012-05-28"): false,
	nhs.MustParseDate("2012-06-04"): true,
	nhs.MustParseDate("2012-06-05"): true, // Diamond Jubilee
	nhs.MustParseDate("2020-05-04"): false,
	nhs.MustParseDate("2020-05-08"): true, // seventy-five years of peace
	nhs.MustParseDate("2022-05-30"): false,
	nhs.MustParseDate("2022-06-02"): true,
	nhs.MustParseDate("2022-06-03"): true, // Platinum Jubilee
	nhs.MustParseDate("2022-09-19"): true, // state funeral
	nhs.MustParseDate("2023-05-08"): true, // coronation
}

// easter returns Easter Sunday of a year in the Gregorian calendar, by the
// anonymous algorithm of 1876.
func easter(year int) nhs.Date {
	a, b, c := year%19, year/100, year%100
	d := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	e := (32 + 2*(b%4) + 2*(c/4) - d - c%4) % 7
	f := d + e - 7*((a+11*d+22*e)/451) + 114
	sunday, err := nhs.NewDate(year, time.Month(f/31), f%31+1)
	if err != nil {
		return nhs.Date{}
	}
	return sunday
}
