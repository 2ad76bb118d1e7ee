package framework

import (
	"slices"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var furtherCompetition = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleFurtherCompetition,
		Title:       "A call-off from several suppliers uses further competition, unless the framework settles every term",
		Rationale:   "Direct award is fair only where the framework sets all terms and the objective conditions for choosing. No such terms of the Lead Provider Framework were found.",
		Fix:         "Hold a further competition, or show that the framework sets every term and how to choose.",
		Limitations: "Whether it does is taken from the agreement (all_terms_set). The handbook of the Lead Provider Framework was not seen.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Tricky, citation.Background, citation.Scoped, citation.Tender),
		InForce:     sinceAward,
		Tags:        []string{"framework", "procurement", "lpf"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"route": "further-competition"}`,
		BadExample:  `{"route": "direct-award"}`,
		Related:     []rule.ID{RuleEveryoneInvited},
	},
	Applies: func(c *Case) bool { return c.isUnderAgreement() && c.CallOff.Route != "" },
	On:      dateOfCallOff(sinceAward),
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		route, lot := c.CallOff.Route, c.lot()
		switch {
		case !route.UsesFramework():
			found.Add("/route", "%s is not a route from a framework: hold a further competition", route).With("route", route)
		case route == procurement.DirectAward && !c.Agreement.AllTermsSet:
			found.Add("/route", "no direct award, since framework %s is not known to set every term: hold a further competition", c.Agreement.ID).With("route", route)
		case route == procurement.DirectAward && lot != nil && len(lot.Routes) > 0 && !slices.Contains(lot.Routes, procurement.DirectAward):
			found.Add("/route", "lot %s of framework %s does not allow direct award: hold a further competition", lot.Code, c.Agreement.ID).With("route", route)
		}
		return found
	},
}

var everyoneInvited = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleEveryoneInvited,
		Title:       "A further competition consults every capable supplier on the lot in writing",
		Rationale:   "The competition was promised to all on the lot. A supplier left out can have the contract set aside.",
		Fix:         "Consult the supplier, or record in left_out why it could not perform the contract.",
		Limitations: "Whether a recorded reason is good enough is not checked. A supplier whose place is uncertain or suspended is not reported if it was not consulted. The procurement of the framework decides which regulations apply; both sets ask the same.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.PCR2006, citation.BothPCR, citation.CallOffGuidance),
		InForce:     underPCRs,
		Tags:        []string{"framework", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `two suppliers on the lot and both of them in "invited"`,
		BadExample:  `two suppliers on the lot and one of them in "invited"`,
		Related:     []rule.ID{RuleFurtherCompetition, RuleInheritance},
	},
	Applies: func(c *Case) bool {
		return c.isUnderAgreement() && c.CallOff.Route == procurement.FurtherCompetition && len(c.CallOff.Invited) > 0 && len(c.Agreement.Awards) > 0
	},
	On: func(c *Case) nhs.Date { return decided(c.Agreement.Dates.Notice, underPCRs) },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		o := c.CallOff
		if c.agreement().isTooLong(o.Lot) {
			return rule.MissingDate("more than %d bids for lot %s: the holders of its places are not worked out", maxResults, o.Lot)
		}
		first, last := o.Date.Earliest(), o.Date.Latest()
		if first.IsZero() || last.IsZero() {
			return rule.MissingDate("the day of the call-off is unknown, and so is who was on the lot")
		}
		missing := c.missing(first)
		if last != first {
			later := c.missing(last)
			missing = slices.DeleteFunc(missing, func(id nhs.OrgID) bool { return !slices.Contains(later, id) })
		}
		if len(missing) > 0 && c.Suppliers == nil {
			x := c.agreement()
			for _, id := range o.Invited {
				if !x.awarded[award{o.Lot, id}] {
					return rule.MissingDate("%s was invited but not awarded lot %s: only the history of suppliers shows whose place it has", id, o.Lot)
				}
			}
		}
		if len(missing) > 0 {
			found.Add("/invited", "%s on lot %s not consulted: %s; consult each, or record why it could not perform the contract", format.Count(len(missing), "supplier", "suppliers"), o.Lot, listed(missing)).
				With("missing", listed(missing))
		}
		for i := range o.LeftOut {
			if o.LeftOut[i].Reason == "" {
				found.Add(rule.PointerOf("left_out", i, "reason"), "%s left out without a reason: record why it could not perform the contract", o.LeftOut[i].Supplier).
					With("supplier", o.LeftOut[i].Supplier)
			}
		}
		return found
	},
}

// maxResults bounds the results of bids examined for each call-off. The longest list on
// record has 78 suppliers, on ten lots.
const maxResults = 100

// isTooLong reports whether there are more results for the lot than that.
func (x *index) isTooLong(lot string) bool {
	return len(x.results[lot])+len(x.results[""]) > maxResults
}
