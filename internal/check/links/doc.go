// Package links checks, offline, every link of the module's Markdown files and
// every link in its doc comments: files, headings, packages, identifiers. It has
// only a test. Whether a page of somebody else is still there it does not ask.
package links
