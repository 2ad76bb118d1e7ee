package spend

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// company reports whether the words are the name of a company.
func company(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "LTD", "PLC", "LLP", "CIC", "INC", "GMBH", "CHARITY":
			return true
		}
		return false
	})
}

// sameCompany matches a company's name with or without its legal form.
func (a *Attributor) sameCompany(w []string, on nhs.Date) Match {
	bare := companyCore(w)
	if len(bare) < 2 {
		return Match{}
	}
	return a.pick(a.companies[strings.Join(bare, " ")], on, SameWords)
}

func companyCore(w []string) []string {
	return slices.DeleteFunc(slices.Clone(w), func(s string) bool {
		switch s {
		case "LTD", "PLC", "LLP", "UK", "THE":
			return true
		}
		return false
	})
}

// A firm is the name of a supplier that is no unit.
type firm struct {
	name    []string // without its legal form
	letters string
	alias   Alias
}

func newFirm(w []string, alias Alias) firm {
	name := companyCore(w)
	return firm{name, strings.Join(name, ""), alias}
}

// firm matches the name of a firm that companies of its group go on from: "CAPITA" in
// "CAPITA BUSINESS SERVICES LTD", and in "VEREDUS T/A CAPITA". What follows must be
// words that say nothing of the trade.
func (a *Attributor) firm(w []string, on nhs.Date) Match {
	for i, s := range w {
		switch {
		case i > 0 && s == "TA" && i+1 < len(w):
			if m := a.firm(w[i+1:], on); m.Found() {
				m.Evidence, m.Confidence = RunTogether, RunTogether.confidence()
				return m
			}
			w = w[:i]
		case legalForm(s) && i+1 < len(w) && allOf(w[i+1:], debris):
			w = w[:i+1]
		default:
			continue
		}
		break
	}
	name := companyCore(w)
	letters := strings.Join(name, "")
	if letters == "" {
		return Match{}
	}
	var found []Alias
	longest, evidence := 0, SameWords
	for i := range a.firms {
		f := &a.firms[i]
		n := len(f.name)
		switch {
		case n > 0 && n >= longest && len(name) >= n && slices.Equal(name[:n], f.name) && allOf(name[n:], anyTrade):
			if n > longest {
				longest, found = n, nil
			}
			found = append(found, f.alias)
		case longest == 0 && len(f.letters) >= 12 && letters == f.letters:
			found = append(found, f.alias)
		case longest == 0 && len(f.letters) >= 12 && name[0] == f.name[0] && distance(letters, f.letters, 1) == 1:
			found, evidence = append(found, f.alias), Misspelling
		}
	}
	if longest > 0 {
		evidence = SameWords
	}
	if m := a.pick(found, on, evidence); m.Org != "" {
		return m
	}
	return Match{}
}

// anyTrade lists words in the names of companies that say nothing of their trade.
func anyTrade(w string) bool {
	switch w {
	case "LTD", "PLC", "LLP", "UK", "INC", "CO", "COMPANY", "COMPANIES", "AND", "GROUP", "HOLDINGS", "SERVICES", "SERVICE", "BUSINESS", "CONSULTING", "CONSULTANCY", "CONSULTANTS", "SOLUTIONS", "INTERNATIONAL",
		"MANAGED", "MANAGEMENT", "IT", "ADVISORY", "ASSOCIATES", "EUROPE", "GLOBAL", "UNITED", "KINGDOM", "ENGLAND", "OF", "IN":
		return true
	}
	return false
}

// companyNumber returns a number of the register of companies in its form of eight
// characters, or "" if it is none.
func companyNumber(s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if s == "" || len(s) > 8 {
		return ""
	}
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := s[:len(s)-len(digits)]
	if len(digits) < 4 || len(letters) > 2 || strings.Trim(digits, "0123456789") != "" || strings.Trim(digits, "0") == "" {
		return ""
	}
	return letters + strings.Repeat("0", 8-len(s)) + digits
}

// Registered returns the organisation with the number in the register of companies.
func (a *Attributor) Registered(number string, on nhs.Date) Match {
	n := companyNumber(number)
	if n == "" {
		return Match{}
	}
	return a.pick(a.registered[n], on, Registered)
}
