package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/document"
)

// Fields of the forms that take a document.
var (
	sentText     = parameter{name: "document", about: "one document, as JSON"}
	documentFile = parameter{name: "file", about: "a file with one, which comes before it"}
	spendFile    = parameter{name: "file", isFile: true, about: "a file of payments, as CSV or a workbook"}
)

// sentDocument is the JSON of a form: the file if one was chosen, else what is in
// the box.
func (r *request) sentDocument() string {
	if text := r.query.Get("file"); strings.TrimSpace(text) != "" {
		return text
	}
	return r.query.Get("document")
}

// decodeSent reads the JSON of a form, or says what is wrong with it.
func decodeSent[T any](doc string) (v T, wrong *formError) {
	if strings.TrimSpace(doc) == "" {
		return v, &formError{"document", "The box is empty. Paste one JSON document, choose a file, or start from an example."}
	}
	if err := checkBodySize([]byte(doc)); err != nil {
		if p, ok := errors.AsType[*problem](err); ok {
			return v, &formError{"document", upperFirst(p.Detail) + "."}
		}
	}
	v, err := document.Decode[T]([]byte(doc))
	if err != nil {
		return v, &formError{"document", fmt.Sprintf("The document could not be read: %v.", err)}
	}
	return v, nil
}

// indented is a value as JSON for people.
func indented(v any) (string, error) {
	text, err := json.MarshalIndent(v, "", "  ")
	return string(text), err
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
