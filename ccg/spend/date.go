package spend

import (
	"time"

	"github.com/opencommissioning/commissioning/nhs"
)

// A DateReading holds the possible meanings of a date's text. If day and month can
// be told apart, both fields hold the same day. If only one order gives a day, the
// other field is no date. If both orders give a day, the fields differ.
type DateReading struct {
	// DayFirst is the day if the text has the day before the month.
	DayFirst nhs.Date
	// MonthFirst is the day if the text has the month before the day.
	MonthFirst nhs.Date
	// MonthOnly means that the text gives no day; the fields hold the first of the
	// month.
	MonthOnly bool
}

// ParseDate returns the possible meanings of a date, in the forms of spend files.
//
// The forms are 30/04/2020, 30.04.20, 4/30/2020, 30-Apr-20, 30 April 2020 and
// 2020-04-30, each with or without a time; 20200430; the serial number of a
// spreadsheet (43951); or a month alone (Apr-20, 04/2020). Years are 2000 to 2049.
// Any other text is a [*nhs.ParseError].
func ParseDate(s string) (DateReading, error) {
	d := parseDate([]byte(s))
	if d.status == dateRead {
		return DateReading{d.dayFirst.date(), d.monthFirst.date(), d.monthOnly}, nil
	}
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return DateReading{}, nhs.NewParseError("date of a payment", s, -1, "one such as 30/04/2020, 30-Apr-20 or 2020-04-30")
}

// Ambiguous reports whether the text could be two different days.
func (r DateReading) Ambiguous() bool {
	return !r.DayFirst.IsZero() && !r.MonthFirst.IsZero() && r.DayFirst != r.MonthFirst
}

// A day is a civil date in the years 2000 to 2049, or the zero day.
type day struct {
	year  uint16
	month uint8
	day   uint8
}

func (d day) date() nhs.Date {
	v, err := nhs.NewDate(int(d.year), time.Month(d.month), int(d.day))
	if err != nil {
		return nhs.Date{}
	}
	return v
}

func (d day) monthOf() Month {
	if d.year == 0 {
		return 0
	}
	return Month((int(d.year)-firstYear)*12 + int(d.month))
}

type dateStatus uint8

const (
	dateMissing dateStatus = iota
	dateRead
	dateBad
)

// dates is a DateReading on the fast path.
type dates struct {
	dayFirst, monthFirst day
	monthOnly            bool
	numeric              bool // digits whose order matters: evidence for the file
	fixed                bool // written by a program: a serial number, or the year first
	status               dateStatus
}

var bad = dates{status: dateBad}

// parseDate never fails: the status describes the result.
func parseDate(b []byte) dates {
	// Most dates are exactly 30/04/2020.
	if len(b) == 10 && (b[2] == '/' || b[2] == '-' || b[2] == '.') && b[2] == b[5] {
		x, ok1 := two(b[0], b[1])
		y, ok2 := two(b[3], b[4])
		c, ok3 := two(b[6], b[7])
		z, ok4 := two(b[8], b[9])
		if ok1 && ok2 && ok3 && ok4 {
			return either(x, y, c*100+z)
		}
	}
	b = trimDate(b)
	if len(b) == 0 {
		return dates{}
	}
	if len(b) > 64 {
		return bad
	}
	var p dateParts
	if !p.split(b) {
		return financialPeriod(string(b))
	}
	d := p.dates()
	if d.status == dateBad {
		return financialPeriod(string(b))
	}
	if p.weekday != 0 {
		d.onWeekday(time.Weekday(p.weekday - 1))
	}
	return d
}

// onWeekday leaves the reading that falls on the weekday that the text names, if only
// one does.
func (d *dates) onWeekday(w time.Weekday) {
	if d.dayFirst == d.monthFirst || d.monthOnly || d.dayFirst.year == 0 || d.monthFirst.year == 0 {
		return
	}
	switch a, b := d.dayFirst.date().Weekday() == w, d.monthFirst.date().Weekday() == w; {
	case a && !b:
		d.monthFirst = d.dayFirst
	case b && !a:
		d.dayFirst = d.monthFirst
	}
}

func two(a, b byte) (int, bool) {
	return int(a-'0')*10 + int(b-'0'), a-'0' <= 9 && b-'0' <= 9
}

// either returns both readings of two numbers and a year.
func either(x, y, year int) dates {
	d := dates{dayFirst: makeDay(year, y, x), monthFirst: makeDay(year, x, y), numeric: true, status: dateRead}
	if d.dayFirst.year == 0 && d.monthFirst.year == 0 {
		return bad
	}
	return d
}

// certain returns a date with only one meaning.
func certain(year, month, d int) dates {
	v := makeDay(year, month, d)
	if v.year == 0 {
		return bad
	}
	return dates{dayFirst: v, monthFirst: v, status: dateRead}
}

func makeDay(year, month, d int) day {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || d < 1 || d > 31 {
		return day{}
	}
	if d > 28 && d > daysIn(year, month) {
		return day{}
	}
	return day{uint16(year), uint8(month), uint8(d)}
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 { // no century but 2000 is within the years
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// trimDate removes spaces from both ends, and stray characters after the date.
func trimDate(b []byte) []byte {
	b = trim(b)
	for _, c := range b {
		if c >= 0x80 {
			b = trim(visible(b))
			break
		}
	}
	for len(b) > 0 {
		switch b[len(b)-1] {
		case '|', ',', ';', '\'', '`', '.':
			b = trim(b[:len(b)-1])
			continue
		}
		break
	}
	for len(b) > 0 && (b[0] == '\'' || b[0] == '`') {
		b = trim(b[1:])
	}
	return b
}
