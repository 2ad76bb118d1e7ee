package docs

import (
	"embed"
	"io/fs"
)

//go:embed *
var files embed.FS

// Files returns the documentation: Markdown pages such as glossary.md, and the
// folders beside them. Files of other kinds that lie among them are there too.
func Files() fs.FS { return files }
