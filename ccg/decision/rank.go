package decision

import (
	"math/big"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A contest holds the basis of the ranking as exact fractions. Points are out of
// 100: the sum, over the criteria, of the weight times the score out of 1. The
// score on cost is the lowest cost divided by the option's own.
type contest struct {
	ids      []string      // of the options, in order
	cost     []int64       // by option, in pence, never negative
	criteria []CriterionID // in order
	weights  []*big.Rat    // by criterion, in per cent
	scores   [][]*big.Rat  // by criterion and option, out of 1
	scored   []bool        // by criterion: every option of the decision has a score
	onCost   int           // which criterion is cost
}

// newContest returns a contest between the eligible options. costs are theirs, in
// pence. The decision must comply with the rules of [refusing].
func newContest(d *Decision, options []*Option, costs map[string]int64) *contest {
	options = slices.Clone(options)
	slices.SortFunc(options, func(a, b *Option) int { return strings.Compare(a.ID, b.ID) })
	criteria := slices.Clone(d.Criteria)
	slices.SortFunc(criteria, func(a, b Criterion) int { return strings.Compare(string(a.ID), string(b.ID)) })
	c := &contest{}
	for _, o := range options {
		c.ids = append(c.ids, o.ID)
		c.cost = append(c.cost, costs[o.ID])
	}
	for i := range criteria {
		k := &criteria[i]
		c.criteria = append(c.criteria, k.ID)
		c.weights = append(c.weights, k.Weight.Decimal().Rat())
		column := make([]*big.Rat, len(options))
		for j, o := range options {
			column[j] = new(big.Rat)
			if k.ID == OnCost {
				c.onCost = i
				column[j] = costScore(c.cost[j], slices.Min(c.cost))
			} else if s := o.score(k.ID); s != nil && s.Points != nil {
				column[j].SetFrac64(int64(*s.Points), MaxPoints)
			}
		}
		c.scores = append(c.scores, column)
		c.scored = append(c.scored, !slices.ContainsFunc(d.Options, func(o Option) bool {
			return k.ID != OnCost && o.score(k.ID) == nil
		}))
	}
	return c
}

// costScore returns the score out of 1 of an option that costs own, given the
// lowest cost of all.
func costScore(own, lowest int64) *big.Rat {
	switch {
	case own <= lowest:
		return big.NewRat(1, 1)
	case lowest <= 0:
		return new(big.Rat)
	}
	return big.NewRat(lowest, own)
}

// totals returns the points of each option under the weights.
func (c *contest) totals(weights []*big.Rat) []*big.Rat {
	totals := make([]*big.Rat, len(c.ids))
	for i := range totals {
		totals[i] = new(big.Rat)
		for k, w := range weights {
			if w.Sign() != 0 {
				totals[i].Add(totals[i], new(big.Rat).Mul(w, c.scores[k][i]))
			}
		}
	}
	return totals
}

// best returns the options with the most points, in order of ID.
func best(totals []*big.Rat) []int {
	var first []int
	for i, t := range totals {
		switch {
		case first == nil || t.Cmp(totals[first[0]]) > 0:
			first = append(first[:0], i)
		case t.Cmp(totals[first[0]]) == 0:
			first = append(first, i)
		}
	}
	return first
}

// order returns the options by points, the most first; equals are in order of ID.
func order(totals []*big.Rat) []int {
	list := make([]int, len(totals))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(i, j int) int { return totals[j].Cmp(totals[i]) })
	return list
}

// onePoint returns the most that one point on one score can move a total: the
// heaviest weight of the scored criteria, divided by [MaxPoints].
func (c *contest) onePoint() *big.Rat {
	heaviest := new(big.Rat)
	for k, w := range c.weights {
		if k != c.onCost && w.Cmp(heaviest) > 0 {
			heaviest = w
		}
	}
	return new(big.Rat).Quo(heaviest, big.NewRat(MaxPoints, 1))
}

// whole rounds to a whole number, half away from zero. Points are shown this way
// because the evidence supports nothing finer.
func whole(r *big.Rat) int {
	n := new(big.Int)
	n.SetString(r.FloatString(0), 10) // FloatString is exact, in spite of its name
	return int(n.Int64())
}

// pence returns a cost in pence; the rules of [refusing] bound it.
func pence(m nhs.Money) int64 {
	p, _ := m.Pence()
	return p
}
