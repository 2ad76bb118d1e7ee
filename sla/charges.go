package sla

import (
	"math/big"
	"slices"
	"sort"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Schedule is what an agreement costs over its term, by line, month and
// financial year.
//
// A price by the year is charged in twelfths: a whole month is a twelfth of it
// whether it has 28 days or 31, and part of a month counts by its days. The
// pence of a year, or of the part of it at one price, are shared out among its
// months, and those of a month among its days, by the largest remainder, so that
// the parts always sum to the whole.
type Schedule struct {
	// Agreement is the ID of the agreement.
	Agreement string `json:"agreement,omitempty"`
	// From is the first day of the term.
	From nhs.Date `json:"from"`
	// To is the last day of the term.
	To nhs.Date `json:"to"`
	// Lines are the charges of each line.
	Lines []LineCharges `json:"lines"`
	// Months are the sums by calendar month; those at either end may be part of
	// one.
	Months []Sum `json:"months"`
	// Years are the sums by financial year.
	Years []YearCharges `json:"years"`
	// Total is the sum over the term; nil means that a part is not known.
	Total *nhs.Money `json:"total,omitempty"`
	// Problems say what is not known, and why.
	Problems []Problem `json:"problems,omitempty"`
}

// A Sum is an amount for some days.
type Sum struct {
	// From is the first day.
	From nhs.Date `json:"from"`
	// To is the last day.
	To nhs.Date `json:"to"`
	// Amount is in pounds; nil means that a part is not known.
	Amount *nhs.Money `json:"amount,omitempty"`
}

// LineCharges are what one line costs. Sums are in pounds.
type LineCharges struct {
	// Line is the ID of the line.
	Line string `json:"line,omitempty"`
	// Path is the line's place in the agreement.
	Path rule.Pointer `json:"path"`
	// Charges are in order of time. A month in which the price changed has more
	// than one.
	Charges []Charge `json:"charges,omitempty"`
	// Total is their sum; nil means that a part is not known.
	Total *nhs.Money `json:"total,omitempty"`
}

// A Charge is what a line costs for a month, or for part of one.
type Charge struct {
	// From is the first day.
	From nhs.Date `json:"from"`
	// To is the last day, in the same month.
	To nhs.Date `json:"to"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
	// Units is how many units it is for, where the price is by unit.
	Units *int64 `json:"units,omitempty"`
	// Planned says that the units are planned, not counted.
	Planned bool `json:"planned,omitempty"`
}

// YearCharges are what an agreement costs in one financial year. Sums are in
// pounds, rates in pounds a head.
type YearCharges struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// From is the first day of the year that lies in the term.
	From nhs.Date `json:"from"`
	// To is the last day of the year that lies in the term.
	To nhs.Date `json:"to"`
	// Amount is in pounds; nil means that a part is not known.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Customers is what each customer pays, in the order of the agreement; none
	// where the amount or a share is not known.
	Customers []CustomerCharge `json:"customers,omitempty"`
	// PerHead is the amount per head of all customers' people; nil where either
	// is not known.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
}

// A CustomerCharge is what one customer pays.
type CustomerCharge struct {
	// Customer is its ODS code or slug.
	Customer nhs.OrgID `json:"customer,omitzero"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
}

const (
	maxMonths     = 1200    // of a term
	maxCells      = 100_000 // months of all lines, or years of all customers, together
	maxIndexation = 60      // steps
	maxVariations = 1000
	// aMonth is the weight of a whole month: a multiple of the number of days that
	// a month can have, so that a day's weight is a whole number.
	aMonth = 377_580
)

// Charges returns what the agreement costs over its term. A line whose price is
// not known has no charges, and then the sums are not known either; Problems
// say why.
//
// Prices by the unit are charged for the units that [Line.Volumes] counts, and
// for the planned ones in months without a count. Cost and volume is settled in
// the last month of each financial year, or of each price within it, if every
// month of it has been counted.
//
// The error is a [*Problem]: there is no term, or the schedule would be too large:
// more than 1,200 months, 100,000 months of all lines or years of all customers
// together, 1,000 variations or 60 steps of indexation.
func Charges(a *Agreement) (Schedule, error) {
	t := &a.Term
	switch {
	case t.Starts.IsZero():
		return Schedule{}, problem("/term/starts", "the first day is not known")
	case t.Ends.IsZero():
		return Schedule{}, problem("/term/ends", "the last day is not known")
	case t.Ends.Before(t.Starts):
		return Schedule{}, problem("/term/ends", "the term ends before it starts")
	case monthsBetween(t.Starts, t.Ends) > maxMonths:
		return Schedule{}, problem("/term/ends", "the term is longer than %d months", maxMonths)
	}
	r := reckoner{Agreement: a, term: nhs.Days(t.Starts, t.Ends), indexes: make(map[[2]nhs.Date]*big.Rat)}
	r.months = monthsOf(r.term)
	switch {
	case len(r.months)*len(a.Lines) > maxCells:
		return Schedule{}, problem("/lines", "%d lines over %d months are too many to reckon", len(a.Lines), len(r.months))
	case len(r.months)*len(a.Customers) > 12*maxCells:
		return Schedule{}, problem("/customers", "%d customers over %d months are too many to reckon", len(a.Customers), len(r.months))
	case len(a.Indexation) > maxIndexation:
		return Schedule{}, problem("/indexation", "%d steps of indexation are too many: %d are the most", len(a.Indexation), maxIndexation)
	case len(a.Variations) > maxVariations:
		return Schedule{}, problem("/variations", "%d variations are too many: %d are the most", len(a.Variations), maxVariations)
	}
	s := Schedule{Agreement: a.ID, From: t.Starts, To: t.Ends, Lines: make([]LineCharges, len(a.Lines))}
	for i := range a.Lines {
		l := &a.Lines[i]
		at := rule.At("lines", i)
		s.Lines[i] = LineCharges{Line: l.ID, Path: at}
		charges, total, bad := r.charge(l, at)
		if bad != nil {
			s.Problems = append(s.Problems, *bad)
			continue
		}
		s.Lines[i].Charges, s.Lines[i].Total = charges, pounds(total)
	}
	if len(a.Lines) == 0 {
		s.Problems = append(s.Problems, *problem("/lines", "there are no lines"))
	}
	s.sum(a, r.months)
	return s, nil
}

// sum fills in months, years and total.
func (s *Schedule) sum(a *Agreement, months []nhs.Period) {
	known := len(s.Problems) == 0
	sums := make([]int64, len(months))
	for i := range s.Lines {
		m := 0
		for _, c := range s.Lines[i].Charges {
			for !months[m].Contains(c.From) {
				m++
			}
			sums[m] += pence(c.Amount)
		}
	}
	total := int64(0)
	for i, m := range months {
		amount := func(p int64) *nhs.Money {
			if !known {
				return nil
			}
			return pounds(p)
		}
		s.Months = append(s.Months, Sum{m.From, m.Last(), amount(sums[i])})
		total += sums[i]
		if n := len(s.Years); n == 0 || s.Years[n-1].Year != m.From.FinancialYear() {
			s.Years = append(s.Years, YearCharges{Year: m.From.FinancialYear(), From: m.From})
		}
		y := &s.Years[len(s.Years)-1]
		y.To = m.Last()
		if known {
			sum := sums[i]
			if y.Amount != nil {
				sum += pence(*y.Amount)
			}
			y.Amount = pounds(sum)
		}
		if i == len(months)-1 {
			s.Total = amount(total)
		}
	}
	for i := range s.Years {
		s.Years[i].share(a)
	}
}

// share splits the year's amount among the customers and their people.
func (y *YearCharges) share(a *Agreement) {
	if y.Amount == nil {
		return
	}
	people := a.people()
	if people > 0 {
		if rate, err := y.Amount.PerHead(people); err == nil {
			y.PerHead = &rate
		}
	}
	weights, ok := a.shares()
	if !ok {
		return
	}
	parts, err := y.Amount.Allocate(weights...)
	if err != nil {
		return
	}
	for i, part := range parts {
		y.Customers = append(y.Customers, CustomerCharge{a.Customers[i].ID, part})
	}
}

// people returns how many people the customers serve together, or 0 if that is
// not known of each.
func (a *Agreement) people() int64 {
	sum := int64(0)
	for i := range a.Customers {
		p := a.Customers[i].People
		if p < 1 || p > maxPeople {
			return 0
		}
		sum += p
	}
	return sum
}

// maxPeople bounds what a party can serve; all of England has some 56 million.
const maxPeople = 1_000_000_000

// shares returns the weights by which customers pay, and whether they are known:
// each is stated and they sum to 100 per cent, or there is one customer.
func (a *Agreement) shares() ([]int64, bool) {
	if len(a.Customers) == 1 && a.Customers[0].Share == nil {
		return []int64{1}, true
	}
	var weights []int64
	sum := int64(0)
	for i := range a.Customers {
		share := a.Customers[i].Share
		if share == nil {
			return nil, false
		}
		w := trillionths(*share)
		if w < 0 || w > wholeShare {
			return nil, false
		}
		weights = append(weights, w)
		if sum += w; sum > wholeShare {
			return nil, false
		}
	}
	return weights, sum == wholeShare
}

// wholeShare is 100 per cent in trillionths of a per cent.
const wholeShare = 100 * 1_000_000_000_000

// trillionths returns the percentage in trillionths of a per cent, which is as
// fine as it can be.
func trillionths(p nhs.Percent) int64 {
	if p.Sign() == 0 {
		return 0
	}
	d := p.Decimal() // of exponent -12 to 0
	return d.CoefficientInt64() * powersOfTen[12+d.Exponent()]
}

var powersOfTen = [13]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12}

// A reckoner draws up a schedule.
type reckoner struct {
	*Agreement
	term    nhs.Period
	months  []nhs.Period
	indexes map[[2]nhs.Date]*big.Rat // known results of indexed
}

// A stretch is a run of days of one line at one price and in one financial year,
// as the parts of months that it is made of.
type stretch struct {
	pricing
	pieces []nhs.Period
}

// charge returns what the line costs month by month, and the sum in pence.
func (r *reckoner) charge(l *Line, at rule.Pointer) ([]Charge, int64, *Problem) {
	used, bad := l.used(at)
	if bad != nil {
		return nil, 0, bad
	}
	var charges []Charge
	sum, done := int64(0), int64(0) // units done in the financial year
	var year nhs.FinancialYear
	for _, st := range r.stretches(l, at) {
		if st.Price == nil {
			return nil, 0, problem(st.at, "the price is not known")
		}
		if st.index, bad = r.index(st.since, st.pieces[0].From); bad != nil {
			return nil, 0, bad
		}
		if y := st.pieces[0].From.FinancialYear(); y != year {
			year, done = y, 0
		}
		first := len(charges)
		if st.Kind == PerUnit {
			charges, bad = r.byUnit(&st, charges, used, &done)
		} else {
			charges, bad = r.byYear(&st, charges, used)
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

// index is indexed, remembered: lines share most of it.
func (r *reckoner) index(since, day nhs.Date) (*big.Rat, *Problem) {
	key := [2]nhs.Date{since, day}
	if index := r.indexes[key]; index != nil {
		return index, nil
	}
	index, bad := r.indexed(since, day)
	r.indexes[key] = index
	return index, bad
}

// stretches cuts the months wherever the price of the line changes and groups
// the pieces by price and financial year.
func (r *reckoner) stretches(l *Line, at rule.Pointer) []stretch {
	prices := r.pricesOf(l, at)
	cuts := make([]nhs.Date, 0, len(prices)+len(r.Indexation))
	for i := range prices {
		cuts = append(cuts, prices[i].since)
	}
	for i := range r.Indexation {
		cuts = append(cuts, r.Indexation[i].From)
	}
	slices.SortFunc(cuts, nhs.Date.Compare)
	cuts = slices.Compact(cuts)

	var list []stretch
	next, now := 0, 0 // cut to come, price in force
	for _, m := range r.months {
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
			st.pieces = append(st.pieces, nhs.Period{From: from, Until: until})
			from = until
		}
	}
	return list
}

// pricesOf returns the prices of the line by day: its own from the start, then
// those of its variations. Of two variations from one day the later in the list
// counts.
func (a *Agreement) pricesOf(l *Line, at rule.Pointer) []pricing {
	list := []pricing{{Price: l.Price, at: at + "/price", since: a.Term.Starts}}
	if l.ID == "" {
		return list
	}
	for i := range a.Variations {
		if v := &a.Variations[i]; v.Line == l.ID && !v.From.IsZero() {
			list = append(list, pricing{Price: v.Price, at: rule.At("variations", i, "price"), since: v.From})
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
			return nil, problem(at+rule.At("volumes", i, "month"), "the month is not known")
		case v.Units < 0 || v.Units > maxUnits:
			return nil, problem(at+rule.At("volumes", i, "units"), "%d units: want from 0 to %d", v.Units, maxUnits)
		case twice:
			return nil, problem(at+rule.At("volumes", i, "month"), "the month is counted twice")
		}
		used[month] = v.Units
	}
	return used, nil
}

// maxUnits bounds the units of a month and of a plan.
const maxUnits = 1_000_000_000

// weigh returns what each piece weighs in days of its month, and their sum; a
// year is twelve times aMonth.
func (st *stretch) weigh() (weights []int64, sum int64) {
	weights = make([]int64, len(st.pieces))
	for i, p := range st.pieces {
		weights[i] = int64(p.Len()) * (aMonth / int64(p.From.LastOfMonth().Day()))
		sum += weights[i]
	}
	return weights, sum
}

// byYear charges a price by the year.
func (r *reckoner) byYear(st *stretch, charges []Charge, used map[nhs.Date]int64) ([]Charge, *Problem) {
	yearly, bad := st.yearly()
	if bad != nil {
		return nil, bad
	}
	weights, sum := st.weigh()
	total := portion(yearly, sum)
	if st.Kind == CostAndVolume {
		more, bad := r.settle(st, used, sum)
		if bad != nil {
			return nil, bad
		}
		charges = appendCharges(charges, st.pieces, allocate(total, weights))
		last := &charges[len(charges)-1]
		last.Amount = last.Amount.Add(nhs.Pence(more))
		return charges, nil
	}
	return appendCharges(charges, st.pieces, allocate(total, weights)), nil
}

func appendCharges(charges []Charge, pieces []nhs.Period, amounts []int64) []Charge {
	for i, p := range pieces {
		charges = append(charges, Charge{From: p.From, To: p.Last(), Amount: nhs.Pence(amounts[i])})
	}
	return charges
}

// settle returns what cost and volume adds, or 0 while not every month has been
// counted. A month of which the stretch holds only a part counts in part.
func (r *reckoner) settle(st *stretch, used map[nhs.Date]int64, weight int64) (int64, *Problem) {
	switch {
	case st.Volume == nil:
		return 0, problem(st.at+"/volume", "the planned volume is not known")
	case *st.Volume < 0 || *st.Volume > maxUnits:
		return 0, problem(st.at+"/volume", "a planned volume of %d: want from 0 to %d", *st.Volume, maxUnits)
	}
	counted := int64(0)
	for _, p := range st.pieces {
		n, ok := used[firstOfMonth(p.From)]
		if !ok {
			return 0, nil
		}
		counted += r.partOf(n, p)
	}
	return st.settlement(portion(*st.Volume, weight), counted)
}

// byUnit charges a price by the unit; done is how many came before in the
// financial year.
func (r *reckoner) byUnit(st *stretch, charges []Charge, used map[nhs.Date]int64, done *int64) ([]Charge, *Problem) {
	weights, sum := st.weigh()
	var planned []int64
	if st.Volume != nil {
		if *st.Volume < 0 || *st.Volume > maxUnits {
			return nil, problem(st.at+"/volume", "a planned volume of %d: want from 0 to %d", *st.Volume, maxUnits)
		}
		planned = allocate(portion(*st.Volume, sum), weights)
	}
	for i, p := range st.pieces {
		n, counted := used[firstOfMonth(p.From)]
		switch {
		case counted:
			n = r.partOf(n, p)
		case planned != nil:
			n = planned[i]
		default:
			return nil, problem(st.at+"/volume", "neither a planned volume nor a count for the month of %s is known", p.From)
		}
		amount, bad := st.units(*done, n)
		if bad != nil {
			return nil, bad
		}
		*done += n
		charges = append(charges, Charge{From: p.From, To: p.Last(), Amount: nhs.Pence(amount), Units: &n, Planned: !counted})
	}
	return charges, nil
}

// partOf returns the units of a month that fall to some of its days. The parts of
// a month sum to the whole of it.
func (r *reckoner) partOf(n int64, p nhs.Period) int64 {
	month := nhs.Days(firstOfMonth(p.From), p.From.LastOfMonth()).Intersect(r.term)
	days := int64(month.Len())
	before := int64(p.From.DaysSince(month.From))
	return n*(before+int64(p.Len()))/days - n*before/days
}

// portion returns the part of a yearly amount that falls to the weight, to the
// nearest whole, half away from zero.
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
	parts, err := nhs.Pence(n).Allocate(weights...)
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
	p, _ := m.Pence() // what is reckoned here is bounded
	return p
}

func pounds(pence int64) *nhs.Money {
	m := nhs.Pence(pence)
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

// Between returns what the agreement costs from the first to the last of the
// days, both included, as far as they lie in the term. The charges of any
// partition of the term sum to the term. It is false where a part is not known,
// and where the last day is before the first.
func (s *Schedule) Between(first, last nhs.Date) (nhs.Money, bool) {
	if s.Total == nil || last.Before(first) {
		return nhs.Money{}, false
	}
	sum := int64(0)
	for i := range s.Lines {
		sum += s.Lines[i].between(first, last)
	}
	return nhs.Pence(sum), true
}

// Between is [Schedule.Between] for one line.
func (l *LineCharges) Between(first, last nhs.Date) (nhs.Money, bool) {
	if l.Total == nil || last.Before(first) {
		return nhs.Money{}, false
	}
	return nhs.Pence(l.between(first, last)), true
}

func (l *LineCharges) between(first, last nhs.Date) int64 {
	return l.runningSums().between(first, last)
}

// Running sums are the charges of a line with what came before each, in pence.
type runningSums struct {
	charges []Charge
	before  []int64
}

func (l *LineCharges) runningSums() runningSums {
	r := runningSums{l.Charges, make([]int64, len(l.Charges))}
	sum := int64(0)
	for i := range l.Charges {
		r.before[i] = sum
		sum += pence(l.Charges[i].Amount)
	}
	return r
}

func (r runningSums) between(first, last nhs.Date) int64 {
	sum := r.upTo(last)
	if !first.IsZero() {
		sum -= r.upTo(first.AddDays(-1))
	}
	return sum
}

// upTo returns the pence of the day and of all before it: those of a charge go to
// its days by the largest remainder, which gives what is left over to the first.
func (r runningSums) upTo(day nhs.Date) int64 {
	begun := sort.Search(len(r.charges), func(i int) bool { return r.charges[i].From.After(day) })
	if begun == 0 {
		return 0
	}
	c := &r.charges[begun-1]
	days := int64(nhs.Days(c.From, c.To).Len())
	n := min(days, int64(day.DaysSince(c.From))+1)
	each, rest := pence(c.Amount)/days, pence(c.Amount)%days
	if rest < 0 {
		return r.before[begun-1] + n*each + max(-n, rest)
	}
	return r.before[begun-1] + n*each + min(n, rest)
}

// Year returns the charges of the financial year, and whether the term has any
// day of it.
func (s *Schedule) Year(y nhs.FinancialYear) (YearCharges, bool) {
	i, ok := slices.BinarySearchFunc(s.Years, y, func(c YearCharges, y nhs.FinancialYear) int {
		return c.Year.Compare(y)
	})
	if !ok {
		return YearCharges{}, false
	}
	return s.Years[i], true
}
