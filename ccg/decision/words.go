package decision

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
)

// explain returns the result in words, and how far it can be trusted.
func (r *Result) explain(d *Decision) []string {
	var words []string
	say := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if d.Synthetic {
		say("This is a made-up example, not a record of any group's choice.")
	}
	if !r.Ranked {
		say("The options are not ranked: fix %s first. A ranking now could be wrong.", format.Count(len(r.Refusals), "point", "points"))
		return words
	}
	if len(r.Ranking) == 0 {
		say("No option may be chosen: every one fails a must-have or the law.")
		return words
	}
	first := r.Ranking[0]
	switch {
	case r.Choice == "":
		say("Several options are exactly level at the top, with %d of 100 points. The comparison does not choose between them.", first.Points)
	case r.Margin == nil:
		say("Only %q may be chosen. It costs %s over the years compared.", first.Name, wholePounds(first.Cost))
	default:
		second := r.Ranking[1]
		rounded := ""
		if r.Margin.Points > 0 && first.Points-second.Points != r.Margin.Points {
			rounded = " before rounding"
		}
		say("%q comes first with %d of 100 points, %s ahead of %q%s.", first.Name, first.Points, points(r.Margin.Points), second.Name, rounded)
		say("%s", compareCosts(first, second))
	}
	if r.Margin != nil && r.Margin.NearTie {
		say("This is too close to call: %s. The governing body has to judge what the figures cannot.", r.Margin.Why)
	}
	words = append(words, r.whatFlips(d)...)
	if r.CountingOthers != "" && r.Choice != "" && r.CountingOthers != r.Choice {
		say("If what other bodies pay counted too, %q would come first.", r.nameOf(r.CountingOthers))
	}
	if r.Discounted != "" && r.Choice != "" && r.Discounted != r.Choice {
		say("If costs were discounted at %s a year, %q would come first.", d.DiscountRate, r.nameOf(r.Discounted))
	}
	for _, e := range r.Excluded {
		say("%q may not be chosen: %s.", e.Name, strings.Join(e.Reasons, "; "))
	}
	if r.Chosen != "" && r.Choice != "" && r.Chosen != r.Choice {
		say("The chosen option, %q, does not come first; the rationale has to say why.", r.nameOf(r.Chosen))
	}
	return words
}

func compareCosts(first, second Place) string {
	switch gap := first.Cost.Sub(second.Cost); gap.Sign() {
	case 0:
		return fmt.Sprintf("Both cost the group %s over the years compared.", wholePounds(first.Cost))
	case 1:
		return fmt.Sprintf("It costs the group %s over the years compared, %s more.", wholePounds(first.Cost), wholePounds(gap))
	default:
		return fmt.Sprintf("It costs the group %s over the years compared, %s less.", wholePounds(first.Cost), wholePounds(gap.Neg()))
	}
}

// whatFlips describes the nearest change of a weight, and the nearest of a cost,
// that put another option first.
func (r *Result) whatFlips(d *Decision) []string {
	if r.Sensitivity == nil {
		return nil
	}
	var words []string
	if ws := r.Sensitivity.Weights; len(ws) > 0 {
		w := ws[0]
		verb := "rose"
		if w.To.Compare(w.From) < 0 {
			verb = "fell"
		}
		words = append(words, fmt.Sprintf("Nearest change of a weight: if %s %s from %s to %s, with the others in proportion, %q would come first.",
			d.criterionName(w.Criterion), verb, w.From, w.To, r.nameOf(w.First)))
	} else {
		words = append(words, "No change of a single weight puts another option first.")
	}
	if cs := r.Sensitivity.Costs; len(cs) > 0 {
		c := cs[0]
		more, what := "more", fmt.Sprintf("%q", r.nameOf(c.First))
		if c.By.Sign() < 0 {
			more = "less"
		}
		if c.First == c.Option {
			what = "it"
		}
		words = append(words, fmt.Sprintf("Nearest change of a cost: if %q cost about %s %s, %s would come first.", r.nameOf(c.Option), c.By.Abs().Short(), more, what))
	} else {
		words = append(words, "No change of a single cost puts another option first.")
	}
	return words
}

func (d *Decision) criterionName(id CriterionID) string {
	if i := d.criterion(id); i >= 0 {
		return d.Criteria[i].name()
	}
	return string(id)
}

// nameOf returns an option's name for people.
func (r *Result) nameOf(id string) string {
	for _, p := range r.Ranking {
		if p.Option == id {
			return p.Name
		}
	}
	for _, e := range r.Excluded {
		if e.Option == id {
			return e.Name
		}
	}
	return id
}

func points(n int) string {
	if n == 0 {
		return "less than one point"
	}
	return format.Count(n, "point", "points")
}
