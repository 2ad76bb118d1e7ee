package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
	s.slots <- struct{}{}
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

// TestKeptIsBounded wants the oldest answers to go, and the room they took to be
// free again.
func TestKeptIsBounded(t *testing.T) {
	var k cache
	body := make([]byte, maxCacheBytes/8-len("000"))
	for i := range 1000 {
		k.put(fmt.Sprintf("%03d", i), response{body: body})
		k.put(fmt.Sprintf("%03d", i), response{body: body})
	}
	if diff := cmp.Diff([]string{"992", "993", "994", "995", "996", "997", "998", "999"}, k.order); diff != "" || len(k.answers) != 8 || k.size != maxCacheBytes {
		t.Errorf("%d answers of %d bytes (-want +got):\n%s", len(k.answers), k.size, diff)
	}
	k.put("large", response{body: make([]byte, maxCacheBytes/4+1)})
	k.put(strings.Repeat("k", maxCacheBytes/4), response{body: []byte("b")})
	if len(k.order) != 8 {
		t.Error("one answer may take more than a quarter of the room")
	}
	if _, ok := k.get("999"); !ok {
		t.Error("the last answer is gone")
	}
}
