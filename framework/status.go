package framework

import (
	"fmt"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
)

// Dates are the days of an agreement's life, each as precise as its source.
type Dates struct {
	// PriorNotice is when a notice was announced.
	PriorNotice nhs.PartialDate `json:"prior_notice,omitzero"`
	// Notice is the contract notice. It begins the procurement, and decides which
	// regulations apply.
	Notice nhs.PartialDate `json:"notice,omitzero"`
	// Selection is the decision on who is invited to tender.
	Selection nhs.PartialDate `json:"selection,omitzero"`
	// Tender is the invitation to tender.
	Tender nhs.PartialDate `json:"tender,omitzero"`
	// Award is when bidders were notified of the decision. Standstill runs from then.
	Award nhs.PartialDate `json:"award,omitzero"`
	// AwardMeans is how they were notified; "" means unknown.
	AwardMeans procurement.NoticeMethod `json:"award_means,omitempty"`
	// Concluded is when the agreement was made with the suppliers.
	Concluded nhs.PartialDate `json:"concluded,omitzero"`
	// Live is the first day on which a buyer could call off.
	Live nhs.PartialDate `json:"live,omitzero"`
	// SeenLive is the last day on which a source shows the agreement in use, for where
	// the end is unknown.
	SeenLive nhs.PartialDate `json:"seen_live,omitzero"`
	// Expiry is the last day of the agreement as first let.
	Expiry nhs.PartialDate `json:"expiry,omitzero"`
	// ExtendedTo is the last day as extended.
	ExtendedTo nhs.PartialDate `json:"extended_to,omitzero"`
}

// Ends returns the last day on which a buyer can call off, including extensions, or no
// date if it is unknown.
func (d *Dates) Ends() nhs.PartialDate {
	if !d.ExtendedTo.IsZero() {
		return d.ExtendedTo
	}
	return d.Expiry
}

// begins returns the first day of the agreement's term.
func (d *Dates) begins() nhs.PartialDate {
	if !d.Live.IsZero() {
		return d.Live
	}
	return d.Concluded
}

// maxMonths is the longest term under the regulations of 2006 and 2015, unless there is
// an exceptional reason.
const maxMonths = 48

// LatestLawfulEnd returns the last of four years from the first day, or no date if the
// first day is unknown. The agreement may end on another day.
func (d *Dates) LatestLawfulEnd() nhs.PartialDate {
	begins := d.begins()
	if begins.Earliest().IsZero() || begins.Latest().IsZero() {
		return nhs.PartialDate{}
	}
	fourYears := func(first nhs.Date) nhs.Date { return first.AddMonths(maxMonths).AddDays(-1) }
	end, err := nhs.NewPartialDate(fourYears(begins.Earliest()), fourYears(begins.Latest()))
	if err != nil {
		return nhs.PartialDate{} // only after the year 9995
	}
	return end
}

// A Status is a stage in the life of an agreement. Statuses are ordered by time.
type Status uint8

const (
	// Planned is before the contract notice.
	Planned Status = iota
	// Noticed is from the notice: suppliers may ask to take part.
	Noticed
	// Selecting is from the decision on whom to invite.
	Selecting
	// Tendering is from the invitation to tender.
	Tendering
	// Standstill is from the notification of bidders until the agreement is live.
	Standstill
	// Live is when buyers can call off.
	Live
	// Extended is when they still can, after the first expiry.
	Extended
	// Expired is after the last day.
	Expired
)

var statusNames = [...]string{
	Planned: "planned", Noticed: "noticed", Selecting: "selecting", Tendering: "tendering",
	Standstill: "standstill", Live: "live", Extended: "extended", Expired: "expired",
}

// String returns the status in a word, such as "live".
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("Status(%d)", s)
}

// MarshalText returns the word of String.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a word of String; anything else is a [*nhs.ParseError].
func (s *Status) UnmarshalText(text []byte) error {
	for i, name := range statusNames {
		if string(text) == name {
			*s = Status(i)
			return nil
		}
	}
	return &nhs.ParseError{Type: "framework status", Input: fmt.Sprintf("%.64s", text), Offset: -1, Want: fmt.Sprintf("one of %q", statusNames)}
}

// A StatusRange is the status of an agreement on a day, as far as its dates show: no
// stage before Earliest and none after Latest.
type StatusRange struct {
	// Earliest is the first stage that it may have been in.
	Earliest Status `json:"earliest"`
	// Latest is the last stage that it may have been in.
	Latest Status `json:"latest"`
}

// Exact returns the status, and whether it is the only one possible.
func (r StatusRange) Exact() (Status, bool) { return r.Earliest, r.Earliest == r.Latest }

// IsLive returns whether buyers could call off.
func (r StatusRange) IsLive() nhs.Tristate {
	switch {
	case r.Latest < Live || r.Earliest > Extended:
		return nhs.No
	case r.Earliest >= Live && r.Latest <= Extended:
		return nhs.Yes
	}
	return nhs.Unknown
}

// String returns the status, or the first and the last possible one: "live",
// "live to expired".
func (r StatusRange) String() string {
	if s, ok := r.Exact(); ok {
		return s.String()
	}
	return r.Earliest.String() + " to " + r.Latest.String()
}

// StatusOn returns the status on a day, derived from the dates. A date that is missing
// or partly known leaves a range.
func (a *Agreement) StatusOn(d nhs.Date) StatusRange {
	return a.Dates.statusOn(d)
}

func (d *Dates) statusOn(day nhs.Date) StatusRange {
	ends := d.Ends()
	begun := [...]nhs.Tristate{
		Planned:    nhs.Yes,
		Noticed:    reached(d.Notice, day),
		Selecting:  reached(d.Selection, day),
		Tendering:  reached(d.Tender, day),
		Standstill: reached(d.Award, day),
		Live:       reached(d.begins(), day),
		Extended:   nhs.No,
		Expired:    passed(ends, day),
	}
	if !d.ExtendedTo.IsZero() {
		begun[Extended] = passed(d.Expiry, day)
	}
	if reached(d.SeenLive, day) == nhs.Yes {
		begun[Live] = nhs.Yes
	}
	if begun[Expired] == nhs.Unknown && d.SeenLive.Earliest().Compare(day) >= 0 {
		begun[Expired] = nhs.No
	}
	// A stage that has begun means that all before it have, and none begins before the
	// stage that it follows.
	for s := Expired; s > Planned; s-- {
		if begun[s] == nhs.Yes {
			begun[s-1] = nhs.Yes
		}
	}
	for s := Noticed; s <= Live; s++ {
		if begun[s-1] == nhs.No {
			begun[s] = nhs.No
		}
	}
	if begun[Live] == nhs.No {
		begun[Expired] = nhs.No
	}
	var r StatusRange
	for s := Noticed; s <= Expired; s++ {
		if begun[s] == nhs.Yes {
			r.Earliest = s
		}
		if begun[s] != nhs.No {
			r.Latest = s
		}
	}
	return r
}

// reached returns whether the date has come by the day.
func reached(p nhs.PartialDate, day nhs.Date) nhs.Tristate {
	if p.IsZero() || day.IsZero() {
		return nhs.Unknown
	}
	return p.After(nhs.PartialDateOf(day)).Not()
}

// passed returns whether the date is over by the day.
func passed(p nhs.PartialDate, day nhs.Date) nhs.Tristate {
	if p.IsZero() || day.IsZero() {
		return nhs.Unknown
	}
	return p.Before(nhs.PartialDateOf(day))
}
