package chart

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/example/atlas"
)

// A Map is areas, each of the shade of its value, with London drawn again and
// larger beside it.
type Map struct {
	ID     string // unique on the page
	Title  string
	Desc   string // what there is to see
	Plots  []Plot
	Corner string // what the enlarged corner is called; "" draws none
}

// A Plot is one area of a map, or one tile.
type Plot struct {
	Rings [][]atlas.Point
	Label string // its name and value, as text
	Href  string // where its page is; "" is no link
	Shade int    // from 1, the lightest, to Shades; 0 is a value that is not known, hatched
	Mark  string // what stands on it, for tiles
}

// Shades is how many shades there are.
const Shades = 5

// Coordinates are written as whole numbers, ten to a unit of the atlas.
const fine = 10

// london is the corner that is drawn larger, as far as the atlas has it.
var london = frame{from: atlas.Point{X: 629, Y: 682}, to: atlas.Point{X: 729, Y: 763}}

// A frame is what part of the map is drawn, from its upper left corner to its
// lower right, and where and how much larger.
type frame struct {
	from, to, at atlas.Point
	times        float64
}

// has says whether an area lies within the frame.
func (f frame) has(p Plot) bool {
	low, high := bounds(p.Rings)
	return low.X > f.from.X && high.X < f.to.X && low.Y > f.from.Y && high.Y < f.to.Y
}

// SVG draws the map, with links to follow. Without areas it is empty.
func (c Map) SVG() template.HTML {
	if len(c.Plots) == 0 {
		return ""
	}
	var low, high atlas.Point
	for i, p := range c.Plots {
		from, to := bounds(p.Rings)
		if i == 0 {
			low, high = from, to
		}
		low, high = atlas.Point{X: min(low.X, from.X), Y: min(low.Y, from.Y)}, atlas.Point{X: max(high.X, to.X), Y: max(high.Y, to.Y)}
	}
	whole := frame{from: low, times: 1}
	d := newDrawing(c.ID, c.Title, c.Desc, (high.X-low.X)*fine, (high.Y-low.Y)*fine, true)
	fmt.Fprintf(d, "<defs><pattern id=\"%s-hatch\" width=\"120\" height=\"120\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"120\" height=\"120\"/><rect class=\"hatch-line\" width=\"36\" height=\"120\"/></pattern></defs>\n", escape(c.ID))
	for _, p := range c.Plots {
		c.plot(d, p, whole)
	}
	if c.Corner != "" {
		c.corner(d, high.X-low.X)
	}
	return d.end()
}

// corner draws the enlarged part, for the eye and the mouse alone: each area of it
// is on the map already.
func (c Map) corner(d *drawing, width float64) {
	f := london
	f.times = 2.6
	f.at = atlas.Point{X: width - (f.to.X-f.from.X)*f.times, Y: 40}
	d.WriteString("<g class=\"corner\" aria-hidden=\"true\">")
	d.text("end corner-name", width*fine, 300, c.Corner)
	for _, p := range c.Plots {
		if f.has(p) {
			c.plot(d, p, f)
		}
	}
	d.WriteString("</g>\n")
}

// plot draws an area in a frame.
func (c Map) plot(d *drawing, p Plot, f frame) {
	link := func(within func()) {
		switch {
		case p.Href == "":
			within()
		case f.times > 1:
			fmt.Fprintf(d, "<a href=\"%s\" tabindex=\"-1\">", escape(p.Href))
			within()
			d.WriteString("</a>\n")
		default:
			d.link(p.Href, within)
		}
	}
	link(func() {
		fill := fmt.Sprintf("class=\"area shade-%d\"", min(p.Shade, Shades))
		if p.Shade < 1 {
			fill = fmt.Sprintf("class=\"area\" fill=\"url(#%s-hatch)\"", escape(c.ID))
		}
		fmt.Fprintf(d, "<path %s d=\"%s\">", fill, commands(p.Rings, f))
		d.tip(p.Label)
		d.WriteString("</path>")
		if p.Mark != "" {
			low, high := bounds(p.Rings)
			d.text("middle on-shade-"+strconv.Itoa(max(p.Shade, 0)), (low.X+high.X)/2*fine-f.from.X*fine, (low.Y+high.Y)/2*fine-f.from.Y*fine+60, p.Mark)
		}
	})
}

// commands writes rings in whole numbers, each point as the step from the last.
func commands(rings [][]atlas.Point, f frame) string {
	var b strings.Builder
	for _, ring := range rings {
		var x, y int
		drawn := 0
		for _, p := range ring {
			px := int(math.Round(((p.X-f.from.X)*f.times + f.at.X) * fine))
			py := int(math.Round(((p.Y-f.from.Y)*f.times + f.at.Y) * fine))
			switch {
			case drawn == 0:
				fmt.Fprintf(&b, "M%d %d", px, py)
			case px == x && py == y:
				continue
			case drawn == 1:
				fmt.Fprintf(&b, "l%d %d", px-x, py-y)
			default:
				fmt.Fprintf(&b, " %d %d", px-x, py-y)
			}
			x, y, drawn = px, py, drawn+1
		}
		if drawn > 0 {
			b.WriteString("z")
		}
	}
	return b.String()
}

func bounds(rings [][]atlas.Point) (low, high atlas.Point) {
	all := slices.Concat(rings...)
	if len(all) == 0 {
		return low, high
	}
	low, high = all[0], all[0]
	for _, p := range all {
		low, high = atlas.Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}, atlas.Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return low, high
}

// A Class is a shade with the values that have it.
type Class struct {
	Shade     int
	Low, High float64 // the least and the most value that has the shade
	Count     int
}

// Classes divides values into as many shades as there are, each with about the
// same number of values; equal values have the same. The shades of the values come
// in their order.
func Classes(values []float64) (shades []int, classes []Class) {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	for _, v := range values {
		first, _ := slices.BinarySearch(sorted, v)
		shades = append(shades, 1+first*Shades/len(sorted))
	}
	for shade := 1; shade <= Shades; shade++ {
		var c *Class
		for i, v := range values {
			if shades[i] != shade {
				continue
			}
			if c == nil {
				classes = append(classes, Class{Shade: shade, Low: v, High: v})
				c = &classes[len(classes)-1]
			}
			c.Low, c.High, c.Count = min(c.Low, v), max(c.High, v), c.Count+1
		}
	}
	return shades, classes
}
