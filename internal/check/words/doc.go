// Package words holds a short list of words that the project does not use, and
// looks for them in what a reader sees: the Markdown files, the texts in the code
// of the library and the demo, the comments of exported names, the templates and
// the exported API. It has only tests.
package words
