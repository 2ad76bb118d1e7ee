package claims

import (
	"os"
	"path/filepath"
	"regexp"
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

	_, picture, _ := strings.Cut(string(text), "## Packages\n\n```text\n")
	picture, after, _ := strings.Cut(picture, "```")
	after, _, _ = strings.Cut(after, "\n|")
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		name := p.Path
		if name == "." {
			name = "commissioning"
		}
		if p.IsLibrary() && !regexp.MustCompile(`(^|[\s─])`+regexp.QuoteMeta(name)+`($|[\s])`).MatchString(picture) && !strings.Contains(after, "`"+name+"`") {
			t.Errorf("the picture of the packages lacks %s", name)
		}
	}
}
