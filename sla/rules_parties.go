package sla

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var basis = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleBasis,
		Title:       "Agreements with a hosted CSU are NHS contracts; those with outside bodies are not",
		Rationale:   "No court enforces an NHS contract. Customers who mistake one for a binding contract rely on remedies that they do not have. An NHS contract with a firm or a foundation trust binds nobody: section 9 does not list them.",
		Fix:         "State the basis: nhs-contract between health service bodies, binding-contract with others.",
		Limitations: "Checked by the stated kinds of the parties. An unstated basis is only a warning.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Section9, citation.NotBinding, citation.ModelSLA),
		InForce:     nhs.MustParsePeriod("2013-04-01/.."),
		Tags:        []string{"parties", "law"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"provider": {"kind": "csu"}, "basis": "nhs-contract"`,
		BadExample:  `"provider": {"kind": "csu"}, "basis": "binding-contract"`,
		Related:     []rule.ID{RuleCSUSigns},
	},
	On: starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		outside := a.Provider.Kind.isOutside()
		inside := a.Provider.Kind.isHealthServiceBody()
		for i := range a.Customers {
			outside = outside || a.Customers[i].Kind.isOutside()
			inside = inside && a.Customers[i].Kind.isHealthServiceBody()
		}
		switch {
		case outside && a.Basis == NHSContract:
			found.Add("/basis", "NHS contract with a party outside section 9 of the NHS Act 2006: make it a binding contract")
		case !withCSU(a) || !inside || a.Basis == NHSContract:
		case a.Basis == "":
			found.Add("/basis", "basis not stated: with a hosted CSU it is an NHS contract").WithSeverity(rule.Warning)
		default:
			found.Add("/basis", "%.40q with a hosted CSU: state nhs-contract, which no court enforces", string(a.Basis)).With("basis", a.Basis)
		}
		return found
	},
}

var csuSigns = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCSUSigns,
		Title:       "A hosted CSU does not buy, or sign binding contracts, in its own name",
		Rationale:   "A hosted unit is not a legal person but a part of NHS England. A contract in its own name binds nobody.",
		Fix:         "Name the body that contracts: NHS England for a hosted unit, or the customer itself.",
		Limitations: "A binding contract that names who signed for the unit passes here, even if SLA-08 reports it.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.FutureOfCSUs, citation.NotBinding),
		InForce:     nhs.MustParsePeriod("2013-04-01/.."),
		Tags:        []string{"parties", "law", "CSU"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"provider": {"id": "0AQ", "kind": "csu", "signed_by": "X24"}`,
		BadExample:  `"provider": {"id": "0AQ", "kind": "csu", "signed_by": "0AQ"}, "basis": "binding-contract"`,
		Related:     []rule.ID{RuleBasis},
	},
	Applies: func(a *Agreement) bool { return withCSU(a) || a.hasCustomer(HostedCSU) },
	On:      starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		p := &a.Provider
		if withCSU(a) && a.Basis == BindingContract && (p.SignedBy == "" || p.SignedBy == p.ID) {
			found.Add("/provider/signed_by", "a hosted CSU cannot sign a binding contract: name the body that signs for it")
		}
		for i := range a.Customers {
			if a.Customers[i].Kind == HostedCSU {
				found.Add(rule.PointerOf("customers", i, "kind"), "a hosted CSU is not a legal person and cannot buy: name the body that buys")
			}
		}
		return found
	},
}

var finalDecision = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFinalDecision,
		Title:       "A CCG's final decision stays with the customer on every line",
		Rationale:   "A group is responsible for its functions, even if others do the work. It may buy support for a decision, but not the decision.",
		Fix:         "Leave the final decision with the customer.",
		Limitations: "Only what the line states is checked, not what is done.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Functions, citation.Delegation),
		InForce:     lifeOfCCGs,
		Tags:        []string{"decision", "law", "CCG"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"service": "ifr", "decision": "customer"}`,
		BadExample:  `{"service": "ifr", "decision": "provider"}`,
		Related:     []rule.ID{RuleRetainedPerson, RuleLiability},
	},
	Applies: forCCG,
	On:      starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			if a.Lines[i].Decision == ProviderDecides {
				found.Add(rule.PointerOf("lines", i, "decision"), "final decision with the provider, which no CCG may allow: leave it with the customer")
			}
		}
		return found
	},
}

var liability = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLiability,
		Title:       "Each CCG keeps its liability if one acts for others",
		Rationale:   "A group may ask another to act for it, but remains liable for what is done. An agreement that says otherwise misleads its own board.",
		Fix:         "State liability as each-customer.",
		Limitations: "Unstated liability stays as in law; that is information only.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Delegation),
		InForce:     lifeOfCCGs,
		Tags:        []string{"parties", "law", "CCG"},
		Observed:    rule.NeverObserved,
		GoodExample: `"sharing": {"lead": "00C", "liability": "each-customer"}`,
		BadExample:  `"sharing": {"lead": "00C", "liability": "lead"}`,
		Related:     []rule.ID{RuleShares, RuleFinalDecision},
	},
	Applies: func(a *Agreement) bool { return a.Sharing != nil && forCCG(a) },
	On:      starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch a.Sharing.Liability {
		case EachCustomer:
		case "":
			found.Add("/sharing/liability", "liability not stated: each customer keeps its own").WithSeverity(rule.Info)
		default:
			found.Add("/sharing/liability", "liability %.40q takes it from the CCG whose function it is: state each-customer", string(a.Sharing.Liability)).
				With("liability", a.Sharing.Liability)
		}
		return found
	},
}

var retainedPerson = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRetainedPerson,
		Title:       "A CCG that buys support names a person who can take the final decision",
		Rationale:   "To keep the decision a group needs somebody with the skill to take it. If everyone who understands it has left for the provider, the decision has gone with them.",
		Fix:         "Name the person and the post.",
		Limitations: "Whether the person has the skill is not checked.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Delegation),
		InForce:     lifeOfCCGs,
		Tags:        []string{"decision", "CCG"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"retained_decision": {"name": "A. Example", "role": "chief finance officer"}`,
		BadExample:  `"retained_decision": {"role": "chief finance officer"}`,
		Related:     []rule.ID{RuleFinalDecision},
	},
	Applies: forCCG,
	On:      starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		switch d := a.RetainedDecision; {
		case d == nil:
			found.Add("/retained_decision", "nobody named for the final decisions: name one of the customer's own people")
		case d.Name == "":
			found.Add("/retained_decision/name", "missing name for the final decisions: give it")
		}
		return found
	},
}

var procurementAgent = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleProcurementAgent,
		Title:       "A CCG ensures that its CSU keeps the regulations of 2013 when buying health services",
		Rationale:   "The regulations on procurement, patient choice and competition bound the group. It could not pass that duty on with the work.",
		Fix:         "Say how the customers ensure it: what is reported to whom, and who checks.",
		Limitations: "The regulations are about health services, not about buying support.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ProcurementRegulations, citation.ProcuringServices),
		InForce:     lifeOfCCGs,
		Tags:        []string{"procurement", "law", "CCG", "CSU"},
		Observed:    rule.NeverObserved,
		GoodExample: `"health_procurement": {"assurance": "each award report goes to the governing body before signature"}`,
		BadExample:  `"health_procurement": {}`,
		Related:     []rule.ID{RuleFinalDecision},
	},
	Applies: forCCGWithCSU,
	On:      starts,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			if h := a.Lines[i].HealthProcurement; h != nil && h.Assurance == "" {
				found.Add(rule.PointerOf("lines", i, "health_procurement", "assurance"), "no assurance for buying health services: say how the customers ensure the regulations of 2013")
			}
		}
		return found
	},
}

var shares = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleShares,
		Title:       "Customers who share an agreement name a lead and split the whole cost",
		Rationale:   "Somebody pays an unsplit rest by accident. A lead who is not a customer has no standing to lead.",
		Fix:         "Give each customer a share, 100% together. Name one of them as lead.",
		Limitations: "An unstated share is a warning: it may be written elsewhere.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"parties"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"customers": [{"id": "00C", "share": "60"}, {"id": "00D", "share": "40"}], "sharing": {"lead": "00C", …}`,
		BadExample:  `"customers": [{"id": "00C", "share": "60"}, {"id": "00D", "share": "30"}]`,
		Related:     []rule.ID{RuleLiability, RuleComplete},
	},
	Applies: func(a *Agreement) bool {
		return len(a.Customers) > 1 || a.Sharing != nil || len(a.Customers) == 1 && a.Customers[0].Share != nil
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if len(a.Customers) > 1 || len(a.Customers) == 1 && a.Customers[0].Share != nil {
			a.addShares(&found)
		}
		if len(a.Customers) == 1 && a.Sharing == nil {
			return found
		}
		if s := a.Sharing; s != nil && s.Lead != "" {
			for i := range a.Customers {
				if a.Customers[i].ID == s.Lead {
					return found
				}
			}
			found.Add("/sharing/lead", "lead %s is not a customer: name one of the customers", s.Lead).With("lead", s.Lead)
		} else {
			found.Add("/sharing", "no lead: name the customer that deals with the provider for all").WithSeverity(rule.Warning)
		}
		return found
	},
}

func (a *Agreement) addShares(found *rule.Findings) {
	sum, stated := int64(0), true
	for i := range a.Customers {
		share := a.Customers[i].Share
		if share == nil {
			found.Add(rule.PointerOf("customers", i, "share"), "share of the cost not stated: give it in per cent").WithSeverity(rule.Warning)
			stated = false
			continue
		}
		if w := trillionths(*share); w < 0 || w > wholeShare {
			found.Add(rule.PointerOf("customers", i, "share"), "a share of %s: want 0%% to 100%%", share).With("share", share)
			stated = false
		} else if sum <= wholeShare {
			sum += w
		}
	}
	if stated && sum != wholeShare {
		found.Add("/customers", "the shares do not sum to 100%%: split the whole cost")
	}
}

var notices = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleNotices,
		Title:       "Customers hear of changes in the provider's leadership and of inquiries into it",
		Rationale:   "Customers rely on the provider's leaders. In 2014 one unit's customers learned late that its head had been suspended for ten weeks, and complained.",
		Fix:         "Tell them, and record the day.",
		Limitations: "Only recorded events are checked. There is no time limit, since no source gives one.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Suspension),
		Tags:        []string{"conduct"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"kind": "leadership-change", "happened": "2014-05-06", "told": "2014-05-07"}`,
		BadExample:  `{"kind": "leadership-change", "happened": "2014-05-06"}`,
		Related:     []rule.ID{"MBS-18"},
	},
	Applies: func(a *Agreement) bool { return len(a.Notices) > 0 },
	Check: func(p rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Notices {
			if n := &a.Notices[i]; n.Told.IsZero() || !p.AsOf.IsZero() && n.Told.After(p.AsOf) && n.Happened.Before(p.AsOf) {
				found.Add(rule.PointerOf("notices", i, "told"), "customers not told: tell them and record the day")
			}
		}
		return found
	},
}

// maxSteps bounds the steps compared with each other.
const maxSteps = 500

var lastResort = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLastResort,
		Title:       "Leaving is the last resort",
		Rationale:   "Customers wanted better support more than another provider. Warning, plan and step-in cost less than starting again. They show whether the service can be fixed.",
		Fix:         "Take the steps in order, or say in the note why one was skipped.",
		Limitations: "A grave failure can be reason enough to skip a step. That is the customers' judgement, so this is information only.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate),
		Tags:        []string{"escalation"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"steps": [{"kind": "warning", …}, {"kind": "improvement-plan", …}, {"kind": "step-in", …}, {"kind": "exit", …}]`,
		BadExample:  `"steps": [{"kind": "exit", "on": "2014-06-01"}]`,
		Related:     []rule.ID{RuleExit},
	},
	Applies: func(a *Agreement) bool { return len(a.Steps) > 0 },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Steps[:min(len(a.Steps), maxSteps)] {
			if a.Steps[i].Kind != Leave || a.Steps[i].Note != "" {
				continue
			}
			if skipped := SkippedSteps(a.Steps, i); skipped != nil {
				found.Add(rule.PointerOf("steps", i), "left without %v: try these first, or note why not", skipped).With("skipped", skipped)
			}
		}
		return found
	},
}
