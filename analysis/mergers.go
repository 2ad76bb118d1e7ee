package analysis

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A MergersResult is what mergers of providers add to the concentration of the market.
type MergersResult struct {
	// Year is the year of the shares. For the zero year each merger is judged by the last
	// whole year before it.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Mergers are the merger in question, or else those on record, by date.
	Mergers []MergerEffect `json:"mergers"`
	// Coverage counts the mergers with a known effect on the whole market.
	Coverage Coverage `json:"coverage"`
}

// A MergerEffect is what one merger adds. The index is calculated among the providers
// whose part is known; Complete says whether those are all.
type MergerEffect struct {
	// On is when it took effect; the zero date for a hypothetical merger.
	On nhs.PartialDate `json:"on,omitzero"`
	// Into is the body that continued.
	Into nhs.OrgID `json:"into,omitempty"`
	// Parties are the bodies that merged.
	Parties []nhs.OrgID `json:"parties"`
	// Year is the year of the shares.
	Year nhs.FinancialYear `json:"year"`
	// Basis says what the shares are measured by.
	Basis ShareBasis `json:"basis,omitempty"`
	// Before is the concentration before the merger; nil if unknown.
	Before *Concentration `json:"before,omitempty"`
	// After is the concentration after the merger.
	After *Concentration `json:"after,omitempty"`
	// Adds is what the merger adds, calculated before rounding.
	Adds *Concentration `json:"adds,omitempty"`
	// Complete says that the part of every working unit is known, so that the values are
	// those of the market.
	Complete bool `json:"complete"`
	// Why says why the effect is unknown.
	Why string `json:"why,omitempty"`
}

// MergerOf returns what a merger of the two suppliers would add to the concentration
// in the year. Without a year it is 2013/14. Suppliers go by slug or code. The error
// is a [*QueryError]: an unknown supplier, or the same one twice.
func MergerOf(x *commissioning.Index, y nhs.FinancialYear, a, b nhs.OrgID) (MergersResult, error) {
	y = cmp.Or(y, firstYear)
	acc := newCoverageBuilder()
	h := holdingsIn(x, y, acc)
	parties := []nhs.OrgID{x.Canonical(a), x.Canonical(b)}
	names := supplierNames(x)
	for i, field := range [...]string{"a", "b"} {
		_, holds := h.weights[parties[i]]
		if _, unit := x.CSU(parties[i]); !unit && !holds && names[parties[i]] == "" {
			return MergersResult{}, &QueryError{field, fmt.Sprintf("unknown supplier %.40q; want the slug or code of a unit or framework supplier", []nhs.OrgID{a, b}[i])}
		}
	}
	if parties[0] == parties[1] {
		return MergersResult{}, &QueryError{"b", "the same supplier as a; want another"}
	}
	effect := h.merge(parties)
	m := MergersResult{Year: y, Mergers: []MergerEffect{effect}}
	m.close(acc, h.cover(acc))
	return m, nil
}

// Mergers returns what the mergers of units on record added to the concentration, each
// by the shares of the last whole year before it. With a year, it returns only the
// mergers judged by that year.
func Mergers(x *commissioning.Index, y nhs.FinancialYear) MergersResult {
	a := newCoverageBuilder()
	m := MergersResult{Year: y, Mergers: []MergerEffect{}}
	shares := make(map[nhs.FinancialYear]holdings)
	for _, event := range mergersOnRecord(x, a) {
		latest := event.On.Latest()
		if latest.IsZero() {
			event.Why = "its date is unknown"
			m.Mergers = append(m.Mergers, event)
			continue
		}
		year := latest.FinancialYear().Previous()
		if !y.IsZero() && year != y {
			continue
		}
		if len(event.Parties) < 2 {
			event.Year, event.Why = year, "the other parties are unknown"
			m.Mergers = append(m.Mergers, event)
			continue
		}
		h, ok := shares[year]
		if !ok {
			if len(shares) == maxHistoryYears {
				a.exclude("the merger into %s: too many years have mergers", event.Into)
				continue
			}
			h = holdingsIn(x, year, a)
			shares[year] = h
		}
		effect := h.merge(event.Parties)
		effect.On, effect.Into = event.On, event.Into
		m.Mergers = append(m.Mergers, effect)
	}
	slices.SortStableFunc(m.Mergers, func(a, b MergerEffect) int {
		return cmp.Or(a.On.Compare(b.On), a.Into.Compare(b.Into))
	})
	m.close(a, Coverage{})
	return m
}

// close counts the mergers whose effect on the whole market is known.
func (m *MergersResult) close(a *coverageBuilder, shares Coverage) {
	complete := 0
	for i := range m.Mergers {
		if m.Mergers[i].Complete && m.Mergers[i].Adds != nil {
			complete++
		}
	}
	if complete < len(m.Mergers) && shares.What == "" {
		a.addMissing("Not every unit's share is known for %s; the values are among the units whose share is.",
			outOf(len(m.Mergers)-complete, len(m.Mergers), "merger", "mergers"))
		a.Remedies = append(a.Remedies, "the income of each unit by year")
	}
	m.Coverage = a.build(complete, len(m.Mergers), "mergers with the shares of every unit known")
}

// mergersOnRecord returns the mergers of units that worked, by successor and date. A
// unit that took others over and continued is one of the parties.
func mergersOnRecord(x *commissioning.Index, a *coverageBuilder) []MergerEffect {
	type event struct {
		into nhs.OrgID
		on   nhs.PartialDate
	}
	at := make(map[event]int)
	var list []MergerEffect
	for i := range x.Market().CSUs.Successions {
		s := &x.Market().CSUs.Successions[i]
		if s.Kind != lineage.Merger {
			continue
		}
		from, into := unitOf(x, s.Predecessor), unitOf(x, s.Successor)
		if from == nil || into == nil {
			a.exclude("the merger of %q into %q: one of them is not in the register", s.Predecessor, s.Successor)
			continue
		}
		if from.Stage != csu.Working || into.Stage != csu.Working || from == into {
			continue
		}
		a.cite(s.Sources...)
		e := event{into.Slug, s.Effective}
		n, ok := at[e]
		if !ok {
			n = len(list)
			at[e] = n
			list = append(list, MergerEffect{On: s.Effective, Into: into.Slug, Parties: []nhs.OrgID{}})
			if into.Opened.Before(s.Effective) == nhs.Yes {
				list[n].Parties = append(list[n].Parties, into.Slug)
			}
		}
		if !slices.Contains(list[n].Parties, from.Slug) {
			list[n].Parties = append(list[n].Parties, from.Slug)
		}
	}
	return list
}

// merge returns what a merger of the parties adds.
func (h *holdings) merge(parties []nhs.OrgID) MergerEffect {
	e := MergerEffect{Parties: parties, Year: h.year, Basis: h.basis}
	weights := make([]*big.Int, 0, len(parties))
	for _, id := range parties {
		w, ok := h.weights[id]
		if !ok {
			e.Why = fmt.Sprintf("the part of %s in %s is unknown", id, h.year)
			return e
		}
		weights = append(weights, w)
	}
	added, _ := addedSquares(slices.Values(weights)) // none is negative
	before, ok := points(h.squares, h.total)
	if !ok {
		e.Why = "the total is zero"
		return e
	}
	after, _ := points(new(big.Int).Add(h.squares, added), h.total)
	adds, _ := points(added, h.total)
	e.Before, e.After, e.Adds, e.Complete = &before, &after, &adds, h.complete()
	return e
}

// Table returns a row for each merger.
func (m MergersResult) Table() Table {
	t := Table{
		Title: "What mergers add to concentration (HHI)",
		Key:   3,
		Columns: []Column{
			{Key: "into", Heading: "into"}, {Key: "parties", Heading: "parties"}, {Key: "on", Heading: "on"},
			{Key: "year", Heading: "shares of"}, {Key: "basis", Heading: "by"},
			{Key: "before", Heading: "before", Unit: unitPoints}, {Key: "after", Heading: "after", Unit: unitPoints},
			{Key: "adds", Heading: "adds", Unit: unitPoints},
			{Key: "complete", Heading: "whole market"}, {Key: "why", Heading: "why not known"},
		},
		Notes: m.Coverage.notes(),
	}
	for _, e := range m.Mergers {
		complete, year := "no", ""
		if e.Complete {
			complete = "yes"
		}
		if !e.Year.IsZero() {
			year = e.Year.String()
		}
		t.Rows = append(t.Rows, []Cell{
			CellOf(string(e.Into)), listCell(e.Parties), CellOf(e.On.String()), CellOf(year), CellOf(string(e.Basis)),
			OptionalCell(e.Before), OptionalCell(e.After), OptionalCell(e.Adds), CellOf(complete), CellOf(e.Why),
		})
	}
	return t
}

// Completeness counts the mergers with a known effect on the whole market.
func (m MergersResult) Completeness() Coverage { return m.Coverage }
