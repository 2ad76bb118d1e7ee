package recompute

import (
	"fmt"
	"math/big"
	"sort"
)

type option struct {
	node
	id       string
	total    *big.Rat
	others   *big.Rat
	risk     *big.Rat
	years    map[int]*big.Rat
	running  map[int]*big.Rat // nil where a budget is not stated
	partners map[string]*big.Rat
	vat      [3]*big.Rat // charged, recovered, borne
}

func yearAt(n node, key string) int {
	var y int
	_, _ = fmt.Sscanf(n.text(key), "%d/", &y)
	return y
}

// costs adds up what an option costs the group.
func costs(d, n node) *option {
	o := &option{node: n, id: n.text("id"), total: new(big.Rat), others: new(big.Rat), risk: new(big.Rat),
		years: map[int]*big.Rat{}, running: map[int]*big.Rat{}, partners: map[string]*big.Rat{}}
	for i := range o.vat {
		o.vat[i] = new(big.Rat)
	}
	for y := yearAt(d, "first_year"); y <= yearAt(d, "last_year"); y++ {
		o.years[y], o.running[y] = new(big.Rat), new(big.Rat)
	}
	pay := func(y int, m *big.Rat, funding string) {
		o.total.Add(o.total, m)
		o.years[y].Add(o.years[y], m)
		switch {
		case funding == "running-cost" && o.running[y] != nil:
			o.running[y].Add(o.running[y], m)
		case funding != "running-cost" && funding != "programme":
			o.running[y] = nil
		}
	}
	for _, c := range n.list("costs") {
		net := c.number("amount")
		charged, borne := new(big.Rat), new(big.Rat)
		if v := n.at("vat"); v != nil && c.text("kind") == "price" {
			charged = penny(mul(net, quo(v.number("rate"), frac(100, 1))))
			borne = sub(charged, penny(mul(charged, quo(v.number("recovered"), frac(100, 1)))))
		}
		own := c.text("bearer") == "" || c.text("bearer") == "ccg"
		pays := add(net, borne)
		if c.flag("whole") {
			pays, charged, borne = o.ownPart(d, net, charged, borne, own)
		}
		if !own {
			o.others.Add(o.others, pays)
			continue
		}
		if c.text("kind") == "price" {
			o.vat[0].Add(o.vat[0], charged)
			o.vat[1].Add(o.vat[1], sub(charged, borne))
			o.vat[2].Add(o.vat[2], borne)
		}
		if c.text("kind") == "risk" {
			o.risk.Add(o.risk, pays)
		}
		funding := c.text("funding")
		if funding == "" {
			funding = d.text("funding")
		}
		pay(yearAt(c, "year"), pays, funding)
	}
	if a := n.number("adjustment"); a != nil {
		pay(yearAt(d, "first_year"), a, d.text("funding"))
	}
	return o
}

// ownPart shares a cost of all partners, and returns the group's part of it.
func (o *option) ownPart(d node, price, tax, left *big.Rat, own bool) (pays, taxed, kept *big.Rat) {
	sharing := o.at("sharing")
	partners := sharing.list("partners")
	sort.SliceStable(partners, func(i, j int) bool { return partners[i].text("org") < partners[j].text("org") })
	key := map[string]string{"population": "people", "use": "use"}[sharing.text("split")]
	var weights []*big.Rat
	for _, p := range partners {
		weights = append(weights, p.number(key))
	}
	whole := add(price, left)
	for i, part := range shareOut(whole, frac(1, 100), weights) {
		org := partners[i].text("org")
		if o.partners[org] == nil {
			o.partners[org] = new(big.Rat)
		}
		if own {
			o.partners[org].Add(o.partners[org], part)
		}
		if org == d.text("ccg") {
			pays = part
		}
	}
	two := func(m, a, b *big.Rat) *big.Rat { // the part of m for b
		if a.Sign() == 0 && b.Sign() == 0 {
			return new(big.Rat)
		}
		return shareOut(m, frac(1, 100), []*big.Rat{a, b})[1]
	}
	kept = two(pays, price, left)
	recovered := sub(sub(tax, left), two(sub(tax, left), pays, sub(whole, pays)))
	return pays, add(kept, recovered), kept
}

// meets reports whether the option is shown to meet every must-have.
func (o *option) meets(d node) bool {
	for _, m := range d.list("must_haves") {
		met := false
		for _, a := range o.list("meets") {
			met = met || a.text("must_have") == m.text("id") && a.text("met") == "yes"
		}
		if !met {
			return false
		}
	}
	return true
}

// rate gives each of the options its points, at the costs given.
func rate(d node, options []*option, cost func(*option) *big.Rat) map[string]*big.Rat {
	var lowest *big.Rat
	for _, o := range options {
		if lowest == nil || cost(o).Cmp(lowest) < 0 {
			lowest = cost(o)
		}
	}
	points := map[string]*big.Rat{}
	for _, o := range options {
		sum := new(big.Rat)
		for _, k := range d.list("criteria") {
			score := new(big.Rat)
			switch {
			case k.text("id") != "cost":
				for _, s := range o.list("scores") {
					if s.text("criterion") == k.text("id") {
						score = quo(s.number("points"), frac(10, 1))
					}
				}
			case cost(o).Cmp(lowest) == 0:
				score = frac(1, 1)
			case lowest.Sign() > 0:
				score = quo(lowest, cost(o))
			}
			sum.Add(sum, mul(k.number("weight"), score))
		}
		points[o.id] = sum
	}
	return points
}

// first returns the option with the most points; "" if several have.
func first(points map[string]*big.Rat) string {
	best := ""
	for id, p := range points {
		if best == "" || p.Cmp(points[best]) > 0 {
			best = id
		}
	}
	for id, p := range points {
		if id != best && p.Cmp(points[best]) == 0 {
			return ""
		}
	}
	return best
}

// Decision returns the comparison of the options of a decision.
func Decision(text []byte) []string {
	d := parse(text)
	var eligible []*option
	var out []string
	for _, n := range d.list("options") {
		o := costs(d, n)
		out = append(out, o.tell(d)...)
		if o.meets(d) {
			eligible = append(eligible, o)
		} else {
			out = append(out, "excluded "+o.id)
		}
	}
	if len(eligible) == 0 {
		return out
	}
	points := rate(d, eligible, func(o *option) *big.Rat { return o.total })
	for _, o := range eligible {
		rank := 1
		for _, p := range points {
			if p.Cmp(points[o.id]) > 0 {
				rank++
			}
		}
		out = append(out, fmt.Sprintf("rank %d %s with %s", rank, o.id, show(nearest(points[o.id], 0))))
	}
	out = append(out, "first "+first(points),
		"counting others "+first(rate(d, eligible, func(o *option) *big.Rat { return add(o.total, o.others) })))
	if d.number("discount_rate") != nil {
		out = append(out, "discounted "+first(rate(d, eligible, func(o *option) *big.Rat { return o.present(d) })))
	}
	return out
}

func (o *option) present(d node) *big.Rat {
	factor := add(frac(1, 1), quo(d.number("discount_rate"), frac(100, 1)))
	sum, by := new(big.Rat), frac(1, 1)
	for y := yearAt(d, "first_year"); y <= yearAt(d, "last_year"); y++ {
		sum.Add(sum, quo(o.years[y], by))
		by = mul(by, factor)
	}
	return penny(sum)
}

func (o *option) tell(d node) []string {
	out := []string{
		fmt.Sprintf("%s costs %s, others %s, risk %s", o.id, show(o.total), show(o.others), show(o.risk)),
	}
	if o.at("vat") != nil {
		out = append(out, fmt.Sprintf("%s VAT %s, recovered %s, borne %s", o.id, show(o.vat[0]), show(o.vat[1]), show(o.vat[2])))
	}
	if d.number("discount_rate") != nil {
		out = append(out, fmt.Sprintf("%s is worth %s now", o.id, show(o.present(d))))
	}
	for y := range o.years {
		text := fmt.Sprintf("%s in %d: %s", o.id, y, show(o.years[y]))
		for _, b := range d.list("budgets") {
			if yearAt(b, "year") != y || b.at("allowance") == nil || o.running[y] == nil {
				continue
			}
			allowance := b.at("allowance").number("amount")
			text += " of allowance " + show(nearest(mul(frac(100, 1), quo(o.running[y], allowance)), 1))
			if elsewhere := b.number("elsewhere"); elsewhere != nil {
				text += " left " + show(sub(sub(allowance, elsewhere), o.running[y]))
			}
		}
		out = append(out, text)
	}
	for org, m := range o.partners {
		out = append(out, fmt.Sprintf("%s partner %s pays %s", o.id, org, show(m)))
	}
	return out
}
