package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Timetable is how long a route takes. [DefaultTimetable] returns the sourced figures;
// give [PlanRoute] another to replace them.
type Timetable struct {
	// Min is the least number of months.
	Min int `json:"min_months"`
	// Max is the most.
	Max int `json:"max_months"`
	// Steps are what has to be done, in order. The last ends when the whole does.
	Steps []Step `json:"steps,omitempty"`
	// Standstill says that the contract waits for a standstill period. A call-off need
	// not.
	Standstill bool `json:"standstill,omitempty"`
	// Source says where the figures come from.
	Source string `json:"source"`
}

// A Step is a part of a timetable.
type Step struct {
	// Name says what is complete.
	Name string `json:"name"`
	// Done is how much of the whole time has then passed, in per cent.
	Done int `json:"done_percent"`
}

const (
	sourceShort = "Pulse, October 2013, and the provisional statement of NHS England, October 2013: 2 to 3 months from the framework; how it divides into steps is an assumption"
	sourceFull  = "Pulse, October 2013, and the provisional statement of NHS England, October 2013: 9 to 12 months for a full European procurement; how it divides into steps is an assumption"
	sourceNone  = "no source gives a time"
)

// DefaultTimetable returns how long the route takes, and whether a source says so. It is
// 2 to 3 months for a further competition, and 9 to 12 for an open procurement. No
// figure was found for other routes.
func DefaultTimetable(r Route) (Timetable, bool) {
	t, known := sourcedTimetable(r)
	t.Steps = slices.Clone(t.Steps)
	return t, known
}

var (
	callOffSteps = [...]Step{{"need and specification agreed", 25}, {"suppliers on the lot invited", 35}, {"offers in", 60}, {"offers evaluated", 85}, {"call-off made", 100}}
	openSteps    = [...]Step{{"need and specification agreed", 20}, {"notice published", 25}, {"tenders in", 75}, {"bidders notified", 95}, {"contract made", 100}}
)

// sourcedTimetable is DefaultTimetable with steps that must not be changed.
func sourcedTimetable(r Route) (Timetable, bool) {
	switch r {
	case FurtherCompetition:
		return Timetable{Min: 2, Max: 3, Source: sourceShort, Steps: callOffSteps[:]}, true
	case Open:
		return Timetable{Min: 9, Max: 12, Source: sourceFull, Standstill: true, Steps: openSteps[:]}, true
	}
	return Timetable{Source: sourceNone}, false
}

// A run is the days of the steps of a timetable.
type run []stepDay

type stepDay struct {
	name string
	day  nhs.Date
}

// run spreads the steps over the days from start to end. If there is a standstill
// period, the step before the last leaves time for it, as the law asks.
func (t *Timetable) run(start, end nhs.Date, law Regulations) run {
	days := end.DaysSince(start)
	var r run
	for _, s := range t.Steps {
		r = append(r, stepDay{s.Name, start.AddDays(days * s.Done / 100)})
	}
	if t.Standstill && len(r) > 1 {
		notified := latestNotice(end, law)
		if notified.Before(start) {
			notified = start
		}
		for i := range r[:len(r)-1] {
			if i == len(r)-2 || r[i].day.After(notified) {
				r[i].day = notified
			}
		}
		last := len(r) - 1
		r = slices.Insert(r, last, stepDay{"standstill over", electronicStandstillEnds(notified, law)})
	}
	return r
}

// lastStart returns the last day from which the months end by the given day.
func lastStart(by nhs.Date, months int) nhs.Date {
	day := by.AddMonths(-months)
	for {
		next := day.AddDays(1)
		if end := next.AddMonths(months); end.IsZero() || end.After(by) {
			return day
		}
		day = next
	}
}
