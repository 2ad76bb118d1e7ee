// Package site writes the answers of a handler as files, which need no server.
package site

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
)

// maxFiles bounds what [Write] writes.
const maxFiles = 10_000

// Write hands every page of a handler to write as a file, with whatever the pages
// link to and every other answer to a GET of the operations that needs no parameter,
// and returns how many there were. Names are slash-separated and unique. Links in
// pages lead to the files by relative paths, so that they work in a folder and at the
// root of a web server. The answers to forms are left out.
//
// It fails if a page links to something that does not exist.
func Write(ctx context.Context, h http.Handler, operations []web.Operation, write func(name string, body []byte) error) (files int, err error) {
	c := crawler{handler: h, found: map[string]siteFile{}}
	c.begin(operations)
	if err := c.crawl(ctx); err != nil {
		return 0, err
	}
	return c.write(write)
}

// A siteFile is an answer that becomes a file.
type siteFile struct {
	name   string
	body   []byte
	isPage bool
}

// A link leads from one page to another.
type link struct {
	from, to string
	optional bool // may lead nowhere
}

type crawler struct {
	handler http.Handler
	queue   []link
	wanted  map[string]bool
	found   map[string]siteFile
	order   []string // the addresses found
}

// begin queues the answers that need no parameter.
func (c *crawler) begin(operations []web.Operation) {
	for _, o := range operations {
		if o.Method == http.MethodGet && len(o.PathParameters()) == 0 {
			c.want(link{to: strings.TrimSuffix(o.Path, "{$}"), optional: true})
		}
		if o.Method == http.MethodGet && o.Example != "" {
			c.want(link{from: "the table of operations", to: o.Example})
		}
	}
}

// crawl finds all answers.
func (c *crawler) crawl(ctx context.Context) error {
	for len(c.queue) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		l := c.queue[0]
		c.queue = c.queue[1:]
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, l.to, nil)
		w := httptest.NewRecorder()
		c.handler.ServeHTTP(w, r)
		switch {
		case w.Code != http.StatusOK && l.optional:
			continue
		case w.Code != http.StatusOK:
			return fmt.Errorf("%s links to %s, which answers %d", l.from, l.to, w.Code)
		case len(c.found) == maxFiles:
			return fmt.Errorf("there are more than %d files", maxFiles)
		}
		f := newSiteFile(r.URL, w)
		c.found[l.to], c.order = f, append(c.order, l.to)
		if f.isPage {
			c.follow(l.to, f.body)
		}
	}
	return nil
}

// write hands over the answers found.
func (c *crawler) write(write func(name string, body []byte) error) (files int, err error) {
	for i, address := range c.order {
		f := c.found[address]
		if !fs.ValidPath(f.name) {
			return i, fmt.Errorf("%s would be written to %q", address, f.name)
		}
		if f.isPage {
			f.body = c.relink(f)
		}
		if err := write(f.name, f.body); err != nil {
			return i, err
		}
	}
	return len(c.order), nil
}

// address is a link without its fragment, and with its query in order. Without
// the version of the data it leads to the same page.
func address(to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	query := u.Query()
	query.Del("version")
	u.Fragment, u.RawQuery = "", query.Encode()
	return u.String()
}

func (c *crawler) want(l link) {
	l.to = address(l.to)
	if c.wanted == nil {
		c.wanted = map[string]bool{}
	}
	if !c.wanted[l.to] {
		c.wanted[l.to] = true
		c.queue = append(c.queue, l)
	}
}

// quoted finds the values of attributes that could be links from the root.
var quoted = regexp.MustCompile(`="/[^"]*"`)

// links returns where in a page, as html/template writes it, the links from the
// root begin and end.
func links(body []byte) [][2]int {
	var all [][2]int
	for _, at := range quoted.FindAllIndex(body, -1) {
		name := body[:at[0]]
		if bytes.HasSuffix(name, []byte(" href")) || bytes.HasSuffix(name, []byte(" src")) {
			all = append(all, [2]int{at[0] + len(`="`), at[1] - len(`"`)})
		}
	}
	return all
}

// follow queues what a page links to. From a page that has a query only links
// without one, and those to data, are followed, since queries could be combined
// for ever.
func (c *crawler) follow(from string, body []byte) {
	for _, at := range links(body) {
		to := html.UnescapeString(string(body[at[0]:at[1]]))
		if !strings.HasPrefix(to, "//") && (!strings.Contains(from, "?") || !strings.Contains(to, "?") || strings.HasPrefix(to, "/v1/")) {
			c.want(link{from: from, to: to})
		}
	}
}

func newSiteFile(u *url.URL, w *httptest.ResponseRecorder) siteFile {
	media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	f := siteFile{body: w.Body.Bytes(), isPage: media == "text/html"}
	extension := map[string]string{"application/json": ".json", "text/csv": ".csv", "text/plain": ".txt", "text/html": ".html"}[media]
	base := strings.Trim(u.Path, "/")
	if own := path.Ext(base); extension == "" || own == extension {
		base, extension = strings.TrimSuffix(base, own), own
	}
	if f.isPage {
		base = path.Join(base, "index")
	}
	if u.RawQuery != "" {
		base += "," + strings.NewReplacer("&", ",", "/", "-", "%", "-", "+", "-").Replace(u.RawQuery)
	}
	f.name = base + extension
	return f
}

// relink makes the links of a page relative. A link without a file loses its query
// and, if that does not help, stays as it is.
func (c *crawler) relink(f siteFile) []byte {
	var body []byte
	done := 0
	for _, at := range links(f.body) {
		if to, ok := c.relative(f.name, html.UnescapeString(string(f.body[at[0]:at[1]]))); ok {
			body = append(append(body, f.body[done:at[0]]...), html.EscapeString(to)...)
			done = at[1]
		}
	}
	return append(body, f.body[done:]...)
}

// relative returns the way from one file to the one that a link leads to.
func (c *crawler) relative(from, to string) (string, bool) {
	_, fragment, _ := strings.Cut(to, "#")
	target, ok := c.found[address(to)]
	if !ok {
		bare, _, _ := strings.Cut(to, "?")
		if target, ok = c.found[bare]; !ok {
			return "", false
		}
	}
	way, err := filepath.Rel(path.Dir(from), target.name)
	if err != nil {
		return "", false
	}
	link := url.URL{Path: filepath.ToSlash(way), Fragment: fragment}
	return link.String(), true
}
