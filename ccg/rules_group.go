package ccg

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// life is from the day the first groups took over to their abolition.
var life = nhs.MustParsePeriod("2013-04-01/2022-06-30")

// codeAndNameMeta is shared by two rules: one checks a group alone, the other
// compares the groups of a register.
var codeAndNameMeta = rule.Meta{
	ID:          RuleCodeAndName,
	Title:       "A group has a code and a name that no other group open on the same day has",
	Rationale:   "Money and people are filed under the code. If two groups share a code, or one has none, a figure goes to the wrong body or to none.",
	Fix:         "Supply the code and the name, or remove the duplicate entry. If a code was reused later, give both entries their dates.",
	Limitations: "Names are compared letter by letter, so a duplicate under another spelling is not found. An entry without a first day counts as open from the beginning, and one without a last day as still open.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"register"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"code": "00C", "name": "NHS Darlington CCG"}`,
	BadExample:  `{"name": "NHS Darlington CCG"}`,
	Related:     []rule.ID{RuleSuccessions},
}

var codeAndName = rule.Rule[Group]{
	Meta: codeAndNameMeta,
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		if g.Code == "" {
			found.Add("/code", "missing code: give the group's ODS code, such as 00C")
		}
		if strings.TrimSpace(g.Name) == "" {
			found.Add("/name", "missing name: give the last one the group had as a CCG")
		}
		return found
	},
}

var datesWithinLife = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:          RuleDatesWithinLife,
		Title:       "A group's dates are in order, from 1 April 2013 to 30 June 2022",
		Rationale:   "Groups took over from primary care trusts in April 2013 and were abolished in June 2022; none existed in law outside those dates. An earlier or later date is a slip, or belongs to another body with the same code.",
		Fix:         "Give the group's own first and last day. Codes live on as places inside integrated care boards; those dates are not the group's.",
		Limitations: "A group without a last day counts as open, which is right for a register made before its closure. The rule is always in force: it looks for dates outside the life of groups, so that life cannot limit it.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Abolition, citation.Terminology),
		Tags:        []string{"register", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"opened": "2015-04-01", "closed": "2021-03-31"`,
		BadExample:  `"opened": "2014-11-26", "closed": "2014-03-31"`,
		Related:     []rule.ID{RuleNationalCount, RuleSuccessions},
	},
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		if g.Opened.IsZero() {
			found.Add("/opened", "missing first day: give one from 2013-04-01 to 2022-06-30")
		} else if !life.Contains(g.Opened) {
			found.Add("/opened", "opened on %s: groups existed only from 2013-04-01 to 2022-06-30; give the group's own first day", g.Opened).
				With("opened", g.Opened)
		}
		switch {
		case g.Closed.IsZero():
		case g.Closed.Before(g.Opened):
			found.Add("/closed", "closed on %s, before it opened on %s: correct one date", g.Closed, g.Opened).
				With("closed", g.Closed).With("opened", g.Opened).
				WithRelated("/opened", "the first day")
		case !life.Contains(g.Closed):
			found.Add("/closed", "closed on %s: groups existed only from 2013-04-01 to 2022-06-30; give the group's own last day", g.Closed).
				With("closed", g.Closed)
		}
		return found
	},
}

// The usual range of populations. The smallest group on record had 76,789 people.
// Until March 2020 the largest had 1,323,405; the mergers of 2020 and 2021 made one
// of 2,650,244.
const (
	fewestPeople          = 60_000
	mostPeopleBefore2020  = 1_400_000
	mostPeopleAfterwards  = 2_800_000
	quarter               = 4 // one person in so many
	populationsOnTheStack = 32
)

var largeMergers = nhs.MustParseDate("2020-04-01")

var unusualPopulation = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:        RuleUnusualPopulation,
		Title:     "A population is in the usual range and does not jump by more than a quarter in a year",
		Rationale: "Published files sometimes omit practices. Such a figure looks like any other and makes spending per head many times too high: Dudley has 32,601 people in 2017 and 312,824 the year after.",
		Fix:       "Look at the source. Mark a figure that omits practices as partial_coverage, so that it is not used per head; waive a figure that is right.",
		Limitations: "It checks only counts that state their boundaries, each by the law of that day. A count is compared with the previous year's on the same basis and from the same source; " +
			"if only one of the two is marked as partial, that one is reported. A group does not know its own successions, so a jump caused by a real change of boundary is reported too. " +
			"Fewer than 60,000 people is few; more than 1.4 million is many before the mergers of April 2020, and more than 2.8 million after.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.IdealSize),
		InForce:     life,
		Tags:        []string{"population"},
		Observed:    rule.ObservedReal,
		GoodExample: `{"year": 2018, "people": 312824, "basis": "registered", "boundaries": "2018-04-01"}`,
		BadExample:  `{"year": 2017, "people": 32601, "basis": "registered", "boundaries": "2017-04-01"}`,
		Related:     []rule.ID{RuleAllowancePopulation},
	},
	Applies: func(g *Group) bool { return len(g.Populations) > 0 },
	On:      (*Group).firstBoundaries,
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		var room [populationsOnTheStack]int
		s := g.series(room[:0])
		judged := false
		for i := range g.Populations {
			p := &g.Populations[i]
			if !life.Contains(p.Boundaries) {
				continue
			}
			judged = true
			if p.unusual() || s.jump(p) >= 0 {
				s.addUnusual(&found, i)
			}
		}
		if !judged {
			return rule.MissingDate("no population states its boundaries")
		}
		return found
	},
}

// firstBoundaries returns the first boundaries among its counts that lie in the
// life of groups. If there are none it returns others, or no date if some count
// states none.
func (g *Group) firstBoundaries() nhs.Date {
	var others nhs.Date
	silent := false
	for i := range g.Populations {
		b := g.Populations[i].Boundaries
		if life.Contains(b) {
			return b
		}
		silent = silent || b.IsZero()
		others = b
	}
	if silent {
		return nhs.Date{}
	}
	return others
}

func (p *Population) most() People {
	if p.Boundaries.Before(largeMergers) {
		return mostPeopleBefore2020
	}
	return mostPeopleAfterwards
}

func (p *Population) unusual() bool { return p.People < fewestPeople || p.People > p.most() }

// A series finds the counts of a group by basis, source and year.
type series struct {
	*Group
	order []int // of Populations
}

// series sorts the group's populations, using the room given.
func (g *Group) series(room []int) series {
	for i := range g.Populations {
		room = append(room, i)
	}
	slices.SortFunc(room, func(i, j int) int {
		return cmp.Or(g.Populations[i].compareSeries(&g.Populations[j], g.Populations[j].Year), cmp.Compare(i, j))
	})
	return series{g, room}
}

// compareSeries orders by year, basis and source, as if o were of the given year.
func (p *Population) compareSeries(o *Population, year int) int {
	if c := cmp.Compare(p.Year, year); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(string(p.Basis), string(o.Basis)), strings.Compare(p.Source, o.Source))
}

// inYear returns the index of the first count of the given year in the series of
// p, or -1.
func (s series) inYear(p *Population, year int) int {
	i, ok := slices.BinarySearchFunc(s.order, year, func(i, year int) int {
		return s.Populations[i].compareSeries(p, year)
	})
	if !ok {
		return -1
	}
	return s.order[i]
}

// jump returns the index of the count that p is out of line with, or -1. Usually
// that is the count of the year before. If only one of two counts is partial, the
// partial one is out of line with the other.
func (s series) jump(p *Population) int {
	if i := s.inYear(p, p.Year-1); i >= 0 {
		before := &s.Populations[i]
		if jumps(before, p) && (p.Partial || !before.Partial) {
			return i
		}
	}
	if !p.Partial {
		return -1
	}
	if i := s.inYear(p, p.Year+1); i >= 0 {
		after := &s.Populations[i]
		if jumps(p, after) && !after.Partial {
			return i
		}
	}
	return -1
}

// jumps reports whether a group grew or shrank by more than a quarter. A missing
// count is no jump.
func jumps(before, after *Population) bool {
	if before.People == 0 || after.People == 0 {
		return false
	}
	change := after.People - before.People
	return max(change, -change) > before.People/quarter
}

// addUnusual reports everything unusual about the i-th count.
func (s series) addUnusual(found *rule.Findings, i int) {
	p := &s.Populations[i]
	at := rule.PointerOf("populations", i, "people")
	if p.People == 0 {
		found.Add(at, "missing count for %d: give it, or omit the entry", p.Year).
			With("year", p.Year).WithDate(p.Boundaries)
		return
	}
	var why []string
	if p.People < fewestPeople {
		why = append(why, "fewer than "+People(fewestPeople).String())
	}
	if p.People > p.most() {
		why = append(why, "more than "+p.most().String())
	}
	j := s.jump(p)
	if j >= 0 {
		other := &s.Populations[j]
		why = append(why, fmt.Sprintf("over a quarter away from the %v of %d", other.People, other.Year))
	}
	f := found.Add(at,
		"%v people in %d: %s; check whether the source omits practices", p.People, p.Year, strings.Join(why, ", ")).
		With("people", int64(p.People)).With("year", p.Year).WithDate(p.Boundaries)
	if j >= 0 {
		other := &s.Populations[j]
		f.With("other_people", int64(other.People)).With("other_year", other.Year).
			WithRelated(rule.PointerOf("populations", j, "people"), "the count of %d", other.Year)
	}
}
