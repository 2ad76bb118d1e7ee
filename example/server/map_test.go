package server

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestMapPages counts the areas that lead to a page, and holds the page to its size.
func TestMapPages(t *testing.T) {
	h := newTestHandler(t)
	get := func(path string, says ...string) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return wantPage(t, w, http.StatusOK, says...)
	}
	for _, tt := range []struct {
		path, link string
		areas      int
		want       []string
	}{
		{"/map?as_of=2013-04-01&figure=allowance", `<a href="/ccgs/`, 211, []string{"known for 211 of 211", "Office for National Statistics"}},
		{"/map?as_of=2022-06-30&figure=people", `<a href="/ccgs/`, 106, []string{"Map of the CCGs"}},
		{"/map?as_of=2022-07-01", `<a href="/icbs/`, 42, []string{"Map of the boards", "tiles of one size"}},
		{"/map?as_of=2026-04-01", `<a href="/icbs/`, 36, []string{"36 boards"}},
		{"/map?as_of=2013-03-31", `<a href="/ccgs/`, 0, []string{"the first opened on 1 April 2013"}},
	} {
		body := get(tt.path, tt.want...)
		svg, _, _ := strings.Cut(body, "</svg>")
		_, svg, _ = strings.Cut(svg, "<svg")
		svg, _, _ = strings.Cut(svg, `aria-hidden="true"`)
		if got := strings.Count(svg, tt.link); got != tt.areas {
			t.Errorf("%s: %d areas lead to a page, want %d", tt.path, got, tt.areas)
		}
		if n := compressed(t, body); n > 80_000 {
			t.Errorf("%s: %d bytes compressed", tt.path, n)
		}
	}
	for path, says := range map[string][]string{
		"/map?as_of=2020-06-01&figure=spend":  {"at least £", "more may have been paid", "not known"},
		"/map?as_of=2019-06-01&figure=people": {"the count of people cannot be right: ", "2018"},
	} {
		get(path, says...)
	}
	if home := get("/?as_of=2020-04-01"); !strings.Contains(home, `<path class="area`) || !strings.Contains(home, `<a href="/ccgs/15F?as_of=2020-04-01"><path`) {
		t.Error("the home page has no map of its day")
	}
}

func compressed(t *testing.T, body string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
