package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func TestCharges(t *testing.T) {
	s := post[sla.Schedule](t, newTestHandler(t), "/v1/sla/charges", api.ExampleSLA)
	want := nhs.MustParseMoney("£954,711.00") // £9.00 a head for 106,079 people
	if s.Total == nil || !s.Total.Equal(want) {
		t.Fatalf("total %v, want %s", s.Total, want)
	}
	var months nhs.Money
	for _, m := range s.Months {
		months = months.Add(*m.Amount)
	}
	if len(s.Months) != 12 || !months.Equal(want) {
		t.Errorf("%d months sum to %s, want 12 and %s", len(s.Months), months, want)
	}
}

func TestChargesWithoutTerm(t *testing.T) {
	body := strings.Replace(api.ExampleSLA, `"starts":"2013-04-01",`, "", 1)
	w := do(newTestHandler(t), http.MethodPost, "/v1/sla/charges", body)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "first day is unknown") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestWorkedAgreements(t *testing.T) {
	h := newTestHandler(t)
	l := get[api.List[document.Example]](t, h, "/v1/examples/sla")
	if l.Count == 0 {
		t.Fatal("there are none")
	}
	for _, e := range l.Items {
		if alone := do(h, http.MethodGet, "/v1/examples/sla/"+e.Name, ""); alone.Code != http.StatusOK || !json.Valid(alone.Body.Bytes()) {
			t.Errorf("%s by itself answers %d", e.Name, alone.Code)
		}
		for path, want := range map[string]int{"/v1/check/sla": 200, "/v1/sla/performance": 200, "/v1/sla/public?as_of=2014-01-01": 200} {
			if e.Name == "slips" && strings.HasPrefix(path, "/v1/sla/public") {
				want = http.StatusUnprocessableEntity // it withholds a place that it does not have
			}
			if w := do(h, http.MethodPost, path, string(e.Document)); w.Code != want {
				t.Errorf("%s of %s answers %d, want %d: %s", path, e.Name, w.Code, want, w.Body)
			}
		}
	}
}

// What is withheld must not come out of the public view by any way.
func TestPublicViewWithholds(t *testing.T) {
	h := newTestHandler(t)
	secret := strings.Replace(api.ExampleSLA, `"lines":`, `"disclosure":{"parts":[{"path":"/lines/0/price","level":"confidential","reason":"commercial"}]},"lines":`, 1)
	other := strings.Replace(secret, `"9.00"`, `"8.75"`, 1)
	first, second := do(h, http.MethodPost, "/v1/sla/public", secret), do(h, http.MethodPost, "/v1/sla/public", other)
	if first.Code != http.StatusOK {
		t.Fatalf("status %d: %s", first.Code, first.Body)
	}
	if first.Body.String() != second.Body.String() {
		t.Errorf("the views of two agreements that differ in what is withheld differ:\n%s\n%s", first.Body, second.Body)
	}
}

// A default that is confidential hides how many lines there are, whatever is
// public by name.
func TestPublicViewHidesCounts(t *testing.T) {
	h := newTestHandler(t)
	view := func(lines string) string {
		w := do(h, http.MethodPost, "/v1/sla/public?as_of=2014-01-01", `{`+lines+`"disclosure":{"default":"confidential","reason":"commercial","parts":[
			{"path":"/lines/2/price","level":"public"},{"path":"/lines/2/price/rate","level":"confidential"}]}}`)
		return w.Body.String()
	}
	without := view("")
	// The request ID of a refusal is the only difference that there may be.
	cut := func(s string) string { before, _, _ := strings.Cut(s, `"request_id"`); return before }
	if with := view(`"lines":[{},{},{"name":"secret"}],`); cut(with) != cut(without) {
		t.Errorf("with three withheld lines the answer is\n%s\nand without\n%s", with, without)
	}
}

func TestRunIsAWholeNumber(t *testing.T) {
	h := newTestHandler(t)
	for run, want := range map[string]int{"2": 200, "7": 200, "1000": 200, "1": 400, "0": 400, "-7": 400, "1001": 400, "": 400, "seven": 400} {
		if w := do(h, http.MethodPost, "/v1/sla/performance?run="+run, api.ExampleSLA); w.Code != want {
			t.Errorf("run=%s: status %d, want %d: %s", run, w.Code, want, w.Body)
		}
	}
}

func TestFiveYearsWithoutGoals(t *testing.T) {
	body := strings.Replace(api.ExampleSLA, `"ends":"2014-03-31"`, `"ends":"2018-03-31"`, 1)
	found := post[rule.Report](t, newTestHandler(t), "/v1/check/sla", body)
	for _, f := range found.Findings {
		if f.Rule == "SLA-09" {
			return
		}
	}
	t.Errorf("SLA-09 is not among %v", found.Findings)
}
