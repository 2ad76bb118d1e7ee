package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/opencommissioning/commissioning/internal/source"
)

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fail("usage: go run ./internal/gen/newrule ID [PACKAGE], such as MKT-18, or FW-36 procurement")
	}
	root, err := source.Root()
	if err != nil {
		fail(err)
	}
	r, err := plan(os.Args[1], strings.Join(os.Args[2:], ""))
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
