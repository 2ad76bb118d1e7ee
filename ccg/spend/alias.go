package spend

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// An AliasKind says what sort of supplier an alias stands for.
type AliasKind string

const (
	// KindCSU is a commissioning support unit.
	KindCSU AliasKind = "csu"
	// KindFramework is an independent supplier of commissioning support.
	KindFramework AliasKind = "framework-supplier"
	// KindNone is known to be neither, despite its name.
	KindNone AliasKind = "none"
)

// An Alias is a name for a supplier in spend files, with its source. The caller
// supplies the table of aliases: this package has no names of its own.
type Alias struct {
	// Text is the supplier as written in files.
	Text string `json:"text"`
	// Org is the supplier; "" for a look-alike.
	Org nhs.OrgID `json:"org,omitempty"`
	// Kind says what sort of supplier it is; "" means a CSU, or a look-alike if Org is
	// "".
	Kind AliasKind `json:"kind,omitempty"`
	// Company is the supplier's number in the register of companies of the United
	// Kingdom, such as OC301540; "" if unknown.
	Company string `json:"company_number,omitempty"`
	// Valid is when the text meant that supplier; the zero period means always.
	Valid nhs.Period `json:"valid,omitzero"`
	// Source says where the alias was seen.
	Source string `json:"source,omitempty"`
}

func (a *Alias) kind() AliasKind {
	switch {
	case a.Kind != "":
		return a.Kind
	case a.Org == "":
		return KindNone
	}
	return KindCSU
}

// nameWords returns the words of a name in one spelling. "COMMISSIONING SUPPORT
// UNIT", its misspellings and "C.S.U." become CSU, and LIMITED becomes LTD. Single
// letters in a row become one word, and numbers are split from letters.
func nameWords(s string) []string { return nameOf(words(s)) }

// nameOf is nameWords of a text already in words, which it may change.
func nameOf(text []string) []string {
	var list []string
	letters := false // the last word was made of single letters
	for _, w := range compass(text) {
		for _, part := range splitNumber(w) {
			single := len(part) == 1 && part[0] >= 'A'
			if single && letters {
				list[len(list)-1] += part
				continue
			}
			letters = single
			list = append(list, part)
		}
	}
	out := list[:0]
	for i := 0; i < len(list); i++ {
		w := list[i]
		switch {
		case w == "LIMITED", i > 1 && i == len(list)-1 && (w == "LT" || cutShort(w, "LIMITED", 3)):
			w = "LTD"
		case i > 0 && i == len(list)-1 && w == "CSS":
			w = csuWord
		case commissioning(w) && i+1 < len(list) && (near(list[i+1], "SUPPORT", 2) || cutShort(list[i+1], "SUPPORT", 3)):
			w = csuWord
			i++
			if i+1 < len(list) && supportUnit(list[i+1]) {
				i++
			}
			if i+1 < len(list) && list[i+1] == csuWord {
				i++ // "COMMISSIONING SUPPORT UNIT (CSU)"
			}
		case len(w) > 3 && strings.HasSuffix(w, csuWord):
			out = append(out, strings.TrimSuffix(w, csuWord))
			w = csuWord
		case w == "CSUS":
			w = csuWord
		}
		out = append(out, w)
	}
	return out
}

// supportUnit reports whether a word after "commissioning support" ends the name of a
// unit. Several files write group for unit.
func supportUnit(w string) bool {
	switch w {
	case "ORGANISATION", "GROUP", "GRP", "TEAM", "AGENCY", "SERVICE":
		return true
	}
	return near(w, "UNIT", 1) || cutShort(w, "UNITS", 1) || cutShort(w, "SERVICES", 1)
}

const csuWord = "CSU"

// aliasKey returns the words as a key. "NHS" says nothing more about a unit.
func aliasKey(words []string) string {
	if slices.Contains(words, csuWord) {
		words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "NHS" || w == "THE" })
	}
	return strings.Join(words, " ")
}

// near reports whether a word is another with at most that many slips.
func near(w, want string, most int) bool {
	return w == want || len(w) > 3 && distance(w, want, most) <= most
}

// cutShort reports whether a word is another cut off after that many letters or
// more: accounting systems cut names at about forty characters.
func cutShort(w, want string, least int) bool {
	return len(w) >= least && strings.HasPrefix(want, w)
}

func commissioning(w string) bool {
	return near(w, "COMMISSIONING", 3) || w == "COMM" || w == "COMMS" || w == "COMMISS" || w == "COMMISSION" || w == "COMMISSIONERS"
}

// splitNumber divides CSU31900001 into CSU and 31900001. It does not split codes,
// which mix letters and digits in up to five characters.
func splitNumber(w string) []string {
	i := strings.IndexAny(w, "0123456789")
	if i <= 0 || len(w) <= 5 || strings.IndexFunc(w[i:], func(r rune) bool { return r < '0' || r > '9' }) >= 0 {
		return []string{w}
	}
	return []string{w[:i], w[i:]}
}

// compass cuts NORTHWEST and the like in two.
func compass(w []string) []string {
	for i := 0; i < len(w); i++ {
		switch w[i] {
		case "NORTHWEST", "NORTHEAST", "SOUTHWEST", "SOUTHEAST":
			w = slices.Replace(w, i, i+1, w[i][:5], w[i][5:])
		}
	}
	return w
}

// filler lists words of a unit's name that carry no information.
func filler(w string) bool {
	switch w {
	case "NHS", "AND", "OF", "THE", "FOR", csuWord:
		return true
	}
	return false
}

// core returns the words that distinguish names.
func core(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), filler)
}
