package sla

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var basis = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleBasis,
		Title:       "An agreement with a hosted CSU is an NHS contract, and only one between health service bodies is",
		Rationale:   "No court enforces an NHS contract. Customers who take one for a binding contract rely on remedies that they do not have, and those who bind a firm by an NHS contract have bound nobody.",
		Fix:         "State the basis as nhs-contract between health service bodies, as binding-contract with others.",
		Limitations: "Judged by the kinds of the parties as stated. A basis that is not stated is a warning only.",
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
			found.Add("/basis", "an NHS contract is one between health service bodies, and a party to this is none: make it a binding contract")
		case !withCSU(a) || !inside || a.Basis == NHSContract:
		case a.Basis == "":
			found.Add("/basis", "the basis is not stated: with a hosted CSU it is an NHS contract").WithSeverity(rule.Warning)
		default:
			found.Add("/basis", "an agreement with a hosted CSU is an NHS contract, which no court enforces, not a %.40q", string(a.Basis)).With("basis", a.Basis)
		}
		return found
	},
}

var csuSigns = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleCSUSigns,
		Title:       "A hosted CSU neither buys nor signs a binding contract in its own name",
		Rationale:   "A hosted unit is not a legal person but a part of NHS England. A contract in its own name binds nobody.",
		Fix:         "Name the body that contracts: NHS England for a hosted unit, or the customer itself.",
		Limitations: "A binding contract that says who signed for the unit is left alone here, even where SLA-08 has something to say of it.",
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
			found.Add("/provider/signed_by", "a hosted CSU cannot sign a binding contract in its own name: name the body that signs for it")
		}
		for i := range a.Customers {
			if a.Customers[i].Kind == HostedCSU {
				found.Add(rule.PointerOf("customers", i, "kind"), "a hosted CSU is not a legal person and cannot buy: name the body that does")
			}
		}
		return found
	},
}

var finalDecision = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleFinalDecision,
		Title:       "No line hands a CCG's final decision to the provider",
		Rationale:   "A group answers for its functions, whoever does the work. It may buy support for a decision and not the decision.",
		Fix:         "Leave the final decision with the customer.",
		Limitations: "It reads what the line states, not what is done.",
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
				found.Add(rule.PointerOf("lines", i, "decision"), "the provider would take the final decision, which a CCG cannot hand over: leave it with the customer")
			}
		}
		return found
	},
}

var liability = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLiability,
		Title:       "Where one CCG acts for others, each keeps its liability",
		Rationale:   "A group may ask another to act for it. It still answers for what is done; an agreement that says otherwise misleads its own board.",
		Fix:         "State liability as each-customer.",
		Limitations: "Liability that is not stated stays where the law leaves it; that is information only.",
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
			found.Add("/sharing/liability", "who answers for each customer's functions is not stated: each customer does").WithSeverity(rule.Info)
		default:
			found.Add("/sharing/liability", "%.40q would take liability from the CCG whose function it is: each customer keeps its own", string(a.Sharing.Liability)).
				With("liability", a.Sharing.Liability)
		}
		return found
	},
}

var retainedPerson = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRetainedPerson,
		Title:       "A CCG that buys support names a person who can take the final decision",
		Rationale:   "To keep the decision a group needs somebody with the skill to take it. Where all who know the matter have left for the provider, the decision has gone with them.",
		Fix:         "Name the person, and the office held.",
		Limitations: "Whether the person has the skill it cannot see.",
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
			found.Add("/retained_decision", "nobody is named who takes the final decisions: name a person of the customer's")
		case d.Name == "":
			found.Add("/retained_decision/name", "the one who takes the final decisions has no name: give it")
		}
		return found
	},
}

var procurementAgent = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleProcurementAgent,
		Title:       "A CCG sees that a CSU which buys health services for it keeps the regulations of 2013",
		Rationale:   "The regulations on procurement, patient choice and competition bound the group, and it could not pass that on with the work.",
		Fix:         "Say how the customers see to it: what is reported to whom, and who checks.",
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
				found.Add(rule.PointerOf("lines", i, "health_procurement", "assurance"), "the CSU buys health services for the customers: say how they see that it keeps the procurement regulations of 2013")
			}
		}
		return found
	},
}

var shares = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleShares,
		Title:       "Customers who share name a lead among them and split the cost in full",
		Rationale:   "What is not split somebody pays by accident. A lead who is not a customer has nothing to lead with.",
		Fix:         "Give each customer a share; together they make 100 per cent. Name one of them as lead.",
		Limitations: "A share that is not stated is a warning: it may be written elsewhere.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"parties"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"customers": [{"id": "00C", "share": "60"}, {"id": "00D", "share": "40"}], "sharing": {"lead": "00C", …}`,
		BadExample:  `"customers": [{"id": "00C", "share": "60"}, {"id": "00D", "share": "30"}]`,
		Related:     []rule.ID{RuleLiability, RuleComplete},
	},
	Applies: func(a *Agreement) bool { return len(a.Customers) > 1 || a.Sharing != nil },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if len(a.Customers) > 1 {
			a.addShares(&found)
		}
		if s := a.Sharing; s != nil && s.Lead != "" {
			for i := range a.Customers {
				if a.Customers[i].ID == s.Lead {
					return found
				}
			}
			found.Add("/sharing/lead", "the lead %s is none of the customers: name one of them", s.Lead).With("lead", s.Lead)
		} else {
			found.Add("/sharing", "no lead is named: name the customer that deals with the provider for all").WithSeverity(rule.Warning)
		}
		return found
	},
}

func (a *Agreement) addShares(found *rule.Findings) {
	sum, stated := int64(0), true
	for i := range a.Customers {
		share := a.Customers[i].Share
		if share == nil {
			found.Add(rule.PointerOf("customers", i, "share"), "the customer's share of the cost is not stated: give it in per cent").WithSeverity(rule.Warning)
			stated = false
			continue
		}
		if w := trillionths(*share); w < 0 || w > wholeShare {
			found.Add(rule.PointerOf("customers", i, "share"), "a share of %s: want from 0 to 100 per cent", share).With("share", share)
			stated = false
		} else if sum <= wholeShare {
			sum += w
		}
	}
	if stated && sum != wholeShare {
		found.Add("/customers", "the shares do not sum to 100 per cent: split the cost in full")
	}
}

var notices = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleNotices,
		Title:       "Customers are told of changes among the provider's leaders and of inquiries into it",
		Rationale:   "Customers rely on those who lead the provider. In 2014 one unit's customers learned late that its head had been suspended for ten weeks, and complained.",
		Fix:         "Tell them, and record the day.",
		Limitations: "It sees only what is in the log, and sets no time limit, since no source does.",
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
				found.Add(rule.PointerOf("notices", i, "told"), "the customers were not told: tell them and record the day")
			}
		}
		return found
	},
}

// maxSteps is how many steps are looked at, so that a document of many thousand
// is not compared with itself.
const maxSteps = 500

var lastResort = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLastResort,
		Title:       "Leaving is the last resort",
		Rationale:   "Customers wanted better support more than another provider. Warning, plan and step-in cost less than starting again, and show whether the service can be mended.",
		Fix:         "Take the rungs in order, or say in the note why one was left out.",
		Limitations: "A grave failure can be reason enough to skip a rung; that is the customers' judgement, so this is information only.",
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
				found.Add(rule.PointerOf("steps", i), "left without %v: leaving is the last resort; try these first, or note why not", skipped).With("skipped", skipped)
			}
		}
		return found
	},
}
