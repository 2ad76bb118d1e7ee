package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

var vatInComparison = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleVATInComparison,
		Title:       "A bid from outside the NHS is compared with a CSU including irrecoverable VAT",
		Rationale:   "NHS bodies do not charge one another VAT. Suppliers from outside charge 20%, and part is refunded under the contracted-out services rules. NHS England put the rest at 5% to 9% of an end-to-end deal.",
		Fix:         "Work out what cannot be recovered and give it as irrecoverable_vat; 0 is allowed.",
		Limitations: "What is refunded depends on the service and is not worked out here.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.FirstCallOff, citation.TaxRules, citation.ContractedOut, citation.OutsourcingVAT),
		InForce:     nhs.MustParsePeriod("2013-04-01/.."),
		Tags:        []string{"procurement", "value"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `a CSU and {"kind": "independent", "price": "100.00", "irrecoverable_vat": "7"}`,
		BadExample:  `a CSU and {"kind": "independent", "price": "100.00"}`,
		Related:     []rule.ID{RuleStrandedCosts, RuleVATBasis},
	},
	Applies: func(p *Procurement) bool {
		inside, outside := false, false
		for i := range p.Offers {
			k := p.Offers[i].Kind
			inside = inside || k.IsNHS()
			outside = outside || k != "" && !k.IsNHS()
		}
		return inside && outside
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		for i := range p.Offers {
			o := &p.Offers[i]
			if o.Kind == "" || o.Kind.IsNHS() {
				continue
			}
			if v := o.Irrecoverable; v == nil {
				may := WithIrrecoverableVAT(o.Price)
				found.Add(rule.PointerOf("offers", i), "%s offers %s without VAT: it may cost %s to %s by NHS England's estimate, at most %s; work it out", o.Supplier, o.Price, may.Low, may.High, may.Most).
					With("price", o.Price).With("most", may.Most)
			} else if v.Sign() < 0 || v.Compare(vatPercent) > 0 {
				found.Add(rule.PointerOf("offers", i, "irrecoverable_vat"), "irrecoverable VAT of %s: give a figure from 0%% to 20%%", *v).With("irrecoverable", *v)
			}
		}
		return found
	},
}

var in2015 = nhs.MustParsePeriod("2015-01-01/2015-12-31")

var strandedCosts = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleStrandedCosts,
		Title:       "Stranded costs are agreed before leaving a CSU",
		Rationale:   "A unit that loses a customer keeps staff and leases for a while. In the spring of 2015 NHS England told groups of the north that they would pay for it if they went in house; that summer procurements were paused because nobody knew who would pay; by the autumn NHS England had agreed to.",
		Fix:         "Record who pays in stranded_payer.",
		Limitations: "The amount of the costs is not calculated.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.InstructionNorth, citation.Stranded, citation.FirstCallOff),
		InForce:     in2015,
		Tags:        []string{"procurement", "exit"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"incumbent": "csu", "supplier_kind": "independent", "stranded_payer": "NHS England"}`,
		BadExample:  `{"incumbent": "csu", "supplier_kind": "independent"}`,
		Related:     []rule.ID{RuleVATInComparison},
	},
	Applies: func(p *Procurement) bool {
		return p.Incumbent == service.CSU && p.SupplierKind != service.CSU && p.Route != Extension
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		if p.StrandedPayer == "" {
			found.Add("/stranded_payer", "no payer named for the costs that the CSU is left with: record who pays")
		}
		return found
	},
}
