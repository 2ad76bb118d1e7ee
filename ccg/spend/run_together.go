package spend

import (
	"slices"
	"strings"
)

// payee returns the words of the supplier in a text that holds more than that: after
// the label of the total before it ("A LTD TOTAL B LTD"), before the one on whose
// behalf it was paid, and once if the text says it twice.
func payee(w []string) []string {
	for i := len(w) - 2; i > 0; i-- {
		if w[i] == "TOTAL" {
			w = w[i+1:]
			break
		}
	}
	for i := 1; i+1 < len(w); i++ {
		if w[i] == "ON" && w[i+1] == "BEHALF" {
			w = w[:i]
			break
		}
	}
	if n := len(w) / 2; n > 0 && len(w) == 2*n && slices.Equal(w[:n], w[n:]) {
		w = w[:n]
	}
	return w
}

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
	for end := last + 1; end < len(w); end++ {
		if allOf(w[end:], debris) {
			ends = append(ends, end)
			break
		}
	}
	for i := last - 1; i > 0; i-- {
		if w[i] == csuWord && allOf(w[i+1:], debris) {
			ends = append(ends, i+1) // "NEL CSU CHARGES FROM CSU"
		}
	}
	for _, end := range ends {
		for i := 0; i < end-1; i++ {
			if i > 0 && !debris(w[i-1]) && !noise(w[i-1], w[i]) {
				break
			}
			if i > 0 || end < len(w) {
				cuts = append(cuts, w[i:end])
			}
		}
	}
	return cuts
}

// noise reports whether a single letter before a word is no part of a name. Letters
// that may stand for a quarter of the sky or a county are.
func noise(w, next string) bool {
	return len(w) == 1 && (next == "NHS" || !strings.Contains("NSEWCGLMYK", w))
}

// runInCompany reports whether the only sign of a company is the tail of another
// cell at the front.
func runInCompany(w []string) bool {
	i := slices.IndexFunc(w, func(s string) bool { return !legalForm(s) })
	if i <= 0 {
		i = slices.Index(w, "NHS")
	}
	return i > 0 && allOf(w[:i], debris) && !company(w[i:])
}

func legalForm(w string) bool { return w == "LTD" || w == "PLC" || w == "LLP" || w == "CIC" }

func allOf(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !is(s) })
}

// debris lists words that end other cells, or name the budgets next to a supplier:
// no organisation is known by them alone. Whatever has a figure in it is a code, an
// invoice or an account.
func debris(w string) bool {
	if strings.ContainsAny(w, "0123456789") {
		return true
	}
	switch w {
	case "TRUST", "FOUNDATION", "FT", "LTD", "PLC", "LLP", "CIC", "CCG", "COUNCIL", "HOSPITAL", "HOSPITALS", "SURGERY", "PRACTICE", "PARTNERS", "CENTRE", "UNIT", "SERVICE", "SERVICES", "NHS",
		"PROGRAMME", "PROJECTS", "PROJECT", "CORPORATE", "COSTS", "COST", "ADMINISTRATION", "ADMIN", "BUSINESS", "SUPPORT", "RECHARGE", "RECHARGES", "CHARGE", "CHARGES", "FROM", "BALANCE", "SHEET",
		"IMT", "IM", "IT", "T", "AND", "PRIMARY", "CARE", "CLINICAL", "SYSTEMS", "FINANCE", "CONTRACT", "CONTRACTS", "MANAGEMENT", "GENERAL", "RESERVE", "COMMISSIONING", "SCHEMES", "HEALTH", "CORE", "SLA", csuWord,
		"ENGLAND", "NHSE", "TA", "TRADING", "AS", "BOARD", "HOSTED", "BY", "RE", "C", "O", "CO", "LONDON", "THE", "INVOICE", "INV", "LINE", "OTHER",
		"A", "AC", "ACCOUNT", "PAYMENT", "PAYMENTS", "SUPPLIER", "VENDOR", "CREDITOR", "DO", "NOT", "USE", "ONLY", "VAT", "PO", "REF", "X", "Z", "CC", "V":
		return true
	}
	return false
}
