package api

import (
	"maps"
	"net/http"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// CrosswalkRequest is a table of money, and the days that it moves from and to.
type CrosswalkRequest struct {
	From    nhs.Date                 `json:"from,omitzero"`     // the day whose bodies the figures are for
	To      nhs.Date                 `json:"to,omitzero"`       // the day to whose bodies they move
	Figures map[nhs.OrgID]nhs.Money  `json:"figures,omitempty"` // pounds by body
	Sizes   map[nhs.OrgID]ccg.People `json:"sizes,omitempty"`   // people by body, to share the figures of a split
}

// CrosswalkAnswer is the table for the bodies of the new day.
type CrosswalkAnswer struct {
	From       nhs.Date                          `json:"from"`                 // as asked
	To         nhs.Date                          `json:"to"`                   // as asked, or the last day known
	Figures    map[nhs.OrgID]nhs.Money           `json:"figures"`              // pounds by body of the new day
	Total      nhs.Money                         `json:"total"`                // of the figures sent
	Placed     nhs.Money                         `json:"placed"`               // of Figures
	Exact      bool                              `json:"exact"`                // whether every figure is exact and all is placed
	Details    []lineage.CrosswalkRow[nhs.Money] `json:"details"`              // each figure, whether it is exact and why not
	Unplaced   []lineage.Unallocated[nhs.Money]  `json:"unplaced"`             // what could not be moved, and why
	KnownUntil nhs.Date                          `json:"known_until,omitzero"` // if To was later
	Note       string                            `json:"note,omitempty"`       // a caveat
}

func (d *Data) crosswalk(r *web.Request) (any, error) {
	q, err := Decode[CrosswalkRequest](r)
	if err != nil {
		return nil, err
	}
	for _, day := range []struct {
		name string
		nhs.Date
	}{{"from", q.From}, {"to", q.To}} {
		switch {
		case day.IsZero():
			return nil, badBody(http.StatusBadRequest, rule.PointerOf(day.name), "missing; want a date such as 2014-04-01")
		case day.Before(d.CCGs.First):
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf(day.name), "%s is before %s, when the register begins", day.Date, d.CCGs.First)
		}
	}
	if q.Figures == nil {
		return nil, badBody(http.StatusBadRequest, rule.PointerOf("figures"), `missing; want amounts by code, such as {"00F": "100.00"}`)
	}
	sizes := make(map[nhs.OrgID]int64, len(q.Sizes))
	for _, code := range slices.Sorted(maps.Keys(q.Sizes)) {
		if !d.has(code) {
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("sizes", string(code)), "%s is not in the register; leave it out", code)
		}
		sizes[code] = int64(q.Sizes[code])
	}

	moved := d.Index.CCGHistory().Crosswalk(q.From, q.To, sizes).Money(q.Figures)
	a := CrosswalkAnswer{
		From: moved.From, To: moved.To, Figures: make(map[nhs.OrgID]nhs.Money, len(moved.Figures)),
		Total: moved.Total, Placed: moved.Placed, Exact: len(moved.Unplaced) == 0,
		Details: moved.Figures, Unplaced: moved.Unplaced, KnownUntil: moved.KnownUntil,
	}
	for _, f := range moved.Figures {
		a.Figures[f.Org] = f.Value
		a.Exact = a.Exact && f.Exact
	}
	if !a.KnownUntil.IsZero() {
		a.Note = "The register is known until " + a.KnownUntil.String() + "; this is the answer for that day."
	}
	return a, nil
}
