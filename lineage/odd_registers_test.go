package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestSequencesStopEarly(t *testing.T) {
	h := england()
	for name, seq := range map[string]func(func(lineage.Succession) bool){
		"Successions": h.Successions("00F"), "Takeovers": h.Takeovers("13T"), "BoundaryChanges": h.BoundaryChanges("01H"),
		"Descendants": h.SuccessionsFrom("10G"), "Ancestors": h.SuccessionsInto("D4U1Y"),
	} {
		n := 0
		for range seq {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s gave %d before it was stopped, want 1", name, n)
		}
	}
	for range h.All() {
		break
	}
	for range h.On(day("2014-01-01")) {
		break
	}
}

// A register may hold circles, steps from and to nowhere, and codes that were
// used again.
// It is long because it is a table of registers.
func TestLineageOddRegisters(t *testing.T) {
	seq := func(seq func(func(lineage.Succession) bool)) (text []string) {
		for s := range seq {
			text = append(text, fmt.Sprintf("%s>%s", s.Predecessor, s.Successor))
		}
		return text
	}
	t.Run("circle on one day", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0A", "2015-04-01"), step(lineage.OneToOne, "0A", "0A", "2015-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0A"}, successors(h, "0A", day("2016-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"0A>0B", "0B>0A"}, seq(h.SuccessionsFrom("0A"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"0B>0A", "0A>0B"}, seq(h.SuccessionsInto("0A"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("code used again", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0A", "2017-04-01"),
		}, nhs.Date{})
		for on, want := range map[string]nhs.OrgID{"2015-03-31": "0A", "2016-01-01": "0B", "2018-01-01": "0A"} {
			if diff := cmp.Diff([]nhs.OrgID{want}, successors(h, "0A", day(on))); diff != "" {
				t.Errorf("on %s: %s", on, diff)
			}
		}
	})
	t.Run("chain within one year", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2014"), step(lineage.OneToOne, "0B", "0C", "2014-03-01"), step(lineage.OneToOne, "0C", "0D", "2013-12-31"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0C"}, successors(h, "0A", day("2015-01-01"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("every takeover there is", func(t *testing.T) {
		h := lineage.NewHistory([]lineage.Organisation{org("0A", "2013-04-01", "2015-03-31")}, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0C", "2017-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0C"}, successors(h, "0A", day("2018-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]nhs.OrgID{"0A"}, predecessors(h, "0C", day("2014-01-01"))); diff != "" {
			t.Error(diff)
		}
		if got := predecessors(h, "0C", day("2013-03-31")); got != nil {
			t.Errorf("predecessors before there were any: %v", got)
		}
	})
	t.Run("through a code used again", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0X", "2009-04-01"),
			step(lineage.OneToOne, "0B", "0C", "2010-04-01"), step(lineage.OneToOne, "0E", "0B", "2012-04-01"), step(lineage.OneToOne, "0B", "0D", "2015-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0D"}, successors(h, "0E", day("2016-01-01"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("unregistered bodies", func(t *testing.T) {
		h := lineage.NewHistory([]lineage.Organisation{org("0CY", "2014-10-01", "2016-03-31")}, []lineage.Succession{
			step(lineage.OneToOne, "0CE", "0CY", "2014-10-01"), step(lineage.OneToOne, "0CY", "YDDTR", "2016-04-01"), step(lineage.OneToOne, "0CY", "", "2016-04-01"), step(lineage.OneToOne, "", "0CY", ""),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"YDDTR"}, successors(h, "0CE", day("2017-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]nhs.OrgID{"0CE"}, predecessors(h, "YDDTR", day("2013-01-01"))); diff != "" {
			t.Error(diff)
		}
		if _, ok := h.Lookup("YDDTR"); ok {
			t.Error("a body that only a succession names was got")
		}
	})
	t.Run("duplicates", func(t *testing.T) {
		first := step(lineage.OneToOne, "0A", "0B", "2015-04-01")
		first.Note = "first"
		second := first
		second.Note = "second"
		h := lineage.NewHistory(nil, []lineage.Succession{first, second}, nhs.Date{})
		if diff := cmp.Diff([]lineage.Succession{first}, slices.Collect(h.Successions("0A"))); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEmptyHistory(t *testing.T) {
	for name, h := range map[string]*lineage.History{"nil": nil, "zero": {}, "new": lineage.NewHistory(nil, nil, nhs.Date{})} {
		t.Run(name, func(t *testing.T) {
			on := day("2015-04-01")
			for o := range h.All() {
				t.Error(o)
			}
			for o := range h.On(on) {
				t.Error(o)
			}
			for _, seq := range []func(func(lineage.Succession) bool){h.Successions("0A"), h.Takeovers("0A"), h.BoundaryChanges("0A"), h.SuccessionsFrom("0A"), h.SuccessionsInto("0A")} {
				for s := range seq {
					t.Error(s)
				}
			}
			if n := h.Count(on); n != (nhs.Count{}) {
				t.Error(n)
			}
			if _, ok := h.Lookup("0A"); ok || !h.KnownUntil().IsZero() {
				t.Error("it holds something")
			}
			if got, known := h.Successors("0A", on); got != nil || known {
				t.Error("successors of a body that nobody knows:", got, known)
			}
			if got, known := h.Predecessors("0A", on); got != nil || known {
				t.Error("predecessors of a body that nobody knows:", got, known)
			}
			c := h.Crosswalk(on, on, nil).Money(map[nhs.OrgID]nhs.Money{"0A": nhs.MoneyFromPence(1)})
			if len(c.Figures) != 0 || len(c.Unplaced) != 1 {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestHistoryLookUpsDoNotAllocate(t *testing.T) {
	h := england()
	on := day("2016-01-01")
	n := 0
	for name, f := range map[string]func(){
		"Get": func() {
			if o, ok := h.Lookup("13T"); ok && o.OpenOn(on) == nhs.Yes {
				n++
			}
		},
		"On": func() {
			for range h.On(on) {
				n++
			}
		},
		"All": func() {
			for range h.All() {
				n++
			}
		},
		"Count": func() { h.Count(on) },
		"Successions": func() {
			for range h.Successions("00F") {
				n++
			}
		},
		"Takeovers": func() {
			for range h.Takeovers("13T") {
				n++
			}
		},
		"BoundaryChanges": func() {
			for range h.BoundaryChanges("01H") {
				n++
			}
		},
	} {
		if allocs := testing.AllocsPerRun(100, f); allocs != 0 {
			t.Errorf("%s: %v allocations, want none", name, allocs)
		}
	}
	if n == 0 {
		t.Error("nothing was found")
	}
}

// In a register without contradictions, the successors of a body on the last day
// are those that have it among their predecessors.
func TestSuccessorsAndPredecessorsAreInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		m := randomMarket(r, everyKind)
		h := m.history()
		from, _ := m.twoDays(r)
		to := yearStart(m.years)
		for a := range h.On(from) {
			for b := range h.On(to) {
				down := slices.Contains(successors(h, a.ID, to), b.ID)
				up := slices.Contains(predecessors(h, b.ID, from), a.ID)
				if down != up {
					t.Fatalf("%s to %s: %s leads to %s: %v; %s comes from %s: %v\n%+v", from, to, a.ID, b.ID, down, b.ID, a.ID, up, m)
				}
			}
		}
	}
}

// successors are those of a body that the history knows.
func successors(h *lineage.History, id nhs.OrgID, on nhs.Date) []nhs.OrgID {
	ids, _ := h.Successors(id, on)
	return ids
}

// predecessors are those of a body that the history knows.
func predecessors(h *lineage.History, id nhs.OrgID, on nhs.Date) []nhs.OrgID {
	ids, _ := h.Predecessors(id, on)
	return ids
}
