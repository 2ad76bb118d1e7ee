// The tools that check this module. They live apart from go.mod so that they
// never enter the build list of a program that imports it. Add or raise one by
//
//	go get -tool -modfile=tools.mod PATH@VERSION
//
// and run it by
//
//	go tool -modfile=tools.mod staticcheck ./...
//
// The tools see the module as go.mod describes it, so its own requirements are
// not repeated here, and this file is not for go mod tidy.
module github.com/opencommissioning/commissioning

go 1.26.0

tool (
	golang.org/x/exp/cmd/apidiff
	golang.org/x/perf/cmd/benchstat
	honnef.co/go/tools/cmd/staticcheck
)

require (
	github.com/BurntSushi/toml v1.4.1-0.20240526193622-a339e1f7089c // indirect
	github.com/aclements/go-moremath v0.0.0-20210112150236-f10218a38794 // indirect
	golang.org/x/exp v0.0.0-20261014143641-f0251eb4aa3e // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/perf v0.0.0-20260908200009-22c9c6c9d4da // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)
