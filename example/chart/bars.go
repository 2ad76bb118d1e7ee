package chart

import (
	"html/template"
	"math"
)

// Bars are amounts to compare, one on each row.
type Bars struct {
	ID    string // unique on the page
	Title string
	Desc  string // what there is to see
	Rows  []Bar
}

// A Bar is one amount.
type Bar struct {
	Name  string
	Value float64
	Label string // the value as text
	Kind  int    // its colour, from 1 to 4; 0 is 1
}

// SVG draws the chart. Without rows it is empty.
func (c Bars) SVG() template.HTML {
	low, high := 0.0, 0.0
	for _, r := range c.Rows {
		low, high = math.Min(low, r.Value), math.Max(high, r.Value)
	}
	if len(c.Rows) == 0 {
		return ""
	}
	const width, row, left, right = 760, 30, 210, 640
	d := newDrawing(c.ID, c.Title, c.Desc, width, float64(len(c.Rows)*row+6), false)
	x := scale{low, math.Max(high, low+1e-9), left, right}
	for i, r := range c.Rows {
		y := float64(i * row)
		from, to := min(x.at(0), x.at(r.Value)), max(x.at(0), x.at(r.Value))
		d.text("end", left-10, y+19, short(r.Name, 28))
		d.rect("fill-"+[...]string{"1", "1", "2", "3", "4"}[r.Kind%5], r.Label, from, y+4, to-from, row-10)
		d.text("", to+8, y+19, r.Label)
	}
	d.line("axis", x.at(0), 0, x.at(0), float64(len(c.Rows)*row+2))
	return d.end()
}

// short cuts a name to the room available.
func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
