package procurement

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules about how an authority comes by a service.
const (
	// RuleTimeToBuy wants a procurement begun early enough.
	RuleTimeToBuy rule.ID = "FW-20"
	// RuleVATInComparison wants VAT counted when prices are compared.
	RuleVATInComparison rule.ID = "FW-22"
	// RuleStrandedCosts wants it on record who bears stranded costs.
	RuleStrandedCosts rule.ID = "FW-23"
	// RuleMustCompete wants large purchases advertised or called off.
	RuleMustCompete rule.ID = "FW-24"
	// RuleVATBasis wants values compared with thresholds on the right basis.
	RuleVATBasis rule.ID = "FW-25"
	// RuleLightTouch knows what the light rules cover, and since when.
	RuleLightTouch rule.ID = "FW-26"
	// RuleThresholdClass knows which threshold an authority is held to.
	RuleThresholdClass rule.ID = "FW-27"
	// RuleStandstill keeps a contract from being made before standstill is over.
	RuleStandstill rule.ID = "FW-28"
	// RuleWords wants words from closed lists to be in them.
	RuleWords rule.ID = "FW-33"
	// RuleOrder wants dates in order and numbers that can be.
	RuleOrder rule.ID = "FW-34"
)

// The set is built once: building one allocates, using one does not.
var procurementRules = rule.NewSet("procurement", func(p *Procurement) string { return p.ID },
	timeToBuy, vatInComparison, strandedCosts, mustCompete, vatBasis, lightTouch, thresholdClass,
	procurementStandstill, procurementWords, procurementOrder)

// ProcurementRules returns the rules for how an authority comes by a service.
func ProcurementRules() rule.Set[Procurement] { return procurementRules }

// began picks the day that decides which law applied to a procurement.
func began(p *Procurement) nhs.Date { return p.Began }

// ByConstruction describes the rules that need no check, since a value that breaks them
// cannot be written. There is none in this package.
func ByConstruction() []rule.Meta { return nil }
