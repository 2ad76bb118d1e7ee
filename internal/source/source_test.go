package source

import (
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiles(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"go.mod", "a.go", "a.md", "sub/b.go", "sub/deep/c.go",
		"testdata/no.go", "sub/testdata/no.go", ".hidden/no.go", "_old/no.go",
		"nested/go.mod", "nested/no.go", "nested/deep/no.go",
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Files(root, ".go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.go", "sub/b.go", "sub/deep/c.go"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestPackages finds this very package in the module.
func TestPackages(t *testing.T) {
	list, err := Packages()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(p Package) bool { return p.Path == "internal/source" })
	if i < 0 {
		t.Fatal("package internal/source not found")
	}
	p := list[i]
	if len(p.Files) != 2 || len(p.Tests) != 1 || p.IsLibrary() || p.ImportPath() != ModulePath+"/internal/source" {
		t.Errorf("%d files, %d tests, library %v, import path %s", len(p.Files), len(p.Tests), p.IsLibrary(), p.ImportPath())
	}
}

func TestIsLibrary(t *testing.T) {
	files := []*ast.File{{Name: ast.NewIdent("p")}}
	for path, want := range map[string]bool{
		".": true, "nhs": true, "ccg/spend": true, "internals": true,
		"internal": false, "internal/source": false, "example": false, "example/page": false,
	} {
		if got := (Package{Path: path, Files: files}).IsLibrary(); got != want {
			t.Errorf("package %s is a library: %v, want %v", path, got, want)
		}
	}
	if (Package{Path: "nhs"}).IsLibrary() {
		t.Error("a folder with only tests is a library")
	}
	if (Package{Path: "docs/first", Files: []*ast.File{{Name: ast.NewIdent("main")}}}).IsLibrary() {
		t.Error("a program is a library")
	}
}
