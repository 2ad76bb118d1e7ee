package decision

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// Errors of the rules in this file prevent a ranking: see [refusing].

var weightsSum = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleWeights,
		Title:       "Every standard criterion is weighed, and the weights sum to 100% exactly",
		Rationale:   "Weights that do not sum, or a missing criterion, decide the ranking without anyone saying so.",
		Fix:         "Correct the weights. Give weight 0 to a criterion that should not count.",
		Limitations: "It does not assess whether the weights are wise.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"comparison", "criteria"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"criteria": [{"id": "cost", "weight": "40"}, {"id": "quality", "weight": "60"}, …]`,
		BadExample:  `"criteria": [{"id": "cost", "weight": "40"}, {"id": "quality", "weight": "50"}]`,
		Related:     []rule.ID{RuleScores},
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if len(d.Criteria) > maxCriteria {
			found.Add("/criteria", "%d criteria: at most %d are compared", len(d.Criteria), maxCriteria)
			return found
		}
		sum, whole := int64(0), true
		for i := range d.Criteria {
			k := &d.Criteria[i]
			switch first := d.criterion(k.ID); {
			case k.ID == "":
				found.Add(rule.PointerOf("criteria", i, "id"), "missing criterion name: use one of %v or your own word", standard)
			case len(k.ID) > maxID:
				addTooLong(&found, rule.PointerOf("criteria", i, "id"))
			case first < i:
				found.Add(rule.PointerOf("criteria", i, "id"), "duplicate criterion %.64q: keep one", string(k.ID)).
					WithRelated(rule.PointerOf("criteria", first, "id"), "the first")
			}
			if !isShare(&k.Weight) {
				found.Add(rule.PointerOf("criteria", i, "weight"), "weight %s is out of range: give 0 to 100%%", k.Weight)
				whole = false
				continue
			}
			sum += units(k.Weight)
		}
		for _, id := range standard {
			if d.criterion(id) < 0 {
				found.Add("/criteria", "missing criterion %s: add it, with weight 0 if it should not count", id)
			}
		}
		if whole && sum != allUnits {
			total := nhs.Percent{}
			for i := range d.Criteria {
				total = addPercent(total, d.Criteria[i].Weight)
			}
			found.Add("/criteria", "the weights sum to %s: make them sum to 100%% exactly", total).With("sum", total)
		}
		return found
	},
}

// addTooLong reports an ID that is too long for a result to repeat.
func addTooLong(found *rule.Findings, at rule.Pointer) {
	found.Add(at, "the ID is longer than %d bytes: shorten it and put the rest in the name", maxID)
}

func addPercent(a, b nhs.Percent) nhs.Percent {
	sum, err := nhs.PercentFromDecimal(a.Decimal().Add(b.Decimal()))
	if err != nil {
		return a
	}
	return sum
}

var optionsCompare = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleOptions,
		Title:       "There are at least two options for one line, each with a unique ID and a kind",
		Rationale:   "Options for different lines, or two with one ID, cannot be ranked; with one option there is nothing to decide.",
		Fix:         "Write a separate decision for each line or part. Describe each way of doing it as one option, of kind make, buy or share.",
		Limitations: "It compares the names of lines, not what the options would deliver.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"comparison", "scope"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"line": "finance", "options": [{"id": "a", "kind": "make"}, {"id": "b", "kind": "buy", "line": "finance"}]`,
		BadExample:  `"line": "finance", "options": [{"id": "a", "kind": "make"}, {"id": "b", "kind": "buy", "line": "hr"}]`,
		Related:     []rule.ID{RuleOneDecision},
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		switch n := len(d.Options); {
		case n < 2:
			found.Add("/options", "%d options: give at least two, including the present arrangement", n)
		case n > maxOptions:
			found.Add("/options", "%d options: at most %d are compared", n, maxOptions)
			return found
		}
		for i := range d.Options {
			o := &d.Options[i]
			switch {
			case o.ID == "":
				found.Add(rule.PointerOf("options", i, "id"), "missing option ID: give one")
			case len(o.ID) > maxID:
				addTooLong(&found, rule.PointerOf("options", i, "id"))
			}
			for j := range i {
				if o.ID != "" && d.Options[j].ID == o.ID {
					found.Add(rule.PointerOf("options", i, "id"), "duplicate ID %.64q: give each option its own", o.ID).
						WithRelated(rule.PointerOf("options", j, "id"), "the first")
					break
				}
			}
			if !o.Kind.IsKnown() {
				found.Add(rule.PointerOf("options", i, "kind"), "unknown kind %.64q: use make, buy or share", string(o.Kind))
			}
			if o.Line != "" && o.Line != d.Line {
				found.Add(rule.PointerOf("options", i, "line"), "the option is for %s but the decision for %q: compare options for one line", o.Line, string(d.Line)).
					WithRelated("/line", "the line of the decision")
			}
		}
		return found
	},
}

var scoresComplete = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleScores,
		Title:       "Each option has one score, with its evidence, on each criterion that counts",
		Rationale:   "Without a score, the ranking would have to assume one.",
		Fix:         "Score every option from 0 to 10 in whole points on every weighted criterion except cost, which is calculated. Say what each score rests on.",
		Limitations: "A score without evidence is a warning and does not prevent a ranking. Whether the evidence supports the score is not checked.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"comparison", "evidence"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"scores": [{"criterion": "quality", "points": 7, "evidence": "customer survey, March 2013"}]`,
		BadExample:  `"scores": [{"criterion": "quality", "points": 11}]`,
		Related:     []rule.ID{RuleWeights, RuleCosts},
	},
	Applies: func(d *Decision) bool {
		return len(d.Options) > 0 && len(d.Options) <= maxOptions && len(d.Criteria) <= maxCriteria
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			o := &d.Options[i]
			if len(o.Scores) > maxCriteria {
				found.Add(rule.PointerOf("options", i, "scores"), "%d scores: give one for each criterion", len(o.Scores))
				continue
			}
			for j := range o.Scores {
				d.checkScore(&found, i, j)
			}
			for k := range d.Criteria {
				c := &d.Criteria[k]
				if c.ID != OnCost && c.Weight.Sign() > 0 && o.score(c.ID) == nil {
					found.Add(rule.PointerOf("options", i, "scores"), "missing score on %.64q: give one", string(c.ID)).
						WithRelated(rule.PointerOf("criteria", k), "the criterion")
				}
			}
		}
		return found
	},
}

// checkScore reports what is wrong with score j of option i.
func (d *Decision) checkScore(found *rule.Findings, i, j int) {
	o := &d.Options[i]
	s := &o.Scores[j]
	at := func(member string) rule.Pointer { return rule.PointerOf("options", i, "scores", j, member) }
	switch {
	case s.Criterion == OnCost:
		found.Add(at("criterion"), "cost is calculated, not scored: remove the score")
		return
	case d.criterion(s.Criterion) < 0:
		found.Add(at("criterion"), "unknown criterion %.64q: add it to the criteria or remove the score", string(s.Criterion))
		return
	case o.score(s.Criterion) != s:
		found.Add(at("criterion"), "duplicate score on %.64q: keep one", string(s.Criterion))
		return
	}
	switch {
	case s.Points == nil:
		found.Add(at("points"), "missing points: give whole points from 0 to %d", MaxPoints)
	case *s.Points < 0 || *s.Points > MaxPoints:
		found.Add(at("points"), "%d points is out of range: give 0 to %d", *s.Points, MaxPoints)
	}
	if blank(s.Evidence) {
		found.Add(at("evidence"), "missing evidence: say what the score rests on").WithSeverity(rule.Warning)
	}
}

var mustHavesAnswered = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleMustHaves,
		Title:       "Each must-have is answered for each option, and the chosen option meets all",
		Rationale:   "A must-have that was not checked excludes nothing, and a choice that breaks one ignores the group's own conditions.",
		Fix:         "Answer yes or no for each option and say how you know. If it cannot be known, write unknown: the option is then excluded.",
		Limitations: "Whether a condition should be a must-have is not checked. An answer of unknown, and a choice that breaks a must-have, are warnings.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"comparison", "must-haves"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"must_haves": [{"id": "data"}], "options": [{"meets": [{"must_have": "data", "met": "yes"}]}]`,
		BadExample:  `"must_haves": [{"id": "data"}], "options": [{"meets": []}]`,
		Related:     []rule.ID{RuleOptions},
	},
	Applies: func(d *Decision) bool {
		return len(d.Options) <= maxOptions && (len(d.MustHaves) > 0 || d.hasMeetings())
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if len(d.MustHaves) > maxMustHaves {
			found.Add("/must_haves", "%d must-haves: at most %d are compared", len(d.MustHaves), maxMustHaves)
			return found
		}
		for i := range d.MustHaves {
			switch id := d.MustHaves[i].ID; {
			case id == "":
				found.Add(rule.PointerOf("must_haves", i, "id"), "missing must-have ID: give one")
			case len(id) > maxID:
				addTooLong(&found, rule.PointerOf("must_haves", i, "id"))
			case d.mustHave(id) < i:
				found.Add(rule.PointerOf("must_haves", i, "id"), "duplicate ID %.64q: give each must-have its own", id)
			}
		}
		for i := range d.Options {
			d.checkMeets(&found, i)
		}
		return found
	},
}

func (d *Decision) hasMeetings() bool {
	for i := range d.Options {
		if len(d.Options[i].Meets) > 0 {
			return true
		}
	}
	return false
}

// mustHave returns the index of the must-have, or -1.
func (d *Decision) mustHave(id string) int {
	for i := range d.MustHaves {
		if d.MustHaves[i].ID == id {
			return i
		}
	}
	return -1
}

// checkMeets reports what is wrong with the answers of option i.
func (d *Decision) checkMeets(found *rule.Findings, i int) {
	o := &d.Options[i]
	if len(o.Meets) > maxMustHaves {
		found.Add(rule.PointerOf("options", i, "meets"), "%d answers: give one for each must-have", len(o.Meets))
		return
	}
	for j := range o.Meets {
		m := &o.Meets[j]
		switch {
		case d.mustHave(m.MustHave) < 0:
			found.Add(rule.PointerOf("options", i, "meets", j, "must_have"), "unknown must-have %.64q: add it to the must-haves or remove the answer", m.MustHave)
		case o.meets(m.MustHave) != m:
			found.Add(rule.PointerOf("options", i, "meets", j, "must_have"), "duplicate answer for %.64q: keep one", m.MustHave)
		case m.Met == nhs.Unknown:
			found.Add(rule.PointerOf("options", i, "meets", j, "met"), "unknown whether the option meets %.64q: it is excluded until you find out", m.MustHave).WithSeverity(rule.Warning)
		case m.Met == nhs.No && o.ID != "" && o.ID == d.Chosen:
			found.Add(rule.PointerOf("options", i, "meets", j, "met"), "the chosen option does not meet %.64q: choose another, or openly drop the condition", m.MustHave).WithSeverity(rule.Warning)
		}
	}
	for k := range d.MustHaves {
		if id := d.MustHaves[k].ID; id != "" && o.meets(id) == nil {
			found.Add(rule.PointerOf("options", i, "meets"), "no answer for must-have %.64q: answer yes, no or unknown", id).
				WithRelated(rule.PointerOf("must_haves", k), "the must-have")
		}
	}
}
