package atlas

import (
	"encoding/json"
	"fmt"
	"math"
)

// A topology is areas that share their borders: each border between two areas is
// one arc, which both use, in one direction or the other.
type topology struct {
	arcs   [][]Point
	ends   [][2][2]int      // where each arc begins and ends, exactly
	shapes map[string][]int // by code, the arcs of all rings; ^i is arc i backwards
}

// readTopology reads a TopoJSON file of polygons that have an identifier.
func readTopology(name string) (topology, error) {
	body, err := files.ReadFile(name)
	if err != nil {
		return topology{}, err
	}
	var doc struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]int
		Objects   map[string]struct {
			Geometries []struct {
				ID, Type string
				Arcs     json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return topology{}, fmt.Errorf("%s: %w", name, err)
	}
	t := topology{shapes: map[string][]int{}}
	for i, steps := range doc.Arcs {
		if len(steps) < 2 {
			return topology{}, fmt.Errorf("%s: arc %d has fewer than two points", name, i)
		}
		var at [2]int
		arc := make([]Point, len(steps))
		for j, step := range steps {
			at[0], at[1] = at[0]+step[0], at[1]+step[1]
			arc[j] = project(
				float64(at[0])*doc.Transform.Scale[0]+doc.Transform.Translate[0],
				float64(at[1])*doc.Transform.Scale[1]+doc.Transform.Translate[1])
		}
		t.arcs, t.ends = append(t.arcs, arc), append(t.ends, [2][2]int{steps[0], at})
	}
	for _, object := range doc.Objects {
		for _, g := range object.Geometries {
			arcs, err := ringArcs(g.Type, g.Arcs)
			if err != nil {
				return topology{}, fmt.Errorf("%s: %s: %w", name, g.ID, err)
			}
			for _, arc := range arcs {
				if max(arc, ^arc) >= len(t.arcs) {
					return topology{}, fmt.Errorf("%s: %s: there is no arc %d", name, g.ID, arc)
				}
			}
			t.shapes[g.ID] = arcs
		}
	}
	return t, nil
}

// ringArcs returns the arcs of all rings of a polygon, or of several.
func ringArcs(kind string, raw json.RawMessage) ([]int, error) {
	var polygons [][][]int
	switch kind {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(raw, &polygons[0]); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(raw, &polygons); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("it is a %q, not a polygon", kind)
	}
	var arcs []int
	for _, polygon := range polygons {
		for _, ring := range polygon {
			arcs = append(arcs, ring...)
		}
	}
	return arcs, nil
}

// dissolve returns the rings around shapes taken together. An arc that two of
// them share lies within, and goes.
func (t *topology) dissolve(codes []string) [][]Point {
	times := map[int]int{}
	for _, code := range codes {
		for _, arc := range t.shapes[code] {
			times[max(arc, ^arc)]++
		}
	}
	var edge []int
	for _, code := range codes {
		for _, arc := range t.shapes[code] {
			if times[max(arc, ^arc)] == 1 {
				edge = append(edge, arc)
			}
		}
	}
	return t.rings(edge)
}

// rings joins arcs end to end until each is part of a closed ring.
func (t *topology) rings(arcs []int) [][]Point {
	from := map[[2]int][]int{} // the arcs that begin at a place
	for _, arc := range arcs {
		start, _ := t.endsOf(arc)
		from[start] = append(from[start], arc)
	}
	take := func(at [2]int) (arc int, ok bool) {
		left := from[at]
		if len(left) == 0 {
			return 0, false
		}
		from[at] = left[:len(left)-1]
		return left[len(left)-1], true
	}
	var rings [][]Point
	for _, first := range arcs {
		start, _ := t.endsOf(first)
		var ring []Point
		for at := start; ; {
			arc, ok := take(at)
			if !ok {
				break
			}
			ring = append(ring, t.pointsOf(arc)...)
			if _, at = t.endsOf(arc); at == start {
				break
			}
		}
		if len(ring) > 2 {
			rings = append(rings, ring)
		}
	}
	return rings
}

func (t *topology) endsOf(arc int) (start, end [2]int) {
	if arc < 0 {
		return t.ends[^arc][1], t.ends[^arc][0]
	}
	return t.ends[arc][0], t.ends[arc][1]
}

// pointsOf returns the points of an arc without its last, which is the first of
// the next.
func (t *topology) pointsOf(arc int) []Point {
	if arc >= 0 {
		return t.arcs[arc][:len(t.arcs[arc])-1]
	}
	points := t.arcs[^arc]
	back := make([]Point, 0, len(points)-1)
	for i := len(points) - 1; i > 0; i-- {
		back = append(back, points[i])
	}
	return back
}

// The corners of England, and the meridian that is upright on maps of it.
const (
	west, east       = -6.45, 1.80
	south, north     = 49.85, 55.82
	middle           = -2.0
	radiansPerDegree = math.Pi / 180
)

// project places a longitude and latitude in degrees on the flat map, by the
// transverse Mercator projection of a sphere.
func project(longitude, latitude float64) Point {
	x, y := mercator(longitude, latitude)
	left, _ := mercator(west, south)
	_, top := mercator(middle, north)
	_, bottom := mercator(middle, south)
	scale := 1000 / (top - bottom)
	return Point{(x - left) * scale, (top - y) * scale}
}

func mercator(longitude, latitude float64) (x, y float64) {
	turn, up := (longitude-middle)*radiansPerDegree, latitude*radiansPerDegree
	return math.Atanh(math.Cos(up) * math.Sin(turn)), math.Atan2(math.Tan(up), math.Cos(turn))
}

// Width is how wide England is where its height is 1000.
func Width() float64 { return project(east, 52.5).X }
