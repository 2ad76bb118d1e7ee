package spend

import (
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
	units             []unit
	groups            map[string][]nhs.OrgID // by the core words of the name
	cores             []unit                 // of bodies
	codes             map[string]bool        // of bodies
}

// A unit is a name of an organisation, split into words.
type unit struct {
	core  []string
	parts [][]string // the core, divided where the name says "and"
	alias Alias
}

// NewAttributor returns an attributor for the given suppliers and bodies.
//
// Aliases are names for suppliers in files. Bodies are the CCGs and their
// successors, suppliers the CSUs; their names are aliases too, and their
// successions show who replaced them. Either history may be nil.
func NewAttributor(aliases []Alias, bodies, suppliers *lineage.History) *Attributor {
	a := &Attributor{bodies: bodies, suppliers: suppliers, aliases: map[string][]Alias{}, companies: map[string][]Alias{}, groups: map[string][]nhs.OrgID{}, codes: map[string]bool{}}
	add := func(alias Alias) {
		w := nameWords(alias.Text)
		key := strings.Join(w, " ")
		a.aliases[key] = append(a.aliases[key], alias)
		if company(w) {
			key := strings.Join(companyCore(w), " ")
			a.companies[key] = append(a.companies[key], alias)
		}
		if slices.Contains(w, csuWord) && alias.kind() == KindCSU && !company(w) {
			if c := slices.DeleteFunc(core(w), func(s string) bool { return s == string(alias.Org) }); len(c) > 0 {
				a.units = append(a.units, unit{c, parts(w), alias})
			}
		}
	}
	for _, alias := range aliases {
		add(alias)
	}
	for o := range suppliers.All() {
		add(Alias{Text: o.Name, Org: o.ID, Source: "register"})
		for _, n := range o.Names {
			if n.Name != o.Name {
				add(Alias{Text: n.Name, Org: o.ID, Source: strings.Join(n.Sources, ";")})
			}
		}
	}
	for o := range bodies.All() {
		a.codes[string(o.ID)] = true
		seen := map[string]bool{}
		for _, n := range append([]lineage.Name{{Name: o.Name}}, o.Names...) {
			c := groupCore(words(n.Name))
			key := strings.Join(c, " ")
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			a.groups[key] = append(a.groups[key], o.ID)
			a.cores = append(a.cores, unit{core: c, alias: Alias{Org: o.ID}})
		}
	}
	return a
}

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

// Supplier returns the organisation that a supplier's text means on a date. Without
// a date it returns only matches that do not depend on one.
func (a *Attributor) Supplier(text string, on nhs.Date) Match {
	w := nameWords(text)
	if len(w) == 0 || len(w) > 40 {
		return Match{}
	}
	if found := a.aliases[strings.Join(w, " ")]; found != nil {
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
		if found := a.aliases[strings.Join(cut, " ")]; found != nil {
			if m := a.pick(found, on, RunTogether); m.Found() {
				return m
			}
		}
		if m := a.unit(cut, on); m.Found() {
			m.Evidence = RunTogether
			return m
		}
	}
	return Match{Evidence: SaysCSU}
}

// unit compares the words with the names of units.
func (a *Attributor) unit(w []string, on nhs.Date) Match {
	c := core(w)
	code := ""
	c = slices.DeleteFunc(c, func(s string) bool {
		if _, ok := a.suppliers.Lookup(nhs.OrgID(s)); ok && code == "" {
			code = s
			return true
		}
		return false
	})
	// "NORTH OF ENGLAND CSU (NECS)" says its name twice, and so does "NECS - NORTH OF
	// ENGLAND CSU".
	if n := len(c) - 1; n > 0 {
		twice := func(w string, name []string) bool {
			return initials(strings.TrimSuffix(w, "CS"), name) == n || initials(w, name) == n
		}
		switch {
		case twice(c[n], c[:n]):
			c = c[:n]
		case twice(c[0], c[1:]):
			c = c[1:]
		}
	}
	if len(c) == 0 {
		if code != "" {
			return a.pick([]Alias{{Org: nhs.OrgID(code), Kind: KindCSU, Source: "register"}}, on, CodeInText)
		}
		return Match{}
	}
	best := unlike
	var found []Alias
	p := parts(w)
	for i := range a.units {
		l := compareNames(c, a.units[i].core)
		if l == unlike {
			l = compareParts(p, a.units[i].parts)
		}
		switch {
		case l == unlike || l < best:
		case l > best:
			best, found = l, []Alias{a.units[i].alias}
		default:
			found = append(found, a.units[i].alias)
		}
	}
	if found == nil {
		return a.initialism(w, on)
	}
	if code != "" {
		if i := slices.IndexFunc(found, func(x Alias) bool { return string(x.Org) == code }); i >= 0 {
			found = found[i : i+1]
		}
	}
	evidence := [...]Evidence{misspelt: Misspelling, abbreviated: Abbreviation, same: SameWords}[best]
	m := a.pick(found, on, evidence)
	if best != same && m.Org == "" {
		return Match{} // initials that fit several units say nothing
	}
	return m
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

// pick chooses among aliases by date.
func (a *Attributor) pick(found []Alias, on nhs.Date, e Evidence) Match {
	var orgs []nhs.OrgID
	source := map[nhs.OrgID]Alias{}
	for _, alias := range found {
		if alias.kind() == KindNone {
			return Match{Kind: KindNone, Evidence: LookAlike, Source: alias.Source}
		}
		if !on.IsZero() && !alias.Valid.Contains(on) {
			continue
		}
		if !slices.Contains(orgs, alias.Org) {
			orgs = append(orgs, alias.Org)
			source[alias.Org] = alias
		}
	}
	if len(orgs) > 1 && !on.IsZero() {
		open := slices.DeleteFunc(slices.Clone(orgs), func(id nhs.OrgID) bool {
			o, ok := a.suppliers.Lookup(id)
			return ok && o.OpenOn(on) == nhs.No
		})
		if len(open) > 0 {
			orgs = open
		}
	}
	switch len(orgs) {
	case 0:
		return Match{}
	case 1:
		alias := source[orgs[0]]
		m := Match{Org: alias.Org, Kind: alias.kind(), Evidence: e, Source: alias.Source, Current: current(a.suppliers, alias.Org)}
		if o, ok := a.suppliers.Lookup(alias.Org); ok && !on.IsZero() {
			m.Open = o.OpenOn(on)
		}
		return m
	}
	slices.Sort(orgs)
	return Match{Candidates: orgs, Kind: KindCSU, Evidence: e, Source: source[orgs[0]].Source}
}

// current returns the latest known successors of an organisation, or itself; none if the
// history does not know it.
func current(h *lineage.History, id nhs.OrgID) []nhs.OrgID {
	until := h.KnownUntil()
	if until.IsZero() {
		until = nhs.MustDate(lastYear, 12, 31)
	}
	now, _ := h.Successors(id, until)
	return now
}
