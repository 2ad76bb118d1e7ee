package pages

import (
	"embed"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

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
