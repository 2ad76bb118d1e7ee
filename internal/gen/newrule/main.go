package main

import (
	"fmt"
	"os"

	"github.com/opencommissioning/commissioning/internal/source"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: go run ./internal/gen/newrule MKT-18")
	}
	root, err := source.Root()
	if err != nil {
		fail(err)
	}
	r, err := plan(os.Args[1])
	if err != nil {
		fail(err)
	}
	if err := r.write(root); err != nil {
		fail(err)
	}
	fmt.Print(r.next())
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, "newrule:", why)
	os.Exit(1)
}
