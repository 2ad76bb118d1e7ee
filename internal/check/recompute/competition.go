package recompute

import (
	"fmt"
	"math/big"
	"sort"
)

type bid struct {
	node
	id, as   string
	points   map[string]*big.Rat // by criterion
	shown    map[string]*big.Rat // marks
	total    *big.Rat
	standing string
	rank     int
	tied     int
}

// finally follows the mergers of a bidder to their end; "" in a circle.
func finally(c node, id string) string {
	next := map[string]string{}
	for _, m := range c.list("mergers") {
		from, _ := m["from"].([]any)
		for _, f := range from {
			name, into := f.(string), m.text("into")
			if _, ok := next[name]; !ok && name != into {
				next[name] = into
			}
		}
	}
	seen := map[string]bool{}
	for next[id] != "" {
		if seen[id] {
			return ""
		}
		seen[id] = true
		id = next[id]
	}
	return id
}

func standsOut(c, b node) bool {
	if b.flag("withdrawn") || b.text("excluded") != "" {
		return true
	}
	for _, s := range c.list("standards") {
		met := false
		for _, d := range b.list("declarations") {
			if d.text("standard") == s.text("id") {
				met = d.flag("met")
			}
		}
		if !met {
			return true
		}
	}
	return false
}

func score(c, b node, lowest *big.Rat) (points, marks map[string]*big.Rat, total *big.Rat) {
	points, marks, total = map[string]*big.Rat{}, map[string]*big.Rat{}, new(big.Rat)
	for _, k := range c.list("criteria") {
		id, weight, limit := k.text("id"), k.number("weight"), k.number("max")
		var part *big.Rat // of all marks
		switch k.text("formula") {
		case "lowest-price-ratio":
			part = quo(lowest, b.number("price"))
		case "linear":
			part = most(new(big.Rat), sub(frac(2, 1), quo(b.number("price"), lowest)))
		default:
			for _, s := range b.list("scores") {
				if s.text("criterion") == id {
					marks[id] = s.number("moderated")
					if marks[id] == nil {
						marks[id] = s.list("marks")[0].number("score")
					}
				}
			}
			part = quo(marks[id], limit)
		}
		points[id] = mul(weight, part)
		if marks[id] == nil {
			marks[id] = nearest(mul(part, limit), 4)
		}
		total.Add(total, points[id])
	}
	return points, marks, total
}

// Competition returns who wins.
func Competition(text []byte) []string {
	c := parse(text)
	won := map[string]int64{}
	var out []string
	for _, lot := range c.list("lots") {
		var bids []*bid
		var lowest *big.Rat
		for _, n := range c.list("bids") {
			if n.text("lot") != lot.text("code") {
				continue
			}
			b := &bid{node: n, id: n.at("supplier").text("id")}
			if b.as = finally(c, b.id); b.as == "" {
				b.as = b.id
			}
			if p := n.number("price"); p != nil && !standsOut(c, n) && (lowest == nil || p.Cmp(lowest) < 0) {
				lowest = p
			}
			bids = append(bids, b)
		}
		var ranked []*bid
		for _, b := range bids {
			if standsOut(c, b.node) {
				b.standing = "not-ranked"
				continue
			}
			b.points, b.shown, b.total = score(c, b.node, lowest)
			if b.isBelow(c) {
				b.standing = "below-minimum"
			} else if limit := c.whole("lots_per_supplier"); limit > 0 && won[b.as] >= limit {
				b.standing = "at-limit"
			} else {
				ranked = append(ranked, b)
			}
		}
		sort.Slice(ranked, func(i, j int) bool {
			if by := better(c, ranked[i], ranked[j]); by != 0 {
				return by > 0
			}
			return ranked[i].id < ranked[j].id
		})
		var contest []*bid
		counted := map[string]bool{}
		for _, b := range ranked {
			if counted[b.as] {
				b.standing = "counted-once"
				continue
			}
			counted[b.as] = true
			contest = append(contest, b)
		}
		place(c, contest, int(lot.whole("places")))
		for _, b := range contest {
			if b.standing == "placed" {
				won[b.as]++
			}
		}
		out = append(out, tell(lot.text("code"), bids, contest)...)
	}
	return out
}

func (b *bid) isBelow(c node) bool {
	if m := c.number("minimum_total"); m != nil && b.total.Cmp(m) < 0 {
		return true
	}
	for _, k := range c.list("criteria") {
		if t := k.number("threshold"); t != nil && b.points[k.text("id")].Cmp(quo(mul(k.number("weight"), t), k.number("max"))) < 0 {
			return true
		}
	}
	return false
}

// better is above zero if a comes before b.
func better(c node, a, b *bid) int {
	if by := a.total.Cmp(b.total); by != 0 {
		return by
	}
	return settled(c, a, b)
}

func settled(c node, a, b *bid) int {
	ids, _ := c.at("ties")["by"].([]any)
	for _, id := range ids {
		if by := a.points[id.(string)].Cmp(b.points[id.(string)]); by != 0 {
			return by
		}
		if by := a.shown[id.(string)].Cmp(b.shown[id.(string)]); by != 0 { // a criterion of no weight
			return by
		}
	}
	return 0
}

// place ranks those who are in order and gives out the places.
func place(c node, contest []*bid, places int) {
	left, open := places, true
	for i := 0; i < len(contest); {
		level := i + 1 // up to here they tie on everything
		for level < len(contest) && better(c, contest[i], contest[level]) == 0 {
			level++
		}
		n := level - i
		gets := open && left >= n
		if open && left > 0 && left < n {
			open = false
			gets = c.at("ties").text("otherwise") != "none-gets-a-place"
		}
		for _, b := range contest[i:level] {
			b.standing = "unplaced"
			if gets {
				b.standing = "placed"
			}
		}
		left -= n
		i = level
	}
	for i, b := range contest {
		b.rank = i + 1
		for j, o := range contest {
			if o.total.Cmp(b.total) == 0 {
				b.rank = min(b.rank, j+1)
				if j != i {
					b.tied++
				}
			}
		}
	}
}

func tell(lot string, bids, contest []*bid) []string {
	var lowest, next *big.Rat // totals: of those with a place, and the best without
	filled := 0
	for _, b := range contest {
		if b.standing == "placed" {
			lowest = b.total
			filled++
		} else if next == nil {
			next = b.total
		}
	}
	out := []string{fmt.Sprintf("lot %s filled %d", lot, filled)}
	for _, b := range bids {
		text := fmt.Sprintf("lot %s %s %s", lot, b.id, b.standing)
		if b.total != nil {
			text += " total " + show(nearest(b.total, 12))
		}
		if b.rank > 0 {
			text += fmt.Sprintf(" rank %d tied %d", b.rank, b.tied)
		}
		switch {
		case b.standing == "placed" && next != nil:
			text += " margin " + show(nearest(sub(b.total, next), 12))
		case b.standing == "unplaced" && lowest != nil:
			text += " margin " + show(nearest(sub(lowest, b.total), 12))
		}
		out = append(out, text)
	}
	return out
}
