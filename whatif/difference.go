package whatif

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Difference is what a [Scenario] changed in a market.
type Difference struct {
	// Scenario is the ID of the scenario.
	Scenario string `json:"scenario,omitempty"`
	// AsOf is the day on which the markets are compared.
	AsOf nhs.Date `json:"as_of,omitzero"`
	// Year is the financial year for which they are compared.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Synthetic says that the market was completed with made-up figures, so that figures
	// here are made up too.
	Synthetic bool `json:"synthetic"`
	// Changes are the effects of the events, in the order in which they were applied.
	Changes []Change `json:"changes"`
	// Rejected are the events that could not be applied, and why. Their paths lead into the
	// scenario.
	Rejected rule.Findings `json:"rejected"`
	// Introduced are the findings that only the changed market has, without those about
	// what the scenario leaves out because it only supposes it.
	Introduced rule.Findings `json:"introduced"`
	// Resolved are the findings that only the original market has.
	Resolved rule.Findings `json:"resolved"`
	// Analyses are the analyses with a different result.
	Analyses []AnalysisChange `json:"analyses"`
	// Exits say what needs a new supplier: each agreement, call-off and customer of a unit
	// that closes, and each agreement that ends. See [ExitPlan].
	Exits []Handover `json:"exits"`
	// Unknown is what could not be determined.
	Unknown []string `json:"unknown"`
}

// A Change describes one effect of an event.
type Change struct {
	// Event is the index of the event in the scenario's list, from 0.
	Event int `json:"event"`
	// Description says in words what changed.
	Description string `json:"description"`
}

// An AnalysisChange is how the result of an analysis changed.
type AnalysisChange struct {
	// Name is the name of the analysis.
	Name string `json:"name"`
	// Title is its name for people.
	Title string `json:"title"`
	// Rows are the rows that differ.
	Rows []RowChange `json:"rows"`
}

// A RowChange is a row of a table that differs, is new or was removed.
type RowChange struct {
	// Row names the row, by its leading cells.
	Row []string `json:"row"`
	// New says that the original market has no such row.
	New bool `json:"new,omitempty"`
	// Removed says that the changed market has no such row.
	Removed bool `json:"removed,omitempty"`
	// Cells are the cells that differ.
	Cells []CellChange `json:"cells"`
}

// A CellChange is a cell that differs.
type CellChange struct {
	// Column is the key of the column.
	Column string `json:"column"`
	// Heading is the column's name for people.
	Heading string `json:"heading"`
	// Unit is the unit of the cells: see [analysis.Column.Unit].
	Unit string `json:"unit,omitempty"`
	// Before is the cell in the original market. It is unknown also if the row is new.
	Before analysis.Cell `json:"before,omitzero"`
	// After is the cell in the changed market. It is unknown also if the row was removed.
	After analysis.Cell `json:"after,omitzero"`
}

// UnmarshalJSON reads a change as JSON writes it, both cells by their unit.
func (c *CellChange) UnmarshalJSON(data []byte) error {
	type plain CellChange // without this method
	var read struct {
		plain
		Before string `json:"before"`
		After  string `json:"after"`
	}
	err := json.Unmarshal(data, &read)
	if err != nil {
		return err
	}
	change := CellChange(read.plain)
	if change.Before, err = analysis.ParseCell(change.Unit, read.Before); err != nil {
		return fmt.Errorf("before: %w", err)
	}
	if change.After, err = analysis.ParseCell(change.Unit, read.After); err != nil {
		return fmt.Errorf("after: %w", err)
	}
	*c = change
	return nil
}

// IsEmpty reports whether nothing changed: no event was applied, and none was rejected.
func (d *Difference) IsEmpty() bool {
	return len(d.Changes)+len(d.Rejected)+len(d.Introduced)+len(d.Resolved)+len(d.Analyses) == 0
}

// Run returns the market after the events of the scenario, and the difference from the
// market before. The options are those of both checks.
//
// The market of w is not changed. The two markets share what no event touches, so
// neither must be changed afterwards.
//
// Events that contradict the market or one another are not applied. They are the
// findings in [Difference.Rejected], the same as those of [WhatIfRules].
func (w *WhatIf) Run(o rule.Options) (*commissioning.Market, Difference) {
	s := &w.Scenario
	c := apply(&w.Market, s)
	d := Difference{
		Scenario: s.ID, AsOf: s.AsOf, Year: s.Year, Synthetic: w.Market.Synthetic != nil,
		Changes:  c.changes,
		Rejected: scenarioRunRules.Check(&scenarioRun{s, c.rejections}, o).Findings,
	}
	for i := range s.Events {
		if on := s.Events[i].shows(); s.AsOf.IsZero() && on.After(d.AsOf) {
			d.AsOf = on
		}
	}
	if d.Year.IsZero() && !d.AsOf.IsZero() {
		d.Year = d.AsOf.FinancialYear()
	}
	if o.AsOf.IsZero() {
		o.AsOf = d.AsOf
	}
	if len(c.changes) > 0 {
		d.Introduced, d.Resolved = compareFindings(c.withoutSupposed(w.Market.Check(o).Findings), c.withoutSupposed(c.market.Check(o).Findings))
		before, after := commissioning.NewIndex(&w.Market), commissioning.NewIndex(&c.market)
		d.Analyses = compareAnalyses(before, after, analysis.Query{On: d.AsOf, Year: d.Year})
		d.Exits = c.exits(after)
	}
	d.Unknown = c.unknown
	d.Changes, d.Analyses, d.Exits, d.Unknown = listed(d.Changes), listed(d.Analyses), listed(d.Exits), listed(d.Unknown)
	d.Rejected, d.Introduced, d.Resolved = listed(d.Rejected), listed(d.Introduced), listed(d.Resolved)
	return &c.market, d
}

// listed returns an empty list for nil, so that JSON has no null.
func listed[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}

// compareFindings returns the findings only in after, and those only in before. A finding
// that says the same in other figures is in both.
func compareFindings(before, after rule.Findings) (introduced, resolved rule.Findings) {
	type key struct {
		rule    rule.ID
		subject rule.Subject
		path    rule.Pointer
	}
	keyOf := func(f rule.Finding) key { return key{f.Rule, f.Subject, f.Path} }
	count := make(map[key]int)
	for _, f := range before {
		count[keyOf(f)]++
	}
	for _, f := range after {
		if k := keyOf(f); count[k] > 0 {
			count[k]--
		} else {
			introduced = append(introduced, f)
		}
	}
	for _, f := range slices.Backward(before) {
		if k := keyOf(f); count[k] > 0 {
			count[k]--
			resolved = append(resolved, f)
		}
	}
	slices.Reverse(resolved)
	return introduced, resolved
}

// compareAnalyses returns the analyses whose tables differ.
func compareAnalyses(before, after *commissioning.Index, q analysis.Query) []AnalysisChange {
	var changes []AnalysisChange
	for _, a := range analysis.All() {
		old, err := a.Run(before, q)
		if err != nil {
			continue // the analysis needs more than a day and a year
		}
		now, err := a.Run(after, q)
		if err != nil {
			continue
		}
		if rows := slices.Collect(compareTables(old.Table(), now.Table())); len(rows) > 0 {
			changes = append(changes, AnalysisChange{Name: a.Name, Title: a.Title, Rows: rows})
		}
	}
	return changes
}

// compareTables yields the rows that differ: first the rows of before, in order, then
// the new ones.
func compareTables(before, after analysis.Table) iter.Seq[RowChange] {
	return func(yield func(RowChange) bool) {
		now := make(map[string][]analysis.Cell, len(after.Rows))
		for _, row := range after.Rows {
			now[rowKey(after, row)] = row
		}
		for _, row := range before.Rows {
			k := rowKey(before, row)
			other := now[k]
			delete(now, k)
			if c, differs := compareRows(before, row, other); differs && !yield(c) {
				return
			}
		}
		for _, row := range after.Rows {
			if _, left := now[rowKey(after, row)]; !left {
				continue
			}
			if c, differs := compareRows(after, nil, row); differs && !yield(c) {
				return
			}
		}
	}
}

func rowKey(t analysis.Table, row []analysis.Cell) string {
	return strings.Join(t.KeyOf(row), "\x1f")
}

// compareRows compares the cells after the key of two rows. One of them may be nil.
func compareRows(t analysis.Table, before, after []analysis.Cell) (RowChange, bool) {
	named := before
	if named == nil {
		named = after
	}
	c := RowChange{Row: t.KeyOf(named), New: before == nil, Removed: after == nil}
	for i := t.Key; i < len(t.Columns); i++ {
		var b, a analysis.Cell
		if i < len(before) {
			b = before[i]
		}
		if i < len(after) {
			a = after[i]
		}
		if !a.Equal(b) {
			c.Cells = append(c.Cells, CellChange{Column: t.Columns[i].Key, Heading: t.Columns[i].Heading, Unit: t.Columns[i].Unit, Before: b, After: a})
		}
	}
	return c, len(c.Cells) > 0 || c.New || c.Removed
}

// String returns the difference as plain text: the changes, the rejected events, the
// findings and analyses that changed, and what is unknown. Lists are truncated to 8
// lines.
func (d Difference) String() string {
	var b strings.Builder
	if d.Synthetic {
		b.WriteString("Synthetic: figures in it are made up.\n")
	}
	if d.IsEmpty() {
		b.WriteString("Nothing changed.\n")
	}
	writeFew(&b, "", d.Changes, func(c Change) string { return fmt.Sprintf("%d: %s", c.Event, c.Description) })
	writeFew(&b, "", d.Rejected, func(f rule.Finding) string { return fmt.Sprintf("rejected %s %s: %s", f.Rule, f.Path, f.Message) })
	writeFew(&b, "", d.Introduced, func(f rule.Finding) string { return fmt.Sprintf("new finding %s %s: %s", f.Rule, f.Subject, f.Message) })
	writeFew(&b, "", d.Resolved, func(f rule.Finding) string {
		return fmt.Sprintf("resolved finding %s %s: %s", f.Rule, f.Subject, f.Message)
	})
	for _, a := range d.Analyses {
		fmt.Fprintf(&b, "%s: %s\n", a.Title, format.Count(len(a.Rows), "row differs", "rows differ"))
		writeFew(&b, "  ", a.Rows, RowChange.String)
	}
	writeFew(&b, "", d.Exits, Handover.String)
	writeFew(&b, "", d.Unknown, func(u string) string { return "unknown: " + u })
	return b.String()
}

// String returns the row and its differences on one line.
func (r RowChange) String() string {
	var b strings.Builder
	b.WriteString(strings.Join(r.Row, " "))
	if r.Removed {
		b.WriteString(": removed")
		return b.String()
	}
	if r.New {
		b.WriteString(", new")
	}
	for i, c := range r.Cells {
		column := analysis.Column{Unit: c.Unit}
		fmt.Fprintf(&b, "%s %s ", []string{":", ","}[min(i, 1)], c.Heading)
		if !r.New {
			fmt.Fprintf(&b, "%s -> ", column.Text(c.Before))
		}
		b.WriteString(column.Text(c.After))
	}
	return b.String()
}

// fewLines is how many lines of a list are written out.
const fewLines = 8

func writeFew[T any](b *strings.Builder, indent string, list []T, line func(T) string) {
	for i, item := range list {
		if i == fewLines && len(list) > fewLines+1 {
			fmt.Fprintf(b, "%sand %d more\n", indent, len(list)-fewLines)
			return
		}
		fmt.Fprintf(b, "%s%s\n", indent, line(item))
	}
}
