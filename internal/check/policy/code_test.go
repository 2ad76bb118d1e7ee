package policy

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

// banned lists, by import path, what library code may not name: the clock,
// because dates come from the caller, and the parts of decimal that are global
// settings or pass through binary floating point.
var banned = map[string][]string{
	"time": {"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"},
	"github.com/shopspring/decimal": {
		"DivisionPrecision", "ExpMaxIterations", "MarshalJSONWithoutQuotes", "PowPrecisionNegativeExponent",
		"NewFromFloat", "NewFromFloat32", "NewFromFloatWithExponent",
	},
}

// bannedInTests is the same for the tests of library packages: a test that
// waits or measures time fails on a slow machine.
var bannedInTests = map[string][]string{
	"time": {"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"},
}

func TestLibraryCode(t *testing.T) {
	for _, p := range packages(t) {
		if !p.IsLibrary() {
			continue
		}
		complain := func(pos token.Pos, what string) { t.Errorf("%v: %s", p.Fset.Position(pos), what) }
		for _, f := range p.Files {
			checkCode(f, complain)
			checkNames(f, banned, complain)
		}
		for _, f := range p.Tests {
			checkNames(f, bannedInTests, complain)
		}
	}
}

// checkCode complains of init functions, exported variables and panics.
func checkCode(f *ast.File, complain func(token.Pos, string)) {
	for _, decl := range f.Decls {
		mayPanic := false
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil {
				complain(d.Pos(), "no init functions: nothing may happen on import")
			}
			mayPanic = strings.HasPrefix(d.Name.Name, "Must") || strings.HasPrefix(d.Name.Name, "must")
		case *ast.GenDecl:
			if d.Tok == token.VAR {
				for _, name := range names(d) {
					if name.IsExported() {
						complain(name.Pos(), "no exported variables, anyone could change "+name.Name+": use a constant or a function")
					}
				}
			}
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && !mayPanic {
				if fn, ok := call.Fun.(*ast.Ident); ok && fn.Name == "panic" {
					complain(call.Pos(), "only functions named Must… may panic: return an error")
				}
			}
			return true
		})
	}
}

// checkNames complains of every use of a banned name of an imported package.
func checkNames(f *ast.File, banned map[string][]string, complain func(token.Pos, string)) {
	local := map[string]string{} // name in this file → import path
	for _, spec := range imports([]*ast.File{f}) {
		name := path.Base(spec.path)
		if spec.name != "" {
			name = spec.name
		}
		local[name] = spec.path
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && slices.Contains(banned[local[pkg.Name]], sel.Sel.Name) {
				complain(sel.Pos(), "library packages and their tests do not use "+pkg.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
}

// names are the names that a const or var declaration declares.
func names(d *ast.GenDecl) []*ast.Ident {
	var list []*ast.Ident
	for _, spec := range d.Specs {
		if v, ok := spec.(*ast.ValueSpec); ok {
			list = append(list, v.Names...)
		}
	}
	return list
}

func TestCheckCode(t *testing.T) {
	for src, want := range map[string]int{
		`func init() {}`:                                                          1,
		`type T int; func (T) init() {}`:                                          0,
		`var Exported, hidden = 1, 2`:                                             1,
		`const Exported = 1`:                                                      0,
		`func f() { panic("no") }`:                                                1,
		`var f = func() { panic("no") }`:                                          1,
		`func MustParse() { panic("yes") }`:                                       0,
		`import "time"; var t = time.Now()`:                                       1,
		`import clock "time"; var t = clock.Now`:                                  1,
		`import "time"; var t = time.UTC`:                                         0,
		`import "time"; func f(time struct{ Now int }) int { return 1 }`:          0,
		`import "github.com/shopspring/decimal"; var d = decimal.NewFromFloat(1)`: 1,
	} {
		got := 0
		f := parse(t, "package p; "+src)
		complain := func(token.Pos, string) { got++ }
		checkCode(f, complain)
		checkNames(f, banned, complain)
		if got != want {
			t.Errorf("%d complaints of %s, want %d", got, src, want)
		}
	}
}
