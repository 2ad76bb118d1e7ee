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

// codeAndNameMeta serves two rules: one that looks at a group alone, and one
// that compares the groups of a register.
var codeAndNameMeta = rule.Meta{
	ID:          RuleCodeAndName,
	Title:       "A group has a code and a name that no other group open on the same day has",
	Rationale:   "Money and people are filed under the code. Two groups with one code, or one without, and a figure goes to the wrong body or to none.",
	Fix:         "Supply the code and the name, or remove the repeated entry. Where a code was used again later, give both entries their dates.",
	Limitations: "Names are compared letter by letter, so a second entry under another spelling is not found. An entry without a first day is taken to have been there from the beginning, and one without a last day to have gone on.",
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
			found.Add("/code", "the group has no code: give its ODS code, such as 00C")
		}
		if strings.TrimSpace(g.Name) == "" {
			found.Add("/name", "the group has no name: give the last one it had as a CCG")
		}
		return found
	},
}

var datesWithinLife = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:          RuleDatesWithinLife,
		Title:       "A group's dates lie from 1 April 2013 to 30 June 2022, in order",
		Rationale:   "No group existed in law before April 2013, when they took over from primary care trusts, or after June 2022, when they were abolished. A date outside is a slip, or belongs to another body that has the code.",
		Fix:         "Give the group's own first and last day. Codes live on as places inside integrated care boards; those dates are not the group's.",
		Limitations: "A group without a last day counts as not closed, which is right for a register made before its closure. The rule is always in force: the life of groups is what it compares with, and a date outside it is the very thing it looks for.",
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
			found.Add("/opened", "the first day is missing: give a day from 2013-04-01 to 2022-06-30")
		} else if !life.Contains(g.Opened) {
			found.Add("/opened", "opened on %s, but groups existed from 2013-04-01 to 2022-06-30 only: give the group's own first day", g.Opened).
				With("opened", g.Opened)
		}
		switch {
		case g.Closed.IsZero():
		case g.Closed.Before(g.Opened):
			found.Add("/closed", "closed on %s, before it opened on %s: correct one of them", g.Closed, g.Opened).
				With("closed", g.Closed).With("opened", g.Opened).
				WithRelated("/opened", "the first day")
		case !life.Contains(g.Closed):
			found.Add("/closed", "closed on %s, but groups existed from 2013-04-01 to 2022-06-30 only: give the group's own last day", g.Closed).
				With("closed", g.Closed)
		}
		return found
	},
}

// The range of populations that is not remarkable. The smallest group on record
// had 76,789 people. Until March 2020 the largest had 1,323,405; the mergers of
// 2020 and 2021 made one of 2,650,244.
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
		Rationale: "Published files sometimes leave practices out. Such a figure looks like any other and makes spending per head many times too high: 32,601 people for Dudley in 2017, where the year after has 312,824.",
		Fix:       "Look at the source. Mark a figure that leaves practices out as partial_coverage, which keeps it from being used per head; a figure that is right can be waived.",
		Limitations: "Only counts that say which boundaries they are cut by are judged, each by the law of that day. A count is compared with the one of the year before of the same basis and source; " +
			"where only one of the two is marked as partial, that one is reported. A group does not know its own successions, so a jump by a real move of boundary is reported too. " +
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
			return rule.MissingDate("no population says which boundaries it is cut by")
		}
		return found
	},
}

// firstBoundaries returns the first boundaries that groups had and by which a
// count of its people is cut. Where there are none it returns others, or no date
// if some count does not say.
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

// compareSeries orders by year, basis and source, taking o as if of that year.
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

// jump returns the index of the count that p is out of line with, or -1. As a
// rule that is the one of the year before. Of two counts of which only one is
// partial, the partial one is out of line with the other.
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

// jumps reports whether a group grew or shrank by more than a quarter. From or to
// a count that is missing there is no jump.
func jumps(before, after *Population) bool {
	if before.People == 0 || after.People == 0 {
		return false
	}
	change := after.People - before.People
	return max(change, -change) > before.People/quarter
}

// addUnusual says all that is unusual about the i-th count.
func (s series) addUnusual(found *rule.Findings, i int) {
	p := &s.Populations[i]
	at := rule.PointerOf("populations", i, "people")
	if p.People == 0 {
		found.Add(at, "the count of people in %d is missing: give it, or leave the entry out", p.Year).
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
		why = append(why, fmt.Sprintf("more than a quarter away from the %v of %d", other.People, other.Year))
	}
	f := found.Add(at,
		"%v people in %d: %s; see whether the source leaves practices out", p.People, p.Year, strings.Join(why, ", ")).
		With("people", int64(p.People)).With("year", p.Year).WithDate(p.Boundaries)
	if j >= 0 {
		other := &s.Populations[j]
		f.With("other_people", int64(other.People)).With("other_year", other.Year).
			WithRelated(rule.PointerOf("populations", j, "people"), "the count of %d", other.Year)
	}
}
