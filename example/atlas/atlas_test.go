package atlas_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/nhs"
)

func load(t testing.TB) *atlas.Atlas {
	t.Helper()
	a, err := atlas.Load()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAreasAreTheRegister holds the areas of every day on which a register changed,
// and of the day before, to the bodies that were open.
func TestAreasAreTheRegister(t *testing.T) {
	a := load(t)
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	days := a.Days()
	for _, g := range market.CCGs.Groups {
		days = append(days, g.Opened)
		if !g.Closed.IsZero() {
			days = append(days, g.Closed.AddDays(-1), g.Closed)
		}
	}
	slices.SortFunc(days, nhs.Date.Compare)
	for _, day := range slices.Compact(days) {
		var want []nhs.OrgID
		if a.KindOn(day) == atlas.CCG {
			for _, g := range market.CCGs.Groups {
				if g.OpenOn(day) {
					want = append(want, g.Code)
				}
			}
		} else {
			for _, b := range market.CCGs.ICBs {
				if b.OpenOn(day) {
					want = append(want, b.Code)
				}
			}
			var tiles []nhs.OrgID
			for _, h := range a.HexagonsOn(day) {
				tiles = append(tiles, h.Code)
			}
			if diff := cmp.Diff(want, tiles); diff != "" {
				t.Errorf("tiles on %s (-register +tiles):\n%s", day, diff)
			}
		}
		var got []nhs.OrgID
		for _, area := range a.On(day) {
			got = append(got, area.Code)
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("areas on %s (-register +areas):\n%s", day, diff)
		}
	}
}

// TestAreaIsKept wants the areas of each day to cover the same ground: a border
// that is taken out or left in by mistake changes the sum.
func TestAreaIsKept(t *testing.T) {
	a := load(t)
	var first float64
	for _, day := range a.Days() {
		var sum float64
		for _, area := range a.On(day) {
			size := evenOdd(area.Rings)
			if size <= 0 {
				t.Errorf("%s on %s: its size is %.3f", area.Code, day, size)
			}
			sum += size
		}
		if first == 0 {
			first = sum
		}
		if math.Abs(sum-first) > first/1e6 {
			t.Errorf("on %s the areas cover %.3f, in 2013 %.3f", day, sum, first)
		}
	}
}

// evenOdd is what rings enclose where none crosses another: a ring within an odd
// number of others is a hole.
func evenOdd(rings [][]atlas.Point) float64 {
	var sum float64
	for i, ring := range rings {
		size := math.Abs(shoelace(ring))
		for j, other := range rings {
			if i != j && within(ring, other) {
				size = -size
			}
		}
		sum += size
	}
	return sum
}

func shoelace(ring []atlas.Point) float64 {
	var twice float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		twice += p.X*q.Y - q.X*p.Y
	}
	return twice / 2
}

// within says whether the middle of the first side of a ring lies in another.
func within(ring, other []atlas.Point) bool {
	x, y := (ring[0].X+ring[1].X)/2, (ring[0].Y+ring[1].Y)/2
	inside := false
	for i, p := range other {
		q := other[(i+1)%len(other)]
		if (p.Y > y) != (q.Y > y) && x < (q.X-p.X)*(y-p.Y)/(q.Y-p.Y)+p.X {
			inside = !inside
		}
	}
	return inside
}

func TestBeforeTheGroups(t *testing.T) {
	a := load(t)
	day := nhs.MustParseDate("2013-03-31")
	if got := a.On(day); got != nil {
		t.Errorf("%d areas on %s", len(got), day)
	}
	if got := a.KindOn(day); got != "" {
		t.Errorf("their kind is %q", got)
	}
}

// TestNorthIsUp places four groups where they are.
func TestNorthIsUp(t *testing.T) {
	a := load(t)
	middle := map[nhs.OrgID]atlas.Point{}
	for _, area := range a.On(nhs.MustParseDate("2013-04-01")) {
		var sum atlas.Point
		n := 0.0
		for _, ring := range area.Rings {
			for _, p := range ring {
				if p.X < 0 || p.X > atlas.Width() || p.Y < 0 || p.Y > 1000 {
					t.Fatalf("%s: %v is outside the map", area.Code, p)
				}
				sum.X, sum.Y, n = sum.X+p.X, sum.Y+p.Y, n+1
			}
		}
		middle[area.Code] = atlas.Point{X: sum.X / n, Y: sum.Y / n}
	}
	northumberland, kernow, leeds, ipswich := middle["00L"], middle["11N"], middle["03C"], middle["06L"]
	if !(northumberland.Y < leeds.Y && leeds.Y < ipswich.Y && ipswich.Y < kernow.Y) {
		t.Errorf("from north to south: %v %v %v %v", northumberland, leeds, ipswich, kernow)
	}
	if !(kernow.X < leeds.X && leeds.X < ipswich.X) {
		t.Errorf("from west to east: %v %v %v", kernow, leeds, ipswich)
	}
}

func TestHexagonsDoNotOverlap(t *testing.T) {
	a := load(t)
	for _, day := range []string{"2022-07-01", "2026-04-01"} {
		seen := map[string]nhs.OrgID{}
		for _, h := range a.HexagonsOn(nhs.MustParseDate(day)) {
			at := fmt.Sprint(h.Column, h.Row)
			if other, ok := seen[at]; ok {
				t.Errorf("%s: %s and %s stand at %s", day, other, h.Code, at)
			}
			seen[at] = h.Code
		}
	}
}

func BenchmarkOn(b *testing.B) {
	a := load(b)
	day := nhs.MustParseDate("2020-04-01")
	for b.Loop() {
		a.On(day)
	}
}
