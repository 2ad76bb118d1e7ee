package openapicheck

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/opencommissioning/commissioning/example/server"
)

// served finds references to the schemas that are files of their own, which the
// module schemagen judges.
var served = regexp.MustCompile(`\{"\$ref":"schemas/[a-z-]+\.json"\}`)

// TestValid wants the document valid: its structure, its schemas, and its
// examples against them.
func TestValid(t *testing.T) {
	h, err := server.New(server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	document, err := openapi3.NewLoader().LoadFromData(served.ReplaceAll(w.Body.Bytes(), []byte("{}")))
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Error(err)
	}
	if document.Paths.Len() < 40 {
		t.Errorf("only %d paths", document.Paths.Len())
	}
}
