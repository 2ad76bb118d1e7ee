package server

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// A body is a CCG or an ICB as it was on a day.
type body struct {
	Type    string    `json:"type"` // ccg or icb
	Code    nhs.OrgID `json:"code"`
	Name    string    `json:"name"` // on the day
	Opened  nhs.Date  `json:"opened,omitzero"`
	Closed  nhs.Date  `json:"closed,omitzero"` // its last day
	Region  string    `json:"region,omitempty"`
	ICB     nhs.OrgID `json:"icb,omitempty"`      // the board that the code was placed in
	ONSCode string    `json:"ons_code,omitempty"` // on the day
}

func groupOn(g *ccg.Group, day nhs.Date) body {
	return body{
		Type: "ccg", Code: g.Code, Name: g.NameOn(day), Opened: g.Opened, Closed: g.Closed,
		Region: g.Region, ICB: g.ICB, ONSCode: onsCodeOn(g, day),
	}
}

func boardOn(b *ccg.ICB) body {
	return body{Type: "icb", Code: b.Code, Name: b.Name, Opened: b.Opened, Closed: b.Closed, ONSCode: b.ONSCode}
}

// onsCodeOn returns the statistical code that a group was last seen to take by
// the day or, before the first sighting, the first.
func onsCodeOn(g *ccg.Group, day nhs.Date) string {
	code := ""
	for i, c := range g.ONSCodes {
		if i == 0 || !c.FirstSeen.Earliest().After(day) {
			code = c.Code
		}
	}
	return code
}

// body returns what the code names, a CCG or an ICB.
func (d *Data) body(code nhs.OrgID, day nhs.Date) (body, bool) {
	if g, ok := d.index.CCG(code); ok {
		return groupOn(g, day), true
	}
	if b, ok := d.index.ICB(code); ok {
		return boardOn(b), true
	}
	return body{}, false
}

// code reads the code in the path, and refuses one that names nothing.
func (d *Data) code(r *web.Request) (nhs.OrgID, error) {
	text := r.PathValue("code")
	if d.has(nhs.OrgID(text)) {
		return nhs.OrgID(text), nil
	}
	if upper := nhs.OrgID(strings.ToUpper(text)); d.has(upper) {
		return "", web.NotFound("there is no %s; codes are in upper case: %s", web.Shorten(text), upper)
	}
	code, err := nhs.ParseOrgID(text)
	if err != nil {
		return "", web.NewProblem(http.StatusBadRequest, "the code in the path: %v", err)
	}
	return "", web.NotFound("there is no CCG or ICB %s", code)
}

func (d *Data) has(code nhs.OrgID) bool {
	_, isCCG := d.index.CCG(code)
	_, isICB := d.index.ICB(code)
	return isCCG || isICB
}

func (d *Data) listCCGs(r *web.Request) (any, error) {
	day, on, err := d.on(r)
	if err != nil {
		return nil, err
	}
	q, err := r.Search()
	if err != nil {
		return nil, err
	}
	var items []body
	for g := range d.index.CCGsOn(day) {
		if fits(g, q) {
			items = append(items, groupOn(g, day))
		}
	}
	if len(items) == 0 {
		on.remark(d.ccgs.whyNone("CCG", day))
	}
	return newList(on, items), nil
}

func (d *Data) listICBs(r *web.Request) (any, error) {
	day, on, err := d.on(r)
	if err != nil {
		return nil, err
	}
	var items []body
	for b := range d.index.ICBsOn(day) {
		items = append(items, boardOn(b))
	}
	if len(items) == 0 {
		on.remark(d.icbs.whyNone("ICB", day))
	}
	return newList(on, items), nil
}

// whyNone says why there was no body of a kind on a day.
func (s span) whyNone(kind string, day nhs.Date) string {
	switch {
	case s.first.IsZero():
		return ""
	case day.Before(s.first):
		return fmt.Sprintf("The first %s opened on %s: ask with as_of=%[2]s.", kind, s.first)
	case !s.last.IsZero() && day.After(s.last):
		return fmt.Sprintf("The last %s closed on %s: ask with as_of=%[2]s or an earlier day.", kind, s.last)
	}
	return ""
}

// A ccgDetail is everything that is known of a CCG. Its body is that of the day;
// the rest is of all time, each part with its own dates.
type ccgDetail struct {
	dated
	body
	Data            string           `json:"data,omitempty"` // synthetic, where gaps were filled
	Open            nhs.Answer       `json:"open"`           // on the day
	Names           []nhs.Name       `json:"names,omitempty"`
	ONSCodes        []ccg.ONSCode    `json:"ons_codes,omitempty"`
	Populations     []ccg.Population `json:"populations,omitempty"`
	Years           []ccg.Year       `json:"years,omitempty"`
	Predecessors    []step           `json:"predecessors,omitempty"`
	Successors      []step           `json:"successors,omitempty"`
	BoundaryChanges []nhs.Succession `json:"boundary_changes,omitempty"`
	Sources         []string         `json:"sources,omitempty"`
}

// An icbDetail is everything that is known of an ICB.
type icbDetail struct {
	dated
	body
	Open         nhs.Answer `json:"open"` // on the day
	Predecessors []step     `json:"predecessors,omitempty"`
	Successors   []step     `json:"successors,omitempty"`
	Sources      []string   `json:"sources,omitempty"`
}

func (d *Data) showCCG(r *web.Request) (any, error) {
	day, on, err := d.on(r)
	if err != nil {
		return nil, err
	}
	code, err := d.code(r)
	if err != nil {
		return nil, err
	}
	x, err := d.chosen(r)
	if err != nil {
		return nil, err
	}
	g, ok := x.CCG(code)
	if !ok {
		return nil, web.NotFound("%s is an ICB, not a CCG: see /v1/icbs/%[1]s", code)
	}
	predecessors, successors := steps(d.index.CCGHistory(), code)
	detail := ccgDetail{
		dated: on, body: groupOn(g, day), Open: yesOrNo(g.OpenOn(day)),
		Names: g.Names, ONSCodes: g.ONSCodes, Populations: g.Populations, Years: g.Years,
		Predecessors: predecessors, Successors: successors,
		BoundaryChanges: d.boundaryChanges(code, nhs.Date{}), Sources: g.Sources,
	}
	if x.Market().Synthetic != nil {
		detail.Data = dataSynthetic
	}
	return detail, nil
}

func (d *Data) showICB(r *web.Request) (any, error) {
	day, on, err := d.on(r)
	if err != nil {
		return nil, err
	}
	code, err := d.code(r)
	if err != nil {
		return nil, err
	}
	b, ok := d.index.ICB(code)
	if !ok {
		return nil, web.NotFound("%s is a CCG, not an ICB: see /v1/ccgs/%[1]s", code)
	}
	predecessors, successors := steps(d.index.CCGHistory(), code)
	return icbDetail{
		dated: on, body: boardOn(b), Open: yesOrNo(b.OpenOn(day)),
		Predecessors: predecessors, Successors: successors, Sources: b.Sources,
	}, nil
}

// yesOrNo is the answer to what is surely known.
func yesOrNo(yes bool) nhs.Answer {
	if yes {
		return nhs.Yes
	}
	return nhs.No
}
