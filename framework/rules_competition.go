package framework

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

var competitionReferences = rule.Rule[Competition]{
	Meta: referencesMeta,
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		lots := make(map[string]int, len(c.Lots))
		for i := range c.Lots {
			addRepeated(&found, "lot", c.Lots[i].Code, lots, i, "lots", "code")
		}
		criteria := make(map[string]int, len(c.Criteria))
		for i := range c.Criteria {
			addRepeated(&found, "criterion", c.Criteria[i].ID, criteria, i, "criteria", "id")
		}
		standards := make(map[string]int, len(c.Standards))
		for i := range c.Standards {
			addRepeated(&found, "standard", c.Standards[i].ID, standards, i, "standards", "id")
		}
		settling := make(map[string]bool, len(c.Ties.By))
		for i, id := range c.Ties.By {
			if _, ok := criteria[id]; !ok {
				found.Add(rule.PointerOf("ties", "by", i), "unknown tie-breaker %q: name one of the criteria", id).With("criterion", id)
			} else if settling[id] {
				found.Add(rule.PointerOf("ties", "by", i), "duplicate tie-breaker %q: name it once", id).With("criterion", id)
			}
			settling[id] = true
		}
		bidders := make(map[nhs.OrgID]bool, len(c.Bids))
		for i := range c.Bids {
			b := &c.Bids[i]
			bidders[b.Supplier.ID] = true
			if _, ok := lots[b.Lot]; !ok || b.Lot == "" {
				found.Add(rule.PointerOf("bids", i, "lot"), "unknown lot %q: name one of the competition's lots", b.Lot).With("lot", b.Lot)
			}
			if b.Supplier.ID == "" {
				found.Add(rule.PointerOf("bids", i, "supplier", "id"), "missing ID of the bidder: give one")
			}
			for j := range b.Scores {
				if _, ok := criteria[b.Scores[j].Criterion]; !ok {
					found.Add(rule.PointerOf("bids", i, "scores", j, "criterion"), "unknown criterion %q: name one of the criteria", b.Scores[j].Criterion).
						With("criterion", b.Scores[j].Criterion)
				}
			}
			declared := make(map[string]bool, len(b.Declarations))
			for j := range b.Declarations {
				if id := b.Declarations[j].Standard; declared[id] {
					found.Add(rule.PointerOf("bids", i, "declarations", j, "standard"), "duplicate declaration of %q: keep one", id).With("standard", id)
				} else {
					declared[id] = true
				}
				if _, ok := standards[b.Declarations[j].Standard]; !ok {
					found.Add(rule.PointerOf("bids", i, "declarations", j, "standard"), "unknown standard %q: name one of the standards", b.Declarations[j].Standard).
						With("standard", b.Declarations[j].Standard)
				}
			}
		}
		into := make(map[nhs.OrgID]bool, len(c.Mergers))
		for i := range c.Mergers {
			into[c.Mergers[i].Into] = true
			if c.Mergers[i].Into == "" {
				found.Add(rule.PointerOf("mergers", i, "into"), "missing result of the merger: name what the bidders have become")
			}
		}
		ends := c.standings()
		for i := range c.Mergers {
			for j, id := range c.Mergers[i].From {
				if !bidders[id] && !into[id] {
					found.Add(rule.PointerOf("mergers", i, "from", j), "%q is not a bidder: name one that is, or remove it", id).With("supplier", id)
				}
			}
			if m := &c.Mergers[i]; slices.ContainsFunc(m.From, func(id nhs.OrgID) bool { _, leads := ends[id]; return !leads && id != m.Into && m.Into != "" }) {
				found.Add(rule.PointerOf("mergers", i), "mergers in a circle: say what the bidders have finally become").With("into", m.Into)
			}
		}
		return found
	},
}

var competitionConsortium = rule.Rule[Competition]{
	Meta: consortiumMeta,
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		for i := range c.Bids {
			if s := &c.Bids[i].Supplier; s.Kind == service.Consortium {
				addConsortium(&found, rule.PointerOf("bids", i, "supplier"), s)
			}
		}
		return found
	},
}

// maxCriteria bounds the size of totals, since each criterion may add digits.
const maxCriteria = 1000

var hundred = nhs.MustParsePercent("100")

var weights = rule.Rule[Competition]{
	Meta: rule.Meta{
		ID:          RuleWeights,
		Title:       "Each criterion can be scored, and the weights sum to 100",
		Rationale:   "With any other sum a total is not a percentage, a minimum total means nothing, and bidders are scored by a balance that was not advertised.",
		Fix:         "Give each criterion a weight above zero and a maximum of marks above zero. The weights must sum to exactly 100.",
		Limitations: "Weights are exact: write thirds with up to twelve decimals, and put the remainder in the last one. At most 1,000 criteria are added up.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"evaluation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"criteria": [{"id": "quality", "weight": "60", "max": "5"}, {"id": "price", "weight": "40", "max": "5"}]}`,
		BadExample:  `{"criteria": [{"id": "quality", "weight": "60", "max": "5"}, {"id": "price", "weight": "50", "max": "5"}]}`,
		Related:     []rule.ID{RuleScores},
	},
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		sum := nhs.Percent{}.Decimal()
		for i := range c.Criteria {
			k := &c.Criteria[i]
			sum = sum.Add(k.Weight.Decimal())
			if k.Weight.Sign() <= 0 {
				found.Add(rule.PointerOf("criteria", i, "weight"), "%s weighs %s: give a weight above zero", k.ID, k.Weight).With("weight", k.Weight)
			}
			if k.Max.Compare(Score{}) <= 0 {
				found.Add(rule.PointerOf("criteria", i, "max"), "a maximum of %s marks on %s: give a number above zero", k.Max, k.ID).With("max", k.Max)
			}
			if t := k.Threshold; t != nil && (t.Compare(Score{}) < 0 || t.Compare(k.Max) > 0) {
				found.Add(rule.PointerOf("criteria", i, "threshold"), "the minimum on %s is %s marks: give a number from 0 to %s", k.ID, *t, k.Max).With("threshold", *t)
			}
		}
		if n := len(c.Criteria); n > maxCriteria {
			found.Add("/criteria", "%d criteria: at most %d can be added up exactly", n, maxCriteria).With("criteria", n)
		}
		if !sum.Equal(hundred.Decimal()) {
			found.Add("/criteria", "the weights sum to %s: make them sum to 100", sum).With("sum", sum)
		}
		return found
	},
}

var scores = rule.Rule[Competition]{
	Meta: rule.Meta{
		ID:          RuleScores,
		Title:       "Each ranked bid has one score in range for each criterion",
		Rationale:   "A missing score is not zero, and one above the maximum lifts a bid past better ones.",
		Fix:         "Give the score, or the price where a formula turns it into marks. If assessors differ, give the moderated score. A withdrawn or excluded bid needs none.",
		Limitations: "Whether assessors gave reasons and scored fairly is not checked. Only the first of a bid's missing scores is named.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"evaluation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"criterion": "quality", "marks": [{"score": "3"}, {"score": "5"}], "moderated": "4"}`,
		BadExample:  `{"criterion": "quality", "marks": [{"score": "3"}, {"score": "5"}]}`,
		Related:     []rule.ID{RuleWeights},
	},
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		criteria := make(map[string]int, len(c.Criteria))
		for i := range c.Criteria {
			criteria[c.Criteria[i].ID] = i
		}
		seen := make([]int, len(c.Criteria)) // 1 + the last bid that has a score on the criterion
		priced := 0
		for i := range c.Criteria {
			if c.Criteria[i].byPrice() {
				priced++
			}
		}
		for i := range c.Bids {
			b := &c.Bids[i]
			have := priced
			if p := b.Price; p != nil && p.Sign() <= 0 || p == nil && priced > 0 && c.standsOut(b) == "" {
				found.Add(rule.PointerOf("bids", i, "price"), "%s has no price above zero, from which a formula could give marks: give it", b.Supplier.ID)
			}
			for j := range b.Scores {
				s := &b.Scores[j]
				k, ok := criteria[s.Criterion]
				if !ok {
					continue // FW-01 reports it
				}
				if c.Criteria[k].byPrice() {
					found.Add(rule.PointerOf("bids", i, "scores", j), "the marks of %s on %s follow from its price by a formula: remove them, or the formula", b.Supplier.ID, s.Criterion).With("criterion", s.Criterion)
					continue
				}
				if seen[k] == i+1 {
					found.Add(rule.PointerOf("bids", i, "scores", j, "criterion"), "duplicate score of %s on %s: keep one", b.Supplier.ID, s.Criterion).With("criterion", s.Criterion)
					continue
				}
				seen[k] = i + 1
				have++
				if !s.fits(c.Criteria[k].Max) {
					addScore(&found, rule.PointerOf("bids", i, "scores", j), b, s, c.Criteria[k].Max)
				}
			}
			if missing := len(c.Criteria) - have; missing > 0 && c.standsOut(b) == "" {
				k := 0
				for seen[k] == i+1 || c.Criteria[k].byPrice() {
					k++
				}
				more := ""
				if missing > 1 {
					more = fmt.Sprintf(" and %d more", missing-1)
				}
				found.Add(rule.PointerOf("bids", i, "scores"), "%s has no score on %s%s: give it; a missing score is not zero", b.Supplier.ID, c.Criteria[k].ID, more).
					With("criterion", c.Criteria[k].ID).With("missing", missing)
			}
		}
		return found
	},
}

// fits reports whether there is a score that counts and every mark is in range.
func (s *BidScore) fits(most Score) bool {
	inRange := func(v Score) bool { return v.Compare(Score{}) >= 0 && v.Compare(most) <= 0 }
	for i := range s.Marks {
		if !inRange(s.Marks[i].Score) {
			return false
		}
	}
	v, ok := s.score()
	return ok && inRange(v)
}

// addScore reports what is wrong with a score that does not fit.
func addScore(found *rule.Findings, at rule.Pointer, b *Bid, s *BidScore, most Score) {
	inRange := func(at rule.Pointer, v Score) {
		if v.Compare(Score{}) < 0 || v.Compare(most) > 0 {
			found.Add(at, "%s has %s marks on %s: give a number from 0 to %s", b.Supplier.ID, v, s.Criterion, most).
				With("score", v).With("max", most)
		}
	}
	for m := range s.Marks {
		inRange(at+rule.PointerOf("marks", m, "score"), s.Marks[m].Score)
	}
	if s.Moderated != nil {
		inRange(at+"/moderated", *s.Moderated)
		return
	}
	if _, ok := s.score(); ok {
		return
	}
	if len(s.Marks) == 0 {
		found.Add(at+"/marks", "%s has no marks on %s: give them; a missing score is not zero", b.Supplier.ID, s.Criterion).With("criterion", s.Criterion)
		return
	}
	found.Add(at+"/moderated", "the assessors of %s differ on %s: give the moderated score", b.Supplier.ID, s.Criterion).With("criterion", s.Criterion)
}

var oneBid = rule.Rule[Competition]{
	Meta: rule.Meta{
		ID:          RuleOneBid,
		Title:       "A supplier bids once for a lot",
		Rationale:   "Two bids from one supplier could take two places. A consortium member that also bids alone knows two prices.",
		Fix:         "Remove one of the bids. List bidders that have since merged in mergers; they count once.",
		Limitations: "A member that also bids alone, or in another consortium, gets a warning, because that can be lawful.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"evaluation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `one bid of optum for lot 1`,
		BadExample:  `two bids of optum for lot 1`,
		Related:     []rule.ID{RuleReferences, RuleConsortium},
	},
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		type entry struct {
			lot      string
			supplier nhs.OrgID
		}
		first := make(map[entry]int, len(c.Bids))
		for i := range c.Bids {
			b := &c.Bids[i]
			key := entry{b.Lot, b.Supplier.ID}
			if j, twice := first[key]; twice && b.Supplier.ID != "" {
				found.Add(rule.PointerOf("bids", i, "supplier"), "duplicate bid of %s for lot %s: remove one", b.Supplier.ID, b.Lot).
					With("supplier", b.Supplier.ID).With("lot", b.Lot).
					WithRelated(rule.PointerOf("bids", j, "supplier"), "the other bid")
				continue
			}
			first[key] = i
		}
		member := make(map[entry]int)
		for i := range c.Bids {
			b := &c.Bids[i]
			for j := range b.Supplier.Members {
				key := entry{b.Lot, b.Supplier.Members[j].ID}
				other, twice := member[key]
				if !twice {
					other, twice = first[key]
				}
				if twice && other != i {
					found.Add(rule.PointerOf("bids", i, "supplier", "members", j), "%s is part of another bid for lot %s: ensure that neither bid gains from it", key.supplier, b.Lot).
						With("supplier", key.supplier).WithSeverity(rule.Warning).
						WithRelated(rule.PointerOf("bids", other, "supplier"), "the other bid")
				}
				if _, named := member[key]; !named {
					member[key] = i
				}
			}
		}
		merged := make(map[nhs.OrgID]bool)
		for i := range c.Mergers {
			for j, id := range c.Mergers[i].From {
				if merged[id] {
					found.Add(rule.PointerOf("mergers", i, "from", j), "%s is part of another merger: name it once", id).With("supplier", id)
				}
				merged[id] = true
			}
		}
		return found
	},
}

var competitionWords = rule.Rule[Competition]{
	Meta: sharedMeta(procurement.RuleWords),
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		rule.AddWord(&found, "/ties/otherwise", c.Ties.Otherwise, tieOutcomes[:])
		for i := range c.Criteria {
			if f := c.Criteria[i].Formula; !rule.IsWord(f, priceFormulas[:]) {
				rule.AddWord(&found, rule.PointerOf("criteria", i, "formula"), f, priceFormulas[:])
			}
		}
		for i := range c.Bids {
			if k := c.Bids[i].Supplier.Kind; !rule.IsWord(k, supplierKinds[:]) {
				rule.AddWord(&found, rule.PointerOf("bids", i, "supplier", "kind"), k, supplierKinds[:])
			}
		}
		return found
	},
}

var competitionOrder = rule.Rule[Competition]{
	Meta: sharedMeta(procurement.RuleOrder),
	Check: func(_ rule.Pass, c *Competition) (found rule.Findings) {
		for i := range c.Lots {
			switch n := c.Lots[i].Places; {
			case n < 0:
				addNegative(&found, rule.PointerOf("lots", i, "places"), n)
			case n == 0:
				found.Add(rule.PointerOf("lots", i, "places"), "lot %s has no places, so nobody can win one: say how many there are", c.Lots[i].Code).WithSeverity(rule.Warning)
			}
		}
		addNegative(&found, "/lots_per_supplier", c.LotsPerSupplier)
		if p := c.MinimumTotal; p != nil && (p.Sign() < 0 || p.Compare(hundred) > 0) {
			found.Add("/minimum_total", "the minimum total is %s: give one from 0 to 100", *p)
		}
		return found
	},
}
