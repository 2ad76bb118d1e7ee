package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"sync"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/docs"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/example/web"
)

// Pages render what package api knows.
type Pages struct {
	data      func() (*data, error)
	templates map[string]*template.Template // by the name of the file, without .html
	base      string                        // the path that the pages are mounted at
}

// data is what the pages show.
type data struct {
	*api.Data
	operations []web.Operation    // for programs
	counts     func() []openCount // of every month
	lessons    func() ([]lesson, error)
	atlas      func() (*atlas.Atlas, error)
}

// New returns the pages of a service, which list the operations for programs. Their
// links lead below the base.
func New(service *api.Service, operations []web.Operation, base string) (*Pages, error) {
	templates, err := parsePages()
	if err != nil {
		return nil, err
	}
	p := &Pages{templates: templates, base: base}
	p.data = sync.OnceValues(func() (*data, error) {
		known, err := service.Data()
		if err != nil {
			return nil, err
		}
		d := &data{Data: known, operations: operations}
		d.counts = sync.OnceValue(d.countMonths)
		d.atlas = sync.OnceValues(atlas.Load)
		d.lessons = sync.OnceValues(func() ([]lesson, error) { return readLessons(docs.Files()) })
		return d, nil
	})
	return p, nil
}

// of returns the same data with another market.
func (d *data) of(x *commissioning.Index) *data {
	return &data{Data: d.Data.With(x), operations: d.operations, counts: d.counts, lessons: d.lessons, atlas: d.atlas}
}

// Operations are the pages, and the files that they use.
func (p *Pages) Operations() []web.Operation {
	var all []web.Operation
	for _, row := range table() {
		all = append(all, p.operation(row))
	}
	return append(all, staticFile("style.css", "text/css", "text/css; charset=utf-8"), staticFile("icon.svg", "image/svg+xml", "image/svg+xml"))
}

// operation returns the operation of the page.
func (p *Pages) operation(row pageRow) web.Operation {
	query := append(slices.Clone(row.query), web.VersionParameter())
	return web.Operation{
		Method: row.method, Path: row.path, Summary: row.summary, Example: row.example, Body: row.form, Page: true,
		Query: query, HeavyWhen: api.HeavyWhen(row.path, query), Contract: contracts()[row.method+" "+row.path],
		Answer: func(r *web.Request) (any, error) { return p.answer(row, r) },
	}
}

// contracts are what pages promise that not every page does, by pattern.
func contracts() map[string]web.Contract {
	return map[string]web.Contract{
		"POST /spend":       {Upload: api.SpendTypes(), Statuses: []int{http.StatusUnprocessableEntity}},
		"POST /spend/clean": {Upload: api.SpendTypes(), Files: []string{"text/csv"}},
	}
}

// answer fills a page and writes it.
func (p *Pages) answer(row pageRow, r *web.Request) (any, error) {
	d, err := p.data()
	if err != nil {
		return nil, err
	}
	content, err := row.fill(d, r)
	if err != nil {
		return nil, err
	}
	if content.File != nil {
		return *content.File, nil
	}
	return p.show(frame{
		page: content, Path: r.URL.Path, Permalink: permalink(r, content.On), KnownUntil: d.KnownUntil,
		OtherVersion: otherVersion(r.Query.Get("version")),
	})
}

//go:embed static
var static embed.FS

// staticFile serves one of the files that pages use.
func staticFile(name, media, contentType string) web.Operation {
	return web.Operation{
		Method: http.MethodGet, Path: "/" + name, Contract: web.Contract{Files: []string{media}},
		Answer: func(*web.Request) (any, error) {
			body, err := static.ReadFile("static/" + name)
			return web.File(contentType, body), err
		},
	}
}

// show writes a page.
func (p *Pages) show(f frame) (web.Response, error) {
	t, ok := p.templates[f.Template]
	if !ok {
		return web.Response{}, fmt.Errorf("there is no template %q", f.Template)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", f); err != nil {
		return web.Response{}, err
	}
	return web.Response{Status: f.Status, ContentType: "text/html; charset=utf-8", Body: web.Rebase(b.Bytes(), p.base)}, nil
}

// Problem is a problem as a page.
func (p *Pages) Problem(r *http.Request, problem web.Problem) (web.Response, error) {
	return p.show(frame{
		page: page{Template: "problem", Status: problem.Status, Title: heading(problem), Shows: noData, Data: problem},
		Path: r.URL.Path,
	})
}
