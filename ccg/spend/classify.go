package spend

import (
	"slices"
	"strings"
)

// A BudgetType is the budget that paid, as far as the file says.
type BudgetType string

const (
	// BudgetTypeUnknown means that the file does not say. Most CCG files do not.
	BudgetTypeUnknown BudgetType = "unknown"
	// Administration is the body's own running.
	Administration BudgetType = "administration"
	// Programme is health care and anything else but the body's own running.
	Programme BudgetType = "programme"
)

var budgetTypes = [...]BudgetType{BudgetTypeUnknown, Administration, Programme}

func budgetTypeNames() []string {
	list := make([]string, len(budgetTypes))
	for i, f := range budgetTypes {
		list[i] = string(f)
	}
	return list
}

// BudgetTypeOf returns the budget that an expense area or an expenditure type names.
// Only explicit words count: administration, admin, running cost or corporate cost
// for administration; programme for programme.
func BudgetTypeOf(text string) BudgetType { return budgetTypes[budgetTypeOf(text)] }

func budgetTypeOf(text string) uint32 {
	const admin, programme = 1, 2
	w := words(text)
	has := func(s ...string) bool {
		return slices.ContainsFunc(w, func(x string) bool { return slices.Contains(s, x) })
	}
	isProgramme := has("PROGRAMME", "PROGRAM", "PROG", "PROGRAMMES")
	isAdmin := has("ADMIN", "ADMINISTRATION", "ADMINISTRATIVE") || has("RUNNING") && has("COST", "COSTS") || has("CORPORATE") && has("COST", "COSTS", "SERVICES")
	switch {
	case isAdmin && !isProgramme:
		return admin
	case isProgramme && !isAdmin:
		return programme
	}
	return 0
}

// ChargesFromCSU reports whether an expense type names a payment to a commissioning
// support unit, such as "Charges from CSU". An expense area such as "CSU
// SPONSORSHIP" does not.
func ChargesFromCSU(expenseType string) bool {
	if !strings.Contains(strings.ToUpper(expenseType), "CSU") {
		return false
	}
	w := words(expenseType)
	return slices.Contains(w, "CSU") && slices.ContainsFunc(w, func(s string) bool {
		switch s {
		case "CHARGE", "CHARGES", "CHGS", "CHG", "RECHARGE", "RECHARGES", "SLA", "SLAS":
			return true
		}
		return false
	})
}

// A classifier classifies each expense type and area once.
type classifier struct {
	payer   uint32 // of rows that name none, or 0
	ledger  *Ledger
	types   []uint8 // by number of the symbol: 0 not judged, 1 no, 2 yes
	areas   []uint8
	budgets []uint8 // by area: 0 not judged, else the type plus one
}

func judged(list []uint8, id uint32) []uint8 {
	for int(id) >= len(list) {
		list = append(list, make([]uint8, 64+len(list))...)
	}
	return list
}

// chargesFromCSU checks both type and area: some files swap their headings.
func (c *classifier) chargesFromCSU(kind, area uint32) bool {
	if int(kind) >= len(c.types) || c.types[kind] == 0 {
		c.types = judged(c.types, kind)
		c.types[kind] = 1
		if ChargesFromCSU(c.ledger.types.names[kind]) {
			c.types[kind] = 2
		}
	}
	if int(area) >= len(c.areas) || c.areas[area] == 0 {
		c.areas = judged(c.areas, area)
		c.areas[area] = 1
		if ChargesFromCSU(c.ledger.areas.names[area]) {
			c.areas[area] = 2
		}
	}
	return c.types[kind] == 2 || c.areas[area] == 2
}

// budgetType prefers the expenditure type to the expense area.
func (c *classifier) budgetType(row *Row, area uint32) uint32 {
	if row.layout.has(ExpenditureType) {
		id := c.ledger.budgetTypes.id(row.cell(ExpenditureType))
		if f := budgetTypeOf(c.ledger.budgetTypes.names[id]); f != 0 {
			return f
		}
	}
	if int(area) >= len(c.budgets) || c.budgets[area] == 0 {
		c.budgets = judged(c.budgets, area)
		c.budgets[area] = uint8(budgetTypeOf(c.ledger.areas.names[area])) + 1
	}
	return uint32(c.budgets[area] - 1)
}
