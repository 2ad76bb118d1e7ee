package server

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/whatif"
)

func TestWhatIfPage(t *testing.T) {
	h := newTestHandler(t)
	wantPage(t, do(h, http.MethodGet, "/what-if", "", browser), 200, "A scenario from history")
	for _, l := range get[api.List[whatif.Scenario]](t, h, "/v1/scenarios").Items {
		wantPage(t, do(h, http.MethodGet, "/what-if?scenario="+l.ID, "", browser), 200, l.Title, l.Why, "What is not known", "This did not happen")
	}
	wantPage(t, do(h, http.MethodGet, "/what-if?scenario=ten-per-cent-cut", "", browser), 200, "£22.257")
	synthetic := wantPage(t, do(h, http.MethodGet, "/what-if?scenario=last-units&data=synthetic&seed=7", "", browser), 200, "Start by", `class="provenance made-up"`)
	if tables := strings.Count(synthetic, "<caption>"); tables == 0 || strings.Count(synthetic, "<caption>Synthetic: ") != tables {
		t.Errorf("%d of %d tables are marked", strings.Count(synthetic, "<caption>Synthetic: "), tables)
	}
	for _, bad := range []string{"scenario=nine", "seed=1", "data=made-up", "data=synthetic&seed=-1"} {
		if w := do(h, http.MethodGet, "/what-if?"+bad, "", browser); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

func TestWhatIfForm(t *testing.T) {
	h := newTestHandler(t)
	event := func(more ...string) url.Values {
		form := url.Values{"use": {"event"}, "do": {"merge-csus"}, "on": {"2013-11-01"}, "bodies": {"anglia"}, "into": {"north-east-london"}, "lot": {""}}
		for i := 0; i+1 < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	posted := wantPage(t, submit(h, "/what-if", url.Values{"document": {api.ExampleWhatIf}, "data": {api.DataReal}, "seed": {""}}), 200, "What the events do", "anglia")
	added := wantPage(t, submit(h, "/what-if", event()), 200, "What the events do", `"do": "merge-csus"`)
	for _, page := range []string{posted, added} {
		if strings.Contains(page, "Nothing is changed") {
			t.Error("nothing is changed")
		}
	}
	wantPage(t, submit(h, "/what-if", event("document", api.ExampleWhatIf, "do", "limit-places", "framework", "lpf", "lot", "1", "places", "15")), 200, `"places": 15`, `"merge-csus"`)
	for name, test := range map[string]struct {
		form url.Values
		says []string
	}{
		"empty":     {url.Values{"document": {""}}, []string{`href="#document"`}},
		"malformed": {url.Values{"document": {`{"events":[{"on":"2014-13-01"}]}`}}, []string{`href="#document"`, "/events/0/on"}},
		"no day":    {event("on", ""), []string{`href="#on"`}},
		"bad day":   {event("on", "someday"), []string{`href="#on"`}},
		"places":    {event("places", "many"), []string{`href="#places"`}},
		"seed":      {url.Values{"document": {"{}"}, "seed": {"3"}}, []string{`href="#run-seed"`, "data=synthetic"}},
		"too many":  {url.Values{"document": {`{"events":[` + strings.Repeat(`{},`, api.MaxEvents) + `{}]}`}}, []string{"200"}},
	} {
		t.Run(name, func(t *testing.T) { wantPage(t, submit(h, "/what-if", test.form), 400, test.says...) })
	}
	wantPage(t, submit(h, "/what-if", url.Values{"document": {`{"title":"<script>alert(1)</script>","events":[{"on":"2014-05-01","do":"close-csu","bodies":["anglia"]}]}`}}), 200, "What could not happen")
}

func TestMarketPages(t *testing.T) {
	h := newTestHandler(t)
	for _, query := range []string{"", "?data=synthetic", "?data=synthetic&seed=7"} {
		text := wantPage(t, do(h, http.MethodGet, "/market"+query, "", browser), 200, "Questions about the market")
		for _, a := range analysis.All() {
			if !strings.Contains(text, a.Question) {
				t.Errorf("%s is not asked", a.Name)
			}
			w := do(h, http.MethodGet, "/market/"+a.Name+query, "", browser)
			page := wantPage(t, w, 200, a.Title, "What the answer is based on")
			if synthetic := strings.Contains(page, `<strong>Synthetic.</strong>`); synthetic != (query != "") {
				t.Errorf("%s%s: marked as synthetic is %t", a.Name, query, synthetic)
			}
		}
	}
	for _, bad := range []string{"/market/size?as_of=2015-04-01", "/market/mix?year=2013/14", "/market/size?year=next", "/market/merger?a=anglia", "/market/size?offset=-1"} {
		if w := do(h, http.MethodGet, bad, "", browser); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	if w := do(h, http.MethodGet, "/market/nonesuch", "", browser); w.Code != 404 {
		t.Errorf("no such analysis: %d", w.Code)
	}
	first := wantPage(t, do(h, http.MethodGet, "/market/per-head?data=synthetic", "", browser), 200, "More rows", "Synthetic: ")
	second := wantPage(t, do(h, http.MethodGet, "/market/per-head?data=synthetic&offset=60", "", browser), 200, "Earlier rows")
	if first == second {
		t.Error("two parts of a table are the same")
	}
}

// TestSyntheticCSV wants every row of a table with figures that were made up to
// say so.
func TestSyntheticCSV(t *testing.T) {
	h := newTestHandler(t)
	for query, want := range map[string]bool{"": false, "&data=synthetic": true} {
		rows, err := csv.NewReader(do(h, http.MethodGet, "/v1/market/per-head?format=csv"+query, "").Body).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatal(len(rows), err)
		}
		last := len(rows[0]) - 1
		if (rows[0][last] == "synthetic") != want {
			t.Errorf("%q: the last column is %s", query, rows[0][last])
		}
		for _, row := range rows[1:] {
			if (row[last] == "true") != want {
				t.Errorf("%q: a row ends in %q", query, row[last])
			}
		}
	}
}
