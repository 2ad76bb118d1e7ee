package server

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/decision"
)

func TestWorkedDecisions(t *testing.T) {
	h := newTestHandler(t)
	l := get[list[decision.Worked]](t, h, "/v1/examples/decision")
	if l.Count != 3 {
		t.Errorf("%d worked decisions, want 3", l.Count)
	}
	for _, e := range l.Items {
		got := post[decided](t, h, "/v1/decide", string(e.Document))
		if !got.Ranked || !got.Synthetic || got.Text == "" {
			t.Errorf("%s: ranked %t, marked as synthetic %t, paper %q", e.Name, got.Ranked, got.Synthetic, got.Text)
		}
		if !strings.Contains(strings.ToLower(got.Text), "synthetic") {
			t.Errorf("%s: the paper does not say that it is synthetic", e.Name)
		}
	}
}
