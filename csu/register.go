package csu

import (
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Register is a list of units and the plans before them, with the steps from one to
// the next.
type Register struct {
	// Complete says that the register claims to hold every unit of England.
	Complete bool `json:"complete,omitempty"`
	// KnownUntil is the last day for which the register is known.
	KnownUntil nhs.Date `json:"known_until,omitzero"`
	// Units are the bodies.
	Units []Unit `json:"units,omitempty"`
	// Successions are the steps from one body to the next. Effective is the first
	// day of the new state.
	Successions []lineage.Succession `json:"successions,omitempty"`
	// Counts are the numbers of units that sources state.
	Counts []PublishedCount `json:"counts,omitempty"`
	// Incomes are those of the whole sector, and of several units together.
	Incomes []Income `json:"incomes,omitempty"`
}

// A PublishedCount is a number of units that a source states, for comparison with the
// dates of the register.
type PublishedCount struct {
	// On is the day it is for.
	On nhs.Date `json:"on,omitzero"`
	// Basis says what is counted.
	Basis Basis `json:"basis,omitempty"`
	// Stated is the number that the sources give. Nil means that no source gives one,
	// and that the row stands for the number that the dates give.
	Stated *int `json:"stated,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low; "" means not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Note adds an explanation, such as why the dates give another number.
	Note string `json:"note,omitempty"`
}

// Unit returns the first unit with the slug or ODS code, and whether there is one.
func (r *Register) Unit(id nhs.OrgID) (Unit, bool) {
	if id == "" {
		return Unit{}, false
	}
	for i := range r.Units {
		if u := &r.Units[i]; u.Slug == id || u.ODSCode == id {
			return *u, true
		}
	}
	return Unit{}, false
}

// Named returns the unit with the name on the day, and whether there is one. The name
// is a full name, an alias, a slug or a code; case does not matter.
//
// Several units can share a name: two were called NEL CSU. Then it returns the first
// that was open that day, else the first that may have been, else the first.
func (r *Register) Named(name string, on nhs.Date) (Unit, bool) {
	best := -1
	for i := range r.Units {
		u := &r.Units[i]
		if !u.isNamed(name) {
			continue
		}
		if best < 0 || likelier(u.OpenOn(on), r.Units[best].OpenOn(on)) {
			best = i
		}
	}
	if best < 0 {
		return Unit{}, false
	}
	return r.Units[best], true
}

// likelier reports whether a is nearer to yes than b.
func likelier(a, b nhs.Tristate) bool {
	return a != b && (a == nhs.Yes || b == nhs.No)
}

func (u *Unit) isNamed(name string) bool {
	if name == "" {
		return false
	}
	for _, have := range [...]string{u.Name, string(u.Slug), string(u.ODSCode)} {
		if strings.EqualFold(have, name) {
			return true
		}
	}
	for _, alias := range u.Aliases {
		if strings.EqualFold(alias, name) {
			return true
		}
	}
	return false
}

// History returns the history of the bodies, plans included, with their successions.
// Each body lasts from its forming to its end and has its aliases as names. Build it
// once and keep it: it is read-only and safe for concurrent use.
func (r *Register) History() *lineage.History {
	bodies := make([]lineage.Organisation, len(r.Units))
	for i := range r.Units {
		bodies[i] = r.Units[i].organisation()
	}
	return lineage.NewHistory(bodies, r.Successions, r.KnownUntil)
}
