package pages

import (
	"cmp"
	"html/template"
	"slices"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// buyers are the classes of body to ask for.
func buyers() []string {
	var all []string
	for _, b := range []procurement.BuyerClass{
		procurement.CCG, procurement.ICB, procurement.NHSEngland, procurement.HostedBody, procurement.NHSTrust,
		procurement.FoundationTrust, procurement.LocalAuthority, procurement.PCT,
	} {
		all = append(all, string(b))
	}
	return all
}

type frameworksView struct {
	Day  nhs.Date
	List []frameworkRow
}

// A frameworkRow is a framework in a table.
type frameworkRow struct {
	*framework.Agreement
	Status  framework.StatusRange
	Won     int // places
	Refused int // bids
}

func (d *data) frameworksPage(r *web.Request) (page, error) {
	day, on, err := d.frameworkDay(r)
	if err != nil {
		return page{}, err
	}
	v := frameworksView{Day: day}
	for i := range d.Market.Frameworks {
		a := &d.Market.Frameworks[i]
		row := frameworkRow{Agreement: a, Status: a.StatusOn(day)}
		for _, award := range a.Awards {
			if award.Outcome == framework.Awarded {
				row.Won++
			} else {
				row.Refused++
			}
		}
		v.List = append(v.List, row)
	}
	return page{
		Template: "frameworks", On: on, Data: v, JSON: "/v1/frameworks?as_of=" + day.String(), CSV: "/v1/frameworks?as_of=" + day.String() + "&format=csv",
		Title: "Framework agreements",
		Lead:  "A framework is a list of suppliers, chosen once in a full competition. Its users buy from the list, which takes months less than their own tender.",
	}, nil
}

// frameworkDay returns the day that a page of frameworks is for. The default is the
// day after the Lead Provider Framework had certainly opened.
func (d *data) frameworkDay(r *web.Request) (nhs.Date, api.Dated, error) {
	if a, ok := d.Index.Framework(framework.LPF); ok && !r.Query.Has("as_of") && !a.Dates.Live.IsZero() {
		day := a.Dates.Live.Latest().AddDays(1)
		return day, api.Dated{AsOf: day}, nil
	}
	return d.pageDay(r, d.FrameworksKnownUntil())
}

type frameworkView struct {
	*framework.Agreement
	Day         nhs.Date
	Status      framework.StatusRange
	Milestones  []milestone
	Lots        []lotRow
	Buyer       string
	Buyers      []string
	Eligible    []eligibility
	Calls       []callRow
	Planner     planner
	ListSources []england.Source
}

// A milestone is a date in the making of a framework.
type milestone struct {
	Name string
	On   nhs.PartialDate
}

// A lotRow is a lot with the result of the competition for it.
type lotRow struct {
	framework.Lot
	LineNames    []string
	Won, Refused []awardRow
}

// An awardRow is one bid and its result.
type awardRow struct {
	Supplier  textPart
	Kind      service.SupplierKind
	Partners  []string // members and partners
	Award     framework.Award
	HeldOnDay nhs.Tristate
}

// HowSure is for the pages.
func (a awardRow) HowSure() string { return howSure(a.Award.Confidence) }

// A callRow is a call-off in a table.
type callRow struct {
	framework.CallOff
	Who textPart
}

// A planner is the form for a timetable and its result.
type planner struct {
	Start, NeededBy nhs.Date
	Value           string
	VAT             string
	Plans           []procurement.Plan
	Chart           template.HTML
}

func (d *data) frameworkPage(r *web.Request) (page, error) {
	day, on, err := d.frameworkDay(r)
	if err != nil {
		return page{}, err
	}
	a, err := d.Framework(r)
	if err != nil {
		return page{}, err
	}
	v := frameworkView{
		Agreement: a, Day: day, Status: a.StatusOn(day), Buyers: buyers(),
		Buyer: cmp.Or(r.Query.Get("buyer"), string(procurement.CCG)),
	}
	v.Eligible = d.eligibleOn(a, day, procurement.BuyerClass(v.Buyer))
	if v.Planner, err = newPlanner(r); err != nil {
		return page{}, err
	}
	for _, m := range []milestone{
		{"prior notice", a.Dates.PriorNotice}, {"notice", a.Dates.Notice}, {"bidders selected", a.Dates.Selection}, {"tenders", a.Dates.Tender},
		{"award", a.Dates.Award}, {"open to buyers", a.Dates.Live}, {"last seen open", a.Dates.SeenLive}, {"expiry", a.Dates.Expiry}, {"extended to", a.Dates.ExtendedTo},
	} {
		if !m.On.IsZero() {
			v.Milestones = append(v.Milestones, m)
		}
	}
	cited := slices.Clone(a.Sources)
	lots := a.Lots
	if slices.ContainsFunc(a.Awards, func(w framework.Award) bool { return w.Lot == "" }) {
		lots = append(slices.Clip(lots), framework.Lot{})
	}
	for _, lot := range lots {
		row := lotRow{Lot: lot}
		for _, line := range lot.Lines {
			row.LineNames = append(row.LineNames, d.lineName(line))
		}
		for _, award := range a.Awards {
			if award.Lot != lot.Code {
				continue
			}
			w := awardRow{Supplier: d.supplierLink(a, award.Supplier, ""), Award: award}
			if s, ok := a.Supplier(award.Supplier); ok {
				w.Kind = s.Kind
				for _, m := range slices.Concat(s.Members, s.Partners) {
					w.Partners = append(w.Partners, d.supplierLink(a, m.ID, m.Name).Text)
				}
			}
			w.HeldOnDay, _ = a.Holds(lot.Code, award.Supplier, day, d.Index.CSUHistory())
			if award.Outcome == framework.Awarded {
				row.Won = append(row.Won, w)
			} else {
				row.Refused = append(row.Refused, w)
			}
			cited = append(cited, award.Sources...)
		}
		cited = append(cited, lot.Sources...)
		v.Lots = append(v.Lots, row)
	}
	for _, c := range a.CallOffs {
		v.Calls = append(v.Calls, callRow{c, d.supplierLink(a, c.Supplier, "")})
		cited = append(cited, c.Sources...)
	}
	v.ListSources = d.cited(cited)
	p := page{Template: "framework", On: on, Data: v, Title: a.Name, JSON: "/v1/frameworks/" + string(a.ID) + "?as_of=" + day.String(), CSV: "/data/framework_awards.csv"}
	if a.ID == framework.LPF {
		p.Lead = "The 2015 list that decided which units could keep selling, and let firms compete with them."
	}
	return p, nil
}

// newPlanner plans both routes, for work that starts on the day asked for.
func newPlanner(r *web.Request) (planner, error) {
	q, err := api.Planned(r)
	if err != nil {
		return planner{}, err
	}
	if q.Start.IsZero() && q.NeededBy.IsZero() {
		q.Start = nhs.MustDate(2015, 4, 1)
	}
	p := planner{Start: q.Start, NeededBy: q.NeededBy, Value: r.Query.Get("value"), VAT: r.Query.Get("vat")}
	c := chart.Gantt{ID: "gantt", Title: "How long it takes to buy by either route"}
	for _, by := range []procurement.Route{procurement.FurtherCompetition, procurement.Open} {
		plan, err := api.PlanRoute(q, by)
		if err != nil {
			return planner{}, err
		}
		p.Plans = append(p.Plans, plan)
		group := chart.Group{Name: routeName(by)}
		from := plan.Start
		for _, s := range plan.Stages {
			group.Stages = append(group.Stages, chart.Stage{Name: s.Name, From: from, Sooner: s.Earliest, Late: s.Latest})
			from = s.Earliest
		}
		c.Groups = append(c.Groups, group)
		c.Desc += routeName(by) + ": from " + longDay(plan.Start) + " to " + longDay(plan.Earliest) + " at the earliest, and " + longDay(plan.Latest) + " at the latest. "
	}
	if !q.NeededBy.IsZero() {
		c.Marks = append(c.Marks, chart.Day{On: q.NeededBy, Name: "needed by"})
	}
	p.Chart = c.SVG()
	return p, nil
}

// routeName is a route as people call it.
func routeName(r procurement.Route) string {
	switch r {
	case procurement.FurtherCompetition:
		return "Through the framework, by further competition"
	case procurement.Open:
		return "By its own full tender"
	}
	return words(r)
}
