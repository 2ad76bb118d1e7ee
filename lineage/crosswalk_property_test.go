package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func (m market) history() *lineage.History { return lineage.NewHistory(m.orgs, m.steps, nhs.Date{}) }

func yearStart(year int) nhs.Date { return nhs.MustDate(2013+year, 4, 1) }

// twoDays returns two days, the first not later than the second.
func (m market) twoDays(r *rand.Rand) (from, to nhs.Date) {
	a, b := r.IntN(m.years), r.IntN(m.years)
	return yearStart(min(a, b)), yearStart(max(a, b))
}

func randomMarket(r *rand.Rand, kinds []lineage.SuccessionKind) market {
	m := market{years: 6}
	var open []int
	start := func(on nhs.Date) nhs.OrgID {
		id := nhs.OrgID(fmt.Sprintf("%03d", r.IntN(10)*100+len(m.orgs)%100)) + nhs.OrgID(fmt.Sprintf("X%d", len(m.orgs)))
		open = append(open, len(m.orgs))
		m.orgs = append(m.orgs, lineage.Organisation{ID: id, Opened: nhs.PartialDateOf(on)})
		return id
	}
	for range 3 + r.IntN(20) {
		start(yearStart(0))
	}
	for year := 1; year < m.years; year++ {
		on := yearStart(year)
		standing := open
		open = nil
		r.Shuffle(len(standing), func(i, j int) { standing[i], standing[j] = standing[j], standing[i] })
		end := func() nhs.OrgID {
			o := &m.orgs[standing[0]]
			o.Closed = nhs.PartialDateOf(on.AddDays(-1))
			standing = standing[1:]
			return o.ID
		}
		var lasting []nhs.OrgID
		for len(standing) > 0 {
			var share *lineage.Share
			size := int64(1 + r.IntN(1000))
			part := r.Int64N(size + 1)
			if r.IntN(2) == 0 {
				share = &lineage.Share{Moved: part, Of: size}
			}
			add := func(kind lineage.SuccessionKind, from, to nhs.OrgID, share *lineage.Share) {
				m.steps = append(m.steps, lineage.Succession{Predecessor: from, Successor: to, Effective: nhs.PartialDateOf(on), Kind: kind, Share: share})
			}
			switch kind := kinds[r.IntN(len(kinds))]; {
			case r.IntN(3) == 0:
				o := standing[0]
				standing = standing[1:]
				open = append(open, o)
				lasting = append(lasting, m.orgs[o].ID)
			case kind == lineage.OneToOne:
				add(kind, end(), start(on), nil)
			case kind == lineage.Merger && len(standing) > 1:
				to := nhs.OrgID("")
				if len(lasting) > 0 && r.IntN(3) == 0 {
					to = lasting[0]
				} else {
					to = start(on)
				}
				for range 2 + r.IntN(min(3, len(standing)-1)) {
					if len(standing) > 0 {
						add(kind, end(), to, nil)
					}
				}
			case kind == lineage.Split:
				from := end()
				var rest *lineage.Share
				if share != nil {
					rest = &lineage.Share{Moved: size - part, Of: size}
				}
				add(kind, from, start(on), share)
				add(kind, from, start(on), rest)
			case kind == lineage.BoundaryChange && len(lasting) > 0:
				o := standing[0]
				standing = standing[1:]
				open = append(open, o)
				to := lasting[r.IntN(len(lasting))]
				lasting = append(lasting, m.orgs[o].ID)
				if r.IntN(4) == 0 {
					to = ""
				}
				add(kind, m.orgs[o].ID, to, share)
			default:
				open = append(open, standing[0])
				standing = standing[1:]
			}
		}
	}
	return m
}

func randomFigures(r *rand.Rand, h *lineage.History, on nhs.Date) people {
	figures := people{}
	for o := range h.On(on) {
		if r.IntN(8) > 0 {
			figures[o.ID] = r.Int64N(1_000_000)
		}
	}
	return figures
}

func randomSizes(r *rand.Rand, m market) people {
	sizes := people{}
	for _, o := range m.orgs {
		if r.IntN(3) > 0 {
			sizes[o.ID] = r.Int64N(1_000_000)
		}
	}
	return sizes
}

// Both ways, whatever happened, nothing is lost and nothing depends on the
// order in which the register was handed in.
func TestCrosswalkConserves(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		m := randomMarket(r, everyKind)
		h := m.history()
		from, to := m.twoDays(r)
		if r.IntN(2) == 0 {
			from, to = to, from
		}
		figures, sizes := randomFigures(r, h, from), randomSizes(r, m)
		c := crossPeople(t, h, from, to, sizes, figures)
		if t.Failed() {
			t.Fatalf("%s to %s: %+v", from, to, m)
		}
		r.Shuffle(len(m.orgs), func(i, j int) { m.orgs[i], m.orgs[j] = m.orgs[j], m.orgs[i] })
		r.Shuffle(len(m.steps), func(i, j int) { m.steps[i], m.steps[j] = m.steps[j], m.steps[i] })
		if diff := cmp.Diff(c, crossPeople(t, m.history(), from, to, sizes, figures)); diff != "" {
			t.Fatalf("%s to %s in another order: %s", from, to, diff)
		}
	}
}

// From a day to itself every open body keeps its figure, however little is
// known of when it opened, closed or changed.
func TestCrosswalkSameDay(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	vaguely := func(p nhs.PartialDate) nhs.PartialDate {
		if d, ok := p.Exact(); ok && r.IntN(2) == 0 {
			vague, err := nhs.NewPartialDate(d.AddDays(-r.IntN(1000)), d.AddDays(r.IntN(1000)))
			if err != nil {
				t.Fatal(err)
			}
			return vague
		}
		return p
	}
	for range 300 {
		m := randomMarket(r, everyKind)
		for i := range m.orgs {
			m.orgs[i].Opened, m.orgs[i].Closed = vaguely(m.orgs[i].Opened), vaguely(m.orgs[i].Closed)
		}
		for i := range m.steps {
			m.steps[i].Effective = vaguely(m.steps[i].Effective)
		}
		h := m.history()
		on, _ := m.twoDays(r)
		figures := randomFigures(r, h, on)
		want := lineage.CrosswalkResult[int64]{From: on, To: on, Figures: []lineage.CrosswalkRow[int64]{}, Unplaced: []lineage.Unallocated[int64]{}}
		for o, open := range h.On(on) {
			if n, ok := figures[o.ID]; ok {
				f := lineage.CrosswalkRow[int64]{Org: o.ID, Value: n, Exact: open == nhs.Yes}
				if !f.Exact {
					f.Notes = []string{fmt.Sprintf("It is not known whether %s was open on %s.", o.ID, on)}
				}
				want.Figures = append(want.Figures, f)
				want.Total, want.Placed = want.Total+n, want.Placed+n
			}
		}
		if diff := cmp.Diff(want, crossPeople(t, h, on, on, randomSizes(r, m), figures)); diff != "" {
			t.Fatalf("%s: %s\n%+v", on, diff, m)
		}
	}
}

// A succession dated in part does not come between a day and itself, nor
// between two days after the last one known.
func TestCrosswalkSameDayDatedInPart(t *testing.T) {
	orgs := []lineage.Organisation{org("0A", "2013-04-01", "2013"), org("0B", "2013-04-01", "")}
	steps := []lineage.Succession{step(lineage.OneToOne, "0A", "0B", "2013"), step(lineage.BoundaryChange, "0B", "0A", "2013", 1, 2)}
	figures := people{"0A": 100, "0B": 10}
	checkCase(t, lineage.NewHistory(orgs, steps, nhs.Date{}), "2013-05-01", "2013-05-01", nil, figures, "~0A 100, 0B 10", nil)
	checkCase(t, lineage.NewHistory(orgs, steps, day("2013-05-01")), "2014-05-01", "2015-05-01", nil, figures, "~0A 100, ~0B 10", nil)
}

// A figure that came a long way names every body it lacks and every note, each
// once and in order, whichever way they came.
func TestCrosswalkLongWay(t *testing.T) {
	const length = 1000
	start := day("2013-04-01")
	var orgs []lineage.Organisation
	var steps []lineage.Succession
	var want []nhs.OrgID
	id := func(i int) nhs.OrgID { return nhs.OrgID(fmt.Sprintf("A%04d", i)) }
	for i := range length {
		o := lineage.Organisation{ID: id(i), Opened: nhs.PartialDateOf(start)}
		if i+1 < length {
			o.Closed = nhs.PartialDateOf(start.AddDays(i))
			steps = append(steps, lineage.Succession{Predecessor: id(i), Successor: id(i + 1), Effective: nhs.PartialDateOf(start.AddDays(i + 1)), Kind: lineage.Merger})
		}
		if i > 0 {
			want = append(want, o.ID)
		}
		orgs = append(orgs, o)
	}
	// The last then exchanges a part with another many times.
	other := nhs.OrgID("B0000")
	orgs = append(orgs, lineage.Organisation{ID: other, Opened: nhs.PartialDateOf(start)})
	want = append(want, other)
	const exchanges = 40
	last, until := id(length-1), start.AddDays(length+exchanges)
	for i := range exchanges {
		on, share := nhs.PartialDateOf(start.AddDays(length+i)), &lineage.Share{Moved: 1, Of: 2}
		steps = append(steps,
			lineage.Succession{Predecessor: last, Successor: other, Effective: on, Kind: lineage.BoundaryChange, Share: share},
			lineage.Succession{Predecessor: other, Successor: last, Effective: on, Kind: lineage.BoundaryChange, Share: share})
	}
	c := crossPeople(t, lineage.NewHistory(orgs, steps, nhs.Date{}), start, until, nil, people{id(0): 100})
	if got := summary(c); !strings.HasPrefix(got, "~A0999 ") || len(c.Figures) != 2 {
		t.Fatal(got)
	}
	for _, f := range c.Figures {
		if diff := cmp.Diff(want, f.Missing); diff != "" {
			t.Errorf("%s lacks %s", f.Org, diff)
		}
		if len(f.Notes) != 2*exchanges || !strings.Contains(f.Notes[0], start.AddDays(length).String()) {
			t.Errorf("%s has %d notes, the first %q", f.Org, len(f.Notes), f.Notes[0])
		}
	}
}

// Going forward in two stages gives the same table as going at once; where
// there were only mergers that table is exact and complete.
func TestCrosswalkComposes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 300 {
		kinds := everyKind
		if i%2 == 0 {
			kinds = mergersOnly
		}
		m := randomMarket(r, kinds)
		h := m.history()
		a, c := m.twoDays(r)
		b := yearStart(a.Year() - 2013 + r.IntN(c.Year()-a.Year()+1))
		figures, sizes := randomFigures(r, h, a), randomSizes(r, m)
		middle := table(crossPeople(t, h, a, b, sizes, figures))
		atOnce := crossPeople(t, h, a, c, sizes, figures)
		if diff := cmp.Diff(table(atOnce), table(crossPeople(t, h, b, c, sizes, middle))); diff != "" {
			t.Fatalf("%s to %s to %s: %s\n%+v", a, b, c, diff, m)
		}
		if i%2 == 0 {
			for _, f := range atOnce.Figures {
				if !f.Exact {
					t.Fatalf("%+v", f)
				}
			}
			if len(atOnce.Unplaced) > 0 {
				t.Fatalf("%+v", atOnce.Unplaced)
			}
		}
	}
}

// Over a year of mergers, going back by the figures one came with leads back to
// them.
func TestCrosswalkThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		m := randomMarket(r, mergersOnly)
		h := m.history()
		year := r.IntN(m.years - 1)
		from, to := yearStart(year), yearStart(year+1)
		figures := people{}
		for o := range h.On(from) {
			figures[o.ID] = 1 + r.Int64N(1_000_000)
		}
		there := table(crossPeople(t, h, from, to, nil, figures))
		if diff := cmp.Diff(figures, table(crossPeople(t, h, to, from, figures, there))); diff != "" {
			t.Fatalf("%s to %s and back: %s\n%+v", from, to, diff, m)
		}
	}
}

func table(c lineage.CrosswalkResult[int64]) people {
	figures := people{}
	for _, f := range c.Figures {
		figures[f.Org] = f.Value
	}
	return figures
}

// FuzzCrosswalk builds small registers, mostly contradictory ones, from bytes.
func FuzzCrosswalk(f *testing.F) {
	f.Add([]byte{3, 0, 1, 0, 2, 0, 1, 2, 3, 4, 5, 6})
	f.Add([]byte("00F 00G 00H lead to 13T on 2015-04-01"))
	f.Add([]byte{2, 0, 0, 0, 0, 0, 1, 5, 1, 1, 0, 5, 1, 0, 1, 5, 4, 9, 1, 0, 5, 4, 2})
	dates := []string{"", "2013", "2013-04-01", "2014", "2014-10/2015-01", "2015-04-01", "2015", "../2015-01", "2015-04-01/..", "../..", "2016-04-01", "2016", "2017-04-01"}
	ids := []nhs.OrgID{"0A", "0B", "0C", "0D", "0E", "0F", "", "odd ID"}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 400 {
			t.Skip()
		}
		next := func(n int) int {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int(b) % n
		}
		id := func() nhs.OrgID { return ids[next(len(ids))] }
		date := func() nhs.PartialDate { return partial(dates[next(len(dates))]) }
		from, to, known := nhs.MustDate(2013+next(5), 4, 1), nhs.MustDate(2013+next(5), 4, 1), nhs.Date{}
		if next(2) == 1 {
			known = nhs.MustDate(2015, 4, 1)
		}
		var orgs []lineage.Organisation
		figures, sizes := people{}, people{}
		for range next(12) {
			orgs = append(orgs, lineage.Organisation{ID: id(), Opened: date(), Closed: date()})
			figures[id()] = int64(next(256))
			sizes[id()] = int64(next(256) - 1)
		}
		var steps []lineage.Succession
		for len(data) > 0 {
			s := lineage.Succession{Predecessor: id(), Successor: id(), Effective: date(), Kind: lineage.SuccessionKind(next(6))}
			if next(2) == 1 {
				s.Share = &lineage.Share{Moved: int64(next(8) - 1), Of: int64(next(8) - 1)}
			}
			steps = append(steps, s)
		}
		h := lineage.NewHistory(orgs, steps, known)
		crossPeople(t, h, from, to, sizes, figures)
		for _, id := range ids {
			found, known := h.Successors(id, to)
			if known != (len(found) > 0) {
				t.Errorf("%q has the successors %q, known: %v", id, found, known)
			}
			if _, also := h.Predecessors(id, from); also != known {
				t.Errorf("%q is known by its successors: %v, by its predecessors: %v", id, known, also)
			}
			for _, seq := range []func(func(lineage.Succession) bool){h.SuccessionsFrom(id), h.SuccessionsInto(id), h.Successions(id), h.Takeovers(id), h.BoundaryChanges(id)} {
				n := 0
				for range seq {
					n++
				}
				if n > len(steps) {
					t.Errorf("%d steps of %d around %q", n, len(steps), id)
				}
			}
		}
	})
}
