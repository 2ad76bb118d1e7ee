package apitext

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "write the API texts instead of comparing them")

const hint = "if the change is meant: go generate ./..."

// TestAPI compares the exported API of every library package with its text.
func TestAPI(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	module, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	constants := constantsOf{module, map[string]*types.Package{}}

	texts := map[string]bool{} // files that should be there
	for _, p := range module {
		if !p.IsLibrary() {
			continue
		}
		pkg, err := constants.Import(p.ImportPath())
		if err != nil {
			t.Fatal(err)
		}
		name := "api/" + p.Path + ".txt"
		if p.Path == "." {
			name = "api/" + path.Base(source.ModulePath) + ".txt"
		}
		texts[name] = true
		file := filepath.Join(root, filepath.FromSlash(name))
		got := strings.Join(Lines(p, pkg), "\n") + "\n"
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%v; %s", err, hint)
		} else if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("the API of package %s has changed (-%s +now); %s\n%s", p.Path, name, hint, diff)
		}
	}

	files, err := source.Files(root, ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if !source.Below(name, "api") || texts[name] {
			continue
		}
		if !*update {
			t.Errorf("%s describes no package of the module; %s", name, hint)
		} else if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLines(t *testing.T) {
	const src = `package p

import "example.org/outside"

const (
	Low Level = iota + 1
	High
	hidden
	Word = "w" + "x"
	Time outside.T = 3 * outside.One
)

type Level int

type Pair[K comparable, V any] struct {
	Key, Alias K ` + "`json:\"key\"`" + `
	outside.T
	count int
}

func (p *Pair[K, V]) Set(key K,
	value V) (old V, ok bool) { return }

type hider struct{ A int }

func (hider) Exported() {}

type Namer interface {
	Name() string
	Level
	private()
}

type List = []Level

func Map[T any](f func(T) T, more ...map[string]T) (_ []T) { return nil }

func private() {}

var Now, then func()
`
	want := []string{
		`const High Level = 2`,
		`const Low Level = 1`,
		`const Time outside.T = 3 * outside.One`,
		`const Word = "wx"`,
		"field (Pair) Alias K `json:\"key\"`",
		"field (Pair) Key K `json:\"key\"`",
		`field (Pair) embeds outside.T`,
		`func Map[T any](f func(T) T, more ...map[string]T) (_ []T)`,
		`method (*Pair[K, V]) Set(key K, value V) (old V, ok bool)`,
		`method (Namer) Name() string`,
		`method (Namer) embeds Level`,
		`method (Namer) unexported`,
		`type Level int`,
		`type List = []Level`,
		`type Namer interface`,
		`type Pair[K comparable, V any] struct`,
		`var Now`,
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	p := source.Package{Path: "p", Files: []*ast.File{f}, Fset: fset}
	pkg, err := constantsOf{[]source.Package{p}, map[string]*types.Package{}}.Import(p.ImportPath())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, Lines(p, pkg)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}
