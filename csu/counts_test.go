package csu_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// byTrial counts the units at work on d the slow way: it names every event that
// is undecided on d and tries each combination of them.
// It is long because every case is tried in turn.
func byTrial(r *csu.Register, d nhs.Date) (few, many int) {
	type event struct{ when nhs.PartialDate }
	successor := make(map[nhs.OrgID]map[nhs.OrgID]bool)
	for _, s := range r.Successions {
		if successor[s.Predecessor] == nil {
			successor[s.Predecessor] = make(map[nhs.OrgID]bool)
		}
		successor[s.Predecessor][s.Successor] = true
	}
	opens := make([]*event, len(r.Units))
	bySlug := make(map[nhs.OrgID]*event)
	openedOn := make(map[nhs.OrgID]nhs.Date) // where it is known to the day
	for i, u := range r.Units {
		opens[i] = &event{u.Opened}
		if u.Stage == csu.Working {
			bySlug[u.Slug] = opens[i]
			delete(openedOn, u.Slug)
			if day, ok := u.Opened.Exact(); ok {
				openedOn[u.Slug] = day
			}
		}
	}
	closes := make([]*event, len(r.Units))
	for i, u := range r.Units {
		gone := u.Closed
		if last, ok := u.Closed.Exact(); ok {
			gone = nhs.PartialDateOf(last.AddDays(1))
		}
		if u.Stage == csu.Working && u.End == csu.Merged && len(successor[u.Slug]) == 1 {
			for s := range successor[u.Slug] {
				shared := bySlug[s]
				if shared == nil {
					shared = &event{}
					bySlug[s] = shared
				}
				_, known := gone.Exact()
				opened, exactly := openedOn[s]
				switch both, meet := shared.when.Intersect(gone); {
				case exactly && !known && !gone.IsZero() && (gone.Latest().IsZero() || gone.Latest().After(opened)):
					// a takeover after the successor opened, or on that day
				case gone.IsZero():
					closes[i] = shared
				case shared.when.IsZero():
					shared.when, closes[i] = gone, shared
				case meet:
					shared.when, closes[i] = both, shared
				}
			}
		}
		if closes[i] == nil && !gone.IsZero() {
			closes[i] = &event{gone}
		}
	}
	var open []*event
	state := make(map[*event]bool)
	note := func(e *event) {
		if e == nil {
			return
		}
		if _, seen := state[e]; seen {
			return
		}
		switch e.when.After(nhs.PartialDateOf(d)) {
		case nhs.Yes:
			state[e] = false
		case nhs.No:
			state[e] = true
		default:
			state[e] = false
			open = append(open, e)
		}
	}
	for i := range r.Units {
		if r.Units[i].Stage == csu.Working {
			note(opens[i])
			note(closes[i])
		}
	}
	few = len(r.Units) + 1
	for bits := range 1 << len(open) {
		for n, e := range open {
			state[e] = bits>>n&1 == 1
		}
		count := 0
		for i := range r.Units {
			if r.Units[i].Stage == csu.Working && state[opens[i]] && (closes[i] == nil || !state[closes[i]]) {
				count++
			}
		}
		few, many = min(few, count), max(many, count)
	}
	return few, many
}

// TestCountAgainstTrial checks the walk over the events by trying them all,
// on registers that chain, branch, contradict themselves and go in circles.
func TestCountAgainstTrial(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	dates := []string{"", "", "2013-04-01", "2014", "2014-04", "2014-03/2014-06", "2014-05-01/2014-08", "2015", "../2014-05", "2014-04/..", "2014-04-30"}
	pick := func() nhs.PartialDate { return partial(dates[rnd.IntN(len(dates))]) }
	ends := []csu.End{csu.Merged, csu.Merged, csu.Merged, csu.WoundDown, ""}
	different := 0
	for trial := range 4000 {
		var r csu.Register
		n := 1 + rnd.IntN(6)
		for i := range n {
			u := csu.Unit{Slug: nhs.OrgID(fmt.Sprintf("u%d", i)), Stage: csu.Working, Opened: pick(), Closed: pick(), End: ends[rnd.IntN(len(ends))]}
			if rnd.IntN(10) == 0 {
				u.Stage = csu.Plan
			}
			r.Units = append(r.Units, u)
			for range rnd.IntN(3) {
				r.Successions = append(r.Successions, lineage.Succession{
					Predecessor: u.Slug, Successor: nhs.OrgID(fmt.Sprintf("u%d", rnd.IntN(n+1))), Kind: lineage.Merger,
				})
			}
		}
		d := day("2014-05-15")
		wantFew, wantMany := byTrial(&r, d)
		units, ok := r.CountOn(d, csu.Operating)
		few, many := units.Certain, units.Most()
		if !ok || few != wantFew || many != wantMany {
			t.Fatalf("trial %d: %d to %d, by trial %d to %d, of %+v", trial, few, many, wantFew, wantMany, r)
		}
		l := r.On(d)
		certain := 0
		for _, item := range l.Items {
			if item.Open == nhs.Yes {
				certain++
			}
		}
		if l.Certain != few || l.Possible != many-few || certain > few || len(l.Items) < many {
			t.Fatalf("trial %d: %d and %d more, %d certain of %d items", trial, l.Certain, l.Possible, certain, len(l.Items))
		}
		if few != many {
			different++
		}
	}
	if different < 1000 {
		t.Errorf("only %d trials with a choice", different)
	}
}

// A register of thousands of units that all hang together is counted, not tried.
func TestCountLargeRegister(t *testing.T) {
	const n = 20000
	for name, successor := range map[string]func(i int) int{
		"chain":  func(i int) int { return i + 1 },
		"circle": func(i int) int { return (i + 1) % n },
		"star":   func(int) int { return 0 },
	} {
		var r csu.Register
		for i := range n {
			slug := nhs.OrgID(fmt.Sprintf("u%d", i))
			r.Units = append(r.Units, csu.Unit{Slug: slug, Stage: csu.Working, Opened: partial("2014"), Closed: partial("2014"), End: csu.Merged})
			r.Successions = append(r.Successions, lineage.Succession{Predecessor: slug, Successor: nhs.OrgID(fmt.Sprintf("u%d", successor(i))), Kind: lineage.Merger})
		}
		units, _ := r.CountOn(day("2014-06-01"), csu.Operating)
		few, many := units.Certain, units.Most()
		want := map[string]int{"chain": n / 2, "circle": n / 2, "star": n - 1}[name]
		if few != 0 || many != want {
			t.Errorf("%s: %d to %d, want 0 to %d", name, few, many, want)
		}
	}
}

func TestPressBases(t *testing.T) {
	two := func(announced string) csu.Register {
		merged := func(slug nhs.OrgID) csu.Unit {
			return csu.Unit{Slug: slug, Stage: csu.Working, Opened: partial("2013-04-01"), EndAnnounced: partial(announced), Closed: partial("2014-09-30"), End: csu.Merged}
		}
		return csu.Register{
			Units: []csu.Unit{merged("aa"), merged("bb"), {Slug: "cc", Stage: csu.Working, Opened: partial("2014-10-01")}},
			Successions: []lineage.Succession{
				{Predecessor: "aa", Successor: "cc", Kind: lineage.Merger},
				{Predecessor: "bb", Successor: "cc", Kind: lineage.Merger},
			},
		}
	}
	for _, tt := range []struct {
		announced, on string
		basis         csu.Basis
		few, many     int
	}{
		{"2014-02", "2014-01-31", csu.Operating, 2, 2},
		{"2014-02", "2014-03-01", csu.Operating, 2, 2},
		{"2014-02", "2014-10-01", csu.Operating, 1, 1},
		{"2014-02", "2014-01-31", csu.NotAnnounced, 2, 2},
		{"2014-02", "2014-02-15", csu.NotAnnounced, 0, 2},
		{"2014-02", "2014-02-28", csu.NotAnnounced, 0, 0},
		{"2014-02", "2014-10-01", csu.NotAnnounced, 1, 1},
		{"2014-02", "2014-01-31", csu.MergersAsOne, 2, 2},
		{"2014-02", "2014-02-15", csu.MergersAsOne, 1, 2},
		{"2014-02", "2014-02-28", csu.MergersAsOne, 1, 1},
		{"2014-02", "2014-10-01", csu.MergersAsOne, 1, 1},
		{"", "2014-09-30", csu.NotAnnounced, 2, 2},
		{"", "2014-09-30", csu.MergersAsOne, 2, 2},
		{"", "2014-10-01", csu.MergersAsOne, 1, 1},
		{"2015", "2014-09-30", csu.NotAnnounced, 2, 2}, // announced after the fact
		{"2015", "2014-10-01", csu.MergersAsOne, 1, 1},
	} {
		r := two(tt.announced)
		units, ok := r.CountOn(day(tt.on), tt.basis)
		few, many := units.Certain, units.Most()
		if !ok || few != tt.few || many != tt.many {
			t.Errorf("announced %q, on %s, %s: %d to %d, want %d to %d", tt.announced, tt.on, tt.basis, few, many, tt.few, tt.many)
		}
	}
	r := two("2014-02")
	for _, basis := range []csu.Basis{"", csu.Reported, "about"} {
		if _, ok := r.CountOn(day("2014-02-28"), basis); ok {
			t.Errorf("%q can be counted", basis)
		}
		if l := r.List(day("2014-02-28"), basis); l.Certain != 0 || len(l.Items) != 0 {
			t.Errorf("%q lists %d", basis, len(l.Items))
		}
	}
}

// TestTakeoverOfABodyAtWork: a takeover known in part is an event of its own where the
// day on which the successor opened is known, unless it cannot have been later.
func TestTakeoverOfABodyAtWork(t *testing.T) {
	for _, tt := range []struct {
		closed, opened, on string
		certain, possible  int
	}{
		{"2013", "2013-04-01", "2013-10-22", 1, 1}, // b, and perhaps still a
		{"2013", "2013-04-01", "2014-01-01", 1, 0},
		{"2013-05/2013-12", "2013-04-01", "2013-10-22", 1, 1},
		{"2013/..", "2013-04-01", "2030-01-01", 1, 1},
		{"../2013-04-01", "2013-04-01", "2013-04-01", 1, 0}, // not before b opened, so as it opened
		{"2013-03/2013-04-01", "2013-04-01", "2013-03-20", 1, 0},
		{"2013-04", "2013-04", "2013-04-15", 1, 0}, // one event: a or b
		{"2013-03-31", "2013-04", "2013-04-15", 1, 0},
		{"2013-09-30", "2013-04-01", "2013-09-30", 2, 0},
	} {
		r := csu.Register{
			Units: []csu.Unit{
				{Slug: "unit-a", Stage: csu.Working, Opened: nhs.MustParsePartialDate("2013-01-01"), Closed: nhs.MustParsePartialDate(tt.closed), End: csu.Merged},
				{Slug: "unit-b", Stage: csu.Working, Opened: nhs.MustParsePartialDate(tt.opened)},
			},
			Successions: []lineage.Succession{{Predecessor: "unit-a", Successor: "unit-b", Kind: lineage.Merger}},
		}
		l := r.On(nhs.MustParseDate(tt.on))
		if l.Certain != tt.certain || l.Possible != tt.possible {
			t.Errorf("a closed %s, b opened %s: on %s %d certain and %d possible, want %d and %d", tt.closed, tt.opened, tt.on, l.Certain, l.Possible, tt.certain, tt.possible)
		}
	}
}
