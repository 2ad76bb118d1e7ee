// Package validatorbench compares the rules of package sla with the same checks
// written for go-playground/validator. It has only tests and benchmarks, in a
// module of its own, so that users of the library need not download the other.
//
//	go test -bench . -benchmem
//
// Both are held against one valid agreement of ten lines with three indicators
// each, and against the same agreement broken in many ways one by one, to show
// that they check the same.
package validatorbench
