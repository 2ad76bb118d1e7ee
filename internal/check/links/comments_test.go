package links

import (
	"go/ast"
	"go/doc/comment"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// unresolved is what is left of a link in a doc comment that names nothing that
// the file knows: [Money], [nhs.Money], [Money.Add].
var unresolved = regexp.MustCompile(`\[\*?([A-Z]\w*|[a-z]\w*\.[A-Z]\w*)(\.[A-Z]\w*)?\]`)

// TestComments resolves the links in the doc comments of library packages, as go
// doc does.
func TestComments(t *testing.T) {
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	api := exports(t)
	links := 0
	for _, p := range packages {
		if !p.IsLibrary() {
			continue
		}
		own := p.Exported()
		for _, f := range p.Files {
			imported := map[string]string{}
			for _, file := range p.Files { // a name that another file imports is known too
				for _, spec := range file.Imports {
					at := strings.Trim(spec.Path.Value, `"`)
					imported[path.Base(at)] = at
				}
			}
			parser := comment.Parser{
				LookupPackage: func(name string) (string, bool) {
					if name == f.Name.Name {
						return "", true
					}
					at, ok := imported[name]
					return at, ok
				},
				LookupSym: func(recv, name string) bool {
					if recv != "" {
						name = recv + "." + name
					}
					return own[name]
				},
			}
			for _, group := range docs(f) {
				fail := func(format string, args ...any) {
					t.Helper()
					t.Errorf("%v: "+format, append([]any{p.Fset.Position(group.Pos())}, args...)...)
				}
				for _, text := range texts(parser.Parse(group.Text()).Content) {
					switch text := text.(type) {
					case comment.Plain:
						if m := unresolved.FindString(string(text)); m != "" {
							fail("%s is a link to nothing", m)
						}
					case *comment.DocLink:
						links++
						below, ours := strings.CutPrefix(text.ImportPath, source.ModulePath)
						name := text.Name
						if text.Recv != "" {
							name = text.Recv + "." + name
						}
						if text.ImportPath != "" && ours && name != "" && !api[strings.TrimPrefix(below, "/")][name] {
							fail("%s has no %s", text.ImportPath, name)
						}
					}
				}
			}
		}
	}
	if links < 300 {
		t.Errorf("only %d links", links)
	}
	t.Logf("%d links", links)
}

// docs are the comments of a file that go doc shows.
func docs(f *ast.File) []*ast.CommentGroup {
	var all []*ast.CommentGroup
	add := func(groups ...*ast.CommentGroup) {
		for _, g := range groups {
			if g != nil {
				all = append(all, g)
			}
		}
	}
	add(f.Doc)
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			add(d.Doc)
		case *ast.GenDecl:
			add(d.Doc)
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					add(s.Doc)
				case *ast.TypeSpec:
					add(s.Doc)
					if body, ok := s.Type.(*ast.StructType); ok {
						for _, field := range body.Fields.List {
							add(field.Doc)
						}
					}
				}
			}
		}
	}
	return all
}

// texts are the pieces of text in blocks, code left out.
func texts(blocks []comment.Block) []comment.Text {
	var all []comment.Text
	for _, b := range blocks {
		switch b := b.(type) {
		case *comment.Paragraph:
			all = append(all, b.Text...)
		case *comment.Heading:
			all = append(all, b.Text...)
		case *comment.List:
			for _, item := range b.Items {
				all = append(all, texts(item.Content)...)
			}
		}
	}
	return all
}
