package chart

import (
	"html/template"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Gantt is a plan: stages one after another along a calendar, in groups.
type Gantt struct {
	ID     string // unique on the page
	Title  string
	Desc   string // what there is to see
	Groups []Group
	Marks  []Day // days that matter to all, such as a deadline
}

// A Group is the stages of one plan.
type Group struct {
	Name   string
	Stages []Stage
}

// A Stage starts on a day and ends between two.
type Stage struct {
	Name         string
	From         nhs.Date
	Sooner, Late nhs.Date // the earliest and the latest end
}

// A Day is a day with a name.
type Day struct {
	On   nhs.Date
	Name string
}

// SVG draws the chart. Without stages it is empty.
func (c Gantt) SVG() template.HTML {
	first, last, rows := c.extent()
	if rows == 0 {
		return ""
	}
	const width, row, left, right, head = 860, 26, 250, 850, 38
	height := float64(head + row*(rows+len(c.Groups)) + 8)
	d := newDrawing(c.ID, c.Title, c.Desc, width, height, false)
	days := newTimeline(first, last.AddDays(14), left, right)
	days.months(d, head-14, height-4)
	y := float64(head)
	for i, g := range c.Groups {
		d.text("strong", 0, y+18, g.Name)
		y += row
		for _, s := range g.Stages {
			d.text("", 12, y+17, short(s.Name, 34))
			tip := s.Name + ": from " + s.From.String() + " to " + s.Sooner.String()
			if s.Late.After(s.Sooner) {
				d.rect("soft", tip+" at the earliest, "+s.Late.String()+" at the latest", days.at(s.Sooner), y+5, days.at(s.Late)-days.at(s.Sooner), row-10)
			}
			d.rect("fill-"+[...]string{"1", "2", "3", "4"}[i%4], tip, days.at(s.From), y+5, days.at(s.Sooner)-days.at(s.From), row-10)
			y += row
		}
	}
	for _, m := range c.Marks {
		d.line("rule", days.at(m.On), 16, days.at(m.On), height-4)
		if days.at(m.On) > right-120 {
			d.text("strong end", days.at(m.On)-4, 12, m.Name)
		} else {
			d.text("strong", days.at(m.On)+4, 12, m.Name)
		}
	}
	return d.end()
}

func (c Gantt) extent() (first, last nhs.Date, rows int) {
	include := func(day nhs.Date) {
		if first.IsZero() || day.Before(first) {
			first = day
		}
		if day.After(last) {
			last = day
		}
	}
	for _, g := range c.Groups {
		for _, s := range g.Stages {
			rows++
			include(s.From)
			include(s.Sooner)
			if !s.Late.IsZero() {
				include(s.Late)
			}
		}
	}
	for _, m := range c.Marks {
		include(m.On)
	}
	return first, last, rows
}
