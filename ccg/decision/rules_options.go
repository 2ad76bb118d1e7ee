package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// oneDecisionMeta serves two rules: one that looks at a decision alone, and one
// that compares those of a register.
var oneDecisionMeta = rule.Meta{
	ID:          RuleOneDecision,
	Title:       "Each line, or stated part of one, has exactly one decision: make, buy or share",
	Rationale:   "A line that is part bought and part made hides who does what, and its cost cannot be compared.",
	Fix:         "Name the line. Split a mixed line into parts and decide each. Keep one decision for each part.",
	Limitations: "Parts are compared letter by letter, so an overlap in other words is not found. Decisions of different years are different decisions.",
	Severity:    rule.Warning,
	Basis:       rule.Reported,
	Citations:   citation.List(citation.Debate),
	Tags:        []string{"scope"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `"line": "finance", "part": "payroll", "chosen": "in-house"`,
	BadExample:  `"line": "finance", "options": [{"id": "a", "kind": "half make, half buy"}], "chosen": "a"`,
	Related:     []rule.ID{RuleOptions},
}

var oneDecision = rule.Rule[Decision]{
	Meta: oneDecisionMeta,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if d.Line == "" {
			found.Add("/line", "the service line is not named: say which line, or part of one, is decided")
		}
		switch i := d.chosen(); {
		case d.Chosen == "":
			found.Add("/chosen", "nothing is chosen yet").WithSeverity(rule.Info)
		case i < 0:
			found.Add("/chosen", "%.64q is none of the options: name one by its ID", d.Chosen)
		case !d.Options[i].Kind.IsKnown():
			found.Add(rule.PointerOf("options", i, "kind"), "the chosen option is neither make, buy nor share (%.64q): split the line into parts and decide each", string(d.Options[i].Kind))
		}
		return found
	},
}

var onceEach = rule.Rule[Register]{
	Meta: oneDecisionMeta,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		type key struct{ ccg, line, part, from, to string }
		seen := make(map[key]int)
		for i := range r.Decisions {
			d := &r.Decisions[i]
			if d.CCG == "" || d.Line == "" {
				continue
			}
			k := key{string(d.CCG), string(d.Line), d.Part, d.FirstYear.String(), d.LastYear.String()}
			if first, ok := seen[k]; ok {
				found.Add(rule.PointerOf("decisions", i, "line"), "%s has a second decision on %s for the same years: keep one, or say which part each is for", d.CCG, d.Line).
					WithRelated(rule.PointerOf("decisions", first, "line"), "the first")
				continue
			}
			seen[k] = i
		}
		return found
	},
}

var hiddenCosts = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleHiddenCosts,
		Title:       "VAT, redundancy and stranded costs are counted before options are compared",
		Rationale:   "They are what a price leaves out. VAT can add up to 20 per cent where the supplier is not of the NHS, and somebody pays for the staff and buildings that a lost contract leaves behind.",
		Fix:         "Give the VAT and what of it comes back. Give redundancy and stranded costs, as 0.00 where there are none, and say who bears them.",
		Limitations: "It looks whether the costs are there. Stranded costs are asked for only where work leaves a CSU. NHS England reckoned that VAT adds 5 to 9 per cent to an end-to-end deal.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.FirstCallOff, citation.Stranded, citation.Redundancy, citation.TaxRules),
		InForce:     since2012,
		Tags:        []string{"cost", "VAT", "redundancy", "stranded costs"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"costs": [{"kind": "redundancy", "amount": "0.00", "bearer": "ccg"}, {"kind": "stranded", "amount": "40000.00", "bearer": "nhs-england"}]`,
		BadExample:  `"supplier": {"kind": "independent"}, "costs": [{"kind": "price", "amount": "900000.00"}]`,
		Related:     []rule.ID{RuleCosts, RuleNeighbours},
	},
	Applies: func(d *Decision) bool { return len(d.Options) > 0 },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		leavesCSU := d.Incumbent != nil && d.Incumbent.Kind == service.CSU
		for i := range d.Options {
			o := &d.Options[i]
			if o.taxUnknown() {
				found.Add(rule.PointerOf("options", i, "vat"), "the VAT on the price is not counted: give its rate and what of it is recovered")
			}
			if o.Incumbent {
				continue
			}
			if !o.has(Redundancy) {
				found.Add(rule.PointerOf("options", i, "costs"), "redundancy is not counted: give it, as 0.00 if there is none, and who bears it")
			}
			if leavesCSU && !o.has(Stranded) {
				found.Add(rule.PointerOf("options", i, "costs"), "the costs stranded at the present supplier are not counted: give them, as 0.00 if there are none, and who bears them")
			}
		}
		return found
	},
}

// has reports whether there is a cost of the kind, if only of nought.
func (o *Option) has(k CostKind) bool {
	for i := range o.Costs {
		if o.Costs[i].Kind == k {
			return true
		}
	}
	return false
}

var sharing = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleSharing,
		Title:       "A shared service names its lead, the split of its cost and who is liable",
		Rationale:   "What is not settled before the start is quarrelled over afterwards.",
		Fix:         "Name the lead among the partners, the split (population or use) and who is liable, which under a lead arrangement is the group itself.",
		Limitations: "It looks whether they are named. That the group stays liable is " + string(RuleResponsible) + "; figures that a split needs are " + string(RuleCosts) + ".",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DelegationDecision),
		Tags:        []string{"share", "accountability"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"sharing": {"lead": "00C", "liable": "00D", "split": "population", "partners": [{"org": "00C"}, {"org": "00D"}]}`,
		BadExample:  `"kind": "share", "sharing": {"lead": "00C"}`,
		Related:     []rule.ID{RuleResponsible, RuleCosts},
	},
	Applies: func(d *Decision) bool { return d.hasKind(Share) },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			o := &d.Options[i]
			if o.Kind != Share {
				continue
			}
			s := o.Sharing
			if s == nil {
				found.Add(rule.PointerOf("options", i, "sharing"), "it is not said how the service is shared: name lead, split and who is liable")
				continue
			}
			switch {
			case s.Lead == "":
				found.Add(rule.PointerOf("options", i, "sharing", "lead"), "the shared service has no lead: name the partner that runs it")
			case !s.has(s.Lead):
				found.Add(rule.PointerOf("options", i, "sharing", "lead"), "the lead, %s, is not among the partners: add it, or name one of them", s.Lead)
			}
			if s.Split == "" {
				found.Add(rule.PointerOf("options", i, "sharing", "split"), "it is not said by what the cost is split: population or use")
			}
			if s.Liable == "" {
				found.Add(rule.PointerOf("options", i, "sharing", "liable"), "it is not said who is liable for what is done for the group: under a lead arrangement that stays the group")
			}
		}
		return found
	},
}

func (s *Sharing) has(partner nhs.OrgID) bool {
	for i := range s.Partners {
		if s.Partners[i].Org == partner {
			return true
		}
	}
	return false
}

// hasKind reports whether an option is of the kind.
func (d *Decision) hasKind(k Kind) bool {
	for i := range d.Options {
		if d.Options[i].Kind == k {
			return true
		}
	}
	return false
}

var buying = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleBuying,
		Title:       "A bought service names its route, lot and end date",
		Rationale:   "Without a route nobody can tell whether the purchase is lawful, and without an end when it has to be made again.",
		Fix:         "Name the route, the lot where it is by a framework, and the last day.",
		Limitations: "It looks whether they are named, not whether the supplier holds the lot. An agreement with a hosted CSU is by no framework unless it was called off one, and then has no lot.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"buy", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"purchase": {"route": "framework call-off", "framework": "lpf", "lot": "1", "ends": "2019-03-31"}`,
		BadExample:  `"kind": "buy", "purchase": {"route": "framework call-off", "framework": "lpf"}`,
		Related:     []rule.ID{RuleSharing},
	},
	Applies: func(d *Decision) bool { return d.hasKind(Buy) },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			o := &d.Options[i]
			if o.Kind != Buy {
				continue
			}
			p := o.Purchase
			if p == nil {
				found.Add(rule.PointerOf("options", i, "purchase"), "it is not said how the service is bought: name route, lot and end")
				continue
			}
			if blank(p.Route) {
				found.Add(rule.PointerOf("options", i, "purchase", "route"), "the route to the contract is not named: say how it is let")
			}
			if !blank(p.Framework) && blank(p.Lot) {
				found.Add(rule.PointerOf("options", i, "purchase", "lot"), "the lot of %s is not named", p.Framework)
			}
			if p.Ends.IsZero() {
				found.Add(rule.PointerOf("options", i, "purchase", "ends"), "the agreement has no end: give its last day")
			}
		}
		return found
	},
}

var terms = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleTerms,
		Title:       "Transformational lines are worked on in partnership, transactional ones on service terms",
		Rationale:   "Change is made together; an agreement that is tight about it makes the relation transactional. Routine work does better with a plain specification.",
		Fix:         "Choose terms that suit the work, or write down why others do.",
		Limitations: "A line can hold both kinds of work: then split it. Clinical lines are left alone. Routine work without stated terms is let pass.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate, citation.Pulse),
		Tags:        []string{"nature", "terms"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"nature": "transformational", "options": [{"kind": "buy", "terms": "partnership"}]`,
		BadExample:  `"nature": "transformational", "options": [{"kind": "buy", "terms": "service-terms"}]`,
		Related:     []rule.ID{RuleNature},
	},
	Applies: func(d *Decision) bool {
		return d.Nature == service.Transformational || d.Nature == service.Transactional
	},
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			o := &d.Options[i]
			if o.Kind != Buy && o.Kind != Share {
				continue
			}
			switch {
			case d.Nature == service.Transformational && o.Terms != Partnership:
				found.Add(rule.PointerOf("options", i, "terms"), "the line is transformational: work on it in partnership, towards shared goals")
			case d.Nature == service.Transactional && o.Terms != ServiceTerms && o.Terms != "":
				found.Add(rule.PointerOf("options", i, "terms"), "the line is transactional: a plain service specification serves it better")
			}
		}
		return found
	},
}

var nature = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleNature,
		Title:       "The nature of a line is transactional, transformational or clinical",
		Rationale:   "What terms suit a line depends on its nature; another word is a slip.",
		Fix:         "Use one of the three words, or leave the nature out.",
		Limitations: "A nature that is not stated is let pass. Whether it is right for the line is not judged.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"nature"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"nature": "transactional"`,
		BadExample:  `"nature": "back office"`,
		Related:     []rule.ID{RuleTerms},
	},
	Applies: func(d *Decision) bool { return d.Nature != "" },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		if !d.Nature.IsKnown() {
			found.Add("/nature", "nature %.64q: want transactional, transformational or clinical", string(d.Nature))
		}
		return found
	},
}

var leaders = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleLeaders,
		Title:       "How capable a supplier's leaders are is assessed, not only its price",
		Rationale:   "Groups held that the leaders of units were what had to get better: in January 2013 a quarter of ninety groups were very confident of their calibre.",
		Fix:         "Find out how capable the leaders are, write it down, and let capability count.",
		Limitations: "It looks whether there is an assessment and whether its criterion has a weight.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate, citation.CCGSurvey),
		Tags:        []string{"capability", "leadership"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"supplier": {"leadership": "met three times; two references from other groups"}`,
		BadExample:  `"kind": "buy", "supplier": {"kind": "csu"}`,
		Related:     []rule.ID{RuleChoiceLast},
	},
	Applies: func(d *Decision) bool { return d.hasKind(Buy) },
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		for i := range d.Options {
			o := &d.Options[i]
			if o.Kind == Buy && (o.Supplier == nil || blank(o.Supplier.Leadership)) {
				at := rule.PointerOf("options", i, "supplier")
				if o.Supplier != nil {
					at += "/leadership"
				}
				found.Add(at, "the supplier's leaders are not assessed: say how capable they were found to be, and how")
			}
		}
		if i := d.criterion(OnCapability); i >= 0 && d.Criteria[i].Weight.Sign() == 0 {
			found.Add(rule.PointerOf("criteria", i, "weight"), "capability has no weight, so the leaders of a supplier count for nothing: let them count")
		}
		return found
	},
}
