package pages

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// A page is what a function of the table in pages.go answers with: what its
// template shows, and what the frame around it says.
type page struct {
	Template string    // the name of its file in templates, without .html
	Status   int       // 0 means 200
	Title    string    // of the window, and the one h1
	Lead     string    // a sentence or two under the title
	On       api.Dated // the day that it is for, if it depends on one
	Shows    provenance
	JSON     string // the path of the same facts as JSON, and as CSV;
	CSV      string // "" where there is none
	Data     any    // for the template

	File *web.Response // the answer instead of a page, to be kept
}

// A provenance says where the facts of a page come from, so that nobody takes
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
	for _, p := range table() {
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
	return web.Shorten(version)
}

// permalink is the path and query that show the same page again.
func permalink(r *web.Request, on api.Dated) string {
	query := url.Values{}
	if r.Method != http.MethodPost {
		query = maps.Clone(r.Query)
	}
	if !on.AsOf.IsZero() {
		query.Set("as_of", on.AsOf.String())
	}
	query.Set("version", england.Version)
	return r.URL.EscapedPath() + "?" + query.Encode()
}

// heading says in plain words what kind of problem it is.
func heading(p web.Problem) string {
	switch {
	case p.Status == http.StatusNotFound:
		return "Page not found"
	case p.Status == http.StatusServiceUnavailable:
		return "Server busy"
	case p.Status == http.StatusRequestEntityTooLarge:
		return "Too much at once"
	case p.Status >= http.StatusInternalServerError:
		return "Something went wrong"
	}
	return "The request could not be read"
}

// cited returns the sources with the identifiers, each once, in order.
func (d *data) cited(ids []string) []england.Source {
	var sources []england.Source
	for _, s := range d.Sources {
		if slices.Contains(ids, s.ID) {
			sources = append(sources, s)
		}
	}
	return sources
}
