package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

var bodyOnFileMeta = rule.Meta{
	ID:       RuleBodyOnFile,
	Title:    "The bodies that documents name are on file",
	Why:      "Sums and agreements of a body that is not there are in no answer about the bodies that are: a slip of one letter loses them.",
	Fix:      "Correct the code or slug, or add the body to its register.",
	Limits:   "Judged where the register that the body belongs in holds anything. Firms, councils and other buyers have no register. Where the register does not claim to be complete, and for suppliers, the finding is a warning.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"register"},
	Seen:     rule.SeenSynthetic,
	Good:     `"customers": [{"id": "00C", "kind": "ccg"}], and 00C is a group of the register`,
	Bad:      `"customers": [{"id": "O0C", "kind": "ccg"}]`,
	Related:  []rule.ID{RuleKindIsTrue, RuleLineOnFile, RuleFrameworkOnFile},
}

// addBody reports the body unless it is in one of the registers. It is a warning
// where those do not claim to be complete.
func (x *Index) addBody(found *rule.Findings, at func() rule.Pointer, id nhs.OrgID, what string, in ...register) {
	if x.knows(id, in...) {
		return
	}
	f := found.Add(at(), "there is no %s %q on file: correct the code, or add it to the register", what, id).With("id", id)
	for _, r := range in {
		complete := r == units && x.market.CSUs.Complete || (r == groups || r == boards) && x.market.CCGs.Complete
		if !complete {
			f.Milder(rule.Warning)
		}
	}
}

// addParty is addBody for a party of the stated kind, where that has a register.
func (x *Index) addParty(found *rule.Findings, at func() rule.Pointer, id nhs.OrgID, kind sla.Kind) {
	switch kind {
	case sla.CCG:
		x.addBody(found, at, id, "group", groups)
	case sla.ICB:
		x.addBody(found, at, id, "board", boards)
	case sla.HostedCSU:
		x.addBody(found, at, id, "unit", units)
	}
}

var partiesOnFile = rule.Rule[dealing]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, d *dealing) (found rule.Findings) {
		p := &d.it.Provider
		d.addParty(&found, func() rule.Pointer { return "/provider/id" }, p.ID, p.Kind)
		for i := range d.it.Customers {
			c := &d.it.Customers[i]
			d.addParty(&found, func() rule.Pointer { return rule.At("customers", i, "id") }, c.ID, c.Kind)
			if c.Kind == sla.CCG {
				d.addBody(&found, func() rule.Pointer { return rule.At("customers", i, "successor") }, c.Successor, "group or board", groups, boards)
			}
		}
		return found
	},
}

var callOffBodiesOnFile = rule.Rule[within[framework.CallOff]]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, c *within[framework.CallOff]) (found rule.Findings) {
		for i, id := range c.it.Buyers {
			at := func() rule.Pointer { return rule.At("buyers", i) }
			switch c.it.BuyerClass {
			case framework.CCG:
				c.addBody(&found, at, id, "group", groups)
			case framework.ICB:
				c.addBody(&found, at, id, "board", boards)
			}
		}
		return found
	},
}

var supplierOnFile = rule.Rule[listed]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, l *listed) (found rule.Findings) {
		for i := range l.it.Suppliers {
			s := &l.it.Suppliers[i]
			if s.Kind != service.CSU {
				continue
			}
			if len(s.Members) == 0 {
				l.addBody(&found, func() rule.Pointer { return rule.At("suppliers", i, "id") }, s.ID, "unit", units)
			}
			for j := range s.Members {
				l.addBody(&found, func() rule.Pointer { return rule.At("suppliers", i, "members", j, "id") }, s.Members[j].ID, "unit", units)
			}
		}
		return found
	},
}

var decisionBodiesOnFile = rule.Rule[within[decision.Decision]]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, d *within[decision.Decision]) (found rule.Findings) {
		d.addBody(&found, func() rule.Pointer { return "/ccg" }, d.it.CCG, "group", groups)
		if f := d.it.Function; f != nil {
			d.addBody(&found, func() rule.Pointer { return "/function/owner" }, f.Owner, "group or board", groups, boards)
		}
		if n := d.it.Incumbent; n != nil && n.Kind == service.CSU {
			d.addBody(&found, func() rule.Pointer { return "/incumbent/org" }, n.Org, "unit", units)
		}
		for i := range d.it.Options {
			if s := d.it.Options[i].Supplier; s != nil && s.Kind == service.CSU {
				d.addBody(&found, func() rule.Pointer { return rule.At("options", i, "supplier", "org") }, s.Org, "unit", units)
			}
		}
		return found
	},
}

var unitCustomersOnFile = rule.Rule[within[csu.Unit]]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, u *within[csu.Unit]) (found rule.Findings) {
		for i := range u.it.Customers {
			if id := u.it.Customers[i].ID; id.IsCode() {
				u.addBody(&found, func() rule.Pointer { return rule.At("customers", i, "id") }, id, "group or board", groups, boards)
			}
		}
		return found
	},
}

var spendBodiesOnFile = rule.Rule[within[Spend]]{
	Meta: bodyOnFileMeta,
	Check: func(_ rule.Pass, s *within[Spend]) (found rule.Findings) {
		if !s.knows(s.it.Customer, groups, boards) {
			s.addBody(&found, func() rule.Pointer { return "/customer" }, s.it.Customer, "group or board", groups, boards)
		}
		if !s.knows(s.it.Supplier, units, suppliers) {
			s.addBody(&found, func() rule.Pointer { return "/supplier" }, s.it.Supplier, "unit or supplier of a framework", units, suppliers)
		}
		return found
	},
}

var lineOnFileMeta = rule.Meta{
	ID:       RuleLineOnFile,
	Title:    "The service lines that documents name are in the catalogue",
	Why:      "Who offers a line, and who buys it, is found by its identifier. A line by another name is a line that nobody else has.",
	Fix:      "Use the identifier of the catalogue, or add the line to it.",
	Limits:   "Judged where the market has a catalogue. The official numbered list of lines was not found, so the catalogue may lack one.",
	Severity: rule.Warning,
	Basis:    rule.Integrity,
	Tags:     []string{"service lines"},
	Seen:     rule.SeenSynthetic,
	Good:     `"lines": [{"service": "contract-management"}]`,
	Bad:      `"lines": [{"service": "contract-managment"}]`,
	Related:  []rule.ID{RuleProviderOffers, RuleBodyOnFile},
}

func addLine(found *rule.Findings, at rule.Pointer, id service.ID) {
	found.Add(at, "there is no service line %q in the catalogue: use one of its identifiers, or add the line", id).With("line", id)
}

var agreementLinesOnFile = rule.Rule[dealing]{
	Meta:    lineOnFileMeta,
	Applies: func(d *dealing) bool { return len(d.lines) > 0 },
	Check: func(_ rule.Pass, d *dealing) (found rule.Findings) {
		for i := range d.it.Lines {
			if id := d.it.Lines[i].Service; !d.knowsLine(id) {
				addLine(&found, rule.At("lines", i, "service"), id)
			}
		}
		return found
	},
}

var callOffLinesOnFile = rule.Rule[within[framework.CallOff]]{
	Meta:    lineOnFileMeta,
	Applies: func(c *within[framework.CallOff]) bool { return len(c.lines) > 0 },
	Check: func(_ rule.Pass, c *within[framework.CallOff]) (found rule.Findings) {
		for i, id := range c.it.Lines {
			if !c.knowsLine(id) {
				addLine(&found, rule.At("lines", i), id)
			}
		}
		return found
	},
}

var lotLinesOnFile = rule.Rule[listed]{
	Meta:    lineOnFileMeta,
	Applies: func(l *listed) bool { return len(l.lines) > 0 },
	Check: func(_ rule.Pass, l *listed) (found rule.Findings) {
		for i := range l.it.Lots {
			for j, id := range l.it.Lots[i].Lines {
				if !l.knowsLine(id) {
					addLine(&found, rule.At("lots", i, "lines", j), id)
				}
			}
		}
		return found
	},
}

var decisionLinesOnFile = rule.Rule[within[decision.Decision]]{
	Meta:    lineOnFileMeta,
	Applies: func(d *within[decision.Decision]) bool { return len(d.lines) > 0 },
	Check: func(_ rule.Pass, d *within[decision.Decision]) (found rule.Findings) {
		if !d.knowsLine(d.it.Line) {
			addLine(&found, "/line", d.it.Line)
		}
		for i := range d.it.Options {
			if id := d.it.Options[i].Line; !d.knowsLine(id) {
				addLine(&found, rule.At("options", i, "line"), id)
			}
		}
		return found
	},
}

var unitLinesOnFile = rule.Rule[within[csu.Unit]]{
	Meta:    lineOnFileMeta,
	Applies: func(u *within[csu.Unit]) bool { return len(u.lines) > 0 },
	Check: func(_ rule.Pass, u *within[csu.Unit]) (found rule.Findings) {
		for i, id := range u.it.Lines {
			if !u.knowsLine(id) {
				addLine(&found, rule.At("lines", i), id)
			}
		}
		if p := u.it.BusinessPlan; p != nil {
			for i := range p.Lines {
				if id := p.Lines[i].Line; !u.knowsLine(id) {
					addLine(&found, rule.At("business_plan", "lines", i, "line"), id)
				}
			}
		}
		return found
	},
}

var spendLineOnFile = rule.Rule[within[Spend]]{
	Meta:    lineOnFileMeta,
	Applies: func(s *within[Spend]) bool { return s.it.Line != "" && len(s.lines) > 0 },
	Check: func(_ rule.Pass, s *within[Spend]) (found rule.Findings) {
		if !s.knowsLine(s.it.Line) {
			addLine(&found, "/line", s.it.Line)
		}
		return found
	},
}

var frameworkOnFileMeta = rule.Meta{
	ID:       RuleFrameworkOnFile,
	Title:    "Frameworks, lots and call-offs that documents name are on file",
	Why:      "A contract was made in competition if the framework that it was called off was. One that is not there cannot be looked at.",
	Fix:      "Correct the name, or add the framework or the call-off.",
	Limits:   "Judged where the market has frameworks. An agreement names its framework or, by its ID, the call-off. The call-offs of a framework are judged by FW-01.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"framework"},
	Seen:     rule.SeenSynthetic,
	Good:     `"call_off": "lpf", and lpf is a framework of the market`,
	Bad:      `"call_off": "lfp"`,
	Related:  []rule.ID{RuleSameParties, framework.RuleReferences},
}

var callOffOnFile = rule.Rule[dealing]{
	Meta:    frameworkOnFileMeta,
	Applies: func(d *dealing) bool { return d.it.CallOff != "" && len(d.frameworks) > 0 },
	Check: func(_ rule.Pass, d *dealing) (found rule.Findings) {
		if d.framework == nil {
			found.Add("/call_off", "there is no framework and no call-off %.100q: name one that is on file", d.it.CallOff).With("call_off", d.it.CallOff)
		}
		return found
	},
}

var purchaseOnFile = rule.Rule[within[decision.Decision]]{
	Meta:    frameworkOnFileMeta,
	Applies: func(d *within[decision.Decision]) bool { return len(d.frameworks) > 0 },
	Check: func(_ rule.Pass, d *within[decision.Decision]) (found rule.Findings) {
		for i := range d.it.Options {
			p := d.it.Options[i].Purchase
			if p == nil || p.Framework == "" {
				continue
			}
			at := rule.At("options", i, "purchase")
			switch a := d.frameworks[framework.ID(p.Framework)]; {
			case a == nil:
				found.Add(at+"/framework", "there is no framework %.100q: name one that is on file", p.Framework).With("framework", p.Framework)
			case p.Lot != "" && len(a.Lots) > 0 && !d.isLot(a, p.Lot):
				found.Add(at+"/lot", "framework %s has no lot %.100q: name one of its lots", a.ID, p.Lot).With("lot", p.Lot)
			}
		}
		return found
	},
}
