package analysis

import (
	"cmp"
	"iter"
	"math/big"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
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
	// Providers are those of which it is known, the largest first.
	Providers []ProviderShare `json:"providers"`
	// HHI is the concentration of the market; nil unless the income of every unit at
	// work is known, or what every group spent, and where nothing is divided.
	HHI *Concentration `json:"hhi,omitempty"`
	// HHIOfKnown is the concentration among the known providers alone, as if they
	// were the market; nil where nothing is divided.
	HHIOfKnown *Concentration `json:"hhi_of_known,omitempty"`
	// Coverage says of how many units the basis is known.
	Coverage Coverage `json:"coverage"`
}

// A ProviderShare is the part of one provider.
type ProviderShare struct {
	// Provider is its slug or code.
	Provider nhs.OrgID `json:"provider"`
	// Name is its name, if a register has it.
	Name string `json:"name,omitempty"`
	// Amount is its income, or what was spent with it, in pounds; nil where the
	// basis is customers.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Customers is how many customers are known; nil where the basis is another.
	Customers *int64 `json:"customers,omitempty"`
	// Share is its part of what is known of all providers, in per cent to two
	// decimals; nil where that is nought.
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

// Shares returns the share of each provider in the year, 2013/14 if none is
// given, and the concentration. The basis is the income of units, or the spend on
// suppliers or the number of named customers where that is known of more units.
// A provider with a sum below nought is left out.
func Shares(x *commissioning.Index, y nhs.FinancialYear) SharesResult {
	y = cmp.Or(y, firstYear)
	a := newCoverageBuilder()
	h := holdingsIn(x, y, a)
	s := SharesResult{Year: y, Basis: h.basis, SpendBasis: h.spend, Providers: []ProviderShare{}}
	total := nhs.Sum(h.amounts()...)
	names := supplierNames(x)
	for _, p := range h.list {
		one := ProviderShare{Provider: p.id, Name: cmp.Or(nameOf(x, p.id), names[p.id]), Share: shareIf(p.weight, true, total)}
		if h.basis == ByCustomers {
			n, _ := p.weight.Pence()
			one.Customers = &n
		} else {
			one.Amount = &p.weight
		}
		s.Providers = append(s.Providers, one)
	}
	if hhi, ok := HHI(h.amounts()...); ok {
		s.HHIOfKnown = &hhi
		if h.complete() {
			s.HHI = &hhi
		}
	}
	s.Coverage = h.cover(a)
	return s
}

// A holding is what one provider has of the market. A number of customers is
// held as as many pence.
type holding struct {
	id     nhs.OrgID
	weight nhs.Money
}

// holdings are what all providers have, by the basis that is known best.
type holdings struct {
	year      nhs.FinancialYear
	basis     ShareBasis
	spend     commissioning.SpendBasis
	list      []holding // the largest first
	known, of int       // units that worked for sure
	silent    int       // groups without recorded spend, if that is the basis
	tried     map[ShareBasis]int

	weights        map[nhs.OrgID]nhs.Money // of list
	total, squares *big.Int                // of the weights, in pence; nil where there are none
}

// complete reports whether the holdings are all there are: the income of every
// unit that worked for sure, or what every group spent. Names of customers and
// published payments are never all.
func (h *holdings) complete() bool {
	switch {
	case h.of == 0 || h.known < h.of:
		return false
	case h.basis == BySpend:
		return h.silent == 0 && (h.spend == commissioning.OutturnSpend || h.spend == commissioning.PlannedSpend)
	}
	return h.basis == ByIncome
}

func (h *holdings) amounts() []nhs.Money {
	list := make([]nhs.Money, len(h.list))
	for i := range h.list {
		list[i] = h.list[i].weight
	}
	return list
}

// cover closes the account of the holdings.
func (h *holdings) cover(a *coverageBuilder) Coverage {
	if h.basis == BySpend && h.silent > 0 {
		a.addMissing("Of %d groups open in %s no spend is recorded.", h.silent, h.year)
	}
	if !h.complete() {
		a.addMissing("Of the %d units that worked in %s the income is known of %d, recorded spend of %d, named customers of %d.",
			h.of, h.year, h.tried[ByIncome], h.tried[BySpend], h.tried[ByCustomers])
		a.addMissing("The shares are of what is known, not of the market.")
		a.Remedies = append(a.Remedies, "the income of each unit by year, or what each customer spent with each supplier")
	}
	what := "units that worked in " + h.year.String()
	if h.basis != "" {
		what += " with known " + string(h.basis)
	}
	return a.build(h.known, h.of, what)
}

// holdingsIn returns what providers had in the year.
func holdingsIn(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) holdings {
	h := holdings{year: y, tried: make(map[ShareBasis]int)}
	incomes, customers := make(map[nhs.OrgID]nhs.Money), make(map[nhs.OrgID]nhs.Money)
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
		if n := incomeOf(u, y); n != nil {
			incomes[u.Slug] = *n.Total
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
			customers[u.Slug] = nhs.MoneyFromPence(int64(len(buyers)))
		}
	}
	spent, basis, payers := spendBySupplier(x, y, a)
	h.of = len(worked)
	best := 0
	for _, try := range [...]struct {
		basis   ShareBasis
		weights map[nhs.OrgID]nhs.Money
		sources []string
	}{{ByIncome, incomes, incomeSources}, {BySpend, spent, nil}, {ByCustomers, customers, customerSources}} {
		n := 0
		for id := range try.weights {
			if worked[id] {
				n++
			}
		}
		h.tried[try.basis] = n
		if score := max(n, min(1, len(try.weights))); score > best {
			best, h.known, h.basis, h.spend, h.list = score, n, try.basis, "", h.list[:0]
			if try.basis == BySpend {
				h.spend = basis
				h.silent = silentGroups(x, y, payers)
			}
			for id, w := range try.weights {
				h.list = append(h.list, holding{id, w})
			}
			a.cite(try.sources...)
		}
	}
	slices.SortFunc(h.list, func(a, b holding) int { return cmp.Or(b.weight.Compare(a.weight), a.id.Compare(b.id)) })
	for n := len(h.list); n > 0 && h.list[n-1].weight.Sign() < 0; n = len(h.list) {
		a.exclude("%s, whose sum is below nought (%s)", h.list[n-1].id, h.list[n-1].weight)
		if worked[h.list[n-1].id] {
			h.known--
		}
		h.list = h.list[:n-1]
	}
	h.weights = make(map[nhs.OrgID]nhs.Money, len(h.list))
	for _, p := range h.list {
		h.weights[p.id] = p.weight
	}
	h.total, h.squares, _ = squared(h.amounts())
	return h
}

// boughtIn reports whether the customer bought from the unit in the year, or may
// have by dates that are known in part.
func boughtIn(c *csu.Customer, y nhs.FinancialYear) bool {
	if c.Relation != csu.Buys && c.Relation != csu.Pays && c.Relation != csu.LeftIt || c.From.IsZero() {
		return false
	}
	return nhs.NewPeriod(c.From.Earliest(), c.To.Latest()).Overlaps(y.Period())
}

// spendBySupplier adds up what was spent with each supplier in the year, on the
// best basis that there is: outturn, then plan, then published payments, which
// are never added to one another. Units go by their slug.
func spendBySupplier(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) (sums map[nhs.OrgID]nhs.Money, basis commissioning.SpendBasis, payers map[nhs.OrgID]bool) {
	rows := make(map[commissioning.SpendBasis]map[nhs.OrgID][]nhs.Money)
	customers := make(map[commissioning.SpendBasis]map[nhs.OrgID]bool)
	noSupplier := 0
	for s := range countedSpend(x, y, a) {
		if s.Supplier == "" {
			noSupplier++
			continue
		}
		if rows[s.Basis] == nil {
			rows[s.Basis] = make(map[nhs.OrgID][]nhs.Money)
			customers[s.Basis] = make(map[nhs.OrgID]bool)
		}
		customers[s.Basis][s.Customer] = true
		id := x.Canonical(s.Supplier)
		rows[s.Basis][id] = append(rows[s.Basis][id], s.Amount)
	}
	if noSupplier > 0 {
		a.exclude("%d sums of spend that name no supplier", noSupplier)
	}
	for _, basis := range [...]commissioning.SpendBasis{commissioning.OutturnSpend, commissioning.PlannedSpend, commissioning.PublishedPayments, ""} {
		if len(rows[basis]) == 0 {
			continue
		}
		sums := make(map[nhs.OrgID]nhs.Money, len(rows[basis]))
		for id, amounts := range rows[basis] {
			sums[id] = nhs.Sum(amounts...)
		}
		return sums, basis, customers[basis]
	}
	return nil, "", nil
}

// silentGroups counts the groups open in the year that are not among the payers.
func silentGroups(x *commissioning.Index, y nhs.FinancialYear, payers map[nhs.OrgID]bool) int {
	n := 0
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) == g && wasOpenIn(g, y) && !payers[g.Code] {
			n++
		}
	}
	return n
}

// spendKey is what makes two records of spend one and the same.
type spendKey struct {
	customer, supplier nhs.OrgID
	year               nhs.FinancialYear
	line               service.ID
	basis              commissioning.SpendBasis
	funding            ccg.Funding
}

// countedSpend returns the records of spend of the year, of every year if it is
// zero, each thing once: of two records of the same the first counts, and a sum
// for one line is passed over where there is one for all lines. What is passed
// over is named.
func countedSpend(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) iter.Seq[*commissioning.Spend] {
	return func(yield func(*commissioning.Spend) bool) {
		of := func(s *commissioning.Spend) spendKey {
			return spendKey{s.Customer, x.Canonical(s.Supplier), s.Year, s.Line, s.Basis, s.Funding}
		}
		seen := make(map[spendKey]bool)
		whole := make(map[spendKey]bool) // of those for all lines
		for i := range x.Market().Spend {
			if s := &x.Market().Spend[i]; s.Line == "" && (y.IsZero() || s.Year == y) {
				whole[of(s)] = true
			}
		}
		for i := range x.Market().Spend {
			s := &x.Market().Spend[i]
			if !y.IsZero() && s.Year != y {
				continue
			}
			k := of(s)
			all := k
			all.line = ""
			switch {
			case seen[k]:
				a.exclude("spend %d: a second sum of %s with %s in %s", i, s.Customer, s.Supplier, s.Year)
				continue
			case s.Line != "" && whole[all]:
				a.exclude("spend %d: %s of %s with %s in %s, which the sum for all lines holds", i, s.Line, s.Customer, s.Supplier, s.Year)
				continue
			}
			seen[k] = true
			a.use(s.Synthetic, s.Sources...)
			if !yield(s) {
				return
			}
		}
	}
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
		t.Notes = append(t.Notes, "The concentration is not known: nothing is divided.")
	case s.HHI == nil:
		t.Notes = append(t.Notes, "The concentration of the market is not known, since not every unit's part is.")
	}
	t.Notes = append(t.Notes, s.Coverage.notes()...)
	return t
}

// Completeness says of how many units the basis is known.
func (s SharesResult) Completeness() Coverage { return s.Coverage }
