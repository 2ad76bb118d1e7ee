package readme

import (
	"flag"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "rewrite the embedded blocks instead of comparing them")

var (
	mark   = regexp.MustCompile(`(?m)^<!-- *embed`)
	goCode = regexp.MustCompile("(?m)^ *```+ *go\\b")

	// embedded is a mark and its block: kind, file, name, language, text.
	embedded = regexp.MustCompile("(?ms)^<!-- (embed|embed-output|embed-declaration): ([^ #]+)#?(\\w*) -->\n+```(\\w*)\n(.*?)^```$")

	// outputComment begins the part of an example that is not its body.
	outputComment = regexp.MustCompile(`(?im)^\s*//\s*(unordered )?output:`)
)

func TestEmbeddedBlocks(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "README.md")); err != nil {
		t.Fatal(err)
	}
	files, err := source.Files(root, ".md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		old, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, err := embed(root, string(old))
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case text == string(old):
		case *update:
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s differs from the code it embeds (-shown +code); run go generate ./...\n%s", name, cmp.Diff(string(old), text))
		}
	}
}

// embed returns text with every marked block replaced by what its mark names.
func embed(root, text string) (string, error) {
	blocks := embedded.FindAllStringSubmatchIndex(text, -1)
	if marks := len(mark.FindAllString(text, -1)); marks != len(blocks) {
		return "", fmt.Errorf("%d embed marks, of which %d are well formed and followed by a fenced block", marks, len(blocks))
	}
	var out strings.Builder
	goBlocks, end := 0, 0
	for _, b := range blocks {
		group := func(i int) string { return text[b[2*i]:b[2*i+1]] }
		if group(4) == "go" {
			goBlocks++
		}
		code, err := snippet(root, group(1), group(2), group(3))
		if err != nil {
			return "", err
		}
		out.WriteString(text[end:b[10]] + code + "\n")
		end = b[11]
	}
	if all := len(goCode.FindAllString(text, -1)); all != goBlocks {
		return "", fmt.Errorf("%d Go blocks, of which %d carry an embed mark", all, goBlocks)
	}
	return out.String() + text[end:], nil
}

// snippet is the body of a function, its output as an example, a whole
// declaration or, when nothing is named, the whole file.
func snippet(root, kind, file, name string) (string, error) {
	src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		return "", err
	}
	if name == "" && kind == "embed" {
		return strings.TrimSpace(string(src)), nil
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.ParseComments)
	if err != nil {
		return "", err
	}
	found, ok := "", false
	switch kind {
	case "embed-output":
		found, ok = outputOf(f, name)
	case "embed-declaration":
		found, ok = declarationOf(fset, f, src, name)
	default:
		found, ok = bodyOf(fset, f, src, name)
	}
	if !ok {
		return "", fmt.Errorf("%s has nothing for %s: %s", file, kind, name)
	}
	return strings.TrimSpace(found), nil
}

// outputOf returns what an example must print.
func outputOf(f *ast.File, name string) (string, bool) {
	for _, ex := range doc.Examples(f) {
		if "Example"+ex.Name == name {
			return ex.Output, ex.Output != ""
		}
	}
	return "", false
}

// bodyOf returns the body of a function, of an example without its output.
func bodyOf(fset *token.FileSet, f *ast.File, src []byte, name string) (string, bool) {
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == name {
			body := string(src[fset.Position(fn.Body.Lbrace).Offset+1 : fset.Position(fn.Body.Rbrace).Offset])
			if i := outputComment.FindStringIndex(body); i != nil {
				body = body[:i[0]]
			}
			return strings.ReplaceAll(body, "\n\t", "\n"), true
		}
	}
	return "", false
}

// declarationOf returns a whole declaration without its comment: a function, a
// variable, a type, or the imports by the name import.
func declarationOf(fset *token.FileSet, f *ast.File, src []byte, name string) (string, bool) {
	for _, decl := range f.Decls {
		declared := false
		switch d := decl.(type) {
		case *ast.FuncDecl:
			declared = d.Recv == nil && d.Name.Name == name
		case *ast.GenDecl:
			declared = d.Tok == token.IMPORT && name == "import" || slices.ContainsFunc(d.Specs, func(spec ast.Spec) bool {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					return s.Names[0].Name == name
				case *ast.TypeSpec:
					return s.Name.Name == name
				}
				return false
			})
		}
		if declared {
			return string(src[fset.Position(decl.Pos()).Offset:fset.Position(decl.End()).Offset]), true
		}
	}
	return "", false
}

func TestEmbed(t *testing.T) {
	root := t.TempDir()
	const code = "package p\n\nvar x = 1\n\nfunc Example() {\n\tif true {\n\t\tprint(1)\n\t}\n\n\t// Output:\n\t// 1\n\t// 2\n}\n"
	if err := os.WriteFile(filepath.Join(root, "x_test.go"), []byte(code), 0o666); err != nil {
		t.Fatal(err)
	}
	const (
		body   = "a\n\n<!-- embed: x_test.go#Example -->\n```go\n%s```\nb\n"
		output = "<!-- embed-output: x_test.go#Example -->\n\n```text\n%s```\n"
		whole  = "<!-- embed: x_test.go -->\n```go\n%s```\n"
		decl   = "<!-- embed-declaration: x_test.go#x -->\n```go\n%s```\n"
	)
	old := fmt.Sprintf(body+output+whole+decl, "", "old\n", "old\nolder\n", "")
	want := fmt.Sprintf(body+output+whole+decl, "if true {\n\tprint(1)\n}\n", "1\n2\n", code, "var x = 1\n")
	got, err := embed(root, old)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("embed (-want +got):\n%s", diff)
	}
	for _, bad := range []string{
		"```go\nunmarked()\n```\n",
		"<!-- embed: x_test.go#Example -->\nno block\n",
		"<!-- embed x_test.go#Example -->\n```go\n```\n",
		"<!-- embed: x_test.go#Missing -->\n```go\n```\n",
		"<!-- embed: y_test.go#Example -->\n```go\n```\n",
		"<!-- embed-output: x_test.go -->\n```text\n```\n",
		"<!-- embed-declaration: x_test.go#y -->\n```go\n```\n",
	} {
		if got, err := embed(root, bad); err == nil {
			t.Errorf("embed(%q) = %q, want an error", bad, got)
		}
	}
}
