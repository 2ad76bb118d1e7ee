package atlas

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Hexagon is the tile of a board in a layout where each has the same size and
// stands about where it is.
type Hexagon struct {
	Code        nhs.OrgID
	Short       string // two or three letters, to be read on the tile; "" is none
	Column, Row int    // odd rows stand half a tile to the right; row 0 is in the south
}

// HexagonsOn returns the tiles of the boards of a day in the order of their codes;
// none before July 2022.
func (a *Atlas) HexagonsOn(day nhs.Date) []Hexagon {
	if i := a.set(day); i >= 0 {
		return a.hexagons[a.days[i]]
	}
	return nil
}

// Corners returns the six corners of the tile of a layout with so many rows, in
// units of half the height of a tile.
func (h Hexagon) Corners(rows int) []Point {
	x, y := math.Sqrt(3)*(float64(h.Column)+0.5*float64(h.Row&1)), 1.5*float64(rows-1-h.Row)
	corners := make([]Point, 6)
	for i := range corners {
		angle := float64(60*i-30) * radiansPerDegree
		corners[i] = Point{x + math.Cos(angle), y + math.Sin(angle)}
	}
	return corners
}

// readHexagons reads a HexJSON file whose keys are ODS codes.
func readHexagons(name string) ([]Hexagon, error) {
	body, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Layout string
		Hexes  map[string]struct {
			Short string `json:"ICS22NMSHT"`
			Q, R  int
		}
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if doc.Layout != "odd-r" {
		return nil, fmt.Errorf("%s: the layout is %q, not odd-r", name, doc.Layout)
	}
	var all []Hexagon
	for code, h := range doc.Hexes {
		all = append(all, Hexagon{nhs.OrgID(code), h.Short, h.Q, h.R})
	}
	slices.SortFunc(all, func(a, b Hexagon) int { return a.Code.Compare(b.Code) })
	return all, nil
}
