package spend

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Evidence says why a name was taken to mean an organisation.
type Evidence string

const (
	// NoEvidence means that nothing was matched.
	NoEvidence Evidence = ""
	// SameName means that the text is a name or alias of it, but for capitals,
	// punctuation and the usual short forms.
	SameName Evidence = "name"
	// SameWords means that the words that tell one name from another are the same.
	SameWords Evidence = "same words"
	// Abbreviation means that initials or abbreviations stand for words of the name.
	Abbreviation Evidence = "abbreviation"
	// Misspelling means that a word of the name has a slip in it.
	Misspelling Evidence = "misspelling"
	// RunTogether means that the text of another cell stands before or behind the
	// name.
	RunTogether Evidence = "run together"
	// CutOff means that the text is a name cut off after thirty letters or more.
	CutOff Evidence = "cut off"
	// CodeInText means that the text holds the organisation's code.
	CodeInText Evidence = "code"
	// LookAlike means that the text is listed as something else, or that it is a
	// company's name.
	LookAlike Evidence = "look-alike"
	// SaysCSU means that the text says CSU and fits no unit that is known.
	SaysCSU Evidence = "says CSU"
	// InFileName means that only the name of the file says so: a hint, not a fact.
	InFileName Evidence = "file name"
)

// A Match is whom a text of a file means.
type Match struct {
	// Org is the organisation as it was; none if there is no match, or if the text
	// fits several and the date does not decide.
	Org nhs.OrgID `json:"org,omitempty"`
	// Candidates are the organisations that the text fits where it fits several.
	Candidates []nhs.OrgID `json:"candidates,omitempty"`
	// Now are the organisations that have taken its place since, or itself.
	Now []nhs.OrgID `json:"now,omitempty"`
	// Kind says what sort of supplier it is; "" if there is no match.
	Kind SupplierKind `json:"kind,omitempty"`
	// Evidence says what the match rests on.
	Evidence Evidence `json:"evidence,omitempty"`
	// Source is that of the alias or name that fitted.
	Source string `json:"source,omitempty"`
	// Open says whether the organisation was open on the date.
	Open nhs.Answer `json:"open,omitempty"`
}

// Found reports whether the text means an organisation, or one of several.
func (m Match) Found() bool { return m.Org != "" || len(m.Candidates) > 0 }

// An Attributor says whom the texts of spend files mean. It is read-only and safe
// for concurrent use.
type Attributor struct {
	bodies, suppliers *lineage.History
	aliases           map[string][]Alias // by the words of the name
	companies         map[string][]Alias // by the words of a company's name without its legal form
	units             []unit
	groups            map[string][]nhs.OrgID // by the core words of the name
	cores             []unit                 // of bodies
	codes             map[string]bool        // of bodies
}

// A unit is a name of an organisation, cut into words.
type unit struct {
	core  []string
	parts [][]string // the core, divided where the name says "and"
	alias Alias
}

// NewAttributor returns an attributor for the given suppliers and bodies.
// Aliases are the names that files write for suppliers. Bodies are the CCGs and
// what followed them, suppliers the CSUs; their names serve as aliases too, and
// their successions tell who took their place. Either history may be nil.
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

// Supplier says whom a supplier's text means on a date; without a date only what
// does not depend on one is said.
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
		if _, ok := a.suppliers.Get(nhs.OrgID(s)); ok && code == "" {
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

// initialism matches a text that is nothing but initials with CS behind them, as
// NECS stands for North of England Commissioning Support.
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
// more, in the middle of a word or behind its proper name.
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

// pick chooses among aliases by the date.
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
			o, ok := a.suppliers.Get(id)
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
		m := Match{Org: alias.Org, Kind: alias.kind(), Evidence: e, Source: alias.Source, Now: heirs(a.suppliers, alias.Org)}
		if o, ok := a.suppliers.Get(alias.Org); ok && !on.IsZero() {
			m.Open = o.OpenOn(on)
		}
		return m
	}
	slices.Sort(orgs)
	return Match{Candidates: orgs, Kind: KindCSU, Evidence: e, Source: source[orgs[0]].Source}
}

// heirs returns who has the place of an organisation at the end of what is known.
func heirs(h *lineage.History, id nhs.OrgID) []nhs.OrgID {
	until := h.KnownUntil()
	if until.IsZero() {
		until = nhs.MustDate(lastYear, 12, 31)
	}
	return h.Heirs(id, until)
}

// runTogether returns what is left of a text when the tail of another cell is
// taken off its front, or something else off its end.
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
	if last+1 < len(w) && allOf(w[last+1:], debris) {
		ends = append(ends, last+1)
	}
	for _, end := range ends {
		for i := 0; i < end-1; i++ {
			if i > 0 && !debris(w[i-1]) {
				break
			}
			if i > 0 || end < len(w) {
				cuts = append(cuts, w[i:end])
			}
		}
	}
	return cuts
}

// runInCompany reports whether the only sign of a company is the tail of another
// cell at the front.
func runInCompany(w []string) bool {
	i := slices.Index(w, "NHS")
	return i > 0 && allOf(w[:i], debris) && !company(w[i:])
}

func allOf(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !is(s) })
}

// debris are words that end other cells, or name the budgets that stand beside a
// supplier: no organisation is known by them alone.
func debris(w string) bool {
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	switch w {
	case "TRUST", "FOUNDATION", "FT", "LTD", "PLC", "LLP", "CIC", "CCG", "COUNCIL", "HOSPITAL", "HOSPITALS", "SURGERY", "PRACTICE", "PARTNERS", "CENTRE", "UNIT", "SERVICE", "SERVICES", "NHS",
		"PROGRAMME", "PROJECTS", "PROJECT", "CORPORATE", "COSTS", "COST", "ADMINISTRATION", "ADMIN", "BUSINESS", "SUPPORT", "RECHARGE", "RECHARGES", "CHARGE", "CHARGES", "FROM", "BALANCE", "SHEET",
		"IMT", "IM", "IT", "T", "AND", "PRIMARY", "CARE", "CLINICAL", "SYSTEMS", "FINANCE", "CONTRACT", "CONTRACTS", "MANAGEMENT", "GENERAL", "RESERVE", "COMMISSIONING", "SCHEMES", "HEALTH", "CORE", "SLA", csuWord,
		"ENGLAND", "NHSE", "TA", "TRADING", "AS", "BOARD", "HOSTED", "BY", "RE", "C", "O", "CO", "LONDON", "THE", "INVOICE", "INV", "LINE", "OTHER":
		return true
	}
	return false
}

// groupCore returns the words that tell one CCG from another.
func groupCore(w []string) []string {
	var c []string
	for _, s := range compass(w) {
		switch s {
		case "NHS", "CCG", "CCGS", "THE", "AND", "OF", "CLINICAL", "COMMISSIONING", "GROUP", "ICB":
		default:
			c = append(c, s)
		}
	}
	return c
}

// Body says which CCG an entity's text means on a date: by a name that it had at
// any time, or by its code in the text. Of several the one that was open on the
// date is meant.
func (a *Attributor) Body(text string, on nhs.Date) Match {
	w := words(text)
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
		evidence := CodeInText
		if named := a.groups[strings.Join(rest, " ")]; slices.Contains(named, coded[0]) {
			evidence = SameName
		}
		return a.body(coded, on, evidence)
	}
	if len(rest) == 0 {
		return Match{}
	}
	if ids := a.groups[strings.Join(rest, " ")]; ids != nil {
		return a.body(ids, on, SameName)
	}
	if !slices.Contains(w, "CCG") && !slices.Contains(w, "COMMISSIONING") && w[0] != "NHS" {
		return Match{}
	}
	best := unlike
	var ids []nhs.OrgID
	for i := range a.cores {
		switch l := compareNames(rest, a.cores[i].core); {
		case l == unlike || l < best:
		case l > best:
			best, ids = l, []nhs.OrgID{a.cores[i].alias.Org}
		default:
			ids = append(ids, a.cores[i].alias.Org)
		}
	}
	if ids == nil {
		return Match{}
	}
	m := a.body(ids, on, [...]Evidence{misspelt: Misspelling, abbreviated: Abbreviation, same: SameWords}[best])
	if m.Org == "" {
		return Match{}
	}
	return m
}

func (a *Attributor) body(ids []nhs.OrgID, on nhs.Date, e Evidence) Match {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) > 1 && !on.IsZero() {
		open := slices.DeleteFunc(slices.Clone(ids), func(id nhs.OrgID) bool {
			o, ok := a.bodies.Get(id)
			return ok && o.OpenOn(on) == nhs.No
		})
		if len(open) > 0 {
			ids = open
		}
	}
	if len(ids) > 1 {
		return Match{Candidates: ids, Evidence: e}
	}
	m := Match{Org: ids[0], Evidence: e, Now: heirs(a.bodies, ids[0]), Source: "register"}
	if o, ok := a.bodies.Get(ids[0]); ok && !on.IsZero() {
		m.Open = o.OpenOn(on)
	}
	return m
}

// BodyInFileName says which CCG the name of a file hints at: the one, open on the
// date, whose whole name stands in it. It is never more than a hint.
func (a *Attributor) BodyInFileName(name string, on nhs.Date) Match {
	text := " " + strings.Join(groupCore(words(strings.ReplaceAll(name, "_", " "))), " ") + " "
	longest := 0
	var ids []nhs.OrgID
	for key, orgs := range a.groups {
		if len(key) < 5 || len(key) < longest || !strings.Contains(text, " "+key+" ") {
			continue
		}
		if len(key) > longest {
			longest, ids = len(key), nil
		}
		ids = append(ids, orgs...)
	}
	if ids == nil {
		return Match{}
	}
	return a.body(ids, on, InFileName)
}
