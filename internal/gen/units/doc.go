// Package units writes docs/csus.md, the page on what became of every unit, from
// the register. After a change:
//
//	go generate ./internal/gen/units
package units

//go:generate go test -run TestPage -update
