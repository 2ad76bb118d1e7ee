package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
)

// newTestServer is a server of the real market.
func newTestServer(t testing.TB, o Options) *demo {
	t.Helper()
	d, err := wire(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sharedDemo is of the zero Options, the same one for all tests: it keeps nothing of
// a request, and its data is read once.
func sharedDemo(t testing.TB) *demo {
	t.Helper()
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	shared        = sync.OnceValues(func() (*demo, error) { return wire(Options{}) })
	sharedHandler = sync.OnceValues(func() (http.Handler, error) {
		d, err := shared()
		if err != nil {
			return nil, err
		}
		return d.handler(), nil
	})
)

// newTestHandler returns the handler of [sharedDemo].
func newTestHandler(t testing.TB) http.Handler {
	t.Helper()
	h, err := sharedHandler()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// allOperations is the whole table: the pages, and what serves programs.
func allOperations(t testing.TB) []web.Operation { return sharedDemo(t).operations }

func pageOperations(t testing.TB) []web.Operation {
	return slices.DeleteFunc(slices.Clone(allOperations(t)), func(o web.Operation) bool { return !o.Page })
}

func programOperations(t testing.TB) []web.Operation {
	return slices.DeleteFunc(slices.Clone(allOperations(t)), func(o web.Operation) bool { return o.Page })
}

// occupy takes a slot of a limiter, which must be free.
func occupy(t testing.TB, l *web.Limiter) {
	t.Helper()
	if err := l.Acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// do makes one request. Header lines are "Name: value"; a body without one is
// sent as JSON.
func do(h http.Handler, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if method == http.MethodPost && len(header) == 0 {
		header = []string{"Content-Type: application/json"}
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// get makes a GET that must succeed and returns its JSON.
func get[T any](t testing.TB, h http.Handler, target string) (v T) {
	t.Helper()
	return read[T](t, do(h, http.MethodGet, target, ""))
}

// post makes a POST that must succeed and returns its JSON.
func post[T any](t testing.TB, h http.Handler, target, body string) (v T) {
	t.Helper()
	return read[T](t, do(h, http.MethodPost, target, body))
}

func read[T any](t testing.TB, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return v
}

// wantProblem checks what holds for every problem.
func wantProblem(t testing.TB, w *httptest.ResponseRecorder, status int) (p web.Problem) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %.500s", w.Code, status, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	want := web.Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: p.Detail, Instance: p.Instance, RequestID: w.Header().Get(web.RequestIDHeader), Errors: p.Errors,
	}
	if diff := cmp.Diff(want, p, cmp.AllowUnexported(web.Problem{})); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
	if p.Detail == "" || p.RequestID == "" || !strings.HasPrefix(p.Instance, "/") {
		t.Errorf("a problem without detail, request ID or instance: %s", w.Body)
	}
	switch allow := w.Header().Get("Allow"); {
	case status == http.StatusMethodNotAllowed && allow == "":
		t.Error("405 without Allow")
	case status == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "":
		t.Error("503 without Retry-After")
	}
	return p
}

// TestEveryEndpoint holds what is true of each row of the table.
func TestEveryEndpoint(t *testing.T) {
	h := newTestHandler(t)
	for _, e := range allOperations(t) {
		t.Run(e.Method+" "+e.Path, func(t *testing.T) {
			target := strings.NewReplacer("{$}", "", "{code}", "00F", "{id}", "CCG-01", "{unit}", "0DF", "{framework}", "lpf", "{lot}", "1", "{file}", "ccgs.csv", "{schema}", "sla.json", "{scenario}", "cliff", "{analysis}", "size").Replace(e.Path)
			target = strings.Replace(target, "sla/{name}", "sla/partnership", 1)
			target = strings.Replace(target, "decision/{name}", "decision/contract-management", 1)
			if strings.HasPrefix(e.Path, "/v1/icbs/") {
				target = strings.Replace(e.Path, "{code}", "QHM", 1)
			}
			target = strings.Replace(target, "sub-icbs/00F", "sub-icbs/15F", 1)
			target = strings.Replace(target, "pcts/00F", "pcts/5D7", 1)
			var header []string
			if e.IsUpload() {
				header = []string{"Content-Type: text/csv"}
			}
			if e.Page {
				target, _, _ = strings.Cut(e.Example, "?")
			}
			if e.IsForm() {
				header = []string{"Content-Type: " + web.FormType}
			}
			_, needed, _ := strings.Cut(e.Example, "?") // parameters that the web.Operation cannot do without
			if !strings.HasSuffix(e.Path, "/timetable") {
				needed = ""
			}
			with := func(name, value string) string {
				query, err := url.ParseQuery(needed)
				if err != nil {
					t.Fatal(err)
				}
				query.Set(name, value)
				return target + "?" + query.Encode()
			}
			if w := do(h, e.Method, target+"?"+needed, e.Body, header...); w.Code != http.StatusOK {
				t.Errorf("%s answers %d: %s", target, w.Code, w.Body)
			}
			if w := do(h, e.Method, with("colour", "red"), e.Body, header...); w.Code != http.StatusBadRequest {
				t.Errorf("an unknown parameter is answered with %d", w.Code)
			}
			if w := do(h, http.MethodPut, target, e.Body); w.Code != http.StatusMethodNotAllowed {
				t.Errorf("PUT is answered with %d", w.Code)
			}
			if e.Method == http.MethodGet {
				whole, head := do(h, http.MethodGet, target+"?"+needed, ""), do(h, http.MethodHead, target+"?"+needed, "")
				if head.Code != whole.Code || head.Body.Len() != 0 {
					t.Errorf("HEAD answers %d with %d bytes", head.Code, head.Body.Len())
				}
				for _, name := range []string{"Content-Type", "Content-Length"} {
					if head.Header().Get(name) != whole.Header().Get(name) {
						t.Errorf("HEAD gives %s %q, GET %q", name, head.Header().Get(name), whole.Header().Get(name))
					}
				}
			}
			for _, p := range e.Query {
				if p.Description == "" {
					t.Errorf("parameter %s is not described", p.Name)
				}
				for _, value := range p.OneOf {
					if e.IsForm() {
						continue // they are fields of the form
					}
					if w := do(h, e.Method, with(p.Name, value), e.Body, header...); w.Code != http.StatusOK {
						t.Errorf("%s=%s answers %d: %s", p.Name, value, w.Code, w.Body)
					}
				}
			}
		})
	}
}

// TestNothingIsReadAtTheStart wants /healthz to answer before there is data.
func TestNothingIsReadAtTheStart(t *testing.T) {
	s := newTestServer(t, Options{Market: func() (*commissioning.Market, error) {
		t.Error("the market was read")
		return nil, errors.New("not now")
	}})
	if got := get[map[string]string](t, s.handler(), "/healthz"); got["status"] != "ok" {
		t.Errorf("got %v", got)
	}
}

func TestMarketIsReadOnce(t *testing.T) {
	reads := 0
	s := newTestServer(t, Options{Market: func() (*commissioning.Market, error) {
		reads++
		return &commissioning.Market{}, nil
	}})
	h := s.handler()
	for range 3 {
		if got := get[api.List[api.Body]](t, h, "/v1/ccgs"); got.Count != 0 {
			t.Errorf("an empty market has %d CCGs", got.Count)
		}
	}
	if w := do(h, http.MethodGet, "/", ""); w.Code != http.StatusOK {
		t.Errorf("the home page of an empty market answers %d: %s", w.Code, w.Body)
	}
	if reads != 1 {
		t.Errorf("the market was read %d times", reads)
	}
}

func TestFailuresLeakNothing(t *testing.T) {
	const secret = "the password is swordfish"
	for name, market := range map[string]func() (*commissioning.Market, error){
		"error": func() (*commissioning.Market, error) { return nil, errors.New(secret) },
		"panic": func() (*commissioning.Market, error) { panic(secret) },
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			h := newTestServer(t, Options{Market: market, Log: zerolog.New(&log)}).handler()
			for _, w := range []*httptest.ResponseRecorder{
				do(h, http.MethodGet, "/v1/ccgs", ""),
				do(h, http.MethodPost, "/v1/crosswalk", api.ExampleCrosswalk),
			} {
				p := wantProblem(t, w, http.StatusInternalServerError)
				if strings.Contains(w.Body.String(), "swordfish") {
					t.Errorf("the client learns %s", w.Body)
				}
				if p.RequestID == "" {
					t.Error("no request ID")
				}
			}
			log.Reset()
			w := do(h, http.MethodGet, "/v1/ccgs", "")
			if text := log.String(); !strings.Contains(text, "swordfish") || !strings.Contains(text, w.Header().Get(web.RequestIDHeader)) {
				t.Errorf("the log does not say what happened in request %s:\n%s", w.Header().Get(web.RequestIDHeader), text)
			}
			if name == "panic" && !strings.Contains(log.String(), "goroutine") {
				t.Error("the log has no stack")
			}
		})
	}
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{{MaxBody: -1}, {MaxHeavy: -1}, {Queue: -1}, {Limit: -1}, {BodyLimit: -1}, {MaxUpload: -1}, {MaxUploads: -1}, {UploadLimit: -1}, {UploadPace: -1}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	h, err := New(Options{MaxBody: 20})
	if err != nil {
		t.Fatal(err)
	}
	wantProblem(t, do(h, http.MethodPost, "/v1/check/ccg", api.ExampleCCG()), http.StatusRequestEntityTooLarge)
	r := httptest.NewRequest(http.MethodPost, "/v1/check/ccg", struct{ *strings.Reader }{strings.NewReader(api.ExampleCCG())}) // of unknown length
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	wantProblem(t, w, http.StatusRequestEntityTooLarge)
}

func TestSecurityHeaders(t *testing.T) {
	h := newTestHandler(t)
	for _, target := range []string{"/", "/v1/ccgs", "/style.css", "/nothing"} {
		got := do(h, http.MethodGet, target, "", "Origin: https://example.org").Header()
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Embedder-Policy": "require-corp",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Access-Control-Allow-Origin":  "",
		} {
			if got.Get(name) != want {
				t.Errorf("%s of %s is %q, want %q", name, target, got.Get(name), want)
			}
		}
	}
}
