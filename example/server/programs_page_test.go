package server

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var href = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// TestAPIPage wants every link of the page for programs to lead somewhere.
func TestAPIPage(t *testing.T) {
	h := newTestHandler(t)
	w := do(h, http.MethodGet, "/api", "")
	page := w.Body.String()
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("status %d, %s", w.Code, w.Header().Get("Content-Type"))
	}
	links := 0
	for _, match := range href.FindAllStringSubmatch(page, -1) {
		target := html.UnescapeString(match[1])
		switch {
		case strings.HasPrefix(target, "/"):
			links++
			if w := do(h, http.MethodGet, target, ""); w.Code != http.StatusOK {
				t.Errorf("%s answers %d", target, w.Code)
			}
		case strings.HasPrefix(target, "#"):
			if !strings.Contains(page, `id="`+target[1:]+`"`) {
				t.Errorf("%s leads nowhere", target)
			}
		case !strings.HasPrefix(target, "https://"):
			t.Errorf("a link to %q", target)
		}
	}
	if links < 40 {
		t.Errorf("only %d links", links)
	}
	for _, e := range programOperations(t) {
		if e.Summary != "" && !strings.Contains(page, html.EscapeString(e.Path)) {
			t.Errorf("%s %s is not listed", e.Method, e.Path)
		}
	}
	for _, want := range []string{`lang="en-GB"`, `name="viewport"`, "not an NHS service", ">211<", ">106<", ">42<", "31 March 2026"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %q", want)
		}
	}
	for _, inline := range []string{"<script", "<style", " style=", " onclick="} {
		if strings.Contains(page, inline) {
			t.Errorf("the page has %q, which its own policy forbids", inline)
		}
	}
}
