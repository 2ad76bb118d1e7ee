package site

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/web"
)

// TestWrite wants the files of a small handler, and a write that fails to end it.
func TestWrite(t *testing.T) {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, map[string]string{"/": `<a href="/two?x=1">two</a>`, "/two": `<a href="/">one</a>`}[r.URL.Path])
	})
	table := []web.Operation{{Method: http.MethodGet, Path: "/{$}"}}
	files := map[string]string{}
	n, err := Write(t.Context(), h, table, func(name string, body []byte) error { files[name] = string(body); return nil })
	want := map[string]string{"index.html": `<a href="two/index,x=1.html">two</a>`, "two/index,x=1.html": `<a href="../index.html">one</a>`}
	if diff := cmp.Diff(want, files); diff != "" || n != 2 || err != nil {
		t.Errorf("%d files, %v (-want +got):\n%s", n, err, diff)
	}
	full := errors.New("the disk is full")
	if _, err := Write(t.Context(), h, table, func(string, []byte) error { return full }); !errors.Is(err, full) {
		t.Errorf("a write that fails gives %v", err)
	}
}

func TestRelink(t *testing.T) {
	c := crawler{found: map[string]siteFile{
		"/":               {name: "index.html"},
		"/style.css":      {name: "style.css"},
		"/ccgs":           {name: "ccgs/index.html"},
		"/ccgs?a=1&b=%26": {name: "ccgs/index,a=1,b=-26.html"},
	}}
	const page = `<link href="/style.css"><a href="/ccgs?b=%26&amp;a=1#top">x</a><a href="/ccgs?c=3">y</a><a href="/">z</a><a class="q" href="//example.org/">w</a><a href="https://example.org/">v</a><a href="#top">u</a><p data-href="/ccgs">`
	const want = `<link href="../style.css"><a href="../ccgs/index,a=1,b=-26.html#top">x</a><a href="../ccgs/index.html">y</a><a href="../index.html">z</a><a class="q" href="//example.org/">w</a><a href="https://example.org/">v</a><a href="#top">u</a><p data-href="/ccgs">`
	if diff := cmp.Diff(want, string(c.relink(siteFile{name: "csus/index.html", body: []byte(page)}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
