package spend

import (
	"iter"

	"github.com/opencommissioning/commissioning/internal/calendar"
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
// practice of 2010: the 15th working day of the next month. Weekends and the bank
// holidays of England are not working days, nor are days proclaimed once, such as a
// jubilee.
func Deadline(m Month) nhs.Date {
	day := m.Last()
	if day.IsZero() {
		return nhs.Date{}
	}
	for n := 0; n < 15; {
		day = day.AddDays(1)
		if calendar.IsWorkingDay(day) {
			n++
		}
	}
	return day
}
