package chart_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/example/chart"
)

// square is an area with sides of 10.
func square(x, y float64) [][]atlas.Point {
	return [][]atlas.Point{{{X: x, Y: y}, {X: x + 10, Y: y}, {X: x + 10, Y: y + 10}, {X: x, Y: y + 10}}}
}

func TestMap(t *testing.T) {
	m := chart.Map{ID: "m", Title: "Two", Desc: "Two areas", Plots: []chart.Plot{
		{Rings: square(0, 0), Label: "A & B: 3", Href: "/ccgs/00A", Shade: 5},
		{Rings: square(10, 0), Label: "C"},
	}}
	svg := string(m.SVG())
	for _, want := range []string{
		`viewBox="0 0 200 100"`,
		`<a href="/ccgs/00A"><path class="area shade-5" d="M0 0l100 0 0 100 -100 0z"><title>A &amp; B: 3</title></path></a>`,
		`<path class="area" fill="url(#m-hatch)" d="M100 0l100 0 0 100 -100 0z"><title>C</title></path>`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("%s is not in the map:\n%s", want, svg)
		}
	}
	if got := (chart.Map{ID: "none"}).SVG(); got != "" {
		t.Errorf("without areas the map is %q", got)
	}
}

// TestMapCorner wants what is drawn larger to be no second stop for the keyboard
// and silent for a screen reader.
func TestMapCorner(t *testing.T) {
	m := chart.Map{ID: "m", Corner: "London, larger", Plots: []chart.Plot{
		{Rings: square(0, 0), Label: "far", Href: "/far", Shade: 1},
		{Rings: square(680, 720), Label: "near", Href: "/near", Shade: 1},
	}}
	_, corner, ok := strings.Cut(string(m.SVG()), `<g class="corner" aria-hidden="true">`)
	if !ok || strings.Count(corner, "<a ") != 1 || !strings.Contains(corner, `<a href="/near" tabindex="-1">`) {
		t.Errorf("the corner is %q", corner)
	}
}

func TestClasses(t *testing.T) {
	shades, classes := chart.Classes([]float64{5, 1, 1, 1, 9})
	if diff := cmp.Diff([]int{4, 1, 1, 1, 5}, shades); diff != "" {
		t.Errorf("shades (-want +got):\n%s", diff)
	}
	want := []chart.Class{{Shade: 1, Low: 1, High: 1, Count: 3}, {Shade: 4, Low: 5, High: 5, Count: 1}, {Shade: 5, Low: 9, High: 9, Count: 1}}
	if diff := cmp.Diff(want, classes); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if shades, classes := chart.Classes(nil); shades != nil || classes != nil {
		t.Errorf("of nothing: %v %v", shades, classes)
	}
}
