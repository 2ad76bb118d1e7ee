package framework

import (
	"math/big"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// explain completes the results: margins, best marks, reasons.
func (e *evaluator) explain(r *LotResult, contest, others []*contender) {
	best := make([]*Score, len(e.Criteria))
	var lowest, next *contender // of those with a place, of those ranked without
	for _, c := range contest {
		switch {
		case c.Standing != Placed:
			if next == nil {
				next = c
			}
			continue
		default:
			lowest = c
		}
		for i := range c.scores {
			if best[i] == nil || c.scores[i].Compare(*best[i]) > 0 {
				best[i] = &c.scores[i]
			}
		}
	}
	for _, c := range slices.Concat(contest, others) {
		for i := range c.Criteria {
			c.Criteria[i].Best = best[i]
		}
		e.reasons(r, c, lowest, next)
		r.Results = append(r.Results, c.Result)
	}
}

func (e *evaluator) reasons(r *LotResult, c, lowest, next *contender) {
	tied := c.Tied > 0 && r.Tie != "" && c.Rank <= r.Places && c.Rank+c.Tied > r.Places
	switch c.Standing {
	case Placed:
		c.because("ranked %d with a total of %s; %s", c.Rank, shown(*c.Total), format.Count(r.Places, "place", "places"))
		if next != nil {
			c.Margin = e.percent(new(big.Int).Sub(c.total, next.total))
		}
	case Unplaced:
		c.because("ranked %d with a total of %s; %s", c.Rank, shown(*c.Total), format.Count(r.Places, "place", "places"))
		if lowest != nil {
			c.Margin = e.percent(new(big.Int).Sub(lowest.total, c.total))
			c.because("the last place went to %s with a total of %s", lowest.Supplier, shown(*lowest.Total))
			if c.Margin.Sign() == 0 {
				c.because("the totals are the same; %s had more marks on the tie-breaker, %s", lowest.Supplier, strings.Join(e.Ties.By, ", "))
			}
			e.weakest(c)
		}
	}
	if tied {
		c.because("%s", r.Tie)
	}
	if c.CountsAs != "" && c.Standing != CountedOnce {
		c.because("the bidder counts as %s after a merger", c.CountsAs)
	}
}

// weakest names the criterion on which a losing bid was furthest, in points,
// behind the best that won.
func (e *evaluator) weakest(c *contender) {
	var furthest big.Int
	at := -1
	for i := range c.Criteria {
		if best := c.Criteria[i].Best; best != nil {
			if gap := e.times(i, best.units-c.scores[i].units); gap.Cmp(&furthest) > 0 {
				furthest.Set(gap)
				at = i
			}
		}
	}
	if at >= 0 {
		k := &c.Criteria[at]
		c.because("it lost most on %s: %s marks against %s for the best that won", k.Criterion, k.Score, *k.Best)
	}
}

// shown returns a total with at most two decimals, marked "about" if it is rounded.
func shown(p nhs.Percent) string {
	short := p.Decimal().Round(2)
	if short.Equal(p.Decimal()) {
		return short.String()
	}
	return "about " + short.String()
}
