package cli_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/opencommissioning/commissioning/example/cli"
)

// Options may stand after the arguments.
func ExampleRun() {
	document := `{"code": "00C", "name": "NHS Darlington CCG", "opened": "2013-04-01", "closed": "2012-03-31"}`
	status := cli.Run(context.Background(), []string{"check", "-", "--min", "error"}, strings.NewReader(document), os.Stdout, os.Stderr)
	fmt.Println("status", status)
	// Output:
	// - (ccg): 1 error
	//   error CCG-02, at /closed: closed on 2012-03-31, before it opened on 2013-04-01: correct one date
	// status 1
}
