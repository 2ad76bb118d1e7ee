package document_test

import (
	"errors"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/sla"
)

func ExampleDecode() {
	_, err := document.Decode[commissioning.Market]([]byte(`{
  "ccgs": {"groups": [{"code": "00F", "opened": "April 2013"}]}
}`))
	var malformed *document.Error
	if errors.As(err, &malformed) {
		fmt.Println(malformed.Line, malformed.Column, malformed.Path)
	}
	// Output:
	// 2 49 /ccgs/groups/0/opened
}

// The identifiers of a system are longer than most.
func ExampleDecodeWithin() {
	text := []byte(`{"id": "` + strings.Repeat("x", 120) + `"}`)
	_, err := document.Decode[sla.Agreement](text)
	fmt.Println(err)
	_, err = document.DecodeWithin[sla.Agreement](text, document.Limits{ID: 200})
	fmt.Println(err)
	// Output:
	// line 1, column 8, at /id: identifier of 120 characters: want at most 100
	// <nil>
}

func ExampleLimits() {
	_, err := document.DecodeWithin[map[string][]string]([]byte(`{"a": ["b"]}`), document.Limits{Depth: 1})
	fmt.Println(err)
	// Output:
	// line 1, column 8, at /a/0: nested more than 1 deep: flatten the document
}

func ExampleError() {
	_, err := document.Decode[ccg.Group]([]byte(`{"kode": "00F"}`))
	var malformed *document.Error
	if errors.As(err, &malformed) {
		fmt.Println(malformed.Path)
	}
	// Output:
	// /kode
}

// What worked agreements are there, and what does one of them say?
func ExampleExamples() {
	for _, e := range sla.Examples() {
		fmt.Println(e.Name)
	}
	e, _ := sla.Examples().Named("per-head")
	agreement, err := document.Decode[sla.Agreement](e.Document)
	fmt.Println(agreement.Title, err)
	// Output:
	// partnership
	// secret-five-years
	// slips
	// per-head
	// wiltshire-2016
	// islington-2013
	// Synthetic: one line at £9.00 per head <nil>
}

func ExampleExample() {
	files := fstest.MapFS{"examples/small.json": {Data: []byte(`{"code": "00C"}`)}}
	for _, e := range document.LoadExamples(files, document.Example{Name: "small"}, document.Example{Name: "missing"}) {
		fmt.Println(e.Name, string(e.Document))
	}
	// Output: small {"code": "00C"}
}
