package analysis

import (
	"math/big"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PerHeadSpread is the spread of the groups' spend on units per head. Rates are in
// pounds per head.
type PerHeadSpread struct {
	// Basis is planned or outturn.
	Basis commissioning.SpendBasis `json:"basis"`
	// Groups is how many groups are included.
	Groups int `json:"groups"`
	// Doubted is how many of them rest on a count of people that cannot be right.
	Doubted int `json:"people_doubted,omitempty"`
	// Min is the lowest rate.
	Min nhs.Rate `json:"min"`
	// MinOrg is the group with the lowest rate.
	MinOrg nhs.OrgID `json:"min_org"`
	// Median is the middle rate, or the lower of the two for an even number.
	Median nhs.Rate `json:"median"`
	// Max is the highest rate.
	Max nhs.Rate `json:"max"`
	// MaxOrg is the group with the highest rate.
	MaxOrg nhs.OrgID `json:"max_org"`
	// Mean is their total spend divided by their total population: each person counts
	// once.
	Mean nhs.Rate `json:"mean"`
	// UnweightedMean is the mean of the groups' rates, rounded to four decimals. Each group
	// counts once, as in the surveys of the press.
	UnweightedMean nhs.Rate `json:"unweighted_mean"`
	// OfAllowance are the same as percentages of the national allowance per head; nil if
	// that is unknown.
	OfAllowance *SpreadShares `json:"of_allowance,omitempty"`
}

// SpreadShares are the rates of a [PerHeadSpread] as percentages of the national
// allowance per head, to two decimals, from the rates before they were rounded.
type SpreadShares struct {
	// Min is the lowest.
	Min nhs.Percent `json:"min"`
	// Median is the middle one, or the lower of the two.
	Median nhs.Percent `json:"median"`
	// Max is the highest.
	Max nhs.Percent `json:"max"`
	// Mean is that of the mean in which each person counts once.
	Mean nhs.Percent `json:"mean"`
	// UnweightedMean is that of the mean in which each group counts once.
	UnweightedMean nhs.Percent `json:"unweighted_mean"`
}

// A spread gathers rates per head.
type spread struct {
	rates   []groupRate
	people  int64
	sum     nhs.Money
	doubted int
}

type groupRate struct {
	code  nhs.OrgID
	rate  nhs.Rate
	exact *big.Rat // pence per head, before the rate was rounded
}

func (s *spread) add(g *GroupPerHead) {
	exact := new(big.Rat).SetFrac(pence(*g.CSUSpend), big.NewInt(*g.People))
	s.rates = append(s.rates, groupRate{g.Code, *g.CSU, exact})
	s.people += *g.People
	s.sum = s.sum.Add(*g.CSUSpend)
	if g.PeopleDoubt != nil {
		s.doubted++
	}
}

func (s *spread) result(basis commissioning.SpendBasis, national *ccg.Rate) (PerHeadSpread, bool) {
	if len(s.rates) == 0 {
		return PerHeadSpread{}, false
	}
	slices.SortStableFunc(s.rates, func(a, b groupRate) int { return a.exact.Cmp(b.exact) })
	least, most := s.rates[0], s.rates[len(s.rates)-1]
	mean, err := s.sum.PerHead(s.people)
	if err != nil {
		return PerHeadSpread{}, false
	}
	equal := new(big.Rat)
	for _, g := range s.rates {
		equal.Add(equal, g.exact)
	}
	equal.Quo(equal, new(big.Rat).SetInt64(int64(len(s.rates))))
	ofGroups, err := rateOf(equal)
	middle := s.rates[(len(s.rates)-1)/2]
	return PerHeadSpread{
		Basis: basis, Groups: len(s.rates), Doubted: s.doubted, Min: least.rate, MinOrg: least.code,
		Median: middle.rate, Max: most.rate, MaxOrg: most.code, Mean: mean, UnweightedMean: ofGroups,
		OfAllowance: sharesOf(national, least.exact, middle.exact, most.exact, new(big.Rat).SetFrac(pence(s.sum), big.NewInt(s.people)), equal),
	}, err == nil
}

// sharesOf returns pence per head as percentages of the national allowance, to two
// decimals.
func sharesOf(national *ccg.Rate, least, median, most, mean, equal *big.Rat) *SpreadShares {
	if national == nil || national.PerHead.Sign() <= 0 {
		return nil
	}
	var shares SpreadShares
	for _, x := range [...]struct {
		to   *nhs.Percent
		from *big.Rat
	}{{&shares.Min, least}, {&shares.Median, median}, {&shares.Max, most}, {&shares.Mean, mean}, {&shares.UnweightedMean, equal}} {
		share, err := nhs.ParsePercent(new(big.Rat).Quo(x.from, national.PerHead.Decimal().Rat()).FloatString(2)) // exact, in spite of its name
		if err != nil {
			return nil
		}
		*x.to = share
	}
	return &shares
}

// rateOf returns pence per head as pounds to four decimals.
func rateOf(pence *big.Rat) (nhs.Rate, error) {
	return nhs.ParseRate(new(big.Rat).Quo(pence, big.NewRat(100, 1)).FloatString(4)) // FloatString is exact, in spite of its name
}
