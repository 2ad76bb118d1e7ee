package analysis

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A ChoiceResult is how many providers a clinical commissioning group could buy each
// service line from on a day, by route. Every list is national, so every open group
// had the same choice.
type ChoiceResult struct {
	// On is the day.
	On nhs.Date `json:"as_of"`
	// Groups is how many groups were open that day.
	Groups int `json:"groups"`
	// Lines are the service lines, in the order of the catalogue.
	Lines []LineChoice `json:"lines"`
	// Deserts is how many lines certainly have fewer than two eligible providers.
	Deserts int `json:"deserts"`
	// NotSure is how many lines may have fewer than two.
	NotSure int `json:"not_sure"`
	// Coverage counts the lines for which the number of providers is certain.
	Coverage Coverage `json:"coverage"`
}

// A LineChoice is the choice for one service line.
type LineChoice struct {
	// Line is the service line.
	Line service.ID `json:"line"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Nature says what kind of work it is.
	Nature service.Nature `json:"nature,omitempty"`
	// Routes are the ways to buy it.
	Routes []RouteChoice `json:"routes"`
	// Eligible is how many providers could certainly be called on, by any route with a
	// list. Each counts once.
	Eligible int `json:"eligible"`
	// Possible is how many more may have been eligible.
	Possible int `json:"possible"`
	// Desert answers whether there were fewer than two. It is unknown also where no list
	// was in use, since that limits nobody.
	Desert nhs.Tristate `json:"desert"`
}

// A RouteChoice is the choice by one route.
type RouteChoice struct {
	// Route is the route; "" if the routes of the lot are not on file.
	Route procurement.Route `json:"route,omitempty"`
	// Framework is the framework agreement, if the route uses one.
	Framework framework.ID `json:"framework,omitempty"`
	// Lot is its lot.
	Lot string `json:"lot,omitempty"`
	// Unlimited says that the route has no list: anybody may bid, so nobody is counted.
	Unlimited bool `json:"unlimited,omitempty"`
	// Eligible are the providers that could be called on.
	Eligible []nhs.OrgID `json:"eligible,omitempty"`
	// Possible are the providers that may have been eligible.
	Possible []nhs.OrgID `json:"possible,omitempty"`
}

// frameworkDay is the default day of the analyses of who buys what from whom. It is
// the first start of a financial year with the Lead Provider Framework in use.
var frameworkDay = nhs.MustDate(2015, 4, 1)

// Choice returns how many providers a group could buy each service line from on the
// day. Without a day it is 1 April 2015.
//
// It counts the holders of places on the lots of framework agreements. An open
// procedure has no list, and a service level agreement with a hosted unit needed
// none; neither is counted.
func Choice(x *commissioning.Index, d nhs.Date) ChoiceResult {
	if d.IsZero() {
		d = frameworkDay
	}
	a := newCoverageBuilder()
	c := ChoiceResult{On: d, Lines: []LineChoice{}}
	c.Groups = openOn(x, KindCCG, d).Certain
	lots := lotsOn(x, d, a)
	seen := make(map[service.ID]bool)
	for _, l := range x.Market().ServiceLines {
		if l.ID == "" || seen[l.ID] {
			a.exclude("the second entry of service line %q", l.ID)
			continue
		}
		seen[l.ID] = true
		a.cite(l.Sources...)
		line := LineChoice{Line: l.ID, Name: l.Name, Nature: l.Nature, Routes: []RouteChoice{}}
		line.count(lots)
		line.Routes = append(line.Routes, RouteChoice{Route: procurement.Open, Unlimited: true})
		switch line.Desert {
		case nhs.Yes:
			c.Deserts++
		case nhs.Unknown:
			c.NotSure++
		}
		c.Lines = append(c.Lines, line)
	}
	known := 0
	for i := range c.Lines {
		if c.Lines[i].Possible == 0 {
			known++
		}
	}
	switch {
	case len(lots) == 0:
		known = 0
		a.addMissing("No framework agreement on file was in use on %s, so no list says who could be bought from.", d)
	case known < len(c.Lines):
		a.addMissing("The suppliers that could be called on are uncertain for %s: which lots cover them, or who held a place that day, is known only in part.",
			outOf(len(c.Lines)-known, len(c.Lines), "line", "lines"))
		a.Remedies = append(a.Remedies, "the numbered service lines of each lot, and the dates of each place")
	}
	c.Coverage = a.build(known, len(c.Lines), "service lines with a known number of providers")
	return c
}

// A lotChoice says who could be called on from one lot, for any line.
type lotChoice struct {
	agreement          *framework.Agreement
	lot                *framework.Lot
	eligible, possible []nhs.OrgID
	lines              map[service.ID]bool
}

// lotsOn returns the lots from which a group could or may have called off.
func lotsOn(x *commissioning.Index, d nhs.Date, a *coverageBuilder) []lotChoice {
	var lots []lotChoice
	seen := make(map[framework.ID]bool)
	for i := range x.Market().Frameworks {
		f := &x.Market().Frameworks[i]
		if seen[f.ID] {
			a.exclude("the second entry of framework %q", f.ID)
			continue
		}
		seen[f.ID] = true
		live := f.StatusOn(d).IsLive()
		if live == nhs.No {
			continue
		}
		a.cite(f.Sources...)
		codes := make(map[string]bool)
		parts := f.Lots
		if len(parts) == 0 {
			parts = []framework.Lot{{}} // it is let as one
		}
		for j := range parts {
			l := &parts[j]
			if codes[l.Code] {
				a.exclude("the second entry of lot %q of framework %q", l.Code, f.ID)
				continue
			}
			codes[l.Code] = true
			c := lotChoice{agreement: f, lot: l, lines: make(map[service.ID]bool, len(l.Lines))}
			for _, line := range l.Lines {
				c.lines[line] = true
			}
			for _, s := range f.Candidates(framework.Query{Lot: l.Code, On: d, Buyer: procurement.CCG}, x.CSUHistory()) {
				switch s.Eligible {
				case nhs.Yes:
					c.eligible = append(c.eligible, s.Supplier)
				case nhs.Unknown:
					c.possible = append(c.possible, s.Supplier)
				}
			}
			if live == nhs.Yes || len(c.eligible)+len(c.possible) > 0 {
				lots = append(lots, c)
			}
		}
	}
	return lots
}

// count adds the routes by the lots that cover or may cover the line.
func (l *LineChoice) count(lots []lotChoice) {
	elsewhere := make(map[*framework.Agreement]bool) // a lot of it has the line
	for i := range lots {
		if lots[i].lines[l.Line] {
			elsewhere[lots[i].agreement] = true
		}
	}
	eligible, possible := make(map[nhs.OrgID]bool), make(map[nhs.OrgID]bool)
	for i := range lots {
		c := &lots[i]
		route := RouteChoice{Framework: c.agreement.ID, Lot: c.lot.Code}
		switch {
		case c.lines[l.Line]:
			route.Eligible, route.Possible = c.eligible, c.possible
		case elsewhere[c.agreement] || len(c.lot.Lines) > 0 && !c.lot.LinesPartial:
			continue
		default: // whether the lot covers the line is not on file
			route.Possible = slices.Concat(c.eligible, c.possible)
		}
		if len(route.Eligible)+len(route.Possible) == 0 {
			continue
		}
		routes := c.lot.Routes
		if len(routes) == 0 {
			routes = []procurement.Route{""}
		}
		for _, r := range routes {
			route.Route = r
			l.Routes = append(l.Routes, route)
		}
		for _, id := range route.Eligible {
			eligible[id] = true
		}
		for _, id := range route.Possible {
			possible[id] = true
		}
	}
	for id := range eligible {
		delete(possible, id)
	}
	l.Eligible, l.Possible = len(eligible), len(possible)
	switch {
	case l.Eligible >= 2:
		l.Desert = nhs.No
	case len(lots) > 0 && l.Eligible+l.Possible < 2:
		l.Desert = nhs.Yes
	}
}

// Table returns a row for each line, and one for each of its routes that has a list.
func (c ChoiceResult) Table() Table {
	t := Table{
		Title: "Providers from which a CCG could buy on " + c.On.String() + ", by service line",
		Key:   2,
		Columns: []Column{
			{Key: "line", Heading: "line"}, {Key: "route", Heading: "route"}, {Key: "nature", Heading: "nature"},
			{Key: "eligible", Heading: "eligible", Unit: unitCount}, {Key: "possible", Heading: "possibly more", Unit: unitCount},
			{Key: "desert", Heading: "fewer than two"},
		},
		Notes: []string{
			"It applies to each of the " + format.Count(c.Groups, "group", "groups") + " open that day: every list is national.",
			"An open procedure has no list, and an agreement with a hosted unit needs none; neither is counted.",
		},
	}
	for _, l := range c.Lines {
		t.Rows = append(t.Rows, append(texts(string(l.Line), "any list", string(l.Nature)),
			CellOf(l.Eligible), CellOf(l.Possible), CellOf(l.Desert.String())))
		for _, r := range l.Routes {
			if r.Unlimited {
				continue
			}
			name := string(r.Framework)
			if r.Lot != "" {
				name += " lot " + r.Lot
			}
			name += ", " + cmp.Or(string(r.Route), "route not known")
			t.Rows = append(t.Rows, append(texts(string(l.Line), name, string(l.Nature)),
				CellOf(len(r.Eligible)), CellOf(len(r.Possible)), Cell{}))
		}
	}
	t.Notes = append(t.Notes, c.Coverage.notes()...)
	return t
}

// Completeness counts the lines for which the number of providers is certain.
func (c ChoiceResult) Completeness() Coverage { return c.Coverage }
