package decision

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Sensitivity lists the single changes that would put another option first. Each
// was applied and checked; see [WeightChange.Apply].
type Sensitivity struct {
	// Weights are the changes of one weight, smallest first; at most one up and one
	// down for each criterion.
	Weights []WeightChange `json:"weights"`
	// Costs are the changes of one option's cost, smallest first; at most one up and
	// one down for each option.
	Costs []CostChange `json:"costs"`
	// Steady are the criteria whose weight never changes the choice while the other
	// weights keep their proportions. A criterion that carries all the weight, or
	// lacks a score for some option, is in neither list.
	Steady []CriterionID `json:"steady,omitempty"`
}

// A WeightChange is a change of one criterion's weight, the others keeping their
// proportions, that makes another option come first. Weights are in per cent.
type WeightChange struct {
	// Criterion is the one whose weight changes.
	Criterion CriterionID `json:"criterion"`
	// From is its present weight, in per cent.
	From nhs.Percent `json:"from"`
	// To is the nearest round weight that changes the choice.
	To nhs.Percent `json:"to"`
	// TiesAt is the weight at which the first two are level, in per cent, as an
	// exact fraction such as 275/9. Beyond it the choice changes.
	TiesAt string `json:"ties_at"`
	// First is the option that then comes first; among equals, the first by ID.
	First string `json:"first"`
	// Weights are all weights after the change, in order of criterion. They sum to
	// 100.
	Weights []Weight `json:"weights"`
}

// A Weight is the weight of one criterion.
type Weight struct {
	// Criterion is the criterion.
	Criterion CriterionID `json:"criterion"`
	// Weight is in per cent.
	Weight nhs.Percent `json:"weight"`
}

// Apply returns the decision with the changed weights. It does not modify d.
func (w WeightChange) Apply(d Decision) Decision {
	d.Criteria = slices.Clone(d.Criteria)
	for _, changed := range w.Weights {
		if i := d.criterion(changed.Criterion); i >= 0 {
			d.Criteria[i].Weight = changed.Weight
		}
	}
	return d
}

// A CostChange is the smallest change, to the penny, of what one option costs
// the group that makes another option come first. Money is in pounds.
type CostChange struct {
	// Option is the one whose cost changes.
	Option string `json:"option"`
	// From is what it costs now, in pounds over all the years.
	From nhs.Money `json:"from"`
	// To is what it would cost.
	To nhs.Money `json:"to"`
	// By is the difference; a penny less does not change the choice.
	By nhs.Money `json:"by"`
	// First is the option that then comes first; among equals, the first by ID.
	First string `json:"first"`
}

// Apply returns the decision with the option's cost changed, as an
// [Option.Adjustment]. It does not modify d.
func (c CostChange) Apply(d Decision) Decision {
	d.Options = slices.Clone(d.Options)
	if o, ok := d.Option(c.Option); ok {
		by := c.By
		if o.Adjustment != nil {
			by = by.Add(*o.Adjustment)
		}
		o.Adjustment = &by
	}
	return d
}

// weightChanges returns the nearest changes of each weight that make an option
// other than first come first, and the criteria that have none.
func (c *contest) weightChanges(first int) (changes []WeightChange, steady []CriterionID) {
	totals := c.totals(c.weights)
	for k, w := range c.weights {
		if !c.scored[k] || w.Cmp(ratHundred) == 0 {
			continue
		}
		ties := 0
		for _, up := range []bool{true, false} {
			at := c.tie(k, first, totals, up)
			if at == nil {
				continue
			}
			ties++
			if change, ok := c.beyond(k, first, at, up); ok {
				changes = append(changes, change)
			}
		}
		if ties == 0 {
			steady = append(steady, c.criteria[k])
		}
	}
	slices.SortFunc(changes, func(a, b WeightChange) int {
		return cmp.Or(distance(a.From, a.To).Cmp(distance(b.From, b.To)),
			strings.Compare(string(a.Criterion), string(b.Criterion)), a.To.Compare(b.To))
	})
	return changes, steady
}

func distance(a, b nhs.Percent) *big.Rat {
	r := new(big.Rat).Sub(a.Decimal().Rat(), b.Decimal().Rat())
	return r.Abs(r)
}

var ratHundred = big.NewRat(100, 1)

// tie returns the nearest weight of criterion k, above or below its own, where
// another option draws level with the first and then leads; nil if there is none.
//
// With the weight of k at t and the others scaled to sum to 100 - t, first leads
// another option by
//
//	t·d + (100-t)·r/(100-w)
//
// where w is the present weight of k, d the lead on k alone out of 1, and r the
// lead on all other criteria in points. That is a straight line in t, above zero
// at w. w must be less than 100, or the others have no proportions.
func (c *contest) tie(k, first int, totals []*big.Rat, up bool) (nearest *big.Rat) {
	w := c.weights[k]
	others := new(big.Rat).Sub(ratHundred, w)
	for i := range c.ids {
		if i == first {
			continue
		}
		d := new(big.Rat).Sub(c.scores[k][first], c.scores[k][i])
		r := new(big.Rat).Sub(totals[first], totals[i])
		r.Sub(r, new(big.Rat).Mul(w, d))
		slope := new(big.Rat).Sub(r, new(big.Rat).Mul(d, others))
		if slope.Sign() == 0 {
			continue
		}
		t := new(big.Rat).Mul(ratHundred, r)
		t.Quo(t, slope)
		beyondEnd := up && t.Cmp(ratHundred) >= 0 || !up && t.Sign() <= 0
		if beyondEnd || up != (t.Cmp(w) > 0) {
			continue
		}
		if nearest == nil || up == (t.Cmp(nearest) < 0) {
			nearest = t
		}
	}
	return nearest
}

// beyond returns the change of weight k to the roundest figure just beyond at,
// applied and found to put another option first.
func (c *contest) beyond(k, first int, at *big.Rat, up bool) (WeightChange, bool) {
	for places := 0; places <= 10; places++ {
		to := roundBeyond(at, places, up)
		if to.Sign() < 0 || to.Cmp(ratHundred) > 0 {
			continue
		}
		weights := c.reweigh(k, to, places+2)
		now := best(c.totals(weights))
		if slices.Contains(now, first) {
			continue
		}
		change := WeightChange{
			Criterion: c.criteria[k], From: percent(c.weights[k]), To: percent(to),
			TiesAt: at.RatString(), First: c.ids[now[0]],
		}
		for i, w := range weights {
			change.Weights = append(change.Weights, Weight{c.criteria[i], percent(w)})
		}
		return change, true
	}
	return WeightChange{}, false
}

// roundBeyond returns the nearest number with so many decimals above or below at.
func roundBeyond(at *big.Rat, places int, up bool) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled := new(big.Rat).Mul(at, scale)
	n := new(big.Int).Div(scaled.Num(), scaled.Denom()) // rounded down
	switch {
	case up:
		n.Add(n, big.NewInt(1))
	case scaled.IsInt():
		n.Sub(n, big.NewInt(1))
	}
	r := new(big.Rat).SetInt(n)
	return r.Quo(r, scale)
}

// reweigh returns the weights with that of k set and the others in proportion,
// to so many decimals: each rounded down, and the heaviest given the rest.
func (c *contest) reweigh(k int, to *big.Rat, places int) []*big.Rat {
	factor := new(big.Rat).Sub(ratHundred, to)
	factor.Quo(factor, new(big.Rat).Sub(ratHundred, c.weights[k]))
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	weights := make([]*big.Rat, len(c.weights))
	heaviest := -1
	rest := new(big.Rat).Sub(ratHundred, to)
	for i, w := range c.weights {
		if i == k {
			weights[i] = to
			continue
		}
		if heaviest < 0 || w.Cmp(c.weights[heaviest]) > 0 {
			heaviest = i
		}
		r := new(big.Rat).Mul(new(big.Rat).Mul(w, factor), scale)
		r.SetInt(new(big.Int).Div(r.Num(), r.Denom()))
		weights[i] = r.Quo(r, scale)
		rest.Sub(rest, weights[i])
	}
	weights[heaviest] = rest.Add(rest, weights[heaviest])
	return weights
}

// percent returns r, which has at most twelve decimals.
func percent(r *big.Rat) nhs.Percent {
	p, err := nhs.ParsePercent(r.FloatString(12)) // FloatString is exact, in spite of its name
	if err != nil {
		return nhs.Percent{}
	}
	return p
}

// costChanges returns the smallest changes of each option's cost, up and down, that
// put another option ahead of first.
//
// The lead of first over every other option only falls as its own cost rises,
// and only grows as it falls. As the cost of another falls, the lead over that
// one only falls; as it rises, that lead only grows. The lead over a third moves
// only while the other is the cheapest, which sets the scores of all, and then in
// a straight line. So every cost from some penny on flips the choice, and a binary
// search finds that penny.
func (c *contest) costChanges(first int) (changes []CostChange) {
	if c.weights[c.onCost].Sign() == 0 {
		return nil
	}
	fixed := c.withoutCost()
	for i := range c.ids {
		from := c.cost[i]
		for _, furthest := range [...]int64{maxCost, 0} {
			leader := func(cost int64) int { return c.leaderAt(fixed, i, cost, first) }
			if (furthest > from) != (furthest == maxCost) || leader(furthest) == first {
				continue
			}
			stays, flips := from, furthest
			for flips-stays > 1 || stays-flips > 1 {
				if middle := stays + (flips-stays)/2; leader(middle) == first {
					stays = middle
				} else {
					flips = middle
				}
			}
			changes = append(changes, CostChange{
				Option: c.ids[i], From: nhs.MoneyFromPence(from), To: nhs.MoneyFromPence(flips), By: nhs.MoneyFromPence(flips - from),
				First: c.ids[leader(flips)],
			})
		}
	}
	slices.SortFunc(changes, func(a, b CostChange) int {
		return cmp.Or(a.By.Abs().Compare(b.By.Abs()), strings.Compare(a.Option, b.Option), a.By.Compare(b.By))
	})
	return changes
}

// withoutCost returns the points of each option on all criteria except cost.
func (c *contest) withoutCost() []*big.Rat {
	weights := slices.Clone(c.weights)
	weights[c.onCost] = new(big.Rat)
	return c.totals(weights)
}

// leaderAt returns the option with the most points if option i costs so much:
// first, unless another is ahead of it.
func (c *contest) leaderAt(fixed []*big.Rat, i int, cost int64, first int) int {
	lowest := cost
	for j, own := range c.cost {
		if j != i {
			lowest = min(lowest, own)
		}
	}
	total := func(j int) *big.Rat {
		own := c.cost[j]
		if j == i {
			own = cost
		}
		t := costScore(own, lowest)
		return t.Add(t.Mul(t, c.weights[c.onCost]), fixed[j])
	}
	leader, most := first, total(first)
	for j := range c.ids {
		if t := total(j); t.Cmp(most) > 0 {
			leader, most = j, t
		}
	}
	return leader
}
