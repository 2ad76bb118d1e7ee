package browser

import (
	_ "embed"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// paths are the pages that are looked at: at least one of each kind, and those
// with most on them.
var paths = []string{
	"/", "/?as_of=2015-04-01", "/map", "/map?as_of=2013-04-01&figure=allowance", "/map?as_of=2026-04-01",
	"/ccgs", "/ccgs?q=darlington", "/ccgs/00F", "/ccgs/13T", "/ccgs/13T?as_of=2015-06-01&data=synthetic", "/icbs/QHM",
	"/csus", "/csus/anglia", "/csus/south-central-west",
	"/frameworks", "/frameworks/lpf?start=2015-04-01",
	"/market", "/market/per-head?data=synthetic&seed=1", "/market/expiry?data=synthetic&seed=1",
	"/agreements", "/agreements?example=partnership",
	"/decide", "/decide?example=contract-management",
	"/spend", "/spend?example=small",
	"/what-if", "/what-if?scenario=last-units&data=synthetic&seed=1",
	"/rules", "/rules?severity=error", "/rules/SLA-09",
	"/learn", "/learn/csus", "/learn/glossary", "/learn/claims",
	"/api",
}

// unfound are addresses that answer a page of a problem.
var unfound = []string{"/nowhere", "/ccgs/99Z", "/rules/SLA-9999"}

// TestPagesAreAllLookedAt wants a path for each page that the server says it has,
// and each link of the navigation to be one.
func TestPagesAreAllLookedAt(t *testing.T) {
	var api struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]any `json:"content"`
			} `json:"responses"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(get(t, "/openapi.json"), &api); err != nil {
		t.Fatal(err)
	}
	parameter := regexp.MustCompile(`\\\{[^/]*\\\}`)
	pages := 0
	for path, methods := range api.Paths {
		if _, isPage := methods["get"].Responses["200"].Content["text/html"]; !isPage {
			continue
		}
		pages++
		route := regexp.MustCompile("^" + parameter.ReplaceAllString(regexp.QuoteMeta(path), "[^/?]+") + `(\?.*)?$`)
		if !slices.ContainsFunc(paths, route.MatchString) {
			t.Errorf("no test looks at a page of %s", path)
		}
	}
	if pages < 10 {
		t.Errorf("the description has %d pages", pages)
	}

	b := open(t, desktop)
	b.visit(t, "/")
	links := eval[[]string](t, b, `[...document.querySelectorAll("header nav a")].map(a => a.getAttribute("href"))`)
	if len(links) < 5 {
		t.Errorf("the navigation has %d links", len(links))
	}
	for _, link := range links {
		if !slices.Contains(paths, link) {
			t.Errorf("%s is in the navigation and in no test", link)
		}
	}
}

// TestPages looks at each page at the width of a telephone and of a desk, in light
// and in dark, and as paper.
func TestPages(t *testing.T) {
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			b := open(t, desktop)
			b.visit(t, path)
			b.look(t, path)
		})
	}
}

// TestProblemPages looks in the same way at pages that say what is wrong.
func TestProblemPages(t *testing.T) {
	for _, path := range unfound {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			b := open(t, desktop)
			b.expected = path
			b.visit(t, path)
			b.look(t, path)
		})
	}
}

// look checks the page that the tab shows in every view.
func (b *tab) look(t *testing.T, name string) {
	t.Helper()
	b.do(t, chromedp.Evaluate(axe+";0", nil))
	for _, v := range []view{desktop, dark, phone} {
		b.show(t, v)
		b.measure(t, v)
		rules := everyRule
		if v.dark {
			rules = contrastRule // all else is as it is in light
		}
		b.audit(t, v, rules)
		b.picture(t, name, v)
	}
	b.print(t, name)
}

// measure wants one first heading, and a page no wider than the screen.
func (b *tab) measure(t *testing.T, v view) {
	t.Helper()
	if n := eval[int](t, b, `document.querySelectorAll("h1").length`); n != 1 {
		t.Errorf("%s: %d headings of the first rank", v.name, n)
	}
	if wide := eval[int](t, b, "document.documentElement.scrollWidth"); wide > int(v.width) {
		t.Errorf("%s: %d px wide: %s", v.name, wide, eval[string](t, b, widest))
	}
}

// widest names elements that stick out of the page.
const widest = `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")`

//go:embed testdata/axe/axe.min.js
var axe string

// What axe-core is asked to try. Its rule for the size of targets is off unless it
// is named.
const (
	everyRule    = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	contrastRule = `{type: "rule", values: ["color-contrast"]}`
)

// A violation is what axe-core finds.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Where []string `json:"where"`
}

// audit reports what axe-core finds on the page that the tab shows.
func (b *tab) audit(t *testing.T, v view, rules string) {
	t.Helper()
	run := `axe.run(document, {runOnly: ` + rules + `, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]}).then(
		r => r.violations.map(v => ({id: v.id, help: v.help, where: v.nodes.map(n => n.html)})))`
	if rules == contrastRule {
		run = strings.Replace(run, `, rules: {"target-size": {enabled: true}}`, "", 1)
	}
	var found []violation
	b.do(t, chromedp.Evaluate(run, &found, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	for _, f := range found {
		t.Errorf("%s: %s: %s, %d places, such as %.300s", v.name, f.ID, f.Help, len(f.Where), f.Where[0])
	}
}

// TestPagesAreSmall wants HTML and CSS of each page to be under 100 KB, or 150 KB
// with a map, which compresses to a quarter.
func TestPagesAreSmall(t *testing.T) {
	const most = 100_000
	css := len(get(t, "/style.css"))
	for _, path := range paths {
		page := get(t, path)
		limit := most
		if strings.Contains(string(page), `class="chart map"`) {
			limit += most / 2
		}
		if n := len(page) + css; n > limit {
			t.Errorf("%s: %d bytes of HTML and CSS", path, n)
		}
	}
}

// get returns what the server answers with.
func get(t *testing.T, path string) []byte {
	t.Helper()
	w, err := http.Get(shared.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
