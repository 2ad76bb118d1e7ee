package server

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
)

// browser is what a browser says that it takes.
const browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"

// A visit is a page as it came.
type visit struct {
	path string // with the query
	body string
	code int
}

// A page of a kind that was met often is visited only now and then: the first few,
// and then one of so many.
const (
	firstOfKind = 10
	thenOneOf   = 20
)

// crawl follows the links from the start and from each page of the table, and
// returns the pages that it met. What is not a page it asks for too. Of those that
// look alike it takes a sample; TestWriteSite follows all.
func crawl(t *testing.T, h http.Handler) []visit {
	t.Helper()
	todo := []string{"/"}
	for _, p := range pageOperations(t) {
		if p.Method == http.MethodGet {
			todo = append(todo, p.Example)
		}
	}
	var met []visit
	seen, kinds := map[string]bool{}, map[string]int{}
	for len(todo) > 0 {
		target := todo[0]
		todo = todo[1:]
		if seen[target] {
			continue
		}
		seen[target] = true
		kind := kindOf(target)
		if kinds[kind]++; kinds[kind] > firstOfKind && kinds[kind]%thenOneOf != 0 {
			continue
		}
		w := do(h, http.MethodGet, target, "", browser)
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d: %.300s", target, w.Code, w.Body)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		v := visit{target, w.Body.String(), w.Code}
		met = append(met, v)
		for _, match := range href.FindAllStringSubmatch(v.body, -1) {
			link := html.UnescapeString(match[1])
			switch address, fragment, _ := strings.Cut(link, "#"); {
			case address == "" && fragment != "":
				if !strings.Contains(v.body, `id="`+fragment+`"`) {
					t.Errorf("on %s the link %s leads nowhere", target, link)
				}
			case strings.HasPrefix(address, "/"):
				// From a page with a query only links without one are followed, since
				// queries could be combined for ever.
				if !strings.Contains(target, "?") || !strings.Contains(address, "?") {
					todo = append(todo, address)
				}
			case !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://"):
				t.Errorf("on %s a link to %q", target, link)
			}
		}
	}
	return met
}

// kindOf is the same for pages that look alike.
func kindOf(target string) string {
	address, query, _ := strings.Cut(target, "?")
	name, _, _ := strings.Cut(query, "=")
	return path.Dir(address) + "?" + name
}

var (
	inline = regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son[a-z]+=|javascript:`)
	ids    = regexp.MustCompile(`\sid="([^"]*)"`)
	inputs = regexp.MustCompile(`<(?:input|select|textarea)[^>]*>`)
)

// TestPages holds what is true of every page, and that all links lead somewhere.
func TestPages(t *testing.T) {
	met := crawl(t, newTestHandler(t))
	for _, v := range met {
		for _, fault := range pageFaults(v.body) {
			t.Errorf("%s: %s", v.path, fault)
		}
	}
	if len(met) < len(pageOperations(t)) {
		t.Errorf("only %d pages", len(met))
	}
	t.Logf("%d pages", len(met))
}

// pageFaults lists what is wrong with a page.
func pageFaults(body string) []string {
	var faults []string
	want := func(ok bool, fault string) {
		if !ok {
			faults = append(faults, fault)
		}
	}
	if err := wellFormed(body); err != nil {
		want(false, "not well-formed: "+err.Error())
	}
	limit := 80_000
	if strings.Contains(body, `class="chart map"`) { // which compresses to a quarter
		limit = 120_000
	}
	want(len(body) < limit, fmt.Sprintf("larger than %d KB", limit/1000))
	want(strings.Count(body, "<h1") == 1, "not one h1")
	want(!inline.MatchString(body), "has inline script or style: "+inline.FindString(body))
	want(strings.Contains(strings.ToLower(body), "not an nhs service"), "does not say that it is not an NHS service")
	want(strings.Count(body, "<table") == strings.Count(body, "<caption"), "a table without a caption")
	want(strings.Count(body, "<th>") == 0, "a heading of a table without its scope")
	want(!strings.Contains(body, "ZgotmplZ") && !strings.Contains(body, "&lt;nil&gt;"), "has what a template left")
	met := map[string]bool{}
	for _, match := range ids.FindAllStringSubmatch(body, -1) {
		want(!met[match[1]], "the id "+match[1]+" is there twice")
		met[match[1]] = true
	}
	for _, input := range inputs.FindAllString(body, -1) {
		if strings.Contains(input, `type="hidden"`) {
			continue
		}
		id := ids.FindStringSubmatch(input)
		want(id != nil && strings.Contains(body, `for="`+id[1]+`"`), "no label for "+input)
	}
	for _, svg := range strings.Split(body, "<svg")[1:] {
		head, _, _ := strings.Cut(svg, "</desc>")
		want(strings.Contains(head, "role=") && strings.Contains(head, "<title") && len(head) < len(svg), "a picture without role, title or description")
	}
	return faults
}

// wellFormed reads a page as XML, strictly.
func wellFormed(body string) error {
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestPageFaults wants the test above to see what it looks for.
func TestPageFaults(t *testing.T) {
	good := `<html><h1>A</h1><p>Not an NHS service</p></html>`
	if faults := pageFaults(good); faults != nil {
		t.Errorf("faults in a good page: %q", faults)
	}
	for name, bad := range map[string]string{
		"unclosed":    `<html><h1>A</h1><p>Not an NHS service</html>`,
		"no h1":       `<html><p>Not an NHS service</p></html>`,
		"script":      `<html><h1>A</h1><p>Not an NHS service</p><script src="/x"/></html>`,
		"style":       `<html><h1 style="x">A</h1><p>Not an NHS service</p></html>`,
		"handler":     `<html><h1 onclick="x">A</h1><p>Not an NHS service</p></html>`,
		"no notice":   `<html><h1>A</h1></html>`,
		"no caption":  `<html><h1>A</h1><p>Not an NHS service</p><table/></html>`,
		"no scope":    `<html><h1>A</h1><p>Not an NHS service</p><th>B</th></html>`,
		"id twice":    `<html><h1 id="a">A</h1><p id="a">Not an NHS service</p></html>`,
		"no label":    `<html><h1>A</h1><p>Not an NHS service</p><input id="a"/></html>`,
		"bare figure": `<html><h1>A</h1><p>Not an NHS service</p><svg role="img"><title>A</title></svg></html>`,
	} {
		if len(pageFaults(bad)) != 1 {
			t.Errorf("%s: found %q", name, pageFaults(bad))
		}
	}
}

// TestProblemPages wants a browser to get as a page what a program gets
// as JSON, with the same status.
func TestProblemPages(t *testing.T) {
	h := newTestHandler(t)
	for _, test := range []struct {
		method, target, body string
		status               int
	}{
		{http.MethodGet, "/nothing", "", 404},
		{http.MethodGet, "/?as_of=2013", "", 400},
		{http.MethodGet, "/?colour=red", "", 400},
		{http.MethodGet, "/?as_of=<script>alert(1)</script>", "", 400},
		{http.MethodDelete, "/", "", 405},
	} {
		shown := do(h, test.method, test.target, test.body, browser)
		told := do(h, test.method, test.target, test.body, "Accept: application/json")
		wantProblem(t, told, test.status)
		if shown.Code != test.status || shown.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: status %d, %s", test.target, shown.Code, shown.Header().Get("Content-Type"))
		}
		for _, fault := range pageFaults(shown.Body.String()) {
			t.Errorf("%s: %s", test.target, fault)
		}
	}
	if w := do(h, http.MethodGet, "/v1/nothing", "", browser); w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("a browser at an address for programs gets %s", w.Header().Get("Content-Type"))
	}
}

// TestEscaping wants whatever is typed to come back as text.
func TestEscaping(t *testing.T) {
	h := newTestHandler(t)
	const typed = `"><script>alert(1)</script><x y='`
	form := "Content-Type: " + web.FormType
	for _, w := range []*httptest.ResponseRecorder{
		do(h, http.MethodGet, "/ccgs?q="+url.QueryEscape(typed), "", browser),
		do(h, http.MethodGet, "/rules?q="+url.QueryEscape(typed), "", browser),
		do(h, http.MethodGet, "/?version="+url.QueryEscape(typed), "", browser),
		do(h, http.MethodGet, "/rules/"+url.PathEscape(typed), "", browser),
		do(h, http.MethodGet, "/learn/"+url.PathEscape(typed), "", browser),
		do(h, http.MethodGet, "/frameworks/lpf?buyer="+url.QueryEscape(typed), "", browser),
		do(h, http.MethodPost, "/rules/CCG-01", "document="+url.QueryEscape(typed), browser, form),
		do(h, http.MethodPost, "/rules/CCG-01", "document="+url.QueryEscape(`{"code":"00C","name":"<script>","opened":"2013-04-01"}`), browser, form),
	} {
		for _, fault := range pageFaults(w.Body.String()) {
			t.Errorf("status %d: %s", w.Code, fault)
		}
		if !strings.Contains(w.Body.String(), "&lt;script&gt;") && !strings.Contains(w.Body.String(), "script") {
			t.Errorf("status %d: what was typed is not shown", w.Code)
		}
	}
}

// TestPagesAnswer wants pages to say what they are for.
func TestPagesAnswer(t *testing.T) {
	h := newTestHandler(t)
	for target, wants := range map[string][]string{
		"/":                                    {">211<", ">19<", "£25.00", "commissioning support unit", "version=" + england.Version},
		"/?as_of=2015-03-01":                   {"Lead Provider Framework", "Lot 1: <strong>9</strong>", "£24.73"},
		"/?as_of=2022-07-01":                   {">42<", "integrated care boards"},
		"/?as_of=":                             {">211<"},
		"/?version=2020.1.0":                   {"version 2020.1.0 of the data"},
		"/ccgs?q=leeds":                        {"Leeds North", "Leeds South and East", "Leeds West", "Not open on 1 April 2013", "15F"},
		"/ccgs?as_of=2012-12-31":               {"The first CCG opened on 1 April 2013"},
		"/ccgs?q=no+such+place":                {"0 CCGs"},
		"/ccgs/13T?as_of=2015-06-01":           {"Newcastle West CCG", "North East and North Cumbria ICB", "Capita", "£22.07"},
		"/ccgs/99P":                            {"£21,750,000.00"},
		"/ccgs/03V":                            {"Corby CCG", "£15.00"},
		"/ccgs/00C?data=synthetic":             {"Synthetic.", "made up", "upper quartile"},
		"/icbs/QHM":                            {"Newcastle Gateshead CCG"},
		"/csus":                                {"19 operating on 1 April 2013", "Anglia CSU", `href="/csus/nel"`, "Peninsula CSS"},
		"/csus?as_of=2014-04-01":               {"perhaps"},
		"/csus/anglia":                         {"was taken over", "North and East London CSU", "S23"},
		"/csus/0AP":                            {"Anglia CSU"},
		"/frameworks":                          {"Lead Provider Framework", "Health Systems Support Framework"},
		"/frameworks/lpf":                      {"9 places won", "refused", "Yorkshire and Humber CSU", "MBED", "Done between"},
		"/frameworks/lpf?needed_by=2016-03-31": {"needed by"},
		"/frameworks/lpf?start=2016-01-01&needed_by=2016-03-31": {"too late"},
		"/rules?severity=info": {"advice"},
		"/rules/FW-05":         {"The lot covers every service line bought", "<textarea"},
		"/learn":               {"Glossary"},
		"/learn/csus":          {"What became of every commissioning support unit", `scope="col"`},
		"/api":                 {"/v1/ccgs/{code}"},
	} {
		w := do(h, http.MethodGet, target, "", browser)
		for _, want := range wants {
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: status %d, without %q", target, w.Code, want)
			}
		}
	}
}

// TestTryRule holds rules against documents in a form.
func TestTryRule(t *testing.T) {
	h := newTestHandler(t)
	for _, test := range []struct {
		rule, form string
		status     int
		want       string
	}{
		{"CCG-01", "document=" + url.QueryEscape(`{"code":"00C"}`), 200, "1 finding"},
		{"CCG-01", "document=" + url.QueryEscape(`{"code":"00C","name":"A"}`), 200, "Nothing found"},
		{"CCG-01", "document=" + url.QueryEscape(`{"code":`), 400, "could not be read"},
		{"CCG-01", "document=", 400, "The box is empty"},
		{"CCG-01", "document=" + strings.Repeat("{", web.MaxObjects+1), 413, "Too much at once"},
		{"CCG-01", "document={}&colour=red", 400, "colour"},
		{"CCG-99", "document={}", 404, "no rule"},
	} {
		w := do(h, http.MethodPost, "/rules/"+test.rule, test.form, browser, "Content-Type: "+web.FormType)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.want) {
			t.Errorf("%s with %.40s: status %d, want %d and %q", test.rule, test.form, w.Code, test.status, test.want)
		}
		for _, fault := range pageFaults(w.Body.String()) {
			t.Errorf("%s with %.40s: %s", test.rule, test.form, fault)
		}
	}
}

// TestExamplesOfRules wants the document in the box of each rule to be one that
// can be read, and those of most rules to break them.
func TestExamplesOfRules(t *testing.T) {
	h := newTestHandler(t)
	tried, broken := 0, 0
	for _, meta := range catalogue.Rules() {
		target := "/rules/" + string(meta.ID)
		_, box, ok := strings.Cut(do(h, http.MethodGet, target, "", browser).Body.String(), "<textarea")
		if !ok {
			continue // nothing checks it, as the types keep it
		}
		tried++
		_, box, _ = strings.Cut(box, ">")
		box, _, _ = strings.Cut(box, "</textarea>")
		w := do(h, http.MethodPost, target, "document="+url.QueryEscape(html.UnescapeString(box)), browser, "Content-Type: "+web.FormType)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d for what is in its box", meta.ID, w.Code)
		}
		if strings.Contains(w.Body.String(), "finding</h3>") || strings.Contains(w.Body.String(), "findings</h3>") {
			broken++
		}
	}
	if tried < 100 || broken < 2*tried/3 {
		t.Errorf("of %d documents %d break the rule", tried, broken)
	}
}

// TestForms reads a form as a browser sends it, with a file.
func TestForms(t *testing.T) {
	const boundary = "x"
	body := "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.json\"\r\n\r\n{\"code\":\"00C\"}\r\n--x--\r\n"
	h := newTestHandler(t)
	if w := do(h, http.MethodPost, "/rules/CCG-01", body, browser, "Content-Type: "+web.FileType+"; boundary="+boundary); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "1 finding") {
		t.Errorf("a file is answered with %d: %.300s", w.Code, w.Body)
	}
	for name, test := range map[string]struct {
		contentType, body string
		status            int
	}{
		"JSON":        {"application/json", "{}", 415},
		"cut off":     {web.FileType + "; boundary=x", body[:60], 400},
		"malformed":   {web.FormType, "document=%zz", 400},
		"too large":   {web.FormType, "document=" + strings.Repeat("x", 3*web.DefaultMaxBody), 413},
		"many fields": {web.FileType + "; boundary=x", strings.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", web.MaxFields+1) + "--x--\r\n", 400},
	} {
		if w := do(h, http.MethodPost, "/rules/CCG-01", test.body, "Content-Type: "+test.contentType); w.Code != test.status {
			t.Errorf("%s: status %d, want %d: %.200s", name, w.Code, test.status, w.Body)
		}
	}
}

// TestEmptyMarket wants every page of a market without anything to be a page.
func TestEmptyMarket(t *testing.T) {
	h := newTestServer(t, Options{Market: func() (*commissioning.Market, error) { return &commissioning.Market{}, nil }}).handler()
	for _, target := range []string{"/", "/ccgs", "/csus", "/frameworks", "/rules", "/learn", "/api", "/ccgs/13T", "/csus/anglia", "/frameworks/lpf"} {
		w := do(h, http.MethodGet, target, "", browser)
		if w.Code != http.StatusOK && w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", target, w.Code)
		}
		for _, fault := range pageFaults(w.Body.String()) {
			t.Errorf("%s: %s", target, fault)
		}
	}
}

// TestWeight wants a page and the style sheet to be light together. A map, which
// compresses to a quarter, may weigh a little more.
func TestWeight(t *testing.T) {
	h := newTestHandler(t)
	style := do(h, http.MethodGet, "/style.css", "").Body.Len()
	for _, p := range pageOperations(t) {
		if p.Method != http.MethodGet {
			continue
		}
		body := do(h, http.MethodGet, p.Example, "", browser).Body.String()
		if n := len(body); n+style > 100_000 && (n > 120_000 || !strings.Contains(body, `class="chart map"`)) {
			t.Errorf("%s: %d bytes, and %d of style", p.Example, n, style)
		}
	}
}

func BenchmarkPages(b *testing.B) {
	h := newTestHandler(b)
	for _, p := range pageOperations(b) {
		if p.Method != http.MethodGet {
			continue
		}
		b.Run(strings.NewReplacer("/", "_", "?", "_").Replace(p.Example), func(b *testing.B) {
			do(h, http.MethodGet, p.Example, "", browser)
			b.ReportAllocs()
			for b.Loop() {
				do(h, http.MethodGet, p.Example, "", browser)
			}
		})
	}
}
