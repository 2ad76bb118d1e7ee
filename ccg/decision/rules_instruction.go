package decision

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// instructed reports whether NHS England's letter of 2015 wanted the line bought from
// the Lead Provider Framework: GP IT and core business intelligence. What is core was
// in a specification that was not seen; reporting is taken for it.
func instructed(line service.ID) bool { return line == "gp-it" || line == "bi-reporting" }

var instruction = rule.Rule[Decision]{
	Meta: rule.Meta{
		ID:        RuleInstruction,
		Title:     "Core business intelligence or GP IT taken in house is shown to match the framework's suppliers",
		Rationale: "In the spring of 2015 NHS England wrote to all groups that they were required to buy both from the Lead Provider Framework, and that whoever goes in house must show comparable resilience, capacity and capability, and value for money.",
		Fix:       "Write in the business case how the group's own service compares with suppliers of the framework, or record why it decides without.",
		Limitations: "The letter was seen only in reports, and its day is not known: the rule begins with the first month by which it must have been out, and no end of it was found. " +
			"Whether NHS England had the power was doubted, and groups held that they are free: treat it as advice. Only reporting counts as core business intelligence. That the comparison is right is not checked, nor by which route a service is bought.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Instruction2015, citation.InstructionNorth),
		InForce:     instructionFrom,
		Tags:        []string{"business case", "in house"},
		Observed:    rule.NeverObserved,
		GoodExample: `"line": "gp-it", "business_case": {"comparable": "two sites, 14 staff on a rota, …", "value_for_money": "…"}`,
		BadExample:  `"line": "gp-it", "business_case": {"value_for_money": "…"}`,
		Related:     []rule.ID{RuleInHouseCase, RuleCaseSections, RuleMustUse},
	},
	Applies: func(d *Decision) bool { return d.inHouse() && instructed(d.Line) },
	On:      decided,
	Check: func(_ rule.Pass, d *Decision) (found rule.Findings) {
		switch {
		case d.Case == nil:
			found.Add("/business_case", "missing business case: NHS England wanted %s bought from the framework; show that the group's own service is comparable", d.Line).
				With("line", d.Line)
		case blank(d.Case.Comparable):
			found.Add("/business_case/comparable", "nothing on resilience, capacity and capability: compare the group's own %s with suppliers of the framework", d.Line).
				With("line", d.Line)
		}
		return found
	},
}
