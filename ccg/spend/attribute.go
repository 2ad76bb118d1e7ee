package spend

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Attributor identifies the organisations named in spend files. It is read-only
// and safe for concurrent use.
type Attributor struct {
	bodies, suppliers *lineage.History
	aliases           map[string][]Alias // by the words of the name
	companies         map[string][]Alias // by the words of a company's name without its legal form
	firms             []firm             // suppliers that are no units
	registered        map[string][]Alias // by company number
	units             []unit
	groups            map[string][]nhs.OrgID  // by the core words of the name
	cores             []unit                  // of bodies
	codes             map[string]bool         // of bodies
	kinds             map[nhs.OrgID]AliasKind // of suppliers that are no units
	unitCodes         map[string]nhs.OrgID    // the codes among the aliases
	unitWords         vocabulary
	bodyWords         vocabulary
	known             vocabulary // the words of both
	boards            map[nhs.OrgID]bool
}

// A unit is a name of an organisation, split into words.
type unit struct {
	core    []string
	parts   [][]string // the core, divided where the name says "and"
	letters []string   // the core without spaces, and the same with "and" and "of"
	alias   Alias
}

// NewAttributor returns an attributor for the given suppliers and bodies.
//
// Aliases are names for suppliers in files. Bodies are the CCGs and their
// successors, suppliers the CSUs; their names are aliases too, and their
// successions show who replaced them. Either history may be nil. A supplier that any
// alias gives another kind than a unit has that kind under every name.
func NewAttributor(aliases []Alias, bodies, suppliers *lineage.History) *Attributor {
	a := &Attributor{bodies: bodies, suppliers: suppliers, aliases: map[string][]Alias{}, companies: map[string][]Alias{}, groups: map[string][]nhs.OrgID{}, codes: map[string]bool{}, kinds: map[nhs.OrgID]AliasKind{}, registered: map[string][]Alias{}, unitCodes: map[string]nhs.OrgID{}, boards: map[nhs.OrgID]bool{},
		unitWords: vocabulary{"NHS": true, "CSU": true, "COMMISSIONING": true, "SUPPORT": true, "UNIT": true, "AND": true, "THE": true}, bodyWords: vocabulary{"NHS": true, "CCG": true, "CLINICAL": true, "COMMISSIONING": true, "GROUP": true, "AND": true, "THE": true}}
	for _, alias := range aliases {
		if k := alias.kind(); alias.Org != "" && k != KindCSU {
			a.kinds[alias.Org] = k
		}
	}
	add := func(alias Alias) {
		if k := a.kinds[alias.Org]; k != "" {
			alias.Kind = k
		}
		w := nameWords(alias.Text)
		key := aliasKey(w)
		a.aliases[key] = append(a.aliases[key], alias)
		if company(w) {
			key := strings.Join(companyCore(w), " ")
			a.companies[key] = append(a.companies[key], alias)
		}
		if alias.kind() == KindFramework && len(w[0]) > 2 {
			a.firms = append(a.firms, newFirm(w, alias))
		}
		if n := companyNumber(alias.Company); n != "" {
			a.registered[n] = append(a.registered[n], alias)
		}
		if len(w) == 1 && isCode(w[0]) {
			a.unitCodes[w[0]] = alias.Org
		}
		if slices.Contains(w, csuWord) && alias.kind() == KindCSU && !company(w) {
			if c := slices.DeleteFunc(core(w), func(s string) bool { return s == string(alias.Org) }); len(c) > 0 {
				a.units = append(a.units, unit{core: c, parts: parts(w), letters: unitLetters(w), alias: alias})
				a.unitWords.add(c)
			}
		}
	}
	for _, alias := range aliases {
		add(alias)
	}
	for o := range suppliers.All() {
		if isCode(string(o.ID)) {
			a.unitCodes[string(o.ID)] = o.ID
		}
		add(Alias{Text: o.Name, Org: o.ID, Source: "register"})
		for _, n := range o.Names {
			if n.Name != o.Name {
				add(Alias{Text: n.Name, Org: o.ID, Source: strings.Join(n.Sources, ";")})
			}
		}
	}
	for o := range bodies.All() {
		a.addBody(&o)
	}
	a.known = maps.Clone(a.unitWords)
	maps.Copy(a.known, a.bodyWords)
	return a
}

// Supplier returns the organisation that a supplier's text means on a date. Without
// a date it returns only matches that do not depend on one.
func (a *Attributor) Supplier(text string, on nhs.Date) Match {
	w := payee(nameOf(a.unitWords.unglue(words(text))))
	if len(w) == 0 || len(w) > 40 {
		return Match{}
	}
	if found := a.aliases[aliasKey(w)]; found != nil {
		return a.pick(found, on, SameName)
	}
	if company(w) {
		if m := a.sameCompany(w, on); m.Found() {
			return m
		}
		if slices.Contains(w, csuWord) && !runInCompany(w) {
			return Match{Evidence: LookAlike}
		}
	}
	if !slices.Contains(w, csuWord) {
		if m := a.sameCompany(w, on); m.Found() {
			return m
		}
		if m := a.firm(w, on); m.Found() {
			return m
		}
		if last := len(w) - 1; last > 0 && w[last] == "CS" {
			return a.unit(append(w[:last:last], csuWord), on)
		}
		if m := a.initialism(w, on); m.Found() {
			return m
		}
		return a.cutOff(text, on)
	}
	if m := a.unit(w, on); m.Found() {
		return m
	}
	for _, cut := range runTogether(w) {
		if found := a.aliases[aliasKey(cut)]; found != nil {
			if m := a.pick(found, on, RunTogether); m.Found() {
				return m
			}
		}
		if m := a.unit(cut, on); m.Found() {
			m.Evidence, m.Confidence = RunTogether, RunTogether.confidence()
			return m
		}
	}
	return Match{Evidence: SaysCSU}
}

// unit compares the words with the names of units.
func (a *Attributor) unit(w []string, on nhs.Date) Match {
	var coded nhs.OrgID
	c := slices.DeleteFunc(core(w), func(s string) bool {
		org, ok := a.unitCodes[s]
		if ok && coded == "" {
			coded = org
		}
		return ok && coded == org
	})
	c = nameOnce(c)
	if len(c) == 0 {
		if coded != "" {
			return a.pick([]Alias{{Org: coded, Kind: cmp.Or(a.kinds[coded], KindCSU), Source: "register"}}, on, CodeInText)
		}
		return Match{}
	}
	best, found := a.closest(w, c)
	if found == nil {
		return a.initialism(w, on)
	}
	if coded != "" {
		i := slices.IndexFunc(found, func(u *unit) bool { return u.alias.Org == coded })
		if i < 0 {
			return Match{} // the code is of one unit and the name of another
		}
		found = found[i : i+1]
	}
	var aliases []Alias
	for _, u := range found {
		if best == misspelt && !slices.Equal(u.core, found[0].core) {
			return Match{} // a slip away from several names
		}
		aliases = append(aliases, u.alias)
	}
	m := a.pick(aliases, on, [...]Evidence{misspelt: Misspelling, abbreviated: Abbreviation, reordered: SameWords, same: SameWords}[best])
	if best < reordered && m.Org == "" && m.Named == "" {
		return Match{} // initials that fit several units say nothing
	}
	return m
}

// closest returns the units that the words fit best, and how. The core of the words is
// c.
func (a *Attributor) closest(w, c []string) (likeness, []*unit) {
	p, letters := parts(w), unitLetters(w)
	best := fit{}
	var found []*unit
	for i := range a.units {
		u := &a.units[i]
		f := a.known.compareNames(c, u.core)
		if g := a.known.compareParts(p, u.parts); g.better(f) {
			f = g
		}
		for k := range letters {
			if g := a.known.compareLetters(letters[k], u.letters[k], c); g.better(f) {
				f = g
			}
		}
		switch {
		case f.likeness == unlike || best.better(f):
		case f.better(best):
			best, found = f, []*unit{u}
		default:
			found = append(found, u)
		}
	}
	return best.likeness, found
}

// nameOnce returns a name without the initials that repeat it: "NORTH OF ENGLAND CSU
// (NECS)" says its name twice, and so does "NECS - NORTH OF ENGLAND CSU".
func nameOnce(c []string) []string {
	n := len(c) - 1
	if n < 1 {
		return c
	}
	twice := func(w string, name []string) bool {
		return initials(strings.TrimSuffix(w, "CS"), name) == n || initials(w, name) == n
	}
	switch {
	case twice(c[n], c[:n]):
		return c[:n]
	case twice(c[0], c[1:]):
		return c[1:]
	}
	return c
}

// unitLetters returns the letters of a name without "NHS" and "CSU": without and with
// the words between others.
func unitLetters(w []string) []string {
	full := slices.DeleteFunc(slices.Clone(w), func(s string) bool { return s == "NHS" || s == csuWord })
	return []string{strings.Join(core(w), ""), strings.Join(full, "")}
}

// isCode reports whether a word is made like the code of a unit.
func isCode(w string) bool {
	return len(w) == 3 && w[0] >= '0' && w[0] <= '9' && w[1] >= 'A' && w[2] >= 'A'
}

// initialism matches a text of initials followed by CS, such as NECS for North of
// England Commissioning Support.
func (a *Attributor) initialism(w []string, on nhs.Date) Match {
	c := core(w)
	if len(c) != 1 || len(c[0]) < 4 || !strings.HasSuffix(c[0], "CS") {
		return Match{}
	}
	head := strings.TrimSuffix(c[0], "CS")
	var found []Alias
	for i := range a.units {
		if n := initials(head, a.units[i].core); n > 0 && n == len(a.units[i].core) {
			found = append(found, a.units[i].alias)
		}
	}
	if m := a.pick(found, on, Abbreviation); m.Org != "" {
		return m
	}
	return Match{}
}

// cutOff matches the name of a unit that a system cut off after thirty letters or
// more, inside a word or after its proper name.
func (a *Attributor) cutOff(text string, on nhs.Date) Match {
	if len(text) < 30 {
		return Match{}
	}
	c := core(words(text))
	var found []Alias
	for i := range a.units {
		if cutName(c, a.units[i].core) {
			found = append(found, a.units[i].alias)
		}
	}
	if m := a.pick(found, on, CutOff); m.Org != "" {
		return m
	}
	return Match{}
}
