package decision

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Result is the comparison of a decision's options. It marshals to JSON. It is
// no more precise than the evidence: points are whole, and a lead that a single
// point could undo is a near tie.
type Result struct {
	// Decision is the ID of the decision.
	Decision string `json:"decision,omitempty"`
	// Synthetic marks the result of a made-up example.
	Synthetic bool `json:"synthetic,omitempty"`
	// Ranked reports whether there is a ranking. If not, Refusals say why.
	Ranked bool `json:"ranked"`
	// Refusals are the findings that prevent a ranking. Each has the place in the
	// document that must be fixed.
	Refusals rule.Findings `json:"refusals"`
	// Choice is the option that comes first; "" if there is none, or several are
	// level.
	Choice string `json:"choice,omitempty"`
	// Chosen is the option that the decision says was chosen.
	Chosen string `json:"chosen,omitempty"`
	// Ranking lists the eligible options, best first.
	Ranking []Place `json:"ranking"`
	// Excluded are the options that may not be chosen, in order of ID.
	Excluded []Exclusion `json:"excluded"`
	// Margin is the lead of the first option; nil if there are not two.
	Margin *Margin `json:"margin,omitempty"`
	// Sensitivity lists what would change the choice; nil unless one option of
	// several comes first.
	Sensitivity *Sensitivity `json:"sensitivity,omitempty"`
	// Gaps lists what each option lacks, in order of ID, eligible or not.
	Gaps []Gap `json:"gaps"`
	// Costs lists what each option costs, in order of ID, eligible or not.
	Costs []OptionCost `json:"costs"`
	// CountingOthers is the option that would come first if what other bodies pay
	// counted as the group's own cost; "" if several would be level.
	CountingOthers string `json:"counting_others,omitempty"`
	// Discounted is the option that would come first if costs were discounted at the rate
	// of the decision; "" if it has none, or several would be level.
	Discounted string `json:"discounted,omitempty"`
	// Law is the law and guidance of the day on such a decision.
	Law []LegalNote `json:"law"`
	// Advice has the findings other than the refusals.
	Advice rule.Findings `json:"advice"`
	// Words explain the result, a sentence or two each.
	Words []string `json:"words"`
}

// A Place is the position of an eligible option in the ranking.
type Place struct {
	// Rank counts from 1; options that are level share it.
	Rank int `json:"rank"`
	// Option is its ID.
	Option string `json:"option"`
	// Name is its name for people.
	Name string `json:"name"`
	// Kind is make, buy or share.
	Kind Kind `json:"kind"`
	// Points are out of 100, to the nearest whole one.
	Points int `json:"points"`
	// Cost is what it costs the group over all the years, in pounds.
	Cost nhs.Money `json:"cost"`
}

// An Exclusion is an option that may not be chosen, and why.
type Exclusion struct {
	// Option is its ID.
	Option string `json:"option"`
	// Name is its name for people.
	Name string `json:"name"`
	// Reasons has one reason for each must-have not met and each broken law.
	Reasons []string `json:"reasons"`
}

// A Margin is the lead of the first option over the second.
type Margin struct {
	// Over is the option that comes second.
	Over string `json:"over"`
	// Points are the lead out of 100, to the nearest whole one.
	Points int `json:"points"`
	// Level reports whether the two have exactly the same points.
	Level bool `json:"level"`
	// NearTie reports whether the evidence is too coarse to tell the two apart.
	NearTie bool `json:"near_tie"`
	// Why says what makes it a near tie.
	Why string `json:"why,omitempty"`
}

// A Gap lists what one option lacks.
type Gap struct {
	// Option is its ID.
	Option string `json:"option"`
	// Lacks are the missing things, in words.
	Lacks []string `json:"lacks"`
	// Behind are the criteria on which another option does better.
	Behind []Shortfall `json:"behind"`
}

// A Shortfall is how far an option lies behind the best on one criterion.
type Shortfall struct {
	// Criterion is the criterion.
	Criterion CriterionID `json:"criterion"`
	// Points are out of 100, weighted, to the nearest whole one.
	Points int `json:"points"`
	// Best is the best option there.
	Best string `json:"best"`
}

// Decide returns the comparison of the decision's options: what each costs, which
// may not be chosen, how the others rank, and what would change the ranking.
//
// If the document would lead to a wrong ranking there is none, and the refusals
// say why. A decision without a date uses the as-of date of o.
func Decide(d *Decision, o rule.Options) Result {
	r := Result{
		Decision: decisionID(d), Synthetic: d.Synthetic, Chosen: d.Chosen,
		Refusals: rule.Findings{}, Advice: rule.Findings{}, Ranking: []Place{}, Excluded: []Exclusion{},
		Gaps: []Gap{}, Costs: []OptionCost{}, Law: LegalNotes(d, o.AsOf),
	}
	report := decisionRules.Check(d, o)
	for _, f := range report.Findings {
		if f.Severity == rule.Error && slices.Contains(refusing[:], f.Rule) {
			r.Refusals = append(r.Refusals, f)
		} else {
			r.Advice = append(r.Advice, f)
		}
	}
	for _, f := range report.Failures {
		r.Refusals = append(r.Refusals, rule.Finding{
			Rule: f.Rule, Severity: rule.Error, Subject: f.Subject, Path: f.Path, Message: "the rule could not check the document: " + f.Message,
		})
	}
	if len(r.Refusals) == 0 {
		r.compare(d, dateOf(d, o.AsOf))
	}
	r.Words = r.explain(d)
	return r
}

// dateOf returns the day that decides which law applied to d.
func dateOf(d *Decision, asOf nhs.Date) nhs.Date {
	if d.Date.IsZero() {
		return asOf
	}
	return d.Date
}

// compare fills in the result of a decision without refusals.
func (r *Result) compare(d *Decision, on nhs.Date) {
	cost, all := make(map[string]int64), make(map[string]int64)
	var eligible []*Option
	for i := range d.Options {
		o := &d.Options[i]
		c, err := d.computeCost(o)
		if err != nil {
			r.Refusals = append(r.Refusals, rule.Finding{
				Rule: RuleCosts, Severity: rule.Error, Subject: rule.Subject{Kind: kind, ID: decisionID(d)},
				Path: rule.PointerOf("options", i), Message: "cannot calculate the cost: " + err.Error(),
			})
			continue
		}
		r.Costs = append(r.Costs, c)
		cost[o.ID], all[o.ID] = pence(c.Total), pence(c.Total.Add(c.Others))
		if reasons := d.exclude(o, on); reasons != nil {
			r.Excluded = append(r.Excluded, Exclusion{o.ID, o.name(), reasons})
		} else {
			eligible = append(eligible, o)
		}
	}
	slices.SortFunc(r.Costs, func(a, b OptionCost) int { return strings.Compare(a.Option, b.Option) })
	slices.SortFunc(r.Excluded, func(a, b Exclusion) int { return strings.Compare(a.Option, b.Option) })
	if len(r.Refusals) > 0 {
		r.Costs, r.Excluded = []OptionCost{}, []Exclusion{}
		return
	}
	r.Ranked = true
	if len(eligible) > 0 {
		r.rank(d, eligible, cost, all)
	}
	r.Gaps = d.gaps(r, eligible, cost)
}

// exclude returns why the option may not be chosen, or nil.
func (d *Decision) exclude(o *Option, on nhs.Date) (reasons []string) {
	for i := range d.MustHaves {
		m := &d.MustHaves[i]
		switch meets := o.meets(m.ID); {
		case meets == nil || meets.Met == nhs.Unknown:
			reasons = append(reasons, "not shown to meet: "+m.text())
		case meets.Met == nhs.No:
			reasons = append(reasons, "does not meet: "+m.text())
		}
	}
	if (on.IsZero() || ccgLife.Contains(on)) && d.handsOver(o, on) {
		reasons = append(reasons, "unlawful: the group must take this decision itself ("+string(RuleStatutoryDecision)+")")
	}
	return reasons
}

func (m *MustHave) text() string {
	if text := clip(m.Text, maxParagraph); text != "" {
		return text
	}
	return m.ID
}

// rank orders the eligible options and measures what separates them.
func (r *Result) rank(d *Decision, eligible []*Option, cost, all map[string]int64) {
	c := newContest(d, eligible, cost)
	totals := c.totals(c.weights)
	places := order(totals)
	for i, at := range places {
		o, _ := d.Option(c.ids[at])
		p := Place{
			Rank: i + 1, Option: o.ID, Name: o.name(), Kind: o.Kind,
			Points: whole(totals[at]), Cost: nhs.MoneyFromPence(c.cost[at]),
		}
		if i > 0 && totals[at].Cmp(totals[places[i-1]]) == 0 {
			p.Rank = r.Ranking[i-1].Rank
		}
		r.Ranking = append(r.Ranking, p)
	}
	if first := best(totals); len(first) == 1 {
		r.Choice = c.ids[first[0]]
		if len(eligible) > 1 {
			s := Sensitivity{Weights: []WeightChange{}, Costs: []CostChange{}}
			weights, steady := c.weightChanges(first[0])
			s.Weights, s.Steady = append(s.Weights, weights...), steady
			s.Costs = append(s.Costs, c.costChanges(first[0])...)
			r.Sensitivity = &s
		}
	}
	if len(places) > 1 {
		r.Margin = r.margin(c, totals[places[0]], totals[places[1]])
	}
	others := newContest(d, eligible, all)
	if first := best(others.totals(others.weights)); len(first) == 1 {
		r.CountingOthers = others.ids[first[0]]
	}
	if present := r.presentCosts(); present != nil {
		discounted := newContest(d, eligible, present)
		if first := best(discounted.totals(discounted.weights)); len(first) == 1 {
			r.Discounted = discounted.ids[first[0]]
		}
	}
}

// margin returns the lead of the first option, and whether the evidence supports
// it.
func (r *Result) margin(c *contest, first, second *big.Rat) *Margin {
	lead := new(big.Rat).Sub(first, second)
	m := &Margin{Over: r.Ranking[1].Option, Points: whole(lead), Level: lead.Sign() == 0}
	if m.Level {
		m.NearTie, m.Why = true, "they have the same points"
		return m
	}
	if lead.Cmp(c.onePoint()) <= 0 {
		m.NearTie, m.Why = true, "one point on a single score could change the order"
		return m
	}
	for _, change := range r.Sensitivity.Costs {
		risk := r.costOf(change.Option).Risk
		if change.By.Abs().Compare(risk) <= 0 {
			m.NearTie, m.Why = true, fmt.Sprintf("the cost of %q is uncertain by %s, and %s could change the order", r.nameOf(change.Option), risk.Short(), change.By.Abs().Short())
			return m
		}
	}
	return m
}

func (r *Result) costOf(id string) *OptionCost {
	for i := range r.Costs {
		if r.Costs[i].Option == id {
			return &r.Costs[i]
		}
	}
	return &OptionCost{}
}

// gaps returns what each option lacks in comparison with the eligible ones.
func (d *Decision) gaps(r *Result, eligible []*Option, cost map[string]int64) []Gap {
	gaps := []Gap{}
	for i := range d.Options {
		o := &d.Options[i]
		g := Gap{Option: o.ID, Lacks: []string{}, Behind: []Shortfall{}}
		for _, e := range r.Excluded {
			if e.Option == o.ID {
				g.Lacks = append(g.Lacks, e.Reasons...)
			}
		}
		field := eligible
		if !slices.Contains(eligible, o) {
			field = append(slices.Clone(eligible), o)
		}
		c := newContest(d, field, cost)
		at := slices.Index(c.ids, o.ID)
		for k, w := range c.weights {
			if w.Sign() == 0 {
				continue
			}
			if s := o.score(c.criteria[k]); k != c.onCost && (s == nil || blank(s.Evidence)) {
				g.Lacks = append(g.Lacks, "evidence for its score on "+string(c.criteria[k]))
			}
			if short, ok := c.shortfall(k, at); ok {
				g.Behind = append(g.Behind, short)
			}
		}
		slices.SortStableFunc(g.Behind, func(a, b Shortfall) int { return b.Points - a.Points })
		for _, y := range r.costOf(o.ID).Years {
			switch {
			case y.RunningCost == nil:
				g.Lacks = append(g.Lacks, "a budget to pay for "+y.Year.String())
			case y.Headroom != nil && y.Headroom.Sign() < 0:
				g.Lacks = append(g.Lacks, y.Headroom.Abs().String()+" of allowance in "+y.Year.String())
			}
		}
		gaps = append(gaps, g)
	}
	slices.SortFunc(gaps, func(a, b Gap) int { return strings.Compare(a.Option, b.Option) })
	return gaps
}

// shortfall returns how far the option lies behind the best on criterion k, and
// whether it does.
func (c *contest) shortfall(k, option int) (Shortfall, bool) {
	top := option
	for i := range c.ids {
		if c.scores[k][i].Cmp(c.scores[k][top]) > 0 {
			top = i
		}
	}
	if top == option {
		return Shortfall{}, false
	}
	behind := new(big.Rat).Sub(c.scores[k][top], c.scores[k][option])
	return Shortfall{c.criteria[k], whole(behind.Mul(behind, c.weights[k])), c.ids[top]}, true
}
