package atlas_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/example/atlas"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleLoad() {
	a, err := atlas.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []string{"2013-04-01", "2021-04-01", "2022-07-01", "2026-04-01"} {
		on := nhs.MustParseDate(day)
		fmt.Println(day, a.KindOn(on), len(a.On(on)))
	}
	// Output:
	// 2013-04-01 ccg 211
	// 2021-04-01 ccg 106
	// 2022-07-01 icb 42
	// 2026-04-01 icb 36
}

func ExampleAtlas_HexagonsOn() {
	a, err := atlas.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	h := a.HexagonsOn(nhs.MustParseDate("2022-07-01"))[0]
	fmt.Println(h.Code, h.Short, len(h.Corners(11)), "corners")
	// Output:
	// QE1 LQMFSC 6 corners
}
