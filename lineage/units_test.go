package lineage

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

// Units beyond an int64 are as exact as those within, and come back within it.
func TestUnits(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	edges := []int64{0, 1, -1, math.MaxInt64, math.MinInt64, math.MinInt64 + 1}
	random := func() (units, *big.Int) {
		n := edges[r.IntN(len(edges))]
		if r.IntN(2) == 0 {
			n = int64(r.Uint64())
		}
		u, exact := unitsOf(n), big.NewInt(n)
		for range r.IntN(4) {
			u, exact = u.add(u), exact.Add(exact, exact)
		}
		return u, exact
	}
	for range 5000 {
		a, x := random()
		b, y := random()
		sum, want := a.add(b), new(big.Int).Add(x, y)
		if sum.asBig().Cmp(want) != 0 || (sum.big == nil) != want.IsInt64() {
			t.Fatalf("%s + %s = %+v", x, y, sum)
		}
		if back := penceOf(sum.money()); back.asBig().Cmp(want) != 0 || (back.big == nil) != want.IsInt64() {
			t.Fatalf("%s in money is %s", want, sum.money())
		}
		parts, ok := sum.divide([]int64{math.MaxInt64, math.MaxInt64, 3, r.Int64()})
		var whole units
		for _, part := range parts {
			whole = whole.add(part)
		}
		if !ok || whole.asBig().Cmp(want) != 0 {
			t.Fatalf("the parts of %s sum to %s", want, whole.asBig())
		}
	}
	if _, ok := unitsOf(1).divide([]int64{0, 0}); ok {
		t.Error("one is divided by nothing")
	}
}

// Money that no int64 of pence holds is moved to the penny.
func TestCrosswalkVastMoney(t *testing.T) {
	merged := nhs.MustParsePartialDate("2015-04-01")
	h := NewHistory([]Organisation{
		{ID: "00F", Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31")},
		{ID: "00G", Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31")},
		{ID: "13T", Opened: merged},
	}, []Succession{
		{Predecessor: "00F", Successor: "13T", Effective: merged, Kind: Merger},
		{Predecessor: "00G", Successor: "13T", Effective: merged, Kind: Merger},
	}, nhs.Date{})
	before, after := nhs.MustParseDate("2015-03-31"), nhs.MustParseDate("2015-04-01")
	vast := nhs.MoneyFromPence(math.MaxInt64).Mul(math.MaxInt64)
	whole := vast.Add(nhs.MoneyFromPence(1))
	forward := h.Crosswalk(before, after, nil).Money(map[nhs.OrgID]nhs.Money{"00F": vast, "00G": nhs.MoneyFromPence(1)})
	if len(forward.Figures) != 1 || !forward.Figures[0].Value.Equal(whole) || !forward.Total.Equal(whole) || !forward.Placed.Equal(whole) {
		t.Errorf("%+v", forward)
	}
	back := h.Crosswalk(after, before, map[nhs.OrgID]int64{"00F": 1, "00G": 2}).Money(map[nhs.OrgID]nhs.Money{"13T": whole})
	if len(back.Figures) != 2 || !back.Figures[0].Value.Add(back.Figures[1].Value).Equal(whole) {
		t.Errorf("%+v", back)
	}
}
