package procurement

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns worked documents, each a [Procurement] as JSON and made up. The
// documents are the caller's own.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "unadvertised", Title: "Synthetic: £170,000 in June 2016, unadvertised"},
	)
}
