package atlas

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

//go:embed data
var files embed.FS

// Attribution must stand beside every map that is drawn from the areas.
const Attribution = "Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right."

// Omitted says what the areas do not show.
const Omitted = "Areas are simplified. Moves of a few practices or parishes between neighbours are not drawn, and a group that was divided between two boards (West Birmingham, Glossop, Oundle, Farnham) is drawn whole with one of them."

// An Atlas is the areas of 2013 and what each was part of later.
type Atlas struct {
	topology topology
	days     []nhs.Date             // from when each set of areas holds, oldest first
	kinds    []Kind                 // what the areas of each set are
	parts    []map[string][]string  // in each set, the codes of 2013 that each body is made of
	hexagons map[nhs.Date][]Hexagon // of the boards, by the first day of the set
}

// A Kind says what an area is of.
type Kind string

// The kinds.
const (
	CCG Kind = "ccg" // a clinical commissioning group
	ICB Kind = "icb" // an integrated care board
)

// A Point is a place on the map: x from the west and y from the north, in
// thousandths of the height of England.
type Point struct{ X, Y float64 }

// An Area is where a body is.
type Area struct {
	Code  nhs.OrgID
	Rings [][]Point // closed, to be filled by the even-odd rule
}

// Load reads the areas.
func Load() (*Atlas, error) {
	topology, err := readTopology("data/ccg_2013_02.topo.json")
	if err != nil {
		return nil, err
	}
	a := &Atlas{topology: topology, hexagons: map[nhs.Date][]Hexagon{}}
	if err := a.readParts("data/ccg_2013_later.csv"); err != nil {
		return nil, err
	}
	for i, file := range []string{"data/icb_2022_07.hexjson", "data/icb_2026_04.hexjson"} {
		day := a.days[len(a.days)-2+i]
		if a.hexagons[day], err = readHexagons(file); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// sets are the columns after the first of the table of parts.
var sets = [...]struct {
	column, from string
	kind         Kind
}{
	{"ccg_2013_04", "2013-04-01", CCG},
	{"ccg_2015_04", "2015-04-01", CCG},
	{"ccg_2017_04", "2017-04-01", CCG},
	{"ccg_2018_04", "2018-04-01", CCG},
	{"ccg_2019_04", "2019-04-01", CCG},
	{"ccg_2020_04", "2020-04-01", CCG},
	{"ccg_2021_04", "2021-04-01", CCG},
	{"icb_2022_07", "2022-07-01", ICB},
	{"icb_2026_04", "2026-04-01", ICB},
}

// readParts reads which areas of 2013 make up those of each set.
func (a *Atlas) readParts(name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	want := []string{"code"}
	for _, s := range sets {
		want = append(want, s.column)
		day, err := nhs.ParseDate(s.from)
		if err != nil {
			return err
		}
		a.days, a.kinds, a.parts = append(a.days, day), append(a.kinds, s.kind), append(a.parts, map[string][]string{})
	}
	if len(rows) == 0 || !slices.Equal(rows[0], want) {
		return fmt.Errorf("%s: want the columns %q", name, want)
	}
	for _, row := range rows[1:] {
		if _, ok := a.topology.shapes[row[0]]; !ok {
			return fmt.Errorf("%s: %s has no area", name, row[0])
		}
		for i, body := range row[1:] {
			a.parts[i][body] = append(a.parts[i][body], row[0])
		}
	}
	return nil
}

// set is the place of the set of areas of a day; -1 before there were any.
func (a *Atlas) set(day nhs.Date) int {
	at := -1
	for i, from := range a.days {
		if !day.Before(from) {
			at = i
		}
	}
	return at
}

// Days are the days on which the areas changed, oldest first.
func (a *Atlas) Days() []nhs.Date { return slices.Clone(a.days) }

// KindOn says what the areas of a day are of; "" before April 2013.
func (a *Atlas) KindOn(day nhs.Date) Kind {
	if i := a.set(day); i >= 0 {
		return a.kinds[i]
	}
	return ""
}

// On returns the areas of a day in the order of their codes; none before April
// 2013.
func (a *Atlas) On(day nhs.Date) []Area {
	i := a.set(day)
	if i < 0 {
		return nil
	}
	areas := make([]Area, 0, len(a.parts[i]))
	for code, parts := range a.parts[i] {
		areas = append(areas, Area{nhs.OrgID(code), a.topology.dissolve(parts)})
	}
	slices.SortFunc(areas, func(a, b Area) int { return a.Code.Compare(b.Code) })
	return areas
}
