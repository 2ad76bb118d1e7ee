package chart

import (
	"math"
	"strconv"

	"github.com/opencommissioning/commissioning/nhs"
)

// A scale places values on a length.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 {
	if s.high == s.low {
		return s.from
	}
	return s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from)
}

// ticks returns round values from low to high, about as many as asked for.
func ticks(low, high float64, about int) []float64 {
	if high <= low || about < 1 {
		return []float64{low}
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(about))))
	for _, times := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*times) <= float64(about) {
			step *= times
			break
		}
	}
	var all []float64
	for n := math.Ceil(low / step); n*step <= high+step/1000; n++ {
		all = append(all, n*step)
	}
	return all
}

// tickText writes a tick, large ones in thousands (k) or millions (m).
func tickText(v float64) string {
	write := func(v float64, unit string) string {
		return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64) + unit
	}
	switch size := math.Abs(v); {
	case size >= 1e6:
		return write(v/1e6, "m")
	case size >= 1e4:
		return write(v/1e3, "k")
	}
	return write(v, "")
}

// A timeline places days on a length.
type timeline struct {
	first  nhs.Date
	days   float64
	left   float64
	length float64
}

func newTimeline(first, last nhs.Date, left, right float64) timeline {
	return timeline{first, math.Max(float64(last.DaysSince(first)), 1), left, right - left}
}

// at is where a day is; one outside is at the edge.
func (t timeline) at(day nhs.Date) float64 {
	share := float64(day.DaysSince(t.first)) / t.days
	return t.left + math.Min(math.Max(share, 0), 1)*t.length
}

// years draws a line at the start of each year, and its number above.
func (t timeline) years(d *drawing, top, bottom float64) {
	last := t.first.AddDays(int(t.days))
	every := 1 + (last.Year()-t.first.Year())/16
	if next := nhs.MustDate(t.first.Year()+1, 1, 1); t.at(next)-t.left > 34 {
		d.text("tick", t.left, top+9, strconv.Itoa(t.first.Year()))
	}
	for year := t.first.Year(); year <= last.Year(); year++ {
		day := nhs.MustDate(year, 1, 1)
		if !day.After(t.first) || (year-t.first.Year())%every != 0 {
			continue
		}
		d.line("grid", t.at(day), top, t.at(day), bottom)
		if t.at(day)+34 < t.left+t.length {
			d.text("tick", t.at(day)+3, top+9, strconv.Itoa(year))
		}
	}
}

// months draws a line at the start of each month or, of a long time, of each
// quarter.
func (t timeline) months(d *drawing, top, bottom float64) {
	last := t.first.AddDays(int(t.days))
	every := 1
	if t.days > 500 {
		every = 3
	}
	free := t.left // where the next name may begin
	for day := nhs.MustDate(t.first.Year(), t.first.Month(), 1); !day.After(last); day = day.AddMonths(every) {
		if day.Before(t.first) {
			continue
		}
		d.line("grid", t.at(day), top, t.at(day), bottom)
		text := day.Month().String()[:3]
		if day.Month() == 1 || free == t.left {
			text += " " + strconv.Itoa(day.Year())
		}
		if end := t.at(day) + 3 + 7.5*float64(len(text)); t.at(day) >= free && end < t.left+t.length {
			d.text("tick", t.at(day)+3, top+9, text)
			free = end
		}
	}
}
