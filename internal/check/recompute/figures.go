package recompute

import (
	"encoding/json"
	"math/big"
	"sort"
	"strings"
	"time"
)

// A node is an object of a document.
type node map[string]any

func parse(text []byte) node {
	var n node
	if err := json.Unmarshal(text, &n); err != nil {
		panic(err) // the documents are made here
	}
	return n
}

func (n node) at(key string) node {
	if m, ok := n[key].(map[string]any); ok {
		return m
	}
	return nil
}

func (n node) list(key string) []node {
	var all []node
	items, _ := n[key].([]any)
	for _, item := range items {
		all = append(all, item.(map[string]any))
	}
	return all
}

func (n node) text(key string) string {
	s, _ := n[key].(string)
	return s
}

func (n node) flag(key string) bool { return n[key] == true }

// number returns a figure, written as a string or a number; nil if there is none.
func (n node) number(key string) *big.Rat {
	switch v := n[key].(type) {
	case string:
		r, _ := new(big.Rat).SetString(v)
		return r
	case float64: // whole and small
		return new(big.Rat).SetInt64(int64(v))
	}
	return nil
}

func (n node) whole(key string) int64 {
	if r := n.number(key); r != nil {
		return r.Num().Int64()
	}
	return 0
}

// day returns a day as a count, and whether there is one.
func (n node) day(key string) (int, bool) {
	t, err := time.Parse(time.DateOnly, n.text(key))
	return int(t.Unix() / 86400), err == nil
}

func date(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

func ymd(day int) string { return date(day).Format(time.DateOnly) }

// yearOf returns the calendar year in which the financial year of the day begins.
func yearOf(day int) int {
	t := date(day)
	if t.Month() < time.April {
		return t.Year() - 1
	}
	return t.Year()
}

func firstOf(year int, month time.Month) int {
	return int(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// monthOf returns the first day of the month of a day, and the first of the next.
func monthOf(day int) (first, next int) {
	t := date(day)
	return firstOf(t.Year(), t.Month()), firstOf(t.Year(), t.Month()+1)
}

func frac(a, b int64) *big.Rat { return big.NewRat(a, b) }

func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func quo(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
func abs(a *big.Rat) *big.Rat    { return new(big.Rat).Abs(a) }

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func most(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// nearest rounds to so many decimals, a half away from zero.
func nearest(x *big.Rat, decimals int64) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(decimals), nil))
	scaled := abs(mul(x, scale))
	twice := add(mul(scaled, frac(2, 1)), frac(1, 1))
	n := new(big.Int).Quo(twice.Num(), new(big.Int).Mul(twice.Denom(), big.NewInt(2)))
	r := quo(new(big.Rat).SetInt(n), scale)
	if x.Sign() < 0 {
		r.Neg(r)
	}
	return r
}

// penny rounds pounds to pennies.
func penny(x *big.Rat) *big.Rat { return nearest(x, 2) }

// show writes a figure with the decimals that it needs.
func show(x *big.Rat) string {
	if x == nil {
		return "unknown"
	}
	s := x.FloatString(12)
	s = strings.TrimRight(s, "0")
	return strings.TrimSuffix(s, ".")
}

// shareOut divides a figure, a whole number of steps, by weights: each part is rounded
// towards zero, and what is left goes to the largest remainders.
func shareOut(whole, step *big.Rat, weights []*big.Rat) []*big.Rat {
	total := new(big.Rat)
	for _, w := range weights {
		total.Add(total, w)
	}
	size := abs(whole)
	parts, lost := make([]*big.Rat, len(weights)), make([]*big.Rat, len(weights))
	left := size
	order := make([]int, len(weights))
	for i, w := range weights {
		exact := quo(quo(mul(size, w), total), step)
		down := new(big.Rat).SetInt(new(big.Int).Quo(exact.Num(), exact.Denom()))
		parts[i], lost[i], order[i] = mul(down, step), sub(exact, down), i
		left = sub(left, parts[i])
	}
	sort.SliceStable(order, func(a, b int) bool { return lost[order[a]].Cmp(lost[order[b]]) > 0 })
	for _, i := range order {
		if left.Sign() <= 0 {
			break
		}
		parts[i], left = add(parts[i], step), sub(left, step)
	}
	if whole.Sign() < 0 {
		for i := range parts {
			parts[i].Neg(parts[i])
		}
	}
	return parts
}
