// Package pages has the demo's pages of HTML.
//
// A page is a row of the table in table.go: its path, what the navigation calls it,
// and the function that fills it. The function returns a page, which names its
// template and what it shows; the frame around it (page.go, layout.html) says
// whether that is real, gives the link that stays and leads to the same facts as
// JSON and CSV. Pages need no JavaScript: forms are plain, charts are SVG that
// package chart draws.
package pages
