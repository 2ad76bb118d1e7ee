package server

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
)

// No figure of a completed market leaves the server without its mark: it is in
// every response of every web.Operation that has the parameter data, in JSON and CSV.
func TestSyntheticIsMarked(t *testing.T) {
	h := newTestHandler(t)
	targets := []string{"/v1/market", "/v1/market/coverage", "/v1/ccgs/00F"}
	for _, a := range analysis.All() {
		targets = append(targets, "/v1/market/"+a.Name, "/v1/market/"+a.Name+"?seeds=2")
	}
	for _, o := range programOperations(t) {
		if !slices.ContainsFunc(o.Query, func(p web.Parameter) bool { return p.Name == "data" }) {
			continue
		}
		if !slices.Contains([]string{"/v1/market/{analysis}", "/v1/ccgs/{code}", "/v1/what-if"}, o.Path) && !slices.Contains(targets, o.Path) {
			t.Errorf("%s takes data=synthetic and is not searched here", o.Path)
		}
	}
	for _, target := range targets {
		with := "?"
		if strings.Contains(target, "?") {
			with = "&"
		}
		target += with + "data=synthetic&seed=7"
		w := do(h, http.MethodGet, target, "")
		var top struct {
			Data string `json:"data"`
			Note string `json:"note"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &top); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d, %v: %s", target, w.Code, err, w.Body)
		}
		if top.Data != api.DataSynthetic && !strings.Contains(top.Note, "made up") {
			t.Errorf("%s: nothing says that figures are made up", target)
		}
		searchMarks(t, target, w.Body.Bytes())
		if !strings.HasPrefix(target, "/v1/market/") {
			continue
		}
		w = do(h, http.MethodGet, target+"&format=csv", "")
		rows, err := csv.NewReader(w.Body).ReadAll()
		if err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s as CSV: %d, %v", target, w.Code, err)
		}
		column := slices.IndexFunc(rows[0], func(name string) bool { return name == "synthetic" || strings.HasSuffix(name, "_synthetic") })
		if column < 0 && !strings.Contains(w.Header().Get("Note"), "made up") {
			t.Errorf("%s as CSV: no column says what is made up: %v", target, rows[0])
			continue
		}
		for _, row := range rows[1:] {
			if strings.Contains(strings.Join(row, " "), "synthetic-") && (column < 0 || row[column] != "true") {
				t.Errorf("%s as CSV: %v is not marked", target, row)
			}
		}
	}
	for _, id := range []string{"fifteen-places", "anglia-at-once", "ten-per-cent-cut", "close-on-award", "cliff", "last-units"} {
		w := send(h, "/v1/what-if?data=synthetic&seed=7", `{"scenario":"`+id+`"}`)
		searchMarks(t, id, w.Body.Bytes())
	}
}

// searchMarks reports each text that names a made-up record in an object that is
// not marked, nor inside one that is.
func searchMarks(t *testing.T, name string, document []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(document, &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var search func(v any, marked bool)
	search = func(v any, marked bool) {
		switch v := v.(type) {
		case map[string]any:
			if v["synthetic"] == true || v["data"] == api.DataSynthetic {
				marked = true
			}
			if c, ok := v["coverage"].(map[string]any); ok && c["synthetic"] == true {
				marked = true
			}
			for _, inner := range v {
				search(inner, marked)
			}
		case []any:
			for _, inner := range v {
				search(inner, marked)
			}
		case string:
			if !marked && strings.HasPrefix(v, "synthetic-") {
				t.Errorf("%s: %s is not marked", name, v)
			}
		}
	}
	search(v, false)
}

// Every page of a completed market says at its head that it is one, and each table
// with a figure of it says so again.
func TestSyntheticPagesAreMarked(t *testing.T) {
	h := newTestHandler(t)
	searched := 0
	for _, p := range pageOperations(t) {
		if p.Method != http.MethodGet || !slices.ContainsFunc(p.Query, func(p web.Parameter) bool { return p.Name == "data" }) {
			continue
		}
		searched++
		path, raw, _ := strings.Cut(p.Example, "?")
		query, err := url.ParseQuery(raw)
		if err != nil {
			t.Fatal(err)
		}
		query.Set("data", api.DataSynthetic)
		w := do(h, http.MethodGet, path+"?"+query.Encode(), "", browser)
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(body, "<strong>Synthetic.</strong>") || !strings.Contains(body, "made up") {
			t.Errorf("%s: %d, without the mark: %.400s", path, w.Code, body)
		}
		query.Del("data")
		query.Del("seed")
		if body := do(h, http.MethodGet, path+"?"+query.Encode(), "", browser).Body.String(); strings.Contains(body, "<strong>Synthetic.</strong>") {
			t.Errorf("%s: the page of the real market has the mark", path)
		}
	}
	if searched < 3 {
		t.Errorf("%d pages take data=synthetic", searched)
	}
}

// The real market has no mark anywhere, or the marks would say nothing.
func TestRealIsNotMarked(t *testing.T) {
	h := newTestHandler(t)
	for _, a := range analysis.All() {
		body := do(h, http.MethodGet, "/v1/market/"+a.Name, "").Body.String()
		if strings.Contains(body, `"synthetic":true`) || !strings.Contains(body, `"data":"real"`) {
			t.Errorf("%s: the real market is marked", a.Name)
		}
		if head, _, _ := strings.Cut(do(h, http.MethodGet, "/v1/market/"+a.Name+"?format=csv", "").Body.String(), "\n"); strings.Contains(head, "synthetic") {
			t.Errorf("%s as CSV: %s", a.Name, head)
		}
	}
}

func TestIntervalsOfSeeds(t *testing.T) {
	h := newTestHandler(t)
	type shown struct {
		Data  string     `json:"data"`
		Seeds int        `json:"seeds"`
		Note  string     `json:"note"`
		Items [][]string `json:"items"`
		Table struct {
			Columns []struct {
				Key string `json:"key"`
			} `json:"columns"`
		} `json:"table"`
	}
	got := get[shown](t, h, "/v1/market/shares?data=synthetic&seeds=5&year=2013/14")
	if got.Data != api.DataSynthetic || got.Seeds != 5 || !strings.Contains(got.Note, "made up") || len(got.Items) == 0 {
		t.Errorf("%+v", got)
	}
	low := slices.IndexFunc(got.Table.Columns, func(c struct {
		Key string `json:"key"`
	}) bool {
		return strings.HasSuffix(c.Key, "_low")
	})
	if low < 0 || !slices.ContainsFunc(got.Items, func(row []string) bool { return row[low] != row[low+2] }) {
		t.Error("no figure differs between seeds")
	}
	for target, says := range map[string]string{
		"/v1/market/shares?seeds=5":                                              "data=synthetic",
		"/v1/market/shares?data=real&seeds=5":                                    "data=synthetic",
		"/v1/market/shares?data=synthetic&seeds=0":                               "1 to 50",
		"/v1/market/shares?data=synthetic&seeds=51":                              "1 to 50",
		"/v1/market/shares?data=synthetic&seeds=x":                               "1 to 50",
		"/v1/market/shares?data=synthetic&seeds=2&seed=18446744073709551615":     "want at most",
		"/v1/market/merger?data=synthetic&seeds=2&a=anglia&b=nonesuch":           "unknown supplier",
		"/v1/market/shares?data=synthetic&seeds=9999999999999999999999999999999": "1 to 50",
	} {
		if p := wantProblem(t, do(h, http.MethodGet, target, ""), http.StatusBadRequest); !strings.Contains(p.Detail, says) {
			t.Errorf("%s: %s", target, p.Detail)
		}
	}
}
