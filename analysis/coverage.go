package analysis

import (
	"fmt"
	"maps"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Coverage says how much of the whole an answer rests on. What is not counted is
// unknown, not zero.
type Coverage struct {
	// What says what is counted, such as groups open in the year with a known spend on
	// units.
	What string `json:"what"`
	// Known is how many of them are known.
	Known int `json:"known"`
	// Total is how many there are.
	Total int `json:"of"`
	// Share is Known as a percentage of Total, to two decimals; nil if Total is zero.
	Share *nhs.Percent `json:"share,omitempty"`
	// Missing says in sentences what is unknown.
	Missing []string `json:"missing,omitempty"`
	// Remedies says which data would close the gaps.
	Remedies []string `json:"remedies,omitempty"`
	// Excluded names the records that the answer could not use, and why: the second
	// entry of a code, a reference that leads nowhere.
	Excluded []string `json:"excluded,omitempty"`
	// Synthetic says that the answer rests on made-up records.
	Synthetic bool `json:"synthetic"`
	// Sources are the identifiers of the sources, sorted.
	Sources []string `json:"sources,omitempty"`
}

// MissingShare returns the percentage of the whole that is unknown, and whether there
// is a whole.
func (c Coverage) MissingShare() (nhs.Percent, bool) { return ratio(c.Total-c.Known, c.Total) }

// CoverageLevel says how well data supports an answer.
type CoverageLevel string

const (
	// Full means that everything is known.
	Full CoverageLevel = "full"
	// Partial means that some of it is known.
	Partial CoverageLevel = "partial"
	// None means that nothing is known.
	None CoverageLevel = "none"
)

// Level returns how well the data supports the answer: [Full], [Partial] or [None].
func (c Coverage) Level() CoverageLevel {
	switch {
	case c.Known == 0:
		return None
	case c.Known < c.Total:
		return Partial
	}
	return Full
}

// notes returns what a table has to say of its coverage.
func (c Coverage) notes() []string {
	notes := []string{fmt.Sprintf("Known: %d of %d %s.", c.Known, c.Total, c.What)}
	if missed, ok := c.MissingShare(); ok && c.Known < c.Total {
		notes[0] = fmt.Sprintf("Known: %d of %d %s; %s missing.", c.Known, c.Total, c.What, missed)
	}
	notes = append(notes, c.Missing...)
	for _, what := range c.Excluded {
		notes = append(notes, "Left out: "+what+".")
	}
	if c.Synthetic {
		notes = append(notes, "Synthetic: figures in it are made up.")
	}
	return notes
}

// ratio returns part as a percentage of whole to two decimals, and whether there is a
// whole.
func ratio(part, whole int) (nhs.Percent, bool) {
	share, err := nhs.RatioOfCounts(int64(part), int64(whole), 2)
	return share, err == nil
}

func ratioOf(part, whole int) *nhs.Percent {
	if share, ok := ratio(part, whole); ok {
		return &share
	}
	return nil
}

// outOf writes a number of many things: 2 of 7,315 pairs.
func outOf(n, of int, one, many string) string {
	return format.Int(int64(n)) + " of " + format.Count(of, one, many)
}

// maxExcluded bounds how many excluded records an answer names; the rest are counted.
const maxExcluded = 50

// A coverageBuilder gathers the parts of a coverage.
type coverageBuilder struct {
	Coverage
	sources map[string]bool
	more    int       // excluded beyond maxExcluded
	rounded *nhs.Rate // how far a rate per head may be out, at most
}

func newCoverageBuilder() *coverageBuilder { return &coverageBuilder{sources: make(map[string]bool)} }

func (a *coverageBuilder) cite(sources ...string) {
	for _, s := range sources {
		if s != "" {
			a.sources[s] = true
		}
	}
}

// use notes a record that the answer rests on.
func (a *coverageBuilder) use(synthetic bool, sources ...string) {
	a.Synthetic = a.Synthetic || synthetic
	a.cite(sources...)
}

func (a *coverageBuilder) exclude(format string, args ...any) {
	if len(a.Excluded) == maxExcluded {
		a.more++
		return
	}
	if what := fmt.Sprintf(format, args...); !slices.Contains(a.Excluded, what) {
		a.Excluded = append(a.Excluded, what)
	}
}

// noteRounding notes that a rate per head rests on an allowance that its source rounds.
func (a *coverageBuilder) noteRounding(w *ccg.Allowance, people *int64) {
	if rate := perHead(w.Rounding(), true, people); rate != nil && rate.Sign() > 0 && (a.rounded == nil || rate.Compare(*a.rounded) > 0) {
		a.rounded = rate
	}
}

func (a *coverageBuilder) addMissing(format string, args ...any) {
	a.Missing = append(a.Missing, fmt.Sprintf(format, args...))
}

// build returns the coverage with known of total.
func (a *coverageBuilder) build(known, of int, what string) Coverage {
	if a.rounded != nil {
		a.addMissing("The source rounds the allowances: per head, an allowance may be out by up to %s.", a.rounded)
	}
	c := a.Coverage
	c.Known, c.Total, c.What = known, of, what
	c.Share = ratioOf(known, of)
	if len(a.sources) > 0 {
		c.Sources = slices.Sorted(maps.Keys(a.sources))
	}
	if a.more > 0 {
		c.Excluded = append(c.Excluded, format.Count(a.more, "more record", "more records"))
	}
	return c
}

// An AnalysisCoverage says how well the data supports an analysis.
type AnalysisCoverage struct {
	// Analysis is the analysis.
	Analysis
	// Level says how well the data supports it; see [Coverage.Level].
	Level CoverageLevel `json:"level"`
	// Coverage says how much is known, and which data would close the gaps.
	Coverage Coverage `json:"coverage"`
}

// CoverageOf returns how well the data supports each analysis, in the order of [All].
// It runs them all.
func CoverageOf(x *commissioning.Index, q Query) []AnalysisCoverage {
	q.Merging, q.With = "", ""
	list := make([]AnalysisCoverage, 0, len(analyses))
	for _, a := range All() {
		answer, err := a.Run(x, q)
		if err != nil {
			continue // it can only be about suppliers, and the query names none
		}
		c := answer.Completeness()
		list = append(list, AnalysisCoverage{Analysis: a, Level: c.Level(), Coverage: c})
	}
	return list
}
