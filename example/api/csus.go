package api

import (
	"net/http"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Unit is a summary of a commissioning support unit.
type Unit struct {
	ID         nhs.OrgID          `json:"id"` // its slug
	ODSCode    nhs.OrgID          `json:"ods_code,omitempty"`
	Name       string             `json:"name"`
	Stage      csu.Stage          `json:"stage,omitempty"`
	Kind       csu.Kind           `json:"kind,omitempty"`
	Open       nhs.Tristate       `json:"open"` // on the day: yes, no or unknown
	Opened     nhs.PartialDate    `json:"opened,omitzero"`
	Closed     nhs.PartialDate    `json:"closed,omitzero"`
	End        csu.End            `json:"end,omitempty"`
	Host       string             `json:"host,omitempty"`
	Employer   string             `json:"employer,omitempty"`
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	Sources    []string           `json:"sources,omitempty"`
}

func newUnit(u *csu.Unit, open nhs.Tristate) Unit {
	return Unit{
		ID: u.Slug, ODSCode: u.ODSCode, Name: u.Name, Stage: u.Stage, Kind: u.Kind, Open: open,
		Opened: u.Opened, Closed: u.Closed, End: u.End, Host: u.Host, Employer: u.Employer,
		Confidence: u.Confidence, Sources: u.Sources,
	}
}

// A UnitList is the units of a day. Count is the lowest number that fits the dates. It
// need not be the number of items that were certainly open.
type UnitList struct {
	Dated
	Basis    csu.Basis `json:"basis"`
	Count    int       `json:"count"`
	Possible int       `json:"possible"` // how many more there may have been
	Items    []Unit    `json:"items"`
	Next     string    `json:"next,omitempty"` // the address of the next items, relative to this one
}

// Len is how many units there are, for paging.
func (l *UnitList) Len() int { return len(l.Items) }

// Cut leaves a part of the units.
func (l *UnitList) Cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }

// CSV returns the units as a table.
func (l UnitList) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	return l.sheet(rows), err
}

func countBases() []string {
	return []string{string(csu.Operating), string(csu.NotAnnounced), string(csu.MergersAsOne), string(csu.Bodies)}
}

func (d *Data) listCSUs(r *web.Request) (any, error) {
	day, on, err := AsOf(r, d.Market.CSUs.KnownUntil)
	if err != nil {
		return nil, err
	}
	basis := csu.Operating
	if r.Query.Has("basis") {
		basis = csu.Basis(r.Query.Get("basis"))
	}
	listing := d.Market.CSUs.List(day, basis)
	items := make([]Unit, len(listing.Items))
	for i := range listing.Items {
		items[i] = newUnit(&listing.Items[i].Unit, listing.Items[i].Open)
	}
	return &UnitList{Dated: on, Basis: basis, Count: listing.Certain, Possible: listing.Possible, Items: items}, nil
}

// OpenOn returns whether a unit was operating on the day, according to the whole
// register.
func (d *Data) OpenOn(slug nhs.OrgID, day nhs.Date) nhs.Tristate {
	listing := d.Market.CSUs.On(day)
	i := slices.IndexFunc(listing.Items, func(item csu.Item) bool { return item.Slug == slug })
	if i < 0 {
		return nhs.No
	}
	return listing.Items[i].Open
}

// Unit returns the unit named in the path.
func (d *Data) Unit(r *web.Request) (*csu.Unit, error) {
	text := r.PathValue("unit")
	id, err := nhs.ParseOrgID(text)
	if err != nil {
		return nil, web.NewProblem(http.StatusBadRequest, "the unit in the path: %v", err)
	}
	u, ok := d.Index.CSU(id)
	if !ok {
		return nil, web.NotFound("there is no unit %s; see /v1/csus for slugs and ODS codes", id)
	}
	return u, nil
}

// A UnitDetail is everything known about a unit. Its note is about the unit.
type UnitDetail struct {
	AsOf         nhs.Date     `json:"as_of,omitzero"`
	KnownUntil   nhs.Date     `json:"known_until,omitzero"` // if AsOf is later
	AsOfNote     string       `json:"as_of_note,omitempty"`
	ID           nhs.OrgID    `json:"id"`
	Open         nhs.Tristate `json:"open"`
	Predecessors []Step       `json:"predecessors,omitempty"`
	Successors   []Step       `json:"successors,omitempty"`
	csu.Unit
}

func (d *Data) showCSU(r *web.Request) (any, error) {
	day, on, err := AsOf(r, d.Market.CSUs.KnownUntil)
	if err != nil {
		return nil, err
	}
	u, err := d.Unit(r)
	if err != nil {
		return nil, err
	}
	predecessors, successors := steps(d.Index.CSUHistory(), u.Slug)
	return UnitDetail{on.AsOf, on.KnownUntil, on.Note, u.Slug, d.OpenOn(u.Slug, day), predecessors, successors, *u}, nil
}

// A UnitRelative is a predecessor or successor of a unit, with the step between them.
type UnitRelative struct {
	Unit
	Effective   nhs.PartialDate        `json:"effective,omitzero"`
	How         lineage.SuccessionKind `json:"succession"`
	Predecessor nhs.OrgID              `json:"predecessor"`
	Successor   nhs.OrgID              `json:"successor"`
	StepSources []string               `json:"succession_sources,omitempty"`
	StepNote    string                 `json:"succession_note,omitempty"`
}

// A UnitLineage is a list of the relatives of a unit.
type UnitLineage struct {
	List[UnitRelative]
	ID         nhs.OrgID   `json:"id"`                   // the body that the relatives belong to
	Successors []nhs.OrgID `json:"successors,omitempty"` // who has its work on the day, certainly or possibly
}

func (d *Data) listCSUSuccessors(r *web.Request) (any, error) {
	l, day, err := d.unitLineage(r, (*lineage.History).Successions, (*lineage.History).SuccessionsFrom, successor)
	if err != nil {
		return nil, err
	}
	h := d.Index.CSUHistory()
	now, _ := h.Successors(l.ID, day)
	l.Successors = slices.DeleteFunc(now, func(id nhs.OrgID) bool {
		o, ok := h.Lookup(id)
		return ok && o.OpenOn(day) == nhs.No // closed, and nobody took over
	})
	return l, nil
}

func (d *Data) listCSUPredecessors(r *web.Request) (any, error) {
	l, _, err := d.unitLineage(r, (*lineage.History).Takeovers, (*lineage.History).SuccessionsInto, predecessor)
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (d *Data) unitLineage(r *web.Request, direct, whole walk, other func(lineage.Succession) nhs.OrgID) (*UnitLineage, nhs.Date, error) {
	day, on, err := AsOf(r, d.Market.CSUs.KnownUntil)
	if err != nil {
		return nil, day, err
	}
	of, err := d.Unit(r)
	if err != nil {
		return nil, day, err
	}
	var items []UnitRelative
	for _, s := range takeovers(r, d.Index.CSUHistory(), of.Slug, day, direct, whole, other) {
		relative := Unit{ID: other(s)}
		if u, ok := d.Index.CSU(other(s)); ok {
			relative = newUnit(u, d.OpenOn(u.Slug, day))
		}
		items = append(items, UnitRelative{relative, s.Effective, s.Kind, s.Predecessor, s.Successor, s.Sources, s.Note})
	}
	return &UnitLineage{List: *newList(on, items), ID: of.Slug}, day, nil
}

// A UnitCount is a number of units stated by sources, beside the count from the
// dates.
type UnitCount struct {
	csu.PublishedCount
	Certain  *int `json:"certain,omitempty"` // by the dates
	Possible *int `json:"possible,omitempty"`
}

func (d *Data) listCSUCounts(*web.Request) (any, error) {
	var items []UnitCount
	for _, c := range d.Market.CSUs.Counts {
		item := UnitCount{PublishedCount: c}
		if n, ok := d.Market.CSUs.CountOn(c.On, c.Basis); ok {
			item.Certain, item.Possible = &n.Certain, &n.Possible
		}
		items = append(items, item)
	}
	return newList(Dated{}, items), nil
}

func (d *Data) listServiceLines(*web.Request) (any, error) {
	return newList[service.Line](Dated{}, d.Market.ServiceLines), nil
}
