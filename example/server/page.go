package server

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// A page is what a function of the table in pages.go answers with: what its
// template shows, and what the frame around it says.
type page struct {
	Template string // the name of its file in templates, without .html
	Status   int    // 0 means 200
	Title    string // of the window, and the one h1
	Lead     string // a sentence or two under the title
	On       dated  // the day that it is for, if it depends on one
	Shows    provenance
	JSON     string // the path of the same facts as JSON, and as CSV;
	CSV      string // "" where there is none
	Data     any    // for the template

	File *response // the answer instead of a page, to be kept
}

// A provenance says where what a page shows comes from, so that nobody takes
// made-up figures for real ones.
type provenance int

const (
	realData provenance = iota
	madeUp
	sentIn    // by the reader
	noData    // a page of text
	completed // real bodies, with figures that are made up where none are known
	imagined  // what a scenario would have changed
)

// IsReal is for the pages, as are the others.
func (p provenance) IsReal() bool      { return p == realData }
func (p provenance) IsMadeUp() bool    { return p == madeUp }
func (p provenance) IsSentIn() bool    { return p == sentIn }
func (p provenance) IsCompleted() bool { return p == completed }
func (p provenance) IsImagined() bool  { return p == imagined }

// A pageRow is a row of the table of pages.
type pageRow struct {
	method  string
	path    string      // as [http.ServeMux] has it
	nav     string      // what the navigation calls it; "" leaves it out
	summary string      // one line for people
	example string      // a path that fits, with a query if one is needed
	form    string      // of a POST, one that fits, as a browser sends it
	query   []parameter // of a POST these are the fields of its form
	fill    func(*data, *request) (page, error)
}

// versionParameter is one that every page takes: permalinks hold it.
func versionParameter() parameter {
	return parameter{name: "version", about: "the version of the data that the link was made with"}
}

func (p pageRow) operation() operation {
	query := append(slices.Clone(p.query), versionParameter())
	return operation{p.method, p.path, p.summary, p.example, p.form, query, p.answer, p.takesFile()}
}

// takesFile reports whether the body is a file of payments, which is read as it
// arrives.
func (p pageRow) takesFile() bool {
	return slices.ContainsFunc(p.query, func(q parameter) bool { return q.isFile })
}

func (p pageRow) answer(s *server, r *request) (any, error) {
	d, err := s.data()
	if err != nil {
		return nil, err
	}
	content, err := p.fill(d, r)
	if err != nil {
		return nil, err
	}
	if content.File != nil {
		return *content.File, nil
	}
	return s.show(frame{
		page: content, Path: r.URL.Path, Permalink: permalink(r, content.On), KnownUntil: d.knownUntil,
		OtherVersion: otherVersion(r.query.Get("version")),
	})
}

// A frame is a page with what surrounds it.
type frame struct {
	page
	Path         string // of the request
	Permalink    string
	KnownUntil   nhs.Date
	OtherVersion string // of the data, that the link was made with
}

// DataVersion is for the pages, as are the others.
func (f frame) DataVersion() string { return england.Version }

// Nav lists the pages that the navigation leads to.
func (f frame) Nav() []navItem {
	var items []navItem
	for _, p := range pages() {
		if p.nav != "" {
			to := strings.TrimSuffix(p.path, "{$}")
			items = append(items, navItem{p.nav, to, to == f.Path, to != "/" && strings.HasPrefix(f.Path, to+"/")})
		}
	}
	return items
}

type navItem struct {
	Name, Path    string
	Here, Section bool // this page; one below it
}

// otherVersion is the version that a link was made with, if it is not this one.
func otherVersion(version string) string {
	if version == england.Version {
		return ""
	}
	return shorten(version)
}

// permalink is the path and query that show the same page again.
func permalink(r *request, on dated) string {
	query := url.Values{}
	if r.Method != http.MethodPost {
		query = maps.Clone(r.query)
	}
	if !on.AsOf.IsZero() {
		query.Set("as_of", on.AsOf.String())
	}
	query.Set("version", england.Version)
	return r.URL.EscapedPath() + "?" + query.Encode()
}

//go:embed templates
var templates embed.FS

// Templates that are parts of others.
const (
	layout    = "templates/layout.html"
	parts     = "templates/parts.html"
	formParts = "templates/form_parts.html"
)

// parsePages reads the template of each page, with the frame around it.
func parsePages() (map[string]*template.Template, error) {
	common, err := template.New("").Funcs(wording()).ParseFS(templates, layout, parts, formParts)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, err
	}
	all := map[string]*template.Template{}
	for _, file := range files {
		if file == layout || file == parts || file == formParts {
			continue
		}
		t, err := common.Clone()
		if err == nil {
			t, err = t.ParseFS(templates, file)
		}
		if err != nil {
			return nil, err
		}
		all[strings.TrimSuffix(path.Base(file), ".html")] = t
	}
	return all, nil
}

// show writes a page.
func (s *server) show(f frame) (response, error) {
	t, ok := s.pages[f.Template]
	if !ok {
		return response{}, fmt.Errorf("there is no template %q", f.Template)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", f); err != nil {
		return response{}, err
	}
	return response{status: f.Status, contentType: "text/html; charset=utf-8", body: s.rebase(b.Bytes())}, nil
}

// answerPage answers a request for a page. A field that was left blank is as if
// it was not there, as browsers send every field of a form.
func (s *server) answerPage(e endpoint, w http.ResponseWriter, r *http.Request) (response, error) {
	raw, known := r.URL.RawQuery, e.query
	if r.Method == http.MethodPost && !e.upload {
		known = []parameter{versionParameter()}
	}
	query, err := parseFields(known, raw)
	if err != nil {
		return response{}, err
	}
	q := &request{Request: r, query: query}
	work := func() (response, error) {
		v, err := e.answer(s, q)
		if err != nil {
			return response{}, err
		}
		a := v.(response)
		return a, q.checkAcceptable(a)
	}
	switch {
	case e.upload:
		return s.upload(w, q, work)
	case !e.takesTurn(q):
		return work()
	case r.Method != http.MethodPost:
		return s.heavilyOnce(q, work)
	}
	form, err := s.readForm(w, r)
	if err != nil {
		return response{}, err
	}
	if q.query, err = checkFields(e.query, form); err != nil {
		return response{}, err
	}
	if err := setReadDeadline(w, time.Time{}); err != nil { // all has been read
		return response{}, err
	}
	return s.heavily(r.Context(), work)
}

// wantsHTML reports whether a browser asks.
func wantsHTML(r *http.Request) bool {
	return strings.Contains(strings.Join(r.Header.Values("Accept"), ","), "text/html")
}

// writeProblemPage answers with err as a page.
func (s *server) writeProblemPage(w http.ResponseWriter, r *http.Request, err error) {
	p := problemFor(w, r, err)
	answer, err := s.show(frame{
		page: page{Template: "problem", Status: p.Status, Title: p.heading(), Shows: noData, Data: p},
		Path: r.URL.Path,
	})
	if err != nil {
		writeProblem(w, r, err)
		return
	}
	answer.write(w, r)
}

// heading says in plain words what kind of problem it is.
func (p problem) heading() string {
	switch {
	case p.Status == http.StatusNotFound:
		return "There is no such page"
	case p.Status == http.StatusServiceUnavailable:
		return "Too busy just now"
	case p.Status == http.StatusRequestEntityTooLarge:
		return "That is too much at once"
	case p.Status >= http.StatusInternalServerError:
		return "Something went wrong here"
	}
	return "That could not be read"
}
