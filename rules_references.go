package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

var bodyExistsMeta = rule.Meta{
	ID:          RuleBodyExists,
	Title:       "Every body named in a document exists in the register",
	Rationale:   "Sums and agreements of an unknown body appear in no answer about known ones: a typing error loses them.",
	Fix:         "Correct the code or slug, or add the body to its register.",
	Limitations: "Judged if the register in question is not empty. Firms, councils and other buyers have no register. If the register does not claim to be complete, and for suppliers, the finding is a warning.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"register"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `"customers": [{"id": "00C", "kind": "ccg"}], and 00C is a group in the register`,
	BadExample:  `"customers": [{"id": "O0C", "kind": "ccg"}]`,
	Related:     []rule.ID{RuleKindMatchesRegister, RuleLineExists, RuleFrameworkExists},
}

// addBody reports the body unless it is in one of the registers. It is a warning if those
// do not claim to be complete.
func (x *Index) addBody(found *rule.Findings, at func() rule.Pointer, id nhs.OrgID, what string, in ...register) {
	if x.knows(id, in...) {
		return
	}
	f := found.Add(at(), "unknown %s %q: correct the code, or add it to the register", what, id).With("id", id)
	for _, r := range in {
		complete := r == units && x.market.CSUs.Complete || (r == groups || r == boards) && x.market.CCGs.Complete
		if !complete {
			f.WithSeverity(rule.Warning)
		}
	}
}

// addParty is addBody for a party of the stated kind, if that kind has a register.
func (x *Index) addParty(found *rule.Findings, at func() rule.Pointer, id nhs.OrgID, kind sla.PartyKind) {
	switch kind {
	case sla.CCG:
		x.addBody(found, at, id, "group", groups)
	case sla.ICB:
		x.addBody(found, at, id, "board", boards)
	case sla.HostedCSU:
		x.addBody(found, at, id, "unit", units)
	}
}

var partiesExist = rule.Rule[agreementInMarket]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		p := &d.value.Provider
		d.addParty(&found, func() rule.Pointer { return "/provider/id" }, p.ID, p.Kind)
		for i := range d.value.Customers {
			c := &d.value.Customers[i]
			d.addParty(&found, func() rule.Pointer { return rule.PointerOf("customers", i, "id") }, c.ID, c.Kind)
			if c.Kind == sla.CCG {
				d.addBody(&found, func() rule.Pointer { return rule.PointerOf("customers", i, "successor") }, c.Successor, "group or board", groups, boards)
			}
		}
		return found
	},
}

var callOffBodiesExist = rule.Rule[inMarket[framework.CallOff]]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, c *inMarket[framework.CallOff]) (found rule.Findings) {
		for i, id := range c.value.Buyers {
			at := func() rule.Pointer { return rule.PointerOf("buyers", i) }
			switch c.value.BuyerClass {
			case procurement.CCG:
				c.addBody(&found, at, id, "group", groups)
			case procurement.ICB:
				c.addBody(&found, at, id, "board", boards)
			}
		}
		return found
	},
}

var supplierExists = rule.Rule[listed]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, l *listed) (found rule.Findings) {
		for i := range l.value.Suppliers {
			s := &l.value.Suppliers[i]
			if s.Kind != service.CSU {
				continue
			}
			if len(s.Members) == 0 {
				l.addBody(&found, func() rule.Pointer { return rule.PointerOf("suppliers", i, "id") }, s.ID, "unit", units)
			}
			for j := range s.Members {
				l.addBody(&found, func() rule.Pointer { return rule.PointerOf("suppliers", i, "members", j, "id") }, s.Members[j].ID, "unit", units)
			}
		}
		return found
	},
}

var decisionBodiesExist = rule.Rule[inMarket[decision.Decision]]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, d *inMarket[decision.Decision]) (found rule.Findings) {
		d.addBody(&found, func() rule.Pointer { return "/ccg" }, d.value.CCG, "group", groups)
		if f := d.value.Function; f != nil {
			d.addBody(&found, func() rule.Pointer { return "/function/owner" }, f.Owner, "group or board", groups, boards)
		}
		if n := d.value.Incumbent; n != nil && n.Kind == service.CSU {
			d.addBody(&found, func() rule.Pointer { return "/incumbent/org" }, n.Org, "unit", units)
		}
		for i := range d.value.Options {
			if s := d.value.Options[i].Supplier; s != nil && s.Kind == service.CSU {
				d.addBody(&found, func() rule.Pointer { return rule.PointerOf("options", i, "supplier", "org") }, s.Org, "unit", units)
			}
		}
		return found
	},
}

var unitCustomersExist = rule.Rule[inMarket[csu.Unit]]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, u *inMarket[csu.Unit]) (found rule.Findings) {
		for i := range u.value.Customers {
			if id := u.value.Customers[i].ID; id.IsCode() {
				u.addBody(&found, func() rule.Pointer { return rule.PointerOf("customers", i, "id") }, id, "group or board", groups, boards)
			}
		}
		return found
	},
}

var spendBodiesExist = rule.Rule[inMarket[Spend]]{
	Meta: bodyExistsMeta,
	Check: func(_ rule.Pass, s *inMarket[Spend]) (found rule.Findings) {
		if !s.knows(s.value.Customer, groups, boards) {
			s.addBody(&found, func() rule.Pointer { return "/customer" }, s.value.Customer, "group or board", groups, boards)
		}
		if !s.knows(s.value.Supplier, units, suppliers) {
			s.addBody(&found, func() rule.Pointer { return "/supplier" }, s.value.Supplier, "unit or supplier of a framework", units, suppliers)
		}
		return found
	},
}

var lineExistsMeta = rule.Meta{
	ID:          RuleLineExists,
	Title:       "Every service line named in a document is in the catalogue",
	Rationale:   "The identifier of a line shows who offers it and who buys it. A line under another identifier is one that nobody else has.",
	Fix:         "Use the identifier of the catalogue, or add the line to it.",
	Limitations: "Judged if the market has a catalogue. The official numbered list of lines was not found, so the catalogue may be incomplete.",
	Severity:    rule.Warning,
	Basis:       rule.Integrity,
	Tags:        []string{"service lines"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `"lines": [{"service": "contract-management"}]`,
	BadExample:  `"lines": [{"service": "contract-managment"}]`,
	Related:     []rule.ID{RuleProviderOffers, RuleBodyExists},
}

func addLine(found *rule.Findings, at rule.Pointer, id service.ID) {
	found.Add(at, "unknown service line %q: use an identifier of the catalogue, or add the line", id).With("line", id)
}

var agreementLinesExist = rule.Rule[agreementInMarket]{
	Meta:    lineExistsMeta,
	Applies: func(d *agreementInMarket) bool { return len(d.lines) > 0 },
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		for i := range d.value.Lines {
			if id := d.value.Lines[i].Service; !d.knowsLine(id) {
				addLine(&found, rule.PointerOf("lines", i, "service"), id)
			}
		}
		return found
	},
}

var callOffLinesExist = rule.Rule[inMarket[framework.CallOff]]{
	Meta:    lineExistsMeta,
	Applies: func(c *inMarket[framework.CallOff]) bool { return len(c.lines) > 0 },
	Check: func(_ rule.Pass, c *inMarket[framework.CallOff]) (found rule.Findings) {
		for i, id := range c.value.Lines {
			if !c.knowsLine(id) {
				addLine(&found, rule.PointerOf("lines", i), id)
			}
		}
		return found
	},
}

var lotLinesExist = rule.Rule[listed]{
	Meta:    lineExistsMeta,
	Applies: func(l *listed) bool { return len(l.lines) > 0 },
	Check: func(_ rule.Pass, l *listed) (found rule.Findings) {
		for i := range l.value.Lots {
			for j, id := range l.value.Lots[i].Lines {
				if !l.knowsLine(id) {
					addLine(&found, rule.PointerOf("lots", i, "lines", j), id)
				}
			}
		}
		return found
	},
}

var decisionLinesExist = rule.Rule[inMarket[decision.Decision]]{
	Meta:    lineExistsMeta,
	Applies: func(d *inMarket[decision.Decision]) bool { return len(d.lines) > 0 },
	Check: func(_ rule.Pass, d *inMarket[decision.Decision]) (found rule.Findings) {
		if !d.knowsLine(d.value.Line) {
			addLine(&found, "/line", d.value.Line)
		}
		for i := range d.value.Options {
			if id := d.value.Options[i].Line; !d.knowsLine(id) {
				addLine(&found, rule.PointerOf("options", i, "line"), id)
			}
		}
		return found
	},
}

var unitLinesExist = rule.Rule[inMarket[csu.Unit]]{
	Meta:    lineExistsMeta,
	Applies: func(u *inMarket[csu.Unit]) bool { return len(u.lines) > 0 },
	Check: func(_ rule.Pass, u *inMarket[csu.Unit]) (found rule.Findings) {
		for i, id := range u.value.Lines {
			if !u.knowsLine(id) {
				addLine(&found, rule.PointerOf("lines", i), id)
			}
		}
		if p := u.value.BusinessPlan; p != nil {
			for i := range p.Lines {
				if id := p.Lines[i].Line; !u.knowsLine(id) {
					addLine(&found, rule.PointerOf("business_plan", "lines", i, "line"), id)
				}
			}
		}
		return found
	},
}

var spendLineExists = rule.Rule[inMarket[Spend]]{
	Meta:    lineExistsMeta,
	Applies: func(s *inMarket[Spend]) bool { return s.value.Line != "" && len(s.lines) > 0 },
	Check: func(_ rule.Pass, s *inMarket[Spend]) (found rule.Findings) {
		if !s.knowsLine(s.value.Line) {
			addLine(&found, "/line", s.value.Line)
		}
		return found
	},
}

var frameworkExistsMeta = rule.Meta{
	ID:          RuleFrameworkExists,
	Title:       "Every framework, lot and call-off named in a document is on file",
	Rationale:   "A call-off is competitive if its framework was competed. A framework that is not on file cannot be examined.",
	Fix:         "Correct the name, or add the framework or the call-off.",
	Limitations: "Judged if the market has frameworks. An agreement names its framework or the ID of its call-off. FW-01 judges the call-offs of a framework.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `"call_off": "lpf", and lpf is a framework of the market`,
	BadExample:  `"call_off": "lfp"`,
	Related:     []rule.ID{RuleSameParties, framework.RuleReferences},
}

var callOffExists = rule.Rule[agreementInMarket]{
	Meta:    frameworkExistsMeta,
	Applies: func(d *agreementInMarket) bool { return d.value.CallOff != "" && len(d.frameworks) > 0 },
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		if d.framework == nil {
			found.Add("/call_off", "unknown framework or call-off %.100q: name one that is on file", d.value.CallOff).With("call_off", d.value.CallOff)
		}
		return found
	},
}

var purchaseExists = rule.Rule[inMarket[decision.Decision]]{
	Meta:    frameworkExistsMeta,
	Applies: func(d *inMarket[decision.Decision]) bool { return len(d.frameworks) > 0 },
	Check: func(_ rule.Pass, d *inMarket[decision.Decision]) (found rule.Findings) {
		for i := range d.value.Options {
			p := d.value.Options[i].Purchase
			if p == nil || p.Framework == "" {
				continue
			}
			at := rule.PointerOf("options", i, "purchase")
			switch a := d.frameworks[framework.ID(p.Framework)]; {
			case a == nil:
				found.Add(at+"/framework", "unknown framework %.100q: name one that is on file", p.Framework).With("framework", p.Framework)
			case p.Lot != "" && len(a.Lots) > 0 && !d.isLot(a, p.Lot):
				found.Add(at+"/lot", "framework %s has no lot %.100q: name one of its lots", a.ID, p.Lot).With("lot", p.Lot)
			}
		}
		return found
	},
}
