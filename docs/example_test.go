package docs_test

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/opencommissioning/commissioning/docs"
)

func ExampleFiles() {
	page, err := fs.ReadFile(docs.Files(), "rules/CCG-01.md")
	title, _, _ := strings.Cut(string(page), " · ")
	fmt.Println(title, err)
	// Output: # CCG-01 <nil>
}
