// Package chart draws charts as SVG, to stand within a page.
//
//	line := chart.Line{ID: "open", Title: "CCGs open", Desc: "211 at first, 106 at the end.", Series: series}
//	svg := line.SVG()
//
// A chart has a title and a description for those who cannot see it, and belongs
// beside a table of the same figures. It has no styles of its own: classes say
// what a shape is, and the style sheet of the page says how it looks, in dark
// mode and print too. Positions are floating-point numbers, which is all that
// they serve for; a figure that is shown as text comes as text from the caller.
package chart
