package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/api"
)

func TestWorkedDecisions(t *testing.T) {
	h := newTestHandler(t)
	l := get[api.List[document.Example]](t, h, "/v1/examples/decision")
	if l.Count != 3 {
		t.Errorf("%d worked decisions, want 3", l.Count)
	}
	for _, e := range l.Items {
		got := post[api.Decided](t, h, "/v1/decide", string(e.Document))
		if !got.Ranked || !got.Synthetic || got.Text == "" {
			t.Errorf("%s: ranked %t, marked as synthetic %t, paper %q", e.Name, got.Ranked, got.Synthetic, got.Text)
		}
		if !strings.Contains(strings.ToLower(got.Text), "synthetic") {
			t.Errorf("%s: the paper does not say that it is synthetic", e.Name)
		}
	}
}

func TestPaperAsText(t *testing.T) {
	h := newTestHandler(t)
	worked, ok := decision.Examples().Named("service-redesign")
	if !ok {
		t.Fatal("no worked decision of that name")
	}
	document := string(worked.Document)
	want := post[api.Decided](t, h, "/v1/decide", document).Text
	r := httptest.NewRequest(http.MethodPost, "/v1/decide?format=text", strings.NewReader(document))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || got != "text/plain; charset=utf-8" {
		t.Errorf("%d, %s", w.Code, got)
	}
	if diff := cmp.Diff(want, w.Body.String()); diff != "" {
		t.Errorf("the paper (-in JSON +as text):\n%s", diff)
	}
	if !strings.Contains(want, "5% to 9%") {
		t.Error("the estimate does not stand beside the tax")
	}
}
