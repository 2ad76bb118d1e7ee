package schemagen

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/internal/source"
)

// comments hold what the source says of types, by the name of their package and
// their own: "sla.Agreement".
type comments struct {
	types  map[string]string
	fields map[string]string // "sla.Agreement.Term"
	words  map[string][]any  // the values of a string type's constants, in order
	same   map[string]string // a type declared as another: "api.reportOnly" as "rule.Report"
}

func readComments(packages []source.Package) (comments, error) {
	c := comments{make(map[string]string), make(map[string]string), make(map[string][]any), make(map[string]string)}
	for _, p := range packages {
		for _, f := range p.Files {
			pkg := f.Name.Name
			for _, decl := range f.Decls {
				d, ok := decl.(*ast.GenDecl)
				if !ok {
					continue
				}
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						c.addType(pkg, d, s)
					case *ast.ValueSpec:
						if err := c.addWords(pkg, d, s); err != nil {
							return c, fmt.Errorf("%v: %w", p.Fset.Position(s.Pos()), err)
						}
					}
				}
			}
		}
	}
	return c, nil
}

func (c *comments) addType(pkg string, d *ast.GenDecl, s *ast.TypeSpec) {
	name := pkg + "." + s.Name.Name
	text := s.Doc
	if text == nil && len(d.Specs) == 1 {
		text = d.Doc
	}
	c.types[name] = new(doc.Package).Synopsis(text.Text())
	switch t := s.Type.(type) {
	case *ast.StructType:
		for _, f := range t.Fields.List {
			text := f.Doc
			if text == nil {
				text = f.Comment
			}
			for _, field := range f.Names {
				c.fields[name+"."+field.Name] = text.Text()
			}
		}
	case *ast.SelectorExpr:
		if other, ok := t.X.(*ast.Ident); ok {
			c.same[name] = path.Base(other.Name) + "." + t.Sel.Name
		}
	}
}

func (c *comments) addWords(pkg string, d *ast.GenDecl, s *ast.ValueSpec) error {
	typ, ok := s.Type.(*ast.Ident)
	if d.Tok != token.CONST || !ok || !s.Names[0].IsExported() {
		return nil
	}
	for _, v := range s.Values {
		if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			word, err := strconv.Unquote(lit.Value)
			if err != nil {
				return err
			}
			name := pkg + "." + typ.Name
			c.words[name] = append(c.words[name], word)
		}
	}
	return nil
}

// field is what is said of a field, for a reader who does not know Go.
func (c *comments) field(owner, name string) string {
	if other, ok := c.same[owner]; ok {
		owner = other
	}
	return plain(c.fields[generic(owner)+"."+name])
}

// about is the first sentence on a type.
func (c *comments) about(typ string) string { return plain(c.types[generic(typ)]) }

// generic is a type's name without its argument.
func generic(typ string) string {
	name, _, _ := strings.Cut(typ, "-")
	return name
}

var (
	link   = regexp.MustCompile(`\[([A-Za-z]\w*(?:\.\w+)*)\]`)
	absent = regexp.MustCompile(`\bnil\b`)
)

// plain is a comment without its line breaks, links and Go's word for absent.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = link.ReplaceAllString(text, "$1")
	return absent.ReplaceAllString(text, "absent")
}
