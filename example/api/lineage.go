package api

import (
	"iter"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Step is a summary of a takeover: the other body, when and how, and how sure it is.
type Step struct {
	Code       nhs.OrgID              `json:"code"`
	Effective  nhs.PartialDate        `json:"effective,omitzero"`
	Kind       lineage.SuccessionKind `json:"kind"`
	Share      *lineage.Share         `json:"share,omitempty"` // the part of the predecessor, if it was counted
	Confidence lineage.Confidence     `json:"confidence,omitempty"`
}

func newStep(other nhs.OrgID, s lineage.Succession) Step {
	return Step{other, s.Effective, s.Kind, s.Share, s.Confidence}
}

// steps returns all direct predecessors and successors of code.
func steps(h *lineage.History, code nhs.OrgID) (predecessors, successors []Step) {
	for s := range h.Takeovers(code) {
		predecessors = append(predecessors, newStep(s.Predecessor, s))
	}
	for s := range h.Successions(code) {
		successors = append(successors, newStep(s.Successor, s))
	}
	return predecessors, successors
}

// BoundaryChanges returns the boundary changes of the body that may have taken effect
// by the day; the zero date is any day.
func (d *Data) BoundaryChanges(code nhs.OrgID, day nhs.Date) []lineage.Succession {
	var changes []lineage.Succession
	for s := range d.Index.CCGHistory().BoundaryChanges(code) {
		if day.IsZero() || !s.Effective.Earliest().After(day) {
			changes = append(changes, s)
		}
	}
	return changes
}

// A Relative is a predecessor or successor of a body, with the step between them.
type Relative struct {
	Body
	Effective   nhs.PartialDate        `json:"effective,omitzero"`
	Kind        lineage.SuccessionKind `json:"kind"`
	Predecessor nhs.OrgID              `json:"predecessor"`
	Successor   nhs.OrgID              `json:"successor"`
	Share       *lineage.Share         `json:"share,omitempty"` // the part of the predecessor, if it was counted
	Also        *lineage.Share         `json:"also,omitempty"`  // counted in another way
	Confidence  lineage.Confidence     `json:"confidence,omitempty"`
	Sources     []string               `json:"sources,omitempty"`
}

// A Lineage is a list of relatives.
type Lineage struct {
	List[Relative]
	Code            nhs.OrgID            `json:"code"`                 // the body that the relatives belong to
	Successors      []nhs.OrgID          `json:"successors,omitempty"` // who has its area on the day
	BoundaryChanges []lineage.Succession `json:"boundary_changes,omitempty"`
}

const depthAll = "all"

func successor(s lineage.Succession) nhs.OrgID   { return s.Successor }
func predecessor(s lineage.Succession) nhs.OrgID { return s.Predecessor }

func (d *Data) listSuccessors(r *web.Request) (any, error) {
	l, day, err := d.lineage(r, (*lineage.History).Successions, (*lineage.History).SuccessionsFrom, successor)
	if err != nil {
		return nil, err
	}
	l.Successors, _ = d.Index.CCGHistory().Successors(l.Code, day)
	return l, nil
}

func (d *Data) listPredecessors(r *web.Request) (any, error) {
	l, _, err := d.lineage(r, (*lineage.History).Takeovers, (*lineage.History).SuccessionsInto, predecessor)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// takeovers returns the direct takeovers or, with depth=all, all of them on the way.
// They took effect by the day, or may have. Each body at the other end occurs once.
func takeovers(r *web.Request, h *lineage.History, id nhs.OrgID, day nhs.Date, direct, whole walk, other func(lineage.Succession) nhs.OrgID) []lineage.Succession {
	follow := direct
	if r.Query.Get("depth") == depthAll {
		follow = whole
	}
	var steps []lineage.Succession
	met := map[nhs.OrgID]bool{}
	for s := range follow(h, id) {
		if !s.Effective.Earliest().After(day) && !met[other(s)] {
			met[other(s)] = true
			steps = append(steps, s)
		}
	}
	return steps
}

type walk = func(*lineage.History, nhs.OrgID) iter.Seq[lineage.Succession]

// lineage lists the bodies at the other end of the takeovers of a body.
func (d *Data) lineage(r *web.Request, direct, whole walk, other func(lineage.Succession) nhs.OrgID) (*Lineage, nhs.Date, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, day, err
	}
	code, err := d.Code(r)
	if err != nil {
		return nil, day, err
	}
	var items []Relative
	for _, s := range takeovers(r, d.Index.CCGHistory(), code, day, direct, whole, other) {
		b, ok := d.body(other(s), day)
		if !ok {
			b = Body{Code: other(s)}
		}
		items = append(items, Relative{b, s.Effective, s.Kind, s.Predecessor, s.Successor, s.Share, s.Also, s.Confidence, s.Sources})
	}
	return &Lineage{List: *newList(on, items), Code: code, BoundaryChanges: d.BoundaryChanges(code, day)}, day, nil
}
