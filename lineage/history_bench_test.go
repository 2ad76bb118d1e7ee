package lineage_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// nationalHistory is a register of the shape of the real one, of n times its
// size: 248 bodies and 250 successions, of which 248 are mergers in two rounds
// or moves to a body of the next kind and two are boundary changes.
func nationalHistory(n int) (orgs []lineage.Organisation, steps []lineage.Succession) {
	add := func(kind string, count int, opened, closed string) {
		for i := range count * n {
			orgs = append(orgs, org(nhs.OrgID(fmt.Sprintf("%s%04d", kind, i)), opened, closed))
		}
	}
	merge := func(from, to string, count, into int, on string) {
		for i := range count * n {
			steps = append(steps, step(lineage.Merger, nhs.OrgID(fmt.Sprintf("%s%04d", from, i)), nhs.OrgID(fmt.Sprintf("%s%04d", to, i%(into*n))), on))
		}
	}
	add("A", 142, "2013-04-01", "2020-03-31")
	add("B", 69, "2013-04-01", "2022-06-30")
	add("C", 37, "2020-04-01", "2022-06-30")
	merge("A", "C", 142, 37, "2020-04-01")
	merge("B", "Q", 69, 42, "2022-07-01")
	merge("C", "Q", 37, 42, "2022-07-01")
	for i := range 2 * n {
		steps = append(steps, step(lineage.BoundaryChange, nhs.OrgID(fmt.Sprintf("B%04d", 2*i)), nhs.OrgID(fmt.Sprintf("B%04d", 2*i+1)), "2017-04-01", 199638, 522784))
	}
	return orgs, steps
}

func benchmarkSizes(b *testing.B, run func(b *testing.B, orgs []lineage.Organisation, steps []lineage.Succession)) {
	for _, n := range []int{1, 3, 9} {
		orgs, steps := nationalHistory(n)
		b.Run(fmt.Sprintf("bodies=%d", len(orgs)), func(b *testing.B) {
			b.ReportAllocs()
			run(b, orgs, steps)
		})
	}
}

func BenchmarkNewHistory(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, orgs []lineage.Organisation, steps []lineage.Succession) {
		for b.Loop() {
			lineage.NewHistory(orgs, steps, nhs.Date{})
		}
	})
}

func BenchmarkCrosswalkMoney(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, orgs []lineage.Organisation, steps []lineage.Succession) {
		h := lineage.NewHistory(orgs, steps, nhs.Date{})
		figures := map[nhs.OrgID]nhs.Money{}
		for o := range h.On(day("2014-04-01")) {
			figures[o.ID] = nhs.MoneyFromPence(12_345_678_90)
		}
		for b.Loop() {
			c := h.Crosswalk(day("2014-04-01"), day("2021-04-01"), nil).Money(figures)
			if len(c.Unplaced) > 0 {
				b.Fatal(c.Unplaced)
			}
		}
	})
}

func BenchmarkCrosswalkPeopleBack(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, orgs []lineage.Organisation, steps []lineage.Succession) {
		h := lineage.NewHistory(orgs, steps, nhs.Date{})
		figures, sizes := people{}, people{}
		for o := range h.All() {
			sizes[o.ID] = 250_000
			if o.OpenOn(day("2021-04-01")) == nhs.Yes {
				figures[o.ID] = 500_000
			}
		}
		for b.Loop() {
			if _, err := h.Crosswalk(day("2021-04-01"), day("2014-04-01"), sizes).People(figures); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// One figure comes down a chain of mergers in which every body but the first is
// without one.
func BenchmarkCrosswalkSparse(b *testing.B) {
	start := day("1900-01-01")
	for _, n := range []int{1, 3, 9} {
		length := 2000 * n
		orgs := make([]lineage.Organisation, length)
		var steps []lineage.Succession
		for i := range orgs {
			orgs[i] = lineage.Organisation{ID: nhs.OrgID(fmt.Sprintf("A%05d", i)), Opened: nhs.PartialDateOf(start)}
			if i > 0 {
				on := start.AddDays(i)
				orgs[i-1].Closed = nhs.PartialDateOf(on.AddDays(-1))
				steps = append(steps, lineage.Succession{Predecessor: orgs[i-1].ID, Successor: orgs[i].ID, Effective: nhs.PartialDateOf(on), Kind: lineage.Merger})
			}
		}
		crosswalk := lineage.NewHistory(orgs, steps, nhs.Date{}).Crosswalk(start, start.AddDays(length), nil)
		figures := map[nhs.OrgID]nhs.Money{orgs[0].ID: nhs.MoneyFromPence(100)}
		b.Run(fmt.Sprintf("bodies=%d", length), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c := crosswalk.Money(figures); len(c.Figures) != 1 || len(c.Figures[0].Missing) != length-1 {
					b.Fatal(c.Placed)
				}
			}
		})
	}
}

func BenchmarkHistoryGet(b *testing.B) {
	h := lineage.NewHistory(nationalHistoryOnly())
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := h.Lookup("A0100"); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkHistoryOn(b *testing.B) {
	h := lineage.NewHistory(nationalHistoryOnly())
	on := day("2016-04-01")
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range h.On(on) {
			n++
		}
		if n != 211 {
			b.Fatal(n)
		}
	}
}

func BenchmarkHistorySuccessions(b *testing.B) {
	h := lineage.NewHistory(nationalHistoryOnly())
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range h.Successions("A0100") {
			n++
		}
		if n != 1 {
			b.Fatal(n)
		}
	}
}

func BenchmarkHistorySuccessors(b *testing.B) {
	h := lineage.NewHistory(nationalHistoryOnly())
	on := day("2022-07-01")
	b.ReportAllocs()
	for b.Loop() {
		h.Successors("A0100", on)
	}
}

func nationalHistoryOnly() ([]lineage.Organisation, []lineage.Succession, nhs.Date) {
	orgs, steps := nationalHistory(1)
	return orgs, steps, nhs.Date{}
}
