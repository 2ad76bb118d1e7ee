package datapackage_test

import (
	"fmt"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/internal/check/datapackage"
)

func ExamplePackage_Check() {
	fsys := fstest.MapFS{
		"datapackage.json": {Data: []byte(`{
			"name": "boards",
			"resources": [{
				"name": "boards",
				"path": "boards.csv",
				"schema": {
					"fields": [
						{"name": "code", "type": "string"},
						{"name": "opened", "type": "date"}
					],
					"primaryKey": ["code"]
				}
			}]
		}`)},
		"boards.csv": {Data: []byte("code,opened\nQHM,1 July 2022\n")},
	}
	p, err := datapackage.Read(fsys, "datapackage.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := p.Measure(fsys); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Check(fsys))
	// Output:
	// boards.csv: line 2, column "opened": "1 July 2022", expected a date as 2006-01-02
}
