package whatif

import (
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/rule"
)

// withoutSupposed removes the findings that blame the market for being supposed: a
// decision of which the scenario says only who decided what and when has no papers, and a
// register in which bodies merged has another number of them than history.
func (c *simulation) withoutSupposed(found rule.Findings) rule.Findings {
	return slices.DeleteFunc(found, func(f rule.Finding) bool {
		if f.Rule == ccg.RuleNationalCount || f.Rule == csu.RuleCounts {
			return len(c.ended) > 0
		}
		return slices.ContainsFunc(c.supposed, f.Path.HasPrefix)
	})
}
