package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/whatif"
)

func TestScenarios(t *testing.T) {
	h := newTestHandler(t)
	w := do(h, http.MethodGet, "/v1/scenarios", "")
	var l struct {
		Count int               `json:"count"`
		Items []whatif.Scenario `json:"items"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || l.Count != len(l.Items) || l.Count < 6 {
		t.Fatalf("%d scenarios: %v", l.Count, err)
	}
	for _, s := range l.Items {
		document, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		named := send(h, "/v1/what-if", `{"scenario":"`+s.ID+`"}`)
		for form, body := range map[string]string{"bare": string(document), "inside": `{"scenario":` + string(document) + `}`} {
			w := send(h, "/v1/what-if", body)
			if w.Code != http.StatusOK || w.Body.String() != named.Body.String() {
				t.Errorf("%s, %s: %d, not the answer to its ID", s.ID, form, w.Code)
			}
		}
		if w := do(h, http.MethodGet, "/v1/scenarios/"+s.ID, ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d", s.ID, w.Code)
		}
	}
}

func send(h http.Handler, target, body string) *httptest.ResponseRecorder {
	return do(h, http.MethodPost, target, body, "Content-Type: application/json")
}

func TestWhatIf(t *testing.T) {
	h := newTestHandler(t)
	ask := func(target, body string) (a api.WhatIfAnswer) {
		t.Helper()
		w := send(h, target, body)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", target, w.Code, w.Body)
		}
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := ask("/v1/what-if", `{"events":[]}`); !a.IsEmpty() || a.Text != "Nothing changed.\n" || a.Synthetic || a.Data != "real" {
		t.Errorf("no events: %+v", a)
	}
	cut := ask("/v1/what-if", `{"scenario":"ten-per-cent-cut"}`)
	if !strings.Contains(cut.Text, "£22.257") {
		t.Errorf("a tenth off: %s", cut.Text)
	}
	made := ask("/v1/what-if?data=synthetic&seed=7", `{"scenario":"cliff"}`)
	if !made.Synthetic || made.Data != "synthetic" || made.Seed == nil || *made.Seed != 7 || !strings.HasPrefix(made.Text, "Synthetic: ") || len(made.Changes) == 0 {
		t.Errorf("synthetic: %t %s %v, %d changes", made.Synthetic, made.Data, made.Seed, len(made.Changes))
	}
	if nought := ask("/v1/what-if?data=synthetic&seed=0", `{"scenario":"cliff"}`); nought.Seed == nil || *nought.Seed != 0 {
		t.Errorf("seed 0 is said as %v", nought.Seed)
	}
	wrong := ask("/v1/what-if", `{"events":[{"on":"2014-05-01","do":"close-csu","bodies":["anglia"]}]}`)
	if len(wrong.Rejected) != 1 || wrong.Rejected[0].Path != "/events/0/bodies/0" {
		t.Errorf("refused: %v", wrong.Rejected)
	}

	for _, bad := range []struct {
		target, body string
		status       int
		says         string
	}{
		{"/v1/what-if", `[]`, http.StatusBadRequest, "object"},
		{"/v1/what-if", `{"scenario":"nine"}`, http.StatusUnprocessableEntity, "/v1/scenarios"},
		{"/v1/what-if", `{"scenario":{"events":[{"on":"2014-13-01"}]}}`, http.StatusBadRequest, "/events/0/on"},
		{"/v1/what-if", `{"events":[{"onn":"2014-01-01"}]}`, http.StatusBadRequest, "onn"},
		{"/v1/what-if?data=made-up", `{"events":[]}`, http.StatusBadRequest, "real or synthetic"},
		{"/v1/what-if?seed=1", `{"events":[]}`, http.StatusBadRequest, "data=synthetic"},
		{"/v1/what-if?data=synthetic&seed=-1", `{"events":[]}`, http.StatusBadRequest, "whole number"},
		{"/v1/what-if", `{"events":[` + strings.Repeat(`{},`, api.MaxEvents) + `{}]}`, http.StatusUnprocessableEntity, "200"},
	} {
		if p := wantProblem(t, send(h, bad.target, bad.body), bad.status); !strings.Contains(p.Detail, bad.says) {
			t.Errorf("%s %.60s: %s", bad.target, bad.body, p.Detail)
		}
	}
}
