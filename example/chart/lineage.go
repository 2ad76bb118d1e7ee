package chart

import (
	"fmt"
	"html/template"
	"math"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Lineage is bodies along a calendar, one on each row from its beginning to
// its end, and arcs from those that ended to those that took over.
type Lineage struct {
	ID          string // unique on the page
	Title       string
	Desc        string // what there is to see
	First, Last nhs.Date
	Nodes       []Node
	Arcs        []Arc
	On          nhs.Date // a day to mark; zero is none
}

// A Node is one body. Where a day is not known it lies between two, and the time
// between is drawn faintly.
type Node struct {
	Name         string
	Href         string   // where its page is; "" is no link
	Kind         int      // its colour, from 1 to 4
	From, Surely nhs.Date // may have begun, and had
	Until, Last  nhs.Date // had not ended, and may not have; zero is still there
}

// An Arc leads from one node to another, by their places in the list.
type Arc struct {
	From, To int
	On       nhs.Date
}

// SVG draws the chart, with links to follow. Without nodes it is empty.
func (c Lineage) SVG() template.HTML {
	if len(c.Nodes) == 0 {
		return ""
	}
	const width, row, left, right, head = 1000, 24, 330, 990, 26
	height := float64(head + row*len(c.Nodes) + 8)
	d := newDrawing(c.ID, c.Title, c.Desc, width, height, true)
	days := newTimeline(c.First, c.Last, left, right)
	days.years(d, 6, height-4)
	middle := func(i int) float64 { return float64(head+row*i) + row/2 }
	for _, a := range c.Arcs {
		x, from, to := days.at(a.On), middle(a.From), middle(a.To)
		bulge := math.Min(8+math.Abs(to-from)/12, 26)
		d.path("arc", fmt.Sprintf("M%s %sC%s %[2]s %[3]s %[4]s %[1]s %[4]s", number(x), number(from), number(x+bulge), number(to)))
	}
	for i, n := range c.Nodes {
		y := middle(i)
		surely, until, last := n.Surely, n.Until, n.Last
		if surely.IsZero() {
			surely = n.From
		}
		if until.IsZero() {
			until = c.Last
		}
		if last.IsZero() {
			last = until
		}
		d.rect("soft", "", days.at(n.From), y-5, max(days.at(last)-days.at(n.From), 5), 10)
		if until.After(surely) {
			d.rect("fill-"+[...]string{"1", "1", "2", "3", "4"}[n.Kind%5], "", days.at(surely), y-5, days.at(until)-days.at(surely), 10)
		}
		d.link(n.Href, func() { d.text("end", left-10, y+5, short(n.Name, 44)) })
	}
	if !c.On.IsZero() {
		d.line("rule", days.at(c.On), 20, days.at(c.On), height-4)
	}
	return d.end()
}
