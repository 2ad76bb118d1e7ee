package framework

import (
	"cmp"
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
)

// A PriceFormula turns the price of a bid into marks on a criterion. The lowest price is
// that of all bids for the lot whose bidders are not excluded, have not withdrawn and
// meet the standards. Marks are exact in the total, and rounded to four decimals
// where they are shown.
type PriceFormula string

const (
	// NoFormula leaves the marks to the assessors, as "" does.
	NoFormula PriceFormula = "none"
	// LowestPriceRatio gives the lowest price all marks, and another price the part of
	// them that the lowest is of it: twice the lowest has half.
	LowestPriceRatio PriceFormula = "lowest-price-ratio"
	// LinearPrice gives the lowest price all marks, and takes off one per cent of them
	// for each per cent by which a price is above it: twice the lowest has none, and so
	// has any price above that.
	LinearPrice PriceFormula = "linear"
)

var priceFormulas = [...]PriceFormula{NoFormula, LowestPriceRatio, LinearPrice}

// byPrice reports whether the marks on the criterion follow from the price.
func (k *Criterion) byPrice() bool { return k.Formula != "" && k.Formula != NoFormula }

// share returns the part of all marks, from 0 to 1, of a price above zero.
func (f PriceFormula) share(price, lowest nhs.Money) *big.Rat {
	ratio := new(big.Rat).Quo(lowest.Decimal().Rat(), price.Decimal().Rat())
	if f == LinearPrice { // 1 - (price - lowest)/lowest
		ratio.Sub(big.NewRat(2, 1), ratio.Inv(ratio))
		if ratio.Sign() < 0 {
			ratio.SetInt64(0)
		}
	}
	return ratio
}

// lowestPrices returns the lowest price of each lot.
func (c *Competition) lowestPrices() map[string]nhs.Money {
	lowest := make(map[string]nhs.Money)
	for i := range c.Bids {
		b := &c.Bids[i]
		if b.Price == nil || c.standsOut(b) != "" {
			continue
		}
		if least, ok := lowest[b.Lot]; !ok || b.Price.Compare(least) < 0 {
			lowest[b.Lot] = *b.Price
		}
	}
	return lowest
}

// priceMarks scores the bid on each criterion that has a formula, and says how.
func (e *evaluator) priceMarks(c *contender) {
	b := c.bid
	lowest := e.lowest[b.Lot]
	for i := range e.Criteria {
		k := &e.Criteria[i]
		if !k.byPrice() {
			continue
		}
		share := k.Formula.share(*b.Price, lowest)
		weight := k.Weight.Decimal().Rat()
		c.priced[i] = new(big.Rat).Mul(weight, share)
		c.total.Add(c.total, c.priced[i])
		c.scores[i] = scoreOf(share.Mul(share, big.NewRat(k.Max.units, 1)))
		why := "the lowest"
		if b.Price.Compare(lowest) > 0 {
			less := e.percent(new(big.Rat).Sub(weight, c.priced[i]))
			why = "the lowest is " + lowest.String() + ", which has " + shown(*less) + " points more"
		}
		c.because("%s marks of %s on %s for the price of %s by the formula %s; %s", c.scores[i], k.Max, k.ID, *b.Price, k.Formula, why)
	}
}

// compareOn orders two contenders by their marks on a criterion, the better first.
func (e *evaluator) compareOn(criterion int, a, b *contender) int {
	if a.priced[criterion] != nil {
		return b.priced[criterion].Cmp(a.priced[criterion])
	}
	return cmp.Compare(b.scores[criterion].units, a.scores[criterion].units)
}

// scoreOf returns units of a score that is not negative, half of one up.
func scoreOf(units *big.Rat) Score {
	n := new(big.Int).Lsh(units.Num(), 1)
	n.Add(n, units.Denom())
	return Score{n.Quo(n, new(big.Int).Lsh(units.Denom(), 1)).Int64()}
}
