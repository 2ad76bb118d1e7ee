package policy

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"
)

// parserName is how a function that reads what strangers wrote is named.
var parserName = regexp.MustCompile(`^(Parse|Read|Decode)($|[^a-z])`)

// TestFuzzTargets wants every exported parser to be named in a fuzz target of
// its own package.
func TestFuzzTargets(t *testing.T) {
	for _, p := range packages(t) {
		if !p.IsLibrary() {
			continue
		}
		fuzzed := map[string]bool{} // every name used in a fuzz target
		for _, f := range p.Tests {
			for _, decl := range f.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Fuzz") {
					ast.Inspect(fn.Body, func(n ast.Node) bool {
						if id, ok := n.(*ast.Ident); ok {
							fuzzed[id.Name] = true
						}
						return true
					})
				}
			}
		}
		for _, f := range p.Files {
			for _, decl := range f.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && parserName.MatchString(fn.Name.Name) && !fuzzed[fn.Name.Name] {
					t.Errorf("%v: no fuzz target of package %s calls %s", p.Fset.Position(fn.Pos()), p.Path, fn.Name.Name)
				}
			}
		}
	}
}

func TestParserName(t *testing.T) {
	for name, want := range map[string]bool{
		"Parse": true, "ParseMoney": true, "ReadCSV": true, "Decode": true,
		"Parser": false, "Ready": false, "Decoded": false, "MustParseMoney": false, "parse": false,
	} {
		if got := parserName.MatchString(name); got != want {
			t.Errorf("%s is a parser: %v, want %v", name, got, want)
		}
	}
}
