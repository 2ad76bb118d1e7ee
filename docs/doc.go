// Package docs holds the documentation of the module as files: the pages that
// stand beside this one, the tutorial in learn and a page for each rule in
// rules, all of them Markdown. The example serves them as pages; any other
// program may too.
//
// It imports nothing but the standard library and adds some hundreds of kilobytes
// to a program that imports it.
package docs
