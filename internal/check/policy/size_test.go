package policy

import (
	"go/ast"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

const (
	maxFile     = 450 // lines
	maxFunction = 80  // lines, its comment apart
	maxRoot     = 24  // files of the root package beside tests
	maxRoom     = 20  // files of a package of the demo
)

// largeRooms are packages of the demo that may have more files: one for each thing they
// answer or show.
var largeRooms = []string{"example/api", "example/pages"}

// A file or a function that is longer has a comment that says why: "… is long because …".
const excuse = "long because"

func TestSizes(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range append(p.Files, p.Tests...) {
			if ast.IsGenerated(f) {
				continue
			}
			at := p.Fset.Position(f.Package)
			if n := p.Fset.Position(f.FileEnd).Line; n > maxFile && !strings.Contains(comments(f), excuse) {
				t.Errorf("%s has %d lines, want %d at the most or a comment that says why it is %s …", at.Filename, n, maxFile, excuse)
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				n := p.Fset.Position(fn.End()).Line - p.Fset.Position(fn.Pos()).Line + 1
				if n > maxFunction && !strings.Contains(words(fn.Doc.Text()), excuse) {
					t.Errorf("%v: %s has %d lines, want %d at the most or a comment that says why it is %s …", p.Fset.Position(fn.Pos()), fn.Name.Name, n, maxFunction, excuse)
				}
			}
		}
	}
}

// comments returns what the comments above the package clause say.
func comments(f *ast.File) string {
	var b strings.Builder
	for _, c := range f.Comments {
		if c.Pos() < f.Package {
			b.WriteString(c.Text())
		}
	}
	return words(b.String())
}

// words puts a text on one line.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestRooms(t *testing.T) {
	for _, p := range packages(t) {
		most := 0
		switch {
		case p.Path == ".":
			most = maxRoot
		case source.Below(p.Path, "example") && !slices.Contains(largeRooms, p.Path):
			most = maxRoom
		default:
			continue
		}
		if n := len(p.Files); n > most {
			t.Errorf("package %s has %d files beside tests, want %d at the most", p.Path, n, most)
		}
	}
}
