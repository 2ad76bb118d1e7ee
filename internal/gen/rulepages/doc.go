// Package rulepages writes docs/rules: a page for each rule, from its
// description and its fixtures, and an index. Its test holds the files to what
// is written here. After a change:
//
//	go test ./internal/gen/rulepages -update
package rulepages
