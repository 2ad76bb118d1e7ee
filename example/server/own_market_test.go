package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
)

// A market that is sent is answered for as the real one is, and says whose it is.
func TestOwnMarket(t *testing.T) {
	h := newTestHandler(t)
	own := api.ExampleOwnMarket
	for name, c := range map[string]struct {
		target, body string
		status       int
		want         []string
	}{
		"dependency":           {"/v1/market/dependency?year=2013/14", own, 200, []string{`"data":"own"`, `"250010.00"`, `"over_threshold":"yes"`}},
		"another year":         {"/v1/market/dependency?year=2014/15", own, 200, []string{`"data":"own"`, `"known":0`}},
		"shares":               {"/v1/market/shares", own, 200, []string{`"hhi":"10000.00"`}},
		"a day":                {"/v1/market/mix?as_of=2015-04-01", own, 200, []string{`"as_of":"2015-04-01"`}},
		"an empty market":      {"/v1/market/size", `{}`, 200, []string{`"data":"own"`, `"items":[]`}},
		"of two":               {"/v1/market/merger?a=north-of-england&b=arden", own, 400, []string{"unknown supplier"}},
		"a page of it":         {"/v1/market/dependency?limit=1", own, 200, []string{`"count":2`}},
		"no analysis":          {"/v1/market/everything", own, 404, []string{"there is no analysis"}},
		"no year":              {"/v1/market/mix?year=2015/16", own, 400, []string{"takes a day"}},
		"one supplier":         {"/v1/market/merger?a=arden", own, 400, []string{"two suppliers"}},
		"which market":         {"/v1/market/size?data=synthetic", own, 400, []string{"data"}},
		"no market":            {"/v1/market/size", `{"ccgs":{"groups":[{"code":"?"}]}}`, 400, []string{"/ccgs/groups/0/code"}},
		"what-if":              {"/v1/what-if", `{"market":` + own + `,"scenario":{"events":[{"on":"2014-03-31","do":"close-csu","bodies":["north-of-england"]}]}}`, 200, []string{`"data":"own"`, "north-of-england ends on 2014-03-31"}},
		"what-if beside":       {"/v1/what-if", `{"market":` + own + `,"events":[{"on":"2014-03-31","do":"close-csu","bodies":["arden"]}]}`, 200, []string{`"changes":[]`, "WIF-02"}},
		"what-if in a year":    {"/v1/what-if", `{"market":` + own + `,"scenario":{"year":"2015/16","events":[{"on":"2014-03-31","do":"close-csu","bodies":["north-of-england"]}]},"year":"2013/14"}`, 200, []string{`"year":"2013/14"`}},
		"what-if events twice": {"/v1/what-if", `{"scenario":"fifteen-places","events":[{"on":"2014-03-31","do":"close-csu","bodies":["arden"]}]}`, 422, []string{"/events", "put events into the scenario"}},
		"what-if of both":      {"/v1/what-if?data=synthetic", `{"market":` + own + `,"events":[]}`, 400, []string{"in the body"}},
		"what-if broken":       {"/v1/what-if", `{"market":{"ccgs":{"groups":[{"code":"?"}]}},"events":[]}`, 400, []string{"/market/ccgs/groups/0/code"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := do(h, http.MethodPost, c.target, c.body, "Content-Type: application/json")
			got := w.Body.String()
			if w.Code != c.status {
				t.Fatalf("%d, want %d: %s", w.Code, c.status, got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in %s", want, got)
				}
			}
		})
	}
	w := do(h, http.MethodPost, "/v1/market/dependency?year=2013/14", own, "Content-Type: application/json", "Accept: text/csv")
	if got := w.Body.String(); !strings.Contains(got, "unit,customer,") || !strings.Contains(got, "00C") {
		t.Errorf("as CSV: %d %s", w.Code, got)
	}
}
