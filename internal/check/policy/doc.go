// Package policy holds the module to its rules. It has only tests:
//
//   - imports_test.go: which package may import which;
//   - deps_test.go: what a program compiles that imports a library package;
//   - code_test.go: what library code may not contain;
//   - docs_test.go: comments and examples for everything that is exported;
//   - fuzz_test.go: a fuzz target for every parser;
//   - generate_test.go: a go:generate line in every generator.
//
// Each test walks the module, so a new package is held as soon as it exists.
package policy
