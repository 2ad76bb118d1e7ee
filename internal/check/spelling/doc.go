// Package spelling holds the prose of the Markdown files and the comments of the
// Go files to a dictionary of British English, testdata/british.txt.gz, and to
// words.txt, which has the names and terms that the dictionary lacks. A word in
// neither is a slip or a new term. If it is right:
//
//	go test ./internal/check/spelling -update
package spelling
