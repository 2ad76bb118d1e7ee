package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"html/template"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

// charts is one of each kind.
func charts() map[string]interface{ SVG() template.HTML } {
	return map[string]interface{ SVG() template.HTML }{
		"line": Line{
			ID: "open", Title: "CCGs open", Desc: "Fewer and fewer.", Unit: "bodies", Stairs: true, Until: day("2022-06-30"),
			Series: []Series{
				{Name: "CCGs", Points: []Point{{On: day("2013-04-01"), Value: 211, Label: "211"}, {On: day("2015-04-01"), Value: 209}, {On: day("2021-04-01"), Value: 106}}},
				{Name: "CSUs", Points: []Point{{On: day("2013-04-01"), Value: 19}, {On: day("2016-04-01"), Value: 6}}},
			},
		},
		"line_levels": Line{
			ID: "xmr", Title: "Calls answered", Desc: "One signal.", Unit: "per cent",
			Series: []Series{{Name: "answered", Points: []Point{{On: day("2014-04-01"), Value: 91.5}, {On: day("2014-05-01"), Value: 93}, {On: day("2014-06-01"), Value: 82, Label: "82", Mark: true}}}},
			Levels: []Level{{Value: 90, Label: "mean"}},
		},
		"strip": Strip{
			ID: "spread", Title: "Spend a head", Desc: "Most near nine.", Unit: "pounds a head",
			Values: []Mark{{5, "£5.00"}, {9, "£9.00"}, {9, "£9.00"}, {9.4, "£9.40"}, {10, ""}, {11, ""}, {12, ""}, {15, "£15.00"}},
			Here:   &Mark{15, "Corby £15.00"}, Limits: []Mark{{25, "allowance £25.00"}},
		},
		"bars": Bars{
			ID: "cost", Title: "Cost of each way", Desc: "Sharing is cheapest.",
			Rows: []Bar{{Name: "make", Value: 120, Label: "£120"}, {Name: "buy", Value: 100, Label: "£100", Kind: 2}, {Name: "a saving", Value: -20, Label: "-£20", Kind: 3}},
		},
		"gantt": Gantt{
			ID: "plan", Title: "Timetable", Desc: "Two stages.", Marks: []Day{{day("2015-06-01"), "needed by"}},
			Groups: []Group{{Name: "open", Stages: []Stage{{"specification", day("2015-04-01"), day("2015-05-01"), day("2015-05-15")}, {"notice", day("2015-05-01"), day("2015-05-10"), nhs.Date{}}}}},
		},
		"lineage": Lineage{
			ID: "line", Title: "Units", Desc: "Two became one.", First: day("2012-05-01"), Last: day("2016-01-01"), On: day("2013-04-01"),
			Nodes: []Node{
				{Name: "Arden CSU", Href: "/csus/arden", From: day("2012-05-01"), Surely: day("2012-05-31"), Until: day("2015-03-31"), Last: day("2015-03-31")},
				{Name: "Greater East Midlands CSU", Kind: 4, From: day("2012-05-01"), Until: day("2015-03-31")},
				{Name: "Arden & GEM <CSU>", Href: "/csus/arden-gem", Kind: 2, From: day("2015-04-01")},
			},
			Arcs: []Arc{{0, 2, day("2015-04-01")}, {1, 2, day("2015-04-01")}},
		},
	}
}

func TestGolden(t *testing.T) {
	for name, c := range charts() {
		t.Run(name, func(t *testing.T) {
			got := string(c.SVG())
			path := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if strings.Contains(got, "NaN") || strings.Contains(got, "Inf") || strings.Contains(got, "style=") {
				t.Error("it has a coordinate that is none, or a style")
			}
			if hasLinks := strings.Contains(got, "<a "); strings.Contains(got, `role="img"`) == hasLinks {
				t.Errorf("has links: %v, and yet its role says otherwise", hasLinks)
			}
			d := xml.NewDecoder(strings.NewReader(got))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestNothingToDraw(t *testing.T) {
	for name, svg := range map[string]template.HTML{
		"line": Line{}.SVG(), "series": Line{Series: []Series{{Name: "a"}}}.SVG(), "strip": Strip{}.SVG(),
		"bars": Bars{}.SVG(), "gantt": Gantt{}.SVG(), "group": Gantt{Groups: []Group{{Name: "a"}}}.SVG(), "lineage": Lineage{}.SVG(),
	} {
		if svg != "" {
			t.Errorf("%s draws %s", name, svg)
		}
	}
}

// TestOneValue wants a chart of a single value, or of equal ones, to be drawn.
func TestOneValue(t *testing.T) {
	for name, svg := range map[string]template.HTML{
		"line":    Line{Series: []Series{{Points: []Point{{On: day("2013-04-01"), Value: 7}}}}}.SVG(),
		"nought":  Line{Series: []Series{{Points: []Point{{On: day("2013-04-01")}}}}}.SVG(),
		"strip":   Strip{Values: []Mark{{0, ""}}}.SVG(),
		"bars":    Bars{Rows: []Bar{{}}}.SVG(),
		"gantt":   Gantt{Groups: []Group{{Stages: []Stage{{From: day("2013-04-01"), Sooner: day("2013-04-01")}}}}}.SVG(),
		"lineage": Lineage{First: day("2013-04-01"), Last: day("2013-04-01"), Nodes: []Node{{From: day("2013-04-01")}}}.SVG(),
	} {
		if svg == "" || strings.Contains(string(svg), "NaN") || strings.Contains(string(svg), "Inf") {
			t.Errorf("%s draws %q", name, svg)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		low, high float64
		about     int
		want      []float64
	}{
		{0, 211, 6, []float64{0, 50, 100, 150, 200}},
		{0, 25, 8, []float64{0, 5, 10, 15, 20, 25}},
		{80, 95, 6, []float64{80, 85, 90, 95}},
		{-20, 10, 4, []float64{-20, -10, 0, 10}},
		{3, 3, 5, []float64{3}},
	} {
		if diff := cmp.Diff(test.want, ticks(test.low, test.high, test.about)); diff != "" {
			t.Errorf("from %v to %v (-want +got):\n%s", test.low, test.high, diff)
		}
	}
}

// TestDotsDoNotHide wants no two dots of a strip in one place.
func TestDotsDoNotHide(t *testing.T) {
	values := []Mark{{5, ""}, {5, ""}, {5.01, ""}, {9, ""}, {9, ""}}
	x := scale{0, 25, 0, 700}
	levels := stack(values, x)
	met := map[[2]float64]bool{}
	for i, m := range values {
		place := [2]float64{math.Floor(x.at(m.Value) / 8), float64(levels[i])}
		if met[place] {
			t.Errorf("two dots at %v", place)
		}
		met[place] = true
	}
}
