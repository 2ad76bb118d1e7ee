package service_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/service"
)

// The lines of England, read from the table that this repository ships.
func england(t *testing.T) service.Catalogue {
	t.Helper()
	f, err := os.Open("../england/data/service_lines.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ';' }) }
	var c service.Catalogue
	for _, row := range rows[1:] {
		cell := make(map[string]string)
		for i, name := range rows[0] {
			cell[name] = row[i]
		}
		id, err := service.ParseID(cell["id"])
		if err != nil {
			t.Fatal(err)
		}
		scope, _ := service.ScopeOf(id)
		var levels []string
		for _, level := range scope {
			levels = append(levels, level.ID)
		}
		if want := strings.Join(levels, ";"); cell["scope"] != want {
			t.Errorf("%s: the table has the scope %q, the package %q", id, cell["scope"], want)
		}
		c = append(c, service.Line{
			ID: id, Name: cell["name"], Aliases: list(cell["aliases"]), Group: cell["group"], Nature: service.Nature(cell["nature"]),
			NatureBasis: cell["nature_basis"], Lots: list(cell["lots"]), Scope: scope, Description: cell["description"],
			Sources: list(cell["source"]), Confidence: lineage.Confidence(cell["confidence"]),
		})
	}
	return c
}

func TestEngland(t *testing.T) {
	c := england(t)
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
	natures, groups, lots := make(map[service.Nature]int), make(map[string]int), make(map[string]int)
	for _, l := range c {
		natures[l.Nature]++
		groups[l.Group]++
		lots[strings.Join(l.Lots, ";")]++
	}
	if len(c) != 35 || len(groups) != 8 {
		t.Errorf("%d lines in %d groups, want 35 in 8", len(c), len(groups))
	}
	if d := cmp.Diff(map[service.Nature]int{service.Transactional: 23, service.Transformational: 8, service.Clinical: 4}, natures); d != "" {
		t.Errorf("natures (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"1": 21, "2a": 1, "2b": 2, "": 11}, lots); d != "" {
		t.Errorf("lots (-want +got):\n%s", d)
	}
}
