// Package chart draws charts as SVG for a page.
//
//	line := chart.Line{ID: "open", Title: "CCGs open", Desc: "211 at first, 106 at the end.", Series: series}
//	svg := line.SVG()
//
// A chart has a title and a description for people who cannot see it, and belongs
// beside a table of the same figures. It has no styles: classes say what a shape is,
// and the style sheet of the page says how it looks, also in dark mode and in print.
// Positions are floating-point numbers and are used for nothing else. Figures shown
// as text come as text from the caller.
package chart
