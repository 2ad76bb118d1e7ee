package spend

import (
	"math"
	"strings"
)

// An Order says whether the day or the month comes first in a file's dates.
type Order uint8

const (
	// OrderUnknown means that the file gives no evidence.
	OrderUnknown Order = iota
	// DayFirst is the British order, 30/04/2020.
	DayFirst
	// MonthFirst is the American order, 4/30/2020.
	MonthFirst
)

var orderNames = [...]string{"unknown", "day first", "month first"}

// String returns "day first", "month first" or "unknown".
func (o Order) String() string {
	if int(o) >= len(orderNames) {
		return orderNames[0]
	}
	return orderNames[o]
}

// MarshalText returns the words of String.
func (o Order) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// A DateCertainty says how certain the order of a file's dates is.
type DateCertainty uint8

const (
	// Guess rests on custom alone: British bodies write the day first.
	Guess DateCertainty = iota
	// Likely rests on the majority of the file's dates, or on the month that most of
	// them share.
	Likely
	// Certain means that everything in the file agrees and no other reading fits.
	Certain
)

var confidenceNames = [...]string{"guess", "likely", "certain"}

// String returns "guess", "likely" or "certain".
func (c DateCertainty) String() string {
	if int(c) >= len(confidenceNames) {
		return ""
	}
	return confidenceNames[c]
}

// MarshalText returns the words of String.
func (c DateCertainty) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A DateDecision records the order of a file's dates, and why it was chosen.
type DateDecision struct {
	// Order is the order used for texts that allow both.
	Order Order `json:"order"`
	// Certainty says how certain that is.
	Certainty DateCertainty `json:"confidence"`
	// Reason gives the deciding evidence in words.
	Reason string `json:"reason"`
	// DayFirst is the number of dates that can only be read day first.
	DayFirst int `json:"day_first"`
	// MonthFirst is the number that can only be read month first.
	MonthFirst int `json:"month_first"`
	// Ambiguous is the number that could be two different days.
	Ambiguous int `json:"ambiguous"`
	// Main is the month of most dates with only one reading.
	Main Month `json:"main_month,omitzero"`
	// Turned means that a spreadsheet of another country turned round the dates that
	// could be two days: those of only one reading have the other order.
	Turned bool `json:"turned,omitempty"`
}

// months is one more than the number of months.
const months = (lastYear-firstYear+1)*12 + 1

// orderEvidence is the evidence in a file's dates about their order.
type orderEvidence struct {
	given      Order
	dayOnly    int
	monthOnly  int
	ambiguous  int
	settled    [months]int32 // by month, dates of only one reading
	ifDay      [months]int32 // by month, ambiguous dates read day first
	ifMonth    [months]int32 // the same read month first
	hint       Month         // from the file's name
	fixed      fixedDates
	unreadable int
	missing    int
}

func (e *orderEvidence) add(d *dates) {
	switch {
	case d.dayFirst == d.monthFirst:
		e.settled[d.dayFirst.monthOf()]++
		if d.fixed {
			e.addFixed(d.dayFirst)
		}
	case d.monthFirst.year == 0:
		e.dayOnly++
		e.settled[d.dayFirst.monthOf()]++
	case d.dayFirst.year == 0:
		e.monthOnly++
		e.settled[d.monthFirst.monthOf()]++
	default:
		e.ambiguous++
		e.ifDay[d.dayFirst.monthOf()]++
		e.ifMonth[d.monthFirst.monthOf()]++
	}
}

func (e *orderEvidence) decide() DateDecision {
	d := DateDecision{DayFirst: e.dayOnly, MonthFirst: e.monthOnly, Ambiguous: e.ambiguous, Main: e.main()}
	set := func(o Order, c DateCertainty, reason string) DateDecision {
		d.Order, d.Certainty, d.Reason = o, c, reason
		return d
	}
	switch {
	case e.given != OrderUnknown:
		return set(e.given, Certain, "given by the caller")
	case e.dayOnly > 0 && e.monthOnly == 0:
		return e.settle(d, DayFirst)
	case e.monthOnly > 0 && e.dayOnly == 0:
		return e.settle(d, MonthFirst)
	case e.dayOnly > e.monthOnly:
		return set(DayFirst, Likely, "the file mixes both orders; more days above 12 come first")
	case e.monthOnly > e.dayOnly:
		return set(MonthFirst, Likely, "the file mixes both orders; more days above 12 come second")
	case e.ambiguous == 0:
		return set(OrderUnknown, Certain, "no date depends on the order")
	}
	// All dates could be either. A monthly file holds one month.
	if m := d.Main; m == 0 {
		d.Main = e.hint
	}
	if d.Main != 0 {
		switch day, month := e.ifDay[d.Main], e.ifMonth[d.Main]; {
		case day > month:
			return set(DayFirst, Likely, "read day first, more dates fall in the month of the file")
		case month > day:
			return set(MonthFirst, Likely, "read month first, more dates fall in the month of the file")
		}
	}
	switch day, month := distinct(&e.ifDay), distinct(&e.ifMonth); {
	case day < month:
		return set(DayFirst, Likely, "read day first, the dates fall in fewer months")
	case month < day:
		return set(MonthFirst, Likely, "read month first, the dates fall in fewer months")
	}
	return set(DayFirst, Guess, "no evidence in the file; British bodies write the day first")
}

// main returns the month with the most dates of only one reading.
func (e *orderEvidence) main() Month {
	best := Month(0)
	for m := 1; m < months; m++ {
		if n := e.settled[m]; n > 0 && n > e.settled[best] {
			best = Month(m)
		}
	}
	return best
}

func distinct(by *[months]int32) int {
	n := 0
	for _, c := range by {
		if c > 0 {
			n++
		}
	}
	return n
}

// choose returns the month of two readings, and whether it is certain.
func (d *DateDecision) choose(dayFirst, monthFirst Month) (m Month, sure bool) {
	switch {
	case dayFirst == monthFirst, monthFirst == 0:
		return dayFirst, true
	case dayFirst == 0:
		return monthFirst, true
	}
	oneSided := (d.DayFirst > 0) != (d.MonthFirst > 0) // the order is known for all
	if d.Certainty != Certain && !oneSided && d.Main != 0 && (dayFirst == d.Main) != (monthFirst == d.Main) {
		return d.Main, false
	}
	if d.Order == MonthFirst {
		return monthFirst, d.Certainty == Certain
	}
	return dayFirst, d.Certainty == Certain
}

// monthInName finds a month and a year in the name of a file.
func monthInName(name string) Month {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	month, year := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
		for len(w) > 0 { // letters and digits may stand together: jan15
			i := 0
			for i < len(w) && letter(w[i]) == letter(w[0]) {
				i++
			}
			part := w[:i]
			w = w[i:]
			if m := monthNamed([]byte(part)); m != 0 && month == 0 {
				month = m
				continue
			}
			v, size := whole([]byte(part))
			switch {
			case size == 4 && v >= firstYear && v <= lastYear && year == 0:
				year = int(v)
			case size == 2 && month != 0 && year == 0 && v >= 9 && v <= 30:
				year = firstYear + int(v)
			}
		}
	}
	if month == 0 || year == 0 {
		return 0
	}
	return Month(min((year-firstYear)*12+month, math.MaxUint16))
}
