package spend

import (
	"strings"
	"testing"
)

// TestNameAcrossCells holds the names of units that run on in the next cell, and texts
// that must not be taken for the rest of a name.
func TestNameAcrossCells(t *testing.T) {
	for _, c := range []struct{ heading, name, next, want string }{
		{"Transaction Number", "NHS NORTH OF ENGLAND COMMISS", "IONING SUPPORT UNIT", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT UNIT"},
		{"Description", "NHS NORTH OF ENGLAND COMMISS", "IONING SUPPORT UNIT", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT UNIT"},
		{"Transaction Number", "NHS NORTH OF ENGLAND COMMISSIONING", "SUPPORT UNIT 31900001", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT UNIT"},
		{"Transaction Number", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT", "UNIT", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT UNIT"},
		{"Transaction Number", "NHS North of England Commissioning Sup", "port Unit", "NHS North of England Commissioning SupPORT UNIT"},
		{"Transaction Number", "NHS NORTH OF ENGLAND", "COMMISSIONING SUPPORT UNIT", "NHS NORTH OF ENGLAND COMMISSIONING SUPPORT UNIT"},
		{"Remarks", "NHS NEL", "CSU", "NHS NEL CSU"},
		{"Description", "NHS NORTH OF ENGLAND", "COMMISSIONING SUPPORT UNIT", "NHS NORTH OF ENGLAND"},
		{"Expense Area", "NHS NORTH OF ENGLAND", "CSU", "NHS NORTH OF ENGLAND"},
		{"Description", "EXAMPLE LTD", "UNIT", "EXAMPLE LTD"},
		{"Description", "EXAMPLE LTD", "SUPPORT UNIT", "EXAMPLE LTD"},
		{"Description", "EXAMPLE COMMISSIONING", "SUPPORT", "EXAMPLE COMMISSIONING SUPPORT"},
		{"Transaction Number", "NHS NEL CSU", "CSU", "NHS NEL CSU"},
		{"Transaction Number", "NHS NEL CSU", "31900001", "NHS NEL CSU"},
	} {
		l := NewLedger()
		file := "Entity,Date,Supplier," + c.heading + ",Amount\nNHS Example CCG,30/04/2020," + c.name + "," + c.next + ",100.00\n"
		if _, err := l.Read(strings.NewReader(file), Options{}); err != nil {
			t.Fatal(err)
		}
		groups, err := l.GroupByUnmasked(BySupplier)
		if err != nil || len(groups) != 1 || groups[0].Supplier != c.want {
			t.Errorf("%q and %q under %s: %+v, %v, want %q", c.name, c.next, c.heading, groups, err, c.want)
		}
	}
}
