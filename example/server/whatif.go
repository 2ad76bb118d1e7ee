package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
)

func (d *Data) listScenarios(*web.Request) (any, error) { return newList(dated{}, d.scenarios), nil }

func (d *Data) showScenario(r *web.Request) (any, error) {
	return d.scenario(r.PathValue("scenario"))
}

// scenario returns the scenario of history with the ID.
func (d *Data) scenario(id string) (*commissioning.Scenario, error) {
	i := slices.IndexFunc(d.scenarios, func(s commissioning.Scenario) bool { return s.ID == id })
	if i < 0 {
		return nil, web.NotFound("there is no scenario %s; see /v1/scenarios", web.Shorten(id))
	}
	return &d.scenarios[i], nil
}

// whatIfRequest is a scenario: the document itself, or inside the member
// scenario, where the ID of one of history serves too.
type whatIfRequest struct {
	commissioning.Scenario
	Of scenarioOrID `json:"scenario,omitzero"`
}

// scenarioOrID is a scenario, or the name of one.
type scenarioOrID struct {
	id       string
	document json.RawMessage
}

func (s *scenarioOrID) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte{'"'}) {
		return json.Unmarshal(data, &s.id)
	}
	s.document = slices.Clone(data)
	return nil
}

// whatIfAnswer is what a scenario changes.
type whatIfAnswer struct {
	commissioning.Difference
	Title string `json:"title,omitempty"` // of the scenario
	madeOf
	Text string `json:"text"` // the difference in words
}

func (d *Data) whatIf(r *web.Request) (any, error) {
	asOf, err := queryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	q, err := decode[whatIfRequest](r)
	if err != nil {
		return nil, err
	}
	s := q.Scenario
	switch {
	case q.Of.document != nil:
		if s, err = commissioning.Decode[commissioning.Scenario](q.Of.document); err != nil {
			return nil, undecoded(err)
		}
	case q.Of.id != "":
		known, err := d.scenario(q.Of.id)
		if err != nil {
			return nil, badBody(http.StatusUnprocessableEntity, rule.At("scenario"), "there is no scenario %s; see /v1/scenarios", web.Shorten(q.Of.id))
		}
		s = *known
	}
	if !asOf.IsZero() {
		s.AsOf = asOf
	}
	bodies := 0
	for i := range s.Events {
		if bodies += len(s.Events[i].Bodies); bodies > maxBodies {
			return nil, badBody(http.StatusUnprocessableEntity, rule.At("events", i, "bodies"), "more than %d bodies in all events; want fewer", maxBodies)
		}
	}
	if len(s.Events) > maxEvents {
		return nil, badBody(http.StatusUnprocessableEntity, rule.At("events"), "%d events; want at most %d", len(s.Events), maxEvents)
	}
	x, err := d.chosen(r)
	if err != nil {
		return nil, err
	}
	w := commissioning.WhatIf{Market: *x.Market(), Scenario: s}
	_, diff := w.Run(rule.Options{AsOf: asOf})
	text := diff.String()
	diff.Changes, diff.Analyses, diff.Exits, diff.Unknown = nonNil(diff.Changes), nonNil(diff.Analyses), nonNil(diff.Exits), nonNil(diff.Unknown)
	diff.Refused, diff.Appeared, diff.Went = nonNil(diff.Refused), nonNil(diff.Appeared), nonNil(diff.Went)
	return whatIfAnswer{Difference: diff, Title: s.Title, madeOf: dataOf(x), Text: text}, nil
}

// orNone is the list, and an empty one for none, so that JSON has no null.
func nonNil[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}

// mostEvents bounds what a scenario sent to the server may hold: each event can
// touch every group.
const (
	maxEvents = 200
	maxBodies = 1000 // of all events
)
