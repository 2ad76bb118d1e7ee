package claims

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// TestReadme wants the names that the README's table gives for each task to be
// exported, and to be what their links lead to, and its picture to show every
// package.
func TestReadme(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "| I want to… | use |\n|---|---|\n")
	table, _, _ := strings.Cut(rest, "\n\n")
	if !ok || strings.Count(table, "\n") < 10 {
		t.Fatal("README.md has no table of tasks")
	}
	names := exported(t)
	linked := regexp.MustCompile("\\[`([a-z]+)\\.([^`]+)`\\]\\(https://pkg\\.go\\.dev/([^)#]+)#([^)]+)\\)")
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 4 {
			t.Errorf("%q is not a row of two cells", line)
			continue
		}
		all := linked.FindAllStringSubmatch(cells[2], -1)
		if len(all) == 0 || len(all) != strings.Count(cells[2], "`")/2 {
			t.Errorf("%s: %s: want names of the library, each with its link", cells[1], cells[2])
		}
		for _, m := range all {
			name := m[1] + "." + m[2]
			if names[name] == "" {
				t.Errorf("%s: no package exports %s", cells[1], name)
			}
			if m[4] != m[2] || m[3] != source.ModulePath && filepath.Base(m[3]) != m[1] {
				t.Errorf("%s: %s is not what its link leads to", cells[1], name)
			}
		}
	}
}

// TestReadmePackages wants every package that users import in the table of the README,
// below whatever it imports, as the README says.
func TestReadmePackages(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "## Packages\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("README.md has no section Packages")
	}
	row := make(map[string]int) // by package
	n := 0
	for line := range strings.Lines(section) {
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			continue
		}
		n++
		for _, m := range regexp.MustCompile("`([a-z/]+)`").FindAllStringSubmatch(line, -1) {
			if row[m[1]] == 0 {
				row[m[1]] = n
			}
		}
	}
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	name := func(path string) string {
		if path == "." {
			return "commissioning"
		}
		return path
	}
	apart := map[string]bool{"docs": true, "docs/learn": true, "schemas": true} // files, and named below the table
	library := make(map[string]string)                                          // path by import path
	for _, p := range packages {
		if p.IsLibrary() && !apart[p.Path] {
			library[p.ImportPath()] = name(p.Path)
		}
	}
	for _, p := range packages {
		at := row[name(p.Path)]
		switch {
		case library[p.ImportPath()] == "":
			continue
		case at == 0:
			t.Errorf("the table of the packages lacks %s", name(p.Path))
			continue
		}
		for _, f := range p.Files {
			for _, spec := range f.Imports {
				path, _ := strconv.Unquote(spec.Path.Value)
				if other := library[path]; row[other] > at {
					t.Errorf("%s imports %s, which stands below it in the table", name(p.Path), other)
				}
			}
		}
	}
}
