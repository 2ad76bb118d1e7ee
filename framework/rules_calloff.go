package framework

import (
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

var callOffReferences = rule.Rule[Case]{
	Meta:    referencesMeta,
	Applies: func(c *Case) bool { return c.CallOff != nil },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		o, a := c.CallOff, c.Agreement
		if a == nil {
			found.Add("/framework", "unknown framework %q: name one that exists", o.Framework).With("framework", o.Framework)
			return found
		}
		x := c.agreement()
		if o.Framework != "" && o.Framework != a.ID {
			found.Add("/framework", "the call-off names framework %q but belongs to %q: correct one of them", o.Framework, a.ID).With("framework", o.Framework)
		}
		if o.Lot != "" && x.lots[o.Lot] == nil {
			found.Add("/lot", "framework %s has no lot %q: name one of its lots", a.ID, o.Lot).With("lot", o.Lot)
		}
		if o.Supplier != "" && !c.knows(x, o.Supplier) {
			found.Add("/supplier", "%q is not a supplier of framework %s: name one that is, or add it", o.Supplier, a.ID).With("supplier", o.Supplier)
		}
		for i, id := range o.Invited {
			if !c.knows(x, id) {
				found.Add(rule.PointerOf("invited", i), "%q is not a supplier of framework %s: name one that is, or add it", id, a.ID).With("supplier", id)
			}
		}
		return found
	},
}

// knows reports whether the supplier is one of the agreement's, a partner of one,
// or a body that the history of suppliers holds.
func (c *Case) knows(x *index, id nhs.OrgID) bool {
	if x.names[id] {
		return true
	}
	_, ok := c.Suppliers.Lookup(id)
	return ok
}

var withinLife = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleWithinLife,
		Title:       "A call-off is made while its framework is in force",
		Rationale:   "Once the list has ended, a contract made from it is made without competition.",
		Fix:         "Correct the date, or buy by another route.",
		Limitations: "Only the day on which the call-off is made counts; its term may go on for longer. If the end of the framework is unknown, the outcome is undated, unless a source shows the framework in use on a later day.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.PCR2015, citation.Tender),
		Tags:        []string{"framework", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"date": "2019-02-09"} under an agreement that ends 2019-02-09`,
		BadExample:  `{"date": "2019-02-10"} under an agreement that ends 2019-02-09`,
		Related:     []rule.ID{RuleMaximumTerm, RuleMayOutlive},
	},
	Applies: func(c *Case) bool { return c.isUnderAgreement() && c.CallOff.isLet() },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		on, d := c.CallOff.Date, &c.Agreement.Dates
		begins, ends := d.begins(), d.Ends()
		switch {
		case on.IsZero():
			return rule.MissingDate("the day of the call-off is unknown")
		case on.Before(begins) == nhs.Yes:
			found.Add("/date", "made %s, before framework %s was live %s: correct the date, or name another route", on, c.Agreement.ID, begins).
				With("date", on).With("live", begins)
			return found
		case on.After(ends) == nhs.Yes:
			found.Add("/date", "made %s, after framework %s had ended %s: correct the date, or buy by another route", on, c.Agreement.ID, ends).
				With("date", on).With("ends", ends)
			return found
		case begins.IsZero():
			return rule.MissingDate("the first day of framework %s is unknown", c.Agreement.ID)
		case on.Before(begins) == nhs.Unknown:
			return rule.MissingDate("the call-off was made %s and framework %s was live %s: which came first is unknown", on, c.Agreement.ID, begins)
		case on.After(d.SeenLive) == nhs.No:
			return nil
		case ends.IsZero():
			return rule.MissingDate("the end of framework %s is unknown; the law allows none after %s without an exceptional reason", c.Agreement.ID, d.LatestLawfulEnd())
		case on.After(ends) == nhs.Unknown:
			return rule.MissingDate("the call-off was made %s and framework %s ended %s: which came first is unknown", on, c.Agreement.ID, ends)
		}
		return nil
	},
}

var lotCoversLines = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleLotCoversLines,
		Title:       "The lot covers every service line bought",
		Rationale:   "Suppliers competed only for what is in scope. A line from outside the lot was bought without competition.",
		Fix:         "Buy the line from a lot that covers it, or by another route.",
		Limitations: "The official numbered list of service lines was not found. A lot without lines is not checked. If the list of a lot is partial, a line that no lot has leaves the outcome open.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DraftScope, citation.Scope),
		Tags:        []string{"framework", "service lines"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"lot": "2a", "lines": ["medicines"]}`,
		BadExample:  `{"lot": "2a", "lines": ["payroll"]}`,
		Related:     []rule.ID{RuleReferences},
	},
	Applies: func(c *Case) bool {
		l := c.lot()
		return l != nil && len(l.Lines) > 0 && len(c.CallOff.Lines) > 0
	},
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		l, x := c.lot(), c.agreement()
		var unsure service.ID
		for i, line := range c.CallOff.Lines {
			switch x.covers(l.Code, line) {
			case nhs.No:
				found.Add(rule.PointerOf("lines", i), "lot %s of framework %s does not cover %s: buy it from a lot that does, or by another route", l.Code, c.Agreement.ID, line).
					With("line", line).With("lot", l.Code)
			case nhs.Unknown:
				unsure = line
			}
		}
		if found == nil && unsure != "" {
			return rule.MissingDate("whether lot %s covers %s is unknown", l.Code, unsure)
		}
		return found
	},
}

var sinceAward = nhs.MustParsePeriod("2015-02-01/..")

// dateOfCallOff returns a function that picks the day of the call-off for a rule
// in force over the period.
func dateOfCallOff(inForce nhs.Period) func(*Case) nhs.Date {
	return func(c *Case) nhs.Date { return decided(c.CallOff.Date, inForce) }
}

var refusedSupplier = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleRefusedSupplier,
		Title:       "A supplier refused a lot holds no call-off from it",
		Rationale:   "Two units failed lot 1 in February 2015 and kept places on lot 2b. They could work on lot 1 only as subcontractors.",
		Fix:         "Name the supplier that holds the place; a refused one can be its subcontractor.",
		Limitations: "A refusal that is not recorded is not found.",
		Severity:    rule.Error,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Winners, citation.TwoMiss, citation.Partnerships),
		InForce:     sinceAward,
		Tags:        []string{"framework", "lpf"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"lot": "2b", "supplier": "north-west"}`,
		BadExample:  `{"lot": "1", "supplier": "north-west"}`,
		Related:     []rule.ID{RuleSupplierOnLot, RulePartner},
	},
	Applies: func(c *Case) bool { return c.isUnderAgreement() && c.CallOff.Supplier != "" },
	On:      dateOfCallOff(sinceAward),
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		if x := c.agreement(); x.refused[c.key()] && !x.awarded[c.key()] {
			found.Add("/supplier", "%s was refused lot %s of framework %s: name the supplier that holds the place", c.CallOff.Supplier, c.CallOff.Lot, c.Agreement.ID).
				With("supplier", c.CallOff.Supplier).With("lot", c.CallOff.Lot)
		}
		return found
	},
}

var buyerMayUse = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleBuyerMayUse,
		Title:       "The buyer belongs to a class that the notice names",
		Rationale:   "A framework serves the buyers it was advertised for. Any other buyer buys from it without competition.",
		Fix:         "Check the class. If it is right, buy by another route.",
		Limitations: "The notice of the Lead Provider Framework named NHS England, bodies it hosts and any health service body; a later page says any public body.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Tender, citation.Tricky),
		Tags:        []string{"framework"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"buyer_class": "ccg"} under {"users": ["health-service-body"]}`,
		BadExample:  `{"buyer_class": "local-authority"} under {"users": ["health-service-body"]}`,
		Related:     []rule.ID{procurement.RuleWords},
	},
	Applies: func(c *Case) bool {
		return c.isUnderAgreement() && len(c.Agreement.Users) > 0 && c.CallOff.BuyerClass != ""
	},
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		if !c.agreement().mayUse(c.CallOff.BuyerClass) {
			found.Add("/buyer_class", "framework %s is not open to the class %s: check the class, or buy by another route", c.Agreement.ID, c.CallOff.BuyerClass).
				With("class", c.CallOff.BuyerClass)
		}
		return found
	},
}

var frameworkCriteria = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleFrameworkCriteria,
		Title:       "A call-off is awarded on the criteria of its framework",
		Rationale:   "Suppliers joined the list knowing what would count. Another criterion at call-off makes another competition.",
		Fix:         "Use the criteria of the framework. They can be spelt out, but not added to.",
		Limitations: "Criteria are compared by ID. The award weights of the Lead Provider Framework were not found.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.DraftScope, citation.Scope, citation.PCR2006, citation.CallOffGuidance),
		Tags:        []string{"framework", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"criteria": ["quality"]} under a framework with the criteria quality and price`,
		BadExample:  `{"criteria": ["local-presence"]} under a framework with the criteria quality and price`,
		Related:     []rule.ID{RuleTermsKept},
	},
	Applies: func(c *Case) bool {
		return c.isUnderAgreement() && len(c.Agreement.Criteria) > 0 && len(c.CallOff.Criteria) > 0
	},
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		x := c.agreement()
		for i, id := range c.CallOff.Criteria {
			if !x.criteria[id] {
				found.Add(rule.PointerOf("criteria", i), "%q is not a criterion of framework %s: use the framework's own", id, c.Agreement.ID).With("criterion", id)
			}
		}
		return found
	},
}

var termsKept = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RuleTermsKept,
		Title:       "A call-off does not change the terms of its framework in substance",
		Rationale:   "Those who lost, or never bid, might have bid for the changed terms.",
		Fix:         "Keep to the framework's terms; details may be filled in.",
		Limitations: "Whether a change is substantial is taken from the document.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.PCR2015),
		Tags:        []string{"framework", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"term_changes": [{"term": "invoice address"}]}`,
		BadExample:  `{"term_changes": [{"term": "liability", "substantial": true}]}`,
		Related:     []rule.ID{RuleFrameworkCriteria},
	},
	Applies: func(c *Case) bool { return c.CallOff != nil && len(c.CallOff.TermChanges) > 0 },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		for i := range c.CallOff.TermChanges {
			if t := &c.CallOff.TermChanges[i]; t.Substantial {
				found.Add(rule.PointerOf("term_changes", i), "%q changes the framework in substance: keep to its terms", t.Term).With("term", t.Term)
			}
		}
		return found
	},
}

var partner = rule.Rule[Case]{
	Meta: rule.Meta{
		ID:          RulePartner,
		Title:       "A partner in a supply chain is not a supplier of the framework",
		Rationale:   "KPMG and BT worked for Optum on the Lead Provider Framework. That gave them no place of their own.",
		Fix:         "Name the supplier that leads the chain.",
		Limitations: "A partner with a place of its own is not reported.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Winners),
		Tags:        []string{"framework"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"supplier": "optum"}`,
		BadExample:  `{"supplier": "kpmg"}`,
		Related:     []rule.ID{RuleConsortium, RuleSupplierOnLot},
	},
	Applies: func(c *Case) bool { return c.isUnderAgreement() && c.CallOff.Supplier != "" },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		x := c.agreement()
		if lead := x.leads[c.CallOff.Supplier]; lead != "" && !x.awarded[c.key()] {
			found.Add("/supplier", "%s is a partner of %s and holds no place of its own: name %[2]s", c.CallOff.Supplier, lead).
				With("supplier", c.CallOff.Supplier).With("lead", lead)
		}
		return found
	},
}

var callOffWords = rule.Rule[Case]{
	Meta:    sharedMeta(procurement.RuleWords),
	Applies: func(c *Case) bool { return c.CallOff != nil },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		o := c.CallOff
		if b := o.BuyerClass; b != "" && !b.IsKnown() {
			rule.AddWord(&found, "/buyer_class", b, procurement.BuyerClasses())
		}
		rule.AddWord(&found, "/stage", o.Stage, stages[:])
		if r := o.Route; r != "" && !r.IsKnown() {
			rule.AddWord(&found, "/route", r, procurement.Routes())
		}
		rule.AddWord(&found, "/vat", o.VAT, []nhs.VATBasis{nhs.WithoutVAT, nhs.WithVAT})
		return found
	},
}

var callOffOrder = rule.Rule[Case]{
	Meta:    sharedMeta(procurement.RuleOrder),
	Applies: func(c *Case) bool { return c.CallOff != nil },
	Check: func(_ rule.Pass, c *Case) (found rule.Findings) {
		o := c.CallOff
		addNegative(&found, "/term_months", o.TermMonths)
		addNegative(&found, "/extension_months", o.ExtensionMonths)
		if o.Value != nil && o.Value.Sign() < 0 {
			found.Add("/value", "the value is %s: give zero or more", *o.Value)
		}
		if o.Term != nil && !o.Term.Until.IsZero() && nhs.PartialDateOf(o.Term.Last()).Before(o.Date) == nhs.Yes {
			found.Add("/term", "the term ends on %s, before the call-off was made (%s): correct one of them", o.Term.Last(), o.Date)
		}
		return found
	},
}
