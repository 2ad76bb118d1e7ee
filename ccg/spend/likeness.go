package spend

import (
	"slices"
	"strings"
)

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
	reordered
	same
)

// A fit is how a name agrees with that of a unit, and in how many letters it does not.
type fit struct {
	likeness
	slips int
}

// better reports whether f is the closer fit.
func (f fit) better(o fit) bool {
	return f.likeness > o.likeness || f.likeness == o.likeness && f.slips < o.slips
}

// fitWord compares a word of a name with one of a unit's name.
func (v vocabulary) fitWord(w, u string) fit {
	switch {
	case w == u:
		return fit{same, 0}
	case short[w] == u || short[u] == w:
		return fit{abbreviated, 0}
	case v[w]:
		return fit{} // another word of the names, not a slip in this one
	}
	most := 0
	switch {
	case len(u) >= 8 && w[0] == u[0]:
		most = 2
	case len(u) >= 5, len(u) == 4 && w[0] == u[0]:
		most = 1
	}
	if n := distance(w, u, most); n <= most && len(w) > 2 {
		return fit{misspelt, n}
	}
	return fit{}
}

// compareNames returns how the words of a name agree with those of a unit's name.
// Every word must match one word of the other, or several by their initials.
func (v vocabulary) compareNames(name, unit []string) fit {
	if len(name) == 0 || len(unit) == 0 {
		return fit{}
	}
	if f := v.inOrder(name, unit); f.likeness != unlike {
		return f
	}
	return v.inAnyOrder(name, unit)
}

func (v vocabulary) inOrder(name, unit []string) fit {
	best := fit{likeness: same}
	for _, w := range name {
		if len(unit) == 0 {
			return fit{}
		}
		f := v.fitWord(w, unit[0])
		n := 1
		if f.likeness != same {
			if k := initials(w, unit); k > 0 {
				f, n = fit{likeness: abbreviated}, k
			}
		}
		if f.likeness == unlike {
			return fit{}
		}
		best = fit{min(best.likeness, f.likeness), best.slips + f.slips}
		unit = unit[n:]
	}
	if len(unit) > 0 {
		return fit{}
	}
	return best
}

// inAnyOrder pairs the words of two names of the same length.
func (v vocabulary) inAnyOrder(name, unit []string) fit {
	if len(name) != len(unit) || len(name) < 2 {
		return fit{}
	}
	best := fit{likeness: reordered}
	left := slices.Clone(unit)
	for _, w := range name {
		at, f := -1, fit{}
		for i, u := range left {
			if g := v.fitWord(w, u); g.better(f) {
				at, f = i, g
			}
		}
		if at < 0 {
			return fit{}
		}
		left = slices.Delete(left, at, at+1)
		best = fit{min(best.likeness, f.likeness), best.slips + f.slips}
	}
	return best
}

// compareLetters compares names without their spaces. A slip is allowed in a long name
// if one of the words c of its core is unknown. Two would make north of south, and
// east of west.
func (v vocabulary) compareLetters(name, unit string, c []string) fit {
	if len(unit) < 10 {
		return fit{}
	}
	switch distance(name, unit, 1) {
	case 0:
		return fit{likeness: same}
	case 1:
		if !allOf(c, func(w string) bool { return v[w] }) {
			return fit{misspelt, 1}
		}
	}
	return fit{}
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
func (v vocabulary) compareParts(name, unit [][]string) fit {
	if len(name) < 2 || len(name) != len(unit) {
		return fit{}
	}
	best := fit{likeness: same}
	for i, p := range name {
		f := v.compareNames(p, unit[i])
		if f.likeness == unlike && len(p) == 1 && (p[0] == unit[i][0][:1] && len(unit[i]) == 1 || initials(p[0], unit[i]) == len(unit[i])) {
			f = fit{likeness: abbreviated}
		}
		if f.likeness == unlike {
			return fit{}
		}
		best = fit{min(best.likeness, f.likeness), best.slips + f.slips}
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
