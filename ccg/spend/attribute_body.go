package spend

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// groupCore returns the words that distinguish CCGs and the boards that followed them.
func groupCore(w []string) []string {
	var c []string
	for _, s := range withoutBoard(compass(w)) {
		switch s {
		case "NHS", "CCG", "CCGS", "THE", "AND", "OF", "CLINICAL", "COMMISSIONING", "GROUP", "ICB":
		default:
			c = append(c, s)
		}
	}
	return c
}

// withoutBoard writes "integrated care board" as ICB.
func withoutBoard(w []string) []string {
	for i := 0; i+2 < len(w); i++ {
		if w[i] == "INTEGRATED" && w[i+1] == "CARE" && w[i+2] == "BOARD" {
			return slices.Concat(w[:i], []string{"ICB"}, w[i+3:])
		}
	}
	return w
}

// addBody adds the names of a body. What a name has in brackets may be left out.
func (a *Attributor) addBody(o *lineage.Organisation) {
	a.codes[string(o.ID)] = true
	seen := map[string]bool{}
	for _, n := range append([]lineage.Name{{Name: o.Name}}, o.Names...) {
		for _, name := range [...]string{n.Name, withoutBrackets(n.Name)} {
			w := withoutBoard(words(name))
			c := groupCore(w)
			key := strings.Join(c, " ")
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			a.groups[key] = append(a.groups[key], o.ID)
			a.cores = append(a.cores, unit{core: c, letters: []string{strings.Join(c, "")}, alias: Alias{Org: o.ID}})
			a.bodyWords.add(c)
		}
		if slices.Contains(withoutBoard(words(n.Name)), "ICB") {
			a.boards[o.ID] = true
		}
	}
}

// withoutBrackets returns a name up to its first bracket, with what follows the last.
func withoutBrackets(s string) string {
	i, j := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
	if i < 1 || j < i {
		return s
	}
	return s[:i] + s[j+1:]
}

// Body returns the CCG or integrated care board that an entity's text means on a date.
// It matches any name that the body ever had, or a code in the text. If several match,
// it returns the one open on the date.
func (a *Attributor) Body(text string, on nhs.Date) Match {
	w := withoutBoard(a.bodyWords.unglue(words(text)))
	if len(w) == 0 || len(w) > 30 {
		return Match{}
	}
	c := groupCore(w)
	var coded []nhs.OrgID
	rest := slices.DeleteFunc(slices.Clone(c), func(s string) bool {
		if a.codes[s] {
			coded = append(coded, nhs.OrgID(s))
			return true
		}
		return false
	})
	if len(coded) == 1 {
		return a.coded(coded[0], a.groups[strings.Join(rest, " ")], on)
	}
	if len(rest) == 0 {
		return Match{}
	}
	ids, evidence := a.groups[strings.Join(rest, " ")], SameName
	if ids == nil && (slices.Contains(w, "CCG") || slices.Contains(w, "ICB") || slices.Contains(w, "COMMISSIONING") || w[0] == "NHS") {
		ids, evidence = a.closestBodies(rest)
	}
	if ids = a.ofKind(ids, w); ids == nil {
		return Match{}
	}
	m := a.body(ids, on, evidence)
	if evidence != SameName && m.Org == "" {
		return Match{}
	}
	return m
}

// coded matches a code, beside which the text may have a name: its own, or after the
// body was abolished that of the one that took over and kept the code for a part.
func (a *Attributor) coded(code nhs.OrgID, named []nhs.OrgID, on nhs.Date) Match {
	if slices.Contains(named, code) {
		return a.body([]nhs.OrgID{code}, on, SameName)
	}
	if openOn(a.bodies, code, on) == nhs.No && !on.IsZero() {
		heirs, _ := a.bodies.Successors(code, on)
		if len(heirs) == 1 && slices.Contains(named, heirs[0]) {
			return a.body(heirs, on, SameName)
		}
	}
	return a.body([]nhs.OrgID{code}, on, CodeInText)
}

// closestBodies returns the bodies whose names the words fit best.
func (a *Attributor) closestBodies(c []string) ([]nhs.OrgID, Evidence) {
	best := fit{}
	var found []*unit
	letters := strings.Join(c, "")
	for i := range a.cores {
		u := &a.cores[i]
		f := a.known.compareNames(c, u.core)
		if g := a.known.compareLetters(letters, u.letters[0], c); g.better(f) {
			f = g
		}
		switch {
		case f.likeness == unlike || best.better(f):
		case f.better(best):
			best, found = f, []*unit{u}
		default:
			found = append(found, u)
		}
	}
	var ids []nhs.OrgID
	for _, u := range found {
		if best.likeness == misspelt && !slices.Equal(u.core, found[0].core) {
			return nil, NoEvidence // a slip away from several names
		}
		ids = append(ids, u.alias.Org)
	}
	return ids, [...]Evidence{unlike: NoEvidence, misspelt: Misspelling, abbreviated: Abbreviation, reordered: SameWords, same: SameWords}[best.likeness]
}

// ofKind returns the bodies of the kind that the text says: groups, boards, or either.
func (a *Attributor) ofKind(ids []nhs.OrgID, w []string) []nhs.OrgID {
	board := slices.Contains(w, "ICB")
	group := slices.Contains(w, "CCG") || slices.Contains(w, "CCGS") || slices.Contains(w, "COMMISSIONING")
	if board == group {
		return ids
	}
	return keep(ids, func(id nhs.OrgID) bool { return a.boards[id] == board })
}

func (a *Attributor) body(ids []nhs.OrgID, on nhs.Date, e Evidence) Match {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) > 1 && !on.IsZero() {
		ids = keep(ids, func(id nhs.OrgID) bool { return openOn(a.bodies, id, on) != nhs.No })
	}
	if len(ids) > 1 {
		return Match{Candidates: ids, Evidence: e, Confidence: e.confidence()}
	}
	m := Match{Org: ids[0], Evidence: e, Confidence: e.confidence(), Current: current(a.bodies, ids[0]), Source: "register"}
	if !on.IsZero() {
		m.Open = openOn(a.bodies, ids[0], on)
	}
	return m
}

// BodyInFileName returns the CCG or board that the name of a file hints at: the one,
// open on the date, whose whole name or code is in it. It is only a hint, and none in
// the file of a trust or council, which may have a name of the same place.
func (a *Attributor) BodyInFileName(name string, on nhs.Date) Match {
	w := withoutBoard(a.bodyWords.unglue(words(splitCamel(name))))
	if len(w) == 0 || len(w) > 60 || slices.ContainsFunc(w, otherBody) {
		return Match{}
	}
	c := groupCore(w)
	text := " " + strings.Join(c, " ") + " "
	said := slices.Contains(w, "CCG") || slices.Contains(w, "ICB")
	longest := 0
	var ids []nhs.OrgID
	for key, orgs := range a.groups {
		if len(key) < 5 && !said || len(key) < longest || !strings.Contains(text, " "+key+" ") {
			continue
		}
		if len(key) > longest {
			longest, ids = len(key), nil
		}
		ids = append(ids, orgs...)
	}
	if ids == nil {
		for _, s := range c {
			if a.codes[s] {
				ids = append(ids, nhs.OrgID(s))
			}
		}
	}
	if ids = a.ofKind(ids, w); ids == nil {
		return Match{}
	}
	return a.body(ids, on, InFileName)
}

// splitCamel divides "BarkingAndDagenham" before its capitals.
func splitCamel(s string) string {
	var b strings.Builder
	small := false
	for _, r := range s {
		if small && 'A' <= r && r <= 'Z' {
			b.WriteByte(' ')
		}
		small = 'a' <= r && r <= 'z'
		b.WriteRune(r)
	}
	return b.String()
}

// otherBody lists words in the names of the trusts and councils of a place.
func otherBody(w string) bool {
	switch w {
	case "TRUST", "NHSFT", "FT", "HOSPITAL", "HOSPITALS", "FOUNDATION", "UNIVERSITY", "COUNCIL", "COUNTY", "BOROUGH", "AMBULANCE", "POLICE", "CSU":
		return true
	}
	return false
}
