// Package glossary holds the words of the field and writes docs/glossary.md from
// them. Its test holds each word to the code, the sources and the rules that it
// names. After a change:
//
//	go generate ./internal/gen/glossary
package glossary

//go:generate go test -run TestPage -update
