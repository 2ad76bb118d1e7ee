package pages

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

// whatIfView is the page of scenarios: a form and its result.
type whatIfView struct {
	choice
	Scenarios []whatif.Scenario
	Actions   []whatif.Action
	Chosen    *whatif.Scenario // one of history
	Document  string
	Event     map[string]string // the fields of the event to add
	Wrong     []formError
	Outcome   *outcomeView
}

// An outcomeView is the part of a scenario's changes that a page shows.
type outcomeView struct {
	whatif.Difference
	Title                  string
	Refusals, New, Gone    []findingView
	Moved                  []movedAnalysis
	Parting                []whatif.Handover
	Done                   []whatif.Change
	MoreRows, MoreExits    int
	MoreFindings, MoreDone int
}

// A movedAnalysis is an analysis that changed.
type movedAnalysis struct {
	Name, Title string
	Rows        []movedCell
}

// A movedCell is one cell that differs.
type movedCell struct {
	Row           string // on the first of its cells only
	What          string
	Before, After string
}

// noneKnown stands for a missing row, or one with nothing known.
const noneKnown = "none known"

// The most that a page shows of a difference; the rest is in the JSON.
const (
	maxMoved       = 100
	maxNewFindings = 40
	maxExits       = 60
	maxChanges     = 60
)

// actions are what an event can do.
func actions() []whatif.Action {
	return []whatif.Action{
		whatif.MergeCSUs, whatif.CloseCSU, whatif.MergeCCGs, whatif.AwardPlace,
		whatif.RemovePlace, whatif.LimitPlaces, whatif.ChangeAllowance, whatif.BringInHouse,
		whatif.ShareLine, whatif.EndAgreements, whatif.DiscloseAgreements,
	}
}

// eventFields are the fields of the form for one event, by their names in JSON.
func eventFields() []web.Parameter {
	return []web.Parameter{
		{Name: "do", OneOf: actionNames(), Description: "what happens"},
		{Name: "on", Description: "the first day on which it holds; for an end, the last day"},
		{Name: "bodies", Description: "units or groups, separated by commas"},
		{Name: "into", Description: "the body that they become part of"},
		{Name: "framework", Description: "a framework, such as lpf"},
		{Name: "lot", Description: "a lot of the framework"},
		{Name: "supplier", Description: "the supplier that gains or loses a place"},
		{Name: "places", Description: "the maximum number of suppliers on a lot"},
		{Name: "year", Description: "the financial year of an allowance"},
		{Name: "from", Description: "the year whose allowance is the base; the same year by default"},
		{Name: "change", Description: "the percentage change; -10 is a cut of 10%"},
		{Name: "line", Description: "a service line"},
		{Name: "all", OneOf: []string{"true"}, Description: "apply to every agreement"},
	}
}

func whatIfFields() []web.Parameter {
	fields := append([]web.Parameter{
		sentText, documentFile,
		{Name: "use", OneOf: []string{runDocument, addEvent}, Description: "the document as it is, or with the event"},
	}, api.WhichMarket()...)
	return append(fields, eventFields()...)
}

func actionNames() []string {
	var names []string
	for _, a := range actions() {
		names = append(names, string(a))
	}
	return names
}

func (d *data) newWhatIf(r *web.Request) whatIfView {
	v := whatIfView{choice: choiceOf(r), Scenarios: d.Scenarios, Actions: actions(), Event: map[string]string{}}
	for _, f := range eventFields() {
		v.Event[f.Name] = r.Query.Get(f.Name)
	}
	return v
}

func (v whatIfView) page(status int) page {
	p := page{
		Template: "whatif", Status: status, Data: v, Shows: noData, JSON: "/v1/scenarios",
		Title: "What if?",
		Lead:  "Change the past and see the effect: which findings are introduced or resolved, which figures differ, who needs a new supplier by when, and what cannot be known.",
	}
	if v.Outcome != nil {
		p.Shows = v.provenance(imagined)
	}
	if v.Chosen != nil {
		p.Title = "What if? " + v.Chosen.Title
		p.JSON += "/" + v.Chosen.ID
	}
	return p
}

// whatIfPage is the form, or a scenario of history and what it changes.
func (d *data) whatIfPage(r *web.Request) (page, error) {
	v := d.newWhatIf(r)
	x, err := d.Chosen(r)
	if err != nil {
		return page{}, err
	}
	if !r.Query.Has("scenario") {
		v.Document = api.ExampleWhatIf
		return v.page(http.StatusOK), nil
	}
	id := r.Query.Get("scenario")
	if v.Chosen, err = d.Scenario(id); err != nil {
		return page{}, web.BadParameter("scenario", "there is no scenario %q", web.Shorten(id))
	}
	if v.Document, err = indented(v.Chosen); err != nil {
		return page{}, err
	}
	v.Outcome = newOutcome(x, v.Chosen)
	return v.page(http.StatusOK), nil
}

// The buttons of the form.
const (
	runDocument = "document"
	addEvent    = "event"
)

// runWhatIf works out what the scenario in the form changes.
func (d *data) runWhatIf(r *web.Request) (page, error) {
	v := d.newWhatIf(r)
	v.Document = sentDocument(r)
	x, err := d.Chosen(r)
	if p, ok := errors.AsType[*web.Problem](err); ok {
		v.Wrong = append(v.Wrong, formError{"run-seed", upperFirst(p.Detail) + "."})
	} else if err != nil {
		return page{}, err
	}
	var s whatif.Scenario
	if adding := r.Query.Get("use") == addEvent; !adding || strings.TrimSpace(v.Document) != "" {
		var wrong *formError
		if s, wrong = decodeSent[whatif.Scenario](v.Document); wrong != nil {
			v.Wrong = append(v.Wrong, *wrong)
		}
	}
	if r.Query.Get("use") == addEvent && v.Wrong == nil {
		event, wrong := eventOf(v.Event)
		if wrong != nil {
			v.Wrong = append(v.Wrong, *wrong)
		} else {
			s.Events = append(s.Events, event)
			clear(v.Event)
		}
	}
	if len(s.Events) > api.MaxEvents {
		v.Wrong = append(v.Wrong, formError{"document", fmt.Sprintf("The scenario has %d events; want at most %d.", len(s.Events), api.MaxEvents)})
	}
	if v.Wrong != nil {
		return v.page(http.StatusBadRequest), nil
	}
	if r.Query.Get("use") == addEvent {
		if v.Document, err = indented(s); err != nil {
			return page{}, err
		}
	}
	v.Outcome = newOutcome(x, &s)
	return v.page(http.StatusOK), nil
}

// eventOf reads the fields of the form for one event as the JSON that they stand
// for.
func eventOf(fields map[string]string) (whatif.Event, *formError) {
	event := map[string]any{}
	for name, text := range fields {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		event[name] = text
		switch name {
		case "bodies":
			event[name] = strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' || c == ';' })
		case "places":
			if n, err := strconv.Atoi(text); err == nil {
				event[name] = n
			}
		case "all":
			event[name] = true
		}
	}
	for _, needed := range [...]string{"do", "on"} {
		if event[needed] == nil {
			return whatif.Event{}, &formError{needed, "An event needs a kind and a day."}
		}
	}
	text, err := json.Marshal(event)
	if err != nil {
		return whatif.Event{}, &formError{"do", err.Error()}
	}
	e, err := document.Decode[whatif.Event](text)
	if bad, ok := errors.AsType[*document.Error](err); ok {
		field, _, _ := strings.Cut(strings.TrimPrefix(string(bad.Path), "/"), "/")
		return e, &formError{field, fmt.Sprintf("The event, %s: %v.", words(field), bad.Err)}
	}
	return e, nil
}

// newOutcome applies a scenario to a market.
func newOutcome(x *commissioning.Index, s *whatif.Scenario) *outcomeView {
	w := whatif.WhatIf{Market: *x.Market(), Scenario: *s}
	_, diff := w.Run(rule.Options{})
	rules := map[rule.ID]rule.Meta{}
	for _, m := range catalogue.Rules() {
		rules[m.ID] = m
	}
	o := &outcomeView{Difference: diff, Title: s.Title}
	n := 0
	shown := func(findings rule.Findings) []findingView {
		some := findings[:min(len(findings), maxNewFindings)]
		o.MoreFindings += len(findings) - len(some)
		views := findingsOf(some, rules, nil)
		for i := range views {
			n++
			views[i].Number = n
		}
		return views
	}
	o.Refusals, o.New, o.Gone = shown(diff.Rejected), shown(diff.Introduced), shown(diff.Resolved)
	o.Parting = diff.Exits[:min(len(diff.Exits), maxExits)]
	o.MoreExits = len(diff.Exits) - len(o.Parting)
	o.Done = diff.Changes[:min(len(diff.Changes), maxChanges)]
	o.MoreDone = len(diff.Changes) - len(o.Done)
	left := maxMoved
	for _, a := range diff.Analyses {
		moved := movedAnalysis{Name: a.Name, Title: a.Title}
		for _, row := range a.Rows {
			if left < len(row.Cells) {
				o.MoreRows++
				continue
			}
			left -= len(row.Cells)
			gone := !slices.ContainsFunc(row.Cells, func(c whatif.CellChange) bool { return c.After.IsKnown() })
			isNew := !slices.ContainsFunc(row.Cells, func(c whatif.CellChange) bool { return c.Before.IsKnown() })
			for i, c := range row.Cells {
				column := analysis.Column{Unit: c.Unit}
				cell := movedCell{What: c.Heading, Before: column.Text(c.Before), After: column.Text(c.After)}
				if gone {
					cell.After = noneKnown
				}
				if isNew {
					cell.Before = noneKnown
				}
				if i == 0 {
					cell.Row = strings.Join(row.Row, ", ")
				}
				moved.Rows = append(moved.Rows, cell)
			}
		}
		o.Moved = append(o.Moved, moved)
	}
	return o
}
