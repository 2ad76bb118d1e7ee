package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/api"
)

func TestFigures(t *testing.T) {
	h := newTestHandler(t)
	all := get[api.List[commissioning.Figure]](t, h, "/v1/figures")
	size := get[api.List[commissioning.Figure]](t, h, "/v1/figures?topic=market-size")
	if all.Count != len(all.Items) || size.Count == 0 || size.Count >= all.Count {
		t.Errorf("%d figures, %d on the size of the market", all.Count, size.Count)
	}
	for _, f := range size.Items {
		if f.Topic != "market-size" {
			t.Errorf("%s is on %s", f.ID, f.Topic)
		}
	}
	w := do(h, http.MethodGet, "/v1/figures?topic=weather", "")
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "market-size") {
		t.Errorf("an unknown topic answers %d: %s", w.Code, w.Body)
	}
}
