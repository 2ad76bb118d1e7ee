package policy

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// doors lists modules that make a program large, each with the library packages
// that may depend on it, directly or not. Whoever imports any other library package
// compiles none of them. A prefix stands for every module below it.
var doors = []struct{ module, packages string }{
	// spreadsheets
	{"github.com/xuri", ""},
	{"github.com/richardlehane", ""},
	{"github.com/tiendc", ""},

	// HTML, text encodings, cryptography and the rest beside the standard library
	{"golang.org/x", ""},
	{"github.com/yuin", ""},

	// what only the example uses
	{"github.com/rs", ""},
	{"github.com/mattn", ""},
}

// TestLightPackages holds every library package there is to the table.
func TestLightPackages(t *testing.T) {
	deps := dependencies(t)
	for _, p := range packages(t) {
		if !p.IsLibrary() {
			continue
		}
		all, ok := deps[p.ImportPath()]
		if !ok {
			t.Errorf("the go command does not list package %s", p.Path)
		}
		for _, d := range doors {
			i := slices.IndexFunc(all, func(path string) bool { return source.Below(path, d.module) })
			switch isDoor := slices.Contains(strings.Fields(d.packages), p.Path); {
			case i >= 0 && !isDoor:
				t.Errorf("package %s depends on %s: put what needs it into a package of its own", p.Path, all[i])
			case i < 0 && isDoor:
				t.Errorf("package %s does not depend on %s: take it out of the table", p.Path, d.module)
			}
		}
	}
}

// TestDoorsExist wants no package in the table that is gone.
func TestDoorsExist(t *testing.T) {
	all := packages(t)
	for _, d := range doors {
		for _, path := range strings.Fields(d.packages) {
			if !slices.ContainsFunc(all, func(p source.Package) bool { return p.Path == path && p.IsLibrary() }) {
				t.Errorf("the door %s to %s is no library package", path, d.module)
			}
		}
	}
}

// dependencies are the import paths of all that each package of the module needs
// in order to be compiled, as the go command sees it.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Deps " "}}`, "./...")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) > 0 {
			deps[f[0]] = f[1:]
		}
	}
	return deps
}
