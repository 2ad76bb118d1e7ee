package ccg

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// How far a count may stand out from both of its neighbours, in thousandths of each, and
// how many calendar years away a neighbour may be.
const (
	mostOutOfLine     = 35
	neighbourWithin   = 2
	countsPerThousand = 1000
)

var outOfLine = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:    RuleOutOfLine,
		Title: "A population does not stand out from its neighbours on both sides",
		Rationale: "A list that omits a few practices, or counts those that merged twice, differs by less than real growth over some years does. It shows only between the counts before and after it: " +
			"no group loses 9 per cent of its people in one year and finds them again in the next.",
		Fix: "Look at the practices of the source. Give a count that cannot be right its doubt, with the reason and the counts to set it beside, so that figures per head say so; waive one that is right.",
		Limitations: "A count is compared with the nearest before and the nearest after it, of the same basis and within two calendar years, whatever their source. " +
			"It is reported if it is at least 3.5 per cent above both or below both. Counts of partial coverage are left to " + string(RuleUnusualPopulation) + ", and neither they nor doubted counts are neighbours. " +
			"Counts on either side of a change of the group's statistical code are not compared, since its boundary moved. The first and the last count have one neighbour and are not judged. " +
			"Of two wrong counts in a row either can be reported, or neither. A count that has its doubt is reported all the same.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"population"},
		Observed:    rule.ObservedReal,
		GoodExample: "186,456 people in 2016, 187,400 in 2017, 188,251 in 2018",
		BadExample:  "186,456 people in 2016, 169,548 in 2017, 188,251 in 2018",
		Related:     []rule.ID{RuleUnusualPopulation},
	},
	Applies: func(g *Group) bool { return len(g.Populations) > 2 },
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		var room [populationsOnTheStack]int
		order := g.byTime(room[:0])
		for at, i := range order {
			p := &g.Populations[i]
			if p.Partial || p.People == 0 {
				continue
			}
			before, after := g.neighbour(order, at, -1), g.neighbour(order, at, 1)
			if before < 0 || after < 0 {
				continue
			}
			a, b := &g.Populations[before], &g.Populations[after]
			if p.standsOut(a) == 0 || p.standsOut(a) != p.standsOut(b) {
				continue
			}
			where := "above"
			if p.standsOut(a) < 0 {
				where = "below"
			}
			known := ""
			if p.Doubt != nil {
				known = " (its doubt is on record)"
			}
			found.Add(rule.PointerOf("populations", i, "people"),
				"%v people in %d, %s both the %v of %d and the %v of %d by 3.5 per cent or more; check which practices the source counts%s",
				p.People, p.Year, where, a.People, a.Year, b.People, b.Year, known).
				With("people", int64(p.People)).With("year", p.Year).
				With("before", int64(a.People)).With("after", int64(b.People)).
				WithRelated(rule.PointerOf("populations", before, "people"), "the count before").
				WithRelated(rule.PointerOf("populations", after, "people"), "the count after")
		}
		return found
	},
}

// byTime sorts the counts by basis and time, using the room given. A count without a
// day lies before those of its year and boundaries that have one.
func (g *Group) byTime(room []int) []int {
	for i := range g.Populations {
		room = append(room, i)
	}
	slices.SortFunc(room, func(i, j int) int {
		p, q := &g.Populations[i], &g.Populations[j]
		return cmp.Or(cmp.Compare(p.Basis, q.Basis), cmp.Compare(p.Year, q.Year), p.Boundaries.Compare(q.Boundaries), p.On.Compare(q.On), cmp.Compare(i, j))
	})
	return room
}

// neighbour returns the index of the nearest count that the one at the given place of
// the order can be compared with, in the direction of step, or -1.
func (g *Group) neighbour(order []int, at, step int) int {
	p := &g.Populations[order[at]]
	for at += step; at >= 0 && at < len(order); at += step {
		q := &g.Populations[order[at]]
		if q.Basis != p.Basis || (q.Year-p.Year)*step > neighbourWithin || !g.sameBoundary(p.Boundaries, q.Boundaries) {
			return -1
		}
		if !q.Partial && q.Doubt == nil && q.People > 0 {
			return order[at]
		}
	}
	return -1
}

// sameBoundary reports whether no change of statistical code lies between two days.
func (g *Group) sameBoundary(a, b nhs.Date) bool {
	return a == b || a.IsZero() || b.IsZero() || g.codeBy(a) == g.codeBy(b)
}

// codeBy returns the last statistical code that the group was seen with by the day, or
// the first if it was not seen by then.
func (g *Group) codeBy(d nhs.Date) string {
	code := ""
	for i := range g.ONSCodes {
		if c := &g.ONSCodes[i]; i == 0 || !c.FirstSeen.Earliest().After(d) {
			code = c.Code
		}
	}
	return code
}

// standsOut returns 1 if p is far above the other count, -1 if it is far below it, and
// else 0.
func (p *Population) standsOut(o *Population) int {
	far := int64(o.People) * mostOutOfLine
	switch change := int64(p.People-o.People) * countsPerThousand; {
	case change >= far:
		return 1
	case change <= -far:
		return -1
	}
	return 0
}
