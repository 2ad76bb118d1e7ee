// Command bill compares the bill of materials of a build with the build itself
// and with the table of docs/dependencies.md:
//
//	go run ./internal/check/bill BILL BINARY
//
// BILL is CycloneDX in JSON. Each module that the binary was linked from must be in
// it with the same version, nothing else may, and the table must have the same
// modules with the licences that were detected.
package main
