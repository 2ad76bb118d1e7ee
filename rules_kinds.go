package commissioning

import (
	"slices"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

var kindMatchesMeta = rule.Meta{
	ID:          RuleKindMatchesRegister,
	Title:       "The stated kind of a body matches the register",
	Rationale:   "Whether an agreement binds, whether VAT is charged and who may buy depend on the kind. A firm with the ODS code of a unit is not a unit of the NHS: Optum has one.",
	Fix:         "State the kind that the register has, or correct the register.",
	Limitations: "Judged for groups, boards and bodies in the register of units; firms, councils and charities have no register. A unit that left its host counts as hosted until that day. If the day is known only in part, the unit is not judged after it.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Citations:   citationsOf(csu.UnitRules(), csu.RuleCodeIsNoProof),
	Tags:        []string{"parties", "register"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `"provider": {"id": "0DG", "kind": "independent"}`,
	BadExample:  `"provider": {"id": "0DG", "kind": "csu"}, where 0DG is a firm`,
	Related:     []rule.ID{csu.RuleCodeIsNoProof, sla.RuleBasis, RuleBodyExists},
}

// A nature is what a body is according to the registers; "" if they do not say.
type nature string

const (
	aGroup      nature = "group"
	aBoard      nature = "board"
	aHostedUnit nature = "hosted unit"
	anOutsider  nature = "body outside the NHS"
)

// natureOf returns what the body is on the day according to the registers.
func (x *Index) natureOf(id nhs.OrgID, on nhs.Date) nature {
	if id == "" {
		return ""
	}
	if u := x.units[id]; u != nil {
		switch {
		case u.Kind == csu.Independent:
			return anOutsider
		case u.Kind != csu.Hosted:
			return ""
		case u.HostingEnded.IsZero() || u.HostingEnded.After(nhs.PartialDateOf(on)) == nhs.Yes:
			return aHostedUnit
		case u.HostingEnded.Before(nhs.PartialDateOf(on)) == nhs.Yes:
			return anOutsider
		}
		return ""
	}
	switch {
	case x.groups[id] != nil && x.icbs[id] != nil:
		return ""
	case x.groups[id] != nil:
		return aGroup
	case x.icbs[id] != nil:
		return aBoard
	}
	return ""
}

// addKind reports a stated kind that a body of the nature cannot have.
func addKind(found *rule.Findings, at rule.Pointer, id nhs.OrgID, stated string, is nature) {
	found.Add(at, "%s is a %s in the register, not %.40q: correct the kind or the register", id, is, stated).
		With("id", id).With("kind", stated)
}

func isPartyKind(k sla.PartyKind, is nature) bool {
	switch is {
	case aGroup:
		return k == sla.CCG
	case aBoard:
		return k == sla.ICB
	case aHostedUnit:
		return k == sla.HostedCSU
	case anOutsider:
		return k != sla.CCG && k != sla.ICB && k != sla.HostedCSU && k != sla.NHSEngland
	}
	return true
}

var partyKindMatches = rule.Rule[agreementInMarket]{
	Meta: kindMatchesMeta,
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		p, on := &d.value.Provider, d.value.Term.Starts
		if is := d.natureOf(p.ID, on); p.Kind != "" && !isPartyKind(p.Kind, is) {
			addKind(&found, "/provider/kind", p.ID, string(p.Kind), is)
		}
		for i := range d.value.Customers {
			c := &d.value.Customers[i]
			if is := d.natureOf(c.ID, on); c.Kind != "" && !isPartyKind(c.Kind, is) {
				addKind(&found, rule.PointerOf("customers", i, "kind"), c.ID, string(c.Kind), is)
			}
		}
		return found
	},
}

var supplierKindMatches = rule.Rule[listed]{
	Meta: kindMatchesMeta,
	Check: func(_ rule.Pass, l *listed) (found rule.Findings) {
		on := l.value.Dates.Award.Earliest()
		for i := range l.value.Suppliers {
			s := &l.value.Suppliers[i]
			switch is := l.natureOf(s.ID, on); {
			case s.Kind == "":
			case is == aHostedUnit && s.Kind != service.CSU && s.Kind != service.Consortium,
				is == anOutsider && s.Kind == service.CSU,
				is == aGroup || is == aBoard:
				addKind(&found, rule.PointerOf("suppliers", i, "kind"), s.ID, string(s.Kind), is)
			}
		}
		return found
	},
}

var buyerClassMatches = rule.Rule[inMarket[framework.CallOff]]{
	Meta:    kindMatchesMeta,
	Applies: func(c *inMarket[framework.CallOff]) bool { return c.value.BuyerClass != "" && len(c.value.Buyers) > 0 },
	Check: func(_ rule.Pass, c *inMarket[framework.CallOff]) (found rule.Findings) {
		class := c.value.BuyerClass
		for i, id := range c.value.Buyers {
			var is nature
			ok := true
			switch is = c.natureOf(id, c.value.Date.Earliest()); is {
			case aGroup:
				ok = procurement.CCG.IsIn(class)
			case aBoard:
				ok = procurement.ICB.IsIn(class)
			case aHostedUnit:
				ok = procurement.HostedBody.IsIn(class) || class == procurement.NHSEngland
			case anOutsider:
				ok = !slices.Contains([]procurement.BuyerClass{procurement.CCG, procurement.ICB, procurement.HostedBody, procurement.NHSEngland}, class)
			}
			if !ok {
				addKind(&found, rule.PointerOf("buyers", i), id, string(class), is)
			}
		}
		return found
	},
}

func isSupplierKind(k service.SupplierKind, is nature) bool {
	switch is {
	case aGroup, aBoard:
		return k == service.NHSBody
	case aHostedUnit:
		return k == service.CSU
	case anOutsider:
		return !k.IsNHS()
	}
	return true
}

var decisionKindMatches = rule.Rule[inMarket[decision.Decision]]{
	Meta: kindMatchesMeta,
	Check: func(_ rule.Pass, d *inMarket[decision.Decision]) (found rule.Findings) {
		if n := d.value.Incumbent; n != nil && n.Kind != "" {
			if is := d.natureOf(n.Org, d.value.Date); !isSupplierKind(n.Kind, is) {
				addKind(&found, "/incumbent/kind", n.Org, string(n.Kind), is)
			}
		}
		for i := range d.value.Options {
			s := d.value.Options[i].Supplier
			if s == nil || s.Kind == "" {
				continue
			}
			if is := d.natureOf(s.Org, d.value.Date); !isSupplierKind(s.Kind, is) {
				addKind(&found, rule.PointerOf("options", i, "supplier", "kind"), s.Org, string(s.Kind), is)
			}
		}
		return found
	},
}
