package ccg

import (
	"slices"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A SubICB is a sub-ICB location: the place of a former group as a part of an
// integrated care board. It kept the ODS code of the group, so a code such as 15F is
// that of a group until 30 June 2022 and of a location afterwards. It is no statutory
// body: kind and code together say which is meant.
type SubICB struct {
	// Code is its ODS code, such as 15F.
	Code nhs.OrgID `json:"code,omitzero"`
	// Name is its name, such as NHS West Yorkshire ICB - 15F.
	Name string `json:"name"`
	// Opened is its first day.
	Opened nhs.Date `json:"opened,omitzero"`
	// Closed is its last day; the zero date means that it had not closed by the last
	// day known.
	Closed nhs.Date `json:"closed,omitzero"`
	// Boards are the boards that it was part of, the earliest first.
	Boards []Placement `json:"boards,omitempty"`
	// ONSCodes are its statistical codes (E38…), each from the first day it was seen.
	ONSCodes []ONSCode `json:"ons_codes,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is how sure its dates and boards are.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
}

// A Placement is the board that a sub-ICB location was part of for a time.
type Placement struct {
	// ICB is the code of the board.
	ICB nhs.OrgID `json:"icb,omitzero"`
	// From is the first day.
	From nhs.Date `json:"from,omitzero"`
	// Until is the last day; the zero date means that it had not ended by the last day
	// known.
	Until nhs.Date `json:"until,omitzero"`
}

// OpenOn reports whether the location was open on d. Its first and its last day count.
func (s *SubICB) OpenOn(d nhs.Date) bool {
	return !s.Opened.IsZero() && nhs.NewPeriod(s.Opened, s.Closed).Contains(d)
}

// ICBOn returns the board that the location was part of on d, or "" if none is known.
func (s *SubICB) ICBOn(d nhs.Date) nhs.OrgID {
	for _, p := range s.Boards {
		if !p.From.IsZero() && nhs.NewPeriod(p.From, p.Until).Contains(d) {
			return p.ICB
		}
	}
	return ""
}

// ONSCodeOn returns the statistical code of the location on d, or "" if it is not
// known. A code that was no longer used by d is not carried forward.
func (s *SubICB) ONSCodeOn(d nhs.Date) string { return onsCodeOn(s.ONSCodes, d) }

// ONSCodeOn returns the statistical code of the board on d, or "" if it is not known.
func (b *ICB) ONSCodeOn(d nhs.Date) string {
	if len(b.ONSCodes) == 0 {
		return b.ONSCode
	}
	return onsCodeOn(b.ONSCodes, d)
}

func onsCodeOn(codes []ONSCode, d nhs.Date) string {
	for i := len(codes) - 1; i >= 0; i-- {
		c := &codes[i]
		if c.FirstSeen.IsZero() || c.FirstSeen.Earliest().After(d) {
			continue
		}
		if !c.LastSeen.IsZero() && c.LastSeen.Latest().Before(d) {
			return ""
		}
		return c.Code
	}
	return ""
}

// SubICBHistory returns the history of places by their codes: of the groups and, from
// 1 July 2022, of the sub-ICB locations that kept those codes. A crosswalk of it leads
// from the groups of a day to the locations of another, where [Register.History] leads
// to boards. Build it once and keep it.
func (r *Register) SubICBHistory() *lineage.History {
	locations := make(map[nhs.OrgID]*SubICB, len(r.SubICBs))
	for i := range r.SubICBs {
		locations[r.SubICBs[i].Code] = &r.SubICBs[i]
	}
	places := make([]lineage.Organisation, 0, len(r.Groups)+1)
	groups := make(map[nhs.OrgID]bool, len(r.Groups))
	for i := range r.Groups {
		o := r.Groups[i].organisation()
		groups[o.ID] = true
		if s := locations[o.ID]; s != nil {
			o.Closed = dayOf(s.Closed)
		}
		places = append(places, o)
	}
	for i := range r.SubICBs {
		if s := &r.SubICBs[i]; !groups[s.Code] {
			places = append(places, lineage.Organisation{ID: s.Code, Name: s.Name, Opened: dayOf(s.Opened), Closed: dayOf(s.Closed)})
		}
	}
	steps := slices.Clone(r.SubICBSuccessions)
	for _, s := range r.Successions {
		if groups[s.Predecessor] && (groups[s.Successor] || s.Successor == "") {
			steps = append(steps, s)
		}
	}
	return lineage.NewHistory(places, steps, r.knownUntil())
}

// knownUntil is the last day for which any kind of body of the register is known.
func (r *Register) knownUntil() nhs.Date {
	if r.ICBsKnownUntil.After(r.KnownUntil) {
		return r.ICBsKnownUntil
	}
	return r.KnownUntil
}

// dayOf returns the date as one that may be unknown.
func dayOf(d nhs.Date) nhs.PartialDate {
	if d.IsZero() {
		return nhs.PartialDate{}
	}
	return nhs.PartialDateOf(d)
}
