package analysis

import (
	"iter"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// spendBySupplier adds up the spend with each supplier in the year, on the best basis
// that there is: outturn, then plan, then published payments. Different bases are never
// added. Units go by their slug.
func spendBySupplier(x *commissioning.Index, y nhs.FinancialYear, a *coverageBuilder) (sums map[nhs.OrgID]nhs.Money, basis commissioning.SpendBasis, payers map[nhs.OrgID]bool) {
	rows := make(map[commissioning.SpendBasis]map[nhs.OrgID][]nhs.Money)
	customers := make(map[commissioning.SpendBasis]map[nhs.OrgID]bool)
	noSupplier := 0
	incomplete := make(map[commissioning.SpendBasis]int)
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
		if s.Basis == commissioning.PublishedPayments && completenessOf(s).Extent != ccg.Complete {
			incomplete[s.Basis]++
		}
		id := x.Canonical(s.Supplier)
		rows[s.Basis][id] = append(rows[s.Basis][id], s.Amount)
	}
	if noSupplier > 0 {
		a.exclude("%s of spend without a supplier", format.Count(noSupplier, "sum", "sums"))
	}
	for _, basis := range [...]commissioning.SpendBasis{commissioning.OutturnSpend, commissioning.PlannedSpend, commissioning.PublishedPayments, ""} {
		if len(rows[basis]) == 0 {
			continue
		}
		sums := make(map[nhs.OrgID]nhs.Money, len(rows[basis]))
		if n := incomplete[basis]; n > 0 {
			a.addMissing("%s of published payments are lower bounds: not every file or bill was seen.", outOf(n, countSums(rows[basis]), "sum", "sums"))
		}
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

// spendKey identifies records of spend: two with the same key are duplicates.
type spendKey struct {
	customer, supplier nhs.OrgID
	year               nhs.FinancialYear
	line               service.ID
	basis              commissioning.SpendBasis
	funding            ccg.Funding
}

// countedSpend returns the records of spend of the year, or of every year if it is zero.
// The first of duplicates counts, and a sum for one line is excluded if there is one for
// all lines. What is excluded is named.
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
				a.exclude("spend %d: %s of %s with %s in %s, which the sum for all lines includes", i, s.Line, s.Customer, s.Supplier, s.Year)
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

func countSums(rows map[nhs.OrgID][]nhs.Money) int {
	n := 0
	for _, amounts := range rows {
		n += len(amounts)
	}
	return n
}
