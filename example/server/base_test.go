package server

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
)

// rootLink is where a link or a form of a page leads below the root of the host.
var rootLink = regexp.MustCompile(`\s(?:href|src|action)="(/(?:[^/"][^"]*)?)"`)

// TestBase wants every link of pages that are mounted below a path to hold there.
func TestBase(t *testing.T) {
	h := newTestServer(t, Options{Base: "/a/demo"}).handler()
	links := 0
	for _, e := range allOperations(t) {
		if !e.Page || e.Method != http.MethodGet {
			continue
		}
		w := do(h, http.MethodGet, "/a/demo"+e.Example, "", "Accept: text/html")
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d", e.Example, w.Code)
		}
		for _, match := range rootLink.FindAllStringSubmatch(w.Body.String(), -1) {
			links++
			if to := html.UnescapeString(match[1]); !strings.HasPrefix(to, "/a/demo/") {
				t.Errorf("on %s a link to %s", e.Example, to)
			}
		}
	}
	if links == 0 {
		t.Error("there are no links")
	}
	if w := do(h, http.MethodGet, "/v1/ccgs", ""); w.Code != http.StatusNotFound {
		t.Errorf("outside of the base: %d", w.Code)
	}
	if next := get[api.List[api.Body]](t, h, "/a/demo/v1/ccgs?as_of=2013-04-01&limit=1").Next; !strings.HasPrefix(next, "?") {
		t.Errorf("the next part is at %s", next)
	}
	for _, base := range []string{"/", "demo", "/demo/", "//demo", "/a/../b"} {
		if _, err := New(Options{Base: base}); err == nil {
			t.Errorf("the base %q is taken", base)
		}
	}
}
