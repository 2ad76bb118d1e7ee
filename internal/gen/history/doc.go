// Package history writes docs/history.md from history.md.tmpl. The template holds
// the sentences and the data every figure and date in them: a digit or a number
// word in the template's own text fails the test, and so does a figure, a count or
// a day that the data does not hold. After a change of either:
//
//	go generate ./internal/gen/history
package history

//go:generate go test -run TestPage -update
