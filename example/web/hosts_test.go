package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestHosts asks a server on loopback under many names.
func TestHosts(t *testing.T) {
	page := []Operation{{Method: http.MethodGet, Path: "/", Answer: func(*Request) (any, error) { return File("text/plain", []byte("hello")), nil }}}
	for _, test := range []struct {
		name      string
		hosts     []string
		yes, no   []string
		elsewhere bool // the request has no connection over loopback
	}{
		{
			name: "default",
			yes:  []string{"localhost", "LOCALHOST:8080", "localhost.", "demo.localhost:80", "127.0.0.1", "127.0.0.1:8080", "127.9.9.9", "[::1]", "[::1]:8080", "[::ffff:127.0.0.1]:80"},
			no: []string{
				"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io", "notlocalhost", "0.0.0.0", "10.0.0.1", "[::]", "192.168.1.1:8080",
				"evil.example:localhost", "127.0.0.1:80:80", "demo.example.org",
			},
		},
		{name: "one more name", hosts: []string{"demo.example.org"}, yes: []string{"Demo.Example.Org:443", "demo.example.org.", "localhost"}, no: []string{"example.org", "x.demo.example.org", "*"}},
		{name: "any name", hosts: []string{AnyHost}, yes: []string{"evil.example", "10.0.0.1:80"}},
		{name: "not over loopback", elsewhere: true, yes: []string{"demo.example.org", "10.0.0.1:80", "localhost"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := NewServer(Settings{Hosts: test.hosts})
			if err != nil {
				t.Fatal(err)
			}
			h := s.Handler(page)
			live := httptest.NewServer(h)
			defer live.Close()
			ask := func(host string) int {
				r, err := http.NewRequest(http.MethodGet, live.URL+"/", nil)
				if err != nil {
					t.Fatal(err)
				}
				r.Host = host
				if test.elsewhere {
					w := httptest.NewRecorder()
					h.ServeHTTP(w, r)
					return w.Code
				}
				w, err := live.Client().Do(r)
				if err != nil {
					t.Fatal(err)
				}
				if err := w.Body.Close(); err != nil {
					t.Error(err)
				}
				if w.StatusCode != http.StatusOK && !strings.HasPrefix(w.Header.Get("Content-Type"), "application/problem+json") {
					t.Errorf("the refusal of %q is %s", host, w.Header.Get("Content-Type"))
				}
				return w.StatusCode
			}
			for _, host := range test.yes {
				if got := ask(host); got != http.StatusOK {
					t.Errorf("%q: %d, want an answer", host, got)
				}
			}
			for _, host := range test.no {
				if got := ask(host); got != http.StatusMisdirectedRequest {
					t.Errorf("%q: %d, want %d", host, got, http.StatusMisdirectedRequest)
				}
			}
		})
	}
}
