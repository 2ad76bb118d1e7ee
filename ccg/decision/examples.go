package decision

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns worked decisions, each a [Decision] as JSON. All are synthetic
// and labelled as such. They are calibrated to the survey of January 2013: see
// [Calibrate]. The caller may change the documents.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "contract-management", Title: "Contract management: keep the unit, share with two neighbours, or take it in house", Teaches: "A clear lead for sharing, split by population to the penny."},
		document.Example{Name: "service-redesign", Title: "Service redesign: the unit in partnership, a firm that charges VAT, or in house", Teaches: "VAT, stranded costs that others bear, and a near tie."},
		document.Example{Name: "funding-requests", Title: "Individual funding requests: support bought, made or shared, the decision kept", Teaches: "A must-have that excludes, taking work in house, and an unknown allowance."},
	)
}
