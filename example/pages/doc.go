// Package pages renders the demo's HTML pages.
//
// A page is a row of the table in table.go: its path, its name in the navigation, and
// the function that fills it. The function returns a page, which names its
// template and its data. The frame around it (page.go, layout.html) says whether the
// figures are real, and gives the permanent link and the same facts as JSON and CSV.
// Pages need no JavaScript: forms are plain, and package chart draws charts as SVG.
package pages
