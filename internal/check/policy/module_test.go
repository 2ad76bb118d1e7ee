package policy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// packages is the module, or the end of the test.
func packages(t *testing.T) []source.Package {
	t.Helper()
	list, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// parse reads one file given as text.
func parse(t *testing.T, src string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
