package server

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
)

// TestCSVHasTheSameFacts reads every list both ways and compares what is a single
// text in both.
func TestCSVHasTheSameFacts(t *testing.T) {
	h := newTestHandler(t)
	for _, target := range []string{
		"/v1/ccgs?as_of=2013-04-01", "/v1/ccgs", "/v1/icbs", "/v1/icbs/QHM/predecessors?depth=all",
		"/v1/ccgs/00F/successors", "/v1/ccgs/00F/predecessors", "/v1/allowances", "/v1/figures", "/v1/rules", "/v1/sources",
	} {
		t.Run(target, func(t *testing.T) {
			items := get[api.List[map[string]json.RawMessage]](t, h, target).Items
			with := target + "?format=csv"
			if strings.Contains(target, "?") {
				with = target + "&format=csv"
			}
			w := do(h, http.MethodGet, with, "")
			if got := w.Header().Get("Content-Type"); got != "text/csv; charset=utf-8" {
				t.Errorf("content type %q", got)
			}
			rows, err := csv.NewReader(w.Body).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			header, rows := rows[0], rows[1:]
			if len(rows) != len(items) {
				t.Fatalf("%d rows, %d items", len(rows), len(items))
			}
			for i, item := range items {
				for name, raw := range item {
					column := slices.IndexFunc(header, func(h string) bool { return h == name || strings.HasPrefix(h, name+"_") })
					if column < 0 {
						t.Fatalf("%s is not among the columns %v", name, header)
					}
					var text string
					var texts []string
					switch {
					case json.Unmarshal(raw, &texts) == nil:
						text = strings.Join(texts, ";")
					case json.Unmarshal(raw, &text) != nil:
						continue
					}
					if rows[i][column] != web.SafeCell(text) {
						t.Errorf("row %d: %s is %q, want %q", i, name, rows[i][column], text)
					}
				}
			}
		})
	}
}

func TestAcceptCSV(t *testing.T) {
	h := newTestHandler(t)
	for accept, want := range map[string]string{
		"":                               "application/json",
		"*/*":                            "application/json",
		"text/csv":                       "text/csv; charset=utf-8",
		"text/csv;q=0.9, */*":            "application/json",
		"text/csv, */*;q=0.9":            "text/csv; charset=utf-8",
		"text/csv, */*":                  "text/csv; charset=utf-8",
		"text/*, application/json;q=0.1": "text/csv; charset=utf-8",
		"text/csv;q=0, */*;q=0.1":        "application/json",
		"nonsense":                       "application/json",
		"text/csv;q=high":                "application/json",
		"application/json, text/csv":     "application/json",
	} {
		w := do(h, http.MethodGet, "/v1/icbs", "", "Accept: "+accept)
		if got := w.Header().Get("Content-Type"); got != want {
			t.Errorf("Accept %q gives %s, want %s", accept, got, want)
		}
		if got := w.Header().Get("Vary"); got != "Accept" {
			t.Errorf("Vary is %q", got)
		}
	}
	if got := do(h, http.MethodGet, "/v1/icbs?format=json", "", "Accept: text/csv").Header().Get("Content-Type"); got != "application/json" {
		t.Errorf("format=json gives %s", got)
	}
	late := do(h, http.MethodGet, "/v1/icbs?format=csv&as_of=2030-01-01", "").Header()
	if late.Get("Known-Until") != "2026-04-01" || late.Get("Note") == "" || !strings.Contains(late.Get("Content-Disposition"), "icbs-2030-01-01.csv") {
		t.Errorf("a day beyond what is known: %v", late)
	}
}
