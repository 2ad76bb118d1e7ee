package spend

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// An Attribution shows which payments of a ledger went to commissioning support
// units and other suppliers in the alias table, and from which CCG. Sums are in
// pounds.
type Attribution struct {
	// Lines is the number of payments to all suppliers.
	Lines int `json:"lines"`
	// Total is the sum of those payments.
	Total nhs.Money `json:"total"`
	// CSULines is the number of payments to a CSU.
	CSULines int `json:"csu_lines"`
	// CSUTotal is the sum of payments to CSUs.
	CSUTotal nhs.Money `json:"csu_total"`
	// IndependentLines is the number of payments to independent suppliers of commissioning
	// support: those of [KindFramework].
	IndependentLines int `json:"independent_lines"`
	// IndependentTotal is the sum of payments to independent suppliers.
	IndependentTotal nhs.Money `json:"independent_total"`
	// Matched are the payments to suppliers in the alias table, by payer, supplier and
	// year, largest first.
	Matched []Matched `json:"matched"`
	// Doubtful are payments that mention a CSU, in the supplier's name or the expense
	// type, but match no unit: by supplier, largest first. Only Total includes them.
	Doubtful []Group `json:"doubtful"`
	// Unmatched are the entities that are not known CCGs, largest first.
	Unmatched []Group `json:"unmatched_entities"`
}

// A Matched is a sum of payments to one supplier in the alias table. Sums are in
// pounds.
type Matched struct {
	// Entity is the body that paid, as the file has it.
	Entity string `json:"entity"`
	// CCG is the payer as it was then; its Org is "" if unknown.
	CCG Match `json:"ccg"`
	// Supplier is who was paid, as the file has it.
	Supplier string `json:"supplier"`
	// Unit is the supplier as it was then, with the evidence and its successors.
	Unit Match `json:"unit"`
	// Year is the financial year; zero if the date cannot be read.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Lines is the number of payments in the sum.
	Lines int `json:"lines"`
	// Amount is the sum, less credits.
	Amount nhs.Money `json:"amount"`
	// UnderCharges is the part of Amount whose expense type says "Charges from CSU".
	UnderCharges nhs.Money `json:"under_charges_from_csu"`
}

type matchKey struct {
	entity, supplier uint32
	ccg, unit, named nhs.OrgID
	year             nhs.FinancialYear
}

type matchSum struct {
	ccg, unit *Match
	lineSum
}

type lineSum struct {
	lines          int
	pence, charges int64
}

// A matched name is kept by pointer, since most names match nothing.
var nobody, saysCSU = &Match{}, &Match{Evidence: SaysCSU}

func shared(m Match) *Match {
	switch {
	case m.Found() || m.Kind != "":
		return &m
	case m.Evidence == SaysCSU:
		return saysCSU
	}
	return nobody
}

// Attribute returns who paid whom. Names are matched as of the first day of the
// month of the payment. It is an error if a sum in pence overflows 64 bits.
func (l *Ledger) Attribute(a *Attributor) (Attribution, error) {
	all := attributionSums{
		ledger: l, attributor: a,
		bodies: map[datedName]*Match{}, suppliers: map[datedName]*Match{},
		matched: map[matchKey]*matchSum{}, doubtful: map[uint32]*lineSum{}, unmatched: map[uint32]*lineSum{},
	}
	for i := range l.books.tables[bySupplier].cells {
		if !all.add(&l.books.tables[bySupplier].cells[i]) {
			return Attribution{}, errTooMuch
		}
	}
	return all.result(), nil
}

// attributionSums are an [Attribution] while the cells of a ledger are added.
type attributionSums struct {
	ledger     *Ledger
	attributor *Attributor

	bodies, suppliers   map[datedName]*Match
	matched             map[matchKey]*matchSum
	doubtful, unmatched map[uint32]*lineSum // by supplier, by body

	lines, csuLines, independentLines int
	total, csu, independent           int64
}

// A datedName is a name, given as the number of its symbol, in a month.
type datedName struct {
	id    uint32
	month Month
}

// add adds a sum by supplier, and reports whether all sums fit.
func (a *attributionSums) add(c *cell) (ok bool) {
	month := Month(c.when >> 16)
	if a.total, ok = addPence(a.total, c.pence); !ok {
		return false
	}
	a.lines += int(c.lines)
	entity, supplier := datedName{uint32(c.who >> 32), month}, datedName{uint32(c.who) & supplierBits, month}
	body, known := a.bodies[entity]
	if !known {
		body = shared(a.ledger.body(a.attributor, entity.id, month))
		a.bodies[entity] = body
	}
	if !body.Found() {
		id := entity.id
		if a.ledger.unnamed(id) {
			id = 0
		}
		if !collect(a.unmatched, id, c) {
			return false
		}
	}
	unit, known := a.suppliers[supplier]
	if !known {
		m := a.attributor.Supplier(a.ledger.suppliers.names[supplier.id], month.First())
		if number := a.ledger.numbers[supplier.id]; !m.Found() && number != "" {
			if r := a.attributor.Registered(number, month.First()); r.Found() {
				m = r
			}
		}
		unit = shared(m)
		a.suppliers[supplier] = unit
	}
	if !unit.Found() {
		return unit.Evidence != SaysCSU && c.who&csuCharge == 0 || collect(a.doubtful, supplier.id, c)
	}
	switch unit.Kind {
	case KindCSU:
		a.csuLines += int(c.lines)
		a.csu, ok = addPence(a.csu, c.pence)
	case KindFramework:
		a.independentLines += int(c.lines)
		a.independent, ok = addPence(a.independent, c.pence)
	}
	if !ok {
		return false
	}
	k := matchKey{entity.id, supplier.id, body.Org, unit.Org, unit.Named, month.FinancialYear()}
	s := a.matched[k]
	if s == nil {
		s = &matchSum{ccg: body, unit: unit}
		a.matched[k] = s
	}
	return s.add(c)
}

// collect adds to the sum of one name, and reports whether it fits.
func collect(sums map[uint32]*lineSum, id uint32, c *cell) bool {
	s := sums[id]
	if s == nil {
		s = &lineSum{}
		sums[id] = s
	}
	return s.add(c)
}

func (a *attributionSums) result() Attribution {
	out := Attribution{Lines: a.lines, Total: nhs.MoneyFromPence(a.total), CSULines: a.csuLines, CSUTotal: nhs.MoneyFromPence(a.csu),
		IndependentLines: a.independentLines, IndependentTotal: nhs.MoneyFromPence(a.independent)}
	suppliers := a.ledger.suppliers.names
	for k, s := range a.matched {
		out.Matched = append(out.Matched, Matched{
			Entity: a.ledger.entity(k.entity), CCG: *s.ccg, Supplier: suppliers[k.supplier], Unit: *s.unit, Year: k.year,
			Lines: s.lines, Amount: nhs.MoneyFromPence(s.pence), UnderCharges: nhs.MoneyFromPence(s.charges),
		})
	}
	slices.SortFunc(out.Matched, func(x, y Matched) int {
		return cmp.Or(y.Amount.Compare(x.Amount), cmp.Compare(x.Entity, y.Entity), cmp.Compare(x.Supplier, y.Supplier), x.Year.Compare(y.Year), x.Unit.Org.Compare(y.Unit.Org), x.Unit.Named.Compare(y.Unit.Named), x.CCG.Org.Compare(y.CCG.Org))
	})
	for id, s := range a.doubtful {
		out.Doubtful = append(out.Doubtful, Group{Supplier: Mask(suppliers[id]), Lines: s.lines, Amount: nhs.MoneyFromPence(s.pence)})
	}
	for id, s := range a.unmatched {
		out.Unmatched = append(out.Unmatched, Group{Entity: maskElsewhere(a.ledger.entity(id)), Lines: s.lines, Amount: nhs.MoneyFromPence(s.pence)})
	}
	for _, list := range [...][]Group{out.Doubtful, out.Unmatched} {
		slices.SortFunc(list, func(x, y Group) int {
			return cmp.Or(y.Amount.Abs().Compare(x.Amount.Abs()), cmp.Compare(x.Supplier, y.Supplier), cmp.Compare(x.Entity, y.Entity))
		})
	}
	return out
}

func (s *lineSum) add(c *cell) (ok bool) {
	s.lines += int(c.lines)
	if s.pence, ok = addPence(s.pence, c.pence); !ok {
		return false
	}
	if c.who&csuCharge != 0 {
		s.charges, ok = addPence(s.charges, c.pence)
	}
	return ok
}
