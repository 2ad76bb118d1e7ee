package ccg

import (
	"slices"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PCT is a primary care trust: the body that commissioned for an area before the
// groups, until 31 March 2013.
type PCT struct {
	// Code is its ODS code, such as 5D7.
	Code nhs.OrgID `json:"code,omitzero"`
	// Name is its name, without the words primary care trust.
	Name string `json:"name"`
	// ONSCode is its statistical code (E16…, or E17… for a care trust).
	ONSCode string `json:"ons_code,omitempty" limit:"id"`
	// Opened is its first day; zero if that is not known.
	Opened nhs.PartialDate `json:"opened,omitzero"`
	// Closed is its last day; the zero date means that it is not known to have closed.
	Closed nhs.Date `json:"closed,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is how sure its name and codes are.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
}

// OpenOn answers whether the trust was open on d. Where its first day is not known,
// it may have been open on any day before one on which it was.
func (t *PCT) OpenOn(d nhs.Date) nhs.Tristate { return nhs.OpenOn(t.Opened, dayOf(t.Closed), d) }

// PCTHistory returns the history of [Register.History] with the primary care trusts
// before it, and the steps from each to the groups that had its practices. Build it
// once and keep it.
func (r *Register) PCTHistory() *lineage.History {
	bodies := r.bodies()
	for i := range r.PCTs {
		t := &r.PCTs[i]
		bodies = append(bodies, lineage.Organisation{ID: t.Code, Name: t.Name, Opened: t.Opened, Closed: dayOf(t.Closed)})
	}
	return lineage.NewHistory(bodies, slices.Concat(r.PCTSuccessions, r.Successions), r.knownUntil())
}
