package chart

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Line is one or more series of values over time.
type Line struct {
	ID     string // unique on the page
	Title  string
	Desc   string // what there is to see
	Unit   string // what the values are, above the axis
	Stairs bool   // a value holds until the next, as a count does
	Series []Series
	Levels []Level  // lines across, such as a mean or a limit
	Until  nhs.Date // how far the last value holds; zero is its own day
}

// A Series is one line, with up to four in a chart.
type Series struct {
	Name   string
	Points []Point
}

// A Point is a value on a day.
type Point struct {
	On    nhs.Date
	Value float64
	Label string // the value as text, shown when pointed at; "" is none
	Mark  bool   // drawn as a dot that stands out, as a signal is
}

// A Level is a value of the whole chart.
type Level struct {
	Value float64
	Label string
}

const (
	lineWidth  = 680
	lineHeight = 320
)

// SVG draws the chart. Without points it is empty.
func (c Line) SVG() template.HTML {
	first, last, low, high, ok := c.extent()
	if !ok {
		return ""
	}
	d := newDrawing(c.ID, c.Title, c.Desc, lineWidth, lineHeight, false)
	const left, right, top, bottom = 52, lineWidth - 100, 34, lineHeight - 12
	days := newTimeline(first, last, left, right)
	y := scale{low, high, bottom, top}
	d.text("unit", 0, 14, c.Unit)
	if days.days > 900 {
		days.years(d, top-10, bottom)
	} else {
		days.months(d, top-10, bottom)
	}
	for _, v := range ticks(low, high, 6) {
		d.line("grid", left, y.at(v), right, y.at(v))
		d.text("tick end", left-8, y.at(v)+4, tickText(v))
	}
	d.line("axis", left, bottom, right, bottom)
	taken := make([]float64, 0, len(c.Levels)+len(c.Series)) // heights of the names at the right
	for _, l := range c.Levels {
		d.line("rule", left, y.at(l.Value), right, y.at(l.Value))
		at := apart(y.at(l.Value)+4, taken)
		taken = append(taken, at)
		d.text("tick", right+6, at, l.Label)
	}
	for i, s := range c.Series {
		if len(s.Points) == 0 {
			continue
		}
		class := strconv.Itoa(i%4 + 1)
		d.path("series-"+class, c.trace(s, days, y))
		for _, p := range s.Points {
			switch {
			case p.Mark:
				d.circle("here", p.Label, days.at(p.On), y.at(p.Value), 6)
			case p.Label != "":
				d.circle("fill-"+class, p.Label, days.at(p.On), y.at(p.Value), 3.5)
			}
		}
		at := apart(y.at(s.Points[len(s.Points)-1].Value)+4, taken)
		taken = append(taken, at)
		d.text("strong", right+8, at, s.Name)
	}
	return d.end()
}

// apart moves a name up until it covers no other.
func apart(at float64, taken []float64) float64 {
	for moved := true; moved; {
		moved = false
		for _, t := range taken {
			if math.Abs(at-t) < 17 {
				at, moved = t-17.5, true
			}
		}
	}
	return at
}

func (c Line) trace(s Series, days timeline, y scale) string {
	var path strings.Builder
	for i, p := range s.Points {
		switch {
		case i == 0:
			fmt.Fprintf(&path, "M%s %s", number(days.at(p.On)), number(y.at(p.Value)))
		case c.Stairs:
			fmt.Fprintf(&path, "H%sV%s", number(days.at(p.On)), number(y.at(p.Value)))
		default:
			fmt.Fprintf(&path, "L%s %s", number(days.at(p.On)), number(y.at(p.Value)))
		}
	}
	if c.Stairs && !c.Until.IsZero() {
		fmt.Fprintf(&path, "H%s", number(days.at(c.Until)))
	}
	return path.String()
}

// extent returns the days and values that the chart spans. Values start from
// zero unless all are far from it; stairs, which show amounts, always do.
func (c Line) extent() (first, last nhs.Date, low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	include := func(v float64) { low, high = math.Min(low, v), math.Max(high, v) }
	for _, s := range c.Series {
		for _, p := range s.Points {
			if !ok || p.On.Before(first) {
				first = p.On
			}
			if !ok || p.On.After(last) {
				last = p.On
			}
			ok = true
			include(p.Value)
		}
	}
	if !ok {
		return first, last, 0, 0, false
	}
	for _, l := range c.Levels {
		include(l.Value)
	}
	if c.Until.After(last) {
		last = c.Until
	}
	if low > 0 && (c.Stairs || low < (high-low)*2) {
		low = 0
	}
	if high == low {
		high = low + 1
	}
	pad := (high - low) / 20
	if low != 0 {
		low -= pad
	}
	return first, last, low, high + pad, true
}
