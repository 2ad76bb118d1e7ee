package spend

import (
	"slices"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

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
	if len(orgs) == 0 {
		return Match{}
	}
	m := choose(a.suppliers, orgs, on)
	m.Evidence, m.Confidence = e, e.confidence()
	alias := source[orgs[0]]
	switch {
	case m.Named != "":
		alias = source[m.Named]
	case m.Org != "":
		alias = source[m.Org]
	}
	m.Kind, m.Source = alias.kind(), alias.Source
	return m
}

// choose returns the one of several organisations that a name means on a date: the
// one that had begun, the one that was still open, the one that took over from the
// others. A name of one that had not begun leads back to the one that it came from.
// Where that does not decide, all are candidates and none is chosen.
func choose(h *lineage.History, ids []nhs.OrgID, on nhs.Date) Match {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if !on.IsZero() {
		ids = keep(ids, func(id nhs.OrgID) bool { return !future(h, id, on) })
		ids = keep(ids, func(id nhs.OrgID) bool { return openOn(h, id, on) != nhs.No })
		ids = keep(ids, func(id nhs.OrgID) bool {
			for s := range h.SuccessionsFrom(id) {
				if !s.Effective.Earliest().After(on) && s.Successor != id && slices.Contains(ids, s.Successor) {
					return false
				}
			}
			return true
		})
	}
	if len(ids) > 1 {
		return Match{Candidates: ids}
	}
	m := Match{Org: ids[0]}
	if !on.IsZero() && future(h, m.Org, on) {
		if before, _ := h.Predecessors(m.Org, on); len(before) > 0 {
			m.Named, m.Org = m.Org, before[0]
			if len(before) > 1 {
				return Match{Named: m.Named, Candidates: before}
			}
		}
	}
	m.Current = current(h, m.Org)
	if !on.IsZero() {
		m.Open = openOn(h, m.Org, on)
	}
	return m
}

// keep returns the organisations that pass, or all of them if none does.
func keep(ids []nhs.OrgID, pass func(nhs.OrgID) bool) []nhs.OrgID {
	if some := slices.DeleteFunc(slices.Clone(ids), func(id nhs.OrgID) bool { return !pass(id) }); len(some) > 0 {
		return some
	}
	return ids
}

// future reports whether the organisation certainly began after the day.
func future(h *lineage.History, id nhs.OrgID, on nhs.Date) bool {
	o, ok := h.Lookup(id)
	return ok && !o.Opened.IsZero() && o.Opened.Earliest().After(on)
}

func openOn(h *lineage.History, id nhs.OrgID, on nhs.Date) nhs.Tristate {
	o, ok := h.Lookup(id)
	if !ok {
		return nhs.Unknown
	}
	return o.OpenOn(on)
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
