package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Body is a CCG, an ICB or a sub-ICB location as it was on a day.
type Body struct {
	Type    string    `json:"type"` // ccg, icb, sub-icb or pct
	Code    nhs.OrgID `json:"code"`
	Name    string    `json:"name"` // on the day
	Opened  nhs.Date  `json:"opened,omitzero"`
	Closed  nhs.Date  `json:"closed,omitzero"`    // its last day
	Region  string    `json:"region,omitempty"`   // of NHS England on the day, or on the last day of a body that had closed
	ICB     nhs.OrgID `json:"icb,omitempty"`      // the board that the code was placed in
	ONSCode string    `json:"ons_code,omitempty"` // on the day

	// AreaTeam is the area team of NHS England that a group was in on the day, from April
	// 2013 to March 2015, and AreaTeamCode its code.
	AreaTeam     string    `json:"area_team,omitempty"`
	AreaTeamCode nhs.OrgID `json:"area_team_code,omitempty"`
}

func groupOn(g *ccg.Group, day nhs.Date) Body {
	team, _ := g.AreaTeamOn(day)
	return Body{
		Type: "ccg", Code: g.Code, Name: g.NameOn(day), Opened: g.Opened, Closed: g.Closed,
		Region: RegionOn(g, day), ICB: g.ICB, ONSCode: onsCodeOn(g, day), AreaTeam: team.Name, AreaTeamCode: team.Code,
	}
}

// RegionOn returns the name of the region that a group was in on the day, or on its last
// day if it had closed; "" if it is not known.
func RegionOn(g *ccg.Group, day nhs.Date) string {
	if !g.Closed.IsZero() && day.After(g.Closed) {
		day = g.Closed
	}
	region, _ := g.RegionOn(day)
	return region.Name
}

func boardOn(b *ccg.ICB, day nhs.Date) Body {
	return Body{Type: "icb", Code: b.Code, Name: b.Name, Opened: b.Opened, Closed: b.Closed, ONSCode: b.ONSCodeOn(day)}
}

// onsCodeOn returns the latest statistical code that a group was seen with by the
// day, or the first if it was not seen by then.
func onsCodeOn(g *ccg.Group, day nhs.Date) string {
	code := ""
	for i, c := range g.ONSCodes {
		if i == 0 || !c.FirstSeen.Earliest().After(day) {
			code = c.Code
		}
	}
	return code
}

// body returns the CCG or ICB with the code.
func (d *Data) body(code nhs.OrgID, day nhs.Date) (Body, bool) {
	if g, ok := d.Index.CCG(code); ok {
		return groupOn(g, day), true
	}
	if b, ok := d.Index.ICB(code); ok {
		return boardOn(b, day), true
	}
	return Body{}, false
}

// Code reads the code in the path, and refuses an unknown one.
func (d *Data) Code(r *web.Request) (nhs.OrgID, error) {
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
	_, isCCG := d.Index.CCG(code)
	_, isICB := d.Index.ICB(code)
	return isCCG || isICB
}

func (d *Data) listCCGs(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	q, err := r.Search()
	if err != nil {
		return nil, err
	}
	var items []Body
	for g := range d.Index.CCGsOn(day) {
		if Fits(g, q) {
			items = append(items, groupOn(g, day))
		}
	}
	if len(items) == 0 {
		on.remark(d.CCGs.whyNone("CCG", day))
	}
	return newList(on, items), nil
}

func (d *Data) listICBs(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	var items []Body
	for b := range d.Index.ICBsOn(day) {
		items = append(items, boardOn(b, day))
	}
	if len(items) == 0 {
		on.remark(d.ICBs.whyNone("ICB", day))
	}
	return newList(on, items), nil
}

// whyNone says why there was no body of a kind on a day.
func (s Span) whyNone(kind string, day nhs.Date) string {
	switch {
	case s.First.IsZero():
		return ""
	case day.Before(s.First):
		return fmt.Sprintf("The first %s opened on %s: ask with as_of=%[2]s.", kind, s.First)
	case !s.Last.IsZero() && day.After(s.Last):
		return fmt.Sprintf("The last %s closed on %s: ask with as_of=%[2]s or an earlier day.", kind, s.Last)
	}
	return ""
}

// A CCGDetail is everything known about a CCG. Its body is as of the day. The rest
// covers all time, each part with its own dates.
type CCGDetail struct {
	Dated
	Body
	Data            string               `json:"data,omitempty"` // synthetic, where gaps were filled
	Open            nhs.Tristate         `json:"open"`           // on the day
	Names           []lineage.Name       `json:"names,omitempty"`
	ONSCodes        []ccg.ONSCode        `json:"ons_codes,omitempty"`
	Areas           []ccg.Area           `json:"areas,omitempty"` // area team and regions, each with its days
	Populations     []ccg.Population     `json:"populations,omitempty"`
	Years           []ccg.Year           `json:"years,omitempty"`
	Predecessors    []Step               `json:"predecessors,omitempty"`
	Successors      []Step               `json:"successors,omitempty"`
	BoundaryChanges []lineage.Succession `json:"boundary_changes,omitempty"`
	Sources         []string             `json:"sources,omitempty"`
}

// An ICBDetail is everything known about an ICB.
type ICBDetail struct {
	Dated
	Body
	Open         nhs.Tristate `json:"open"` // on the day
	Predecessors []Step       `json:"predecessors,omitempty"`
	Successors   []Step       `json:"successors,omitempty"`
	// Steps in which the board lost or gained a part.
	BoundaryChanges []lineage.Succession `json:"boundary_changes,omitempty"`
	ONSCodes        []ccg.ONSCode        `json:"ons_codes,omitempty"`
	SubICBs         []nhs.OrgID          `json:"sub_icbs,omitempty"` // its sub-ICB locations on the day
	Sources         []string             `json:"sources,omitempty"`
}

func (d *Data) showCCG(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	code, err := d.Code(r)
	if err != nil {
		return nil, err
	}
	x, err := d.Chosen(r)
	if err != nil {
		return nil, err
	}
	g, ok := x.CCG(code)
	if !ok {
		return nil, web.NotFound("%s is an ICB, not a CCG: see /v1/icbs/%[1]s", code)
	}
	predecessors, successors := steps(d.Index.CCGHistory(), code)
	detail := CCGDetail{
		Dated: on, Body: groupOn(g, day), Open: YesOrNo(g.OpenOn(day)),
		Names: g.Names, ONSCodes: g.ONSCodes, Areas: g.Areas, Populations: g.Populations, Years: g.Years,
		Predecessors: predecessors, Successors: successors,
		BoundaryChanges: d.BoundaryChanges(code, nhs.Date{}), Sources: g.Sources,
	}
	if x.Market().Synthetic != nil {
		detail.Data = DataSynthetic
	}
	return detail, nil
}

func (d *Data) showICB(r *web.Request) (any, error) {
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	code, err := d.Code(r)
	if err != nil {
		return nil, err
	}
	b, ok := d.Index.ICB(code)
	if !ok {
		return nil, web.NotFound("%s is a CCG, not an ICB: see /v1/ccgs/%[1]s", code)
	}
	predecessors, successors := steps(d.Index.CCGHistory(), code)
	detail := ICBDetail{
		Dated: on, Body: boardOn(b, day), Open: YesOrNo(b.OpenOn(day)),
		Predecessors: predecessors, Successors: successors, BoundaryChanges: d.BoundaryChanges(code, nhs.Date{}),
		ONSCodes: b.ONSCodes, Sources: b.Sources,
	}
	for s := range d.Index.SubICBsOn(day) {
		if s.ICBOn(day) == code {
			detail.SubICBs = append(detail.SubICBs, s.Code)
		}
	}
	return detail, nil
}

// YesOrNo returns a certain answer.
func YesOrNo(yes bool) nhs.Tristate {
	if yes {
		return nhs.Yes
	}
	return nhs.No
}

// Fits reports whether a group matches a search, by its code or a part of any of its
// names. The search is in lower case.
func Fits(g *ccg.Group, q string) bool {
	if q == "" || strings.ToLower(string(g.Code)) == q || strings.Contains(strings.ToLower(g.Name), q) {
		return true
	}
	return slices.ContainsFunc(g.Names, func(n lineage.Name) bool { return strings.Contains(strings.ToLower(n.Name), q) })
}
