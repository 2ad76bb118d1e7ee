package ccg

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The calendar years under which a count of a group's people can be filed: from
// that of the census before groups began to that in which they ended.
const (
	firstPopulationYear = 2011
	lastPopulationYear  = 2022
)

// yearsOnTheStack is how many financial years a group can have before checking
// them takes memory from the heap. Groups existed in ten.
const yearsOnTheStack = 32

var vocabulary = rule.Rule[Group]{
	Meta: rule.Meta{
		ID:        RuleVocabulary,
		Title:     "Words are those of the vocabulary, and a year comes once",
		Rationale: "A word with a slip in it is no error to a reader of JSON: a population that is \"registerd\" is just never found again, and a part of an unknown category belongs to no sum. Of two entries for one year only the first is ever seen.",
		Fix:       "Use one of the words that the finding lists. Merge entries for one year into one.",
		Limitations: "A word that is left out is reported where there must be one: the basis of a population, the status of an allowance, the category of a part. " +
			"A calendar year is held to 2011 to 2022, from the census before groups began to their end. A word that is right as such can still be the wrong one.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"population", "running costs", "vocabulary"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"basis": "registered"`,
		BadExample:  `"basis": "registerd"`,
		Related:     []rule.ID{RuleUnusualPopulation, RuleAllowancePopulation, RulePartsSum},
	},
	Applies: func(g *Group) bool { return len(g.Populations)+len(g.Years) > 0 },
	Check: func(_ rule.Pass, g *Group) (found rule.Findings) {
		for i := range g.Populations {
			p := &g.Populations[i]
			if !slices.Contains(bases[:], p.Basis) {
				addWord(&found, rule.PointerOf("populations", i, "basis"), p.Basis, bases[:])
			}
			if p.Year < firstPopulationYear || p.Year > lastPopulationYear {
				found.Add(rule.PointerOf("populations", i, "year"), "no count of a group's people is of %d: give a calendar year from %d to %d", p.Year, firstPopulationYear, lastPopulationYear).
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

// addWord reports a word that is missing or not in its list.
func addWord[W ~string](found *rule.Findings, at rule.Pointer, word W, words []W) {
	if word == "" {
		found.Add(at, "it is missing: give one of %q", words)
		return
	}
	rule.AddWord(found, at, word, words)
}

// addWords reports the words of the i-th year that are missing or unknown.
func (y *Year) addWords(found *rule.Findings, i int) {
	if y.Year == (nhs.FinancialYear{}) {
		found.Add(rule.PointerOf("years", i, "year"), "the financial year is missing: give it, such as 2013/14")
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

// addRepeatedYears reports each entry for a financial year that has one before.
// It sorts, so that no pair need be compared with every other.
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
		found.Add(rule.PointerOf("years", room[n], "year"), "there is an entry for %s already: make one of the two", year).
			With("year", year).
			WithRelated(rule.PointerOf("years", room[first], "year"), "the entry before")
	}
}
