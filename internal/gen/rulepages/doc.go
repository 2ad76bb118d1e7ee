// Package rulepages writes docs/rules: a page for each rule, from its
// description and its fixtures, and an index. Its test holds the files to what
// is written here. After a change:
//
//	go generate ./internal/gen/rulepages
package rulepages

//go:generate go test -run TestPagesAreUpToDate -update
