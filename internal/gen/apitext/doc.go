// Package apitext writes down what a package exports, one line for each thing
// that a user's program may depend on, so that a change of it shows in review.
//
// The texts lie in the folder api, and the test of this package compares them
// with the code. After a change that is meant:
//
//	go generate ./internal/gen/apitext
package apitext

//go:generate go test -run TestAPI -update
