package document_test

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
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

func ExampleError() {
	_, err := document.Decode[ccg.Group]([]byte(`{"kode": "00F"}`))
	var malformed *document.Error
	if errors.As(err, &malformed) {
		fmt.Println(malformed.Path)
	}
	// Output:
	// /kode
}
