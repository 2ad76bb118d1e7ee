package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// oneDecisionMeta is shared by two rules: one checks a decision alone, the other
// compares those of a register.
var oneDecisionMeta = rule.Meta{
	ID:          RuleOneDecision,
	Title:       "Each line, or stated part of one, has exactly one decision: make, buy or share",
	Rationale:   "A line that is partly bought and partly made hides who does what, and its cost cannot be compared.",
	Fix:         "Name the line. Split a mixed line into parts and decide each. Keep one decision for each part.",
	Limitations: "Parts are compared letter by letter, so an overlap in different words is not found. Decisions of different years are different decisions.",
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
			found.Add("/line", "missing service line: name the line, or part of one, that is decided")
		}
		switch i := d.chosen(); {
		case d.Chosen == "":
			found.Add("/chosen", "no option is chosen yet").WithSeverity(rule.Info)
		case i < 0:
			found.Add("/chosen", "unknown option %.64q: name one by its ID", d.Chosen)
		case !d.Options[i].Kind.IsKnown():
			found.Add(rule.PointerOf("options", i, "kind"), "chosen kind %.64q is not make, buy or share: split the line into parts and decide each", string(d.Options[i].Kind))
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
				found.Add(rule.PointerOf("decisions", i, "line"), "duplicate decision of %s on %s for the same years: keep one, or name the part each is for", d.CCG, d.Line).
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
		Rationale:   "A price omits them. VAT can add up to 20% if the supplier is not an NHS body, and someone pays for the staff and buildings that a lost contract leaves behind.",
		Fix:         "Give the VAT and how much is recovered. Give redundancy and stranded costs, 0.00 if there are none, and say who bears them.",
		Limitations: "It checks that the costs are present. Stranded costs are required only if work leaves a CSU. NHS England estimated that VAT adds 5% to 9% to an end-to-end deal.",
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
				found.Add(rule.PointerOf("options", i, "vat"), "missing VAT on the price: give its rate and how much is recovered")
			}
			if o.Incumbent {
				continue
			}
			if !o.has(Redundancy) {
				found.Add(rule.PointerOf("options", i, "costs"), "missing redundancy cost: give it, 0.00 if none, and who bears it")
			}
			if leavesCSU && !o.has(Stranded) {
				found.Add(rule.PointerOf("options", i, "costs"), "missing stranded costs of the present supplier: give them, 0.00 if none, and who bears them")
			}
		}
		return found
	},
}

// has reports whether there is a cost of the kind, even of zero.
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
		Rationale:   "Partners quarrel later over what they did not settle at the start.",
		Fix:         "Name the lead among the partners, the split (population or use) and who is liable: under a lead arrangement, the group itself.",
		Limitations: "It checks that they are named. " + string(RuleResponsible) + " checks that the group stays liable, and " + string(RuleCosts) + " the figures that a split needs.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Delegation),
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
				found.Add(rule.PointerOf("options", i, "sharing"), "missing sharing: name the lead, the split and who is liable")
				continue
			}
			switch {
			case s.Lead == "":
				found.Add(rule.PointerOf("options", i, "sharing", "lead"), "missing lead: name the partner that runs the service")
			case !s.has(s.Lead):
				found.Add(rule.PointerOf("options", i, "sharing", "lead"), "lead %s is not among the partners: add it, or name one of them", s.Lead)
			}
			if s.Split == "" {
				found.Add(rule.PointerOf("options", i, "sharing", "split"), "missing split: divide the cost by population or use")
			}
			if s.Liable == "" {
				found.Add(rule.PointerOf("options", i, "sharing", "liable"), "missing liable body: under a lead arrangement, name the group itself")
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
		Rationale:   "Without a route nobody can tell whether the purchase is lawful; without an end date, nobody knows when to buy again.",
		Fix:         "Name the route, the lot if it uses a framework, and the last day.",
		Limitations: "It checks that they are named, not whether the supplier holds the lot. An agreement with a hosted CSU uses no framework unless it was called off one; without a framework it has no lot.",
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
				found.Add(rule.PointerOf("options", i, "purchase"), "missing purchase: name the route, lot and end date")
				continue
			}
			if blank(p.Route) {
				found.Add(rule.PointerOf("options", i, "purchase", "route"), "missing route: say how the contract is let")
			}
			if !blank(p.Framework) && blank(p.Lot) {
				found.Add(rule.PointerOf("options", i, "purchase", "lot"), "missing lot of %s: name it", p.Framework)
			}
			if p.Ends.IsZero() {
				found.Add(rule.PointerOf("options", i, "purchase", "ends"), "missing end: give the agreement's last day")
			}
		}
		return found
	},
}

var terms = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleTerms,
		Title:       "Transformational lines use partnership, transactional lines service terms",
		Rationale:   "Change needs joint work, and a tight agreement makes the relation transactional. Routine work does better with a plain specification.",
		Fix:         "Choose terms that suit the work, or record why others do.",
		Limitations: "A line can include both kinds of work: then split it. Clinical lines are not checked. Routine work without stated terms passes.",
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
				found.Add(rule.PointerOf("options", i, "terms"), "transformational line without partnership terms: work towards shared goals")
			case d.Nature == service.Transactional && o.Terms != ServiceTerms && o.Terms != "":
				found.Add(rule.PointerOf("options", i, "terms"), "transactional line without service terms: use a plain specification")
			}
		}
		return found
	},
}

var nature = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleNature,
		Title:       "The nature of a line is transactional, transformational or clinical",
		Rationale:   "The nature of a line decides which terms suit it; any other word is a slip.",
		Fix:         "Use one of the three words, or omit the nature.",
		Limitations: "A missing nature passes. Whether it is right for the line is not checked.",
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
			found.Add("/nature", "unknown nature %.64q: use transactional, transformational or clinical", string(d.Nature))
		}
		return found
	},
}

var leaders = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:          RuleLeaders,
		Title:       "A supplier is assessed on its leaders, not only its price",
		Rationale:   "Groups said that the leaders of units had to improve: in January 2013 a quarter of ninety groups were very confident of their calibre.",
		Fix:         "Find out how capable the leaders are, record it, and give capability a weight.",
		Limitations: "It checks that there is an assessment and that its criterion has a weight.",
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
				found.Add(at, "no assessment of the supplier's leaders: say how capable they are, and how you know")
			}
		}
		if i := d.criterion(OnCapability); i >= 0 && d.Criteria[i].Weight.Sign() == 0 {
			found.Add(rule.PointerOf("criteria", i, "weight"), "capability has weight 0, so a supplier's leaders do not count: give it a weight")
		}
		return found
	},
}
