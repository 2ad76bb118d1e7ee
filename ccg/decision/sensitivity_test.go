package decision

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestRoundBeyond(t *testing.T) {
	for _, tt := range []struct {
		at     string
		places int
		up     bool
		want   string
	}{
		{"275/9", 0, true, "31"}, {"275/9", 0, false, "30"}, {"275/9", 1, true, "153/5"}, {"275/9", 1, false, "61/2"},
		{"30", 0, true, "31"}, {"30", 0, false, "29"}, {"30", 1, true, "301/10"}, {"30", 1, false, "299/10"},
		{"1/3", 0, false, "0"},
	} {
		at, _ := new(big.Rat).SetString(tt.at)
		if got := roundBeyond(at, tt.places, tt.up).RatString(); got != tt.want {
			t.Errorf("%s to %d places, up %v: %s, want %s", tt.at, tt.places, tt.up, got, tt.want)
		}
	}
}

// random returns a decision that can be ranked.
func random(rng *rand.Rand) Decision {
	year := nhs.MustParseFinancialYear("2014/15")
	d := Decision{CCG: "example-vale-ccg", Line: "finance", FirstYear: year, LastYear: year, Funding: ccg.RunningCost}
	left := int64(100)
	for i, id := range standard {
		w := rng.Int64N(left + 1)
		if i == len(standard)-1 {
			w = left
		}
		left -= w
		d.Criteria = append(d.Criteria, Criterion{ID: id, Weight: nhs.MustParsePercent(fmt.Sprint(w))})
	}
	shuffle(rng, d.Criteria)
	for i := range 2 + rng.IntN(4) {
		cost := nhs.MoneyFromPence(rng.Int64N(10_000_000))
		o := Option{ID: fmt.Sprintf("o%d", i), Kind: Make, Costs: []Cost{{Kind: InHouse, Year: year, Amount: &cost}}}
		for _, id := range standard {
			if id != OnCost {
				points := rng.IntN(MaxPoints + 1)
				o.Scores = append(o.Scores, Score{Criterion: id, Points: &points, Evidence: "made up"})
			}
		}
		d.Options = append(d.Options, o)
	}
	return d
}

// Every change that a result names really flips the choice when it is applied to
// the document, and no smaller change of a cost does.
func TestSensitivityFlips(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var weights, costs int
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	for range rounds {
		d := random(rng)
		r := Decide(&d, rule.Options{})
		if !r.Ranked {
			t.Fatalf("refused: %v", r.Refusals)
		}
		if r.Sensitivity == nil {
			continue
		}
		for _, change := range r.Sensitivity.Weights {
			weights++
			changed := change.Apply(d)
			now := Decide(&changed, rule.Options{})
			if !now.Ranked || now.Ranking[0].Option == r.Choice || now.Choice == r.Choice || now.Ranking[0].Option != change.First {
				t.Fatalf("%+v: %s still comes first: %v %v", change, r.Choice, ranks(now), now.Refusals)
			}
			if i := changed.criterion(change.Criterion); !changed.Criteria[i].Weight.Equal(change.To) {
				t.Fatalf("%+v: the weight applied is %s", change, changed.Criteria[i].Weight)
			}
		}
		for _, change := range r.Sensitivity.Costs {
			costs++
			changed := change.Apply(d)
			now := Decide(&changed, rule.Options{})
			if !now.Ranked || now.Choice == r.Choice || now.Ranking[0].Option != change.First {
				t.Fatalf("%+v: %s still comes first: %v %v", change, r.Choice, ranks(now), now.Refusals)
			}
			less := change
			less.By = change.By.Sub(nhs.MoneyFromPence(int64(change.By.Sign())))
			almost := less.Apply(d)
			now = Decide(&almost, rule.Options{})
			if i := slices.IndexFunc(now.Ranking, func(p Place) bool { return p.Option == r.Choice }); now.Ranking[i].Rank != 1 {
				t.Fatalf("%+v: a penny less flips the choice too: %v", change, ranks(now))
			}
		}
	}
	if weights < 2*rounds || costs < rounds {
		t.Errorf("only %d changes of weights and %d of costs were tried", weights, costs)
	}
}

// The weight at which two are level is exact: there they are level, and on this
// side of it nobody is ahead of the first. Where no weight is named, none flips.
func TestTiesAtIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	tried := 0
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	for range rounds {
		d := random(rng)
		r := Decide(&d, rule.Options{})
		if r.Sensitivity == nil {
			continue
		}
		c := contestOf(t, &d)
		first := slices.Index(c.ids, r.Choice)
		at := func(k int, w *big.Rat) []*big.Rat { // exact totals with the weight at w
			weights := make([]*big.Rat, len(c.weights))
			factor := new(big.Rat).Sub(ratHundred, w)
			factor.Quo(factor, new(big.Rat).Sub(ratHundred, c.weights[k]))
			for i := range weights {
				weights[i] = new(big.Rat).Mul(c.weights[i], factor)
			}
			weights[k] = w
			return c.totals(weights)
		}
		for _, change := range r.Sensitivity.Weights {
			tried++
			k := slices.Index(c.criteria, change.Criterion)
			tie, ok := new(big.Rat).SetString(change.TiesAt)
			if !ok {
				t.Fatalf("ties at %q", change.TiesAt)
			}
			level := at(k, tie)
			if leaders := best(level); !slices.Contains(leaders, first) || len(leaders) < 2 {
				t.Fatalf("at %s the leaders are %v, want the first, %d, and another", tie, leaders, first)
			}
			half := new(big.Rat).Add(tie, c.weights[k])
			half.Quo(half, big.NewRat(2, 1))
			if leaders := best(at(k, half)); len(leaders) != 1 || leaders[0] != first {
				t.Fatalf("between %s and %s the leaders are %v, want %d", c.weights[k].RatString(), tie, leaders, first)
			}
		}
		for _, id := range r.Sensitivity.Steady {
			k := slices.Index(c.criteria, id)
			for w := int64(0); w <= 100; w += 5 {
				if leaders := best(at(k, big.NewRat(w, 1))); !slices.Contains(leaders, first) {
					t.Fatalf("%s is said to be steady, but at %d the leaders are %v", id, w, leaders)
				}
			}
		}
	}
	if tried < rounds {
		t.Errorf("only %d changes were tried", tried)
	}
}

// A criterion that does not count needs no scores, and then nothing is said of
// what its weight would change.
func TestUnscoredCriterionIsNotWeighed(t *testing.T) {
	d := example(t, "service-redesign")
	i, j := d.criterion(OnNeighbours), d.criterion(OnQuality)
	d.Criteria[j].Weight = addPercent(d.Criteria[j].Weight, d.Criteria[i].Weight)
	d.Criteria[i].Weight = nhs.Percent{}
	named := func() bool {
		r := Decide(&d, rule.Options{})
		if !r.Ranked {
			t.Fatal(r.Refusals)
		}
		return slices.Contains(r.Sensitivity.Steady, OnNeighbours) ||
			slices.ContainsFunc(r.Sensitivity.Weights, func(w WeightChange) bool { return w.Criterion == OnNeighbours })
	}
	if !named() {
		t.Error("nothing is said of a criterion that is scored")
	}
	d.Options[0].Scores = slices.DeleteFunc(slices.Clone(d.Options[0].Scores), func(s Score) bool { return s.Criterion == OnNeighbours })
	if named() {
		t.Error("something is said of a criterion without all its scores")
	}
}

func contestOf(tb testing.TB, d *Decision) *contest {
	tb.Helper()
	var options []*Option
	cost := make(map[string]int64)
	for i := range d.Options {
		c, err := d.computeCost(&d.Options[i])
		if err != nil {
			tb.Fatal(err)
		}
		options = append(options, &d.Options[i])
		cost[d.Options[i].ID] = pence(c.Total)
	}
	return newContest(d, options, cost)
}

func TestApplyLeavesTheDecision(t *testing.T) {
	d := example(t, "service-redesign")
	before, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	r := Decide(&d, rule.Options{})
	r.Sensitivity.Weights[0].Apply(d)
	r.Sensitivity.Costs[0].Apply(d)
	after, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(before), string(after)); diff != "" {
		t.Errorf("the decision was changed (-before +after):\n%s", diff)
	}
}

// Every cost from zero to well above all others is tried: the changes named
// are the nearest that put another option ahead, and none is left out. A rise of
// the cheapest option can flip the choice too, since it sets the scores of all.
func TestNoCostChangeIsMissed(t *testing.T) {
	type change struct {
		option string
		to     int64
	}
	rng := rand.New(rand.NewPCG(9, 10))
	rises, rounds := 0, 300
	if testing.Short() {
		rounds = 30
	}
	for range rounds {
		d := random(rng)
		for i := range d.Options {
			cost := nhs.MoneyFromPence(rng.Int64N(100))
			d.Options[i].Costs[0].Amount = &cost
		}
		r := Decide(&d, rule.Options{})
		if r.Sensitivity == nil {
			continue
		}
		got := make(map[change]bool)
		for _, c := range r.Sensitivity.Costs {
			to, _ := c.To.Pence()
			if to <= 200 {
				got[change{c.Option, to}] = true
			}
			if c.Option != r.Choice && c.By.Sign() > 0 {
				rises++
			}
		}
		want := make(map[change]bool)
		c := contestOf(t, &d)
		first := slices.Index(c.ids, r.Choice)
		fixed := c.withoutCost()
		for i, id := range c.ids {
			for _, step := range []int64{1, -1} {
				for cost := c.cost[i] + step; cost >= 0 && cost <= 200; cost += step {
					if c.leaderAt(fixed, i, cost, first) != first {
						want[change{id, cost}] = true
						break
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("costs %v (-want +got):\n%s", c.cost, diff)
		}
	}
	if rises == 0 && !testing.Short() {
		t.Error("no rise of an option that is not first was named")
	}
}

// With the cheapest at 50p, a leads b by 20 - L/4 points, where L is the lowest
// cost in pence: they are level at 80p, and b leads from 81p.
func TestRiseOfTheCheapestFlips(t *testing.T) {
	year := nhs.MustParseFinancialYear("2014/15")
	d := Decision{CCG: "example-vale-ccg", Line: "finance", FirstYear: year, LastYear: year}
	for _, id := range standard {
		k := Criterion{ID: id}
		if id == OnCost || id == OnQuality {
			k.Weight = nhs.MustParsePercent("50")
		}
		d.Criteria = append(d.Criteria, k)
	}
	for _, o := range []struct {
		id    string
		pence int64
		score int
	}{{"a", 200, 10}, {"b", 100, 6}, {"c", 50, 0}} {
		cost := nhs.MoneyFromPence(o.pence)
		d.Options = append(d.Options, Option{
			ID: o.id, Kind: Make, Costs: []Cost{{Kind: InHouse, Year: year, Amount: &cost}},
			Scores: []Score{{Criterion: OnQuality, Points: &o.score, Evidence: "made up"}},
		})
	}
	r := Decide(&d, rule.Options{})
	want := CostChange{Option: "c", From: nhs.MoneyFromPence(50), To: nhs.MoneyFromPence(81), By: nhs.MoneyFromPence(31), First: "b"}
	if !slices.ContainsFunc(r.Sensitivity.Costs, func(c CostChange) bool { return cmp.Equal(c, want) }) {
		t.Errorf("choice %s, changes %+v, want %+v among them", r.Choice, r.Sensitivity.Costs, want)
	}
	changed := want.Apply(d)
	if now := Decide(&changed, rule.Options{}); r.Choice != "a" || now.Choice != "b" {
		t.Errorf("%s, after the change %s", r.Choice, now.Choice)
	}
}

// Two options alike can only come first together: the change names one of them.
func TestSensitivityOfTwins(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	tried := 0
	for range 30 {
		d := random(rng)
		twin := d.Options[1]
		twin.ID = "twin"
		d.Options = append(d.Options, twin)
		r := Decide(&d, rule.Options{})
		if r.Sensitivity == nil {
			continue
		}
		for _, change := range r.Sensitivity.Weights {
			tried++
			changed := change.Apply(d)
			if now := Decide(&changed, rule.Options{}); now.Choice == r.Choice || now.Ranking[0].Option != change.First {
				t.Fatalf("%+v: %v", change, ranks(now))
			}
		}
	}
	if tried == 0 {
		t.Error("nothing was tried")
	}
}
