package spend

import (
	"slices"
)

// runTogether returns the rest of a text after removing the tail of another cell
// from its front, or other text from its end.
func runTogether(w []string) [][]string {
	var cuts [][]string
	last := slices.Index(w, csuWord)
	for i := len(w) - 1; i >= 0; i-- {
		if w[i] == csuWord {
			last = i
			break
		}
	}
	ends := []int{len(w)}
	if last+1 < len(w) && allOf(w[last+1:], debris) {
		ends = append(ends, last+1)
	}
	for _, end := range ends {
		for i := 0; i < end-1; i++ {
			if i > 0 && !debris(w[i-1]) {
				break
			}
			if i > 0 || end < len(w) {
				cuts = append(cuts, w[i:end])
			}
		}
	}
	return cuts
}

// runInCompany reports whether the only sign of a company is the tail of another
// cell at the front.
func runInCompany(w []string) bool {
	i := slices.Index(w, "NHS")
	return i > 0 && allOf(w[:i], debris) && !company(w[i:])
}

func allOf(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !is(s) })
}

// debris lists words that end other cells, or name the budgets next to a supplier:
// no organisation is known by them alone.
func debris(w string) bool {
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	switch w {
	case "TRUST", "FOUNDATION", "FT", "LTD", "PLC", "LLP", "CIC", "CCG", "COUNCIL", "HOSPITAL", "HOSPITALS", "SURGERY", "PRACTICE", "PARTNERS", "CENTRE", "UNIT", "SERVICE", "SERVICES", "NHS",
		"PROGRAMME", "PROJECTS", "PROJECT", "CORPORATE", "COSTS", "COST", "ADMINISTRATION", "ADMIN", "BUSINESS", "SUPPORT", "RECHARGE", "RECHARGES", "CHARGE", "CHARGES", "FROM", "BALANCE", "SHEET",
		"IMT", "IM", "IT", "T", "AND", "PRIMARY", "CARE", "CLINICAL", "SYSTEMS", "FINANCE", "CONTRACT", "CONTRACTS", "MANAGEMENT", "GENERAL", "RESERVE", "COMMISSIONING", "SCHEMES", "HEALTH", "CORE", "SLA", csuWord,
		"ENGLAND", "NHSE", "TA", "TRADING", "AS", "BOARD", "HOSTED", "BY", "RE", "C", "O", "CO", "LONDON", "THE", "INVOICE", "INV", "LINE", "OTHER":
		return true
	}
	return false
}
