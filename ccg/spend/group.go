package spend

import (
	"cmp"
	"errors"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Dimension is a property to sum payments by.
type Dimension uint8

const (
	// ByEntity is the body that paid, as the file has it.
	ByEntity Dimension = iota + 1
	// BySupplier is who was paid, as the file has it.
	BySupplier
	// ByYear is the financial year.
	ByYear
	// ByMonth is the month.
	ByMonth
	// ByExpenseType is the kind of cost.
	ByExpenseType
	// ByExpenseArea is the part of the body's work.
	ByExpenseArea
	// ByBudgetType is administration or programme, as far as the file says.
	ByBudgetType
)

// A Group is a sum of payments. The amount is in pounds.
type Group struct {
	// Entity is the body that paid, if the sum is by entity.
	Entity string `json:"entity,omitempty"`
	// Supplier is who was paid, if the sum is by supplier. It may name a person, see
	// [Mask].
	Supplier string `json:"supplier,omitempty"`
	// Year is the financial year, if the sum is by year; zero for payments without a
	// readable date.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Month is the month, if the sum is by month; zero for payments without a readable
	// date.
	Month Month `json:"month,omitzero"`
	// ExpenseType is the kind of cost, if the sum is by that.
	ExpenseType string `json:"expense_type,omitempty"`
	// ExpenseArea is the part of the body's work, if the sum is by that.
	ExpenseArea string `json:"expense_area,omitempty"`
	// BudgetType is administration or programme, if the sum is by that.
	BudgetType BudgetType `json:"funding,omitempty"`
	// Lines is the number of payments in the sum.
	Lines int `json:"lines"`
	// Amount is the sum, less credits.
	Amount nhs.Money `json:"amount"`
}

type groupKey struct {
	entity, supplier, kind, area, budgetType uint32
	year                                     nhs.FinancialYear
	month                                    Month
}

// errDimensions reports dimensions that a ledger does not keep together.
var errDimensions = errors.New("too many dimensions: use one of supplier, expense type, expense area and budget type")

// GroupBy returns the sums by the dimensions, in pounds, largest first. Without
// dimensions it returns the sum of all payments.
//
// Entity and year or month can go with one of supplier, expense type, expense area
// and budget type; two of those are an error. Suppliers that look like persons are
// summed as one, [Masked], and so are other texts with the name of one.
func (l *Ledger) GroupBy(dims ...Dimension) ([]Group, error) { return l.groupBy(true, dims) }

// GroupByUnmasked returns the sums of [Ledger.GroupBy] with the names of persons,
// and the same errors. Do not print those names.
func (l *Ledger) GroupByUnmasked(dims ...Dimension) ([]Group, error) { return l.groupBy(false, dims) }

func (l *Ledger) groupBy(mask bool, dims []Dimension) ([]Group, error) {
	book, err := bookOf(dims)
	if err != nil {
		return nil, err
	}
	g := grouping{ledger: l, dims: dims, mask: mask, years: map[Month]nhs.FinancialYear{}, people: map[*symbols]map[uint32]bool{}}
	sums := map[groupKey]groupSum{}
	for _, c := range l.books.tables[book].cells {
		k := g.key(&c)
		s := sums[k]
		s.lines += int(c.lines)
		var ok bool
		if s.pence, ok = addPence(s.pence, c.pence); !ok {
			return nil, errTooMuch
		}
		sums[k] = s
	}
	groups := make([]Group, 0, len(sums))
	for k, s := range sums {
		groups = append(groups, g.group(k, s))
	}
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(b.Amount.Compare(a.Amount), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Supplier, b.Supplier), a.Year.Compare(b.Year),
			cmp.Compare(a.Month, b.Month), cmp.Compare(a.ExpenseType, b.ExpenseType), cmp.Compare(a.ExpenseArea, b.ExpenseArea), cmp.Compare(a.BudgetType, b.BudgetType))
	})
	return groups, nil
}

// bookOf returns the book that keeps the dimensions together.
func bookOf(dims []Dimension) (int, error) {
	book, chosen := bySupplier, 0
	for _, d := range dims {
		switch d {
		case BySupplier:
			chosen++
		case ByExpenseType:
			book = byType
			chosen++
		case ByExpenseArea:
			book = byArea
			chosen++
		case ByBudgetType:
			book = byBudgetType
			chosen++
		}
	}
	if chosen > 1 {
		return 0, errDimensions
	}
	return book, nil
}

// A grouping says how to combine the cells of a book.
type grouping struct {
	ledger *Ledger
	dims   []Dimension
	mask   bool
	years  map[Month]nhs.FinancialYear
	people map[*symbols]map[uint32]bool // by symbol, whether it looks personal
}

type groupSum struct {
	lines int
	pence int64
}

// key returns the group of a cell.
func (g *grouping) key(c *cell) (k groupKey) {
	m := Month(c.when >> 16)
	for _, d := range g.dims {
		switch d {
		case ByEntity:
			if k.entity = uint32(c.who >> 32); g.ledger.unnamed(k.entity) {
				k.entity = 0
			}
			k.entity = g.masked(g.ledger.entities, k.entity, namesPerson)
		case BySupplier:
			k.supplier = g.masked(g.ledger.suppliers, uint32(c.who)&supplierBits, LooksPersonal)
		case ByExpenseType:
			k.kind = g.masked(g.ledger.types, uint32(c.who), namesPerson)
		case ByExpenseArea:
			k.area = g.masked(g.ledger.areas, uint32(c.who), namesPerson)
		case ByBudgetType:
			k.budgetType = uint32(c.who)
		case ByMonth:
			k.month = m
		case ByYear:
			y, ok := g.years[m]
			if !ok {
				y = m.FinancialYear()
				g.years[m] = y
			}
			k.year = y
		}
	}
	return k
}

// masked returns the number of a text, or [person] for one that looks personal.
func (g *grouping) masked(s *symbols, id uint32, personal func(string) bool) uint32 {
	if !g.mask {
		return id
	}
	people := g.people[s]
	if people == nil {
		people = map[uint32]bool{}
		g.people[s] = people
	}
	is, known := people[id]
	if !known {
		is = personal(s.names[id])
		people[id] = is
	}
	if is {
		return person
	}
	return id
}

// text returns the text of a number, as it may be printed.
func (g *grouping) text(s *symbols, id uint32) string {
	if id == person {
		return Masked
	}
	return s.names[id]
}

func (g *grouping) group(k groupKey, s groupSum) Group {
	l := g.ledger
	out := Group{
		Entity: g.text(l.entities, k.entity), Supplier: g.text(l.suppliers, k.supplier), Year: k.year, Month: k.month,
		ExpenseType: g.text(l.types, k.kind), ExpenseArea: g.text(l.areas, k.area),
		Lines: s.lines, Amount: nhs.MoneyFromPence(s.pence),
	}
	if slices.Contains(g.dims, ByBudgetType) {
		out.BudgetType = budgetTypes[k.budgetType]
	}
	return out
}
