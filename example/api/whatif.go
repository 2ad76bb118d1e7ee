package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

func (d *Data) listScenarios(*web.Request) (any, error) { return newList(Dated{}, d.Scenarios), nil }

func (d *Data) showScenario(r *web.Request) (any, error) {
	return d.Scenario(r.PathValue("scenario"))
}

// Scenario returns the scenario from history with the ID.
func (d *Data) Scenario(id string) (*whatif.Scenario, error) {
	i := slices.IndexFunc(d.Scenarios, func(s whatif.Scenario) bool { return s.ID == id })
	if i < 0 {
		return nil, web.NotFound("there is no scenario %s; see /v1/scenarios", web.Shorten(id))
	}
	return &d.Scenarios[i], nil
}

// WhatIfRequest is a scenario: the document itself, or the member scenario with the
// document or the ID of one from history, and then nothing else of a scenario but as_of
// and year, which replace its own. The market is that of the query, or the member market.
type WhatIfRequest struct {
	whatif.Scenario
	Of     scenarioOrID          `json:"scenario,omitzero"`
	Market *commissioning.Market `json:"market,omitempty"`
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

// override gives the scenario the day and the year beside it. Whatever else of a scenario
// stands there would be lost, and is refused.
func (q *WhatIfRequest) override(s *whatif.Scenario) error {
	s.AsOf, s.Year = cmp.Or(q.AsOf, s.AsOf), cmp.Or(q.Year, s.Year)
	for field, is := range map[string]bool{
		"events": q.Events != nil, "id": q.ID != "", "title": q.Title != "", "why": q.Why != "", "sources": q.Sources != nil, "note": q.Note != "",
	} {
		if is {
			return badBody(http.StatusUnprocessableEntity, rule.PointerOf(field), "a scenario is beside it; put %s into the scenario", field)
		}
	}
	return nil
}

// WhatIfAnswer is what a scenario changes.
type WhatIfAnswer struct {
	whatif.Difference
	Title string `json:"title,omitempty"` // of the scenario
	MadeOf
	Text string `json:"text"` // the difference in words
}

func (d *Data) whatIf(r *web.Request) (any, error) {
	asOf, err := QueryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	q, err := Decode[WhatIfRequest](r)
	if err != nil {
		return nil, err
	}
	s := q.Scenario
	switch {
	case q.Of.document != nil:
		if s, err = document.Decode[whatif.Scenario](q.Of.document); err != nil {
			return nil, undecoded(err)
		}
	case q.Of.id != "":
		known, err := d.Scenario(q.Of.id)
		if err != nil {
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("scenario"), "there is no scenario %s; see /v1/scenarios", web.Shorten(q.Of.id))
		}
		s = *known
	}
	if q.Of.document != nil || q.Of.id != "" {
		if err := q.override(&s); err != nil {
			return nil, err
		}
	}
	if !asOf.IsZero() {
		s.AsOf = asOf
	}
	bodies := 0
	for i := range s.Events {
		if bodies += len(s.Events[i].Bodies); bodies > maxBodies {
			return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("events", i, "bodies"), "more than %d bodies in all events; want at most that many", maxBodies)
		}
	}
	if len(s.Events) > MaxEvents {
		return nil, badBody(http.StatusUnprocessableEntity, rule.PointerOf("events"), "%d events; want at most %d", len(s.Events), MaxEvents)
	}
	x, err := d.Chosen(r)
	if err != nil {
		return nil, err
	}
	market, made := x.Market(), dataOf(x)
	if q.Market != nil {
		for _, name := range [...]string{"data", "seed"} {
			if r.Query.Has(name) {
				return nil, web.BadParameter(name, "the market is in the body; leave the parameter out")
			}
		}
		market, made = q.Market, ownOf(q.Market)
	}
	w := whatif.WhatIf{Market: *market, Scenario: s}
	_, diff := w.Run(rule.Options{AsOf: asOf})
	text := diff.String()
	return WhatIfAnswer{Difference: diff, Title: s.Title, MadeOf: made, Text: text}, nil
}

// MaxEvents bounds what a scenario sent to the server may hold: each event can
// touch every group.
const (
	MaxEvents = 200
	maxBodies = 1000 // of all events
)
