package sla

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// An Example is a worked agreement: one that was made up to show good or bad
// practice and says so in its title, or what a source tells of a real one.
type Example struct {
	// Name is its name, such as partnership.
	Name string `json:"name"`
	// Document is the agreement as JSON.
	Document json.RawMessage `json:"document"`
}

var exampleNames = [...]string{"partnership", "secret-five-years", "slips", "per-head", "wiltshire-2016", "islington-2013"}

// Examples returns the worked agreements, the best first and the real ones last.
func Examples() []Example {
	list := make([]Example, 0, len(exampleNames))
	for _, name := range exampleNames {
		document, err := exampleFiles.ReadFile("examples/" + name + ".json")
		if err == nil { // a test holds the names and the files together
			list = append(list, Example{name, document})
		}
	}
	return list
}

// Agreement decodes the document. It is an error if that is malformed or has a
// member that no agreement has; none of [Examples] is.
func (e Example) Agreement() (Agreement, error) {
	var a Agreement
	d := json.NewDecoder(bytes.NewReader(e.Document))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return Agreement{}, fmt.Errorf("example %s: %w", e.Name, err)
	}
	return a, nil
}
