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
		Rationale:   "A paper that names another body misleads the governing body about who answers when things go wrong.",
		Fix:         "Name the group as owner of the function and, in a shared service, as liable for what is done for it.",
		Limitations: "It compares codes. It does not check who answers for staff, premises or contracts of the shared service.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Functions, citation.Delegation),
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
			found.Add("/function/owner", "owner %s: responsibility for the function stays with the group; name %s", f.Owner, d.CCG)
		}
		for i := range d.Options {
			if s := d.Options[i].Sharing; s != nil && s.Liable != "" && s.Liable != d.CCG {
				found.Add(rule.PointerOf("options", i, "sharing", "liable"), "liable %s: under a lead arrangement liability stays with the group that asked; name %s", s.Liable, d.CCG)
			}
		}
		return found
	},
}

var authority = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleAuthority,
		Title:     "The law lets the decision-maker decide for the group",
		Rationale: "A decision taken by anyone else is not a decision of the group, and can be set aside.",
		Fix:       "Let the group decide: its members, governing body, employees, committees or sub-committees; or another group or several jointly, a joint committee (from 1 October 2014), the group with NHS England, or a partnership with a council.",
		Limitations: "It checks the kind of body; unknown words are left to " + string(RuleDecider) + ". For joint exercise with NHS England the sources cite the order of 2014, and do not say clearly whether it was possible before; " +
			"an earlier date is a warning.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DelegationBasics, citation.Delegation, citation.ReformOrder),
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
func addNoAuthority(found *rule.Findings, at rule.Pointer, b DecisionMaker, on nhs.Date) {
	switch b {
	case SupportUnit, AnySupplier:
		found.Add(at, "a supplier (%s) cannot decide: it may do the work; let the group or a body named in law decide", b)
	case WithNHSEngland:
		found.Add(at, "joint exercise with NHS England on %s: its order took effect on 2014-10-01; check the power", on).WithSeverity(rule.Warning)
	default:
		found.Add(at, "no power for a %s on %s: it could act for groups only from 2014-10-01; let the groups decide each, or jointly", strings.ReplaceAll(string(b), "-", " "), on)
	}
}

var mustUse = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleMustUse,
		Title:       "A duty to use a CSU is never a reason",
		Rationale:   "Groups were free not to use a CSU. A choice based on a duty that never existed has not been thought through. NHS England's letter of 2015 wanted two services bought from the Lead Provider Framework, on which units and firms stood: no duty to use a unit either.",
		Fix:         "Give the reasons that speak for the unit: cost, quality, capability, control or risk.",
		Limitations: "It checks the kind of ground, not the wording.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.FreeChoice, citation.Thiel, citation.Instruction2015),
		InForce:     sinceFirstDay,
		Tags:        []string{"grounds", "CSU"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"reasons": [{"ground": "cost"}]`,
		BadExample:  `"reasons": [{"ground": "must-use-csu"}]`,
		Related:     []rule.ID{RuleDogma, RuleInstruction},
	},
	Applies: func(d *Decision) bool { return len(d.Reasons) > 0 },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Reasons {
			if d.Reasons[i].Ground == GroundMustUse {
				found.Add(rule.PointerOf("reasons", i, "ground"), "no group had to use a CSU: give another reason, or consider the other options")
			}
		}
		return found
	},
}

var statutoryDecision = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleStatutoryDecision,
		Title:     "A statutory decision is not bought or shared; support for it may be",
		Rationale: "The law gives the decision to the group. It cannot be sold to a supplier.",
		Fix:       "Let the group take the decision and buy or share only the work that prepares it, with \"kind\": \"support\". To exercise the function with others, name the power for it.",
		Limitations: "Sharing under section 14Z3, 14Z9 or 75 is the group's own exercise of its function with others; it passes if the power was law on the day. " +
			"If the document does not say whether the line is a decision, nothing is checked.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Functions, citation.Delegation),
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
				found.Add(rule.PointerOf("options", i, "kind"), "statutory decision handed to another (%s): keep the decision; buy or share only support for it", o.Kind)
			}
		}
		return found
	},
}

var decider = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleDecider,
		Title:       "The governing body decides, unless the constitution says otherwise",
		Rationale:   "The governing body answers for the choice. Any other decider needs the authority of the constitution or the scheme of delegation.",
		Fix:         "Name who decides and, unless it is the governing body, the provision that allows it.",
		Limitations: "It does not read the constitution. Bodies that may never decide are reported by " + string(RuleAuthority) + ".",
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
			found.Add("/by", "missing decider: name the governing body, or the body that the constitution allows")
		case d.By.Body == GoverningBody:
		case MayDecide(d.By.Body, p.On) == nhs.Unknown:
			found.Add("/by/body", "%.64q is not a known body: use governing-body, or another known word", string(d.By.Body))
		case MayDecide(d.By.Body, p.On) == nhs.Yes && blank(d.By.Constitution):
			found.Add("/by/constitution", "the %s decides: cite the part of the constitution or scheme of delegation that allows it", strings.ReplaceAll(string(d.By.Body), "-", " "))
		}
		return found
	},
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
