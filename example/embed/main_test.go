package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/rs/zerolog"
)

const mostLines = 120

// TestLength keeps the program short enough to read at once.
func TestLength(t *testing.T) {
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(source, []byte("\n")); lines > mostLines {
		t.Errorf("main.go has %d lines, want at most %d", lines, mostLines)
	}
}

func TestShowGroup(t *testing.T) {
	handler, logged := start(t)
	for _, c := range []struct {
		path   string
		status int
		body   string
	}{
		{"/groups/00F?on=2014-04-01", 200, `{"known":true,"name":"NHS Gateshead CCG","open":true,"successors":["00F"]}`},
		{"/groups/00F?on=2015-04-01", 200, `{"known":true,"name":"NHS Gateshead CCG","open":false,"successors":["13T"]}`},
		{"/groups/ZZZ?on=2015-04-01", 404, `{"detail":"no group has the code ZZZ","status":404,"title":"Not Found"}`},
		{"/groups/00F?on=2030-01-01", 200, `{"known":false,"name":"NHS Gateshead CCG","open":false,"successors":["QHM"]}`},
		{"/groups/00f?on=2015-04-01", 400, ""},
		{"/groups/00F?on=April", 400, ""},
		{"/groups/00F", 400, ""},
	} {
		got := send(t, handler, http.MethodGet, c.path, "", c.status)
		if c.body != "" && got != c.body {
			t.Errorf("GET %s: %s, want %s", c.path, got, c.body)
		}
	}
	if !strings.Contains(logged.String(), `"route":"GET /groups/{code}","status":404`) {
		t.Errorf("the log is %s", logged)
	}
}

func TestCheckAgreement(t *testing.T) {
	worked, ok := sla.Examples().Named("secret-five-years")
	if !ok {
		t.Fatal("the worked example is gone")
	}
	document := strings.Replace(string(worked.Document), `"service": "complaints",`, "", 1)
	handler, _ := start(t)
	var report struct {
		Findings []struct {
			Rule   string
			Path   string
			Waiver *struct{ Reason string }
		}
		Counts struct{ Waived int }
	}
	if err := json.Unmarshal([]byte(send(t, handler, http.MethodPost, "/agreements", document, 200)), &report); err != nil {
		t.Fatal(err)
	}
	waived, ours := 0, ""
	for _, f := range report.Findings {
		if f.Rule == "SLA-04" && f.Waiver != nil && f.Waiver.Reason != "" {
			waived++
		}
		if f.Rule == "OUR-01" {
			ours += f.Path
		}
	}
	if waived != 1 || report.Counts.Waived != 1 {
		t.Errorf("%d findings of SLA-04 are waived, and %d in all, want 1", waived, report.Counts.Waived)
	}
	if ours != "/lines/2/service" {
		t.Errorf("our rule found %q", ours)
	}
}

func TestRefuseAgreement(t *testing.T) {
	handler, _ := start(t)
	for body, want := range map[string]string{
		"{\n  \"lines\": [{\"price\": {\"amount\": \"£1,200\"}}]\n}": "400 Bad Request /lines/0/price/amount 2:34",
		`{"title":"Ours","title":"Theirs"}`:                          "400 Bad Request /title 1:17",
		`{"id":"ours","colour":"red"}`:                               "400 Bad Request /colour 1:14",
		`{} {}`:                                                      "400 Bad Request  1:4",
		"":                                                           "400 Bad Request  1:1",
	} {
		var p struct {
			Title, Detail, Pointer string
			Status, Line, Column   int
		}
		if err := json.Unmarshal([]byte(send(t, handler, http.MethodPost, "/agreements", body, 400)), &p); err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%d %s %s %d:%d", p.Status, p.Title, p.Pointer, p.Line, p.Column)
		if got != want || p.Detail == "" {
			t.Errorf("%s: %s, detail %q, want %s", body, got, p.Detail, want)
		}
	}
	send(t, handler, http.MethodPost, "/agreements", strings.Repeat(" ", 1<<20+1), 413)
}

// start returns the handler over the real market, and its log.
func start(t *testing.T) (http.Handler, *bytes.Buffer) {
	t.Helper()
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := sla.AgreementRules().With(everyLineNamesService)
	if err != nil {
		t.Fatal(err)
	}
	var logged bytes.Buffer
	return newHandler(commissioning.NewIndex(market), rules, zerolog.New(&logged)), &logged
}

// send returns the body of the response, which has the wanted status and the
// content type that goes with it.
func send(t *testing.T, handler http.Handler, method, path, body string, status int) string {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	contentType := "application/json"
	if status != http.StatusOK {
		contentType = "application/problem+json"
	}
	if w.Code != status || w.Header().Get("Content-Type") != contentType {
		t.Errorf("%s %s: status %d, %s, want %d, %s", method, path, w.Code, w.Header().Get("Content-Type"), status, contentType)
	}
	return strings.TrimSpace(w.Body.String())
}
