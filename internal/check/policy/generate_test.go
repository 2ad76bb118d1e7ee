package policy

import (
	"go/ast"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// TestGenerators wants a go:generate line in each package that writes files, so
// that go generate ./... writes them all. A program is run by hand.
func TestGenerators(t *testing.T) {
	generators := 0
	for _, p := range packages(t) {
		if !source.Below(p.Path, "internal/gen") || p.Files[0].Name.Name == "main" {
			continue
		}
		generators++
		if !slices.ContainsFunc(p.Files, hasGenerateLine) {
			t.Errorf("package %s has no go:generate line: put one into its doc.go", p.Path)
		}
	}
	if generators < 6 {
		t.Errorf("%d generators in internal/gen", generators)
	}
}

func hasGenerateLine(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool {
		return slices.ContainsFunc(g.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:generate ") })
	})
}

func TestHasGenerateLine(t *testing.T) {
	for src, want := range map[string]bool{
		"package p\n\n//go:generate go test -update\n": true,
		"package p\n\n// go:generate go test\n":        false,
		"package p\n":                                  false,
	} {
		if got := hasGenerateLine(parse(t, src)); got != want {
			t.Errorf("%q has a line: %v, want %v", src, got, want)
		}
	}
}
