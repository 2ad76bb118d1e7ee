package spend

import (
	"slices"
	"strings"
)

// Masked replaces the name of a person in all printed output.
const Masked = "[named individual]"

// Mask returns a supplier's name for print: the name of an organisation unchanged,
// or [Masked] if it looks like a person. Amounts are never masked.
func Mask(supplier string) string {
	if LooksPersonal(supplier) {
		return Masked
	}
	return supplier
}

// maskElsewhere is Mask for a text of another column, where initials mean little: it
// masks a title, a common first name or a common family name in the name of a person.
// A supplier can stand in any column of a row that slipped.
func maskElsewhere(text string) string {
	if namesPerson(text) {
		return Masked
	}
	return text
}

func namesPerson(text string) bool {
	return LooksPersonal(text) && slices.ContainsFunc(words(text), func(w string) bool { return formal(w) || givenName(w) || familyName(w) || partner(w) })
}

// LooksPersonal reports whether a supplier's name looks like that of a person, or
// of people in partnership. It has no word that only organisations have, and
//
//   - a title such as Dr, anywhere;
//   - or initials and one to three other words, in either order;
//   - or a common first name, first or last of two to four words, or what follows a
//     comma;
//   - or common family names joined by "and", or one family name twice;
//   - or one or two words before "and partners".
//
// The estate, executors or representatives of anyone are a person. Of "X trading as Y",
// X decides. What stands in brackets at the end does not count. A few organisations that
// are called like people are known.
//
// It misses people whose names are on no list and stand without initials, and it takes
// some partnerships and firms called like people for people: in doubt an organisation
// counts as a person. In published files with 6,672 different suppliers it masks 381. By
// eye, five of those are firms, and three people are missed.
func LooksPersonal(supplier string) bool {
	text, comma := nameBefore(supplier)
	w := words(strings.ReplaceAll(text, "-", ""))
	if len(w) == 0 || len(w) > 12 {
		return false
	}
	if rest, ok := estate(w); ok {
		return len(rest) > 0 && !slices.ContainsFunc(rest, organisationWord)
	}
	if initialsOfCouncil(w) || namedFor(w) {
		return false
	}
	titled := len(w) > 2 && formal(w[0]) && len(w[1]) <= 3
	for _, s := range w {
		if organisationWord(s) && !(titled && alsoName(s)) || s[0] >= '0' && s[0] <= '9' {
			return false
		}
	}
	for i, s := range w {
		if title(s) && len(w) > 1 && (i == 0 || formal(s)) {
			return true
		}
	}
	return len(w) <= 8 && personal(w, comma)
}

// personal judges the words of a name without title and without words of organisations.
func personal(w []string, comma bool) bool {
	var names []string
	initials, and, partners := 0, false, false
	for i, s := range w {
		switch {
		case s == "AND":
			and = true
		case partner(s):
			partners = i > 0
		case len(s) == 1, len(s) == 2 && !strings.ContainsAny(s, "AEIOUY"):
			initials++
		case len(s) == 2 && len(w) == 2 && (familyName(w[1-i]) || i == 1 && len(w[0]) > 3 && s != "US" && s != "RE"):
			initials++
		default:
			names = append(names, s)
		}
	}
	n := len(names)
	switch {
	case n == 0 || n > 4:
		return false
	case initials > 0 && n <= 3:
		return !betweenWords(w) && !lettersOfFirm(w)
	case partners && n <= 3:
		return and || slices.ContainsFunc(names, familyName)
	case n == 1:
		return false
	case comma && n <= 3, givenName(names[0]), givenName(names[n-1]):
		return true
	case n == 2 && and:
		return names[0] == names[1] || slices.ContainsFunc(names, familyName)
	case n <= 3:
		return allOf(names, func(s string) bool { return familyName(s) || givenName(s) })
	}
	return false
}

// nameBefore returns the part of a supplier's text that says who it is: without what is
// in brackets at its end, and what follows "trading as". It reports whether one comma
// divides a family name from a first one.
func nameBefore(s string) (name string, comma bool) {
	s = strings.TrimRight(s, " .*")
	if strings.HasSuffix(s, ")") {
		if i := strings.LastIndexByte(s, '('); i > 0 && !strings.HasPrefix(strings.ToUpper(s[i:]), "(DEC") {
			s = s[:i]
		}
	}
	upper := strings.ToUpper(s)
	if len(upper) == len(s) {
		for _, mark := range [...]string{" T/A ", " TRADING AS ", " TA ", " T/AS ", " TRADING UNDER "} {
			if i := strings.Index(upper, mark); i > 0 {
				s, upper = s[:i], upper[:i]
			}
		}
	}
	before, after, ok := strings.Cut(s, ",")
	return s, ok && !strings.Contains(after, ",") && len(words(before)) == 1 && len(words(after)) > 0
}

// estate returns the words after "estate of", "executors of" and the like, without those
// that belong to it.
func estate(w []string) ([]string, bool) {
	for i, s := range w {
		switch s {
		case "ESTATE", "EXECUTOR", "EXECUTORS", "EXORS", "EXEC", "EXECS", "REPS", "REPRESENTATIVES", "REPRESENTATIVE", "ADMINISTRATORS", "BENEFICIARY", "BENEFICIARIES":
			rest := slices.DeleteFunc(slices.Clone(w[i+1:]), func(s string) bool {
				return s == "OF" || s == "THE" || s == "LATE" || s == "FOR" || s == "ESTATE"
			})
			if i+1 < len(w) && (w[i+1] == "OF" || w[i+1] == "FOR" || s != "ESTATE") {
				return rest, true
			}
		case "LATE":
			if i > 0 && w[i-1] == "THE" || i == 0 {
				return w[i+1:], true
			}
		case "DECEASED", "DECD":
			return w[:i], true
		}
	}
	return nil, false
}

// initialsOfCouncil reports whether a name ends in the letters of a council or a health
// centre, as in "HAMPSHIRE C C".
func initialsOfCouncil(w []string) bool {
	text := strings.Join(w, " ")
	for _, end := range [...]string{" C C", " B C", " D C", " M B C", " C B C", " H C", " H C PMS", " M C"} {
		if strings.HasSuffix(text, end) && len(w[0]) > 2 {
			return true
		}
	}
	return false
}

// betweenWords reports whether the only initial is a letter between other words, which
// only follows a first name in the names of people: "CONTACT A FAMILY".
func betweenWords(w []string) bool {
	for i, s := range w {
		if len(s) <= 2 && s != "AND" && (i == 0 || i == len(w)-1) {
			return false
		}
	}
	return len(w) > 2 && w[len(w)/2] == "A" && !givenName(w[0]) && !familyName(w[len(w)-1]) && !slices.ContainsFunc(w, partner)
}

// lettersOfFirm reports whether a name begins with two letters joined by "and", as firms
// do: "A & G EXAMPLE".
func lettersOfFirm(w []string) bool {
	return len(w) > 3 && len(w[0]) == 1 && w[1] == "AND" && len(w[2]) == 1 && !familyName(w[3]) || len(w) > 2 && w[len(w)-2] == "AND" && w[len(w)-1] == "S"
}

func partner(w string) bool {
	switch w {
	case "PARTNERS", "PARTNER", "PTNRS", "PTNR", "PTRS", "PNTERS":
		return true
	}
	return false
}

// alsoName reports whether a word of organisations is a family name or initials too,
// which it is after a title and initials: "DR A CHAMBERS".
func alsoName(w string) bool {
	switch w {
	case "CHAMBERS", "HM", "AB", "AG", "BC", "DC", "BT", "TB", "HR", "SON", "CLOSE", "GROVE", "PARK", "HILL", "GREEN", "LANE", "COURT", "MANOR", "FARM", "BANK", "CROSS", "POWER", "WATER", "DAY", "WAY", "PLACE", "SQUARE", "HEART", "HOUSE", "LAW", "PRICE", "MARSH", "STREET", "ROAD", "CHURCH", "CAPITAL", "TRAVEL":
		return true
	}
	return false
}

// formal reports whether a title is one wherever it stands: MS and LORD are not.
func formal(w string) bool {
	switch w {
	case "DR", "DRS", "MR", "MRS", "MISS", "PROF", "PROFESSOR", "DOCTOR", "MESSRS":
		return true
	}
	return false
}

func title(w string) bool {
	switch w {
	case "DR", "DRS", "MR", "MRS", "MS", "MISS", "PROF", "PROFESSOR", "SIR", "DAME", "REV", "LADY", "LORD", "DOCTOR", "DOCTORS", "MESSRS", "MESSERS", "MX":
		return true
	}
	return false
}
