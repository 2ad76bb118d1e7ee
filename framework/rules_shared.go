package framework

import (
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The days on which the regulations that these rules cite were in force.
var (
	underPCRs         = nhs.Period{From: procurement.PCR2006.InForce().From, Until: procurement.PCR2015.InForce().Until}
	standstillPeriods = sharedMeta(procurement.RuleStandstill).InForce
)

// sharedMeta returns what package procurement says of a rule that it shares with
// framework documents.
func sharedMeta(id rule.ID) rule.Meta {
	m, _ := procurement.ProcurementRules().Lookup(id)
	m.Subject = ""
	return m
}
