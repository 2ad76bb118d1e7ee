package spend

import "strings"

// SupplierKey returns what the spellings of one supplier's name have in common, to
// group by: capitals without spaces and marks, and without the legal form at the end.
// "Example Care Ltd.", "EXAMPLE CARE LIMITED" and "The Example-Care Ltd" have the key
// EXAMPLECARE.
//
// It is not an identity: two firms can share a name, and one firm can have several. A
// name that [Mask] hides has no key, and neither has an empty one.
func SupplierKey(name string) string {
	if strings.TrimSpace(name) == "" || Mask(name) != name || name == Masked {
		return ""
	}
	w := words(foldLetters(name))
	if len(w) > 1 && w[0] == "THE" {
		w = w[1:]
	}
	w = withoutLegalForm(w)
	var b strings.Builder
	for i, word := range w {
		switch {
		case word == "SAINT":
			word = "ST"
		case word == "FT" && i > 0 && w[i-1] == "NHS":
			word = "FOUNDATIONTRUST"
		case word == "UNIV":
			word = "UNIVERSITY"
		case word == "HOSP":
			word = "HOSPITAL"
		case word == "HOSPS":
			word = "HOSPITALS"
		case word == "SVCS", word == "SERV":
			word = "SERVICES"
		}
		b.WriteString(word)
	}
	return b.String()
}

// withoutLegalForm removes the words of a legal form from the end, but not all words.
func withoutLegalForm(w []string) []string {
	all := w
	for len(w) > 1 {
		switch last := w[len(w)-1]; {
		case last == "LTD", last == "LIMITED", last == "LIMTED", last == "LIMITD", last == "LTDA", last == "PLC", last == "LLP", last == "LP", last == "CIC", last == "INC":
			w = w[:len(w)-1]
		case (last == "CO" || last == "COMPANY") && len(w) < len(all):
			w = w[:len(w)-1] // Example Co Ltd
		case len(w) > 3 && last == "C" && w[len(w)-2] == "I" && w[len(w)-3] == "C":
			w = w[:len(w)-3]
		case len(w) > 3 && (last == "P" && w[len(w)-2] == "L" && w[len(w)-3] == "L" || last == "C" && w[len(w)-2] == "L" && w[len(w)-3] == "P"):
			w = w[:len(w)-3]
		default:
			return w
		}
	}
	return w
}

// foldLetters replaces the accented letters of Western Europe by their plain ones.
func foldLetters(s string) string {
	return strings.Map(func(r rune) rune {
		const from, to = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy"
		if r < 0xc0 {
			return r
		}
		if i := strings.IndexRune(from, r); i >= 0 {
			return rune(to[i/2])
		}
		return r
	}, s)
}
