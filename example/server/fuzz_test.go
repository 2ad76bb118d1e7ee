package server

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func FuzzCheckCCG(f *testing.F) {
	for _, seed := range []string{
		api.ExampleCCG(), `{}`, `[]`, ``, `null`, `{"code":"00C","code":"00C"}`, `{"code":"00c"}`,
		`{"code":"00C","populations":[{"year":2013,"people":106079,"basis":"registered"}],"years":[{"year":"2013/14","allowance":{"amount":"2651975.00","status":"estimated"}}]}`,
		"{\"name\":\"\xff\"}", `{"name":"\ud800"}`,
	} {
		f.Add(seed)
	}
	h := newTestHandler(f)
	f.Fuzz(func(t *testing.T, body string) {
		w := do(h, http.MethodPost, "/v1/check/ccg?explain=true", body)
		if w.Code != http.StatusOK {
			wantProblem(t, w, oneOf(w.Code, http.StatusBadRequest, http.StatusUnprocessableEntity))
			return
		}
		r := read[api.Report](t, w)
		if r.Findings == nil || r.Rules == nil || r.Counts.Panicked != 0 {
			t.Errorf("report %s", w.Body)
		}
		for _, found := range r.Findings {
			if r.Rules[found.Rule].ID != found.Rule || found.Message == "" {
				t.Errorf("a finding without its rule or message: %+v", found)
			}
		}
		if len(r.Explain) == 0 || !slices.IsSortedFunc(r.Explain, func(a, b rule.Explanation) int { return a.Path.Compare(b.Path) }) {
			t.Errorf("explanation out of order: %s", w.Body)
		}
	})
}

func FuzzCrosswalk(f *testing.F) {
	for _, seed := range []string{
		api.ExampleCrosswalk, `{}`, `[]`, ``,
		`{"from":"2021-04-01","to":"2014-04-01","figures":{"13T":"100.00"},"sizes":{"00F":1,"00G":2,"00H":3}}`,
		`{"from":"2014-04-01","to":"2030-04-01","figures":{"00F":-1,"ZZZ":"0.01","01H":"9999999999999.99"}}`,
		`{"from":"2017-04-01","to":"2013-04-01","figures":{"01K":"3.00","01H":"1.00"},"sizes":{"01K":7}}`,
	} {
		f.Add(seed)
	}
	h := newTestHandler(f)
	f.Fuzz(func(t *testing.T, body string) {
		w := do(h, http.MethodPost, "/v1/crosswalk", body)
		if w.Code != http.StatusOK {
			wantProblem(t, w, oneOf(w.Code, http.StatusBadRequest, http.StatusUnprocessableEntity))
			return
		}
		var a api.CrosswalkAnswer
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("%v in %s", err, w.Body)
		}
		var placed, unplaced nhs.Money
		for _, figure := range a.Figures {
			placed = placed.Add(figure)
		}
		for _, u := range a.Unplaced {
			unplaced = unplaced.Add(u.Value)
		}
		if !placed.Equal(a.Placed) || !placed.Add(unplaced).Equal(a.Total) {
			t.Errorf("placed %s and unplaced %s of %s: %s", placed, unplaced, a.Total, w.Body)
		}
	})
}

// oneOf returns got if it is among the wanted, else the first of them.
func oneOf(got int, want ...int) int {
	if slices.Contains(want, got) {
		return got
	}
	return want[0]
}
