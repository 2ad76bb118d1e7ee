package recompute

import (
	"fmt"
	"math/big"
)

// incomes returns the best income of each unit in the year.
func incomes(m node, year string) (of map[string]node) {
	of = map[string]node{}
	for _, u := range m.at("csus").list("units") {
		for _, basis := range []string{"planned", "estimated", "announced", "actual"} { // the last wins
			found := false
			for _, n := range u.list("incomes") {
				if n.text("year") == year && n.text("basis") == basis && n.number("total") != nil && !found {
					of[u.text("slug")], found = n, true
				}
			}
		}
	}
	return of
}

// index returns the sum of the squares of the shares in per cent.
func index(parts []*big.Rat) *big.Rat {
	total, squares := new(big.Rat), new(big.Rat)
	for _, p := range parts {
		total.Add(total, p)
		squares.Add(squares, mul(p, p))
	}
	return mul(frac(10_000, 1), quo(squares, mul(total, total)))
}

// Market returns shares, concentration, dependency and rates per head of a market whose
// units state incomes.
func Market(text []byte) []string {
	m := parse(text)
	const year = "2013/14"
	var out []string
	of := incomes(m, year)
	total := new(big.Rat)
	var parts []*big.Rat
	for _, n := range of {
		parts = append(parts, n.number("total"))
		total.Add(total, n.number("total"))
	}
	for slug, n := range of {
		whole := n.number("total")
		out = append(out, fmt.Sprintf("share %s %s", slug, show(nearest(mul(frac(100, 1), quo(whole, total)), 2))))
		for _, p := range n.list("customers") {
			amount := p.number("amount")
			over := "no"
			if mul(amount, frac(4, 1)).Cmp(whole) > 0 {
				over = "yes"
			}
			rise := "unknown"
			if rest := sub(whole, amount); rest.Sign() > 0 {
				rise = show(nearest(mul(frac(100, 1), quo(amount, rest)), 2))
				if quo(amount, rest).Cmp(frac(10_000, 1)) > 0 {
					rise = "unknown" // more than a percentage can be
				}
			}
			out = append(out, fmt.Sprintf("%s depends on %s by %s over %s rise %s", slug, p.text("customer"), show(nearest(mul(frac(100, 1), quo(amount, whole)), 2)), over, rise))
		}
	}
	before := index(parts)
	a, b := of["unit-0"].number("total"), of["unit-1"].number("total")
	adds := mul(frac(20_000, 1), quo(mul(a, b), mul(total, total)))
	out = append(out, "concentration "+show(nearest(before, 2)), "merger adds "+show(nearest(adds, 2)), "merged "+show(nearest(add(before, adds), 2)))
	return append(out, perHead(m, year)...)
}

func perHead(m node, year string) []string {
	var out []string
	spent, people, rates, groups := new(big.Rat), new(big.Rat), new(big.Rat), int64(0)
	for _, g := range m.at("ccgs").list("groups") {
		for _, y := range g.list("years") {
			if y.text("year") != year {
				continue
			}
			heads, sum := y.at("headcount").number("people"), new(big.Rat)
			for _, p := range y.at("plan").list("parts") {
				if p.text("category") == "csu" {
					sum.Add(sum, p.number("amount"))
				}
			}
			rate := quo(sum, heads)
			out = append(out, fmt.Sprintf("%s per head %s of allowance %s", g.text("code"), show(nearest(rate, 4)),
				show(nearest(mul(frac(100, 1), quo(sum, y.at("allowance").number("amount"))), 2))))
			spent.Add(spent, sum)
			people.Add(people, heads)
			rates.Add(rates, rate)
			groups++
		}
	}
	if groups == 0 {
		return out
	}
	mean, equal := quo(spent, people), quo(rates, frac(groups, 1))
	return append(out, "mean "+show(nearest(mean, 4))+" of allowance "+show(nearest(mul(mean, frac(4, 1)), 2)),
		"mean of groups "+show(nearest(equal, 4))+" of allowance "+show(nearest(mul(equal, frac(4, 1)), 2))) // £25.00 in 2013/14
}
