package spend

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PerHead compares what one CCG paid to CSUs in one financial year with its
// people and its running-cost allowance.
//
// The payments are those in the files, above the threshold of publication. CSUs
// were also paid from programme budgets (GP IT, continuing healthcare). The figure
// is therefore not the part of the allowance spent on CSUs; the allowance only gives
// the scale. The amount is in pounds, rates are in pounds per head.
type PerHead struct {
	// CCG is the code of the group as it was.
	CCG nhs.OrgID `json:"ccg"`
	// Current are its present successors.
	Current []nhs.OrgID `json:"now,omitempty"`
	// Name is the group's name.
	Name string `json:"name"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Confidence is that of the least sure match of a payer or a unit in the sum.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Months is the number of months of the year in which the group paid anyone, as
	// far as the files show. Completeness counts those whose files seem to be there.
	Months int `json:"months"`
	// Completeness says how much of what the group paid in the year the sum holds, over the
	// threshold of publication: complete if payments were seen in the usual number in all
	// twelve months and no file of the group is in doubt, and else a lower bound.
	Completeness ccg.Completeness `json:"completeness"`
	// Lines is the number of payments to CSUs.
	Lines int `json:"lines"`
	// Amount is the sum of those payments.
	Amount nhs.Money `json:"amount"`
	// People is the population behind the rate; nil if unknown.
	People *ccg.People `json:"people,omitempty"`
	// Basis says which people are counted.
	Basis ccg.Basis `json:"basis,omitempty"`
	// PeopleDoubt says why that population cannot be right; nil if nobody doubts it.
	PeopleDoubt *ccg.CountDoubt `json:"people_doubt,omitempty"`
	// Rate is the amount per head; nil if the population is unknown. It is as doubtful as
	// the population.
	Rate *nhs.Rate `json:"per_head,omitempty"`
	// Allowance is the national running-cost allowance per head of the year; nil if
	// unknown.
	Allowance *nhs.Rate `json:"allowance_per_head,omitempty"`
}

// CSUPerHead returns what each CCG paid to CSUs, by group and year. The population
// is the year's headcount or, without one, a registered count of the calendar year
// in which the financial year ends.
func (l *Ledger) CSUPerHead(a *Attributor, r *ccg.Register) ([]PerHead, error) {
	all, err := l.Attribute(a)
	if err != nil {
		return nil, err
	}
	type key struct {
		ccg  nhs.OrgID
		year nhs.FinancialYear
	}
	sums := map[key]*PerHead{}
	for _, m := range all.Matched {
		if m.Unit.Kind != KindCSU || m.CCG.Org == "" || m.Year.IsZero() {
			continue
		}
		k := key{m.CCG.Org, m.Year}
		p := sums[k]
		if p == nil {
			p = &PerHead{CCG: m.CCG.Org, Current: m.CCG.Current, Year: m.Year}
			sums[k] = p
		}
		p.Lines += m.Lines
		p.Amount = p.Amount.Add(m.Amount)
		p.Confidence = leastSure(p.Confidence, m.CCG.Confidence, m.Unit.Confidence)
	}
	seen := map[key]*seenYear{}
	for _, c := range l.books.tables[byBudgetType].cells {
		m := Month(c.when >> 16)
		entity := uint32(c.who >> 32)
		k := key{l.body(a, entity, m).Org, m.FinancialYear()}
		if sums[k] == nil {
			continue
		}
		if seen[k] == nil {
			seen[k] = &seenYear{lines: map[Month]int{}, doubts: slices.Clone(l.doubted)}
		}
		seen[k].lines[m] += int(c.lines)
		seen[k].doubt(l.doubts[bodyYear{entity, k.year}])
	}
	list := make([]PerHead, 0, len(sums))
	for k, p := range sums {
		if y := seen[k]; y != nil {
			p.Months, p.Completeness = len(y.lines), y.completeness()
		}
		for i := range r.Groups {
			if g := &r.Groups[i]; g.Code == p.CCG {
				p.Name = g.NameOn(p.Year.Last())
				p.people(g)
				break
			}
		}
		if rate, ok := ccg.RatePerHead(p.Year); ok {
			p.Allowance = &rate.PerHead
		}
		list = append(list, *p)
	}
	slices.SortFunc(list, func(x, y PerHead) int { return cmp.Or(x.Year.Compare(y.Year), x.CCG.Compare(y.CCG)) })
	return list, nil
}

func (p *PerHead) people(g *ccg.Group) {
	if y, ok := g.Year(p.Year); ok && y.Headcount != nil && y.Headcount.People > 0 {
		p.People, p.Basis = &y.Headcount.People, y.Headcount.Basis
	} else if n, ok := g.Population(p.Year.Last().Year(), ccg.Registered); ok {
		p.People, p.Basis, p.PeopleDoubt = &n.People, n.Basis, n.Doubt
	}
	if p.People != nil {
		if rate, err := p.Amount.PerHead(int64(*p.People)); err == nil {
			p.Rate = &rate
		}
	}
}

// A Share divides a body's payments by budget, as far as its files say. Sums are in
// pounds.
type Share struct {
	// Entity is the body that paid, as the file has it.
	Entity string `json:"entity"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Administration is the sum that the files name as administration.
	Administration nhs.Money `json:"administration"`
	// Programme is the sum that they name as programme.
	Programme nhs.Money `json:"programme"`
	// Unknown is the sum that they name as neither: most of the total in most files.
	Unknown nhs.Money `json:"unknown"`
	// Percent is the part of the total named administration; nil if the total is zero.
	Percent *nhs.Percent `json:"administration_percent,omitempty"`
}

// Shares returns, by body and year, the part of the payments named administration.
// Its errors are those of [Ledger.GroupBy].
func (l *Ledger) Shares() ([]Share, error) {
	groups, err := l.GroupBy(ByEntity, ByYear, ByBudgetType)
	if err != nil {
		return nil, err
	}
	type key struct {
		entity string
		year   nhs.FinancialYear
	}
	by := map[key]*Share{}
	for _, g := range groups {
		k := key{g.Entity, g.Year}
		s := by[k]
		if s == nil {
			s = &Share{Entity: g.Entity, Year: g.Year}
			by[k] = s
		}
		switch g.BudgetType {
		case Administration:
			s.Administration = g.Amount
		case Programme:
			s.Programme = g.Amount
		default:
			s.Unknown = g.Amount
		}
	}
	list := make([]Share, 0, len(by))
	for _, s := range by {
		if p, err := nhs.Ratio(s.Administration, nhs.Sum(s.Administration, s.Programme, s.Unknown), 1); err == nil {
			s.Percent = &p
		}
		list = append(list, *s)
	}
	slices.SortFunc(list, func(x, y Share) int { return cmp.Or(cmp.Compare(x.Entity, y.Entity), x.Year.Compare(y.Year)) })
	return list, nil
}
