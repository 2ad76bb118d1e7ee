package policy

import (
	"go/ast"
	"go/doc"
	"go/token"
	"path"
	"strings"
	"testing"
)

// TestComments wants a comment on every exported name, fields and methods
// included, and the lesson of each package in its doc.go.
func TestComments(t *testing.T) {
	for _, p := range packages(t) {
		if !p.IsLibrary() {
			continue
		}
		lesson := false
		for _, f := range p.Files {
			file := p.Fset.Position(f.Package).Filename
			if f.Doc.Text() != "" {
				lesson = path.Base(file) == "doc.go"
				if !lesson {
					t.Errorf("%s: the comment on package %s belongs in doc.go", file, p.Path)
				}
			}
			for _, name := range uncommented(f) {
				t.Errorf("%v: %s has no comment", p.Fset.Position(name.Pos()), name.Name)
			}
		}
		if !lesson {
			t.Errorf("package %s has no lesson in doc.go", p.Path)
		}
	}
}

// uncommented lists the exported names of a file that lack a comment. In a
// group of constants or fields a comment at the end of the line serves.
func uncommented(f *ast.File) []*ast.Ident {
	var list []*ast.Ident
	want := func(names []*ast.Ident, comments ...*ast.CommentGroup) {
		for _, c := range comments {
			if strings.TrimSpace(c.Text()) != "" {
				return
			}
		}
		for _, name := range names {
			if name.IsExported() {
				list = append(list, name)
			}
		}
	}
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d)) {
				want([]*ast.Ident{d.Name}, d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				var group *ast.CommentGroup // serves the only name of its group
				if len(d.Specs) == 1 {
					group = d.Doc
				}
				switch s := spec.(type) {
				case *ast.ValueSpec:
					want(s.Names, s.Doc, s.Comment, group)
				case *ast.TypeSpec:
					want([]*ast.Ident{s.Name}, s.Doc, s.Comment, group)
					if s.Name.IsExported() {
						ast.Inspect(s.Type, func(n ast.Node) bool {
							var members *ast.FieldList
							switch n := n.(type) {
							case *ast.StructType:
								members = n.Fields
							case *ast.InterfaceType:
								members = n.Methods
							default:
								return true
							}
							for _, m := range members.List {
								want(m.Names, m.Doc, m.Comment) // an embedded type is explained where it is declared
							}
							return true
						})
					}
				}
			}
		}
	}
	return list
}

// receiver is the name of the type that d is a method of.
func receiver(d *ast.FuncDecl) string {
	name := ""
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name // the type's name stands before its type parameters
		}
		return name == ""
	})
	return name
}

// TestExamples wants a runnable example for every exported type, named after it
// (ExampleMoney, ExampleMoney_Allocate), outside the package as a user would
// write it, with its output.
func TestExamples(t *testing.T) {
	for _, p := range packages(t) {
		if !p.IsLibrary() {
			continue
		}
		shown := map[string]bool{} // types with an example
		for _, ex := range doc.Examples(p.Tests...) {
			typeName, _, _ := strings.Cut(ex.Name, "_")
			shown[typeName] = shown[typeName] || ex.Output != "" || ex.EmptyOutput
		}
		for _, f := range p.Tests {
			for _, decl := range f.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Example") && !strings.HasSuffix(f.Name.Name, "_test") {
					t.Errorf("%v: %s belongs in package %s_test", p.Fset.Position(fn.Pos()), fn.Name.Name, f.Name.Name)
				}
			}
		}
		for _, f := range p.Files {
			for _, decl := range f.Decls {
				d, ok := decl.(*ast.GenDecl)
				if !ok || d.Tok != token.TYPE {
					continue
				}
				for _, spec := range d.Specs {
					name := spec.(*ast.TypeSpec).Name
					if name.IsExported() && !shown[name.Name] {
						t.Errorf("%v: type %s has no Example%[2]s or Example%[2]s_Method with output", p.Fset.Position(name.Pos()), name.Name)
					}
				}
			}
		}
	}
}

func TestUncommented(t *testing.T) {
	for src, want := range map[string]string{
		"func F() {}":                 "F",
		"// F does.\nfunc F() {}":     "",
		"//\nfunc F() {}":             "F",
		"func f() {}":                 "",
		"type t int\nfunc (t) M() {}": "",
		"// T is.\ntype T[K any] int\nfunc (*T[K]) M() {}":                      "M",
		"type T int // T is.":                                                   "",
		"// Group.\nconst (\n\tA = 1\n\tB = 2 // B is.\n)":                      "A",
		"// A is.\nconst A = 1":                                                 "",
		"// T is.\ntype T struct {\n\tA int // A is.\n\tB int\n\tc int\n\tt\n}": "B",
		"// T is.\ntype T struct {\n\t// A is.\n\tA []struct{ B int }\n}":       "B",
		"// T is.\ntype T interface {\n\tM(B int)\n}":                           "M",
		"// T is.\ntype T func(f struct{ A int })":                              "A",
	} {
		var got []string
		for _, name := range uncommented(parse(t, "package p\n"+src)) {
			got = append(got, name.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("names without a comment: %q, want %q, in\n%s", got, want, src)
		}
	}
}
