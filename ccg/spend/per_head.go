package spend

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PerHead is what one CCG paid to CSUs in one financial year, set against its
// people and its running-cost allowance.
//
// The payments are those above the threshold of publication that were found in
// the files, and CSUs were paid from programme budgets too (GP IT, continuing
// healthcare). The figure is therefore not the part of the allowance that was
// spent on CSUs; it is set beside the allowance to give the scale. The amount is
// in pounds, rates in pounds per head.
type PerHead struct {
	// CCG is the code of the group as it was.
	CCG nhs.OrgID `json:"ccg"`
	// Current are the bodies that have its place since.
	Current []nhs.OrgID `json:"now,omitempty"`
	// Name is the group's name.
	Name string `json:"name"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Months is in how many months of the year the group paid anyone at all, as far
	// as the files show. Of fewer than twelve the year is not whole.
	Months int `json:"months"`
	// Lines is how many payments to CSUs there are.
	Lines int `json:"lines"`
	// Amount is what they come to.
	Amount nhs.Money `json:"amount"`
	// People is the population that the rate is divided by; nil if it is not known.
	People *ccg.People `json:"people,omitempty"`
	// Basis says whose heads are counted.
	Basis ccg.Basis `json:"basis,omitempty"`
	// Rate is the amount per head; nil if the population is not known.
	Rate *nhs.Rate `json:"per_head,omitempty"`
	// Allowance is the national running-cost allowance per head of the year; nil if
	// it is not known.
	Allowance *nhs.Rate `json:"allowance_per_head,omitempty"`
}

// CSUPerHead returns what each CCG paid to CSUs, by group and year. The people
// are those of the year's headcount or, failing that, of a registered count of
// the calendar year in which the financial year ends.
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
	}
	months := map[key]map[Month]bool{}
	for _, c := range l.books.tables[byBudgetType].cells {
		m := Month(c.when >> 16)
		body := a.Body(l.entities.names[c.who>>32], m.First())
		k := key{body.Org, m.FinancialYear()}
		if months[k] == nil {
			months[k] = map[Month]bool{}
		}
		months[k][m] = true
	}
	list := make([]PerHead, 0, len(sums))
	for k, p := range sums {
		p.Months = len(months[k])
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
	if y, ok := g.Year(p.Year); ok && y.Headcount != nil {
		p.People, p.Basis = &y.Headcount.People, y.Headcount.Basis
	} else if n, ok := g.Population(p.Year.Last().Year(), ccg.Registered); ok {
		p.People, p.Basis = &n.People, n.Basis
	}
	if p.People != nil {
		if rate, err := p.Amount.PerHead(int64(*p.People)); err == nil {
			p.Rate = &rate
		}
	}
}

// A Share is how a body's payments divide by budget, as far as its files say.
// Sums are in pounds.
type Share struct {
	// Entity is the body that paid, as the file has it.
	Entity string `json:"entity"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Administration is what the files name as administration.
	Administration nhs.Money `json:"administration"`
	// Programme is what they name as programme.
	Programme nhs.Money `json:"programme"`
	// Unknown is what they name as neither: most of it in most files.
	Unknown nhs.Money `json:"unknown"`
	// Percent is the part of the whole that is named administration; nil where the
	// whole is zero.
	Percent *nhs.Percent `json:"administration_percent,omitempty"`
}

// Shares returns, by body and year, what part of the payments the files name as
// administration. Its errors are those of [Ledger.GroupBy].
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
