package recompute

import (
	"fmt"
	"math/big"
	"sort"
	"strings"
)

type point struct {
	value   *big.Rat
	from    int
	after   bool // a missing period
	signals []string
}

// A figure is the value of a result, or the part of a whole.
func figure(r node) *big.Rat {
	if v := r.number("value"); v != nil {
		return v
	}
	n, d := r.number("numerator"), r.number("denominator")
	if n == nil || d == nil || d.Sign() <= 0 || n.Sign() < 0 || n.Cmp(d) > 0 {
		return nil
	}
	return nearest(mul(frac(100, 1), quo(n, d)), 6)
}

func grade(k, r node) string {
	v, target, threshold := figure(r), k.number("target"), k.number("threshold")
	reaches := func(want *big.Rat) bool {
		if k.text("direction") == "lower" {
			return v.Cmp(want) <= 0
		}
		return v.Cmp(want) >= 0
	}
	switch {
	case v == nil || target == nil || k.text("direction") == "":
		return "not known"
	case reaches(target):
		return "met"
	case threshold != nil && reaches(threshold):
		return "nearly met"
	}
	return "missed"
}

// Performance returns how an agreement is kept.
func Performance(text []byte) []string {
	a := parse(text)
	var out []string
	for i, l := range a.list("lines") {
		for j, k := range l.list("kpis") {
			at := fmt.Sprintf("line %d kpi %d ", i, j)
			met, graded := int64(0), int64(0)
			again := repeats(k)
			for n, r := range k.list("results") {
				g := grade(k, r)
				out = append(out, fmt.Sprintf("%sresult %d %s %s repeated %t", at, n, show(figure(r)), g, again[n]))
				if again[n] {
					continue
				}
				if g == "met" {
					met++
				}
				if g != "not known" {
					graded++
				}
			}
			if graded > 0 {
				out = append(out, at+"attainment "+show(nearest(frac(100*met, graded), 6)))
			}
			for _, text := range chart(k) {
				out = append(out, at+text)
			}
		}
	}
	return append(append(out, credits(a)...), risk(a)...)
}

// repeats says which results are for a day that the one before, of those that count, is for.
func repeats(k node) []bool {
	var again []bool
	last := [2]int{1, 0}
	for _, r := range k.list("results") {
		from, _ := r.day("from")
		to, _ := r.day("to")
		again = append(again, from <= last[1] && last[0] <= to)
		if !again[len(again)-1] {
			last = [2]int{from, to}
		}
	}
	return again
}

// bases cuts the points where a rebase begins.
func bases(k node) [][]*point {
	var list [][]*point
	before, missing := 0, false
	every := map[string]int{"monthly": 1, "quarterly": 3, "yearly": 12}[k.text("frequency")]
	again := repeats(k)
	last := 0
	for n, r := range k.list("results") {
		v := figure(r)
		if again[n] {
			continue
		}
		from, _ := r.day("from")
		if every > 0 && last != 0 {
			a, b := date(last), date(from)
			missing = missing || 12*(b.Year()-a.Year())+int(b.Month())-int(a.Month()) >= 2*every
		}
		last = from
		if v == nil {
			missing = true
			continue
		}
		fresh := len(list) == 0
		for _, b := range k.list("rebases") {
			if day, ok := b.day("from"); ok && b.text("reason") != "" && !fresh {
				fresh = before < day && day <= from
			}
		}
		if fresh {
			list = append(list, nil)
		}
		list[len(list)-1] = append(list[len(list)-1], &point{value: v, from: from, after: missing && before != 0})
		before, missing = from, false
	}
	return list
}

func chart(k node) []string {
	var out []string
	var lower, upper *big.Rat
	var last []*point
	for n, base := range bases(k) {
		sum, ranges := new(big.Rat), new(big.Rat)
		steps := int64(0)
		for i, p := range base {
			sum.Add(sum, p.value)
			if i > 0 && !p.after {
				ranges.Add(ranges, abs(sub(p.value, base[i-1].value)))
				steps++
			}
		}
		mean := quo(sum, frac(int64(len(base)), 1))
		if steps > 0 {
			ranges.Quo(ranges, frac(steps, 1))
		}
		off := mul(ranges, frac(266, 100))
		lower, upper, last = sub(mean, off), add(mean, off), base
		if len(base) >= 12 {
			signal(base, mean, mul(off, frac(2, 3)), lower, upper)
		}
		out = append(out, fmt.Sprintf("base %d of %d mean %s range %s from %s to %s", n, len(base),
			show(nearest(mean, 6)), show(nearest(ranges, 6)), show(nearest(lower, 6)), show(nearest(upper, 6))))
		for _, p := range base {
			sort.Strings(p.signals)
			out = append(out, fmt.Sprintf("point %s %s", ymd(p.from), strings.Join(p.signals, ", ")))
		}
	}
	return append(out, "shows "+variation(k, last)+"; "+assurance(k, last, lower, upper))
}

// signal marks the special points of a base.
func signal(base []*point, mean, near, lower, upper *big.Rat) {
	mark := func(p *point, s string) {
		for _, has := range p.signals {
			if has == s {
				return
			}
		}
		p.signals = append(p.signals, s)
	}
	side := func(i int) int { return base[i].value.Cmp(mean) }
	isNear := func(i int) bool { return abs(sub(base[i].value, mean)).Cmp(near) > 0 }
	isWithin := func(i int) bool { return base[i].value.Cmp(lower) >= 0 && base[i].value.Cmp(upper) <= 0 }
	whole := func(from, to int) bool { // no period is missing from the one to before the other
		for _, p := range base[from+1 : to] {
			if p.after {
				return false
			}
		}
		return true
	}
	words := map[int][3]string{1: {"shift up", "trend up", "near upper limit"}, -1: {"shift down", "trend down", "near lower limit"}}
	for i, p := range base {
		if p.value.Cmp(upper) > 0 {
			mark(p, "above limit")
		}
		if p.value.Cmp(lower) < 0 {
			mark(p, "below limit")
		}
		for _, way := range []int{1, -1} {
			if i+7 <= len(base) && whole(i, i+7) {
				shift, trend := true, true
				for j := i; j < i+7; j++ {
					shift = shift && side(j) == way
					trend = trend && (j == i || base[j].value.Cmp(base[j-1].value) == way)
				}
				for j := i; j < i+7; j++ {
					if shift {
						mark(base[j], words[way][0])
					}
					if trend {
						mark(base[j], words[way][1])
					}
				}
			}
			if i+3 <= len(base) && whole(i, i+3) && side(i) == way && side(i+1) == way && side(i+2) == way {
				var close []int
				for j := i; j < i+3; j++ {
					if isNear(j) {
						close = append(close, j)
					}
				}
				for _, j := range close {
					if len(close) > 1 && isWithin(j) {
						mark(base[j], words[way][2])
					}
				}
			}
		}
	}
}

func variation(k node, last []*point) string {
	if len(last) < 12 {
		return "too few points"
	}
	up, down := false, false
	for _, s := range last[len(last)-1].signals {
		if strings.Contains(s, "up") || s == "above limit" {
			up = true
		} else {
			down = true
		}
	}
	switch {
	case !up && !down:
		return "common cause"
	case up && down || k.text("direction") == "":
		return "changing"
	case up == (k.text("direction") == "higher"):
		return "improving"
	}
	return "worsening"
}

func assurance(k node, last []*point, lower, upper *big.Rat) string {
	t := k.number("target")
	switch {
	case t == nil || k.text("direction") == "":
		return "no target"
	case len(last) < 12:
		return "too few points"
	case k.text("direction") == "higher" && t.Cmp(lower) <= 0, k.text("direction") == "lower" && t.Cmp(upper) >= 0:
		return "hits"
	case k.text("direction") == "higher" && t.Cmp(upper) > 0, k.text("direction") == "lower" && t.Cmp(lower) < 0:
		return "misses"
	}
	return "hit or miss"
}

// daily returns what a line costs on each day: the pence of a charge go to its days by
// the largest remainder.
func daily(runs []*run) map[int]*big.Rat {
	days := map[int]*big.Rat{}
	for _, r := range runs {
		for _, c := range r.cells {
			var equal []*big.Rat
			for range c.to - c.from + 1 {
				equal = append(equal, frac(1, 1))
			}
			for i, part := range shareOut(c.amount, frac(1, 100), equal) {
				days[c.from+i] = part
			}
		}
	}
	return days
}

// credits returns what is due for missed results.
func credits(a node) []string {
	type due struct {
		to    int
		asked *big.Rat
		at    string
	}
	var list []due
	yearly := map[int]*big.Rat{}
	known := true
	for i, l := range a.list("lines") {
		runs, ok := line(a, l)
		if !ok {
			known = false
			continue
		}
		days := daily(runs)
		for d, m := range days {
			if yearly[yearOf(d)] == nil {
				yearly[yearOf(d)] = new(big.Rat)
			}
			yearly[yearOf(d)].Add(yearly[yearOf(d)], m)
		}
		for j, k := range l.list("kpis") {
			credit, again := k.at("credit"), repeats(k)
			for n, r := range k.list("results") {
				if g := grade(k, r); credit == nil || again[n] || g == "met" || g == "not known" {
					continue
				}
				from, _ := r.day("from")
				to, _ := r.day("to")
				charge := new(big.Rat)
				for d := from; d <= to; d++ {
					if days[d] != nil {
						charge.Add(charge, days[d])
					}
				}
				asked := credit.number("amount")
				if asked == nil {
					asked = penny(mul(charge, quo(credit.number("percent"), frac(100, 1))))
				}
				asked = most(new(big.Rat), least(asked, charge))
				list = append(list, due{to: to, asked: asked, at: fmt.Sprintf("credit /lines/%d/kpis/%d/results/%d", i, j, n)})
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].to < list[j].to })
	var out []string
	spent := map[int]*big.Rat{}
	for _, d := range list {
		y := yearOf(d.to)
		gets := d.asked
		if limit := a.at("credits").number("cap"); limit != nil {
			if !known || yearly[y] == nil {
				out = append(out, fmt.Sprintf("%s asked %s due unknown", d.at, show(d.asked)))
				continue
			}
			left := most(new(big.Rat), penny(mul(yearly[y], quo(limit, frac(100, 1)))))
			if spent[y] != nil {
				left = sub(left, spent[y])
			}
			gets = least(gets, left)
		}
		if spent[y] == nil {
			spent[y] = new(big.Rat)
		}
		spent[y].Add(spent[y], gets)
		out = append(out, fmt.Sprintf("%s asked %s due %s", d.at, show(d.asked), show(gets)))
	}
	return out
}

// risk returns how gains and pains are split.
func risk(a node) []string {
	var out []string
	s := a.at("risk_share")
	for _, o := range s.list("outturns") {
		baseline := s.number("baseline")
		saved := sub(baseline, o.number("cost"))
		bands, limit := s.list("gain"), s.number("gain_cap")
		if saved.Sign() < 0 {
			bands, limit = s.list("pain"), s.number("pain_cap")
		}
		size, gets, reached := abs(saved), new(big.Rat), new(big.Rat)
		for _, b := range bands {
			from := most(reached, mul(abs(baseline), quo(b.number("from"), frac(100, 1))))
			to := size
			if b.number("to") != nil {
				to = least(size, mul(abs(baseline), quo(b.number("to"), frac(100, 1))))
			}
			if to.Cmp(from) > 0 {
				gets.Add(gets, mul(sub(to, from), quo(b.number("provider"), frac(100, 1))))
				reached = to
			}
		}
		gets = most(new(big.Rat), least(penny(gets), size))
		if limit != nil {
			gets = least(gets, most(new(big.Rat), limit))
		}
		if saved.Sign() < 0 {
			gets = new(big.Rat).Neg(gets)
		}
		out = append(out, fmt.Sprintf("year %s saved %s provider %s customers %s", o.text("year"), show(saved), show(gets), show(sub(saved, gets))))
	}
	return out
}
