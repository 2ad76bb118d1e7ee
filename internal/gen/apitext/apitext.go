package apitext

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/source"
)

// Lines is the exported API of a package, sorted. Struct tags are part of it,
// because they name the keys of documents; so are the values of constants.
func Lines(p source.Package, constants *types.Package) []string {
	var w writer
	for _, f := range p.Files {
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				w.function(d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						w.typ(s)
					case *ast.ValueSpec:
						w.values(d.Tok, s, constants)
					}
				}
			}
		}
	}
	slices.Sort(w.lines)
	return slices.Compact(w.lines) // files for different build tags repeat each other
}

type writer struct{ lines []string }

func (w *writer) add(format string, args ...any) {
	w.lines = append(w.lines, fmt.Sprintf(format, args...))
}

func (w *writer) function(d *ast.FuncDecl) {
	if !d.Name.IsExported() {
		return
	}
	if d.Recv == nil {
		w.add("func %s%s%s", d.Name.Name, typeParams(d.Type.TypeParams), signature(d.Type))
		return
	}
	receiver := types.ExprString(d.Recv.List[0].Type)
	if ast.IsExported(strings.TrimPrefix(receiver, "*")) {
		w.add("method (%s) %s%s", receiver, d.Name.Name, signature(d.Type))
	}
}

func (w *writer) typ(s *ast.TypeSpec) {
	if !s.Name.IsExported() {
		return
	}
	name := s.Name.Name + typeParams(s.TypeParams)
	switch t := s.Type.(type) {
	case *ast.StructType:
		w.add("type %s struct", name)
		for _, f := range t.Fields.List {
			w.field(s.Name.Name, f)
		}
	case *ast.InterfaceType:
		w.add("type %s interface", name)
		for _, m := range t.Methods.List {
			fn, isMethod := m.Type.(*ast.FuncType)
			switch {
			case !isMethod:
				w.add("method (%s) embeds %s", s.Name.Name, types.ExprString(m.Type))
			case m.Names[0].IsExported():
				w.add("method (%s) %s%s", s.Name.Name, m.Names[0].Name, signature(fn))
			default:
				w.add("method (%s) unexported", s.Name.Name) // nobody else can implement it
			}
		}
	default:
		equals := ""
		if s.Assign.IsValid() {
			equals = "= "
		}
		w.add("type %s %s%s", name, equals, types.ExprString(s.Type))
	}
}

func (w *writer) field(structName string, f *ast.Field) {
	typ := types.ExprString(f.Type)
	if f.Tag != nil {
		typ += " " + f.Tag.Value
	}
	if len(f.Names) == 0 {
		w.add("field (%s) embeds %s", structName, typ)
	}
	for _, name := range f.Names {
		if name.IsExported() {
			w.add("field (%s) %s %s", structName, name.Name, typ)
		}
	}
}

func (w *writer) values(tok token.Token, s *ast.ValueSpec, constants *types.Package) {
	for i, name := range s.Names {
		if !name.IsExported() {
			continue
		}
		if tok == token.VAR {
			w.add("var %s", name.Name)
			continue
		}
		c := constants.Scope().Lookup(name.Name).(*types.Const)
		typ, value := "", c.Val().ExactString()
		if c.Val().Kind() == constant.Unknown { // it is made of something outside the module
			if s.Type != nil {
				typ = types.ExprString(s.Type) + " "
			}
			if i < len(s.Values) {
				value = types.ExprString(s.Values[i])
			}
		} else if basic, ok := c.Type().(*types.Basic); !ok || basic.Info()&types.IsUntyped == 0 {
			typ = types.TypeString(c.Type(), func(p *types.Package) string {
				if p == constants {
					return ""
				}
				return p.Name()
			}) + " "
		}
		w.add("const %s %s= %s", name.Name, typ, value)
	}
}

// signature is the parameters and results of t, on one line.
func signature(t *ast.FuncType) string {
	return strings.TrimPrefix(types.ExprString(&ast.FuncType{Params: t.Params, Results: t.Results}), "func")
}

// typeParams is a list such as "[K comparable, V any]", or nothing.
func typeParams(list *ast.FieldList) string {
	if list == nil {
		return ""
	}
	var params []string
	for _, f := range list.List {
		for _, name := range f.Names {
			params = append(params, name.Name+" "+types.ExprString(f.Type))
		}
	}
	return "[" + strings.Join(params, ", ") + "]"
}
