package server

import (
	"html"
	"net/url"
	"path"
	"testing"
)

// TestWriteSite wants every link within the written pages to lead to a file.
func TestWriteSite(t *testing.T) {
	files := map[string][]byte{}
	n, err := WriteSite(t.Context(), Options{}, func(name string, body []byte) error {
		if _, ok := files[name]; ok {
			t.Errorf("%s is written twice", name)
		}
		files[name] = body
		return nil
	})
	if err != nil || n != len(files) {
		t.Fatalf("%d files, %d counted: %v", len(files), n, err)
	}
	for _, name := range []string{"index.html", "style.css", "icon.svg", "openapi.json", "healthz.json", "v1/rules.json", "v1/ccgs,as_of=2013-04-01.json", "v1/ccgs/01H,as_of=2016-01-01.json", "data/ccgs.csv", "v1/spend/template.csv"} {
		if len(files[name]) == 0 {
			t.Errorf("there is no %s", name)
		}
	}
	links := 0
	for name, body := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, match := range href.FindAllStringSubmatch(string(body), -1) {
			u, err := url.Parse(html.UnescapeString(match[1]))
			if err != nil {
				t.Error(err)
				continue
			}
			if u.IsAbs() || u.Path == "" {
				continue
			}
			links++
			if target := path.Join(path.Dir(name), u.Path); files[target] == nil || u.RawQuery != "" {
				t.Errorf("%s links to %s, which is no file", name, match[1])
			}
		}
	}
	if links < 40 {
		t.Errorf("only %d links", links)
	}
}
