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
	// ToKind is the kind of body to move to: pct until 31 March 2013, ccg until 30 June
	// 2022, icb or sub-icb afterwards. Only sub-icb changes the answer. The query to_kind
	// says the same.
	ToKind string `json:"to_kind,omitempty"`
}

// The kinds of body that figures can move to.
const (
	kindCCG = "ccg"
	kindICB = "icb"
)

// register returns the history that leads to the kind of body that is asked for.
func (d *Data) register(r *web.Request, q *CrosswalkRequest) (*lineage.History, error) {
	kind := r.Query.Get("to_kind")
	switch {
	case kind == "":
		kind = q.ToKind
	case q.ToKind != "" && q.ToKind != kind:
		return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("to_kind"), "%s, but the query asks for %s; say one", web.Shorten(q.ToKind), kind)
	}
	boards := !d.CCGs.Last.IsZero() && q.To.After(d.CCGs.Last)
	trusts := q.To.Before(d.CCGs.First)
	switch kind {
	case "":
	case kindPCT, kindCCG, kindICB, kindSubICB:
		if is := map[string]bool{kindPCT: trusts, kindCCG: !trusts && !boards, kindICB: boards, kindSubICB: boards}; !is[kind] {
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("to_kind"),
				"there was no %s on %s: groups were open from %s to %s, trusts before and boards and sub-ICB locations afterwards", kind, q.To, d.CCGs.First, d.CCGs.Last)
		}
	default:
		return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("to_kind"), "%q; want pct, ccg, icb or sub-icb", web.Shorten(kind))
	}
	switch {
	case kind == kindSubICB && q.From.Before(d.CCGs.First):
		return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("from"), "sub-ICB locations are reached from %s at the earliest; move the figures of trusts to groups first", d.CCGs.First)
	case kind == kindSubICB:
		return d.Index.SubICBHistory(), nil
	case trusts || q.From.Before(d.CCGs.First):
		return d.Index.PCTHistory(), nil
	}
	return d.Index.CCGHistory(), nil
}

// firstDay is the first day of which a body is known: of trusts or, without them, of
// groups.
func (d *Data) firstDay() nhs.Date {
	if !d.PCTs.First.IsZero() {
		return d.PCTs.First
	}
	return d.CCGs.First
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
		case day.Before(d.firstDay()):
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf(day.name), "%s is before %s, when the register begins", day.Date, d.firstDay())
		}
	}
	if q.Figures == nil {
		return nil, badBody(http.StatusBadRequest, rule.PointerOf("figures"), `missing; want amounts by code, such as {"00F": "100.00"}`)
	}
	sizes := make(map[nhs.OrgID]int64, len(q.Sizes))
	for _, code := range slices.Sorted(maps.Keys(q.Sizes)) {
		_, isLocation := d.Index.SubICB(code)
		_, isTrust := d.Index.PCT(code)
		if !isLocation && !isTrust && !d.has(code) {
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("sizes", string(code)), "%s is not in the register; leave it out", code)
		}
		sizes[code] = int64(q.Sizes[code])
	}

	history, err := d.register(r, &q)
	if err != nil {
		return nil, err
	}
	moved := history.Crosswalk(q.From, q.To, sizes).Money(q.Figures)
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
