package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
)

func TestSchemas(t *testing.T) {
	h := newTestHandler(t)
	names := []string{}
	for name := range api.Documents() {
		names = append(names, name)
	}
	for name := range api.Answers() {
		names = append(names, name)
	}
	for _, name := range names {
		w := do(h, http.MethodGet, "/schemas/"+name+".json", "")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/schema+json" || !strings.Contains(w.Body.String(), `"title": "`+name+`"`) {
			t.Errorf("%s: %d, %s, %.100s", name, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	for _, path := range []string{"/schemas/x.json", "/schemas/doc.go", "/schemas/sla", "/schemas/%2e%2e"} {
		if w := do(h, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}
