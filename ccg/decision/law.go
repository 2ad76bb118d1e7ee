package decision

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A LegalNote is one point of law or guidance on a decision.
type LegalNote struct {
	// Topic says what the note is about.
	Topic string `json:"topic"`
	// Brief is the gist in a sentence.
	Brief string `json:"brief"`
	// Text is what the point means for this decision.
	Text string `json:"text"`
	// Rules are the rules that check it.
	Rules []rule.ID `json:"rules,omitempty"`
	// Basis says whether it is law, or guidance that leaves a choice.
	Basis rule.Basis `json:"basis"`
	// Citations are the texts.
	Citations []rule.Citation `json:"citations"`
}

// casesFrom begins on the day of the letter that asked for business cases. No end
// was found.
var casesFrom = nhs.MustParsePeriod("2013-10-18/..")

// LegalNotes returns the law and guidance on the decision.
//
// The notes say what stays with the group, who may decide, what a lead arrangement
// leaves with the group, and what was asked of it for work taken in house. A
// decision without a date uses the as-of date; without either, the law is given
// with its dates.
func LegalNotes(d *Decision, asOf nhs.Date) []LegalNote {
	on := dateOf(d, asOf)
	points := []LegalNote{
		{
			"what stays with the group",
			"The group stays responsible in law, whoever does the work.",
			"The group stays responsible in law for its functions, whoever does the work. Support can be bought or shared; the final decision cannot be bought, and the group must keep somebody able to take it.",
			[]rule.ID{RuleResponsible, RuleStatutoryDecision}, rule.Law,
			citation.List(citation.Functions, citation.Delegation),
		},
		{
			"who may decide", d.mayTakeIt(on), whoMayDecide(d, on),
			[]rule.ID{RuleAuthority, RuleDecider}, rule.Law,
			citation.List(citation.DelegationBasics, citation.Delegation, citation.ReformOrder),
		},
	}
	var shares, makes bool
	for i := range d.Options {
		o := &d.Options[i]
		shares = shares || o.Kind == Share
		makes = makes || o.Kind == Make && !o.Incumbent
	}
	if shares {
		points = append(points, LegalNote{
			"a lead arrangement",
			"Liability stays with the group that asks another to act (section 14Z3).",
			"One group may act for another, or several jointly (section 14Z3). The liability stays with the group that asked; the lead answers to it under the arrangement.",
			[]rule.ID{RuleSharing, RuleResponsible}, rule.Law,
			citation.List(citation.Delegation, citation.ReformOrder),
		})
	}
	if makes && (on.IsZero() || casesFrom.Contains(on)) {
		points = append(points, LegalNote{
			"taking work in house",
			"To take much in house, NHS England asked from 18 October 2013 for a case on finance, staff, value for money, quality and neighbours, agreed with the area team; groups contested that it could, and its tool was voluntary.",
			"From 18 October 2013 NHS England asked for a sound business case, agreed with the area team, before a significant proportion of support goes in house: finance, staff, value for money, quality and neighbours. It gave no number for significant. " +
				"The national make, share or buy tool was voluntary. Groups contested the request: the choice was theirs, their governing bodies answered for it, and their duty to neighbours was limited. Treat it as advice.",
			[]rule.ID{RuleInHouseCase, RuleCaseSections, RuleTool, RuleNeighbours}, rule.Guidance,
			citation.List(citation.InHouseLetter, citation.CCGsResist),
		})
	}
	if on.IsZero() || casesFrom.Contains(on) {
		points = append(points, LegalNote{
			"the written rationale",
			"The reasons for a change must be written and open.",
			"The reasons for any change must be written down where anyone can read them.",
			[]rule.ID{RuleRationale}, rule.Guidance,
			citation.List(citation.InHouseLetter),
		})
	}
	return points
}

// whoMayDecide says who could decide on the day, and whether the named decider
// could.
func whoMayDecide(d *Decision, on nhs.Date) string {
	var may, not []string
	for _, a := range Authorities() {
		switch {
		case on.IsZero() && a.InForce != ccgLife:
			may = append(may, fmt.Sprintf("%s (from %s)", a.Name, a.InForce.From))
		case on.IsZero() || a.InForce.Contains(on):
			may = append(may, a.Name)
		case ccgLife.Contains(on):
			not = append(not, fmt.Sprintf("%s (from %s)", a.Name, a.InForce.From))
		}
	}
	var b strings.Builder
	if may == nil {
		fmt.Fprintf(&b, "Groups existed in law from %s to %s; on %s none existed to decide.", ccgLife.From, ccgLife.Last(), on)
	} else {
		fmt.Fprintf(&b, "Only these may decide: %s. Never a support unit or another supplier.", strings.Join(may, "; "))
	}
	if not != nil {
		fmt.Fprintf(&b, " Not yet on %s: %s.", on, strings.Join(not, "; "))
	}
	b.WriteString(" ")
	b.WriteString(d.mayTakeIt(on))
	return b.String()
}

// mayTakeIt says whether the named decider may take the decision.
func (d *Decision) mayTakeIt(on nhs.Date) string {
	if d.By == nil || d.By.Body == "" {
		return "The document does not say who takes this decision."
	}
	switch MayDecide(d.By.Body, on) {
	case nhs.Yes:
		return fmt.Sprintf("This decision is for the %s, which may take it.", d.By.name())
	case nhs.No:
		return fmt.Sprintf("This decision is for the %s, which may not take it.", d.By.name())
	}
	return fmt.Sprintf("It is unknown whether the %s may take this decision.", d.By.name())
}

func (by *Decider) name() string {
	if name := clip(by.Name, maxName); name != "" {
		return name
	}
	return strings.ReplaceAll(clip(string(by.Body), maxName), "-", " ")
}

// handsOver reports whether the option lets another body take a decision that the
// law gives to the group. A group may exercise a function with others only under a
// power that was law on the day.
func (d *Decision) handsOver(o *Option, on nhs.Date) bool {
	if d.Function == nil || d.Function.Kind != StatutoryDecision || o.Kind == Make {
		return false
	}
	if o.Kind == Share && o.Sharing != nil {
		switch o.Sharing.Under {
		case AnotherCCG, JointCCGs, JointCommittee, WithNHSEngland, Section75:
			return MayDecide(o.Sharing.Under, on) == nhs.No
		}
	}
	return true
}
