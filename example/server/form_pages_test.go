package server

import (
	"bytes"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// submit sends a form as a browser does.
func submit(h http.Handler, target string, fields url.Values) *httptest.ResponseRecorder {
	return do(h, http.MethodPost, target, fields.Encode(), "Content-Type: "+web.FormType, browser, "Sec-Fetch-Site: same-origin")
}

// submitFile sends a form with a file as a browser does.
func submitFile(t *testing.T, h http.Handler, target, name, text string, fields ...string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		if err := w.WriteField(fields[i], fields[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return do(h, http.MethodPost, target, b.String(), "Content-Type: "+w.FormDataContentType(), browser, "Sec-Fetch-Site: same-origin")
}

// wantPage wants a page without faults that says all of it.
func wantPage(t *testing.T, w *httptest.ResponseRecorder, status int, says ...string) string {
	t.Helper()
	body := w.Body.String()
	if w.Code != status || mediaOf(w.Header()) != "text/html" {
		t.Errorf("status %d, %s: %.500s", w.Code, mediaOf(w.Header()), body)
	}
	for _, fault := range pageFaults(body) {
		t.Error(fault)
	}
	text := html.UnescapeString(body)
	for _, s := range says {
		if !strings.Contains(text, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	return text
}

func TestAgreementsPage(t *testing.T) {
	h := newTestHandler(t)
	for _, e := range sla.Examples() {
		a, err := document.Decode[sla.Agreement](e.Document)
		if err != nil {
			t.Fatal(err)
		}
		w := do(h, http.MethodGet, "/agreements?example="+e.Name, "", browser)
		text := wantPage(t, w, 200, a.Title, "What the rules say", "What it costs", "What the public may see")
		if strings.Contains(text, `class="provenance made-up"`) != a.Synthetic {
			t.Errorf("%s: synthetic is %t, and the page says otherwise", e.Name, a.Synthetic)
		}
		sent := submit(h, "/agreements", url.Values{"document": {string(e.Document)}, "as_of": {""}})
		wantPage(t, sent, 200, a.Title, "It is not stored")
		for _, f := range sla.AgreementRules().Check(&a, rule.Options{}).Findings {
			for name, page := range map[string]string{"example": text, "sent": html.UnescapeString(sent.Body.String())} {
				if !strings.Contains(page, f.Message) || !strings.Contains(page, `href="/rules/`+string(f.Rule)+`"`) {
					t.Errorf("%s, %s: %s is not there", e.Name, name, f.Rule)
				}
			}
		}
	}
	wantPage(t, do(h, http.MethodGet, "/agreements", "", browser), 200, "Paste or upload one")
	partnership := do(h, http.MethodGet, "/agreements?example=partnership", "", browser)
	wantPage(t, partnership, 200, "XmR chart of", "Synthetic: charges by month", "Synthetic: results of")
}

func TestAgreementsForm(t *testing.T) {
	h := newTestHandler(t)
	const evil = `{"id":"</textarea><script>alert(1)</script>","title":"<script>alert(2)</script>","term":{"starts":"2013-04-01","ends":"2014-03-31"}}`
	for name, test := range map[string]struct {
		w      *httptest.ResponseRecorder
		status int
		says   []string
	}{
		"empty":     {submit(h, "/agreements", url.Values{"document": {""}}), 400, []string{"The box is empty", `href="#document"`}},
		"malformed": {submit(h, "/agreements", url.Values{"document": {"{\n\"id\": }"}}), 400, []string{"line 2", `href="#document"`}},
		"member":    {submit(h, "/agreements", url.Values{"document": {`{"colour":"red"}`}}), 400, []string{"colour"}},
		"huge":      {submit(h, "/agreements", url.Values{"document": {"[" + strings.Repeat("{},", web.MaxObjects) + "{}]"}}), 400, []string{"objects"}},
		"day":       {submit(h, "/agreements", url.Values{"document": {"{}"}, "as_of": {"2013"}}), 400, []string{"The day could not be read", `href="#as_of"`}},
		"script":    {submit(h, "/agreements", url.Values{"document": {evil}}), 200, []string{"<script>alert(2)</script>"}},
		"bare":      {submit(h, "/agreements", url.Values{"document": {"{}"}}), 200, []string{"What it costs"}},
		"file":      {submitFile(t, h, "/agreements", "a.json", api.ExampleSLA, "document", "{}"), 200, []string{"£954,711.00"}},
		"no file":   {submitFile(t, h, "/agreements", "", "", "document", api.ExampleSLA), 200, []string{"£954,711.00"}},
	} {
		t.Run(name, func(t *testing.T) { wantPage(t, test.w, test.status, test.says...) })
	}
	if w := do(h, http.MethodPost, "/agreements", "document={}", "Content-Type: "+web.FormType, "Sec-Fetch-Site: cross-site", browser); w.Code != 403 {
		t.Errorf("from another site: %d", w.Code)
	}
	if w := do(h, http.MethodGet, "/agreements?example=nonesuch", "", browser); w.Code != 400 {
		t.Errorf("no such example: %d", w.Code)
	}
}

func TestDecidePage(t *testing.T) {
	h := newTestHandler(t)
	for _, e := range decision.Examples() {
		text := wantPage(t, do(h, http.MethodGet, "/decide?example="+e.Name, "", browser), 200, e.Title, "Paper for the board", "SYNTHETIC EXAMPLE", `class="provenance made-up"`)
		d, err := document.Decode[decision.Decision](e.Document)
		if err != nil {
			t.Fatal(err)
		}
		result := decision.Decide(&d, rule.Options{})
		for _, words := range result.Words {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q", e.Name, words)
			}
		}
		if result.Sensitivity != nil && len(result.Sensitivity.Weights) > 0 && !strings.Contains(text, "Synthetic: single changes") {
			t.Errorf("%s has no table of what would flip it", e.Name)
		}
	}
	wantPage(t, do(h, http.MethodGet, "/decide", "", browser), 200, "Start from a worked decision")
}

// TestDecideTable wants weights and scores of the form to do what the same in the
// document does.
func TestDecideTable(t *testing.T) {
	h := newTestHandler(t)
	text := string(decision.Examples()[0].Document)
	d, err := document.Decode[decision.Decision]([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	result := decision.Decide(&d, rule.Options{})
	change := result.Sensitivity.Weights[0]
	form := url.Values{"document": {text}, "use": {"table"}}
	changed := change.Apply(d)
	for _, k := range changed.Criteria {
		form.Add("weight", k.Weight.Decimal().String())
	}
	for _, k := range d.Criteria { // as a browser sends the rows of the table
		for _, o := range d.Options {
			text := ""
			for _, s := range o.Scores {
				if s.Criterion == k.ID && s.Points != nil {
					text = fmt.Sprint(*s.Points)
				}
			}
			form.Add("points", text)
		}
	}
	want := decision.Decide(&changed, rule.Options{})
	wantPage(t, submit(h, "/decide", form), 200, want.Words...)

	form["weight"][0] = "much"
	form["points"][1] = "11"
	wantPage(t, submit(h, "/decide", form), 400, `href="#weight-0"`, `href="#points-1-0"`, "whole points from 0 to 10")
	form["weight"] = form["weight"][1:]
	wantPage(t, submit(h, "/decide", form), 400, "Compare the document first")
	wantPage(t, submit(h, "/decide", url.Values{"document": {"{"}}), 400, `href="#document"`)
	wantPage(t, submit(h, "/decide", url.Values{"document": {`{"title":"<script>alert(1)</script>"}`}}), 200, "The options are not ranked")
}

// TestBinaryIsNotShown wants a file that is no text to be refused, and not to be
// put into the box.
func TestBinaryIsNotShown(t *testing.T) {
	h := newTestHandler(t)
	binary := strings.Repeat("\x7fELF\x00\xff", 20_000)
	body := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ls\"\r\n\r\n" + binary + "\r\n--x--\r\n"
	for _, target := range []string{"/agreements", "/decide", "/what-if"} {
		w := do(h, http.MethodPost, target, body, browser, "Content-Type: "+web.FileType+"; boundary=x")
		if w.Code != http.StatusBadRequest || w.Body.Len() > 40_000 || !strings.Contains(w.Body.String(), "could not be read") {
			t.Errorf("%s: status %d, %d bytes", target, w.Code, w.Body.Len())
		}
	}
}

// linkAs finds the links of a page to its facts.
var linkAs = regexp.MustCompile(`<a href="([^"]*)">(?:JSON|CSV)</a>`)

// TestFactsOfPages wants the links of a page to lead to what the page shows: the
// same search, and the same market.
func TestFactsOfPages(t *testing.T) {
	h := newTestHandler(t)
	for target, wants := range map[string][]string{
		"/ccgs?as_of=2013-04-01&q=leeds":                     {`"count":3,`, "Leeds West"},
		"/rules?q=in-house":                                  {`"items":[{`, "id,subject"},
		"/rules?q=ZZZZ&severity=warning":                     {`"count":0`, "id,subject"},
		"/ccgs/00C?data=synthetic&seed=7&as_of=2014-04-01":   {`"data":"synthetic"`, "successor"},
		"/ccgs/00C?as_of=2014-04-01":                         {`"type":"ccg"`, "successor"},
		"/market/size?data=synthetic&seed=7&year=2013%2F14":  {`"seed":7`, "synthetic"},
		"/csus/anglia":                                       {`"anglia"`},
		"/frameworks/lpf?as_of=2015-06-01":                   {`"lpf"`},
		"/agreements?example=partnership":                    {`"id"`},
		"/decide?example=contract-management":                {`"id"`},
		"/what-if?scenario=last-units&data=synthetic&seed=1": {`"last-units"`},
		"/?as_of=2016-04-01":                                 {`"as_of":"2016-04-01"`},
	} {
		links := linkAs.FindAllStringSubmatch(do(h, http.MethodGet, target, "", browser).Body.String(), -1)
		if len(links) < len(wants) {
			t.Errorf("%s: %d links to its facts", target, len(links))
			continue
		}
		for i, want := range wants {
			w := do(h, http.MethodGet, html.UnescapeString(links[i][1]), "")
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s leads to %s: status %d, without %q: %.300s", target, links[i][1], w.Code, want, w.Body)
			}
		}
	}
	for target, want := range map[string]int{"/v1/rules?q=zzzz": 0, "/v1/ccgs?as_of=2013-04-01&q=13T": 0, "/v1/ccgs?as_of=2015-04-01&q=13t": 1} {
		if got := get[api.List[map[string]any]](t, h, target).Count; got != want {
			t.Errorf("%s: %d, want %d", target, got, want)
		}
	}
	wantProblem(t, do(h, http.MethodGet, "/v1/rules?q="+strings.Repeat("a", web.MaxSearch+1), ""), http.StatusBadRequest)
	plans := func(target string) int {
		n := 0
		for _, y := range get[api.CCGDetail](t, h, target).Years {
			if y.Plan != nil {
				n++
			}
		}
		return n
	}
	if known, filled := plans("/v1/ccgs/00C"), plans("/v1/ccgs/00C?data=synthetic"); known != 0 || filled != 1 {
		t.Errorf("%d plans are known, and %d when gaps are filled; want none and one", known, filled)
	}
}
