package pages

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/web"
)

// Fields of the forms that take a document.
var (
	sentText     = web.Parameter{Name: "document", Description: "one document, as JSON"}
	documentFile = web.Parameter{Name: "file", Description: "a file with a document, used instead of the text"}
	spendFile    = web.Parameter{Name: "file", IsFile: true, Description: "a file of payments, as CSV or a workbook"}
)

// sentDocument is the JSON of a form: the file if one was chosen, else the text in
// the box.
func sentDocument(r *web.Request) string {
	if text := r.Query.Get("file"); strings.TrimSpace(text) != "" {
		return text
	}
	return r.Query.Get("document")
}

// decodeSent reads the JSON of a form, or says what is wrong with it.
func decodeSent[T any](text string) (v T, wrong *formError) {
	if strings.TrimSpace(text) == "" {
		return v, &formError{"document", "The box is empty. Paste one JSON document, choose a file, or start from an example."}
	}
	if err := web.CheckBodySize([]byte(text)); err != nil {
		if p, ok := errors.AsType[*web.Problem](err); ok {
			return v, &formError{"document", upperFirst(p.Detail) + "."}
		}
	}
	v, err := document.Decode[T]([]byte(text))
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
