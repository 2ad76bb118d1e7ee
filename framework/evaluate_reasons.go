package framework

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// explain completes the results: margins, best marks, reasons. Those in tied share a
// total for which there were too few places.
func (e *evaluator) explain(r *LotResult, contest, others, tied []*contender) {
	best := make([]*contender, len(e.Criteria)) // of those with a place, by criterion
	var lowest, next *contender                 // of those with a place, of those ranked without
	for _, c := range contest {
		if c.Standing != Placed {
			next = cmp.Or(next, c)
			continue
		}
		lowest = c
		for i := range best {
			if best[i] == nil || e.compareOn(i, c, best[i]) < 0 {
				best[i] = c
			}
		}
	}
	for _, c := range slices.Concat(contest, others) {
		for i := range c.Criteria {
			if best[i] != nil {
				c.Criteria[i].Best = &best[i].scores[i]
			}
		}
		e.reasons(r, c, lowest, next, best)
		if slices.Contains(tied, c) {
			c.because("%s", r.Tie)
		}
		if c.CountsAs != "" && c.Standing != CountedOnce {
			c.because("the bidder counts as %s after a merger", c.CountsAs)
		}
		r.Results = append(r.Results, c.Result)
	}
}

func (e *evaluator) reasons(r *LotResult, c, lowest, next *contender, best []*contender) {
	switch c.Standing {
	case Placed:
		c.because("ranked %d with a total of %s; %s", c.Rank, shown(*c.Total), format.Count(r.Places, "place", "places"))
		if next != nil {
			c.Margin = e.percent(new(big.Rat).Sub(c.total, next.total))
		}
	case Unplaced:
		c.because("ranked %d with a total of %s; %s", c.Rank, shown(*c.Total), format.Count(r.Places, "place", "places"))
		if lowest != nil {
			c.Margin = e.percent(new(big.Rat).Sub(lowest.total, c.total))
			c.because("the last place went to %s with a total of %s", lowest.Supplier, shown(*lowest.Total))
			e.weakest(c, best)
		}
	}
}

// weakest names the criteria on which a losing bid was furthest, in points, behind
// the best that won, in order of their IDs.
func (e *evaluator) weakest(c *contender, best []*contender) {
	var gap, furthest big.Rat
	var at []int
	for i := range c.Criteria {
		if best[i] == nil {
			continue
		}
		gap.Set(e.points(best[i], i))
		gap.Sub(&gap, e.points(c, i))
		switch order := gap.Cmp(&furthest); {
		case order > 0:
			furthest.Set(&gap)
			at = append(at[:0], i)
		case order == 0 && gap.Sign() > 0:
			at = append(at, i)
		}
	}
	slices.SortFunc(at, func(i, j int) int { return cmp.Compare(c.Criteria[i].Criterion, c.Criteria[j].Criterion) })
	var lost []string
	for _, i := range at {
		k := &c.Criteria[i]
		lost = append(lost, fmt.Sprintf("%s: %s marks against %s", k.Criterion, k.Score, *k.Best))
	}
	switch len(lost) {
	case 0:
	case 1:
		c.because("it lost most on %s for the best that won", lost[0])
	default:
		c.because("it lost most, by the same points, on %s, each for the best that won", strings.Join(lost, "; on "))
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
