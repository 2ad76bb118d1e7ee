package chart

import (
	"html/template"
	"math"
	"slices"
	"strconv"
)

// A Strip is the spread of values along a line, as dots, with the middle half of
// them behind, and perhaps one value that stands out and a limit.
type Strip struct {
	ID     string // unique on the page
	Title  string
	Desc   string // what there is to see
	Unit   string // what the values are
	Values []Mark
	Here   *Mark  // the one that the page is about
	Limits []Mark // lines across, such as an allowance
	From   float64
}

// A Mark is a value with its text.
type Mark struct {
	Value float64
	Label string
}

const stripWidth = 680

// SVG draws the chart. Without values it is empty.
func (c Strip) SVG() template.HTML {
	low, high := c.From, c.From
	for _, m := range slices.Concat(c.Values, c.Limits) {
		low, high = math.Min(low, m.Value), math.Max(high, m.Value)
	}
	if c.Here != nil {
		low, high = math.Min(low, c.Here.Value), math.Max(high, c.Here.Value)
	}
	if len(c.Values) == 0 && c.Here == nil {
		return ""
	}
	const left, right = 12, stripWidth - 60
	x := scale{low, high * 1.02, left, right}
	stacks := stack(c.Values, x)
	tallest := 0
	for _, s := range stacks {
		tallest = max(tallest, s+1)
	}
	base := float64(64 + min(tallest*9, 160))
	d := newDrawing(c.ID, c.Title, c.Desc, stripWidth, base+40, false)
	for _, v := range ticks(low, high, 8) {
		d.line("grid", x.at(v), 40, x.at(v), base)
		d.text("tick middle", x.at(v), base+18, strconv.FormatFloat(v, 'f', -1, 64))
	}
	if low, high, ok := middleHalf(c.Values); ok {
		d.rect("soft", "the middle half", x.at(low), 44, x.at(high)-x.at(low), base-44)
	}
	d.line("axis", left, base, right, base)
	step := 9.0
	if tallest > 17 {
		step = 150 / float64(tallest)
	}
	for i, m := range c.Values {
		d.circle("dot", m.Label, x.at(m.Value), base-7-float64(stacks[i])*step, 4)
	}
	for _, m := range c.Limits {
		d.line("rule", x.at(m.Value), 24, x.at(m.Value), base)
		d.text(anchor(x.at(m.Value)), x.at(m.Value), 16, m.Label)
	}
	if c.Here != nil {
		at := x.at(c.Here.Value)
		d.circle("here", c.Here.Label, at, base-8, 8)
		d.text("strong "+anchor(at), at, 36, c.Here.Label)
	}
	d.text("unit", 0, base+35, c.Unit)
	return d.end()
}

// anchor keeps a label within the picture.
func anchor(x float64) string {
	switch {
	case x < 120:
		return ""
	case x > stripWidth-180:
		return "end"
	}
	return "middle"
}

// stack says on which level each value stands, so that none hides another.
func stack(values []Mark, x scale) []int {
	levels := make([]int, len(values))
	at := map[int]int{} // how many there are in a place of the width of a dot
	for i, m := range values {
		place := int(x.at(m.Value) / 8)
		levels[i] = at[place]
		at[place]++
	}
	return levels
}

// middleHalf returns the values between which the middle half lies, if there are
// enough to say so.
func middleHalf(values []Mark) (low, high float64, ok bool) {
	if len(values) < 8 {
		return 0, 0, false
	}
	var sorted []float64
	for _, m := range values {
		sorted = append(sorted, m.Value)
	}
	slices.Sort(sorted)
	return sorted[len(sorted)/4], sorted[3*len(sorted)/4], true
}
