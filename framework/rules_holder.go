package framework

import (
	"slices"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var supplierOnLot = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleSupplierOnLot,
		Title:       "The supplier of a call-off holds a place on its lot",
		Rationale:   "Only those on the list won a competition. A contract with anybody else was made without one.",
		Fix:         "Name the supplier that held the place that day, or buy by another route.",
		Limitations: "Checked only with a history of suppliers, and up to the end of the agreement. If a lot is missing, or the dates of a place or merger are partly known, the outcome may be undated.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DraftScope, citation.Winners),
		Tags:        []string{"framework"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `a call-off from lot 1 by optum`,
		BadExample:  `a call-off from lot 1 by kpmg`,
		Related:     []rule.ID{RuleRefusedSupplier, RuleInheritance},
	},
	Applies: func(c *Case) bool {
		return c.isUnderAgreement() && c.Suppliers != nil && c.CallOff.Supplier != "" && len(c.Agreement.Awards) > 0 &&
			c.CallOff.Date.After(c.Agreement.Dates.Ends()) != nhs.Yes // which FW-03 reports
	},
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		o := c.CallOff
		if c.agreement().isTooLong(o.Lot) {
			return rule.MissingDate("more than %d bids for lot %s: the holders of its places are not worked out", maxResults, o.Lot)
		}
		switch place := c.SupplierHeldPlace(); place.Held {
		case nhs.Unknown:
			return rule.MissingDate("%s", place.Reason)
		case nhs.No:
			where := "framework " + string(c.Agreement.ID)
			if o.Lot != "" {
				where = "lot " + o.Lot + " of " + where
			}
			found.Add("/supplier", "%s held no place on %s (%s): %s; name the supplier that did", o.Supplier, where, o.Date, place.Reason).
				With("supplier", o.Supplier).With("lot", o.Lot)
		}
		return found
	},
}

var inheritance = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleInheritance,
		Title:       "A merged supplier has the places of its predecessors, and counts once",
		Rationale:   "South, South West and Central Southern became one unit in April 2015, North and East London and South East another in April 2017. Counted separately they make a list look longer than it is.",
		Fix:         "Name the body that took over, once.",
		Limitations: "Checked only with a history of suppliers, and for the suppliers consulted. A place whose bidders went different ways stays with the bidders. No legal text says that a place passes on; the award of February 2015 itself counts the three southern units as one.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.SouthernMerger, citation.Winners),
		InForce:     sinceAward,
		Tags:        []string{"framework"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `in May 2017: {"invited": ["nel", "optum"]}`,
		BadExample:  `in May 2017: {"invited": ["nel", "south-east"]}`,
		Related:     []rule.ID{RuleSupplierOnLot, RuleClosedList},
	},
	Applies: func(c *Case) bool { return c.isUnderAgreement() && c.Suppliers != nil && len(c.CallOff.Invited) > 1 },
	On:      dateOfCallOff(sinceAward),
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		for _, same := range c.DuplicateSuppliers() {
			first, second := slices.Index(c.CallOff.Invited, same[0]), slices.Index(c.CallOff.Invited, same[1])
			found.Add(rule.PointerOf("invited", second), "%s were one supplier by %s: name the body that took over, once", listed(same), c.CallOff.Date).
				With("suppliers", listed(same)).
				WithRelated(rule.PointerOf("invited", first), "the same supplier")
		}
		return found
	},
}
