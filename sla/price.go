package sla

import (
	"math/big"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Problem says why a figure cannot be calculated, and which place in the document is
// the cause. A *Problem is an error: find it with [errors.AsType].
type Problem struct {
	// Path is the place in the agreement.
	Path rule.Pointer `json:"path"`
	// Message says what is missing or wrong.
	Message string `json:"message"`
}

// Error returns the problem in one line.
func (p *Problem) Error() string { return string(p.Path) + ": " + p.Message }

func problem(at rule.Pointer, layout string, args ...any) *Problem {
	return &Problem{at, format.Sprintf(layout, args...)}
}

// A pricing is what a line costs from a day on: a price, and its place.
type pricing struct {
	*Price
	at    rule.Pointer
	since nhs.Date
	// index is the factor by which indexation has multiplied the price.
	index *big.Rat
}

// yearly returns the price for a whole year in pence, to the nearest penny.
func (p *pricing) yearly() (int64, *Problem) {
	var pounds *big.Rat
	switch p.Kind {
	case Fixed, CostAndVolume:
		if p.Amount == nil {
			return 0, problem(p.at+"/amount", "the amount is unknown")
		}
		pounds = moneyRat(*p.Amount)
	case PerHead:
		switch {
		case p.Rate == nil:
			return 0, problem(p.at+"/rate", "the rate per head is unknown")
		case p.People < 1:
			return 0, problem(p.at+"/people", "the number of people is unknown")
		}
		pounds = rateRat(*p.Rate)
		pounds.Mul(pounds, new(big.Rat).SetInt64(p.People))
	default:
		return 0, problem(p.at+"/kind", "%.40q is not a kind of price: want fixed, per-head, per-unit or cost-and-volume", string(p.Kind))
	}
	return p.pence(pounds)
}

// pence returns pounds, indexed, in pence.
func (p *pricing) pence(pounds *big.Rat) (int64, *Problem) {
	pounds.Mul(pounds, p.index)
	n, ok := roundRat(pounds.Mul(pounds, big.NewRat(100, 1)))
	if !ok || n > maxPence || n < -maxPence {
		return 0, problem(p.at, "the charge is too large to calculate: the limit is £100,000,000,000")
	}
	return n, nil
}

// maxPence bounds each sum that goes into a schedule, so that maxCells of them
// stay within an int64.
const maxPence = 10_000_000_000_000

// maxBands bounds the bands of a price and of a risk share.
const maxBands = 20

// units returns the price in pence of so many units, after those already done in the
// financial year.
func (p *pricing) units(done, units int64) (int64, *Problem) {
	if len(p.Bands) > maxBands {
		return 0, problem(p.at+"/bands", "more than %d bands", maxBands)
	}
	pounds := new(big.Rat)
	priced := int64(0)
	for i := range p.Bands {
		b := &p.Bands[i]
		first, last := max(b.From, done+1), done+units
		if b.To != 0 {
			last = min(last, b.To)
		}
		if last < first {
			continue
		}
		n := last - first + 1
		priced += n
		cost := rateRat(b.Rate)
		pounds.Add(pounds, cost.Mul(cost, new(big.Rat).SetInt64(n)))
	}
	if priced != units {
		return 0, problem(p.at+"/bands", "the bands do not give each of the units %d to %d one price", done+1, done+units)
	}
	return p.pence(pounds)
}

// settlement returns what cost and volume adds to the amount: the rate for each unit
// above the tolerance, less the rate for each unit below it.
func (p *pricing) settlement(planned *big.Rat, used int64) (int64, *Problem) {
	if p.Rate == nil {
		return 0, problem(p.at+"/rate", "the rate beyond the tolerance is unknown")
	}
	slack := new(big.Rat)
	if p.Tolerance != nil {
		slack = percentRat(*p.Tolerance)
		slack.Mul(slack, planned)
	}
	beyond := new(big.Rat).SetInt64(used)
	beyond.Sub(beyond, planned)
	switch {
	case beyond.Cmp(slack) > 0:
		beyond.Sub(beyond, slack)
	case new(big.Rat).Neg(beyond).Cmp(slack) > 0:
		beyond.Add(beyond, slack)
	default:
		return 0, nil
	}
	return p.pence(beyond.Mul(beyond, rateRat(*p.Rate)))
}

func moneyRat(m nhs.Money) *big.Rat { return m.Decimal().Rat() }

func rateRat(r nhs.Rate) *big.Rat { return r.Decimal().Rat() }

// percentRat returns 7.5% as 0.075.
func percentRat(p nhs.Percent) *big.Rat {
	x := p.Decimal().Rat()
	return x.Mul(x, big.NewRat(1, 100))
}

// maxIndex bounds the product of all indexation, which starts at 1.
var maxIndex = big.NewRat(1000, 1)

// indexed returns the factor by which indexation multiplies a price, from the day after
// since up to and including day. It is rounded to twelve decimals at each step.
func (a *Agreement) indexed(since, day nhs.Date) (*big.Rat, *Problem) {
	index := big.NewRat(1, 1)
	for i := range a.Indexation {
		x := &a.Indexation[i]
		if x.From.IsZero() || !x.From.After(since) || x.From.After(day) {
			continue
		}
		step := percentRat(x.Percent)
		index.Mul(index, step.Add(step, big.NewRat(1, 1)))
		trillionths, ok := roundRat(new(big.Rat).Mul(index, big.NewRat(1e12, 1)))
		if index.SetFrac64(trillionths, 1e12); !ok || index.Sign() < 0 || index.Cmp(maxIndex) > 0 {
			return nil, problem(rule.PointerOf("indexation", i, "percent"), "the factor for prices would be below zero or above 1000")
		}
	}
	return index, nil
}
