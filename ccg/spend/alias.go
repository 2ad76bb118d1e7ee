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
func nameWords(s string) []string {
	var list []string
	letters := false // the last word was made of single letters
	for _, w := range compass(words(s)) {
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
			if i+1 < len(list) && (near(list[i+1], "UNIT", 1) || cutShort(list[i+1], "UNITS", 1) || cutShort(list[i+1], "SERVICES", 1) || list[i+1] == "ORGANISATION") {
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

const csuWord = "CSU"

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

// short lists abbreviations of words in the names of units.
var short = map[string]string{
	"LANCS": "LANCASHIRE", "STAFFS": "STAFFORDSHIRE", "YORKS": "YORKSHIRE", "GTR": "GREATER", "MIDS": "MIDLANDS", "MANC": "MANCHESTER", "MCR": "MANCHESTER",
	"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST", "NTH": "NORTH", "STH": "SOUTH", "CHES": "CHESHIRE", "MERSEY": "MERSEYSIDE", "HUMBERSIDE": "HUMBER",
	"NORTHERN": "NORTH", "SOUTHERN": "SOUTH", "EASTERN": "EAST", "WESTERN": "WEST", "CENT": "CENTRAL", "LDN": "LONDON", "LON": "LONDON", "MED": "MEDWAY",
}

// A likeness says how two names agree.
type likeness int

const (
	unlike likeness = iota
	misspelt
	abbreviated
	same
)

// compareNames returns how the words of a name agree with those of a unit's name.
// Every word must match one word of the other, or several by their initials.
func compareNames(name, unit []string) likeness {
	if len(name) == 0 || len(unit) == 0 {
		return unlike
	}
	best := same
	for len(name) > 0 {
		w := name[0]
		name = name[1:]
		if len(unit) == 0 {
			return unlike
		}
		u := unit[0]
		switch {
		case w == u:
			unit = unit[1:]
			continue
		case short[w] == u || short[u] == w:
			best = min(best, abbreviated)
			unit = unit[1:]
			continue
		}
		if n := initials(w, unit); n > 0 {
			best = min(best, abbreviated)
			unit = unit[n:]
			continue
		}
		most := 0
		switch {
		case len(u) >= 8:
			most = 2
		case len(u) >= 5:
			most = 1
		}
		if most == 0 || distance(w, u, most) > most {
			return unlike
		}
		best = min(best, misspelt)
		unit = unit[1:]
	}
	if len(unit) > 0 {
		return unlike
	}
	return best
}

// parts splits the core of a name at "and".
func parts(w []string) [][]string {
	var list [][]string
	from := 0
	for i := 0; i <= len(w); i++ {
		if i < len(w) && w[i] != "AND" {
			continue
		}
		if c := core(w[from:i]); len(c) > 0 {
			list = append(list, c)
		}
		from = i + 1
	}
	return list
}

// compareParts compares names of several parts. Each part may be initials alone:
// "Y&H" is Yorkshire and Humber and not York Hospital.
func compareParts(name, unit [][]string) likeness {
	if len(name) < 2 || len(name) != len(unit) {
		return unlike
	}
	best := same
	for i, p := range name {
		l := compareNames(p, unit[i])
		if l == unlike && len(p) == 1 && (p[0] == unit[i][0][:1] && len(unit[i]) == 1 || initials(p[0], unit[i]) == len(unit[i])) {
			l = abbreviated
		}
		best = min(best, l)
	}
	return best
}

// cutName reports whether a name is the start of a unit's full name that ends
// inside a word, or among the words "commissioning support unit".
func cutName(name, unit []string) bool {
	full := append(unit[:len(unit):len(unit)], "COMMISSIONING", "SUPPORT", "UNIT")
	n := len(name) - 1
	if n < 0 || n >= len(full) {
		return false
	}
	for i := range n {
		if name[i] != full[i] && short[name[i]] != full[i] {
			return false
		}
	}
	return strings.HasPrefix(full[n], name[n]) && (n >= len(unit) || name[n] != full[n])
}

// initials returns how many of the words the letters of w abbreviate: two or more,
// or 0.
func initials(w string, words []string) int {
	if len(w) < 2 || len(w) > len(words) {
		return 0
	}
	for i := range len(w) {
		if words[i][0] != w[i] {
			return 0
		}
	}
	return len(w)
}
