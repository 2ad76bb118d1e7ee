// Package readme holds the code shown in the module's Markdown files to code
// that is tested. It has only a test. A block that follows one of the marks
//
//	<!-- embed: nhs/example_test.go#ExampleParseMoney -->
//	<!-- embed-output: nhs/example_test.go#ExampleParseMoney -->
//	<!-- embed: docs/learn/first/main.go -->
//	<!-- embed-declaration: example/embed/main.go#newHandler -->
//
// is the body of that example, the output it must print, a whole file, or a whole
// declaration (of the imports with #import). Every Go block of every Markdown file
// needs such a mark. After a change:
//
//	go generate ./internal/gen/readme
package readme

//go:generate go test -run TestEmbeddedBlocks -update
