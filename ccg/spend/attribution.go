package spend

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// An Attribution says which payments of a ledger went to commissioning support
// units and to other suppliers of the alias table, and by which CCG. Sums are in
// pounds.
type Attribution struct {
	// Lines is how many payments there are, to whomever.
	Lines int `json:"lines"`
	// Total is what they come to.
	Total nhs.Money `json:"total"`
	// CSULines is how many of them went to a CSU.
	CSULines int `json:"csu_lines"`
	// CSUTotal is what those come to.
	CSUTotal nhs.Money `json:"csu_total"`
	// Matched are the payments to suppliers of the alias table, by payer, supplier and
	// year, the largest first.
	Matched []Matched `json:"matched"`
	// Doubtful are payments that say CSU, in the supplier's name or the expense type,
	// and were matched to no unit: by supplier, the largest first. They are in no
	// other sum than Total.
	Doubtful []Group `json:"doubtful"`
	// Unmatched are the entities that are no CCG, or not known as one, the largest
	// first.
	Unmatched []Group `json:"unmatched_entities"`
}

// A Matched is a sum of payments to one supplier of the alias table. Sums are in
// pounds.
type Matched struct {
	// Entity is the body that paid, as the file has it.
	Entity string `json:"entity"`
	// CCG is whom that means as it was; its Org is "" where it is not known.
	CCG Match `json:"ccg"`
	// Supplier is who was paid, as the file has it.
	Supplier string `json:"supplier"`
	// Unit is whom that means as it was, with the evidence and who has its place now.
	Unit Match `json:"unit"`
	// Year is the financial year; no year where the date cannot be read.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Lines is how many payments it is the sum of.
	Lines int `json:"lines"`
	// Amount is the sum, credits taken off.
	Amount nhs.Money `json:"amount"`
	// UnderCharges is the part of Amount whose expense type says "Charges from CSU".
	UnderCharges nhs.Money `json:"under_charges_from_csu"`
}

type matchKey struct {
	entity, supplier uint32
	ccg, unit        nhs.OrgID
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

// A judged name is kept by pointer, and most names are nobody.
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

// Attribute says who paid whom. Names are judged as of the first day of the month
// of the payment. It is an error if a sum is beyond what pence in 64 bits hold.
func (l *Ledger) Attribute(a *Attributor) (Attribution, error) {
	var out Attribution
	type dated struct {
		id    uint32
		month Month
	}
	suppliers, bodies := map[dated]*Match{}, map[dated]*Match{}
	sums := map[matchKey]*matchSum{}
	doubtful, unmatched := map[uint32]*lineSum{}, map[uint32]*lineSum{}
	collect := func(m map[uint32]*lineSum, id uint32, c *cell) bool {
		s := m[id]
		if s == nil {
			s = &lineSum{}
			m[id] = s
		}
		return s.add(c)
	}
	var total, csu int64
	for i := range l.books.tables[bySupplier].cells {
		c := &l.books.tables[bySupplier].cells[i]
		month := Month(c.when >> 16)
		ok := true
		if total, ok = addPence(total, c.pence); !ok {
			return Attribution{}, errTooMuch
		}
		out.Lines += int(c.lines)
		entity, supplier := dated{uint32(c.who >> 32), month}, dated{uint32(c.who) & supplierBits, month}
		body, known := bodies[entity]
		if !known {
			body = shared(a.Body(l.entities.names[entity.id], month.First()))
			bodies[entity] = body
		}
		if !body.Found() && !collect(unmatched, entity.id, c) {
			return Attribution{}, errTooMuch
		}
		unit, known := suppliers[supplier]
		if !known {
			unit = shared(a.Supplier(l.suppliers.names[supplier.id], month.First()))
			suppliers[supplier] = unit
		}
		if !unit.Found() {
			if unit.Evidence == SaysCSU || c.who&csuCharge != 0 {
				ok = collect(doubtful, supplier.id, c)
			}
			if !ok {
				return Attribution{}, errTooMuch
			}
			continue
		}
		if unit.Kind == KindCSU {
			out.CSULines += int(c.lines)
			if csu, ok = addPence(csu, c.pence); !ok {
				return Attribution{}, errTooMuch
			}
		}
		k := matchKey{entity.id, supplier.id, body.Org, unit.Org, month.FinancialYear()}
		s := sums[k]
		if s == nil {
			s = &matchSum{ccg: body, unit: unit}
			sums[k] = s
		}
		if !s.add(c) {
			return Attribution{}, errTooMuch
		}
	}
	out.Total, out.CSUTotal = nhs.Pence(total), nhs.Pence(csu)
	for k, s := range sums {
		out.Matched = append(out.Matched, Matched{
			Entity: l.entities.names[k.entity], CCG: *s.ccg, Supplier: l.suppliers.names[k.supplier], Unit: *s.unit, Year: k.year,
			Lines: s.lines, Amount: nhs.Pence(s.pence), UnderCharges: nhs.Pence(s.charges),
		})
	}
	slices.SortFunc(out.Matched, func(x, y Matched) int {
		return cmp.Or(y.Amount.Compare(x.Amount), cmp.Compare(x.Entity, y.Entity), cmp.Compare(x.Supplier, y.Supplier), x.Year.Compare(y.Year), x.Unit.Org.Compare(y.Unit.Org), x.CCG.Org.Compare(y.CCG.Org))
	})
	for id, s := range doubtful {
		out.Doubtful = append(out.Doubtful, Group{Supplier: Mask(l.suppliers.names[id]), Lines: s.lines, Amount: nhs.Pence(s.pence)})
	}
	for id, s := range unmatched {
		out.Unmatched = append(out.Unmatched, Group{Entity: l.entities.names[id], Lines: s.lines, Amount: nhs.Pence(s.pence)})
	}
	for _, list := range [...][]Group{out.Doubtful, out.Unmatched} {
		slices.SortFunc(list, func(x, y Group) int {
			return cmp.Or(y.Amount.Abs().Compare(x.Amount.Abs()), cmp.Compare(x.Supplier, y.Supplier), cmp.Compare(x.Entity, y.Entity))
		})
	}
	return out, nil
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
