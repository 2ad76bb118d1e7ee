package sla

import (
	"embed"

	"github.com/opencommissioning/commissioning/document"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples returns worked agreements, each an [Agreement] as JSON: the best first, and
// real ones, as far as sources describe them, last. The documents are the caller's own.
func Examples() document.Examples {
	return document.LoadExamples(exampleFiles,
		document.Example{Name: "partnership", Title: "Synthetic: a partnership of two groups with a CSU"},
		document.Example{Name: "secret-five-years", Title: "Synthetic: five years, vague and secret"},
		document.Example{Name: "slips", Title: "Synthetic: small mistakes"},
		document.Example{Name: "per-head", Title: "Synthetic: one line at £9.00 per head"},
		document.Example{Name: "wiltshire-2016", Title: "Wiltshire CCG: an agreement that ended on 31 March 2016 (what is known of it)"},
		document.Example{Name: "islington-2013", Title: "North and East London CSU and Islington CCG: measures of March 2013 (what is known of them)"},
	)
}
