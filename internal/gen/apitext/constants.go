package apitext

import (
	"errors"
	"go/types"

	"github.com/opencommissioning/commissioning/internal/source"
)

// constantsOf type-checks just enough of a module to know its constants: what
// comes from outside the module is left unknown, and function bodies unread.
type constantsOf struct {
	module  []source.Package
	checked map[string]*types.Package
}

// Import makes constantsOf a types.Importer. The type checker carries on without
// a package that it cannot have.
func (c constantsOf) Import(path string) (*types.Package, error) {
	if pkg := c.checked[path]; pkg != nil {
		return pkg, nil
	}
	config := types.Config{Importer: c, IgnoreFuncBodies: true, Error: func(error) {}}
	for _, p := range c.module {
		if p.ImportPath() == path {
			pkg, _ := config.Check(path, p.Fset, p.Files, nil) // errors are of what was left unknown
			c.checked[path] = pkg
			return pkg, nil
		}
	}
	return nil, errors.New(path + " is outside the module")
}
