package analysis

import (
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// groupOf returns the group with the code, or nil.
func groupOf(x *commissioning.Index, code nhs.OrgID) *ccg.Group {
	g, _ := x.CCG(code)
	return g
}

// boardOf returns the board with the code, or nil.
func boardOf(x *commissioning.Index, code nhs.OrgID) *ccg.ICB {
	b, _ := x.ICB(code)
	return b
}

// unitOf returns the unit with the slug or ODS code, or nil.
func unitOf(x *commissioning.Index, id nhs.OrgID) *csu.Unit {
	u, _ := x.CSU(id)
	return u
}
