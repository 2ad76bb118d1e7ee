package server

import (
	"net/http"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A unit is a commissioning support unit in short.
type unit struct {
	ID         nhs.OrgID       `json:"id"` // its slug
	ODSCode    nhs.OrgID       `json:"ods_code,omitempty"`
	Name       string          `json:"name"`
	Stage      csu.Stage       `json:"stage,omitempty"`
	Kind       csu.Kind        `json:"kind,omitempty"`
	Open       nhs.Answer      `json:"open"` // on the day: yes, no or unknown
	Opened     nhs.PartialDate `json:"opened,omitzero"`
	Closed     nhs.PartialDate `json:"closed,omitzero"`
	End        csu.End         `json:"end,omitempty"`
	Host       string          `json:"host,omitempty"`
	Employer   string          `json:"employer,omitempty"`
	Confidence string          `json:"confidence,omitempty"`
	Sources    []string        `json:"sources,omitempty"`
}

func newUnit(u *csu.Unit, open nhs.Answer) unit {
	return unit{
		ID: u.Slug, ODSCode: u.ODSCode, Name: u.Name, Stage: u.Stage, Kind: u.Kind, Open: open,
		Opened: u.Opened, Closed: u.Closed, End: u.End, Host: u.Host, Employer: u.Employer,
		Confidence: u.Confidence, Sources: u.Sources,
	}
}

// A unitList is the units of a day. Count is the fewest that fit the dates, and
// need not be the number of items that were surely open.
type unitList struct {
	dated
	Basis    csu.Basis `json:"basis"`
	Count    int       `json:"count"`
	Possible int       `json:"possible"` // how many more there can have been
	Items    []unit    `json:"items"`
	Next     string    `json:"next,omitempty"` // where the next items are, relative to this address
}

// Len is how many units there are, for paging.
func (l *unitList) Len() int { return len(l.Items) }

// Cut leaves a part of the units.
func (l *unitList) Cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }

// CSV returns the units as a table.
func (l unitList) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	return l.sheet(rows), err
}

func countBases() []string {
	return []string{string(csu.Operating), string(csu.NotAnnounced), string(csu.MergersAsOne), string(csu.Bodies)}
}

func (d *Data) listCSUs(r *web.Request) (any, error) {
	day, on, err := asOf(r, d.market.CSUs.KnownUntil)
	if err != nil {
		return nil, err
	}
	basis := csu.Operating
	if r.Query.Has("basis") {
		basis = csu.Basis(r.Query.Get("basis"))
	}
	listing := d.market.CSUs.List(day, basis)
	items := make([]unit, len(listing.Items))
	for i := range listing.Items {
		items[i] = newUnit(&listing.Items[i].Unit, listing.Items[i].Open)
	}
	return &unitList{dated: on, Basis: basis, Count: listing.Count, Possible: listing.Possible, Items: items}, nil
}

// openOn answers whether a unit was at work on the day, by all the register
// knows.
func (d *Data) openOn(slug nhs.OrgID, day nhs.Date) nhs.Answer {
	listing := d.market.CSUs.On(day)
	i := slices.IndexFunc(listing.Items, func(item csu.Item) bool { return item.Slug == slug })
	if i < 0 {
		return nhs.No
	}
	return listing.Items[i].Open
}

// unit returns the unit that the path names.
func (d *Data) unit(r *web.Request) (*csu.Unit, error) {
	text := r.PathValue("unit")
	id, err := nhs.ParseOrgID(text)
	if err != nil {
		return nil, web.NewProblem(http.StatusBadRequest, "the unit in the path: %v", err)
	}
	u, ok := d.index.CSU(id)
	if !ok {
		return nil, web.NotFound("there is no unit %s; see /v1/csus for slugs and ODS codes", id)
	}
	return u, nil
}

// A unitDetail is everything that is known of a unit. Its note is about the
// unit.
type unitDetail struct {
	AsOf         nhs.Date   `json:"as_of,omitzero"`
	KnownUntil   nhs.Date   `json:"known_until,omitzero"` // if AsOf is later
	AsOfNote     string     `json:"as_of_note,omitempty"`
	ID           nhs.OrgID  `json:"id"`
	Open         nhs.Answer `json:"open"`
	Predecessors []step     `json:"predecessors,omitempty"`
	Successors   []step     `json:"successors,omitempty"`
	csu.Unit
}

func (d *Data) showCSU(r *web.Request) (any, error) {
	day, on, err := asOf(r, d.market.CSUs.KnownUntil)
	if err != nil {
		return nil, err
	}
	u, err := d.unit(r)
	if err != nil {
		return nil, err
	}
	predecessors, successors := steps(d.index.CSUHistory(), u.Slug)
	return unitDetail{on.AsOf, on.KnownUntil, on.Note, u.Slug, d.openOn(u.Slug, day), predecessors, successors, *u}, nil
}

// A unitRelative is a unit that took over from another, or from which another
// took over, with the step that did it.
type unitRelative struct {
	unit
	Effective   nhs.PartialDate    `json:"effective,omitzero"`
	How         nhs.SuccessionKind `json:"succession"`
	Predecessor nhs.OrgID          `json:"predecessor"`
	Successor   nhs.OrgID          `json:"successor"`
	StepSources []string           `json:"succession_sources,omitempty"`
	StepNote    string             `json:"succession_note,omitempty"`
}

// A unitLineage is a list of the relatives of a unit.
type unitLineage struct {
	list[unitRelative]
	ID    nhs.OrgID   `json:"id"`              // whose relatives they are
	Heirs []nhs.OrgID `json:"heirs,omitempty"` // who has its work on the day, or may have
}

func (d *Data) listCSUSuccessors(r *web.Request) (any, error) {
	l, day, err := d.unitLineage(r, (*nhs.History).Successions, (*nhs.History).Descendants, successor)
	if err != nil {
		return nil, err
	}
	h := d.index.CSUHistory()
	l.Heirs = slices.DeleteFunc(h.Heirs(l.ID, day), func(id nhs.OrgID) bool {
		o, ok := h.Get(id)
		return ok && o.OpenOn(day) == nhs.No // closed, and nobody took over
	})
	return l, nil
}

func (d *Data) listCSUPredecessors(r *web.Request) (any, error) {
	l, _, err := d.unitLineage(r, (*nhs.History).Takeovers, (*nhs.History).Ancestors, predecessor)
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (d *Data) unitLineage(r *web.Request, direct, whole walk, other func(nhs.Succession) nhs.OrgID) (*unitLineage, nhs.Date, error) {
	day, on, err := asOf(r, d.market.CSUs.KnownUntil)
	if err != nil {
		return nil, day, err
	}
	of, err := d.unit(r)
	if err != nil {
		return nil, day, err
	}
	var items []unitRelative
	for _, s := range takeovers(r, d.index.CSUHistory(), of.Slug, day, direct, whole, other) {
		relative := unit{ID: other(s)}
		if u, ok := d.index.CSU(other(s)); ok {
			relative = newUnit(u, d.openOn(u.Slug, day))
		}
		items = append(items, unitRelative{relative, s.Effective, s.Kind, s.Predecessor, s.Successor, s.Sources, s.Note})
	}
	return &unitLineage{list: *newList(on, items), ID: of.Slug}, day, nil
}

// A unitCount is a number of units that sources state beside what the dates
// give.
type unitCount struct {
	csu.Count
	Fewest *int `json:"fewest,omitempty"` // by the dates
	Most   *int `json:"most,omitempty"`
}

func (d *Data) listCSUCounts(*web.Request) (any, error) {
	var items []unitCount
	for _, c := range d.market.CSUs.Counts {
		item := unitCount{Count: c}
		if fewest, most, ok := d.market.CSUs.CountOn(c.On, c.Basis); ok {
			item.Fewest, item.Most = &fewest, &most
		}
		items = append(items, item)
	}
	return newList(dated{}, items), nil
}

func (d *Data) listServiceLines(*web.Request) (any, error) {
	return newList[service.Line](dated{}, d.market.ServiceLines), nil
}
