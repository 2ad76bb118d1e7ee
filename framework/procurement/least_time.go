package procurement

import (
	"github.com/opencommissioning/commissioning/internal/calendar"
	"github.com/opencommissioning/commissioning/nhs"
)

// Conditions are the facts that shorten or lengthen the least times of a route.
type Conditions struct {
	// ElectronicNotice says that the notice was sent electronically (2006).
	ElectronicNotice bool `json:"electronic_notice,omitempty"`
	// DocumentsOnline says that all documents are freely online from the start.
	DocumentsOnline bool `json:"documents_online,omitempty"`
	// ElectronicTenders says that tenders come in electronically.
	ElectronicTenders bool `json:"electronic_tenders,omitempty"`
	// PriorNotice says that a prior information notice or a planned procurement notice
	// was published in time.
	PriorNotice bool `json:"prior_notice,omitempty"`
	// Urgent says that urgency makes the usual time impracticable.
	Urgent bool `json:"urgent,omitempty"`
	// Preselected says that only suppliers selected beforehand may tender (the Act).
	Preselected bool `json:"preselected,omitempty"`
	// Agreed says that all those selected agreed to the time.
	Agreed bool `json:"agreed,omitempty"`
}

// A LeastTime is the least time that the law gives suppliers on a route, in days. The day
// of the notice or invitation does not count.
type LeastTime struct {
	// Requests is the least for requests to participate; 0 where there is none.
	Requests int `json:"requests"`
	// Tenders is the least for tenders; 0 where the law sets none.
	Tenders int `json:"tenders"`
	// Rolls says that a last day that is no working day moves to the next one.
	Rolls bool `json:"rolls"`
	// Provision is the provision that sets it.
	Provision string `json:"provision"`
}

const (
	times2006 = "Public Contracts Regulations 2006, regulations 15 to 18"
	times2015 = "Public Contracts Regulations 2015, regulations 27 to 30, 47 and 53"
	timesAct  = "Procurement Act 2023, section 54"
)

// LeastTimes returns the least times of a route, and whether the law sets any. Light
// touch, call-offs, direct awards and the provider selection regime have none.
func LeastTimes(law Regulations, regime Regime, route Route, class ThresholdClass, c Conditions) (LeastTime, bool) {
	if regime != FullRegime || !route.IsIn(law) {
		return LeastTime{}, false
	}
	switch law {
	case PCR2006:
		return leastTimes2006(route, c)
	case PCR2015:
		return leastTimes2015(route, class, c)
	case ProcurementAct:
		return leastTimesAct(route, class, c)
	}
	return LeastTime{}, false
}

func leastTimes2006(route Route, c Conditions) (LeastTime, bool) {
	t := LeastTime{Rolls: true, Provision: times2006}
	if route == Open {
		t.Tenders = 52
		if c.ElectronicNotice {
			t.Tenders -= 7
		}
		if c.DocumentsOnline {
			t.Tenders -= 5
		}
		if c.PriorNotice {
			t.Tenders = 22 // as a rule 36, never under 22
		}
		return t, true
	}
	switch route {
	case Restricted, Negotiated, CompetitiveDialogue:
	default:
		return LeastTime{}, false
	}
	t.Requests = 37
	urgent := c.Urgent && route != CompetitiveDialogue
	switch {
	case urgent && c.ElectronicNotice:
		t.Requests = 10
	case urgent:
		t.Requests = 15
	case c.ElectronicNotice:
		t.Requests = 30
	}
	if route == Restricted {
		t.Tenders = 40
		switch {
		case c.Urgent:
			t.Tenders = 10
		case c.PriorNotice:
			t.Tenders = 22
		case c.DocumentsOnline:
			t.Tenders = 35
		}
	}
	return t, true
}

func leastTimes2015(route Route, class ThresholdClass, c Conditions) (LeastTime, bool) {
	t := LeastTime{Rolls: true, Provision: times2015}
	offline := 5
	if c.DocumentsOnline {
		offline = 0
	}
	switch route {
	case Open:
		switch {
		case c.PriorNotice, c.Urgent:
			t.Tenders = 15
		case c.ElectronicTenders:
			t.Tenders = 30 + offline
		default:
			t.Tenders = 35 + offline
		}
	case Restricted, CompetitiveWithNegotiation:
		t.Requests = 30
		if c.Urgent {
			t.Requests = 15
		}
		switch {
		case class == SubCentral && c.Agreed:
			t.Tenders = 0
		case class == SubCentral, c.PriorNotice, c.Urgent:
			t.Tenders = 10
		case c.ElectronicTenders:
			t.Tenders = 25 + offline
		default:
			t.Tenders = 30 + offline
		}
	case CompetitiveDialogue:
		t.Requests = 30
	default:
		return LeastTime{}, false
	}
	return t, true
}

func leastTimesAct(route Route, class ThresholdClass, c Conditions) (LeastTime, bool) {
	t := LeastTime{Provision: timesAct}
	switch route {
	case Open:
	case CompetitiveFlexible:
		t.Requests = 25
		if c.Urgent {
			t.Requests = 10
		}
	default:
		return LeastTime{}, false
	}
	selected := class == SubCentral && c.Preselected && route == CompetitiveFlexible
	switch {
	case selected && c.Agreed:
		t.Tenders = 0
	case selected, c.PriorNotice, c.Urgent:
		t.Tenders = 10
	case c.ElectronicTenders && c.DocumentsOnline:
		t.Tenders = 25
	case c.ElectronicTenders || c.DocumentsOnline:
		t.Tenders = 30
	default:
		t.Tenders = 35
	}
	return t, true
}

// usual are the conditions of a procurement run wholly online without a prior notice.
var usual = Conditions{ElectronicNotice: true, DocumentsOnline: true, ElectronicTenders: true}

// ends returns the first day on which a time of so many days can be over.
func (t *LeastTime) ends(from nhs.Date, days int) nhs.Date {
	end := from.AddDays(days)
	if t.Rolls && days > 0 {
		return rollForward(end, calendar.IsWorkingDay)
	}
	return end
}

// starts returns the last day from which a time of so many days is over by the day.
func (t *LeastTime) starts(by nhs.Date, days int) nhs.Date {
	from := by.AddDays(-days)
	for !from.IsZero() && t.ends(from, days).After(by) {
		from = from.AddDays(-1)
	}
	return from
}

// qualifies reports whether a notice beforehand was published in the time that lets it
// shorten the least times of the law, and names that time.
func (r Regulations) qualifies(prior, notice nhs.Date) (bool, string) {
	days, span, provision := 0, "", ""
	switch r {
	case PCR2006:
		days, span, provision = 52, "52 days to 12 months", "Public Contracts Regulations 2006, regulation 15(7)"
	case PCR2015:
		days, span, provision = 35, "35 days to 12 months", "Public Contracts Regulations 2015, regulation 27(4)"
	case ProcurementAct:
		days, span, provision = 40, "40 days to 12 months", "Procurement Act 2023, section 15(3)"
	default:
		return false, ""
	}
	return !notice.Before(prior.AddDays(days)) && !notice.After(prior.AddMonths(12)), span + " (" + provision + ")"
}
