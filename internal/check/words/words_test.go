package words

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/spelling"
	"github.com/opencommissioning/commissioning/internal/source"
)

// A text is something that a reader sees, and where it stands.
type text struct{ where, words string }

func TestFiles(t *testing.T) {
	complain(t, 200, files(t, ".md", ""))
	complain(t, 10, files(t, ".txt", "api"))
	complain(t, 15, append(files(t, ".tmpl", "example"), files(t, ".html", "example")...))
}

func TestCode(t *testing.T) {
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	var literals, comments []text
	for _, p := range packages {
		for _, f := range p.Files {
			place := func(n ast.Node) string { return p.Fset.Position(n.Pos()).String() }
			if p.IsLibrary() {
				comments = append(comments, commentsOf(f, place)...)
			}
			if p.IsLibrary() || source.Below(p.Path, "example") {
				literals = append(literals, literalsOf(f, place)...)
			}
		}
	}
	complain(t, 5000, literals)
	complain(t, 3000, comments)
}

func complain(t *testing.T, fewest int, texts []text) {
	t.Helper()
	if len(texts) < fewest {
		t.Errorf("only %d texts, want %d", len(texts), fewest)
	}
	for _, seen := range texts {
		for _, complaint := range find(seen.words) {
			t.Errorf("%s: %s", seen.where, complaint)
		}
	}
}

// files are the files below a folder. Of the changelog of the program only the
// prose counts, since it gives the names that were changed.
func files(t *testing.T, suffix, folder string) []text {
	t.Helper()
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	names, err := source.Files(root, suffix)
	if err != nil {
		t.Fatal(err)
	}
	var list []text
	for _, name := range names {
		if folder != "" && !source.Below(name, folder) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		words := string(b)
		if name == "CHANGELOG.md" {
			words = spelling.Prose(words)
		}
		list = append(list, paragraphs(name, words)...)
	}
	return list
}

// paragraphs are the parts between empty lines, so that a place is near.
func paragraphs(name, words string) []text {
	var list []text
	line := 1
	for part := range strings.SplitSeq(words, "\n\n") {
		list = append(list, text{fmt.Sprintf("%s:%d", name, line), part})
		line += strings.Count(part, "\n") + 2
	}
	return list
}

// commentsOf are the comments of a package, its exported declarations and their
// exported members.
func commentsOf(f *ast.File, place func(ast.Node) string) []text {
	var list []text
	add := func(groups ...*ast.CommentGroup) {
		for _, g := range groups {
			if g != nil {
				list = append(list, text{place(g), g.Text()})
			}
		}
	}
	add(f.Doc)
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() {
				add(d.Doc)
			}
		case *ast.GenDecl:
			add(d.Doc)
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					if s.Names[0].IsExported() {
						add(s.Doc, s.Comment)
					}
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						add(s.Doc, s.Comment)
						addMembers(s.Type, add)
					}
				}
			}
		}
	}
	return list
}

func addMembers(typ ast.Expr, add func(...*ast.CommentGroup)) {
	ast.Inspect(typ, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && (len(field.Names) == 0 || field.Names[0].IsExported()) {
			add(field.Doc, field.Comment)
		}
		return true
	})
}

// literalsOf are the strings of a file: titles, messages, words of pages, keys of
// documents.
func literalsOf(f *ast.File, place func(ast.Node) string) []text {
	var list []text
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			list = append(list, text{place(lit), lit.Value})
		}
		return true
	})
	return list
}
