package ccg

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns made-up worked documents, each a [Group] as JSON. The caller
// may change them.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "closed-before-opened", Title: "Synthetic: a group that closes before it opens"},
	)
}
