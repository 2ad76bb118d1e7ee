package server

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg/decision"
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
		a, err := e.Agreement()
		if err != nil {
			t.Fatal(err)
		}
		w := do(h, http.MethodGet, "/agreements?example="+e.Name, "", browser)
		text := wantPage(t, w, 200, a.Title, "What the rules say", "What it costs", "What the public may see")
		if strings.Contains(text, `class="provenance made-up"`) != a.Synthetic {
			t.Errorf("%s: synthetic is %t, and the page says otherwise", e.Name, a.Synthetic)
		}
		sent := submit(h, "/agreements", url.Values{"document": {string(e.Document)}, "as_of": {""}})
		wantPage(t, sent, 200, a.Title, "It is not kept")
		for _, f := range sla.Check(&a, rule.Options{}).Findings {
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
		"file":      {submitFile(t, h, "/agreements", "a.json", ExampleSLA, "document", "{}"), 200, []string{"£954,711.00"}},
		"no file":   {submitFile(t, h, "/agreements", "", "", "document", ExampleSLA), 200, []string{"£954,711.00"}},
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

func TestMarkLines(t *testing.T) {
	const document = "{\n  \"id\": \"a\",\n  \"lines\": [\n    {\"id\": \"x\"},\n    {\n      \"price\": null\n    }\n  ],\n  \"a/b\": {\"~\": 1}\n}\n"
	at := linesOf([]byte(document))
	want := map[rule.Pointer]lineSpan{
		"": {1, 10}, "/id": {2, 2}, "/lines": {3, 8}, "/lines/0": {4, 4}, "/lines/0/id": {4, 4},
		"/lines/1": {5, 7}, "/lines/1/price": {6, 6}, "/a~1b": {9, 9}, "/a~1b/~0": {9, 9},
	}
	if diff := cmp.Diff(want, at, cmp.AllowUnexported(lineSpan{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	findings := findingsOf(rule.Findings{{Rule: "A", Path: "/lines/1/price"}, {Rule: "B", Path: "/lines/0/missing"}, {Rule: "C"}}, nil, at)
	var lines [3]int
	for i, f := range findings {
		lines[i] = f.Line
	}
	if lines != [3]int{6, 4, 0} {
		t.Errorf("the findings are on the lines %v", lines)
	}
	marked := map[int]int{}
	for _, l := range markLines(document, findings, at) {
		for _, f := range l.Findings {
			marked[l.Number] = f.Number
		}
	}
	if diff := cmp.Diff(map[int]int{6: 1, 4: 2}, marked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	long := "[" + strings.Repeat("\n0,", 5000) + "\n0]"
	at = linesOf([]byte(long))
	shown := markLines(long, findingsOf(rule.Findings{{Path: "/4000"}}, nil, at), at)
	last := shown[len(shown)-1]
	if len(shown) > 20 || last.Number != 4005 || !shown[2*linesAround].Gap {
		t.Errorf("of 5,000 lines %d are shown, the last %d", len(shown), last.Number)
	}
	for _, bad := range []string{"", "{", `{"a":`, `[1,`, "nonsense"} {
		if got := linesOf([]byte(bad)); len(got) > 1 {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

func TestDecidePage(t *testing.T) {
	h := newTestHandler(t)
	for _, e := range decision.Examples() {
		text := wantPage(t, do(h, http.MethodGet, "/decide?example="+e.Name, "", browser), 200, e.Title, "Paper for the board", "SYNTHETIC EXAMPLE", `class="provenance made-up"`)
		d, err := commissioning.Decode[decision.Decision](e.Document)
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
	document := string(decision.Examples()[0].Document)
	d, err := commissioning.Decode[decision.Decision]([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	result := decision.Decide(&d, rule.Options{})
	change := result.Sensitivity.Weights[0]
	form := url.Values{"document": {document}, "use": {"table"}}
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
	wantPage(t, submit(h, "/decide", form), 400, "Use the document once")
	wantPage(t, submit(h, "/decide", url.Values{"document": {"{"}}), 400, `href="#document"`)
	wantPage(t, submit(h, "/decide", url.Values{"document": {`{"title":"<script>alert(1)</script>"}`}}), 200, "The options are not ranked")
}

func TestSpendPage(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	h := newTestHandler(t)
	wantPage(t, do(h, http.MethodGet, "/spend", "", browser), 200, "Try the small example file")
	example := wantPage(t, do(h, http.MethodGet, "/spend?example=small", "", browser), 200,
		"£5,307,400.75", "North of England CSU", "THE BEST CSU", "Synthetic: Payments by month", `class="provenance made-up"`)
	if strings.Contains(example, "A SAMPLE") {
		t.Error("a person is named")
	}
	sent := wantPage(t, submitFile(t, h, "/spend", "darlington.csv", aFile, "before", "passed over"), 200, "£156,000.50", "£100,000.50", "darlington.csv", "It is not kept")
	if strings.Contains(sent, "A EXAMPLE") {
		t.Error("a person is named")
	}
	script := strings.ReplaceAll(aFile, "NHS Darlington CCG", "<script>alert(1)</script>")
	wantPage(t, submitFile(t, h, "/spend", "<script>.csv", script), 200, "£156,000.50")

	wantPage(t, submitFile(t, h, "/spend", "", ""), 415, `href="#file"`, "empty")
	wantPage(t, submitFile(t, h, "/spend", "a.pdf", "%PDF-1.4\n%âãÏÓ\n"), 415, `href="#file"`, "PDF")
	wantPage(t, submit(h, "/spend", url.Values{"file": {"a"}}), 415, "form with a file")
	small := newTestServer(t, Options{MaxUpload: 1000}).handler()
	wantPage(t, submitFile(t, small, "/spend", "a.csv", strings.Repeat(aFile, 10)), 413)
	if w := do(h, http.MethodPost, "/spend", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", browser); w.Code != 400 {
		t.Errorf("without a file: %d", w.Code)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v were written to disk, %v", left, err)
	}
	var a spendRead
	if a = read[spendRead](t, submitFile(t, h, "/v1/spend", "darlington.csv", aFile)); a.Total.String() != "£156,000.50" || a.Name != "darlington.csv" {
		t.Errorf("as a form the file of %s comes to %s", a.Name, a.Total)
	}
}

func TestCleanSpend(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	h := newTestHandler(t)
	w := submitFile(t, h, "/spend/clean", "darlington.csv", aFile)
	if w.Code != 200 || mediaOf(w.Header()) != "text/csv" || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d, %v: %.300s", w.Code, w.Header(), w.Body)
	}
	if want := fmt.Sprint(w.Body.Len()); w.Header().Get("Content-Length") != want || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%s bytes, %v", want, w.Header())
	}
	rows, err := csv.NewReader(strings.NewReader(w.Body.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, row := range rows[1:] {
		got = append(got, []string{row[2], row[5], row[7]})
	}
	want := [][]string{
		{"30/04/2015", "NORTH OF ENGLAND CSU", "125000.50"},
		{"30/04/2015", "NORTH OF ENGLAND CSU", "-25000.00"},
		{"28/04/2015", "NEUROLOGICAL COMMISSIONING SUPPORT LTD", "30000.00"},
		{"28/04/2015", "[named individual]", "26000.00"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantPage(t, submitFile(t, h, "/spend/clean", "a.pdf", "%PDF-1.4\n%âãÏÓ\n"), 415, `href="#file"`)
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v were written to disk, %v", left, err)
	}
}

func TestWhatIfPage(t *testing.T) {
	h := newTestHandler(t)
	wantPage(t, do(h, http.MethodGet, "/what-if", "", browser), 200, "A scenario from history")
	for _, l := range get[List[commissioning.Scenario]](t, h, "/v1/scenarios").Items {
		wantPage(t, do(h, http.MethodGet, "/what-if?scenario="+l.ID, "", browser), 200, l.Title, l.Why, "What is not known", "This did not happen")
	}
	wantPage(t, do(h, http.MethodGet, "/what-if?scenario=ten-per-cent-cut", "", browser), 200, "£22.257")
	synthetic := wantPage(t, do(h, http.MethodGet, "/what-if?scenario=last-units&data=synthetic&seed=7", "", browser), 200, "Begin at the latest", `class="provenance made-up"`)
	if tables := strings.Count(synthetic, "<caption>"); tables == 0 || strings.Count(synthetic, "<caption>Synthetic: ") != tables {
		t.Errorf("%d of %d tables are marked", strings.Count(synthetic, "<caption>Synthetic: "), tables)
	}
	for _, bad := range []string{"scenario=nine", "seed=1", "data=made-up", "data=synthetic&seed=-1"} {
		if w := do(h, http.MethodGet, "/what-if?"+bad, "", browser); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

func TestWhatIfForm(t *testing.T) {
	h := newTestHandler(t)
	event := func(more ...string) url.Values {
		form := url.Values{"use": {"event"}, "do": {"merge-csus"}, "on": {"2013-11-01"}, "bodies": {"anglia"}, "into": {"north-east-london"}, "lot": {""}}
		for i := 0; i+1 < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	posted := wantPage(t, submit(h, "/what-if", url.Values{"document": {ExampleWhatIf}, "data": {DataReal}, "seed": {""}}), 200, "What the events do", "anglia")
	added := wantPage(t, submit(h, "/what-if", event()), 200, "What the events do", `"do": "merge-csus"`)
	for _, page := range []string{posted, added} {
		if strings.Contains(page, "Nothing is changed") {
			t.Error("nothing is changed")
		}
	}
	wantPage(t, submit(h, "/what-if", event("document", ExampleWhatIf, "do", "limit-places", "framework", "lpf", "lot", "1", "places", "15")), 200, `"places": 15`, `"merge-csus"`)
	for name, test := range map[string]struct {
		form url.Values
		says []string
	}{
		"empty":     {url.Values{"document": {""}}, []string{`href="#document"`}},
		"malformed": {url.Values{"document": {`{"events":[{"on":"2014-13-01"}]}`}}, []string{`href="#document"`, "/events/0/on"}},
		"no day":    {event("on", ""), []string{`href="#on"`}},
		"bad day":   {event("on", "someday"), []string{`href="#on"`}},
		"places":    {event("places", "many"), []string{`href="#places"`}},
		"seed":      {url.Values{"document": {"{}"}, "seed": {"3"}}, []string{`href="#run-seed"`, "data=synthetic"}},
		"too many":  {url.Values{"document": {`{"events":[` + strings.Repeat(`{},`, MaxEvents) + `{}]}`}}, []string{"200"}},
	} {
		t.Run(name, func(t *testing.T) { wantPage(t, submit(h, "/what-if", test.form), 400, test.says...) })
	}
	wantPage(t, submit(h, "/what-if", url.Values{"document": {`{"title":"<script>alert(1)</script>","events":[{"on":"2014-05-01","do":"close-csu","bodies":["anglia"]}]}`}}), 200, "What could not happen")
}

// TestActions wants the form to know every action that takes no document.
func TestActions(t *testing.T) {
	for _, a := range actions() {
		w := commissioning.WhatIf{Scenario: commissioning.Scenario{Events: []commissioning.Event{{Do: a}}}}
		for _, f := range commissioning.WhatIfRules().Check(&w, rule.Options{}).Findings {
			if f.Path == "/scenario/events/0/do" {
				t.Errorf("%s: %s", a, f.Message)
			}
		}
	}
}

func TestMarketPages(t *testing.T) {
	h := newTestHandler(t)
	for _, query := range []string{"", "?data=synthetic", "?data=synthetic&seed=7"} {
		text := wantPage(t, do(h, http.MethodGet, "/market"+query, "", browser), 200, "What can be asked of the market")
		for a := range commissioning.Analyses() {
			if !strings.Contains(text, a.Asks) {
				t.Errorf("%s is not asked", a.Name)
			}
			w := do(h, http.MethodGet, "/market/"+a.Name+query, "", browser)
			page := wantPage(t, w, 200, a.Title, "What the answer rests on")
			if synthetic := strings.Contains(page, `<strong>Synthetic.</strong>`); synthetic != (query != "") {
				t.Errorf("%s%s: marked as synthetic is %t", a.Name, query, synthetic)
			}
		}
	}
	for _, bad := range []string{"/market/size?as_of=2015-04-01", "/market/mix?year=2013/14", "/market/size?year=next", "/market/merger?a=anglia", "/market/size?offset=-1"} {
		if w := do(h, http.MethodGet, bad, "", browser); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	if w := do(h, http.MethodGet, "/market/nonesuch", "", browser); w.Code != 404 {
		t.Errorf("no such analysis: %d", w.Code)
	}
	first := wantPage(t, do(h, http.MethodGet, "/market/per-head?data=synthetic", "", browser), 200, "More rows", "Synthetic: ")
	second := wantPage(t, do(h, http.MethodGet, "/market/per-head?data=synthetic&offset=60", "", browser), 200, "Earlier rows")
	if first == second {
		t.Error("two parts of a table are the same")
	}
}

// TestSyntheticCSV wants every row of a table with figures that were made up to
// say so.
func TestSyntheticCSV(t *testing.T) {
	h := newTestHandler(t)
	for query, want := range map[string]bool{"": false, "&data=synthetic": true} {
		rows, err := csv.NewReader(do(h, http.MethodGet, "/v1/market/per-head?format=csv"+query, "").Body).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatal(len(rows), err)
		}
		last := len(rows[0]) - 1
		if (rows[0][last] == "synthetic") != want {
			t.Errorf("%q: the last column is %s", query, rows[0][last])
		}
		for _, row := range rows[1:] {
			if (row[last] == "true") != want {
				t.Errorf("%q: a row ends in %q", query, row[last])
			}
		}
	}
}

// FuzzLinesOf wants the lines of any text to be lines that it has, and those of a
// value within those of what holds it.
func FuzzLinesOf(f *testing.F) {
	for _, seed := range []string{"", "{}", "[1,\n{\"a\":[]}]", "{\"a\":\n{\"b\":1}}", "\"\\n\"", "[\r\n\"é\"]", "{\"a\":1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		at := linesOf([]byte(document))
		lines := strings.Count(document, "\n") + 1
		for p, span := range at {
			if span.first < 1 || span.last < span.first || span.last > lines {
				t.Fatalf("%s is on the lines %v of %d", p, span, lines)
			}
			if parent, ok := at[p.Parent()]; ok && (span.first < parent.first || span.last > parent.last) {
				t.Fatalf("%s is on the lines %v, outside of what holds it: %v", p, span, parent)
			}
		}
		var findings rule.Findings
		for p := range at {
			findings = append(findings, rule.Finding{Path: p})
		}
		markLines(document, findingsOf(findings, nil, at), at)
	})
}

// TestUploadIsNotHeld posts a file of 32 MB as a form. To make a clean file of it
// takes a part of its size.
func TestUploadIsNotHeld(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a second or two")
	}
	h := newTestHandler(t)
	for target, most := range map[string]uint64{"/spend": 16 << 20, "/spend/clean": 32 << 20} {
		const size = 32 << 20
		lines := &manyLines{
			left: size, every: size / 8, rest: "Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n",
			line: func(n int) string {
				return fmt.Sprintf("NHS Darlington CCG,%02d/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,%d,\"25,000.01\"\n", n%30+1, 31_900_000+n)
			},
		}
		body := io.MultiReader(
			strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"), lines, strings.NewReader("\r\n--x--\r\n"))
		r := httptest.NewRequest(http.MethodPost, target, body)
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		before := heapInUse()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK || len(lines.inUse) < 8 {
			t.Fatalf("%s: %d, measured %d times: %.300s", target, w.Code, len(lines.inUse), w.Body)
		}
		if used := slices.Max(lines.inUse); used > before+most {
			t.Errorf("%s: %d MiB more in use than before", target, (used-before)>>20)
		}
		if rows := strings.Count(w.Body.String(), "\n"); target == "/spend/clean" && rows != lines.n+1 {
			t.Errorf("the clean file has %d rows of %d", rows, lines.n)
		}
	}
}

// TestUploadTurns wants the turn of a file to be given back once its clean file
// has been written, or was refused.
func TestUploadTurns(t *testing.T) {
	h := newTestServer(t, Options{MaxUploads: 1}).handler()
	for range 3 {
		for text, want := range map[string]int{aFile: 200, "%PDF-1.4\n": 415, "": 415} {
			if w := submitFile(t, h, "/spend/clean", "a.csv", text); w.Code != want {
				t.Errorf("%.10q: %d", text, w.Code)
			}
		}
	}
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
		if got := get[List[map[string]any]](t, h, target).Count; got != want {
			t.Errorf("%s: %d, want %d", target, got, want)
		}
	}
	wantProblem(t, do(h, http.MethodGet, "/v1/rules?q="+strings.Repeat("a", web.MaxSearch+1), ""), http.StatusBadRequest)
	years := func(target string) int { return len(get[CCGDetail](t, h, target).Years) }
	if known, filled := years("/v1/ccgs/00C"), years("/v1/ccgs/00C?data=synthetic"); filled <= known {
		t.Errorf("%d years are known, and %d when gaps are filled", known, filled)
	}
}

// TestRefusedUploadGivesItsTurnBack wants a client that takes no CSV to be refused
// the clean file, and the next one to have it.
func TestRefusedUploadGivesItsTurnBack(t *testing.T) {
	h := newTestServer(t, Options{MaxUploads: 1}).handler()
	body, media := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"+aFile+"\r\n--x--\r\n", "Content-Type: "+web.FileType+"; boundary=x"
	for range 3 {
		if w := do(h, http.MethodPost, "/spend/clean", body, media, "Accept: image/webp"); w.Code != http.StatusNotAcceptable {
			t.Errorf("status %d, want 406: %.300s", w.Code, w.Body)
		}
	}
	if w := do(h, http.MethodPost, "/spend/clean", body, media); w.Code != http.StatusOK {
		t.Errorf("after that: status %d: %.300s", w.Code, w.Body)
	}
}
