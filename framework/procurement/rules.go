package procurement

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules about how an authority buys a service.
const (
	// RuleTimeToBuy wants a procurement to begin early enough.
	RuleTimeToBuy rule.ID = "FW-20"
	// RuleVATInComparison wants VAT counted when prices are compared.
	RuleVATInComparison rule.ID = "FW-22"
	// RuleStrandedCosts wants stranded costs agreed before leaving a CSU.
	RuleStrandedCosts rule.ID = "FW-23"
	// RuleMustCompete wants large purchases advertised or called off.
	RuleMustCompete rule.ID = "FW-24"
	// RuleVATBasis wants values compared with thresholds on the right basis.
	RuleVATBasis rule.ID = "FW-25"
	// RuleLightTouch wants the light rules used only for what they cover, and when.
	RuleLightTouch rule.ID = "FW-26"
	// RuleThresholdClass wants an authority to use the threshold of its own class.
	RuleThresholdClass rule.ID = "FW-27"
	// RuleStandstill wants a contract concluded only after standstill.
	RuleStandstill rule.ID = "FW-28"
	// RuleActStandstill wants the standstill of the Procurement Act kept.
	RuleActStandstill rule.ID = "FW-36"
	// RuleProviderStandstill wants the standstill of the provider selection regime kept.
	RuleProviderStandstill rule.ID = "FW-37"
	// RuleLeastTime wants suppliers to have the least time of the law.
	RuleLeastTime rule.ID = "FW-38"
	// RulePriorNotice wants a notice that shortens the time published in time.
	RulePriorNotice rule.ID = "FW-39"
	// RuleOnlyCapable wants health care unadvertised only where one provider is capable.
	RuleOnlyCapable rule.ID = "FW-53"
	// RuleUrgencyForeseen wants urgency claimed only for what could not be foreseen.
	RuleUrgencyForeseen rule.ID = "FW-54"
	// RuleSlaveryAssessed wants the risk of modern slavery assessed first.
	RuleSlaveryAssessed rule.ID = "FW-55"
	// RuleStatedLaw wants the stated law and the route to be those of the law that governs.
	RuleStatedLaw rule.ID = "FW-56"
	// RuleWords wants only known words where a list is closed.
	RuleWords rule.ID = "FW-33"
	// RuleOrder wants dates in order and numbers in range.
	RuleOrder rule.ID = "FW-34"
)

// The set is built once: building one allocates, using one does not.
var procurementRules = rule.NewSet("procurement", func(p *Procurement) string { return p.ID },
	timeToBuy, vatInComparison, strandedCosts, mustCompete, vatBasis, lightTouch, thresholdClass,
	procurementStandstill, procurementWords, procurementOrder, actStandstill, providerStandstill,
	leastTime, priorNotice, onlyCapable, urgencyForeseen, slaveryAssessed, statedLaw)

// ProcurementRules returns the rules for how an authority buys a service.
func ProcurementRules() rule.Set[Procurement] { return procurementRules }

// began returns the day that decides which law applied.
func began(p *Procurement) nhs.Date { return p.Began }

// ByConstruction returns the rules that need no check, because no value can break them.
// There is none in this package.
func ByConstruction() []rule.Meta { return nil }
