package api

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// kindSubICB is the word for a sub-ICB location, as the type of a body and as the kind
// of body that a crosswalk leads to.
const kindSubICB = "sub-icb"

func locationOn(s *ccg.SubICB, day nhs.Date) Body {
	return Body{
		Type: kindSubICB, Code: s.Code, Name: s.Name, Opened: s.Opened, Closed: s.Closed,
		ICB: s.ICBOn(day), ONSCode: s.ONSCodeOn(day),
	}
}

func (d *Data) listSubICBs(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	var items []Body
	for s := range d.Index.SubICBsOn(day) {
		items = append(items, locationOn(s, day))
	}
	if len(items) == 0 {
		on.remark(d.SubICBs.whyNone("sub-ICB location", day))
	}
	return newList(on, items), nil
}

// A SubICBDetail is everything known about a sub-ICB location. Its body is as of the
// day; the rest covers all time, from the group that had the code before.
type SubICBDetail struct {
	Dated
	Body
	Open            nhs.Tristate         `json:"open"` // on the day
	Boards          []ccg.Placement      `json:"boards,omitempty"`
	ONSCodes        []ccg.ONSCode        `json:"ons_codes,omitempty"`
	Group           string               `json:"group,omitempty"` // the CCG that had the code until 30 June 2022
	Successors      []Step               `json:"successors,omitempty"`
	Predecessors    []Step               `json:"predecessors,omitempty"`
	BoundaryChanges []lineage.Succession `json:"boundary_changes,omitempty"`
	Confidence      lineage.Confidence   `json:"confidence,omitempty"`
	Sources         []string             `json:"sources,omitempty"`
}

func (d *Data) showSubICB(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	text := r.PathValue("code")
	code, err := nhs.ParseOrgID(text)
	if err != nil {
		return nil, web.NotFound("there is no sub-ICB location %s", web.Shorten(text))
	}
	s, ok := d.Index.SubICB(code)
	if !ok {
		return nil, web.NotFound("there is no sub-ICB location %s; codes are in upper case, and those of the last 106 groups", web.Shorten(text))
	}
	detail := SubICBDetail{
		Dated: on, Body: locationOn(s, day), Open: YesOrNo(s.OpenOn(day)),
		Boards: s.Boards, ONSCodes: s.ONSCodes, Confidence: s.Confidence, Sources: s.Sources,
	}
	if g, ok := d.Index.CCG(code); ok {
		detail.Group = g.Name
	}
	h := d.Index.SubICBHistory()
	for step := range h.Successions(code) {
		detail.Successors = append(detail.Successors, newStep(step.Successor, step))
	}
	for step := range h.Takeovers(code) {
		if !step.Effective.Earliest().Before(s.Opened) {
			detail.Predecessors = append(detail.Predecessors, newStep(step.Predecessor, step))
		}
	}
	for change := range h.BoundaryChanges(code) {
		if !change.Effective.Latest().Before(s.Opened) {
			detail.BoundaryChanges = append(detail.BoundaryChanges, change)
		}
	}
	return detail, nil
}
