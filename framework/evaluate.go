package framework

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// Evaluate ranks the bids of every lot and fills the places. Totals are exact,
// and the result does not depend on the order of the bids.
//
// A competition that breaks a rule of severity error is not ranked. Examples are
// weights that do not sum to 100, and a missing score. The error is then an
// [*UnrankedError].
func Evaluate(c *Competition) (Evaluation, error) {
	if report := competitionRules.Check(c, rule.Options{}); report.Err(rule.Error) != nil {
		return Evaluation{}, &UnrankedError{report}
	}
	e := newEvaluator(c)
	result := Evaluation{Lots: make([]LotResult, 0, len(c.Lots))}
	for i := range c.Lots {
		result.Lots = append(result.Lots, e.lot(&c.Lots[i]))
	}
	return result, nil
}

// An UnrankedError says that [Evaluate] ranked no bids, and why.
type UnrankedError struct {
	// Report is what the competition breaks, with the pointer of each finding.
	Report rule.Report
}

// Error names the first finding and counts the others.
func (e *UnrankedError) Error() string {
	return fmt.Sprintf("the bids cannot be ranked: %v", e.Unwrap())
}

// Unwrap returns the findings of severity error as one error.
func (e *UnrankedError) Unwrap() error { return e.Report.Err(rule.Error) }

// An evaluator adds up marks as whole numbers: a total is the sum of the score
// units times the coefficients, over denominator.
type evaluator struct {
	*Competition
	criterion    map[string]int // index of each criterion
	coefficients []*big.Int     // of each criterion
	denominator  *big.Int
	standing     map[nhs.OrgID]nhs.OrgID
	won          map[nhs.OrgID]int    // lots won so far
	bids         map[string][]*Bid    // by lot
	lowest       map[string]nhs.Money // price by lot

	part, units big.Int
	gained      big.Rat
	n, d        big.Int // for percentOf
}

func newEvaluator(c *Competition) *evaluator {
	e := &evaluator{
		Competition: c,
		criterion:   make(map[string]int, len(c.Criteria)),
		denominator: big.NewInt(1),
		standing:    c.standings(),
		won:         make(map[nhs.OrgID]int),
		bids:        make(map[string][]*Bid, len(c.Lots)),
		lowest:      c.lowestPrices(),
	}
	parts := make([]*big.Rat, len(c.Criteria)) // what one unit of score adds to the total
	for i := range c.Criteria {
		k := &c.Criteria[i]
		e.criterion[k.ID] = i
		parts[i] = new(big.Rat).Quo(k.Weight.Decimal().Rat(), big.NewRat(k.Max.units, 1))
		gcd := new(big.Int).GCD(nil, nil, e.denominator, parts[i].Denom())
		e.denominator.Mul(e.denominator, new(big.Int).Quo(parts[i].Denom(), gcd))
	}
	for _, p := range parts {
		e.coefficients = append(e.coefficients, new(big.Int).Mul(p.Num(), new(big.Int).Quo(e.denominator, p.Denom())))
	}
	for i := range c.Bids {
		b := &c.Bids[i]
		e.bids[b.Lot] = append(e.bids[b.Lot], b)
	}
	return e
}

// A contender is a bid on its way to a result.
type contender struct {
	bid    *Bid
	scores []Score    // by criterion
	priced []*big.Rat // by criterion: the points that a formula gives; nil without one
	total  *big.Rat
	Result
}

func (e *evaluator) lot(lot *ContestedLot) LotResult {
	r := LotResult{Lot: lot.Code, Places: lot.Places}
	var ranked, others []*contender
	for _, b := range e.bids[lot.Code] {
		c := e.contender(b)
		if c.Standing == "" {
			ranked = append(ranked, c)
		} else {
			others = append(others, c)
		}
	}
	slices.SortFunc(ranked, func(a, b *contender) int { return cmp.Or(e.compare(a, b), a.Supplier.Compare(b.Supplier)) })
	first := make(map[nhs.OrgID]*contender)
	contest := ranked[:0]
	for _, c := range ranked {
		as := c.countsAs()
		if ahead := first[as]; ahead != nil {
			c.Standing = CountedOnce
			c.because("%s and %s count as one, %s, after their merger; the bid of %s ranks higher", ahead.Supplier, c.Supplier, as, ahead.Supplier)
			others = append(others, c)
			continue
		}
		first[as] = c
		contest = append(contest, c)
	}
	tied := e.fill(&r, contest)
	slices.SortFunc(others, func(a, b *contender) int { return a.Supplier.Compare(b.Supplier) })
	e.explain(&r, contest, others, tied)
	return r
}

// contender scores a bid. Its standing is set if it is not to be ranked.
func (e *evaluator) contender(b *Bid) *contender {
	c := &contender{bid: b, Result: Result{Supplier: b.Supplier.ID, Name: b.Supplier.Name, CountsAs: e.standing[b.Supplier.ID]}}
	if why := e.standsOut(b); why != "" {
		c.Standing = StoodOut
		c.because("%s", why)
		return c
	}
	c.scores = make([]Score, len(e.Criteria))
	c.priced = make([]*big.Rat, len(e.Criteria))
	total := new(big.Int) // over the denominator
	reasons := make([]string, len(e.Criteria))
	for i := range b.Scores {
		s := &b.Scores[i]
		k := e.criterion[s.Criterion]
		c.scores[k], _ = s.score()
		reasons[k] = s.Reason
		total.Add(total, e.times(k, c.scores[k].units))
	}
	c.total = new(big.Rat).SetFrac(total, e.denominator)
	e.priceMarks(c)
	c.Total = e.percent(c.total)
	c.Criteria = make([]CriterionResult, len(e.Criteria))
	for i := range e.Criteria {
		k := &e.Criteria[i]
		points := e.percentOf(e.points(c, i), e.denominator)
		c.Criteria[i] = CriterionResult{k.ID, c.scores[i], k.Max, k.Weight, *points, nil, reasons[i]}
	}
	e.minimums(c)
	if least := e.MinimumTotal; least != nil && c.total.Cmp(least.Decimal().Rat()) < 0 {
		c.Standing = BelowMinimum
		c.because("a total of %s is below the minimum, %s", shown(*c.Total), shown(*least))
	}
	if c.Standing == "" && e.LotsPerSupplier > 0 && e.won[c.countsAs()] >= e.LotsPerSupplier {
		c.Standing = AtLimit
		c.because("%s has won %d of the lots before this one, and may win no more", c.countsAs(), e.won[c.countsAs()])
	}
	return c
}

// minimums says on which criteria the bid is below the minimum, in order of their IDs.
func (e *evaluator) minimums(c *contender) {
	var below []*Criterion
	for i := range e.Criteria {
		k := &e.Criteria[i]
		if k.Threshold == nil {
			continue
		}
		if e.points(c, i).Cmp(new(big.Rat).SetInt(e.times(i, k.Threshold.units))) < 0 {
			below = append(below, k)
		}
	}
	slices.SortFunc(below, func(a, b *Criterion) int { return cmp.Compare(a.ID, b.ID) })
	for _, k := range below {
		c.Standing = BelowMinimum
		c.because("%s marks on %s are below the minimum, %s", c.scores[e.criterion[k.ID]], k.ID, *k.Threshold)
	}
}

// points returns what the marks on a criterion add to the total, over the denominator.
// It is good until the next call.
func (e *evaluator) points(c *contender, criterion int) *big.Rat {
	if p := c.priced[criterion]; p != nil {
		return e.gained.Mul(p, e.gained.SetInt(e.denominator))
	}
	return e.gained.SetInt(e.times(criterion, c.scores[criterion].units))
}

// percent returns a number that is not negative as a percentage, to twelve decimals,
// half of the last one up.
func (e *evaluator) percent(x *big.Rat) *nhs.Percent { return e.percentOf(x, bigOne) }

var bigOne = big.NewInt(1)

// percentOf is percent of x over a denominator.
func (e *evaluator) percentOf(x *big.Rat, denominator *big.Int) *nhs.Percent {
	const places = 12
	n, d := &e.n, &e.d
	d.Mul(x.Denom(), denominator)
	n.Mul(x.Num(), tenToTheTwelve)
	n.Lsh(n, 1).Add(n, d)
	n.Quo(n, d.Lsh(d, 1))
	// Weights that sum to 100 leave a total of at most 100, which fits.
	text := make([]byte, 0, 24)
	text = strconv.AppendUint(text, n.Uint64()/1e12, 10)
	text = append(text, '.')
	decimals := strconv.AppendUint(nil, 1e12+n.Uint64()%1e12, 10)
	text = append(text, decimals[len(decimals)-places:]...)
	p, err := nhs.ParsePercent(string(text))
	if err != nil {
		return new(nhs.Percent) // what is written above is always a percentage
	}
	return &p
}

// times returns a coefficient times the units of a score, good until the next
// call.
func (e *evaluator) times(criterion int, units int64) *big.Int {
	return e.part.Mul(e.coefficients[criterion], e.units.SetInt64(units))
}

var tenToTheTwelve = big.NewInt(1_000_000_000_000)

// compare orders contenders by total and by the criteria that settle ties.
func (e *evaluator) compare(a, b *contender) int {
	return cmp.Or(b.total.Cmp(a.total), e.compareTied(a, b))
}

// compareTied orders contenders with the same total.
func (e *evaluator) compareTied(a, b *contender) int {
	for _, id := range e.Ties.By {
		if c := e.compareOn(e.criterion[id], a, b); c != 0 {
			return c
		}
	}
	return 0
}

// fill ranks the contest, which is in order, and gives out the places. Equal totals
// share a rank, also where a tie rule settles who has the place. It returns those whose
// equal totals lie across the last place.
func (e *evaluator) fill(r *LotResult, contest []*contender) (tied []*contender) {
	open := true // whether lower ranks may still win a place
	for from := 0; from < len(contest); {
		to := from + 1
		for to < len(contest) && contest[from].total.Cmp(contest[to].total) == 0 {
			to++
		}
		equal := contest[from:to]
		if open && r.Places > from && r.Places < to {
			r.Tie = e.tieSentence(equal, r.Places-from)
			tied = equal
		}
		for len(equal) > 0 {
			n := 1
			for n < len(equal) && e.compareTied(equal[0], equal[n]) == 0 {
				n++
			}
			left := r.Places - (to - len(equal))
			placed := open && left >= n
			if open && left > 0 && left < n {
				open = false
				placed = e.Ties.Otherwise != NoneGetsAPlace
			}
			for _, c := range equal[:n] {
				c.Rank, c.Tied = from+1, to-from-1
				c.Standing = Unplaced
				if placed {
					c.Standing = Placed
					r.Filled++
					e.won[c.countsAs()]++
				}
			}
			equal = equal[n:]
		}
		from = to
	}
	return tied
}

func (c *contender) because(format string, args ...any) {
	c.Reasons = append(c.Reasons, fmt.Sprintf(format, args...))
}

func (c *contender) countsAs() nhs.OrgID { return cmp.Or(c.CountsAs, c.Supplier) }
