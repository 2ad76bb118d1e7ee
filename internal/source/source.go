// Package source reads the module's own Go files, so that tests can hold rules
// over all of them without a list that someone must keep.
package source

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ModulePath is the import path of the root package.
const ModulePath = "github.com/opencommissioning/commissioning"

// Package is one folder of Go files, as written: build tags are not applied.
type Package struct {
	Path  string         // below the module: "nhs", "ccg/spend", "." for the root
	Files []*ast.File    // with comments
	Tests []*ast.File    // the _test.go files, of both test packages
	Fset  *token.FileSet // positions of both, from the root, shared by all packages
}

// ImportPath is what another module would write to import p.
func (p Package) ImportPath() string {
	if p.Path == "." {
		return ModulePath
	}
	return ModulePath + "/" + p.Path
}

// IsLibrary reports whether users import p: it is neither internal nor a program
// nor part of the example.
func (p Package) IsLibrary() bool {
	return len(p.Files) > 0 && p.Files[0].Name.Name != "main" && !Below(p.Path, "internal") && !Below(p.Path, "example")
}

// Below reports whether path is dir or lies in it.
func Below(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, dir+"/")
}

// Root is the folder of the module's go.mod, at or above the working folder.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod at or above the working folder")
		}
		dir = up
	}
}

// Files lists the module's files whose names end in suffix, as slash-separated
// paths below root. Nested modules, testdata and the folders that the go
// command ignores are left out.
func Files(root, suffix string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" || d.Name()[0] == '.' || d.Name()[0] == '_' {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(path, suffix) {
			rel, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			list = append(list, filepath.ToSlash(rel))
		}
		return nil
	})
	return list, err
}

// Packages parses every Go file of the module, packages in order of path.
func Packages() ([]Package, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	files, err := Files(root, ".go")
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	byPath := map[string]*Package{}
	for _, name := range files {
		src, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		path := filepath.ToSlash(filepath.Dir(name))
		p := byPath[path]
		if p == nil {
			p = &Package{Path: path, Fset: fset}
			byPath[path] = p
		}
		if strings.HasSuffix(name, "_test.go") {
			p.Tests = append(p.Tests, f)
		} else {
			p.Files = append(p.Files, f)
		}
	}
	var list []Package
	for _, path := range slices.Sorted(maps.Keys(byPath)) {
		list = append(list, *byPath[path])
	}
	return list, nil
}
