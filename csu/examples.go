package csu

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns worked documents. Each is a made-up [Unit] as JSON. The documents
// are the caller's own.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "closed-before-opened", Title: "Synthetic: a unit that closes before it opens"},
	)
}
