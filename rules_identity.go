package commissioning

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var uniqueIdentifier = rule.Rule[Index]{
	Meta: rule.Meta{
		ID:          RuleUniqueIdentifier,
		Title:       "Identifiers are unique",
		Rationale:   "A look-up by identifier finds one record. A second record with the same identifier is never found.",
		Fix:         "Give one of the two another identifier, or remove it if both are the same thing.",
		Limitations: "Records without an identifier are not judged here. Groups that share a code, and units that do, are reported by CCG-01, CSU-01 and CSU-09.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"agreements": [{"id": "a1"}, {"id": "a2"}]`,
		BadExample:  `"agreements": [{"id": "a1"}, {"id": "a1"}]`,
		Related:     []rule.ID{RuleNoDuplicateSpend},
	},
	Check: func(_ rule.Pass, x *Index) (found rule.Findings) {
		m := x.market
		once(&found, "service line", len(m.ServiceLines),
			func(i int) string { return string(m.ServiceLines[i].ID) },
			func(i int) rule.Pointer { return rule.PointerOf("service_lines", i, "id") })
		once(&found, "framework", len(m.Frameworks),
			func(i int) string { return string(m.Frameworks[i].ID) },
			func(i int) rule.Pointer { return rule.PointerOf("frameworks", i, "id") })
		callOffs := x.callOffPlaces()
		once(&found, "call-off", len(callOffs),
			func(i int) string { return m.Frameworks[callOffs[i].framework].CallOffs[callOffs[i].callOff].ID },
			func(i int) rule.Pointer {
				return rule.PointerOf("frameworks", int(callOffs[i].framework), "call_offs", int(callOffs[i].callOff), "id")
			})
		once(&found, "agreement", len(m.Agreements),
			func(i int) string { return m.Agreements[i].ID },
			func(i int) rule.Pointer { return rule.PointerOf("agreements", i, "id") })
		once(&found, "decision", len(m.Decisions),
			func(i int) string { return m.Decisions[i].ID },
			func(i int) rule.Pointer { return rule.PointerOf("decisions", i, "id") })
		once(&found, "figure", len(m.Figures),
			func(i int) string { return m.Figures[i].ID },
			func(i int) rule.Pointer { return rule.PointerOf("figures", i, "id") })
		once(&found, "board", len(m.CCGs.ICBs),
			func(i int) string { return string(m.CCGs.ICBs[i].Code) },
			func(i int) rule.Pointer { return rule.PointerOf("ccgs", "icbs", i, "code") })
		x.addNamesakes(&found)
		return found
	},
}

// once reports the members of a list with the identifier of an earlier one.
func once(found *rule.Findings, what string, n int, id func(int) string, at func(int) rule.Pointer) {
	if n < 2 {
		return
	}
	first := make(map[string]int, n)
	for i := range n {
		key := id(i)
		if key == "" {
			continue
		}
		other, taken := first[key]
		if !taken {
			first[key] = i
			continue
		}
		found.Add(at(i), "duplicate identifier %.100q, of another %s: give each its own", key, what).
			With("id", key).WithRelated(at(other), "the other %s", what)
	}
}

// addNamesakes reports the boards and units with the code of a body of another kind.
func (x *Index) addNamesakes(found *rule.Findings) {
	other := func(id nhs.OrgID) string {
		switch {
		case id == "":
		case x.groups[id] != nil:
			return "a group"
		case x.icbs[id] != nil:
			return "a board"
		}
		return ""
	}
	for i := range x.market.CCGs.ICBs {
		if code := x.market.CCGs.ICBs[i].Code; code != "" && x.groups[code] != nil {
			found.Add(rule.PointerOf("ccgs", "icbs", i, "code"), "%q is also the code of a group: correct one of them", code).With("id", code)
		}
	}
	for i := range x.market.CSUs.Units {
		u := &x.market.CSUs.Units[i]
		if what := other(u.Slug); what != "" {
			found.Add(rule.PointerOf("csus", "units", i, "slug"), "%q is also the code of %s: correct one of them", u.Slug, what).With("id", u.Slug)
		}
		if what := other(u.ODSCode); what != "" {
			found.Add(rule.PointerOf("csus", "units", i, "ods_code"), "%q is also the code of %s: correct one of them", u.ODSCode, what).With("id", u.ODSCode)
		}
	}
}

// callOffPlaces returns the place of every call-off, in the order of the market.
func (x *Index) callOffPlaces() []callOffAt {
	n := 0
	for i := range x.market.Frameworks {
		n += len(x.market.Frameworks[i].CallOffs)
	}
	places := make([]callOffAt, 0, n)
	for i := range x.market.Frameworks {
		for j := range x.market.Frameworks[i].CallOffs {
			places = append(places, callOffAt{int32(i), int32(j)})
		}
	}
	return places
}
