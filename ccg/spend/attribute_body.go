package spend

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// groupCore returns the words that distinguish CCGs.
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

// Body returns the CCG that an entity's text means on a date. It matches any name
// that a CCG ever had, or a code in the text. If several match, it returns the one
// open on the date.
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
			o, ok := a.bodies.Lookup(id)
			return ok && o.OpenOn(on) == nhs.No
		})
		if len(open) > 0 {
			ids = open
		}
	}
	if len(ids) > 1 {
		return Match{Candidates: ids, Evidence: e}
	}
	m := Match{Org: ids[0], Evidence: e, Current: current(a.bodies, ids[0]), Source: "register"}
	if o, ok := a.bodies.Lookup(ids[0]); ok && !on.IsZero() {
		m.Open = o.OpenOn(on)
	}
	return m
}

// BodyInFileName returns the CCG that the name of a file hints at: the one, open on
// the date, whose whole name is in it. It is only a hint.
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
