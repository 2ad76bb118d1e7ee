package server

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
)

// TestConditionalGet wants a tag on every answer to a GET, the same for the same
// bytes, and 304 for who has it.
func TestConditionalGet(t *testing.T) {
	h, other := newTestHandler(t), newTestServer(t, Options{}).handler()
	tags := map[string]string{}
	for _, target := range []string{"/", "/style.css", "/v1/ccgs?as_of=2013-04-01", "/v1/ccgs?as_of=2013-04-01&format=csv", "/v1/ccgs/00F", "/data/ccgs.csv", "/version"} {
		w := do(h, http.MethodGet, target, "")
		tag := w.Header().Get("ETag")
		if w.Code != http.StatusOK || !strings.HasPrefix(tag, `"`+england.Version+"-") {
			t.Errorf("%s: %d, tag %s", target, w.Code, tag)
		}
		if got := w.Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control %q", target, got)
		}
		if before, ok := tags[tag]; ok {
			t.Errorf("%s has the tag of %s", target, before)
		}
		tags[tag] = target
		if again := do(other, http.MethodGet, target, "").Header().Get("ETag"); again != tag {
			t.Errorf("%s: another server gives the tag %s, not %s", target, again, tag)
		}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			for given, want := range map[string]int{
				tag: 304, "W/" + tag: 304, `"other", ` + tag: 304, "*": 304,
				`"other"`: 200, strings.Trim(tag, `"`): 200, "": 200,
			} {
				w := do(h, method, target, "", "If-None-Match: "+given)
				if w.Code != want || w.Header().Get("ETag") != tag || w.Header().Get("Cache-Control") != "no-cache" {
					t.Errorf("%s %s with %s: %d, %v", method, target, given, w.Code, w.Header())
				}
				if want == 304 && (w.Body.Len() > 0 || w.Header().Get("Content-Type") != "") {
					t.Errorf("%s %s: 304 with a body or its type", method, target)
				}
			}
		}
	}
	json, table := do(h, http.MethodGet, "/v1/icbs", ""), do(h, http.MethodGet, "/v1/icbs", "", "Accept: text/csv")
	if json.Header().Get("ETag") == table.Header().Get("ETag") || table.Header().Get("Vary") != "Accept" {
		t.Error("two forms of one list have one tag, or do not vary by Accept")
	}
	w := do(h, http.MethodGet, "/v1/icbs", "", "Accept: text/csv", "If-None-Match: "+json.Header().Get("ETag"))
	if w.Code != http.StatusOK {
		t.Errorf("CSV to who has the JSON: %d", w.Code)
	}
}

// TestNotKept wants nothing kept that has in it what somebody sent.
func TestNotKept(t *testing.T) {
	h := newTestHandler(t)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"check":     do(h, http.MethodPost, "/v1/check/ccg", api.ExampleCCG(), "Content-Type: application/json", "If-None-Match: *"),
		"spend":     do(h, http.MethodPost, "/v1/spend", aFile, "Content-Type: text/csv"),
		"refusal":   do(h, http.MethodGet, "/v1/ccgs?colour=red", ""),
		"not there": do(h, http.MethodGet, "/nothing", "", "If-None-Match: *"),
	} {
		if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" || w.Code == http.StatusNotModified {
			t.Errorf("%s: %d, %v", name, w.Code, w.Header())
		}
	}
}

// TestMethods wants every path to say what it takes.
func TestMethods(t *testing.T) {
	h := newTestHandler(t)
	for target, want := range map[string]string{
		"/": "GET, HEAD, OPTIONS", "/v1/ccgs": "GET, HEAD, OPTIONS", "/v1/ccgs/nonesuch": "GET, HEAD, OPTIONS", "/v1/spend": "POST, OPTIONS",
	} {
		w := do(h, http.MethodOptions, target, "", "Origin: https://example.org", "Access-Control-Request-Method: POST")
		if w.Code != http.StatusNoContent || w.Header().Get("Allow") != want {
			t.Errorf("OPTIONS %s: %d, Allow %q", target, w.Code, w.Header().Get("Allow"))
		}
		for name := range w.Header() {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("OPTIONS %s: %s", target, name)
			}
		}
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodTrace, http.MethodConnect} {
			r := httptest.NewRequest(http.MethodGet, target, nil)
			r.Method = method
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			wantProblem(t, w, http.StatusMethodNotAllowed)
			if got := w.Header().Get("Allow"); got != want {
				t.Errorf("%s %s: Allow %q", method, target, got)
			}
		}
	}
	wantProblem(t, do(h, http.MethodOptions, "/nothing", ""), http.StatusNotFound)
}

func TestNotAcceptable(t *testing.T) {
	h := newTestHandler(t)
	for target, accept := range map[string]string{
		"/":              "application/json",
		"/style.css":     "image/png",
		"/v1/ccgs":       "text/html",
		"/v1/ccgs/00F":   "text/csv",
		"/v1/icbs":       "*/*;q=0",
		"/data/ccgs.csv": "application/json",
	} {
		w := do(h, http.MethodGet, target, "", "Accept: "+accept)
		if p := wantProblem(t, w, http.StatusNotAcceptable); !strings.Contains(p.Detail, "Accept") || w.Header().Get("Vary") != "Accept" {
			t.Errorf("%s: %s, %v", target, p.Detail, w.Header())
		}
	}
	w := do(h, http.MethodPost, "/v1/check/ccg", api.ExampleCCG(), "Content-Type: application/json", "Accept: image/*")
	wantProblem(t, w, http.StatusNotAcceptable)
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, target := range []string{"/", "/v1/ccgs", "/v1/ccgs/00F", "/data/ccgs.csv", "/style.css"} {
		if w := do(h, http.MethodGet, target, "", "Accept: "+browser); w.Code != http.StatusOK {
			t.Errorf("%s to a browser: %d", target, w.Code)
		}
	}
	if w := do(h, http.MethodGet, "/v1/ccgs?format=csv", "", "Accept: application/json"); w.Code != http.StatusOK {
		t.Errorf("who names a format gets %d", w.Code)
	}
}

// TestPaging follows the links through every list, and wants the same items as in
// the whole.
func TestPaging(t *testing.T) {
	h := newTestHandler(t)
	type anyList struct {
		Count int
		Items []json.RawMessage
		Next  string
	}
	lists := 0
	for _, e := range allOperations(t) {
		if !e.IsList() {
			continue
		}
		lists++
		t.Run(e.Path, func(t *testing.T) {
			whole := get[anyList](t, h, e.Example)
			if whole.Next != "" {
				t.Errorf("the whole list goes on at %s", whole.Next)
			}
			const limit = 7
			address, err := url.Parse(e.Example)
			if err != nil {
				t.Fatal(err)
			}
			query := address.Query()
			query.Set("limit", fmt.Sprint(limit))
			address.RawQuery = query.Encode()
			items := []json.RawMessage{}
			for page := 0; ; page++ {
				w := do(h, http.MethodGet, address.String(), "")
				part := read[anyList](t, w)
				items = append(items, part.Items...)
				if part.Count != whole.Count || len(part.Items) > limit {
					t.Fatalf("%s: count %d of %d, %d items", address, part.Count, whole.Count, len(part.Items))
				}
				link := w.Header().Get("Link")
				if got, want := strings.Contains(link, `rel="prev"`), page > 0 && len(part.Items) > 0; got != want {
					t.Errorf("%s: Link %s", address, link)
				}
				if got, want := strings.Contains(link, "<"+part.Next+`>; rel="next"`), part.Next != ""; got != want {
					t.Errorf("%s: Link %s, next %s", address, link, part.Next)
				}
				if part.Next == "" {
					break
				}
				if address, err = address.Parse(part.Next); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(whole.Items, items); diff != "" {
				t.Errorf("(-whole +parts):\n%s", diff)
			}
		})
	}
	if lists < 15 {
		t.Errorf("only %d lists", lists)
	}
}

func TestPagesOfALongList(t *testing.T) {
	h := newTestHandler(t)
	w := do(h, http.MethodGet, "/v1/ccgs?as_of=2013-04-01&limit=10&offset=205&format=csv", "")
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 1+6 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if got, want := w.Header().Get("Link"), `<?as_of=2013-04-01&format=csv&limit=10&offset=195>; rel="prev"`; got != want {
		t.Errorf("Link %s, want %s", got, want)
	}
	type want struct{ Count, Items int }
	for query, want := range map[string]want{
		"limit=1000": {211, 211}, "limit=1": {211, 1}, "offset=210": {211, 1}, "offset=211": {211, 0}, "offset=99999&limit=5": {211, 0}, "offset=0": {211, 211},
	} {
		got := get[api.List[api.Body]](t, h, "/v1/ccgs?as_of=2013-04-01&"+query)
		if got.Count != want.Count || len(got.Items) != want.Items || got.Items == nil {
			t.Errorf("%s: count %d, %d items", query, got.Count, len(got.Items))
		}
	}
	for _, query := range []string{"limit=0", "limit=-1", "limit=1001", "limit=ten", "limit=", "offset=-1", "offset=1.5", "offset=99999999999999999999", "limit=1&limit=2"} {
		wantProblem(t, do(h, http.MethodGet, "/v1/ccgs?"+query, ""), http.StatusBadRequest)
	}
	wantProblem(t, do(h, http.MethodGet, "/v1/ccgs/00F?limit=1", ""), http.StatusBadRequest)
}

func TestRequestID(t *testing.T) {
	h := newTestHandler(t)
	for _, id := range []string{"d2f1c1b2-9a51-4b5e-8f7a-0d5a4c3b2a19", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "job_12345678"} {
		w := do(h, http.MethodGet, "/nothing", "", "X-Request-Id: "+id)
		if p := wantProblem(t, w, http.StatusNotFound); p.RequestID != id {
			t.Errorf("the request %s is named %s", id, p.RequestID)
		}
	}
	seen := map[string]bool{}
	for _, id := range []string{"", "1", "Jane Doe 1", "janedoeatwork", "1234567\r\nSet-Cookie: x=1", "<b>12345678", strings.Repeat("1", 65), "12345678é"} {
		w := do(h, http.MethodGet, "/nothing", "", "X-Request-Id: "+id)
		p := wantProblem(t, w, http.StatusNotFound)
		if p.RequestID == id || len(p.RequestID) < 8 || seen[p.RequestID] {
			t.Errorf("a request that calls itself %q is named %q", id, p.RequestID)
		}
		seen[p.RequestID] = true
	}
}
