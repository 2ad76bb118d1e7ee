package analysis_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
)

// inOrder has a cell of each kind, the least first.
func inOrder() []analysis.Cell {
	return []analysis.Cell{
		{},
		analysis.CellOf("a"), analysis.CellOf("b"),
		analysis.CellOf(9), analysis.CellOf(int64(1234)),
		analysis.CellOf(nhs.MustParseMoney("-5")), analysis.CellOf(nhs.MustParseMoney("1234.50")),
		analysis.CellOf(nhs.MustParseRate("9")), analysis.CellOf(nhs.MustParseRate("24.73")),
		analysis.CellOf(nhs.MustParsePercent("7.50")), analysis.CellOf(nhs.MustParsePercent("12")),
		analysis.CellOf(analysis.Concentration(1)), analysis.CellOf(analysis.Concentration(111_111)),
	}
}

func TestCell(t *testing.T) {
	var people []string
	for _, c := range inOrder() {
		people = append(people, c.String())
	}
	if diff := cmp.Diff([]string{"", "a", "b", "9", "1,234", "-£5.00", "£1,234.50", "£9.00", "£24.73", "7.5%", "12%", "0.01", "1,111.11"}, people); diff != "" {
		t.Errorf("for people (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"", "a", "b", "9", "1234", "-5.00", "1234.50", "9.00", "24.73", "7.5", "12", "0.01", "1111.11"}, written(inOrder())); diff != "" {
		t.Errorf("for programs (-want +got):\n%s", diff)
	}
}

func TestCellCompare(t *testing.T) {
	cells := inOrder()
	byUnit := map[string][]analysis.Cell{}
	for i, a := range cells {
		if a.IsKnown() != (i > 0) || a.IsKnown() != (a.Value() != nil) {
			t.Errorf("%q is known: %t", a, a.IsKnown())
		}
		byUnit[a.Unit()] = append(byUnit[a.Unit()], a)
		for j, b := range cells {
			if a.Equal(b) != (i == j) || a.Compare(b) != -b.Compare(a) {
				t.Errorf("%q and %q: %d, %d", a, b, a.Compare(b), b.Compare(a))
			}
		}
	}
	for unit, list := range byUnit {
		if !slices.IsSortedFunc(list, analysis.Cell.Compare) {
			t.Errorf("%s: %q is not in order", unit, list)
		}
	}
	if one, other := analysis.CellOf(nhs.MustParsePercent("7.50")), analysis.CellOf(nhs.MustParsePercent("7.5")); !one.Equal(other) {
		t.Errorf("%q is not %q", one, other)
	}
	if analysis.CellOf("").IsKnown() || analysis.OptionalCell[int64](nil).IsKnown() || !analysis.CellOf(0).IsKnown() {
		t.Error("an empty text and nil are unknown, zero is not")
	}
}

func TestTableJSON(t *testing.T) {
	table := one("a note", "a|x|1.00", "b|y|")
	document, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"rows":[["a","x","1.00"],["b","y",""]]`; !strings.Contains(string(document), want) {
		t.Errorf("%s has no %s", document, want)
	}
	var read analysis.Table
	if err := json.Unmarshal(document, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(table, read); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{`{"rows":[["a"]]}`, `{"columns":[{"unit":"gbp"}],"rows":[["x"]]}`, `{"rows":1}`} {
		if err := json.Unmarshal([]byte(bad), &read); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

func FuzzParseCell(f *testing.F) {
	for _, c := range inOrder() {
		f.Add(c.Unit(), written([]analysis.Cell{c})[0])
	}
	f.Add("gbp", "1e9")
	f.Add("count", "+1")
	f.Add("gbp_per_mile", "1")
	f.Fuzz(func(t *testing.T, unit, text string) {
		cell, err := analysis.ParseCell(unit, text)
		if err != nil {
			return
		}
		if cell.IsKnown() && cell.Unit() != unit {
			t.Fatalf("%q of %q has the unit %q", text, unit, cell.Unit())
		}
		again, err := analysis.ParseCell(unit, written([]analysis.Cell{cell})[0])
		if err != nil || !again.Equal(cell) {
			t.Fatalf("%q of %q: %v, read again %v: %v", text, unit, cell, again, err)
		}
	})
}

func FuzzTableUnmarshalJSON(f *testing.F) {
	f.Add([]byte(`{"title":"T","columns":[{"key":"k","heading":"h"},{"key":"n","heading":"n","unit":"count"}],"key":1,"rows":[["a","1"],["b",""]]}`))
	f.Add([]byte(`{"rows":[["a"]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var table analysis.Table
		if json.Unmarshal(data, &table) == nil && len(table.Rows) > 0 {
			_ = table.String() // does not panic
		}
	})
}
