package whatif

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// group returns the index of the group in the register, or -1.
func (c *simulation) group(code nhs.OrgID) int {
	return slices.IndexFunc(c.market.CCGs.Groups, func(g ccg.Group) bool { return g.Code == code && code != "" })
}

func (c *simulation) mergeCCGs(e *Event) {
	before := e.On.AddDays(-1)
	if !c.distinct(e) {
		return
	}
	if c.group(e.Into) >= 0 {
		c.reject(RuleEventsAgree, "into", "the code %s is taken; give the new group another", e.Into)
		return
	}
	var from []int
	for i, id := range e.Bodies {
		g := c.group(id)
		if g < 0 {
			c.rejectAt(RuleEventKnown, c.at("bodies", i), "unknown group %q; use a code of the register", id)
			return
		}
		open := nhs.No
		if c.market.CCGs.Groups[g].OpenOn(before) {
			open = nhs.Yes
		}
		if !c.existsOn(i, id, open, before) {
			return
		}
		from = append(from, g)
	}
	switch {
	case len(from) < 2:
		c.reject(RuleEventComplete, "bodies", "a merger needs at least two groups")
		return
	case e.Name == "":
		c.reject(RuleEventComplete, "name", "%s is a new group; give it a name", e.Into)
		return
	}
	first := &c.market.CCGs.Groups[from[0]]
	merged := ccg.Group{Code: e.Into, Name: e.Name, Opened: e.On, Closed: first.Closed, Region: first.Region, ICB: first.ICB, Sources: e.Sources}
	merged.Years = c.mergeYears(from, e)
	merged.Populations = c.mergePopulations(from, e)
	merged.Areas = c.sharedAreas(from, e)
	for _, g := range from {
		p := &c.market.CCGs.Groups[g]
		if p.Closed.IsZero() || !merged.Closed.IsZero() && p.Closed.After(merged.Closed) {
			merged.Closed = p.Closed
		}
		if p.Region != merged.Region {
			merged.Region = ""
		}
		if p.ICB != merged.ICB {
			merged.ICB = ""
		}
		p.Closed = before
		c.ended[p.Code] = c.event
		c.recordChange("%s %s ends on %s", p.Code, p.Name, before)
	}
	c.market.CCGs.Groups = append(c.market.CCGs.Groups, merged)
	c.recordChange("%s %s, a new group, opens on %s", merged.Code, merged.Name, e.On)
	c.mergeFuture(e, merged.Closed)
	c.mergeContracts(e)
}

// sharedAreas returns the area teams and regions that all the groups were in from the day.
func (c *simulation) sharedAreas(from []int, e *Event) []ccg.Area {
	var shared []ccg.Area
	for _, a := range c.market.CCGs.Groups[from[0]].Areas {
		if a.From.IsZero() || !a.Until.IsZero() && a.Until.Before(e.On) {
			continue
		}
		everyone := true
		for _, i := range from[1:] {
			everyone = everyone && slices.ContainsFunc(c.market.CCGs.Groups[i].Areas, func(b ccg.Area) bool {
				return b.Kind == a.Kind && b.Code == a.Code && b.From == a.From && b.Until == a.Until
			})
		}
		if everyone {
			if a.From.Before(e.On) {
				a.From = e.On
			}
			shared = append(shared, a)
		}
	}
	return shared
}

// mergeFuture gives the new group the later successions of its predecessors, each once.
func (c *simulation) mergeFuture(e *Event, closed nhs.Date) {
	var kept []lineage.Succession
	for _, s := range c.market.CCGs.Successions {
		if s.Effective.Before(nhs.PartialDateOf(e.On)) != nhs.Yes {
			if slices.Contains(e.Bodies, s.Predecessor) {
				s.Predecessor = e.Into
			}
			if slices.Contains(e.Bodies, s.Successor) {
				s.Successor = e.Into
			}
			repeated := slices.ContainsFunc(kept, func(k lineage.Succession) bool {
				return k.Predecessor == s.Predecessor && k.Successor == s.Successor && k.Effective.Equal(s.Effective)
			})
			if repeated || s.Predecessor == s.Successor {
				continue
			}
			if s.Predecessor == e.Into && !closed.IsZero() && s.Effective.After(nhs.PartialDateOf(closed.AddDays(1))) == nhs.Yes {
				c.recordUnknown("what becomes of %s on %s: its predecessors had different successors", e.Into, s.Effective)
			}
		}
		kept = append(kept, s)
	}
	for _, id := range e.Bodies {
		kept = append(kept, lineage.Succession{Predecessor: id, Successor: e.Into, Effective: nhs.PartialDateOf(e.On), Kind: lineage.Merger, Sources: e.Sources, Note: "From a scenario."})
	}
	c.market.CCGs.Successions = kept
}

// mergeYears adds up the allowances of the years that begin on the day or later, and
// removes those years from the groups.
func (c *simulation) mergeYears(from []int, e *Event) []ccg.Year {
	type sum struct {
		amount nhs.Money
		people ccg.People
		known  int
		heads  int
	}
	sums := make(map[nhs.FinancialYear]sum)
	var years []nhs.FinancialYear
	for _, i := range from {
		g := &c.market.CCGs.Groups[i]
		var kept []ccg.Year
		for _, y := range g.Years {
			if y.Year.First().Before(e.On) {
				kept = append(kept, y)
				continue
			}
			s, seen := sums[y.Year]
			if !seen {
				years = append(years, y.Year)
			}
			if y.Allowance != nil {
				s.amount, s.known = s.amount.Add(y.Allowance.Amount), s.known+1
			}
			if y.Headcount != nil && y.Headcount.People > 0 {
				s.people, s.heads = s.people+y.Headcount.People, s.heads+1
			}
			sums[y.Year] = s
			if y.Plan != nil || y.Outturn != nil {
				c.recordUnknown("what %s plans and spends in %s: the costs of a merged group are not the sum of its parts", e.Into, y.Year)
			}
		}
		g.Years = kept
	}
	slices.SortFunc(years, nhs.FinancialYear.Compare)
	var merged []ccg.Year
	for _, y := range years {
		s := sums[y]
		year := ccg.Year{Year: y}
		if s.known == len(from) {
			year.Allowance = &ccg.Allowance{Amount: s.amount, Status: ccg.Estimated}
		} else {
			c.recordUnknown("the allowance of %s in %s", e.Into, y)
		}
		if s.heads == len(from) {
			year.Headcount = &ccg.Headcount{People: s.people}
		}
		merged = append(merged, year)
	}
	return merged
}

// mergePopulations adds up the populations known for every group, for the year of the day
// and later: counts of one day and source, or else of one year and basis. A sum is as
// partial and as doubtful as its parts.
func (c *simulation) mergePopulations(from []int, e *Event) []ccg.Population {
	var merged []ccg.Population
	for _, p := range c.market.CCGs.Groups[from[0]].Populations {
		if p.Year < e.On.Year() || p.People == 0 {
			continue
		}
		p.Doubt = doubtOf(p.Doubt, &p)
		sum := p.People
		for _, i := range from[1:] {
			q, ok := sameCount(&c.market.CCGs.Groups[i], &p)
			if !ok {
				sum = 0
				break
			}
			sum += q.People
			p.Partial = p.Partial || q.Partial
			if p.Doubt == nil {
				p.Doubt = doubtOf(q.Doubt, &q)
			}
		}
		if sum > 0 {
			p.People, p.Boundaries = sum, e.On
			merged = append(merged, p)
		}
	}
	if len(merged) == 0 {
		c.recordUnknown("the population of %s", e.Into)
	}
	return merged
}

// sameCount returns the count of the group to add to p: of the same day, source and
// boundaries if p has a day, and else of its year and basis.
func sameCount(g *ccg.Group, p *ccg.Population) (ccg.Population, bool) {
	if p.On.IsZero() {
		return g.Population(p.Year, p.Basis)
	}
	for _, q := range g.Populations {
		if q.On == p.On && q.Basis == p.Basis && q.Source == p.Source && q.Boundaries == p.Boundaries && q.People > 0 {
			return q, true
		}
	}
	return ccg.Population{}, false
}

// doubtOf returns the doubt about a part as one about the sum: what to set beside the
// part would mislead beside the sum, and is only told.
func doubtOf(d *ccg.CountDoubt, p *ccg.Population) *ccg.CountDoubt {
	if d == nil {
		return nil
	}
	return &ccg.CountDoubt{
		Reason: d.Reason, Practices: d.Practices, Sources: d.Sources, Confidence: d.Confidence,
		Note: fmt.Sprintf("Of the %v people of one group in the sum: %v.", p.People, d),
	}
}

func (c *simulation) changeAllowance(e *Event) {
	if by, ok := c.set[e.Year]; ok {
		c.reject(RuleEventsAgree, "year", "event %d already sets the allowance of %s; remove one of the two", by, e.Year)
		return
	}
	from := e.From
	if from.IsZero() {
		from = e.Year
	}
	rate := e.PerHead
	if rate == nil {
		known, ok := ccg.RatePerHead(from)
		if !ok {
			c.reject(RuleAllowanceKnown, "from", "the allowance per head for %s is unknown; start from a known year, or give per_head", from)
			return
		}
		changed, err := nhs.RateFromDecimal(known.PerHead.Decimal().Mul(e.Change.Decimal().Shift(-2)).Add(known.PerHead.Decimal()))
		if err != nil || changed.Sign() < 0 {
			c.reject(RuleEventComplete, "change", "%s on %s: want at most four decimals, and not below zero", e.Change, known.PerHead)
			return
		}
		rate = &changed
		c.recordChange("the allowance for %s is %s per head: %s of %s, changed by %s", e.Year, rate, known.PerHead, from, e.Change)
	} else {
		if rate.Sign() < 0 {
			c.reject(RuleEventComplete, "per_head", "negative allowance; want zero or more")
			return
		}
		c.recordChange("the allowance for %s is %s per head", e.Year, rate)
	}
	c.set[e.Year] = c.event
	c.market.Figures = append(c.market.Figures, commissioning.Figure{
		ID: "scenario-allowance-" + e.Year.First().String()[:4], Topic: "running-cost-allowance", Label: "Allowance per head in the scenario",
		Year: e.Year, Basis: commissioning.FigureOfScenario, Bound: commissioning.BoundExact, PerHead: rate, Sources: e.Sources, Confidence: lineage.High, Note: "From a scenario.",
	})
	missing, plans := 0, 0
	for i := range c.market.CCGs.Groups {
		g := &c.market.CCGs.Groups[i]
		if !nhs.NewPeriod(g.Opened, g.Closed).Overlaps(e.Year.Period()) {
			continue
		}
		y, _ := g.Year(e.Year)
		y.Year = e.Year
		if assumed, ok := g.Year(e.PlansOf); ok {
			if y.Plan == nil {
				y.Plan = assumed.Plan
			}
			if y.Headcount == nil {
				y.Headcount = assumed.Headcount
			}
		}
		base, _ := g.Year(from)
		if amount, ok := allowance(&base, &y, e, *rate); ok {
			y.Allowance = &ccg.Allowance{Amount: amount, Status: ccg.Hypothetical}
			if y.Plan == nil {
				plans++
			}
		} else {
			missing++
			if y.Allowance == nil {
				continue
			}
			y.Allowance = nil // that of the year as it was is not that of the scenario
		}
		g.Years = slices.Clone(g.Years)
		if j := slices.IndexFunc(g.Years, func(o ccg.Year) bool { return o.Year.Equal(e.Year) }); j >= 0 {
			g.Years[j] = y
		} else {
			g.Years = append(g.Years, y)
			slices.SortFunc(g.Years, func(a, b ccg.Year) int { return a.Year.Compare(b.Year) })
		}
	}
	if missing > 0 {
		c.recordUnknown("the allowance of %s for %s: neither the allowance of %s nor a population is on file", format.Count(missing, "group", "groups"), e.Year, from)
	}
	if plans > 0 {
		c.recordUnknown("whether the plans of %s for %s fit the allowance: no plans are on file", format.Count(plans, "group", "groups"), e.Year)
	}
}

// allowance returns the new allowance of a group, and whether it can be calculated: from
// its allowance before or, without that, from the new rate and its population.
func allowance(base, y *ccg.Year, e *Event, rate nhs.Rate) (nhs.Money, bool) {
	switch {
	case e.Change != nil && base.Allowance != nil:
		return base.Allowance.Amount.Add(base.Allowance.Amount.MulPercent(*e.Change)), true
	case y.Headcount != nil && y.Headcount.People > 0:
		return rate.Mul(int64(y.Headcount.People)), true
	}
	return nhs.Money{}, false
}
