package analysis

import (
	"cmp"
	"maps"
	"math/big"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A SharesResult is how the market was divided among providers in a year, and how
// concentrated it was.
type SharesResult struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Basis says what is divided; "" if nothing is known.
	Basis ShareBasis `json:"basis,omitempty"`
	// SpendBasis says which kind of spend, where Basis is spend.
	SpendBasis commissioning.SpendBasis `json:"spend_basis,omitempty"`
	// Providers are the providers whose part is known, the largest first.
	Providers []ProviderShare `json:"providers"`
	// HHI is the concentration of the market. It is nil unless the income of every working
	// unit is known, or the spend of every group.
	HHI *Concentration `json:"hhi,omitempty"`
	// HHIOfKnown is the concentration among the known providers, as if they were the
	// market; nil if there is nothing to divide.
	HHIOfKnown *Concentration `json:"hhi_of_known,omitempty"`
	// Coverage counts the units for which the basis is known.
	Coverage Coverage `json:"coverage"`
}

// A ProviderShare is the part of one provider.
type ProviderShare struct {
	// Provider is its slug or code.
	Provider nhs.OrgID `json:"provider"`
	// Name is its name, if a register has it.
	Name string `json:"name,omitempty"`
	// Amount is its income, or the spend with it, in pounds; nil if the basis is
	// customers.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Customers is how many customers are known; nil for another basis.
	Customers *int64 `json:"customers,omitempty"`
	// Share is its percentage of the total of the known providers, to two decimals; nil if
	// that total is zero.
	Share *nhs.Percent `json:"share,omitempty"`
}

// ShareBasis says what the parts of a market, or of a unit's business, are measured
// by.
type ShareBasis string

const (
	// ByIncome measures by stated income.
	ByIncome ShareBasis = "income"
	// BySpend measures by recorded spend.
	BySpend ShareBasis = "spend"
	// ByCustomers measures by the number of named customers.
	ByCustomers ShareBasis = "customers"
	// ByAgreements measures by the charges of agreements on file.
	ByAgreements ShareBasis = "agreements"
)

// Shares returns the share of each provider in the year, and the concentration.
// Without a year it is 2013/14.
//
// The basis is the income of units. It is the spend on suppliers, or the number of
// named customers, if that is known for more units. A provider with a negative total
// is left out.
func Shares(x *commissioning.Index, y nhs.FinancialYear) SharesResult {
	y = cmp.Or(y, firstYear)
	a := newCoverageBuilder()
	h := holdingsIn(x, y, a)
	s := SharesResult{Year: y, Basis: h.basis, SpendBasis: h.spend, Providers: []ProviderShare{}}
	names := supplierNames(x)
	for _, p := range h.list {
		s.Providers = append(s.Providers, ProviderShare{
			Provider: p.id, Name: cmp.Or(nameOf(x, p.id), names[p.id]),
			Amount: p.amount, Customers: p.customers, Share: h.share(p),
		})
	}
	if hhi, ok := points(h.squares, h.total); ok {
		s.HHIOfKnown = &hhi
		if h.complete() {
			s.HHI = &hhi
		}
	}
	s.Coverage = h.cover(a)
	return s
}

// A holding is the part of the market of one provider: an amount, or a number of
// customers.
type holding struct {
	id        nhs.OrgID
	amount    *nhs.Money // nil if the basis is customers
	customers *int64     // nil for another basis
	weight    *big.Int   // the amount in pence, or the number of customers
}

func holdingOfAmount(id nhs.OrgID, m nhs.Money) holding {
	return holding{id: id, amount: &m, weight: pence(m)}
}

func holdingOfCustomers(id nhs.OrgID, n int64) holding {
	return holding{id: id, customers: &n, weight: big.NewInt(n)}
}

// holdings are the parts of all providers, on the best-known basis.
type holdings struct {
	year      nhs.FinancialYear
	basis     ShareBasis
	spend     commissioning.SpendBasis
	list      []holding // the largest first
	known, of int       // units that certainly worked
	silent    int       // groups without recorded spend, if that is the basis
	tried     map[ShareBasis]int

	amount         nhs.Money              // the sum of the amounts
	customers      int64                  // the sum of the numbers of customers
	weights        map[nhs.OrgID]*big.Int // of list
	total, squares *big.Int               // of the weights
}

// complete reports whether the holdings are complete: the income of every unit that
// certainly worked, or the spend of every group. Named customers and published payments
// are never complete.
func (h *holdings) complete() bool {
	switch {
	case h.of == 0 || h.known < h.of:
		return false
	case h.basis == BySpend:
		return h.silent == 0 && (h.spend == commissioning.OutturnSpend || h.spend == commissioning.PlannedSpend)
	}
	return h.basis == ByIncome
}

// share returns the part as a percentage of all of them, to two decimals; nil if they
// sum to zero.
func (h *holdings) share(p holding) *nhs.Percent {
	if p.customers == nil {
		return shareIf(*p.amount, true, h.amount)
	}
	share, err := nhs.RatioOfCounts(*p.customers, h.customers, 2)
	if err != nil {
		return nil
	}
	return &share
}

// cover returns the coverage of the holdings.
func (h *holdings) cover(a *coverageBuilder) Coverage {
	if h.basis == BySpend && h.silent > 0 {
		a.addMissing("No spend is recorded for %s open in %s.", format.Count(h.silent, "group", "groups"), h.year)
	}
	if !h.complete() {
		a.addMissing("%s worked in %s: the income of %d is known, the recorded spend of %d, and named customers of %d.",
			format.Count(h.of, "unit", "units"), h.year, h.tried[ByIncome], h.tried[BySpend], h.tried[ByCustomers])
		a.addMissing("The shares are of what is known, not of the market.")
		a.Remedies = append(a.Remedies, "the income of each unit by year, or what each customer spent with each supplier")
	}
	what := "units that worked in " + h.year.String()
	if h.basis != "" {
		what += " with known " + string(h.basis)
	}
	return a.build(h.known, h.of, what)
}

// holdingsIn returns the parts of the providers in the year.
func holdingsIn(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) holdings {
	h := holdings{year: y, tried: make(map[ShareBasis]int)}
	incomes, customers, spent := make(map[nhs.OrgID]holding), make(map[nhs.OrgID]holding), make(map[nhs.OrgID]holding)
	worked := make(map[nhs.OrgID]bool)
	var incomeSources, customerSources []string
	for i := range x.Market().CSUs.Units {
		u := &x.Market().CSUs.Units[i]
		if unitOf(x, u.Slug) != u {
			if u.Stage == csu.Working {
				a.exclude("the second entry of unit %q", u.Slug)
			}
			continue
		}
		work := worksIn(u, y)
		if work == nhs.No {
			continue
		}
		if work == nhs.Yes {
			worked[u.Slug] = true
		}
		if n := incomeOf(u, y); n != nil && n.AtLeast {
			a.exclude("the income of %s, which is a lower bound (%s or more): no share is computed from it", u.Slug, n.Total)
		} else if n != nil {
			incomes[u.Slug] = holdingOfAmount(u.Slug, *n.Total)
			incomeSources = append(incomeSources, n.Sources...)
		}
		buyers := make(map[nhs.OrgID]bool)
		for j := range u.Customers {
			if c := &u.Customers[j]; boughtIn(c, y) {
				buyers[c.ID] = true
				customerSources = append(customerSources, c.Sources...)
			}
		}
		if len(buyers) > 0 {
			customers[u.Slug] = holdingOfCustomers(u.Slug, int64(len(buyers)))
		}
	}
	sums, basis, payers := spendBySupplier(x, y, a)
	for id, sum := range sums {
		spent[id] = holdingOfAmount(id, sum)
	}
	h.of = len(worked)
	best := 0
	for _, try := range [...]struct {
		basis   ShareBasis
		parts   map[nhs.OrgID]holding
		sources []string
	}{{ByIncome, incomes, incomeSources}, {BySpend, spent, nil}, {ByCustomers, customers, customerSources}} {
		n := 0
		for id := range try.parts {
			if worked[id] {
				n++
			}
		}
		h.tried[try.basis] = n
		if score := max(n, min(1, len(try.parts))); score > best {
			best, h.known, h.basis, h.spend, h.list = score, n, try.basis, "", h.list[:0]
			if try.basis == BySpend {
				h.spend = basis
				h.silent = silentGroups(x, y, payers)
			}
			h.list = slices.AppendSeq(h.list, maps.Values(try.parts))
			a.cite(try.sources...)
		}
	}
	slices.SortFunc(h.list, func(a, b holding) int { return cmp.Or(b.weight.Cmp(a.weight), a.id.Compare(b.id)) })
	for n := len(h.list); n > 0 && h.list[n-1].weight.Sign() < 0; n = len(h.list) {
		a.exclude("%s, whose total is negative (%s)", h.list[n-1].id, h.list[n-1].amount)
		if worked[h.list[n-1].id] {
			h.known--
		}
		h.list = h.list[:n-1]
	}
	h.sum()
	return h
}

// sum adds up the parts.
func (h *holdings) sum() {
	h.weights = make(map[nhs.OrgID]*big.Int, len(h.list))
	for _, p := range h.list {
		h.weights[p.id] = p.weight
		if p.customers != nil {
			h.customers += *p.customers
		} else {
			h.amount = h.amount.Add(*p.amount)
		}
	}
	h.total, h.squares, _ = squared(maps.Values(h.weights))
}

// boughtIn reports whether the customer bought, or may have bought, from the unit in the
// year.
func boughtIn(c *csu.Customer, y nhs.FinancialYear) bool {
	if c.Relation != csu.Buys && c.Relation != csu.Pays && c.Relation != csu.LeftIt || c.From.IsZero() {
		return false
	}
	return nhs.NewPeriod(c.From.Earliest(), c.To.Latest()).Overlaps(y.Period())
}

// nameOf returns the name of a unit, a group or a board.
func nameOf(x *commissioning.Index, id nhs.OrgID) string {
	if u := unitOf(x, id); u != nil {
		return u.Name
	}
	if g := groupOf(x, id); g != nil {
		return g.Name
	}
	if b := boardOf(x, id); b != nil {
		return b.Name
	}
	return ""
}

// supplierNames returns the names of the suppliers on frameworks.
func supplierNames(x *commissioning.Index) map[nhs.OrgID]string {
	names := make(map[nhs.OrgID]string)
	for i := range x.Market().Frameworks {
		for _, s := range x.Market().Frameworks[i].Suppliers {
			names[s.ID] = cmp.Or(names[s.ID], s.Name, string(s.ID))
		}
	}
	return names
}

// Table returns the providers, the largest first, and the concentration.
func (s SharesResult) Table() Table {
	t := Table{
		Title: "Share by provider in " + s.Year.String(),
		Key:   2,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "id", Heading: "id"}, {Key: "name", Heading: "name"},
			{Key: "amount", Heading: "amount", Unit: unitPounds, Sparse: true}, {Key: "customers", Heading: "customers", Unit: unitCount, Sparse: true},
			{Key: "share", Heading: "of what is known", Unit: unitPercent, Sparse: true}, {Key: "hhi", Heading: "concentration", Unit: unitPoints, Sparse: true},
		},
	}
	if s.Basis != "" {
		t.Title += ", by " + string(s.Basis)
		if s.SpendBasis != "" {
			t.Title += " (" + string(s.SpendBasis) + ")"
		}
	}
	for _, p := range s.Providers {
		t.Rows = append(t.Rows, append(texts("provider", string(p.Provider), p.Name),
			OptionalCell(p.Amount), OptionalCell(p.Customers), OptionalCell(p.Share), Cell{}))
	}
	t.Rows = append(t.Rows,
		append(texts("concentration", "of-known", "among these providers"), Cell{}, Cell{}, Cell{}, OptionalCell(s.HHIOfKnown)),
		append(texts("concentration", "of-market", "of the market"), Cell{}, Cell{}, Cell{}, OptionalCell(s.HHI)))
	switch {
	case s.HHIOfKnown == nil:
		t.Notes = append(t.Notes, "The concentration is unknown: there is nothing to divide.")
	case s.HHI == nil:
		t.Notes = append(t.Notes, "The concentration of the market is unknown, since not every unit's part is known.")
	}
	t.Notes = append(t.Notes, s.Coverage.notes()...)
	return t
}

// Completeness counts the units for which the basis is known.
func (s SharesResult) Completeness() Coverage { return s.Coverage }
