// Command newrule writes the beginnings of a rule: a Go file beside its kin and
// three fixtures, with every text left to be written.
//
//	go run ./internal/gen/newrule MKT-18
//	go run ./internal/gen/newrule FW-36 procurement
//
// A rule with a text that was not written fails the tests of its package, and a
// fixture with such a note those of the rules' pages.
package main
