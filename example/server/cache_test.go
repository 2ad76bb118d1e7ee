package server

import (
	"net/http"
	"testing"
	"time"

	"github.com/opencommissioning/commissioning/england"
)

// TestKept wants what was worked out once to be there again, even when every slot
// is taken, and in the form that is asked for.
func TestKept(t *testing.T) {
	const target = "/market?data=synthetic&seed=3"
	s := newTestServer(t, Options{MaxHeavy: 1, Queue: 100 * time.Millisecond})
	h := s.handler()
	ask := func(target string, header ...string) (int, string) {
		w := do(h, http.MethodGet, target, "", header...)
		return w.Code, w.Body.String()
	}
	_, first := ask(target, browser)
	_, table := ask("/v1/market/coverage?format=csv")
	_, document := ask("/v1/market/coverage", "Accept: application/json")
	occupy(t, s.Heavy)
	for name, test := range map[string]struct {
		target, header string
		status         int
		body           string
	}{
		"again":               {target, browser, 200, first},
		"of this version":     {target + "&version=" + england.Version, browser, 200, first},
		"table":               {"/v1/market/coverage?format=csv", browser, 200, table},
		"document":            {"/v1/market/coverage", "Accept: application/json", 200, document},
		"not acceptable":      {target, "Accept: image/webp", 406, ""},
		"another form":        {"/v1/market/coverage", "Accept: text/csv", 503, ""},
		"of another version":  {target + "&version=2020.1.0", browser, 503, ""},
		"another page":        {"/market", browser, 503, ""},
		"refused as ever":     {target + "&colour=red", browser, 400, ""},
		"another site's page": {target, "Sec-Fetch-Site: cross-site", 200, first},
	} {
		code, body := ask(test.target, test.header)
		if code != test.status || test.body != "" && body != test.body {
			t.Errorf("%s: status %d, want %d; the same body: %t", name, code, test.status, body == test.body)
		}
	}
}
