package chart

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// A drawing is SVG being written.
type drawing struct{ strings.Builder }

// newDrawing begins a picture of a size. One with links is a group rather than
// one image, as what is within an image cannot be reached.
func newDrawing(id, title, desc string, width, height float64, hasLinks bool) *drawing {
	d := new(drawing)
	role := "img"
	if hasLinks {
		role = "group"
	}
	class := ""
	if width > 800 {
		class = ` class="wide"`
	}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg"%s viewBox="0 0 %s %s" role="%s" aria-labelledby="%s-title %[5]s-desc">`, class, number(width), number(height), role, escape(id))
	fmt.Fprintf(d, "\n<title id=\"%s-title\">%s</title>\n<desc id=\"%[1]s-desc\">%[3]s</desc>\n", escape(id), escape(title), escape(desc))
	return d
}

func (d *drawing) end() template.HTML {
	d.WriteString("</svg>")
	return template.HTML(d.String()) // every text in it went through escape
}

func (d *drawing) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(d, "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n", class, number(x1), number(y1), number(x2), number(y2))
}

// rect draws a box, with a tooltip if there is one.
func (d *drawing) rect(class, tip string, x, y, width, height float64) {
	fmt.Fprintf(d, `<rect class="%s" x="%s" y="%s" width="%s" height="%s">`, class, number(x), number(y), number(max(width, 1)), number(height))
	d.tip(tip)
	d.WriteString("</rect>\n")
}

func (d *drawing) circle(class, tip string, x, y, radius float64) {
	fmt.Fprintf(d, `<circle class="%s" cx="%s" cy="%s" r="%s">`, class, number(x), number(y), number(radius))
	d.tip(tip)
	d.WriteString("</circle>\n")
}

func (d *drawing) tip(text string) {
	if text != "" {
		fmt.Fprintf(d, "<title>%s</title>", escape(text))
	}
}

func (d *drawing) path(class, commands string) {
	fmt.Fprintf(d, "<path class=\"%s\" d=\"%s\"/>\n", class, commands)
}

func (d *drawing) text(class string, x, y float64, text string) {
	fmt.Fprintf(d, "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n", class, number(x), number(y), escape(text))
}

// link draws what is within as a link.
func (d *drawing) link(href string, within func()) {
	if href == "" {
		within()
		return
	}
	fmt.Fprintf(d, "<a href=\"%s\">", escape(href))
	within()
	d.WriteString("</a>\n")
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// number writes a coordinate with at most one decimal.
func number(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}
