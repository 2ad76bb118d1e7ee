package main

import (
	"slices"
	"strings"
)

// A kind is what is done with a command.
type kind string

const (
	unknown kind = "unknown" // which is an error
	done    kind = "done"    // by a step of its own, or by whoever cloned the repository
	listed  kind = "listed"  // go get: its package must be one of this module
	apart   kind = "apart"   // changes a module: run in a fresh one, so that this one stays as it is
	run     kind = "run"
)

// required are the commands that README.md must name.
var required = []string{"go run ./example", "go test ./..."}

var doneElsewhere = []string{"go run ./example", "go run ./example &", "go run .", "go run ./example/embed", "go run ./example/embed &", "go test ./...", "bash .ci/run"}

func kindOf(command string) kind {
	begins := func(with string) bool { return strings.HasPrefix(command, with) }
	switch {
	case slices.Contains(doneElsewhere, command), begins("go run ./example -addr"), begins("git clone "), begins("cd "):
		return done
	case begins("go get "):
		return listed
	case begins("go mod "):
		return apart
	case begins("curl "), begins("go "):
		return run
	}
	return unknown
}
