package source

import "go/ast"

// Exported returns what p exports: "Agreement", with the fields and methods of a
// type as "Agreement.Term".
func (p Package) Exported() map[string]bool {
	names := make(map[string]bool)
	add := func(name string, exported ...string) {
		for _, part := range exported {
			if !ast.IsExported(part) {
				return
			}
		}
		names[name] = true
	}
	for _, f := range p.Files {
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name.Name, d.Name.Name)
					continue
				}
				typ := d.Recv.List[0].Type
				for {
					switch t := typ.(type) {
					case *ast.StarExpr:
						typ = t.X
						continue
					case *ast.IndexExpr:
						typ = t.X
						continue
					case *ast.IndexListExpr:
						typ = t.X
						continue
					}
					break
				}
				if id, ok := typ.(*ast.Ident); ok {
					add(id.Name+"."+d.Name.Name, id.Name, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.ValueSpec:
						for _, name := range s.Names {
							add(name.Name, name.Name)
						}
					case *ast.TypeSpec:
						add(s.Name.Name, s.Name.Name)
						body, ok := s.Type.(*ast.StructType)
						if !ok {
							continue
						}
						for _, field := range body.Fields.List {
							for _, name := range field.Names {
								add(s.Name.Name+"."+name.Name, s.Name.Name, name.Name)
							}
						}
					}
				}
			}
		}
	}
	return names
}
