package schemagen

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/server"
	"github.com/opencommissioning/commissioning/sla"
)

// TestAnswers holds what the demo answers to the schemas, and lets no member
// through that they do not name.
func TestAnswers(t *testing.T) {
	demo, err := server.New(server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Resolved{}
	for name := range api.Answers() {
		schemas[name] = read(t, name, true)
	}
	answered := map[string]int{}
	ask := func(schema, method, target, contentType, body string) {
		t.Helper()
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		demo.ServeHTTP(w, r)
		if w.Code >= http.StatusBadRequest {
			schema = "problem"
		}
		answered[schema]++
		if err := accepts(schemas[schema], w.Body.Bytes()); err != nil {
			t.Errorf("%s %s answers %d, which is not a %s: %v\n%.2000s", method, target, w.Code, schema, err, w.Body)
		}
	}
	post := func(schema, target, body string) {
		t.Helper()
		ask(schema, http.MethodPost, target, "application/json", body)
	}

	for _, e := range sla.Examples() {
		post("charges", "/v1/sla/charges", string(e.Document))
		post("performance", "/v1/sla/performance", string(e.Document))
		post("public-view", "/v1/sla/public?as_of=2014-06-30", string(e.Document))
		post("report", "/v1/check/sla?explain=true", string(e.Document))
	}
	for _, e := range decision.Examples() {
		post("decision-result", "/v1/decide", string(e.Document))
		post("report", "/v1/check/decision", string(e.Document))
	}
	for _, s := range samples(t) {
		text := string(s.text)
		switch {
		case strings.Contains(s.from, "../sla/"):
			post("charges", "/v1/sla/charges", text)
			post("performance", "/v1/sla/performance", text)
			post("public-view", "/v1/sla/public?as_of=2014-06-30", text)
			post("report", "/v1/check/sla", text)
		case strings.Contains(s.from, "decision/"):
			post("decision-result", "/v1/decide", text)
		case strings.HasSuffix(s.from, ", competition"):
			post("evaluation", "/v1/evaluate", text)
		case strings.HasPrefix(s.from, "scenario "):
			post("what-if-result", "/v1/what-if", text)
		case strings.HasSuffix(s.from, ", procurement"):
			post("report", "/v1/check/procurement", text)
		}
	}
	scenarios, err := england.Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		post("what-if-result", "/v1/what-if?data=synthetic&seed=3", `{"scenario":"`+s.ID+`"}`)
	}
	post("what-if-result", "/v1/what-if", `{"events":[{"on":"2014-05-01","do":"close-csu","bodies":["anglia"]},{"do":"close"}]}`)
	for _, body := range []string{
		`{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"50.00","ZZZ":"2.00"}}`,
		`{"from":"2017-03-31","to":"2030-04-01","figures":{"01H":"522784.00"}}`,
		`{"from":"2021-04-01","to":"2014-04-01","figures":{}}`,
	} {
		post("crosswalk-result", "/v1/crosswalk", body)
	}
	for _, query := range []string{
		"route=open&start=2015-03-02", "route=further-competition&start=2015-03-02&value=200000",
		"route=open&needed_by=2016-04-01&value=5000000&vat=included&authority=central", "route=open&start=2025-03-03",
	} {
		ask("timetable", http.MethodGet, "/v1/procurement/timetable?"+query, "", "")
	}
	const heading = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\n"
	for _, body := range []string{
		heading,
		heading + "Department of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,31900001,\"125,000.50\"\n",
		heading + "Department of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,X,SOME CSU,1,30000\n,,,,,,,\n,,99/99/2015,,,A,2,x\nTotal,,,,,,,30000\n",
	} {
		ask("spend-result", http.MethodPost, "/v1/spend?name=april-2015.csv", "text/csv", body)
	}
	for _, body := range []string{`{`, `{"id":1}`, `{"colour":"red"}`, ``} {
		post("problem", "/v1/check/sla", body)
	}
	ask("problem", http.MethodGet, "/v1/ccgs?as_of=today", "", "")

	for name := range api.Answers() {
		if strings.HasPrefix(name, "analysis-") {
			continue // see TestAnalyses
		}
		if answered[name] < 3 {
			t.Errorf("%d answers are held to the schema %s", answered[name], name)
		}
	}
	t.Logf("answers by schema: %v", answered)
}

// TestAnalyses holds the answers of every analysis to their schemas, on the real
// market and on one that was completed.
func TestAnalyses(t *testing.T) {
	real, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	completed, err := synthetic.Market(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range analysis.All() {
		schema := read(t, "analysis-"+a.Name, true)
		for _, m := range []*commissioning.Market{real, completed, {}} {
			answer, err := a.Run(commissioning.NewIndex(m), analysis.Query{})
			if err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			text, err := json.Marshal(answer)
			if err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			if err := accepts(schema, text); err != nil {
				t.Errorf("%s: %v\n%.1500s", a.Name, err, text)
			}
		}
	}
}
