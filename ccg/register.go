package ccg

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Register holds the groups that ever existed, the boards that followed them, and
// the successions between them.
type Register struct {
	// Complete marks a register that claims to hold every group in England.
	Complete bool `json:"complete,omitempty"`
	// KnownUntil is the last day that the register covers.
	KnownUntil nhs.Date `json:"known_until,omitzero"`
	// ICBsKnownUntil is the last day for which boards and sub-ICB locations are known,
	// if that is later than KnownUntil.
	ICBsKnownUntil nhs.Date `json:"icbs_known_until,omitzero"`
	// Groups are the clinical commissioning groups.
	Groups []Group `json:"groups,omitempty"`
	// ICBs are the integrated care boards that took over on 1 July 2022, and those that
	// followed them.
	ICBs []ICB `json:"icbs,omitempty"`
	// Successions are the mergers, takeovers and moves of boundary of groups and boards.
	Successions []lineage.Succession `json:"successions,omitempty"`
	// SubICBs are the sub-ICB locations that kept the codes of groups.
	SubICBs []SubICB `json:"sub_icbs,omitempty"`
	// SubICBSuccessions are the successions and moves of boundary between sub-ICB
	// locations from 1 July 2022, and on that day between the groups and them. They
	// divide the same areas as Successions does, into places instead of boards.
	SubICBSuccessions []lineage.Succession `json:"sub_icb_successions,omitempty"`
	// PCTs are the primary care trusts before the groups.
	PCTs []PCT `json:"pcts,omitempty"`
	// PCTsKnownFrom is the first day for which the trusts are known.
	PCTsKnownFrom nhs.Date `json:"pcts_known_from,omitzero"`
	// PCTSuccessions are the steps from trusts to groups.
	PCTSuccessions []lineage.Succession `json:"pct_successions,omitempty"`
}

// An ICB is an integrated care board: the body that commissions for an area
// since clinical commissioning groups were abolished.
type ICB struct {
	// Code is its ODS code, such as QHM.
	Code nhs.OrgID `json:"code,omitzero"`
	// Name is its name.
	Name string `json:"name"`
	// ONSCode is its last statistical code (E54…).
	ONSCode string `json:"ons_code,omitempty" limit:"id"`
	// ONSCodes are its statistical codes over time, the earliest first; a change of code
	// marks a change of boundary.
	ONSCodes []ONSCode `json:"ons_codes,omitempty"`
	// Opened is its first day.
	Opened nhs.Date `json:"opened,omitzero"`
	// Closed is its last day; the zero date means that it had not closed by
	// KnownUntil.
	Closed nhs.Date `json:"closed,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// OpenOn reports whether the board was open on d, as far as the register shows.
func (b *ICB) OpenOn(d nhs.Date) bool {
	return !b.Opened.IsZero() && b.life().Contains(d)
}

// life returns the days on which the board was or may have been open.
func (b *ICB) life() nhs.Period { return nhs.NewPeriod(b.Opened, b.Closed) }

// History returns the history of the register's bodies and their successions.
// Build it once and keep it: it is read-only and safe for concurrent use.
func (r *Register) History() *lineage.History {
	return lineage.NewHistory(r.bodies(), r.Successions, r.knownUntil())
}

// bodies returns the groups and the boards.
func (r *Register) bodies() []lineage.Organisation {
	bodies := make([]lineage.Organisation, 0, len(r.Groups)+len(r.ICBs))
	for i := range r.Groups {
		bodies = append(bodies, r.Groups[i].organisation())
	}
	for i := range r.ICBs {
		b := &r.ICBs[i]
		bodies = append(bodies, lineage.Organisation{ID: b.Code, Name: b.Name, Opened: dayOf(b.Opened), Closed: dayOf(b.Closed)})
	}
	return bodies
}
