package schemas_test

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/opencommissioning/commissioning/schemas"
)

func ExampleFiles() {
	text, err := fs.ReadFile(schemas.Files(), "sla.json")
	if err != nil {
		panic(err)
	}
	var schema struct {
		Defs map[string]struct {
			Description string
			Examples    []string
		} `json:"$defs"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		panic(err)
	}
	fmt.Println(schema.Defs["nhs.Date"].Description)
	fmt.Println(schema.Defs["sla.Basis"].Examples)
	// Output:
	// A day: 2013-04-01.
	// [nhs-contract binding-contract]
}
