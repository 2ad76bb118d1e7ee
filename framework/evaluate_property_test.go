package framework

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// random returns a competition of two lots with marks in tenths, so that ties are
// common.
func random(r *rand.Rand) *Competition {
	c := &Competition{
		Lots:            []ContestedLot{{"1", r.IntN(5)}, {"2", r.IntN(5)}},
		LotsPerSupplier: r.IntN(3),
	}
	left := 100
	for k := range 4 {
		w := 1 + r.IntN(left-(3-k))
		if k == 3 {
			w = left
		}
		left -= w
		c.Criteria = append(c.Criteria, Criterion{ID: string(rune('p' + k)), Weight: percent(fmt.Sprint(w)), Max: MustParseScore([]string{"3", "5", "7", "10"}[k])})
	}
	if r.IntN(2) == 0 {
		c.Ties.By = []string{"q", "p"}
	}
	if r.IntN(2) == 0 {
		c.Ties.Otherwise = NoneGetsAPlace
	}
	for s := range 1 + r.IntN(8) {
		for _, lot := range []string{"1", "2"} {
			b := Bid{Lot: lot, Supplier: Supplier{ID: nhs.OrgID(fmt.Sprintf("s%d", s))}}
			for k := range c.Criteria {
				m := MustParseScore(fmt.Sprint(r.IntN(4)))
				b.Scores = append(b.Scores, BidScore{Criterion: c.Criteria[k].ID, Moderated: &m})
			}
			c.Bids = append(c.Bids, b)
		}
	}
	if len(c.Bids) > 2 && r.IntN(2) == 0 {
		c.Mergers = []Merger{{From: []nhs.OrgID{"s0", "s1"}, Into: "merged"}}
	}
	return c
}

func TestEvaluateOrderOfBids(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2015))
	for range 500 {
		c := random(r)
		want, err := Evaluate(c)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := *c
		shuffled.Bids = slices.Clone(c.Bids)
		r.Shuffle(len(shuffled.Bids), func(i, j int) { shuffled.Bids[i], shuffled.Bids[j] = shuffled.Bids[j], shuffled.Bids[i] })
		got, err := Evaluate(&shuffled)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("in another order of bids (-want +got):\n%s", d)
		}
	}
}

// Scaling all scores alike, with the most marks or without, changes no ranking.
func TestEvaluateScaling(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 12))
	times := func(s Score, n int64) Score { return Score{s.units * n} }
	for range 500 {
		c := random(r)
		want := standings(t, c)
		for _, most := range []bool{true, false} {
			scaled := *c
			scaled.Criteria = slices.Clone(c.Criteria)
			n := int64(2 + r.IntN(9))
			for k := range scaled.Criteria {
				// Without scaling the most marks there must be room for the scaled ones.
				scaled.Criteria[k].Max = times(scaled.Criteria[k].Max, 10)
				if most {
					scaled.Criteria[k].Max = times(c.Criteria[k].Max, n)
				}
			}
			scaled.Bids = slices.Clone(c.Bids)
			for i := range scaled.Bids {
				scaled.Bids[i].Scores = slices.Clone(scaled.Bids[i].Scores)
				for j := range scaled.Bids[i].Scores {
					m := times(*scaled.Bids[i].Scores[j].Moderated, n)
					scaled.Bids[i].Scores[j].Moderated = &m
				}
			}
			if d := cmp.Diff(want, standings(t, &scaled)); d != "" {
				t.Fatalf("scores times %d, the most marks too: %v (-want +got):\n%s", n, most, d)
			}
		}
	}
}

// standings is who came where, without totals.
func standings(t *testing.T, c *Competition) (lines []string) {
	t.Helper()
	for _, line := range ranking(t, c) {
		lines = append(lines, line[:strings.LastIndex(line, " ")])
	}
	return lines
}

// Places are never overfilled but by a tie that the rule allows, and nobody with
// fewer marks goes before one with more.
func TestEvaluateFillsPlacesFairly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for range 500 {
		c := random(r)
		e, err := Evaluate(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, lot := range e.Lots {
			if lot.Filled > lot.Places && (lot.Tie == "" || c.Ties.Otherwise == NoneGetsAPlace) {
				t.Fatalf("%d of %d places filled without a tie", lot.Filled, lot.Places)
			}
			placed := true
			var before *nhs.Percent
			for _, res := range lot.Results {
				if res.Rank == 0 {
					continue
				}
				if res.Standing == Placed && !placed {
					t.Fatalf("%s has a place below one that has none", res.Supplier)
				}
				placed = res.Standing == Placed
				if before != nil && res.Total.Compare(*before) > 0 {
					t.Fatalf("%s is ranked below a bid with a lower total", res.Supplier)
				}
				before = res.Total
			}
		}
	}
}

// FuzzEvaluate shows that no document makes the rules or the evaluation panic,
// and that what the rules let through is ranked.
func FuzzEvaluate(f *testing.F) {
	for _, c := range []*Competition{qualityAndPrice(1, "aa 3 4", "bb 5 2"), {}, random(rand.New(rand.NewPCG(1, 1)))} {
		seed, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Add([]byte(`{"lots":[{"code":"1","places":1}],"criteria":[{"id":"a","weight":"100","max":"1"}],"mergers":[{"from":["aa"],"into":"bb"},{"from":["bb"],"into":"aa"}],"bids":[{"lot":"1","supplier":{"id":"aa"},"scores":[{"criterion":"a","moderated":"1"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c Competition
		if json.Unmarshal(data, &c) != nil {
			t.Skip()
		}
		report := CompetitionRules().Check(&c, rule.Options{})
		if len(report.Failures) > 0 {
			t.Fatalf("a rule panicked: %v", report.Failures)
		}
		e, err := Evaluate(&c)
		if (err == nil) != (report.Counts.Error == 0) {
			t.Fatalf("%d errors found, and the evaluation says %v", report.Counts.Error, err)
		}
		bids := 0
		for _, lot := range e.Lots {
			bids += len(lot.Results)
		}
		if err == nil && bids != len(c.Bids) {
			t.Fatalf("%d results of %d bids", bids, len(c.Bids))
		}
	})
}

func BenchmarkEvaluate(b *testing.B) {
	r := rand.New(rand.NewPCG(30, 10))
	c := &Competition{Lots: []ContestedLot{{"1", 15}}}
	for k := range 10 {
		c.Criteria = append(c.Criteria, Criterion{ID: fmt.Sprint("c", k), Weight: percent("10"), Max: MustParseScore("10")})
	}
	for s := range 30 {
		bid := Bid{Lot: "1", Supplier: Supplier{ID: nhs.OrgID(fmt.Sprint("s", s))}}
		for k := range c.Criteria {
			m := Score{int64(r.IntN(10 * scoreUnit))}
			bid.Scores = append(bid.Scores, BidScore{Criterion: c.Criteria[k].ID, Moderated: &m})
		}
		c.Bids = append(c.Bids, bid)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Evaluate(c); err != nil {
			b.Fatal(err)
		}
	}
}
