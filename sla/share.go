package sla

import (
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A RiskShare splits the gain or pain of a year that costs less or more than expected.
type RiskShare struct {
	// Baseline is the expected cost per year, in pounds.
	Baseline *nhs.Money `json:"baseline,omitempty"`
	// Gain is how savings are split, by bands in order.
	Gain []ShareBand `json:"gain,omitempty"`
	// Pain is how overspends are split, by bands in order.
	Pain []ShareBand `json:"pain,omitempty"`
	// GainCap is the most that the provider may gain in a year, in pounds; nil
	// means no cap.
	GainCap *nhs.Money `json:"gain_cap,omitempty"`
	// PainCap is the most that the provider may lose in a year, in pounds; nil
	// means no cap.
	PainCap *nhs.Money `json:"pain_cap,omitempty"`
	// Outturns are the actual costs by year.
	Outturns []Outturn `json:"outturns,omitempty"`
}

// A ShareBand is a band of a saving or an overspend, in per cent of the baseline. What
// lies in no band belongs to the customers alone. So a first band from 2 leaves savings
// of up to 2% with them (a collar).
type ShareBand struct {
	// From is where the band begins, in per cent of the baseline.
	From nhs.Percent `json:"from"`
	// To is where it ends; nil means that it has no end.
	To *nhs.Percent `json:"to,omitempty"`
	// Provider is the provider's share of the band, in per cent.
	Provider nhs.Percent `json:"provider"`
}

// An Outturn is the actual cost of a financial year.
type Outturn struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Cost is in pounds.
	Cost *nhs.Money `json:"cost,omitempty"`
}

// A YearShare is the gain or pain of one year, in pounds. Gains are above zero, pains
// below.
type YearShare struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Saved is the baseline less the cost.
	Saved nhs.Money `json:"saved"`
	// Provider is the provider's share of it.
	Provider nhs.Money `json:"provider"`
	// Customers is the rest.
	Customers nhs.Money `json:"customers"`
	// Capped says that a cap cut the provider's share.
	Capped bool `json:"capped,omitempty"`
}

// Split returns how the gain or pain of a year is shared, given its cost in pounds. With
// the same bands and caps for both, the shares of a saving are those of an equal
// overspend with the opposite sign.
//
// The error is a [*Problem] with a path relative to the risk share: the baseline is
// unknown, a figure is too large, or there are more than 20 bands.
func (r *RiskShare) Split(y nhs.FinancialYear, cost nhs.Money) (YearShare, error) {
	share, bad := r.split(y, cost)
	if bad != nil {
		return YearShare{}, bad
	}
	return share, nil
}

func (r *RiskShare) split(y nhs.FinancialYear, cost nhs.Money) (YearShare, *Problem) {
	if r.Baseline == nil {
		return YearShare{}, problem("/baseline", "the expected cost is unknown")
	}
	baseline, ok := r.Baseline.Pence()
	actual, ok2 := cost.Pence()
	if !ok || !ok2 || max(baseline, -baseline, actual, -actual) > maxShared {
		return YearShare{}, problem("/baseline", "the cost is too large to calculate")
	}
	if len(r.Gain) > maxBands || len(r.Pain) > maxBands {
		return YearShare{}, problem("/gain", "more than %d bands", maxBands)
	}
	saved := baseline - actual
	bands, limit := r.Gain, r.GainCap
	if saved < 0 {
		bands, limit = r.Pain, r.PainCap
	}
	size := max(saved, -saved)
	provider, ok := shareOf(size, max(baseline, -baseline), bands)
	if !ok {
		return YearShare{}, problem("/gain", "the share is too large to calculate")
	}
	share := YearShare{Year: y, Saved: nhs.MoneyFromPence(saved)}
	if limit != nil {
		if most, ok := limit.Pence(); ok && provider > max(0, most) {
			provider, share.Capped = max(0, most), true
		}
	}
	if saved < 0 {
		provider = -provider
	}
	share.Provider, share.Customers = nhs.MoneyFromPence(provider), nhs.MoneyFromPence(saved-provider)
	return share, nil
}

// maxShared bounds the pence of a baseline or an outturn.
const maxShared = 1e17

// maxOutturns bounds the years of a risk share.
const maxOutturns = 100

// shareOf returns the provider's pence of a saving or overspend of that size, from zero
// to all of it.
func shareOf(size, baseline int64, bands []ShareBand) (int64, bool) {
	whole := new(big.Rat).SetInt64(size)
	base := new(big.Rat).SetInt64(baseline)
	sum := new(big.Rat)
	reached := new(big.Rat) // overlapping bands count their overlap once
	for i := range bands {
		b := &bands[i]
		from := percentRat(b.From)
		from.Mul(from, base)
		if from.Cmp(reached) < 0 {
			from = reached
		}
		to := whole
		if b.To != nil {
			to = percentRat(*b.To)
			if to.Mul(to, base).Cmp(whole) > 0 {
				to = whole
			}
		}
		if to.Cmp(from) <= 0 {
			continue
		}
		part := new(big.Rat).Sub(to, from)
		sum.Add(sum, part.Mul(part, percentRat(b.Provider)))
		reached = to
	}
	n, ok := roundRat(sum)
	return max(0, min(n, size)), ok
}

// yearShares returns the share of every known outturn.
func (a *Agreement) yearShares() ([]YearShare, []Problem) {
	r := a.RiskShare
	if r == nil {
		return nil, nil
	}
	var list []YearShare
	var problems []Problem
	if len(r.Outturns) > maxOutturns {
		return nil, []Problem{*problem("/risk_share/outturns", "more than %d years", maxOutturns)}
	}
	for i := range r.Outturns {
		o := &r.Outturns[i]
		if o.Cost == nil {
			problems = append(problems, *problem(rule.PointerOf("risk_share", "outturns", i, "cost"), "the cost of the year is unknown"))
			continue
		}
		share, bad := r.split(o.Year, *o.Cost)
		if bad != nil {
			problems = append(problems, Problem{"/risk_share" + bad.Path, bad.Message})
			continue
		}
		list = append(list, share)
	}
	return list, problems
}
