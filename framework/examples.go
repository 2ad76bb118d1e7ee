package framework

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns worked documents, each made up: an [Agreement], a [CallOff] and a
// [Competition] as JSON. The documents are the caller's own.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "five-years", Title: "Synthetic: an agreement that runs a day too long"},
		document.Example{Name: "wrong-lot", Title: "Synthetic: a call-off from a lot that does not cover the line"},
		document.Example{Name: "two-bids", Title: "Synthetic: a competition of two bids for one place"},
	)
}
