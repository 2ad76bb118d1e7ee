package spend

import (
	"iter"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Publication is what one body published for one month, as a document for the
// rules. Unlike a [Ledger] it holds every line.
type Publication struct {
	// Entity is the body.
	Entity string `json:"entity,omitempty"`
	// Month is the month of the payments.
	Month Month `json:"month,omitzero"`
	// Published is the day of publication; no date if it was not published, or the day
	// is unknown.
	Published nhs.Date `json:"published,omitzero"`
	// NotPublished means that it is known to be unpublished.
	NotPublished bool `json:"not_published,omitempty"`
	// Lines are the payments that it lists.
	Lines []Line `json:"lines,omitempty"`
	// Omitted are payments of the month missing from it, as far as the body's own books
	// show.
	Omitted []Line `json:"omitted,omitempty"`
}

// Collect returns the payments and rejected rows of a file as a publication. It
// holds all lines at once. Rows end with the first error.
func Collect(rows iter.Seq2[*Row, error]) (Publication, error) {
	var p Publication
	count := map[Month]int{}
	for row, err := range rows {
		if err != nil {
			return p, err
		}
		if row.Kind != Payment && row.Kind != Rejected && row.Kind != SetApart {
			continue
		}
		line := row.Copy()
		p.Lines = append(p.Lines, line)
		if p.Entity == "" {
			p.Entity = line.Entity
		}
		if line.Month != 0 {
			if count[line.Month]++; p.Month == 0 || count[line.Month] > count[p.Month] {
				p.Month = line.Month
			}
		}
	}
	return p, nil
}

// Deadline returns the last day for publishing the file of a month under the
// practice of 2010: the 15th working day of the next month. Weekends and the usual
// bank holidays of England are not working days; one-off holidays, such as a
// jubilee, are unknown here.
func Deadline(m Month) nhs.Date {
	day := m.Last()
	if day.IsZero() {
		return nhs.Date{}
	}
	for n := 0; n < 15; {
		day = day.AddDays(1)
		if workingDay(day) {
			n++
		}
	}
	return day
}

func workingDay(d nhs.Date) bool {
	if weekend(d) {
		return false
	}
	switch easter := easterSunday(d.Year()); {
	case d == easter.AddDays(-2), d == easter.AddDays(1):
		return false
	}
	monday := d.Weekday() == time.Monday
	switch d.Month() {
	case time.January:
		return !substituted(d, 1, 1)
	case time.May:
		return !monday || d.Day() > 7 && d.Day() < 25
	case time.August:
		return !monday || d.Day() < 25
	case time.December:
		return !substituted(d, 25, 2)
	}
	return true
}

func weekend(d nhs.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// substituted reports whether d is one of the n holidays from the first day of the
// month, or the weekday in place of one that falls on a weekend.
func substituted(d nhs.Date, first, n int) bool {
	holiday := nhs.MustDate(d.Year(), d.Month(), first)
	taken := 0
	for day := holiday; taken < n; day = day.AddDays(1) {
		if weekend(day) {
			continue
		}
		taken++
		if day == d {
			return true
		}
	}
	return false
}

// easterSunday follows the Gregorian computus as New Scientist printed it in 1961.
func easterSunday(year int) nhs.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return nhs.MustDate(year, time.Month(month), day)
}
