package decision

import (
	"embed"
	"encoding/json"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// An Example is a worked example: a decision as a JSON document.
type Example struct {
	// Name is its short name, such as contract-management.
	Name string `json:"name"`
	// Title is what it is about.
	Title string `json:"title"`
	// Teaches is what it shows.
	Teaches string `json:"teaches"`
	// Document is the decision as JSON. It is the caller's own.
	Document json.RawMessage `json:"document"`
}

var worked = [...]Example{
	{Name: "contract-management", Title: "Contract management: keep the unit, share with two neighbours, or take it in house", Teaches: "A clear lead for sharing, split by population to the penny."},
	{Name: "service-redesign", Title: "Service redesign: the unit in partnership, a firm that charges VAT, or in house", Teaches: "VAT, stranded costs that others bear, and a near tie."},
	{Name: "funding-requests", Title: "Individual funding requests: support bought, made or shared, the decision kept", Teaches: "A must-have that excludes, taking work in house, and an allowance that is not known."},
}

// Examples returns the worked examples. All are synthetic and say so. They are
// calibrated to the survey of January 2013: see [Calibrate].
func Examples() []Example {
	list := make([]Example, 0, len(worked))
	for _, w := range worked {
		document, err := exampleFiles.ReadFile("examples/" + w.Name + ".json")
		if err != nil {
			continue // a test reads each
		}
		w.Document = document
		list = append(list, w)
	}
	return list
}
