package whatif

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Difference is what a [Scenario] changed in a market.
type Difference struct {
	// Scenario is the ID of the scenario.
	Scenario string `json:"scenario,omitempty"`
	// AsOf is the day on which the markets are compared.
	AsOf nhs.Date `json:"as_of,omitzero"`
	// Year is the financial year that they are compared for.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Synthetic says that the market was completed with figures that were made up,
	// and so are the figures here.
	Synthetic bool `json:"synthetic"`
	// Changes are what each event did, in the order in which they happened.
	Changes []Change `json:"changes"`
	// Rejected are the events that could not happen, and why. Their paths lead into
	// the scenario.
	Rejected rule.Findings `json:"rejected"`
	// Introduced are the findings of the changed market that the first had not.
	Introduced rule.Findings `json:"introduced"`
	// Resolved are the findings of the first market that the changed one has not.
	Resolved rule.Findings `json:"resolved"`
	// Analyses are the analyses that came to something else.
	Analyses []AnalysisChange `json:"analyses"`
	// Exits are the agreements, call-offs and customers of a unit that closes, and
	// the agreements that end, and when each needs a successor; see [ExitPlan].
	Exits []Handover `json:"exits"`
	// Unknown is what could not be worked out.
	Unknown []string `json:"unknown"`
}

// A Change is one thing that an event of a scenario did.
type Change struct {
	// Event is the place of the event in the scenario's list, from 0.
	Event int `json:"event"`
	// Description says in words what was changed.
	Description string `json:"description"`
}

// An AnalysisChange is how the answer of an analysis moved.
type AnalysisChange struct {
	// Name is the name of the analysis.
	Name string `json:"name"`
	// Title is its name for people.
	Title string `json:"title"`
	// Rows are the rows that differ.
	Rows []RowChange `json:"rows"`
}

// A RowChange is a row of a table that is another one, or there no more, or new.
type RowChange struct {
	// Row names the row, by the leading cells of the table.
	Row []string `json:"row"`
	// New says that the first market had no such row.
	New bool `json:"new,omitempty"`
	// Removed says that the changed market has no such row.
	Removed bool `json:"removed,omitempty"`
	// Cells are what differs.
	Cells []CellChange `json:"cells"`
}

// A CellChange is a cell that differs.
type CellChange struct {
	// Column is the key of the column.
	Column string `json:"column"`
	// Heading is the column's name for people.
	Heading string `json:"heading"`
	// Unit says what the cells are: see [analysis.Column.Unit].
	Unit string `json:"unit,omitempty"`
	// Before is the cell in the first market. It is unknown also where the row is new.
	Before analysis.Cell `json:"before,omitzero"`
	// After is the cell in the changed market. It is unknown also where the row is
	// gone.
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

// IsEmpty reports whether nothing was changed: no event happened, and none was
// refused.
func (d *Difference) IsEmpty() bool {
	return len(d.Changes)+len(d.Rejected)+len(d.Introduced)+len(d.Resolved)+len(d.Analyses) == 0
}

// Run makes the events of the scenario happen and returns the changed market
// with the difference. The market of w is not changed; the two share what no
// event touches, so neither must be changed afterwards. Options are those of
// both checks.
//
// Events that contradict the market or one another do not happen: they are the
// findings in [Difference.Rejected], which [WhatIfRules] makes too.
func (w *WhatIf) Run(o rule.Options) (*commissioning.Market, Difference) {
	s := &w.Scenario
	c := apply(&w.Market, s)
	d := Difference{
		Scenario: s.ID, AsOf: s.AsOf, Year: s.Year, Synthetic: w.Market.Synthetic != nil,
		Changes:  c.changes,
		Rejected: scenarioRunRules.Check(&scenarioRun{s, c.faults}, o).Findings,
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
		d.Introduced, d.Resolved = compareFindings(w.Market.Check(o).Findings, c.market.Check(o).Findings)
		before, after := commissioning.NewIndex(&w.Market), commissioning.NewIndex(&c.market)
		d.Analyses = compareAnalyses(before, after, analysis.Query{On: d.AsOf, Year: d.Year})
		d.Exits = c.exits(before)
	}
	d.Unknown = c.unknown
	return &c.market, d
}

// compareFindings returns the findings of after that before has not, and those
// of before that after has not.
func compareFindings(before, after rule.Findings) (appeared, went rule.Findings) {
	type key struct {
		rule    rule.ID
		subject rule.Subject
		path    rule.Pointer
		message string
	}
	keyOf := func(f rule.Finding) key { return key{f.Rule, f.Subject, f.Path, f.Message} }
	count := make(map[key]int)
	for _, f := range before {
		count[keyOf(f)]++
	}
	for _, f := range after {
		if k := keyOf(f); count[k] > 0 {
			count[k]--
		} else {
			appeared = append(appeared, f)
		}
	}
	for _, f := range slices.Backward(before) {
		if k := keyOf(f); count[k] > 0 {
			count[k]--
			went = append(went, f)
		}
	}
	slices.Reverse(went)
	return appeared, went
}

// compareAnalyses returns the analyses whose tables differ.
func compareAnalyses(before, after *commissioning.Index, q analysis.Query) []AnalysisChange {
	var changes []AnalysisChange
	for _, a := range analysis.All() {
		old, err := a.Run(before, q)
		if err != nil {
			continue // an analysis of something that the question does not name
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

// compareTables yields the rows that differ: first those of before, in their
// order, then those that are new.
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

// compareRows compares the cells after the key of two rows, of which one may be
// nil.
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

// String returns the difference as plain text: what each event did, what was
// refused, how the findings and the analyses moved, and what is not known. Of
// each list it writes the first few, and how many more there are.
func (d Difference) String() string {
	var b strings.Builder
	if d.Synthetic {
		b.WriteString("Synthetic: figures in it are made up.\n")
	}
	if d.IsEmpty() {
		b.WriteString("Nothing is changed.\n")
	}
	writeFew(&b, "", d.Changes, func(c Change) string { return fmt.Sprintf("%d: %s", c.Event, c.Description) })
	writeFew(&b, "", d.Rejected, func(f rule.Finding) string { return fmt.Sprintf("refused %s %s: %s", f.Rule, f.Path, f.Message) })
	writeFew(&b, "", d.Introduced, func(f rule.Finding) string { return fmt.Sprintf("new finding %s %s: %s", f.Rule, f.Subject, f.Message) })
	writeFew(&b, "", d.Resolved, func(f rule.Finding) string {
		return fmt.Sprintf("finding gone %s %s: %s", f.Rule, f.Subject, f.Message)
	})
	for _, a := range d.Analyses {
		fmt.Fprintf(&b, "%s: %d rows differ\n", a.Title, len(a.Rows))
		writeFew(&b, "  ", a.Rows, RowChange.String)
	}
	writeFew(&b, "", d.Exits, Handover.String)
	writeFew(&b, "", d.Unknown, func(u string) string { return "not known: " + u })
	return b.String()
}

// String returns the row and what differs in it on one line.
func (r RowChange) String() string {
	var b strings.Builder
	b.WriteString(strings.Join(r.Row, " "))
	if r.Removed {
		b.WriteString(": gone")
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

// fewLines is how much of a list is written out.
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
