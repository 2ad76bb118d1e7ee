package decision

import (
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var responsible = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleResponsible,
		Title:       "A group stays responsible in law for a function, whoever does the work",
		Rationale:   "A paper that names somebody else misleads the governing body about who answers when things go wrong.",
		Fix:         "Name the group as owner of the function and, in a shared service, as liable for what is done for it.",
		Limitations: "It compares codes. It does not judge who answers for staff, premises or contracts of the shared service.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Functions, citation.DelegationDecision),
		InForce:     ccgLife,
		Tags:        []string{"accountability"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"ccg": "00C", "function": {"owner": "00C"}`,
		BadExample:  `"ccg": "00C", "function": {"owner": "anglia-csu"}`,
		Related:     []rule.ID{RuleAuthority, RuleStatutoryDecision, RuleSharing},
	},
	Applies: func(d *Decision) bool { return d.CCG != "" },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if f := d.Function; f != nil && f.Owner != "" && f.Owner != d.CCG {
			found.Add("/function/owner", "%s is named as responsible for the function: that stays with the group, %s", f.Owner, d.CCG)
		}
		for i := range d.Options {
			if s := d.Options[i].Sharing; s != nil && s.Liable != "" && s.Liable != d.CCG {
				found.Add(rule.PointerOf("options", i, "sharing", "liable"), "%s is named as liable: under a lead arrangement the liability stays with the group that asked, %s", s.Liable, d.CCG)
			}
		}
		return found
	},
}

var authority = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleAuthority,
		Title:     "The decision is taken by somebody to whom the law lets a group give it",
		Rationale: "A decision taken by anybody else is no decision of the group, and can be set aside.",
		Fix:       "Let the group decide: its members, governing body, employees, committees or sub-committees; or another group or several jointly, a joint committee (from 1 October 2014), the group with NHS England, or a partnership with a council.",
		Limitations: "It looks at the kind of body. A word that it does not know is left to " + string(RuleDecider) + ". For joint exercise with NHS England the sources give the order of 2014, and do not say clearly whether it was possible before; " +
			"an earlier date is a warning.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DelegationBasics, citation.DelegationDecision, citation.ReformOrder),
		InForce:     ccgLife,
		Tags:        []string{"accountability", "delegation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"by": {"body": "governing-body"}`,
		BadExample:  `"by": {"body": "csu"}`,
		Related:     []rule.ID{RuleDecider, RuleResponsible},
	},
	On: decided,
	Check: func(p rule.Pass, d *Decision) (found rule.Findings) {
		if d.By != nil && MayDecide(d.By.Body, p.On) == nhs.No {
			addNoAuthority(&found, "/by/body", d.By.Body, p.On)
		}
		for i := range d.Options {
			if s := d.Options[i].Sharing; s != nil && MayDecide(s.Under, p.On) == nhs.No {
				addNoAuthority(&found, rule.PointerOf("options", i, "sharing", "under"), s.Under, p.On)
			}
		}
		return found
	},
}

// addNoAuthority reports a body that may not decide.
func addNoAuthority(found *rule.Findings, at rule.Pointer, b Body, on nhs.Date) {
	switch b {
	case SupportUnit, AnySupplier:
		found.Add(at, "a supplier (%s) is to decide: it may do the work, but only the group or a body that the law names can decide", b)
	case WithNHSEngland:
		found.Add(at, "joint exercise with NHS England rests on an order in force from 2014-10-01, and this is for %s: check the power", on).WithSeverity(rule.Warning)
	default:
		found.Add(at, "a %s could not act for a group before 2014-10-01, and this is for %s: let the groups decide each, or jointly", strings.ReplaceAll(string(b), "-", " "), on)
	}
}

var mustUse = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleMustUse,
		Title:       "That a CSU must be used is never a reason",
		Rationale:   "Groups were free to do without. A choice that rests on a duty that was none has not been thought about.",
		Fix:         "Give the reasons that speak for the unit: cost, quality, capability, control or risk.",
		Limitations: "It looks at the kind of ground given, not at the wording.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel),
		InForce:     sinceFirstDay,
		Tags:        []string{"grounds", "CSU"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"reasons": [{"ground": "cost"}]`,
		BadExample:  `"reasons": [{"ground": "must-use-csu"}]`,
		Related:     []rule.ID{RuleDogma},
	},
	Applies: func(d *Decision) bool { return len(d.Reasons) > 0 },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Reasons {
			if d.Reasons[i].Ground == GroundMustUse {
				found.Add(rule.PointerOf("reasons", i, "ground"), "a group never had to use a CSU: give another reason, or look at the other options")
			}
		}
		return found
	},
}

var statutoryDecision = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleStatutoryDecision,
		Title:     "A statutory decision is not bought or shared; support for it may be",
		Rationale: "The law gives the decision to the group. A supplier that takes it takes something that cannot be sold.",
		Fix:       "Let the group take the decision and buy or share only the work that prepares it, with \"kind\": \"support\". To exercise the function with others, name the power under which that is done.",
		Limitations: "Sharing under section 14Z3, 14Z9 or 75 is the group's own exercise of its function with others, which the law allowed, and is let pass if the power was law on the day. " +
			"Where nobody has said whether the line is a decision, nothing is judged.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Functions, citation.DelegationDecision),
		InForce:     ccgLife,
		Tags:        []string{"accountability"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"function": {"kind": "support"}, "options": [{"kind": "buy"}]`,
		BadExample:  `"function": {"kind": "statutory-decision"}, "options": [{"kind": "buy"}]`,
		Related:     []rule.ID{RuleResponsible, RuleAuthority},
	},
	Applies: func(d *Decision) bool { return d.Function != nil && d.Function.Kind == StatutoryDecision },
	On:      decided,
	Check: func(p rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			if o := &d.Options[i]; d.handsOver(o, p.On) {
				found.Add(rule.PointerOf("options", i, "kind"), "the option hands a statutory decision to another (%s): keep the decision and buy or share support for it", o.Kind)
			}
		}
		return found
	},
}

var decider = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleDecider,
		Title:       "The governing body decides, unless the constitution says otherwise",
		Rationale:   "The governing body answers for the choice. Who else decides needs the constitution or the scheme of delegation behind it.",
		Fix:         "Name who decides and, unless it is the governing body, the provision that allows it.",
		Limitations: "It does not read the constitution. Bodies that may never decide are found by " + string(RuleAuthority) + ".",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.CCGsResist, citation.Functions),
		InForce:     ccgLife,
		Tags:        []string{"accountability", "delegation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"by": {"body": "committee", "constitution": "section 6.4"}`,
		BadExample:  `"by": {"body": "committee"}`,
		Related:     []rule.ID{RuleAuthority},
	},
	On: decided,
	Check: func(p rule.Pass, d *Decision) (found rule.Findings) {
		switch {
		case d.By == nil || d.By.Body == "":
			found.Add("/by", "it is not said who decides: name the governing body, or who the constitution lets decide")
		case d.By.Body == GoverningBody:
		case MayDecide(d.By.Body, p.On) == nhs.Unknown:
			found.Add("/by/body", "%.64q is no body that the law names: use governing-body, or another of the known words", string(d.By.Body))
		case MayDecide(d.By.Body, p.On) == nhs.Yes && blank(d.By.Constitution):
			found.Add("/by/constitution", "the %s decides: say which part of the constitution or of the scheme of delegation allows it", strings.ReplaceAll(string(d.By.Body), "-", " "))
		}
		return found
	},
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
