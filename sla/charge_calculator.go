package sla

import (
	"math/big"
	"slices"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A chargeCalculator works out a [Schedule].
type chargeCalculator struct {
	*Agreement
	term    nhs.Period
	months  []nhs.Period
	indexes map[[2]nhs.Date]*big.Rat // known results of indexed
}

// A stretch is a run of days of one line at one price and in one financial year, in
// pieces of at most a month.
type stretch struct {
	pricing
	pieces []piece
}

// A piece is a month of the term, or the part of it at one price.
type piece struct {
	nhs.Period
	// units is how many of the units counted in the month belong to these days.
	units int64
	// counted says that there was a count.
	counted bool
}

// charge returns what the line costs month by month, and the sum in pence.
func (c *chargeCalculator) charge(l *Line, at rule.Pointer) ([]Charge, int64, *Problem) {
	used, bad := l.used(at)
	if bad != nil {
		return nil, 0, bad
	}
	stretches := c.stretches(l, at)
	shareUnits(stretches, used)
	var charges []Charge
	sum, done := int64(0), int64(0) // units done in the financial year
	var year nhs.FinancialYear
	for _, st := range stretches {
		if st.Price == nil {
			return nil, 0, problem(st.at, "the price is unknown")
		}
		if st.index, bad = c.index(st.since, st.pieces[0].From); bad != nil {
			return nil, 0, bad
		}
		if y := st.pieces[0].From.FinancialYear(); y != year {
			year, done = y, 0
		}
		first := len(charges)
		if st.Kind == PerUnit {
			charges, bad = c.byUnit(&st, charges, &done)
		} else {
			charges, bad = c.byYear(&st, charges)
		}
		if bad != nil {
			return nil, 0, bad
		}
		for i := range charges[first:] {
			sum += pence(charges[first+i].Amount)
		}
	}
	return charges, sum, nil
}

// index is indexed with a cache, since lines share most of it.
func (c *chargeCalculator) index(since, day nhs.Date) (*big.Rat, *Problem) {
	key := [2]nhs.Date{since, day}
	if index := c.indexes[key]; index != nil {
		return index, nil
	}
	index, bad := c.indexed(since, day)
	c.indexes[key] = index
	return index, bad
}

// stretches cuts the months wherever the price of the line changes and groups
// the pieces by price and financial year.
func (c *chargeCalculator) stretches(l *Line, at rule.Pointer) []stretch {
	prices := c.pricesOf(l, at)
	cuts := make([]nhs.Date, 0, len(prices)+len(c.Indexation))
	for i := range prices {
		cuts = append(cuts, prices[i].since)
	}
	for i := range c.Indexation {
		cuts = append(cuts, c.Indexation[i].From)
	}
	slices.SortFunc(cuts, nhs.Date.Compare)
	cuts = slices.Compact(cuts)

	var list []stretch
	next, now := 0, 0 // cut to come, price in force
	for _, m := range c.months {
		for from := m.From; from.Before(m.Until); {
			until := m.Until
			fresh := from == m.From && from.Month() == time.April
			for next < len(cuts) && !cuts[next].After(from) {
				fresh = fresh || cuts[next] == from
				next++
			}
			if next < len(cuts) && cuts[next].Before(until) {
				until = cuts[next]
			}
			for now+1 < len(prices) && !prices[now+1].since.After(from) {
				now++
			}
			if len(list) == 0 || fresh {
				list = append(list, stretch{pricing: prices[now]})
			}
			st := &list[len(list)-1]
			st.pieces = append(st.pieces, piece{Period: nhs.Period{From: from, Until: until}})
			from = until
		}
	}
	return list
}

// pricesOf returns the prices of the line by day: its own from before the start, so
// that indexation on the first day changes it, then those of its variations. If two
// variations start on one day the later in the list counts.
func (a *Agreement) pricesOf(l *Line, at rule.Pointer) []pricing {
	list := []pricing{{Price: l.Price, at: at + "/price", since: a.Term.Starts.AddDays(-1)}}
	if l.ID == "" {
		return list
	}
	for i := range a.Variations {
		if v := &a.Variations[i]; v.Line == l.ID && !v.From.IsZero() {
			list = append(list, pricing{Price: v.Price, at: rule.PointerOf("variations", i, "price"), since: v.From})
		}
	}
	slices.SortStableFunc(list[1:], func(x, y pricing) int { return x.since.Compare(y.since) })
	return list
}

// used returns the units counted in each month, by its first day.
func (l *Line) used(at rule.Pointer) (map[nhs.Date]int64, *Problem) {
	if len(l.Volumes) == 0 {
		return nil, nil
	}
	used := make(map[nhs.Date]int64, len(l.Volumes))
	for i := range l.Volumes {
		v := &l.Volumes[i]
		month := firstOfMonth(v.Month)
		_, twice := used[month]
		switch {
		case month.IsZero():
			return nil, problem(at+rule.PointerOf("volumes", i, "month"), "the month is unknown")
		case v.Units < 0 || v.Units > maxUnits:
			return nil, problem(at+rule.PointerOf("volumes", i, "units"), "%d units: want 0 to %d", v.Units, maxUnits)
		case twice:
			return nil, problem(at+rule.PointerOf("volumes", i, "month"), "the month is counted twice")
		}
		used[month] = v.Units
	}
	return used, nil
}

// maxUnits bounds the units of a month and of a plan.
const maxUnits = 1_000_000_000

// shareUnits shares the units counted in each month among the pieces of it, in
// proportion to their days, by the largest remainder.
func shareUnits(stretches []stretch, used map[nhs.Date]int64) {
	var month []*piece // the pieces of one month, which may lie in several stretches
	var days []int64
	share := func() {
		if len(month) == 0 {
			return
		}
		if n, ok := used[firstOfMonth(month[0].From)]; ok {
			for i, units := range allocate(n, days) {
				month[i].units, month[i].counted = units, true
			}
		}
		month, days = month[:0], days[:0]
	}
	for i := range stretches {
		for j := range stretches[i].pieces {
			p := &stretches[i].pieces[j]
			if len(month) > 0 && firstOfMonth(p.From) != firstOfMonth(month[0].From) {
				share()
			}
			month, days = append(month, p), append(days, int64(p.Len()))
		}
	}
	share()
}

// weigh returns the weight of each piece by days of its month, and their sum. A year
// weighs twelve times aMonth.
func (st *stretch) weigh() (weights []int64, sum int64) {
	weights = make([]int64, len(st.pieces))
	for i, p := range st.pieces {
		weights[i] = int64(p.Len()) * (aMonth / int64(p.From.LastOfMonth().Day()))
		sum += weights[i]
	}
	return weights, sum
}

// byYear charges a yearly price.
func (c *chargeCalculator) byYear(st *stretch, charges []Charge) ([]Charge, *Problem) {
	yearly, bad := st.yearly()
	if bad != nil {
		return nil, bad
	}
	weights, sum := st.weigh()
	total := portion(yearly, sum)
	if st.Kind == CostAndVolume {
		more, bad := st.settle(sum)
		if bad != nil {
			return nil, bad
		}
		charges = appendCharges(charges, st.pieces, allocate(total, weights))
		last := &charges[len(charges)-1]
		last.Amount = last.Amount.Add(nhs.MoneyFromPence(more))
		return charges, nil
	}
	return appendCharges(charges, st.pieces, allocate(total, weights)), nil
}

func appendCharges(charges []Charge, pieces []piece, amounts []int64) []Charge {
	for i, p := range pieces {
		charges = append(charges, Charge{From: p.From, To: p.Last(), Amount: nhs.MoneyFromPence(amounts[i])})
	}
	return charges
}

// settle returns what cost and volume adds, or 0 until every month has been counted. A
// month that is partly in the stretch counts in part. The plan of part of a year is its
// exact part, which need not be a whole number of units.
func (st *stretch) settle(weight int64) (int64, *Problem) {
	switch {
	case st.Volume == nil:
		return 0, problem(st.at+"/volume", "the planned volume is unknown")
	case *st.Volume < 0 || *st.Volume > maxUnits:
		return 0, problem(st.at+"/volume", "a planned volume of %d: want 0 to %d", *st.Volume, maxUnits)
	}
	counted := int64(0)
	for i := range st.pieces {
		if !st.pieces[i].counted {
			return 0, nil
		}
		counted += st.pieces[i].units
	}
	planned := new(big.Rat).SetInt64(*st.Volume)
	return st.settlement(planned.Mul(planned, big.NewRat(weight, 12*aMonth)), counted)
}

// byUnit charges a price per unit; done is how many came before in the financial year.
func (c *chargeCalculator) byUnit(st *stretch, charges []Charge, done *int64) ([]Charge, *Problem) {
	weights, sum := st.weigh()
	var planned []int64
	if st.Volume != nil {
		if *st.Volume < 0 || *st.Volume > maxUnits {
			return nil, problem(st.at+"/volume", "a planned volume of %d: want 0 to %d", *st.Volume, maxUnits)
		}
		planned = allocate(portion(*st.Volume, sum), weights)
	}
	for i, p := range st.pieces {
		n := p.units
		switch {
		case p.counted:
		case planned != nil:
			n = planned[i]
		default:
			return nil, problem(st.at+"/volume", "the month of %s has neither a planned volume nor a count", p.From)
		}
		amount, bad := st.units(*done, n)
		if bad != nil {
			return nil, bad
		}
		*done += n
		charges = append(charges, Charge{From: p.From, To: p.Last(), Amount: nhs.MoneyFromPence(amount), Units: &n, Planned: !p.counted})
	}
	return charges, nil
}

// portion returns the part of a yearly amount that belongs to the weight, to the nearest
// whole number, half away from zero.
func portion(yearly, weight int64) int64 {
	const year = 12 * aMonth
	// The product may need more than 64 bits, so the whole multiples go apart.
	whole, rest := yearly/year, yearly%year
	part := rest * weight
	half := int64(year / 2)
	if part < 0 {
		half = -half
	}
	return whole*weight + (part+half)/year
}

// allocate splits n in proportion to the weights by the largest remainder.
func allocate(n int64, weights []int64) []int64 {
	parts, err := nhs.MoneyFromPence(n).Allocate(weights...)
	list := make([]int64, len(weights))
	if err != nil {
		return list // no weights: nothing to split among
	}
	for i := range parts {
		list[i] = pence(parts[i])
	}
	return list
}

func pence(m nhs.Money) int64 {
	p, _ := m.Pence() // amounts here are bounded
	return p
}

func pounds(pence int64) *nhs.Money {
	m := nhs.MoneyFromPence(pence)
	return &m
}

func firstOfMonth(d nhs.Date) nhs.Date {
	if d.IsZero() {
		return d
	}
	return d.AddDays(1 - d.Day())
}

func monthsBetween(from, to nhs.Date) int {
	return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month()) + 1
}

// monthsOf cuts a bounded period into calendar months.
func monthsOf(p nhs.Period) []nhs.Period {
	list := make([]nhs.Period, 0, monthsBetween(p.From, p.Last()))
	for from := p.From; from.Before(p.Until); {
		until := from.LastOfMonth().AddDays(1)
		if until.IsZero() || until.After(p.Until) {
			until = p.Until
		}
		list = append(list, nhs.Period{From: from, Until: until})
		from = until
	}
	return list
}
