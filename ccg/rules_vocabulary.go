package ccg

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The calendar years of counts of people: from the census before groups began to
// the year in which they ended.
const (
	firstPopulationYear = 2011
	lastPopulationYear  = 2022
)

// yearsOnTheStack is how many financial years a group can have before a check
// allocates. Groups existed in ten.
const yearsOnTheStack = 32

var vocabulary = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:        RuleVocabulary,
		Title:     "Words are in the vocabulary, and each year appears once",
		Rationale: "A misspelt word is no error to a JSON reader: a \"registerd\" population is never found again, and a part of an unknown category belongs to no sum. If a year has two entries, only the first is ever used.",
		Fix:       "Use one of the words that the finding lists. Merge entries for one year into one.",
		Limitations: "A missing word is reported where one is required: the kind of an area, the basis of a population, the reason of a doubt, the status of an allowance, the category of a part. " +
			"A calendar year must lie from 2011 to 2022, from the census before groups began to their end. A known word can still be the wrong one.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"population", "running costs", "vocabulary"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"basis": "registered"`,
		BadExample:  `"basis": "registerd"`,
		Related:     []rule.ID{RuleUnusualPopulation, RuleAllowancePopulation, RulePartsSum},
	},
	Applies: func(g *Group) bool { return len(g.Populations)+len(g.Years)+len(g.Areas) > 0 },
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		for i := range g.Areas {
			if kind := g.Areas[i].Kind; !slices.Contains(areaKinds[:], kind) {
				addWord(&found, rule.PointerOf("areas", i, "kind"), kind, areaKinds[:])
			}
		}
		for i := range g.Populations {
			p := &g.Populations[i]
			if !slices.Contains(bases[:], p.Basis) {
				addWord(&found, rule.PointerOf("populations", i, "basis"), p.Basis, bases[:])
			}
			if p.Doubt != nil && !slices.Contains(doubtReasons[:], p.Doubt.Reason) {
				addWord(&found, rule.PointerOf("populations", i, "doubt", "reason"), p.Doubt.Reason, doubtReasons[:])
			}
			if p.Year < firstPopulationYear || p.Year > lastPopulationYear {
				found.Add(rule.PointerOf("populations", i, "year"), "year %d is out of range: give a calendar year from %d to %d", p.Year, firstPopulationYear, lastPopulationYear).
					With("year", p.Year)
			}
		}
		for i := range g.Years {
			g.Years[i].addWords(&found, i)
		}
		var room [yearsOnTheStack]int
		g.addRepeatedYears(&found, room[:0])
		return found
	},
}

// addWord reports a word that is missing or not in its list. Words are shown as they
// are written, also those of a type that has other words for people.
func addWord[W ~string](found *rule.Findings, at rule.Pointer, word W, words []W) {
	written := make([]string, len(words))
	for i, w := range words {
		written[i] = string(w)
	}
	if word == "" {
		found.Add(at, "missing: give one of %q", written)
		return
	}
	rule.AddWord(found, at, string(word), written)
}

// addWords reports the words of the i-th year that are missing or unknown.
func (y *Year) addWords(found *rule.Findings, i int) {
	if y.Year == (nhs.FinancialYear{}) {
		found.Add(rule.PointerOf("years", i, "year"), "missing financial year: give it, such as 2013/14")
	}
	if h := y.Headcount; h != nil && h.Basis != "" && !slices.Contains(bases[:], h.Basis) {
		addWord(found, rule.PointerOf("years", i, "headcount", "basis"), h.Basis, bases[:])
	}
	if a := y.Allowance; a != nil && !slices.Contains(statuses[:], a.Status) {
		addWord(found, rule.PointerOf("years", i, "allowance", "status"), a.Status, statuses[:])
	}
	y.Plan.addWords(found, i, "plan")
	y.Outturn.addWords(found, i, "outturn")
}

// addWords is for a statement of the i-th year, if there is one.
func (s *Statement) addWords(found *rule.Findings, i int, member string) {
	if s == nil {
		return
	}
	for j := range s.Parts {
		p := &s.Parts[j]
		if !slices.Contains(categories[:], p.Category) {
			addWord(found, rule.PointerOf("years", i, member, "parts", j, "category"), p.Category, categories[:])
		}
		if p.Funding != "" && !slices.Contains(fundings[:], p.Funding) {
			addWord(found, rule.PointerOf("years", i, member, "parts", j, "funding"), p.Funding, fundings[:])
		}
	}
}

// addRepeatedYears reports each second entry for a financial year. It sorts
// rather than compare every pair.
func (g *Group) addRepeatedYears(found *rule.Findings, room []int) {
	for i := range g.Years {
		if g.Years[i].Year != (nhs.FinancialYear{}) {
			room = append(room, i)
		}
	}
	slices.SortFunc(room, func(i, j int) int {
		return cmp.Or(g.Years[i].Year.Compare(g.Years[j].Year), cmp.Compare(i, j))
	})
	first := 0 // in the order, of those for this year the one that comes first
	for n := 1; n < len(room); n++ {
		year := g.Years[room[n]].Year
		if year != g.Years[room[first]].Year {
			first = n
			continue
		}
		found.Add(rule.PointerOf("years", room[n], "year"), "duplicate entry for %s: merge the two", year).
			With("year", year).
			WithRelated(rule.PointerOf("years", room[first], "year"), "the entry before")
	}
}
