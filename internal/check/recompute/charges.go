package recompute

import (
	"fmt"
	"math/big"
	"sort"
	"time"
)

// A cell is a piece of a month of a line, with what it costs.
type cell struct {
	from, to int // days
	units    *big.Rat
	counted  bool
	amount   *big.Rat
}

// A run is a stretch of cells at one price.
type run struct {
	price node
	index *big.Rat
	cells []*cell
}

// weight is the part of a year that the cell lasts.
func (c *cell) weight() *big.Rat {
	first, next := monthOf(c.from)
	return frac(int64(c.to-c.from+1), 12*int64(next-first))
}

func (r *run) weights() (list []*big.Rat, sum *big.Rat) {
	sum = new(big.Rat)
	for _, c := range r.cells {
		list = append(list, c.weight())
		sum.Add(sum, c.weight())
	}
	return list, sum
}

// line returns the stretches of a line with their amounts, or false if a price or a
// number of units is unknown.
func line(a, l node) ([]*run, bool) {
	runs := runsOf(a, l)
	counts := map[int]*big.Rat{}
	for _, v := range l.list("volumes") {
		d, _ := v.day("month")
		first, _ := monthOf(d)
		counts[first] = v.number("units")
	}
	byMonth := map[int][]*cell{}
	for _, r := range runs {
		for _, c := range r.cells {
			first, _ := monthOf(c.from)
			byMonth[first] = append(byMonth[first], c)
		}
	}
	for first, cells := range byMonth {
		n := counts[first]
		if n == nil {
			continue
		}
		var days []*big.Rat
		for _, c := range cells {
			days = append(days, frac(int64(c.to-c.from+1), 1))
		}
		for i, part := range shareOut(n, frac(1, 1), days) {
			cells[i].units, cells[i].counted = part, true
		}
	}
	done, year := int64(0), 0
	for _, r := range runs {
		if r.price == nil {
			return nil, false
		}
		if y := yearOf(r.cells[0].from); y != year {
			year, done = y, 0
		}
		ok := r.yearly()
		if r.price.text("kind") == "per-unit" {
			done, ok = r.perUnit(done)
		}
		if !ok {
			return nil, false
		}
	}
	return runs, true
}

func runsOf(a, l node) []*run {
	starts, _ := a.at("term").day("starts")
	ends, _ := a.at("term").day("ends")
	type dated struct {
		since int
		price node
	}
	prices := []dated{{starts - 1, l.at("price")}}
	cut := map[int]bool{}
	for _, v := range a.list("variations") {
		if from, ok := v.day("from"); ok && v.text("line") == l.text("id") && l.text("id") != "" {
			prices = append(prices, dated{from, v.at("price")})
			cut[from] = true
		}
	}
	sort.SliceStable(prices[1:], func(i, j int) bool { return prices[i+1].since < prices[j+1].since })
	for _, x := range a.list("indexation") {
		if from, ok := x.day("from"); ok {
			cut[from] = true
		}
	}
	var runs []*run
	for d := starts; d <= ends; d++ {
		firstOfMonth := date(d).Day() == 1
		fresh := d == starts || cut[d] || firstOfMonth && date(d).Month() == time.April
		if fresh {
			now := prices[0]
			for _, p := range prices[1:] {
				if p.since <= d {
					now = p
				}
			}
			runs = append(runs, &run{price: now.price, index: indexOf(a, now.since, d)})
		}
		r := runs[len(runs)-1]
		if fresh || firstOfMonth {
			r.cells = append(r.cells, &cell{from: d})
		}
		r.cells[len(r.cells)-1].to = d
	}
	return runs
}

func indexOf(a node, since, day int) *big.Rat {
	product := frac(1, 1)
	for _, x := range a.list("indexation") {
		if from, ok := x.day("from"); ok && since < from && from <= day {
			product = nearest(mul(product, add(frac(1, 1), mul(x.number("percent"), frac(1, 100)))), 12)
		}
	}
	return product
}

// yearly charges a yearly price, and settles cost and volume.
func (r *run) yearly() bool {
	p := r.price
	whole := p.number("amount")
	switch p.text("kind") {
	case "per-unit":
		return true
	case "per-head":
		if p.number("rate") == nil || p.whole("people") < 1 {
			return false
		}
		whole = mul(p.number("rate"), p.number("people"))
	}
	if whole == nil {
		return false
	}
	weights, sum := r.weights()
	for i, part := range shareOut(penny(mul(penny(mul(whole, r.index)), sum)), frac(1, 100), weights) {
		r.cells[i].amount = part
	}
	if p.text("kind") != "cost-and-volume" {
		return true
	}
	used := new(big.Rat)
	for _, c := range r.cells {
		if !c.counted {
			return p.number("volume") != nil
		}
		used.Add(used, c.units)
	}
	if p.number("volume") == nil || p.number("rate") == nil {
		return false
	}
	plan := mul(p.number("volume"), sum)
	slack := new(big.Rat)
	if t := p.number("tolerance"); t != nil {
		slack = mul(plan, mul(t, frac(1, 100)))
	}
	beyond := new(big.Rat)
	if over := sub(used, plan); over.Cmp(slack) > 0 {
		beyond = sub(over, slack)
	} else if under := sub(plan, used); under.Cmp(slack) > 0 {
		beyond = sub(slack, under)
	}
	last := r.cells[len(r.cells)-1]
	last.amount = add(last.amount, penny(mul(mul(beyond, p.number("rate")), r.index)))
	return true
}

// perUnit charges a price per unit, after the units done before in the financial year.
func (r *run) perUnit(done int64) (int64, bool) {
	weights, sum := r.weights()
	var planned []*big.Rat
	if v := r.price.number("volume"); v != nil {
		planned = shareOut(nearest(mul(v, sum), 0), frac(1, 1), weights)
	}
	for i, c := range r.cells {
		if !c.counted {
			if planned == nil {
				return 0, false
			}
			c.units = planned[i]
		}
		cost := new(big.Rat)
		for n := range c.units.Num().Int64() {
			rate := bandOf(r.price, done+n+1)
			if rate == nil {
				return 0, false
			}
			cost.Add(cost, rate)
		}
		done += c.units.Num().Int64()
		c.amount = penny(mul(cost, r.index))
	}
	return done, true
}

func bandOf(price node, unit int64) *big.Rat {
	for _, b := range price.list("bands") {
		if b.whole("from") <= unit && (b.whole("to") == 0 || unit <= b.whole("to")) {
			return b.number("rate")
		}
	}
	return nil
}

// Charges returns what an agreement costs.
func Charges(text []byte) []string {
	a := parse(text)
	var out []string
	known := true
	months, years := map[int]*big.Rat{}, map[int]*big.Rat{}
	starts, _ := a.at("term").day("starts")
	ends, _ := a.at("term").day("ends")
	for d := starts; d <= ends; d++ {
		first, _ := monthOf(d)
		months[first], years[yearOf(d)] = new(big.Rat), new(big.Rat)
	}
	total := new(big.Rat)
	for i, l := range a.list("lines") {
		runs, ok := line(a, l)
		if !ok {
			known = false
			out = append(out, fmt.Sprintf("line %d unknown", i))
			continue
		}
		sum := new(big.Rat)
		for _, r := range runs {
			for _, c := range r.cells {
				first, _ := monthOf(c.from)
				months[first].Add(months[first], c.amount)
				years[yearOf(c.from)].Add(years[yearOf(c.from)], c.amount)
				total.Add(total, c.amount)
				sum.Add(sum, c.amount)
				units := ""
				if r.price.text("kind") == "per-unit" {
					units = fmt.Sprintf(" for %s counted %t", show(c.units), c.counted)
				}
				out = append(out, fmt.Sprintf("line %d %s to %s %s%s", i, ymd(c.from), ymd(c.to), show(c.amount), units))
			}
		}
		out = append(out, fmt.Sprintf("line %d total %s", i, show(sum)))
	}
	weights := customerShares(a)
	if !known {
		return append(out, "total unknown")
	}
	out = append(out, "total "+show(total))
	for first, sum := range months {
		out = append(out, fmt.Sprintf("month %s %s", ymd(max(first, starts)), show(sum)))
	}
	people, all := new(big.Rat), true
	for _, c := range a.list("customers") {
		if n := c.number("people"); n != nil && n.Sign() > 0 {
			people.Add(people, n)
		} else {
			all = false
		}
	}
	for y, sum := range years {
		out = append(out, fmt.Sprintf("year %d %s", y, show(sum)))
		if all && people.Sign() > 0 {
			out = append(out, fmt.Sprintf("year %d per head %s", y, show(nearest(quo(sum, people), 4))))
		}
		if len(weights) == 0 {
			continue
		}
		for i, part := range shareOut(sum, frac(1, 100), weights) {
			out = append(out, fmt.Sprintf("year %d customer %d %s", y, i, show(part)))
		}
	}
	return out
}

// customerShares returns the shares of the customers, or nothing if they are unknown.
func customerShares(a node) []*big.Rat {
	customers := a.list("customers")
	if len(customers) == 1 && customers[0].number("share") == nil {
		return []*big.Rat{frac(1, 1)}
	}
	var shares []*big.Rat
	sum := new(big.Rat)
	for _, c := range customers {
		s := c.number("share")
		if s == nil {
			return nil
		}
		shares = append(shares, s)
		sum.Add(sum, s)
	}
	if sum.Cmp(frac(100, 1)) != 0 {
		return nil
	}
	return shares
}
